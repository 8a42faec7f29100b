//! What a chart shows: for each row and series the figures of the years, the required values, and which year is
//! not over.

use crate::domain::attainment::{Assessment, RowResult, Span};
use crate::domain::figures::{Situation, YearFigure, year_figure};
use crate::domain::policy::{Pack, Row, Rule, Series, SeriesId};
use crate::domain::quantity::{Exact, Period, Year};
use crate::domain::working::{Test, Working, grown};
use num_traits::Zero;

/// One chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// The series; several where the chart shows their sum or share.
    pub series: Vec<SeriesId>,
    /// What the values are.
    pub measure: Measure,
    /// One for each year, including the base year where it is shown.
    pub points: Vec<Point>,
}

/// What the values of a chart are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The year's figure, in the series' unit.
    Yearly,
    /// Added up since the plan's first year, in the series' unit.
    Cumulated,
    /// A share as a fraction: 1 is 100%.
    Share,
}

/// One year of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The year.
    pub year: Year,
    /// The achieved value; `None` for a blank, which is not drawn as zero.
    pub actual: Option<Exact>,
    /// The required value, where there is one.
    pub required: Option<Exact>,
    /// True for a year that is not over.
    pub unfinished: bool,
}

/// The charts of a row, one for each series or measure of it.
pub fn trends_of(pack: &Pack, situation: &Situation, assessment: &Assessment, row: &Row) -> Vec<Trend> {
    let Some(result) = assessment.row(&row.id) else { return Vec::new() };
    let maker = Maker { pack, situation, result };
    match &row.rule {
        Rule::MinimumEachYear { series, .. } => vec![maker.yearly(series)],
        Rule::MinimumTotal { series, .. } => vec![maker.cumulated(series)],
        Rule::Growth { .. } => maker.growths(),
        Rule::Share { numerator, denominator, .. } => vec![maker.share(numerator, denominator)],
        Rule::Row(_) | Rule::Statement(_) => Vec::new(),
        Rule::All(_) => row.rule.series().into_iter().map(|series| maker.yearly(series)).collect(),
    }
}

/// The chart of a series that no row uses: figures without a requirement.
pub fn trend_of_series(pack: &Pack, situation: &Situation, series: &Series) -> Trend {
    let figure = |year| year_figure(&situation.figures, series, year, situation.as_of).value().cloned();
    let points = pack.figure_years().map(|year| Point {
        year,
        actual: figure(year),
        required: None,
        unfinished: situation.as_of.year() == year,
    });
    Trend { series: vec![series.id.clone()], measure: Measure::Yearly, points: points.collect() }
}

/// The name of a row's required values in the legend.
pub fn required_name(row: &Row, measure: Measure) -> &'static str {
    match (&row.rule, measure) {
        (Rule::Growth { .. }, _) => "按增长率需达到",
        (_, Measure::Share) => "要求",
        _ => "目标",
    }
}

struct Maker<'a> {
    pack: &'a Pack,
    situation: &'a Situation,
    result: &'a RowResult,
}

impl Maker<'_> {
    fn yearly(&self, series: &SeriesId) -> Trend {
        let years = self.pack.figure_years();
        let points = years.map(|year| self.point(year, self.figure(series, year), self.minimum(series, year)));
        Trend { series: vec![series.clone()], measure: Measure::Yearly, points: points.collect() }
    }

    fn cumulated(&self, series: &SeriesId) -> Trend {
        let required = find(&self.result.whole, &|test| match test {
            Test::Total { minimum, .. } => minimum.as_ref().map(|minimum| minimum.value.clone()),
            _ => None,
        });
        let mut sum = Some(Exact::zero());
        let points = self.pack.plan_years().map(|year| {
            sum = sum.take().and_then(|sum| Some(sum + self.figure(series, year)?));
            self.point(year, sum.clone(), required.clone())
        });
        Trend { series: vec![series.clone()], measure: Measure::Cumulated, points: points.collect() }
    }

    /// One chart for each amount, or one for their sum, depending on the reading.
    fn growths(&self) -> Vec<Trend> {
        let mut taken: Vec<(Vec<SeriesId>, Exact)> = Vec::new();
        collect_growths(&self.result.whole, &mut taken);
        taken.into_iter().map(|(amounts, rate)| self.growth(amounts, &rate)).collect()
    }

    fn growth(&self, amounts: Vec<SeriesId>, rate: &Exact) -> Trend {
        let sum = |year| amounts.iter().try_fold(Exact::zero(), |sum, series| Some(sum + self.figure(series, year)?));
        let base = self.growth_base();
        let required = |year: Year| match base {
            // Each year is measured against the one before, once that is over: a part-year base would require too
            // little.
            None => {
                let previous = year.previous().filter(|previous| *previous != self.situation.as_of.year())?;
                sum(previous).map(|previous| grown(&previous, rate, 1))
            }
            Some(base) => Some(grown(&sum(base)?, rate, year.years_since(base)?)),
        };
        let points = self.pack.figure_years().map(|year| {
            let required = if year > self.pack.base_year { required(year) } else { None };
            self.point(year, sum(year), required)
        });
        Trend { measure: Measure::Yearly, points: points.collect(), series: amounts }
    }

    /// The year that requirements grow from; `None` where each year grows from the one before.
    fn growth_base(&self) -> Option<Year> {
        let pair = find(&self.result.whole, &|test| matches!(test, Test::EveryPair).then_some(()));
        let from = find(&self.result.whole, &|test| match test {
            Test::Growth { from, .. } => Some(from.0),
            _ => None,
        });
        if pair.is_some() { None } else { from }
    }

    fn share(&self, numerator: &SeriesId, denominator: &SeriesId) -> Trend {
        let points = self.pack.plan_years().map(|year| {
            let whole = self.figure(denominator, year).filter(|whole| !whole.is_zero());
            let share = self.figure(numerator, year).and_then(|part| Some(part / whole?));
            let required = self.result.of(Span::Year(year)).and_then(|working| {
                find(working, &|test| match test {
                    Test::Share { share, .. } => Some(share.value.clone()),
                    _ => None,
                })
            });
            self.point(year, share, required)
        });
        Trend {
            series: vec![numerator.clone(), denominator.clone()],
            measure: Measure::Share,
            points: points.collect(),
        }
    }

    fn point(&self, year: Year, actual: Option<Exact>, required: Option<Exact>) -> Point {
        let unfinished = self.situation.as_of.year() == year;
        Point { year, actual, required, unfinished }
    }

    fn figure(&self, id: &SeriesId, year: Year) -> Option<Exact> {
        let series = self.pack.series_of(id)?;
        let figure: YearFigure = year_figure(&self.situation.figures, series, year, self.situation.as_of);
        figure.value().filter(|_| Period::Year(year).has_begun(self.situation.as_of)).cloned()
    }

    fn minimum(&self, series: &SeriesId, year: Year) -> Option<Exact> {
        let working = self.result.of(Span::Year(year))?;
        find(working, &|test| match test {
            Test::Minimum { series: of, minimum, .. } if of == series => {
                minimum.as_ref().map(|found| found.value.clone())
            }
            _ => None,
        })
    }
}

