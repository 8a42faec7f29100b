//! 完成情况 – rows and goals at a glance; the working of the chosen one beside them.

mod detail;

use crate::domain::attainment::{Pace, RowResult, Span, Subject, completion};
use crate::domain::policy::{Goal, Row};
use crate::domain::quantity::Year;
use crate::domain::working::{Verdict, Working};
use crate::exchange::case::verdict_word;
use crate::text;
use crate::ui::app::OpenProps;
use crate::ui::findings::{Assessed, Findings};
use crate::ui::parts::badge::{badge, small_badge};
use crate::ui::route::Route;
use crate::workspace::{Action, Open};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// What is looked at beside the table.
#[derive(Clone, PartialEq)]
struct Chosen {
    subject: Subject,
    span: Span,
}

/// The page.
#[component(ResultsPage)]
pub fn results_page(props: &OpenProps) -> Html {
    let OpenProps { findings, state } = props;
    let chosen = use_state(|| None::<Chosen>);
    let turns = use_memo(findings.clone(), |findings| {
        findings.assessed.as_ref().map(|assessed| assessed.turns(findings.rules())).unwrap_or_default()
    });
    let Some(assessed) = &findings.assessed else { return ask_as_of("完成情况") };
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |choice: Chosen| chosen.set(Some(choice)))
    };
    let first =
        findings.rules().rows.first().map(|row| Chosen { subject: Subject::Row(row.id.clone()), span: Span::Whole });
    let shown = (*chosen).clone().or(first);
    html! {
        <>
            <section class="panel overview" aria-labelledby="results-title">
                <h1 id="results-title">{ "完成情况" }</h1>
                { counts(assessed) }
                { for pace_line(findings, assessed) }
                { for state.session.open.as_ref().and_then(|open| turned(open, findings)) }
            </section>
            <div class="split results">
                <div>
                    <section class="panel" aria-labelledby="rows-title">
                        <h2 id="rows-title">{ format!("附表 {} 行指标", findings.rules().rows.len()) }</h2>
                        { rows_table(findings, assessed, shown.as_ref(), &choose) }
                    </section>
                    <section class="panel" aria-labelledby="goals-title">
                        <h2 id="goals-title">{ format!("{} 个目标（全计划期）", findings.rules().goals.len()) }</h2>
                        { goals_table(findings, assessed, shown.as_ref(), &choose) }
                    </section>
                </div>
                { for shown.map(|shown| detail::detail(findings, assessed, &shown.subject, shown.span, &turns, &state.on)) }
            </div>
        </>
    }
}

/// Without a day nothing can be judged.
pub fn ask_as_of(title: &str) -> Html {
    html! {
        <section class="panel">
            <h1>{ title.to_owned() }</h1>
            <p>{ "还没有填“数据截至”，不能判定。" }<Link<Route> to={Route::Figures}>{ "去数据填报填写" }</Link<Route>></p>
        </section>
    }
}

/// How many rows and goals stand how, over the whole period.
fn counts(assessed: &Assessed) -> Html {
    let rows: Vec<Verdict> = assessed.assessment.rows.iter().map(|row| row.whole.verdict).collect();
    let goals: Vec<Verdict> = assessed.assessment.goals.iter().map(|(_, working)| working.verdict).collect();
    let line = |name: &'static str, verdicts: &[Verdict]| {
        let kinds = ["met", "not_met", "in_progress", "undetermined", "not_applicable"];
        let items = kinds.into_iter().filter_map(|kind| {
            let of_kind: Vec<_> = verdicts.iter().filter(|verdict| verdict_word(**verdict) == kind).collect();
            let first = **of_kind.first()?;
            Some(html! { <li>{ small_badge(first) }<strong>{ of_kind.len() }</strong></li> })
        });
        html! { <div class="count"><span>{ name }</span><ul>{ for items }</ul></div> }
    };
    html! { <div class="counts">{ line("指标（全期）", &rows) }{ line("目标", &goals) }</div> }
}

fn pace_line(findings: &Findings, assessed: &Assessed) -> Option<Html> {
    let year = findings.rules().plan_years().find(|year| Pace::of(*year, assessed.situation.as_of).is_some())?;
    let pace = Pace::of(year, assessed.situation.as_of)?;
    let words = format!(
        "{year}年序时进度 {}（{}/{} 天）。序时进度只作对照，不决定是否完成。",
        text::percent(&pace.share()),
        pace.elapsed,
        pace.days
    );
    Some(html! { <p class="below">{ words }</p> })
}

