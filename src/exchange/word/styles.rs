//! The styles of a document. Each paragraph names one, so that an editor changes the style and not the paragraph.

use super::measure::{
    BODY, FIRST, FONTS, Font, LETTER_SPACE, LINE, NUMBER, SECOND, SIZE_2, SIZE_3, SIZE_4, SIZE_TABLE, TITLE, TITLE_LINE,
};
use super::xml::{Element, element, valued};

/// The style of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// 标题
    Title,
    /// 一、
    First,
    /// （一）
    Second,
    /// 1.
    Third,
    /// （1）
    Fourth,
    /// 正文, first line indented by two characters.
    Body,
    /// 主送, not indented.
    Addressee,
    /// 附件 on a page of its own, not indented.
    Label,
    /// 署名和日期, aligned right.
    Signed,
    /// 附注
    Remark,
    /// A table's cells.
    Cell,
    /// A table's heading cells.
    Head,
    /// The caption above a table or below a chart.
    Caption,
    /// A chart.
    Picture,
    /// 页码
    Number,
}

/// The line spacing.
enum Lines {
    /// Exactly this height, whatever the content.
    Exact(u32),
    /// As high as the content.
    Fitting,
}

struct StyleSpec {
    id: &'static str,
    name: &'static str,
    font: &'static Font,
    size: u32,
    lines: Lines,
    /// Indent of the first line, in hundredths of a character.
    first_line: u32,
    align: &'static str,
    outline: Option<u8>,
    keep_next: bool,
}

const ALL: [Style; 15] = [
    Style::Title,
    Style::First,
    Style::Second,
    Style::Third,
    Style::Fourth,
    Style::Body,
    Style::Addressee,
    Style::Label,
    Style::Signed,
    Style::Remark,
    Style::Cell,
    Style::Head,
    Style::Caption,
    Style::Picture,
    Style::Number,
];

impl Style {
    /// The style's id in the file.
    pub fn id(self) -> &'static str {
        self.spec().id
    }

    fn spec(self) -> StyleSpec {
        let body = StyleSpec {
            id: "ZhengWen",
            name: "公文正文",
            font: &BODY,
            size: SIZE_3,
            lines: Lines::Exact(LINE),
            first_line: 200,
            align: "both",
            outline: None,
            keep_next: false,
        };
        let heading = |id, name, font, level| StyleSpec {
            id,
            name,
            font,
            outline: Some(level),
            keep_next: true,
            ..Style::Body.spec()
        };
        match self {
            Style::Body => body,
            Style::Title => StyleSpec {
                id: "Title",
                name: "Title",
                font: &TITLE,
                size: SIZE_2,
                lines: Lines::Exact(TITLE_LINE),
                first_line: 0,
                align: "center",
                keep_next: true,
                ..body
            },
            Style::First => heading("Heading1", "heading 1", &FIRST, 0),
            Style::Second => heading("Heading2", "heading 2", &SECOND, 1),
            Style::Third => heading("Heading3", "heading 3", &BODY, 2),
            Style::Fourth => heading("Heading4", "heading 4", &BODY, 3),
            Style::Addressee => StyleSpec { id: "ZhuSong", name: "主送", first_line: 0, ..body },
            Style::Label => {
                StyleSpec { id: "FuJian", name: "附件标识", font: &FIRST, first_line: 0, keep_next: true, ..body }
            }
            Style::Signed => StyleSpec { id: "LuoKuan", name: "署名日期", first_line: 0, align: "right", ..body },
            Style::Remark => StyleSpec { id: "FuZhu", name: "附注", size: SIZE_4, ..body },
            Style::Cell => StyleSpec {
                id: "BiaoGe",
                name: "表格文字",
                size: SIZE_TABLE,
                lines: Lines::Fitting,
                first_line: 0,
                align: "left",
                ..body
            },
            Style::Head => StyleSpec {
                id: "BiaoTou",
                name: "表头",
                font: &FIRST,
                size: SIZE_TABLE,
                lines: Lines::Fitting,
                first_line: 0,
                align: "center",
                keep_next: true,
                ..body
            },
            Style::Caption => StyleSpec {
                id: "TuBiaoMing",
                name: "图表名",
                font: &FIRST,
                size: SIZE_TABLE,
                first_line: 0,
                align: "center",
                ..body
            },
            Style::Picture => StyleSpec {
                id: "TuPian",
                name: "图片",
                lines: Lines::Fitting,
                first_line: 0,
                align: "center",
                keep_next: true,
                ..body
            },
            Style::Number => StyleSpec {
                id: "Footer",
                name: "footer",
                font: &NUMBER,
                size: SIZE_4,
                lines: Lines::Fitting,
                first_line: 0,
                align: "right",
                ..body
            },
        }
    }
}

