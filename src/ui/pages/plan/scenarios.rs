//! 设想 – two scenarios of future figures, the verdicts that they change, and the minimum plan that meets the rows.

use super::PlanContext;
use super::outcomes::outcomes;
use crate::domain::figures::year_figure;
use crate::domain::planning::{Aim, MinimumPlan, Projection, Unreachable, looked_at, minimum_plan};
use crate::domain::policy::{Pack, Series};
use crate::domain::quantity::{Exact, Period, Quantity, Year};
use crate::domain::working::{DistanceOf, Verdict};
use crate::exchange::clipboard_table::{FieldColumn, FieldRow, Sheet};
use crate::text;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::field::Field as TextField;
use crate::ui::kit::grid::{Cells, Column, GridCell, RowEnd, RowHead, RowModel, Selection, use_kept_rows};
use crate::ui::kit::icon::icon;
use crate::ui::kit::segment::segment;
use crate::ui::parts::sheet_grid::SheetGrid;
use crate::workspace::{Action, Event, Field, ScenarioChange};
use std::rc::Rc;
use yew::prelude::*;

/// Element id of the grid.
const GRID: &str = "supposed";

#[derive(Clone, PartialEq, Properties)]
pub struct ScenariosProps {
    pub context: PlanContext,
}

/// The part 设想.
#[component(ScenariosPart)]
pub fn scenarios_part(props: &ScenariosProps) -> Html {
    let context = &props.context;
    let which = use_state(|| 0_usize);
    let selection = use_state(Selection::default);
    let aim = use_state(|| None::<Aim>);
    let pack = context.assessed.rules();
    let scenarios = &context.assessed.workspace.scenarios;
    let Some(scenario) = scenarios.get(*which) else { return Html::default() };
    let choose = |index: usize| {
        let which = which.setter();
        Callback::from(move |_: MouseEvent| which.set(index))
    };
    let change = |change: ScenarioChange| {
        let which = *which;
        context.on.reform(move |_: MouseEvent| Event::Edited(Action::Supposed(which, change.clone())))
    };
    let on_name = {
        let which = *which;
        context.on.reform(move |name| Event::Edited(Action::Supposed(which, ScenarioChange::Named(name))))
    };
    let on_select = {
        let selection = selection.setter();
        Callback::from(move |selected| selection.set(selected))
    };
    let on_clear = {
        let which = *which;
        context.on.reform(move |()| Event::Edited(Action::Supposed(which, ScenarioChange::Cleared)))
    };
    let seek = |wanted: Aim| {
        let aim = aim.setter();
        Callback::from(move |_: MouseEvent| aim.set(Some(wanted)))
    };
    let years: Vec<_> = pack.plan_years().filter(|year| *year >= context.year).collect();
    let sheet = sheet(pack, &years, *which);
    let (columns, rows) = grid(context, &years, *which);
    let rows = use_kept_rows(rows);
    let is_plan = !scenario.is_empty() && scenario.figures == context.assessed.workspace.entries.planned;
    html! {
        <>
            <section class="panel" aria-labelledby="scenarios-title">
                <div class="grid-head">
                    <h2 id="scenarios-title">{ "设想以后的数" }</h2>
                    <div class="segments" role="group" aria-label="哪一种设想">
                        { for (0..scenarios.len()).map(|index| segment(name_of(context, index), index == *which, choose(index))) }
                    </div>
                </div>
                <p class="below">{ "填全年数；没有填的按现有数。设想不改动已填报的数，也不进入判定。" }</p>
                <div class="scenario-tools">
                    <TextField id="scenario-name" label="名称" text={scenario.name.clone()} on_text={on_name} />
                    <button type="button" id="least-rows" onclick={seek(Aim::Rows)}>{ "最少要多少：完成各行" }</button>
                    <button type="button" id="least-goals" onclick={seek(Aim::RowsAndGoals)}>{ "最少要多少：各行和目标" }</button>
                    if is_plan {
                        <span class="good">{ "已定为计划" }</span>
                    } else {
                        <button type="button" id="take-scenario" class="primary" disabled={scenario.is_empty()} onclick={change(ScenarioChange::Taken)}>{ "把这种设想定为计划" }</button>
                    }
                    if !scenario.is_empty() {
                        <Confirm label="清空" about={name_of(context, *which)} question="清空这种设想里的数？" yes="清空" on_yes={on_clear} />
                    }
                </div>
                { for aim.map(|aim| least_found(context, *which, aim)) }
                { unread(context, *which) }
                <SheetGrid id={GRID} caption="设想的数" columns={Rc::new(columns)} {rows} sheet={Rc::new(sheet)}
                    assessed={context.assessed.clone()} selection={*selection} {on_select} on={context.on.clone()} />
            </section>
            { outcomes(context) }
        </>
    }
}

