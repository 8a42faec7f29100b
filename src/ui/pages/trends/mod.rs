//! 趋势图 – one row or series at a time, an overview of all rows, all charts side by side, one row against
//! another.

mod comparison;
mod course;
mod overview;

use crate::chart::{Plot, Trend, of_trend, required_name, trend_of_series, trends_of};
use crate::domain::attainment::Span;
use crate::domain::policy::{Row, Series};
use crate::exchange::case::verdict_word;
use crate::text;
use crate::ui::charts::PlotView;
use crate::ui::kit::icon::icon;
use crate::ui::kit::segment::segment;
use crate::ui::kit::view::show_if_narrow;
use crate::ui::parts::ask::ask_as_of;
use crate::ui::parts::badge::badge;
use crate::ui::route::{Shown, use_go};
use crate::ui::store::{Assessed, Verdicts, use_dispatch};
use crate::workspace::Event;
use comparison::Comparison;
use course::CourseView;
use overview::{Overview, all_charts};
use std::rc::Rc;
use yew::prelude::*;

/// The subject of the charts: a row, or a series that no row uses.
#[derive(Clone, Copy)]
enum Subject<'a> {
    Row(&'a Row),
    Series(&'a Series),
}

/// Props of the page.
#[derive(Clone, PartialEq, Properties)]
pub struct TrendsProps {
    /// The workspace, its pack and its assessment.
    pub assessed: Rc<Assessed>,
    /// What to chart.
    pub shown: Shown,
}

/// The page.
#[component(TrendsPage)]
pub fn trends_page(props: &TrendsProps) -> Html {
    let TrendsProps { assessed, shown } = props;
    let on = use_dispatch();
    let go = use_go().reform(Shown::route);
    let Some(verdicts) = &assessed.verdicts else {
        return ask_as_of("趋势图");
    };
    let body = match *shown {
        Shown::One(index) => one_by_one(assessed, verdicts, index, &go, &on),
        Shown::Overview => html! { <Overview assessed={assessed.clone()} on={on.clone()} /> },
        Shown::All => all_charts(assessed, verdicts, &go),
        Shown::Comparison => html! { <Comparison assessed={assessed.clone()} on={on.clone()} /> },
    };
    let choice = |(this, words): (Shown, &'static str)| {
        let here = match (*shown, this) {
            (Shown::One(_), Shown::One(_)) => true,
            (shown, this) => shown == this,
        };
        segment(words, here, go.reform(move |_: MouseEvent| this))
    };
    let choices = [
        (Shown::One(0), "逐行看"),
        (Shown::Overview, "完成程度"),
        (Shown::All, "全部图"),
        (Shown::Comparison, "两行对比"),
    ];
    html! {
        <>
            <h1 class="hidden">{ "趋势图" }</h1>
            <div class="segments looks" role="group" aria-label="怎么看">{ for choices.into_iter().map(choice) }</div>
            { body }
        </>
    }
}

fn one_by_one(
    assessed: &Rc<Assessed>,
    verdicts: &Verdicts,
    chosen: usize,
    go: &Callback<Shown>,
    on: &Callback<Event>,
) -> Html {
    let subjects = subjects(assessed);
    let Some(subject) = subjects.get(chosen).or_else(|| subjects.first()) else {
        return html! { <p class="below">{ "口径包里没有指标" }</p> };
    };
    let item = |(index, subject): (usize, &Subject)| {
        let choose = go.reform(move |_: MouseEvent| {
            show_if_narrow("chart");
            Shown::One(index)
        });
        choice(verdicts, *subject, index == chosen, choose)
    };
    html! {
        <div class="split trends">
            <section class="panel" aria-label="选一行">
                <ul class="row-choices">{ for subjects.iter().enumerate().map(item) }</ul>
            </section>
            <section id="chart" class="panel" aria-labelledby="chart-title">{ charts(assessed, verdicts, *subject, on) }</section>
        </div>
    }
}

/// Every row, then the series that no row uses.
fn subjects(assessed: &Assessed) -> Vec<Subject<'_>> {
    let pack = assessed.rules();
    let of_rows: Vec<_> = pack.rows.iter().flat_map(|row| row.rule.series()).collect();
    let rest = pack.series.iter().filter(|series| !of_rows.contains(&&series.id));
    pack.rows.iter().map(Subject::Row).chain(rest.map(Subject::Series)).collect()
}

fn choice(verdicts: &Verdicts, subject: Subject, here: bool, choose: Callback<MouseEvent>) -> Html {
    let (verdict, name) = match subject {
        Subject::Row(row) => {
            let verdict = verdicts.assessment.row(&row.id).map(|result| verdict_word(result.whole.verdict));
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

fn charts(assessed: &Rc<Assessed>, verdicts: &Verdicts, subject: Subject, on: &Callback<Event>) -> Html {
    let pack = assessed.rules();
    let (head, plots, series) = match subject {
        Subject::Row(row) => {
            let whole = verdicts.assessment.row(&row.id).and_then(|result| result.of(Span::Whole));
            let head = html! { <>{ format!("{} {}", row.id, row.name) }{ for whole.map(badge) }</> };
            let plots = of_row(assessed, verdicts, row).into_iter().map(|(_, plot)| plot).collect();
            (head, plots, row.rule.series())
        }
        Subject::Series(series) => {
            let plot = of_trend(pack, &trend_of_series(pack, &verdicts.situation, series), None);
            (html! { <>{ &series.name }</> }, vec![plot], vec![&series.id])
        }
    };
    let within = series.into_iter().filter_map(|id| pack.series_of(id)).map(|series| {
        html! { <CourseView key={format!("course-{}", series.id)} assessed={assessed.clone()} series={series.id.clone()} on={on.clone()} /> }
    });
    html! {
        <>
            <h2 id="chart-title">{ head }</h2>
            { for plots.into_iter().map(|plot| view(assessed, plot, on)) }
            { for within }
        </>
    }
}

/// The charts of a row, each with its trend.
fn of_row(assessed: &Assessed, verdicts: &Verdicts, row: &Row) -> Vec<(Trend, Plot)> {
    let pack = assessed.rules();
    let trends = trends_of(pack, &verdicts.situation, &verdicts.assessment, row);
    let drawn = |trend: Trend| {
        let plot = of_trend(pack, &trend, Some(required_name(row, trend.measure)));
        (trend, plot)
    };
    trends.into_iter().map(drawn).collect()
}

fn view(assessed: &Assessed, plot: Plot, on: &Callback<Event>) -> Html {
    // A different chart starts with all lines visible and no readout.
    let key = plot.title.clone();
    let unit = text::title(&assessed.workspace);
    html! { <PlotView {key} plot={Rc::new(plot)} {unit} source={text::figures_source(assessed.rules(), &assessed.workspace)} on={on.clone()} /> }
}
