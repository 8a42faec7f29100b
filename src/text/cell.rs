//! A verdict's figures in a table cell: achieved value, requirement and percentage.

use super::formula::growth_rate;
use super::number::{percent, percent_under, plain};
use super::verdict::distance_words;
use crate::domain::attainment::{Span, completion};
use crate::domain::policy::{Pack, SeriesId};
use crate::domain::quantity::{Exact, round_up};
use crate::domain::working::{Test, Verdict, Working};
use num_traits::Zero;

/// Lines for a row's verdict: first the figures, then the shortfall. Empty where the row is not due or does not
/// apply.
pub fn cell_lines(pack: &Pack, working: &Working, span: Span) -> Vec<String> {
    if matches!(working.verdict, Verdict::NotDue | Verdict::NotApplicable) {
        return Vec::new();
    }
    let mut tests = Vec::new();
    collect(working, &mut tests);
    // Name the series only where several are shown. Nodes that combine years do not count as one.
    let several = tests.iter().filter(|test| !matches!(test.test, Test::EveryYear | Test::EveryPair)).count() > 1;
    let mut lines: Vec<String> = tests.iter().filter_map(|test| line(pack, test, span, several)).collect();
    let short = distance_words(pack, working).into_iter();
    lines.extend(short.map(|words| words.split('（').next().unwrap_or_default().to_owned()));
    lines
}

/// The tests to show. A node that combines years stands for them; for year-on-year growth the last year follows it.
fn collect<'w>(working: &'w Working, found: &mut Vec<&'w Working>) {
    match &working.test {
        Test::EveryYear => found.push(working),
        Test::EveryPair => {
            found.push(working);
            found.extend(working.parts.last());
        }
        _ if working.parts.is_empty() => found.push(working),
        _ => working.parts.iter().for_each(|part| collect(part, found)),
    }
}

