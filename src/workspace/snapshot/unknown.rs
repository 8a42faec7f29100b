//! Members of a file that this version does not know. They are kept by path, and written again if the member
//! they belong to still exists.

use serde_json::{Map, Value};

/// The only list whose elements keep their positions, so that a path may lead through it.
const APPEND_ONLY: &str = "versions";

/// A member that this version does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The names of the members on the way, its own last; for a list the index, from 0.
    path: Vec<String>,
    value: Value,
}

/// The unknown members of a file.
pub(super) fn members(file: &Map<String, Value>, known: &Map<String, Value>) -> Vec<Unknown> {
    let mut found = Vec::new();
    let without_checksum = file.iter().filter(|(key, _)| *key != "sha256");
    for (key, value) in without_checksum {
        compare(&mut vec![key.clone()], value, known.get(key), &mut found);
    }
    found
}

fn compare(path: &mut Vec<String>, value: &Value, known: Option<&Value>, found: &mut Vec<Unknown>) {
    let Some(known) = known else {
        found.push(Unknown { path: path.clone(), value: value.clone() });
        return;
    };
    let in_append_only = path.last().is_some_and(|last| last == APPEND_ONLY);
    let members: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(elements) if in_append_only => {
            elements.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => return,
    };
    let opened = known.as_str().map(opened_cell);
    let known = opened.as_ref().unwrap_or(known);
    for (key, value) in members {
        let member = match known {
            Value::Array(elements) => key.parse().ok().and_then(|index: usize| elements.get(index)),
            other => other.get(&key),
        };
        path.push(key);
        compare(path, value, member, found);
        path.pop();
    }
}

/// Writes unknown members into the known ones, where the place still exists and is free.
pub(super) fn graft(file: &mut Map<String, Value>, unknown: &[Unknown]) {
    for Unknown { path, value } in unknown {
        let Some((name, parents)) = path.split_last() else { continue };
        let Some((first, rest)) = parents.split_first() else {
            file.entry(name.clone()).or_insert_with(|| value.clone());
            continue;
        };
        let place = rest.iter().fold(file.get_mut(first), |place, parent| match place? {
            Value::Object(members) => members.get_mut(parent),
            Value::Array(elements) => parent.parse().ok().and_then(|index: usize| elements.get_mut(index)),
            cell @ Value::String(_) => {
                *cell = opened_cell(cell.as_str().unwrap_or_default());
                cell.get_mut(parent)
            }
            _ => None,
        });
        if let Some(Value::Object(members)) = place {
            members.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
}

/// A cell of plain digits in its long form, with room for more members.
fn opened_cell(digits: &str) -> Value {
    serde_json::json!({ "observations": { "own": { "value": digits } } })
}
