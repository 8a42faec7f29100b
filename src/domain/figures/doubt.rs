//! 疑点 – figures that are allowed but look wrong. A doubt never changes a verdict.

use super::{Accumulation, Cell, Figures, Provenance, Source, YearFigure, holes, year_figure, year_from_periods};
use crate::domain::policy::{Bound, Kind, Over, Pack, Series, SeriesId};
use crate::domain::quantity::{Day, Exact, Period, Quantity, Year};
use num_traits::Zero;

/// A figure that looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Its series.
    pub series: SeriesId,
    /// The period, where one can be named.
    pub period: Option<Period>,
    /// What looks wrong.
    pub kind: DoubtKind,
}

/// What looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoubtKind {
    /// More than its bound in a year (已实施 over 总数).
    OverInAYear {
        /// The bounding series.
        whole: SeriesId,
    },
    /// More than its bound over the plan's years (到账 over 合同).
    OverInThePeriod {
        /// The bounding series.
        whole: SeriesId,
        /// The figures, added up.
        reached: Exact,
        /// The bounding figures, added up.
        bound: Exact,
    },
    /// 疑似累计数: current figures that never fall from period to period.
    MaybeCumulative,
    /// A value for a period that has not begun; it is not used.
    NotBegun,
    /// A year's own figure that differs from the one derived from its periods.
    DiffersFromPeriods {
        /// The figure derived from the periods.
        periods: Exact,
    },
    /// A gap: a blank period, because of which its year has no figure.
    Hole,
    /// A cumulative figure below the previous one.
    CumulativeFalls,
    /// Sources that disagree.
    SourcesDiffer {
        /// The adopted observation.
        adopted: (Provenance, Quantity),
        /// The observations that differ.
        others: Vec<(Provenance, Quantity)>,
    },
    /// A figure attributed to CNIPA, whose records cannot show it (FACTS §0-10).
    NotPublishedByCnipa,
}

/// Every doubt about a unit's figures: first about single cells and years, then about bounds, each in the
/// pack's order of series.
pub fn doubts(pack: &Pack, figures: &Figures, as_of: Day) -> Vec<Doubt> {
    let mut found = Vec::new();
    for series in &pack.series {
        for (_, period, cell) in figures.cells().filter(|(id, ..)| *id == &series.id) {
            let kinds = about_cell(series, cell).into_iter();
            let not_begun = (!period.has_begun(as_of)).then_some(DoubtKind::NotBegun);
            let doubt = |kind| Doubt { series: series.id.clone(), period: Some(period), kind };
            found.extend(kinds.chain(not_begun).map(doubt));
        }
        for year in pack.figure_years() {
            found.extend(about_year(figures, series, year, as_of));
        }
    }
    for series in &pack.series {
        match &series.at_most {
            Some(Bound { series: whole, over: Over::Year }) => {
                found.extend(over_in_a_year(pack, figures, (series, whole), as_of));
            }
            Some(Bound { series: whole, over: Over::Period }) => {
                found.extend(over_in_the_period(pack, figures, (series, whole), as_of));
            }
            None => {}
        }
    }
    found
}

fn about_cell(series: &Series, cell: &Cell) -> Vec<DoubtKind> {
    let mut found = Vec::new();
    let others: Vec<_> = cell.differing().map(|other| (other.provenance, other.value)).collect();
    if let (Some(adopted), false) = (cell.adopted(), others.is_empty()) {
        found.push(DoubtKind::SourcesDiffer { adopted: (adopted.provenance, adopted.value), others });
    }
    let from_cnipa = cell.observations().any(|observation| observation.provenance.source == Source::Cnipa);
    if from_cnipa && !series.published_by_cnipa {
        found.push(DoubtKind::NotPublishedByCnipa);
    }
    found
}

