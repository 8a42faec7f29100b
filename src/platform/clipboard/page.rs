//! Cells from the HTML on the clipboard, as a page would show them. A parsed document has no window: its scripts do
//! not run, its pictures are not loaded, and we must read its styles ourselves.

use crate::exchange::clipboard_table::{
    ClipboardTable, ClipboardTableError, Covered, ElementStyle, MOST_CELLS, Run, SourceCell, TextStyle,
    element_style_of, unit_of_table,
};
use wasm_bindgen::JsCast;
use web_sys::{
    DataTransfer, Document, DomParser, Element, HtmlTableCellElement, HtmlTableElement, HtmlTableRowElement, Node,
    NodeList, SupportedType,
};

/// The most style rules that are read; spreadsheets write one for each cell format.
const MOST_RULES: usize = 300;
/// The deepest nesting of elements that is read.
const DEEPEST: u32 = 200;
/// How many elements above a table are searched for its unit.
const LINES_ABOVE: usize = 3;
/// Inline elements; all others are laid out apart from the text around them.
const IN_LINE: [&str; 40] = [
    "A", "ABBR", "ACRONYM", "B", "BDI", "BDO", "BIG", "CITE", "CODE", "DATA", "DEL", "DFN", "EM", "FONT", "I", "INS",
    "KBD", "LABEL", "MARK", "NOBR", "Q", "RB", "RP", "RT", "RUBY", "S", "SAMP", "SMALL", "SPAN", "STRIKE", "STRONG",
    "SUB", "SUP", "TIME", "TT", "U", "VAR", "WBR", "BASEFONT", "BLINK",
];

/// The first visible table of a copied page. Without a table, its lines, if they match those of the plain text.
/// `None` leaves it to the plain text.
pub(super) fn block(
    data: &DataTransfer,
    of_text: &Result<ClipboardTable, ClipboardTableError>,
) -> Option<Result<ClipboardTable, ClipboardTableError>> {
    let html = data.get_data("text/html").ok().filter(|html| !html.trim().is_empty())?;
    let page: Document = DomParser::new().ok()?.parse_from_string(&html, SupportedType::TextHtml).ok()?;
    let page = Page { styles: styles(&page), page };
    let tables = page.page.query_selector_all("table").ok()?;
    let shown = elements(&tables).filter(|table| page.hiding(table).is_none()).collect::<Vec<_>>();
    let Some(table) = shown.first() else { return page.lines(of_text) };
    // A table nested in a cell is part of that cell.
    let others = shown.iter().skip(1).filter(|other| !table.contains(Some(other))).count();
    let (mut rows, hidden) = page.table(table.dyn_ref::<HtmlTableElement>()?)?;
    if let Some(unit) = unit_above(table) {
        rows.insert(0, vec![SourceCell::new(&unit)]);
    }
    Some(ClipboardTable::of_rows(rows).map(|block| block.with_left_out(hidden, others)))
}

/// A parsed page and its style rules.
struct Page {
    page: Document,
    /// Each selector with the manner of the elements that it selects.
    styles: Vec<(String, ElementStyle)>,
}

/// Rows of cells, and the hidden texts that were left out.
type Table = (Vec<Vec<SourceCell>>, Vec<String>);

