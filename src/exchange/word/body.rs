//! Turns the document model into the body of a Word file.

use super::measure::{BOTTOM, FOOTER, LEFT, LINE, PAPER_HEIGHT, PAPER_WIDTH, RIGHT, TEXT_WIDTH, TITLE_LETTERS, TOP};
use super::styles::Style;
use super::xml::{Element, element, valued};
use crate::report::{
    Align, Column, Document, DocumentLine, DocumentPart, Exhibit, Picture, Signed, Table, chinese_number,
};

/// The main XML namespace of a Word file.
pub const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PLACES: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURES: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// English metric units in a pixel of the screen (914,400 an inch, 96 pixels an inch).
const EMU_A_PIXEL: u64 = 9_525;
/// The width of the text, in English metric units.
const EMU_WIDTH: u64 = TEXT_WIDTH as u64 * 635;

/// The main document part of the file.
pub fn document(document: &Document) -> Element {
    let mut body = Vec::new();
    if let Some(letter) = &document.letter {
        body.push(blank());
        body.push(title(&letter.title));
        body.push(blank());
        if !letter.addressee.is_empty() {
            body.push(line(Style::Addressee, &format!("{}：", letter.addressee)));
        }
        body.extend(letter.text.iter().map(|text| text_line(text)));
        body.push(blank());
        body.extend(list_of_annexes("附件", std::slice::from_ref(&document.title), &letter.signed));
        body.extend(signed(&letter.signed));
        body.push(label("附件"));
    }
    body.push(blank());
    body.push(title(&document.title));
    if !document.mark.is_empty() {
        body.push(line(Style::Caption, &document.mark));
    }
    body.push(blank());
    if !document.addressee.is_empty() {
        body.push(line(Style::Addressee, &format!("{}：", document.addressee)));
    }
    let mut number = 0_usize;
    for part in &document.parts {
        if !part.heading.is_empty() {
            number = number.saturating_add(1);
            body.push(line(Style::First, &format!("{}、{}", chinese_number(number), part.heading)));
        }
        body.extend(inside(part));
    }
    let titles: Vec<_> = document.annexes.iter().map(|annex| annex.heading.clone()).collect();
    if !titles.is_empty() {
        body.push(paragraph(Style::Body, [kept()], ""));
        body.extend(list_of_annexes(document.annex_word(), &titles, &document.signed));
    }
    body.extend(signed(&document.signed));
    for (index, annex) in document.annexes.iter().enumerate() {
        body.push(label(&document.annex_label(index)));
        body.push(blank());
        body.push(title(&annex.heading));
        body.push(blank());
        body.extend(inside(annex));
    }
    if !document.remarks.is_empty() {
        body.push(blank());
        body.push(line(Style::Label, "附注"));
        body.extend(document.remarks.iter().map(|remark| line(Style::Remark, remark)));
    }
    element("w:document")
        .set("xmlns:w", WORDS)
        .set("xmlns:r", RELATIONS)
        .set("xmlns:wp", PLACES)
        .set("xmlns:a", DRAWING)
        .set("xmlns:pic", PICTURES)
        .with(element("w:body").with_all(body).with(section()))
}

/// The footer of odd or of even pages: the page number between two dashes, one character from the outer edge.
pub fn footer(even: bool) -> Element {
    let (align, indent) = match even {
        true => ("left", element("w:ind").set("w:leftChars", 100).set("w:left", 280)),
        false => ("right", element("w:ind").set("w:rightChars", 100).set("w:right", 280)),
    };
    let properties =
        element("w:pPr").with(valued("w:pStyle", Style::Number.id())).with(indent).with(valued("w:jc", align));
    let mark = |kind: &str| element("w:r").with(element("w:fldChar").set("w:fldCharType", kind));
    let field = element("w:r").with(element("w:instrText").set("xml:space", "preserve").text(" PAGE "));
    let paragraph = element("w:p")
        .with(properties)
        .with(run("— "))
        .with(mark("begin"))
        .with(field)
        .with(mark("separate"))
        .with(run("1"))
        .with(mark("end"))
        .with(run(" —"));
    element("w:ftr").set("xmlns:w", WORDS).with(paragraph)
}

fn section() -> Element {
    let footer = |kind: &str, id: &str| element("w:footerReference").set("w:type", kind).set("r:id", id);
    element("w:sectPr")
        .with(footer("default", "odd"))
        .with(footer("even", "even"))
        .with(element("w:pgSz").set("w:w", PAPER_WIDTH).set("w:h", PAPER_HEIGHT))
        .with(
            element("w:pgMar")
                .set("w:top", TOP)
                .set("w:right", RIGHT)
                .set("w:bottom", BOTTOM)
                .set("w:left", LEFT)
                .set("w:header", 851)
                .set("w:footer", FOOTER)
                .set("w:gutter", 0),
        )
        .with(element("w:docGrid").set("w:type", "lines").set("w:linePitch", LINE))
}

