//! 合计 – each series summed over the units, with missing figures and the declared totals, and the verdicts on the
//! sums. Each cell opens its details.

use super::DeskContext;
use super::words::{missing_units, names_of, same_day_note, unanswered_overlaps};
use crate::domain::attainment::{Span, Subject};
use crate::domain::consolidation::{Member, Sum, sum_of};
use crate::domain::figures::year_figure;
use crate::domain::policy::{Series, SeriesId};
use crate::domain::quantity::{Day, Exact, Grain, Period, Quantity, Year};
use crate::text;
use crate::ui::kit::icon::icon;
use crate::ui::kit::segment::segment;
use crate::ui::kit::view::show_if_narrow;
use crate::ui::parts::badge::badge;
use crate::ui::parts::working::working_tree;
use num_traits::Signed;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct TotalsProps {
    pub context: DeskContext,
}

/// The details next to the tables.
#[derive(Clone, PartialEq)]
enum TotalsDetail {
    /// The units' figures in a sum.
    Sum(SeriesId, Period),
    /// The working of a verdict on the totals.
    Verdict(Subject, Span),
}

/// The part 合计.
#[component(TotalsPart)]
pub fn totals_part(props: &TotalsProps) -> Html {
    let context = &props.context;
    let look = use_state(|| None::<TotalsDetail>);
    let within = use_state(|| None::<(Year, Grain)>);
    use_effect_with((*look).clone(), |look| {
        if look.is_some() {
            show_if_narrow("behind");
        }
    });
    let Some(own) = &context.consolidated.own else { return Html::default() };
    let pack = context.rules();
    let members = context.consolidated.members();
    let periods: Vec<Period> = match *within {
        None => pack.figure_years().map(Period::Year).collect(),
        Some((year, grain)) => year.periods(grain).chain([Period::Year(year)]).collect(),
    };
    let open = {
        let look = look.setter();
        Callback::from(move |wanted: TotalsDetail| look.set(Some(wanted)))
    };
    let choose = |wanted: Option<(Year, Grain)>| {
        let within = within.setter();
        Callback::from(move |_: MouseEvent| within.set(wanted))
    };
    let choices = [(Grain::Quarter, "各季"), (Grain::Month, "各月")].into_iter().flat_map(|(grain, word)| {
        let (within, choose) = (*within, &choose);
        pack.plan_years().map(move |year| {
            let wanted = Some((year, grain));
            segment(format!("{year}年{word}"), within == wanted, choose(wanted))
        })
    });
    let view = TotalsView { context, members: &members, as_of: own.as_of, look: look.as_ref(), open: &open };
    let mut remarks = unanswered_overlaps(context);
    remarks.extend(text::held_words(&context.consolidated.held(pack)));
    let missing = missing_units(context);
    if !missing.is_empty() {
        remarks.push(missing);
    }
    html! {
        <div class="split results">
            <div>
                <section class="panel" aria-labelledby="sums-title">
                    <div class="grid-head">
                        <h2 id="sums-title">{ "合计" }</h2>
                        <div class="segments" role="group" aria-label="看哪些时段">{ segment("各年", within.is_none(), choose(None)) }{ for choices }</div>
                    </div>
                    <p class="below">{ same_day_note(context) }</p>
                    { for remarks.into_iter().map(|line| html! { <p class="unknown">{ icon("warning") }{ line }</p> }) }
                    { view.table(&periods) }
                </section>
                { view.verdicts() }
            </div>
            <section id="behind" class="panel detail" aria-live="polite" tabindex="0" aria-label="由来">{ view.behind() }</section>
        </div>
    }
}

struct TotalsView<'a> {
    context: &'a DeskContext,
    members: &'a [Member<'a>],
    as_of: Day,
    look: Option<&'a TotalsDetail>,
    open: &'a Callback<TotalsDetail>,
}

