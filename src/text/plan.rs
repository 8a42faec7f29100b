//! The work plan in words.

use super::number::{grouped, value};
use super::verdict::series_name;
use crate::domain::planning::{Lag, Need, Quarter, ShareNeed, TotalNeed};
use crate::domain::policy::Pack;
use crate::domain::quantity::{Exact, Period, Unit, round_up, to_plain};
use crate::domain::working::DistanceOf;
use crate::workspace::drafting::LetterKind;
use crate::workspace::plan::{DueState, EntryOf, Measure, Progress, Report, ReportKind, Serves, WorkPlan};
use num_traits::{Signed, Zero};

/// The name of what is counted.
pub fn counted_name(pack: &Pack, of: &DistanceOf) -> String {
    match of {
        DistanceOf::Series(series) => series_name(pack, series),
        DistanceOf::Sum(series) => {
            let names: Vec<_> = series.iter().map(|series| series_name(pack, series)).collect();
            format!("{}合计", names.join("与"))
        }
    }
}

/// An amount with its unit, up to ten decimals, then `…`.
pub fn counted(pack: &Pack, of: &DistanceOf, amount: &Exact) -> String {
    value(amount, &unit_of(pack, of))
}

/// An amount rounded up to the step of its unit, like the lag, so that the two subtract.
fn counted_up(pack: &Pack, of: &DistanceOf, amount: &Exact) -> String {
    counted(pack, of, &round_up(amount, unit_of(pack, of).step_decimals()))
}

fn unit_of(pack: &Pack, of: &DistanceOf) -> Unit {
    of.series().first().and_then(|id| pack.series_of(id)).map_or_else(|| Unit::new(""), |series| series.unit.clone())
}

/// A required share as a number, with its denominator: `按流入专利总数（分母） 172 件，不少于 147 件`.
pub fn share_words(pack: &Pack, of: &DistanceOf, share: &ShareNeed, required: Option<&Exact>) -> String {
    let whole = pack.series_of(&share.of).map_or("", |series| series.short_name.as_str());
    match (&share.denominator, required) {
        (Some(denominator), Some(required)) => {
            let unit = unit_of(pack, &DistanceOf::Series(share.of.clone()));
            let (denominator_value, denominator) = (denominator, value(denominator, &unit));
            match &share.before {
                None => format!("按{whole} {denominator}，不少于 {}", counted(pack, of, required)),
                // Over several years together, what earlier years achieved is deducted.
                Some((parts, wholes)) => format!(
                    "按各年{whole}合计 {}，减以前各年已有 {}，本年不少于 {}",
                    value(&(wholes + denominator_value), &unit),
                    counted(pack, of, parts),
                    counted(pack, of, required)
                ),
            }
        }
        (Some(denominator), None) if denominator.is_zero() => format!("{whole}为 0，折不成件数"),
        _ => format!("{whole}空白，折不成件数"),
    }
}

/// A remark where a plan is below the figure so far, or else below the requirement.
pub fn plan_below(planned: &Exact, required: Option<&Exact>, so_far: Option<&Exact>) -> Option<&'static str> {
    match (so_far, required) {
        (Some(so_far), _) if planned < so_far => Some("，低于已有数"),
        (_, Some(required)) if planned < required => Some("，低于要求"),
        _ => None,
    }
}

/// The sum of the years before a total's year, naming those that are blank; `—` where no year comes before.
pub fn before_words(pack: &Pack, total: &TotalNeed) -> String {
    let of = DistanceOf::Series(total.series.clone());
    let blank: Vec<_> = total.blank.iter().map(|year| format!("{year}年")).collect();
    match (&total.before, blank.as_slice()) {
        (None, []) => "—".to_owned(),
        (None, _) => "空白".to_owned(),
        (Some(before), []) => counted(pack, &of, before),
        (Some(before), blank) => format!("{}（不全：{}空白）", counted(pack, &of, before), blank.join("、")),
    }
}

/// How a year under way compares with 序时进度.
pub fn lag_words(pack: &Pack, need: &Need, lag: &Lag) -> String {
    let expected = counted_up(pack, &need.of, &lag.expected);
    match lag.behind.is_positive() {
        true => format!("落后 {}（按序时应有 {expected}）", counted(pack, &need.of, &lag.behind)),
        false => format!("不落后（按序时应有 {expected}）"),
    }
}

