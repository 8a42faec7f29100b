//! Which cells of a pasted table are labels and which are figures: headings, row names, numbering, units.

use super::nil::is_nil_mark;
use super::sheet::{after_unit_word, is_unit, plain, without_unit};
use super::{ClipboardTable, Covered, Sheet, SourceCell};
use std::collections::BTreeSet;

/// The labels and the figures of a pasted table.
pub(super) struct Labels {
    /// Rows of figures, each with its label and its unit.
    pub(super) body: Vec<BodyRow>,
    /// Columns of figures.
    pub(super) columns: Vec<BodyColumn>,
    /// Every label left out, in the order of the table.
    pub(super) found: Vec<String>,
    /// Row labels that match no row of the sheet.
    pub(super) strange: Vec<String>,
    /// True if the first column counts 1, 2, 3 and nothing says whether it only numbers the rows.
    pub(super) maybe_numbered: bool,
    /// The first row or column of figures, if all of them may be years.
    pub(super) maybe_years: Vec<String>,
}

/// A column of figures.
pub(super) struct BodyColumn {
    pub(super) column: usize,
    pub(super) heading: Option<String>,
    /// The unit named in its heading.
    pub(super) unit: Option<String>,
}

/// A row of figures.
pub(super) struct BodyRow {
    pub(super) row: usize,
    pub(super) label: Option<String>,
    pub(super) unit: Option<String>,
}

impl Labels {
    /// `room` is the number of sheet columns from the chosen cell on.
    pub(super) fn of(block: &ClipboardTable, sheet: &Sheet, room: usize) -> Labels {
        let heading = |row: &&Vec<SourceCell>| is_heading(row, sheet);
        let rows = block.rows();
        let mut head_rows: BTreeSet<usize> =
            rows.iter().enumerate().filter(|(_, row)| heading(row)).map(|(index, _)| index).collect();
        // Headings need rows below them: if every row looks like a heading, none is.
        if head_rows.len() == rows.len() {
            head_rows.clear();
        }
        let body: Vec<usize> = (0..block.rows().len()).filter(|row| !head_rows.contains(row)).collect();
        let numbered = head_rows
            .iter()
            .filter_map(|row| block.rows().get(*row))
            .any(|row| row.first().is_some_and(is_over_numbers));
        let label_columns = label_columns(block, sheet, &body, numbered, room);
        let (mut found, mut strange) = (Vec::new(), Vec::new());
        let piece = |row: usize, column: usize| block.rows().get(row).and_then(|row| row.get(column));
        let mut table_unit = None;
        for piece in
            head_rows.iter().filter_map(|row| block.rows().get(*row)).flatten().filter(|piece| !piece.is_blank())
        {
            table_unit = unit_of_table(&piece.text).or(table_unit);
            // A title may consist of the unit alone.
            if is_unit(&piece.text) && !in_unit_column(block, piece) {
                table_unit = Some(piece.text.trim().to_owned());
            }
            // In a heading that names no column, a unit in brackets is that of the whole table.
            if sheet.columns_named(&piece.text).is_empty() {
                table_unit = without_unit(&piece.text).1.map(str::to_owned).or(table_unit);
            }
            found.push(piece.text.trim().to_owned());
        }
        let mut rows = Vec::new();
        for row in body {
            let labels: Vec<&SourceCell> =
                (0..label_columns).filter_map(|column| piece(row, column)).filter(|piece| !piece.is_blank()).collect();
            // A merged cell with a unit holds for every row that it covers.
            let merged_unit = (0..label_columns).filter_map(|column| {
                let mut above = row;
                while piece(above, column)?.covered == Some(Covered::FromAbove) {
                    above = above.checked_sub(1)?;
                }
                (above < row).then(|| piece(above, column)).flatten().filter(|piece| is_unit(&piece.text))
            });
            let merged_unit = merged_unit.map(|piece| piece.text.trim().to_owned()).next();
            found.extend(labels.iter().map(|label| label.text.trim().to_owned()));
            let named = labels.iter().find(|label| !sheet.lines_named(&label.text).is_empty());
            let wording = labels.iter().rfind(|label| is_wording(&label.text) && !is_unit(&label.text));
            let label = named.or(wording).map(|label| label.text.trim().to_owned());
            let in_column = labels.iter().find(|label| is_unit(&label.text)).map(|label| label.text.trim().to_owned());
            let in_label = label.as_deref().and_then(|label| without_unit(label).1).map(str::to_owned);
            if let (Some(label), None) = (&label, named) {
                strange.push(label.clone());
            }
            // A remark below the table has a label and no figures.
            let has_figures =
                block.rows().get(row).into_iter().flatten().skip(label_columns).any(|piece| !piece.is_blank());
            if label.is_some() && named.is_none() && !has_figures {
                continue;
            }
            rows.push(BodyRow {
                row,
                label,
                unit: in_column.or(merged_unit).or(in_label).or_else(|| table_unit.clone()),
            });
        }
        let width = block.rows().iter().map(Vec::len).max().unwrap_or(0);
        let heading_of = |column: usize| {
            let texts = head_rows.iter().rev().filter_map(|row| piece(*row, column)).map(|piece| piece.text.trim());
            texts.filter(|text| !text.is_empty()).map(str::to_owned).next()
        };
        let columns = (label_columns..width).map(|column| {
            let heading = heading_of(column);
            let unit = heading.as_deref().and_then(|heading| without_unit(heading).1).map(str::to_owned);
            BodyColumn { column, heading, unit }
        });
        let columns: Vec<BodyColumn> = columns.collect();
        let maybe_years = maybe_years(block, &rows, &columns);
        let maybe_numbered = label_columns == 0 && head_rows.is_empty() && counts_up(block);
        Labels { body: rows, columns, found, strange, maybe_numbered, maybe_years }
    }
}

