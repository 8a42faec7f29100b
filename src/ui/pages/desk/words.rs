//! What several parts of the page say: who is missing, what may be counted twice, on which day.

use super::At;
use crate::text;

/// What is said of overlaps that were not answered.
pub fn unanswered_overlaps(at: &At) -> Vec<String> {
    let open = at.consolidated.unanswered_overlaps(at.rules()).into_iter();
    open.map(|(outer, inner)| format!("{outer}与{inner}可能重复计，还没有回答")).collect()
}

/// A unit's short line for places that list several.
pub fn names_of(at: &At, places: &[usize]) -> String {
    let names = places.iter().filter_map(|place| at.consolidated.units.get(*place)).map(|unit| unit.unit.name.as_str());
    names.collect::<Vec<_>>().join("、")
}

/// The units that have handed in nothing.
pub fn missing_units(at: &At) -> String {
    let missing = at.consolidated.units.iter().filter(|unit| unit.situation.is_none());
    let names: Vec<_> = missing.map(|unit| unit.unit.name.as_str()).collect();
    if names.is_empty() { String::new() } else { format!("未交文件：{}", names.join("、")) }
}

/// Words for what nobody has to ask about twice.
pub fn same_day_note(at: &At) -> String {
    let as_of = at.consolidated.own.as_ref().map(|own| own.as_of.to_string()).unwrap_or_default();
    format!("全部按本文件的数据截至日（{as_of}）和口径计算。{}", text::NOTHING_MISSING_COUNTS)
}
