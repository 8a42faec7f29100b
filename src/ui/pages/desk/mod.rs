//! 汇总分解 – the units' files, what they come to together, places, charts, and targets shared out.

mod allotment;
mod charts;
mod files;
mod heat;
mod ranks;
mod scores;
mod sums;
mod words;

use crate::domain::attainment::{Assessment, assess};
use crate::domain::figures::{Figures, Situation};
use crate::domain::gathering::{Member, situation_of_sums};
use crate::domain::policy::{Pack, RowId};
use crate::domain::quantity::{Day, Year};
use crate::ui::findings::Findings;
use crate::ui::parts::ask::ask_as_of;
use crate::ui::route::{DeskPart, Route};
use crate::ui::state::PageState;
use crate::workspace::desk::{Desk, DeskUnit};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// Props of the page.
#[derive(Clone, PartialEq, Properties)]
pub struct DeskProps {
    /// The workspace, its pack, and what follows.
    pub findings: Rc<Findings>,
    /// What pages are given.
    pub state: PageState,
    /// The part shown.
    #[prop_or(DeskPart::Files)]
    pub part: DeskPart,
}

/// What the parts of the page are given.
#[derive(Clone)]
struct At {
    findings: Rc<Findings>,
    state: PageState,
    gathered: Rc<Gathered>,
}

impl PartialEq for At {
    /// What was gathered follows from the findings.
    fn eq(&self, other: &At) -> bool {
        self.findings == other.findings && self.state == other.state
    }
}

/// What follows from everything that was handed in.
struct Gathered {
    desk: Desk,
    units: Vec<Unit>,
    /// What a unit that has handed in nothing has.
    nothing: Figures,
    /// Whoever gathers; `None` without a day.
    own: Option<Situation>,
    /// The same with the sums for figures, and its verdicts.
    together: Option<(Situation, Assessment)>,
}

/// One unit with what follows for it.
struct Unit {
    unit: Rc<DeskUnit>,
    situation: Option<Situation>,
    assessment: Option<Assessment>,
    not_applicable: BTreeSet<RowId>,
    /// False where another unit's figures hold its own.
    counts: bool,
}

impl Gathered {
    fn of(findings: &Findings) -> Gathered {
        let pack = findings.rules();
        let desk = findings.workspace.desk_at_work(pack);
        let own = findings.assessed.as_ref().map(|assessed| assessed.situation.clone());
        let unit = |unit: &Rc<DeskUnit>| {
            let situation = own.as_ref().and_then(|own| unit.situation(own, &desk.given_to(&unit.name)));
            Unit {
                assessment: situation.as_ref().map(|situation| assess(pack, situation)),
                not_applicable: situation.as_ref().map(|one| one.not_applicable.clone()).unwrap_or_default(),
                counts: !desk.is_held(&unit.id),
                unit: Rc::clone(unit),
                situation,
            }
        };
        let units: Vec<_> = desk.units.iter().map(unit).collect();
        let mut gathered = Gathered { desk, units, nothing: Figures::default(), own, together: None };
        gathered.together = gathered.own.as_ref().map(|own| {
            let together = situation_of_sums(pack, own, &gathered.members());
            let assessment = assess(pack, &together);
            (together, assessment)
        });
        gathered
    }

    /// The units as far as sums go; one that has handed in nothing has blanks only.
    fn members(&self) -> Vec<Member<'_>> {
        let members = self.units.iter().map(|unit| Member {
            figures: unit.situation.as_ref().map_or(&self.nothing, |situation| &situation.figures),
            not_applicable: &unit.not_applicable,
            counts: unit.counts,
        });
        members.collect()
    }

    /// The units that have handed in something.
    fn present(&self) -> Vec<&Unit> {
        self.units.iter().filter(|unit| unit.situation.is_some()).collect()
    }
}

/// The page.
#[component(DeskPage)]
pub fn desk_page(props: &DeskProps) -> Html {
    let DeskProps { findings, state, part } = props;
    let gathered = use_memo(findings.clone(), |findings| Gathered::of(findings));
    let at = At { findings: findings.clone(), state: state.clone(), gathered };
    let links = DeskPart::ALL.into_iter().map(|one| {
        let current = (one == *part).then_some("step");
        let to = if one == DeskPart::Files { Route::Desk } else { Route::DeskOf { part: one } };
        html! {
            <li class={current.map(|_| "here")}><Link<Route> {to}><span aria-current={current}>{ one.name() }</span></Link<Route>></li>
        }
    });
    html! {
        <>
            <h1 class="hidden">{ "汇总分解" }</h1>
            <nav aria-label="汇总分解的各部分" onclick={state.leaves_good_news()}><ol class="steps plain">{ for links }</ol></nav>
            { shown(&at, *part) }
        </>
    }
}

fn shown(at: &At, part: DeskPart) -> Html {
    match part {
        DeskPart::Files => html! { <files::FilesPart at={at.clone()} /> },
        DeskPart::Allotment => html! { <allotment::AllotmentPart at={at.clone()} /> },
        DeskPart::Scores if !at.gathered.desk.scoring.on => scores::turned_off(at),
        _ if at.gathered.own.is_none() => ask_as_of("汇总"),
        _ if at.gathered.present().is_empty() => nothing_yet(),
        DeskPart::Sums => html! { <sums::SumsPart at={at.clone()} /> },
        DeskPart::Heat => html! { <heat::HeatPart at={at.clone()} /> },
        DeskPart::Ranks => html! { <ranks::RanksPart at={at.clone()} /> },
        DeskPart::Scores => html! { <scores::ScoresPart at={at.clone()} /> },
        DeskPart::Charts => html! { <charts::ChartsPart at={at.clone()} /> },
    }
}

/// The year that is looked at first: in its first quarter a year has little to show, so that the one before is.
fn year_shown(pack: &Pack, as_of: Day) -> Year {
    let year = if as_of.month() <= 3 { as_of.year().previous() } else { None };
    year.unwrap_or(as_of.year()).clamp(pack.first_year, pack.last_year)
}

fn nothing_yet() -> Html {
    html! {
        <section class="panel">
            <h2>{ "还没有收到文件" }</h2>
            <p>{ "先把各单位交来的填报文件收进来。" }<Link<Route> to={Route::Desk}>{ "去收文件" }</Link<Route>></p>
        </section>
    }
}

impl At {
    /// What the pack lays down.
    fn rules(&self) -> &Pack {
        self.findings.rules()
    }
}
