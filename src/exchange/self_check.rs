//! 自查结果 as a page of its own, and transactions out of a pasted table.

use super::block::Block;
use super::html::{escaped, page, table};
use crate::domain::policy::Side;
use crate::text::self_check::{Sheet, SheetRow, column_names};
use crate::workspace::self_check::Column;

/// The page of a self-check.
pub fn result_page(sheet: &Sheet) -> String {
    let mut body = String::new();
    if !sheet.mark.is_empty() {
        body.push_str(&format!("<p><strong>{}</strong></p>\n", escaped(&sheet.mark)));
    }
    let head: Vec<Vec<String>> = sheet.head.iter().map(|(name, value)| vec![escaped(name), escaped(value)]).collect();
    body.push_str(&table(&["项目", "内容"], &head));
    for scope in &sheet.scopes {
        body.push_str(&format!("<h2>{}</h2>\n", escaped(&scope.title)));
        let rows: Vec<_> = scope.rows.iter().map(element_cells).collect();
        body.push_str(&table(&["要件", "状态", "依据和数字", "怎样补上", "佐证材料"], &rows));
    }
    if !sheet.transactions.is_empty() {
        body.push_str("<h2>交易</h2>\n");
        let rows: Vec<Vec<String>> =
            sheet.transactions.iter().map(|cells| cells.iter().map(|cell| escaped(cell)).collect()).collect();
        body.push_str(&table(&sheet.transaction_heads, &rows));
    }
    for remark in &sheet.remarks {
        body.push_str(&format!("<p>{}</p>\n", escaped(remark)));
    }
    page(&sheet.title, &body)
}

fn element_cells(row: &SheetRow) -> Vec<String> {
    let lines = |lines: &[String]| lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>");
    let evidence: Vec<_> =
        row.evidence.iter().map(|(name, ready)| format!("{} {name}", if *ready { "☑" } else { "☐" })).collect();
    vec![escaped(&row.element), escaped(row.state_name), lines(&row.reasons), lines(&row.changes), lines(&evidence)]
}

/// Transactions that a pasted table holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedTransactions {
    /// One list of cells for each row; blank cells are left out.
    pub rows: Vec<Vec<(Column, String)>>,
    /// Headings that are none of ours: their columns were left out.
    pub left_out: Vec<String>,
    /// Rows of sums, by their first text: left out.
    pub sums: Vec<String>,
}

/// Reads a block of transactions. The columns are known by a row of headings; without one nothing is
/// guessed.
pub fn pasted_transactions(block: &Block, side: Option<Side>) -> Option<PastedTransactions> {
    let is_heading = |row: &&Vec<super::block::Piece>| {
        row.iter().filter(|piece| column_of(&piece.text, side).is_some()).count() >= 2
    };
    let at = block.rows().iter().position(|row| is_heading(&row))?;
    let headings = block.rows().get(at)?;
    let mut taken: Vec<Column> = Vec::new();
    let mut pasted = PastedTransactions::default();
    let columns: Vec<_> = headings
        .iter()
        .map(|piece| {
            let column = column_of(&piece.text, side).filter(|column| !taken.contains(column));
            match column {
                Some(column) => taken.push(column),
                None if is_number_column(&piece.text) || piece.text.trim().is_empty() => {}
                None => pasted.left_out.push(piece.text.trim().to_owned()),
            }
            Some((column?, unit_in(&piece.text)))
        })
        .collect();
    for row in block.rows().iter().skip(at.saturating_add(1)) {
        let texts: Vec<_> = row.iter().map(|piece| piece.exact.as_ref().unwrap_or(&piece.text).trim()).collect();
        if let Some(sum) = texts.iter().find(|text| matches!(**text, "合计" | "小计" | "总计")) {
            pasted.sums.push((*sum).to_owned());
            continue;
        }
        let cells = columns.iter().zip(&texts).filter(|(_, text)| !text.is_empty());
        let cells = cells.filter_map(|(column, text)| {
            let (column, unit) = column.as_ref()?;
            Some((*column, with_unit(text, unit.as_deref())))
        });
        let cells: Vec<_> = cells.collect();
        if !cells.is_empty() {
            pasted.rows.push(cells);
        }
    }
    (!pasted.rows.is_empty()).then_some(pasted)
}

/// The column that a heading names; a subject's own side is no counterparty.
fn column_of(heading: &str, side: Option<Side>) -> Option<Column> {
    const SUPPLIER: [&str; 6] = ["让与人", "转让方", "转让人", "许可方", "供给方", "许可人"];
    const RECEIVER: [&str; 5] = ["受让方", "受让人", "被许可方", "被许可人", "承接方"];
    let name: String = heading.chars().filter(|character| !character.is_whitespace()).collect();
    let name = name.split(['（', '(', '：', ':', '/']).next().unwrap_or_default();
    let name = name.strip_suffix("名称").filter(|_| name != "对方名称").unwrap_or(name);
    if SUPPLIER.contains(&name) {
        return (side != Some(Side::Supplier)).then_some(Column::Counterparty);
    }
    if RECEIVER.contains(&name) {
        return (side != Some(Side::Receiver)).then_some(Column::Counterparty);
    }
    Column::ALL.into_iter().find(|column| column_names(*column).contains(&name))
}

fn is_number_column(heading: &str) -> bool {
    matches!(heading.trim(), "序号" | "编号" | "No." | "笔")
}

/// The unit of money that a heading gives: `合同金额（元）`.
fn unit_in(heading: &str) -> Option<String> {
    ["万元", "亿元", "元"].iter().find(|unit| heading.contains(**unit)).map(|unit| (*unit).to_owned())
}

/// Digits alone take the heading's unit.
fn with_unit(text: &str, unit: Option<&str>) -> String {
    let plain = text.chars().all(|character| character.is_ascii_digit() || matches!(character, '.' | ','));
    match unit {
        Some(unit) if plain => format!("{text}{unit}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(text: &str, side: Option<Side>) -> Option<PastedTransactions> {
        pasted_transactions(&Block::of_text(text).unwrap(), side)
    }

    #[test]
    fn a_table_is_read_by_its_headings() {
        let text = "专利转化明细\t\t\t\t\n序号\t让与人名称\t方式\t合同金额（元）\t备注\n1\t示例大学\t许可\t50,000\t好\n\t合计\t\t50000\t\r\n";
        let read = pasted(text, Some(Side::Receiver)).unwrap();
        let row = [(Column::Counterparty, "示例大学"), (Column::Mode, "许可"), (Column::ContractAmount, "50,000元")];
        assert_eq!(read.rows, [row.map(|(column, text)| (column, text.to_owned())).to_vec()]);
        assert_eq!((read.left_out, read.sums), (vec!["备注".to_owned()], vec!["合计".to_owned()]));
    }

    #[test]
    fn a_subjects_own_side_is_no_counterparty_and_nothing_is_guessed_without_headings() {
        let text = "让与人\t受让人\t方式\n示例大学\t示例企业\t转让\n";
        let counterparty = |side| pasted(text, Some(side)).unwrap().rows[0][0].1.clone();
        assert_eq!([counterparty(Side::Supplier), counterparty(Side::Receiver)], ["示例企业", "示例大学"]);
        assert_eq!(pasted("示例大学\t转让\t50\n", None), None);
        assert_eq!(pasted("方式\t对方名称\n", None), None);
    }
}
