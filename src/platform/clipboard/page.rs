//! Cells from the HTML of the clipboard, as a page would show them. A parsed document has no window: its scripts do
//! not run, its pictures are not fetched, and its styles are read here.

use crate::exchange::block::{Block, BlockError, Look, MOST_CELLS, Piece, Run, look_of};
use wasm_bindgen::JsCast;
use web_sys::{
    DataTransfer, Document, DomParser, Element, HtmlTableCellElement, HtmlTableElement, HtmlTableRowElement, Node,
    NodeList, SupportedType,
};

/// Rules of a style sheet that are read; spreadsheets write one for each look of a cell.
const MOST_RULES: usize = 300;
/// How deep elements may stand in one another.
const DEEPEST: u32 = 200;

/// The first table of a copied page; without a table its lines, where they are those of the plain text. `None`
/// leaves it to the text.
pub(super) fn block(data: &DataTransfer, of_text: &Result<Block, BlockError>) -> Option<Result<Block, BlockError>> {
    let html = data.get_data("text/html").ok().filter(|html| !html.trim().is_empty())?;
    let page: Document = DomParser::new().ok()?.parse_from_string(&html, SupportedType::TextHtml).ok()?;
    let page = Page { styles: styles(&page), page };
    let tables = page.page.query_selector_all("table").ok()?;
    let shown = elements(&tables).filter(|table| !page.is_hidden_within(table)).collect::<Vec<_>>();
    let Some(table) = shown.first() else { return page.lines(of_text) };
    // A table in a cell of another is part of that cell.
    let others = shown.iter().skip(1).filter(|other| !table.contains(Some(other))).count();
    let (rows, hidden) = page.table(table.dyn_ref::<HtmlTableElement>()?)?;
    Some(Block::of_rows(rows).map(|block| block.with_left_out(hidden, others)))
}

/// A parsed page with what its style sheets say.
struct Page {
    page: Document,
    /// Selectors with how text looks that they choose, and whether it begins a line.
    styles: Vec<(String, Look, bool)>,
}

/// Rows of cells, and the texts of hidden ones.
type Table = (Vec<Vec<Piece>>, Vec<String>);

impl Page {
    fn table(&self, table: &HtmlTableElement) -> Option<Table> {
        let mut rows: Vec<Vec<Option<Piece>>> = Vec::new();
        let mut hidden = Vec::new();
        let (mut cells, mut at) = (0_usize, 0_usize);
        for index in 0..table.rows().length() {
            let row = table.rows().item(index).and_then(|row| row.dyn_into::<HtmlTableRowElement>().ok());
            let Some(row) = row else { continue };
            if self.is_hidden_within(&row) {
                hidden.extend(text_of(&row));
                continue;
            }
            for cell in 0..row.cells().length() {
                let cell = row.cells().item(cell).and_then(|cell| cell.dyn_into::<HtmlTableCellElement>().ok());
                let Some(cell) = cell else { continue };
                if self.look(&cell).0 == Look::Hidden && !keeps_its_place(&cell) {
                    hidden.extend(text_of(&cell));
                    continue;
                }
                // One more than the most is enough to be refused.
                let down = usize::try_from(cell.row_span().max(1)).unwrap_or(1).min(MOST_CELLS);
                let right = usize::try_from(cell.col_span().max(1)).unwrap_or(1).min(MOST_CELLS);
                cells = cells.saturating_add(down.saturating_mul(right));
                if cells > MOST_CELLS {
                    return Some((vec![vec![Piece::default(); cells]], Vec::new()));
                }
                fill(&mut rows, at, (down, right), self.piece(&cell));
            }
            at = at.saturating_add(1);
            if rows.len() < at {
                rows.resize(at, Vec::new());
            }
        }
        let rows: Vec<Vec<Piece>> =
            rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect();
        Some(self.without_hidden_columns(table, rows, hidden))
    }

