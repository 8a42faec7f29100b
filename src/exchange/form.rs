//! Another office's form: its lines are recognised by name, and our figures are given in its order and units.

use super::clipboard_table::{plain, without_unit};
use crate::domain::figures::{Figures, course, year_figure};
use crate::domain::policy::{Pack, Series};
use crate::domain::quantity::{Day, Exact, Period, to_plain};
use crate::workspace::drafting::{FormLine, FormUnit};
use num_bigint::BigInt;

/// The most lines that a form may have; no office's form has a tenth of it.
pub const MOST_LINES: usize = 2_000;

/// The lines of a form from the names of its rows, one a line. Names that match no series are kept as skipped lines.
pub fn form_of(pack: &Pack, names: &str) -> Vec<FormLine> {
    let line = |text: &str| {
        // A copied row has several cells if it has a number or a unit of its own.
        let mut cells = text.split('\t').map(str::trim).filter(|cell| !cell.is_empty());
        let beside = text.split('\t').find_map(unit_of);
        let found = cells.find_map(|cell| Some((cell, series_named(pack, cell)?)));
        let Some((cell, series)) = found else {
            return FormLine::Skipped(text.split_whitespace().collect::<Vec<_>>().join(" "));
        };
        let asked = without_unit(cell).1.and_then(unit_of).or(beside);
        FormLine::Series(series.id.clone(), asked.filter(|unit| fits(series, *unit)).unwrap_or_default())
    };
    names.trim_end().lines().map(line).collect()
}

/// Every series but the supplementary ones, in the pack's order and in its own unit.
pub fn own_form(pack: &Pack) -> Vec<FormLine> {
    let needed = pack.series.iter().filter(|series| !series.supplementary);
    needed.map(|series| FormLine::Series(series.id.clone(), FormUnit::Own)).collect()
}

/// True if a series can be given in a unit: money in any, counts in their own only.
pub fn fits(series: &Series, unit: FormUnit) -> bool {
    unit == FormUnit::Own || !series.unit.is_count()
}

/// The figures in the form's order and units, as text for each cell; empty where there is none.
pub fn cells(pack: &Pack, figures: &Figures, as_of: Day, form: &[FormLine], periods: &[Period]) -> Vec<Vec<String>> {
    let cell = |line: &FormLine, period: &Period| {
        let FormLine::Series(id, unit) = line else { return String::new() };
        let Some(series) = pack.series_of(id) else { return String::new() };
        let value = figure(figures, series, *period, as_of);
        value.map(|value| to_plain(&converted(&value, series, *unit), 14)).unwrap_or_default()
    };
    form.iter().map(|line| periods.iter().map(|period| cell(line, period)).collect()).collect()
}

/// The cells as plain text for the clipboard, as spreadsheets read it.
pub fn block(cells: &[Vec<String>]) -> String {
    cells.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\r\n")
}

fn figure(figures: &Figures, series: &Series, period: Period, as_of: Day) -> Option<Exact> {
    if let Period::Year(year) = period {
        return year_figure(figures, series, year, as_of).value().cloned();
    }
    let stretches = course(figures, series, period.year(), period.grain(), Some(as_of));
    stretches.into_iter().find(|stretch| stretch.period == period)?.current
}

fn converted(value: &Exact, series: &Series, unit: FormUnit) -> Exact {
    let ten = |power: u32| Exact::from_integer(BigInt::from(10).pow(power));
    let wanted = match unit {
        FormUnit::Own => return value.clone(),
        FormUnit::Yuan => 0,
        FormUnit::TenThousand => 4,
        FormUnit::HundredMillion => 8,
    };
    match series.unit.power_of_ten_yuan() {
        Some(own) => value * ten(own) / ten(wanted),
        None => value.clone(),
    }
}

fn unit_of(text: &str) -> Option<FormUnit> {
    match text.trim() {
        "元" => Some(FormUnit::Yuan),
        "万元" => Some(FormUnit::TenThousand),
        "亿元" => Some(FormUnit::HundredMillion),
        _ => None,
    }
}

/// The series of that name, or the only series of a row of that name; `None` if several match.
fn series_named<'p>(pack: &'p Pack, name: &str) -> Option<&'p Series> {
    let wanted = plain(without_unit(name).0);
    let is = |name: &str| !wanted.is_empty() && plain(name) == wanted;
    let row_is = |series: &Series| {
        pack.rows.iter().any(|row| {
            let only = matches!(row.rule.series().as_slice(), [one] if **one == series.id);
            only && (is(&row.name) || is(&row.short_name))
        })
    };
    let mut found = pack.series.iter().filter(|series| is(&series.name) || is(&series.short_name) || row_is(series));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::SeriesId;
    use crate::domain::quantity::{Quantity, Unit, Year};
    use crate::packs;

    #[test]
    fn rows_are_known_by_their_names_and_units() {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let name = |id: &str| pack.series_of(&SeriesId::new(id)).unwrap().name.clone();
        let names = format!(
            "一、质押\n1\t{}\t件\n2\t{}（万元）\n{}\t亿元\n",
            name("pledge_projects"),
            name("pledge_amount"),
            name("product_filings")
        );
        let series = |id: &str, unit| FormLine::Series(SeriesId::new(id), unit);
        let expect = [
            FormLine::Skipped("一、质押".to_owned()),
            series("pledge_projects", FormUnit::Own),
            series("pledge_amount", FormUnit::TenThousand),
            // A count has no unit of money.
            series("product_filings", FormUnit::Own),
        ];
        assert_eq!(form_of(&pack, &names), expect);
    }

    #[test]
    fn figures_stand_in_the_order_and_units_of_the_form() {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let mut figures = Figures::default();
        let year = |number| Period::Year(Year::new(number).unwrap());
        for (series, period, digits) in
            [("pledge_amount", 2021, "45.000001"), ("pledge_projects", 2021, "850"), ("pledge_projects", 2022, "0")]
        {
            let value = Quantity::parse(digits, &Unit::new("亿元")).ok();
            figures.put_own(&SeriesId::new(series), year(period), value);
        }
        let line = |id: &str, unit| FormLine::Series(SeriesId::new(id), unit);
        let form = [
            line("pledge_projects", FormUnit::Own),
            FormLine::Skipped(String::new()),
            line("pledge_amount", FormUnit::TenThousand),
            line("pledge_amount", FormUnit::Yuan),
        ];
        let cells = cells(&pack, &figures, Day::parse("2023-01-10").unwrap(), &form, &[year(2021), year(2022)]);
        assert_eq!(block(&cells), "850\t0\r\n\t\r\n450000.01\t\r\n4500000100\t");
    }
}
