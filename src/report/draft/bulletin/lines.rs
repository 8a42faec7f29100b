//! One line for each unit: its figures for a row, the rate that follows, its rank. A row of several amounts has a
//! table for each; a share is one rate; a total over the period is ranked by completion.

use super::BulletinDraft;
use crate::domain::attainment::{Pace, completion};
use crate::domain::figures::{Situation, course, growth_over, year_figure};
use crate::domain::policy::{Kind, Row, Rule, Series};
use crate::domain::quantity::{Exact, Grain, Year};
use crate::domain::ranking::rank;
use crate::domain::working::{Test, Working};
use crate::report::draft::facts::column;
use crate::report::{Align, Column, Table};
use crate::text;
use num_traits::Zero;

/// What units are compared by in a row.
pub(super) enum Compared<'p> {
    /// A figure of the year.
    Figure(&'p Series),
    /// One rate of two figures: the numerator, then the denominator.
    Share(&'p Series, &'p Series),
    /// A figure over the whole period.
    Total(&'p Series),
}

/// One unit's line.
pub(super) struct SeriesLine {
    /// The unit.
    pub name: String,
    handed_in: bool,
    /// The figure; for a share the numerator, for a total the sum so far.
    now: Option<Exact>,
    /// The figure of the year before; for a share the denominator.
    before: Option<Exact>,
    /// 完成率 of a minimum or total.
    completion: Option<Exact>,
    /// The share.
    rate: Option<Exact>,
    /// The requirement of a total.
    asked: Option<Exact>,
    /// Its rank, where it has one.
    pub place: Option<u32>,
}

impl SeriesLine {
    /// 同比
    fn growth(&self) -> Option<Exact> {
        growth_over(self.now.as_ref(), self.before.as_ref())
    }
}

/// A column of a table with the text that it shows for a line.
type Shown<'a> = (Column, Box<dyn Fn(&SeriesLine) -> String + 'a>);

