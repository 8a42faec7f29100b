//! The outcomes of the scenarios next to the present: the verdicts that change.

use super::PlanContext;
use super::scenarios::name_of;
use crate::domain::attainment::{Span, Subject, workings};
use crate::domain::planning::{Outcome, Projection};
use crate::text;
use crate::ui::parts::badge::badge;
use yew::prelude::*;

/// The table of outcomes. Each scenario is assessed at the end of the last year for which it has a figure, and
/// never before the planned year.
pub fn outcomes(context: &PlanContext) -> Html {
    let pack = context.assessed.rules();
    let Some(verdicts) = &context.assessed.verdicts else { return Html::default() };
    let workspace = &context.assessed.workspace;
    let planned = &workspace.entries.planned;
    let mut sides: Vec<(String, &Projection)> =
        workspace.scenarios.iter().enumerate().map(|(which, one)| (name_of(context, which), &one.figures)).collect();
    if !planned.is_empty() && workspace.scenarios.iter().all(|one| &one.figures != planned) {
        sides.push(("已定计划".to_owned(), planned));
    }
    sides.retain(|(_, figures)| !figures.is_empty());
    if sides.is_empty() {
        return html! {
            <section class="panel"><h2>{ "会变成什么" }</h2><p>{ "在上面填几个数，这里就列出哪些结论会变。" }</p></section>
        };
    }
    let outcome = |(name, figures): &(String, &Projection)| {
        let last = figures.keys().map(|(_, year)| *year).max().unwrap_or(context.year).max(context.year);
        Some((format!("{name}（{last}年底）"), Outcome::of(pack, &verdicts.situation, figures, last)?))
    };
    let outcomes: Vec<(String, Outcome)> = sides.iter().filter_map(outcome).collect();
    let wanted = |span: Span| span == Span::Whole || span == Span::Year(context.year);
    let now: Vec<_> = workings(&verdicts.assessment).filter(|(_, span, _)| wanted(*span)).collect();
    let mut turned = 0_usize;
    let rows: Vec<Html> = now
        .into_iter()
        .map(|(subject, span, working)| {
            let cells = outcomes.iter().map(|(_, then)| {
                let other = then.working(&subject, span);
                let turns = other.is_some_and(|other| other.verdict != working.verdict);
                turned = turned.saturating_add(usize::from(turns));
                html! {
                    <td class={classes!(turns.then_some("turns"))}>
                        { for other.map(badge) }{ for turns.then(|| html! { <span class="turned-mark">{ "变" }</span> }) }
                        { for other.into_iter().flat_map(|other| text::distance_words(pack, other)).map(|line| html! { <small>{ line }</small> }) }
                    </td>
                }
            });
            let cells: Vec<_> = cells.collect();
            html! { <tr><th scope="row">{ name(context, &subject, span) }</th><td>{ badge(working) }</td>{ for cells }</tr> }
        })
        .collect();
    html! {
        <section class="panel" aria-labelledby="outcomes-title">
            <h2 id="outcomes-title">{ format!("会变成什么（{turned} 处结论会变）") }</h2>
            <div class="wide-table">
            <table class="data outcomes" aria-labelledby="outcomes-title">
                <thead><tr>
                    <th scope="col">{ "指标、目标" }</th>
                    <th scope="col">{ format!("现在（{}）", verdicts.situation.as_of) }</th>
                    { for outcomes.iter().map(|(name, _)| html! { <th scope="col">{ name }</th> }) }
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
            </div>
        </section>
    }
}

fn name(context: &PlanContext, subject: &Subject, span: Span) -> String {
    let pack = context.assessed.rules();
    let short = match subject {
        Subject::Row(id) => pack.row(id).map_or("", |row| row.short_name.as_str()),
        Subject::Goal(id) => pack.goal(id).map_or("", |goal| goal.name.as_str()),
    };
    format!("{} {short}", text::subject_name(subject, span))
}
