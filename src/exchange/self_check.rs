//! Reads the transactions of a self-check from a pasted table.

use super::clipboard_table::{ClipboardTable, Covered, SourceCell, is_digit, plain, unit_of_table, without_unit};
use crate::domain::policy::Side;
use crate::text::self_check::column_names;
use crate::workspace::self_check::Column;

/// The transactions of a pasted table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedTransactions {
    /// One list of cells for each row; blank cells are left out.
    pub rows: Vec<Vec<(Column, String)>>,
    /// Headings that match no column of ours; these columns were left out.
    pub left_out: Vec<String>,
    /// Number of rows with sums that were left out.
    pub sums: usize,
    /// Number of rows whose side is unknown: neither a column nor the parties' names tell it.
    pub sides_unknown: usize,
    /// Hidden texts of the source page that were left out.
    pub hidden: Vec<String>,
    /// Number of further tables of the source page that were left out.
    pub other_tables: usize,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// One of our fields.
    Field(Column),
    /// The name of the supplier or of the receiver.
    Party(Side),
}

/// Reads a table of a subject's transactions. `side` is the subject's side if it is known; otherwise its name tells
/// it. Columns are recognised by a row of headings: without one, or without any transaction, the result is `None`.
pub fn pasted_transactions(block: &ClipboardTable, side: Option<Side>, subject: &str) -> Option<PastedTransactions> {
    let is_heading = |row: &&Vec<SourceCell>| row.iter().filter(|piece| role_of(&piece.text).is_some()).count() >= 2;
    let at = block.rows().iter().position(|row| is_heading(&row))?;
    let above = block.rows().iter().take(at).flatten();
    let table_unit = above.filter_map(|piece| unit_of_table(&piece.text)).next_back();
    let mut taken: Vec<Role> = Vec::new();
    let (hidden, other_tables) = block.left_out();
    let mut pasted = PastedTransactions { hidden: hidden.to_vec(), other_tables, ..PastedTransactions::default() };
    let mut columns: Vec<Option<(Role, Option<String>)>> = Vec::new();
    for piece in block.rows().get(at)? {
        let role = role_of(&piece.text).filter(|role| !taken.contains(role));
        taken.extend(role);
        if role.is_none() && !is_number_column(&piece.text) && !piece.text.trim().is_empty() {
            pasted.left_out.push(piece.text.trim().to_owned());
        }
        let unit = without_unit(&piece.text).1.map(str::to_owned).or_else(|| table_unit.clone());
        columns.push(role.map(|role| (role, unit)));
    }
    let mut above: Vec<String> = Vec::new();
    for row in block.rows().iter().skip(at.saturating_add(1)) {
        let texts = filled_down(row, &columns, &above);
        if texts.iter().any(|text| is_sum(text)) {
            pasted.sums = pasted.sums.saturating_add(1);
            continue;
        }
        let cells = columns.iter().zip(&texts).filter(|(_, text)| !text.is_empty());
        let cells = cells.filter_map(|(column, text)| {
            let (role, unit) = column.as_ref()?;
            Some((*role, if is_amount(*role) { with_unit(text, unit.as_deref()) } else { text.clone() }))
        });
        let (row, side_known) = of_subject(cells.collect(), side, subject);
        above = texts;
        if !row.is_empty() {
            pasted.sides_unknown = pasted.sides_unknown.saturating_add(usize::from(!side_known));
            pasted.rows.push(row);
        }
    }
    (!pasted.rows.is_empty()).then_some(pasted)
}

/// The texts of a row. A cell covered by a merged cell repeats the text above it. Amounts are not repeated: they
/// belong to the contract, not to each of its rows.
fn filled_down(row: &[SourceCell], columns: &[Option<(Role, Option<String>)>], above: &[String]) -> Vec<String> {
    let is_amount =
        |index: usize| columns.get(index).and_then(Option::as_ref).is_some_and(|(role, _)| is_amount(*role));
    let text = |(index, piece): (usize, &SourceCell)| match piece.covered {
        Some(Covered::FromAbove) if !is_amount(index) => above.get(index).cloned().unwrap_or_default(),
        _ => piece.cautious_text(),
    };
    row.iter().enumerate().map(text).collect()
}

fn is_amount(role: Role) -> bool {
    matches!(role, Role::Field(Column::ContractAmount | Column::ReceivedAmount))
}

/// `合计`, `本页合计：`, `共12笔` and their like.
fn is_sum(text: &str) -> bool {
    let text = plain(text);
    let counted = text.strip_prefix('共').and_then(|text| text.strip_suffix(['笔', '项', '件']));
    let counted = counted.is_some_and(|count| !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit()));
    let sums = ["合计", "小计", "总计", "累计", "共计"].iter().any(|word| text.ends_with(word));
    counted || (sums && text.chars().count() <= 6)
}

