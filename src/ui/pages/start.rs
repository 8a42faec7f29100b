//! 填报文件 – begin, open, try the example, delete for good.

use crate::domain::figures::Level;
use crate::domain::policy::Pack;
use crate::platform::{Known, PATIENCE, Saved, Store, download, is_one_file, keep_draft, new_id, remember_open};
use crate::text;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::field::Field;
use crate::ui::kit::file_button::FileButton;
use crate::ui::opening::{Beside, begun, know, opening, pack_ref};
use crate::ui::pages::subsidy::begin_buttons;
use crate::ui::route::{Route, use_go};
use crate::ui::store::{Keeping, PageState, open_saved, use_page_state};
use crate::workspace::snapshot::{self, FileError};
use crate::workspace::{Action, Event, Notice, Purpose, Workspace, example};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The page.
#[component(StartPage)]
pub fn start_page() -> Html {
    let state = use_page_state();
    let kept = use_state(|| Kept::Reading);
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
    let go = use_go();
    let begin = |level: Level| {
        let (state, go) = (state.clone(), go.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(pack) = state.pack_at_hand().filter(|_| state.may_leave()) {
                state.on.emit(begun(pack, level));
                go.emit(Route::Figures);
            }
        })
    };
    let try_example = {
        let (state, go) = (state.clone(), go.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(event) = example_opened(&state).filter(|_| state.may_leave()) {
                state.on.emit(event);
                go.emit(Route::Results);
            }
        })
    };
    html! {
        <>
            <section class="panel">
                <h1>{ "专利转化专项计划自评" }</h1>
                <p class="lead">{ lead(&state) }</p>
                <div class="choices">
                    <button type="button" class="primary" id="new-city" onclick={begin(Level::City)}>{ "新建（市、区县）" }</button>
                    <button type="button" id="new-province" onclick={begin(Level::Province)}>{ "新建（省级）" }</button>
                    <FileButton id="open-file" label="打开填报文件…" accept=".json" on_file={opening(&state, &go)} />
                    <button type="button" id="try-example" onclick={try_example}>{ "试用示例市" }</button>
                </div>
                <p class="below">{ format!("新建的文件按“{}”填写；要用其他口径包，先在“指标口径”里打开。", title_of(&state)) }</p>
            </section>
            <section class="panel">
                <h2>{ "企业、高校院所、国有企业：奖补自查" }</h2>
                <p class="below">{ "不用填指标，十分钟看清通知支持的五个范围里哪些要件符合、还缺什么、要准备哪些材料。" }</p>
                { begin_buttons(&state, Beside::Nothing, &go) }
            </section>
            <section class="panel">
                <h2>{ "这台电脑上的填报文件" }</h2>
                <p class="below">{ "最近保存的在前。也可以把填报文件（.zhuanhua.json）、自查文件（.zicha.json）或口径包（.toml）拖到页面任何地方打开。" }</p>
                { kept_list(&kept, &state, &go) }
            </section>
            { without_a_server() }
        </>
    }
}

/// The one file: where to get it, and what to know of it when this is it.
fn without_a_server() -> Html {
    if is_one_file() {
        return html! {
            <section class="panel">
                <h2>{ "这是单文件版" }</h2>
                <p class="below">{ "不用服务器，双击这个网页就能用。填报内容保存在这个浏览器里，所有双击打开的网页共用一处；换浏览器、换电脑或清理浏览数据后看不到，要留底请“存为文件”。要交给同事，打开一份填报文件，用上方的“存为网页”。" }</p>
            </section>
        };
    }
    html! {
        <section class="panel">
            <h2>{ "没有网络的电脑" }</h2>
            <p class="below">{ "把单文件版存到U盘带过去，双击就能用，功能相同；填报文件两边通用。" }</p>
            <p><a href="zhuanhua.html" download="zhuanhua.html">{ "下载单文件版（zhuanhua.html）" }</a></p>
        </section>
    }
}

fn lead(state: &PageState) -> String {
    let (rows, goals) = state.pack_at_hand().map_or((0, 0), |pack| (pack.pack.rows.len(), pack.pack.goals.len()));
    format!(
        "填本单位的数，看 {rows} 行指标和 {goals} 个目标各到哪一步、还差多少、依据哪一条。数据只在这台电脑上，不发送到任何地方。"
    )
}

fn title_of(state: &PageState) -> String {
    state.pack_at_hand().map(|pack| pack.pack.title.clone()).unwrap_or_default()
}

fn example_opened(state: &PageState) -> Option<Event> {
    let pack = state.pack_at_hand()?;
    let mut workspace = example(new_id(), &pack.pack, pack_ref(pack));
    workspace.pack_items = Rc::new(pack.items.clone());
    Some(Event::Opened(Box::new(workspace), Rc::clone(pack)))
}

/// What the browser keeps, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
enum Kept {
    /// The store has not answered.
    Reading,
    /// The newest first.
    Known(Vec<Saved>),
    /// The store answered with an error.
    Failed(String),
}

