//! Sums over units. A sum counts only if every unit has its figure: an incomplete one is reported with what it
//! lacks and decides nothing.

use crate::domain::figures::{Cell, Figures, Observation, Situation, course, year_figure};
use crate::domain::policy::{Pack, RowId, Series, SeriesId};
use crate::domain::quantity::{Day, Exact, Period, Quantity, Year};
use num_traits::Zero;
use std::collections::BTreeSet;

/// One unit of a sum.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// What it entered.
    pub figures: &'a Figures,
    /// Rows that do not apply to it.
    pub not_applicable: &'a BTreeSet<RowId>,
    /// False if another unit's figures already include its own.
    pub counts: bool,
}

/// A series and period over all units. Units are named by index, from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The known figures, added up.
    pub known: Exact,
    /// The units with a figure, and the figure.
    pub from: Vec<(usize, Exact)>,
    /// Units without a figure.
    pub blank: Vec<usize>,
    /// Units without a figure because no row that uses the series applies to them.
    pub not_applicable: Vec<usize>,
    /// Units whose figures another unit's already include.
    pub within: Vec<usize>,
}

impl Sum {
    /// The sum, if no unit's figure is missing and there is at least one.
    pub fn whole(&self) -> Option<&Exact> {
        (self.blank.is_empty() && !self.from.is_empty()).then_some(&self.known)
    }
}

/// Adds up a series over the units, as of a day. A quarter or month takes the figure of that period alone, even
/// where cumulative figures were entered.
pub fn sum_of(pack: &Pack, members: &[Member], series: &Series, period: Period, as_of: Day) -> Sum {
    let mut sum = Sum { known: Exact::zero(), ..Sum::default() };
    for (place, member) in members.iter().enumerate() {
        if !member.counts {
            sum.within.push(place);
            continue;
        }
        match figure_of(member.figures, series, period, as_of) {
            Some(value) => {
                sum.known += &value;
                sum.from.push((place, value));
            }
            None if does_not_apply(pack, series, member.not_applicable) => sum.not_applicable.push(place),
            None => sum.blank.push(place),
        }
    }
    sum
}

fn figure_of(figures: &Figures, series: &Series, period: Period, as_of: Day) -> Option<Exact> {
    if let Period::Year(year) = period {
        return year_figure(figures, series, year, as_of).value().cloned();
    }
    let stretches = course(figures, series, period.year(), period.grain(), Some(as_of));
    stretches.into_iter().find(|stretch| stretch.period == period)?.current
}

/// True if rows use the series and all of them are marked as not applicable.
fn does_not_apply(pack: &Pack, series: &Series, not_applicable: &BTreeSet<RowId>) -> bool {
    let mut looking = pack.rows.iter().filter(|row| row.rule.series().contains(&&series.id)).peekable();
    looking.peek().is_some() && looking.all(|row| not_applicable.contains(&row.id))
}

/// The consolidating unit's situation with the sums as its figures: complete sums of years, nothing else.
pub fn situation_of_sums(pack: &Pack, own: &Situation, members: &[Member]) -> Situation {
    let mut figures = Figures::default();
    for series in &pack.series {
        for year in pack.figure_years() {
            let sum = sum_of(pack, members, series, Period::Year(year), own.as_of);
            let whole = sum.whole().and_then(|whole| Quantity::from_exact(whole, &series.unit));
            if let Some(value) = whole {
                let mut cell = Cell::default();
                cell.observe(Observation::own(value));
                figures.put(&series.id, Period::Year(year), cell);
            }
        }
    }
    Situation { figures, ..own.clone() }
}

/// A declared total that differs from the sum of the units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The series.
    pub series: SeriesId,
    /// The year.
    pub year: Year,
    /// The total that the consolidating unit declares.
    pub declared: Exact,
    /// The sum of the units.
    pub sum: Exact,
}

/// Every declared total of a year that differs from a complete sum.
pub fn declared_beside(pack: &Pack, own: &Situation, members: &[Member]) -> Vec<Mismatch> {
    let mut found = Vec::new();
    for series in &pack.series {
        for year in pack.figure_years() {
            let declared = year_figure(&own.figures, series, year, own.as_of);
            let sum = sum_of(pack, members, series, Period::Year(year), own.as_of);
            if let (Some(declared), Some(whole)) = (declared.value(), sum.whole())
                && declared != whole
            {
                let (declared, sum) = (declared.clone(), whole.clone());
                found.push(Mismatch { series: series.id.clone(), year, declared, sum });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::figures::Level;
    use crate::domain::quantity::Unit;
    use crate::packs;

    fn figures(cells: &[(&str, &str, &str)]) -> Figures {
        let mut figures = Figures::default();
        for (series, period, value) in cells {
            let value = Quantity::parse(value, &Unit::new("万元")).ok();
            figures.put_own(&SeriesId::new(series), Period::parse(period).unwrap(), value);
        }
        figures
    }

    #[test]
    fn a_sum_with_something_missing_is_no_sum() {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let (none, twelve) = (BTreeSet::new(), BTreeSet::from([RowId::new("12")]));
        let units = [
            figures(&[("platforms_cultivated", "2021", "3"), ("pledge_projects", "2021Q1", "5")]),
            figures(&[("platforms_cultivated", "2021", "4"), ("declassified_defence_patents", "2021", "2")]),
            figures(&[("platforms_cultivated", "2021", "9"), ("pledge_projects", "2021Q1", "7")]),
        ];
        let member = |place: usize, not_applicable, counts| Member { figures: &units[place], not_applicable, counts };
        let members = [member(0, &twelve, true), member(1, &none, true), member(2, &none, false)];
        let as_of = Day::parse("2022-02-01").unwrap();
        let sum = |series: &str, period: &str| {
            let series = pack.series_of(&SeriesId::new(series)).unwrap();
            sum_of(&pack, &members, series, Period::parse(period).unwrap(), as_of)
        };
        let whole = |number: i64| Exact::from_integer(number.into());
        // The third unit is part of another, whose figures include its own.
        let platforms = sum("platforms_cultivated", "2021");
        assert_eq!((platforms.whole(), &platforms.within), (Some(&whole(7)), &vec![2]));
        // A unit to which the row does not apply is not missing.
        let patents = sum("declassified_defence_patents", "2021");
        assert_eq!((patents.whole(), &patents.not_applicable), (Some(&whole(2)), &vec![0]));
        let pledges = sum("pledge_projects", "2021Q1");
        assert_eq!((pledges.whole(), &pledges.known, &pledges.blank), (None, &whole(5), &vec![1]));
        // A sum without any figure is not 0.
        assert_eq!(sum("product_filings", "2021").whole(), None);
        let own = Situation {
            level: Level::Province,
            as_of,
            figures: figures(&[("platforms_cultivated", "2021", "8"), ("product_filings", "2021", "1")]),
            readings: Default::default(),
            targets: Default::default(),
            statements: Default::default(),
            not_applicable: BTreeSet::new(),
        };
        let differing = declared_beside(&pack, &own, &members);
        let shown: Vec<_> = differing.iter().map(|one| (one.series.as_str(), &one.declared, &one.sum)).collect();
        assert_eq!(shown, [("platforms_cultivated", &whole(8), &whole(7))]);
        let together = situation_of_sums(&pack, &own, &members);
        let adopted = together.figures.cells().count();
        assert_eq!(adopted, 2, "only whole sums are figures");
    }
}
