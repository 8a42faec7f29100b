//! The grid of fields that a paste fills: the names of its rows and columns, and which field stands where.

use crate::domain::figures::TargetSlot;
use crate::domain::quantity::{Period, Unit};
use crate::workspace::Field;

/// A grid of fields with its labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What each column is for.
    pub heads: Vec<FieldColumn>,
    /// The rows.
    pub lines: Vec<FieldRow>,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldColumn {
    /// Figures of a period.
    Period(Period),
    /// Targets.
    Slot(TargetSlot),
}

/// A row of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRow {
    /// The names that a label may use; the first is the one on screen.
    pub names: Vec<String>,
    /// The unit of its figures.
    pub unit: Unit,
    /// One for each column; `None` where nothing can be entered.
    pub fields: Vec<Option<Field>>,
}

impl Sheet {
    /// The same sheet, after a person has said that `label` means row `line`.
    pub fn also_called(&self, label: &str, line: usize) -> Sheet {
        let mut sheet = self.clone();
        if let Some(line) = sheet.lines.get_mut(line) {
            line.names.push(without_unit(label).0.to_owned());
        }
        sheet
    }

    /// The columns that a heading names.
    pub(super) fn columns_named(&self, text: &str) -> Vec<usize> {
        let text = plain(without_unit(text).0);
        let one_year = self.one_year();
        let named = |head: &FieldColumn| spellings(*head, one_year).contains(&text);
        self.heads.iter().enumerate().filter(|(_, head)| named(head)).map(|(index, _)| index).collect()
    }

    /// The rows that a label names.
    pub(super) fn lines_named(&self, text: &str) -> Vec<usize> {
        let text = plain(without_unit(text).0);
        let named = |line: &FieldRow| !text.is_empty() && line.names.iter().any(|name| plain(name) == text);
        self.lines.iter().enumerate().filter(|(_, line)| named(line)).map(|(index, _)| index).collect()
    }

    /// True if all period columns are of one year, so that 3月 alone names one.
    fn one_year(&self) -> bool {
        let mut years = self.heads.iter().filter_map(|head| match head {
            FieldColumn::Period(period) => Some(period.year()),
            FieldColumn::Slot(_) => None,
        });
        let first = years.next();
        first.is_some() && years.all(|year| Some(year) == first)
    }
}

