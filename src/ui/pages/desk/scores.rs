//! 评分 – weights, a formula, every unit's score with its working, and the award that follows.

use super::words::same_day_note;
use super::{DeskContext, year_shown};
use crate::domain::allocation::{Recipient, allocate};
use crate::domain::consolidation::{Formula, RowScore, ScorePart, UnitScore, scores};
use crate::domain::figures::Situation;
use crate::domain::quantity::{Exact, Year};
use crate::text;
use crate::ui::kit::field::Field;
use crate::ui::kit::icon::icon;
use crate::ui::kit::segment::segment;
use crate::ui::kit::select::select;
use crate::workspace::{Action, DeskChange, Event};
use num_traits::{One, Zero};
use yew::prelude::*;

/// Shown while scoring is off.
pub fn turned_off(context: &DeskContext) -> Html {
    let on = changed(context, || DeskChange::ScoringTurned(true));
    html! {
        <section class="panel">
            <h2>{ "评分（没有打开）" }</h2>
            <p>{ "通知没有规定评分办法和权重。需要打分、按分分奖补资金的，可以自己定权重和算法；结果只供本单位内部使用，会一直标明“非通知规定”。" }</p>
            <button type="button" id="scoring-on" class="primary" onclick={on}>{ "打开评分" }</button>
        </section>
    }
}

fn changed(context: &DeskContext, change: impl Fn() -> DeskChange + 'static) -> Callback<MouseEvent> {
    context.on.reform(move |_: MouseEvent| Event::Edited(Action::AtDesk(change())))
}

#[derive(Clone, PartialEq, Properties)]
pub struct ScoresProps {
    pub context: DeskContext,
}

/// The part 评分.
#[component(ScoresPart)]
pub fn scores_part(props: &ScoresProps) -> Html {
    let context = &props.context;
    let pack = context.rules();
    let year = use_state(|| None::<Year>);
    let Some(own) = &context.consolidated.own else { return Html::default() };
    let shown_year = year.unwrap_or_else(|| year_shown(pack, own.as_of));
    let scoring = &context.consolidated.desk.scoring;
    let weights = scoring.read_weights();
    let units: Vec<Option<Situation>> = context.consolidated.units.iter().map(|unit| unit.situation.clone()).collect();
    let found = scores(pack, &units, shown_year, &weights, scoring.formula);
    let change = |one: Year| {
        let year = year.setter();
        Callback::from(move |_: MouseEvent| year.set(Some(one)))
    };
    let offers = Formula::ALL.iter().map(|one| (one.key().to_owned(), text::formula_name(*one).to_owned())).collect();
    let on_formula = context.on.reform(|key: String| {
        Event::Edited(Action::AtDesk(DeskChange::FormulaChosen(Formula::from_key(&key).unwrap_or_default())))
    });
    let even = {
        let rows: Vec<_> = pack.rows.iter().map(|row| (row.id.clone(), "1".to_owned())).collect();
        changed(context, move || DeskChange::WeightsTyped(rows.clone()))
    };
    let fields = pack.rows.iter().map(|row| {
        let id = row.id.clone();
        let on_text = context.on.reform(move |text| {
            Event::Edited(Action::AtDesk(DeskChange::WeightsTyped(vec![(id.clone(), text)])))
        });
        let problem = scoring.is_unread(&row.id).then_some(AttrValue::from("读不懂，请填数字"));
        let shown = scoring.weights.get(&row.id).cloned().unwrap_or_default();
        html! { <Field id={format!("weight-{}", row.id)} label={format!("{} {}", row.id, row.short_name)} text={shown} {problem} {on_text} /> }
    });
    let sum: Exact = weights.values().sum();
    html! {
        <>
            <section class="panel" aria-labelledby="scores-title">
                <div class="grid-head">
                    <h2 id="scores-title">{ "评分" }<span class="mark here">{ "非通知规定" }</span></h2>
                    <div class="segments" role="group" aria-label="年度">{ for pack.plan_years().map(|one| segment(format!("{one}年"), one == shown_year, change(one))) }</div>
                </div>
                <div class="rank-choices">
                    { select("formula", "算法", offers, scoring.formula.key(), false, on_formula) }
                    <button type="button" onclick={even}>{ "各行同权" }</button>
                    <button type="button" class="quiet danger" onclick={changed(context, || DeskChange::ScoringTurned(false))}>{ "关闭评分" }</button>
                </div>
                <p class="below">{ format!("权重可以是任何不小于 0 的数，按占总和（{}）的比例计；没有填的行不计。", text::plain(&sum)) }</p>
                <div class="weights">{ for fields }</div>
            </section>
            if weights.is_empty() || sum.is_zero() {
                <section class="panel"><p>{ "还没有大于 0 的权重，不能评分。" }</p></section>
            } else {
                { table(context, &found, scoring.formula) }
                { award(context, &found) }
            }
        </>
    }
}

