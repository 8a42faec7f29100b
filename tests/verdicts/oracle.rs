//! A second, independent computation of the verdicts of a case.
//!
//! Written from the specification alone, to be compared with the engine on many cases. It knows one pack (13 rows,
//! 7 goals, base year 2020, plan 2021–2023), reads a case file as JSON, assumes that the case is well-formed, and
//! prefers obvious correctness to generality. All arithmetic is rational; only `printed_up` rounds.
//!
//! `expect` answers one question about a case, `questions` lists all questions, and `random_case` makes cases whose
//! figures lie close to the thresholds.

use std::collections::BTreeMap;

use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use serde_json::{Map, Value, json};

type Q = BigRational;

const BASE: i32 = 2020;
const FIRST: i32 = 2021;
const LAST: i32 = 2023;

/// The expected result of a row or goal, for a year or the whole period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    pub verdict: String,
    pub reason: Option<String>,
    /// Verdicts of the two amounts, only for rows 2 and 4 under `paired_amounts = each`.
    pub parts: BTreeMap<String, String>,
    pub required: BTreeMap<String, String>,
    pub short_by: BTreeMap<String, String>,
}

/// The expected outcome. `subject` is "1"–"13" or "G1"–"G7"; without `year` it is the whole period.
pub fn expect(case: &Value, subject: &str, year: Option<i32>) -> Outcome {
    let case = Case(case);
    match subject.strip_prefix('G') {
        Some(goal) => Outcome::of(&goal_verdict(&case, goal)),
        None => row_outcome(&case, subject.parse().expect("a row number"), year),
    }
}

/// Every question about a case: rows 1–11 by year and for the whole period, rows 12 and 13 and the goals for the
/// whole period.
pub fn questions() -> Vec<(String, Option<i32>)> {
    let mut all = Vec::new();
    for row in 1..=13 {
        if row <= 11 {
            all.extend((FIRST..=LAST).map(|year| (row.to_string(), Some(year))));
        }
        all.push((row.to_string(), None));
    }
    all.extend((1..=7).map(|goal| (format!("G{goal}"), None)));
    all
}

// ---------------------------------------------------------------- the pack

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Count,
    Wan,
    Yi,
}

impl Unit {
    /// The step to which distances are rounded up.
    fn step(self) -> Q {
        match self {
            Unit::Count => q(1, 1),
            Unit::Wan => q(1, 100),
            Unit::Yi => q(1, 10_000),
        }
    }
}

const IMPLEMENTED: &str = "inflow_patents_implemented";
const HELD: &str = "inflow_patents_held";

/// The unit of a series.
fn unit(series: &str) -> Unit {
    match series {
        "benefiting_smes_revenue" | "pledge_amount" | "ip_pledge_amount" => Unit::Yi,
        _ if series.contains("_contract_amount") || series.contains("_received_amount") => Unit::Wan,
        _ => Unit::Count,
    }
}

/// The value of a state is its last one and can fall. All other series are flows.
fn is_state(series: &str) -> bool {
    matches!(series, "benefiting_smes" | "benefiting_smes_employees")
}

/// The series of a row that has only one.
fn row_series(row: u32) -> &'static str {
    match row {
        1 => "sme_inflow_patents",
        3 => "supplier_outflow_patents",
        5 => "benefiting_smes",
        6 => "benefiting_smes_revenue",
        7 => "benefiting_smes_employees",
        8 => "product_filings",
        10 => "pledge_projects",
        11 => "pledge_amount",
        12 => "declassified_defence_patents",
        13 => "platforms_cultivated",
        _ => unreachable!("row {row} has more than one series"),
    }
}

const ROW_2: [&str; 2] = ["sme_inflow_contract_amount", "sme_inflow_received_amount"];
const ROW_4: [&str; 2] = ["supplier_outflow_contract_amount", "supplier_outflow_received_amount"];
const ROW_4_ALL: [&str; 2] = ["supplier_outflow_contract_amount_all", "supplier_outflow_received_amount_all"];

/// The province's minimum of a year, for rows 1, 3, 10 and 11.
fn pack_minimum(row: u32, year: i32) -> Q {
    let minimums = match row {
        1 => [1200, 1500, 1800],
        3 => [2000, 3000, 4000],
        10 => [850, 1100, 1300],
        11 => [45, 55, 65],
        _ => unreachable!("row {row} has no minimum for each year"),
    };
    q(minimums[(year - FIRST) as usize], 1)
}

/// The province's minimum for the whole period, in a goal or in rows 12 and 13.
fn pack_total(row: u32) -> Q {
    let total = match row {
        1 => 4500,
        3 => 9000,
        10 => 3250,
        11 => 165,
        12 => 100,
        13 => 10,
        _ => unreachable!("row {row} has no period total"),
    };
    q(total, 1)
}

/// The notice's growth rate.
fn pack_rate(row: u32) -> Q {
    match row {
        2 | 4 => q(30, 100),
        5 | 6 | 8 => q(20, 100),
        7 => q(10, 100),
        _ => unreachable!("row {row} is no growth row"),
    }
}

fn pack_share() -> Q {
    q(85, 100)
}

fn goal_5_rate() -> Q {
    q(20, 100)
}

// ---------------------------------------------------------------- numbers

fn q(numerator: i64, denominator: i64) -> Q {
    Q::new(numerator.into(), denominator.into())
}

