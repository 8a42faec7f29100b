//! Sentences of notices, and of what a person must answer before a request goes on.

use super::NOTHING_CHANGED;
use super::action::field_name;
use super::place::{entry_key_name, entry_words, slot_name};
use super::plan::scenario_number;
use super::problem::{file_problem, not_a_file_of_ours, pack_problem};
use super::rule::pack_changes;
use super::self_check::question_name;
use super::unit::{title, unit_name};
use crate::domain::policy::Pack;
use crate::packs::OpenPack;
use crate::workspace::intake::{NotMerged, Question, WorkbookChange, WorkbookError, WorkbookPreview, WorkbookProblem};
use crate::workspace::notice::{CheckRemark, DownloadOf, OpenRemark, Refusal, WorkerFailure};
use crate::workspace::self_check::Disputed;
use crate::workspace::snapshot::FileError;
use crate::workspace::{Conflict, Field, Merge, Notice, Workspace};

/// Changes of a workbook that are named before the rest is counted.
const MOST_CHANGES: usize = 8;
/// Places of a merge that are named before the rest is counted.
const MOST_PLACES: usize = 12;
/// Problems of a pack that are listed at once.
const MOST_PROBLEMS: usize = 200;

/// A notice in words: what is said first, and one line for each thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeWords {
    /// What is said first.
    pub headline: String,
    /// One line for each thing.
    pub lines: Vec<String>,
}

fn words(headline: impl Into<String>, lines: impl IntoIterator<Item = String>) -> NoticeWords {
    NoticeWords { headline: headline.into(), lines: lines.into_iter().collect() }
}

