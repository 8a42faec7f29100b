//! The root: the store, the shell, and the page of the route.

use super::pages::{
    compare, desk, documents, figures, not_found, pack, plan, results, size, start, subsidy, trends, versions,
};
use super::route::{Route, Shown};
use super::shell::Shell;
use super::store::{SessionProvider, use_assessed};
use crate::domain::quantity::Year;
use yew::prelude::*;
use yew_router::prelude::*;

/// The root component.
#[component(App)]
pub fn app() -> Html {
    html! { <HashRouter><SessionProvider><Shell><Page /></Shell></SessionProvider></HashRouter> }
}

/// The page of the route. A route that needs an open workspace shows the start page while there is none.
#[component(Page)]
fn page() -> Html {
    let route = use_route::<Route>().unwrap_or(Route::NotFound);
    let Some(assessed) = use_assessed() else {
        return match route {
            Route::Pack => html! { <pack::PackPage /> },
            Route::Subsidy | Route::Check { .. } => html! { <subsidy::SubsidyPage /> },
            Route::Size => html! { <size::SizePage /> },
            Route::NotFound => not_found::not_found(),
            Route::Drill => drill(),
            _ => html! { <start::StartPage /> },
        };
    };
    match route {
        Route::Start => html! { <start::StartPage /> },
        Route::Figures => html! { <figures::FiguresPage {assessed} /> },
        Route::Results => html! { <results::ResultsPage {assessed} /> },
        Route::Trends => html! { <trends::TrendsPage {assessed} shown={Shown::One(0)} /> },
        Route::Charts { shown } => html! { <trends::TrendsPage {assessed} {shown} /> },
        Route::Plan => html! { <plan::PlanPage {assessed} /> },
        Route::PlanOf { year, part } => html! { <plan::PlanPage {assessed} year={Year::new(year)} {part} /> },
        Route::Desk => html! { <desk::DeskPage {assessed} /> },
        Route::DeskOf { part } => html! { <desk::DeskPage {assessed} {part} /> },
        Route::Documents => html! { <documents::DocumentsPage {assessed} /> },
        Route::DocumentsOf { part } => html! { <documents::DocumentsPage {assessed} {part} /> },
        Route::Versions => html! { <versions::VersionsPage {assessed} /> },
        Route::Compare => html! { <compare::ComparePage {assessed} /> },
        Route::Subsidy => html! { <subsidy::SubsidyPage /> },
        Route::Check { id, step } => html! { <subsidy::CheckPage {id} {step} /> },
        Route::Size => html! { <size::SizePage /> },
        Route::Pack => html! { <pack::PackPage /> },
        Route::Drill => drill(),
        Route::NotFound => not_found::not_found(),
    }
}

/// Panics on purpose: the only way to see the page that is shown after a fault.
#[expect(clippy::panic, reason = "an exercise that a person asks for by its address")]
fn drill() -> Html {
    panic!("a drill")
}
