//! Words that several parts of the page use: missing units, possible double counting, the common day.

use super::DeskContext;
use crate::text;

/// A line for each overlap question that has no answer.
pub fn unanswered_overlaps(context: &DeskContext) -> Vec<String> {
    let open = context.consolidated.unanswered_overlaps(context.rules()).into_iter();
    open.map(|(outer, inner)| format!("{outer}与{inner}可能重复计，还没有回答")).collect()
}

/// The names of the units at these positions.
pub fn names_of(context: &DeskContext, places: &[usize]) -> String {
    let names =
        places.iter().filter_map(|place| context.consolidated.units.get(*place)).map(|unit| unit.unit.name.as_str());
    names.collect::<Vec<_>>().join("、")
}

/// The units that have submitted no file.
pub fn missing_units(context: &DeskContext) -> String {
    let missing = context.consolidated.units.iter().filter(|unit| unit.situation.is_none());
    let names: Vec<_> = missing.map(|unit| unit.unit.name.as_str()).collect();
    if names.is_empty() { String::new() } else { format!("未交文件：{}", names.join("、")) }
}

/// The day and the readings that apply to all units, and how blanks count.
pub fn same_day_note(context: &DeskContext) -> String {
    let as_of = context.consolidated.own.as_ref().map(|own| own.as_of.to_string()).unwrap_or_default();
    format!("全部按本文件的数据截至日（{as_of}）和口径计算。{}", text::NOTHING_MISSING_COUNTS)
}
