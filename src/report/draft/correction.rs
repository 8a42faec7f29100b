//! 更正说明 – what changed since a version was reported: old, new and why.

use super::facts::column;
use super::letter::as_of_words;
use super::remarks::{mark, of_source};
use super::{Draft, Source};
use crate::report::{Align, Document, DocumentPart, Exhibit, Table};
use crate::text;

/// The draft of what changed since a version; `None` where there is no version of that number.
pub fn draft(source: &Source, number: u32) -> Option<Draft> {
    let Source { pack, workspace, .. } = source;
    let since = workspace.version(number)?;
    let changes = workspace.changes_since(&pack.pack, since);
    let row = |(index, place): (usize, &crate::workspace::EntryKey)| {
        let said = |entries| text::entry_words(&pack.pack, entries, place).unwrap_or_else(|| "空白".to_owned());
        let reason = workspace.reasons.get(place).map_or("（待填）", String::as_str);
        let name = text::entry_key_name(&pack.pack, place);
        vec![index.to_string(), name, said(&since.entries), said(&workspace.entries), reason.to_owned()]
    };
    let columns = vec![
        column("序号", 7, Align::Middle),
        column("事项", 28, Align::Left),
        column("原报", 22, Align::Left),
        column("更正为", 22, Align::Left),
        column("原因", 22, Align::Left),
    ];
    let table = Table { caption: String::new(), columns, rows: (1..).zip(&changes).map(row).collect() };
    let unit = text::unit_name(&workspace.entries);
    let first = format!(
        "{unit}于{}报送了专利转化专项计划第 {number} 版数据。经核对，现对其中 {} 处更正如下，其余不变；更正后数据截至{}。",
        text::day_name(since.filing.day),
        changes.len(),
        as_of_words(workspace.entries.as_of)
    );
    let none = format!("{unit}第 {number} 版数据报送以后没有改动。");
    let text = vec![if changes.is_empty() { none } else { first }];
    let exhibits = if changes.is_empty() { Vec::new() } else { vec![Exhibit::Table(table)] };
    let people = &since.filing.people;
    let named = [
        ("填报人", &people.prepared_by),
        ("审核人", &people.checked_by),
        ("负责人", &people.responsible),
        ("联系电话", &people.phone),
    ];
    let named: Vec<_> =
        named.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}：{value}")).collect();
    let mut parts = vec![DocumentPart { id: "changes".to_owned(), heading: String::new(), text, exhibits }];
    if !named.is_empty() {
        let text = vec![named.join("　")];
        parts.push(DocumentPart { id: "people".to_owned(), heading: String::new(), text, exhibits: Vec::new() });
    }
    let title = format!("{unit}关于第 {number} 版数据的更正说明");
    let mark = mark(source).unwrap_or_default();
    let document = Document { title, mark, parts, remarks: of_source(source), ..Document::default() };
    Some(Draft { document, plots: Vec::new(), missed: Vec::new() })
}
