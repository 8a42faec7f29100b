//! 填报文件 – begin, open, try the example, delete for good.

use crate::domain::figures::Level;
use crate::platform::{FileReadError, Saved, Store, new_id, read_text, remember_open};
use crate::text;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::file_button::FileButton;
use crate::ui::route::Route;
use crate::ui::state::{Keeping, PageProps, PageState, open_saved};
use crate::workspace::snapshot::{self, FileError};
use crate::workspace::{Event, Notice, PackRef, Workspace, example};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;
use yew_router::prelude::*;

/// The page.
#[component(StartPage)]
pub fn start_page(props: &PageProps) -> Html {
    let state = &props.state;
    let navigator = use_navigator();
    let kept = use_state(Vec::<Saved>::new);
    {
        let list = kept.setter();
        let store = match &state.keeping {
            Keeping::Open { store, .. } => Some(store.clone()),
            _ => None,
        };
        // Listed anew when the store opens and after every save.
        use_effect_with((store, state.save_state.clone()), move |(store, _)| {
            if let Some(store) = store.clone() {
                spawn_local(async move { list.set(listed(&store).await) });
            }
        });
    }
    let go = {
        let navigator = navigator.clone();
        move |route: Route| {
            if let Some(navigator) = &navigator {
                navigator.push(&route);
            }
        }
    };
    let begin = |level: Level| {
        let (state, go) = (state.clone(), go.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(event) = begun(&state, level).filter(|_| state.may_leave()) {
                state.on.emit(event);
                go(Route::Figures);
            }
        })
    };
    let try_example = {
        let (state, go) = (state.clone(), go.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(event) = example_opened(&state).filter(|_| state.may_leave()) {
                state.on.emit(event);
                go(Route::Results);
            }
        })
    };
    let open_file = {
        let (state, go, kept) = (state.clone(), go.clone(), kept.clone());
        Callback::from(move |file: File| {
            let (state, go, kept) = (state.clone(), go.clone(), (*kept).clone());
            spawn_local(async move { file_opened(file, &state, &kept, &go).await });
        })
    };
    html! {
        <>
            <section class="panel">
                <h1>{ "专利转化专项计划自评" }</h1>
                <p class="lead">{ lead(state) }</p>
                <div class="choices">
                    <button type="button" class="primary" id="new-city" onclick={begin(Level::City)}>{ "新建（市、区县）" }</button>
                    <button type="button" id="new-province" onclick={begin(Level::Province)}>{ "新建（省级）" }</button>
                    <FileButton id="open-file" label="打开填报文件…" accept=".json" on_file={open_file} />
                    <button type="button" id="try-example" onclick={try_example}>{ "试用示例市" }</button>
                </div>
                <p class="below">{ format!("新建的文件按“{}”填写；要用其他口径包，先在“指标口径”里打开。", title_of(state)) }</p>
            </section>
            <section class="panel">
                <h2>{ "这台电脑上的填报文件" }</h2>
                { kept_list(&kept, state, &go) }
            </section>
        </>
    }
}

fn lead(state: &PageState) -> String {
    let (rows, goals) = pack_at_hand(state).map_or((0, 0), |pack| (pack.pack.rows.len(), pack.pack.goals.len()));
    format!(
        "填本单位的数，看 {rows} 行指标和 {goals} 个目标各到哪一步、还差多少、依据哪一条。数据只在这台电脑上，不发送到任何地方。"
    )
}

fn title_of(state: &PageState) -> String {
    pack_at_hand(state).map(|pack| pack.pack.title.clone()).unwrap_or_default()
}

/// The pack that a new workspace takes: the one at work, or the built-in one.
fn pack_at_hand(state: &PageState) -> Option<&Rc<crate::packs::OpenPack>> {
    let open = state.session.open.as_ref().map(|open| &open.pack);
    open.or_else(|| state.session.packs.first())
}

fn pack_ref(pack: &crate::packs::OpenPack) -> PackRef {
    PackRef { id: pack.pack.id.clone(), sha256: pack.sha256.clone() }
}

