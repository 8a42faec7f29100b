//! 措施与报送 – the notice's tasks and duties with the unit's measures for them, the unit's measures by row, and reports
//! to the superior.

use super::PlanContext;
use super::dates::{changed, clicked, day_field};
use crate::domain::policy::{Row, Task};
use crate::platform::new_id;
use crate::text;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::field::Field;
use crate::ui::kit::pager::Pages;
use crate::ui::kit::select::select;
use crate::workspace::plan::{Measure, MeasureField, Progress, Report, ReportField, ReportKind, Serves};
use crate::workspace::{Action, Event, PlanChange};
use std::ops::Range;
use yew::prelude::*;

/// The part 措施与报送.
pub fn measures_part(context: &PlanContext) -> Html {
    html! {
        <>
            { measures(context) }
            { tasks(context) }
            { reports(context) }
        </>
    }
}

/// Measures on a page of the list.
const PAGE: usize = 100;

/// The unit's own measures, each with the row, task or duty that it serves.
fn measures(context: &PlanContext) -> Html {
    let list = context.plan.measures_in_order();
    let add = clicked(context, || PlanChange::MeasureAdded(new_id(), Serves::Own));
    let items = {
        let context = context.clone();
        Callback::from(move |range: Range<usize>| measure_table(&context, range))
    };
    let done = list.iter().filter(|(_, measure)| measure.progress == Progress::Done).count();
    html! {
        <section class="panel" aria-labelledby="measures-title">
            <h2 id="measures-title">{ format!("{}年的措施", context.year) }</h2>
            if list.is_empty() {
                <p>{ "还没有措施。从下面的任务、职责里点“加措施”，或者：" }</p>
            } else {
                <p class="below">{ format!("共 {} 条，已完成 {done} 条。", list.len()) }</p>
                <Pages count={list.len()} size={PAGE} word="条" {items} />
            }
            <div class="choices"><button type="button" id="add-measure" onclick={add}>{ "加一条措施" }</button></div>
            { for rows_without(context).map(|line| html! { <p class="below">{ line }</p> }) }
        </section>
    }
}

fn measure_table(context: &PlanContext, range: Range<usize>) -> Html {
    let list = context.plan.measures_in_order();
    let rows = list.iter().enumerate().skip(range.start).take(range.len());
    html! {
        <div class="wide-table">
            <table class="data measures" aria-labelledby="measures-title">
                <thead><tr>
                    <th scope="col">{ "服务于" }</th><th scope="col">{ "做什么" }</th><th scope="col">{ "责任单位（人）" }</th>
                    <th scope="col">{ "完成期限" }</th><th scope="col">{ "佐证" }</th><th scope="col">{ "进展" }</th><th scope="col">{ "操作" }</th>
                </tr></thead>
                <tbody>{ for rows.map(|(index, (id, measure))| measure_row(context, index, id, measure)) }</tbody>
            </table>
        </div>
    }
}

/// The rows without a measure.
fn rows_without(context: &PlanContext) -> Option<String> {
    let entries = &context.assessed.workspace.entries;
    let served = |row: &&Row| {
        let serves = Serves::Row(row.id.clone());
        context.plan.measures.values().any(|measure| measure.serves == serves)
    };
    let rows = context.assessed.rules().rows.iter().filter(|row| !entries.not_applicable.contains_key(&row.id));
    let without: Vec<_> = rows.filter(|row| !served(row)).map(|row| row.id.to_string()).collect();
    (!without.is_empty()).then(|| format!("还没有对应措施的行：附表 {}", without.join("、")))
}