impl Page {
    fn table(&self, table: &HtmlTableElement) -> Option<Table> {
        let mut rows: Vec<Vec<Option<SourceCell>>> = Vec::new();
        let mut hidden = Vec::new();
        let (mut cells, mut at) = (0_usize, 0_usize);
        let all = (0..table.rows().length()).filter_map(|index| table.rows().item(index)?.dyn_into().ok());
        let all: Vec<HtmlTableRowElement> = all.take(MOST_CELLS).collect();
        let hiding: Vec<Option<Hiding>> = all.iter().map(|row| self.hiding(row)).collect();
        for (index, row) in all.iter().enumerate() {
            let own = hiding.get(index).copied().flatten();
            if own == Some(Hiding::Gone) {
                hidden.extend(text_of(row));
                continue;
            }
            let around = if own.is_some() { TextStyle::Hidden } else { TextStyle::Plain };
            for cell in 0..row.cells().length() {
                let cell = row.cells().item(cell).and_then(|cell| cell.dyn_into::<HtmlTableCellElement>().ok());
                let Some(cell) = cell else { continue };
                let manner = self.manner(&cell);
                if manner.look == TextStyle::Hidden && !manner.keeps_place {
                    hidden.extend(text_of(&cell));
                    continue;
                }
                // A cell spans only visible rows of its own group; a span of 0 means all rows left in it.
                let reach = usize::try_from(cell.row_span()).ok().filter(|rows| *rows > 0).unwrap_or(MOST_CELLS);
                let below = all.iter().zip(&hiding).skip(index).take(reach);
                let below = below.take_while(|(other, _)| other.parent_element() == row.parent_element());
                let below: Vec<_> = below.map(|(_, hiding)| *hiding != Some(Hiding::Gone)).collect();
                let down = below.iter().filter(|is_shown| **is_shown).count().max(1);
                // One cell above the limit is enough for the table to be refused.
                let right = usize::try_from(cell.col_span().max(1)).unwrap_or(1).min(MOST_CELLS);
                cells = cells.saturating_add(below.len().max(1).saturating_mul(right));
                if cells > MOST_CELLS {
                    return Some((vec![vec![SourceCell::default(); cells]], Vec::new()));
                }
                fill(&mut rows, at, (down, right), self.piece(&cell, around));
            }
            at = at.saturating_add(1);
            if rows.len() < at {
                rows.resize(at, Vec::new());
            }
        }
        let rows: Vec<Vec<SourceCell>> =
            rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect();
        Some(self.without_hidden_columns(table, rows, hidden))
    }

    /// Drops columns that the table declares hidden, since nobody sees them.
    fn without_hidden_columns(
        &self,
        table: &HtmlTableElement,
        rows: Vec<Vec<SourceCell>>,
        mut hidden: Vec<String>,
    ) -> Table {
        let mut shown: Vec<bool> = Vec::new();
        if let Ok(columns) = table.query_selector_all("colgroup, col") {
            for column in elements(&columns) {
                // A column group that contains columns counts only through them.
                if column.query_selector("col").is_ok_and(|own| own.is_some()) {
                    continue;
                }
                let span = column.get_attribute("span").and_then(|span| span.parse::<usize>().ok()).unwrap_or(1);
                let is_hidden = |element: &Element| self.manner(element).look == TextStyle::Hidden;
                let group = column.parent_element().filter(|group| group.tag_name().eq_ignore_ascii_case("colgroup"));
                let is_shown = !group.as_ref().is_some_and(is_hidden) && !is_hidden(&column);
                shown.extend(std::iter::repeat_n(is_shown, span.clamp(1, MOST_CELLS)));
                if shown.len() > MOST_CELLS {
                    break;
                }
            }
        }
        let is_shown = |column: usize| shown.get(column).copied().unwrap_or(true);
        let mut kept_rows = Vec::new();
        for row in rows {
            let (kept, gone): (Vec<_>, Vec<_>) = row.into_iter().enumerate().partition(|(column, _)| is_shown(*column));
            hidden.extend(gone.into_iter().map(|(_, piece)| piece.text).filter(|text| !text.trim().is_empty()));
            kept_rows.push(kept.into_iter().map(|(_, piece)| piece).collect());
        }
        (kept_rows, hidden)
    }

    fn piece(&self, cell: &Element, around: TextStyle) -> SourceCell {
        let mut runs = Vec::new();
        self.walk(cell, ElementStyle { look: around, ..ElementStyle::default() }, &mut runs, 0);
        // LibreOffice and Excel give the stored value, which the format may shorten.
        let value = cell.get_attribute("sdval").or_else(|| cell.get_attribute("x:num"));
        SourceCell::of_runs(&runs, value.as_deref())
    }

    /// A page without a table, line by line; `None` if the plain text has cells that the lines lack.
    fn lines(
        &self,
        of_text: &Result<ClipboardTable, ClipboardTableError>,
    ) -> Option<Result<ClipboardTable, ClipboardTableError>> {
        let mut runs = Vec::new();
        let body: Element = self.page.body()?.into();
        self.walk(&body, ElementStyle::default(), &mut runs, 0);
        let lines = runs.split(|run| *run == Run::Break).map(|line| SourceCell::of_runs(line, None));
        let lines: Vec<_> = lines.filter(|piece| !piece.text.trim().is_empty() || piece.oddity.is_some()).collect();
        let rows = of_text.as_ref().ok()?.rows();
        // The plain text has an empty line between paragraphs, which is not a row.
        let said = rows.iter().filter(|row| row.iter().any(|piece| !piece.text.trim().is_empty())).count();
        let one_column = rows.iter().all(|row| row.len() == 1);
        let is_odd = lines.iter().any(|piece| piece.oddity.is_some());
        (one_column && !lines.is_empty() && (said == lines.len() || is_odd))
            .then(|| ClipboardTable::of_rows(lines.into_iter().map(|piece| vec![piece]).collect()))
    }

