//! Reads TOML values with their lines. Collects every problem instead of stopping at the first.

use super::{Problem, ProblemKind};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file being read and everything found wrong so far.
pub(super) struct Source<'t> {
    text: &'t str,
    pub(super) problems: Vec<Problem>,
}

/// One table of the file.
#[derive(Clone, Copy)]
pub(super) struct Table<'t, 'i> {
    table: &'t DeTable<'i>,
    pub(super) line: usize,
}

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str) -> Source<'t> {
        Source { text, problems: Vec::new() }
    }

    /// The line number of a byte offset, from 1.
    pub(super) fn line(&self, byte: usize) -> usize {
        let before = self.text.as_bytes().iter().take(byte);
        before.filter(|byte| **byte == b'\n').count().saturating_add(1)
    }

    pub(super) fn problem(&mut self, line: usize, kind: ProblemKind) {
        self.problems.push(Problem { line, kind });
    }

    pub(super) fn root<'i>(&mut self, root: &'t Spanned<DeTable<'i>>) -> Table<'t, 'i> {
        Table { table: root.get_ref(), line: 1 }
    }

    /// Reports every key of the table that is not in the list.
    pub(super) fn known(&mut self, table: Table, keys: &[&str]) {
        for (key, _) in table.table.iter() {
            if !keys.contains(&key.get_ref().as_ref()) {
                let line = self.line(key.span().start);
                self.problem(line, ProblemKind::Unknown(key.get_ref().to_string()));
            }
        }
    }

    /// A required text. Where it is missing, a problem is reported and the text is empty.
    pub(super) fn text(&mut self, table: Table, key: &'static str) -> String {
        let found = self.optional_text(table, key);
        if found.is_none() && !table.has(key) {
            self.problem(table.line, ProblemKind::Missing(key));
        }
        found.unwrap_or_default()
    }

    pub(super) fn optional_text(&mut self, table: Table, key: &'static str) -> Option<String> {
        let value = table.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _ => {
                self.wrong_type(value, key, "text");
                None
            }
        }
    }

    pub(super) fn boolean(&mut self, table: Table, key: &'static str, default: Option<bool>) -> bool {
        match table.get(key).map(|value| (value, value.get_ref())) {
            Some((_, DeValue::Boolean(value))) => *value,
            Some((value, _)) => {
                self.wrong_type(value, key, "true or false");
                false
            }
            None => default.unwrap_or_else(|| {
                self.problem(table.line, ProblemKind::Missing(key));
                false
            }),
        }
    }

    /// A required whole number; `None` where a problem was reported.
    pub(super) fn integer(&mut self, table: Table, key: &'static str) -> Option<i64> {
        let Some(value) = table.get(key) else {
            self.problem(table.line, ProblemKind::Missing(key));
            return None;
        };
        let number = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong_type(value, key, "whole number");
        }
        number
    }

    /// The texts of a list; empty where the key is absent.
    pub(super) fn texts(&mut self, table: Table, key: &'static str) -> Vec<String> {
        let Some(items) = self.array(table, key) else { return Vec::new() };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => texts.push(text.to_string()),
                _ => self.wrong_type(item, key, "list of texts"),
            }
        }
        texts
    }

    /// The tables of a list; empty where the key is absent.
    pub(super) fn tables<'a, 'i>(&mut self, table: Table<'a, 'i>, key: &'static str) -> Vec<Table<'a, 'i>> {
        let Some(items) = self.array(table, key) else { return Vec::new() };
        let mut tables = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::Table(inner) => tables.push(Table { table: inner, line: self.line(item.span().start) }),
                _ => self.wrong_type(item, key, "list of tables"),
            }
        }
        tables
    }

    /// The table under a key; `None` where the key is absent or holds something else.
    pub(super) fn table<'a, 'i>(&mut self, table: Table<'a, 'i>, key: &'static str) -> Option<Table<'a, 'i>> {
        let value = table.get(key)?;
        match value.get_ref() {
            DeValue::Table(inner) => Some(Table { table: inner, line: self.line(value.span().start) }),
            _ => {
                self.wrong_type(value, key, "table");
                None
            }
        }
    }

    /// Every entry of a table: line, key and text.
    pub(super) fn pairs(&mut self, table: Table, key: &'static str) -> Vec<(usize, String, String)> {
        let mut pairs = Vec::new();
        for (name, value) in table.table.iter() {
            match value.get_ref() {
                DeValue::String(text) => {
                    pairs.push((self.line(value.span().start), name.get_ref().to_string(), text.to_string()));
                }
                _ => self.wrong_type(value, key, "text"),
            }
        }
        pairs
    }

    fn array<'a, 'i>(&mut self, table: Table<'a, 'i>, key: &'static str) -> Option<&'a [Spanned<DeValue<'i>>]> {
        let value = table.get(key)?;
        match value.get_ref() {
            DeValue::Array(items) => Some(items),
            _ => {
                self.wrong_type(value, key, "list");
                None
            }
        }
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue>, key: &'static str, expected: &'static str) {
        let line = self.line(value.span().start);
        self.problem(line, ProblemKind::Type(key, expected));
    }
}

impl<'t, 'i> Table<'t, 'i> {
    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.table.get(key)
    }
}
