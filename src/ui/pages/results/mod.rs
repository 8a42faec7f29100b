//! 完成情况 – an overview of rows and goals, and the working of the chosen one.

mod detail;
mod table;

use crate::domain::attainment::{Pace, Span, Subject, changed_verdicts, workings};
use crate::domain::quantity::Year;
use crate::domain::working::{Verdict, Working};
use crate::exchange::case::verdict_word;
use crate::platform::print;
use crate::text;
use crate::ui::kit::view::show_if_narrow;
use crate::ui::parts::ask::ask_as_of;
use crate::ui::parts::badge::small_badge;
use crate::ui::parts::working::working_tree;
use crate::ui::store::{Assessed, OpenProps, Verdicts, use_dispatch, use_open};
use crate::workspace::{Action, Open};
use std::rc::Rc;
use table::Tables;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The verdict whose working is shown.
#[derive(Clone, PartialEq)]
struct Chosen {
    subject: Subject,
    span: Span,
}

/// The page.
#[component(ResultsPage)]
pub fn results_page(props: &OpenProps) -> Html {
    let OpenProps { assessed } = props;
    let (open, on) = (use_open(), use_dispatch());
    let chosen = use_state(|| None::<Chosen>);
    let flips = use_memo(assessed.clone(), |assessed| {
        assessed.verdicts.as_ref().map(|verdicts| verdicts.flips(assessed.rules())).unwrap_or_default()
    });
    use_effect_with((*chosen).clone(), |chosen| {
        if chosen.is_some() {
            show_if_narrow("detail");
        }
    });
    let Some(verdicts) = &assessed.verdicts else { return ask_as_of("完成情况") };
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |choice: Chosen| chosen.set(Some(choice)))
    };
    let first =
        assessed.rules().rows.first().map(|row| Chosen { subject: Subject::Row(row.id.clone()), span: Span::Whole });
    let shown = (*chosen).clone().or(first);
    let with_working = use_state(|| false);
    let ask_working = {
        let set = with_working.setter();
        Callback::from(move |event: yew::Event| {
            set.set(event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked()));
        })
    };
    let tables = Tables { assessed, verdicts, shown: shown.as_ref(), flips: &flips, choose: &choose };
    html! {
        <>
            <section class="panel overview" aria-labelledby="results-title">
                <h1 id="results-title">{ "完成情况" }</h1>
                { counts(verdicts, assessed.rules().plan_years()) }
                { for pace_line(assessed, verdicts) }
                { for open.as_ref().and_then(|open| turned(open, assessed)) }
                <div class="choices">
                    <button type="button" class="quiet" onclick={Callback::from(|_: MouseEvent| print())}>{ "打印" }</button>
                    <label class="tick"><input type="checkbox" id="print-working" checked={*with_working} onchange={ask_working} />{ "打印时附全部计算过程" }</label>
                </div>
            </section>
            <div class="split results">
                <div>
                    <section class="panel" aria-labelledby="rows-title">
                        <h2 id="rows-title">{ format!("附表 {} 行指标", assessed.rules().rows.len()) }</h2>
                        { tables.rows() }
                    </section>
                    <section class="panel" aria-labelledby="goals-title">
                        <h2 id="goals-title">{ format!("{} 个目标（全计划期）", assessed.rules().goals.len()) }</h2>
                        { tables.goals() }
                    </section>
                </div>
                { for shown.as_ref().map(|shown| detail::detail(assessed, verdicts, &shown.subject, shown.span, &flips, &on)) }
            </div>
            if *with_working { { every_working(assessed, verdicts) } }
        </>
    }
}

/// Every working, for printing.
fn every_working(assessed: &Assessed, verdicts: &Verdicts) -> Html {
    let pack = assessed.rules();
    let each = workings(&verdicts.assessment).map(|(subject, span, working)| {
        html! {
            <section class="print-working">
                <h3>{ text::subject_name(&subject, span) }{ small_badge(working.verdict) }</h3>
                { working_tree(pack, working) }
            </section>
        }
    });
    html! { <div class="print-only"><h2>{ "计算过程" }</h2>{ for each }</div> }
}

/// The number of rows with each verdict, for every year that has begun; and of rows and goals over the whole
/// period.
fn counts(verdicts: &Verdicts, years: impl Iterator<Item = Year>) -> Html {
    let rows: Vec<Verdict> = verdicts.assessment.rows.iter().map(|row| row.whole.verdict).collect();
    let goals: Vec<Verdict> = verdicts.assessment.goals.iter().map(|(_, working)| working.verdict).collect();
    let line = |name: String, verdicts: &[Verdict]| {
        let kinds = ["met", "not_met", "in_progress", "undetermined", "not_applicable"];
        let items = kinds.into_iter().filter_map(|kind| {
            let of_kind: Vec<_> = verdicts.iter().filter(|verdict| verdict_word(**verdict) == kind).collect();
            let first = **of_kind.first()?;
            Some(html! { <li>{ small_badge(first) }<strong>{ of_kind.len() }</strong></li> })
        });
        html! { <div class="count"><span>{ name }</span><ul>{ for items }</ul></div> }
    };
    let of_years = years.filter(|year| verdicts.situation.as_of.year() >= *year).map(|year| {
        let of_year = verdicts.assessment.rows.iter().filter_map(|row| Some(row.of(Span::Year(year))?.verdict));
        let open = if verdicts.situation.as_of.year() == year { "（未完）" } else { "" };
        line(format!("{year}年{open}"), &of_year.collect::<Vec<_>>())
    });
    html! {
        <div class="counts">
            { for of_years }
            { line("全期指标".to_owned(), &rows) }
            { line("目标".to_owned(), &goals) }
        </div>
    }
}

fn pace_line(assessed: &Assessed, verdicts: &Verdicts) -> Option<Html> {
    let year = assessed.rules().plan_years().find(|year| Pace::of(*year, verdicts.situation.as_of).is_some())?;
    let pace = Pace::of(year, verdicts.situation.as_of)?;
    let words = format!(
        "{year}年序时进度 {}（{}/{} 天）。序时进度只作对照，不决定是否完成。",
        text::percent(&pace.share()),
        pace.elapsed,
        pace.days
    );
    Some(html! { <p class="below">{ words }</p> })
}

/// After a reading was changed: the verdicts that changed.
fn turned(open: &Open, now: &Rc<Assessed>) -> Option<Html> {
    let Some(Action::ReadingChosen(..)) = open.history.last_done() else { return None };
    let before = Assessed::of(Rc::clone(&open.pack), Rc::clone(open.history.before()?));
    let (was, is) = (before.verdicts?, now.verdicts.clone()?);
    let line = |(subject, span, was, is): (Subject, Span, &Working, &Working)| {
        format!("{}：{} → {}", text::subject_name(&subject, span), text::verdict_words(was), text::verdict_words(is))
    };
    let lines: Vec<_> = changed_verdicts(&was.assessment, &is.assessment).into_iter().map(line).collect();
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
