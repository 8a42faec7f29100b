//! 趋势图 – one row or series at a time: how it ran, and what had to be reached.

use crate::chart::{Measure, Trend, trend_of_series, trends_of};
use crate::domain::attainment::Span;
use crate::domain::policy::{Row, Rule, Series};
use crate::exchange::case::verdict_word;
use crate::ui::charts::TrendView;
use crate::ui::findings::{Assessed, Findings};
use crate::ui::kit::icon::icon;
use crate::ui::kit::view::show_if_narrow;
use crate::ui::parts::ask::ask_as_of;
use crate::ui::parts::badge::badge;
use crate::ui::state::OpenProps;
use yew::prelude::*;

/// What is charted: a row, or a series that no row asks for.
#[derive(Clone, Copy)]
enum Subject<'a> {
    Row(&'a Row),
    Series(&'a Series),
}

/// The page.
#[component(TrendsPage)]
pub fn trends_page(props: &OpenProps) -> Html {
    let findings = &props.findings;
    let chosen = use_state(|| 0_usize);
    let subjects = subjects(findings);
    let (Some(assessed), Some(subject)) = (&findings.assessed, subjects.get(*chosen)) else {
        return ask_as_of("趋势图");
    };
    let item = |(index, subject): (usize, &Subject)| {
        let choose = {
            let chosen = chosen.clone();
            Callback::from(move |_: MouseEvent| {
                chosen.set(index);
                show_if_narrow("chart");
            })
        };
        choice(assessed, *subject, index == *chosen, choose)
    };
    html! {
        <div class="split trends">
            <section class="panel" aria-labelledby="trends-title">
                <h1 id="trends-title">{ "趋势图" }</h1>
                <ul class="row-choices">{ for subjects.iter().enumerate().map(item) }</ul>
            </section>
            <section id="chart" class="panel" aria-labelledby="chart-title">{ charts(findings, assessed, *subject) }</section>
        </div>
    }
}

/// Every row, then the series that no row asks for.
fn subjects(findings: &Findings) -> Vec<Subject<'_>> {
    let pack = findings.rules();
    let of_rows: Vec<_> = pack.rows.iter().flat_map(|row| row.rule.series()).collect();
    let rest = pack.series.iter().filter(|series| !of_rows.contains(&&series.id));
    pack.rows.iter().map(Subject::Row).chain(rest.map(Subject::Series)).collect()
}

fn choice(assessed: &Assessed, subject: Subject, here: bool, choose: Callback<MouseEvent>) -> Html {
    let (verdict, name) = match subject {
        Subject::Row(row) => {
            let verdict = assessed.assessment.row(&row.id).map(|result| verdict_word(result.whole.verdict));
            (verdict, format!("{} {}", row.id, row.short_name))
        }
        Subject::Series(series) => (None, series.name.clone()),
    };
    html! {
        <li><button type="button" class={classes!("row-choice", here.then_some("here"), verdict)}
            aria-pressed={here.to_string()} onclick={choose}>
            { for verdict.map(icon) }<span>{ name }</span>
        </button></li>
    }
}

fn charts(findings: &Findings, assessed: &Assessed, subject: Subject) -> Html {
    let pack = findings.rules();
    match subject {
        Subject::Row(row) => {
            let whole = assessed.assessment.row(&row.id).and_then(|result| result.of(Span::Whole));
            let trends = trends_of(pack, &assessed.situation, &assessed.assessment, row);
            html! {
                <>
                    <h2 id="chart-title">{ format!("{} {}", row.id, row.name) }{ for whole.map(badge) }</h2>
                    { for trends.into_iter().map(|trend| {
                        let name = required_name(row, trend.measure);
                        view(findings, trend, name)
                    }) }
                </>
            }
        }
        Subject::Series(series) => html! {
            <>
                <h2 id="chart-title">{ &series.name }</h2>
                { view(findings, trend_of_series(pack, &assessed.situation, series), "") }
            </>
        },
    }
}

fn view(findings: &Findings, trend: Trend, required_name: &'static str) -> Html {
    let key = trend.series.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
    html! { <TrendView {key} pack={findings.pack.clone()} {trend} {required_name} /> }
}

fn required_name(row: &Row, measure: Measure) -> &'static str {
    match (&row.rule, measure) {
        (Rule::Growth { .. }, _) => "按增长率需达到",
        (_, Measure::Share) => "要求",
        _ => "目标",
    }
}