    /// Columns that the table declares hidden go, as nobody sees them.
    fn without_hidden_columns(
        &self,
        table: &HtmlTableElement,
        rows: Vec<Vec<Piece>>,
        mut hidden: Vec<String>,
    ) -> Table {
        let mut shown: Vec<bool> = Vec::new();
        if let Ok(columns) = table.query_selector_all("col") {
            for column in elements(&columns) {
                let span = column.get_attribute("span").and_then(|span| span.parse::<usize>().ok()).unwrap_or(1);
                let group_hidden = column.parent_element().is_some_and(|group| self.look(&group).0 == Look::Hidden);
                let is_shown = !group_hidden && self.look(&column).0 != Look::Hidden;
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

    fn piece(&self, cell: &Element) -> Piece {
        let mut runs = Vec::new();
        self.walk(cell, Look::Plain, &mut runs, 0);
        // LibreOffice and Excel name the value that a format may shorten.
        let value = cell.get_attribute("sdval").or_else(|| cell.get_attribute("x:num"));
        Piece::of_runs(&runs, value.as_deref())
    }

    /// A page without a table, line by line; `None` where the text has cells that lines do not.
    fn lines(&self, of_text: &Result<Block, BlockError>) -> Option<Result<Block, BlockError>> {
        let mut runs = Vec::new();
        let body: Element = self.page.body()?.into();
        self.walk(&body, Look::Plain, &mut runs, 0);
        let lines = runs.split(|run| *run == Run::Break).map(|line| Piece::of_runs(line, None));
        let lines: Vec<_> = lines.filter(|piece| !piece.text.trim().is_empty() || piece.oddity.is_some()).collect();
        let rows = of_text.as_ref().ok()?.rows();
        let one_column = rows.iter().all(|row| row.len() == 1) && rows.len() == lines.len();
        one_column.then(|| Block::of_rows(lines.into_iter().map(|piece| vec![piece]).collect()))
    }

    /// What an element shows, in order; its own look falls to what stands in it.
    fn walk(&self, element: &Element, around: Look, runs: &mut Vec<Run>, depth: u32) {
        if depth > DEEPEST {
            return;
        }
        let (own, is_block) = self.look(element);
        let look = own.min(around);
        if is_block {
            runs.push(Run::Break);
        }
        let nodes = element.child_nodes();
        for node in (0..nodes.length()).filter_map(|index| nodes.item(index)) {
            if node.node_type() == Node::TEXT_NODE {
                runs.push(Run::Text(look, node.text_content().unwrap_or_default()));
                continue;
            }
            let Some(child) = node.dyn_ref::<Element>() else { continue };
            match child.tag_name().to_ascii_uppercase().as_str() {
                "BR" => runs.push(Run::Break),
                "SCRIPT" | "STYLE" | "TEMPLATE" | "NOSCRIPT" | "TITLE" | "META" | "LINK" => {}
                "IMG" | "SVG" | "CANVAS" | "OBJECT" | "EMBED" | "VIDEO" => runs.push(Run::Picture),
                "INPUT" => {
                    let kind = child.get_attribute("type").unwrap_or_default().to_lowercase();
                    let hidden = if kind == "hidden" { Look::Hidden } else { look };
                    if !matches!(kind.as_str(), "checkbox" | "radio" | "button" | "submit") {
                        let value = child.get_attribute("value").unwrap_or_default();
                        runs.push(Run::Text(hidden.min(look), value));
                    }
                }
                "SELECT" => {
                    let chosen = child.query_selector("option[selected]").ok().flatten();
                    let chosen = chosen.or_else(|| child.query_selector("option").ok().flatten());
                    runs.extend(chosen.map(|option| Run::Text(look, option.text_content().unwrap_or_default())));
                }
                _ => self.walk(child, look, runs, depth.saturating_add(1)),
            }
        }
        if is_block {
            runs.push(Run::Break);
        }
    }

    /// How an element's text looks by its name, its attributes and the styles of its page, and whether it begins a
    /// line of its own.
    fn look(&self, element: &Element) -> (Look, bool) {
        let (mut look, mut block) = match element.tag_name().to_ascii_uppercase().as_str() {
            "DEL" | "S" | "STRIKE" => (Look::Struck, false),
            "SUP" | "SUB" | "RT" | "RP" => (Look::Raised, false),
            "P" | "DIV" | "LI" | "UL" | "OL" | "DL" | "DT" | "DD" | "H1" | "H2" | "H3" | "H4" | "H5" | "H6" | "PRE"
            | "TABLE" | "TR" | "HR" | "BLOCKQUOTE" | "SECTION" | "ARTICLE" | "HEADER" | "FOOTER" | "ADDRESS"
            | "FIGURE" | "FORM" | "CAPTION" => (Look::Plain, true),
            // Cells of a table in a cell stand apart like lines.
            "TD" | "TH" => (Look::Plain, true),
            _ => (Look::Plain, false),
        };
        if element.has_attribute("hidden") {
            look = Look::Hidden;
        }
        let own = element.get_attribute("style").map(|style| look_of(&style));
        let chosen = self.styles.iter().filter(|(selector, ..)| element.matches(selector).unwrap_or(false));
        for (said, breaks) in chosen.map(|(_, look, breaks)| (*look, *breaks)).chain(own) {
            look = look.min(said);
            block |= breaks;
        }
        (look, block)
    }

    fn is_hidden_within(&self, element: &Element) -> bool {
        let mut at = Some(element.clone());
        while let Some(element) = at {
            if self.look(&element).0 == Look::Hidden {
                return true;
            }
            at = element.parent_element();
        }
        false
    }
}

/// A cell that is not seen but takes its room: the cells behind it do not move up.
fn keeps_its_place(cell: &Element) -> bool {
    let style = cell.get_attribute("style").unwrap_or_default().replace(' ', "").to_lowercase();
    style.contains("visibility:hidden") && !style.contains("display:none")
}

fn text_of(element: &Element) -> Option<String> {
    let text = element.text_content()?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn elements(list: &NodeList) -> impl Iterator<Item = Element> {
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into::<Element>().ok())
}

/// The rules of a page's style sheets that say something about how text looks.
fn styles(page: &Document) -> Vec<(String, Look, bool)> {
    let mut found = Vec::new();
    let Ok(sheets) = page.query_selector_all("style") else { return found };
    for sheet in elements(&sheets) {
        let text = sheet.text_content().unwrap_or_default().replace("<!--", "").replace("-->", "");
        for rule in text.split('}') {
            let Some((selector, style)) = rule.rsplit_once('{') else { continue };
            let selector = selector.rsplit("*/").next().unwrap_or_default().trim();
            let (look, breaks) = look_of(style);
            if (look != Look::Plain || breaks) && !selector.is_empty() && !selector.starts_with('@') {
                found.push((selector.to_owned(), look, breaks));
            }
            if found.len() >= MOST_RULES {
                return found;
            }
        }
    }
    found
}

/// Puts a cell into the first free place of a row, and marks what its spans cover.
fn fill(rows: &mut Vec<Vec<Option<Piece>>>, row: usize, (down, right): (usize, usize), piece: Piece) {
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
            *place = Some(if first { piece.clone() } else { Piece { covered: true, ..Piece::default() } });
        }
    }
}
