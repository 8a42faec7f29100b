//! 专利号 and 专利申请号 (ZC 0006-2003): year, kind, serial number, and a check digit over weights 2…9, 2…5
//! mod 11. Since 2003-10-01 twelve digits before the point, eight until then.

use super::folded;
use thiserror::Error;

/// A number with a correct check digit: digits, a point, the check digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PatentNumber(String);

/// What kind of patent a number is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatentKind {
    /// 发明, also by PCT
    Invention,
    /// 实用新型, also by PCT
    UtilityModel,
    /// 外观设计
    Design,
    /// A kind digit that the office defines elsewhere: shown, not refused.
    Unknown(char),
}

/// Something odd about a number with a correct check digit: a hint, not an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatentDoubt {
    /// An unknown kind digit.
    Kind(char),
    /// Twelve digits, with a year in which numbers had eight.
    Year,
}

/// Why a text is not a patent number.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PatentNumberProblem {
    /// A character that cannot be part of a number.
    #[error("'{character}' at place {place} is in no number")]
    Character {
        /// The character, upper case.
        character: char,
        /// Its position after ZL or CN, from 1.
        place: usize,
    },
    /// 公开号 or 授权公告号: CN, digits and a letter at the end.
    #[error("a publication number, not the patent's own")]
    Publication,
    /// Neither 12 nor 8 digits before the check digit.
    #[error("{0} digits before the check digit, not 12 or 8")]
    Length(usize),
    /// The check digit is missing.
    #[error("the check digit is absent, it would be {expected}")]
    NoCheckDigit {
        /// The correct check digit.
        expected: char,
    },
    /// A spreadsheet took the text for a number and dropped a leading or trailing zero. Holds the number with
    /// it.
    #[error("a nought was lost: {0}")]
    LostZero(String),
    /// The check digit is wrong.
    #[error("the check digit is {found}, it would be {expected}")]
    CheckDigit {
        /// The correct check digit.
        expected: char,
        /// The check digit found.
        found: char,
    },
}

impl PatentNumber {
    /// Digits, a point, the check digit.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is odd about it.
    pub fn doubt(&self) -> Option<PatentDoubt> {
        let year = self.0.split_once('.').filter(|(body, _)| body.len() == 12).and_then(|(body, _)| body.get(..4));
        match self.kind() {
            PatentKind::Unknown(digit) => Some(PatentDoubt::Kind(digit)),
            _ if year.is_some_and(|year| year < "2003") => Some(PatentDoubt::Year),
            _ => None,
        }
    }

    /// What kind of patent it is of.
    pub fn kind(&self) -> PatentKind {
        let digits = self.0.find('.').unwrap_or_default();
        let kind = self.0.chars().nth(if digits == 12 { 4 } else { 2 });
        match kind {
            Some('1' | '8') => PatentKind::Invention,
            Some('2' | '9') => PatentKind::UtilityModel,
            Some('3') => PatentKind::Design,
            other => PatentKind::Unknown(other.unwrap_or_default()),
        }
    }
}

/// Reads one number as people write it. `Ok(None)` is a blank.
pub fn read_patent_number(text: &str) -> Result<Option<PatentNumber>, PatentNumberProblem> {
    let code = folded(text);
    let code = code.strip_prefix("ZL").or_else(|| code.strip_prefix("CN")).unwrap_or(&code);
    let code = code.strip_prefix('-').or_else(|| code.strip_prefix(':')).unwrap_or(code);
    if code.is_empty() {
        return Ok(None);
    }
    let strange = (1_usize..).zip(code.chars()).find(|(_, character)| !is_part(*character));
    if let Some((place, character)) = strange {
        let rest_is_digits = code.chars().take(place.saturating_sub(1)).all(|character| character.is_ascii_digit());
        let publication =
            (8..=10).contains(&place) && rest_is_digits && matches!(character, 'A'..='C' | 'S' | 'U' | 'Y');
        return Err(match publication {
            true => PatentNumberProblem::Publication,
            false => PatentNumberProblem::Character { character, place },
        });
    }
    if let Some(number) = with_lost_zero(code) {
        return Err(PatentNumberProblem::LostZero(number));
    }
    let (body, check) = split(code)?;
    let expected = check_digit(body);
    match check {
        None => Err(PatentNumberProblem::NoCheckDigit { expected }),
        Some(found) if found != expected => Err(PatentNumberProblem::CheckDigit { expected, found }),
        Some(check) => Ok(Some(PatentNumber(format!("{body}.{check}")))),
    }
}

/// Reads a list of numbers, each with its text. They are separated by commas, semicolons, 、, tabs or line
/// breaks, and by spaces where a part is not a number as a whole.
pub fn read_patent_numbers(text: &str) -> Vec<(String, Result<PatentNumber, PatentNumberProblem>)> {
    let separates = |character: char| matches!(character, ',' | '，' | ';' | '；' | '、' | '\n' | '\r' | '\t');
    let mut numbers = Vec::new();
    for part in text.split(separates).map(str::trim) {
        match read_patent_number(part) {
            Ok(None) => {}
            Ok(Some(number)) => numbers.push((part.to_owned(), Ok(number))),
            Err(_) => numbers.extend(apart_by_spaces(part)),
        }
    }
    numbers
}

/// Numbers separated by spaces; a prefix on its own, such as ZL, belongs to the number after it.
fn apart_by_spaces(text: &str) -> Vec<(String, Result<PatentNumber, PatentNumberProblem>)> {
    let mut numbers = Vec::new();
    let mut prefix = String::new();
    for part in text.split_whitespace() {
        let part = format!("{}{part}", std::mem::take(&mut prefix));
        match read_patent_number(&part) {
            Ok(None) => prefix = part,
            Ok(Some(number)) => numbers.push((part, Ok(number))),
            Err(problem) => numbers.push((part, Err(problem))),
        }
    }
    numbers
}

