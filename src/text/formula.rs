//! One node of the working as a formula in words, with the numbers put in.

use super::number::{percent, percent_under, plain, value};
use super::verdict::series_name;
use crate::domain::figures::{Blank, YearFigure};
use crate::domain::policy::{GrowthMethod, Pack, SeriesId, SharePeriod};
use crate::domain::quantity::{Exact, Grain, Unit, Year, floor_root};
use crate::domain::working::{SetBy, Test, Threshold, Verdict, Working, grown};
use num_traits::{One, Zero, pow};

/// A node of the working in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// What the node tests.
    pub title: String,
    /// The rule as a formula or in words; for a 定性要求 its answer. May be empty.
    pub rule: String,
    /// The formula with the numbers filled in; may be empty.
    pub numbers: String,
    /// Remarks: where a figure comes from, what is missing, who set the threshold.
    pub remarks: Vec<String>,
}

/// The formula of a node.
pub fn formula(pack: &Pack, working: &Working) -> Formula {
    match &working.test {
        Test::Minimum { series, year, figure, minimum } => {
            minimum_formula(pack, series, *year, figure, minimum.as_ref())
        }
        Test::Total { series, figures, sum, minimum } => total_formula(pack, series, figures, sum, minimum.as_ref()),
        Test::Growth { .. } => growth_formula(pack, working),
        Test::Share { numerator, denominator, period, figures, share } => {
            share_formula(pack, (numerator, denominator), *period, figures, share)
        }
        Test::Statement { id, holds } => {
            let name = pack.statement(id).map_or_else(|| id.to_string(), |statement| statement.name.clone());
            let answer = match holds {
                None => "尚未回答",
                Some(true) => "填报单位答：是",
                Some(false) => "填报单位答：否",
            };
            consolidation(name, answer)
        }
        Test::Row(id) => {
            let name = pack.row(id).map_or("", |row| row.name.as_str());
            consolidation(format!("附表 {id} {name}"), "")
        }
        Test::Goal(id) => consolidation(pack.goal(id).map_or_else(|| id.to_string(), |goal| goal.name.clone()), ""),
        Test::EveryYear => consolidation("整个计划期".to_owned(), "每一年都要达到"),
        Test::EveryPair => consolidation("逐年增长".to_owned(), "每一年都要比上年达到增长率"),
        Test::EveryAmount => consolidation("两项金额".to_owned(), "每一项都要达到"),
        Test::Every => consolidation("各项要求".to_owned(), "每一项都要达到"),
    }
}

/// The working as lines, each part below its parent.
pub fn working_lines(pack: &Pack, working: &Working, depth: usize) -> Vec<String> {
    let formula = formula(pack, working);
    let mut parts = vec![format!("{}：{}", formula.title, super::verdict_words(working))];
    parts.extend([formula.rule, formula.numbers].into_iter().filter(|part| !part.is_empty()));
    if working.parts.is_empty() || working.distance.is_some() {
        parts.extend(super::distance_words(pack, working));
    }
    parts.extend(formula.remarks);
    parts.extend(working.readings.iter().map(|choice| format!("口径：{}", super::choice_words(pack, choice))));
    if !working.clause.0.is_empty() {
        parts.push(format!("依据：{}", working.clause.0));
    }
    let indent = "　".repeat(depth.min(4));
    let mut lines = vec![format!("{indent}{}。", parts.join("；"))];
    lines.extend(working.parts.iter().flat_map(|part| working_lines(pack, part, depth.saturating_add(1))));
    lines
}

fn consolidation(title: String, rule: &str) -> Formula {
    Formula { title, rule: rule.to_owned(), numbers: String::new(), remarks: Vec::new() }
}

