//! 奖补自查 – every self-check of the open workspace: begin one, continue one, or open one from another unit.

mod application_documents;
mod check;
mod context;
mod evidence;
mod figures;
mod result;
mod size;
mod summary;
mod transactions;
mod who;

use context::found;

pub use check::CheckPage;
pub use context::{draft_question, not_taken};

use crate::domain::policy::SubjectKind;
use crate::text::self_check::{is_own, kind_name};
use crate::ui::commands::{Commands, use_commands};
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::file_button::FileButton;
use crate::ui::parts::element::state_counts;
use crate::ui::route::{Route, Step, use_go};
use crate::ui::store::{use_dispatch, use_open};
use crate::workspace::intake::{Beside, Wanted};
use crate::workspace::{Action, CheckChange, Event, Open, Purpose, SelfCheck};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// The page.
#[component(SubsidyPage)]
pub fn subsidy_page() -> Html {
    let (open, on, commands, go) = (use_open(), use_dispatch(), use_commands(), use_go());
    let reporting = open.as_ref().filter(|open| open.history.present().purpose == Purpose::Reporting);
    html! {
        <>
            <section class="panel">
                <h1>{ "奖补自查" }</h1>
                <p class="lead">{ "对照通知四(三)的五个奖补范围，逐项看哪些要件符合、哪些缺、哪些要由主管部门评定，要准备哪些材料。本工具不下“能不能拿到奖补”的结论：细则由省级部门另行制定。" }</p>
                if let Some(open) = reporting {
                    { begin_own(open, &commands) }
                }
                { begin_buttons(&commands, Beside::Figures) }
                <div class="choices">
                    <FileButton id="open-check" label="打开别人交来的自查文件…" accept=".json" on_file={commands.on_file()} />
                    <Link<Route> to={Route::Size} classes="button">{ "只想知道企业规模类型？去划型" }</Link<Route>>
                </div>
            </section>
            if open.is_none() {
                <section class="panel">
                    <h2>{ "接着填以前的自查" }</h2>
                    <p>{ "以前填的在这台电脑的“填报文件”页，点“打开”接着填；存过自查文件的，也可以在上面打开。" }<Link<Route> to={Route::Start}>{ "去填报文件" }</Link<Route>></p>
                </section>
            }
            { for open.as_ref().map(|open| list(open, &on, &go)) }
        </>
    }
}

/// Begins a self-check for the open unit itself, a city.
fn begin_own(open: &Open, commands: &Commands) -> Html {
    let workspace = open.history.present();
    let own =
        workspace.self_checks.values().find(|check| !check.received && check.answers.kind == Some(SubjectKind::City));
    if own.is_some() {
        return Html::default();
    }
    let unit = &workspace.entries.unit;
    let label =
        if unit.is_empty() { "为本市开始自查".to_owned() } else { format!("为{unit}（市）开始自查") };
    let begin = {
        let commands = commands.clone();
        Callback::from(move |_: MouseEvent| {
            commands.request(Wanted::Check(SubjectKind::City, Beside::Figures));
        })
    };
    html! { <div class="choices"><button type="button" class="primary" id="begin-own" onclick={begin}>{ label }</button></div> }
}

/// One button for each kind of subject. `beside` says whether the new self-check joins the open unit's figures.
pub fn begin_buttons(commands: &Commands, beside: Beside) -> Html {
    let kinds =
        [SubjectKind::Enterprise, SubjectKind::StateOwnedEnterprise, SubjectKind::University, SubjectKind::Other];
    let button = |kind: SubjectKind| {
        let commands = commands.clone();
        let begin = Callback::from(move |_: MouseEvent| commands.request(Wanted::Check(kind, beside)));
        html! { <button type="button" id={format!("begin-{}", kind.key())} onclick={begin}>{ format!("{}：开始自查", kind_name(kind)) }</button> }
    };
    let example = {
        let commands = commands.clone();
        Callback::from(move |_: MouseEvent| commands.request(Wanted::ExampleCheck))
    };
    html! {
        <div class="choices">
            { for kinds.into_iter().map(button) }
            <button type="button" id="try-example-check" onclick={example}>{ "试用示例企业" }</button>
        </div>
    }
}

fn list(open: &Open, on: &Callback<Event>, go: &Callback<Route>) -> Html {
    let workspace = open.history.present();
    if workspace.self_checks.is_empty() {
        return html! {
            <section class="panel">
                <h2>{ "本文件里的自查" }</h2>
                <p>{ "还没有。选单位类型开始，十分钟可以答完；企业交来的自查文件也会列在这里。" }</p>
            </section>
        };
    }
    let mut checks: Vec<&Rc<SelfCheck>> = workspace.self_checks.values().collect();
    checks.sort_by_key(|check| (check.received, check.name.clone()));
    html! {
        <section class="panel">
            <h2>{ "本文件里的自查" }</h2>
            <table class="data">
                <thead><tr><th scope="col">{ "单位" }</th><th scope="col">{ "类型" }</th><th scope="col">{ "信用代码" }</th><th scope="col">{ "本类单位的范围，各要件" }</th><th scope="col">{ "操作" }</th></tr></thead>
                <tbody>{ for checks.iter().map(|check| row(check, &checks, open, on, go)) }</tbody>
            </table>
        </section>
    }
}

fn row(check: &Rc<SelfCheck>, all: &[&Rc<SelfCheck>], open: &Open, on: &Callback<Event>, go: &Callback<Route>) -> Html {
    let pack = &open.pack.pack;
    let name = if check.name.is_empty() { "（未填单位名称）".to_owned() } else { check.name.clone() };
    let findings = found(open, check, &[]);
    let asked: Vec<_> =
        pack.scopes.iter().zip(&findings).filter(|(scope, _)| is_own(pack, scope, check.answers.kind)).collect();
    let states: Vec<_> =
        asked.iter().flat_map(|(_, found)| found.elements.iter().map(|finding| finding.state)).collect();
    let twice = check.code.is_some() && all.iter().filter(|other| other.code == check.code).count() > 1;
    let to = Route::Check { id: check.id.clone(), step: if check.received { Step::Result } else { Step::Who } };
    let enter = go.reform(move |_: MouseEvent| to.clone());
    let verb = if check.received { "查看" } else { "继续" };
    let drop = {
        let id = check.id.clone();
        on.reform(move |()| Event::Edited(Action::SelfCheck(id.clone(), CheckChange::Dropped)))
    };
    html! {
        <tr key={check.id.clone()}>
            <th scope="row">{ &name }
                { for check.received.then(|| html! { <span class="mark here">{ "交来的" }</span> }) }
                { for check.example.then(|| html! { <span class="mark">{ "示例" }</span> }) }
            </th>
            <td>{ check.answers.kind.map_or("未选", kind_name) }</td>
            <td>{ check.code.as_ref().map_or("未填".to_owned(), |code| code.as_str().to_owned()) }
                { for twice.then(|| html! { <p class="below wrong">{ "有两份自查用了同一代码" }</p> }) }</td>
            <td>{ state_counts(states.iter().copied()) }</td>
            <td class="row-tools">
                <button type="button" onclick={enter} aria-label={format!("{verb} {name}")}>{ verb }</button>
                <Confirm label="删除" about={name.clone()} question={format!("从本文件删去{name}的自查？可以撤销。")} yes="删去" on_yes={drop} />
            </td>
        </tr>
    }
}