/// Reads a decimal such as "129.99" exactly.
fn decimal(text: &str) -> Q {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let zeros = "0".repeat(fraction.len());
    format!("{whole}{fraction}/1{zeros}").parse().expect("a decimal")
}

/// Rounded up to the step, printed without trailing zeros.
fn printed_up(value: &Q, step: &Q) -> String {
    let rounded = (value / step).ceil() * step;
    print_millionths((rounded * q(1_000_000, 1)).to_integer().to_i128().expect("in range"))
}

fn print_millionths(millionths: i128) -> String {
    let text = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

fn power(base: &Q, exponent: i32) -> Q {
    (0..exponent).fold(q(1, 1), |product, _| product * base)
}

// ---------------------------------------------------------------- the case

#[derive(Clone, Copy, PartialEq)]
enum Phase {
    Closed,
    Open,
    NotBegun,
}

struct Case<'a>(&'a Value);

impl Case<'_> {
    fn as_of(&self) -> &str {
        self.0["as_of"].as_str().expect("as_of")
    }

    /// A year is closed after its 31 December and open while it contains `as_of`.
    fn phase(&self, year: i32) -> Phase {
        let today: i32 = self.as_of()[..4].parse().expect("a year");
        match today {
            _ if today > year => Phase::Closed,
            _ if today == year => Phase::Open,
            _ => Phase::NotBegun,
        }
    }

    fn not_begun(&self, year: i32) -> bool {
        self.phase(year) == Phase::NotBegun
    }

    fn begun_years(&self, up_to: i32) -> impl Iterator<Item = i32> + '_ {
        (FIRST..=up_to).filter(|year| !self.not_begun(*year))
    }

    fn period_closed(&self) -> bool {
        self.phase(LAST) == Phase::Closed
    }

    fn is_city(&self) -> bool {
        self.0["level"] == "city"
    }

    /// The chosen option of a reading, or its default.
    fn reading(&self, id: &str) -> &str {
        let default = match id {
            "growth" => "compound",
            "paired_amounts" => "each",
            "share_period" => "each_year",
            "goal2_population" => "row3",
            "goal5_count" => "projects",
            "goal5_growth_subject" => "both",
            _ => unreachable!("no reading {id}"),
        };
        self.0["readings"][id].as_str().unwrap_or(default)
    }

    fn leaves_out(&self, row: u32) -> bool {
        let row = json!(row.to_string());
        self.0["not_applicable"].as_array().is_some_and(|rows| rows.contains(&row))
    }

    /// The unit's allocated target. `what` is a year, "total", "rate" or "share".
    fn allocated(&self, row: u32, what: &str) -> Option<Q> {
        self.0["targets"][row.to_string()][what].as_str().map(decimal)
    }

    fn minimum(&self, row: u32, year: i32) -> Option<Q> {
        if self.is_city() { self.allocated(row, &year.to_string()) } else { Some(pack_minimum(row, year)) }
    }

    /// The effective total: the allocated one, else the sum of the yearly targets if none is missing.
    fn total(&self, row: u32) -> Option<Q> {
        if !self.is_city() {
            return Some(pack_total(row));
        }
        self.allocated(row, "total").or_else(|| {
            let yearly = (FIRST..=LAST).map(|year| self.allocated(row, &year.to_string()));
            yearly.sum::<Option<Q>>()
        })
    }

    fn rate(&self, row: u32) -> Q {
        self.allocated(row, "rate").unwrap_or_else(|| pack_rate(row))
    }

    fn share(&self) -> Q {
        self.allocated(9, "share").unwrap_or_else(pack_share)
    }

    fn cell(&self, series: &str, period: &str) -> Option<Q> {
        self.0["figures"][series][period].as_str().map(decimal)
    }

    /// The year's own figure, else the one that follows from its sub-year figures. `None` is blank. A year that has
    /// not begun is blank, whatever was entered.
    fn figure(&self, series: &str, year: i32) -> Option<Q> {
        if self.not_begun(year) {
            return None;
        }
        if let Some(own) = self.cell(series, &year.to_string()) {
            return Some(own);
        }
        let quarters = (1..=4).map(|n| (format!("{year}Q{n}"), 3 * n - 2)).collect();
        let months = (1..=12).map(|n| (format!("{year}-{n:02}"), n)).collect();
        self.of_periods(series, year, quarters).or_else(|| self.of_periods(series, year, months))
    }

    /// `periods` lists all periods of the year in order, each with its first month.
    fn of_periods(&self, series: &str, year: i32, periods: Vec<(String, i32)>) -> Option<Q> {
        let entered: Vec<Option<Q>> = periods
            .iter()
            .map(|(id, month)| {
                let begins = format!("{year}-{month:02}-01");
                self.cell(series, id).filter(|_| begins.as_str() <= self.as_of())
            })
            .collect();
        let last = entered.iter().rposition(Option::is_some)?;
        let closed = self.phase(year) == Phase::Closed;
        if closed && last + 1 < periods.len() {
            return None;
        }
        if is_state(series) || self.0["sub_year"][series] == "cumulative" {
            entered[last].clone()
        } else {
            entered[..=last].iter().cloned().sum::<Option<Q>>()
        }
    }
}

// ---------------------------------------------------------------- verdicts

