//! 位次 – the ranking of units by one measure. Equal values share a rank (1, 1, 1, 4); a unit without a value has
//! none.

use crate::domain::attainment::{Span, completion, row_working};
use crate::domain::figures::{Situation, growth_over, year_figure};
use crate::domain::policy::{Pack, Row, SeriesId, TargetKind};
use crate::domain::quantity::{Exact, Year};
use crate::domain::ranking::rank;
use crate::domain::working::{Test, Verdict, Working};
use num_traits::Zero;

/// What units are ranked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankingMeasure {
    /// The year's figure, the greatest first.
    Value,
    /// Growth over the year before, the greatest first; none over a base of 0.
    Growth,
    /// 完成率 of a minimum, the greatest first.
    Completion,
    /// Distance to the requirement, the smallest first; 0 if it is reached.
    Distance,
}

/// A unit's value and rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedUnit {
    /// The value that it is ranked by; `None` if it has none.
    pub value: Option<Exact>,
    /// The rank, from 1; `None` without a value.
    pub place: Option<u32>,
}

/// What a row can be ranked by. A row without a minimum has no 完成率 (FACTS §8).
pub fn ranking_measures(row: &Row) -> Vec<RankingMeasure> {
    let has_minimum = row.rule.has_years() && row.rule.target_kinds().contains(&TargetKind::Yearly);
    let mut all = vec![RankingMeasure::Value, RankingMeasure::Growth];
    if has_minimum {
        all.push(RankingMeasure::Completion);
    }
    if row.rule.has_years() {
        all.push(RankingMeasure::Distance);
    }
    all
}

/// Ranks units by one measure, in their order. A unit to which the row does not apply has no rank.
pub fn rankings(
    pack: &Pack,
    units: &[Option<Situation>],
    row: &Row,
    series: &SeriesId,
    year: Year,
    ranking_measure: RankingMeasure,
) -> Vec<RankedUnit> {
    let value = |unit: &Option<Situation>| measured(pack, unit.as_ref()?, row, series, year, ranking_measure);
    let values: Vec<Option<Exact>> = units.iter().map(value).collect();
    // The smallest distance is the best, but the greatest value ranks first: negate it.
    let ranked: Vec<Option<Exact>> = match ranking_measure {
        RankingMeasure::Distance => values.iter().map(|value| value.as_ref().map(|value| -value)).collect(),
        _ => values.clone(),
    };
    let place = |index: usize| {
        let own = ranked.get(index)?.as_ref()?;
        let others = ranked.iter().enumerate().filter(|(other, _)| *other != index);
        let others: Vec<_> = others.map(|(_, other)| other.clone()).collect();
        Some(rank(own, &others).place)
    };
    values.iter().enumerate().map(|(index, value)| RankedUnit { value: value.clone(), place: place(index) }).collect()
}

fn measured(
    pack: &Pack,
    unit: &Situation,
    row: &Row,
    series: &SeriesId,
    year: Year,
    ranking_measure: RankingMeasure,
) -> Option<Exact> {
    if unit.not_applicable.contains(&row.id) {
        return None;
    }
    let figure = |year: Year| year_figure(&unit.figures, pack.series_of(series)?, year, unit.as_of).value().cloned();
    match ranking_measure {
        RankingMeasure::Value => figure(year),
        RankingMeasure::Growth => growth_over(figure(year).as_ref(), year.previous().and_then(figure).as_ref()),
        RankingMeasure::Completion => completion(&row_working(pack, unit, &row.id, Span::Year(year))?),
        RankingMeasure::Distance => {
            let working = row_working(pack, unit, &row.id, Span::Year(year))?;
            let distances = working.distances();
            let own = distances.iter().find(|distance| distance.of.series().contains(series));
            match own {
                Some(distance) => Some(distance.short_by.clone().unwrap_or_else(Exact::zero)),
                // In a row with several amounts, one can be met while another is missed: its distance is 0.
                None => is_met(&working, series).then(Exact::zero),
            }
        }
    }
}

/// True if all tests of this series in the row are met, whatever the others are.
fn is_met(working: &Working, series: &SeriesId) -> bool {
    let mut leaves = Vec::new();
    collect(working, series, &mut leaves);
    !leaves.is_empty() && leaves.iter().all(|verdict| *verdict == Verdict::Met)
}

