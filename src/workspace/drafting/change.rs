//! Changes of drafts, as past events.

use super::{DraftEdits, Drafting, FormLine, LetterKind, Shortfall, Written};
use crate::domain::policy::RowId;
use crate::domain::quantity::Year;
use crate::workspace::plain_text::{plain_lines, plain_name, plain_paragraphs};
use crate::workspace::plan::TypedDay;

/// Longest text of a part, in characters.
pub const LONGEST_TEXT: usize = 50_000;
/// Largest number of lines in a form.
const LONGEST_FORM: usize = 500;

/// A change of drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftChange {
    /// The cover letter was switched on or off.
    LetterTurned(bool),
    /// The letter's kind was chosen.
    LetterKindChosen(LetterKind),
    /// A text of the letter was written.
    LetterWritten(LetterField, String),
    /// A part of a document was included or left out: the document, the part, true for included.
    PartTurned(String, String, bool),
    /// The text of a part was written in place of the draft's.
    PartWritten(String, String, Written),
    /// A part went back to the draft's text.
    PartRestored(String, String),
    /// The cause of a missed row, or the remedy, was written.
    ShortfallWritten(RowId, Year, ShortfallField, String),
    /// A form was defined.
    FormLaidDown(Vec<FormLine>),
}

/// A text field of the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterField {
    /// The signing office.
    Office,
    /// The co-signing offices.
    Joint,
    /// The addressee.
    Addressee,
    /// The date.
    Day,
}

/// A text field of a shortfall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShortfallField {
    /// The cause.
    Cause,
    /// The remedy.
    Remedy,
}

impl DraftChange {
    /// The drafts after the change.
    pub(in crate::workspace) fn apply(&self, drafting: &Drafting) -> Drafting {
        let mut next = drafting.clone();
        match self {
            DraftChange::LetterTurned(on) => next.letter.on = *on,
            DraftChange::LetterKindChosen(kind) => next.letter.kind = *kind,
            DraftChange::LetterWritten(LetterField::Office, text) => next.letter.office = plain_name(text),
            DraftChange::LetterWritten(LetterField::Joint, text) => next.letter.joint = plain_paragraphs(text),
            DraftChange::LetterWritten(LetterField::Addressee, text) => next.letter.addressee = plain_name(text),
            DraftChange::LetterWritten(LetterField::Day, text) => next.letter.day = TypedDay::typed(text),
            DraftChange::PartTurned(document, part, true) => next.edit(document, |edits| {
                edits.off.remove(part);
            }),
            DraftChange::PartTurned(document, part, false) => next.edit(document, |edits| {
                edits.off.insert(part.clone());
            }),
            DraftChange::PartWritten(document, part, written) => next.edit(document, |edits| {
                let text = plain_lines(&written.text, LONGEST_TEXT);
                match text == written.drafted {
                    true => drop(edits.written.remove(part)),
                    false => drop(edits.written.insert(part.clone(), Written { text, ..written.clone() })),
                }
            }),
            DraftChange::PartRestored(document, part) => next.edit(document, |edits| {
                edits.written.remove(part);
            }),
            DraftChange::ShortfallWritten(row, year, field, text) => {
                let mut shortfall = next.shortfalls.remove(&(row.clone(), *year)).unwrap_or_default();
                *shortfall.text_mut(*field) = plain_paragraphs(text);
                if !shortfall.is_empty() {
                    next.shortfalls.insert((row.clone(), *year), shortfall);
                }
            }
            DraftChange::FormLaidDown(lines) => {
                let plain = |line: &FormLine| match line {
                    FormLine::Skipped(name) => FormLine::Skipped(plain_name(name)),
                    series => series.clone(),
                };
                next.form = lines.iter().take(LONGEST_FORM).map(plain).collect();
            }
        }
        next
    }
}

impl Drafting {
    fn edit(&mut self, document: &str, change: impl FnOnce(&mut DraftEdits)) {
        let mut edits = self.drafts.remove(document).unwrap_or_default();
        change(&mut edits);
        if edits != DraftEdits::default() {
            self.drafts.insert(document.to_owned(), edits);
        }
    }
}

impl Shortfall {
    /// The text of a field.
    pub fn text(&self, field: ShortfallField) -> &str {
        match field {
            ShortfallField::Cause => &self.cause,
            ShortfallField::Remedy => &self.remedy,
        }
    }

    fn text_mut(&mut self, field: ShortfallField) -> &mut String {
        match field {
            ShortfallField::Cause => &mut self.cause,
            ShortfallField::Remedy => &mut self.remedy,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_written_back_to_the_draft_is_no_change() {
        let written = |text: &str| {
            let written = Written { text: text.to_owned(), drafted: "起草\n两段".to_owned() };
            DraftChange::PartWritten("plan 2022".to_owned(), "overall".to_owned(), written)
        };
        let edited = written("改\n过").apply(&Drafting::default());
        assert_eq!(edited.drafts["plan 2022"].written["overall"].text, "改\n过");
        assert!(written("起草\n两段").apply(&edited).is_empty());
        let restored = DraftChange::PartRestored("plan 2022".to_owned(), "overall".to_owned()).apply(&edited);
        assert!(restored.is_empty());
    }

    #[test]
    fn who_signs_is_the_unit_unless_another_name_is_given() {
        let mut drafting = Drafting::default();
        assert_eq!(drafting.letter.offices("示例市"), ["示例市"]);
        for (field, text) in
            [(LetterField::Office, "示例市市场监管局"), (LetterField::Joint, "示例市财政局\n\n 示例市科技局 ")]
        {
            drafting = DraftChange::LetterWritten(field, text.to_owned()).apply(&drafting);
        }
        assert_eq!(drafting.letter.offices("示例市"), ["示例市市场监管局", "示例市财政局", "示例市科技局"]);
    }
}
