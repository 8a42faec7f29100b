//! Names of fields and of actions.

use super::desk::formula_name;
use super::number::period_name;
use super::place::{accumulation_name, entry_key_name, grain_name, provenance_name, slot_name};
use super::plan::{letter_kind_name, progress_name, report_kind_name, scenario_number, serves_name};
use super::self_check::question_name;
use super::verdict::series_name;
use crate::domain::figures::{Level, TargetSlot};
use crate::domain::policy::{Pack, RowId};
use crate::workspace::{Action, BulkEdit, CheckChange, DeskChange, DraftChange, Field, PlanChange, ScenarioChange};

/// The name of a field, for messages shown away from it.
pub fn field_name(pack: &Pack, field: &Field) -> String {
    match field {
        Field::AsOf => "数据截至".to_owned(),
        Field::Figure(series, period) => format!("{} {}", period_name(*period), series_name(pack, series)),
        Field::Observed(series, period, provenance) => {
            format!("{} {}（{}）", period_name(*period), series_name(pack, series), provenance_name(*provenance))
        }
        Field::ObservedOn(series, period, provenance) => {
            format!("{} {}（{}）的日期", period_name(*period), series_name(pack, series), provenance_name(*provenance))
        }
        Field::Target(row, slot) => format!("附表 {row} {}", slot_name(*slot)),
        Field::Supposed(which, series, year) => {
            format!("{}：{year}年{}", scenario_number(*which), series_name(pack, series))
        }
        Field::RevisedOn(index) => format!("第 {} 条目标调整的日期", index.saturating_add(1)),
    }
}

/// A short name for an action.
pub fn action_name(pack: &Pack, action: &Action) -> String {
    match action {
        Action::Named(_) => "改填报文件的名称".to_owned(),
        Action::UnitNamed(_) => "填写单位名称".to_owned(),
        Action::LevelChosen(Level::Province) => "改为省级".to_owned(),
        Action::LevelChosen(Level::City) => "改为市级".to_owned(),
        Action::AsOfTyped(text) => format!("数据截至 {text}"),
        Action::FigureTyped(series, period, text) => {
            format!("填写{} {text}", field_name(pack, &Field::Figure(series.clone(), *period)))
        }
        Action::FieldsTyped(edit, typed) => {
            let what = match edit {
                BulkEdit::Pasted => "粘贴",
                BulkEdit::Cleared => "清除",
                BulkEdit::FilledRight => "向右填充",
                BulkEdit::FilledDown => "向下填充",
            };
            format!("{what} {} 格", typed.len())
        }
        Action::Imported(imported) => format!("打开表格，填入 {} 格", imported.typed.len()),
        Action::AccumulationChosen(series, accumulation) => {
            format!("{}的分期数改为{}", series_name(pack, series), accumulation_name(*accumulation))
        }
        Action::GrainChanged(series, year, grain) => {
            format!("{year}年{}改为{}填", series_name(pack, series), grain_name(*grain))
        }
        Action::ObservationTyped(series, period, provenance, text) => {
            format!("填写{} {text}", field_name(pack, &Field::Observed(series.clone(), *period, *provenance)))
        }
        Action::ObservationDated(series, period, provenance, _)
        | Action::ObservationNoted(series, period, provenance, _) => {
            format!("注明{}", field_name(pack, &Field::Observed(series.clone(), *period, *provenance)))
        }
        Action::ObservationStaged(series, period, ..) => {
            format!("注明{}是快报还是终报", field_name(pack, &Field::Figure(series.clone(), *period)))
        }
        Action::ObservationAdopted(series, period, provenance) => {
            let place = field_name(pack, &Field::Figure(series.clone(), *period));
            format!("{place}采用{}", provenance.map_or("默认次序", provenance_name))
        }
        Action::TargetTyped(row, slot, text) => {
            format!("填写{} {text}", field_name(pack, &Field::Target(row.clone(), *slot)))
        }
        Action::RevisionDated(..) | Action::RevisionExplained(..) => "说明目标调整".to_owned(),
        Action::RevisionDropped(_) => "去掉一条目标调整记录".to_owned(),
        Action::ReadingChosen(reading, _) => {
            format!("改口径：{}", pack.reading(reading).map_or("", |reading| reading.name.as_str()))
        }
        Action::StatementAnswered(..) => "回答定性要求".to_owned(),
        Action::EvidenceWritten(..) => "填写佐证".to_owned(),
        Action::RowLeftOut(row, _) => format!("把附表 {row} 标为不适用"),
        Action::RowTakenIn(row) => format!("取消附表 {row} 的不适用"),
        Action::VersionFrozen(filing) => format!("{}存为报送版本", filing.day),
        Action::ChangeExplained(place, _) => format!("说明更正原因：{}", entry_key_name(pack, place)),
        Action::SelfCheck(_, change) => check_change_name(change),
        Action::Planned(year, change) => format!("{year}年计划：{}", plan_change_name(pack, change)),
        Action::PackAdopted(..) => "改记为现在的口径包版本".to_owned(),
        Action::AtDesk(change) => desk_change_name(pack, change),
        Action::Drafted(change) => draft_change_name(change),
        Action::IssueTaken(issued) => {
            format!("采用{}下达的目标（{} 行）", issued.issue.by, issued.targets.len())
        }
        Action::SupposedTyped(field, text) => format!("填写{} {text}", field_name(pack, field)),
        Action::Supposed(which, change) => format!("{}：{}", scenario_number(*which), supposed_name(change)),
        Action::Merged(..) => "合并另一页面的改动".to_owned(),
        Action::Taken(places, _) => match places.as_slice() {
            [place] => format!("换成另一份的{}", entry_key_name(pack, place)),
            places => format!("换成另一份的 {} 处内容", places.len()),
        },
    }
}