impl<'a> BulletinDraft<'a> {
    /// What units are compared by in a row, in the row's order.
    pub(super) fn compared(&self, row: &'a Row) -> Vec<Compared<'a>> {
        let series = |id| self.pack.series_of(id);
        match &row.rule {
            Rule::Share { numerator, denominator, .. } => series(numerator)
                .zip(series(denominator))
                .map(|(part, whole)| Compared::Share(part, whole))
                .into_iter()
                .collect(),
            Rule::MinimumTotal { series: id, .. } => series(id).map(Compared::Total).into_iter().collect(),
            rule => rule.series().into_iter().filter_map(series).map(Compared::Figure).collect(),
        }
    }

    /// A line for each unit, in their order.
    pub(super) fn lines(&self, row: &Row, compared: &Compared) -> Vec<SeriesLine> {
        let lines = self.by_unit(row).map(|(unit, working)| {
            let situation = unit.situation.as_ref().filter(|one| !one.not_applicable.contains(&row.id));
            let working = situation.and(working);
            let mut line = SeriesLine {
                name: unit.unit.name.clone(),
                handed_in: unit.situation.is_some(),
                now: None,
                before: None,
                completion: working.and_then(completion),
                rate: None,
                asked: None,
                place: None,
            };
            let Some(one) = situation else { return line };
            match compared {
                Compared::Figure(series) => (line.now, line.before) = self.now_and_before(one, series),
                Compared::Share(part, whole) => {
                    let figure = |series| year_figure(&one.figures, series, self.year, one.as_of).value().cloned();
                    (line.now, line.before) = (figure(part), figure(whole));
                    let whole = line.before.as_ref().filter(|whole| !whole.is_zero());
                    line.rate = line
                        .now
                        .as_ref()
                        .zip(whole)
                        .map(|(part, whole)| part / whole)
                        .filter(|rate| *rate <= Exact::from_integer(1.into()));
                }
                Compared::Total(series) => {
                    // Up to the bulletin's year; later years do not belong in it.
                    let figure = |year| year_figure(&one.figures, series, year, one.as_of).value().cloned();
                    line.now = self.years_so_far().try_fold(Exact::zero(), |sum, year| Some(sum + figure(year)?));
                    line.asked = working.and_then(total).and_then(|leaf| leaf.test.required());
                    let asked = line.asked.as_ref().filter(|asked| !asked.is_zero());
                    line.completion = line.now.as_ref().zip(asked).map(|(now, asked)| now / asked);
                }
            }
            line
        });
        let mut lines: Vec<SeriesLine> = lines.collect();
        let ranked: Vec<Option<Exact>> = lines.iter().map(|line| Self::ranked_by(row, compared, line)).collect();
        for (index, line) in lines.iter_mut().enumerate() {
            let others = ranked.iter().enumerate().filter(|(other, _)| *other != index);
            let others: Vec<_> = others.map(|(_, other)| other.clone()).collect();
            line.place = ranked.get(index).and_then(Option::as_ref).map(|own| rank(own, &others).place);
        }
        lines
    }

    /// The plan's years up to the bulletin's.
    pub(super) fn years_so_far(&self) -> impl Iterator<Item = Year> + use<> {
        let year = self.year;
        self.pack.plan_years().filter(move |one| *one <= year)
    }

    /// The value that a rank follows from; the table shows it.
    fn ranked_by(row: &Row, compared: &Compared, line: &SeriesLine) -> Option<Exact> {
        match compared {
            Compared::Share(..) => line.rate.clone(),
            Compared::Total(_) => line.completion.clone(),
            Compared::Figure(_) if matches!(row.rule, Rule::MinimumEachYear { .. }) => line.completion.clone(),
            Compared::Figure(_) => line.growth(),
        }
    }

    /// The table of each figure, units in order of rank; a column without content is left out.
    pub(super) fn tables(&self) -> Vec<Table> {
        let rows = self.pack.rows.iter();
        let each = rows.flat_map(|row| self.compared(row).into_iter().map(move |compared| (row, compared)));
        each.map(|(row, compared)| self.table(row, &compared)).collect()
    }

    fn table(&self, row: &Row, compared: &Compared) -> Table {
        let mut lines = self.lines(row, compared);
        lines.retain(|line| line.handed_in);
        // The sort is stable: units of equal rank stay in their order.
        lines.sort_by_key(|line| line.place.unwrap_or(u32::MAX));
        let says = |of: &dyn Fn(&SeriesLine) -> String| {
            lines.iter().any(|line| ![BLANK, NO_PLACE].contains(&of(line).as_str()))
        };
        let columns: Vec<Shown> = self.columns(compared).into_iter().filter(|(_, of)| says(of.as_ref())).collect();
        let cells = |line: &SeriesLine| columns.iter().map(|(_, of)| of(line)).collect();
        let rows = lines.iter().map(cells).collect();
        let caption = match compared {
            Compared::Figure(series) => format!("第{}项指标 {}（{}）", row.id, series.name, series.unit.symbol()),
            Compared::Share(part, whole) => format!("第{}项指标 {}与{}之比", row.id, part.name, whole.name),
            Compared::Total(series) => {
                format!("第{}项指标 {}，计划期累计（{}）", row.id, series.name, series.unit.symbol())
            }
        };
        Table { caption, columns: columns.into_iter().map(|(column, _)| column).collect(), rows }
    }

    fn columns(&self, compared: &Compared) -> Vec<Shown<'_>> {
        let shown = |value: Option<&Exact>| value.map_or(BLANK.to_owned(), text::plain);
        let percent = |value: Option<&Exact>| value.map_or(BLANK.to_owned(), text::percent);
        let place = |line: &SeriesLine| line.place.map_or(NO_PLACE.to_owned(), |place| place.to_string());
        let mut columns: Vec<Shown> = vec![
            (column("位次", 8, Align::Middle), Box::new(place)),
            (column("单位", 20, Align::Left), Box::new(|line: &SeriesLine| line.name.clone())),
        ];
        let pace = Pace::of(self.year, self.own.as_of).map(Pace::share);
        let year = self.year;
        match compared {
            Compared::Figure(_) => {
                // A year that is over has no current period.
                let (now, before) = match self.is_open() {
                    true => ("本期累计".to_owned(), "上年同期".to_owned()),
                    false => (format!("{year}年"), year.previous().map_or(String::new(), |year| format!("{year}年"))),
                };
                let behind = move |line: &SeriesLine| {
                    let behind = line.completion.as_ref().zip(pace.as_ref()).map(|(share, pace)| share - pace);
                    behind.map_or(BLANK.to_owned(), |behind| text::signed_percent(&behind).replace('%', ""))
                };
                let growth =
                    |line: &SeriesLine| line.growth().map_or(BLANK.to_owned(), |growth| text::signed_percent(&growth));
                columns.push((
                    column(&now, 18, Align::Right),
                    Box::new(move |line: &SeriesLine| shown(line.now.as_ref())),
                ));
                columns.push((
                    column(&before, 18, Align::Right),
                    Box::new(move |line: &SeriesLine| shown(line.before.as_ref())),
                ));
                columns.push((column("同比", 14, Align::Right), Box::new(growth)));
                columns.push((
                    column("完成率", 13, Align::Right),
                    Box::new(move |line: &SeriesLine| percent(line.completion.as_ref())),
                ));
                columns.push((column("与序时进度差\n（百分点）", 17, Align::Right), Box::new(behind)));
            }
            Compared::Share(part, whole) => {
                columns.push((
                    column(&part.short_name, 20, Align::Right),
                    Box::new(move |line: &SeriesLine| shown(line.now.as_ref())),
                ));
                columns.push((
                    column(&whole.short_name, 20, Align::Right),
                    Box::new(move |line: &SeriesLine| shown(line.before.as_ref())),
                ));
                columns.push((
                    column("比率", 14, Align::Right),
                    Box::new(move |line: &SeriesLine| percent(line.rate.as_ref())),
                ));
            }
            Compared::Total(_) => {
                columns.push((
                    column(&format!("截至{year}年累计"), 20, Align::Right),
                    Box::new(move |line: &SeriesLine| shown(line.now.as_ref())),
                ));
                columns.push((
                    column("目标", 18, Align::Right),
                    Box::new(move |line: &SeriesLine| shown(line.asked.as_ref())),
                ));
                columns.push((
                    column("完成率", 14, Align::Right),
                    Box::new(move |line: &SeriesLine| percent(line.completion.as_ref())),
                ));
            }
        }
        columns
    }