fn inside(part: &DocumentPart) -> Vec<Element> {
    let mut inside: Vec<_> = part.text.iter().map(|text| text_line(text)).collect();
    for exhibit in &part.exhibits {
        match exhibit {
            Exhibit::Table(table) => inside.extend(table_with_caption(table)),
            Exhibit::Picture(picture) => {
                inside.push(picture_line(picture));
                inside.push(line(Style::Caption, &picture.caption));
            }
        }
    }
    inside
}

fn text_line(text: &str) -> Element {
    let style = match DocumentLine::of(text) {
        DocumentLine::Second => Style::Second,
        DocumentLine::Third => Style::Third,
        DocumentLine::Fourth => Style::Fourth,
        DocumentLine::Paragraph => Style::Body,
    };
    line(style, text)
}

fn run(text: &str) -> Element {
    element("w:r").with(element("w:t").set("xml:space", "preserve").text(text))
}

fn line(style: Style, text: &str) -> Element {
    paragraph(style, [], text)
}

/// A paragraph with properties beyond its style, in the order of the schema: keep with next, page break before,
/// indent, alignment.
fn paragraph(style: Style, more: impl IntoIterator<Item = Element>, text: &str) -> Element {
    let properties = element("w:pPr").with(valued("w:pStyle", style.id())).with_all(more);
    let paragraph = element("w:p").with(properties);
    if text.is_empty() { paragraph } else { paragraph.with(run(text)) }
}

/// Keeps a paragraph on the same page as the next.
fn kept() -> Element {
    element("w:keepNext")
}

/// A title in balanced lines (GB/T 9704-2012, 7.3.1).
fn title(text: &str) -> Element {
    let lines = balanced(text, TITLE_LETTERS);
    let parted = lines.iter().enumerate().map(|(index, line)| {
        let part = element("w:r");
        let part = if index > 0 { part.with(element("w:br")) } else { part };
        part.with(element("w:t").set("xml:space", "preserve").text(line))
    });
    line(Style::Title, "").with_all(parted)
}

fn blank() -> Element {
    line(Style::Body, "")
}

/// The label at the top of an annex, which starts a new page.
fn label(text: &str) -> Element {
    paragraph(Style::Label, [element("w:pageBreakBefore")], text)
}

