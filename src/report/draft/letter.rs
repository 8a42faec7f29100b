//! 报送件 – the covering letter of a document that is sent up. No red letterhead and no document number: the sender
//! adds them.

use super::{DraftKind, Source};
use crate::domain::quantity::Day;
use crate::report::{Document, Letter, Signed};
use crate::text;
use crate::workspace::drafting::LetterKind;

/// Adds the covering letter to a document that is sent up, where one is wanted; else signs the document itself.
pub fn put_in_front(kind: &DraftKind, source: &Source, document: &mut Document) {
    let form = &source.workspace.drafting.letter;
    let unit = text::unit_name(&source.workspace.entries);
    let day = form.day.day().or(source.today);
    let signed = Signed { offices: form.offices(unit), day: day.map(text::day_name).unwrap_or_default() };
    if kind.goes_down() || !form.on {
        document.signed = signed;
        return;
    }
    let word = text::letter_kind_name(form.kind);
    let office = signed.offices.first().cloned().unwrap_or_default();
    let closing = match form.kind {
        LetterKind::Report => "特此报告。",
        LetterKind::Letter => "特此函达，请予备案。",
    };
    document.letter = Some(Letter {
        title: format!("{office}关于报送《{}》的{word}", document.title),
        addressee: match form.addressee.as_str() {
            "" => superior(source).to_owned(),
            named => named.to_owned(),
        },
        text: vec![
            format!(
                "按照《{}》（{}）要求，现将《{}》随文报送。",
                source.pack.pack.title, source.pack.pack.document, document.title
            ),
            closing.to_owned(),
        ],
        signed,
    });
}

/// To whom a unit reports, as far as the notice says.
fn superior(source: &Source) -> &'static str {
    match source.workspace.entries.level {
        crate::domain::figures::Level::City => "省知识产权局",
        crate::domain::figures::Level::Province => "",
    }
}

/// The as-of day of the figures in words, or a placeholder where none was given.
pub fn as_of_words(as_of: Option<Day>) -> String {
    as_of.map_or("（数据截至日未填）".to_owned(), text::day_name)
}
