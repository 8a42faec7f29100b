//! 本年要求 – each row's requirement for the year, the remaining gap, and what follows for later years.

use super::PlanContext;
use crate::domain::attainment::{Pace, Subject};
use crate::domain::figures::growth_over;
use crate::domain::planning::{
    Before, MinimumPlan, Need, RowNeeds, TotalNeed, afterwards, needs, quarters_left, total_needs,
};
use crate::domain::policy::Pack;
use crate::domain::quantity::{Exact, Year};
use crate::domain::working::{DistanceOf, Verdict};
use crate::platform::new_id;
use crate::text;
use crate::ui::kit::icon::icon;
use crate::ui::parts::badge::small_badge;
use crate::ui::route::{PlanPart, Route};
use crate::ui::store::Verdicts;
use crate::workspace::plan::Serves;
use crate::workspace::{Action, Event, PlanChange};
use num_traits::Signed;
use yew::prelude::*;

/// The part 本年要求.
pub fn needs_part(context: &PlanContext, verdicts: &Verdicts, go: &Callback<Route>) -> Html {
    let (pack, year) = (context.assessed.rules(), context.year);
    let planned = &context.assessed.workspace.entries.planned;
    let rows = needs(pack, &verdicts.situation, planned, year);
    let after = afterwards(pack, &verdicts.situation, planned, year, &rows);
    let totals = total_needs(pack, &verdicts.situation, planned, year);
    let view = NeedsView { context, verdicts, after, go };
    html! {
        <>
            <section class="panel" aria-labelledby="needs-title">
                <h2 id="needs-title">{ format!("{year}年各行要求") }</h2>
                { view.summary(&rows) }
                <div class="wide-table">
                <table class="data needs" aria-labelledby="needs-title">
                    <thead><tr>
                        <th scope="col">{ "指标" }</th>
                        <th scope="col">{ "数据" }</th>
                        <th scope="col" class="number">{ "上年" }</th>
                        <th scope="col" class="number">{ "本年要求" }</th>
                        <th scope="col" class="number">{ "已有" }</th>
                        <th scope="col" class="number">{ "还差" }</th>
                        <th scope="col">{ "余下各季" }</th>
                        if view.after.is_some() { <th scope="col" class="number">{ "以后各年要求" }</th> }
                    </tr></thead>
                    { for rows.iter().map(|row| view.row(row)) }
                </table>
                </div>
                { view.notes() }
            </section>
            { view.totals(&totals) }
        </>
    }
}

struct NeedsView<'a> {
    context: &'a PlanContext,
    verdicts: &'a Verdicts,
    after: Option<MinimumPlan>,
    go: &'a Callback<Route>,
}