fn desk_change_name(pack: &Pack, change: &DeskChange) -> String {
    let target = |row: &RowId, slot: TargetSlot| field_name(pack, &Field::Target(row.clone(), slot));
    match change {
        DeskChange::UnitAdded(_, name) => format!("汇总：加单位 {name}"),
        DeskChange::UnitNamed(_, name) => format!("汇总：单位改名为 {name}"),
        DeskChange::UnitDropped(_) => "汇总：去掉一个单位".to_owned(),
        DeskChange::TakenIn(files) => match files.as_slice() {
            [(_, one)] => format!("汇总：收下{}的文件", one.entries.unit),
            files => format!("汇总：收下 {} 份文件", files.len()),
        },
        DeskChange::PutAway(_) => "汇总：退回一份文件".to_owned(),
        DeskChange::OverlapAnswered(..) => "汇总：回答是否重叠".to_owned(),
        DeskChange::AllocationKeyChosen(row, slot, _) => format!("分解：{}改分解依据", target(row, *slot)),
        DeskChange::PartTyped(row, slot, _, _, text) => format!("分解：{}填写 {text}", target(row, *slot)),
        DeskChange::ScoringTurned(true) => "打开评分".to_owned(),
        DeskChange::ScoringTurned(false) => "关闭评分".to_owned(),
        DeskChange::FormulaChosen(formula) => format!("评分：改用{}", formula_name(*formula)),
        DeskChange::WeightsTyped(weights) => format!("评分：填写 {} 行权重", weights.len()),
        DeskChange::BudgetTyped(text) => format!("评分：奖补资金 {text}"),
        DeskChange::Issued(issue) => format!("分解：{} 下达", issue.day),
    }
}

fn plan_change_name(pack: &Pack, change: &PlanChange) -> String {
    match change {
        PlanChange::Filed(day) => format!("报送日 {day}"),
        PlanChange::MeasureAdded(_, serves) => format!("加一条措施（{}）", serves_name(pack, serves)),
        PlanChange::MeasureWritten(..) => "写措施".to_owned(),
        PlanChange::MeasureServes(_, serves) => format!("措施改归{}", serves_name(pack, serves)),
        PlanChange::MeasureMoved(_, progress) => format!("措施改为{}", progress_name(*progress)),
        PlanChange::MeasureDropped(_) => "删去一条措施".to_owned(),
        PlanChange::ReportAdded(_, kind) => format!("加一条{}", report_kind_name(*kind)),
        PlanChange::ReportWritten(..) => "写动态或案例".to_owned(),
        PlanChange::ReportDropped(_) => "删去一条动态或案例".to_owned(),
    }
}

fn draft_change_name(change: &DraftChange) -> String {
    match change {
        DraftChange::LetterTurned(true) => "加上报送件".to_owned(),
        DraftChange::LetterTurned(false) => "去掉报送件".to_owned(),
        DraftChange::LetterKindChosen(kind) => format!("报送件改用{}", letter_kind_name(*kind)),
        DraftChange::LetterWritten(..) => "写报送件".to_owned(),
        DraftChange::PartTurned(.., true) => "文稿加回一部分".to_owned(),
        DraftChange::PartTurned(.., false) => "文稿不要一部分".to_owned(),
        DraftChange::PartWritten(..) => "改文稿文字".to_owned(),
        DraftChange::PartRestored(..) => "文稿文字换回起草稿".to_owned(),
        DraftChange::ShortfallWritten(row, year, ..) => format!("写附表 {row} {year}年未完成原因及整改措施"),
        DraftChange::FormLaidDown(lines) => format!("定上级表格（{} 行）", lines.len()),
    }
}

fn supposed_name(change: &ScenarioChange) -> String {
    match change {
        ScenarioChange::Named(name) => format!("改名为“{name}”"),
        ScenarioChange::Filled(figures) => format!("填入 {} 个数", figures.len()),
        ScenarioChange::Cleared => "清空".to_owned(),
        ScenarioChange::Taken => "定为计划".to_owned(),
    }
}

fn check_change_name(change: &CheckChange) -> String {
    match change {
        CheckChange::Begun(_, name) => format!("开始自查 {name}"),
        CheckChange::Received(check) => format!("收下{}的自查", check.name),
        CheckChange::Dropped => "删去一份自查".to_owned(),
        CheckChange::Answered(question, text) => format!("自查：{} {text}", question_name(*question)),
        CheckChange::TransactionAdded => "自查：加一笔交易".to_owned(),
        CheckChange::TransactionDropped(index) => format!("自查：删去第 {} 笔交易", index.saturating_add(1)),
        CheckChange::TransactionsPasted(rows) => format!("自查：粘贴 {} 笔交易", rows.len()),
        CheckChange::EvidenceReady(_, true) => "自查：佐证材料已备".to_owned(),
        CheckChange::EvidenceReady(_, false) => "自查：佐证材料改为未备".to_owned(),
    }
}
