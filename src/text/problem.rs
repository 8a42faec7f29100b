//! Problems of a typed text, a file or a pack: what, where, how to fix it.

use super::number::{grouped, period_name};
use super::place::grain_name;
use super::self_check::question_name;
use crate::domain::figures::{Observation, Provenance, SituationFault};
use crate::domain::policy::{FaultKind, Pack, SeriesId, TargetKind};
use crate::domain::quantity::{Period, Quantity, QuantityError, TypedError, Unit};
use crate::packs::{Problem, ProblemKind};
use crate::workspace::intake::FileKind;
use crate::workspace::self_check::MOST_TRANSACTIONS;
use crate::workspace::snapshot::FileError;
use crate::workspace::{Field, TypedProblem, Workspace, problem_of};

/// Why a field's text was not accepted, and which value counts instead; `None` for a field without a problem.
pub fn typed_problem(pack: &Pack, workspace: &Workspace, field: &Field) -> Option<String> {
    let unit = unit_of(pack, field);
    let symbol = unit.map_or("", Unit::symbol);
    let what = typed_words(pack, field, &problem_of(workspace, pack, field)?);
    let shown = |value: Quantity| format!("{} {symbol}", grouped(&value.to_string()));
    let counts = match field {
        Field::AsOf => workspace.entries.as_of.map(|day| day.to_string()),
        Field::Figure(series, period) => workspace.entries.figures.adopted(series, *period).map(shown),
        Field::Observed(series, period, provenance) => {
            said_by(workspace, series, *period, *provenance).map(|said| shown(said.value))
        }
        Field::ObservedOn(series, period, provenance) => {
            said_by(workspace, series, *period, *provenance).and_then(|said| said.day).map(|day| day.to_string())
        }
        Field::Target(row, slot) => workspace.target_that_counts(row, *slot),
        Field::RevisedOn(index) => {
            workspace.entries.revisions.get(*index).and_then(|revision| revision.day).map(|day| day.to_string())
        }
        Field::Supposed(which, series, year) => {
            let supposed = workspace.scenarios.get(*which).map(|scenario| &scenario.figures);
            supposed.and_then(|figures| figures.get(&(series.clone(), *year))).map(|value| shown(*value))
        }
    };
    Some(match counts {
        Some(counts) => format!("{what}。未采用，仍按 {counts} 计算"),
        None => format!("{what}。未采用，按空白处理"),
    })
}

/// Why a field does not accept a text.
pub fn typed_words(pack: &Pack, field: &Field, problem: &TypedProblem) -> String {
    match problem {
        TypedProblem::Number(error) => typed_error(error, unit_of(pack, field).map_or("", Unit::symbol)),
        TypedProblem::Day => NO_DAY.to_owned(),
        TypedProblem::NotPositive => "应大于 0".to_owned(),
        TypedProblem::OverOne => "不能超过 100%".to_owned(),
        TypedProblem::OtherPeriods(grain) => format!("这一年已经{}填了，同一年不能又按月又按季", grain_name(*grain)),
    }
}

/// Shown for a text that is not a date.
pub const NO_DAY: &str = "不是日历上的日期，请写成 2022-12-31";

fn said_by<'w>(
    workspace: &'w Workspace,
    series: &SeriesId,
    period: Period,
    provenance: Provenance,
) -> Option<&'w Observation> {
    workspace.entries.figures.cell(series, period)?.said_by(provenance)
}

fn unit_of<'pack>(pack: &'pack Pack, field: &Field) -> Option<&'pack Unit> {
    let series = match field {
        Field::AsOf | Field::ObservedOn(..) | Field::RevisedOn(_) => return None,
        Field::Figure(series, _) | Field::Observed(series, ..) | Field::Supposed(_, series, _) => series,
        Field::Target(row, _) => pack.row(row)?.rule.series().into_iter().next()?,
    };
    Some(&pack.series_of(series)?.unit)
}