    /// Collects what an element shows, in order. Its content inherits how it looks.
    fn walk(&self, element: &Element, around: ElementStyle, runs: &mut Vec<Run>, depth: u32) {
        if depth > DEEPEST {
            return;
        }
        let own = self.manner(element);
        let inside =
            ElementStyle { look: own.look.min(around.look), keeps_lines: own.keeps_lines || around.keeps_lines, ..own };
        let is_closed = element.tag_name().eq_ignore_ascii_case("details") && !element.has_attribute("open");
        if own.apart {
            runs.push(Run::Break);
        }
        let nodes = element.child_nodes();
        for node in (0..nodes.length()).filter_map(|index| nodes.item(index)) {
            if node.node_type() == Node::TEXT_NODE {
                let inside = if is_closed { ElementStyle { look: TextStyle::Hidden, ..inside } } else { inside };
                text_runs(inside, &node.text_content().unwrap_or_default(), runs);
                continue;
            }
            let Some(child) = node.dyn_ref::<Element>() else { continue };
            let name = child.tag_name().to_ascii_uppercase();
            let inside = match is_closed && name != "SUMMARY" {
                true => ElementStyle { look: TextStyle::Hidden, ..inside },
                false => inside,
            };
            match name.as_str() {
                "BR" => runs.push(Run::Break),
                "SCRIPT" | "STYLE" | "TEMPLATE" | "NOSCRIPT" | "TITLE" | "META" | "LINK" | "IFRAME" | "DATALIST" => {}
                "IMG" | "SVG" | "CANVAS" | "OBJECT" | "EMBED" | "VIDEO" => runs.push(Run::Picture),
                "INPUT" | "SELECT" => self.control(child, inside, runs),
                _ => self.walk(child, inside, runs, depth.saturating_add(1)),
            }
        }
        if own.apart {
            runs.push(Run::Break);
        }
    }

    /// Collects what a form control shows; it is laid out apart from the text around it.
    fn control(&self, control: &Element, around: ElementStyle, runs: &mut Vec<Run>) {
        let kind = control.get_attribute("type").unwrap_or_default().to_lowercase();
        let shows_value = !matches!(
            kind.as_str(),
            "checkbox" | "radio" | "button" | "submit" | "reset" | "range" | "color" | "file" | "image" | "password"
        );
        let text = match control.tag_name().eq_ignore_ascii_case("select") {
            true => {
                let chosen = control.query_selector("option[selected]").ok().flatten();
                let chosen = chosen.or_else(|| control.query_selector("option").ok().flatten());
                chosen.and_then(|option| option.text_content())
            }
            false => control.get_attribute("value").filter(|_| shows_value),
        };
        let own = if kind == "hidden" { TextStyle::Hidden } else { self.manner(control).look };
        runs.push(Run::Break);
        runs.extend(text.map(|text| Run::Text(own.min(around.look), text)));
        runs.push(Run::Break);
    }

    /// How an element shows its content: by its name, its attributes and the page's styles.
    fn manner(&self, element: &Element) -> ElementStyle {
        let name = element.tag_name().to_ascii_uppercase();
        let look = match name.as_str() {
            "DEL" | "S" | "STRIKE" => TextStyle::Struck,
            "SUP" | "SUB" | "RT" | "RP" => TextStyle::Raised,
            "DIALOG" if !element.has_attribute("open") => TextStyle::Hidden,
            _ if element.has_attribute("hidden") => TextStyle::Hidden,
            _ => TextStyle::Plain,
        };
        // Word's own elements have a colon in their names and are inline.
        let in_line = IN_LINE.contains(&name.as_str()) || name.contains(':');
        let keeps_lines = matches!(name.as_str(), "PRE" | "TEXTAREA" | "LISTING" | "XMP");
        let by_name = ElementStyle { look, apart: !in_line, keeps_lines, keeps_place: false };
        let own = element.get_attribute("style").map(|style| element_style_of(&style));
        let chosen = self.styles.iter().filter(|(selector, _)| element.matches(selector).unwrap_or(false));
        chosen.map(|(_, manner)| *manner).chain(own).fold(by_name, ElementStyle::and)
    }

