//! The grid of figures: series by year.

use crate::domain::attainment::Span;
use crate::domain::figures::Doubt;
use crate::domain::policy::{Pack, Row, RowId, Series, SeriesId};
use crate::domain::quantity::{Period, Year};
use crate::text;
use crate::ui::findings::Findings;
use crate::ui::kit::grid::{Grid, GridCell, GridRow};
use crate::ui::parts::badge::badge;
use crate::workspace::{Action, Event, Field, Notice};
use yew::prelude::*;

/// Id of the grid in the page.
pub const GRID: &str = "figures";

/// The series in the order of the grid: each under the first row that asks for it, then the rest.
fn in_order(pack: &Pack) -> Vec<(Option<&Row>, Vec<&Series>)> {
    let mut shown: Vec<&SeriesId> = Vec::new();
    let mut groups = Vec::new();
    for row in &pack.rows {
        let fresh: Vec<_> = row.rule.series().into_iter().filter(|id| !shown.contains(id)).collect();
        shown.extend(fresh.iter().copied());
        groups.push((Some(row), fresh.into_iter().filter_map(|id| pack.series_of(id)).collect()));
    }
    let rest: Vec<_> = pack.series.iter().filter(|series| !shown.contains(&&series.id)).collect();
    if !rest.is_empty() {
        groups.push((None, rest));
    }
    groups
}

fn lines(pack: &Pack) -> Vec<&Series> {
    in_order(pack).into_iter().flat_map(|(_, series)| series).collect()
}

/// Row and column of a figure.
pub fn place_of(pack: &Pack, series: &SeriesId, year: Year) -> Option<(usize, usize)> {
    let row = lines(pack).iter().position(|line| &line.id == series)?;
    Some((row, pack.figure_years().position(|known| known == year)?))
}

/// The panel with the grid.
pub fn figures_panel(findings: &Findings, on: &Callback<Event>) -> Html {
    let pack = findings.rules();
    let years: Vec<Year> = pack.figure_years().collect();
    let mut columns = vec![html! { "数据项" }];
    columns.extend(years.iter().map(|year| year_heading(findings, *year)));
    columns.push(html! { "全期判定" });
    let rows =
        in_order(pack).into_iter().flat_map(|(row, series)| group(findings, row, &series, &years)).collect::<Vec<_>>();
    let on_text = {
        let ids: Vec<SeriesId> = lines(pack).into_iter().map(|series| series.id.clone()).collect();
        let on = on.clone();
        Callback::from(move |(row, column, typed): (usize, usize, String)| {
            if let (Some(series), Some(year)) = (ids.get(row), years.get(column)) {
                on.emit(Event::Did(Action::FigureTyped(series.clone(), Period::Year(*year), typed)));
            }
        })
    };
    html! {
        <section class="panel" aria-labelledby="figures-title">
            <h2 id="figures-title">{ "各年数据" }</h2>
            <p class="below">{ "方向键移动，直接打字替换，F2 在格内改，回车向下，Esc 还原。可写“4.5亿元”“1,234”。空白与 0 不同：没有数就留空。" }</p>
            <Grid id={GRID} caption="各年数据" {columns} {rows} {on_text} on_block={one_at_a_time(on)} />
        </section>
    }
}

/// Pasting many cells at once is refused in words.
pub fn one_at_a_time(on: &Callback<Event>) -> Callback<()> {
    on.reform(|()| {
        let lines = vec!["剪贴板里有多个格子。请逐格复制；原来的内容没有改动。".to_owned()];
        Event::Told(Notice::wrong("一次只能粘贴一个数", lines))
    })
}

fn year_heading(findings: &Findings, year: Year) -> Html {
    let base = year == findings.rules().base_year;
    let when = findings.workspace.as_of.map(|as_of| match as_of.year().cmp(&year) {
        std::cmp::Ordering::Greater => "",
        std::cmp::Ordering::Equal => "未完",
        std::cmp::Ordering::Less => "未开始",
    });
    let note = if base { "基期" } else { when.unwrap_or_default() };
    html! { <>{ format!("{year}年") }<small>{ note }</small></> }
}

fn group(findings: &Findings, row: Option<&Row>, series: &[&Series], years: &[Year]) -> Vec<GridRow> {
    let mut rows = Vec::new();
    if row.is_none() {
        rows.push(GridRow::Heading(html! { "补充数据（默认口径用不到；换口径或奖补自查时用）" }));
    }
    for (index, line) in series.iter().enumerate() {
        let first = (index == 0).then_some(row).flatten();
        let header = html! {
            <div class="row-head">
                <span class="row-number">{ first.map(|row| row.id.to_string()).unwrap_or_default() }</span>
                <span class="row-name">{ &line.name }<small>{ remarks(line) }</small></span>
                <span class="row-unit">{ line.unit.symbol() }</span>
            </div>
        };
        let trailer = first.map(|row| whole_verdict(findings, &row.id)).unwrap_or_default();
        let cells = years.iter().map(|year| cell(findings, line, *year)).collect();
        rows.push(GridRow::Cells { header, cells, trailer });
    }
    rows
}

fn remarks(series: &Series) -> String {
    let kind = match series.kind {
        crate::domain::policy::Kind::State => "时点数",
        crate::domain::policy::Kind::Flow => "",
    };
    let parts: Vec<_> = [kind, series.note.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("；")
}

fn whole_verdict(findings: &Findings, row: &RowId) -> Html {
    let result = findings.assessed.as_ref().and_then(|assessed| assessed.assessment.row(row));
    result.and_then(|result| result.of(Span::Whole)).map(badge).unwrap_or_default()
}

fn cell(findings: &Findings, series: &Series, year: Year) -> GridCell {
    let (workspace, pack) = (&findings.workspace, findings.rules());
    let field = Field::Figure(series.id.clone(), Period::Year(year));
    let problem = text::typed_problem(pack, workspace, &field).map(AttrValue::from);
    let plain = workspace.figure_text(&series.id, year);
    let text = if problem.is_some() { plain } else { text::grouped(&plain) };
    let about = |doubt: &&Doubt| doubt.series == series.id && doubt.period == Some(Period::Year(year));
    let doubts = findings.assessed.iter().flat_map(|assessed| &assessed.doubts);
    let doubt = doubts.filter(about).map(|doubt| text::doubt_sentence(pack, doubt)).next();
    GridCell {
        label: format!("{} {year}年，单位{}", series.name, series.unit.symbol()).into(),
        text: text.into(),
        problem,
        doubt: doubt.map(AttrValue::from),
        enabled: true,
    }
}
