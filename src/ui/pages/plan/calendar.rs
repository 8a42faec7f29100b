//! 日历 – an overview of the year, and its deadlines day by day.

use super::PlanContext;
use crate::text;
use crate::workspace::plan::{DueState, Entry, calendar};
use yew::prelude::*;

/// The part 日历.
pub fn calendar_part(context: &PlanContext) -> Html {
    let pack = context.assessed.rules();
    let as_of = context.assessed.workspace.entries.as_of;
    let entries = calendar(pack, &context.plan, context.year, as_of);
    let of_year: Vec<_> = entries.iter().filter(|entry| entry.day.year() == context.year).collect();
    let months = (1..=12_u8).map(|month| {
        let due: Vec<_> = of_year.iter().filter(|entry| entry.day.month() == month).collect();
        let now = as_of.is_some_and(|day| day.year() == context.year && day.month() == month);
        html! {
            <li class={classes!("month", now.then_some("now"))}>
                <strong>{ format!("{month}月") }{ for now.then(|| html! { <small>{ "　数据截至" }</small> }) }</strong>
                <ul>{ for due.into_iter().map(|entry| html! {
                    <li class={class(entry.due_state)}>{ format!("{}日 {}", entry.day.day_of_month(), text::entry_name(pack, &context.plan, &entry.of)) }</li>
                }) }</ul>
            </li>
        }
    });
    let unread = context.plan.measures.values().filter(|measure| measure.due.is_unread()).count();
    let undated = context.plan.measures.values().filter(|measure| measure.due.text().is_empty()).count();
    html! {
        <section class="panel" aria-labelledby="calendar-title">
            <h2 id="calendar-title">{ format!("{}年日历", context.year) }</h2>
            <ol class="year">{ for months }</ol>
            if undated > 0 { <p class="below">{ format!("{undated} 条措施没有写完成期限，没有列入。") }</p> }
            if unread > 0 { <p class="wrong">{ format!("{unread} 条措施的期限不是日历上的日期，没有列入；请到“措施与报送”改好。") }</p> }
            <table class="data calendar" aria-labelledby="calendar-title">
                <thead><tr><th scope="col">{ "日期" }</th><th scope="col">{ "事项" }</th><th scope="col">{ "情况" }</th></tr></thead>
                <tbody>{ for entries.iter().map(|entry| line(context, entry)) }</tbody>
            </table>
            <p class="below">{ match as_of { Some(day) => format!("是否过期以数据截至日 {day} 为准。"), None => "填了“数据截至”后才看得出是否过期。".to_owned() } }</p>
        </section>
    }
}

fn line(context: &PlanContext, entry: &Entry) -> Html {
    html! {
        <tr>
            <th scope="row">{ entry.day.to_string() }</th>
            <td>{ text::entry_name(context.assessed.rules(), &context.plan, &entry.of) }</td>
            <td><span class={class(entry.due_state)}>{ text::due_state_words(entry.due_state) }</span></td>
        </tr>
    }
}

fn class(due_state: DueState) -> &'static str {
    match due_state {
        DueState::Done(_) => "due done",
        DueState::DoneLate(_) => "due late",
        DueState::Overdue => "due over",
        DueState::ToCome => "due",
    }
}
