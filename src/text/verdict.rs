//! Verdicts, reasons and distances in words.

use super::number::{grouped, percent, period_name};
use crate::domain::attainment::{Pace, Span, Subject};
use crate::domain::policy::{Pack, SeriesId};
use crate::domain::quantity::{Exact, Period, Unit, to_plain};
use crate::domain::working::{Distance, DistanceOf, Reason, Test, Verdict, Working};

/// The verdict's name, without its reason.
pub fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "已完成",
        Verdict::NotMet => "未完成",
        Verdict::InProgress => "推进中",
        Verdict::NotDue => "未到考核期",
        Verdict::NotApplicable => "不适用",
        Verdict::Undetermined(_) => "无法判定",
    }
}

/// A row with its period, or a goal: `附表 1 2021年`, `目标 G1`.
pub fn subject_name(subject: &Subject, span: Span) -> String {
    match (subject, span) {
        (Subject::Row(row), Span::Year(year)) => format!("附表 {row} {year}年"),
        (Subject::Row(row), Span::Whole) => format!("附表 {row} 全期"),
        (Subject::Goal(goal), _) => format!("目标 {goal}"),
    }
}

/// The label of a row or goal in a table of verdicts: `附表 1 2021年`, `附表 1 全计划期`, `目标 G1`.
pub fn verdict_head(subject: &Subject, span: Span) -> String {
    match subject {
        Subject::Row(row) => format!("附表 {row} {}", span_name(span)),
        Subject::Goal(goal) => format!("目标 {goal}"),
    }
}

/// A row or a goal: `附表 1`, `目标 G1`.
pub fn subject_title(subject: &Subject) -> String {
    match subject {
        Subject::Row(row) => format!("附表 {row}"),
        Subject::Goal(goal) => format!("目标 {goal}"),
    }
}

/// `2021年` or `全计划期`.
pub fn span_name(span: Span) -> String {
    match span {
        Span::Year(year) => format!("{year}年"),
        Span::Whole => "全计划期".to_owned(),
    }
}

/// Why a verdict is undetermined, in a few words.
pub fn reason_words(reason: Reason) -> &'static str {
    match reason {
        Reason::MissingTarget => "缺目标",
        Reason::BeforeFirstRate => "首年无增长率",
        Reason::MissingBase => "缺基期数",
        Reason::ZeroBase => "基期为 0",
        Reason::MissingValue => "缺数据",
        Reason::NumeratorExceedsDenominator => "已实施大于总数",
        Reason::ZeroDenominator => "总数为 0",
    }
}

/// The verdict with its reason.
pub fn verdict_words(working: &Working) -> String {
    match working.verdict {
        Verdict::Undetermined(Reason::MissingValue) if lacks_only_answers(working) => UNANSWERED.to_owned(),
        verdict => verdict_with_reason(verdict),
    }
}

/// A verdict with its reason, where there is no working.
pub fn verdict_with_reason(verdict: Verdict) -> String {
    match verdict {
        Verdict::Undetermined(reason) => format!("无法判定（{}）", reason_words(reason)),
        verdict => verdict_name(verdict).to_owned(),
    }
}

/// Shown where only answers to 定性要求 are missing, no figures.
pub const UNANSWERED: &str = "无法判定（定性要求未回答）";

/// True where only answers to 定性要求 are missing, no figures.
fn lacks_only_answers(working: &Working) -> bool {
    match &working.test {
        Test::Statement { .. } => true,
        _ if working.parts.is_empty() => false,
        _ => {
            let missing = Verdict::Undetermined(Reason::MissingValue);
            let mut lacking = working.decisive().filter(|part| part.verdict == missing).peekable();
            lacking.peek().is_some() && lacking.all(lacks_only_answers)
        }
    }
}

/// The shortfall in the unit of the series: `还差 137 件（需达到 1,200 件）`. A threshold that the rule states reads
/// 需达到; one derived from a base year or a denominator names its source and year. In a rule of several parts each
/// names its series. Empty where nothing is short.
pub fn distance_words(pack: &Pack, working: &Working) -> Vec<String> {
    let distances = working.distances();
    let several = distances.len() > 1 || working.parts.first().is_some_and(|part| part.test == Test::EveryAmount);
    let mut found = Vec::new();
    collect_distances(pack, working, several, &mut found);
    found
}

fn collect_distances(pack: &Pack, working: &Working, named: bool, found: &mut Vec<String>) {
    found.extend(working.distance.as_ref().and_then(|distance| one_distance(pack, &working.test, distance, named)));
    if working.is_one_rule() {
        working.parts.iter().for_each(|part| collect_distances(pack, part, named, found));
    }
}

fn one_distance(pack: &Pack, test: &Test, distance: &Distance, named: bool) -> Option<String> {
    let (name, unit) = match &distance.of {
        DistanceOf::Series(series) => (short_name(pack, series), unit_of(pack, Some(series))),
        DistanceOf::Sum(series) => ("两项合计".to_owned(), unit_of(pack, series.first())),
    };
    let shown = |value: &Exact| {
        let digits = grouped(&to_plain(value, unit.as_ref().map_or(6, Unit::step_decimals)));
        format!("{digits} {}", unit.as_ref().map_or("", Unit::symbol))
    };
    let short_by = shown(distance.short_by.as_ref()?);
    let required = shown(&distance.required);
    let from = match test {
        Test::Growth { to, rate, .. } => format!("{}年按年均增长 {} 推算为 {required}", to.0, percent(&rate.value)),
        Test::Share { figures, share, .. } => {
            let years = figures.iter().map(|(year, ..)| format!("{year}年")).collect::<Vec<_>>().join("、");
            format!("{years}按 {} 推算为 {required}", percent(&share.value))
        }
        _ => format!("需达到 {required}"),
    };
    let name = if named { name } else { String::new() };
    Some(format!("{name}还差 {short_by}（{from}）"))
}

fn unit_of(pack: &Pack, series: Option<&SeriesId>) -> Option<Unit> {
    Some(pack.series_of(series?)?.unit.clone())
}

fn short_name(pack: &Pack, id: &SeriesId) -> String {
    pack.series_of(id).map_or_else(|| id.to_string(), |series| series.short_name.clone())
}

pub(super) fn series_name(pack: &Pack, id: &SeriesId) -> String {
    pack.series_of(id).map_or_else(|| id.to_string(), |series| series.name.clone())
}

/// 序时进度 of a year under way, with the year's completion where it is known.
pub fn pace_words(working: &Working, pace: Pace, completion: Option<&Exact>) -> String {
    let year = match working.parts.first().map(|part| &part.test) {
        Some(Test::Minimum { year, .. }) => format!("{}，", period_name(Period::Year(*year))),
        _ => String::new(),
    };
    let elapsed = format!("{year}序时进度 {}（{}/{} 天）", percent(&pace.share()), pace.elapsed, pace.days);
    match completion {
        Some(completion) => {
            let ahead = if *completion >= pace.share() { "快于序时" } else { "慢于序时" };
            format!("{elapsed}；完成率 {}，{ahead}", percent(completion))
        }
        None => elapsed,
    }
}
