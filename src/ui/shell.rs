//! What every page stands in: head, navigation, what was last said, foot.

use super::carrying::page_with;
use super::handing_off::hand_off_saved;
use super::kit::field::Typing;
use super::kit::icon::icon;
use super::kit::steady::use_steady;
use super::opening::open_file;
use super::parts::history::HistoryList;
use super::route::Route;
use super::state::{Keeping, PageState};
use super::two_pages::{look_for_newer, merge_with_other, save_as_another};
use crate::domain::figures::Level;
use crate::platform::{Draft, SaveState, StoreError, download, is_one_file, keep_draft};
use crate::text;
use crate::workspace::{Event, Notice, Open, Purpose, Session, Workspace, snapshot};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{BeforeUnloadEvent, DragEvent, FileList, KeyboardEvent};
use yew::prelude::*;
use yew_router::prelude::*;

/// Characters of a unit's name that go into a file's name; disks take 255 bytes.
const LONGEST_NAME: usize = 50;

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
        let on_files = use_steady(move |files: FileList| dropped(&files, &dropping, navigator.clone()));
        let on_look = use_steady(move |()| look_for_newer(&looking));
        let dragging = dragging.setter();
        use_effect_with((), move |()| {
            let listeners = [drop_target(on_files, dragging), newer_elsewhere(on_look)];
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
                <ContextProvider<Typing> context={typing}>{ children.clone() }</ContextProvider<Typing>>
            </main>
            if *dragging { <div class="dropping">{ "松开即打开：填报文件（.zhuanhua.json）、自查文件（.zicha.json）或口径包（.toml）" }</div> }
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

fn tools(open: &Open, state: &PageState) -> Html {
    let pack = &open.pack.pack;
    let undo = open.history.last_done().map(|action| text::action_name(pack, action));
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

/// Saves the master copy. A file that is one self-check and nothing else is saved as what is handed over,
/// which opens here as well: whoever has one thing need not choose between two files of it.
fn save_file(workspace: &Workspace, on: &Callback<Event>) {
    let mut checks = workspace.self_checks.values();
    if let (Purpose::SelfCheck, Some(only), None) = (workspace.purpose, checks.next(), checks.next()) {
        on.emit(Event::Told(hand_off_saved(&workspace.pack, only)));
        return;
    }
    let name = format!("{}.zhuanhua.json", file_stem(workspace));
    let notice = match download(&name, &snapshot::write(workspace), "application/json") {
        Ok(()) => Notice::good(format!("已交给浏览器下载：{name}。这份文件是正本，请妥善保管")),
        Err(_) => Notice::wrong("浏览器没有接受下载", vec!["请检查浏览器是否禁止了下载".to_owned()]),
    };
    on.emit(Event::Told(notice));
}

/// Saves the one file with what is open in it.
fn save_page(open: &Open, state: &PageState) {
    let name = format!("{}.转化自评.html", file_stem(open.history.present()));
    let page = page_with(open, &state.session);
    let notice = match page.map(|page| download(&name, &page, "text/html")) {
        Some(Ok(())) => Notice::good(format!(
            "已交给浏览器下载：{name}。网页里带着现在这份填报内容，收到的人双击就能打开；以后的改动不会自动写进去"
        )),
        Some(Err(_)) => Notice::wrong("浏览器没有接受下载", vec!["请检查浏览器是否禁止了下载".to_owned()]),
        None => Notice::wrong("这个页面存不成网页", vec!["请用“存为文件”".to_owned()]),
    };
    state.on.emit(Event::Told(notice));
}

/// The name of a file that holds a workspace, without its ending.
fn file_stem(workspace: &Workspace) -> String {
    let day = workspace.entries.as_of.map(|day| format!("-{day}")).unwrap_or_default();
    let mark = if workspace.example { "（示例）" } else { "" };
    let allowed = |character: &char| !character.is_control() && !r#"\/:*?"<>|"#.contains(*character);
    let unit: String = text::title(workspace).chars().filter(allowed).take(LONGEST_NAME).collect();
    format!("{unit}{mark}{day}")
}

fn save_state(state: &PageState) -> Html {
    let (word, class) = match (&state.keeping, &state.save_state) {
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

/// Files dropped anywhere are opened; without this the browser would leave the page for them.
fn drop_target(on_files: Callback<FileList>, dragging: UseStateSetter<bool>) -> Vec<EventListener> {
    let options = EventListenerOptions::enable_prevent_default;
    let has_files = |event: &web_sys::Event| {
        let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        data.is_some_and(|data| data.types().includes(&"Files".into(), 0))
    };
    let over = {
        let dragging = dragging.clone();
        EventListener::new_with_options(&window(), "dragover", options(), move |event| {
            if has_files(event) {
                event.prevent_default();
                dragging.set(true);
            }
        })
    };
    let left = {
        let dragging = dragging.clone();
        EventListener::new(&window(), "dragleave", move |event| {
            // Leaving one element for another is not leaving the page.
            if event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none()) {
                dragging.set(false);
            }
        })
    };
    let dropped = EventListener::new_with_options(&window(), "drop", options(), move |event| {
        if !has_files(event) {
            return;
        }
        event.prevent_default();
        dragging.set(false);
        let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        if let Some(files) = data.and_then(|data| data.files()) {
            on_files.emit(files);
        }
    });
    vec![over, left, dropped]
}

fn dropped(files: &FileList, state: &PageState, navigator: Option<Navigator>) {
    match (files.length(), files.get(0)) {
        (1, Some(file)) => {
            let state = state.clone();
            wasm_bindgen_futures::spawn_local(async move {
                if let (Some(route), Some(navigator)) = (open_file(file, &state).await, navigator) {
                    navigator.push(&route);
                }
            });
        }
        (count, _) => {
            let lines = vec!["请一次拖一个文件。已打开的内容没有改动。".to_owned()];
            state.on.emit(Event::Told(Notice::wrong(format!("拖来了 {count} 个文件"), lines)));
        }
    }
}

/// Whoever comes back to this page sees what another one saved in the meantime.
fn newer_elsewhere(on_look: Callback<()>) -> Vec<EventListener> {
    let seen = on_look.clone();
    vec![
        EventListener::new(&window(), "focus", move |_| on_look.emit(())),
        EventListener::new(&document(), "visibilitychange", move |_| {
            if !document().hidden() {
                seen.emit(());
            }
        }),
    ]
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

/// Ctrl+Z and Ctrl+Y anywhere but inside a text that is being typed.
fn undo_keys(on: Callback<Event>) -> impl FnOnce() {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let typing =
            event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()).is_some_and(|target| {
                target.dataset().get("typing").is_some() || matches!(target.tag_name().as_str(), "TEXTAREA")
            });
        if typing || !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        let what = match (event.key().to_lowercase().as_str(), event.shift_key()) {
            ("z", false) => Event::Undone,
            ("y", _) | ("z", true) => Event::Redone,
            _ => return,
        };
        event.prevent_default();
        on.emit(what);
    });
    move || drop(listener)
}

/// Asks before the page is left while something is not saved, or typed and not yet handed over, for
/// as long as the listener lives.
fn ask_before_leaving(unsaved: bool) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
        let typing = document().query_selector("[data-typing]").is_ok_and(|field| field.is_some());
        if !unsaved && !typing {
            return;
        }
        event.prevent_default();
        if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
            event.set_return_value("还有内容没有保存");
        }
    })
}
