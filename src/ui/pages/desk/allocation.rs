//! 指标分解 – the allocation of each target to the units: the allocation key, values set by hand and their reasons, the
//! resulting targets, and issuing them as a file.

use super::DeskContext;
use crate::domain::figures::{TargetSlot, year_figure};
use crate::domain::policy::{RowId, Rule, Series, SeriesId};
use crate::domain::quantity::{Exact, Year};
use crate::domain::working::DistanceOf;
use crate::platform::{download, today};
use crate::text;
use crate::ui::commands::downloaded;
use crate::ui::kit::field::Field;
use crate::ui::kit::icon::icon;
use crate::ui::kit::select::select;
use crate::workspace::desk::{
    AllAllocated, Allocated, AllocationKey, AllocationProblem, Issue, SlotAllocation, UnitAllocation,
    UnitAllocationField, allocate_all, allocated, bound_by, following_rate, is_unread, slots, weight_of,
};
use crate::workspace::notice::DownloadOf;
use crate::workspace::snapshot::{AllocationFile, write_allocation};
use crate::workspace::{Action, DeskChange, DeskUnit, Event, Notice, read_day};
use num_traits::Zero;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct AllocationProps {
    pub context: DeskContext,
}

/// The part 指标分解.
#[component(AllocationPart)]
pub fn allocation_part(props: &AllocationProps) -> Html {
    let context = &props.context;
    let chosen = use_state(|| 0_usize);
    let offered = slots(context.rules());
    let Some((row, slot)) = offered.get(*chosen).or_else(|| offered.first()).cloned() else {
        return html! { <section class="panel"><p>{ "这个口径包没有可分解的指标。" }</p></section> };
    };
    if context.consolidated.units.is_empty() {
        return html! { <section class="panel"><h2>{ "指标分解" }</h2><p>{ "先在“单位与文件”里加单位。" }</p></section> };
    }
    let entries = offered.iter().enumerate().map(|(index, (row, slot))| {
        let outcome = allocated(context.rules(), &context.assessed.workspace.entries, &context.consolidated.desk, row, *slot);
        let here = index == *chosen;
        let choose = {
            let chosen = chosen.setter();
            Callback::from(move |_: MouseEvent| chosen.set(index))
        };
        html! {
            <li><button type="button" class={classes!("slot", here.then_some("here"))} aria-pressed={here.to_string()} onclick={choose}>
                { icon(if outcome.is_ok() { "met" } else { "warning" }) }<span>{ slot_words(context, row, *slot) }</span>
            </button></li>
        }
    });
    html! {
        <>
            <div class="split allocation">
                <nav class="panel" aria-label="要分解的指标"><ul>{ for entries }</ul></nav>
                <section class="panel" aria-labelledby="allocation-title">{ one(context, &row, slot) }</section>
            </div>
            <IssuePart context={context.clone()} />
        </>
    }
}

/// Words such as `附表 1 中小微接受专利数　2021年目标`.
fn slot_words(context: &DeskContext, row: &RowId, slot: TargetSlot) -> String {
    let name = context.rules().row(row).map_or("", |row| row.short_name.as_str());
    format!("{row} {name}　{}", text::slot_name(slot))
}

/// The allocation of one target.
fn one(context: &DeskContext, row: &RowId, slot: TargetSlot) -> Html {
    let entries = &context.assessed.workspace.entries;
    let desk = &context.consolidated.desk;
    let outcome = allocated(context.rules(), entries, desk, row, slot);
    let bound = bound_by(context.rules(), entries, row, slot);
    let allocation = desk.allocation.get(&(row.clone(), slot)).cloned().unwrap_or_default();
    let fractions = slot.is_fraction();
    let shown = |value: &Exact| text::target_value(context.rules(), row, slot, value);
    let lacking =
        desk.units.iter().filter(|unit| allocation.parts.get(&unit.id).is_some_and(UnitAllocation::lacks_reason));
    let lacking: Vec<_> = lacking.map(|unit| unit.name.as_str()).collect();
    let parts = match &outcome {
        Ok(Allocated::Parts { parts, .. } | Allocated::Fractions { parts, .. }) => Some(parts.clone()),
        Err(_) => None,
    };
    let view = AllocationView { context, row, slot, allocation: &allocation, parts };
    html! {
        <>
            <h2 id="allocation-title">{ format!("附表 {}", slot_words(context, row, slot)) }</h2>
            <p>{ match &bound {
                Some(bound) if fractions => format!("没有单独填写的单位，按 {} 执行。", shown(bound)),
                Some(bound) => format!("总数 {}，各单位之和等于总数；除不尽的按最大余数分，余数相同的按单位次序。", shown(bound)),
                None => "本单位这一项还没有目标，不能分解。请先在“数据填报”里填写分配给本单位的目标。".to_owned(),
            } }</p>
            { for outcome.as_ref().err().map(|trouble| html! { <p class="wrong">{ icon("warning") }{ trouble_words(context, trouble, &shown) }</p> }) }
            if !fractions { { view.basis() } }
            if !lacking.is_empty() { <p class="unknown">{ icon("warning") }{ format!("手工调整还没有写理由：{}", lacking.join("、")) }</p> }
            { view.table() }
            { for view.follows().into_iter().map(|line| html! { <p>{ line }</p> }) }
        </>
    }
}

