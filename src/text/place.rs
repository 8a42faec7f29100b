//! Places in the entries and what is entered there, in words: for comparisons, versions and corrections.

use super::number::{grouped, period_name};
use super::plan::{measure_words, report_words};
use super::verdict::series_name;
use crate::domain::attainment::{Span, Subject};
use crate::domain::figures::{Accumulation, Cell, Level, Provenance, Source, Stage, TargetRevision, TargetSlot};
use crate::domain::policy::{Pack, RowId, SeriesId};
use crate::domain::quantity::{Exact, Grain, Quantity};
use crate::workspace::{Entries, EntryKey, plain_target};

/// The name of a place.
pub fn entry_key_name(pack: &Pack, place: &EntryKey) -> String {
    match place {
        EntryKey::Unit => "填报单位".to_owned(),
        EntryKey::Level => "层级".to_owned(),
        EntryKey::AsOf => "数据截至".to_owned(),
        EntryKey::Figure(series, period) => format!("{} {}", period_name(*period), series_name(pack, series)),
        EntryKey::Accumulation(series) => format!("{}：分期数是本期还是累计", series_name(pack, series)),
        EntryKey::Reading(id) => format!("口径：{}", pack.reading(id).map_or(id.as_str(), |reading| &reading.name)),
        EntryKey::Target(row, slot) => format!("附表 {row} {}", slot_name(*slot)),
        EntryKey::Statement(id) => {
            format!("定性要求：{}", pack.statement(id).map_or(id.as_str(), |statement| &statement.name))
        }
        EntryKey::LeftOut(row) => format!("附表 {row} 是否适用"),
        EntryKey::Planned(series, year) => format!("{year}年{}计划数", series_name(pack, series)),
        EntryKey::PlanFiled(year) => format!("{year}年工作计划报送日"),
        EntryKey::Measure(year, _) => format!("{year}年措施"),
        EntryKey::Report(year, _) => format!("{year}年动态或案例"),
    }
}

/// What is entered at a place; `None` for a blank.
pub fn entry_words(pack: &Pack, entries: &Entries, place: &EntryKey) -> Option<String> {
    match place {
        EntryKey::Unit => Some(entries.unit.clone()).filter(|unit| !unit.is_empty()),
        EntryKey::Level => Some(level_name(entries.level).to_owned()),
        EntryKey::AsOf => entries.as_of.map(|day| day.to_string()),
        EntryKey::Figure(series, period) => {
            entries.figures.cell(series, *period).map(|cell| cell_words(pack, series, cell))
        }
        EntryKey::Accumulation(series) => Some(accumulation_name(entries.figures.accumulation(series)).to_owned()),
        EntryKey::Reading(id) => {
            pack.reading(id).and_then(|reading| entries.readings.option_of(reading)).map(|option| option.name.clone())
        }
        EntryKey::Target(row, slot) => entries.target(row, *slot).map(|value| target_value(pack, row, *slot, &value)),
        EntryKey::Statement(id) => entries.statements.get(id).map(|answer| {
            let holds = if answer.holds { "是" } else { "否" };
            if answer.evidence.is_empty() {
                holds.to_owned()
            } else {
                format!("{holds}（佐证：{}）", answer.evidence)
            }
        }),
        EntryKey::LeftOut(row) => entries.not_applicable.get(row).map(|reason| match reason.as_str() {
            "" => "不适用".to_owned(),
            reason => format!("不适用（{reason}）"),
        }),
        EntryKey::Planned(series, year) => {
            entries.planned.get(&(series.clone(), *year)).map(|value| figure(pack, series, *value))
        }
        EntryKey::PlanFiled(year) => {
            entries.plans.get(year).map(|plan| plan.filed.text().to_owned()).filter(|text| !text.is_empty())
        }
        EntryKey::Measure(year, id) => entries.measure(*year, id).map(|measure| measure_words(pack, measure)),
        EntryKey::Report(year, id) => entries.report(*year, id).map(report_words),
    }
}

/// The adopted figure, what other sources say, dates and notes.
fn cell_words(pack: &Pack, series: &SeriesId, cell: &Cell) -> String {
    let Some(adopted) = cell.adopted() else { return String::new() };
    let mut words = figure(pack, series, adopted.value);
    if adopted.provenance != Provenance::OWN {
        words.push_str(&format!("（{}）", provenance_name(adopted.provenance)));
    }
    let others = cell.observations().filter(|other| other.provenance != adopted.provenance);
    let others: Vec<_> = others
        .map(|other| format!("{} {}", provenance_name(other.provenance), grouped(&other.value.to_string())))
        .collect();
    if !others.is_empty() {
        words.push_str(&format!("；另有{}", others.join("、")));
    }
    for observation in cell.observations() {
        let day = observation.day.map(|day| day.to_string()).unwrap_or_default();
        let said = [day.as_str(), observation.note.as_str()];
        let said: Vec<_> = said.into_iter().filter(|part| !part.is_empty()).collect();
        if !said.is_empty() {
            words.push_str(&format!("；{}：{}", provenance_name(observation.provenance), said.join(" ")));
        }
    }
    words
}

