//! 评分 – an optional score of units, with weights that the consolidating unit sets. The notice sets none; the
//! first formula follows the way in which budget projects are scored (FACTS §6).

use super::{RankingMeasure, rankings};
use crate::domain::attainment::{Span, row_working};
use crate::domain::figures::Situation;
use crate::domain::policy::{Pack, Row, RowId};
use crate::domain::quantity::{Exact, Year};
use crate::domain::working::{Reason, Test, Verdict, Working};
use num_traits::{One, Signed, Zero};
use std::collections::BTreeMap;

/// How a row's part of the score is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Formula {
    /// Reached over required, at most 1.
    #[default]
    Reached,
    /// Reached over required, at most 6/5.
    ReachedWithExtra,
    /// 1 if the requirement is reached, else 0.
    AllOrNothing,
    /// By rank: 1 for the first, 0 for the last, evenly spaced between.
    ByPlace,
}

crate::domain::keyed::keyed!(Formula {
    Reached = "reached",
    ReachedWithExtra = "reached_with_extra",
    AllOrNothing = "all_or_nothing",
    ByPlace = "by_place",
});

/// A unit's score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitScore {
    /// One for each row with a weight, in the pack's order.
    pub rows: Vec<RowScore>,
    /// Out of 100; `None` while a row's part is unknown.
    pub total: Option<Exact>,
}

/// A row's part in a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowScore {
    /// The row.
    pub row: RowId,
    /// Its weight.
    pub weight: Exact,
    /// Its result.
    pub part: ScorePart,
}

/// The result of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScorePart {
    /// Computed from the figures.
    Reached {
        /// What was reached.
        reached: Exact,
        /// What was required.
        required: Exact,
        /// From 0 to 1, or to 6/5.
        part: Exact,
    },
    /// Computed from the rank.
    Placed {
        /// The rank, from 1.
        place: u32,
        /// How many units have a rank.
        among: u32,
        /// From 0 to 1.
        part: Exact,
    },
    /// The row does not apply: its weight falls to the others.
    NotApplicable,
    /// The part is unknown, with the reason.
    Unknown(Reason),
}

impl ScorePart {
    /// The part, if it is known.
    pub fn value(&self) -> Option<&Exact> {
        match self {
            ScorePart::Reached { part, .. } | ScorePart::Placed { part, .. } => Some(part),
            ScorePart::NotApplicable | ScorePart::Unknown(_) => None,
        }
    }
}

/// Scores every unit for a year; `None` for a unit that has submitted nothing.
pub fn scores(
    pack: &Pack,
    units: &[Option<Situation>],
    year: Year,
    weights: &BTreeMap<RowId, Exact>,
    formula: Formula,
) -> Vec<Option<UnitScore>> {
    let weighed: Vec<(&Row, &Exact)> = pack
        .rows
        .iter()
        .filter_map(|row| Some((row, weights.get(&row.id).filter(|weight| weight.is_positive())?)))
        .collect();
    let placed: Vec<Vec<ScorePart>> = weighed.iter().map(|(row, _)| by_place(pack, units, row, year)).collect();
    let unit = |(index, situation): (usize, &Option<Situation>)| {
        let situation = situation.as_ref()?;
        let rows = weighed.iter().enumerate().map(|(which, (row, weight))| {
            let part = match formula {
                Formula::ByPlace => placed.get(which).and_then(|parts| parts.get(index)).cloned(),
                _ => None,
            };
            let part = part.unwrap_or_else(|| by_requirement(pack, situation, row, year, formula));
            RowScore { row: row.id.clone(), weight: (*weight).clone(), part }
        });
        let rows: Vec<RowScore> = rows.collect();
        Some(UnitScore { total: total(&rows), rows })
    };
    units.iter().enumerate().map(unit).collect()
}

/// The sum of weighted parts over the weights of the rows that apply, out of 100.
fn total(rows: &[RowScore]) -> Option<Exact> {
    let (mut sum, mut weights) = (Exact::zero(), Exact::zero());
    for row in rows.iter().filter(|row| row.part != ScorePart::NotApplicable) {
        sum += row.part.value()? * &row.weight;
        weights += &row.weight;
    }
    (!weights.is_zero()).then(|| sum * Exact::from_integer(100.into()) / weights)
}