fn line(pack: &Pack, working: &Working, span: Span, named: bool) -> Option<String> {
    // Only digits take a unit.
    let with_unit = |line: String, of: &SeriesId| match line.contains(|one: char| one.is_ascii_digit()) {
        true => format!("{line} {}", pack.series_of(of).map_or("", |series| series.unit.symbol())),
        false => line,
    };
    let step = |of: &SeriesId| pack.series_of(of).map_or(6, |series| series.unit.step_decimals());
    let name = |of: &[SeriesId]| match (named, of) {
        (true, [one]) => pack.series_of(one).map_or(String::new(), |series| format!("{} ", series.short_name)),
        _ => String::new(),
    };
    let shown = |value: Option<&Exact>| value.map_or("空白".to_owned(), plain);
    let with_rate = |line: String, rate: Option<String>| match rate {
        Some(rate) => format!("{line}，{rate}"),
        None => line,
    };
    Some(match &working.test {
        Test::Minimum { series, figure, minimum, .. } => {
            let asked = minimum.as_ref().map(|minimum| format!(" / {}", plain(&minimum.value))).unwrap_or_default();
            let line = with_unit(format!("{}{asked}", shown(figure.value())), series);
            with_rate(line, completion(working).map(|rate| percent(&rate)))
        }
        Test::Total { series, minimum, .. } => {
            let asked = minimum.as_ref().map(|minimum| format!(" / {}", plain(&minimum.value))).unwrap_or_default();
            let known = working.test.reached();
            let partly = if known.is_some() && !working.test.blank_years().is_empty() { "（不全）" } else { "" };
            let line = with_unit(format!("{}{partly}{asked}", shown(known.as_ref())), series);
            with_rate(line, completion(working).map(|rate| percent(&rate)))
        }
        Test::Growth { amounts, from, to, rate, .. } => {
            let first = amounts.first()?;
            let required = working.test.required().map(|required| plain(&round_up(&required, step(first))));
            let asked = required.map(|required| format!(" / {required}")).unwrap_or_default();
            // Over the whole period, name the year that is compared.
            let when = if span == Span::Whole { format!("{}年 ", to.0) } else { String::new() };
            let figures = with_unit(format!("{}{asked}", shown(to.1.as_ref())), first);
            let line = format!("{when}{}{figures}", name(amounts));
            let years = to.0.years_since(from.0).unwrap_or(0);
            // A part-year figure is not compared with a whole year.
            let known = from.1.as_ref().zip(to.1.as_ref()).filter(|_| working.verdict != Verdict::InProgress);
            let grown = known.and_then(|(base, reached)| growth_rate(base, reached, years, &rate.value));
            let word = if years > 1 { "年均" } else { "增长" };
            with_rate(line, grown.map(|(rate, _)| format!("{word} {rate}")))
        }
        Test::Share { figures, share, .. } => {
            let whole = figures.iter().try_fold(Exact::zero(), |sum, (.., one)| Some(sum + one.value()?));
            let rate = match working.test.reached().zip(whole) {
                None => "空白".to_owned(),
                Some((_, whole)) if whole.is_zero() => "总数为 0".to_owned(),
                Some((part, whole)) => percent_under(&(part / whole), &share.value),
            };
            format!("{rate} / {}", percent(&share.value))
        }
        Test::EveryYear | Test::EveryPair => {
            let met = working.parts.iter().filter(|part| part.verdict == Verdict::Met).count();
            format!("{} 年中完成 {met} 年", working.parts.len())
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attainment::assess;
    use crate::domain::policy::RowId;
    use crate::domain::quantity::Year;
    use crate::exchange::case;
    use crate::packs;

    fn check(as_of: &str, figures: &str, row: &str, year: Option<u16>, expect: &[&str]) {
        check_with("", as_of, figures, row, year, expect);
    }

    fn check_with(rest: &str, as_of: &str, figures: &str, row: &str, year: Option<u16>, expect: &[&str]) {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let text = format!(
            r#"{{"name":"x","pack":"shaanxi-2021-2023","level":"province","as_of":"{as_of}","figures":{figures},"expect":[]{rest}}}"#
        );
        let situation = case::parse(&text).unwrap().situation(&pack).unwrap();
        let assessment = assess(&pack, &situation);
        let span = year.map_or(Span::Whole, |year| Span::Year(Year::new(year).unwrap()));
        let working = assessment.row(&RowId::new(row)).unwrap().of(span).unwrap();
        assert_eq!(cell_lines(&pack, working, span), expect);
    }

    #[test]
    fn a_cell_shows_figure_requirement_and_percentage() {
        // 1199 of 1200 is 99.916…%. Over the whole period two of the three years are met.
        let patents = r#"{"sme_inflow_patents":{"2021":"1199","2022":"1500","2023":"1800"}}"#;
        check("2024-02-01", patents, "1", Some(2021), &["1,199 / 1,200 件，99.91%", "还差 1 件"]);
        check("2024-02-01", patents, "1", None, &["3 年中完成 2 年"]);
        // 3333.33 grown by 30 % is 4333.329, rounded up to 4333.33; 3000 is 333.33 below the base, −9.99…%.
        let amounts = r#"{"sme_inflow_contract_amount":{"2020":"3333.33","2021":"3000"},"sme_inflow_received_amount":{"2020":"100","2021":"130"}}"#;
        check(
            "2022-02-01",
            amounts,
            "2",
            Some(2021),
            &["合同 3,000 / 4,333.33 万元，增长 −9.99%", "到账 130 / 130 万元，增长 30%", "合同还差 1,333.33 万元"],
        );
        let share = r#"{"inflow_patents_held":{"2021":"172"},"inflow_patents_implemented":{"2021":"133"}}"#;
        check("2022-02-01", share, "9", Some(2021), &["77.32% / 85%", "还差 14 件"]);
        // A test in progress shows no growth rate, and a blank no percentage.
        check(
            "2021-10-01",
            amounts,
            "2",
            Some(2021),
            &["合同 3,000 / 4,333.33 万元", "到账 130 / 130 万元，增长 30%", "合同还差 1,333.33 万元"],
        );
        check("2024-02-01", r#"{"platforms_cultivated":{"2021":"4"}}"#, "13", None, &["4（不全） / 10 家"]);
        check("2024-02-01", "{}", "13", None, &["空白 / 10 家"]);
        // 0 out of 0 is not a blank.
        let nothing = r#"{"inflow_patents_held":{"2021":"0"},"inflow_patents_implemented":{"2021":"0"}}"#;
        check("2022-02-01", nothing, "9", Some(2021), &["总数为 0 / 85%"]);
        // With year-on-year growth: 160 over 119 is 34.45 %; 20 % requires 142.8.
        check_with(
            r#","readings":{"growth":"each_year"}"#,
            "2023-03-01",
            r#"{"benefiting_smes":{"2020":"100","2021":"119","2022":"160"}}"#,
            "5",
            Some(2022),
            &["2 年中完成 1 年", "160 / 143 家，增长 34.45%"],
        );
        // Over the whole period the compared year is named; without digits there is no unit.
        check("2024-02-01", "{}", "8", None, &["2023年 空白"]);
        check(
            "2024-02-01",
            r#"{"product_filings":{"2020":"1000","2023":"2196"}}"#,
            "8",
            None,
            &["2023年 2,196 / 1,728 件，年均 29.98%"],
        );
    }
}