/// A figure with the unit of its series.
pub fn figure(pack: &Pack, series: &SeriesId, value: Quantity) -> String {
    match pack.series_of(series) {
        Some(series) => super::number::quantity(value, &series.unit),
        None => value.to_string(),
    }
}

/// A target with its unit.
pub fn target_value(pack: &Pack, row: &RowId, slot: TargetSlot, value: &Exact) -> String {
    let plain = plain_target(value, slot);
    let series = pack.row(row).and_then(|row| row.rule.series().into_iter().next());
    match (slot, series.and_then(|series| pack.series_of(series))) {
        (TargetSlot::Year(_) | TargetSlot::Total, Some(series)) => {
            format!("{} {}", grouped(&plain), series.unit.symbol())
        }
        _ => plain,
    }
}

/// Each target revision that affects a result: old and new value, day and reason. Empty for a province.
pub fn targets_revised(pack: &Pack, entries: &Entries, subject: &Subject, span: Span) -> Vec<String> {
    if entries.level == Level::Province {
        return Vec::new();
    }
    let rows: Vec<&RowId> = match subject {
        Subject::Row(row) => vec![row],
        Subject::Goal(goal) => pack.goal(goal).map(|goal| goal.rule.rows()).unwrap_or_default(),
    };
    let bears = |revision: &&TargetRevision| {
        let of_span = match (span, revision.slot) {
            (Span::Year(year), TargetSlot::Year(of)) => of == year,
            (Span::Year(_), TargetSlot::Total) => false,
            _ => true,
        };
        rows.contains(&&revision.row) && of_span
    };
    let words = |revision: &TargetRevision| {
        let shown = |value: &Exact| target_value(pack, &revision.row, revision.slot, value);
        let new = revision.new.as_ref().map_or("不再下达".to_owned(), |new| format!("调整为 {}", shown(new)));
        let day = revision.day.map_or("日期未写".to_owned(), |day| day.to_string());
        let reason = if revision.reason.is_empty() { "原因未写" } else { &revision.reason };
        let late = revision.day.zip(entries.as_of).is_some_and(|(day, as_of)| day > as_of);
        let late = if late { "。调整日在数据截至日之后" } else { "" };
        let name = format!("附表 {} {}", revision.row, slot_name(revision.slot));
        format!("用的是调整后的目标：{name}由 {} {new}（{day}，{reason}）{late}", shown(&revision.old))
    };
    entries.revisions.iter().filter(bears).map(words).collect()
}

/// The name of a target of a row.
pub fn slot_name(slot: TargetSlot) -> String {
    match slot {
        TargetSlot::Year(year) => format!("{year}年目标"),
        TargetSlot::Total => "累计目标".to_owned(),
        TargetSlot::Rate => "增长率目标".to_owned(),
        TargetSlot::Share => "比率目标".to_owned(),
    }
}

/// Province or city.
pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Province => "省级",
        Level::City => "市级",
    }
}

/// 本期 or 累计.
pub fn accumulation_name(accumulation: Accumulation) -> &'static str {
    match accumulation {
        Accumulation::Current => "本期数",
        Accumulation::Cumulative => "累计数",
    }
}

/// A figure's source and how final it is.
pub fn provenance_name(provenance: Provenance) -> &'static str {
    match (provenance.source, provenance.stage) {
        (Source::Own, Stage::Unspecified) => "本单位",
        (Source::Own, Stage::Flash) => "本单位快报",
        (Source::Own, Stage::Final) => "本单位终报",
        (Source::Ledger, Stage::Unspecified) => "台账",
        (Source::Ledger, Stage::Flash) => "台账快报",
        (Source::Ledger, Stage::Final) => "台账终报",
        (Source::Cnipa, Stage::Unspecified) => "国知局",
        (Source::Cnipa, Stage::Flash) => "国知局快报",
        (Source::Cnipa, Stage::Final) => "国知局终报",
    }
}

/// How final a figure is.
pub fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Unspecified => "未注明",
        Stage::Flash => "快报",
        Stage::Final => "终报",
    }
}

/// The period by which figures are entered.
pub fn grain_name(grain: Grain) -> &'static str {
    match grain {
        Grain::Year => "按年",
        Grain::Quarter => "按季",
        Grain::Month => "按月",
    }
}