fn minimum_formula(
    pack: &Pack,
    series: &SeriesId,
    year: Year,
    figure: &YearFigure,
    minimum: Option<&Threshold>,
) -> Formula {
    let unit = unit_of(pack, series);
    let numbers = match (figure.value(), minimum) {
        (Some(value), Some(minimum)) => compared(value, &minimum.value, &unit),
        (Some(known), None) => value(known, &unit),
        (None, Some(minimum)) => format!("（空白）？ {}", value(&minimum.value, &unit)),
        (None, None) => String::new(),
    };
    let mut remarks = threshold_remark(minimum);
    remarks.extend(figure_remark(year, figure));
    Formula {
        title: format!("{year}年 {}", series_name(pack, series)),
        rule: "当年数 ≥ 当年目标".to_owned(),
        numbers,
        remarks,
    }
}

fn total_formula(
    pack: &Pack,
    series: &SeriesId,
    figures: &[(Year, YearFigure)],
    sum: &Exact,
    minimum: Option<&Threshold>,
) -> Formula {
    let unit = unit_of(pack, series);
    let terms: Vec<_> = figures
        .iter()
        .map(|(year, figure)| match figure {
            YearFigure::Blank(Blank::NotBegun) => format!("（{year}年未开始）"),
            figure => figure.value().map_or_else(|| format!("（{year}年空白）"), plain),
        })
        .collect();
    let known = figures.iter().any(|(_, figure)| figure.value().is_some());
    let whole = !figures.iter().any(|(_, figure)| matches!(figure, YearFigure::Blank(Blank::Nothing | Blank::Hole(_))));
    let asked = minimum.map(|minimum| value(&minimum.value, &unit));
    // A blank is not 0: blanks alone have no sum, and an incomplete sum does not show a shortfall.
    let compared = match (minimum, asked) {
        (_, Some(asked)) if !known => format!("（没有数）；要求 {asked}"),
        (_, None) if !known => "（没有数）".to_owned(),
        (Some(minimum), Some(asked)) if !whole && *sum < minimum.value => {
            format!("已知 {}，不全；要求 {asked}", value(sum, &unit))
        }
        (Some(minimum), _) => compared(sum, &minimum.value, &unit),
        (None, _) => value(sum, &unit),
    };
    let mut remarks = threshold_remark(minimum);
    remarks.extend(figures.iter().filter_map(|(year, figure)| figure_remark(*year, figure)));
    Formula {
        title: format!("{} 累计", series_name(pack, series)),
        rule: "计划期各年之和 ≥ 目标".to_owned(),
        numbers: format!("{} = {compared}", terms.join(" + ")),
        remarks,
    }
}

fn growth_formula(pack: &Pack, working: &Working) -> Formula {
    let Test::Growth { amounts, method, from, to, rate } = &working.test else {
        return consolidation(String::new(), "");
    };
    let unfinished = working.verdict == Verdict::InProgress;
    let names: Vec<_> = amounts.iter().map(|series| series_name(pack, series)).collect();
    let unit = amounts.first().map_or_else(|| Unit::new(""), |series| unit_of(pack, series));
    let years = to.0.years_since(from.0).unwrap_or(0);
    let power = superscript(years);
    let rule = format!("{}年数 ≥ {}年数 × (1 + {}){power}", to.0, from.0, percent(&rate.value));
    let mut remarks = threshold_remark(Some(rate));
    let missing = [from, to].into_iter().filter(|(_, known)| known.is_none());
    remarks.extend(missing.map(|(year, _)| format!("{year}年没有可用的数")));
    let numbers = match (&from.1, &to.1) {
        (Some(base), Some(reached)) if !base.is_zero() && years > 0 => {
            let required = grown(base, &rate.value, years);
            // A part-year figure is not compared with a whole year.
            if unfinished {
                remarks.push(format!("{}年未完，不与全年的数比增长率", to.0));
            } else {
                remarks.extend(average_growth(base, reached, years, &rate.value));
            }
            let base = plain(base);
            let sign = if *reached >= required { "≥" } else { "＜" };
            format!(
                "{} {sign} {base} × {}{power} = {}",
                plain(reached),
                plain(&(Exact::one() + &rate.value)),
                value(&required, &unit)
            )
        }
        (Some(base), _) if base.is_zero() => {
            remarks.push("基期为 0，增长率没有意义".to_owned());
            String::new()
        }
        (Some(base), None) if years > 0 => {
            let required = grown(base, &rate.value, years);
            // The base year is itself under way, so the requirement still moves with it.
            if unfinished && years == 1 {
                remarks.push(format!("{}年未完，这个要求按到目前为止的数推算，随它变动", from.0));
            }
            format!(
                "（{}年空白）？ {} × {}{power} = {}",
                to.0,
                plain(base),
                plain(&(Exact::one() + &rate.value)),
                value(&required, &unit)
            )
        }
        _ => String::new(),
    };
    if *method == GrowthMethod::CompoundFromFirst {
        remarks.push(format!("以计划首年 {} 年为起点", from.0));
    }
    Formula { title: names.join(" + "), rule, numbers, remarks }
}

