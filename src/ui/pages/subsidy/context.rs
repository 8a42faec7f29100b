//! The context of every group of questions, and the fields to build it from.

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

/// A self-check with its workspace and its findings.
#[derive(Clone, PartialEq)]
pub struct CheckContext {
    /// The pack.
    pub pack: Rc<OpenPack>,
    /// The workspace that contains it.
    pub workspace: Rc<Workspace>,
    /// The self-check.
    pub check: Rc<SelfCheck>,
    /// The findings on each subsidy scope.
    pub findings: Rc<Vec<ScopeFinding>>,
    /// The other units in the store, for a city.
    pub peers: Rc<Vec<Peer>>,
    /// The browser's error if the store could not be read.
    pub peers_unread: Option<AttrValue>,
    /// The dispatch.
    pub on: Callback<Event>,
}

impl CheckContext {
    /// The rules of the pack.
    pub fn rules(&self) -> &Pack {
        &self.pack.pack
    }

    /// The kind of subject.
    pub fn kind(&self) -> Option<SubjectKind> {
        self.check.answers.kind
    }

    /// A callback that makes a change to the self-check.
    pub fn did<T: 'static>(&self, change: impl Fn(T) -> CheckChange + 'static) -> Callback<T> {
        let id = self.check.id.clone();
        self.on.reform(move |told| Event::Edited(Action::SelfCheck(id.clone(), change(told))))
    }

    /// A callback that answers a question.
    pub fn answer(&self, question: Question) -> Callback<String> {
        self.did(move |text| CheckChange::Answered(question, text))
    }

    /// A question's text field.
    pub fn field(&self, question: Question, hint: impl Into<AttrValue>) -> Html {
        self.text_field(question, hint.into(), false)
    }

    /// The same for a table that already names it.
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

    /// Why a question's text was not accepted, and what happens to it.
    pub fn problem(&self, question: Question) -> Option<AttrValue> {
        let problem = answer_problem(question, &self.check.problem(question)?);
        Some(AttrValue::from(not_taken(&problem)))
    }

    /// A question's list.
    pub fn choice(&self, question: Question, offers: Vec<Offer>, bare: bool) -> Html {
        let chosen = self.check.text(question);
        let mut offers = offers;
        if self.check.not_understood.contains_key(&question) {
            // An answer that is not understood is shown as it is; no option may look chosen.
            offers.insert(0, (chosen.clone(), format!("“{chosen}”？")));
        }
        let list = select(id_of(question), question_name(question), offers, &chosen, bare, self.answer(question));
        let problem = self.problem(question);
        // The message has an element of its own, so that the list keeps its focus when the message comes or goes.
        let below = problem.map(|problem| html! { <p class="below wrong">{ format!("“{chosen}”{problem}") }</p> });
        html! { <>{ list }<div>{ for below }</div></> }
    }

    /// The groups of questions for this kind of subject.
    pub fn steps(&self) -> Vec<Step> {
        let of_kind = |step: &Step| match (step, self.kind()) {
            (Step::Size, Some(kind)) => matches!(kind, SubjectKind::Enterprise | SubjectKind::StateOwnedEnterprise),
            (Step::Transactions, Some(kind)) => !matches!(kind, SubjectKind::City | SubjectKind::Other),
            (Step::Figures, kind) => kind == Some(SubjectKind::City),
            _ => true,
        };
        Step::ALL.into_iter().filter(of_kind).collect()
    }

    /// The group of questions that an element depends on; `None` if the authority decides or this subject has no
    /// such group.
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

/// Prefix of the draft keys of a self-check's fields.
const DRAFT: &str = "self_check";

/// The draft key of a question's field.
fn draft_key(check: &str, question: Question) -> String {
    format!("{DRAFT}/{check}/{}", question.key())
}

/// The self-check and the question of a draft key.
pub fn draft_question(key: &str) -> Option<(&str, Question)> {
    let (check, question) = key.strip_prefix(DRAFT)?.strip_prefix('/')?.split_once('/')?;
    Some((check, Question::from_key(question)?))
}

/// Why a text was not accepted, and that it stays as typed.
pub fn not_taken(problem: &str) -> String {
    let stop = if problem.ends_with('？') { "" } else { "。" };
    format!("{problem}{stop}原样留着，没有采用")
}

/// The findings from the answers; for a unit's own self-check also from its figures.
pub fn found(open: &Open, check: &SelfCheck, peers: &[Peer]) -> Vec<ScopeFinding> {
    let (pack, entries) = (&open.pack.pack, &open.history.present().entries);
    let year = year_looked_at(pack, entries, check).filter(|_| !check.received);
    let unit = year.zip(entries.as_of);
    let unit = unit.map(|(year, as_of)| UnitFigures { figures: &entries.figures, as_of, year, peers });
    examine(pack, &check.examined(), unit.as_ref())
}

/// The year whose figures are examined: the chosen one, or the latest that has any.
pub fn year_looked_at(pack: &Pack, entries: &Entries, check: &SelfCheck) -> Option<Year> {
    let as_of = entries.as_of?;
    check.review_year.or_else(|| review_year(pack, &entries.figures, as_of))
}

/// The element id of a question's field.
pub fn id_of(question: Question) -> String {
    format!("q-{}", question.key().replace('.', "-"))
}
