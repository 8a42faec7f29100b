//! 填报文件 – begin, open, try the example, delete for good.

use crate::domain::figures::Level;
use crate::packs::OpenPack;
use crate::platform::{download, is_one_file};
use crate::text;
use crate::ui::commands::{Listed, downloaded, use_commands};
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::field::Field;
use crate::ui::kit::file_button::FileButton;
use crate::ui::pages::subsidy::begin_buttons;
use crate::ui::store::{KeptHere, Load, StoreState, use_dispatch, use_kept_here, use_open, use_pack, use_store_state};
use crate::workspace::intake::{Beside, KeptWork, Wanted};
use crate::workspace::notice::DownloadOf;
use crate::workspace::snapshot::FileError;
use crate::workspace::{Action, Event, Purpose};
use std::rc::Rc;
use yew::prelude::*;

/// The page.
#[component(StartPage)]
pub fn start_page() -> Html {
    let (pack, open, commands, store_state) = (use_pack(), use_open(), use_commands(), use_store_state());
    let (here, anew) = use_kept_here();
    let is_off = matches!(store_state, StoreState::Off(_));
    let begin = |wanted: Wanted| {
        let commands = commands.clone();
        Callback::from(move |_: MouseEvent| commands.request(wanted.clone()))
    };
    let at_hand = open.map(|open| open.history.present().id.clone());
    html! {
        <>
            <section class="panel">
                <h1>{ "专利转化专项计划自评" }</h1>
                <p class="lead">{ lead(pack.as_deref()) }</p>
                <div class="choices">
                    <button type="button" class="primary" id="new-city" onclick={begin(Wanted::New(Level::City))}>{ "新建（市、区县）" }</button>
                    <button type="button" id="new-province" onclick={begin(Wanted::New(Level::Province))}>{ "新建（省级）" }</button>
                    <FileButton id="open-file" label="打开填报文件…" accept=".json" on_file={commands.on_file()} />
                    <button type="button" id="try-example" onclick={begin(Wanted::Example)}>{ "试用示例市" }</button>
                </div>
                <p class="below">{ format!("新建的文件按“{}”填写；要用其他口径包，先在“指标口径”里打开。", title_of(pack.as_deref())) }</p>
            </section>
            <section class="panel">
                <h2>{ "企业、高校院所、国有企业：奖补自查" }</h2>
                <p class="below">{ "不用填指标，十分钟看清通知支持的五个范围里哪些要件符合、还缺什么、要准备哪些材料。" }</p>
                { begin_buttons(&commands, Beside::Nothing) }
            </section>
            <section class="panel">
                <h2>{ "这台电脑上的填报文件" }</h2>
                <p class="below">{ "最近保存的在前。也可以把填报文件（.zhuanhua.json）、自查文件（.zicha.json）或口径包（.toml）拖到页面任何地方打开。" }</p>
                { kept_list(is_off, &here, at_hand.as_deref(), &anew) }
            </section>
            { without_a_server() }
        </>
    }
}

/// The one-file edition: where to download it, or what to know when it is running.
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

fn lead(pack: Option<&OpenPack>) -> String {
    let (rows, goals) = pack.map_or((0, 0), |pack| (pack.pack.rows.len(), pack.pack.goals.len()));
    format!(
        "填本单位的数，看 {rows} 行指标和 {goals} 个目标各到哪一步、还差多少、依据哪一条。数据只在这台电脑上，不发送到任何地方。"
    )
}

fn title_of(pack: Option<&OpenPack>) -> String {
    pack.map(|pack| pack.pack.title.clone()).unwrap_or_default()
}