/// Achieved growth or share in per cent, one line for each figure, named where there are several: `合同 15.06%`.
/// Empty for other rules.
pub fn achieved_words(pack: &Pack, working: &Working) -> String {
    let mut found = Vec::new();
    collect_achieved(pack, working, &mut found);
    match found.as_slice() {
        [(_, one)] => one.clone(),
        several => several.iter().map(|(name, rate)| format!("{name} {rate}")).collect::<Vec<_>>().join("\n"),
    }
}

fn collect_achieved(pack: &Pack, working: &Working, found: &mut Vec<(String, String)>) {
    let short = |series: &SeriesId| pack.series_of(series).map_or(String::new(), |one| one.short_name.clone());
    match &working.test {
        Test::Growth { amounts, from, to, rate, .. } => {
            let years = to.0.years_since(from.0).unwrap_or(0);
            let known = from.1.as_ref().zip(to.1.as_ref()).filter(|_| years > 0);
            let shown = known.and_then(|(base, reached)| growth_rate(base, reached, years, &rate.value));
            let names: Vec<_> = amounts.iter().map(short).collect();
            found.push((names.join("与"), shown.map_or("—".to_owned(), |(rate, _)| rate)));
        }
        Test::Share { figures, share, .. } => {
            let sum = |of: fn(&(Year, YearFigure, YearFigure)) -> &YearFigure| {
                figures.iter().try_fold(Exact::zero(), |sum, entry| Some(sum + of(entry).value()?))
            };
            let known = sum(|entry| &entry.1).zip(sum(|entry| &entry.2)).filter(|(_, whole)| !whole.is_zero());
            let shown = known.map(|(part, whole)| percent_under(&(part / whole), &share.value));
            found.push((String::new(), shown.unwrap_or_else(|| "—".to_owned())));
        }
        _ => working.parts.iter().for_each(|part| collect_achieved(pack, part, found)),
    }
}

/// The growth rate in words, marked as truncated where [`growth_rate`] says so.
fn average_growth(base: &Exact, reached: &Exact, years: u32, rate: &Exact) -> Option<String> {
    let (rate, is_whole) = growth_rate(base, reached, years, rate)?;
    let cut_off = if is_whole { "" } else { "（截断显示）" };
    let name = if years > 1 { format!("{years} 年平均每年增长") } else { "增长".to_owned() };
    Some(format!("{name} {rate}{cut_off}"))
}

/// The average yearly growth from `base` to `reached` in per cent, truncated so that it never crosses `rate`; and
/// whether the growth factor is exact at ten decimals. `None` where there is no rate, as for a base of 0.
pub fn growth_rate(base: &Exact, reached: &Exact, years: u32, rate: &Exact) -> Option<(String, bool)> {
    let whole = (!base.is_zero()).then(|| reached / base)?;
    let root = floor_root(&whole, years, 10)?;
    let is_whole = pow(root.clone(), usize::try_from(years).unwrap_or(0)) == whole;
    Some((percent_under(&(root - Exact::one()), rate), is_whole))
}