/// After a reading was changed: which verdicts turned.
fn turned(open: &Open, now: &Rc<Findings>) -> Option<Html> {
    let Some(Action::ReadingChosen(..)) = open.history.last_done() else { return None };
    let before = Findings::of(Rc::clone(&open.pack), Rc::clone(open.history.before()?));
    let (was, is) = (before.assessed?, now.assessed.clone()?);
    let mut lines = Vec::new();
    for (row, (was, is)) in now.rules().rows.iter().zip(was.assessment.rows.iter().zip(&is.assessment.rows)) {
        let years = was.years.iter().zip(&is.years).map(|((year, was), (_, is))| (format!("{year}年"), was, is));
        for (span, was, is) in years.chain([("全期".to_owned(), &was.whole, &is.whole)]) {
            lines.extend(turn_line(&format!("附表 {} {span}", row.id), was, is));
        }
    }
    for (goal, (was, is)) in now.rules().goals.iter().zip(was.assessment.goals.iter().zip(&is.assessment.goals)) {
        lines.extend(turn_line(&format!("目标 {}", goal.id), &was.1, &is.1));
    }
    let headline = if lines.is_empty() {
        "改了口径，结论都没有变。".to_owned()
    } else {
        format!("改了口径，{} 处结论变了：", lines.len())
    };
    Some(html! {
        <div class="turned" role="status">
            <p><strong>{ headline }</strong>{ "（可用“撤销”改回）" }</p>
            <ul>{ for lines.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul>
        </div>
    })
}

fn turn_line(subject: &str, was: &Working, is: &Working) -> Option<String> {
    (was.verdict != is.verdict)
        .then(|| format!("{subject}：{} → {}", text::verdict_words(was), text::verdict_words(is)))
}

fn rows_table(findings: &Findings, assessed: &Assessed, shown: Option<&Chosen>, choose: &Callback<Chosen>) -> Html {
    let years: Vec<Year> = findings.rules().plan_years().collect();
    html! {
        <table class="data verdicts">
            <thead><tr>
                <th scope="col">{ "指标" }</th>
                { for years.iter().map(|year| html! { <th scope="col">{ format!("{year}年") }</th> }) }
                <th scope="col">{ "全计划期" }</th>
            </tr></thead>
            <tbody>
                { for findings.rules().rows.iter().zip(&assessed.assessment.rows).map(|(row, result)| html! {
                    <tr>
                        <th scope="row"><span class="row-number">{ row.id.to_string() }</span><span title={row.name.clone()}>{ &row.short_name }</span></th>
                        { for years.iter().map(|year| verdict_cell(findings, row, result, Span::Year(*year), shown, choose)) }
                        { verdict_cell(findings, row, result, Span::Whole, shown, choose) }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

fn verdict_cell(
    findings: &Findings,
    row: &Row,
    result: &RowResult,
    span: Span,
    shown: Option<&Chosen>,
    choose: &Callback<Chosen>,
) -> Html {
    let Some(working) = result.of(span) else { return html! { <td class="none">{ "—" }</td> } };
    let chosen = Chosen { subject: Subject::Row(row.id.clone()), span };
    let here = shown == Some(&chosen);
    let below = text::distance_words(findings.rules(), working);
    let below = below.into_iter().next().map(|words| words.split('（').next().unwrap_or_default().to_owned());
    let below = below.or_else(|| completion(working).map(|share| format!("完成率 {}", text::percent(&share))));
    html! {
        <td class={classes!(here.then_some("here"))}>
            <button type="button" class="verdict" aria-pressed={here.to_string()}
                aria-label={format!("{} {} {}，看计算过程", row.short_name, span_name(span), text::verdict_words(working))}
                onclick={choose.reform(move |_: MouseEvent| chosen.clone())}>
                { badge(working) }
                { for below.map(|below| html! { <small>{ below }</small> }) }
            </button>
        </td>
    }
}

/// `2021年` or `全计划期`.
fn span_name(span: Span) -> String {
    match span {
        Span::Year(year) => format!("{year}年"),
        Span::Whole => "全计划期".to_owned(),
    }
}

fn goals_table(findings: &Findings, assessed: &Assessed, shown: Option<&Chosen>, choose: &Callback<Chosen>) -> Html {
    let line = |goal: &Goal, working: &Working| {
        let chosen = Chosen { subject: Subject::Goal(goal.id.clone()), span: Span::Whole };
        let here = shown == Some(&chosen);
        html! {
            <tr>
                <th scope="row"><span class="row-number">{ goal.id.to_string() }</span>{ &goal.name }</th>
                <td class={classes!(here.then_some("here"))}>
                    <button type="button" class="verdict" aria-pressed={here.to_string()}
                        aria-label={format!("目标 {} {}，看计算过程", goal.name, text::verdict_words(working))}
                        onclick={choose.reform(move |_: MouseEvent| chosen.clone())}>{ badge(working) }</button>
                </td>
            </tr>
        }
    };
    html! {
        <table class="data verdicts goals">
            <thead><tr><th scope="col">{ "目标" }</th><th scope="col">{ "判定" }</th></tr></thead>
            <tbody>{ for findings.rules().goals.iter().zip(&assessed.assessment.goals).map(|(goal, (_, working))| line(goal, working)) }</tbody>
        </table>
    }
}