/// In order of precedence: the first one that applies is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    MissingTarget,
    BeforeFirstRate,
    MissingBase,
    ZeroBase,
    MissingValue,
    NumeratorExceedsDenominator,
    ZeroDenominator,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Met,
    NotMet,
    InProgress,
    NotDue,
    NotApplicable,
    Undetermined(Reason),
}

use Verdict::*;

impl Verdict {
    fn name(&self) -> &'static str {
        match self {
            Met => "met",
            NotMet => "not_met",
            InProgress => "in_progress",
            NotDue => "not_due",
            NotApplicable => "not_applicable",
            Undetermined(_) => "undetermined",
        }
    }

    fn reason(&self) -> Option<&'static str> {
        let Undetermined(reason) = self else { return None };
        Some(match reason {
            Reason::MissingTarget => "missing_target",
            Reason::BeforeFirstRate => "before_first_rate",
            Reason::MissingBase => "missing_base",
            Reason::ZeroBase => "zero_base",
            Reason::MissingValue => "missing_value",
            Reason::NumeratorExceedsDenominator => "numerator_exceeds_denominator",
            Reason::ZeroDenominator => "zero_denominator",
        })
    }
}

/// All parts must hold. Precedence: failed, unknown, unfinished, met.
fn all(parts: &[Verdict]) -> Verdict {
    let reasons = parts.iter().filter_map(|part| match part {
        Undetermined(reason) => Some(*reason),
        _ => None,
    });
    if parts.contains(&NotMet) {
        NotMet
    } else if let Some(first) = reasons.min() {
        Undetermined(first)
    } else if parts.iter().any(|part| matches!(part, InProgress | NotDue)) {
        InProgress
    } else {
        Met
    }
}

/// A verdict with the two values compared, as far as they are known.
struct Judged {
    verdict: Verdict,
    required: Option<Q>,
    value: Option<Q>,
}

impl Judged {
    fn only(verdict: Verdict) -> Judged {
        Judged { verdict, required: None, value: None }
    }

    fn unknown(reason: Reason) -> Judged {
        Judged::only(Undetermined(reason))
    }
}

impl Outcome {
    fn of(verdict: &Verdict) -> Outcome {
        let reason = verdict.reason().map(str::to_string);
        Outcome { verdict: verdict.name().to_string(), reason, ..Outcome::default() }
    }

    fn judged(judged: &Judged, key: &str, step: Q) -> Outcome {
        let mut outcome = Outcome::of(&judged.verdict);
        outcome.add_distance(judged, key, step);
        outcome
    }

    fn add_distance(&mut self, judged: &Judged, key: &str, step: Q) {
        if !matches!(judged.verdict, NotMet | InProgress) {
            return;
        }
        let Some(required) = &judged.required else { return };
        self.required.insert(key.to_string(), printed_up(required, &step));
        if let Some(value) = judged.value.as_ref().filter(|value| *value < required) {
            self.short_by.insert(key.to_string(), printed_up(&(required - value), &step));
        }
    }
}

/// Compares the value of a year that has begun with its requirement. While the year is open, a value that can fall
/// is never met.
fn against(phase: Phase, value: &Q, required: &Q, can_fall: bool) -> Verdict {
    match (phase, value >= required) {
        (Phase::Closed, true) => Met,
        (Phase::Closed, false) => NotMet,
        (Phase::Open, true) if !can_fall => Met,
        (Phase::Open, _) => InProgress,
        (Phase::NotBegun, _) => unreachable!("a year not begun is never compared"),
    }
}

// ---------------------------------------------------------------- the rule kinds

/// A minimum for one year (rows 1, 3, 10, 11; all flows).
fn minimum_in_year(case: &Case, row: u32, year: i32) -> Judged {
    if case.not_begun(year) {
        return Judged::only(NotDue);
    }
    let Some(required) = case.minimum(row, year) else { return Judged::unknown(Reason::MissingTarget) };
    let Some(value) = case.figure(row_series(row), year) else { return Judged::unknown(Reason::MissingValue) };
    let verdict = against(case.phase(year), &value, &required, false);
    Judged { verdict, required: Some(required), value: Some(value) }
}

/// A minimum for the sum over the plan's years, without the base year.
fn period_total(case: &Case, series: &str, required: Option<Q>) -> Judged {
    let Some(required) = required else { return Judged::unknown(Reason::MissingTarget) };
    let figures: Vec<Option<Q>> = case.begun_years(LAST).map(|year| case.figure(series, year)).collect();
    let known: Q = figures.iter().flatten().sum();
    let verdict = if known >= required {
        Met
    } else if figures.contains(&None) {
        Undetermined(Reason::MissingValue)
    } else if case.period_closed() {
        NotMet
    } else {
        InProgress
    };
    Judged { verdict, required: Some(required), value: Some(known) }
}

/// Average growth of `value` until `year`, or over the whole period, under the chosen reading.
fn growth(case: &Case, value: &dyn Fn(i32) -> Option<Q>, can_fall: bool, rate: &Q, year: Option<i32>) -> Judged {
    let last = year.unwrap_or(LAST);
    if year.is_some() && case.not_begun(last) {
        return Judged::only(NotDue);
    }
    match case.reading("growth") {
        "compound" => compound(case, value, can_fall, rate, BASE, last),
        "compound_from_first" => compound(case, value, can_fall, rate, FIRST, last),
        "each_year" => {
            let pairs: Vec<Verdict> = (FIRST..=last).map(|year| pair(case, value, can_fall, rate, year)).collect();
            let own_base = value(last - 1).filter(|base| !base.is_zero());
            let required = own_base.map(|base| base * (q(1, 1) + rate));
            Judged { verdict: all(&pairs), required, value: value(last) }
        }
        other => unreachable!("no option {other}"),
    }
}