fn about_year(figures: &Figures, series: &Series, year: Year, as_of: Day) -> Vec<Doubt> {
    let mut found = Vec::new();
    let mut doubt_at = |period, kind| found.push(Doubt { series: series.id.clone(), period: Some(period), kind });
    let own = figures.adopted(&series.id, Period::Year(year));
    // A year's own figure prevails, so its gaps do not matter.
    for hole in holes(figures, series, year, as_of).into_iter().filter(|_| own.is_none()) {
        doubt_at(hole, DoubtKind::Hole);
    }
    let mut doubt = |kind| doubt_at(Period::Year(year), kind);
    if let (YearFigure::Own(own), Some(periods)) =
        (year_figure(figures, series, year, as_of), year_from_periods(figures, series, year, as_of).value())
        && own != *periods
    {
        doubt(DoubtKind::DiffersFromPeriods { periods: periods.clone() });
    }
    let entered: Vec<_> = figures.sub_year(&series.id, year).filter(|(period, _)| period.has_begun(as_of)).collect();
    let values: Vec<_> = entered.iter().map(|(_, value)| *value).collect();
    let current = series.kind == Kind::Flow && figures.accumulation(&series.id) == Accumulation::Current;
    let never_falls = values.is_sorted() && values.first() < values.last();
    // Two rising periods are common; three are worth a question.
    if current && values.len() >= 3 && never_falls {
        doubt(DoubtKind::MaybeCumulative);
    }
    if series.kind == Kind::Flow && !current {
        for ((_, before), (period, value)) in entered.iter().zip(entered.iter().skip(1)) {
            if value < before {
                doubt_at(*period, DoubtKind::CumulativeFalls);
            }
        }
    }
    found
}

fn over_in_a_year(pack: &Pack, figures: &Figures, (part, whole): (&Series, &SeriesId), as_of: Day) -> Vec<Doubt> {
    let Some(bound) = pack.series_of(whole) else { return Vec::new() };
    let value = |series, year| year_figure(figures, series, year, as_of).value().cloned();
    pack.figure_years()
        .filter(|year| matches!((value(part, *year), value(bound, *year)), (Some(part), Some(bound)) if part > bound))
        .map(|year| Doubt {
            series: part.id.clone(),
            period: Some(Period::Year(year)),
            kind: DoubtKind::OverInAYear { whole: whole.clone() },
        })
        .collect()
}