/// The cells as the subject sees them: the other party and, if no column gives it, its own side. False if the side
/// remains unknown.
fn of_subject(cells: Vec<(Role, String)>, side: Option<Side>, subject: &str) -> (Vec<(Column, String)>, bool) {
    let party = |wanted: Side| {
        let found = cells.iter().find(|(role, _)| *role == Role::Party(wanted));
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let (supplier, receiver) = (party(Side::Supplier), party(Side::Receiver));
    let said = cells.iter().any(|(role, _)| *role == Role::Field(Column::Side));
    let side = side.or_else(|| match (is_subject(&supplier, subject), is_subject(&receiver, subject)) {
        (true, false) => Some(Side::Supplier),
        (false, true) => Some(Side::Receiver),
        _ => None,
    });
    let (other, known) = match side {
        Some(Side::Supplier) => (receiver, true),
        Some(Side::Receiver) => (supplier, true),
        None if receiver.is_empty() || supplier.is_empty() => (format!("{supplier}{receiver}"), said),
        None => (format!("{supplier} → {receiver}"), said),
    };
    let mut row: Vec<(Column, String)> = Vec::new();
    if !other.is_empty() {
        row.push((Column::Counterparty, other));
    }
    if let (Some(side), false) = (side, said) {
        row.push((Column::Side, side.key().to_owned()));
    }
    row.extend(cells.into_iter().filter_map(|(role, text)| match role {
        Role::Field(column) => Some((column, text)),
        Role::Party(_) => None,
    }));
    (row, known)
}

/// True if both names are the same, or one contains the other and the shorter has at least four characters.
fn is_subject(name: &str, subject: &str) -> bool {
    let plain = |text: &str| -> String { text.chars().filter(|character| !character.is_whitespace()).collect() };
    let (name, subject) = (plain(name), plain(subject));
    let long_enough = |text: &str| text.chars().count() >= 4;
    name == subject && !name.is_empty()
        || long_enough(&name) && subject.contains(&name)
        || long_enough(&subject) && name.contains(&subject)
}

/// What a heading names.
fn role_of(heading: &str) -> Option<Role> {
    const SUPPLIER: [&str; 8] = ["让与人", "转让方", "转让人", "许可方", "供给方", "许可人", "出让方", "供方"];
    const RECEIVER: [&str; 6] = ["受让方", "受让人", "被许可方", "被许可人", "承接方", "引进方"];
    let name: String = heading.chars().filter(|character| !character.is_whitespace()).collect();
    let name = name.split(['（', '(', '：', ':', '/']).next().unwrap_or_default();
    let party = name.strip_suffix("名称").unwrap_or(name);
    if SUPPLIER.contains(&party) {
        return Some(Role::Party(Side::Supplier));
    }
    if RECEIVER.contains(&party) {
        return Some(Role::Party(Side::Receiver));
    }
    Column::ALL.into_iter().find(|column| column_names(*column).contains(&name)).map(Role::Field)
}

fn is_number_column(heading: &str) -> bool {
    matches!(heading.trim(), "序号" | "编号" | "No." | "笔")
}

/// Plain digits take the unit of the heading. Without one, a yen sign before them means 元.
fn with_unit(text: &str, unit: Option<&str>) -> String {
    let digits = text.strip_prefix(['￥', '¥']).map(str::trim);
    let (digits, unit) = match (digits, unit) {
        (Some(digits), None) => (digits, Some("元")),
        (Some(digits), unit) => (digits, unit),
        (None, unit) => (text, unit),
    };
    let separates =
        |character: char| character.is_whitespace() || matches!(character, '.' | ',' | '．' | '，' | '。' | '\'' | '’');
    let plain = digits.chars().any(is_digit) && digits.chars().all(|one| is_digit(one) || separates(one));
    match unit {
        Some(unit) if plain => format!("{}{unit}", digits.trim_end_matches(separates)),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(text: &str, side: Option<Side>) -> Option<PastedTransactions> {
        pasted_transactions(&ClipboardTable::of_text(text).unwrap(), side, "示例国有企业")
    }

    fn row(cells: &[(Column, &str)]) -> Vec<(Column, String)> {
        cells.iter().map(|(column, text)| (*column, (*text).to_owned())).collect()
    }

    #[test]
    fn a_table_is_read_by_its_headings() {
        let text = "专利转化明细\t\t\t\t\n序号\t让与人名称\t方式\t合同金额（元）\t备注\n1\t示例大学\t许可\t50,000\t好\n2\t示例学院\t许可\t￥60000\t\n\t合计\t\t110000\t\r\n";
        let read = pasted(text, Some(Side::Receiver)).unwrap();
        let of = |name, amount| {
            let side = (Column::Side, "receiver");
            row(&[(Column::Counterparty, name), side, (Column::Mode, "许可"), (Column::ContractAmount, amount)])
        };
        assert_eq!(read.rows, [of("示例大学", "50,000元"), of("示例学院", "60000元")]);
        assert_eq!((read.left_out, read.sums), (vec!["备注".to_owned()], 1));
    }

    #[test]
    fn amounts_are_of_the_unit_that_the_table_names() {
        let amount = |head: &str, text: &str| {
            let read = pasted(&format!("{head}\n甲公司\t{text}\n"), Some(Side::Supplier)).unwrap();
            read.rows[0].iter().find(|(column, _)| *column == Column::ContractAmount).unwrap().1.clone()
        };
        for digits in ["５００００", "50，000", "50 000", "50'000", "50000"] {
            assert_eq!(amount("受让方\t合同金额（元）", digits), format!("{digits}元"));
        }
        assert_eq!(amount("受让方\t合同金额（元）", "50000。"), "50000元");
        for unit in ["千元", "百万元", "美元", "万美元", "亿元"] {
            assert_eq!(amount(&format!("受让方\t合同金额（{unit}）"), "5"), format!("5{unit}"));
        }
        assert_eq!(amount("受让方\t合同金额（万元）", "¥5.00"), "5.00万元");
        assert_eq!(amount("单位：元\t\n受让方\t合同金额", "50000"), "50000元");
        assert_eq!(amount("受让方\t合同金额（元）", "5万元"), "5万元");
    }

    #[test]
    fn rows_of_sums_are_no_transactions_and_what_a_wide_cell_covers_is_blank() {
        for sum in ["合 计", "合计：", "总 计", "本页合计", "累计", "共1笔"] {
            let read = pasted(&format!("受让方\t合同金额（元）\n甲公司\t5\n{sum}\t5\n"), Some(Side::Supplier)).unwrap();
            assert_eq!((read.rows.len(), read.sums), (1, 1), "{sum}");
        }
        let covered = SourceCell { covered: Some(Covered::FromLeft), ..SourceCell::default() };
        let line = |cells: [&str; 2]| cells.map(SourceCell::new).to_vec();
        let rows = vec![line(["受让方", "专利号"]), line(["甲公司", "ZL1"]), vec![SourceCell::new("乙大学"), covered]];
        let block = ClipboardTable::of_rows(rows).unwrap();
        let read = pasted_transactions(&block, Some(Side::Supplier), "示例国有企业").unwrap();
        assert!(read.rows[1].iter().all(|(_, text)| text != "ZL1"));
    }

    #[test]
    fn the_other_party_is_whoever_the_subject_is_not() {
        let text =
            "让与人\t受让人\t方式\n示例国有企业\t甲公司\t转让\n示例大学\t示例国有企业\t许可\n乙大学\t丙公司\t许可\n";
        let read = pasted(text, None).unwrap();
        let of = |name, side: Option<Side>| {
            let side = side.map(|side| (Column::Side, side.key()));
            [vec![(Column::Counterparty, name)], side.into_iter().collect()].concat()
        };
        let expect =
            [of("甲公司", Some(Side::Supplier)), of("示例大学", Some(Side::Receiver)), of("乙大学 → 丙公司", None)];
        let without_mode: Vec<Vec<_>> = read
            .rows
            .iter()
            .map(|row| row.iter().filter(|(column, _)| *column != Column::Mode).cloned().collect())
            .collect();
        assert_eq!(without_mode, expect.map(|cells| row(&cells)));
        assert_eq!(read.sides_unknown, 1);
        // If the side is known, the names need not be the subject's.
        let counterparty = |side| pasted(text, Some(side)).unwrap().rows[2][0].1.clone();
        assert_eq!([counterparty(Side::Supplier), counterparty(Side::Receiver)], ["丙公司", "乙大学"]);
    }

    #[test]
    fn nothing_is_guessed_without_headings() {
        assert_eq!(pasted("示例大学\t转让\t50\n", None), None);
        assert_eq!(pasted("方式\t对方名称\n", None), None);
    }

    #[test]
    fn a_merged_cell_holds_for_every_row_but_an_amount_for_its_contract_only() {
        let covered = SourceCell { covered: Some(Covered::FromAbove), ..SourceCell::default() };
        let line = |cells: [&str; 3]| cells.map(SourceCell::new).to_vec();
        let rows = vec![
            line(["方式", "合同金额", "专利号"]),
            line(["许可", "9", "A"]),
            vec![covered.clone(), covered, SourceCell::new("B")],
        ];
        let read = pasted_transactions(&ClipboardTable::of_rows(rows).unwrap(), Some(Side::Supplier), "").unwrap();
        assert_eq!(read.rows[1], row(&[(Column::Side, "supplier"), (Column::Mode, "许可"), (Column::Patents, "B")]));
    }
}
