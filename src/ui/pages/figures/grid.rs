//! The grid of figures: series by year, or by quarter or month of one year.

use super::layout::{GRID, GridLayout, in_order, lines};
use super::sources::drawer;
use super::status::{StatusLine, status_words};
use crate::domain::attainment::Span;
use crate::domain::figures::{
    Accumulation, Blank, Cell, Doubt, Observation, YearFigure, year_figure, year_from_periods,
};
use crate::domain::policy::{Kind, Row, RowId, Series};
use crate::domain::quantity::{Exact, Grain, Period, Year, to_plain};
use crate::exchange::case::verdict_word;
use crate::exchange::clipboard_table::to_text;
use crate::platform::copy_text;
use crate::text;
use crate::ui::kit::grid::{
    Cells, Column, GridCell, RowChoice, RowEnd, RowHead, RowModel, RowOffer, Selection, focus_cell, texts,
    use_kept_rows,
};
use crate::ui::kit::keys::is_key;
use crate::ui::kit::segment::segment;
use crate::ui::parts::sheet_grid::SheetGrid;
use crate::ui::store::Assessed;
use crate::workspace::{Action, Event, Field, Notice};
use std::rc::Rc;
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

/// Props of the panel.
#[derive(Clone, PartialEq, Properties)]
pub struct FiguresPanelProps {
    /// The open workspace with its assessment.
    pub assessed: Rc<Assessed>,
    /// The layout of the grid.
    pub view: GridLayout,
    /// Called with a new layout.
    pub on_view: Callback<GridLayout>,
    /// The selection.
    pub selection: Selection,
    /// Called with a new selection.
    pub on_select: Callback<Selection>,
    /// True if the drawer shows the active cell's details.
    pub opened: bool,
    /// Called to open or close the drawer.
    pub on_open: Callback<bool>,
    /// The dispatch.
    pub on: Callback<Event>,
}

/// The panel with the grid.
#[component(FiguresPanel)]
pub fn figures_panel(props: &FiguresPanelProps) -> Html {
    let FiguresPanelProps { assessed, view, selection, on, .. } = props;
    let seek = use_node_ref();
    let sheet = use_memo((assessed.clone(), *view), |(assessed, view)| view.sheet(assessed));
    let rows = use_kept_rows(rows(assessed, *view));
    let columns = use_memo(columns(assessed, *view), Clone::clone);
    let on_chosen = {
        let (assessed, on) = (assessed.clone(), on.clone());
        Callback::from(move |(row, option): (usize, usize)| {
            let series = lines(assessed.rules()).into_iter().nth(row);
            if let (Some(series), Some(accumulation)) = (series, ACCUMULATIONS.get(option)) {
                on.emit(Event::Edited(Action::AccumulationChosen(series.id.clone(), *accumulation)));
            }
        })
    };
    let on_accepted = {
        let (assessed, view, on) = (assessed.clone(), *view, on.clone());
        Callback::from(move |row: usize| {
            if let (Some(series), GridLayout::SubAnnual(year, grain)) =
                (lines(assessed.rules()).into_iter().nth(row), view)
            {
                on.emit(Event::Edited(Action::GrainChanged(series.id.clone(), year, grain)));
            }
        })
    };
    let on_seek = {
        let seek = seek.clone();
        Callback::from(move |()| {
            if let Some(field) = seek.cast::<HtmlInputElement>() {
                // Focus may be refused; ignore it.
                let _ = field.focus();
                field.select();
            }
        })
    };
    let copy_all = {
        let (assessed, view, rows, on) = (assessed.clone(), *view, Rc::clone(&rows), on.clone());
        Callback::from(move |_: MouseEvent| {
            let notice = match copy_text(&labelled(&assessed, view, &rows)) {
                true => Notice::good("已复制整表，带行名和列名，可粘贴到表格软件"),
                false => Notice::wrong("浏览器没有允许复制", vec!["请选中格子按 Ctrl+C".to_owned()]),
            };
            on.emit(Event::NoticeShown(notice));
        })
    };
    html! {
        <section class={classes!("panel", props.opened.then_some("opened"))} aria-labelledby="figures-title">
            <div class="grid-head">
                <h2 id="figures-title">{ "数据" }</h2>
                { views(props) }
                <div class="grid-tools">
                    { find_field(props, &seek) }
                    <button type="button" class="quiet" onclick={copy_all}>{ "复制整表" }</button>
                </div>
            </div>
            <p class="below">{ "方向键移动，Shift 选多格，直接打字替换，F2 在格内改，Shift+F2 看来源和备注；可整块粘贴表格。没有数就留空，0 是 0。" }</p>
            <SheetGrid id={GRID} caption="数据" {columns} {rows} {sheet} assessed={assessed.clone()} selection={*selection}
                class={classes!(matches!(view, GridLayout::SubAnnual(_, Grain::Month)).then_some("months"))}
                {on_chosen} {on_accepted}
                on_select={props.on_select.clone()} on_open={props.on_open.reform(|_| true)} {on_seek} on={on.clone()} />
            <div class="drawer">
                <StatusLine words={status_words(assessed, *view, *selection)} opened={props.opened} on_open={props.on_open.clone()} />
                if props.opened {
                    { drawer(assessed, *view, *selection, &props.on_open, on) }
                }
            </div>
        </section>
    }
}