fn kept_list(is_off: bool, here: &Load<KeptHere>, at_hand: Option<&str>, anew: &Callback<()>) -> Html {
    let here = match here {
        _ if is_off => {
            return html! { <p class="wrong">{ "浏览器不允许在这台电脑上保存（可能是无痕窗口，或存储被禁用）。可以照常填报，但关闭页面前必须“存为文件”。" }</p> };
        }
        Load::Pending => return html! { <p>{ "正在读取…" }</p> },
        Load::Slow => {
            return html! { <p class="wrong">{ "浏览器的存储没有回应，保存过的还读不出来；它一有回应就会列在这里。" }</p> };
        }
        Load::Failed(error) => {
            return html! { <p class="wrong">{ format!("浏览器里保存的读不出来（{error}）。请重新打开本页；仍不行时不要清除浏览器数据，先备份浏览器的配置文件夹。") }</p> };
        }
        Load::Ready(here) if here.works.is_empty() && here.damaged.is_empty() => {
            return html! { <p>{ "还没有。新建一份，或打开别人交来的填报文件；想先看看样子，试用示例市。" }</p> };
        }
        Load::Ready(here) => here,
    };
    let rows = here.works.iter().map(|work| {
        let is_open = at_hand == Some(work.kept.id.as_str());
        html! { <KeptRow key={work.kept.id.clone()} work={work.clone()} {is_open} anew={anew.clone()} /> }
    });
    let damaged = here.damaged.iter().map(|(key, text)| {
        html! { <UnreadableRow key={key.clone()} id={key.clone()} text={text.clone()} anew={anew.clone()} /> }
    });
    html! {
        <table class="data" id="start-records">
            <thead><tr><th scope="col">{ "单位和名称" }</th><th scope="col">{ "数据截至" }</th><th scope="col">{ "保存于" }</th><th scope="col">{ "操作" }</th></tr></thead>
            <tbody>{ for rows }{ for damaged }</tbody>
        </table>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct UnreadableRowProps {
    id: AttrValue,
    text: AttrValue,
    anew: Callback<()>,
}

/// A record that is not a workspace: it can be downloaded as it is, for someone who can read it, and deleted.
#[component(UnreadableRow)]
fn unreadable_row(props: &UnreadableRowProps) -> Html {
    let (dispatch, commands) = (use_dispatch(), use_commands());
    let title = format!("损坏的记录（{}）", props.id);
    let delete = {
        let (props, title) = (props.clone(), title.clone());
        Callback::from(move |()| commands.delete(&props.id, &title, false, props.anew.clone()))
    };
    html! {
        <tr data-key={props.id.clone()}>
            <th scope="row">{ &title }<small>{ "　浏览器里的这一条读不懂，不是填报文件；可先原样下载留底" }</small></th>
            <td></td>
            <td></td>
            <td class="row-tools">
                <button type="button" class="quiet" onclick={as_it_stands(&props.text, &dispatch)}>{ "原样下载" }</button>
                // Without a key it cannot be reached.
                if !props.id.is_empty() {
                    <Confirm label="删除" about={title.clone()} question={format!("永久删除“{title}”？浏览器里的这一条不能恢复。")} yes="永久删除" on_yes={delete} />
                }
            </td>
        </tr>
    }
}

/// Downloads a text unchanged: another program may read what this one cannot.
fn as_it_stands(text: &str, dispatch: &Callback<Event>) -> Callback<MouseEvent> {
    let text = text.to_owned();
    dispatch.reform(move |_: MouseEvent| {
        let name = "原样.zhuanhua.json";
        Event::NoticeShown(downloaded(name, DownloadOf::Other, download(name, &text, "application/json")))
    })
}

#[derive(Clone, PartialEq, Properties)]
struct KeptRowProps {
    work: KeptWork,
    /// True for the open workspace.
    is_open: bool,
    anew: Callback<()>,
}

/// A workspace in the store, and what can be done with it.
#[component(KeptRow)]
fn kept_row(props: &KeptRowProps) -> Html {
    let KeptRowProps { work: KeptWork { kept, read }, is_open: at_hand, anew } = props;
    let (at_hand, dispatch, commands) = (*at_hand, use_dispatch(), use_commands());
    let naming = use_state(|| false);
    let workspace = read.as_ref().ok().map(|(workspace, _)| workspace);
    let title = match read {
        Err(FileError::OtherPack(pack)) => format!("按口径包“{pack}”填写的文件（先在“指标口径”打开它）"),
        _ => workspace.map_or_else(|| "读不懂的文件".to_owned(), |workspace| text::title(workspace)),
    };
    let as_of = workspace.map(|workspace| match (workspace.purpose, workspace.entries.as_of) {
        (Purpose::SelfCheck, _) => "—".to_owned(),
        (Purpose::Reporting, day) => day.map_or("未填".to_owned(), |day| day.to_string()),
    });
    let verb = if at_hand { "继续填" } else { "打开" };
    let open = {
        let (kept, commands) = (Rc::clone(kept), commands.clone());
        Callback::from(move |_: MouseEvent| commands.request(Wanted::Kept(Rc::clone(&kept))))
    };
    let row = read.as_ref().ok().map(|(workspace, pack)| Listed {
        kept: Rc::clone(kept),
        workspace: Rc::clone(workspace),
        pack: Rc::clone(pack),
    });
    let duplicate = {
        let (row, commands, anew) = (row.clone(), commands.clone(), anew.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(row) = &row {
                commands.duplicate(row, anew.clone());
            }
        })
    };
    let name = {
        let (row, commands, anew) = (row.clone(), commands.clone(), anew.clone());
        let (naming, dispatch) = (naming.setter(), dispatch.clone());
        Callback::from(move |name: String| {
            naming.set(false);
            match &row {
                _ if at_hand => dispatch.emit(Event::Edited(Action::Named(name))),
                Some(row) => commands.rename(row, name, anew.clone()),
                None => {}
            }
        })
    };
    let ask_name = {
        let naming = naming.clone();
        Callback::from(move |_: MouseEvent| naming.set(!*naming))
    };
    let delete = {
        let (id, title, anew) = (kept.id.clone(), title.clone(), anew.clone());
        Callback::from(move |()| commands.delete(&id, &title, at_hand, anew.clone()))
    };
    let raw = as_it_stands(&kept.file, &dispatch);
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
                    <Field id={format!("name-{}", kept.id)} label="名称" hint="用来分清同一单位的几份，如“2022年”“设想一”。回车确认"
                        text={workspace.name.clone()} on_text={name} />
                }
            </th>
            <td>{ as_of.unwrap_or_default() }</td>
            <td>{ &kept.saved_at }</td>
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