/// A paragraph with indents, in hundredths of a character.
fn indented(style: Style, text: &str, indents: &[(&'static str, u32)]) -> Element {
    // The signature stays on one page.
    paragraph(style, [kept(), indent(indents)], text)
}

fn indent(indents: &[(&'static str, u32)]) -> Element {
    let mut indent = element("w:ind");
    for (name, hundredths) in indents {
        // Readers that do not support character units use the length: 16 pt a character.
        let (letters, length) = match *name {
            "left" => ("w:leftChars", "w:left"),
            "right" => ("w:rightChars", "w:right"),
            _ => ("w:hangingChars", "w:hanging"),
        };
        indent = indent.set(letters, hundredths).set(length, hundredths.saturating_mul(16).saturating_div(5));
    }
    indent
}

/// 附件说明: the list of annexes below the body, indented by two characters. Continuation lines align with the first
/// character of the first title. The end of the list stays on the page of the signature, if there is one.
fn list_of_annexes(word: &str, titles: &[String], signed: &Signed) -> Vec<Element> {
    let is_signed = !signed.offices.is_empty() || !signed.day.is_empty();
    let last = titles.len().saturating_sub(1);
    let line = |(index, title): (usize, &String)| {
        let number = index.saturating_add(1);
        let (text, indents) = match (index, last) {
            (_, 0) => (format!("{word}：{title}"), [("left", 500), ("hanging", 300)]),
            (0, _) => (format!("{word}：{number}. {title}"), [("left", 650), ("hanging", 450)]),
            _ => (format!("{number}. {title}"), [("left", 650), ("hanging", 150)]),
        };
        let kept = (index < last || is_signed).then(kept);
        paragraph(Style::Addressee, kept.into_iter().chain([indent(&indents)]), &text)
    };
    titles.iter().enumerate().map(line).collect()
}

/// 署名和成文日期 of a sealed document: the date four characters from the edge, each office centred above it.
fn signed(signed: &Signed) -> Vec<Element> {
    if signed.offices.is_empty() && signed.day.is_empty() {
        return Vec::new();
    }
    let day_width = width(&signed.day).max(800);
    let mut lines = vec![paragraph(Style::Body, [kept()], ""), paragraph(Style::Body, [kept()], "")];
    for office in &signed.offices {
        let middle = day_width.saturating_div(2).saturating_add(400);
        let right = middle.saturating_sub(width(office).saturating_div(2));
        lines.push(indented(Style::Signed, office, &[("right", right)]));
    }
    if !signed.day.is_empty() {
        lines.push(paragraph(Style::Signed, [indent(&[("right", 400)])], &signed.day));
    }
    lines
}

/// A line of a title may end after these words.
const ENDS: [&str; 9] = ["关于", "报送", "下达", "年度", "年", "专项计划", "完成情况", "》", "的"];

/// Breaks a title into as few lines as it needs, of similar length, and never inside a word. A title without such a
/// break is left to the program that opens the file.
fn balanced(text: &str, letters: u32) -> Vec<String> {
    let whole = width(text);
    let room = letters.saturating_mul(100);
    if whole <= room {
        return vec![text.to_owned()];
    }
    // Two characters less than a line holds, for text that must not be broken at its end.
    let count = whole.div_ceil(room.saturating_sub(200).max(100));
    let target = whole.div_ceil(count);
    let ends = text.char_indices().map(|(at, _)| at).skip(1).filter(|at| {
        let (before, after) = text.split_at_checked(*at).unwrap_or((text, ""));
        let is_end = ENDS.iter().any(|word| before.ends_with(word));
        // A year is not cut from its 度, and no line begins with closing punctuation.
        is_end && !after.starts_with(['度', '》', '》', '、', '，', '）'])
    });
    let near = |at: &usize| text.get(..*at).map_or(u32::MAX, |before| width(before).abs_diff(target));
    let best = ends.filter(|at| text.get(..*at).is_some_and(|before| width(before) <= room)).min_by_key(near);
    match best.and_then(|at| text.split_at_checked(at)) {
        Some((before, after)) => [before.to_owned()].into_iter().chain(balanced(after, letters)).collect(),
        None => vec![text.to_owned()],
    }
}

/// The width of a text in hundredths of a character; digits and Latin letters count half.
fn width(text: &str) -> u32 {
    text.chars().map(|character| if character.is_ascii() { 50 } else { 100 }).fold(0, u32::saturating_add)
}

fn table_with_caption(table: &Table) -> Vec<Element> {
    let mut lines = Vec::new();
    if !table.caption.is_empty() {
        lines.push(paragraph(Style::Caption, [kept()], &table.caption));
    }
    lines.push(table_element(table));
    // Without a paragraph between them, two tables would become one.
    lines.push(line(Style::Cell, ""));
    lines
}

fn table_element(table: &Table) -> Element {
    let widths = widths(&table.columns);
    let border = |name| element(name).set("w:val", "single").set("w:sz", 4).set("w:space", 0).set("w:color", "000000");
    let sides = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];
    let margin = |name| element(name).set("w:w", 57).set("w:type", "dxa");
    let properties = element("w:tblPr")
        .with(element("w:tblW").set("w:w", TEXT_WIDTH).set("w:type", "dxa"))
        .with(valued("w:jc", "center"))
        .with(element("w:tblBorders").with_all(sides.map(border)))
        .with(element("w:tblLayout").set("w:type", "fixed"))
        .with(element("w:tblCellMar").with(margin("w:left")).with(margin("w:right")));
    let grid = widths.iter().map(|width| element("w:gridCol").set("w:w", width));
    let heads: Vec<_> = table.columns.iter().map(|column| column.head.as_str()).collect();
    let head_row = row(&heads, &widths, &|_| (Style::Head, Align::Middle), true);
    let rows = table.rows.iter().map(|cells| {
        let texts: Vec<_> = cells.iter().map(String::as_str).collect();
        let align = |index: usize| table.columns.get(index).map_or(Align::Left, |column| column.align);
        row(&texts, &widths, &|index| (Style::Cell, align(index)), false)
    });
    element("w:tbl").with(properties).with(element("w:tblGrid").with_all(grid)).with(head_row).with_all(rows)
}

/// Each column's width as a part of the text width; the last column takes the rest.
fn widths(columns: &[Column]) -> Vec<u32> {
    let whole: u32 = columns.iter().map(|column| u32::from(column.width.max(1))).fold(0, u32::saturating_add);
    let mut left = TEXT_WIDTH;
    let last = columns.len().saturating_sub(1);
    let width = |(index, column): (usize, &Column)| {
        let share = TEXT_WIDTH.saturating_mul(u32::from(column.width.max(1))).checked_div(whole).unwrap_or(0);
        let own = if index == last { left } else { share.min(left) };
        left = left.saturating_sub(own);
        own
    };
    columns.iter().enumerate().map(width).collect()
}

/// A row that does not break across pages. A heading row repeats on the next page.
fn row(cells: &[&str], widths: &[u32], look: &dyn Fn(usize) -> (Style, Align), is_head: bool) -> Element {
    let mut properties = element("w:trPr").with(element("w:cantSplit"));
    if is_head {
        properties = properties.with(element("w:tblHeader"));
    }
    let cell = |(index, width): (usize, &u32)| {
        let (style, align) = look(index);
        let text = cells.get(index).copied().unwrap_or_default();
        let align = match align {
            Align::Left => "left",
            Align::Middle => "center",
            Align::Right => "right",
        };
        let size = element("w:tcW").set("w:w", width).set("w:type", "dxa");
        let properties = element("w:tcPr").with(size).with(valued("w:vAlign", "center"));
        // A cell needs at least one paragraph.
        let paragraphs = text.split('\n').map(|text| paragraph(style, [valued("w:jc", align)], text));
        element("w:tc").with(properties).with_all(paragraphs)
    };
    element("w:tr").with(properties).with_all(widths.iter().enumerate().map(cell))
}

fn picture_line(picture: &Picture) -> Element {
    let number = picture.number.saturating_add(1);
    let (width, height) = (u64::from(picture.size.0.max(1)), u64::from(picture.size.1.max(1)));
    let natural = width.saturating_mul(EMU_A_PIXEL);
    // No wider than the text.
    let wide = natural.min(EMU_WIDTH);
    let high = wide.saturating_mul(height).checked_div(width).unwrap_or(wide);
    let size = |name| element(name).set("cx", wide).set("cy", high);
    let name = format!("图{number}");
    let fill = element("pic:blipFill")
        .with(element("a:blip").set("r:embed", picture_relation(picture.number)))
        .with(element("a:stretch").with(element("a:fillRect")));
    let shape = element("pic:spPr")
        .with(element("a:xfrm").with(element("a:off").set("x", 0).set("y", 0)).with(size("a:ext")))
        .with(element("a:prstGeom").set("prst", "rect").with(element("a:avLst")));
    let known = element("pic:nvPicPr")
        .with(element("pic:cNvPr").set("id", number).set("name", &name))
        .with(element("pic:cNvPicPr"));
    let drawn =
        element("a:graphicData").set("uri", PICTURES).with(element("pic:pic").with(known).with(fill).with(shape));
    let inline = element("wp:inline")
        .set("distT", 0)
        .set("distB", 0)
        .set("distL", 0)
        .set("distR", 0)
        .with(size("wp:extent"))
        .with(element("wp:docPr").set("id", number).set("name", &name).set("descr", &picture.alt))
        .with(element("wp:cNvGraphicFramePr"))
        .with(element("a:graphic").with(drawn));
    line(Style::Picture, "").with(element("w:r").with(element("w:drawing").with(inline)))
}

/// The relation id of a picture.
pub fn picture_relation(number: usize) -> String {
    format!("picture{}", number.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_parted_evenly_and_never_inside_a_year() {
        for (text, expect) in [
            ("自评报告", vec!["自评报告"]),
            ("示例市2022年度专利转化专项计划自评报告", vec!["示例市2022年度专利转化专项计划自评报告"]),
            ("示例市关于2022年度专利转化专项计划自评报告", vec!["示例市关于2022年度", "专利转化专项计划自评报告"]),
            (
                "示例市市场监管局关于报送《示例市2022年度专利转化工作计划》的报告",
                vec!["示例市市场监管局关于报送", "《示例市2022年度专利转化工作计划》的报告"],
            ),
            ("示例市市场监管局关于报送《计划》的报告", vec!["示例市市场监管局关于报送《计划》的报告"]),
        ] {
            assert_eq!(balanced(text, 20), expect);
        }
    }

    #[test]
    fn widths_of_columns_add_up_to_the_text() {
        let column = |width| Column { head: String::new(), width, align: Align::Left };
        for parts in [vec![1], vec![1, 1, 1], vec![5, 19, 7], vec![u16::MAX, 1], vec![0, 0]] {
            let columns: Vec<_> = parts.into_iter().map(column).collect();
            assert_eq!(widths(&columns).iter().sum::<u32>(), TEXT_WIDTH);
        }
    }
}
