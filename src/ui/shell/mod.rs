//! The frame of every page: head, navigation, notices, foot. Each piece reads what it shows from the store.

mod head;
mod listening;
mod notices;

use super::kit::field::Typing;
use super::parts::stale::stale_figures;
use super::route::Route;
use super::store::{ProviderProps, use_assessed, use_dispatch, use_network_locked, use_open};
use crate::platform::{Draft, keep_draft};
use crate::text;
use crate::workspace::Event;
use gloo::utils::{document, window};
use head::{SaveBadge, Tools, UnitLine};
use listening::Listeners;
use notices::Notices;
use wasm_bindgen::JsCast;
use yew::prelude::*;
use yew_router::prelude::*;

/// Head, navigation, page, foot.
#[component(Shell)]
pub fn shell(props: &ProviderProps) -> Html {
    let route = use_route::<Route>().unwrap_or(Route::NotFound);
    use_effect_with(route, |route| {
        document().set_title(&format!("{} – 转化自评", route.name()));
        if document().active_element().is_none_or(|element| element.tag_name() == "BODY") {
            focus_main();
        }
        // After focusing, which scrolls the page under its head.
        window().scroll_to_with_x_and_y(0.0, 0.0);
    });
    html! {
        <>
            <a class="skip" href="#main-content" onclick={skip_to_main()}>{ "跳到正文" }</a>
            <header class="head">
                <div class="head-line">
                    <Link<Route> to={Route::Start} classes="brand">{ "转化自评" }</Link<Route>>
                    <UnitLine />
                    <div class="head-tools"><Tools /><SaveBadge /></div>
                </div>
                <Tabs />
            </header>
            <main id="main-content" class="page" tabindex="-1">
                <Notices />
                <StaleFigures />
                <KeepsDrafts>{ props.children.clone() }</KeepsDrafts>
            </main>
            <Listeners />
            <PrintedMarks />
            <footer class="foot">
                <span>{ "不得录入涉密信息。" }</span>
                <span>{ "数据以国家知识产权局发布为准；本工具的判定供自评参考。" }</span>
                <NetworkLine />
            </footer>
        </>
    }
}

/// The navigation: the pages for what is open.
#[component(Tabs)]
fn tabs() -> Html {
    let (open, dispatch) = (use_open(), use_dispatch());
    let here = use_route::<Route>().unwrap_or(Route::NotFound);
    let purpose = open.as_ref().map(|open| open.history.present().purpose).unwrap_or_default();
    html! {
        <nav class="tabs" aria-label="页面" onclick={dispatch.reform(|_: MouseEvent| Event::PageLeft)}>
            { for Route::pages(purpose).into_iter().map(|page| tab(page, &here, open.is_some())) }
        </nav>
    }
}

fn tab(page: Route, here: &Route, open: bool) -> Html {
    if page.needs_open() && !open {
        return html! { <span class="tab off" aria-disabled="true">{ page.name() }</span> };
    }
    let current = (page == here.tab()).then_some("page");
    html! {
        <Link<Route> to={page.clone()} classes={classes!("tab", current.map(|_| "here"))}>
            <span aria-current={current}>{ page.name() }</span>
        </Link<Route>>
    }
}

/// A warning about text that was typed but not accepted, on the pages that show results.
#[component(StaleFigures)]
fn stale() -> Html {
    let assessed = use_assessed();
    let shows_results = use_route::<Route>().is_some_and(|route| route.shows_results());
    let found = assessed.filter(|_| shows_results);
    html! { { for found.map(|found| stale_figures(found.rules(), &found.workspace)) } }
}

/// Keeps a draft of what is being typed in any field until it is in the store.
#[component(KeepsDrafts)]
fn keeps_drafts(props: &ProviderProps) -> Html {
    let id = use_open().map(|open| open.history.present().id.clone());
    let typing = use_memo(id, |id| {
        let id = id.clone();
        Typing(Callback::from(move |typed: Option<(String, String)>| {
            if let Some(id) = &id {
                keep_draft(id, typed.map(|(field, text)| Draft { field, text }).as_ref());
            }
        }))
    });
    html! { <ContextProvider<Typing> context={(*typing).clone()}>{ props.children.clone() }</ContextProvider<Typing>> }
}

/// The marks on a printed page.
#[component(PrintedMarks)]
fn printed_marks() -> Html {
    let Some(open) = use_open() else { return Html::default() };
    let (workspace, pack) = (open.history.present(), &open.pack);
    let example = if workspace.example { "示例，数据为虚构。" } else { "" };
    let as_of = workspace.entries.as_of.map_or("数据截至日未填".to_owned(), |day| format!("数据截至 {day}"));
    let words = format!(
        "{example}{}，{as_of}。口径：{} 版本 {}，校验和 {}。数据以国家知识产权局发布为准。",
        text::title(workspace),
        pack.pack.id,
        pack.pack.edition,
        pack.sha256
    );
    html! { <p class="print-only marks">{ words }</p> }
}

/// Whether the page can still connect to anything.
#[component(NetworkLine)]
fn network_line() -> Html {
    if use_network_locked() {
        html! { <span class="door closed" id="door">{ "可断网：本页已关闭一切网络连接，数据只在这台电脑上" }</span> }
    } else {
        html! { <span class="door" id="door">{ "正在装载…" }</span> }
    }
}

fn skip_to_main() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| {
        event.prevent_default();
        focus_main();
    })
}

fn focus_main() {
    let main = document().get_element_by_id("main-content");
    if let Some(main) = main.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focus may be refused; ignore it.
        let _ = main.focus();
    }
}