/// The choice of a layout.
fn views(props: &FiguresPanelProps) -> Html {
    let pack = props.assessed.rules();
    let button = |view: GridLayout, words: String, here: bool| {
        let on = props.on_view.reform(move |_: MouseEvent| view);
        segment(words, here, on)
    };
    let (year_here, grain) = match props.view {
        GridLayout::Years => (None, Grain::Month),
        GridLayout::SubAnnual(year, grain) => (Some(year), grain),
    };
    let years = pack
        .figure_years()
        .map(|year| button(GridLayout::SubAnnual(year, grain), format!("{year}年"), year_here == Some(year)));
    html! {
        <>
            <div class="segments" role="group" aria-label="看哪一年">
                { button(GridLayout::Years, "各年".to_owned(), year_here.is_none()) }{ for years }
            </div>
            if let Some(year) = year_here {
                <div class="segments" role="group" aria-label="按月还是按季">
                    { button(GridLayout::SubAnnual(year, Grain::Month), "按月".to_owned(), grain == Grain::Month) }
                    { button(GridLayout::SubAnnual(year, Grain::Quarter), "按季".to_owned(), grain == Grain::Quarter) }
                </div>
            }
        </>
    }
}

/// Finds the next cell whose row name or figure contains a text.
fn find_field(props: &FiguresPanelProps, seek: &NodeRef) -> Html {
    let onkeydown = {
        let props = props.clone();
        Callback::from(move |event: KeyboardEvent| {
            if !is_key(&event, "Enter") {
                return;
            }
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            match found(&props, input.value().trim()) {
                Some(place) => {
                    focus_cell(GRID, place);
                    props.on_select.emit(Selection::one(place));
                }
                None => {
                    let headline = format!("没有找到“{}”", input.value());
                    let line = "可找数据项的名称，或格里的数（只找当前看的年份）".to_owned();
                    props.on.emit(Event::NoticeShown(Notice::wrong(headline, vec![line])));
                }
            }
        })
    };
    html! {
        <input ref={seek.clone()} type="text" id="find" class="find" placeholder="查找（Ctrl+F）" aria-label="查找数据项或数，回车到下一处" autocomplete="off" {onkeydown} />
    }
}

fn found(props: &FiguresPanelProps, wanted: &str) -> Option<(usize, usize)> {
    if wanted.is_empty() {
        return None;
    }
    let pack = props.assessed.rules();
    let plain = wanted.replace(',', "");
    let periods = props.view.periods(pack);
    let mut hits = Vec::new();
    for (row, series) in lines(pack).into_iter().enumerate() {
        if series.name.contains(wanted) {
            hits.push((row, 0));
        }
        for (column, period) in periods.iter().enumerate() {
            let text = props.assessed.workspace.figure_text(&series.id, *period);
            if !text.is_empty() && text.contains(&plain) && !hits.contains(&(row, column)) {
                hits.push((row, column));
            }
        }
    }
    let behind = hits.iter().find(|place| **place > props.selection.at);
    behind.or_else(|| hits.first()).copied()
}

fn columns(assessed: &Assessed, view: GridLayout) -> Vec<Column> {
    let pack = assessed.rules();
    let mut columns = vec![Column::named("数据项")];
    match view {
        GridLayout::Years => columns.extend(pack.figure_years().map(|year| year_heading(assessed, year))),
        GridLayout::SubAnnual(_, _) => {
            columns.extend(view.periods(pack).into_iter().map(|period| period_heading(assessed, period)))
        }
    }
    columns.push(Column::named(if view == GridLayout::Years { "全期判定" } else { "各期得出" }));
    columns
}