/// True for a heading row: no figure in it, and it names a column, is a merged title, names periods only, or has one
/// of the usual headings of labels.
fn is_heading(row: &[SourceCell], sheet: &Sheet) -> bool {
    let said: Vec<&SourceCell> = row.iter().filter(|piece| !piece.is_blank()).collect();
    let names_column = |piece: &&&SourceCell| !sheet.columns_named(&piece.text).is_empty();
    let bare = |piece: &SourceCell| piece.text.trim().chars().all(|character| character.is_ascii_digit());
    // 2021 alone may be a figure: bare years are headings only if there are several, all different.
    let bare_names: Vec<_> =
        said.iter().filter(names_column).filter(|piece| bare(piece)).map(|piece| &piece.text).collect();
    let different: BTreeSet<_> = bare_names.iter().collect();
    let in_order = bare_names.len() >= 2 && different.len() == bare_names.len();
    let no_figure = |piece: &&SourceCell| {
        let named = !sheet.columns_named(&piece.text).is_empty();
        (named && (!bare(piece) || in_order)) || (is_wording(&piece.text) && !is_nil_mark(&piece.text))
    };
    let title = row.iter().any(|piece| piece.covered.is_some()) || (said.len() == 1 && row.len() >= 3);
    let over_labels = |piece: &&SourceCell| {
        let word = plain(without_unit(&piece.text).0);
        matches!(
            word.as_str(),
            "指标" | "序号" | "单位" | "数据项" | "项目" | "名称" | "工作指标" | "指标名称" | "计量单位"
        ) || unit_of_table(&piece.text).is_some()
    };
    let names_some = said.iter().filter(names_column).any(|piece| !bare(piece) || in_order);
    let of_periods = said.iter().all(|piece| is_period_wording(&piece.text));
    let names = names_some || title || of_periods || said.iter().any(over_labels);
    !said.is_empty() && said.iter().all(no_figure) && names
}

/// True for the name of a period (`1—9月`, `上半年`, `前三季度累计`), whether or not the sheet has a column for it.
fn is_period_wording(text: &str) -> bool {
    let text = plain(text);
    let mut rest = text.clone();
    for word in ["季度", "全年", "年度", "半年", "累计", "同期", "截至", "本年", "本月", "当月", "当年", "上年", "去年"]
    {
        rest = rest.replace(word, "");
    }
    let part = |character: char| {
        character.is_ascii_digit() || "年月季上下前第至到末底份初日-—–~～.一二三四五六七八九十".contains(character)
    };
    text.contains(['年', '月', '季']) && rest.chars().all(part)
}

/// The heading of a column that only numbers the rows.
fn is_over_numbers(piece: &SourceCell) -> bool {
    matches!(plain(&piece.text).as_str(), "序号" | "编号" | "行次")
}

/// The unit in a title such as `单位：万元`.
pub fn unit_of_table(text: &str) -> Option<String> {
    after_unit_word(text).map(str::trim).filter(|unit| is_unit(unit)).map(str::to_owned)
}

/// True for a unit that shares its heading row with other cells.
fn in_unit_column(block: &ClipboardTable, piece: &SourceCell) -> bool {
    let row = block.rows().iter().find(|row| row.iter().any(|other| std::ptr::eq(other, piece)));
    row.is_some_and(|row| row.iter().filter(|piece| !piece.is_blank()).count() > 1)
}

