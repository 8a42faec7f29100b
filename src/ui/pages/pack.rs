//! 指标口径 – the readings of the notice, its contradictions, and the pack itself.

use crate::domain::policy::{Pack, ReadingKind, Rule};
use crate::packs::{self, OpenPack};
use crate::platform::download;
use crate::text;
use crate::ui::commands::{Commands, downloaded, use_commands};
use crate::ui::kit::file_button::FileButton;
use crate::ui::parts::conflict::conflict;
use crate::ui::parts::reading::reading_choice;
use crate::ui::store::{Assessed, use_assessed, use_dispatch, use_open, use_pack, use_packs};
use crate::workspace::intake::{Wanted, pack_ref};
use crate::workspace::notice::DownloadOf;
use crate::workspace::{Action, Event, Notice, Open};
use std::rc::Rc;
use yew::prelude::*;

/// The page.
#[component(PackPage)]
pub fn pack_page() -> Html {
    let (open, packs, assessed) = (use_open(), use_packs(), use_assessed());
    let (on, commands) = (use_dispatch(), use_commands());
    let Some(pack) = &use_pack() else {
        return html! { <p>{ "没有口径包" }</p> };
    };
    html! {
        <>
            <section class="panel">
                <h1>{ "指标口径" }</h1>
                <p class="lead">{ format!("{}　{}　版本 {}", pack.pack.title, pack.pack.document, pack.pack.edition) }</p>
                <p class="below">{ format!("校验和 {}", pack.sha256) }</p>
                <div class="choices">
                    <button type="button" onclick={save_pack(pack, &on)}>{ "下载口径包" }</button>
                    <FileButton id="open-pack" label="打开其他口径包…" accept=".toml" on_file={commands.on_file()} />
                    <button type="button" id="example-pack" onclick={open_example(&on)}>{ "打开示例参数包（虚构）" }</button>
                </div>
                { parameters(pack) }
                { other_packs(&packs, pack, &commands) }
            </section>
            { version(open.as_deref(), pack, &on) }
            { readings(assessed.as_deref(), pack, &on) }
            { ledger_readings(pack) }
            { rows(pack) }
            { goals(pack) }
            { scopes(pack) }
            { tasks(pack) }
            <section class="panel">
                <h2>{ "文件里的不一致" }</h2>
                <ul class="conflicts">{ for pack.pack.conflicts.iter().map(conflict) }</ul>
            </section>
        </>
    }
}

/// The thresholds that other documents set for the subsidy scopes, with these documents.
fn parameters(pack: &OpenPack) -> Html {
    if pack.pack.parameters.is_empty() {
        return html! { <p class="below">{ "本口径包没有奖补细则的门槛：通知没有给出。细则出台后，可把门槛写进口径包（见 docs/packs.md 的 [[parameter]]），“奖补自查”随即按它计算并写明依据。" }</p> };
    }
    let name = |scope: u16, element: &str| {
        let scope = pack.pack.scopes.iter().find(|known| known.number == scope)?;
        Some(scope.elements.iter().find(|known| known.id == element)?.name.clone())
    };
    let rows = pack.pack.parameters.iter().map(|parameter| {
        html! {
            <tr>
                <th scope="row">{ format!("范围 {}　{}", parameter.scope, name(parameter.scope, &parameter.element).unwrap_or_default()) }</th>
                <td>{ text::self_check::threshold_words(&parameter.limit) }</td>
                <td>{ format!("{}{}", parameter.document, parameter.clause.0) }</td>
            </tr>
        }
    });
    html! {
        <>
            <h2>{ "奖补门槛（参数）" }</h2>
            <table class="data"><thead><tr><th scope="col">{ "要件" }</th><th scope="col">{ "门槛" }</th><th scope="col">{ "依据" }</th></tr></thead><tbody>{ for rows }</tbody></table>
        </>
    }
}

fn readings(assessed: Option<&Assessed>, pack: &OpenPack, on: &Callback<Event>) -> Html {
    let Some(assessed) = assessed else {
        return html! { <section class="panel"><h2>{ "口径" }</h2><p>{ "打开一份填报文件后可以在这里选口径。" }</p></section> };
    };
    let of_figures = pack.pack.readings.iter().filter(|reading| reading.kind != ReadingKind::Ledger);
    html! {
        <section class="panel" aria-labelledby="readings-title">
            <h2 id="readings-title">{ "本填报文件采用的口径" }</h2>
            <p class="below">{ "文件可以有几种读法的地方，在这里选。每个结果都写明用了哪一种；换一种会改变结论的，结果旁会写出来。" }</p>
            <div class="readings">
                { for of_figures.map(|reading| {
                    let in_force = assessed.option_in_force(&reading.id);
                    reading_choice(format!("reading-{}", reading.id), reading, in_force.as_ref(), on)
                }) }
            </div>
        </section>
    }
}