/// What each remaining quarter must add: `三季度 30、四季度 29 件`.
pub fn quarters_words(pack: &Pack, of: &DistanceOf, quarters: &[Quarter]) -> String {
    let names = ["一季度", "二季度", "三季度", "四季度"];
    let words = quarters.iter().filter_map(|quarter| {
        let Period::Quarter(_, index) = quarter.period else { return None };
        let name = names.get(usize::from(index).checked_sub(1)?)?;
        Some(format!("{name} {}", grouped(&to_plain(&quarter.brings, 6))))
    });
    let words: Vec<_> = words.collect();
    if words.is_empty() { String::new() } else { format!("{} {}", words.join("、"), unit_of(pack, of).symbol()) }
}

/// The name of a calendar entry.
pub fn entry_name(pack: &Pack, plan: &WorkPlan, of: &EntryOf) -> String {
    match of {
        EntryOf::Deadline(id) => pack.deadline(id).map_or_else(|| id.clone(), |deadline| deadline.name.clone()),
        EntryOf::YearEnd => "本年考核期末".to_owned(),
        EntryOf::Measure(id) => plan.measures.get(id).map_or_else(String::new, |measure| match measure.what.as_str() {
            "" => format!("措施（{}）", serves_name(pack, &measure.serves)),
            what => what.to_owned(),
        }),
        EntryOf::Report(id) => plan
            .reports
            .get(id)
            .map_or_else(String::new, |report| format!("{}：{}", report_kind_name(report.kind), report.title)),
    }
}

/// The status of a calendar entry.
pub fn due_state_words(due_state: DueState) -> String {
    match due_state {
        DueState::Done(None) => "已完成".to_owned(),
        DueState::Done(Some(day)) => format!("已于 {day} 办理"),
        DueState::DoneLate(day) => format!("已于 {day} 办理，晚于期限"),
        DueState::Overdue => "已过期限".to_owned(),
        DueState::ToCome => "未到期".to_owned(),
    }
}

/// A measure's progress.
pub fn progress_name(progress: Progress) -> &'static str {
    match progress {
        Progress::Planned => "未开始",
        Progress::UnderWay => "进行中",
        Progress::Done => "已完成",
        Progress::GivenUp => "不再做",
    }
}

/// The label of a scenario, by its index from 0.
pub fn scenario_number(which: usize) -> &'static str {
    ["设想一", "设想二"].get(which).copied().unwrap_or("设想")
}

/// 工作动态 or 典型案例.
pub fn report_kind_name(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::News => "工作动态",
        ReportKind::Case => "典型案例",
    }
}

/// 文种 – the kind of letter.
pub fn letter_kind_name(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Report => "报告",
        LetterKind::Letter => "函",
    }
}

/// The row, task or duty that a measure serves.
pub fn serves_name(pack: &Pack, serves: &Serves) -> String {
    match serves {
        Serves::Row(id) => format!("附表 {id} {}", pack.row(id).map_or("", |row| row.short_name.as_str())),
        Serves::Task(number) => {
            let task = pack.tasks.iter().find(|task| task.number == *number);
            format!("任务 {number} {}", task.map_or("", |task| task.name.as_str()))
        }
        Serves::Duty(id) => pack.duties.iter().find(|duty| &duty.id == id).map_or(id.clone(), |duty| duty.name.clone()),
        Serves::Own => "其他".to_owned(),
    }
}

/// Everything recorded about a measure.
pub fn measure_words(pack: &Pack, measure: &Measure) -> String {
    let what = if measure.what.is_empty() { "（措施未写）" } else { &measure.what };
    let due = if measure.due.text().is_empty() { String::new() } else { format!("{}前", measure.due.text()) };
    let evidence = if measure.evidence.is_empty() { String::new() } else { format!("佐证：{}", measure.evidence) };
    let parts = [
        serves_name(pack, &measure.serves),
        what.to_owned(),
        measure.who.clone(),
        due,
        evidence,
        progress_name(measure.progress).to_owned(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}

/// Everything recorded about a news item or case.
pub fn report_words(report: &Report) -> String {
    let sent = if report.sent.text().is_empty() { String::new() } else { format!("{}报送", report.sent.text()) };
    let parts = [report_kind_name(report.kind).to_owned(), report.title.clone(), report.text.clone(), sent];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}