/// A notice in words; `pack` is that of the open workspace.
pub fn notice_words(notice: &Notice, pack: Option<&OpenPack>) -> NoticeWords {
    match notice {
        Notice::Said { headline, lines, .. } => words(headline.as_str(), lines.iter().cloned()),
        Notice::NotOpened { file, why } => not_opened(file, why),
        Notice::KeptNotOpened(error) => words("没有打开", [file_problem(error)]),
        Notice::ChangedMeanwhile { file } => {
            let headline = match file.as_str() {
                "" => "没有采用刚才打开的内容".to_owned(),
                file => format!("没有采用刚才打开的“{file}”"),
            };
            words(headline, ["打开的时候，页面上的内容又有了改动，所以没有动它。请再打开一次。".to_owned()])
        }
        Notice::Opened { workspace, remarks } => {
            let lines = remarks.iter().flat_map(|remark| open_remark(remark, pack));
            words(format!("已打开“{}”", title(workspace)), lines)
        }
        Notice::NotRestored => {
            words("上次在这里填的那份没有自动打开：已经有了新的内容", ["要接着填它，请到“填报文件”里打开。".to_owned()])
        }
        Notice::StoppedBefore(saved_at) => words(
            "上次打开这份文件时页面停住了，这次没有自动打开",
            [format!("它保存于 {saved_at}，在下面的列表里；也可先下载留底。")],
        ),
        Notice::GoesOn { is_newer } => {
            let newer = "现在的内容比这个网页里带的新；要交出去，请再“存为网页”".to_owned();
            words("接着上次在这台电脑上的内容", is_newer.then_some(newer))
        }
        Notice::NotGoingOn(error) => words("没有打开上次在这台电脑上的内容", [file_problem(error)]),
        Notice::PortableDamaged => words(
            "没有打开本页带来的填报文件",
            ["网页在复制或转交时损坏了，请向交来的人再要一份。已打开的内容没有改动。".to_owned()],
        ),
        Notice::CheckOpened { subject, remarks } => {
            words(format!("已打开{}的自查", subject_name(subject)), remarks.iter().map(check_remark))
        }
        Notice::TargetsTaken { issue, rows } => words(
            format!("已采用{}第 {} 次下达的目标（{}，{rows} 行）", issue.by, issue.number, issue.day),
            ["原来填过的目标留在“目标调整记录”里，写着日期和依据；可撤销".to_owned()],
        ),
        Notice::WorkbookChangesNothing { file, problems } if problems.is_empty() => {
            words(format!("{file} 里的数与现在的一样，没有改动"), [])
        }
        Notice::WorkbookChangesNothing { file, problems } => words(
            format!("没有从 {file} 填入任何数"),
            [not_taken(problems, pack.map(|open| &open.pack)), NOTHING_CHANGED.to_owned()],
        ),
        Notice::WorkbookImported { file, count, unread } => {
            let unread = (*unread > 0).then(|| format!("有 {unread} 处读不懂，留在格里标红，仍按原来的数计算"));
            words(format!("已从 {file} 填入 {count} 处，可撤销"), unread)
        }
        Notice::NoDesk { files } => words(
            format!("没有收下这 {files} 份文件"),
            ["先新建或打开本单位的填报文件，再到“汇总分解”里收各单位的文件。".to_owned()],
        ),
        Notice::DeskTooLarge { files } => words(
            format!("这 {files} 份文件太大"),
            [
                "收下以后，本文件会超过能打开的大小，所以一份也没有收。".to_owned(),
                "请分几份填报文件汇总，或先退回不用的文件。".to_owned(),
            ],
        ),
        Notice::PackOpened { title } => {
            words(format!("已打开口径包“{title}”，并按它新建了一份填报文件；原来的填报文件没有改动"), [])
        }
        Notice::PackRefused { file, problems } => {
            let rest = problems.len().saturating_sub(MOST_PROBLEMS);
            let rest = (rest > 0).then(|| format!("还有 {rest} 处没有列出，先改以上各处"));
            let lines = problems.iter().take(MOST_PROBLEMS).map(pack_problem).chain(rest);
            words(format!("没有采用“{file}”，共 {} 处问题", problems.len()), lines)
        }
        Notice::TabReplaced => words("另一个页面改过这份文件，本页已换成最新内容", []),
        Notice::SavedAgain => words("另一个页面删除了这份文件；本页的已重新保存", []),
        Notice::Merged { mine, theirs, outcome } => merged(mine, theirs, outcome, pack),
        Notice::NotMerged(why) => not_merged(match why {
            NotMerged::BothFiled => "两个页面都存了报送版本，不能合成一份".to_owned(),
            NotMerged::Unreadable => "读不懂另一个页面保存的内容".to_owned(),
        }),
        Notice::NotMergedUnread(error) => not_merged(error.clone()),
        Notice::Downloaded(name, of) => {
            let more = match of {
                DownloadOf::MasterCopy => "。这份文件是正本，请妥善保管",
                DownloadOf::PortablePage => {
                    "。网页里带着现在这份填报内容，收到的人双击就能打开；以后的改动不会自动写进去"
                }
                DownloadOf::SelfCheck => "。这份文件是正本，可交给市知识产权局打开；没有发送到任何地方",
                DownloadOf::Other => "",
            };
            words(format!("已交给浏览器下载：{name}{more}"), [])
        }
        Notice::DownloadRefused => words("浏览器没有接受下载", ["请检查浏览器是否禁止了下载".to_owned()]),
        Notice::NotWritten(WorkerFailure::Cancelled) => words("已取消，没有存文件", []),
        Notice::NotWritten(failure) => words("文件没有存成，填报内容没有改动", [worker_failure(failure)]),
        Notice::SavedAsAnother(workspace) => {
            words(format!("已另存为“{}”；另一个页面的那份没有改动", title(workspace)), [])
        }
    }
}

fn not_merged(why: String) -> NoticeWords {
    words("没有合并", [why, "可以“另存为一份”，两边都保留。".to_owned()])
}

fn not_opened(file: &str, why: &Refusal) -> NoticeWords {
    let file = if file.is_empty() { "本页带来的填报文件" } else { file };
    words(format!("没有打开“{file}”"), [refusal_words(why), "已打开的内容没有改动。".to_owned()])
}