fn measure_row(context: &PlanContext, index: usize, id: &str, measure: &Measure) -> Html {
    let pack = context.assessed.rules();
    let number = index.saturating_add(1);
    let field = |name: &'static str, which: MeasureField, text: &str| {
        let id = id.to_owned();
        let on_text = changed(context, move |text| PlanChange::MeasureWritten(id.clone(), which, text));
        html! { <Field id={format!("measure-{index}-{name}")} label={format!("第 {number} 条措施：{name}")} bare=true text={text.to_owned()} {on_text} /> }
    };
    let due = {
        let id = id.to_owned();
        let on_text = changed(context, move |text| PlanChange::MeasureWritten(id.clone(), MeasureField::Due, text));
        day_field(format!("measure-{index}-due"), format!("第 {number} 条措施：完成期限"), &measure.due, true, on_text)
    };
    let serves = {
        let (id, year) = (id.to_owned(), context.year);
        let on = context.on.reform(move |words: String| {
            let serves = Serves::parse(&words).unwrap_or(Serves::Own);
            Event::Edited(Action::Planned(year, PlanChange::MeasureServes(id.clone(), serves)))
        });
        let offers =
            served(context).into_iter().map(|serves| (serves.to_string(), text::serves_name(pack, &serves))).collect();
        let label = format!("第 {number} 条措施：服务于");
        select(format!("measure-{index}-serves"), label, offers, &measure.serves.to_string(), true, on)
    };
    let progress = {
        let (id, year) = (id.to_owned(), context.year);
        let on = context.on.reform(move |key: String| {
            let progress = Progress::from_key(&key).unwrap_or_default();
            Event::Edited(Action::Planned(year, PlanChange::MeasureMoved(id.clone(), progress)))
        });
        let offers =
            Progress::ALL.iter().map(|one| (one.key().to_owned(), text::progress_name(*one).to_owned())).collect();
        let label = format!("第 {number} 条措施：进展");
        select(format!("measure-{index}-progress"), label, offers, measure.progress.key(), true, on)
    };
    let drop = {
        let (id, year) = (id.to_owned(), context.year);
        context.on.reform(move |()| Event::Edited(Action::Planned(year, PlanChange::MeasureDropped(id.clone()))))
    };
    html! {
        <tr key={id.to_owned()}>
            <td>{ serves }</td>
            <td>{ field("做什么", MeasureField::What, &measure.what) }</td>
            <td>{ field("责任单位（人）", MeasureField::Who, &measure.who) }</td>
            <td>{ due }</td>
            <td>{ field("佐证", MeasureField::Evidence, &measure.evidence) }</td>
            <td>{ progress }</td>
            <td><Confirm label="删去" about={format!("第 {number} 条措施")} question="删去这条措施？" yes="删去" on_yes={drop} /></td>
        </tr>
    }
}

/// Everything that a measure can serve, in the order of the notice.
fn served(context: &PlanContext) -> Vec<Serves> {
    let pack = context.assessed.rules();
    let rows = pack.rows.iter().map(|row| Serves::Row(row.id.clone()));
    let tasks = pack.tasks.iter().filter(|task| task.names_cities).map(|task| Serves::Task(task.number));
    let duties = pack.duties.iter().map(|duty| Serves::Duty(duty.id.clone()));
    rows.chain(tasks).chain(duties).chain([Serves::Own]).collect()
}

/// The tasks that name the cities, and the duties that the notice imposes.
fn tasks(context: &PlanContext) -> Html {
    let pack = context.assessed.rules();
    let named = pack.tasks.iter().filter(|task| task.names_cities);
    let tasks = named.map(|task| {
        line(
            context,
            &Serves::Task(task.number),
            &format!("{}　{}", task.number, task.name),
            &task.clause.0,
            Some(task),
        )
    });
    let duties =
        pack.duties.iter().map(|duty| line(context, &Serves::Duty(duty.id.clone()), &duty.name, &duty.clause.0, None));
    if pack.tasks.is_empty() && pack.duties.is_empty() {
        return Html::default();
    }
    html! {
        <section class="panel" aria-labelledby="tasks-title">
            <h2 id="tasks-title">{ "通知要求各市配合的任务和职责" }</h2>
            <table class="data tasks" aria-labelledby="tasks-title">
                <thead><tr><th scope="col">{ "任务、职责" }</th><th scope="col">{ "牵头部门" }</th><th scope="col">{ "配合部门" }</th><th scope="col">{ "依据" }</th><th scope="col">{ "本单位的措施" }</th></tr></thead>
                <tbody>{ for tasks }{ for duties }</tbody>
            </table>
        </section>
    }
}

