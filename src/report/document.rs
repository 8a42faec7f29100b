//! The model of a document: what Word, print and the page's own view draw. Order and numbers are the
//! model's; fonts and measures are not.

use serde::{Deserialize, Serialize};

/// A document as it is handed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What invented data is marked with; empty for real ones.
    pub mark: String,
    /// The letter that it goes up with.
    pub letter: Option<Letter>,
    /// 主送 – to whom it goes; empty where the letter says so, or nobody is named.
    pub addressee: String,
    /// The body.
    pub parts: Vec<Part>,
    /// Who signs it, and the day; nobody where the letter is signed.
    pub signed: Signed,
    /// 附件 – each on a page of its own.
    pub annexes: Vec<Part>,
    /// 附注 – by what was counted, from which figures, at the very end.
    pub remarks: Vec<String>,
}

/// 报送件 – the letter in front.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its title.
    pub title: String,
    /// 主送
    pub addressee: String,
    /// Its paragraphs.
    pub text: Vec<String>,
    /// Who signs it, and the day.
    pub signed: Signed,
}

/// 署名和成文日期
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The offices, the first one first.
    pub offices: Vec<String>,
    /// The day in words: `2022年3月31日`.
    pub day: String,
}

/// A part of the body, or an annex.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Key, by which it is switched off and its text is changed.
    pub id: String,
    /// Its heading without a number; an annex's title.
    pub heading: String,
    /// Its lines: paragraphs and lower headings, told apart by how they begin.
    pub text: Vec<String>,
    /// What stands below the text.
    pub exhibits: Vec<Exhibit>,
}

/// What is no text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Exhibit {
    /// A table.
    Table(Table),
    /// A chart.
    Picture(Picture),
}

/// A table, whose head is repeated on each page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What stands above it; may be empty.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; a cell's lines are parted by line breaks.
    pub rows: Vec<Vec<String>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub head: String,
    /// Its part of the width, beside the others'.
    pub width: u16,
    /// Where its cells begin.
    pub align: Align,
}

/// Where a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// At the left: words.
    Left,
    /// In the middle: short words.
    Middle,
    /// At the right: figures.
    Right,
}

/// A picture, whose bytes travel beside the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Which of the pictures, from 0.
    pub number: usize,
    /// What stands below it.
    pub caption: String,
    /// What it shows, for who cannot see it.
    pub alt: String,
    /// Width and height in pixels of the screen.
    pub size: (u32, u32),
}

/// What a line of a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// （一）
    Second,
    /// 1.
    Third,
    /// （1）
    Fourth,
    /// Anything else.
    Paragraph,
}

impl Line {
    /// Told by how the line begins, as official documents number (GB/T 9704-2012, 7.3.3). A paragraph that
    /// begins with a number is a paragraph all the same: only a short line without a full stop is a heading.
    pub fn of(text: &str) -> Line {
        let is_short = text.chars().count() <= 40 && !text.ends_with(['。', '；', '：', '，']);
        let bracketed = text.strip_prefix('（').and_then(|rest| rest.split_once('）')).map(|(inner, _)| inner);
        let is_all = |text: &str, of: fn(char) -> bool| !text.is_empty() && text.chars().all(of);
        if !is_short {
            return Line::Paragraph;
        }
        match bracketed {
            Some(inner) if is_all(inner, |character| "一二三四五六七八九十".contains(character)) => {
                Line::Second
            }
            Some(inner) if is_all(inner, |character| character.is_ascii_digit()) => Line::Fourth,
            Some(_) => Line::Paragraph,
            None => match text.split_once(['.', '．']) {
                Some((number, rest))
                    if is_all(number, |character| character.is_ascii_digit())
                        && !rest.starts_with(|c: char| c.is_ascii_digit()) =>
                {
                    Line::Third
                }
                _ => Line::Paragraph,
            },
        }
    }
}

impl Part {
    /// A part of text alone.
    pub fn of_text(id: &str, heading: &str, text: Vec<String>) -> Part {
        Part { id: id.to_owned(), heading: heading.to_owned(), text, exhibits: Vec::new() }
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

    /// What an annex is called: of a document that is an annex itself it is a 附表.
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
            ("（一）总体情况", Line::Second),
            ("（十二）总体情况", Line::Second),
            ("1.专利转让", Line::Third),
            ("12．专利转让", Line::Third),
            ("（2）到账金额", Line::Fourth),
            ("1.5 亿元的缺口", Line::Paragraph),
            ("（注）总体情况", Line::Paragraph),
            ("（一）这一句以句号结束，是段落。", Line::Paragraph),
            ("2022年完成 1,200 件", Line::Paragraph),
            ("", Line::Paragraph),
        ] {
            assert_eq!(Line::of(text), line, "{text}");
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
