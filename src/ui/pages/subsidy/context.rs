//! What every group of questions is given, and the fields that it is made of.

use crate::domain::policy::{Asks, Pack, SubjectKind};
use crate::domain::quantity::Year;
use crate::domain::subsidy::{Peer, ScopeFinding, UnitFigures, examine, review_year};
use crate::packs::OpenPack;
use crate::text::self_check::{answer_problem, question_name};
use crate::ui::kit::field::Field;
use crate::ui::kit::select::{Offer, select};
use crate::ui::route::Step;
use crate::workspace::self_check::Question;
use crate::workspace::{Action, CheckChange, Entries, Event, Open, SelfCheck, Workspace};
use std::rc::Rc;
use yew::prelude::*;

/// A self-check, what it stands in, and what follows from it.
#[derive(Clone, PartialEq)]
pub struct CheckContext {
    /// The pack.
    pub pack: Rc<OpenPack>,
    /// The workspace that it stands in.
    pub workspace: Rc<Workspace>,
    /// The self-check.
    pub check: Rc<SelfCheck>,
    /// What follows.
    pub findings: Rc<Vec<ScopeFinding>>,
    /// The other units kept here, for a city.
    pub peers: Rc<Vec<Peer>>,
    /// Why the store did not give them; the browser's words.
    pub peers_unread: Option<AttrValue>,
    /// Where events go.
    pub on: Callback<Event>,
}

impl CheckContext {
    /// What the pack lays down.
    pub fn rules(&self) -> &Pack {
        &self.pack.pack
    }

    /// Who asks.
    pub fn kind(&self) -> Option<SubjectKind> {
        self.check.answers.kind
    }

    /// Something is done to the self-check.
    pub fn did<T: 'static>(&self, change: impl Fn(T) -> CheckChange + 'static) -> Callback<T> {
        let id = self.check.id.clone();
        self.on.reform(move |told| Event::Edited(Action::SelfCheck(id.clone(), change(told))))
    }

    /// A question is answered.
    pub fn answer(&self, question: Question) -> Callback<String> {
        self.did(move |text| CheckChange::Answered(question, text))
    }

    /// A question's text field.
    pub fn field(&self, question: Question, hint: impl Into<AttrValue>) -> Html {
        self.text_field(question, hint.into(), false)
    }

    /// The same in a table that says what it is.
    pub fn bare_field(&self, question: Question) -> Html {
        self.text_field(question, AttrValue::default(), true)
    }

    fn text_field(&self, question: Question, hint: AttrValue, bare: bool) -> Html {
        let problem = self.problem(question);
        html! {
            <Field key={question.key()} id={id_of(question)} label={question_name(question)} text={self.check.text(question)}
                {hint} {problem} {bare} draft={draft_key(&self.check.id, question)} on_text={self.answer(question)} />
        }
    }

    /// Why a question's text was not taken, and what counts instead.
    pub fn problem(&self, question: Question) -> Option<AttrValue> {
        let problem = answer_problem(question, &self.check.problem(question)?);
        Some(AttrValue::from(not_taken(&problem)))
    }

    /// A question's list.
    pub fn choice(&self, question: Question, offers: Vec<Offer>, bare: bool) -> Html {
        let chosen = self.check.text(question);
        let mut offers = offers;
        if self.check.not_understood.contains_key(&question) {
            // What is not understood is shown as it stands; nothing else may look chosen.
            offers.insert(0, (chosen.clone(), format!("“{chosen}”？")));
        }
        let list = select(id_of(question), question_name(question), offers, &chosen, bare, self.answer(question));
        let problem = self.problem(question);
        // What comes and goes below stands in a place of its own, so that the list keeps its focus.
        let below = problem.map(|problem| html! { <p class="below wrong">{ format!("“{chosen}”{problem}") }</p> });
        html! { <>{ list }<div>{ for below }</div></> }
    }

    /// The groups of questions that this subject is asked.
    pub fn steps(&self) -> Vec<Step> {
        let of_kind = |step: &Step| match (step, self.kind()) {
            (Step::Size, Some(kind)) => matches!(kind, SubjectKind::Enterprise | SubjectKind::StateOwnedEnterprise),
            (Step::Transactions, Some(kind)) => !matches!(kind, SubjectKind::City | SubjectKind::Other),
            (Step::Figures, kind) => kind == Some(SubjectKind::City),
            _ => true,
        };
        Step::ALL.into_iter().filter(of_kind).collect()
    }

    /// Where an element is asked about.
    pub fn step_of(&self, asks: &Asks) -> Option<Step> {
        let step = match asks {
            Asks::Subject(_) => Step::Who,
            Asks::SmeSubject(_) if self.kind().is_none() => Step::Who,
            Asks::SmeSubject(_) | Asks::Increase(_) => Step::Size,
            Asks::Transaction(_) => Step::Transactions,
            Asks::Figure { .. } | Asks::FigureGrowth(_) | Asks::Ratio { .. } => Step::Figures,
            Asks::Filed { .. } | Asks::Document => Step::ApplicationDocuments,
            Asks::Authority => return None,
        };
        Some(step).filter(|step| self.steps().contains(step))
    }
}

/// Begins the name of every question's field, where text that is being typed is kept.
const DRAFT: &str = "self_check";

/// What a question's field is called there.
fn draft_key(check: &str, question: Question) -> String {
    format!("{DRAFT}/{check}/{}", question.key())
}

/// The self-check and the question of such a name.
pub fn draft_question(key: &str) -> Option<(&str, Question)> {
    let (check, question) = key.strip_prefix(DRAFT)?.strip_prefix('/')?.split_once('/')?;
    Some((check, Question::from_key(question)?))
}

/// Why a text was not taken, and what became of it.
pub fn not_taken(problem: &str) -> String {
    let stop = if problem.ends_with('？') { "" } else { "。" };
    format!("{problem}{stop}原样留着，没有采用")
}

/// What follows from the answers, and for a unit's own check from its figures.
pub fn found(open: &Open, check: &SelfCheck, peers: &[Peer]) -> Vec<ScopeFinding> {
    let (pack, entries) = (&open.pack.pack, &open.history.present().entries);
    let year = year_looked_at(pack, entries, check).filter(|_| !check.received);
    let unit = year.zip(entries.as_of);
    let unit = unit.map(|(year, as_of)| UnitFigures { figures: &entries.figures, as_of, year, peers });
    examine(pack, &check.examined(), unit.as_ref())
}

/// The year that the unit's figures are looked at for: the chosen one, or the latest that has any.
pub fn year_looked_at(pack: &Pack, entries: &Entries, check: &SelfCheck) -> Option<Year> {
    let as_of = entries.as_of?;
    check.review_year.or_else(|| review_year(pack, &entries.figures, as_of))
}

/// The id of a question's field in the page.
pub fn id_of(question: Question) -> String {
    format!("q-{}", question.key().replace('.', "-"))
}