/// The ways people write a heading, normalised by `plain`.
fn spellings(head: FieldColumn, one_year: bool) -> Vec<String> {
    let digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let han = |index: u8| digits.get(usize::from(index).saturating_sub(1)).copied().unwrap_or_default();
    match head {
        FieldColumn::Period(Period::Year(year)) => {
            let mut known = vec![format!("{year}"), format!("{year}年"), format!("{year}年度"), format!("{year}全年")];
            known.push(format!("{year}年全年"));
            if one_year {
                known.extend(["全年", "年度", "全年数", "全年合计"].map(str::to_owned));
            }
            known
        }
        FieldColumn::Period(Period::Quarter(year, quarter)) => {
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
        FieldColumn::Period(Period::Month(year, month)) => {
            let plain =
                [format!("{month}月"), format!("{month:02}月"), format!("{}月", han(month)), format!("{month}月份")];
            let mut known = with_year(year, &plain, one_year);
            for separator in ["-", ".", "/"] {
                known.extend([format!("{year}{separator}{month}"), format!("{year}{separator}{month:02}")]);
            }
            known
        }
        FieldColumn::Slot(TargetSlot::Year(year)) => {
            vec![format!("{year}"), format!("{year}年"), format!("{year}年度"), format!("{year}年目标")]
        }
        FieldColumn::Slot(TargetSlot::Total) => ["累计", "合计", "总计", "累计目标"].map(str::to_owned).to_vec(),
        FieldColumn::Slot(TargetSlot::Rate) => ["年均增长", "年均增幅", "增长率", "增速"].map(str::to_owned).to_vec(),
        FieldColumn::Slot(TargetSlot::Share) => ["比率", "占比", "实施率"].map(str::to_owned).to_vec(),
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

/// Normalises a label: half width, lower case, no spaces, no commas, colons or quotes.
pub(in crate::exchange) fn plain(text: &str) -> String {
    let half_width = text.chars().map(|character| match character {
        '！'..='～' => u32::from(character).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(character),
        other => other,
    });
    let dropped =
        |character: &char| character.is_whitespace() || matches!(character, '、' | ',' | ':' | '“' | '”' | '"');
    half_width.filter(|character| !dropped(character)).flat_map(char::to_lowercase).collect()
}

/// Splits a label from the unit at its end, in brackets or after a separator: `到账金额（亿元）`, `到账金额，亿元`, `2021年/亿元`.
pub(in crate::exchange) fn without_unit(label: &str) -> (&str, Option<&str>) {
    let trimmed = label.trim();
    if let Some(inner) = trimmed.strip_suffix(['）', ')', ']', '】', '〕']) {
        return match inner.rsplit_once(['（', '(', '[', '【', '〔']) {
            Some((name, unit)) => match after_unit_word(unit).unwrap_or(unit).trim() {
                unit if is_unit(unit) => (name.trim_end(), Some(unit)),
                _ => (trimmed, None),
            },
            None => (trimmed, None),
        };
    }
    match trimmed.rsplit_once(['，', ',', '/', '／', '、', '：', ':', ' ', '\u{3000}']) {
        Some((name, unit)) if !name.trim().is_empty() && is_unit(unit) && after_unit_word(trimmed).is_none() => {
            (name.trim_end(), Some(unit.trim()))
        }
        _ => (trimmed, None),
    }
}

/// The text after the word for a unit: `单位：万元`, `金额单位：万元`.
pub(super) fn after_unit_word(text: &str) -> Option<&str> {
    let bare = text.trim().trim_matches(['(', ')', '（', '）', '[', ']', '【', '】']).trim();
    let (before, rest) = bare.split_once("单位")?;
    let known = matches!(before.trim(), "" | "金额" | "计量" | "货币" | "统计" | "数量" | "数据");
    known.then(|| rest.trim_start_matches([':', '：', ' ', '\u{3000}']))
}

/// True if the text is one unit, or several for the different rows of a table. Units that figures must be converted
/// from count too.
pub(super) fn is_unit(text: &str) -> bool {
    let mut units = units_in(text).peekable();
    units.peek().is_some() && units.all(|unit| kind_of(unit).is_some())
}

/// The units that a text names, in order.
fn units_in(text: &str) -> impl Iterator<Item = &str> {
    let units = text.split(['、', ',', '，', '/', '／']).map(str::trim);
    units.map(|unit| unit.strip_prefix("人民币").unwrap_or(unit))
}

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KindOfUnit {
    Money,
    Count,
    Part,
}

/// What a unit measures, with or without a multiple such as 十 or 万; `None` for other words.
fn kind_of(unit: &str) -> Option<KindOfUnit> {
    const MONEY: [&str; 6] = ["元", "美元", "港元", "欧元", "日元", "英镑"];
    const COUNTED: [&str; 9] = ["件", "家", "人", "项", "笔", "个", "户", "名", "次"];
    if matches!(unit, "%" | "％") {
        return Some(KindOfUnit::Part);
    }
    let base = unit.trim_start_matches(['十', '百', '千', '万', '亿']);
    match base {
        base if MONEY.contains(&base) => Some(KindOfUnit::Money),
        base if COUNTED.contains(&base) => Some(KindOfUnit::Count),
        _ => None,
    }
}

/// The table's unit for a row measured in `own`, if it is a different one: such figures must be converted or refused.
/// Counting words without a multiple (件, 家, 个) are all the same unit.
pub(super) fn other_unit<'t>(named: &'t str, own: &Unit) -> Option<&'t str> {
    let own_kind = kind_of(own.symbol())?;
    let of_kind = units_in(named).find(|unit| kind_of(unit) == Some(own_kind)).or_else(|| units_in(named).next())?;
    let is_plain_count =
        kind_of(of_kind) == Some(KindOfUnit::Count) && !of_kind.starts_with(['十', '百', '千', '万', '亿']);
    let same = of_kind == own.symbol() || (own_kind == KindOfUnit::Count && is_plain_count);
    (!same).then_some(of_kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_wherever_people_write_them() {
        let check =
            |label: &str, name: &str, unit: &str| assert_eq!(without_unit(label), (name, Some(unit)), "{label}");
        check("到账金额（亿元）", "到账金额", "亿元");
        check("到账金额（单位：千元）", "到账金额", "千元");
        check("到账金额，亿元", "到账金额", "亿元");
        check("到账金额[亿元]", "到账金额", "亿元");
        check("2021年/亿元", "2021年", "亿元");
        check("到账金额 亿元", "到账金额", "亿元");
        for label in ["到账金额", "到账金额（到账）", "合同金额、到账金额", "单位：万元"] {
            assert_eq!(without_unit(label), (label, None));
        }
        for unit in ["亿元", "百万元", "万人", "美元", "万美元", "人民币亿元", "亿元、件", "%"] {
            assert!(is_unit(unit), "{unit}");
        }
        for word in ["", "单位", "个人", "示例市", "金额", "万"] {
            assert!(!is_unit(word), "{word}");
        }
    }

    #[test]
    fn figures_of_another_unit_are_converted_or_refused() {
        let other = |named: &'static str, own: &str| other_unit(named, &Unit::new(own));
        assert_eq!(other("亿元、件", "万元"), Some("亿元"));
        assert_eq!((other("亿元、件", "件"), other("个", "家"), other("万元", "万元")), (None, None, None));
        assert_eq!(
            (other("千元", "万元"), other("万人", "人"), other("件", "万元")),
            (Some("千元"), Some("万人"), Some("件"))
        );
    }
}
