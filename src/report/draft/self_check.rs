//! 奖补自查结果 – every element of the scopes with its state, the reasons and what would change it.

use super::facts::column;
use crate::report::{Align, Document, DocumentPart, Exhibit, Table};
use crate::text::self_check::{Sheet, SheetRow, state_name, ticked};

/// The document of a sheet.
pub fn of_sheet(sheet: &Sheet) -> Document {
    let part = |id: String, heading: &str, text: Vec<String>, table: Table| DocumentPart {
        id,
        heading: heading.to_owned(),
        text,
        exhibits: if table.rows.is_empty() { Vec::new() } else { vec![Exhibit::Table(table)] },
    };
    let head = Table {
        caption: String::new(),
        columns: vec![column("项目", 25, Align::Left), column("内容", 75, Align::Left)],
        rows: sheet.head.iter().map(|(name, value)| vec![name.clone(), value.clone()]).collect(),
    };
    let mut parts = vec![part("head".to_owned(), "基本情况", Vec::new(), head)];
    for (index, scope) in sheet.scopes.iter().enumerate() {
        let columns = vec![
            column("要件", 16, Align::Left),
            column("状态", 11, Align::Middle),
            column("依据和数字", 33, Align::Left),
            column("怎样补上", 20, Align::Left),
            column("佐证材料", 20, Align::Left),
        ];
        let rows = scope.rows.iter().map(cells).collect();
        let whole: Vec<_> = scope.whole.iter().map(ticked).collect();
        let text = if whole.is_empty() { Vec::new() } else { vec![format!("整份材料：{}", whole.join("　"))] };
        parts.push(part(format!("scope {index}"), &scope.title, text, Table { caption: String::new(), columns, rows }));
    }
    if !sheet.transactions.is_empty() {
        let widths = [5, 9, 18, 9, 13, 13, 13, 26];
        let columns = sheet.transaction_heads.iter().zip(widths).map(|(head, width)| column(head, width, Align::Left));
        let table = Table { caption: String::new(), columns: columns.collect(), rows: sheet.transactions.clone() };
        parts.push(part("transactions".to_owned(), "交易", Vec::new(), table));
    }
    let (title, mark) = (sheet.title.clone(), sheet.mark.clone());
    Document { title, mark, parts, remarks: sheet.remarks.clone(), ..Document::default() }
}

fn cells(row: &SheetRow) -> Vec<String> {
    let evidence: Vec<_> = row.evidence.iter().map(ticked).collect();
    vec![
        row.element.clone(),
        state_name(row.state).to_owned(),
        row.reasons.join("\n"),
        row.changes.join("\n"),
        evidence.join("\n"),
    ]
}