/// Why a file was not opened or taken in, and what to do.
pub fn refusal_words(why: &Refusal) -> String {
    match why {
        Refusal::Unreadable => "浏览器读不出这个文件，可能已被移走或没有权限".to_owned(),
        Refusal::Kind(kind) => not_a_file_of_ours(*kind).to_owned(),
        Refusal::File(error) => file_problem(error),
        Refusal::IsSelfCheck => "这是奖补自查文件，请在“奖补自查”里打开".to_owned(),
        Refusal::IsIssue => "这是下达的分解文件，请单独打开".to_owned(),
        Refusal::HasNoFigures => "这份文件只有奖补自查，没有填报数据".to_owned(),
        Refusal::NoWorkForWorkbook => {
            "表格里只有数，没有口径、目标和说明：请先新建或打开本单位的填报文件，再打开表格。".to_owned()
        }
        Refusal::NoWorkForTargets => "先打开或新建本单位的填报文件，再打开分解文件".to_owned(),
        Refusal::ProvinceHasItsTargets => "省级按通知的指标考核，不采用分解的目标".to_owned(),
        Refusal::UnitNotInIssue { unit, units } => {
            let unit = if unit.is_empty() { "（没有填单位名称）" } else { unit };
            let units = units.join("、");
            format!("里面没有“{unit}”。请先在“数据填报”把单位名称写成其中之一：{units}")
        }
        Refusal::ExampleAndReal => "示例文件和真实文件不能混用".to_owned(),
        Refusal::Workbook(error) => workbook_problem(error),
        Refusal::TooLarge(bytes) => file_problem(&FileError::TooLarge(*bytes)),
        Refusal::Worker(failure) => worker_failure(failure),
    }
}

fn worker_failure(failure: &WorkerFailure) -> String {
    match failure {
        WorkerFailure::Missing => "写文件的程序（writer 开头的两个文件）没有取到：可能文件夹没有复制完整，或打开本页时断了网。请刷新本页；仍不行，请管理员重新复制整个文件夹。".to_owned(),
        WorkerFailure::Stopped => "写文件的程序没能启动或中途停下了。可以再试一次；仍不行，请换用较新的浏览器。".to_owned(),
        WorkerFailure::Cancelled => "已取消".to_owned(),
        WorkerFailure::Refused(detail) => format!("给维护人员的细节：{detail}"),
    }
}

fn workbook_problem(error: &WorkbookError) -> String {
    match error {
        WorkbookError::NotAWorkbook => "这不是 Excel 表格（.xlsx）。旧格式（.xls）请先另存为 .xlsx。".to_owned(),
        WorkbookError::TooLarge => "表格解开后太大，不是本工具存的表格。".to_owned(),
        WorkbookError::NotOurs(sheet) => {
            format!(
                "表格里没有“{sheet}”这一张：这里打开的是本工具“存为 Excel”的表格。别的表格请复制单元格，粘贴到“数据填报”。"
            )
        }
        WorkbookError::Columns(sheet) => {
            format!("“{sheet}”一张的列不对：第一列（隐藏的“键”）不能删，同一年不能有两列。请从“存为 Excel”重新开始。")
        }
        WorkbookError::Broken(detail) => format!("表格损坏了，请重新保存一次再打开（{detail}）。"),
    }
}

fn open_remark(remark: &OpenRemark, pack: Option<&OpenPack>) -> Vec<String> {
    match (remark, pack) {
        (OpenRemark::OtherEdition(items), Some(open)) => {
            let pack = &open.pack;
            let first = format!("文件按“{}”的另一个版本填写，现按手头的版本（{}）计算", pack.title, pack.edition);
            let last = "要改记为手头的版本，请到“指标口径”".to_owned();
            [first].into_iter().chain(pack_changes(pack, items, &open.items)).chain([last]).collect()
        }
        (OpenRemark::OtherEdition(_), None) => Vec::new(),
        (OpenRemark::StoreUnread, _) => {
            vec!["浏览器没有说这台电脑上是否已有同一份文件：这份另存为新的一份".to_owned()]
        }
        (OpenRemark::TwoCopies, _) => {
            vec!["这台电脑上已有同一份文件，内容不同：两份并存，原来的没有改动。可在“对比”里看差别".to_owned()]
        }
    }
}