fn share_formula(
    pack: &Pack,
    (numerator, denominator): (&SeriesId, &SeriesId),
    period: SharePeriod,
    figures: &[(Year, YearFigure, YearFigure)],
    share: &Threshold,
) -> Formula {
    let sum = |of: fn(&(Year, YearFigure, YearFigure)) -> &YearFigure| {
        figures.iter().try_fold(Exact::zero(), |sum, entry| Some(sum + of(entry).value()?))
    };
    let (part, whole) = (sum(|entry| &entry.1), sum(|entry| &entry.2));
    let numbers = match (part, whole) {
        (Some(part), Some(whole)) if !whole.is_zero() => {
            let sign = if part >= &whole * &share.value { "≥" } else { "＜" };
            let reached = percent_under(&(&part / &whole), &share.value);
            format!("{} ÷ {} = {reached} {sign} {}", plain(&part), plain(&whole), percent(&share.value))
        }
        (Some(part), Some(whole)) => format!("{} ÷ {}：没有意义", plain(&part), plain(&whole)),
        _ => String::new(),
    };
    let years: Vec<_> = figures.iter().map(|(year, ..)| format!("{year}年")).collect();
    let mut remarks = threshold_remark(Some(share));
    remarks.extend(figures.iter().filter_map(|(year, part, _)| figure_remark(*year, part)));
    remarks.extend(figures.iter().filter_map(|(year, _, whole)| figure_remark(*year, whole)));
    remarks.dedup();
    if period == SharePeriod::WholePeriod {
        remarks.push("各年合起来算".to_owned());
    }
    Formula {
        title: years.join("、"),
        rule: format!(
            "{} ÷ {} ≥ {}",
            series_name(pack, numerator),
            series_name(pack, denominator),
            percent(&share.value)
        ),
        numbers,
        remarks,
    }
}

/// An exponent in superscript; empty for 0 and 1.
fn superscript(exponent: u32) -> String {
    if exponent <= 1 {
        return String::new();
    }
    let digit =
        |digit: char| ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'].get(digit.to_digit(10)? as usize).copied();
    exponent.to_string().chars().filter_map(digit).collect()
}

fn unit_of(pack: &Pack, id: &SeriesId) -> Unit {
    pack.series_of(id).map_or_else(|| Unit::new(""), |series| series.unit.clone())
}

fn compared(reached: &Exact, threshold: &Exact, unit: &Unit) -> String {
    let sign = if reached >= threshold { "≥" } else { "＜" };
    format!("{} {sign} {}", plain(reached), value(threshold, unit))
}

fn threshold_remark(threshold: Option<&Threshold>) -> Vec<String> {
    match threshold.map(|threshold| threshold.set_by) {
        None => vec!["没有分配目标：请在“分配的目标”里填写，本工具不按比例推算".to_owned()],
        Some(SetBy::Pack) => Vec::new(),
        Some(SetBy::Allocated) => vec!["按分配给本单位的目标".to_owned()],
        Some(SetBy::AllocatedYearsAdded) => vec!["累计目标为分配的各年目标之和".to_owned()],
    }
}

fn figure_remark(year: Year, figure: &YearFigure) -> Option<String> {
    match figure {
        YearFigure::Own(_) | YearFigure::Blank(Blank::NotBegun) => None,
        YearFigure::Added { grain, last, .. } => {
            Some(format!("{year}年数由{}相加，到{}", grain_name(*grain), super::period_name(*last)))
        }
        YearFigure::Last { last, .. } => Some(format!("{year}年数取自{}", super::period_name(*last))),
        YearFigure::Blank(Blank::Nothing) => Some(format!("{year}年没有填数")),
        YearFigure::Blank(Blank::Hole(period)) => {
            Some(format!("{year}年数得不出：{}空白", super::period_name(*period)))
        }
    }
}