    /// 本期累计 and 上年同期. For a year that is over: its figure and the year before's. For a year under way: its figure
    /// up to the last period entered, and the figure up to the same period a year ago, where it is known.
    fn now_and_before(&self, unit: &Situation, series: &Series) -> (Option<Exact>, Option<Exact>) {
        let figure = |year: Year| year_figure(&unit.figures, series, year, unit.as_of).value().cloned();
        let now = figure(self.year);
        if unit.as_of.year() > self.year || unit.as_of.is_last_of_year() {
            return (now, self.year.previous().and_then(figure));
        }
        let grain = unit.figures.grain(&series.id, self.year).filter(|grain| *grain != Grain::Year);
        let last = grain.and_then(|grain| {
            let stretches = course(&unit.figures, series, self.year, grain, Some(unit.as_of));
            let of = |value: &Option<Exact>| value.is_some();
            let flow = series.kind == Kind::Flow;
            stretches.into_iter().rev().find(|one| if flow { of(&one.cumulative) } else { of(&one.current) })
        });
        let before = last.and_then(|last| match series.kind {
            Kind::Flow => last.cumulative_before,
            Kind::State => last.current_before,
        });
        (now, before)
    }
}

/// Shown for a blank.
const BLANK: &str = "—";
/// Shown for a unit without a rank.
const NO_PLACE: &str = "不排";

/// The test of a total in a working.
fn total(working: &Working) -> Option<&Working> {
    match &working.test {
        Test::Total { .. } => Some(working),
        _ => working.parts.iter().find_map(total),
    }
}