fn year_heading(assessed: &Assessed, year: Year) -> Column {
    let base = year == assessed.rules().base_year;
    let when = assessed.workspace.entries.as_of.map(|as_of| match as_of.year().cmp(&year) {
        std::cmp::Ordering::Greater => "",
        std::cmp::Ordering::Equal => "未完",
        std::cmp::Ordering::Less => "未开始",
    });
    let note = if base { "基期" } else { when.unwrap_or_default() };
    Column { name: format!("{year}年").into(), note: note.into() }
}

fn period_heading(assessed: &Assessed, period: Period) -> Column {
    let begun = assessed.workspace.entries.as_of.is_none_or(|as_of| period.has_begun(as_of));
    let name = text::period_name(period);
    let short = match period {
        Period::Year(_) => "全年".to_owned(),
        _ => name.split('年').next_back().unwrap_or_default().to_owned(),
    };
    Column { name: short.into(), note: if begun { AttrValue::default() } else { "未开始".into() } }
}

/// The rows: every series with its cells, and a trailer that follows from them.
fn rows(assessed: &Assessed, view: GridLayout) -> Vec<RowModel> {
    let periods = view.periods(assessed.rules());
    let mut rows = Vec::new();
    for (row, series) in in_order(assessed.rules()) {
        if row.is_none() {
            rows.push(RowModel::Heading("补充数据（默认口径用不到；换口径或奖补自查时用）".into()));
        }
        for (index, line) in series.into_iter().enumerate() {
            let first = (index == 0).then_some(row).flatten();
            let end = match view {
                GridLayout::Years => first.map(|row| whole_verdict(assessed, &row.id)).unwrap_or_default(),
                GridLayout::SubAnnual(year, grain) => within(assessed, line, year, grain),
            };
            let cells = periods.iter().map(|period| cell(assessed, view, line, *period)).collect();
            rows.push(RowModel::Cells(Cells { head: head(assessed, view, first, line), cells, end }));
        }
    }
    rows
}

fn head(assessed: &Assessed, view: GridLayout, first: Option<&Row>, series: &Series) -> RowHead {
    let flow = series.kind == Kind::Flow && view != GridLayout::Years;
    RowHead {
        number: Some(first.map(|row| row.id.to_string()).unwrap_or_default().into()),
        name: series.name.clone().into(),
        note: remarks(series).into(),
        choice: flow.then(|| accumulation_choice(assessed, series)),
        unit: series.unit.symbol().to_owned().into(),
    }
}

/// 本期 or 累计, for all years of a series: a series never mixes the two.
const ACCUMULATIONS: [Accumulation; 2] = [Accumulation::Current, Accumulation::Cumulative];

fn accumulation_choice(assessed: &Assessed, series: &Series) -> RowChoice {
    let now = assessed.workspace.entries.figures.accumulation(&series.id);
    RowChoice {
        label: format!("{}的分期数是本期还是累计", series.name).into(),
        options: &[("current", "本期"), ("cumulative", "累计")],
        chosen: ACCUMULATIONS.iter().position(|one| *one == now).unwrap_or(0),
    }
}

