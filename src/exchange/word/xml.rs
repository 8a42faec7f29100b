//! XML elements for the parts of an office file. The writer below escapes their content; characters that XML forbids
//! are left out.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An element with its attributes and its content.
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    inside: Vec<Inside>,
}

enum Inside {
    Element(Element),
    Text(String),
}

/// An empty element.
pub fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), inside: Vec::new() }
}

/// An element whose one attribute is `w:val`.
pub fn valued(name: &'static str, value: impl ToString) -> Element {
    element(name).set("w:val", value)
}

impl Element {
    /// Adds an attribute.
    pub fn set(mut self, name: &'static str, value: impl ToString) -> Element {
        self.attributes.push((name, possible(&value.to_string())));
        self
    }

    /// Adds a child element.
    pub fn with(mut self, element: Element) -> Element {
        self.inside.push(Inside::Element(element));
        self
    }

    /// Adds several child elements.
    pub fn with_all(mut self, elements: impl IntoIterator<Item = Element>) -> Element {
        self.inside.extend(elements.into_iter().map(Inside::Element));
        self
    }

    /// Adds text.
    pub fn text(mut self, text: &str) -> Element {
        self.inside.push(Inside::Text(possible(text)));
        self
    }

    /// Writes the element as a whole part of a file.
    pub fn part(&self) -> std::io::Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        self.write(&mut writer)?;
        Ok(writer.into_inner())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let attributes = self.attributes.iter().map(|(name, value)| (*name, value.as_str()));
        let start = BytesStart::new(self.name).with_attributes(attributes);
        if self.inside.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for inside in &self.inside {
            match inside {
                Inside::Element(element) => element.write(writer)?,
                Inside::Text(text) => writer.write_event(Event::Text(BytesText::new(text)))?,
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// The text without the characters that XML 1.0 forbids ([Char], production 2 of the recommendation).
fn possible(text: &str) -> String {
    let holds = |character: &char| matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(holds).collect()
}