/// V_last ≥ V_base · (1+g)^(last−base). For the whole period `last` may not have begun.
fn compound(
    case: &Case,
    value: &dyn Fn(i32) -> Option<Q>,
    can_fall: bool,
    rate: &Q,
    base_year: i32,
    last: i32,
) -> Judged {
    if last == base_year {
        return Judged::unknown(Reason::BeforeFirstRate);
    }
    if case.not_begun(base_year) {
        return Judged::only(InProgress);
    }
    let Some(base) = value(base_year) else { return Judged::unknown(Reason::MissingBase) };
    if base.is_zero() {
        return Judged::unknown(Reason::ZeroBase);
    }
    let required = base * power(&(q(1, 1) + rate), last - base_year);
    if case.not_begun(last) {
        return Judged { verdict: InProgress, required: Some(required), value: None };
    }
    let Some(reached) = value(last) else { return Judged::unknown(Reason::MissingValue) };
    let verdict = against(case.phase(last), &reached, &required, can_fall);
    Judged { verdict, required: Some(required), value: Some(reached) }
}

/// One year compared with the year before.
fn pair(case: &Case, value: &dyn Fn(i32) -> Option<Q>, can_fall: bool, rate: &Q, year: i32) -> Verdict {
    if case.not_begun(year) {
        return InProgress;
    }
    match (value(year - 1), value(year)) {
        (None, _) if year - 1 == BASE => Undetermined(Reason::MissingBase),
        (Some(base), _) if base.is_zero() => Undetermined(Reason::ZeroBase),
        (None, _) | (_, None) => Undetermined(Reason::MissingValue),
        (Some(base), Some(reached)) => against(case.phase(year), &reached, &(base * (q(1, 1) + rate)), can_fall),
    }
}

fn series_growth(case: &Case, series: &str, rate: &Q, year: Option<i32>) -> Judged {
    growth(case, &|y| case.figure(series, y), is_state(series), rate, year)
}

/// Growth of the sum of two amounts. If one is blank, the sum is blank.
fn sum_growth(case: &Case, [one, other]: [&str; 2], rate: &Q, year: Option<i32>) -> Judged {
    growth(case, &|y| Some(case.figure(one, y)? + case.figure(other, y)?), false, rate, year)
}

/// The share over the given years, all of which have begun. The verdict is final when `last` is closed.
fn share(case: &Case, years: &[i32], last: i32) -> Judged {
    if years.is_empty() {
        return Judged::only(InProgress);
    }
    let mut numerator = Q::zero();
    let mut denominator = Q::zero();
    let mut reasons = Vec::new();
    for year in years {
        match (case.figure(IMPLEMENTED, *year), case.figure(HELD, *year)) {
            (Some(implemented), Some(held)) => {
                if implemented > held {
                    reasons.push(Reason::NumeratorExceedsDenominator);
                }
                numerator += implemented;
                denominator += held;
            }
            _ => reasons.push(Reason::MissingValue),
        }
    }
    if denominator.is_zero() {
        reasons.push(Reason::ZeroDenominator);
    }
    if let Some(first) = reasons.into_iter().min() {
        return Judged::unknown(first);
    }
    let required = case.share() * &denominator;
    let verdict = match case.phase(last) {
        Phase::Closed => against(Phase::Closed, &numerator, &required, true),
        _ => InProgress,
    };
    Judged { verdict, required: Some(required), value: Some(numerator) }
}

fn share_in_year(case: &Case, year: i32) -> Judged {
    if case.not_begun(year) {
        return Judged::only(NotDue);
    }
    match case.reading("share_period") {
        "each_year" => share(case, &[year], year),
        _ => share(case, &case.begun_years(year).collect::<Vec<_>>(), year),
    }
}

// ---------------------------------------------------------------- rows and goals

fn row_outcome(case: &Case, row: u32, year: Option<i32>) -> Outcome {
    if case.leaves_out(row) {
        return Outcome::of(&NotApplicable);
    }
    match (row, year) {
        (1 | 3 | 10 | 11, Some(year)) => {
            let series = row_series(row);
            Outcome::judged(&minimum_in_year(case, row, year), series, unit(series).step())
        }
        (1 | 3 | 10 | 11, None) => {
            let years: Vec<Verdict> = (FIRST..=LAST).map(|y| minimum_in_year(case, row, y).verdict).collect();
            Outcome::of(&all(&years))
        }
        (2, _) => paired_outcome(case, ROW_2, &case.rate(2), year),
        (4, _) => paired_outcome(case, ROW_4, &case.rate(4), year),
        (5..=8, _) => {
            let series = row_series(row);
            Outcome::judged(&series_growth(case, series, &case.rate(row), year), series, unit(series).step())
        }
        (9, Some(year)) => Outcome::judged(&share_in_year(case, year), IMPLEMENTED, Unit::Count.step()),
        (9, None) if case.reading("share_period") == "each_year" => {
            let years: Vec<Verdict> = (FIRST..=LAST).map(|y| share_in_year(case, y).verdict).collect();
            Outcome::of(&all(&years))
        }
        (9, None) => {
            let years: Vec<i32> = case.begun_years(LAST).collect();
            Outcome::judged(&share(case, &years, LAST), IMPLEMENTED, Unit::Count.step())
        }
        (12 | 13, None) => {
            let series = row_series(row);
            Outcome::judged(&period_total(case, series, case.total(row)), series, Unit::Count.step())
        }
        _ => panic!("row {row} has no such year"),
    }
}