fn collect(working: &Working, series: &SeriesId, found: &mut Vec<Verdict>) {
    let asks = match &working.test {
        Test::Minimum { series: of, .. } | Test::Total { series: of, .. } => of == series,
        Test::Growth { amounts, .. } => amounts.contains(series),
        Test::Share { numerator, .. } => numerator == series,
        _ => return working.parts.iter().for_each(|part| collect(part, series, found)),
    };
    if asks {
        found.push(working.verdict);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::RowId;
    use crate::exchange::case;
    use crate::packs;

    #[test]
    fn blanks_have_no_place_and_equal_ones_share_theirs() {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let unit = |figures: &str, rest: &str| {
            let text = format!(
                r#"{{"name":"x","pack":"shaanxi-2021-2023","level":"city","as_of":"2022-02-01","figures":{{"sme_inflow_patents":{figures}}},"targets":{{"1":{{"2021":"100"}}}}{rest},"expect":[]}}"#
            );
            Some(case::parse(&text).unwrap().situation(&pack).unwrap())
        };
        let units = [
            unit(r#"{"2020":"50","2021":"90"}"#, ""),
            unit(r#"{"2020":"0","2021":"120"}"#, ""),
            unit(r#"{"2021":"90"}"#, ""),
            unit(r#"{"2020":"10"}"#, ""),
            unit(r#"{"2020":"10","2021":"30"}"#, r#","not_applicable":["1"]"#),
            None,
            unit(r#"{"2020":"100","2021":"150"}"#, ""),
        ];
        let year = Year::new(2021).unwrap();
        let row = pack.row(&RowId::new("1")).unwrap();
        let places = |ranking_measure| {
            let found = rankings(&pack, &units, row, &SeriesId::new("sme_inflow_patents"), year, ranking_measure);
            found.into_iter().map(|place| place.place).collect::<Vec<_>>()
        };
        assert_eq!(places(RankingMeasure::Value), [Some(3), Some(2), Some(3), None, None, None, Some(1)]);
        // 80 % and 50 %; a base of 0 and a blank one have no rate.
        assert_eq!(places(RankingMeasure::Growth), [Some(1), None, None, None, None, None, Some(2)]);
        assert_eq!(places(RankingMeasure::Completion), [Some(3), Some(2), Some(3), None, None, None, Some(1)]);
        // Two have reached it and share the first rank; the next is third.
        assert_eq!(places(RankingMeasure::Distance), [Some(3), Some(1), Some(3), None, None, None, Some(1)]);
    }

    /// Base 100 and 30 %: 130 is required of each amount. The second unit meets it with the contract amount but
    /// not with the received one; the third lacks 10 and 0; the fourth's are blank.
    #[test]
    fn an_amount_that_is_met_lacks_nothing_though_the_other_is_missed() {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let unit = |contract: &str, received: &str| {
            let text = format!(
                r#"{{"name":"x","pack":"shaanxi-2021-2023","level":"city","as_of":"2022-02-01","figures":{{"sme_inflow_contract_amount":{{"2020":"100"{contract}}},"sme_inflow_received_amount":{{"2020":"100"{received}}}}},"expect":[]}}"#
            );
            Some(case::parse(&text).unwrap().situation(&pack).unwrap())
        };
        let units = [
            unit(r#","2021":"131""#, r#","2021":"140""#),
            unit(r#","2021":"130""#, r#","2021":"129""#),
            unit(r#","2021":"120""#, r#","2021":"130""#),
            unit("", ""),
        ];
        let row = pack.row(&RowId::new("2")).unwrap();
        let lacks = |series: &str| {
            let year = Year::new(2021).unwrap();
            let found = rankings(&pack, &units, row, &SeriesId::new(series), year, RankingMeasure::Distance);
            found.into_iter().map(|one| (one.value.map(|value| value.to_string()), one.place)).collect::<Vec<_>>()
        };
        let is = |value: &str, place| (Some(value.to_owned()), Some(place));
        assert_eq!(lacks("sme_inflow_contract_amount"), [is("0", 1), is("0", 1), is("10", 3), (None, None)]);
        assert_eq!(lacks("sme_inflow_received_amount"), [is("0", 1), is("1", 3), is("0", 1), (None, None)]);
    }
}
