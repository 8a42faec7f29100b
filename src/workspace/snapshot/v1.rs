//! From version 1 of the workspace file to version 2: the entries get a member of their own, and observations
//! are found by source instead of by position.

use serde_json::{Map, Value};

/// The members of a version 1 payload that version 2 keeps among the entries.
const ENTRIES: [&str; 9] =
    ["unit", "level", "as_of", "figures", "sub_year", "readings", "targets", "statements", "not_applicable"];

/// A version 1 payload in version 2 form. Anything else is left for version 2's reader to refuse.
pub(super) fn migrate(payload: Value) -> Value {
    let Value::Object(mut payload) = payload else { return payload };
    let mut entries: Map<String, Value> =
        ENTRIES.into_iter().filter_map(|key| Some((key.to_owned(), payload.remove(key)?))).collect();
    if let Some(Value::Object(figures)) = entries.get_mut("figures") {
        for periods in figures.values_mut().filter_map(Value::as_object_mut) {
            for cell in periods.values_mut().filter_map(Value::as_object_mut) {
                migrate_cell(cell);
            }
        }
    }
    payload.insert("entries".to_owned(), Value::Object(entries));
    Value::Object(payload)
}

fn migrate_cell(cell: &mut Map<String, Value>) {
    let Some(Value::Array(listed)) = cell.remove("observations") else { return };
    let mut observations = Map::new();
    // Version 1 had one observation per source, so `adopted` named only the source.
    let adopted = cell.remove("adopted");
    for mut observation in listed {
        let mut part = |key| observation.as_object_mut().and_then(|members| members.remove(key));
        let (source, stage) = (part("source"), part("stage"));
        let source_word = source.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
        let word = match stage.as_ref().and_then(Value::as_str) {
            Some(stage) => format!("{source_word} {stage}"),
            None => source_word,
        };
        if adopted.is_some() && adopted == source {
            cell.insert("adopted".to_owned(), Value::from(word.clone()));
        }
        observations.insert(word, observation);
    }
    cell.insert("observations".to_owned(), Value::Object(observations));
}
