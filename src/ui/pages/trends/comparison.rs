//! One row against another, each in percent of its requirement.

use super::{of_row, view};
use crate::chart::{Plot, Trend, of_two};
use crate::domain::policy::Row;
use crate::ui::kit::select::{Offer, select};
use crate::ui::store::{Assessed, Verdicts};
use crate::workspace::Event;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct ComparisonProps {
    pub assessed: Rc<Assessed>,
    pub on: Callback<Event>,
}

/// Two lists and the chart of the chosen rows.
#[component(Comparison)]
pub fn two_rows(props: &ComparisonProps) -> Html {
    let ComparisonProps { assessed, on } = props;
    let one = use_state(|| Some(0_usize));
    let other = use_state(|| Some(1_usize));
    let Some(verdicts) = &assessed.verdicts else { return Html::default() };
    let rows = drawable(assessed, verdicts);
    let offers: Vec<Offer> =
        rows.iter().enumerate().map(|(index, (name, _))| (index.to_string(), name.clone())).collect();
    let choice = |id: &'static str, label: &'static str, state: &UseStateHandle<Option<usize>>| {
        let setter = state.setter();
        let choose = Callback::from(move |key: String| setter.set(key.parse().ok()));
        let chosen = state.map(|index| index.to_string()).unwrap_or_default();
        select(id, label, offers.clone(), &chosen, false, choose)
    };
    let at = |chosen: Option<usize>| rows.get(chosen?);
    let plot = match (at(*one), at(*other)) {
        (Some(_), Some(_)) if *one == *other => Err("两边选的是同一行，请换一行。"),
        (Some((name, trend)), Some((other_name, other_trend))) => {
            Ok(of_two(assessed.rules(), (name, trend), (other_name, other_trend)))
        }
        _ => Err("请在上面选两行。"),
    };
    let chart = match plot {
        Ok(plot) => view(assessed, plot, on),
        Err(why) => html! { <p class="below nothing">{ why }</p> },
    };
    html! {
        <section class="panel">
            <h2>{ "两行对比" }</h2>
            <div class="compare-choices">{ choice("row-one", "一行", &one) }{ choice("row-other", "另一行", &other) }</div>
            { chart }
            <p class="below">{ "单位不同的行，放在一起比“实际相当于要求的百分之几”。没有要求或缺数的年份不画。" }</p>
        </section>
    }
}

/// Everything with a chart, by name: a row, or one of its amounts if it has several.
fn drawable(assessed: &Assessed, verdicts: &Verdicts) -> Vec<(String, Trend)> {
    let named = |row: &Row| {
        let plots = of_row(assessed, verdicts, row);
        let several = plots.len() > 1;
        let name = |plot: &Plot| if several { plot.title.clone() } else { row.short_name.clone() };
        plots.iter().map(|(trend, plot)| (format!("{} {}", row.id, name(plot)), trend.clone())).collect::<Vec<_>>()
    };
    assessed.rules().rows.iter().flat_map(named).collect()
}
