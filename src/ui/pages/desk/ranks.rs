//! 排名 – the units' ranks in one row by one measure, with the rule of ranking.

use super::words::same_day_note;
use super::{DeskContext, year_shown};
use crate::domain::consolidation::{RankedUnit, RankingMeasure, ranking_measures, rankings};
use crate::domain::figures::Situation;
use crate::domain::policy::{Row, SeriesId};
use crate::domain::quantity::Year;
use crate::domain::working::DistanceOf;
use crate::text;
use crate::ui::kit::segment::segment;
use crate::ui::kit::select::select;
use crate::workspace::desk::ConsolidatedUnit;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct RanksProps {
    pub context: DeskContext,
}

/// The part 排名.
#[component(RanksPart)]
pub fn ranks_part(props: &RanksProps) -> Html {
    let context = &props.context;
    let pack = context.rules();
    let row = use_state(|| 0_usize);
    let series = use_state(|| 0_usize);
    let ranking_measure = use_state(|| RankingMeasure::Value);
    let year = use_state(|| None::<Year>);
    let Some(own) = &context.consolidated.own else { return Html::default() };
    let Some(ranked) = pack.rows.get(*row).or_else(|| pack.rows.first()) else { return Html::default() };
    let of_row = ranked.rule.series();
    let Some(counted) = of_row.get(*series).or_else(|| of_row.first()).map(|id| (*id).clone()) else {
        return html! { <p>{ "这一行没有可排的数。" }</p> };
    };
    let sticks = ranking_measures(ranked);
    let stick = if sticks.contains(&ranking_measure) { *ranking_measure } else { RankingMeasure::Value };
    let under_way = year_shown(pack, own.as_of);
    let shown_year = year.unwrap_or(under_way);
    let units: Vec<Option<Situation>> = context.consolidated.units.iter().map(|unit| unit.situation.clone()).collect();
    let places = rankings(pack, &units, ranked, &counted, shown_year, stick);
    let rows_offered = pack.rows.iter().enumerate();
    let rows_offered =
        rows_offered.map(|(index, one)| (index.to_string(), format!("附表 {} {}", one.id, one.short_name))).collect();
    let on_row = {
        let (row, series) = (row.setter(), series.setter());
        Callback::from(move |key: String| {
            row.set(key.parse().unwrap_or(0));
            series.set(0);
        })
    };
    let pick_year = |one: Year| {
        let year = year.setter();
        Callback::from(move |_: MouseEvent| year.set(Some(one)))
    };
    let pick_stick = |one: RankingMeasure| {
        let ranking_measure = ranking_measure.setter();
        Callback::from(move |_: MouseEvent| ranking_measure.set(one))
    };
    let pick_series = |index: usize| {
        let series = series.setter();
        Callback::from(move |_: MouseEvent| series.set(index))
    };
    html! {
        <section class="panel" aria-labelledby="ranks-title">
            <h2 id="ranks-title">{ "各单位排名" }</h2>
            <div class="rank-choices">
                { select("rank-row", "指标", rows_offered, &row.to_string(), false, on_row) }
                <div class="segments" role="group" aria-label="年度">{ for pack.plan_years().map(|one| segment(format!("{one}年"), one == shown_year, pick_year(one))) }</div>
                <div class="segments" role="group" aria-label="按什么排">{ for sticks.iter().map(|one| segment(stick_name(*one), *one == stick, pick_stick(*one))) }</div>
                if of_row.len() > 1 {
                    <div class="segments" role="group" aria-label="哪一项">{ for of_row.iter().enumerate().map(|(index, id)| {
                        segment(text::counted_name(pack, &DistanceOf::Series((*id).clone())), **id == counted, pick_series(index))
                    }) }</div>
                }
            </div>
            { table(context, ranked, &counted, shown_year, stick, &places) }
            <p class="below">{ rule(stick) }</p>
            <p class="below">{ same_day_note(context) }</p>
        </section>
    }
}

fn table(
    context: &DeskContext,
    row: &Row,
    series: &SeriesId,
    year: Year,
    stick: RankingMeasure,
    places: &[RankedUnit],
) -> Html {
    let mut lines: Vec<_> = context.consolidated.units.iter().zip(places).collect();
    // The sort is stable: units of equal rank keep their order.
    lines.sort_by_key(|(_, place)| place.place.unwrap_or(u32::MAX));
    let of = DistanceOf::Series(series.clone());
    let shown = |place: &RankedUnit| match (&place.value, stick) {
        (None, _) => "—".to_owned(),
        (Some(value), RankingMeasure::Value | RankingMeasure::Distance) => text::counted(context.rules(), &of, value),
        (Some(value), RankingMeasure::Growth) => text::signed_percent(value),
        (Some(value), RankingMeasure::Completion) => text::percent(value),
    };
    let why = |unit: &ConsolidatedUnit| match &unit.situation {
        None => "未交文件",
        Some(situation) if situation.not_applicable.contains(&row.id) => "不适用",
        Some(_) => "没有可排的数",
    };
    let rows = lines.into_iter().map(|(unit, place)| {
        html! {
            <tr class={classes!(place.place.is_none().then_some("unranked"))}>
                <td class="number"><strong>{ place.place.map_or("不排".to_owned(), |place| place.to_string()) }</strong></td>
                <th scope="row">{ &unit.unit.name }</th>
                <td class="number">{ shown(place) }</td>
                <td>{ if place.place.is_none() { why(unit) } else { "" } }</td>
            </tr>
        }
    });
    html! {
        <table class="data ranks" aria-labelledby="ranks-title">
            <caption>{ format!("{year}年 附表 {} {}：{}", row.id, text::counted_name(context.rules(), &of), stick_name(stick)) }</caption>
            <thead><tr><th scope="col" class="number">{ "位次" }</th><th scope="col">{ "单位" }</th><th scope="col" class="number">{ stick_name(stick) }</th><td></td></tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

fn stick_name(stick: RankingMeasure) -> &'static str {
    match stick {
        RankingMeasure::Value => "数值",
        RankingMeasure::Growth => "比上年增长",
        RankingMeasure::Completion => "完成率",
        RankingMeasure::Distance => "还差多少",
    }
}

fn rule(stick: RankingMeasure) -> &'static str {
    match stick {
        RankingMeasure::Value => "排法：数值大的在前；相同的同一位次，后面的跳过（1、1、1、4）；空白、不适用的不排。",
        RankingMeasure::Growth => "排法：比上年增长高的在前；上年为 0 或空白的不排；相同的同一位次（1、1、1、4）。",
        RankingMeasure::Completion => {
            "排法：完成率（当年数÷当年目标）高的在前；没有目标的不排；相同的同一位次（1、1、1、4）。"
        }
        RankingMeasure::Distance => {
            "排法：离要求差得少的在前，已达到的算差 0；无法判定的不排；相同的同一位次（1、1、1、4）。"
        }
    }
}