async fn listed(store: &Store) -> Kept {
    match store.workspaces().await {
        Ok(mut kept) => {
            kept.sort_by(|one, other| other.saved_at.cmp(&one.saved_at));
            Kept::Known(kept)
        }
        Err(error) => Kept::Failed(error.to_string()),
    }
}

fn kept_list(kept: &UseStateHandle<Kept>, state: &PageState, go: &Callback<Route>) -> Html {
    let saved = match (&state.keeping, &**kept) {
        (Keeping::Opening, _) | (Keeping::Open { .. }, Kept::Reading) => return html! { <p>{ "正在读取…" }</p> },
        (Keeping::Off(_), _) => {
            return html! { <p class="wrong">{ "浏览器不允许在这台电脑上保存（可能是无痕窗口，或存储被禁用）。可以照常填报，但关闭页面前必须“存为文件”。" }</p> };
        }
        (Keeping::Open { .. }, Kept::Failed(error)) => {
            return html! { <p class="wrong">{ format!("浏览器里保存的读不出来（{error}）。请重新打开本页；仍不行时不要清除浏览器数据，先备份浏览器的配置文件夹。") }</p> };
        }
        (Keeping::Open { .. }, Kept::Known(kept)) if kept.is_empty() => {
            return html! { <p>{ "还没有。新建一份，或打开别人交来的填报文件；想先看看样子，试用示例市。" }</p> };
        }
        (Keeping::Open { .. }, Kept::Known(kept)) => kept,
    };
    let rows = saved.iter().map(|saved| {
        html! { <KeptRow key={saved.id.clone()} saved={saved.clone()} state={state.clone()} go={go.clone()} list={kept.setter()} /> }
    });
    html! {
        <table class="data">
            <thead><tr><th scope="col">{ "单位和名称" }</th><th scope="col">{ "数据截至" }</th><th scope="col">{ "保存于" }</th><th scope="col">{ "操作" }</th></tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct KeptRowProps {
    saved: Saved,
    state: PageState,
    go: Callback<Route>,
    list: UseStateSetter<Kept>,
}

/// One workspace that is kept, and what can be done with it.
#[component(KeptRow)]
fn kept_row(props: &KeptRowProps) -> Html {
    let KeptRowProps { saved, state, go, .. } = props;
    let naming = use_state(|| false);
    let at_hand = state.session.open.as_ref().is_some_and(|open| open.history.present().id == saved.id);
    let read = open_saved(saved, &state.session);
    let workspace = match &read {
        Ok(Event::Opened(workspace, _)) => Some(workspace),
        _ => None,
    };
    let title = match &read {
        Err(FileError::OtherPack(pack)) => format!("按口径包“{pack}”填写的文件（先在“指标口径”打开它）"),
        _ => workspace.map_or_else(|| "读不懂的文件".to_owned(), |workspace| text::title(workspace)),
    };
    let as_of = workspace.map(|workspace| match (workspace.purpose, workspace.entries.as_of) {
        (Purpose::SelfCheck, _) => "—".to_owned(),
        (Purpose::Reporting, day) => day.map_or("未填".to_owned(), |day| day.to_string()),
    });
    let work = Route::of_work(workspace.map(|workspace| workspace.purpose).unwrap_or_default());
    let verb = if at_hand { "继续填" } else { "打开" };
    let open = {
        let (saved, state, go) = (saved.clone(), state.clone(), go.clone());
        Callback::from(move |_: MouseEvent| match open_saved(&saved, &state.session) {
            // What is at hand may be newer than what is kept, and has its history.
            _ if at_hand => go.emit(work.clone()),
            Ok(_) if !state.may_leave() => {}
            Ok(event) => {
                know(&state, &saved);
                state.on.emit(event);
                go.emit(work.clone());
            }
            Err(error) => state.on.emit(Event::Told(Notice::wrong("没有打开", vec![text::file_problem(&error)]))),
        })
    };
    let duplicate = {
        let props = props.clone();
        Callback::from(move |_: MouseEvent| {
            let props = props.clone();
            spawn_local(async move { duplicated(&props).await });
        })
    };
    let name = {
        let (props, naming) = (props.clone(), naming.setter());
        Callback::from(move |name: String| {
            naming.set(false);
            let props = props.clone();
            if at_hand {
                props.state.on.emit(Event::Did(Action::Named(name)));
            } else {
                spawn_local(async move { renamed(&props, name).await });
            }
        })
    };
    let ask_name = {
        let naming = naming.clone();
        Callback::from(move |_: MouseEvent| naming.set(!*naming))
    };
    let delete = {
        let (id, title, state, list) = (saved.id.clone(), title.clone(), state.clone(), props.list.clone());
        Callback::from(move |()| {
            let (id, title, state, list) = (id.clone(), title.clone(), state.clone(), list.clone());
            spawn_local(async move { deleted(&id, &title, &state, &list).await });
        })
    };
    // What cannot be read here may be read elsewhere.
    let raw = {
        let saved = saved.clone();
        state.on.reform(move |_: MouseEvent| match download("原样.zhuanhua.json", &saved.file, "application/json") {
            Ok(()) => Event::Told(Notice::good("已交给浏览器下载：原样.zhuanhua.json")),
            Err(_) => Event::Told(Notice::wrong("浏览器没有接受下载", Vec::new())),
        })
    };
    let example = workspace.is_some_and(|workspace| workspace.example);
    let is_check = workspace.is_some_and(|workspace| workspace.purpose == Purpose::SelfCheck);
    html! {
        <tr>
            <th scope="row">
                { &title }
                { for example.then(|| html! { <span class="mark">{ "示例" }</span> }) }
                { for is_check.then(|| html! { <span class="mark here">{ "奖补自查" }</span> }) }
                { for at_hand.then(|| html! { <span class="mark here">{ "正在填" }</span> }) }
                if let (true, Some(workspace)) = (*naming, workspace) {
                    <Field id={format!("name-{}", saved.id)} label="名称" hint="用来分清同一单位的几份，如“2022年”“设想一”。回车确认"
                        text={workspace.name.clone()} on_text={name} />
                }
            </th>
            <td>{ as_of.unwrap_or_default() }</td>
            <td>{ &saved.saved_at }</td>
            <td class="row-tools">
                <button type="button" onclick={open} aria-label={format!("{verb} {title}")}>{ verb }</button>
                if workspace.is_none() {
                    <button type="button" class="quiet" onclick={raw}>{ "原样下载" }</button>
                } else {
                    <button type="button" class="quiet" onclick={ask_name} aria-label={format!("改名 {title}")}>{ "改名" }</button>
                    <button type="button" class="quiet" onclick={duplicate} aria-label={format!("复制一份 {title}")}>{ "复制一份" }</button>
                }
                <Confirm label="删除" about={title.clone()} question={format!("永久删除“{title}”？浏览器里的这一份不能恢复。")} yes="永久删除" on_yes={delete} />
            </td>
        </tr>
    }
}

/// A kept workspace with a change, written over its revision or, with a new key, beside it.
async fn rewritten(
    props: &KeptRowProps,
    known: Known,
    change: impl FnOnce(&mut Workspace, &Pack),
) -> Result<(), String> {
    let Keeping::Open { store, .. } = &props.state.keeping else { return Err("浏览器存储不可用".to_owned()) };
    let Ok(Event::Opened(mut workspace, pack)) = open_saved(&props.saved, &props.state.session) else {
        return Err("读不懂的文件".to_owned());
    };
    change(&mut workspace, &pack.pack);
    let saved = store.save(&workspace.id, &snapshot::write(&workspace), &known).await;
    props.list.set(listed(store).await);
    saved.map(drop).map_err(|error| error.to_string())
}

/// Says after a while that the store has not done something, unless it is cancelled before.
fn unanswered(state: &PageState, what: &'static str) -> Timeout {
    let on = state.on.clone();
    Timeout::new(PATIENCE, move || {
        let line = "它一有回应就会做完，并在这里告诉您".to_owned();
        on.emit(Event::Told(Notice::wrong(format!("浏览器的存储没有回应，{what}还没有做成"), vec![line])));
    })
}

async fn duplicated(props: &KeptRowProps) {
    let unanswered = unanswered(&props.state, "复制");
    let copied = rewritten(props, Known::default(), |copy, _| {
        copy.id = new_id();
        copy.name = format!("{}副本", copy.name);
    });
    let copied = copied.await;
    unanswered.cancel();
    let notice = match copied {
        Ok(()) => Notice::good("已复制一份，名称后加了“副本”；两份互不影响"),
        Err(error) => Notice::wrong("没有复制", vec![error]),
    };
    props.state.on.emit(Event::Told(notice));
}

async fn renamed(props: &KeptRowProps, name: String) {
    let unanswered = unanswered(&props.state, "改名");
    let known = Known { revision: props.saved.revision, file: props.saved.file.clone() };
    let named = rewritten(props, known, |workspace, pack| {
        if let Some(next) = Action::Named(name).apply(workspace, pack) {
            *workspace = next;
        }
    });
    let named = named.await;
    unanswered.cancel();
    if let Err(error) = named {
        props.state.on.emit(Event::Told(Notice::wrong("没有改名", vec![error])));
    }
}

async fn deleted(id: &str, name: &str, state: &PageState, kept: &UseStateSetter<Kept>) {
    let Keeping::Open { autosave, store } = &state.keeping else { return };
    if state.session.open.as_ref().is_some_and(|open| open.history.present().id == id) {
        state.on.emit(Event::Closed);
        remember_open(None);
    }
    autosave.forget(id);
    keep_draft(id, None);
    let unanswered = unanswered(state, "删除");
    let gone = store.delete(id).await;
    unanswered.cancel();
    let notice = match gone {
        Ok(()) => Notice::good(format!("已永久删除“{name}”")),
        Err(error) => Notice::wrong(format!("没有删掉“{name}”"), vec![error.to_string()]),
    };
    kept.set(listed(store).await);
    state.on.emit(Event::Told(notice));
}