/// The styles part of the file.
pub fn styles() -> Element {
    let defaults = element("w:docDefaults")
        .with(element("w:rPrDefault").with(letters(&BODY, SIZE_3)))
        .with(element("w:pPrDefault"));
    let normal = element("w:style")
        .set("w:type", "paragraph")
        .set("w:default", "1")
        .set("w:styleId", "Normal")
        .with(valued("w:name", "Normal"))
        .with(element("w:qFormat"))
        .with(element("w:pPr").with(valued("w:widowControl", "0")));
    let table = element("w:style")
        .set("w:type", "table")
        .set("w:default", "1")
        .set("w:styleId", "TableNormal")
        .with(valued("w:name", "Normal Table"))
        .with(valued("w:uiPriority", "99"))
        .with(element("w:semiHidden"))
        .with(element("w:unhideWhenUsed"))
        .with(element("w:tblPr").with(element("w:tblInd").set("w:w", "0").set("w:type", "dxa")));
    element("w:styles")
        .set("xmlns:w", super::WORDS)
        .with(defaults)
        .with(normal)
        .with(table)
        .with_all(ALL.into_iter().map(|style| style.spec().element()))
}

impl StyleSpec {
    fn element(&self) -> Element {
        let mut paragraph = element("w:pPr");
        if self.keep_next {
            paragraph = paragraph.with(element("w:keepNext"));
        }
        let spacing = element("w:spacing").set("w:before", 0).set("w:after", 0);
        let spacing = match self.lines {
            Lines::Exact(line) => spacing.set("w:line", line).set("w:lineRule", "exact"),
            Lines::Fitting => spacing.set("w:line", 240).set("w:lineRule", "auto"),
        };
        paragraph = paragraph.with(valued("w:autoSpaceDE", "0")).with(valued("w:autoSpaceDN", "0"));
        // On the grid, text is centred in its line. A title is taken off it: its lines would be rounded up to two
        // body lines.
        let on_grid = matches!(self.lines, Lines::Exact(LINE));
        paragraph = paragraph.with(valued("w:snapToGrid", u8::from(on_grid))).with(spacing);
        if self.first_line > 0 {
            // Readers that do not support character units use the length.
            let length = self.first_line.saturating_mul(self.size).saturating_div(10);
            let indent = element("w:ind").set("w:firstLineChars", self.first_line).set("w:firstLine", length);
            paragraph = paragraph.with(indent);
        }
        paragraph = paragraph.with(valued("w:jc", self.align));
        if let Some(level) = self.outline {
            paragraph = paragraph.with(valued("w:outlineLvl", level));
        }
        element("w:style")
            .set("w:type", "paragraph")
            .set("w:customStyle", if self.id.is_ascii() && self.name.is_ascii() { "0" } else { "1" })
            .set("w:styleId", self.id)
            .with(valued("w:name", self.name))
            .with(valued("w:basedOn", "Normal"))
            .with(element("w:qFormat"))
            .with(paragraph)
            .with(letters(self.font, self.size))
    }
}

/// The font and size of text.
pub fn letters(font: &Font, size: u32) -> Element {
    let fonts = element("w:rFonts")
        .set("w:hint", "eastAsia")
        .set("w:ascii", font.name)
        .set("w:hAnsi", font.name)
        .set("w:eastAsia", font.name)
        .set("w:cs", "Times New Roman");
    element("w:rPr")
        .with(fonts)
        .with_all((size == SIZE_3).then(|| valued("w:spacing", LETTER_SPACE)))
        .with(valued("w:kern", "2"))
        .with(valued("w:sz", size))
        .with(valued("w:szCs", size))
        .with(element("w:lang").set("w:val", "en-US").set("w:eastAsia", "zh-CN").set("w:bidi", "ar-SA"))
}

/// The font table: the substitutes for missing fonts.
pub fn font_table() -> Element {
    element("w:fonts").set("xmlns:w", super::WORDS).with_all(FONTS.into_iter().map(|font| {
        element("w:font")
            .set("w:name", font.name)
            .with(valued("w:altName", font.stand_in))
            .with(valued("w:charset", "86"))
            .with(valued("w:family", font.family))
            .with(valued("w:pitch", "default"))
    }))
}