fn subject_name(name: &str) -> &str {
    if name.is_empty() { "未填名称的单位" } else { name }
}

fn check_remark(remark: &CheckRemark) -> String {
    match remark {
        CheckRemark::MadeFrom(other) => format!("这份文件由{}的自查改来，两份并存", subject_name(other)),
        // What a later file of one subject replaces, or the other way round.
        CheckRemark::Replaced { old, new } => match (old.is_empty() || new.is_empty(), new < old) {
            (false, true) => format!("注意：这一份存于 {new}，比原来那份（{old}）旧；已替换，可撤销"),
            (false, false) => format!("替换了同一单位以前交来的一份（原存于 {old}，现存于 {new}），可撤销"),
            (true, _) => "替换了同一单位以前交来的一份，可撤销".to_owned(),
        },
        CheckRemark::OtherEdition => "自查按口径包的另一个版本填写，现按手头的版本计算".to_owned(),
        CheckRemark::OtherPack(id) => format!("自查按另一个口径包（{id}）填写，手头没有，现按手头的口径包计算"),
    }
}

/// What of a workbook is not taken over.
fn not_taken(problems: &[WorkbookProblem], pack: Option<&Pack>) -> String {
    let named = problems.iter().take(MOST_CHANGES).map(|problem| workbook_remark(problem, pack));
    let named: Vec<_> = named.collect();
    format!("有 {} 处不会采用：{}", problems.len(), named.join("；"))
}

fn workbook_remark(problem: &WorkbookProblem, pack: Option<&Pack>) -> String {
    match problem {
        WorkbookProblem::NotUnderstood(what) => what.clone(),
        WorkbookProblem::Unknown(figure) => format!("{} {}：{}", figure.series, figure.period, figure.text),
        WorkbookProblem::Unit { series, period, unit } => {
            let series = pack.and_then(|pack| pack.series_of(series));
            let (name, own) = series.map_or(("", ""), |series| (series.name.as_str(), series.unit.symbol()));
            format!("{name} {period}：单位写成了“{unit}”，应是“{own}”")
        }
        WorkbookProblem::Target { row, heading, text, ours } => {
            let name = pack.and_then(|pack| pack.row(row)).map_or("", |row| &row.short_name);
            let ours = ours.as_deref().unwrap_or("空白");
            format!("“目标”里{name} {heading}是 {}，这里是 {ours}（目标请在“数据填报”里改）", or_blank(text))
        }
        WorkbookProblem::AsOf(theirs, ours) => {
            format!("“判定”里的数据截至是 {theirs}，这里是 {ours}（请在“数据填报”里改）")
        }
        WorkbookProblem::Overwritten(cell) => format!("{cell} 被改写了，这一张只供看，不读"),
    }
}

fn or_blank(text: &str) -> &str {
    if text.is_empty() { "空白" } else { text }
}

fn merged(mine: &Workspace, theirs: &Workspace, outcome: &Merge, pack: Option<&OpenPack>) -> NoticeWords {
    let mut lines = Vec::new();
    for place in outcome.kept.iter().take(MOST_PLACES) {
        let Some(pack) = pack.map(|open| &open.pack) else { continue };
        let said = |workspace: &Workspace| entry_words(pack, &workspace.entries, place).unwrap_or("空白".to_owned());
        let name = entry_key_name(pack, place);
        lines.push(format!("{name}两边都改了：保留本页的 {}，另一页面的是 {}", said(mine), said(theirs)));
    }
    if let Some(more) = outcome.kept.len().checked_sub(MOST_PLACES).filter(|more| *more > 0) {
        lines.push(format!("还有 {more} 处两边都改了，保留本页的"));
    }
    for (name, disputed) in &outcome.kept_checks {
        let what = match disputed {
            Some(Disputed::Answer(question)) => question_name(*question),
            Some(Disputed::Transactions) => "交易表".to_owned(),
            None => "整份自查（另一页面删去了）".to_owned(),
        };
        lines.push(format!("{name}的奖补自查，{what}两边都改了：保留本页的"));
    }
    for name in &outcome.kept_units {
        lines.push(format!("汇总分解里的{name}两边都改了：保留本页的"));
    }
    if outcome.kept_drafts > 0 {
        lines.push(format!("报送材料有 {} 处两边都改了：保留本页的", outcome.kept_drafts));
    }
    lines.extend(outcome.conflicts.iter().map(|one| format!("{}两边都改了：保留本页的", conflict(one, pack))));
    let taken = outcome.taken.len().saturating_add(outcome.taken_checks);
    words(format!("已合并另一个页面的 {taken} 处改动，可撤销"), lines)
}

