//! 工作计划 – a year's requirements, two scenarios, measures, and deadlines.

mod calendar;
mod dates;
mod measures;
mod needs;
mod outcomes;
mod scenarios;

use crate::domain::policy::Pack;
use crate::domain::quantity::Year;
use crate::ui::kit::segment::segment;
use crate::ui::parts::ask::ask_as_of;
use crate::ui::route::{PlanPart, Route, use_go};
use crate::ui::store::{Assessed, use_dispatch};
use crate::workspace::plan::is_of_filing;
use crate::workspace::{Event, WorkPlan};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// Props of the page.
#[derive(Clone, PartialEq, Properties)]
pub struct PlanProps {
    /// The workspace, its pack and its assessment.
    pub assessed: Rc<Assessed>,
    /// The planned year. If it is missing or not a plan year, the current year is used.
    #[prop_or_default]
    pub year: Option<Year>,
    /// The part shown.
    #[prop_or(PlanPart::Needs)]
    pub part: PlanPart,
}

/// The context of every part of the page.
#[derive(Clone, PartialEq)]
struct PlanContext {
    assessed: Rc<Assessed>,
    on: Callback<Event>,
    year: Year,
    plan: Rc<WorkPlan>,
}

/// The page.
#[component(PlanPage)]
pub fn plan_page(props: &PlanProps) -> Html {
    let PlanProps { assessed, part, .. } = props;
    let on = use_dispatch();
    let go = use_go();
    let Some(year) = year_planned(props) else { return ask_as_of("工作计划") };
    let plan = assessed.workspace.entries.plans.get(&year).cloned().unwrap_or_default();
    let context = PlanContext { assessed: assessed.clone(), on: on.clone(), year, plan: Rc::new(plan) };
    let years = assessed.rules().plan_years().map(|other| {
        let to = Route::PlanOf { year: other.number(), part: *part };
        segment(format!("{other}年"), other == year, go.reform(move |_: MouseEvent| to.clone()))
    });
    let links = PlanPart::ALL.into_iter().map(|one| {
        let current = (one == *part).then_some("step");
        let to = Route::PlanOf { year: year.number(), part: one };
        html! {
            <li class={current.map(|_| "here")}><Link<Route> {to}><span aria-current={current}>{ one.name() }</span></Link<Route>></li>
        }
    });
    html! {
        <>
            <section class="panel overview" aria-labelledby="plan-title">
                <div class="plan-head">
                    <h1 id="plan-title">{ format!("{year}年专利转化工作计划") }</h1>
                    <div class="segments" role="group" aria-label="计划年度">{ for years }</div>
                </div>
                { for phase(assessed.rules(), year) }
                { filing(&context) }
            </section>
            <nav aria-label="工作计划的各部分" onclick={on.reform(|_: MouseEvent| Event::PageLeft)}><ol class="steps plain">{ for links }</ol></nav>
            { shown(&context, *part, &go) }
        </>
    }
}

fn shown(context: &PlanContext, part: PlanPart, go: &Callback<Route>) -> Html {
    match part {
        PlanPart::Needs => match &context.assessed.verdicts {
            Some(verdicts) => needs::needs_part(context, verdicts, go),
            None => ask_as_of("本年要求"),
        },
        PlanPart::Scenarios if context.assessed.verdicts.is_none() => ask_as_of("设想"),
        PlanPart::Scenarios => html! { <scenarios::ScenariosPart context={context.clone()} /> },
        PlanPart::Measures => measures::measures_part(context),
        PlanPart::Calendar => calendar::calendar_part(context),
    }
}

/// The year of the address if it is a plan year; else the year of `as_of`, moved into the plan period; else the
/// first year.
fn year_planned(props: &PlanProps) -> Option<Year> {
    let pack = props.assessed.rules();
    let known = props.year.filter(|year| pack.plan_years().any(|other| other == *year));
    let under_way = || {
        let as_of = props.assessed.workspace.entries.as_of?.year();
        Some(as_of.clamp(pack.first_year, pack.last_year))
    };
    known.or_else(under_way).or(Some(pack.first_year))
}

fn phase(pack: &Pack, year: Year) -> Option<Html> {
    let phase = pack.phases.iter().find(|phase| phase.year == year)?;
    Some(html! { <p class="below">{ format!("{}（{}），依据：{}", phase.name, phase.focus, phase.clause.0) }</p> })
}

/// The day on which the plan was filed, next to the notice's deadline.
fn filing(context: &PlanContext) -> Html {
    let pack = context.assessed.rules();
    let deadline = pack.deadlines.iter().find(|deadline| is_of_filing(pack, deadline));
    let Some((deadline, day)) = deadline.and_then(|deadline| Some((deadline, deadline.of(context.year)?))) else {
        return Html::default();
    };
    let verdict = match context.plan.filed.day() {
        Some(filed) if filed.year().next().is_none_or(|next| next < context.year) => {
            html! { <span class="wrong">{ format!("早于 {} 年前一年，请核对；期限 {day}", context.year) }</span> }
        }
        Some(filed) if filed > day => {
            html! { <span class="wrong">{ format!("晚于 {day} 的期限") }</span> }
        }
        Some(_) => html! { <span class="good">{ format!("在 {day} 的期限内") }</span> },
        None => html! { <span>{ format!("期限 {day}") }</span> },
    };
    html! {
        <div class="filed">
            <span>{ format!("{}（{}）：", deadline.name, deadline.clause.0) }{ verdict }</span>
            { dates::filed_field(context) }
        </div>
    }
}