/// Rows 2 and 4: both amounts, or their sum.
fn paired_outcome(case: &Case, amounts: [&str; 2], rate: &Q, year: Option<i32>) -> Outcome {
    if case.reading("paired_amounts") == "sum" {
        return Outcome::judged(&sum_growth(case, amounts, rate, year), "sum", Unit::Wan.step());
    }
    let judged = amounts.map(|series| series_growth(case, series, rate, year));
    let mut outcome = Outcome::of(&match year {
        Some(year) if case.not_begun(year) => NotDue,
        _ => all(&[judged[0].verdict, judged[1].verdict]),
    });
    for (series, judged) in amounts.iter().zip(&judged) {
        outcome.parts.insert(series.to_string(), judged.verdict.name().to_string());
        outcome.add_distance(judged, series, unit(series).step());
    }
    outcome
}

/// The verdict of two amounts over the whole period, for goals.
fn paired_verdict(case: &Case, amounts: [&str; 2], rate: &Q) -> Verdict {
    if case.reading("paired_amounts") == "sum" {
        return sum_growth(case, amounts, rate, None).verdict;
    }
    all(&amounts.map(|series| series_growth(case, series, rate, None).verdict))
}

/// All parts of a goal must hold. A part is left out when its row is not applicable.
fn goal_verdict(case: &Case, goal: &str) -> Verdict {
    let total = |row: u32, series: &str| (row, period_total(case, series, case.total(row)).verdict);
    let grows = |row: u32, series: &str| (row, series_growth(case, series, &case.rate(row), None).verdict);
    let mut parts: Vec<(u32, Verdict)> = match goal {
        "1" => vec![total(1, row_series(1)), (2, paired_verdict(case, ROW_2, &case.rate(2)))],
        "2" => {
            let (count, amounts) = match case.reading("goal2_population") {
                "goal_text" => ("supplier_outflow_patents_all", ROW_4_ALL),
                _ => (row_series(3), ROW_4),
            };
            vec![total(3, count), (4, paired_verdict(case, amounts, &case.rate(4)))]
        }
        "3" => [5, 6, 7].map(|row| grows(row, row_series(row))).to_vec(),
        "4" => vec![grows(8, row_series(8)), (9, share_whole(case))],
        "5" => {
            let count = match case.reading("goal5_count") {
                "patents" => "pledged_patents",
                _ => row_series(10),
            };
            let amount = row_series(11);
            let subject = case.reading("goal5_growth_subject");
            let mut parts = vec![total(10, count), total(11, amount)];
            if subject != "amount" {
                parts.push((10, series_growth(case, count, &goal_5_rate(), None).verdict));
            }
            if subject != "count" {
                parts.push((11, series_growth(case, amount, &goal_5_rate(), None).verdict));
            }
            parts
        }
        "6" => vec![total(12, row_series(12))],
        "7" => vec![total(13, row_series(13))],
        _ => panic!("no goal {goal}"),
    };
    parts.retain(|(row, _)| !case.leaves_out(*row));
    let mut verdicts: Vec<Verdict> = parts.into_iter().map(|(_, verdict)| verdict).collect();
    if goal == "7" {
        verdicts.extend(["internet_plus", "qinchuangyuan", "service_system"].map(|id| statement(case, id)));
    }
    if verdicts.is_empty() { NotApplicable } else { all(&verdicts) }
}

/// Row 9 over the whole period.
fn share_whole(case: &Case) -> Verdict {
    match case.reading("share_period") {
        "each_year" => all(&[2021, 2022, 2023].map(|year| share_in_year(case, year).verdict)),
        _ => share(case, &case.begun_years(LAST).collect::<Vec<_>>(), LAST).verdict,
    }
}

/// A statement of goal 7, as the user answered it. "Not met" is final only after the period.
fn statement(case: &Case, id: &str) -> Verdict {
    match case.0["statements"][id].as_str() {
        Some("met") => Met,
        Some("not_met") if case.period_closed() => NotMet,
        Some("not_met") => InProgress,
        _ => Undetermined(Reason::MissingValue),
    }
}

// ---------------------------------------------------------------- random cases

/// The readings that can change a verdict. The first option is the default.
const READINGS: [(&str, &[&str]); 6] = [
    ("growth", &["compound", "each_year", "compound_from_first"]),
    ("paired_amounts", &["each", "sum"]),
    ("goal2_population", &["row3", "goal_text"]),
    ("goal5_count", &["projects", "patents"]),
    ("goal5_growth_subject", &["both", "amount", "count"]),
    ("share_period", &["each_year", "whole_period"]),
];

