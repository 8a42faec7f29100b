//! Applies people's edits to a draft.

use super::{Document, DocumentPart};
use crate::workspace::drafting::DraftEdits;

/// Key of the remarks at the end.
pub const REMARKS: &str = "remarks";
/// Key of the letter's text.
pub const LETTER: &str = "letter";

/// The editing state of a part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartState {
    /// Key.
    pub id: String,
    /// Its heading, or a name where it has none.
    pub heading: String,
    /// True where it is an annex.
    pub is_annex: bool,
    /// False where it is left out.
    pub on: bool,
    /// The text in use.
    pub text: String,
    /// The text drafted from the data.
    pub drafted: String,
    /// True where the text was written by hand.
    pub is_written: bool,
    /// True where the drafted text has changed since the text was written by hand.
    pub is_stale: bool,
    /// How many tables and charts it has.
    pub exhibits: usize,
}

/// The document as saved: without the parts left out, with hand-written texts instead of drafted ones.
pub fn edited(mut document: Document, edits: &DraftEdits) -> Document {
    let change = |part: DocumentPart| match edits.written.get(&part.id) {
        Some(written) => DocumentPart { text: lines(&written.text), ..part },
        None => part,
    };
    let keep =
        |parts: Vec<DocumentPart>| parts.into_iter().filter(|part| !edits.off.contains(&part.id)).map(change).collect();
    document.parts = keep(document.parts);
    document.annexes = keep(document.annexes);
    if edits.off.contains(LETTER)
        && let Some(letter) = document.letter.take()
    {
        document.signed = letter.signed;
    }
    if let (Some(letter), Some(written)) = (&mut document.letter, edits.written.get(LETTER)) {
        letter.text = lines(&written.text);
    }
    if edits.off.contains(REMARKS) {
        // The first remark always stays: whose figures, as of which day, under which rules.
        document.remarks.truncate(1);
    }
    // Pictures keep their numbers when others are gone: their charts are found by number.
    document
}

/// The editing state of every part, in document order.
pub fn part_states(document: &Document, edits: &DraftEdits) -> Vec<PartState> {
    let letter = document.letter.iter().map(|letter| (LETTER, "报送件", letter.text.as_slice(), 0, false));
    let parts = document.parts.iter().map(|part| (part, false)).chain(document.annexes.iter().map(|part| (part, true)));
    let parts = parts.map(|(part, is_annex)| {
        let heading = if part.heading.is_empty() { "正文" } else { &part.heading };
        (part.id.as_str(), heading, part.text.as_slice(), part.exhibits.len(), is_annex)
    });
    let state = |(id, heading, text, exhibits, is_annex): (&str, &str, &[String], usize, bool)| {
        let drafted = text.join("\n");
        let written = edits.written.get(id);
        PartState {
            id: id.to_owned(),
            heading: heading.to_owned(),
            is_annex,
            on: !edits.off.contains(id),
            text: written.map_or_else(|| drafted.clone(), |written| written.text.clone()),
            is_written: written.is_some(),
            is_stale: written.is_some_and(|written| written.drafted != drafted),
            drafted,
            exhibits,
        }
    };
    let remarks = [(REMARKS, "附注", document.remarks.as_slice(), 0, false)];
    letter.chain(parts).chain(remarks.into_iter().filter(|(.., lines, _, _)| lines.len() > 1)).map(state).collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::drafting::Written;

    fn document() -> Document {
        let part = |id: &str| DocumentPart {
            id: id.to_owned(),
            heading: id.to_owned(),
            text: vec!["起草".to_owned()],
            exhibits: Vec::new(),
        };
        Document { parts: vec![part("a"), part("b")], annexes: vec![part("c")], ..Document::default() }
    }

    #[test]
    fn parts_are_left_out_and_texts_stand_in_the_place_of_drafts() {
        let written =
            |drafted: &str| Written { text: "第一段\n\n第二段".to_owned(), drafted: drafted.to_owned() };
        let edits = DraftEdits {
            off: ["c".to_owned()].into(),
            written: [("a".to_owned(), written("起草")), ("b".to_owned(), written("旧起草"))].into(),
        };
        let now = edited(document(), &edits);
        assert_eq!(now.parts[0].text, ["第一段", "第二段"]);
        assert!(now.annexes.is_empty());
        let states = part_states(&document(), &edits);
        let shown: Vec<_> =
            states.iter().map(|state| (state.id.as_str(), state.on, state.is_written, state.is_stale)).collect();
        assert_eq!(shown, [("a", true, true, false), ("b", true, true, true), ("c", false, false, false)]);
    }
}