fn line(context: &PlanContext, serves: &Serves, name: &str, clause: &str, task: Option<&Task>) -> Html {
    let own = context.plan.measures_in_order().into_iter().filter(|(_, measure)| &measure.serves == serves);
    let own: Vec<_> = own
        .map(|(_, measure)| {
            let what = if measure.what.is_empty() { "（待写）" } else { measure.what.as_str() };
            html! { <div>{ format!("{what}（{}）", text::progress_name(measure.progress)) }</div> }
        })
        .collect();
    let add = {
        let serves = serves.clone();
        clicked(context, move || PlanChange::MeasureAdded(new_id(), serves.clone()))
    };
    let departments = |of: fn(&Task) -> &Vec<String>| task.map(|task| of(task).join("、")).unwrap_or_default();
    html! {
        <tr>
            <th scope="row">{ name.to_owned() }</th>
            <td>{ departments(|task| &task.lead) }</td>
            <td>{ departments(|task| &task.cooperating) }</td>
            <td>{ clause.to_owned() }</td>
            <td>{ for own }<button type="button" class="quiet" onclick={add} aria-label={format!("为{name}加措施")}>{ "加措施" }</button></td>
        </tr>
    }
}

/// News and cases to report to the superior.
fn reports(context: &PlanContext) -> Html {
    let list = context.plan.reports_in_order();
    let add = |kind: ReportKind| clicked(context, move || PlanChange::ReportAdded(new_id(), kind));
    html! {
        <section class="panel" aria-labelledby="reports-title">
            <h2 id="reports-title">{ "工作动态和典型案例" }</h2>
            if list.is_empty() { <p>{ "还没有。通知要求及时报送动态（五(四)）；记在这里，报告里可以直接用。" }</p> }
            { for list.iter().enumerate().map(|(index, (id, report))| report_fields(context, index, id, report)) }
            <div class="choices">
                <button type="button" id="add-news" onclick={add(ReportKind::News)}>{ "加一条工作动态" }</button>
                <button type="button" id="add-case" onclick={add(ReportKind::Case)}>{ "加一个典型案例" }</button>
            </div>
        </section>
    }
}

fn report_fields(context: &PlanContext, index: usize, id: &str, report: &Report) -> Html {
    let name = text::report_kind_name(report.kind);
    let field = |part: &'static str, label: &'static str, which: ReportField, text: &str| {
        let id = id.to_owned();
        let on_text = changed(context, move |text| PlanChange::ReportWritten(id.clone(), which, text));
        let long = which == ReportField::Text;
        html! { <Field id={format!("report-{index}-{part}")} {label} {long} text={text.to_owned()} {on_text} /> }
    };
    let sent = {
        let id = id.to_owned();
        let on_text = changed(context, move |text| PlanChange::ReportWritten(id.clone(), ReportField::Sent, text));
        day_field(format!("report-{index}-sent"), "报送日", &report.sent, false, on_text)
    };
    let drop = {
        let (id, year) = (id.to_owned(), context.year);
        context.on.reform(move |()| Event::Edited(Action::Planned(year, PlanChange::ReportDropped(id.clone()))))
    };
    html! {
        <fieldset class="report" key={id.to_owned()}>
            <legend>{ format!("{name} {}", index.saturating_add(1)) }</legend>
            { field("title", "标题", ReportField::Title, &report.title) }
            { field("text", "内容", ReportField::Text, &report.text) }
            { sent }
            <Confirm label="删去" about={format!("{name} {}", index.saturating_add(1))} question="删去这一条？" yes="删去" on_yes={drop} />
        </fieldset>
    }
}