/// A well-formed case whose figures lie close to the thresholds, with `expect` empty. Values are strings: whole
/// counts, or amounts with at most six decimals, never negative.
pub fn random_case(rng: &mut impl FnMut() -> u64) -> Value {
    let mut dice = Dice(rng);
    let city = dice.chance(50);
    let case = json!({
        "name": "random",
        "pack": "shaanxi-2021-2023",
        "level": if city { "city" } else { "province" },
        "as_of": random_date(&mut dice),
        "readings": random_readings(&mut dice),
        "figures": {},
        "sub_year": {},
        "targets": if city { random_targets(&mut dice) } else { json!({}) },
        "statements": random_statements(&mut dice),
        "not_applicable": if city && dice.chance(30) { random_rows(&mut dice) } else { json!([]) },
        "expect": [],
    });
    let mut maker = Maker {
        good: dice.pick(&[97, 85, 60, 30]),
        mess: dice.pick(&[0, 0, 2, 10]),
        sub_year: dice.pick(&[0, 20, 60]),
        dice,
        case,
    };
    maker.enter_figures();
    let mut case = maker.case;
    let fields = case.as_object_mut().expect("an object");
    for optional in ["readings", "sub_year", "targets", "statements", "not_applicable"] {
        if fields[optional].as_object().is_some_and(Map::is_empty) || fields[optional] == json!([]) {
            fields.remove(optional);
        }
    }
    case
}

struct Dice<'r, R>(&'r mut R);

impl<R: FnMut() -> u64> Dice<'_, R> {
    fn below(&mut self, n: i128) -> i128 {
        let wide = (i128::from((self.0)()) << 32) ^ i128::from((self.0)());
        wide % n.max(1)
    }

    fn chance(&mut self, percent: i128) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, options: &[T]) -> T {
        options[self.below(options.len() as i128) as usize]
    }
}

fn random_date<R: FnMut() -> u64>(dice: &mut Dice<R>) -> String {
    let year = dice.pick(&[2020, 2021, 2021, 2021, 2022, 2022, 2022, 2023, 2023, 2023, 2023, 2024, 2024, 2024, 2024]);
    let edges = ["01-01", "12-31", "01-31", "02-01", "03-31", "04-01", "06-30", "07-01", "09-30", "10-01", "12-01"];
    let day = match dice.below(3) {
        0 => format!("{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28)),
        1 => dice.pick(&["01-01", "12-31"]).to_string(),
        _ => dice.pick(&edges).to_string(),
    };
    format!("{year}-{day}")
}

fn random_readings<R: FnMut() -> u64>(dice: &mut Dice<R>) -> Value {
    let mut readings = Map::new();
    for (id, options) in READINGS {
        if dice.chance(60) {
            readings.insert(id.to_string(), json!(dice.pick(options)));
        }
    }
    Value::Object(readings)
}

fn random_statements<R: FnMut() -> u64>(dice: &mut Dice<R>) -> Value {
    let mut statements = Map::new();
    let answered = dice.pick(&[100, 90, 50]);
    for id in ["internet_plus", "qinchuangyuan", "service_system"] {
        if dice.chance(answered) {
            let answer = if dice.chance(80) { "met" } else { "not_met" };
            statements.insert(id.to_string(), json!(answer));
        }
    }
    Value::Object(statements)
}

fn random_rows<R: FnMut() -> u64>(dice: &mut Dice<R>) -> Value {
    // Sometimes all rows of one goal, else one to three rows.
    let goals: [&[u32]; 7] = [&[1, 2], &[3, 4], &[5, 6, 7], &[8, 9], &[10, 11], &[12], &[13]];
    let mut rows: Vec<u32> = match dice.chance(40) {
        true => dice.pick(&goals).to_vec(),
        false => (0..1 + dice.below(3)).map(|_| 1 + dice.below(13) as u32).collect(),
    };
    rows.sort_unstable();
    rows.dedup();
    json!(rows.iter().map(u32::to_string).collect::<Vec<_>>())
}

fn random_targets<R: FnMut() -> u64>(dice: &mut Dice<R>) -> Value {
    let mut targets = Map::new();
    let given = dice.pick(&[100, 90, 60]);
    for row in [1, 3, 10, 11] {
        let mut target = Map::new();
        let mut sum = 0;
        for year in FIRST..=LAST {
            let millionths = match row {
                11 if dice.chance(30) => 1 + dice.below(9_000_000),
                11 => 10_000 * dice.below(9000),
                _ => dice.below(400) * 1_000_000,
            };
            sum += millionths;
            if dice.chance(given) {
                target.insert(year.to_string(), json!(print_millionths(millionths)));
            }
        }
        if dice.chance(45) {
            let more = dice.pick(&[0, 0, 1_000_000, 50_000_000]);
            target.insert("total".to_string(), json!(print_millionths(sum + more)));
        }
        if !target.is_empty() && dice.chance(given) {
            targets.insert(row.to_string(), Value::Object(target));
        }
    }
    for row in [12, 13] {
        if dice.chance(given) {
            targets.insert(row.to_string(), json!({ "total": (1 + dice.below(30)).to_string() }));
        }
    }
    for row in [2, 4, 5, 6, 7, 8] {
        if dice.chance(35) {
            let rates = ["0.25", "0.3", "0.1", "0.35", "0.05", "0.123456", "0.333333", "1"];
            targets.insert(row.to_string(), json!({ "rate": dice.pick(&rates) }));
        }
    }
    if dice.chance(35) {
        targets.insert("9".to_string(), json!({ "share": dice.pick(&["0.9", "0.8", "0.855", "0.666667", "1"]) }));
    }
    Value::Object(targets)
}

/// Four years of one series, from the base year on, in smallest units: whole counts, or millionths of an amount.
type Path = [i128; 4];

struct Maker<'r, R> {
    dice: Dice<'r, R>,
    case: Value,
    /// Percentage of values that reach their requirement.
    good: i128,
    /// Percentage of values that are blank, and percentage that are 0.
    mess: i128,
    /// Percentage of series with sub-year figures.
    sub_year: i128,
}

