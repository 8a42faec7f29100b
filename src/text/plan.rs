//! The work plan in words.

use crate::domain::policy::Pack;
use crate::workspace::plan::{Measure, Progress, Report, ReportKind, Serves};

/// How far a measure is.
pub fn progress_name(progress: Progress) -> &'static str {
    match progress {
        Progress::Planned => "未开始",
        Progress::UnderWay => "进行中",
        Progress::Done => "已完成",
        Progress::GivenUp => "不再做",
    }
}

/// The first supposition or the second, counted from 0.
pub fn scenario_number(which: usize) -> &'static str {
    ["设想一", "设想二"].get(which).copied().unwrap_or("设想")
}

/// News or a case.
pub fn report_kind_name(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::News => "工作动态",
        ReportKind::Case => "典型案例",
    }
}

/// What a measure serves.
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

/// All that is said of a measure.
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

/// All that is said of something to tell.
pub fn report_words(report: &Report) -> String {
    let sent = if report.sent.text().is_empty() { String::new() } else { format!("{}报送", report.sent.text()) };
    let parts = [report_kind_name(report.kind).to_owned(), report.title.clone(), report.text.clone(), sent];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}