fn begun(state: &PageState, level: Level) -> Option<Event> {
    let pack = pack_at_hand(state)?;
    let workspace = Workspace::new(new_id(), String::new(), level, pack_ref(pack));
    Some(Event::Opened(Box::new(workspace), Rc::clone(pack)))
}

fn example_opened(state: &PageState) -> Option<Event> {
    let pack = pack_at_hand(state)?;
    let workspace = example(new_id(), &pack.pack, pack_ref(pack));
    Some(Event::Opened(Box::new(workspace), Rc::clone(pack)))
}

async fn listed(store: &Store) -> Vec<Saved> {
    let mut kept = store.workspaces().await.unwrap_or_default();
    kept.sort_by(|one, other| other.saved_at.cmp(&one.saved_at));
    kept
}

fn kept_list(kept: &UseStateHandle<Vec<Saved>>, state: &PageState, go: &(impl Fn(Route) + Clone + 'static)) -> Html {
    match &state.keeping {
        Keeping::Opening => return html! { <p>{ "正在读取…" }</p> },
        Keeping::Off(_) => {
            return html! { <p class="wrong">{ "浏览器不允许在这台电脑上保存（可能是无痕窗口，或存储被禁用）。可以照常填报，但关闭页面前必须“存为文件”。" }</p> };
        }
        Keeping::Open { .. } if kept.is_empty() => {
            return html! { <p>{ "还没有。新建一份，或打开别人交来的填报文件；想先看看样子，试用示例市。" }</p> };
        }
        Keeping::Open { .. } => {}
    }
    html! {
        <table class="data">
            <thead><tr><th scope="col">{ "单位" }</th><th scope="col">{ "数据截至" }</th><th scope="col">{ "保存于" }</th><th scope="col">{ "操作" }</th></tr></thead>
            <tbody>{ for kept.iter().map(|saved| kept_row(saved, kept, state, go)) }</tbody>
        </table>
    }
}

fn kept_row(
    saved: &Saved,
    kept: &UseStateHandle<Vec<Saved>>,
    state: &PageState,
    go: &(impl Fn(Route) + Clone + 'static),
) -> Html {
    let at_hand = state.session.open.as_ref().is_some_and(|open| open.history.present().id == saved.id);
    let (name, as_of, example) = match open_saved(saved, &state.session) {
        Ok(Event::Opened(workspace, _)) => {
            let as_of = workspace.as_of.map(|day| day.to_string()).unwrap_or_else(|| "未填".to_owned());
            (text::unit_name(&workspace).to_owned(), as_of, workspace.example)
        }
        _ => ("读不懂的文件".to_owned(), String::new(), false),
    };
    let verb = if at_hand { "继续填" } else { "打开" };
    let open = {
        let (saved, state, go) = (saved.clone(), state.clone(), go.clone());
        Callback::from(move |_: MouseEvent| match open_saved(&saved, &state.session) {
            // What is at hand may be newer than what is kept, and has its history.
            _ if at_hand => go(Route::Figures),
            Ok(_) if !state.may_leave() => {}
            Ok(event) => {
                know(&state, &saved);
                state.on.emit(event);
                go(Route::Figures);
            }
            Err(error) => state.on.emit(Event::Told(Notice::wrong("没有打开", vec![text::file_problem(&error)]))),
        })
    };
    let delete = {
        let (id, name, state, kept) = (saved.id.clone(), name.clone(), state.clone(), kept.clone());
        Callback::from(move |()| {
            let (id, name, state, kept) = (id.clone(), name.clone(), state.clone(), kept.setter());
            spawn_local(async move { deleted(&id, &name, &state, &kept).await });
        })
    };
    html! {
        <tr>
            <th scope="row">
                { &name }
                { for example.then(|| html! { <span class="mark">{ "示例" }</span> }) }
                { for at_hand.then(|| html! { <span class="mark here">{ "正在填" }</span> }) }
            </th>
            <td>{ as_of }</td>
            <td>{ &saved.saved_at }</td>
            <td class="row-tools">
                <button type="button" onclick={open} aria-label={format!("{verb} {name}")}>{ verb }</button>
                <Confirm label="删除" about={name.clone()} question={format!("永久删除“{name}”？浏览器里的这一份不能恢复。")} yes="永久删除" on_yes={delete} />
            </td>
        </tr>
    }
}

/// This page has read that revision, and may save over it.
fn know(state: &PageState, saved: &Saved) {
    if let Keeping::Open { autosave, .. } = &state.keeping {
        autosave.knows(&saved.id, saved.revision, &saved.file);
    }
}

async fn deleted(id: &str, name: &str, state: &PageState, kept: &UseStateSetter<Vec<Saved>>) {
    let Keeping::Open { autosave, store } = &state.keeping else { return };
    if state.session.open.as_ref().is_some_and(|open| open.history.present().id == id) {
        state.on.emit(Event::Closed);
        remember_open(None);
    }
    autosave.forget(id);
    let notice = match store.delete(id).await {
        Ok(()) => Notice::good(format!("已永久删除“{name}”")),
        Err(error) => Notice::wrong(format!("没有删掉“{name}”"), vec![error.to_string()]),
    };
    kept.set(listed(store).await);
    state.on.emit(Event::Told(notice));
}

/// Opens a file; nothing at hand changes unless all of it can be read.
async fn file_opened(file: File, state: &PageState, kept: &[Saved], go: &impl Fn(Route)) {
    let name = file.name();
    let text = match read_text(file, snapshot::LARGEST_FILE).await {
        Ok(text) => text,
        Err(error) => {
            let problem = match error {
                FileReadError::TooLarge(bytes) => text::file_problem(&FileError::TooLarge(bytes)),
                FileReadError::NotText => text::file_problem(&FileError::NotAWorkspace),
                FileReadError::Unreadable => "浏览器读不出这个文件，可能已被移走或没有权限".to_owned(),
            };
            return refused(&name, problem, state);
        }
    };
    match opened(&text, state, kept) {
        Ok(_) if !state.may_leave() => {}
        Ok((event, notice)) => {
            state.on.emit(event);
            if let Some(notice) = notice {
                state.on.emit(Event::Told(notice));
            }
            go(Route::Figures);
        }
        Err(error) => refused(&name, text::file_problem(&error), state),
    }
}

fn refused(name: &str, problem: String, state: &PageState) {
    let lines = vec![problem, "已打开的内容没有改动。".to_owned()];
    state.on.emit(Event::Told(Notice::wrong(format!("没有打开“{name}”"), lines)));
}

/// What opening a file's text comes to. A file of a workspace that is kept here already, with
/// other contents, is opened beside it and overwrites nothing.
fn opened(text: &str, state: &PageState, kept: &[Saved]) -> Result<(Event, Option<Notice>), FileError> {
    let wanted = snapshot::pack_of(text)?;
    let pack = state.session.pack_for(&wanted).ok_or_else(|| FileError::OtherPack(wanted.id.to_string()))?;
    let mut workspace = snapshot::read(text, &pack.pack)?;
    let mut lines = Vec::new();
    if wanted.sha256 != pack.sha256 {
        lines.push(format!("文件按“{}”的另一个版本填写，现按手头的版本（{}）计算", pack.pack.title, pack.pack.edition));
    }
    if let Some(same) = kept.iter().find(|saved| is_same_work(saved, &workspace)) {
        workspace.id = same.id.clone();
        know(state, same);
    } else if kept.iter().any(|saved| saved.id == workspace.id) {
        workspace.id = new_id();
        lines.push("这台电脑上已有同一份文件，内容不同：两份并存，原来的没有改动".to_owned());
    }
    let headline = format!("已打开“{}”", text::unit_name(&workspace));
    let notice = (!lines.is_empty()).then_some(Notice { wrong: false, headline, lines });
    Ok((Event::Opened(Box::new(workspace), Rc::clone(pack)), notice))
}

/// True when a kept workspace holds the same, under whichever key.
fn is_same_work(saved: &Saved, workspace: &Workspace) -> bool {
    let under_its_key = Workspace { id: saved.id.clone(), ..workspace.clone() };
    saved.file == snapshot::write(&under_its_key)
}