/// If the workspace was made with another edition of its pack: the differences, and a button that adopts the
/// present one.
fn version(open: Option<&Open>, pack: &Rc<OpenPack>, on: &Callback<Event>) -> Html {
    let Some(open) = open else { return Html::default() };
    let workspace = open.history.present();
    if workspace.pack.sha256 == pack.sha256 {
        return Html::default();
    }
    let adopt = {
        let (reference, items) = (pack_ref(pack), Rc::new(pack.items.clone()));
        on.reform(move |_: MouseEvent| Event::Edited(Action::PackAdopted(reference.clone(), Rc::clone(&items))))
    };
    let lines = text::pack_changes(&pack.pack, &workspace.pack_items, &pack.items);
    html! {
        <section class="panel problems" aria-labelledby="version-title">
            <h2 id="version-title">{ "本填报文件按口径包的另一个版本填写" }</h2>
            <p>{ format!("文件记的是 {}…，现在用的是 {}…（版本 {}）。结论已按现在的版本计算。", short(&workspace.pack.sha256), short(&pack.sha256), pack.pack.edition) }</p>
            <ul>{ for lines.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            <button type="button" id="adopt-pack" onclick={adopt}>{ "改记为现在的版本" }</button>
        </section>
    }
}

fn short(sha256: &str) -> String {
    sha256.chars().take(12).collect()
}

/// A rule in words and as formulas.
fn rule(pack: &Pack, rule: &Rule) -> Html {
    let lines = text::rule_words(pack, rule).into_iter().map(|(words, formula)| {
        html! { <li>{ words }{ for (!formula.is_empty()).then(|| html! { <p class="working-numbers">{ formula.clone() }</p> }) }</li> }
    });
    html! { <ul class="rules">{ for lines }</ul> }
}

/// The notice's own words, if the pack has them.
fn wording(words: &str) -> Html {
    if words.is_empty() {
        Html::default()
    } else {
        html! { <blockquote>{ words.to_owned() }</blockquote> }
    }
}

/// One list of the pack as a panel: a note and a table of four columns.
fn listed(id: &'static str, title: String, heads: [&'static str; 4], note: &'static str, lines: Vec<Html>) -> Html {
    html! {
        <section class="panel" aria-labelledby={id}>
            <h2 {id}>{ title }</h2>
            if !note.is_empty() { <p class="below">{ note }</p> }
            <table class="data pack-rules" aria-labelledby={id}>
                <thead><tr>{ for heads.into_iter().map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                <tbody>{ for lines }</tbody>
            </table>
        </section>
    }
}

fn rows(pack: &OpenPack) -> Html {
    let rules = &pack.pack;
    let lines = rules.rows.iter().map(|row| {
        html! {
            <tr>
                <th scope="row"><span class="row-number">{ row.id.to_string() }</span></th>
                <td>{ &row.name }{ wording(&row.wording) }</td>
                <td>{ rule(rules, &row.rule) }</td>
                <td>{ &row.clause.0 }</td>
            </tr>
        }
    });
    let heads = ["序号", "指标", "要求和算式", "依据"];
    let note = "V(Y) 是 Y 年的数。用我们的话写；通知原文可由本单位填进口径包的 wording，打开后显示在这里。";
    listed("rules-title", format!("附表 {} 行", rules.rows.len()), heads, note, lines.collect())
}

fn goals(pack: &OpenPack) -> Html {
    let rules = &pack.pack;
    let lines = rules.goals.iter().map(|goal| {
        html! {
            <tr><th scope="row">{ goal.id.to_string() }</th><td>{ &goal.name }{ wording(&goal.wording) }</td><td>{ rule(rules, &goal.rule) }</td><td>{ &goal.clause.0 }</td></tr>
        }
    });
    let heads = ["目标", "名称", "各项都要达到", "依据"];
    listed("goal-rules-title", format!("{} 个目标", rules.goals.len()), heads, "", lines.collect())
}

fn scopes(pack: &OpenPack) -> Html {
    let rules = &pack.pack;
    if rules.scopes.is_empty() {
        return Html::default();
    }
    let lines = rules.scopes.iter().map(|scope| {
        let elements = scope.elements.iter().map(|element| {
            html! { <li>{ format!("{}：{}", element.name, text::asks_words(rules, &element.asks)) }</li> }
        });
        html! {
            <tr><th scope="row">{ scope.number.to_string() }</th><td>{ &scope.subject }{ wording(&scope.wording) }</td><td><ul class="rules">{ for elements }</ul></td><td>{ &scope.clause.0 }</td></tr>
        }
    });
    let heads = ["范围", "对象", "要件", "依据"];
    listed("scope-rules-title", format!("{} 个奖补范围", rules.scopes.len()), heads, "", lines.collect())
}

fn tasks(pack: &OpenPack) -> Html {
    let rules = &pack.pack;
    if rules.tasks.is_empty() {
        return Html::default();
    }
    let lines = rules.tasks.iter().map(|task| {
        let who = format!("牵头：{}{}", task.lead.join("、"), if task.cooperating.is_empty() { String::new() } else { format!("；配合：{}", task.cooperating.join("、")) });
        let cities = if task.names_cities { "；各市配合" } else { "" };
        html! { <tr><th scope="row">{ task.number.to_string() }</th><td>{ &task.name }{ wording(&task.wording) }</td><td>{ format!("{who}{cities}") }</td><td>{ &task.clause.0 }</td></tr> }
    });
    let days = rules.deadlines.iter().map(|deadline| {
        let days: Vec<_> = rules.plan_years().filter_map(|year| deadline.of(year)).map(|day| day.to_string()).collect();
        html! { <li>{ format!("{}：{}（{}）", deadline.name, days.join("、"), deadline.clause.0) }</li> }
    });
    let heads = ["任务", "名称", "部门", "依据"];
    html! {
        <>
            { listed("task-rules-title", format!("{} 项任务", rules.tasks.len()), heads, "", lines.collect()) }
            <section class="panel"><h2>{ "期限" }</h2><ul class="rules">{ for days }</ul></section>
        </>
    }
}

/// The readings that only a ledger uses, in words.
fn ledger_readings(pack: &OpenPack) -> Html {
    let ledger: Vec<_> = pack.pack.readings.iter().filter(|reading| reading.kind == ReadingKind::Ledger).collect();
    if ledger.is_empty() {
        return Html::default();
    }
    let lines = ledger.into_iter().map(|reading| {
        let options: Vec<_> = reading.options.iter().map(|option| option.name.as_str()).collect();
        html! { <tr><th scope="row">{ &reading.name }</th><td>{ options.join("；") }</td><td>{ &reading.why }</td><td>{ &reading.clause.0 }</td></tr> }
    });
    let heads = ["口径", "选项", "缘由", "依据"];
    let note = "只影响台账怎样汇成数；直接填报的数不受影响。第一个是默认的。";
    listed("ledger-readings-title", "台账的口径".to_owned(), heads, note, lines.collect())
}

/// The other open packs, each with a button that begins a workspace under it.
fn other_packs(packs: &[Rc<OpenPack>], at_work: &Rc<OpenPack>, commands: &Commands) -> Html {
    let others: Vec<_> = packs.iter().filter(|pack| pack.sha256 != at_work.sha256).collect();
    if others.is_empty() {
        return Html::default();
    }
    let items = others.into_iter().map(|pack| {
        let begin = {
            let pack = Rc::clone(pack);
            let commands = commands.clone();
            Callback::from(move |_: MouseEvent| commands.request(Wanted::NewUnder(Rc::clone(&pack))))
        };
        html! {
            <li>{ format!("{}　版本 {} ", pack.pack.title, pack.pack.edition) }
                <button type="button" class="quiet" onclick={begin}>{ "按它新建填报文件" }</button></li>
        }
    });
    html! { <><h2>{ "手头的其他口径包" }</h2><ul class="packs">{ for items }</ul></> }
}

/// Opens the example pack, whose thresholds are invented.
fn open_example(on: &Callback<Event>) -> Callback<MouseEvent> {
    let on = on.clone();
    Callback::from(move |_: MouseEvent| {
        let Ok(pack) = packs::open(&packs::example()) else { return };
        let line = "在下面“手头的其他口径包”里可按它新建；门槛是虚构的，只用来看效果".to_owned();
        on.emit(Event::PackOpened(Rc::new(pack)));
        let notice = Notice::Said { wrong: false, headline: "已打开示例参数包".to_owned(), lines: vec![line] };
        on.emit(Event::NoticeShown(notice));
    })
}

fn save_pack(pack: &Rc<OpenPack>, on: &Callback<Event>) -> Callback<MouseEvent> {
    let (pack, on) = (Rc::clone(pack), on.clone());
    Callback::from(move |_: MouseEvent| {
        let name = format!("{}.toml", pack.pack.id);
        let offered = download(&name, &pack.text, "text/plain");
        on.emit(Event::NoticeShown(downloaded(&name, DownloadOf::Other, offered)));
    })
}