struct AllocationView<'a> {
    context: &'a DeskContext,
    row: &'a RowId,
    slot: TargetSlot,
    allocation: &'a SlotAllocation,
    parts: Option<Vec<Exact>>,
}

impl AllocationView<'_> {
    fn is_fraction(&self) -> bool {
        self.slot.is_fraction()
    }

    fn series(&self) -> Option<&Series> {
        let pack = self.context.rules();
        pack.series_of(pack.row(self.row)?.rule.series().into_iter().next()?)
    }

    /// The choice of the allocation key.
    fn basis(&self) -> Html {
        let pack = self.context.rules();
        let years = |series: &Series| {
            let (id, name) = (series.id.clone(), series.name.clone());
            pack.figure_years().map(move |year| (AllocationKey::Series(id.clone(), year), format!("{year}年{name}")))
        };
        let series = pack.series.iter().filter(|series| !series.supplementary).flat_map(years);
        let fixed = [(AllocationKey::Equal, "各单位相同".to_owned()), (AllocationKey::Own, "自填权重".to_owned())];
        let offers = fixed.into_iter().chain(series).map(|(basis, name)| (basis.to_string(), name)).collect();
        let key = self.allocation.basis.to_string();
        let (row, slot) = (self.row.clone(), self.slot);
        let on = self.context.on.reform(move |key: String| {
            let basis = AllocationKey::parse(&key).unwrap_or_default();
            Event::Edited(Action::AtDesk(DeskChange::AllocationKeyChosen(row.clone(), slot, basis)))
        });
        html! { <div class="rank-choices">{ select("basis", "分解依据", offers, &key, false, on) }</div> }
    }

    fn table(&self) -> Html {
        let own_weight = self.allocation.basis == AllocationKey::Own;
        let by_series = matches!(self.allocation.basis, AllocationKey::Series(..));
        let rows = self.context.consolidated.desk.units.iter().enumerate().map(|(place, unit)| self.line(place, unit));
        html! {
            <div class="wide-table">
            <table class="data allocated" aria-labelledby="allocation-title">
                <thead><tr>
                    <th scope="col">{ "单位" }</th>
                    if by_series && !self.is_fraction() { <th scope="col" class="number">{ "依据数" }</th> }
                    if own_weight && !self.is_fraction() { <th scope="col">{ "权重" }</th> }
                    <th scope="col">{ if self.is_fraction() { "单独规定" } else { "锁定为" } }</th>
                    if !self.is_fraction() { <th scope="col">{ "不低于" }</th><th scope="col">{ "不高于" }</th> }
                    <th scope="col">{ "调整理由" }</th>
                    <th scope="col" class="number">{ "目标" }</th>
                    <th scope="col">{ "对照" }</th>
                </tr></thead>
                <tbody>{ for rows }</tbody>
                { self.foot() }
            </table>
            </div>
        }
    }

    fn foot(&self) -> Html {
        let Some(parts) = self.parts.as_ref().filter(|_| !self.is_fraction()) else { return Html::default() };
        let total: Exact = parts.iter().sum();
        let span = match self.allocation.basis {
            AllocationKey::Equal => "5",
            AllocationKey::Own | AllocationKey::Series(..) => "6",
        };
        html! {
            <tfoot><tr><th scope="row" colspan={span}>{ "合计" }</th>
                <td class="number"><strong>{ text::target_value(self.context.rules(), self.row, self.slot, &total) }</strong></td><td></td></tr></tfoot>
        }
    }

    fn line(&self, place: usize, unit: &DeskUnit) -> Html {
        let part = self.allocation.parts.get(&unit.id).cloned().unwrap_or_default();
        let gets = self.parts.as_ref().and_then(|parts| parts.get(place));
        let basis =
            weight_of(self.context.rules(), &self.context.assessed.workspace.entries, unit, &self.allocation.basis);
        let by_series = matches!(self.allocation.basis, AllocationKey::Series(..)) && !self.is_fraction();
        let by_hand = !part.lock.is_empty() || !part.floor.is_empty() || !part.cap.is_empty();
        html! {
            <tr key={unit.id.clone()} class={classes!(by_hand.then_some("by-hand"))}>
                <th scope="row">{ &unit.name }</th>
                if by_series { <td class="number">{ basis.as_ref().map_or("空白".to_owned(), text::plain) }</td> }
                if self.allocation.basis == AllocationKey::Own && !self.is_fraction() { <td>{ self.field(place, unit, &part, UnitAllocationField::Weight) }</td> }
                <td>{ self.field(place, unit, &part, UnitAllocationField::Lock) }</td>
                if !self.is_fraction() {
                    <td>{ self.field(place, unit, &part, UnitAllocationField::Floor) }</td>
                    <td>{ self.field(place, unit, &part, UnitAllocationField::Cap) }</td>
                }
                <td>{ self.field(place, unit, &part, UnitAllocationField::Reason) }</td>
                <td class="number"><strong>{ gets.map_or("—".to_owned(), |value| text::target_value(self.context.rules(), self.row, self.slot, value)) }</strong></td>
                <td>{ for gets.and_then(|value| self.beside(unit, value)) }</td>
            </tr>
        }
    }

    fn field(&self, place: usize, unit: &DeskUnit, part: &UnitAllocation, field: UnitAllocationField) -> Html {
        let name = match field {
            UnitAllocationField::Weight => "权重",
            UnitAllocationField::Lock => "锁定",
            UnitAllocationField::Floor => "不低于",
            UnitAllocationField::Cap => "不高于",
            UnitAllocationField::Reason => "调整理由",
        };
        let unread = is_unread(self.context.rules(), self.row, self.slot, field, part.text(field));
        let example = match (self.is_fraction(), self.series().is_some_and(|series| series.unit.is_count())) {
            (true, _) => "读不懂：大于 0 的比率，如 25%",
            (_, true) if field != UnitAllocationField::Weight => "读不懂：不小于 0 的整数，如 120",
            _ => "读不懂：不小于 0 的数，如 12.5",
        };
        let problem = unread.then(|| AttrValue::from(example));
        let (row, slot, id) = (self.row.clone(), self.slot, unit.id.clone());
        let on_text = self.context.on.reform(move |text| {
            Event::Edited(Action::AtDesk(DeskChange::PartTyped(row.clone(), slot, id.clone(), field, text)))
        });
        html! { <Field id={format!("part-{place}-{name}")} label={format!("{} {name}", unit.name)} bare=true text={part.text(field).to_owned()} {problem} {on_text} /> }
    }

    /// A warning if the unit has already reached more, and the earlier target if it was issued and differs.
    fn beside(&self, unit: &DeskUnit, gets: &Exact) -> Option<Html> {
        let entries = &self.context.assessed.workspace.entries;
        let given = self.context.consolidated.desk.given_to(&unit.name);
        let before = given.get(self.row).and_then(|target| target.of(self.slot)).filter(|before| before != gets);
        let before = before.map(|before| {
            html! { <div>{ format!("已下达 {}", text::target_value(self.context.rules(), self.row, self.slot, &before)) }</div> }
        });
        let TargetSlot::Year(year) = self.slot else { return before };
        let received = unit.received.as_ref()?;
        let as_of = entries.as_of?;
        let series = self.series()?;
        let reached = year_figure(&received.entries.figures, series, year, as_of).value().cloned();
        let low = reached.filter(|reached| reached > gets).map(|reached| {
            let of = DistanceOf::Series(series.id.clone());
            html! { <div class="wrong">{ icon("warning") }{ format!("低于已完成的 {}", text::counted(self.context.rules(), &of, &reached)) }</div> }
        });
        (before.is_some() || low.is_some()).then(|| html! { <>{ for before }{ for low }</> })
    }

    /// The growth rate or share of all units together that follows from their targets.
    fn follows(&self) -> Vec<String> {
        let (pack, Some(rates)) = (self.context.rules(), &self.parts) else { return Vec::new() };
        let Some(row) = pack.row(self.row) else { return Vec::new() };
        let base = |series: &Series, year: Year| -> Vec<Option<Exact>> {
            let unit = |unit: &Rc<DeskUnit>| {
                weight_of(
                    pack,
                    &self.context.assessed.workspace.entries,
                    unit,
                    &AllocationKey::Series(series.id.clone(), year),
                )
            };
            self.context.consolidated.desk.units.iter().map(unit).collect()
        };
        match &row.rule {
            Rule::Growth { amounts, .. } => {
                let years = pack.last_year.years_since(pack.base_year).unwrap_or(1);
                let one = |id: &SeriesId| {
                    let series = pack.series_of(id)?;
                    let bases = base(series, pack.base_year);
                    let missing = bases.iter().filter(|base| base.is_none()).count();
                    let sum: Exact = bases.iter().flatten().sum();
                    Some(match following_rate(&bases, rates, years) {
                        Some(rate) => format!(
                            "{}：按各单位 {} 年的数（合计 {} {}）和各自增长率，全体年均增长 {}（{years} 年，截断显示）",
                            series.name,
                            pack.base_year,
                            text::plain(&sum),
                            series.unit.symbol(),
                            text::signed_percent(&rate)
                        ),
                        None if missing > 0 => {
                            format!("{}：{missing} 个单位没有 {} 年的数，算不出全体增长率", series.name, pack.base_year)
                        }
                        None => format!("{}：各单位 {} 年的数合计为 0，算不出全体增长率", series.name, pack.base_year),
                    })
                };
                amounts.iter().filter_map(one).collect()
            }
            Rule::Share { denominator, .. } => {
                let Some(series) = pack.series_of(denominator) else { return Vec::new() };
                let line = |year: Year| {
                    let wholes = base(series, year);
                    if wholes.iter().any(Option::is_none) {
                        return None;
                    }
                    let all: Exact = wholes.iter().flatten().sum();
                    let parts: Exact = wholes.iter().flatten().zip(rates).map(|(whole, rate)| whole * rate).sum();
                    (!all.is_zero()).then(|| {
                        format!("按 {year} 年各单位{}，全体比率 {}", series.name, text::percent(&(parts / all)))
                    })
                };
                pack.plan_years().filter_map(line).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn trouble_words(context: &DeskContext, trouble: &AllocationProblem, shown: &dyn Fn(&Exact) -> String) -> String {
    use crate::domain::allocation::AllocationError;
    let name =
        |place: usize| context.consolidated.desk.units.get(place).map_or("", |unit| unit.name.as_str()).to_owned();
    match trouble {
        AllocationProblem::NoTotal => "本单位没有这一项的目标".to_owned(),
        AllocationProblem::Unread(place, _) => format!("{}的一格读不懂，改好后才能分", name(*place)),
        AllocationProblem::NoBasis(places) => {
            let names: Vec<_> = places.iter().map(|place| name(*place)).collect();
            format!("没有依据数，不能按它分：{}。收齐文件、改用别的依据，或者给它们锁定一个数", names.join("、"))
        }
        AllocationProblem::AllocationError(impossible) => match impossible {
            AllocationError::NotInSteps(Some(place)) => {
                format!("{}的锁定或上下限不是整步（计数 1、金额 0.01）", name(*place))
            }
            AllocationError::NotInSteps(None) => "总数不是整步（计数 1、金额 0.01），分不成相加正好的数".to_owned(),
            AllocationError::NegativeWeight(place) => format!("{}的权重小于 0", name(*place)),
            AllocationError::FloorOverCap(place) => format!("{}的“不低于”大于“不高于”", name(*place)),
            AllocationError::LocksExceed(by) => format!("锁定的数加起来比总数多 {}", shown(by)),
            AllocationError::FloorsExceed(by) => format!("锁定和“不低于”的数加起来比总数多 {}", shown(by)),
            AllocationError::CapsLeave(by) => format!("各单位都到“不高于”，还剩 {} 分不出去", shown(by)),
            AllocationError::NoWeight => "没有锁定的单位权重都是 0，剩下的数分不出去".to_owned(),
        },
    }
}

#[derive(Clone, PartialEq, Properties)]
struct IssueProps {
    context: DeskContext,
}

/// Issuing: the day, the document, and the file.
#[component(IssuePart)]
fn issue_part(props: &IssueProps) -> Html {
    let context = &props.context;
    let day = use_state(String::new);
    let document = use_state(String::new);
    let asked = use_state(|| false);
    let AllAllocated { targets, troubles } =
        allocate_all(context.rules(), &context.assessed.workspace.entries, &context.consolidated.desk);
    let ambiguous =
        context.consolidated.desk.units.iter().filter(|unit| context.consolidated.desk.is_ambiguous(unit)).count();
    let problem = match read_day(&day) {
        Ok(_) => None,
        Err(_) if day.trim().is_empty() => asked.then(|| AttrValue::from("请填下达日期")),
        Err(_) => Some(AttrValue::from(text::NO_DAY)),
    };
    let give_out = {
        let (context, day, document, asked, targets) =
            (context.clone(), day.clone(), document.clone(), asked.setter(), targets.clone());
        Callback::from(move |_: MouseEvent| match read_day(&day) {
            Ok(day) => {
                let issue = Issue { number: 0, day, document: (*document).clone(), targets: targets.clone() };
                let number = context.consolidated.desk.issued.last().map_or(0, |last| last.number).saturating_add(1);
                context.on.emit(Event::Edited(Action::AtDesk(DeskChange::Issued(Box::new(issue.clone())))));
                context.on.emit(Event::NoticeShown(saved(&context, &Issue { number, ..issue })));
            }
            Err(_) => asked.set(true),
        })
    };
    let set = |to: &UseStateHandle<String>| {
        let to = to.setter();
        Callback::from(move |text: String| to.set(text.trim().to_owned()))
    };
    let is_today = {
        let day = day.setter();
        Callback::from(move |_: MouseEvent| day.set(today()))
    };
    let left_out: Vec<_> =
        troubles.iter().map(|(row, slot, _)| format!("附表 {row} {}", text::slot_name(*slot))).collect();
    let rows: usize = targets.values().map(|of_unit| of_unit.len()).max().unwrap_or(0);
    html! {
        <section class="panel" aria-labelledby="issue-title">
            <h2 id="issue-title">{ "下达" }</h2>
            <p class="below">{ "存成一个分解文件发给各单位；各单位打开后，自动取自己那一份，原目标留有记录。下达过的不再改动，以后再下达另编号。" }</p>
            if !left_out.is_empty() { <p class="unknown">{ icon("warning") }{ format!("分不了、不会写进文件的：{}", left_out.join("、")) }</p> }
            if ambiguous > 0 { <p class="wrong">{ icon("warning") }{ format!("有 {ambiguous} 个单位没有名称或与别的单位同名，分不清谁是谁，不能下达。请先在“单位与文件”里改好名称") }</p> }
            <div class="filing">
                <div><Field id="issue-day" label="下达日期" text={(*day).clone()} {problem} hint="如 2022-03-01" on_text={set(&day)} />
                    <div class="shortcuts"><button type="button" class="quiet" onclick={is_today}>{ "今天" }</button></div></div>
                <Field id="issue-document" label="依据文件" text={(*document).clone()} hint="文号，可不填" on_text={set(&document)} />
            </div>
            <button type="button" id="give-out" class="primary" disabled={rows == 0 || ambiguous > 0} onclick={give_out}>{ format!("下达并存为分解文件（{} 个单位，{rows} 行）", targets.len()) }</button>
            { issued(context) }
        </section>
    }
}

/// Earlier issues, each with a button to save its file again.
fn issued(context: &DeskContext) -> Html {
    if context.consolidated.desk.issued.is_empty() {
        return Html::default();
    }
    let lines = context.consolidated.desk.issued.iter().map(|issue| {
        let save = {
            let (context, issue) = (context.clone(), issue.clone());
            Callback::from(move |_: MouseEvent| context.on.emit(Event::NoticeShown(saved(&context, &issue))))
        };
        html! {
            <li>{ format!("第 {} 次　{}　{}　{} 个单位　", issue.number, issue.day, issue.document, issue.targets.len()) }
                <button type="button" class="quiet" onclick={save}>{ "再存一份" }</button></li>
        }
    });
    html! { <><h3>{ "已下达" }</h3><ul>{ for lines }</ul></> }
}

/// Downloads the allocation file; returns the notice to show.
fn saved(context: &DeskContext, issue: &Issue) -> Notice {
    let workspace = &context.assessed.workspace;
    let file = AllocationFile {
        pack: workspace.pack.clone(),
        by: workspace.entries.unit.clone(),
        example: workspace.example,
        issue: issue.clone(),
    };
    let name = format!("{}-分解-{}.fenjie.json", text::file_stem(text::unit_name(&workspace.entries)), issue.number);
    downloaded(&name, DownloadOf::Other, download(&name, &write_allocation(&file), "application/json"))
}