/// A text from outside, shortened for a message.
fn shortened(text: &str) -> String {
    let mut short: String = text.chars().filter(|character| !character.is_control()).take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

pub(super) fn typed_error(error: &TypedError, symbol: &str) -> String {
    match error {
        TypedError::Character { character, place } => {
            let hint = match character {
                'O' | 'o' | 'Ｏ' | 'ｏ' => "是字母，不是数字 0",
                'l' | 'I' | 'ｌ' | 'Ｉ' => "是字母，不是数字 1",
                'e' | 'E' => "：不收科学计数，请写出全部数字",
                _ => "不是数字",
            };
            format!("第 {place} 个字“{character}”{hint}")
        }
        TypedError::Grouping => "分隔符应每三位一个（如 1,234,567），一格只能有一个数".to_owned(),
        TypedError::Points => "小数点多于一个".to_owned(),
        TypedError::Unit(typed) => format!("单位“{typed}”不适用，本项单位是{symbol}"),
        TypedError::PercentSign => "没有百分号：是百分之几就写 30%，也可写小数 0.3".to_owned(),
        TypedError::NoDigits => "没有数字。没有数就留空，确实没有发生填 0".to_owned(),
        TypedError::Quantity(error) => quantity_error(*error),
    }
}

fn quantity_error(error: QuantityError) -> String {
    match error {
        QuantityError::Negative => "不收负数；退款请记在台账里".to_owned(),
        QuantityError::FractionOfCount => "件数、家数、人数只收整数".to_owned(),
        QuantityError::TooManyDecimals => "小数最多 6 位".to_owned(),
        QuantityError::TooLong => "整数部分最多 15 位".to_owned(),
        QuantityError::NotANumber => "不是数字".to_owned(),
    }
}

/// What a foreign file is, and what to do with it.
pub fn not_a_file_of_ours(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Text | FileKind::Unknown => {
            "这不是填报文件，也不是本工具认得的表格。填报文件名以 .zhuanhua.json 结尾，自查文件名以 .zicha.json 结尾，由本工具保存"
        }
        FileKind::Workbook => "这是 Excel 表格（.xlsx）：请单独打开，或复制单元格粘贴到“数据填报”",
        FileKind::OldWorkbook => {
            "这是旧格式的 Excel 表格（.xls）：请在 Excel 或 WPS 里另存为 .xlsx 再打开，或直接复制单元格粘贴到“数据填报”"
        }
        FileKind::WpsTable => "这是 WPS 表格（.et）：请在 WPS 里另存为 .xlsx 再打开，或直接复制单元格粘贴到“数据填报”",
        FileKind::Encrypted => "这个文件加了密码：请先在 Excel 或 WPS 里去掉密码，另存后再打开",
        FileKind::OpenDocument => {
            "这是 OpenDocument 表格（.ods）：请另存为 .xlsx 再打开，或直接复制单元格粘贴到“数据填报”"
        }
        FileKind::Csv => "这是 CSV 文本表：请用 Excel 或 WPS 打开，复制单元格粘贴到“数据填报”",
        FileKind::Page => "这是网页（有的系统把网页存成 .xls）：请用 Excel 或 WPS 打开，复制单元格粘贴到“数据填报”",
        FileKind::WordFile => "这是文字文档（Word 或 WPS 文字）：里面的表可以复制，粘贴到“数据填报”",
        FileKind::Picture => "这是图片，里面的数读不出来：请找原来的表格，或照着图片填",
        FileKind::Pdf => "这是 PDF，里面的数读不出来：请找原来的表格，或照着填",
        FileKind::Archive => "这是压缩包：请先解压，再打开里面的文件",
    }
}

/// Why a workspace file was not opened.
pub fn file_problem(error: &FileError) -> String {
    match error {
        FileError::TooLarge(bytes) => {
            format!("文件有 {} MB，填报文件不会超过 20 MB，没有打开", bytes / 1_000_000)
        }
        FileError::Empty => "文件是空的".to_owned(),
        FileError::Broken { line, column, cut_off: true } => {
            format!("文件不完整，在第 {line} 行第 {column} 列断了，可能没有下载或复制完。请重新取一份")
        }
        FileError::Broken { line, column, cut_off: false } => {
            format!(
                "这不是填报文件，或已损坏（第 {line} 行第 {column} 列读不懂）。填报文件名以 .zhuanhua.json 结尾，自查文件名以 .zicha.json 结尾"
            )
        }
        FileError::NotAWorkspace => {
            "这不是填报文件。填报文件名以 .zhuanhua.json 结尾，自查文件名以 .zicha.json 结尾，由本工具保存".to_owned()
        }
        FileError::Newer(version) => {
            format!("文件由更新的版本保存（文件格式 {version}），请用新版本的转化自评打开")
        }
        FileError::Checksum => "校验和不符：文件保存后被改动过，或传输中损坏。请向报送人重新索取".to_owned(),
        FileError::Field(what) => format!("文件里缺少内容，或有读不懂的内容（供技术人员看：{}）", shortened(what)),
        FileError::Value { place, value } => {
            format!("文件里“{}”处的“{}”不是本项能收的值", shortened(place), shortened(value))
        }
        FileError::Answer { question, value } => {
            format!("文件里自查的“{}”写着“{}”，不是能收的写法", question_name(*question), shortened(value))
        }
        FileError::TooManyTransactions(count) => {
            format!("文件里有 {count} 笔交易，最多 {MOST_TRANSACTIONS} 笔")
        }
        FileError::OtherPack(id) => {
            format!("文件按另一个口径包（{}）填写。请先在“指标口径”打开那个口径包", shortened(id))
        }
        FileError::Situation(faults) => {
            let listed: Vec<_> = faults.iter().take(20).map(|fault| shortened(&situation_fault(fault))).collect();
            format!("文件与口径包对不上：{}", listed.join("；"))
        }
    }
}