fn collect_growths(working: &Working, taken: &mut Vec<(Vec<SeriesId>, Exact)>) {
    if let Test::Growth { amounts, rate, .. } = &working.test
        && !taken.iter().any(|(known, _)| known == amounts)
    {
        taken.push((amounts.clone(), rate.value.clone()));
    }
    working.parts.iter().for_each(|part| collect_growths(part, taken));
}

/// The first match in a tree, parents before children.
fn find<T>(working: &Working, of: &impl Fn(&Test) -> Option<T>) -> Option<T> {
    of(&working.test).or_else(|| working.parts.iter().find_map(|part| find(part, of)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attainment::assess;
    use crate::domain::policy::RowId;
    use crate::exchange::case;
    use crate::packs;

    fn check(row: &str, readings: &str, figures: &str, expect: &[&str]) {
        check_on("2023-07-01", row, readings, figures, expect);
    }

    fn check_on(as_of: &str, row: &str, readings: &str, figures: &str, expect: &[&str]) {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let text = format!(
            r#"{{"name":"x","pack":"shaanxi-2021-2023","level":"province","as_of":"{as_of}","readings":{readings},"figures":{figures},"expect":[]}}"#
        );
        let situation = case::parse(&text).unwrap().situation(&pack).unwrap();
        let assessment = assess(&pack, &situation);
        let trends = trends_of(&pack, &situation, &assessment, pack.row(&RowId::new(row)).unwrap());
        let shown: Vec<String> = trends.iter().map(shown).collect();
        assert_eq!(shown, expect);
    }

    fn shown(trend: &Trend) -> String {
        let value = |value: &Option<Exact>| value.as_ref().map_or("-".to_owned(), |value| value.to_string());
        let points = trend.points.iter().map(|point| {
            let mark = if point.unfinished { "*" } else { "" };
            format!("{}{mark} {}/{}", point.year, value(&point.actual), value(&point.required))
        });
        points.collect::<Vec<_>>().join(" ")
    }

    /// 80 grown by 20 % is 96. The nine months of 2022 give no requirement for 2023.
    #[test]
    fn part_of_a_year_asks_nothing_of_the_next() {
        check_on(
            "2022-09-30",
            "8",
            r#"{"growth":"each_year"}"#,
            r#"{"product_filings":{"2020":"50","2021":"80","2022":"90"}}"#,
            &["2020 50/- 2021 80/60 2022* 90/96 2023 -/-"],
        );
    }

    #[test]
    fn a_minimum_stands_beside_each_year_and_a_blank_stays_blank() {
        check(
            "1",
            "{}",
            r#"{"sme_inflow_patents":{"2020":"900","2021":"1300","2023":"700"}}"#,
            &["2020 900/- 2021 1300/1200 2022 -/1500 2023* 700/1800"],
        );
    }

    #[test]
    fn the_required_path_follows_the_reading() {
        let figures = r#"{"product_filings":{"2020":"100","2021":"110","2022":"150"}}"#;
        check("8", "{}", figures, &["2020 100/- 2021 110/120 2022 150/144 2023* -/864/5"]);
        let each = r#"{"growth":"each_year"}"#;
        check("8", each, figures, &["2020 100/- 2021 110/120 2022 150/132 2023* -/180"]);
        let first = r#"{"growth":"compound_from_first"}"#;
        check("8", first, figures, &["2020 100/- 2021 110/- 2022 150/132 2023* -/792/5"]);
    }

    #[test]
    fn totals_add_up_until_a_year_is_blank_and_shares_are_of_each_year() {
        check(
            "12",
            "{}",
            r#"{"declassified_defence_patents":{"2021":"40","2022":"35"}}"#,
            &["2021 40/100 2022 75/100 2023* -/100"],
        );
        check(
            "9",
            "{}",
            r#"{"inflow_patents_held":{"2021":"200","2022":"0"},"inflow_patents_implemented":{"2021":"170","2022":"0"}}"#,
            &["2021 17/20/17/20 2022 -/17/20 2023* -/17/20"],
        );
    }
}