fn grain_name(grain: Grain) -> &'static str {
    match grain {
        Grain::Year => "全年",
        Grain::Quarter => "各季度",
        Grain::Month => "各月",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attainment::{Span, assess};
    use crate::domain::policy::RowId;
    use crate::exchange::case;
    use crate::packs;

    /// The formulas of a row's atomic tests in a province's case.
    fn check(figures: &str, row: &str, span: Span, expect: &[(&str, &[&str])]) {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let text = format!(
            r#"{{"name":"x","pack":"shaanxi-2021-2023","level":"province","as_of":"2024-02-01","figures":{figures},"expect":[]}}"#
        );
        let situation = case::parse(&text).unwrap().situation(&pack).unwrap();
        let assessment = assess(&pack, &situation);
        let mut leaves = Vec::new();
        collect(assessment.row(&RowId::new(row)).unwrap().of(span).unwrap(), &mut leaves);
        let shown: Vec<_> = leaves.iter().map(|working| formula(&pack, working)).collect();
        let shown: Vec<(&str, Vec<&str>)> = shown
            .iter()
            .map(|formula| (formula.numbers.as_str(), formula.remarks.iter().map(String::as_str).collect()))
            .collect();
        let expect: Vec<(&str, Vec<&str>)> =
            expect.iter().map(|(numbers, remarks)| (*numbers, remarks.to_vec())).collect();
        assert_eq!(shown, expect);
    }

    fn collect<'w>(working: &'w Working, leaves: &mut Vec<&'w Working>) {
        if working.parts.is_empty() {
            leaves.push(working);
        }
        working.parts.iter().for_each(|part| collect(part, leaves));
    }

    fn year(number: u16) -> Span {
        Span::Year(Year::new(number).unwrap())
    }

    #[test]
    fn formulas_carry_the_numbers_that_decided() {
        check(r#"{"sme_inflow_patents":{"2021":"1199"}}"#, "1", year(2021), &[("1,199 ＜ 1,200 件", &[])]);
        check(
            r#"{"product_filings":{"2020":"1000","2023":"2196"}}"#,
            "8",
            Span::Whole,
            &[("2,196 ≥ 1,000 × 1.2³ = 1,728 件", &["3 年平均每年增长 29.98%（截断显示）"])],
        );
        check(
            r#"{"inflow_patents_held":{"2021":"10000"},"inflow_patents_implemented":{"2021":"8499"}}"#,
            "9",
            year(2021),
            &[("8,499 ÷ 10,000 = 84.99% ＜ 85%", &[])],
        );
        check(
            r#"{"declassified_defence_patents":{"2021":"40","2022Q1":"9","2022Q3":"9"}}"#,
            "12",
            Span::Whole,
            &[(
                "40 + （2022年空白） + （2023年空白） = 已知 40 件，不全；要求 100 件",
                &["2022年数得不出：2022年二季度空白", "2023年没有填数"],
            )],
        );
        // Nine months are not compared with a whole year, and the next year's requirement follows from them.
        let each = |row: &str, span| {
            let pack = packs::open(packs::BUILT_IN).unwrap().pack;
            let text = r#"{"name":"x","pack":"shaanxi-2021-2023","level":"province","as_of":"2022-09-30","readings":{"growth":"each_year"},"figures":{"product_filings":{"2021":"100","2022":"90"}},"expect":[]}"#;
            let situation = case::parse(text).unwrap().situation(&pack).unwrap();
            let assessment = assess(&pack, &situation);
            let mut leaves = Vec::new();
            collect(assessment.row(&RowId::new(row)).unwrap().of(span).unwrap(), &mut leaves);
            leaves.into_iter().map(|working| formula(&pack, working)).collect::<Vec<_>>()
        };
        let whole = each("8", Span::Whole);
        assert_eq!(whole[1].remarks, ["2022年未完，不与全年的数比增长率"]);
        assert_eq!(whole[2].numbers, "（2023年空白）？ 90 × 1.2 = 108 件");
        assert_eq!(whole[2].remarks, ["2023年没有可用的数", "2022年未完，这个要求按到目前为止的数推算，随它变动"]);
        // A blank is not 0.
        check(
            "{}",
            "13",
            Span::Whole,
            &[(
                "（2021年空白） + （2022年空白） + （2023年空白） = （没有数）；要求 10 家",
                &["2021年没有填数", "2022年没有填数", "2023年没有填数"],
            )],
        );
        // The known years alone reach the target.
        check(
            r#"{"platforms_cultivated":{"2021":"12","2023":"0"}}"#,
            "13",
            Span::Whole,
            &[("12 + （2022年空白） + 0 = 12 ≥ 10 家", &["2022年没有填数"])],
        );
    }
}