impl<R: FnMut() -> u64> Maker<'_, R> {
    fn enter_figures(&mut self) {
        for row in [1, 3, 10, 11] {
            let path = self.minimum_path(row, row_series(row));
            self.enter(row_series(row), path);
        }
        for (row, series) in [(3, "supplier_outflow_patents_all"), (10, "pledged_patents")] {
            let path = self.minimum_path(row, series);
            self.enter(series, path);
        }
        for (row, amounts) in [(2, ROW_2), (4, ROW_4), (4, ROW_4_ALL)] {
            let rate = Case(&self.case).rate(row);
            let mut paths = amounts.map(|series| self.growth_path(series, &rate));
            if self.dice.chance(40) {
                // Moves money from one amount to the other; the year's sum stays the same.
                let year = self.dice.below(4) as usize;
                let all = paths[1][year];
                let moved = self.dice.pick(&[1, 1_000_000, all]).min(all);
                paths[0][year] += moved;
                paths[1][year] -= moved;
            }
            for (series, path) in amounts.iter().zip(paths) {
                self.enter(series, path);
            }
        }
        for row in 5..=8 {
            let rate = Case(&self.case).rate(row);
            let path = self.growth_path(row_series(row), &rate);
            self.enter(row_series(row), path);
        }
        for row in [12, 13] {
            let total = Case(&self.case).total(row).unwrap_or_else(|| pack_total(row));
            let path = self.total_path([0; 4], smallest_at_least(&total, Unit::Count));
            self.enter(row_series(row), path);
        }
        self.enter_share();
    }

    /// A value at its requirement, just below it, or not far away.
    fn around(&mut self, hit: i128) -> i128 {
        if self.dice.chance(self.good) {
            if self.dice.chance(75) { hit } else { hit + self.dice.below(hit / 4 + 2) }
        } else {
            if self.dice.chance(75) { (hit - 1).max(0) } else { self.dice.below(hit) }
        }
    }

    fn base(&mut self, unit: Unit) -> i128 {
        let scale = if unit == Unit::Count { 1 } else { 1_000_000 };
        match (self.dice.below(8), unit) {
            (0..=3, _) => 1000 * scale * (1 + self.dice.below(9)),
            (4, _) => 125 * scale * (1 + self.dice.below(20)),
            (5, Unit::Count) => self.dice.pick(&[1, 2, 5, 7, 300_000_000_000_007]),
            (5, _) => self.dice.pick(&[1, 3_333_330_000, 1_100_000, 300_719_925_474_099_000_001]),
            (6, Unit::Yi) => self.dice.pick(&[26_041_667, 37_615_740, 37_615_741, 40_000_000]),
            _ => 1 + self.dice.below(5000 * scale),
        }
    }

    /// Each year close to the requirement of growth, counted from the base year, the first year or the year before.
    fn growth_path(&mut self, series: &str, rate: &Q) -> Path {
        let unit = unit(series);
        let reading = Case(&self.case).reading("growth").to_string();
        let anchor = if self.dice.chance(75) { reading } else { self.dice.pick(READINGS[0].1).to_string() };
        let mut path = [self.base(unit), 0, 0, 0];
        for n in 1..4 {
            let from = match anchor.as_str() {
                "each_year" => n - 1,
                "compound_from_first" if n > 1 => 1,
                _ => 0,
            };
            let factor = power(&(q(1, 1) + rate), (n - from) as i32);
            let needed = Q::from_integer(path[from].into()) * factor;
            let hit = needed.ceil().to_integer().to_i128().expect("in range");
            path[n] = self.around(hit);
        }
        path
    }

    /// Each year close to its minimum. Sometimes the total decides the last year. The base year is such that the
    /// growth of goal 5 is just reached or just missed. Rows 10 and 11 sometimes get a growth path instead.
    fn minimum_path(&mut self, row: u32, series: &str) -> Path {
        if row >= 10 && self.dice.chance(35) {
            return self.growth_path(series, &goal_5_rate());
        }
        let case = Case(&self.case);
        let minimums = [2021, 2022, 2023].map(|y| case.minimum(row, y).unwrap_or_else(|| pack_minimum(row, y)));
        let total = case.total(row).unwrap_or_else(|| pack_total(row));
        let mut path = [0; 4];
        for (n, minimum) in minimums.iter().enumerate() {
            path[n + 1] = self.around(smallest_at_least(minimum, unit(series)));
        }
        if self.dice.chance(40) {
            let hit = smallest_at_least(&total, unit(series));
            path[3] = (self.around(hit) - path[1] - path[2]).max(0);
        }
        let largest_base = Q::from_integer(path[3].into()) / power(&(q(1, 1) + goal_5_rate()), 3);
        path[0] = largest_base.to_integer().to_i128().expect("in range") + self.dice.pick(&[0, 0, 0, 1]);
        path
    }

    /// Three years whose sum is the total or close to it.
    fn total_path(&mut self, mut path: Path, total: i128) -> Path {
        let sum = self.around(total);
        path[1] = self.dice.below(sum + 1);
        path[2] = self.dice.below(sum - path[1] + 1);
        path[3] = sum - path[1] - path[2];
        path
    }

    /// Row 9: patents held and implemented. The share of each year, or of the sum, is close to the requirement.
    fn enter_share(&mut self) {
        let share = Case(&self.case).share();
        let needed = |held: i128| (&share * Q::from_integer(held.into())).ceil().to_integer().to_i128().expect("small");
        let mut held = [0; 4];
        let mut implemented = [0; 4];
        for n in 0..4 {
            held[n] = match self.dice.below(10) {
                0 => 1 + self.dice.below(5000),
                1 => self.dice.pick(&[1, 7, 10_000]),
                _ => self.dice.pick(&[20, 100, 200, 400]),
            };
            implemented[n] = self.around(needed(held[n])).min(held[n]);
            if self.dice.chance(self.mess) {
                implemented[n] = held[n] + 1;
            }
            if self.dice.chance(self.mess) {
                (held[n], implemented[n]) = (0, self.dice.pick(&[0, 0, 1]));
            }
        }
        if self.dice.chance(40) {
            let hit = needed(held[1] + held[2] + held[3]);
            let rest = self.around(hit) - implemented[1] - implemented[2];
            implemented[3] = rest.clamp(0, held[3]);
        }
        self.enter(HELD, held);
        self.enter(IMPLEMENTED, implemented);
    }

    /// Enters a path, with blanks and zeros and with some years by quarter or month.
    fn enter(&mut self, series: &str, path: Path) {
        let by_period = self.dice.chance(self.sub_year);
        let cumulative = self.dice.chance(50);
        let mut cells = Map::new();
        for (year, mut value) in (BASE..=LAST).zip(path) {
            if Case(&self.case).not_begun(year) && self.dice.chance(50) || self.dice.chance(self.mess) {
                continue;
            }
            if self.dice.chance(self.mess) {
                value = 0;
            }
            value = value.min(longest(series) - 1);
            if by_period && self.dice.chance(75) {
                self.enter_periods(&mut cells, series, year, value, cumulative);
            } else {
                cells.insert(year.to_string(), json!(written(series, value)));
            }
        }
        if cells.keys().any(|period| period.len() > 4) && (cumulative || self.dice.chance(30)) {
            let manner = if cumulative { "cumulative" } else { "current" };
            self.case["sub_year"][series] = json!(manner);
        }
        if !cells.is_empty() {
            self.case["figures"][series] = Value::Object(cells);
        }
    }

    /// Splits a year's value into quarters or months, up to the current period or the end of the year. Occasionally
    /// a period is missing, the end is missing, or the year also has a figure of its own.
    fn enter_periods(
        &mut self,
        cells: &mut Map<String, Value>,
        series: &str,
        year: i32,
        value: i128,
        cumulative: bool,
    ) {
        let count = self.dice.pick(&[4, 12]);
        let case = Case(&self.case);
        let month: i128 = case.as_of()[5..7].parse().expect("a month");
        let under_way = (month * count + 11) / 12;
        let mut last = match case.phase(year) {
            Phase::Open if self.dice.chance(70) => under_way,
            _ => count,
        };
        if self.dice.chance(10 + self.mess) {
            last = 1 + self.dice.below(last);
        }
        let mut cuts: Vec<i128> = (1..last).map(|_| self.dice.below(value + 1)).collect();
        cuts.push(value);
        cuts.sort_unstable();
        let hole = if self.dice.chance(8 + self.mess) { Some(self.dice.below(last) as usize) } else { None };
        let mut before = 0;
        for (n, up_to) in cuts.into_iter().enumerate() {
            let entry = if cumulative || is_state(series) { up_to } else { up_to - before };
            before = up_to;
            if hole == Some(n) {
                continue;
            }
            let period = if count == 4 { format!("{year}Q{}", n + 1) } else { format!("{year}-{:02}", n + 1) };
            cells.insert(period, json!(written(series, entry)));
        }
        if self.dice.chance(10) {
            let own = value + self.dice.pick(&[0, 1]);
            cells.insert(year.to_string(), json!(written(series, own)));
        }
    }
}

/// The smallest entry, in smallest units, that reaches an amount.
fn smallest_at_least(amount: &Q, unit: Unit) -> i128 {
    let scale = if unit == Unit::Count { 1 } else { 1_000_000 };
    (amount * q(scale, 1)).ceil().to_integer().to_i128().expect("in range")
}

/// The upper bound of entries: 15 integer digits.
fn longest(series: &str) -> i128 {
    let scale = if unit(series) == Unit::Count { 1 } else { 1_000_000 };
    999_999_999_999_999 * scale
}

/// An entry as text: a whole count, or an amount without trailing zeros.
fn written(series: &str, entry: i128) -> String {
    match unit(series) {
        Unit::Count => entry.to_string(),
        _ => print_millionths(entry),
    }
}