/// Texts of the scenario that are not understood, each with its problem.
fn unread(context: &PlanContext, which: usize) -> Html {
    let workspace = &context.assessed.workspace;
    let own =
        workspace.not_understood.iter().filter(|(field, _)| matches!(field, Field::Supposed(of, ..) if *of == which));
    let lines = own.filter_map(|(field, typed)| {
        let problem = text::typed_problem(context.assessed.rules(), workspace, field)?;
        let name = text::field_name(context.assessed.rules(), field);
        Some(html! { <li class="wrong">{ icon("warning") }{ format!("{name}的“{typed}”：{problem}") }</li> })
    });
    html! { <ul>{ for lines }</ul> }
}

/// The name of a scenario.
pub fn name_of(context: &PlanContext, which: usize) -> String {
    let name =
        context.assessed.workspace.scenarios.get(which).map(|scenario| scenario.name.clone()).unwrap_or_default();
    if name.is_empty() { text::scenario_number(which).to_owned() } else { name }
}

fn sheet(pack: &Pack, years: &[Year], which: usize) -> Sheet {
    let line = |series: &Series| FieldRow {
        names: vec![series.name.clone(), series.short_name.clone()],
        unit: series.unit.clone(),
        fields: years.iter().map(|year| Some(Field::Supposed(which, series.id.clone(), *year))).collect(),
    };
    Sheet {
        heads: years.iter().map(|year| FieldColumn::Period(Period::Year(*year))).collect(),
        lines: looked_at(pack).into_iter().map(line).collect(),
    }
}

fn grid(context: &PlanContext, years: &[Year], which: usize) -> (Vec<Column>, Vec<RowModel>) {
    let pack = context.assessed.rules();
    let mut columns = vec![Column::named("数据")];
    columns.extend(years.iter().map(|year| Column::named(format!("{year}年"))));
    columns.push(Column::named(format!("{}年现有；已定计划", context.year)));
    let row = |series: &Series| Cells {
        head: RowHead {
            name: series.name.clone().into(),
            unit: series.unit.symbol().to_owned().into(),
            ..RowHead::default()
        },
        cells: years.iter().map(|year| cell(context, which, series, *year)).collect(),
        end: RowEnd::words(trailer(context, series)),
    };
    (columns, looked_at(pack).into_iter().map(|series| RowModel::Cells(row(series))).collect())
}

fn cell(context: &PlanContext, which: usize, series: &Series, year: Year) -> GridCell {
    let (pack, workspace) = (context.assessed.rules(), &context.assessed.workspace);
    let field = Field::Supposed(which, series.id.clone(), year);
    let problem = text::typed_problem(pack, workspace, &field).map(AttrValue::from);
    let supposed = workspace.scenarios.get(which).and_then(|one| one.figures.get(&(series.id.clone(), year)));
    let plain = match workspace.not_understood.get(&field) {
        Some(typed) => typed.clone(),
        None => supposed.map(Quantity::to_string).unwrap_or_default(),
    };
    let shown = if problem.is_some() { plain.clone() } else { text::grouped(&plain) };
    let label = format!("{}：{year}年{}", name_of(context, which), series.name).into();
    GridCell { label, text: shown.into(), plain: plain.into(), problem, enabled: true, ..GridCell::default() }
}

/// The year's figure so far, and the planned one.
fn trailer(context: &PlanContext, series: &Series) -> String {
    let workspace = &context.assessed.workspace;
    let as_of = workspace.entries.as_of;
    let now = as_of.map(|as_of| year_figure(&workspace.entries.figures, series, context.year, as_of));
    let now = now.as_ref().and_then(|figure| figure.value()).map_or_else(|| "空白".to_owned(), text::plain);
    match workspace.entries.planned.get(&(series.id.clone(), context.year)) {
        Some(planned) => format!("{now}；计划 {}", text::grouped(&planned.to_string())),
        None => now,
    }
}

