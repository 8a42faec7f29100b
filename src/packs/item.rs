//! 条目 – the items of a pack, each with a short fingerprint. A file that stores them can tell what another version
//! of its pack changed.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// Fingerprints by item: `row 3`, `goal G2`, `reading growth`, and `head` for everything outside the lists.
pub type Items = BTreeMap<String, String>;

/// Hex digits of a fingerprint: enough to tell versions apart, not to prove anything.
const DIGITS: usize = 12;

/// The items of a pack's text; empty for a text that is not TOML.
pub fn items(text: &str) -> Items {
    let Ok(table) = text.parse::<Table>() else { return Items::new() };
    let mut items = Items::new();
    let mut head = Table::new();
    for (list, value) in table {
        match value {
            Value::Array(entries) if entries.iter().all(Value::is_table) => {
                for entry in entries {
                    items.insert(format!("{list} {}", name(&entry)), fingerprint(&entry));
                }
            }
            // The edition changes with every version and says nothing by itself.
            _ if list == "edition" => {}
            other => drop(head.insert(list, other)),
        }
    }
    items.insert("head".to_owned(), fingerprint(&Value::Table(head)));
    items
}

/// The key that identifies an entry in its list: id, number or year, else scope and element.
fn name(entry: &Value) -> String {
    let word = |key: &str| match entry.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        _ => None,
    };
    let own = ["id", "number", "year"].into_iter().find_map(word);
    own.unwrap_or_else(|| [word("scope"), word("element")].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn fingerprint(value: &Value) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    let hex = base16ct::lower::encode_string(&Sha256::digest(text.as_bytes()));
    hex.chars().take(DIGITS).collect()
}

/// The differences between two versions of a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Items whose content changed.
    pub changed: Vec<String>,
    /// Items only in the newer version.
    pub added: Vec<String>,
    /// Items only in the older version.
    pub removed: Vec<String>,
}

/// What changed between the items of two versions.
pub fn changes(old: &Items, new: &Items) -> Changes {
    let missing = |from: &Items, of: &Items| -> Vec<String> {
        of.keys().filter(|key| !from.contains_key(*key)).cloned().collect()
    };
    let changed = new.iter().filter(|(key, print)| old.get(*key).is_some_and(|known| known != *print));
    Changes {
        changed: changed.map(|(key, _)| key.clone()).collect(),
        added: missing(old, new),
        removed: missing(new, old),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_version_changed_is_named() {
        let text = crate::packs::BUILT_IN;
        let old = items(text);
        assert_eq!(old.keys().filter(|key| key.starts_with("row ")).count(), 13);
        assert!(old.contains_key("task 16") && old.contains_key("phase 2022") && old.contains_key("scope 5"));
        let new = text
            .replacen("edition = \"", "edition = \"9.", 1)
            .replacen("2021 = \"1200\"", "2021 = \"1201\"", 1)
            .replacen("id = \"yulin\"", "id = \"elsewhere\"", 1)
            .replacen("# ---", "#  ---", 3);
        let changes = changes(&old, &items(&new));
        let word = |word: &str| vec![word.to_owned()];
        let expect = Changes { changed: word("row 1"), added: word("unit elsewhere"), removed: word("unit yulin") };
        assert_eq!(changes, expect);
        assert!(items("no = = toml").is_empty());
    }
}
