//! 趋势图 – one row or series at a time, all rows at one glance, all charts side by side, one row against
//! another.

mod course;
mod glance;
mod two;

use crate::chart::{Measure, Plot, Trend, of_trend, trend_of_series, trends_of};
use crate::domain::attainment::Span;
use crate::domain::policy::{Row, Rule, Series};
use crate::exchange::case::verdict_word;
use crate::text;
use crate::ui::charts::PlotView;
use crate::ui::findings::{Assessed, Findings};
use crate::ui::kit::icon::icon;
use crate::ui::kit::segment::segment;
use crate::ui::kit::view::show_if_narrow;
use crate::ui::parts::ask::ask_as_of;
use crate::ui::parts::badge::badge;
use crate::ui::state::OpenProps;
use crate::workspace::Event;
use course::CourseView;
use glance::{Glance, all_charts};
use std::rc::Rc;
use two::TwoRows;
use yew::prelude::*;

/// What is charted: a row, or a series that no row asks for.
#[derive(Clone, Copy)]
enum Subject<'a> {
    Row(&'a Row),
    Series(&'a Series),
}

/// What of the charts is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    OneByOne,
    Glance,
    All,
    Two,
}

impl Look {
    const ALL: [(Look, &'static str); 4] =
        [(Look::OneByOne, "逐行看"), (Look::Glance, "完成程度"), (Look::All, "全部图"), (Look::Two, "两行对比")];
}

/// The page.
#[component(TrendsPage)]
pub fn trends_page(props: &OpenProps) -> Html {
    let OpenProps { findings, state } = props;
    let chosen = use_state(|| 0_usize);
    let look = use_state(|| Look::OneByOne);
    let Some(assessed) = &findings.assessed else {
        return ask_as_of("趋势图");
    };
    let show_row = {
        let (look, chosen) = (look.clone(), chosen.clone());
        Callback::from(move |index: usize| {
            chosen.set(index);
            look.set(Look::OneByOne);
        })
    };
    let body = match *look {
        Look::OneByOne => one_by_one(findings, assessed, &chosen, &state.on),
        Look::Glance => html! { <Glance findings={findings.clone()} on={state.on.clone()} /> },
        Look::All => all_charts(findings, assessed, &show_row),
        Look::Two => html! { <TwoRows findings={findings.clone()} on={state.on.clone()} /> },
    };
    let choice_of = |(this, words): (Look, &'static str)| {
        let (look, here) = (look.clone(), *look == this);
        segment(words, here, Callback::from(move |_: MouseEvent| look.set(this)))
    };
    html! {
        <>
            <h1 class="hidden">{ "趋势图" }</h1>
            <div class="segments looks" role="group" aria-label="怎么看">{ for Look::ALL.into_iter().map(choice_of) }</div>
            { body }
        </>
    }
}

fn one_by_one(
    findings: &Rc<Findings>,
    assessed: &Assessed,
    chosen: &UseStateHandle<usize>,
    on: &Callback<Event>,
) -> Html {
    let subjects = subjects(findings);
    let Some(subject) = subjects.get(**chosen).or_else(|| subjects.first()) else {
        return html! { <p class="below">{ "口径包里没有指标" }</p> };
    };
    let item = |(index, subject): (usize, &Subject)| {
        let choose = {
            let chosen = chosen.clone();
            Callback::from(move |_: MouseEvent| {
                chosen.set(index);
                show_if_narrow("chart");
            })
        };
        choice(assessed, *subject, index == **chosen, choose)
    };
    html! {
        <div class="split trends">
            <section class="panel" aria-label="选一行">
                <ul class="row-choices">{ for subjects.iter().enumerate().map(item) }</ul>
            </section>
            <section id="chart" class="panel" aria-labelledby="chart-title">{ charts(findings, assessed, *subject, on) }</section>
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

fn charts(findings: &Rc<Findings>, assessed: &Assessed, subject: Subject, on: &Callback<Event>) -> Html {
    let pack = findings.rules();
    let (head, plots, series) = match subject {
        Subject::Row(row) => {
            let whole = assessed.assessment.row(&row.id).and_then(|result| result.of(Span::Whole));
            let head = html! { <>{ format!("{} {}", row.id, row.name) }{ for whole.map(badge) }</> };
            let plots = of_row(findings, assessed, row).into_iter().map(|(_, plot)| plot).collect();
            (head, plots, row.rule.series())
        }
        Subject::Series(series) => {
            let plot = of_trend(pack, &trend_of_series(pack, &assessed.situation, series), None);
            (html! { <>{ &series.name }</> }, vec![plot], vec![&series.id])
        }
    };
    let within = series.into_iter().filter_map(|id| pack.series_of(id)).map(|series| {
        html! { <CourseView key={format!("course-{}", series.id)} findings={findings.clone()} series={series.id.clone()} on={on.clone()} /> }
    });
    html! {
        <>
            <h2 id="chart-title">{ head }</h2>
            { for plots.into_iter().map(|plot| view(findings, plot, on)) }
            { for within }
        </>
    }
}

/// The charts of a row with what they show.
fn of_row(findings: &Findings, assessed: &Assessed, row: &Row) -> Vec<(Trend, Plot)> {
    let pack = findings.rules();
    let trends = trends_of(pack, &assessed.situation, &assessed.assessment, row);
    let drawn = |trend: Trend| {
        let plot = of_trend(pack, &trend, Some(required_name(row, trend.measure)));
        (trend, plot)
    };
    trends.into_iter().map(drawn).collect()
}

fn view(findings: &Findings, plot: Plot, on: &Callback<Event>) -> Html {
    // Another chart begins with nothing hidden and nothing read.
    let key = plot.title.clone();
    html! { <PlotView {key} plot={Rc::new(plot)} source={source(findings)} on={on.clone()} /> }
}

/// What stands under a saved chart.
fn source(findings: &Findings) -> AttrValue {
    let workspace = &findings.workspace;
    let day = workspace.entries.as_of.map(|day| format!("，数据截至 {day}")).unwrap_or_default();
    let mark = if workspace.example { "（示例，虚构数据）" } else { "" };
    format!("来源：{}填报{mark}{day}；{}", text::title(workspace), findings.rules().title).into()
}

fn required_name(row: &Row, measure: Measure) -> &'static str {
    match (&row.rule, measure) {
        (Rule::Growth { .. }, _) => "按增长率需达到",
        (_, Measure::Share) => "要求",
        _ => "目标",
    }
}
