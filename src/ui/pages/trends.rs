//! 趋势图 – one row at a time: how it ran, and what had to be reached.

use crate::chart::{Measure, trends_of};
use crate::domain::attainment::Span;
use crate::domain::policy::Row;
use crate::exchange::case::verdict_word;
use crate::ui::charts::TrendView;
use crate::ui::kit::icon::icon;
use crate::ui::parts::ask::ask_as_of;
use crate::ui::parts::badge::badge;
use crate::ui::state::OpenProps;
use yew::prelude::*;

/// The page.
#[component(TrendsPage)]
pub fn trends_page(props: &OpenProps) -> Html {
    let findings = &props.findings;
    let pack = findings.rules();
    let chosen = use_state(|| 0_usize);
    let (Some(assessed), Some(row)) = (&findings.assessed, pack.rows.get(*chosen)) else {
        return ask_as_of("趋势图");
    };
    let trends = trends_of(pack, &assessed.situation, &assessed.assessment, row);
    let items = pack.rows.iter().enumerate().map(|(index, row)| {
        let chosen_now = *chosen == index;
        let choose = {
            let chosen = chosen.clone();
            Callback::from(move |_: MouseEvent| chosen.set(index))
        };
        let verdict = assessed.assessment.row(&row.id).map(|result| verdict_word(result.whole.verdict));
        html! {
            <li><button type="button" class={classes!("row-choice", chosen_now.then_some("here"), verdict)}
                aria-pressed={chosen_now.to_string()} onclick={choose}>
                { icon(verdict.unwrap_or_default()) }<span>{ format!("{} {}", row.id, row.short_name) }</span>
            </button></li>
        }
    });
    let whole = assessed.assessment.row(&row.id).and_then(|result| result.of(Span::Whole));
    html! {
        <div class="split trends">
            <section class="panel" aria-labelledby="trends-title">
                <h1 id="trends-title">{ "趋势图" }</h1>
                <ul class="row-choices">{ for items }</ul>
            </section>
            <section class="panel" aria-labelledby="chart-title">
                <h2 id="chart-title">{ format!("{} {}", row.id, row.name) }{ for whole.map(badge) }</h2>
                { for trends.into_iter().map(|trend| {
                    let required_name = required_name(row, trend.measure);
                    html! { <TrendView pack={findings.pack.clone()} {trend} {required_name} /> }
                }) }
            </section>
        </div>
    }
}

fn required_name(row: &Row, measure: Measure) -> &'static str {
    match (&row.rule, measure) {
        (crate::domain::policy::Rule::Growth { .. }, _) => "按增长率需达到",
        (_, Measure::Share) => "要求",
        _ => "目标",
    }
}