/// Compared over the whole period, since money often arrives in the year after the contract.
fn over_in_the_period(
    pack: &Pack,
    figures: &Figures,
    (part, whole): (&Series, &SeriesId),
    as_of: Day,
) -> Option<Doubt> {
    let total = |series| {
        pack.plan_years()
            .filter(|year| Period::Year(*year).has_begun(as_of))
            .try_fold(Exact::zero(), |sum, year| Some(sum + year_figure(figures, series, year, as_of).value()?))
    };
    let (reached, bound) = (total(part)?, total(pack.series_of(whole)?)?);
    (reached > bound).then(|| Doubt {
        series: part.id.clone(),
        period: None,
        kind: DoubtKind::OverInThePeriod { whole: whole.clone(), reached, bound },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::quantity::Quantity;
    use crate::packs;

    /// Checks the doubts about some figures, one line for each.
    fn check(as_of: &str, figures: &[(&str, &str, &str)], cumulative: &[&str], expect: &[&str]) {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let mut entered = Figures::default();
        for (id, period, value) in figures {
            let series = pack.series_of(&SeriesId::new(id)).unwrap();
            let value = Quantity::parse(value, &series.unit).unwrap();
            entered.put_own(&series.id, Period::parse(period).unwrap(), Some(value));
        }
        cumulative.iter().for_each(|id| entered.accumulate(&SeriesId::new(id), Accumulation::Cumulative));
        let found = doubts(&pack, &entered, Day::parse(as_of).unwrap());
        let shown: Vec<_> = found
            .iter()
            .map(|doubt| {
                let word = match &doubt.kind {
                    DoubtKind::OverInAYear { .. } => "over in a year".to_owned(),
                    DoubtKind::OverInThePeriod { reached, bound, .. } => format!("{reached} over {bound}"),
                    DoubtKind::MaybeCumulative => "maybe cumulative".to_owned(),
                    DoubtKind::NotBegun => "not begun".to_owned(),
                    DoubtKind::DiffersFromPeriods { periods } => format!("periods give {periods}"),
                    DoubtKind::Hole => "hole".to_owned(),
                    DoubtKind::CumulativeFalls => "falls".to_owned(),
                    DoubtKind::SourcesDiffer { adopted, others } => {
                        format!(
                            "{} but {}",
                            adopted.1,
                            others.iter().map(|other| other.1.to_string()).collect::<String>()
                        )
                    }
                    DoubtKind::NotPublishedByCnipa => "not from CNIPA".to_owned(),
                };
                let period = doubt.period.map(|period| period.to_string()).unwrap_or_default();
                format!("{} {period} {word}", doubt.series)
            })
            .collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn figures_that_only_rise_may_be_cumulative_unless_they_are_said_to_be() {
        let quarters = [
            ("pledge_projects", "2021Q1", "300"),
            ("pledge_projects", "2021Q2", "600"),
            ("pledge_projects", "2021Q3", "900"),
        ];
        check("2021-10-08", &quarters, &[], &["pledge_projects 2021 maybe cumulative"]);
        check("2021-10-08", &quarters, &["pledge_projects"], &[]);
        check("2021-10-08", &quarters[..2], &[], &[]);
        let states = [
            ("benefiting_smes", "2021Q1", "3"),
            ("benefiting_smes", "2021Q2", "6"),
            ("benefiting_smes", "2021Q3", "9"),
        ];
        check("2021-10-08", &states, &[], &[]);
    }

    #[test]
    fn parts_over_wholes_are_asked_about() {
        let patents = [("inflow_patents_held", "2021", "200"), ("inflow_patents_implemented", "2021", "210")];
        check("2022-01-01", &patents, &[], &["inflow_patents_implemented 2021 over in a year"]);
        // Money may arrive a year late: only the whole period is checked.
        let late = [
            ("sme_inflow_contract_amount", "2021", "100"),
            ("sme_inflow_received_amount", "2021", "20"),
            ("sme_inflow_contract_amount", "2022", "10"),
            ("sme_inflow_received_amount", "2022", "90"),
        ];
        check("2022-12-31", &late, &[], &[]);
        let too_much = [late[0], late[1], late[2], ("sme_inflow_received_amount", "2022", "90.5")];
        check("2022-12-31", &too_much, &[], &["sme_inflow_received_amount  221/2 over 110"]);
    }

    #[test]
    fn a_year_not_begun_and_a_year_that_differs_from_its_quarters_are_flagged() {
        check("2021-12-31", &[("product_filings", "2022", "5")], &[], &["product_filings 2022 not begun"]);
        let quarters = [
            ("product_filings", "2021", "41"),
            ("product_filings", "2021Q1", "10"),
            ("product_filings", "2021Q2", "9"),
            ("product_filings", "2021Q3", "11"),
            ("product_filings", "2021Q4", "10"),
        ];
        check("2022-01-01", &quarters, &[], &["product_filings 2021 periods give 40"]);
    }

    #[test]
    fn a_blank_period_is_asked_about_where_its_year_needs_it() {
        let months = [("product_filings", "2021-01", "9"), ("product_filings", "2021-04", "5")];
        let holes = ["product_filings 2021-02 hole", "product_filings 2021-03 hole"];
        check("2021-05-08", &months, &[], &holes);
        check("2021-05-08", &months, &["product_filings"], &["product_filings 2021-04 falls"]);
        // The year's own figure prevails, whatever its months lack.
        check("2021-05-08", &[months[0], months[1], ("product_filings", "2021", "20")], &[], &[]);
        check("2022-01-01", &months[..1], &["product_filings"], &["product_filings 2021-12 hole"]);
        let state = [("benefiting_smes", "2021Q1", "9"), ("benefiting_smes", "2021Q3", "5")];
        check("2021-10-08", &state, &[], &[]);
        check("2022-10-08", &state, &[], &["benefiting_smes 2021Q4 hole"]);
    }

    #[test]
    fn sources_that_differ_are_shown_and_cnipa_cannot_say_everything() {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let mut figures = Figures::default();
        let cnipa = Provenance { source: Source::Cnipa, stage: super::super::Stage::Final };
        for id in ["pledge_projects", "benefiting_smes"] {
            let mut cell = Cell::default();
            cell.observe(super::super::Observation::own(Quantity::ONE));
            cell.observe(super::super::Observation::by(cnipa, Quantity::ZERO));
            figures.put(&SeriesId::new(id), Period::parse("2021").unwrap(), cell);
        }
        let found = doubts(&pack, &figures, Day::parse("2022-01-01").unwrap());
        let differ =
            |doubt: &&Doubt| matches!(&doubt.kind, DoubtKind::SourcesDiffer { adopted, .. } if adopted.0 == cnipa);
        assert_eq!(found.iter().filter(differ).count(), 2);
        let impossible: Vec<_> = found.iter().filter(|doubt| doubt.kind == DoubtKind::NotPublishedByCnipa).collect();
        assert_eq!(impossible.iter().map(|doubt| doubt.series.as_str()).collect::<Vec<_>>(), ["benefiting_smes"]);
    }
}