fn by_requirement(pack: &Pack, unit: &Situation, row: &Row, year: Year, formula: Formula) -> ScorePart {
    let span = if row.rule.has_years() { Span::Year(year) } else { Span::Whole };
    let Some(working) = row_working(pack, unit, &row.id, span) else { return ScorePart::Unknown(Reason::MissingValue) };
    if working.verdict == Verdict::NotApplicable {
        return ScorePart::NotApplicable;
    }
    let mut tests = Vec::new();
    collect(&working, span, &mut tests);
    // Of several figures, the one that is furthest behind counts.
    let mut least: Option<(Exact, Exact, Exact)> = None;
    for test in tests {
        let unknown = match test.verdict {
            Verdict::Undetermined(reason) => reason,
            _ => Reason::MissingValue,
        };
        let (Some(reached), Some(required)) = (test.test.reached(), test.test.required()) else {
            return ScorePart::Unknown(unknown);
        };
        if let Verdict::Undetermined(reason) = test.verdict {
            return ScorePart::Unknown(reason);
        }
        let ratio = if required.is_zero() { Exact::one() } else { &reached / &required };
        if least.as_ref().is_none_or(|(known, ..)| ratio < *known) {
            least = Some((ratio, reached, required));
        }
    }
    let Some((ratio, reached, required)) = least else { return ScorePart::Unknown(Reason::MissingValue) };
    let most = match formula {
        Formula::ReachedWithExtra => Exact::new(6.into(), 5.into()),
        _ => Exact::one(),
    };
    let part = match formula {
        Formula::AllOrNothing if ratio < Exact::one() => Exact::zero(),
        _ if ratio > most => most,
        _ => ratio,
    };
    ScorePart::Reached { reached, required, part }
}

/// The atomic tests of the year, or of the whole period.
fn collect<'w>(working: &'w Working, span: Span, found: &mut Vec<&'w Working>) {
    match (&working.test, span) {
        (Test::Growth { to, .. }, Span::Year(year)) if to.0 != year => {}
        (Test::Minimum { .. } | Test::Total { .. } | Test::Growth { .. } | Test::Share { .. }, _) => {
            found.push(working)
        }
        _ => working.parts.iter().for_each(|part| collect(part, span, found)),
    }
}

/// By the rank of the row's last series: the numerator of a share, the last of several amounts.
fn by_place(pack: &Pack, units: &[Option<Situation>], row: &Row, year: Year) -> Vec<ScorePart> {
    let Some(series) = row.rule.series().into_iter().next_back().cloned() else {
        return vec![ScorePart::Unknown(Reason::MissingValue); units.len()];
    };
    let places = rankings(pack, units, row, &series, year, RankingMeasure::Value);
    let among = u32::try_from(places.iter().filter(|place| place.place.is_some()).count()).unwrap_or(u32::MAX);
    let part = |(place, unit): (&super::RankedUnit, &Option<Situation>)| match (place.place, unit) {
        (_, Some(unit)) if unit.not_applicable.contains(&row.id) => ScorePart::NotApplicable,
        (Some(place), _) => {
            let behind = Exact::from_integer(place.saturating_sub(1).into());
            let steps = Exact::from_integer(among.saturating_sub(1).max(1).into());
            ScorePart::Placed { place, among, part: Exact::one() - behind / steps }
        }
        (None, _) => ScorePart::Unknown(Reason::MissingValue),
    };
    places.iter().zip(units).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::case;
    use crate::packs;

    #[test]
    fn parts_are_weighed_and_what_is_unknown_leaves_the_total_unknown() {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let unit = |figures: &str, rest: &str| {
            let text = format!(
                r#"{{"name":"x","pack":"shaanxi-2021-2023","level":"city","as_of":"2022-02-01","figures":{figures},"targets":{{"1":{{"2021":"100"}}}}{rest},"expect":[]}}"#
            );
            Some(case::parse(&text).unwrap().situation(&pack).unwrap())
        };
        let units = [
            unit(r#"{"sme_inflow_patents":{"2021":"80"},"product_filings":{"2020":"100","2021":"150"}}"#, ""),
            unit(r#"{"sme_inflow_patents":{"2021":"130"},"product_filings":{"2020":"100","2021":"90"}}"#, ""),
            unit(r#"{"sme_inflow_patents":{"2021":"50"}}"#, r#","not_applicable":["8"]"#),
            unit(r#"{"sme_inflow_patents":{"2021":"50"}}"#, ""),
            None,
        ];
        let weights = BTreeMap::from([
            (RowId::new("1"), Exact::from_integer(30.into())),
            (RowId::new("8"), Exact::from_integer(10.into())),
        ]);
        let totals = |formula| {
            let found = scores(&pack, &units, Year::new(2021).unwrap(), &weights, formula);
            let total =
                |unit: Option<UnitScore>| unit.map(|unit| unit.total.map_or("?".to_owned(), |total| total.to_string()));
            found.into_iter().map(total).map(|total| total.unwrap_or("-".to_owned())).collect::<Vec<_>>()
        };
        // Row 8 requires 120. (30·80/100 + 10·1)/40 = 85 %; (30 + 10·90/120)/40 = 93.75 %; row 1 alone: 50 %.
        assert_eq!(totals(Formula::Reached), ["85", "375/4", "50", "?", "-"]);
        // (24 + 10·1.2)/40 = 90 %; (30·1.2 + 7.5)/40 = 108.75 %.
        assert_eq!(totals(Formula::ReachedWithExtra), ["90", "435/4", "50", "?", "-"]);
        assert_eq!(totals(Formula::AllOrNothing), ["25", "75", "0", "?", "-"]);
        // Row 1: ranks 2, 1, 3, 3 of four; row 8: 1, 2 of two. (30·2/3 + 10)/40 = 75 %; 30/40 = 75 %; 1/3.
        assert_eq!(totals(Formula::ByPlace), ["75", "75", "100/3", "?", "-"]);
    }
}