fn table(context: &DeskContext, found: &[Option<UnitScore>], formula: Formula) -> Html {
    let mut lines: Vec<_> = context.consolidated.units.iter().zip(found).collect();
    // The sort is stable: units with equal scores keep their order. Unknown scores come last.
    lines.sort_by(|(_, one), (_, other)| {
        let total = |score: &Option<UnitScore>| score.as_ref().and_then(|score| score.total.clone());
        total(other).cmp(&total(one))
    });
    let rows = lines.into_iter().map(|(unit, score)| {
        let total = match score {
            None => html! { <span class="none">{ "未交文件" }</span> },
            Some(UnitScore { total: Some(total), .. }) => html! { <strong>{ text::score(total) }</strong> },
            Some(UnitScore { total: None, .. }) => html! { <span class="unknown">{ "有缺项，不出总分" }</span> },
        };
        let parts = score.iter().flat_map(|score| &score.rows).map(|row| html! { <li>{ part_words(row) }</li> });
        html! {
            <tr>
                <th scope="row">{ &unit.unit.name }</th>
                <td class="number">{ total }</td>
                <td>if score.is_some() { <details class="how"><summary>{ "怎么算" }</summary><ul>{ for parts }</ul></details> }</td>
            </tr>
        }
    });
    html! {
        <section class="panel" aria-labelledby="table-title">
            <h2 id="table-title">{ "各单位得分（百分制）" }</h2>
            <p class="below">{ format!("总分 = Σ 权重 × 得分比例 ÷ Σ 权重 × 100；算法：{}。不适用的行，权重并入其他行。两项金额的取较低的一项{}。", text::formula_name(formula),
                if formula == Formula::ByPlace { "；按位次的用该行最后一项数据" } else { "" }) }</p>
            <table class="data ranks" aria-labelledby="table-title">
                <thead><tr><th scope="col">{ "单位" }</th><th scope="col" class="number">{ "总分" }</th><td></td></tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
            <p class="below">{ same_day_note(context) }</p>
        </section>
    }
}

/// Words such as `附表 1：权重 30 × 94 ÷ 92，取 100%`.
fn part_words(row: &RowScore) -> String {
    let weight = text::plain(&row.weight);
    let what = match &row.part {
        ScorePart::Reached { reached, required, part } => {
            format!("权重 {weight} × {}（{} ÷ {}）", text::percent(part), text::plain(reached), text::plain(required))
        }
        ScorePart::Placed { place, among, part } => {
            format!("权重 {weight} × {}（{among} 个单位里第 {place}）", text::percent(part))
        }
        ScorePart::NotApplicable => "不适用，不计".to_owned(),
        ScorePart::Unknown(reason) => format!("算不出：{}", text::reason_words(*reason)),
    };
    format!("附表 {}：{what}", row.row)
}

/// The award budget allocated in proportion to the scores, in whole 万元.
fn award(context: &DeskContext, found: &[Option<UnitScore>]) -> Html {
    let scoring = &context.consolidated.desk.scoring;
    let on_text = context.on.reform(|text| Event::Edited(Action::AtDesk(DeskChange::BudgetTyped(text))));
    let problem = scoring.read_budget().is_err().then_some(AttrValue::from("请填整数万元，如 1000"));
    let budget = scoring.read_budget().ok().flatten();
    let unknown: Vec<_> = context
        .consolidated
        .units
        .iter()
        .zip(found)
        .filter(|(_, score)| score.as_ref().and_then(|score| score.total.as_ref()).is_none())
        .map(|(unit, _)| unit.unit.name.as_str())
        .collect();
    let scored: Vec<_> = context
        .consolidated
        .units
        .iter()
        .zip(found)
        .filter_map(|(unit, score)| Some((unit, score.as_ref()?.total.clone()?)))
        .collect();
    let recipients: Vec<_> = scored.iter().map(|(_, total)| Recipient::of_weight(total.clone())).collect();
    let allocated = budget.as_ref().map(|budget| allocate(budget, &Exact::one(), &recipients));
    let body = match allocated {
        None => html! { <p>{ "填上奖补资金总额，就按得分分到各单位。" }</p> },
        Some(_) if scored.is_empty() => html! { <p>{ "还没有单位有总分。" }</p> },
        Some(Err(_)) => html! { <p class="wrong">{ "有总分的单位得分都是 0，分不出去。" }</p> },
        Some(Ok(parts)) => {
            let total: Exact = parts.iter().sum();
            html! {
                <table class="data ranks" aria-labelledby="award-title">
                    <thead><tr><th scope="col">{ "单位" }</th><th scope="col" class="number">{ "得分" }</th><th scope="col" class="number">{ "万元" }</th></tr></thead>
                    <tbody>{ for scored.iter().zip(&parts).map(|((unit, score), part)| html! {
                        <tr><th scope="row">{ &unit.unit.name }</th><td class="number">{ text::score(score) }</td><td class="number"><strong>{ text::plain(part) }</strong></td></tr>
                    }) }</tbody>
                    <tfoot><tr><th scope="row">{ "合计" }</th><td></td><td class="number"><strong>{ text::plain(&total) }</strong></td></tr></tfoot>
                </table>
            }
        }
    };
    html! {
        <section class="panel" aria-labelledby="award-title">
            <h2 id="award-title">{ "按得分分奖补资金" }<span class="mark here">{ "非通知规定" }</span></h2>
            <Field id="budget" label="奖补资金（万元）" text={scoring.budget.clone()} {problem} hint="整数" {on_text} />
            if !unknown.is_empty() { <p class="unknown">{ icon("warning") }{ format!("没有总分、不参加分配：{}", unknown.join("、")) }</p> }
            { body }
            <p class="below">{ "按得分占比分到整数万元，用最大余数，余数相同的按单位次序；加起来正好等于总额。" }</p>
        </section>
    }
}