impl TotalsView<'_> {
    fn table(&self, periods: &[Period]) -> Html {
        let heads =
            periods.iter().map(|period| html! { <th scope="col" class="number">{ text::period_name(*period) }</th> });
        html! {
            <div class="wide-table">
            <table class="data verdicts sums" aria-labelledby="sums-title">
                <thead><tr><th scope="col">{ "数据" }</th>{ for heads }</tr></thead>
                <tbody>{ for self.context.rules().series.iter().filter_map(|series| self.row(series, periods)) }</tbody>
            </table>
            </div>
        }
    }

    /// The row of a series; none for a supplementary series without any figure.
    fn row(&self, series: &Series, periods: &[Period]) -> Option<Html> {
        let totals: Vec<Sum> = periods
            .iter()
            .map(|period| sum_of(self.context.rules(), self.members, series, *period, self.as_of))
            .collect();
        if series.supplementary && totals.iter().all(|sum| sum.from.is_empty()) {
            return None;
        }
        let cells = periods.iter().zip(&totals).map(|(period, sum)| self.cell(series, *period, sum));
        Some(html! {
            <tr><th scope="row">{ &series.name }<small>{ series.unit.symbol() }</small></th>{ for cells }</tr>
        })
    }

    fn cell(&self, series: &Series, period: Period, sum: &Sum) -> Html {
        let wanted = TotalsDetail::Sum(series.id.clone(), period);
        let here = self.look == Some(&wanted);
        let open = self.open.reform(move |_: MouseEvent| wanted.clone());
        let begun = period.has_begun(self.as_of);
        let shown = match (sum.whole(), begun) {
            (_, false) => html! { <span class="none">{ "未开始" }</span> },
            (Some(whole), _) => html! { <strong>{ text::plain(whole) }</strong> },
            (None, _) if sum.from.is_empty() => html! { <span class="none">{ "空白" }</span> },
            (None, _) => html! { <span class="unknown">{ text::plain(&sum.known) }</span> },
        };
        let counted = sum.from.len().saturating_add(sum.blank.len());
        let coverage = (begun && !sum.blank.is_empty() && !sum.from.is_empty())
            .then(|| html! { <small class="unknown">{ format!("只有 {}/{counted} 家有数", sum.from.len()) }</small> });
        let declared =
            self.declared(series, period).filter(|declared| sum.whole().is_some_and(|whole| whole != declared));
        let differs = declared.zip(sum.whole()).map(|(declared, whole)| {
            html! { <small class="wrong">{ format!("填报 {}，差 {}", text::plain(&declared), signed(&(whole - &declared))) }</small> }
        });
        let fits = |whole: &Exact| Quantity::from_exact(whole, &series.unit).is_some();
        let too_long = sum.whole().filter(|whole| !fits(whole)).map(|_| {
            html! { <small class="wrong">{ "超过 15 位，不进入判定" }</small> }
        });
        html! {
            <td class={classes!(here.then_some("here"))}>
                <button type="button" class="verdict number" aria-pressed={here.to_string()} onclick={open}>
                    <span class="hidden">{ format!("{} {}：", text::period_name(period), series.name) }</span>
                    { shown }{ for coverage }{ for differs }{ for too_long }
                </button>
            </td>
        }
    }

    /// The consolidating unit's declared total for a year.
    fn declared(&self, series: &Series, period: Period) -> Option<Exact> {
        let own = self.context.consolidated.own.as_ref()?;
        match period {
            Period::Year(year) => year_figure(&own.figures, series, year, self.as_of).value().cloned(),
            _ => None,
        }
    }

    /// The verdicts on the totals.
    fn verdicts(&self) -> Html {
        let Some((_, assessment)) = &self.context.consolidated.together else { return Html::default() };
        let pack = self.context.rules();
        let spans: Vec<Span> = pack.plan_years().map(Span::Year).chain([Span::Whole]).collect();
        let heads = spans.iter().map(|span| html! { <th scope="col">{ text::span_name(*span) }</th> });
        let rows = pack.rows.iter().zip(&assessment.rows).map(|(row, result)| {
            let cells = spans.iter().map(|span| match result.of(*span) {
                None => html! { <td class="none">{ "—" }</td> },
                Some(working) => self.verdict(Subject::Row(row.id.clone()), *span, &row.short_name, badge(working)),
            });
            html! { <tr><th scope="row"><span class="row-number">{ row.id.to_string() }</span>{ &row.short_name }</th>{ for cells }</tr> }
        });
        let goals = pack.goals.iter().zip(&assessment.goals).map(|(goal, (id, working))| {
            let blank = spans.iter().skip(1).map(|_| html! { <td class="none">{ "—" }</td> });
            html! {
                <tr><th scope="row"><span class="row-number">{ id.to_string() }</span>{ &goal.name }</th>{ for blank }
                    { self.verdict(Subject::Goal(id.clone()), Span::Whole, &goal.name, badge(working)) }</tr>
            }
        });
        html! {
            <section class="panel" aria-labelledby="together-title">
                <h2 id="together-title">{ "按合计判定" }</h2>
                <p class="below">{ "只用没有空白的合计；目标、定性要求用本文件的。" }</p>
                <div class="wide-table">
                <table class="data verdicts" aria-labelledby="together-title">
                    <thead><tr><th scope="col">{ "指标、目标" }</th>{ for heads }</tr></thead>
                    <tbody>{ for rows }{ for goals }</tbody>
                </table>
                </div>
            </section>
        }
    }

    fn verdict(&self, subject: Subject, span: Span, name: &str, shown: Html) -> Html {
        let wanted = TotalsDetail::Verdict(subject, span);
        let here = self.look == Some(&wanted);
        let open = self.open.reform(move |_: MouseEvent| wanted.clone());
        html! {
            <td class={classes!(here.then_some("here"))}>
                <button type="button" class="verdict" aria-pressed={here.to_string()} onclick={open}>
                    <span class="hidden">{ format!("{name} {}：", text::span_name(span)) }</span>{ shown }
                </button>
            </td>
        }
    }

    /// The details of the chosen cell.
    fn behind(&self) -> Html {
        match self.look {
            None => {
                html! { <><h2>{ "由来" }</h2><p>{ "点一个数，看它由哪些单位的数相加；点一个结论，看计算过程。" }</p></> }
            }
            Some(TotalsDetail::Verdict(subject, span)) => self.behind_verdict(subject, *span),
            Some(TotalsDetail::Sum(id, period)) => match self.context.rules().series_of(id) {
                Some(series) => self.behind_sum(series, *period),
                None => Html::default(),
            },
        }
    }

    fn behind_verdict(&self, subject: &Subject, span: Span) -> Html {
        let Some((_, assessment)) = &self.context.consolidated.together else { return Html::default() };
        let working = match subject {
            Subject::Row(id) => assessment.row(id).and_then(|row| row.of(span)),
            Subject::Goal(id) => assessment.goal(id),
        };
        let Some(working) = working else { return Html::default() };
        html! {
            <>
                <h2>{ text::subject_name(subject, span) }</h2>
                <p class="detail-verdict">{ badge(working) }</p>
                { working_tree(self.context.rules(), working) }
            </>
        }
    }

    fn behind_sum(&self, series: &Series, period: Period) -> Html {
        let sum = sum_of(self.context.rules(), self.members, series, period, self.as_of);
        let rows = sum.from.iter().map(|(place, value)| {
            html! { <tr><th scope="row">{ names_of(self.context, &[*place]) }</th><td class="number">{ text::plain(value) }</td></tr> }
        });
        let lists =
            [("没有数", &sum.blank), ("不适用", &sum.not_applicable), ("已含在别的单位里，不再加", &sum.within)];
        let lists = lists.into_iter().filter(|(_, places)| !places.is_empty());
        let total = if sum.blank.is_empty() { "合计" } else { "已知数之和（不是合计）" };
        html! {
            <>
                <h2>{ format!("{} {}", text::period_name(period), series.name) }</h2>
                { for lists.map(|(words, places)| html! { <p class="unknown">{ format!("{words}：{}", names_of(self.context, places)) }</p> }) }
                <table class="data">
                    <thead><tr><th scope="col">{ "单位" }</th><th scope="col" class="number">{ series.unit.symbol() }</th></tr></thead>
                    <tbody>{ for rows }</tbody>
                    <tfoot><tr><th scope="row">{ total }</th><td class="number"><strong>{ text::plain(&sum.known) }</strong></td></tr></tfoot>
                </table>
                { for self.declared(series, period).map(|declared| html! { <p>{ format!("本文件填报：{} {}", text::plain(&declared), series.unit.symbol()) }</p> }) }
            </>
        }
    }
}

fn signed(value: &Exact) -> String {
    let plain = text::plain(value);
    if value.is_negative() { plain } else { format!("+{plain}") }
}
