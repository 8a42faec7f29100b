//! 报送版本 – what was reported: freeze a version, give reasons for later changes, look at earlier versions.

use crate::domain::attainment::workings;
use crate::domain::policy::Pack;
use crate::platform::today;
use crate::text;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::field::Field;
use crate::ui::parts::badge::badge;
use crate::ui::parts::comparison::{Side, assessment_of, comparison};
use crate::ui::route::{DocumentsPart, Route};
use crate::ui::store::{Assessed, OpenProps, use_dispatch};
use crate::workspace::{Action, Entries, EntryKey, Event, Filing, Notice, Signatures, Version, differences, read_day};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// The details below the list.
#[derive(Clone, Copy, PartialEq)]
enum VersionView {
    /// The contents of a version.
    At(u32),
    /// Changes since a version.
    Since(u32),
    /// Changes of a version from the one before it.
    Before(u32),
}

/// The page.
#[component(VersionsPage)]
pub fn versions_page(props: &OpenProps) -> Html {
    let OpenProps { assessed } = props;
    let on = use_dispatch();
    let view = use_state(|| None::<VersionView>);
    let last = assessed.workspace.versions.last();
    html! {
        <>
            <h1 class="hidden">{ "报送版本" }</h1>
            <FilingForm key={assessed.workspace.versions.len()} assessed={assessed.clone()} on={on.clone()} />
            { for last.map(|last| changes(assessed, last, &on)) }
            { list(assessed, &view, &on) }
            { for view.and_then(|view| looked_at(assessed, view)) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FilingFormProps {
    assessed: Rc<Assessed>,
    on: Callback<Event>,
}

/// The form that freezes the next version. It keeps its own text until the day is valid.
#[component(FilingForm)]
fn filing_form(props: &FilingFormProps) -> Html {
    let workspace = &props.assessed.workspace;
    let last = workspace.versions.last();
    let day = use_state(String::new);
    let asked = use_state(|| false);
    let people = {
        let before = last.map(|last| last.filing.people.clone()).unwrap_or_default();
        use_state(|| before)
    };
    let number = last.map_or(1, |last| last.number.saturating_add(1));
    let problem = match read_day(&day) {
        Ok(_) => None,
        Err(_) if day.trim().is_empty() => asked.then(|| "请填报送日期".to_owned()),
        Err(_) => Some(text::NO_DAY.to_owned()),
    };
    let person = |id: &'static str, label: &'static str, text: String, put: fn(&mut Signatures, String)| {
        let people = people.clone();
        let on_text = Callback::from(move |text: String| {
            let mut next = (*people).clone();
            put(&mut next, text.trim().to_owned());
            people.set(next);
        });
        html! { <Field {id} {label} {text} {on_text} /> }
    };
    let freeze = {
        let (day, people, asked, on) = (day.clone(), people.clone(), asked.setter(), props.on.clone());
        Callback::from(move |_: MouseEvent| match read_day(&day) {
            Ok(day) => {
                let filing = Filing { day, people: (*people).clone() };
                on.emit(Event::Edited(Action::VersionFrozen(Box::new(filing))));
                on.emit(Event::NoticeShown(Notice::good(format!("已存为第 {number} 版；以后改动会逐项列出"))));
            }
            Err(_) => asked.set(true),
        })
    };
    let on_day = {
        let day = day.setter();
        Callback::from(move |text: String| day.set(text))
    };
    let is_today = {
        let day = day.setter();
        Callback::from(move |_: MouseEvent| day.set(today()))
    };
    let bad = workspace.not_understood.len();
    html! {
        <section class="panel" aria-labelledby="filing-title">
            <h2 id="filing-title">{ format!("存为第 {number} 版") }</h2>
            <p class="below">{ "报送时把当前内容原样存一份，编上号。以后照常填报，改了哪些、为什么改，都有据可查。" }</p>
            <div class="filing">
                <div>
                    <Field id="filing-day" label="报送日期" text={(*day).clone()} problem={problem.map(AttrValue::from)} hint="如 2022-12-31" on_text={on_day} />
                    <div class="shortcuts"><button type="button" class="quiet" onclick={is_today}>{ "今天" }</button></div>
                </div>
                { person("prepared-by", "填报人", people.prepared_by.clone(), |people, text| people.prepared_by = text) }
                { person("checked-by", "审核人", people.checked_by.clone(), |people, text| people.checked_by = text) }
                { person("responsible", "负责人", people.responsible.clone(), |people, text| people.responsible = text) }
                { person("phone", "联系电话", people.phone.clone(), |people, text| people.phone = text) }
            </div>
            if bad > 0 { <p class="wrong">{ format!("有 {bad} 处读不懂的内容没有采用，存进版本的是原来的数。请先到“数据填报”改好。") }</p> }
            <button type="button" class="primary" id="freeze" onclick={freeze}>{ format!("存为第 {number} 版") }</button>
        </section>
    }
}

/// The changes since the last version, each with its reason.
fn changes(assessed: &Assessed, last: &Rc<Version>, on: &Callback<Event>) -> Html {
    let (pack, workspace) = (assessed.rules(), &assessed.workspace);
    let reason = |place: &EntryKey| {
        let explain = {
            let place = place.clone();
            on.reform(move |text| Event::Edited(Action::ChangeExplained(place.clone(), text)))
        };
        let name = text::entry_key_name(pack, place);
        let text = workspace.reasons.get(place).cloned().unwrap_or_default();
        html! { <Field id={format!("why-{name}")} label={format!("{name}改动的原因")} bare=true {text} on_text={explain} /> }
    };
    let unchanged = workspace.changes_since(pack, last).is_empty();
    let left = Side { name: format!("第 {} 版", last.number), entries: &last.entries };
    let right = Side { name: "现在".to_owned(), entries: &workspace.entries };
    html! {
        <section class="panel" aria-labelledby="changes-title">
            <h2 id="changes-title">{ format!("第 {} 版之后的改动", last.number) }</h2>
            if unchanged {
                <p>{ "没有改动。" }</p>
            } else {
                { comparison(pack, &left, &right, &reason, "原因") }
                <Link<Route> to={Route::DocumentsOf { part: DocumentsPart::Correction }} classes="button">{ "写更正说明" }</Link<Route>>
            }
        </section>
    }
}

fn list(assessed: &Assessed, view: &UseStateHandle<Option<VersionView>>, on: &Callback<Event>) -> Html {
    let versions = &assessed.workspace.versions;
    html! {
        <section class="panel" aria-labelledby="versions-title">
            <h2 id="versions-title">{ "报送过的版本" }</h2>
            if versions.is_empty() {
                <p>{ "还没有。报送时在上面存一版。" }</p>
            } else {
                <table class="data">
                    <thead><tr><th scope="col">{ "版本" }</th><th scope="col">{ "报送日期" }</th><th scope="col">{ "数据截至" }</th><th scope="col">{ "填报人、审核人、负责人" }</th><th scope="col">{ "联系电话" }</th><th scope="col">{ "操作" }</th></tr></thead>
                    <tbody>{ for versions.iter().rev().map(|version| line(assessed, version, view, on)) }</tbody>
                </table>
            }
        </section>
    }
}

fn line(
    assessed: &Assessed,
    version: &Rc<Version>,
    view: &UseStateHandle<Option<VersionView>>,
    on: &Callback<Event>,
) -> Html {
    let number = version.number;
    let people = &version.filing.people;
    let names = [&people.prepared_by, &people.checked_by, &people.responsible];
    let names: Vec<&str> = names.into_iter().map(|name| if name.is_empty() { "—" } else { name.as_str() }).collect();
    let button = |words: &'static str, next: VersionView| {
        let here = **view == Some(next);
        let view = view.clone();
        let show = Callback::from(move |_: MouseEvent| view.set((!here).then_some(next)));
        html! { <button type="button" class="quiet" aria-pressed={here.to_string()} aria-label={format!("第 {number} 版{words}")} onclick={show}>{ words }</button> }
    };
    let first = assessed.workspace.versions.first().map(|first| first.number) == Some(number);
    let back = {
        let (entries, present, pack) =
            (Rc::clone(&version.entries), Rc::clone(&assessed.workspace.entries), Rc::clone(&assessed.pack));
        on.reform(move |()| {
            Event::Edited(Action::Taken(differences(&pack.pack, &present, &entries), Rc::clone(&entries)))
        })
    };
    html! {
        <tr>
            <th scope="row">{ format!("第 {number} 版") }</th>
            <td>{ version.filing.day.to_string() }</td>
            <td>{ version.entries.as_of.map_or("未填".to_owned(), |day| day.to_string()) }</td>
            <td>{ names.join("、") }</td>
            <td>{ &people.phone }</td>
            <td class="row-tools">
                { button("看内容", VersionView::At(number)) }
                { button("与现在对比", VersionView::Since(number)) }
                if !first { { button("比上一版改了什么", VersionView::Before(number)) } }
                <Confirm label="退回到这一版" about={format!("第 {number} 版")} question={format!("把现在的内容换成第 {number} 版的？可撤销，各版本都不变。")} yes="换" on_yes={back} />
            </td>
        </tr>
    }
}

fn looked_at(assessed: &Assessed, view: VersionView) -> Option<Html> {
    let (pack, workspace) = (assessed.rules(), &assessed.workspace);
    let side = |version: &'_ Rc<Version>| format!("第 {} 版", version.number);
    let nothing = |_: &EntryKey| Html::default();
    let (title, body) = match view {
        VersionView::At(number) => {
            let version = workspace.version(number)?;
            (format!("第 {number} 版的内容"), contents(pack, &version.entries))
        }
        VersionView::Since(number) => {
            let version = workspace.version(number)?;
            let left = Side { name: side(version), entries: &version.entries };
            let right = Side { name: "现在".to_owned(), entries: &workspace.entries };
            (format!("第 {number} 版与现在对比"), comparison(pack, &left, &right, &nothing, ""))
        }
        VersionView::Before(number) => {
            let index = workspace.versions.iter().position(|version| version.number == number)?;
            let (before, version) = (workspace.versions.get(index.checked_sub(1)?)?, workspace.versions.get(index)?);
            let left = Side { name: side(before), entries: &before.entries };
            let right = Side { name: side(version), entries: &version.entries };
            let reason = |place: &EntryKey| {
                html! { version.reasons.get(place).cloned().unwrap_or_else(|| "（未写）".to_owned()) }
            };
            (format!("第 {number} 版比上一版改了什么"), comparison(pack, &left, &right, &reason, "原因"))
        }
    };
    Some(html! {
        <section class="panel" aria-labelledby="look-title" id="look">
            <h2 id="look-title">{ title }</h2>
            { body }
        </section>
    })
}

/// All entries, and the verdicts that follow.
fn contents(pack: &Pack, entries: &Entries) -> Html {
    let places = differences(pack, &Entries::default(), entries);
    let line = |place: &EntryKey| {
        let said = text::entry_words(pack, entries, place).unwrap_or_default();
        html! { <tr><th scope="row">{ text::entry_key_name(pack, place) }</th><td>{ said }</td></tr> }
    };
    let verdicts = assessment_of(pack, entries).map(|assessment| {
        let rows = workings(&assessment).map(|(subject, span, working)| {
            html! { <tr><th scope="row">{ text::subject_name(&subject, span) }</th><td>{ badge(working) }</td></tr> }
        });
        html! { <table class="data"><thead><tr><th scope="col">{ "指标、目标" }</th><th scope="col">{ "判定" }</th></tr></thead><tbody>{ for rows }</tbody></table> }
    });
    html! {
        <div class="contents">
            <table class="data"><thead><tr><th scope="col">{ "事项" }</th><th scope="col">{ "内容" }</th></tr></thead><tbody>{ for places.iter().map(line) }</tbody></table>
            { for verdicts }
        </div>
    }
}
