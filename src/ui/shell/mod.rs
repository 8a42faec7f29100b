//! What every page stands in: head, navigation, what was last said, foot.

mod listening;
mod saving;

use super::kit::field::Typing;
use super::kit::icon::icon;
use super::kit::steady::use_steady;
use super::parts::history::HistoryList;
use super::parts::stale::stale_figures;
use super::route::Route;
use super::state::{Keeping, PageState};
use super::two_pages::{look_for_newer, merge_with_other, save_as_another};
use crate::domain::figures::Level;
use crate::platform::{Draft, SaveState, StoreError, is_one_file, keep_draft};
use crate::text;
use crate::workspace::{Event, Notice, Open, Purpose, Session};
use gloo::utils::{document, window};
use listening::{ask_before_leaving, drop_target, dropped, newer_elsewhere, no_dragged_text, undo_keys};
use saving::{save_file, save_page};
use wasm_bindgen::JsCast;
use web_sys::File;
use yew::prelude::*;
use yew_router::prelude::*;

/// Props of the shell.
#[derive(Clone, PartialEq, Properties)]
pub struct ShellProps {
    /// What pages are given.
    pub state: PageState,
    /// The page.
    pub children: Html,
}

/// Head, navigation, page, foot.
#[component(Shell)]
pub fn shell(props: &ShellProps) -> Html {
    let ShellProps { state, children } = props;
    let route = use_route::<Route>().unwrap_or(Route::NotFound);
    {
        let on = state.on.clone();
        use_effect_with((), move |()| undo_keys(on));
    }
    {
        let unsaved = state.is_unsaved();
        use_effect_with(unsaved, |unsaved| {
            let asking = ask_before_leaving(*unsaved);
            move || drop(asking)
        });
    }
    let id = state.session.open.as_ref().map(|open| open.history.present().id.clone());
    let typing = use_memo(id, |id| {
        let id = id.clone();
        Typing(Callback::from(move |typed: Option<(String, String)>| {
            if let Some(id) = &id {
                keep_draft(id, typed.map(|(field, text)| Draft { field, text }).as_ref());
            }
        }))
    });
    let typing = (*typing).clone();
    let purpose = state.session.open.as_ref().map(|open| open.history.present().purpose).unwrap_or_default();
    let dragging = use_state(|| false);
    {
        let (dropping, looking, navigator) = (state.clone(), state.clone(), use_navigator());
        let on_files = use_steady(move |files: Vec<File>| dropped(files, &dropping, navigator.clone()));
        let on_look = use_steady(move |()| look_for_newer(&looking));
        let dragging = dragging.setter();
        use_effect_with((), move |()| {
            let listeners = [drop_target(on_files, dragging), no_dragged_text(), newer_elsewhere(on_look)];
            move || drop(listeners)
        });
    }
    use_effect_with(route.clone(), |route| {
        document().set_title(&format!("{} – 转化自评", route.name()));
        if document().active_element().is_none_or(|element| element.tag_name() == "BODY") {
            focus_main();
        }
        // Behind the focus, which scrolls the page under its head.
        window().scroll_to_with_x_and_y(0.0, 0.0);
    });
    html! {
        <>
            <a class="skip" href="#main-content" onclick={skip_to_main()}>{ "跳到正文" }</a>
            <header class="head">
                <div class="head-line">
                    <Link<Route> to={Route::Start} classes="brand">{ "转化自评" }</Link<Route>>
                    { for state.session.open.as_ref().map(|open| unit_line(open, &state.session)) }
                    <div class="head-tools">
                        { for state.session.open.as_ref().map(|open| tools(open, state)) }
                        { save_state(state) }
                    </div>
                </div>
                <nav class="tabs" aria-label="页面" onclick={state.leaves_good_news()}>
                    { for Route::pages(purpose).into_iter().map(|page| tab(page, &route, state.session.open.is_some())) }
                </nav>
            </header>
            <main id="main-content" class="page" tabindex="-1">
                <div class="notices" aria-live="polite" aria-atomic="true">
                    { for is_overtaken(state).then(|| overtaken(state)) }
                    { for state.session.notice.as_ref().map(|notice| said(notice, &state.on)) }
                </div>
                { for state.findings.as_ref().filter(|_| route.shows_results()).map(|found| {
                    stale_figures(found.rules(), &found.workspace)
                }) }
                <ContextProvider<Typing> context={typing}>{ children.clone() }</ContextProvider<Typing>>
            </main>
            if *dragging { <div class="dropping">{ "松开即打开：填报文件（.zhuanhua.json）、自查文件（.zicha.json）或口径包（.toml）" }</div> }
            { for state.session.open.as_ref().map(printed_marks) }
            <footer class="foot">
                <span>{ "不得录入涉密信息。" }</span>
                <span>{ "数据以国家知识产权局发布为准；本工具的判定供自评参考。" }</span>
                { door(state.door_closed) }
            </footer>
        </>
    }
}

