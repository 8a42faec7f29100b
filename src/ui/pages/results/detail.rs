//! The working of one row or goal: formula, numbers, clause, readings, contradictions, and the verdict under other
//! readings.

use crate::domain::attainment::{Flip, Pace, Span, Subject, completion};
use crate::domain::policy::{Conflict, Pack, Reading, ReadingId, ReadingKind, Rule};
use crate::domain::working::Working;
use crate::text;
use crate::ui::parts::badge::badge;
use crate::ui::parts::conflict::conflict;
use crate::ui::parts::reading::reading_choice;
use crate::ui::parts::working::working_tree;
use crate::ui::store::{Assessed, Verdicts, flips_of};
use crate::workspace::{Action, Event};
use yew::prelude::*;

/// The panel next to the table.
pub fn detail(
    assessed: &Assessed,
    verdicts: &Verdicts,
    subject: &Subject,
    span: Span,
    flips: &[Flip],
    on: &Callback<Event>,
) -> Html {
    let pack = assessed.rules();
    let (working, name, conflicts) = match subject {
        Subject::Row(id) => (
            verdicts.assessment.row(id).and_then(|row| row.of(span)),
            pack.row(id).map(|row| format!("附表 {} {}", row.id, row.name)),
            pack.conflicts_of_row(id).collect::<Vec<_>>(),
        ),
        Subject::Goal(id) => (
            verdicts.assessment.goal(id),
            pack.goal(id).map(|goal| format!("目标 {} {}", goal.id, goal.name)),
            pack.conflicts_of_goal(id).collect::<Vec<_>>(),
        ),
    };
    let Some(working) = working else { return Html::default() };
    html! {
        <section id="detail" class="panel detail" aria-labelledby="detail-title" aria-live="polite" tabindex="0">
            <h2 id="detail-title">{ name.unwrap_or_default() }</h2>
            <p class="detail-verdict"><strong>{ text::span_name(span) }</strong>{ badge(working) }</p>
            { for text::distance_words(pack, working).into_iter().map(|line| html! { <p class="working-distance">{ line }</p> }) }
            { for pace(verdicts, working, span) }
            { for text::targets_revised(pack, &assessed.workspace.entries, subject, span).into_iter().map(|line| html! { <p class="below">{ line }</p> }) }
            <h3>{ "计算过程" }</h3>
            { working_tree(pack, working) }
            { other_readings(pack, subject, span, flips, on) }
            { readings(assessed, subject, on) }
            { conflict_list(&conflicts) }
        </section>
    }
}

fn pace(verdicts: &Verdicts, working: &Working, span: Span) -> Option<Html> {
    let Span::Year(year) = span else { return None };
    let pace = Pace::of(year, verdicts.situation.as_of)?;
    Some(html! { <p class="below">{ text::pace_words(working, pace, completion(working).as_ref()) }</p> })
}

/// The verdicts under other readings.
fn other_readings(pack: &Pack, subject: &Subject, span: Span, flips: &[Flip], on: &Callback<Event>) -> Html {
    let of_span = flips_of(flips, subject).filter(|flip| flip.span == span);
    let (flips, unknown): (Vec<_>, Vec<_>) = of_span.partition(|flip| flip.is_certain());
    let unknown = unknown.into_iter().map(|flip| {
        let words = format!(
            "按另一口径（{}）算不出：{}",
            text::choice_words(pack, &flip.choice),
            text::verdict_with_reason(flip.verdict)
        );
        html! { <p class="below">{ words }</p> }
    });
    let unknown: Vec<_> = unknown.collect();
    if flips.is_empty() {
        return html! { <><p class="below">{ "换其他口径，本项结论不变。" }</p>{ for unknown }</> };
    }
    let lines = flips.into_iter().map(|flip| {
        let take = {
            let (reading, option) = (flip.choice.reading.clone(), flip.choice.option.clone());
            on.reform(move |_: MouseEvent| Event::Edited(Action::ReadingChosen(reading.clone(), option.clone())))
        };
        let words =
            format!("按另一口径（{}）：{}", text::choice_words(pack, &flip.choice), text::verdict_name(flip.verdict));
        html! { <li>{ words }<button type="button" class="quiet" onclick={take}>{ "改用" }</button></li> }
    });
    html! { <><h3>{ "按另一口径" }</h3><ul class="turns">{ for lines }</ul>{ for unknown }</> }
}

/// The readings that this row or goal depends on; they can be changed here.
fn readings(assessed: &Assessed, subject: &Subject, on: &Callback<Event>) -> Html {
    let pack = assessed.rules();
    let ids = match subject {
        Subject::Row(id) => pack.row(id).map(|row| readings_of(pack, &row.rule)).unwrap_or_default(),
        Subject::Goal(id) => pack
            .goal(id)
            .map(|goal| goal.substitutions.iter().chain(readings_of(pack, &goal.rule)).collect())
            .unwrap_or_default(),
    };
    let used: Vec<&Reading> = pack
        .readings
        .iter()
        .filter(|reading| reading.kind != ReadingKind::Ledger && ids.contains(&&reading.id))
        .collect();
    if used.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ "用到的口径" }</h3>
            { for used.into_iter().map(|reading| {
                let in_force = assessed.option_in_force(&reading.id);
                reading_choice(format!("detail-{}", reading.id), reading, in_force.as_ref(), on)
            }) }
        </>
    }
}

fn readings_of<'pack>(pack: &'pack Pack, rule: &'pack Rule) -> Vec<&'pack ReadingId> {
    match rule {
        Rule::Growth { method, pairing, .. } => method.iter().chain(pairing).collect(),
        Rule::Share { period, .. } => period.iter().collect(),
        Rule::Row(id) => pack.row(id).map(|row| readings_of(pack, &row.rule)).unwrap_or_default(),
        Rule::All(parts) => parts
            .iter()
            .flat_map(|part| {
                let when = part.when.as_ref().map(|when| &when.reading);
                readings_of(pack, &part.rule).into_iter().chain(when)
            })
            .collect(),
        Rule::MinimumEachYear { .. } | Rule::MinimumTotal { .. } | Rule::Statement(_) => Vec::new(),
    }
}

fn conflict_list(conflicts: &[&Conflict]) -> Html {
    if conflicts.is_empty() {
        return Html::default();
    }
    html! { <><h3>{ "文件里的不一致" }</h3><ul class="conflicts">{ for conflicts.iter().map(|item| conflict(item)) }</ul></> }
}
