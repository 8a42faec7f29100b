//! 状态栏 – the active cell's 本期, 累计, 上年同期 and 同比; for a range, the counts and the sum.

use super::layout::{GridLayout, lines};
use crate::domain::figures::{course, growth_over, year_figure};
use crate::domain::policy::{Kind, Series};
use crate::domain::quantity::{Exact, Period, Unit, to_plain};
use crate::platform::count_drawn;
use crate::text;
use crate::ui::kit::grid::Selection;
use crate::ui::store::Assessed;
use num_traits::Zero;
use yew::prelude::*;

/// Props of the status line.
#[derive(Clone, PartialEq, Properties)]
pub struct StatusLineProps {
    /// Names and values to show.
    pub words: Vec<(String, String)>,
    /// Whether the drawer below it is open.
    pub opened: bool,
    /// Called to open or close the drawer.
    pub on_open: Callback<bool>,
}

/// The line below the grid.
#[component(StatusLine)]
pub fn status_line(props: &StatusLineProps) -> Html {
    count_drawn("status line");
    let StatusLineProps { words, opened, on_open } = props;
    let toggle = {
        let opened = *opened;
        on_open.reform(move |_: MouseEvent| !opened)
    };
    html! {
        <div class="status" id="status">
            <ul>{ for words.iter().map(|(name, value)| html! { <li><span>{ name }</span><strong>{ value }</strong></li> }) }</ul>
            <button type="button" class="quiet" aria-expanded={opened.to_string()} onclick={toggle}>{ if *opened { "收起" } else { "来源与对照" } }</button>
        </div>
    }
}

/// The words for the selected cells.
pub fn status_words(assessed: &Assessed, view: GridLayout, selection: Selection) -> Vec<(String, String)> {
    if selection.is_range() { of_range(assessed, view, selection) } else { of_cell(assessed, view, selection) }
}

/// The series and the period of a cell.
pub fn cell_of(assessed: &Assessed, view: GridLayout, (row, column): (usize, usize)) -> Option<(&Series, Period)> {
    let series = lines(assessed.rules()).into_iter().nth(row)?;
    Some((series, view.periods(assessed.rules()).into_iter().nth(column)?))
}

fn of_cell(assessed: &Assessed, view: GridLayout, selection: Selection) -> Vec<(String, String)> {
    let Some((series, period)) = cell_of(assessed, view, selection.at) else { return Vec::new() };
    let shown = |value: Option<&Exact>| value.map_or("—".to_owned(), |value| text::value(value, &series.unit));
    let growth = |now: Option<&Exact>, before: Option<&Exact>| {
        growth_over(now, before).map_or("—".to_owned(), |growth| text::signed_percent(&growth))
    };
    let name = format!("{} {}", series.name, text::period_name(period));
    let entries = &assessed.workspace.entries;
    if let Period::Year(year) = period {
        let Some(as_of) = entries.as_of else { return vec![(name, String::new())] };
        let figure = |year| year_figure(&entries.figures, series, year, as_of).value().cloned();
        let (now, before) = (figure(year), year.previous().and_then(figure));
        return vec![
            (name, shown(now.as_ref())),
            ("上年".to_owned(), shown(before.as_ref())),
            ("比上年".to_owned(), growth(now.as_ref(), before.as_ref())),
        ];
    }
    let course = course(&entries.figures, series, period.year(), period.grain(), entries.as_of);
    let Some(stretch) = course.into_iter().find(|stretch| stretch.period == period) else { return Vec::new() };
    let (current, before) = (stretch.current.as_ref(), stretch.current_before.as_ref());
    let mut words = vec![
        (name, String::new()),
        (if series.kind == Kind::State { "期末" } else { "本期" }.to_owned(), shown(current)),
        ("上年同期".to_owned(), shown(before)),
        ("同比".to_owned(), growth(current, before)),
    ];
    if series.kind == Kind::Flow {
        let (now, before) = (stretch.cumulative.as_ref(), stretch.cumulative_before.as_ref());
        words.extend([
            ("累计".to_owned(), shown(now)),
            ("上年同期累计".to_owned(), shown(before)),
            ("累计同比".to_owned(), growth(now, before)),
        ]);
    }
    words
}

fn of_range(assessed: &Assessed, view: GridLayout, selection: Selection) -> Vec<(String, String)> {
    let cells: Vec<_> = selection.rows().flatten().filter_map(|place| cell_of(assessed, view, place)).collect();
    let figures = &assessed.workspace.entries.figures;
    let values: Vec<(&Unit, Exact)> = cells
        .iter()
        .filter_map(|(series, period)| Some((&series.unit, figures.adopted(&series.id, *period)?.exact())))
        .collect();
    let mut words =
        vec![("选中".to_owned(), format!("{} 格", cells.len())), ("有数".to_owned(), format!("{} 格", values.len()))];
    let unit = values.first().map(|(unit, _)| *unit);
    if let Some(unit) = unit.filter(|unit| values.iter().all(|(other, _)| other == unit)) {
        let sum = values.iter().fold(Exact::zero(), |sum, (_, value)| sum + value);
        words.push(("合计".to_owned(), format!("{} {}", text::grouped(&to_plain(&sum, 6)), unit.symbol())));
    }
    words
}