fn situation_fault(fault: &SituationFault) -> String {
    match fault {
        SituationFault::Series(id) => format!("没有数据项 {id}"),
        SituationFault::Year(id, period) => format!("{id} 的 {} 不在计划期内", period_name(*period)),
        SituationFault::MixedGrains(id, year) => format!("{id} 的 {year} 年既有季度数又有月度数"),
        SituationFault::Row(id) => format!("没有附表第 {id} 行"),
        SituationFault::TargetKind(id, kind) => format!("附表第 {id} 行不收{}", target_kind(*kind)),
        SituationFault::TargetYear(id, year) => format!("附表第 {id} 行的目标年份 {year} 不在计划期内"),
        SituationFault::TargetValue(id) => format!("附表第 {id} 行的目标不是可能的值"),
        SituationFault::ProvinceTargets => "省级按文件规定的指标，不收分配的目标".to_owned(),
        SituationFault::ProvinceNotApplicable => "省级不能把行标为不适用".to_owned(),
        SituationFault::Reading(reading, option) => format!("没有口径 {reading} = {option}"),
        SituationFault::Statement(id) => format!("没有定性要求 {id}"),
    }
}

fn target_kind(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::Yearly => "年度目标",
        TargetKind::Total => "累计目标",
        TargetKind::Rate => "增长率目标",
        TargetKind::Share => "比率目标",
    }
}

/// One problem of a pack file, with its line.
pub fn pack_problem(problem: &Problem) -> String {
    let what = match &problem.kind {
        ProblemKind::TooLarge => "文件超过 2 MB，不是口径包".to_owned(),
        ProblemKind::Syntax(message) => format!("写法有误：{message}"),
        ProblemKind::NotAPack => "不是口径包：开头应有 format = \"zhuanhua-pack\"".to_owned(),
        ProblemKind::Version(version) => format!("口径包格式 {version} 是本工具不认识的版本"),
        ProblemKind::Missing(key) => format!("缺少 {key}"),
        ProblemKind::Unknown(key) => format!("不认识的键 {key}"),
        ProblemKind::Type(key, expected) => format!("{key} 应是{}", type_name(expected)),
        ProblemKind::Value(key, value) => format!("{key} 不能是“{value}”"),
        ProblemKind::Fault(fault) => fault_words(fault),
    };
    format!("第 {} 行：{what}", problem.line)
}

fn type_name(expected: &str) -> &str {
    match expected {
        "text" => "带引号的文字",
        "whole number" => "整数",
        "true or false" => "true 或 false",
        "table" => "一组键值",
        "list" => "列表",
        "list of texts" => "文字的列表",
        "list of tables" => "键值组的列表",
        other => other,
    }
}

fn fault_words(fault: &FaultKind) -> String {
    match fault {
        FaultKind::Years => "基期应是计划首年的上一年，计划年份应依次递增且不超过 60 年".to_owned(),
        FaultKind::Duplicate(id) => format!("“{id}”重复"),
        FaultKind::Dangling("number", expected) => format!("编号不连续，此处应是 {expected}"),
        FaultKind::Dangling(kind, id) => format!("{} “{id}”不存在", kind_name(kind)),
        FaultKind::YearMissing(year) => format!("缺 {year} 年"),
        FaultKind::YearExtra(year) => format!("{year} 年重复或不在计划期内"),
        FaultKind::Impossible(value) => format!("门槛 {value} 不可能达到，或不填也达到"),
        FaultKind::WrongReading(id) => format!("口径 {id} 不是这里能用的种类"),
        FaultKind::Options(id) => format!("口径 {id} 至少要有两个不同的选项"),
        FaultKind::Unlike(one, other) => format!("{one} 与 {other} 的单位或性质不同，不能并用"),
        FaultKind::TotalOfState(id) => format!("{id} 是时点数，不能累计"),
        FaultKind::RuleNotHere => "这种规则不能放在附表的行里".to_owned(),
        FaultKind::Empty(list) => format!("{} 不能为空", kind_name(list)),
        FaultKind::Day(month, day) => format!("{month} 月 {day} 日不是每年都有的日期"),
    }
}

fn kind_name(kind: &str) -> &str {
    match kind {
        "series" => "数据项",
        "row" => "附表的行",
        "reading" => "口径",
        "option" => "口径的选项",
        "statement" => "定性要求",
        "goal" => "目标",
        "parts" => "要求",
        other => other,
    }
}
