//! An overview of all rows: the completion of each in a year, or all charts side by side.

use super::{of_row, view};
use crate::chart::of_completion;
use crate::domain::policy::Row;
use crate::domain::quantity::Year;
use crate::exchange::case::verdict_word;
use crate::ui::charts::small_chart;
use crate::ui::kit::icon::icon;
use crate::ui::kit::segment::segment;
use crate::ui::route::Shown;
use crate::ui::store::{Assessed, Verdicts};
use crate::workspace::Event;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct GlanceProps {
    pub assessed: Rc<Assessed>,
    pub on: Callback<Event>,
}

/// The completion of each row in a year.
#[component(Overview)]
pub fn overview(props: &GlanceProps) -> Html {
    let GlanceProps { assessed, on } = props;
    let chosen = use_state(|| None::<Year>);
    let Some(verdicts) = &assessed.verdicts else { return Html::default() };
    let pack = assessed.rules();
    let as_of = verdicts.situation.as_of;
    let years: Vec<Year> = pack.plan_years().filter(|year| *year <= as_of.year()).collect();
    let Some(year) = chosen.filter(|year| years.contains(year)).or(years.last().copied()) else {
        return html! { <section class="panel"><p class="below">{ "计划的第一年还没有开始，没有可比的要求。" }</p></section> };
    };
    let trends: Vec<(&Row, Vec<_>)> = pack
        .rows
        .iter()
        .map(|row| (row, of_row(assessed, verdicts, row).into_iter().map(|(trend, _)| trend).collect()))
        .collect();
    let plot = of_completion(pack, &trends, year, as_of.year() == year);
    let choice = |of: Year| {
        let chosen = chosen.clone();
        segment(format!("{of}年"), of == year, Callback::from(move |_: MouseEvent| chosen.set(Some(of))))
    };
    html! {
        <section class="panel">
            <h2>{ "各行完成程度" }</h2>
            <div class="segments" role="group" aria-label="看哪一年">{ for years.iter().map(|year| choice(*year)) }</div>
            { view(assessed, plot, on) }
            <p class="below">{ "100% 是当年要达到的数：有最低数或目标的行是目标，增长类是按增长率需达到的数，占比类是要求的比例，计划期合计类是合计目标。只看远近，是否完成以“完成情况”为准。" }</p>
        </section>
    }
}

/// Every row's first chart, small; a click opens it.
pub fn all_charts(assessed: &Assessed, verdicts: &Verdicts, go: &Callback<Shown>) -> Html {
    let chart = |(index, row): (usize, &Row)| {
        let verdict = verdicts.assessment.row(&row.id).map(|result| verdict_word(result.whole.verdict));
        let plots = of_row(assessed, verdicts, row);
        let plot = plots.first().map(|(_, plot)| plot);
        html! {
            <li>
                <button type="button" class={classes!("small-chart", verdict)} onclick={go.reform(move |_: MouseEvent| Shown::One(index))}>
                    <span class="small-title">{ for verdict.map(icon) }{ format!("{} {}", row.id, row.short_name) }
                        { for plot.map(|plot| html! { <small>{ plot.scale.symbol().to_owned() }</small> }) }</span>
                    if let (Some(plot), true) = (plot, plots.len() > 1) { <small>{ &plot.title }</small> }
                    { plot.map_or_else(|| html! { <p class="below nothing">{ "这一行没有可画的数" }</p> }, small_chart) }
                </button>
            </li>
        }
    };
    html! {
        <section class="panel">
            <h2>{ "全部图" }</h2>
            <p class="below">{ "每行一张小图：实线是实际，虚线是目标或要求，空心点是未完的一年。点一张看大图。" }</p>
            <ul class="small-charts">{ for assessed.rules().rows.iter().enumerate().map(chart) }</ul>
        </section>
    }
}