/// What both sides changed.
fn conflict(conflict: &Conflict, pack: Option<&OpenPack>) -> String {
    let pack = pack.map(|open| &open.pack);
    match conflict {
        Conflict::Name => "填报文件的名称".to_owned(),
        Conflict::Typed(field) | Conflict::Scenario(field) => {
            pack.map(|pack| field_name(pack, field)).unwrap_or_default()
        }
        Conflict::Reason(key) => {
            format!("{}的更正原因", pack.map(|pack| entry_key_name(pack, key)).unwrap_or_default())
        }
        Conflict::ScenarioName(index) => format!("{}的名称", scenario_number(*index)),
        Conflict::Overlap(unit) => format!("{unit}的数是否已含在上级里"),
        Conflict::Allocation(row, slot) => format!("附表 {row} {}的分解", slot_name(*slot)),
        Conflict::Scoring => "汇总分解里的评分".to_owned(),
    }
}

/// What a person must answer; `pack` is that of the open workspace.
pub fn question_words(question: &Question, pack: Option<&Pack>) -> String {
    match question {
        Question::ReplacesOpenWork => {
            "当前填报内容没有保存在浏览器里，继续会丢失。要保留请先“存为文件”。仍要继续吗？".to_owned()
        }
        Question::EarlierIssue(issue) => format!(
            "本单位采用过{}第 {} 次下达的目标（{}），这份是第 {} 次（{}）。仍要用这份替换吗？",
            issue.last.by, issue.last.number, issue.last.day, issue.this.number, issue.this.day
        ),
        Question::FillFromWorkbook(preview) => workbook_question(preview, pack),
    }
}

fn workbook_question(preview: &WorkbookPreview, pack: Option<&Pack>) -> String {
    let unit = unit_name(&preview.workspace.entries);
    let mut question = format!("把 {} 里的数填进“{unit}”？会改 {} 处", preview.file, preview.changes.len());
    let cleared = preview.changes.iter().filter(|change| change.text.is_empty()).count();
    if cleared > 0 {
        question.push_str(&format!("，其中 {cleared} 处变成空白"));
    }
    question.push_str("，可撤销。");
    if let Some(other) = &preview.other_unit {
        question.push_str(&format!("\n注意：表格是“{other}”的。"));
    }
    let change = |WorkbookChange { field, text, formula }: &WorkbookChange| {
        let old = match field {
            Field::Figure(series, period) => preview.workspace.figure_text(series, *period),
            _ => String::new(),
        };
        let formula = formula.as_ref().map(|formula| format!("（公式 ={formula} 的值）")).unwrap_or_default();
        let name = pack.map(|pack| field_name(pack, field)).unwrap_or_default();
        format!("{name}：{} → {}{formula}", or_blank(&old), or_blank(text))
    };
    let mut named: Vec<_> = preview.changes.iter().take(MOST_CHANGES).map(change).collect();
    if let Some(more) = preview.changes.len().checked_sub(MOST_CHANGES).filter(|more| *more > 0) {
        named.push(format!("……另有 {more} 处"));
    }
    question.push_str(&format!("\n\n{}", named.join("\n")));
    if !preview.problems.is_empty() {
        question.push_str(&format!("\n\n{}", not_taken(&preview.problems, pack)));
    }
    question
}