/// The first of several rows, or else the first of several columns, if it holds only years or months of years.
fn maybe_years(block: &ClipboardTable, body: &[BodyRow], columns: &[BodyColumn]) -> Vec<String> {
    let text = |row: &BodyRow, column: &BodyColumn| {
        block.rows().get(row.row).and_then(|row| row.get(column.column)).map(|piece| piece.text.trim().to_owned())
    };
    // A single row more likely holds figures.
    if body.len() < 2 {
        return Vec::new();
    }
    let first_row = body.first();
    let first_row = first_row.map(|row| columns.iter().filter_map(|column| text(row, column)).collect::<Vec<_>>());
    let first_column = columns.first().filter(|first| columns.len() > 1 && first.heading.is_none());
    let first_column = first_column.map(|column| body.iter().filter_map(|row| text(row, column)).collect::<Vec<_>>());
    let mut found = [first_row, first_column]
        .into_iter()
        .flatten()
        .map(|texts| texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>());
    found.find(|texts| !texts.is_empty() && texts.iter().all(|text| is_like_a_year(text))).unwrap_or_default()
}

/// `2021` or `202109`.
fn is_like_a_year(text: &str) -> bool {
    let digits = text.len() == text.bytes().filter(u8::is_ascii_digit).count();
    let year = |text: Option<&str>| text.is_some_and(|text| ("1990"..="2099").contains(&text));
    let month = |text: Option<&str>| text.is_some_and(|text| ("01"..="12").contains(&text));
    match text.len() {
        4 => digits && year(Some(text)),
        6 => digits && year(text.get(..4)) && month(text.get(4..)),
        _ => false,
    }
}

/// True if the first of several columns counts 1, 2, 3 and so on.
fn counts_up(block: &ClipboardTable) -> bool {
    let rows = block.rows();
    let number = |row: &Vec<SourceCell>| row.first().and_then(|piece| piece.text.trim().parse::<usize>().ok());
    rows.len() >= 3
        && rows.iter().all(|row| row.len() >= 2)
        && rows.iter().zip(1_usize..).all(|(row, count)| number(row) == Some(count))
}

/// True for words whose only digits are those of years, months, quarters and list numbers.
fn is_wording(text: &str) -> bool {
    let mut digits = String::new();
    let mut letters = 0_usize;
    for character in plain(text).chars() {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        if character.is_alphabetic() {
            letters = letters.saturating_add(1);
        }
        if !digits.is_empty() && !matches!(character, '年' | '月' | '季' | '.' | '-' | ')' | '—') {
            return false;
        }
        digits.clear();
    }
    letters > 0 && digits.is_empty()
}

/// How many of the first columns hold labels instead of figures.
fn label_columns(block: &ClipboardTable, sheet: &Sheet, body: &[usize], numbered: bool, room: usize) -> usize {
    let width = block.rows().iter().map(Vec::len).max().unwrap_or(0);
    let column = |index: usize| {
        let rows = body.iter().filter_map(|row| block.rows().get(*row));
        rows.filter_map(move |row| row.get(index)).filter(|piece| !piece.is_blank()).collect::<Vec<_>>()
    };
    let named = |piece: &SourceCell| !sheet.lines_named(&piece.text).is_empty() && is_wording(&piece.text);
    let is_label = |index: usize| {
        let pieces = column(index);
        let is_nil = |piece: &&SourceCell| is_nil_mark(&piece.text);
        let says = |piece: &SourceCell| named(piece) || is_wording(&piece.text) || is_unit(&piece.text);
        // A column of nil marks holds missing figures, not labels.
        pieces.iter().any(|piece| !is_nil(piece)) && pieces.iter().all(|piece| is_nil(piece) || says(piece))
    };
    let is_numbering = |index: usize| {
        let pieces = column(index);
        let numbers: Option<Vec<u32>> = pieces.iter().map(|piece| piece.text.trim().parse().ok()).collect();
        numbers.is_some_and(|numbers| !numbers.is_empty() && numbers.is_sorted_by(|one, other| one < other))
    };
    let mut labels = 0_usize;
    for index in 0..width {
        let next = index.saturating_add(1);
        let first_numbers = index == 0 && numbered;
        if is_label(index) || (is_numbering(index) && (is_label(next) || first_numbers)) {
            labels = next;
        } else if !column(index).is_empty() {
            break;
        }
    }
    // In a single row as wide as the room, a first cell unlike any row name is a figure that cannot be read.
    let known = |piece: &&SourceCell| named(piece) || is_unit(&piece.text) || !sheet.lines_near(&piece.text).is_empty();
    let one_stranger = labels == 1 && width == room && body.len() == 1 && !column(0).iter().any(known);
    // A table of labels alone is placed, so that they are reported and not ignored.
    if labels >= width || one_stranger { 0 } else { labels }
}
