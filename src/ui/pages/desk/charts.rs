//! 各单位图 – the charts of one row for all units, side by side.

use super::DeskContext;
use crate::chart::{of_trend, trends_of};
use crate::exchange::case::verdict_word;
use crate::ui::charts::small_chart;
use crate::ui::kit::icon::icon;
use crate::ui::kit::select::select;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct ChartsProps {
    pub context: DeskContext,
}

/// The part 各单位图.
#[component(ChartsPart)]
pub fn charts_part(props: &ChartsProps) -> Html {
    let context = &props.context;
    let pack = context.rules();
    let row = use_state(|| 0_usize);
    let Some(shown) = pack.rows.get(*row).or_else(|| pack.rows.first()) else { return Html::default() };
    let offers = pack.rows.iter().enumerate();
    let offers =
        offers.map(|(index, one)| (index.to_string(), format!("附表 {} {}", one.id, one.short_name))).collect();
    let on_row = {
        let row = row.setter();
        Callback::from(move |key: String| row.set(key.parse().unwrap_or(0)))
    };
    let charts = context.consolidated.units.iter().filter_map(|unit| {
        let (situation, assessment) = (unit.situation.as_ref()?, unit.assessment.as_ref()?);
        let trends = trends_of(pack, situation, assessment, shown);
        let plots = trends.iter().map(|trend| {
            let plot = of_trend(pack, trend, Some("要求"));
            html! { <>{ for (trends.len() > 1).then(|| html! { <small>{ &plot.title }</small> }) }{ small_chart(&plot) }</> }
        });
        let verdict = assessment.row(&shown.id).map(|result| verdict_word(result.whole.verdict));
        Some(html! {
            <li><div class={classes!("small-chart", verdict)}>
                <span class="small-title">{ for verdict.map(icon) }{ &unit.unit.name }</span>{ for plots }
            </div></li>
        })
    });
    html! {
        <section class="panel" aria-labelledby="unit-charts-title">
            <h2 id="unit-charts-title">{ format!("附表 {} {}：各单位", shown.id, shown.short_name) }</h2>
            <div class="rank-choices">{ select("chart-row", "指标", offers, &row.to_string(), false, on_row) }</div>
            <p class="below">{ "实线是实际，虚线是要求，空心点是未完的一年；图标是全计划期的结论。" }</p>
            <ul class="small-charts">{ for charts }</ul>
        </section>
    }
}
