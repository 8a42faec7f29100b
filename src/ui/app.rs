//! The root: one session, one store, the shell and the page of the route.

use super::carrying::carried_opened;
use super::findings::Findings;
use super::pages::{
    compare, desk, figures, not_found, pack, papers, plan, results, size, start, subsidy, trends, versions,
};
use super::route::{Route, Shown, use_go};
use super::shell::Shell;
use super::state::{Keeping, PageState, open_saved};
use crate::domain::quantity::Year;
use crate::packs;
use crate::platform::{
    Autosave, PATIENCE, SaveState, Store, StoreError, begin_restoring, close_door, end_restoring, fetch_writer,
    keep_draft, remember_open, remembered_open,
};
use crate::workspace::{Event, Notice, Session, snapshot};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// The session with its reducer.
#[derive(PartialEq)]
struct Page(Session);

impl Reducible for Page {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        match self.0.after(event) {
            Some(next) => Rc::new(Page(next)),
            None => self,
        }
    }
}

/// The root component.
#[component(App)]
pub fn app() -> Html {
    html! { <HashRouter><Inner /></HashRouter> }
}

#[component(Inner)]
fn inner() -> Html {
    let page = use_reducer_eq(|| Page(first_session()));
    let keeping = use_state(|| Keeping::Opening);
    let save_state = use_state(|| SaveState::Idle);
    let door_closed = use_state(|| false);
    let taken_in = use_state(|| false);
    let on = {
        let dispatcher = page.dispatcher();
        use_callback((), move |event: Event, ()| dispatcher.dispatch(event))
    };

    {
        let (keeping, save_state, door_closed, on) =
            (keeping.clone(), save_state.setter(), door_closed.setter(), on.clone());
        let session = page.0.clone();
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move {
                // A store that does not answer is said to; it may still answer later.
                let slow = save_state.clone();
                let slow = Timeout::new(PATIENCE, move || slow.set(SaveState::Unanswered));
                let idle = save_state.clone();
                let report = move |state| save_state.set(state);
                let opened = open_store(session, &on, report).await;
                slow.cancel();
                idle.set(SaveState::Idle);
                keeping.set(opened.unwrap_or_else(Keeping::Off));
            });
            wasm_bindgen_futures::spawn_local(async move {
                fetch_writer().await;
                door_closed.set(close_door());
            });
        });
    }

    let open = page.0.open.clone();
    let findings = use_memo(open.clone(), |open| {
        let open = open.as_ref()?;
        Some(Findings::of(Rc::clone(&open.pack), Rc::clone(open.history.present())))
    });
    {
        let present = open.as_ref().map(|open| Rc::clone(open.history.present()));
        use_effect_with((present, (*keeping).clone()), |(present, keeping)| {
            if let (Some(workspace), Keeping::Open { autosave, .. }) = (present, keeping) {
                remember_open(Some(&workspace.id));
                // Drawn before that is said: a page that stops while it draws is not to stop again and again.
                Timeout::new(0, end_restoring).forget();
                let (id, workspace) = (workspace.id.clone(), Rc::clone(workspace));
                autosave.keep(id, move || snapshot::write(&workspace));
            }
        });
    }
    {
        let id = open.as_ref().map(|open| open.history.present().id.clone());
        use_effect_with(((*save_state).clone(), id), |(save_state, id)| {
            // What was typed is in the store: its draft has done its duty, unless more is being typed.
            if let (SaveState::Saved, Some(id), false) = (save_state, id, is_typing()) {
                keep_draft(id, None);
            }
        });
    }
    let page_state = PageState {
        session: Rc::new(page.0.clone()),
        findings: (*findings).clone().map(Rc::new),
        keeping: (*keeping).clone(),
        save_state: (*save_state).clone(),
        door_closed: *door_closed,
        on,
    };
    {
        let (state, taken_in, go) = (page_state.clone(), taken_in.clone(), use_go());
        // Once, when it is known where work is kept.
        use_effect_with(page_state.keeping != Keeping::Opening && !*taken_in, move |ready| {
            if *ready {
                taken_in.set(true);
                wasm_bindgen_futures::spawn_local(async move {
                    if let Some(route) = carried_opened(&state).await {
                        go.emit(route);
                    }
                });
            }
        });
    }
    html! { <Shell state={page_state.clone()}><Switch<Route> render={move |route| render(route, &page_state)} /></Shell> }
}

