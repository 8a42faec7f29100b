//! The model of a document, drawn by Word, print and the page. It decides order and numbering, not fonts and
//! measures.

use serde::{Deserialize, Serialize};

/// A complete document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// The mark of invented data; empty for real data.
    pub mark: String,
    /// 报送件 – the covering letter, where there is one.
    pub letter: Option<Letter>,
    /// 主送 – the addressee; empty where the letter names it, or none is named.
    pub addressee: String,
    /// The body.
    pub parts: Vec<DocumentPart>,
    /// Signature and date; empty where the letter is signed.
    pub signed: Signed,
    /// 附件 – each on a page of its own.
    pub annexes: Vec<DocumentPart>,
    /// 附注 – the rules and figures behind the document, at the very end.
    pub remarks: Vec<String>,
}

/// 报送件 – the covering letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its title.
    pub title: String,
    /// 主送 – the addressee.
    pub addressee: String,
    /// Its paragraphs.
    pub text: Vec<String>,
    /// Signature and date.
    pub signed: Signed,
}

/// 署名和成文日期 – signature and date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The signing offices, in order.
    pub offices: Vec<String>,
    /// The day in words: `2022年3月31日`.
    pub day: String,
}

/// A part of the body, or an annex.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentPart {
    /// Key by which it is left out or its text is changed.
    pub id: String,
    /// Its heading without a number; an annex's title.
    pub heading: String,
    /// Its lines: paragraphs and sub-headings, recognised by how they begin.
    pub text: Vec<String>,
    /// Tables and charts below the text.
    pub exhibits: Vec<Exhibit>,
}

/// A table or a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Exhibit {
    /// A table.
    Table(Table),
    /// A chart.
    Picture(Picture),
}

/// A table; its head is repeated on each page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Caption above it; may be empty.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; the lines of a cell are separated by line breaks.
    pub rows: Vec<Vec<String>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub head: String,
    /// Its relative width.
    pub width: u16,
    /// Alignment of its cells.
    pub align: Align,
}

/// Alignment of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// Left: words.
    Left,
    /// Centred: short words.
    Middle,
    /// Right: figures.
    Right,
}

/// A picture; its bytes are passed alongside the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its index among the pictures, from 0.
    pub number: usize,
    /// Caption below it.
    pub caption: String,
    /// Alternative text for people who cannot see it.
    pub alt: String,
    /// Width and height in screen pixels.
    pub size: (u32, u32),
}

/// The kind of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentLine {
    /// A second-level heading: （一）
    Second,
    /// A third-level heading: 1.
    Third,
    /// A fourth-level heading: （1）
    Fourth,
    /// Anything else.
    Paragraph,
}

impl DocumentLine {
    /// Recognised by how the line begins, as official documents are numbered (GB/T 9704-2012, 7.3.3). Only a short
    /// line without closing punctuation is a heading; any other that begins with a number is a paragraph.
    pub fn of(text: &str) -> DocumentLine {
        let is_short = text.chars().count() <= 40 && !text.ends_with(['。', '；', '：', '，']);
        let bracketed = text.strip_prefix('（').and_then(|rest| rest.split_once('）')).map(|(inner, _)| inner);
        let is_all = |text: &str, of: fn(char) -> bool| !text.is_empty() && text.chars().all(of);
        if !is_short {
            return DocumentLine::Paragraph;
        }
        match bracketed {
            Some(inner) if is_all(inner, |character| "一二三四五六七八九十".contains(character)) => {
                DocumentLine::Second
            }
            Some(inner) if is_all(inner, |character| character.is_ascii_digit()) => DocumentLine::Fourth,
            Some(_) => DocumentLine::Paragraph,
            None => match text.split_once(['.', '．']) {
                Some((number, rest))
                    if is_all(number, |character| character.is_ascii_digit())
                        && !rest.starts_with(|c: char| c.is_ascii_digit()) =>
                {
                    DocumentLine::Third
                }
                _ => DocumentLine::Paragraph,
            },
        }
    }
}

impl DocumentPart {
    /// A part of text alone.
    pub fn of_text(id: &str, heading: &str, text: Vec<String>) -> DocumentPart {
        DocumentPart { id: id.to_owned(), heading: heading.to_owned(), text, exhibits: Vec::new() }
    }
}

impl Document {
    /// The pictures, in the order in which they are numbered.
    pub fn pictures(&self) -> Vec<&Picture> {
        let parts = self.parts.iter().chain(&self.annexes);
        let mut pictures: Vec<_> = parts
            .flat_map(|part| &part.exhibits)
            .filter_map(|exhibit| match exhibit {
                Exhibit::Picture(picture) => Some(picture),
                Exhibit::Table(_) => None,
            })
            .collect();
        pictures.sort_by_key(|picture| picture.number);
        pictures
    }

    /// The word for an annex: 附表 under a covering letter, where the document is itself an annex; else 附件.
    pub fn annex_word(&self) -> &'static str {
        if self.letter.is_some() { "附表" } else { "附件" }
    }

    /// An annex's label: `附件`, or `附件2` where there are several.
    pub fn annex_label(&self, index: usize) -> String {
        match self.annexes.len() {
            0 | 1 => self.annex_word().to_owned(),
            _ => format!("{}{}", self.annex_word(), index.saturating_add(1)),
        }
    }
}

/// A number in Chinese: `一`, `十二`, `二十`. Beyond 99 in digits.
pub fn chinese_number(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: usize| DIGITS.get(at).copied().unwrap_or_default();
    match (number.checked_div(10), number.checked_rem(10)) {
        (Some(0), Some(ones)) if ones > 0 => digit(ones).to_owned(),
        (Some(1), Some(ones)) => format!("十{}", digit(ones)),
        (Some(tens @ 2..=9), Some(ones)) => format!("{}十{}", digit(tens), digit(ones)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart_by_how_they_begin() {
        for (text, line) in [
            ("（一）总体情况", DocumentLine::Second),
            ("（十二）总体情况", DocumentLine::Second),
            ("1.专利转让", DocumentLine::Third),
            ("12．专利转让", DocumentLine::Third),
            ("（2）到账金额", DocumentLine::Fourth),
            ("1.5 亿元的缺口", DocumentLine::Paragraph),
            ("（注）总体情况", DocumentLine::Paragraph),
            ("（一）这一句以句号结束，是段落。", DocumentLine::Paragraph),
            ("2022年完成 1,200 件", DocumentLine::Paragraph),
            ("", DocumentLine::Paragraph),
        ] {
            assert_eq!(DocumentLine::of(text), line, "{text}");
        }
    }

    #[test]
    fn numbers_are_written_as_headings_have_them() {
        for (number, text) in
            [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (100, "100"), (0, "0")]
        {
            assert_eq!(chinese_number(number), text);
        }
    }
}