impl NeedsView<'_> {
    fn pack(&self) -> &Pack {
        self.context.assessed.rules()
    }

    fn summary(&self, rows: &[RowNeeds]) -> Html {
        let as_of = self.verdicts.situation.as_of;
        let behind = rows.iter().filter(|row| row.is_behind()).count();
        let unknown = rows.iter().filter(|row| row.needs.iter().any(|need| need.required.is_err())).count();
        let pace = Pace::of(self.context.year, as_of)
            .map(|pace| format!("序时进度 {}（{}/{} 天）", text::percent(&pace.share()), pace.elapsed, pace.days));
        let behind_words = match (&pace, behind) {
            (None, _) if as_of.year() < self.context.year => "本年还没有开始".to_owned(),
            (None, _) => "本年已经结束".to_owned(),
            (Some(_), 0) if !rows.iter().any(RowNeeds::knows_pace) => "缺数据，判断不出是否落后于序时进度".to_owned(),
            (Some(_), 0) => "没有落后于序时进度的行".to_owned(),
            (Some(_), count) => format!("{count} 行落后于序时进度，排在最前"),
        };
        let unknown = (unknown > 0).then(|| format!("{unknown} 行说不出要求，缺什么写在行里"));
        let parts: Vec<_> = [Some(behind_words), unknown, pace].into_iter().flatten().collect();
        html! { <p class="lead">{ parts.join("；") }</p> }
    }

    /// A row: one line for each of its figures, or a single line for its total.
    fn row(&self, row: &RowNeeds) -> Html {
        let lines: Vec<Html> = match &row.total {
            Some(total) => vec![self.total_cells(total)],
            None if row.verdict == Verdict::NotApplicable => vec![html! { <td colspan="7">{ "不适用" }</td> }],
            None => row.needs.iter().map(|need| self.cells(need)).collect(),
        };
        let known = self.pack().row(&row.row);
        let head = html! {
            <th scope="row" rowspan={lines.len().to_string()}>
                <span class="row-number">{ row.row.to_string() }</span>
                <span title={known.map(|row| row.name.clone())}>{ known.map(|row| row.short_name.clone()) }</span>
                <div class="need-verdict">{ small_badge(row.verdict) }{ self.measures(row) }</div>
            </th>
        };
        let first = lines.first().cloned().unwrap_or_default();
        let rest = lines.into_iter().skip(1);
        html! {
            <tbody class={classes!(row.is_behind().then_some("behind"))}>
                <tr>{ head }{ first }</tr>
                { for rest.map(|cells| html! { <tr>{ cells }</tr> }) }
            </tbody>
        }
    }

    fn cells(&self, need: &Need) -> Html {
        let pack = self.pack();
        let shown = |value: &Exact| text::counted(pack, &need.of, value);
        // Growth over an unfinished year would look too large. The number of a share follows from its denominator
        // and does not grow.
        let before = need.before.as_ref().filter(|_| need.before_is != Before::SoFar && need.share.is_none());
        let growth = need.required.as_ref().ok().and_then(|required| growth_over(Some(required), before));
        let before_is = match need.before_is {
            Before::Whole => None,
            Before::SoFar => need.before.as_ref().map(|_| "上年未完"),
            Before::Planned => Some("上年计划数"),
        };
        let formula = text::formula(pack, &need.working);
        let required = match (&need.share, &need.required) {
            // The requirement is the share; the number follows from the denominator.
            (Some(share), required) => html! {
                <>
                    <strong>{ text::percent(&share.asked) }</strong>
                    <small>{ text::share_words(pack, &need.of, share, required.as_ref().ok()) }</small>
                </>
            },
            (None, Ok(required)) => html! { <strong>{ shown(required) }</strong> },
            (None, Err(reason)) => html! { <span class="unknown">{ text::reason_words(*reason) }</span> },
        };
        let planned = need.planned.as_ref().map(|planned| {
            let below = text::plan_below(planned, need.required.as_ref().ok(), need.so_far.as_ref());
            let words = format!("计划 {}{}", shown(planned), below.unwrap_or_default());
            html! { <small class={classes!("planned", below.map(|_| "wrong"))}>{ words }</small> }
        });
        let quarters = match (&need.so_far, &need.short_by, &need.of) {
            (so_far, Some(short_by), DistanceOf::Series(series)) => {
                let so_far = so_far.clone().unwrap_or_default();
                quarters_left(pack, &self.verdicts.situation, series, self.context.year, (&so_far, short_by))
            }
            _ => Vec::new(),
        };
        let quarters = text::quarters_words(pack, &need.of, &quarters);
        html! {
            <>
                <td class="counted">{ text::counted_name(pack, &need.of) }</td>
                <td class="number">{ need.before.as_ref().map_or("空白".to_owned(), shown) }{ for before_is.map(|words| html! { <small class="unknown">{ words }</small> }) }</td>
                <td class="number">
                    { required }
                    { for planned }
                    { for growth.map(|growth| html! { <small>{ format!("比上年 {}", text::signed_percent(&growth)) }</small> }) }
                    <details class="how"><summary>{ "怎么算" }</summary>
                        <p>{ formula.rule }</p>
                        if !formula.numbers.is_empty() { <p class="working-numbers">{ formula.numbers }</p> }
                        { for formula.remarks.into_iter().map(|remark| html! { <p>{ remark }</p> }) }
                        <p>{ format!("依据：{}", need.working.clause.0) }</p>
                    </details>
                </td>
                <td class="number">
                    { need.so_far.as_ref().map_or("空白".to_owned(), shown) }
                    { for need.lag.as_ref().map(|lag| html! {
                        <small class={classes!(lag.behind.is_positive().then_some("wrong"))}>
                            { for lag.behind.is_positive().then(|| icon("warning")) }{ text::lag_words(pack, need, lag) }
                        </small>
                    }) }
                </td>
                <td class="number">{ self.short(need) }</td>
                <td>{ if quarters.is_empty() { "—".to_owned() } else { quarters } }</td>
                { for self.after.as_ref().map(|after| self.later(after, &need.of)) }
            </>
        }
    }

    /// The number of measures for the row, and a button that adds one.
    fn measures(&self, row: &RowNeeds) -> Html {
        let serves = Serves::Row(row.row.clone());
        let count = self.context.plan.measures.values().filter(|measure| measure.serves == serves).count();
        let name = self.pack().row(&row.row).map_or("", |row| row.short_name.as_str());
        let label = if count == 0 { "加措施".to_owned() } else { format!("{count} 条措施，再加") };
        let (year, on, go) = (self.context.year, self.context.on.clone(), self.go.clone());
        let add = Callback::from(move |_: MouseEvent| {
            on.emit(Event::Edited(Action::Planned(year, PlanChange::MeasureAdded(new_id(), serves.clone()))));
            go.emit(Route::PlanOf { year: year.number(), part: PlanPart::Measures });
        });
        html! { <button type="button" class="quiet" onclick={add}>{ label }<span class="hidden">{ format!("：附表 {} {name}", row.row) }</span></button> }
    }

    fn short(&self, need: &Need) -> Html {
        match (&need.short_by, &need.so_far, &need.required) {
            (Some(short_by), ..) => html! { <strong>{ text::counted(self.pack(), &need.of, short_by) }</strong> },
            (None, Some(_), Ok(_)) => html! { <span class="good">{ "已达到" }</span> },
            _ => html! { "—" },
        }
    }

    fn later(&self, after: &MinimumPlan, of: &DistanceOf) -> Html {
        let lines = after.figures.iter().filter(|((counted, _), _)| counted == of).map(|((_, year), value)| {
            html! { <div>{ format!("{year}年 {}", text::counted(self.pack(), of, value)) }</div> }
        });
        let lines: Vec<_> = lines.collect();
        html! { <td class="number">{ if lines.is_empty() { html! { "—" } } else { lines.into_iter().collect() } }</td> }
    }

    fn total_cells(&self, total: &TotalNeed) -> Html {
        let of = DistanceOf::Series(total.series.clone());
        let shown = |value: &Exact| text::counted(self.pack(), &of, value);
        let required = match &total.required {
            Some(required) => html! { <><strong>{ shown(required) }</strong><small>{ "全期累计，不分年" }</small></> },
            None => html! { <span class="unknown">{ "没有分配目标" }</span> },
        };
        html! {
            <>
                <td class="counted">{ text::counted_name(self.pack(), &of) }</td>
                <td class="number">{ text::before_words(self.pack(), total) }<small>{ "以前各年累计" }{ self.still_open(total) }</small></td>
                <td class="number">{ required }</td>
                <td class="number">{ total.so_far.as_ref().map_or("空白".to_owned(), shown) }{ self.planned(total) }</td>
                <td class="number">{ self.left(total) }</td>
                <td>{ "—" }</td>
                if self.after.is_some() { <td class="number">{ self.later_of_total(total) }</td> }
            </>
        }
    }

    fn planned(&self, total: &TotalNeed) -> Html {
        let of = DistanceOf::Series(total.series.clone());
        let planned = total.planned.as_ref().map(|planned| {
            let below = text::plan_below(planned, None, total.so_far.as_ref()).unwrap_or_default();
            html! { <small>{ format!("计划 {}{below}", text::counted(self.pack(), &of, planned)) }</small> }
        });
        planned.unwrap_or_default()
    }

    fn still_open(&self, total: &TotalNeed) -> String {
        let open: Vec<_> = total.open.iter().filter(|year| !total.blank.contains(year)).collect();
        let open: Vec<_> = open.into_iter().map(|year| format!("{year}年")).collect();
        if open.is_empty() {
            String::new()
        } else {
            format!("（{}未完，按计划数或已有数）", open.join("、"))
        }
    }

    /// What remains after earlier years and this year's figures so far.
    fn left(&self, total: &TotalNeed) -> Html {
        match total.still_missing(self.verdicts.situation.as_of) {
            None => html! { "—" },
            Some(rest) if rest.is_positive() => {
                html! { <strong>{ text::counted(self.pack(), &DistanceOf::Series(total.series.clone()), &rest) }</strong> }
            }
            Some(_) => html! { <span class="good">{ "已达到" }</span> },
        }
    }

    fn later_of_total(&self, total: &TotalNeed) -> Html {
        if total.left.is_none() {
            return html! { "—" };
        }
        let of = DistanceOf::Series(total.series.clone());
        let line = |(year, part): &(Year, Exact)| {
            html! { <div>{ format!("{year}年 {}", text::counted(self.pack(), &of, part)) }</div> }
        };
        total.later.iter().map(line).collect()
    }

    fn notes(&self) -> Html {
        let year = self.context.year;
        let later = self.after.is_some().then(|| {
            format!(
                "以后各年要求：{year}年有计划数的按计划数，没有的按“恰好达到本年要求”推出；总量不足的平均分到以后各年"
            )
        });
        let lines = [
            Some("序时应有：流量按全年要求 × 已过天数；状态指标（企业数、就业等）从上年数到要求之间按天数走。只作对照，不决定是否完成".to_owned()),
            Some("余下各季：还差的数平均分到没有填数的季度，除不尽的前面多一份".to_owned()),
            later,
        ];
        html! { <ul class="below notes">{ for lines.into_iter().flatten().map(|line| html! { <li>{ line }</li> }) }</ul> }
    }

    /// Requirements that goals set for totals, below the rows.
    fn totals(&self, totals: &[TotalNeed]) -> Html {
        if totals.is_empty() {
            return Html::default();
        }
        let rows = totals.iter().map(|total| {
            let name = match &total.subject {
                Subject::Goal(id) => {
                    format!("{id} {}", self.pack().goal(id).map_or("", |goal| goal.name.as_str()))
                }
                Subject::Row(id) => format!("附表 {id}"),
            };
            html! { <tr><th scope="row">{ name }</th>{ self.total_cells(total) }</tr> }
        });
        html! {
            <section class="panel" aria-labelledby="totals-title">
                <h2 id="totals-title">{ "目标的合计要求" }</h2>
                <table class="data needs" aria-labelledby="totals-title">
                    <thead><tr>
                        <th scope="col">{ "目标" }</th><th scope="col">{ "数据" }</th><th scope="col" class="number">{ "以前各年" }</th><th scope="col" class="number">{ "全期要求" }</th>
                        <th scope="col" class="number">{ "本年已有" }</th><th scope="col" class="number">{ "还差" }</th><td></td>
                        if self.after.is_some() { <th scope="col" class="number">{ "以后各年平均" }</th> }
                    </tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </section>
        }
    }
}
