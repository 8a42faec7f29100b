//! 本期、累计、上年同期、同比 – a series through a year, period by period.

use super::{Accumulation, Cell, Figures};
use crate::domain::policy::{Kind, Series};
use crate::domain::quantity::{Day, Exact, Grain, Period, Quantity, Year};
use num_traits::Zero;
use std::collections::BTreeMap;

/// One period of a year. A value that cannot be derived from what is entered is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The period.
    pub period: Period,
    /// 本期 – of the period itself; of a state, its value at the period's end.
    pub current: Option<Exact>,
    /// 累计 – since 1 January; states have none.
    pub cumulative: Option<Exact>,
    /// 上年同期 of the period itself.
    pub current_before: Option<Exact>,
    /// 上年同期 since 1 January.
    pub cumulative_before: Option<Exact>,
}

/// 同比 – growth from `before` to `now`, as a fraction; `None` if either is missing or `before` is 0.
pub fn growth_over(now: Option<&Exact>, before: Option<&Exact>) -> Option<Exact> {
    let (now, before) = (now?, before?);
    (!before.is_zero()).then(|| (now - before) / before)
}

/// A series through a year, in periods of that length. Quarters can be derived from months, but not months from
/// quarters. Periods that begin after `as_of` are not used.
pub fn course(figures: &Figures, series: &Series, year: Year, grain: Grain, as_of: Option<Day>) -> Vec<Stretch> {
    let this = Run::of(figures, series, year, as_of);
    let before = year.previous().map(|year| Run::of(figures, series, year, as_of));
    let stretch = |period: Period| Stretch {
        period,
        current: this.current(period),
        cumulative: this.cumulative(period),
        current_before: before.as_ref().and_then(|before| before.current(period)),
        cumulative_before: before.as_ref().and_then(|before| before.cumulative(period)),
    };
    year.periods(grain).map(stretch).collect()
}

/// Changes the length of a year's periods. Figures that can be derived from the old periods are kept as the
/// unit's own; the rest is cleared.
pub fn regrain(figures: &mut Figures, series: &Series, year: Year, grain: Grain) {
    let cumulative = figures.accumulation(&series.id) == Accumulation::Cumulative && series.kind == Kind::Flow;
    let course = course(figures, series, year, grain, None);
    let old: Vec<_> = figures.sub_year(&series.id, year).map(|(period, _)| period).collect();
    for period in old {
        figures.put(&series.id, period, Cell::default());
    }
    for stretch in course {
        let value = if cumulative { stretch.cumulative } else { stretch.current };
        let value = value.and_then(|value| Quantity::from_exact(&value, &series.unit));
        figures.put_own(&series.id, stretch.period, value);
    }
}

/// What is entered for the periods of one year.
struct Run {
    how: How,
    /// Months in each period entered.
    length: u8,
    /// Figures by the last month of their period.
    ends: BTreeMap<u8, Exact>,
}

#[derive(PartialEq, Eq)]
enum How {
    State,
    Current,
    Cumulative,
}

impl Run {
    fn of(figures: &Figures, series: &Series, year: Year, as_of: Option<Day>) -> Run {
        let how = match (series.kind, figures.accumulation(&series.id)) {
            (Kind::State, _) => How::State,
            (Kind::Flow, Accumulation::Current) => How::Current,
            (Kind::Flow, Accumulation::Cumulative) => How::Cumulative,
        };
        let used = |period: &Period| as_of.is_none_or(|day| period.has_begun(day));
        let entered: Vec<_> = figures.sub_year(&series.id, year).filter(|(period, _)| used(period)).collect();
        let length = entered.first().map_or(1, |(period, _)| 12_u8.checked_div(period.grain().per_year()).unwrap_or(1));
        let ends = entered.into_iter().map(|(period, value)| (period.months().1, value.exact())).collect();
        Run { how, length, ends }
    }

    fn current(&self, period: Period) -> Option<Exact> {
        let (first, last) = period.months();
        match self.how {
            How::State => self.ends.get(&last).cloned(),
            How::Current => self.sum(first, last),
            How::Cumulative => {
                let before = first.saturating_sub(1);
                let start = if before == 0 { Some(Exact::zero()) } else { self.ends.get(&before).cloned() };
                Some(self.ends.get(&last)? - start?)
            }
        }
    }

    fn cumulative(&self, period: Period) -> Option<Exact> {
        let (_, last) = period.months();
        match self.how {
            How::State => None,
            How::Current => self.sum(1, last),
            How::Cumulative => self.ends.get(&last).cloned(),
        }
    }