/// The minimum plan, and a button that fills it into the scenario.
fn least_found(context: &PlanContext, which: usize, aim: Aim) -> Html {
    let pack = context.assessed.rules();
    let (Some(verdicts), Some(scenario)) =
        (&context.assessed.verdicts, context.assessed.workspace.scenarios.get(which))
    else {
        return Html::default();
    };
    let Some(found) = minimum_plan(pack, &verdicts.situation, &scenario.figures, context.year, aim) else {
        return Html::default();
    };
    let figures = as_projection(pack, &found);
    let years: Vec<_> = pack.plan_years().filter(|year| *year >= context.year).collect();
    let mut counted: Vec<&DistanceOf> = found.figures.keys().map(|(of, _)| of).collect();
    counted.dedup();
    counted.sort_by_key(|of| place_in_pack(pack, of));
    let rows = counted.into_iter().map(|of| {
        let cells = years.iter().map(|year| {
            let value = found.figures.get(&(of.clone(), *year));
            html! { <td class="number">{ value.map_or("—".to_owned(), |value| text::counted(pack, of, value)) }</td> }
        });
        html! { <tr><th scope="row">{ text::counted_name(pack, of) }</th>{ for cells }</tr> }
    });
    let fill = context
        .on
        .reform(move |_: MouseEvent| Event::Edited(Action::Supposed(which, ScenarioChange::Filled(figures.clone()))));
    let (settled, unknown): (Vec<_>, Vec<_>) = found.unreachable.iter().partition(|out| out.from_the_past);
    html! {
        <div class="least" role="region" aria-label="最少要多少">
            <h3>{ match aim { Aim::Rows => "完成各行最少要的数", Aim::RowsAndGoals => "完成各行和目标最少要的数" } }</h3>
            { for (!settled.is_empty()).then(|| html! { <p class="wrong">{ format!("以前年度已未完成、无论如何都补不上的：{}", names(&settled)) }</p> }) }
            { for (!unknown.is_empty()).then(|| html! { <p class="unknown">{ format!("还算不出的：{}", reasons(&unknown)) }</p> }) }
            <table class="data needs">
                <thead><tr><th scope="col">{ "数据" }</th>{ for years.iter().map(|year| html! { <th scope="col" class="number">{ format!("{year}年") }</th> }) }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
            <ul class="below notes">
                <li>{ "每个数都是按步长恰好达到要求的最小值；流量不低于已有数。" }</li>
                <li>{ "实施率的分母按本设想里填的“流入专利总数”，没有填的按现有数。" }</li>
                <li>{ "合计要求不足的平均分到各年；若这样会抬高以后的增长要求，就全放在最后一年。" }</li>
            </ul>
            <button type="button" id="fill-least" class="primary" onclick={fill}>{ format!("填进“{}”", name_of(context, which)) }</button>
        </div>
    }
}

fn place_in_pack(pack: &Pack, of: &DistanceOf) -> Option<usize> {
    pack.series.iter().position(|series| of.series().first() == Some(&series.id))
}

/// The minimum plan's figures of single series; a required sum of several series is not split.
fn as_projection(pack: &Pack, found: &MinimumPlan) -> Projection {
    let one = |((of, year), value): (&(DistanceOf, Year), &Exact)| {
        let DistanceOf::Series(series) = of else { return None };
        let value = Quantity::from_exact(value, &pack.series_of(series)?.unit)?;
        Some(((series.clone(), *year), value))
    };
    found.figures.iter().filter_map(one).collect()
}

fn names(outs: &[&Unreachable]) -> String {
    outs.iter().map(|out| text::subject_title(&out.subject)).collect::<Vec<_>>().join("、")
}

fn reasons(outs: &[&Unreachable]) -> String {
    let reason = |out: &&Unreachable| match out.verdict {
        Verdict::Undetermined(reason) => {
            format!("{}（{}）", text::subject_title(&out.subject), text::reason_words(reason))
        }
        other => format!("{}（{}）", text::subject_title(&out.subject), text::verdict_name(other)),
    };
    outs.iter().map(reason).collect::<Vec<_>>().join("、")
}