/// The number from which a spreadsheet dropped `.0` at the end or zeros at the beginning, if its check digit
/// then fits.
fn with_lost_zero(code: &str) -> Option<String> {
    let (body, check) = code.split_once('.').unwrap_or((code, "0"));
    let cut = matches!((body.len(), code.contains('.')), (6 | 7, _) | (8 | 12, false));
    if !cut || !body.chars().all(|character| character.is_ascii_digit()) {
        return None;
    }
    let body = format!("{body:0>8}");
    (check == check_digit(&body).to_string()).then(|| format!("{body}.{check}"))
}

fn is_part(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '.' | 'X')
}

/// The digits before the check digit, and the check digit where there is one; the point may be left out.
fn split(code: &str) -> Result<(&str, Option<char>), PatentNumberProblem> {
    let (body, check) = match code.split_once('.') {
        Some((body, check)) => (body, check),
        None => match code.len() {
            9 | 13 => code.split_at(code.len().saturating_sub(1)),
            _ => (code, ""),
        },
    };
    let stray = (1_usize..).zip(body.chars()).find(|(_, character)| !character.is_ascii_digit());
    if let Some((place, character)) = stray {
        return Err(PatentNumberProblem::Character { character, place });
    }
    if !matches!(body.len(), 8 | 12) {
        return Err(PatentNumberProblem::Length(body.len()));
    }
    let mut checks = check.chars();
    match (checks.next(), checks.next()) {
        (check, None) if check != Some('.') => Ok((body, check)),
        (first, second) => {
            let place = body.len().saturating_add(if second.is_some() { 3 } else { 2 });
            Err(PatentNumberProblem::Character { character: second.or(first).unwrap_or('.'), place })
        }
    }
}

fn check_digit(body: &str) -> char {
    let weights = (2_u32..=9).cycle();
    let products = body.chars().zip(weights).map(|(digit, weight)| {
        let digit = digit.to_digit(10).unwrap_or_default();
        digit.saturating_mul(weight)
    });
    match products.sum::<u32>() % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(read: Result<Option<PatentNumber>, PatentNumberProblem>) -> String {
        match read {
            Ok(None) => "blank".to_owned(),
            Ok(Some(number)) => number.as_str().to_owned(),
            Err(problem) => problem.to_string(),
        }
    }

    fn check(text: &str, expect: &str) {
        assert_eq!(shown(read_patent_number(text)), expect, "{text}");
    }

    /// Numbers made for their check digits: 2…9, 2…5 as weights, computed by hand.
    #[test]
    fn check_digits_fit() {
        check("ZL201090000123.0", "201090000123.0");
        check("201090000123.1", "the check digit is 1, it would be 0");
        check("90101673.X", "90101673.X");
        check("90101673.1", "the check digit is 1, it would be X");
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in [
            "ZL 201090000123.0",
            "zl201090000123．0",
            "CN201090000123.0",
            "ＺＬ２０１０９００００１２３。０",
            "2010900001230",
            " 2010 9000 0123 . 0 ",
        ] {
            check(text, "201090000123.0");
        }
        check("90101673x", "90101673.X");
        check("", "blank");
        check("ZL", "blank");
        check("201090000124", "the check digit is absent, it would be 5");
        check("CN112345678A", "a publication number, not the patent's own");
        check("20109000012.0", "11 digits before the check digit, not 12 or 8");
        check("2010900O0123.0", "'O' at place 8 is in no number");
        check("201090000123.0.0", "'.' at place 15 is in no number");
        check("201090000123..", "'.' at place 14 is in no number");
        check("2010900X0123.0", "'X' at place 8 is in no number");
    }

    /// 0·2 + 1·3 + 1·4 + 0·5 + 6·6 + 7·7 + 8·8 + 8·9 = 228, which leaves 8.
    #[test]
    fn a_nought_that_a_spreadsheet_dropped_is_offered() {
        check("201090000123", "a nought was lost: 201090000123.0");
        check("ZL201090000123", "a nought was lost: 201090000123.0");
        check("1106788.8", "a nought was lost: 01106788.8");
        check("1106788.7", "7 digits before the check digit, not 12 or 8");
        check("01106788.8", "01106788.8");
    }

    /// By hand: 2·1 + 3·9 + 4·9 + 5·9 + 6·1 = 116, which leaves 6; 2·9 + 4·4 = 34, which leaves 1.
    #[test]
    fn an_unknown_kind_and_an_early_year_are_hints() {
        let doubt = |text: &str| read_patent_number(text).unwrap().unwrap().doubt();
        assert_eq!(doubt("201090000123.0"), None);
        assert_eq!(doubt("199910000000.6"), Some(PatentDoubt::Year));
        assert_eq!(doubt("90400000.1"), Some(PatentDoubt::Kind('4')));
    }

    #[test]
    fn a_list_of_numbers_is_taken_apart() {
        let read = read_patent_numbers("ZL 2010 9000 0123.0、90101673.X；ZL 12 90101673X\n");
        let read: Vec<_> = read.into_iter().map(|(text, read)| (text, shown(read.map(Some)))).collect();
        let expect = [
            ("ZL 2010 9000 0123.0", "201090000123.0"),
            ("90101673.X", "90101673.X"),
            ("ZL12", "2 digits before the check digit, not 12 or 8"),
            ("90101673X", "90101673.X"),
        ];
        assert_eq!(read, expect.map(|(text, read)| (text.to_owned(), read.to_owned())));
    }
}