    /// Sum of the current figures from one month to another; `None` if one is missing or a period crosses
    /// either end.
    fn sum(&self, first: u8, last: u8) -> Option<Exact> {
        let whole = |months: u8| months.checked_rem(self.length) == Some(0);
        if !whole(first.saturating_sub(1)) || !whole(last) {
            return None;
        }
        let mut ends = (first..=last).filter(|month| whole(*month));
        ends.try_fold(Exact::zero(), |sum, month| Some(sum + self.ends.get(&month)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::SeriesId;
    use crate::packs;

    /// A series through a year, one line for each period: current, cumulative, both of last year.
    fn check(id: &str, grain: Grain, cumulative: bool, entered: &[(&str, &str)], expect: &[&str]) {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let series = pack.series_of(&SeriesId::new(id)).unwrap();
        let mut figures = Figures::default();
        for (period, value) in entered {
            let value = Quantity::parse(value, &series.unit).unwrap();
            figures.put_own(&series.id, Period::parse(period).unwrap(), Some(value));
        }
        if cumulative {
            figures.accumulate(&series.id, Accumulation::Cumulative);
        }
        let word = |value: &Option<Exact>| value.as_ref().map_or("-".to_owned(), ToString::to_string);
        let lines: Vec<_> = course(&figures, series, Year::new(2022).unwrap(), grain, Day::parse("2022-09-30"))
            .iter()
            .map(|stretch| {
                let Stretch { current, cumulative, current_before, cumulative_before, .. } = stretch;
                [current, cumulative, current_before, cumulative_before].map(word).join(" ")
            })
            .collect();
        assert_eq!(lines, expect);
    }

    #[test]
    fn current_quarters_add_up_and_stand_beside_last_year() {
        let entered = [("2021Q1", "10"), ("2021Q2", "20"), ("2022Q1", "12"), ("2022Q2", "30"), ("2022Q3", "1")];
        check(
            "product_filings",
            Grain::Quarter,
            false,
            &entered,
            &["12 12 10 10", "30 42 20 30", "1 43 - -", "- - - -"],
        );
        // A gap leaves every later period without a cumulative value.
        let holed = [("2022Q1", "12"), ("2022Q3", "1")];
        check("product_filings", Grain::Quarter, false, &holed, &["12 12 - -", "- - - -", "1 - - -", "- - - -"]);
    }

    #[test]
    fn cumulative_figures_give_the_period_by_difference() {
        let entered = [("2022Q1", "12"), ("2022Q2", "42"), ("2022Q4", "50")];
        // The fourth quarter has not begun on the day of the check.
        check("product_filings", Grain::Quarter, true, &entered, &["12 12 - -", "30 42 - -", "- - - -", "- - - -"]);
    }

    #[test]
    fn months_serve_for_quarters_but_not_the_other_way_round() {
        let months = [("2021-01", "1"), ("2021-02", "2"), ("2021-03", "3"), ("2022Q1", "9")];
        check("product_filings", Grain::Quarter, false, &months, &["9 9 6 6", "- - - -", "- - - -", "- - - -"]);
        let quarters = [("2021Q1", "6"), ("2022-03", "4")];
        let expect: Vec<_> = (1..=12).map(|month| if month == 3 { "4 - - 6" } else { "- - - -" }).collect();
        check("product_filings", Grain::Month, false, &quarters, &expect);
    }

    #[test]
    fn a_state_is_its_value_at_the_end() {
        let entered = [("2021-03", "90"), ("2022-03", "99"), ("2022-06", "95")];
        check("benefiting_smes", Grain::Quarter, false, &entered, &["99 - 90 -", "95 - - -", "- - - -", "- - - -"]);
    }

    #[test]
    fn entering_quarters_instead_of_months_keeps_what_follows() {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let series = pack.series_of(&SeriesId::new("product_filings")).unwrap();
        let year = Year::new(2022).unwrap();
        let check = |cumulative: bool, grain: Grain, entered: &[(&str, &str)], expect: &[(&str, &str)]| {
            let mut figures = Figures::default();
            if cumulative {
                figures.accumulate(&series.id, Accumulation::Cumulative);
            }
            for (period, value) in entered {
                let value = Quantity::parse(value, &series.unit).unwrap();
                figures.put_own(&series.id, Period::parse(period).unwrap(), Some(value));
            }
            regrain(&mut figures, series, year, grain);
            let kept =
                figures.sub_year(&series.id, year).map(|(period, value)| (period.to_string(), value.to_string()));
            let expect: Vec<_> = expect.iter().map(|(period, value)| (period.to_string(), value.to_string())).collect();
            assert_eq!(kept.collect::<Vec<_>>(), expect);
        };
        let months = [("2022-01", "1"), ("2022-02", "2"), ("2022-03", "6"), ("2022-04", "7")];
        check(false, Grain::Quarter, &months, &[("2022Q1", "9")]);
        check(true, Grain::Quarter, &months, &[("2022Q1", "6")]);
        let quarters = [("2022Q1", "9"), ("2022Q2", "12")];
        check(false, Grain::Month, &quarters, &[]);
        check(true, Grain::Month, &quarters, &[("2022-03", "9"), ("2022-06", "12")]);
    }

    #[test]
    fn growth_is_not_taken_over_nothing() {
        let exact = |number: i64| Exact::from_integer(number.into());
        assert_eq!(growth_over(Some(&exact(6)), Some(&exact(5))).unwrap().to_string(), "1/5");
        assert_eq!(growth_over(Some(&exact(6)), Some(&exact(0))), None);
        assert_eq!(growth_over(None, Some(&exact(5))), None);
    }
}
