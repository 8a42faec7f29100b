//! 一览 – units by rows: every verdict in one table; each opens its working.

use super::DeskContext;
use super::words::{missing_units, same_day_note};
use crate::domain::attainment::{Span, completion};
use crate::domain::policy::{Row, RowId};
use crate::exchange::case::verdict_word;
use crate::text;
use crate::ui::kit::icon::icon;
use crate::ui::kit::segment::segment;
use crate::ui::kit::view::show_if_narrow;
use crate::ui::parts::badge::{badge, small_badge};
use crate::ui::parts::working::working_tree;
use crate::workspace::desk::ConsolidatedUnit;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct MatrixProps {
    pub context: DeskContext,
}

/// The part 一览.
#[component(MatrixPart)]
pub fn matrix_part(props: &MatrixProps) -> Html {
    let context = &props.context;
    let pack = context.rules();
    let span = use_state(|| Span::Whole);
    let look = use_state(|| None::<(usize, RowId)>);
    use_effect_with((*look).clone(), |look| {
        if look.is_some() {
            show_if_narrow("behind");
        }
    });
    let choose = |wanted: Span| {
        let span = span.setter();
        Callback::from(move |_: MouseEvent| span.set(wanted))
    };
    let spans = pack.plan_years().map(Span::Year).chain([Span::Whole]);
    let choices = spans.map(|one| segment(text::span_name(one), one == *span, choose(one)));
    let open = {
        let look = look.setter();
        Callback::from(move |wanted: (usize, RowId)| look.set(Some(wanted)))
    };
    let heads = pack.rows.iter().map(|row| html! { <th scope="col" title={row.name.clone()}><span class="row-id">{ row.id.to_string() }</span><small>{ &row.short_name }</small></th> });
    let rows = context.consolidated.units.iter().enumerate().map(|(place, unit)| {
        let cells = pack.rows.iter().map(|row| cell(unit, place, row, *span, look.as_ref(), &open));
        html! { <tr><th scope="row">{ &unit.unit.name }</th>{ for cells }</tr> }
    });
    html! {
        <div class="split results">
            <section class="panel" aria-labelledby="heat-title">
                <div class="grid-head">
                    <h2 id="heat-title">{ "各单位完成情况一览" }</h2>
                    <div class="segments" role="group" aria-label="看哪一年">{ for choices }</div>
                </div>
                <p class="below">{ same_day_note(context) }</p>
                { for Some(missing_units(context)).filter(|line| !line.is_empty()).map(|line| html! { <p class="unknown">{ icon("warning") }{ line }</p> }) }
                <div class="wide-table">
                <table class="data heat" aria-labelledby="heat-title">
                    <thead><tr><th scope="col">{ "单位" }</th>{ for heads }</tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
                </div>
                { legend() }
            </section>
            <section id="behind" class="panel detail" aria-live="polite" tabindex="0" aria-label="由来">
                { look.as_ref().map_or_else(|| html! { <><h2>{ "由来" }</h2><p>{ "点一格，看这个单位这一行的计算过程。" }</p></> }, |(place, row)| behind(context, *place, row, *span)) }
            </section>
        </div>
    }
}

fn cell(
    unit: &ConsolidatedUnit,
    place: usize,
    row: &Row,
    span: Span,
    look: Option<&(usize, RowId)>,
    open: &Callback<(usize, RowId)>,
) -> Html {
    let Some(working) = unit.assessment.as_ref().and_then(|one| one.row(&row.id)).and_then(|one| one.of(span)) else {
        return html! { <td class="none">{ "—" }</td> };
    };
    let wanted = (place, row.id.clone());
    let here = look == Some(&wanted);
    let word = verdict_word(working.verdict);
    let label = format!("{} 附表 {} {}：{}", unit.unit.name, row.id, row.short_name, text::verdict_words(working));
    let open = open.reform(move |_: MouseEvent| wanted.clone());
    html! {
        <td class={classes!("heat-cell", word, here.then_some("here"))}>
            <button type="button" aria-pressed={here.to_string()} aria-label={label.clone()} title={label} onclick={open}>
                { icon(word) }
                { for completion(working).map(|share| html! { <small>{ text::percent(&share) }</small> }) }
            </button>
        </td>
    }
}

fn legend() -> Html {
    use crate::domain::working::{Reason, Verdict};
    let all = [
        Verdict::Met,
        Verdict::NotMet,
        Verdict::InProgress,
        Verdict::Undetermined(Reason::MissingValue),
        Verdict::NotDue,
        Verdict::NotApplicable,
    ];
    html! { <p class="heat-legend">{ for all.into_iter().map(small_badge) }<span>{ "　百分数是完成率，只有最低数指标有" }</span></p> }
}

fn behind(context: &DeskContext, place: usize, row: &RowId, span: Span) -> Html {
    let Some(unit) = context.consolidated.units.get(place) else { return Html::default() };
    let working = unit.assessment.as_ref().and_then(|one| one.row(row)).and_then(|one| one.of(span));
    let Some(working) = working else { return html! { <p>{ "这一年没有单独的结论。" }</p> } };
    let name = context.rules().row(row).map_or("", |row| row.name.as_str());
    html! {
        <>
            <h2>{ format!("{}：附表 {row} {name}", unit.unit.name) }</h2>
            <p class="detail-verdict"><strong>{ text::span_name(span) }</strong>{ badge(working) }</p>
            { for text::distance_words(context.rules(), working).into_iter().map(|line| html! { <p class="working-distance">{ line }</p> }) }
            <h3>{ "计算过程" }</h3>
            { working_tree(context.rules(), working) }
        </>
    }
}
