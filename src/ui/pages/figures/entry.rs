//! The grid of figures: series by year, or by quarter or month of one year.

use super::details::details;
use super::status::status;
use super::view::{View, in_order, lines};
use crate::domain::attainment::Span;
use crate::domain::figures::{
    Accumulation, Blank, Cell, Doubt, Observation, YearFigure, year_figure, year_from_periods,
};
use crate::domain::policy::{Kind, Row, RowId, Series};
use crate::domain::quantity::{Exact, Grain, Period, Year, to_plain};
use crate::exchange::block::to_text;
use crate::platform::copy_text;
use crate::text;
use crate::ui::findings::Findings;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::grid::{GridCell, GridRow, Selection, focus_cell, texts};
use crate::ui::kit::keys::is_key;
use crate::ui::kit::segment::segment;
use crate::ui::parts::badge::badge;
use crate::ui::parts::sheet_grid::SheetGrid;
use crate::workspace::{Action, Event, Field, Notice};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement, KeyboardEvent};
use yew::prelude::*;

/// Id of the grid in the page.
pub const GRID: &str = "figures";

/// Props of the panel.
#[derive(Clone, PartialEq, Properties)]
pub struct FiguresPanelProps {
    /// What is open.
    pub findings: Rc<Findings>,
    /// What the grid shows.
    pub view: View,
    /// Told what it is to show.
    pub on_view: Callback<View>,
    /// What is selected.
    pub selection: Selection,
    /// Told what is selected.
    pub on_select: Callback<Selection>,
    /// Whether more is shown of the cell at hand.
    pub opened: bool,
    /// Told whether it is to be.
    pub on_open: Callback<bool>,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The panel with the grid.
#[component(FiguresPanel)]
pub fn figures_panel(props: &FiguresPanelProps) -> Html {
    let FiguresPanelProps { findings, view, selection, on, .. } = props;
    let seek = use_node_ref();
    let sheet = use_memo((findings.clone(), *view), |(findings, view)| view.sheet(findings));
    let rows = use_memo((findings.clone(), *view), |(findings, view)| rows(findings, *view));
    // Headers and trailers hold callbacks, which no memo can compare: they are put in anew.
    let rows = Rc::new(with_sides(findings, *view, &rows, on));
    let columns = columns(findings, *view);
    let on_seek = {
        let seek = seek.clone();
        Callback::from(move |()| {
            if let Some(field) = seek.cast::<HtmlInputElement>() {
                // Nothing follows from a focus that the browser refuses.
                let _ = field.focus();
                field.select();
            }
        })
    };
    let copy_all = {
        let (findings, view, rows, on) = (findings.clone(), *view, Rc::clone(&rows), on.clone());
        Callback::from(move |_: MouseEvent| {
            let notice = match copy_text(&labelled(&findings, view, &rows)) {
                true => Notice::good("已复制整表，带行名和列名，可粘贴到表格软件"),
                false => Notice::wrong("浏览器没有允许复制", vec!["请选中格子按 Ctrl+C".to_owned()]),
            };
            on.emit(Event::Told(notice));
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
            <SheetGrid id={GRID} caption="数据" {columns} {rows} {sheet} findings={findings.clone()} selection={*selection}
                class={classes!(matches!(view, View::Within(_, Grain::Month)).then_some("months"))}
                on_select={props.on_select.clone()} on_open={props.on_open.reform(|_| true)} {on_seek} on={on.clone()} />
            <div class="drawer">
                { status(findings, *view, *selection, props.opened, &props.on_open) }
                if props.opened {
                    { details(findings, *view, *selection, &props.on_open, on) }
                }
            </div>
        </section>
    }
}

/// The choice of what the grid shows.
fn views(props: &FiguresPanelProps) -> Html {
    let pack = props.findings.rules();
    let button = |view: View, words: String, here: bool| {
        let on = props.on_view.reform(move |_: MouseEvent| view);
        segment(words, here, on)
    };
    let (year_here, grain) = match props.view {
        View::Years => (None, Grain::Month),
        View::Within(year, grain) => (Some(year), grain),
    };
    let years =
        pack.figure_years().map(|year| button(View::Within(year, grain), format!("{year}年"), year_here == Some(year)));
    html! {
        <>
            <div class="segments" role="group" aria-label="看哪一年">
                { button(View::Years, "各年".to_owned(), year_here.is_none()) }{ for years }
            </div>
            if let Some(year) = year_here {
                <div class="segments" role="group" aria-label="按月还是按季">
                    { button(View::Within(year, Grain::Month), "按月".to_owned(), grain == Grain::Month) }
                    { button(View::Within(year, Grain::Quarter), "按季".to_owned(), grain == Grain::Quarter) }
                </div>
            }
        </>
    }
}

/// Finds the next cell whose row's name or whose figure holds a text.
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
                    props.on.emit(Event::Told(Notice::wrong(headline, vec![line])));
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
    let pack = props.findings.rules();
    let plain = wanted.replace(',', "");
    let periods = props.view.periods(pack);
    let mut hits = Vec::new();
    for (row, series) in lines(pack).into_iter().enumerate() {
        if series.name.contains(wanted) {
            hits.push((row, 0));
        }
        for (column, period) in periods.iter().enumerate() {
            let text = props.findings.workspace.figure_text(&series.id, *period);
            if !text.is_empty() && text.contains(&plain) && !hits.contains(&(row, column)) {
                hits.push((row, column));
            }
        }
    }
    let behind = hits.iter().find(|place| **place > props.selection.at);
    behind.or_else(|| hits.first()).copied()
}

fn columns(findings: &Findings, view: View) -> Vec<Html> {
    let pack = findings.rules();
    let mut columns = vec![html! { "数据项" }];
    match view {
        View::Years => columns.extend(pack.figure_years().map(|year| year_heading(findings, year))),
        View::Within(_, _) => {
            columns.extend(view.periods(pack).into_iter().map(|period| period_heading(findings, period)))
        }
    }
    columns.push(if view == View::Years {
        html! { "全期判定" }
    } else {
        html! { "各期得出" }
    });
    columns
}

fn year_heading(findings: &Findings, year: Year) -> Html {
    let base = year == findings.rules().base_year;
    let when = findings.workspace.entries.as_of.map(|as_of| match as_of.year().cmp(&year) {
        std::cmp::Ordering::Greater => "",
        std::cmp::Ordering::Equal => "未完",
        std::cmp::Ordering::Less => "未开始",
    });
    let note = if base { "基期" } else { when.unwrap_or_default() };
    html! { <>{ format!("{year}年") }<small>{ note }</small></> }
}

fn period_heading(findings: &Findings, period: Period) -> Html {
    let begun = findings.workspace.entries.as_of.is_none_or(|as_of| period.has_begun(as_of));
    let name = text::period_name(period);
    let short = match period {
        Period::Year(_) => "全年".to_owned(),
        _ => name.split('年').next_back().unwrap_or_default().to_owned(),
    };
    html! { <>{ short }{ for (!begun).then(|| html! { <small>{ "未开始" }</small> }) }</> }
}

/// The rows without what stands beside their cells.
fn rows(findings: &Findings, view: View) -> Vec<Vec<GridCell>> {
    let periods = view.periods(findings.rules());
    let cells = |series: &Series| periods.iter().map(|period| cell(findings, view, series, *period)).collect();
    lines(findings.rules()).into_iter().map(cells).collect()
}

fn with_sides(findings: &Findings, view: View, cells: &[Vec<GridCell>], on: &Callback<Event>) -> Vec<GridRow> {
    let mut rows = Vec::new();
    let mut cells = cells.iter();
    for (row, series) in in_order(findings.rules()) {
        if row.is_none() {
            rows.push(GridRow::Heading(html! { "补充数据（默认口径用不到；换口径或奖补自查时用）" }));
        }
        for (index, line) in series.into_iter().enumerate() {
            let first = (index == 0).then_some(row).flatten();
            let trailer = match view {
                View::Years => first.map(|row| whole_verdict(findings, &row.id)).unwrap_or_default(),
                View::Within(year, grain) => within(findings, line, year, grain, on),
            };
            let header = header(findings, view, first, line, on);
            rows.push(GridRow::Cells { header, cells: cells.next().cloned().unwrap_or_default(), trailer });
        }
    }
    rows
}

fn header(findings: &Findings, view: View, first: Option<&Row>, series: &Series, on: &Callback<Event>) -> Html {
    let flow = series.kind == Kind::Flow && view != View::Years;
    html! {
        <div class="row-head">
            <span class="row-number">{ first.map(|row| row.id.to_string()).unwrap_or_default() }</span>
            <span class="row-name">{ &series.name }<small>{ remarks(series) }</small></span>
            if flow { { accumulation_choice(findings, series, on) } }
            <span class="row-unit">{ series.unit.symbol() }</span>
        </div>
    }
}

/// 本期 or 累计, for all years of a series: the two are never mixed.
fn accumulation_choice(findings: &Findings, series: &Series, on: &Callback<Event>) -> Html {
    let now = findings.workspace.entries.figures.accumulation(&series.id);
    let onchange = {
        let (on, series) = (on.clone(), series.id.clone());
        Callback::from(move |event: yew::Event| {
            let chosen = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
            let accumulation = match chosen.as_deref() {
                Some("cumulative") => Accumulation::Cumulative,
                _ => Accumulation::Current,
            };
            on.emit(Event::Did(Action::AccumulationChosen(series.clone(), accumulation)));
        })
    };
    html! {
        <select class="how" aria-label={format!("{}的分期数是本期还是累计", series.name)} {onchange}>
            <option value="current" selected={now == Accumulation::Current}>{ "本期" }</option>
            <option value="cumulative" selected={now == Accumulation::Cumulative}>{ "累计" }</option>
        </select>
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

fn whole_verdict(findings: &Findings, row: &RowId) -> Html {
    let result = findings.assessed.as_ref().and_then(|assessed| assessed.assessment.row(row));
    result.and_then(|result| result.of(Span::Whole)).map(badge).unwrap_or_default()
}

/// What a year's periods give, or the way to enter them in the length that is looked at.
fn within(findings: &Findings, series: &Series, year: Year, grain: Grain, on: &Callback<Event>) -> Html {
    let figures = &findings.workspace.entries.figures;
    if let Some(other) = figures.grain(&series.id, year).filter(|other| *other != grain) {
        let change = {
            let series = series.id.clone();
            on.reform(move |()| Event::Did(Action::GrainChanged(series.clone(), year, grain)))
        };
        let lost = if grain == Grain::Month {
            "各季的数换算不成各月，会清除"
        } else {
            "各月的数合成各季"
        };
        return html! {
            <>
                <span>{ format!("{}填", text::grain_name(other)) }</span>
                <Confirm label={format!("改为{}", text::grain_name(grain))} about={series.name.clone()}
                    question={format!("{year}年改为{}填？{lost}，可撤销。", text::grain_name(grain))} yes="改" on_yes={change} />
            </>
        };
    }
    let Some(as_of) = findings.workspace.entries.as_of else { return Html::default() };
    let shown = |value: &Exact| text::grouped(&to_plain(value, 6));
    match year_from_periods(figures, series, year, as_of) {
        YearFigure::Added { value, .. } | YearFigure::Own(value) => html! { shown(&value) },
        YearFigure::Last { value, last } => {
            html! { <>{ shown(&value) }<small>{ format!("（{}）", text::period_name(last)) }</small></> }
        }
        YearFigure::Blank(Blank::Hole(hole)) => {
            html! { <span class="wrong">{ format!("缺{}", text::period_name(hole)) }</span> }
        }
        YearFigure::Blank(Blank::Nothing | Blank::NotBegun) => Html::default(),
    }
}

fn cell(findings: &Findings, view: View, series: &Series, period: Period) -> GridCell {
    let (workspace, pack) = (&findings.workspace, findings.rules());
    let field = Field::Figure(series.id.clone(), period);
    let problem = text::typed_problem(pack, workspace, &field).map(AttrValue::from);
    let plain = workspace.figure_text(&series.id, period);
    let text = if problem.is_some() { plain.clone() } else { text::grouped(&plain) };
    let about = |doubt: &&Doubt| doubt.series == series.id && doubt.period == Some(period);
    let doubts = findings.assessed.iter().flat_map(|assessed| &assessed.doubts);
    let doubt = doubts.filter(about).map(|doubt| text::doubt_sentence(pack, doubt)).next();
    GridCell {
        label: format!("{} {}，单位{}", series.name, text::period_name(period), series.unit.symbol()).into(),
        text: text.into(),
        plain: plain.into(),
        derived: derived(findings, series, period).map(AttrValue::from),
        problem,
        doubt: doubt.map(AttrValue::from),
        noted: workspace.entries.figures.cell(&series.id, period).is_some_and(is_noted),
        enabled: view.takes(findings, &series.id, period),
    }
}

/// A year's figure that follows from its periods, for its own blank cell.
fn derived(findings: &Findings, series: &Series, period: Period) -> Option<String> {
    let (Period::Year(year), Some(as_of)) = (period, findings.workspace.entries.as_of) else { return None };
    match year_figure(&findings.workspace.entries.figures, series, year, as_of) {
        YearFigure::Added { value, .. } | YearFigure::Last { value, .. } => Some(text::grouped(&to_plain(&value, 6))),
        YearFigure::Own(_) | YearFigure::Blank(_) => None,
    }
}

/// True where more is said than one plain figure of the unit's own.
fn is_noted(cell: &Cell) -> bool {
    let plain = |observation: &Observation| *observation == Observation::own(observation.value);
    cell.chosen().is_some() || !cell.observations().all(plain)
}

/// The whole grid with its labels, for the clipboard.
fn labelled(findings: &Findings, view: View, rows: &[GridRow]) -> String {
    let pack = findings.rules();
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
