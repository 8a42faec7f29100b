//! 附注 – the rules and figures behind a document: at its end, never in its body.

use super::Source;
use super::letter::as_of_words;
use crate::domain::attainment::{Assessment, Flip, Subject, assess, flips};
use crate::domain::figures::{Situation, doubts};
use crate::domain::policy::{Choice, Conflict, ReadingKind};
use crate::text;
use crate::workspace::snapshot;

/// Most verdicts named in a remark on other readings.
const MOST_FLIPS: usize = 12;

/// Whose figures, as of which day, under which pack, with which checksums.
pub fn of_source(source: &Source) -> Vec<String> {
    let Source { pack, workspace, .. } = source;
    let entries = &workspace.entries;
    let rules = &pack.pack;
    let level = text::level_name(entries.level);
    let mark = mark(source).map(|mark| format!("{mark}。")).unwrap_or_default();
    let mut remarks = vec![
        format!(
            "{mark}填报单位：{}（{level}）。数据截至：{}。依据：{}（{}），指标口径 {} 版本 {}。数据以国家知识产权局发布为准。",
            text::unit_name(entries),
            as_of_words(entries.as_of),
            rules.document,
            rules.title,
            rules.id,
            rules.edition
        ),
        format!("校验和：指标口径 {}，填报文件 {}。", pack.sha256, snapshot::checksum_of(workspace)),
    ];
    if !workspace.not_understood.is_empty() {
        remarks.push(format!(
            "有 {} 处填写没有读懂、没有采用，文中用的是原来的数或空白；请先在“数据填报”里改好。",
            workspace.not_understood.len()
        ));
    }
    remarks
}

/// The mark of invented data; `None` for real data.
pub fn mark(source: &Source) -> Option<String> {
    let of_pack = &source.pack.pack.mark;
    match (source.workspace.example, of_pack.is_empty()) {
        (true, true) => Some("示例，数据为虚构".to_owned()),
        (true, false) => Some(format!("{of_pack}；示例，数据为虚构")),
        (false, false) => Some(of_pack.clone()),
        (false, true) => None,
    }
}

/// How verdicts were reached: the readings in force, verdicts that another reading would change, doubtful figures.
pub fn of_verdicts(source: &Source, situation: &Situation, assessment: &Assessment) -> Vec<String> {
    let pack = &source.pack.pack;
    let mut remarks = vec!["判定按未修约的数逐项比较，达到要求值即为完成；表中百分数只截断不进位。".to_owned()];
    let in_force = pack.readings.iter().filter(|reading| reading.kind != ReadingKind::Ledger).filter_map(|reading| {
        let option = situation.readings.option_of(reading)?;
        Some(text::choice_words(pack, &Choice { reading: reading.id.clone(), option: option.id.clone() }))
    });
    remarks.push(format!("采用的口径：{}。", in_force.collect::<Vec<_>>().join("；")));
    let (changed_verdicts, unknown): (Vec<_>, Vec<_>) =
        flips(pack, situation, assessment).into_iter().partition(Flip::is_certain);
    let words = changed_verdicts.iter().take(MOST_FLIPS).map(|flip| {
        let subject = text::subject_name(&flip.subject, flip.span);
        format!("{subject}按“{}”为{}", text::choice_words(pack, &flip.choice), text::verdict_name(flip.verdict))
    });
    let words: Vec<_> = words.collect();
    if words.is_empty() {
        remarks.push("换其他口径，各项判定不变。".to_owned());
    } else {
        let more = changed_verdicts.len().saturating_sub(MOST_FLIPS);
        let more = if more > 0 { format!("；另有 {more} 处") } else { String::new() };
        remarks.push(format!("换口径会变的判定：{}{more}。", words.join("；")));
    }
    if !unknown.is_empty() {
        let words = unknown.iter().take(MOST_FLIPS).map(|flip| {
            let subject = text::subject_name(&flip.subject, flip.span);
            let choice = text::choice_words(pack, &flip.choice);
            format!("{subject}按“{choice}”{}", text::verdict_with_reason(flip.verdict))
        });
        let words: Vec<_> = words.collect();
        let more = unknown.len().saturating_sub(MOST_FLIPS);
        let more = if more > 0 { format!("；另有 {more} 处") } else { String::new() };
        remarks.push(format!("换口径后缺数据、算不出的：{}{more}。", words.join("；")));
    }
    let doubtful: Vec<_> = doubts(pack, &situation.figures, situation.as_of)
        .iter()
        .map(|doubt| text::doubt_sentence(pack, doubt).trim_end_matches('。').to_owned())
        .collect();
    if !doubtful.is_empty() {
        remarks.push(format!("数据疑点（提示，非认定）：{}。", doubtful.join("；")));
    }
    remarks
}

/// Where the notice contradicts itself about these rows and goals.
pub fn of_conflicts(source: &Source, subjects: &[Subject]) -> Vec<String> {
    let touches = |conflict: &&Conflict| {
        subjects.iter().any(|subject| match subject {
            Subject::Row(row) => conflict.rows.contains(row),
            Subject::Goal(goal) => conflict.goals.contains(goal),
        })
    };
    let conflicts = source.pack.pack.conflicts.iter().filter(touches);
    let words = conflicts.map(|conflict| {
        let clauses: Vec<_> = conflict.clauses.iter().map(|clause| clause.0.as_str()).collect();
        format!("{}（{}）", conflict.text.trim_end_matches('。'), clauses.join("、"))
    });
    let lines: Vec<_> = (1_usize..).zip(words).map(|(number, words)| format!("（{number}）{words}。")).collect();
    if lines.is_empty() {
        Vec::new()
    } else {
        ["文件里的不一致：".to_owned()].into_iter().chain(lines).collect()
    }
}

/// All remarks on the verdicts of a workspace.
pub fn of_workspace(source: &Source) -> Vec<String> {
    let mut remarks = of_source(source);
    if let Some(situation) = source.workspace.situation() {
        remarks.extend(of_verdicts(source, &situation, &assess(&source.pack.pack, &situation)));
    }
    remarks.extend(of_conflicts(source, &all_subjects(source)));
    remarks
}

/// Every row and goal.
pub fn all_subjects(source: &Source) -> Vec<Subject> {
    let pack = &source.pack.pack;
    let rows = pack.rows.iter().map(|row| Subject::Row(row.id.clone()));
    rows.chain(pack.goals.iter().map(|goal| Subject::Goal(goal.id.clone()))).collect()
}