fn remarks(series: &Series) -> String {
    let kind = match series.kind {
        Kind::State => "时点数",
        Kind::Flow => "",
    };
    let parts: Vec<_> = [kind, series.note.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("；")
}

fn whole_verdict(assessed: &Assessed, row: &RowId) -> RowEnd {
    let result = assessed.verdicts.as_ref().and_then(|verdicts| verdicts.assessment.row(row));
    let working = result.and_then(|result| result.of(Span::Whole));
    working.map_or(RowEnd::Nothing, |working| {
        RowEnd::Badge(verdict_word(working.verdict), text::verdict_words(working).into())
    })
}

/// The year's figure that follows from its periods. If the year was entered in the other period length, an offer to
/// convert it.
fn within(assessed: &Assessed, series: &Series, year: Year, grain: Grain) -> RowEnd {
    let figures = &assessed.workspace.entries.figures;
    if let Some(other) = figures.grain(&series.id, year).filter(|other| *other != grain) {
        let lost = if grain == Grain::Month {
            "各季的数换算不成各月，会清除"
        } else {
            "各月的数合成各季"
        };
        return RowEnd::Offer(Rc::new(RowOffer {
            words: format!("{}填", text::grain_name(other)).into(),
            label: format!("改为{}", text::grain_name(grain)).into(),
            about: series.name.clone().into(),
            question: format!("{year}年改为{}填？{lost}，可撤销。", text::grain_name(grain)).into(),
            yes: "改".into(),
        }));
    }
    let Some(as_of) = assessed.workspace.entries.as_of else { return RowEnd::Nothing };
    let shown = |value: &Exact| text::grouped(&to_plain(value, 6)).into();
    match year_from_periods(figures, series, year, as_of) {
        YearFigure::Added { value, .. } | YearFigure::Own(value) => RowEnd::Words(shown(&value), AttrValue::default()),
        YearFigure::Last { value, last } => {
            RowEnd::Words(shown(&value), format!("（{}）", text::period_name(last)).into())
        }
        YearFigure::Blank(Blank::Hole(hole)) => RowEnd::Wrong(format!("缺{}", text::period_name(hole)).into()),
        YearFigure::Blank(Blank::Nothing | Blank::NotBegun) => RowEnd::Nothing,
    }
}

fn cell(assessed: &Assessed, view: GridLayout, series: &Series, period: Period) -> GridCell {
    let (workspace, pack) = (&assessed.workspace, assessed.rules());
    let field = Field::Figure(series.id.clone(), period);
    let problem = text::typed_problem(pack, workspace, &field).map(AttrValue::from);
    let plain = workspace.figure_text(&series.id, period);
    let text = if problem.is_some() { plain.clone() } else { text::grouped(&plain) };
    let about = |doubt: &&Doubt| doubt.series == series.id && doubt.period == Some(period);
    let doubts = assessed.verdicts.iter().flat_map(|verdicts| &verdicts.doubts);
    let doubt = doubts.filter(about).map(|doubt| text::doubt_sentence(pack, doubt)).next();
    GridCell {
        label: format!("{} {}，单位{}", series.name, text::period_name(period), series.unit.symbol()).into(),
        text: text.into(),
        plain: plain.into(),
        derived: derived(assessed, series, period).map(AttrValue::from),
        problem,
        doubt: doubt.map(AttrValue::from),
        noted: workspace.entries.figures.cell(&series.id, period).is_some_and(is_noted),
        enabled: view.takes(assessed, &series.id, period),
    }
}

/// A year's figure that follows from its periods, shown in its blank cell.
fn derived(assessed: &Assessed, series: &Series, period: Period) -> Option<String> {
    let (Period::Year(year), Some(as_of)) = (period, assessed.workspace.entries.as_of) else { return None };
    match year_figure(&assessed.workspace.entries.figures, series, year, as_of) {
        YearFigure::Added { value, .. } | YearFigure::Last { value, .. } => Some(text::grouped(&to_plain(&value, 6))),
        YearFigure::Own(_) | YearFigure::Blank(_) => None,
    }
}

/// True if the cell has more to show than one plain figure of the unit's own.
fn is_noted(cell: &Cell) -> bool {
    let plain = |observation: &Observation| *observation == Observation::own(observation.value);
    cell.chosen().is_some() || !cell.observations().all(plain)
}

/// The whole grid with its labels, for the clipboard.
fn labelled(assessed: &Assessed, view: GridLayout, rows: &[Rc<RowModel>]) -> String {
    let pack = assessed.rules();
    let periods = view.periods(pack);
    let head = ["序号", "数据项", "单位"].map(str::to_owned).into_iter();
    let mut table = vec![head.chain(periods.iter().map(|period| text::period_name(*period))).collect::<Vec<_>>()];
    let all = in_order(pack).into_iter().flat_map(|(row, series)| {
        series.into_iter().enumerate().map(move |(index, one)| ((index == 0).then_some(row).flatten(), one))
    });
    for (index, (row, series)) in all.enumerate() {
        let number = row.map(|row| row.id.to_string()).unwrap_or_default();
        let selection = Selection { at: (index, 0), to: (index, periods.len().saturating_sub(1)) };
        let figures = texts(rows, selection).into_iter().flatten();
        table.push([number, series.name.clone(), series.unit.symbol().to_owned()].into_iter().chain(figures).collect());
    }
    to_text(&table)
}