fn is_typing() -> bool {
    gloo::utils::document().query_selector("[data-typing]").is_ok_and(|field| field.is_some())
}

fn render(route: Route, state: &PageState) -> Html {
    let state = state.clone();
    let Some(findings) = state.findings.clone() else {
        return match route {
            Route::Pack => html! { <pack::PackPage {state} /> },
            Route::Subsidy | Route::Check { .. } => html! { <subsidy::SubsidyPage {state} /> },
            Route::Size => html! { <size::SizePage /> },
            Route::NotFound => not_found::not_found(),
            Route::Drill => drill(),
            _ => html! { <start::StartPage {state} /> },
        };
    };
    match route {
        Route::Start => html! { <start::StartPage {state} /> },
        Route::Figures => html! { <figures::FiguresPage {findings} {state} /> },
        Route::Results => html! { <results::ResultsPage {findings} {state} /> },
        Route::Trends => html! { <trends::TrendsPage {findings} {state} shown={Shown::One(0)} /> },
        Route::Charts { shown } => html! { <trends::TrendsPage {findings} {state} {shown} /> },
        Route::Plan => html! { <plan::PlanPage {findings} {state} /> },
        Route::PlanOf { year, part } => html! { <plan::PlanPage {findings} {state} year={Year::new(year)} {part} /> },
        Route::Desk => html! { <desk::DeskPage {findings} {state} /> },
        Route::DeskOf { part } => html! { <desk::DeskPage {findings} {state} {part} /> },
        Route::Papers => html! { <papers::PapersPage {findings} {state} /> },
        Route::PapersOf { part } => html! { <papers::PapersPage {findings} {state} {part} /> },
        Route::Versions => html! { <versions::VersionsPage {findings} {state} /> },
        Route::Compare => html! { <compare::ComparePage {findings} {state} /> },
        Route::Subsidy => html! { <subsidy::SubsidyPage {state} /> },
        Route::Check { id, step } => html! { <subsidy::CheckPage {state} {id} {step} /> },
        Route::Size => html! { <size::SizePage /> },
        Route::Pack => html! { <pack::PackPage {state} /> },
        Route::Drill => drill(),
        Route::NotFound => not_found::not_found(),
    }
}

/// Stops on purpose: the only way to see the page that a fault would show.
#[expect(clippy::panic, reason = "an exercise that a person asks for by its address")]
fn drill() -> Html {
    panic!("a drill")
}

fn first_session() -> Session {
    match packs::open(packs::BUILT_IN) {
        Ok(built_in) => Session::new(built_in),
        // A test holds the built-in pack whole.
        Err(_) => Session { packs: Vec::new(), open: None, notice: None, sorting: None },
    }
}

/// Opens the store, brings the packs that were opened before to hand, and goes on where this tab was.
async fn open_store(
    mut session: Session,
    on: &Callback<Event>,
    report: impl Fn(SaveState) + 'static,
) -> Result<Keeping, StoreError> {
    let store = Store::open().await?;
    for text in store.packs().await? {
        if let Ok(pack) = packs::open(&text) {
            let event = Event::PackOpened(Rc::new(pack));
            session = session.after(event.clone()).unwrap_or(session);
            on.emit(event);
        }
    }
    let autosave = Autosave::new(store.clone(), report);
    if let Some(id) = remembered_open() {
        let kept = store.workspace(&id).await?;
        if let Some(saved) = &kept
            && begin_restoring()
        {
            end_restoring();
            remember_open(None);
            let line = format!("它保存于 {}，在下面的列表里；也可先下载留底。", saved.saved_at);
            on.emit(Event::Told(Notice::wrong("上次打开这份文件时页面停住了，这次没有自动打开", vec![line])));
        } else if let Some(saved) = &kept
            && let Ok(Event::Opened(workspace, pack)) = open_saved(saved, &session)
        {
            autosave.knows(&saved.id, saved.revision, &saved.file);
            on.emit(Event::Restored(workspace, pack));
        }
    }
    Ok(Keeping::Open { autosave, store })
}
