//! Drafts in the workspace file.

use super::read::{Read, bad};
use crate::domain::policy::{Pack, RowId, SeriesId};
use crate::domain::quantity::Year;
use crate::workspace::drafting::{
    DraftEdits, Drafting, FormLine, FormUnit, LetterForm, LetterKind, Shortfall, Written,
};
use crate::workspace::plan::TypedDay;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default, PartialEq, Serialize, Deserialize)]
pub(super) struct DraftingFile {
    #[serde(default, skip_serializing_if = "LetterFile::is_empty")]
    letter: LetterFile,
    /// By the document's key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    drafts: BTreeMap<String, EditsFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    shortfalls: Vec<ShortfallFile>,
    /// The superior's form, line by line from the top.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    form: Vec<FormLineFile>,
}

#[derive(Default, PartialEq, Serialize, Deserialize)]
struct LetterFile {
    #[serde(default, skip_serializing_if = "super::is_false")]
    on: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    office: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    joint: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    addressee: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    day: String,
}

#[derive(PartialEq, Serialize, Deserialize)]
struct EditsFile {
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    off: BTreeSet<String>,
    /// By the part's key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    written: BTreeMap<String, WrittenFile>,
}

#[derive(PartialEq, Serialize, Deserialize)]
struct WrittenFile {
    text: String,
    /// The draft's text at that time.
    drafted: String,
}

#[derive(PartialEq, Serialize, Deserialize)]
struct ShortfallFile {
    row: String,
    year: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    cause: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    remedy: String,
}

/// A line without a series is skipped; then `name` is the present text.
#[derive(PartialEq, Serialize, Deserialize)]
struct FormLineFile {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    series: Option<String>,
    /// Missing for the series' own unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
}

impl LetterFile {
    fn is_empty(&self) -> bool {
        *self == LetterFile::default()
    }
}

impl DraftingFile {
    pub(super) fn is_empty(&self) -> bool {
        *self == DraftingFile::default()
    }

    pub(super) fn of(drafting: &Drafting) -> DraftingFile {
        let letter = &drafting.letter;
        let written = |written: &Written| WrittenFile { text: written.text.clone(), drafted: written.drafted.clone() };
        let edits = |edits: &DraftEdits| EditsFile {
            off: edits.off.clone(),
            written: edits.written.iter().map(|(part, text)| (part.clone(), written(text))).collect(),
        };
        let shortfall = |((row, year), shortfall): (&(RowId, Year), &Shortfall)| ShortfallFile {
            row: row.to_string(),
            year: year.to_string(),
            cause: shortfall.cause.clone(),
            remedy: shortfall.remedy.clone(),
        };
        let line = |line: &FormLine| match line {
            FormLine::Skipped(name) => FormLineFile { name: name.clone(), series: None, unit: None },
            FormLine::Series(series, unit) => FormLineFile {
                name: String::new(),
                series: Some(series.to_string()),
                unit: (*unit != FormUnit::Own).then(|| unit.key().to_owned()),
            },
        };
        DraftingFile {
            letter: LetterFile {
                on: letter.on,
                kind: (letter.kind != LetterKind::default()).then(|| letter.kind.key().to_owned()),
                office: letter.office.clone(),
                joint: letter.joint.clone(),
                addressee: letter.addressee.clone(),
                day: letter.day.text().to_owned(),
            },
            drafts: drafting.drafts.iter().map(|(document, one)| (document.clone(), edits(one))).collect(),
            shortfalls: drafting.shortfalls.iter().map(shortfall).collect(),
            form: drafting.form.iter().map(line).collect(),
        }
    }

    pub(super) fn drafting(self, pack: &Pack) -> Read<Drafting> {
        let letter = self.letter;
        let kind = match &letter.kind {
            None => LetterKind::default(),
            Some(word) => LetterKind::from_key(word).ok_or_else(|| bad("drafting", word))?,
        };
        let written = |file: WrittenFile| Written { text: file.text, drafted: file.drafted };
        let edits = |file: EditsFile| DraftEdits {
            off: file.off,
            written: file.written.into_iter().map(|(part, text)| (part, written(text))).collect(),
        };
        let shortfall = |file: ShortfallFile| {
            let row = RowId::new(&file.row);
            let year = Year::parse(&file.year).filter(|_| pack.row(&row).is_some());
            let year = year.ok_or_else(|| bad("drafting", &format!("{} {}", file.row, file.year)))?;
            Ok(((row, year), Shortfall { cause: file.cause, remedy: file.remedy }))
        };
        let line = |file: FormLineFile| {
            let Some(series) = file.series else { return Ok(FormLine::Skipped(file.name)) };
            let unit = match &file.unit {
                None => FormUnit::Own,
                Some(word) => FormUnit::from_key(word).ok_or_else(|| bad("drafting", word))?,
            };
            let id = SeriesId::new(&series);
            pack.series_of(&id).map(|_| FormLine::Series(id, unit)).ok_or_else(|| bad("drafting", &series))
        };
        Ok(Drafting {
            letter: LetterForm {
                on: letter.on,
                kind,
                office: letter.office,
                joint: letter.joint,
                addressee: letter.addressee,
                day: TypedDay::typed(&letter.day),
            },
            drafts: self.drafts.into_iter().map(|(document, file)| (document, edits(file))).collect(),
            shortfalls: self.shortfalls.into_iter().map(shortfall).collect::<Read<_>>()?,
            form: self.form.into_iter().map(line).collect::<Read<_>>()?,
        })
    }
}
