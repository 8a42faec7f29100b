//! One row against another, each in percent of what it had to reach.

use super::{of_row, view};
use crate::chart::{Trend, of_two};
use crate::domain::policy::Row;
use crate::ui::findings::{Assessed, Findings};
use crate::ui::kit::select::{Offer, select};
use crate::workspace::Event;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct TwoRowsProps {
    pub findings: Rc<Findings>,
    pub on: Callback<Event>,
}

/// Two choices and their chart.
#[component(TwoRows)]
pub fn two_rows(props: &TwoRowsProps) -> Html {
    let TwoRowsProps { findings, on } = props;
    let one = use_state(|| 0_usize);
    let other = use_state(|| 1_usize);
    let Some(assessed) = &findings.assessed else { return Html::default() };
    let rows = drawable(findings, assessed);
    let offers: Vec<Offer> = rows
        .iter()
        .enumerate()
        .map(|(index, (row, _))| (index.to_string(), format!("{} {}", row.id, row.short_name)))
        .collect();
    let choice = |id: &'static str, label: &'static str, state: &UseStateHandle<usize>| {
        let setter = state.setter();
        let choose = Callback::from(move |key: String| {
            if let Ok(index) = key.parse() {
                setter.set(index);
            }
        });
        select(id, label, offers.clone(), &state.to_string(), false, choose)
    };
    let plot = rows.get(*one).zip(rows.get(*other)).map(|((row, trend), (other_row, other_trend))| {
        of_two(findings.rules(), (row, trend), (other_row, other_trend))
    });
    html! {
        <section class="panel">
            <div class="compare-choices">{ choice("row-one", "一行", &one) }{ choice("row-other", "另一行", &other) }</div>
            { for plot.map(|plot| view(findings, plot, on)) }
            <p class="below">{ "单位不同的行，放在一起比“实际相当于要求的百分之几”。没有要求或缺数的年份不画。" }</p>
        </section>
    }
}

/// The rows that have a chart, with their first.
fn drawable<'a>(findings: &'a Findings, assessed: &Assessed) -> Vec<(&'a Row, Trend)> {
    let first = |row: &'a Row| Some((row, of_row(findings, assessed, row).into_iter().next()?.0));
    findings.rules().rows.iter().filter_map(first).collect()
}
