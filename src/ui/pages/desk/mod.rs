//! 汇总分解 – the units' files, totals, ranking and charts, and targets allocated to the units.

mod allocation;
mod charts;
mod files;
mod matrix;
mod ranks;
mod scores;
mod totals;
mod words;

use crate::domain::policy::Pack;
use crate::ui::parts::ask::ask_as_of;
use crate::ui::route::{DeskPart, Route};
use crate::ui::store::{Assessed, use_dispatch};
use crate::workspace::Event;
use crate::workspace::desk::{Consolidated, year_shown};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// Props of the page.
#[derive(Clone, PartialEq, Properties)]
pub struct DeskProps {
    /// The workspace, its pack and its assessment.
    pub assessed: Rc<Assessed>,
    /// The part shown.
    #[prop_or(DeskPart::Files)]
    pub part: DeskPart,
}

/// The context of every part of the page.
#[derive(Clone)]
struct DeskContext {
    assessed: Rc<Assessed>,
    on: Callback<Event>,
    consolidated: Rc<Consolidated>,
}

impl PartialEq for DeskContext {
    /// The consolidation follows from the assessed workspace: comparing that is enough.
    fn eq(&self, other: &DeskContext) -> bool {
        self.assessed == other.assessed
    }
}

/// The page.
#[component(DeskPage)]
pub fn desk_page(props: &DeskProps) -> Html {
    let DeskProps { assessed, part } = props;
    let on = use_dispatch();
    let consolidated = use_memo(assessed.clone(), |assessed| Consolidated::of(assessed.rules(), &assessed.workspace));
    let context = DeskContext { assessed: assessed.clone(), on: on.clone(), consolidated };
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
            <nav aria-label="汇总分解的各部分" onclick={on.reform(|_: MouseEvent| Event::PageLeft)}><ol class="steps plain">{ for links }</ol></nav>
            { shown(&context, *part) }
        </>
    }
}

fn shown(context: &DeskContext, part: DeskPart) -> Html {
    match part {
        DeskPart::Files => html! { <files::FilesPart context={context.clone()} /> },
        DeskPart::Allocation => html! { <allocation::AllocationPart context={context.clone()} /> },
        DeskPart::Scores if !context.consolidated.desk.scoring.on => scores::turned_off(context),
        _ if context.consolidated.own.is_none() => ask_as_of("汇总"),
        _ if context.consolidated.present().is_empty() => nothing_yet(),
        DeskPart::Totals => html! { <totals::TotalsPart context={context.clone()} /> },
        DeskPart::Matrix => html! { <matrix::MatrixPart context={context.clone()} /> },
        DeskPart::Ranks => html! { <ranks::RanksPart context={context.clone()} /> },
        DeskPart::Scores => html! { <scores::ScoresPart context={context.clone()} /> },
        DeskPart::Charts => html! { <charts::ChartsPart context={context.clone()} /> },
    }
}

fn nothing_yet() -> Html {
    html! {
        <section class="panel">
            <h2>{ "还没有收到文件" }</h2>
            <p>{ "先把各单位交来的填报文件收进来。" }<Link<Route> to={Route::Desk}>{ "去收文件" }</Link<Route>></p>
        </section>
    }
}

impl DeskContext {
    /// The rules of the pack.
    fn rules(&self) -> &Pack {
        self.assessed.rules()
    }
}