fn unit_line(open: &Open, session: &Session) -> Html {
    let foreign = session.packs.first().is_some_and(|built_in| built_in.sha256 != open.pack.sha256);
    let workspace = open.history.present();
    let level = match workspace.entries.level {
        Level::Province => "省级",
        Level::City => "市级",
    };
    html! {
        <p class="unit">
            <strong>{ text::title(workspace) }</strong>
            { for workspace.example.then(|| html! { <span class="mark">{ "示例" }</span> }) }
            { for foreign.then(|| html! { <span class="mark">{ "非内置口径包" }</span> }) }
            { for (!open.pack.pack.mark.is_empty()).then(|| html! { <span class="mark">{ &open.pack.pack.mark }</span> }) }
            if workspace.purpose == Purpose::SelfCheck {
                <span>{ "奖补自查" }</span>
            } else {
            <span>{ level }</span>
            <span>{ workspace.entries.as_of.map_or_else(|| "未填数据截至日".to_owned(), |day| format!("数据截至 {day}")) }</span>
            }
        </p>
    }
}

/// What a printed page is marked with.
fn printed_marks(open: &Open) -> Html {
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

fn tools(open: &Open, state: &PageState) -> Html {
    let pack = &open.pack.pack;
    let undo = open.history.last_to_undo().map(|action| text::action_name(pack, action));
    let redo = open.history.last_undone().map(|action| text::action_name(pack, action));
    let save = {
        let (workspace, on) = (open.history.present().clone(), state.on.clone());
        Callback::from(move |_: MouseEvent| save_file(&workspace, &on))
    };
    let save_page = {
        let (open, state) = (open.clone(), state.clone());
        Callback::from(move |_: MouseEvent| save_page(&open, &state))
    };
    html! {
        <>
            <button type="button" class="quiet" disabled={undo.is_none()} title={undo.as_ref().map(|name| format!("撤销：{name}（Ctrl+Z）"))}
                onclick={state.on.reform(|_: MouseEvent| Event::Undone)}>{ icon("undo") }{ "撤销" }</button>
            <button type="button" class="quiet" disabled={redo.is_none()} title={redo.as_ref().map(|name| format!("恢复：{name}（Ctrl+Y）"))}
                onclick={state.on.reform(|_: MouseEvent| Event::Redone)}>{ icon("redo") }{ "恢复" }</button>
            <HistoryList open={open.clone()} on={state.on.clone()} />
            if is_one_file() {
                <button type="button" class="quiet" id="save-page" onclick={save_page}
                    title="存一个带着这份填报内容的网页，收到的人双击就能打开">{ "存为网页" }</button>
            }
            <button type="button" class="primary" onclick={save}>{ "存为文件" }</button>
        </>
    }
}

fn save_state(state: &PageState) -> Html {
    let (word, class) = match (&state.keeping, &state.save_state) {
        (_, SaveState::Unanswered) => ("浏览器的存储没有回应：现在什么都没有保存，请“存为文件”", "save failed"),
        _ if state.session.open.is_none() => return Html::default(),
        (Keeping::Off(_), _) => ("浏览器存储不可用：请及时存为文件", "save failed"),
        (Keeping::Opening, _) | (_, SaveState::Saving | SaveState::Idle) => ("正在保存…", "save saving"),
        (_, SaveState::Saved) => ("已保存", "save saved"),
        (_, SaveState::Failed(StoreError::Conflict(_))) => {
            ("另一个页面保存过更新的内容，本页的没有保存", "save failed")
        }
        (_, SaveState::Failed(_)) => ("没能保存到浏览器：请存为文件", "save failed"),
    };
    html! { <span class={class} role="status" id="save-state">{ word }</span> }
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

fn said(notice: &Notice, on: &Callback<Event>) -> Html {
    html! {
        <div class={if notice.wrong { "notice wrong" } else { "notice good" }} role={notice.wrong.then_some("alert")}>
            <div>
                <p><strong>{ &notice.headline }</strong></p>
                if !notice.lines.is_empty() {
                    <ul>{ for notice.lines.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                }
            </div>
            <button type="button" class="quiet" onclick={on.reform(|_: MouseEvent| Event::Hushed)}>{ "知道了" }</button>
        </div>
    }
}

fn is_overtaken(state: &PageState) -> bool {
    matches!(state.save_state, SaveState::Failed(StoreError::Conflict(_))) && state.session.open.is_some()
}

/// Another page saved this workspace in the meantime: what can be done so that nothing is lost.
fn overtaken(state: &PageState) -> Html {
    let act = |deed: fn(&PageState)| {
        let state = state.clone();
        Callback::from(move |_: MouseEvent| deed(&state))
    };
    if state.save_state == SaveState::Failed(StoreError::Conflict(0)) {
        return html! {
            <div class="notice wrong" role="alert">
                <p><strong>{ "另一个页面删除了这份文件。" }</strong>{ "本页的内容还在，还没有保存。" }</p>
                <div><button type="button" onclick={act(merge_with_other)}>{ "重新保存" }</button></div>
            </div>
        };
    }
    html! {
        <div class="notice wrong" role="alert">
            <p><strong>{ "另一个页面保存过这份文件更新的内容。" }</strong>{ "本页的改动还没有保存，两边都没有丢。" }</p>
            <div>
                <button type="button" onclick={act(merge_with_other)}>{ "合并两边的改动" }</button>
                <button type="button" onclick={act(save_as_another)}>{ "另存为一份" }</button>
            </div>
        </div>
    }
}

fn door(closed: bool) -> Html {
    if closed {
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
        // Nothing follows from a focus that the browser refuses.
        let _ = main.focus();
    }
}
