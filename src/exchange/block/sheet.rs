//! A sheet of fields as a block sees it: what its rows and columns are called, and which field stands
//! where.

use crate::domain::figures::TargetSlot;
use crate::domain::quantity::{Period, Unit};
use crate::workspace::Field;

/// A grid of fields with its labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What each column is for.
    pub heads: Vec<Head>,
    /// The rows.
    pub lines: Vec<Line>,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Figures of a period.
    Period(Period),
    /// Targets.
    Slot(TargetSlot),
}

/// A row of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it may be called; the first one is the name on screen.
    pub names: Vec<String>,
    /// The unit of its figures.
    pub unit: Unit,
    /// One for each column; `None` where nothing can be entered.
    pub fields: Vec<Option<Field>>,
}

impl Sheet {
    /// The same, where a person has said which row a label means.
    pub fn also_called(&self, label: &str, line: usize) -> Sheet {
        let mut sheet = self.clone();
        if let Some(line) = sheet.lines.get_mut(line) {
            line.names.push(label.to_owned());
        }
        sheet
    }

    /// The columns that a heading names.
    pub(super) fn columns_named(&self, text: &str) -> Vec<usize> {
        let text = plain(without_unit(text).0);
        let one_year = self.one_year();
        let named = |head: &Head| spellings(*head, one_year).contains(&text);
        self.heads.iter().enumerate().filter(|(_, head)| named(head)).map(|(index, _)| index).collect()
    }

    /// The rows that a label names.
    pub(super) fn lines_named(&self, text: &str) -> Vec<usize> {
        let text = plain(without_unit(text).0);
        let named = |line: &Line| !text.is_empty() && line.names.iter().any(|name| plain(name) == text);
        self.lines.iter().enumerate().filter(|(_, line)| named(line)).map(|(index, _)| index).collect()
    }

    /// True where all columns are of one year, so that 3月 alone names one.
    fn one_year(&self) -> bool {
        let mut years = self.heads.iter().filter_map(|head| match head {
            Head::Period(period) => Some(period.year()),
            Head::Slot(_) => None,
        });
        let first = years.next();
        first.is_some() && years.all(|year| Some(year) == first)
    }
}

/// How people write a heading, in the plain form.
fn spellings(head: Head, one_year: bool) -> Vec<String> {
    let digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let han = |index: u8| digits.get(usize::from(index).saturating_sub(1)).copied().unwrap_or_default();
    match head {
        Head::Period(Period::Year(year)) => {
            let mut known = vec![format!("{year}"), format!("{year}年"), format!("{year}年度"), format!("{year}全年")];
            known.push(format!("{year}年全年"));
            if one_year {
                known.extend(["全年", "年度", "全年数", "全年合计"].map(str::to_owned));
            }
            known
        }
        Head::Period(Period::Quarter(year, quarter)) => {
            let number = han(quarter);
            let plain = [
                format!("q{quarter}"),
                format!("{number}季度"),
                format!("第{number}季度"),
                format!("{quarter}季度"),
                format!("第{quarter}季度"),
                format!("{number}季"),
            ];
            with_year(year, &plain, one_year)
        }
        Head::Period(Period::Month(year, month)) => {
            let plain =
                [format!("{month}月"), format!("{month:02}月"), format!("{}月", han(month)), format!("{month}月份")];
            let mut known = with_year(year, &plain, one_year);
            for separator in ["-", ".", "/"] {
                known.extend([format!("{year}{separator}{month}"), format!("{year}{separator}{month:02}")]);
            }
            known
        }
        Head::Slot(TargetSlot::Year(year)) => {
            vec![format!("{year}"), format!("{year}年"), format!("{year}年度"), format!("{year}年目标")]
        }
        Head::Slot(TargetSlot::Total) => ["累计", "合计", "总计", "累计目标"].map(str::to_owned).to_vec(),
        Head::Slot(TargetSlot::Rate) => ["年均增长", "年均增幅", "增长率", "增速"].map(str::to_owned).to_vec(),
        Head::Slot(TargetSlot::Share) => ["比率", "占比", "实施率"].map(str::to_owned).to_vec(),
    }
}

fn with_year(year: crate::domain::quantity::Year, plain: &[String], one_year: bool) -> Vec<String> {
    let mut known: Vec<_> =
        plain.iter().flat_map(|text| [format!("{year}年{text}"), format!("{year}{text}")]).collect();
    if one_year {
        known.extend(plain.iter().cloned());
    }
    known
}

/// A label without what people write differently: spaces, width, case, brackets' kind, punctuation.
pub(in crate::exchange) fn plain(text: &str) -> String {
    let half_width = text.chars().map(|character| match character {
        '！'..='～' => u32::from(character).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(character),
        other => other,
    });
    let dropped =
        |character: &char| character.is_whitespace() || matches!(character, '、' | ',' | ':' | '“' | '”' | '"');
    half_width.filter(|character| !dropped(character)).flat_map(char::to_lowercase).collect()
}

/// A label and the unit in brackets behind it: `到账金额（亿元）`.
pub(in crate::exchange) fn without_unit(label: &str) -> (&str, Option<&str>) {
    let trimmed = label.trim();
    let Some(inner) = trimmed.strip_suffix(['）', ')']) else { return (trimmed, None) };
    match inner.rsplit_once(['（', '(']) {
        Some((name, unit)) if is_unit(unit) => (name, Some(unit.trim())),
        _ => (trimmed, None),
    }
}

/// Symbols that stand for units in the tables of offices.
pub(super) fn is_unit(text: &str) -> bool {
    matches!(text.trim(), "件" | "家" | "人" | "项" | "笔" | "元" | "万元" | "亿元" | "个" | "%" | "％")
}
