//! Word files (ECMA-376, WordprocessingML) in the layout of official documents (GB/T 9704-2012). We write them
//! ourselves: the layout needs indents and pitches in characters, which no available library writes.
//!
//! - [`measure`]: the standard's measures
//! - [`styles`]: paragraph styles
//! - [`body`]: the document model as paragraphs and tables
//! - [`xml`]: XML elements

mod body;
mod measure;
mod styles;
mod xml;

use crate::report::Document;
use body::{WORDS, picture_relation};
use std::io::{Cursor, Write};
use thiserror::Error;
use xml::{Element, element, valued};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Why the file could not be written.
#[derive(Debug, Error)]
pub enum WordError {
    /// A picture of the document is missing; its number.
    #[error("picture {0} is missing")]
    Picture(usize),
    /// The file could not be put together.
    #[error("{0}")]
    Written(String),
}

impl From<std::io::Error> for WordError {
    fn from(error: std::io::Error) -> WordError {
        WordError::Written(error.to_string())
    }
}

impl From<zip::result::ZipError> for WordError {
    fn from(error: zip::result::ZipError) -> WordError {
        WordError::Written(error.to_string())
    }
}

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Writes a document as a Word file. `pictures` are PNG, by number. The same document gives the same bytes.
pub fn word(document: &Document, pictures: &[Vec<u8>]) -> Result<Vec<u8>, WordError> {
    // Pictures of omitted parts are not needed.
    let asked: Vec<usize> = document.pictures().iter().map(|picture| picture.number).collect();
    if let Some(missing) = asked.iter().find(|number| pictures.get(**number).is_none()) {
        return Err(WordError::Picture(*missing));
    }
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types().part()?),
        ("_rels/.rels".to_owned(), package_relations().part()?),
        ("docProps/core.xml".to_owned(), properties(document).part()?),
        ("word/document.xml".to_owned(), body::document(document).part()?),
        ("word/_rels/document.xml.rels".to_owned(), document_relations(&asked).part()?),
        ("word/styles.xml".to_owned(), styles::styles().part()?),
        ("word/settings.xml".to_owned(), settings().part()?),
        ("word/fontTable.xml".to_owned(), styles::font_table().part()?),
        ("word/footer1.xml".to_owned(), body::footer(false).part()?),
        ("word/footer2.xml".to_owned(), body::footer(true).part()?),
    ];
    let pictures = pictures.iter().enumerate().filter(|(number, _)| asked.contains(number));
    parts.extend(pictures.map(|(number, bytes)| (format!("word/{}", picture_file(number)), bytes.clone())));
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        file.start_file(name, SimpleFileOptions::default())?;
        file.write_all(&bytes)?;
    }
    Ok(file.finish()?.into_inner())
}

fn picture_file(number: usize) -> String {
    format!("media/image{}.png", number.saturating_add(1))
}

fn content_types() -> Element {
    let default = |extension: &str, kind: &str| element("Default").set("Extension", extension).set("ContentType", kind);
    let part = |name: &str, kind: String| element("Override").set("PartName", name).set("ContentType", kind);
    let word = |name: &str, kind: &str| part(&format!("/word/{name}.xml"), format!("{MAIN}.{kind}+xml"));
    element("Types")
        .set("xmlns", format!("{PACKAGE}/content-types"))
        .with(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .with(default("xml", "application/xml"))
        .with(default("png", "image/png"))
        .with(word("document", "document.main"))
        .with(word("styles", "styles"))
        .with(word("settings", "settings"))
        .with(word("fontTable", "fontTable"))
        .with(word("footer1", "footer"))
        .with(word("footer2", "footer"))
        .with(part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()))
}

fn relation(id: &str, kind: String, target: &str) -> Element {
    element("Relationship").set("Id", id).set("Type", kind).set("Target", target)
}

fn relations() -> Element {
    element("Relationships").set("xmlns", format!("{PACKAGE}/relationships"))
}

fn package_relations() -> Element {
    relations().with(relation("document", format!("{OFFICE}/officeDocument"), "word/document.xml")).with(relation(
        "core",
        format!("{PACKAGE}/relationships/metadata/core-properties"),
        "docProps/core.xml",
    ))
}

fn document_relations(pictures: &[usize]) -> Element {
    let parts = [
        ("styles", "styles", "styles.xml"),
        ("settings", "settings", "settings.xml"),
        ("fonts", "fontTable", "fontTable.xml"),
        ("odd", "footer", "footer1.xml"),
        ("even", "footer", "footer2.xml"),
    ];
    let part = |(id, kind, target): (&str, &str, &str)| relation(id, format!("{OFFICE}/{kind}"), target);
    let picture =
        |number: &usize| relation(&picture_relation(*number), format!("{OFFICE}/image"), &picture_file(*number));
    relations().with_all(parts.map(part)).with_all(pictures.iter().map(picture))
}

fn properties(document: &Document) -> Element {
    element("cp:coreProperties")
        .set("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with(element("dc:title").text(&document.title))
        .with(element("dc:creator").text(&document.signed.offices.join("、")))
        .with(element("dc:description").text(&document.mark))
        .with(element("dc:language").text("zh-CN"))
}

fn settings() -> Element {
    let compatible = |name: &str, value: &str| {
        let uri = "http://schemas.microsoft.com/office/word";
        element("w:compatSetting").set("w:name", name).set("w:uri", uri).set("w:val", value)
    };
    element("w:settings")
        .set("xmlns:w", WORDS)
        .with(element("w:zoom").set("w:percent", 100))
        .with(valued("w:defaultTabStop", 420))
        .with(element("w:evenAndOddHeaders"))
        .with(valued("w:characterSpacingControl", "doNotCompress"))
        .with(
            element("w:compat")
                .with(element("w:spaceForUL"))
                .with(element("w:balanceSingleByteDoubleByteWidth"))
                .with(element("w:doNotLeaveBackslashAlone"))
                .with(element("w:ulTrailSpace"))
                .with(element("w:useFELayout"))
                .with(compatible("compatibilityMode", "15")),
        )
        .with(element("w:themeFontLang").set("w:val", "zh-CN").set("w:eastAsia", "zh-CN"))
}