    /// How an element is hidden, by itself or by an element around it; `None` if it is visible.
    fn hiding(&self, element: &Element) -> Option<Hiding> {
        let mut at = Some(element.clone());
        let mut found = None;
        while let Some(element) = at {
            let manner = self.manner(&element);
            match (manner.look == TextStyle::Hidden, manner.keeps_place) {
                (true, false) => return Some(Hiding::Gone),
                (true, true) => found = Some(Hiding::KeepsPlace),
                (false, _) => {}
            }
            at = element.parent_element();
        }
        found
    }
}

/// How something is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hiding {
    /// It takes up no space.
    Gone,
    /// It takes up its space: what follows does not move up.
    KeepsPlace,
}

/// Collects text, line by line if line breaks count.
fn text_runs(manner: ElementStyle, text: &str, runs: &mut Vec<Run>) {
    if !manner.keeps_lines {
        runs.push(Run::Text(manner.look, text.to_owned()));
        return;
    }
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            runs.push(Run::Break);
        }
        runs.push(Run::Text(manner.look, line.to_owned()));
    }
    if text.ends_with('\n') {
        runs.push(Run::Break);
    }
}

/// The unit in a table's caption or in an element just above it: `单位：亿元`.
fn unit_above(table: &Element) -> Option<String> {
    let caption = table.query_selector("caption").ok().flatten();
    let before = std::iter::successors(table.previous_element_sibling(), Element::previous_element_sibling);
    let texts = caption.into_iter().chain(before.take(LINES_ABOVE)).filter_map(|element| text_of(&element));
    let named = texts.filter_map(|text| {
        let at = text.find("单位")?;
        let rest = text.get(at..)?.trim_end_matches(['）', ')', ' ']).to_owned();
        unit_of_table(&rest).map(|_| rest)
    });
    named.into_iter().next()
}

fn text_of(element: &Element) -> Option<String> {
    let text = element.text_content()?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn elements(list: &NodeList) -> impl Iterator<Item = Element> {
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into::<Element>().ok())
}

/// The rules of a page's style sheets that affect how text looks.
fn styles(page: &Document) -> Vec<(String, ElementStyle)> {
    let mut found = Vec::new();
    let Ok(sheets) = page.query_selector_all("style") else { return found };
    for sheet in elements(&sheets) {
        let text = sheet.text_content().unwrap_or_default().replace("<!--", "").replace("-->", "");
        for rule in text.split('}') {
            let Some((selector, style)) = rule.rsplit_once('{') else { continue };
            let selector = selector.rsplit("*/").next().unwrap_or_default();
            // The first rule in a media group follows the head of the group.
            let selector = match selector.rsplit_once('{') {
                Some((head, _)) if head.contains("print") => continue,
                Some((_, selector)) => selector,
                None => selector,
            };
            let (selector, manner) = (selector.trim(), element_style_of(style));
            if manner != ElementStyle::default() && !selector.is_empty() && !selector.starts_with('@') {
                found.push((selector.to_owned(), manner));
            }
            if found.len() >= MOST_RULES {
                return found;
            }
        }
    }
    found
}

/// Puts a cell into the first free position of a row, and marks the positions that it covers.
fn fill(rows: &mut Vec<Vec<Option<SourceCell>>>, row: usize, (down, right): (usize, usize), piece: SourceCell) {
    let bottom = row.saturating_add(down);
    if rows.len() < bottom {
        rows.resize(bottom, Vec::new());
    }
    let Some(own) = rows.get(row) else { return };
    let column = own.iter().position(Option::is_none).unwrap_or(own.len());
    for (offset, line) in rows.iter_mut().enumerate().skip(row).take(down) {
        let end = column.saturating_add(right);
        if line.len() < end {
            line.resize(end, None);
        }
        for (at, place) in line.iter_mut().enumerate().skip(column).take(right) {
            let first = offset == row && at == column;
            let covered = if offset == row { Covered::FromLeft } else { Covered::FromAbove };
            *place = Some(if first {
                piece.clone()
            } else {
                SourceCell { covered: Some(covered), ..SourceCell::default() }
            });
        }
    }
}
