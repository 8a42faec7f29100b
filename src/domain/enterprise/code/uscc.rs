//! 统一社会信用代码 (GB 32100-2015): 17 characters and a check character over weights 3^(i−1) mod 31.

use super::folded;
use crate::domain::quantity::Day;
use thiserror::Error;

/// The characters of a code by their values; I, O, S, V and Z are left out.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// The number of characters of a code.
const LENGTH: usize = 18;

/// A code with a correct check character.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uscc(String);

/// Why a text is not a code.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum UsccProblem {
    /// Not 18 characters.
    #[error("{0} characters, not 18")]
    Length(usize),
    /// A character that cannot be part of a code.
    #[error("'{character}' at place {place} is in no code")]
    Character {
        /// The character, upper case.
        character: char,
        /// Its position, from 1.
        place: usize,
    },
    /// The check character is wrong.
    #[error("the check character is {found}, it would be {expected}")]
    CheckDigit {
        /// The correct check character.
        expected: char,
        /// The check character found.
        found: char,
    },
    /// A spreadsheet kept the first 15 digits of a code without letters and replaced the rest by zeros. Holds
    /// the codes that begin with them and have correct check characters.
    #[error("cut to 15 digits; it may have been {0:?}")]
    CutTo15Digits(Vec<String>),
    /// A spreadsheet's scientific notation: most of the code is gone.
    #[error("scientific notation")]
    Scientific,
}

/// Something odd about a code with a correct check character: a hint, not an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsccDoubt {
    /// It is a valid 公民身份号码 (GB 11643) as well.
    PersonalId,
    /// All digits, with three zeros at the end: a spreadsheet may have cut it, and the check character fits by
    /// chance.
    MaybeCut,
    /// Characters 9 to 17 are not a 组织机构代码 under GB 11714; it would end in this character.
    Organisation(char),
}

impl Uscc {
    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 登记管理部门 and 机构类别: what the first two characters say, `91` for a firm, `12` for a public
    /// institution, and so on.
    pub fn register(&self) -> &str {
        self.0.get(..2).unwrap_or_default()
    }

    /// What is odd about it.
    pub fn doubt(&self) -> Option<UsccDoubt> {
        if is_personal_id(&self.0) {
            return Some(UsccDoubt::PersonalId);
        }
        if self.0.ends_with("000") && self.0.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(UsccDoubt::MaybeCut);
        }
        let organisation = self.0.get(8..16)?;
        let expected = organisation_check(organisation)?;
        (self.0.chars().nth(16) != Some(expected)).then_some(UsccDoubt::Organisation(expected))
    }
}

/// Reads a code as people write it. `Ok(None)` is a blank.
pub fn read_uscc(text: &str) -> Result<Option<Uscc>, UsccProblem> {
    let code = as_number_was(folded(text).chars().filter(|character| *character != '-').collect());
    if code.is_empty() {
        return Ok(None);
    }
    let (mantissa, exponent) = code.split_once('E').unwrap_or((&code, ""));
    let digits = |text: &str| !text.is_empty() && text.chars().all(|character| character.is_ascii_digit());
    // E is also a letter of codes; a point or a plus never is part of one.
    let says_power = mantissa.contains('.') || exponent.starts_with('+');
    if says_power && digits(exponent.trim_start_matches('+')) && digits(&mantissa.replacen('.', "", 1)) {
        return Err(UsccProblem::Scientific);
    }
    let strange = (1_usize..).zip(code.chars()).find(|(_, character)| value_of(*character).is_none());
    if let Some((place, character)) = strange {
        return Err(UsccProblem::Character { character, place });
    }
    let length = code.chars().count();
    if length != LENGTH {
        return Err(UsccProblem::Length(length));
    }
    let found = code.chars().next_back().unwrap_or_default();
    match check_character(&code) {
        expected if expected == found => Ok(Some(Uscc(code))),
        _ if digits(&code) && code.ends_with("000") => Err(UsccProblem::CutTo15Digits(of_first_15(&code))),
        expected => Err(UsccProblem::CheckDigit { expected, found }),
    }
}

/// Removes what a spreadsheet adds to a code that it takes for a number: a mark for text, separators, decimals.
fn as_number_was(code: String) -> String {
    let bare = code.trim_start_matches(['\'', '’']);
    let whole = bare.split_once('.').filter(|(_, decimals)| decimals.bytes().all(|byte| byte == b'0'));
    let plain = whole.map_or(bare, |(whole, _)| whole).replace(',', "");
    let is_number = !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { plain } else { bare.to_owned() }
}

fn value_of(character: char) -> Option<u32> {
    let place = ALPHABET.iter().position(|known| char::from(*known) == character)?;
    u32::try_from(place).ok()
}

/// The check character for the first 17 characters. A remainder of 0 gives the check character 0, which some
/// programs get wrong.
fn check_character(code: &str) -> char {
    let weights = std::iter::successors(Some(1_u32), |weight| weight.checked_mul(3)?.checked_rem(31));
    let products = code.chars().take(17).zip(weights).map(|(character, weight)| {
        let value = value_of(character).unwrap_or_default();
        value.saturating_mul(weight)
    });
    let remainder = products.sum::<u32>() % 31;
    let check = 31_u32.saturating_sub(remainder) % 31;
    usize::try_from(check).ok().and_then(|check| ALPHABET.get(check)).map_or('0', |found| char::from(*found))
}

/// The check character for the eight characters of an organisation code (GB 11714).
fn organisation_check(body: &str) -> Option<char> {
    let weights = [3_u32, 7, 9, 10, 5, 8, 4, 2];
    let mut sum = 0_u32;
    for (character, weight) in body.chars().zip(weights) {
        sum = sum.checked_add(character.to_digit(36)?.checked_mul(weight)?)?;
    }
    match 11_u32.checked_sub(sum % 11)? {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    }
}

/// The codes of digits only that begin with the first 15 digits of `code` and have both check characters
/// correct.
fn of_first_15(code: &str) -> Vec<String> {
    let kept: String = code.chars().take(15).collect();
    let whole = |lost: char| {
        let organisation = format!("{}{lost}", kept.get(8..)?);
        let body = format!("{kept}{lost}{}", organisation_check(&organisation)?);
        let check = check_character(&body);
        let all = format!("{body}{check}");
        all.chars().all(|character| character.is_ascii_digit()).then_some(all)
    };
    ('0'..='9').filter_map(whole).collect()
}

/// True for 18 digits, or 17 and an X, with a date of birth and the check character of GB 11643.
fn is_personal_id(code: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let mut sum = 0_u32;
    for (character, weight) in code.chars().zip(WEIGHTS) {
        let Some(digit) = character.to_digit(10) else { return false };
        sum = sum.saturating_add(digit.saturating_mul(weight));
    }
    let check = usize::try_from(sum % 11).ok().and_then(|at| "10X98765432".chars().nth(at));
    let born = match (code.get(6..10), code.get(10..12), code.get(12..14)) {
        (Some(year), Some(month), Some(day)) => Day::parse(&format!("{year}-{month}-{day}")),
        _ => None,
    };
    let year = code.get(6..8).unwrap_or_default();
    born.is_some() && matches!(year, "19" | "20") && code.chars().nth(17) == check
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let read = match read_uscc(text) {
            Ok(None) => "blank".to_owned(),
            Ok(Some(code)) => code.as_str().to_owned(),
            Err(problem) => problem.to_string(),
        };
        assert_eq!(read, expect, "{text}");
    }

    /// The standard's own example, two codes made for the remainders 0 and 1, and last a fake that is in
    /// circulation (FACTS §2).
    #[test]
    fn check_characters_fit_digit_by_digit() {
        check("91350100M000100Y43", "91350100M000100Y43");
        check("916101000000000860", "916101000000000860");
        check("91610100000000430Y", "91610100000000430Y");
        check("91350100M000100Y4Z", "'Z' at place 18 is in no code");
        check("91350100M000100Y44", "the check character is 4, it would be 3");
        check("916101000000000861", "the check character is 1, it would be 0");
        check("91110108MA01FXXX00", "the check character is 0, it would be 5");
    }

    #[test]
    fn codes_are_read_as_people_write_them() {
        check(" ９１３５０１００ｍ０００１００ｙ４３ ", "91350100M000100Y43");
        check("91350100-M000100Y4-3", "91350100M000100Y43");
        check("", "blank");
        check("\u{3000}", "blank");
        check("91350100M000100Y4", "17 characters, not 18");
        check("91350100MO00100Y43", "'O' at place 10 is in no code");
        check("统一", "'统' at place 1 is in no code");
    }

    /// The candidates were computed by a separate program (weights of GB 32100 and GB 11714), one of them by
    /// hand.
    #[test]
    fn what_a_spreadsheet_cut_is_refused_with_what_it_may_have_been() {
        let cut = |text: &str| read_uscc(text).unwrap_err();
        let candidates = ["914403001922038216", "914403001922038809", "914403001922038996"].map(str::to_owned);
        assert_eq!(cut("914403001922038000"), UsccProblem::CutTo15Digits(candidates.to_vec()));
        for text in ["9.14403E+17", "9.16E17", "9.161013167890123e17", "9E+17"] {
            assert_eq!(cut(text), UsccProblem::Scientific, "{text}");
        }
        for text in ["'914403001922038000", "914,403,001,922,038,000", "914403001922038000.00"] {
            assert_eq!(cut(text), UsccProblem::CutTo15Digits(candidates.to_vec()), "{text}");
        }
        // Either its check character really is 0, or a spreadsheet cut it and 0 fits by chance: nobody can
        // tell.
        let doubt = |text: &str| read_uscc(text).unwrap().unwrap().doubt();
        assert_eq!(doubt("916101316789012000"), Some(UsccDoubt::MaybeCut));
        check("916101000000000860", "916101000000000860");
    }

    /// An invented number that fits GB 32100, GB 11714 and GB 11643 at once.
    #[test]
    fn a_persons_number_in_a_codes_place_is_a_hint() {
        assert_eq!(read_uscc("610100190001010470").unwrap().unwrap().doubt(), Some(UsccDoubt::PersonalId));
        assert_eq!(read_uscc("916101000000000860").unwrap().unwrap().doubt(), None);
    }

    #[test]
    fn an_organisation_code_that_does_not_fit_is_a_hint() {
        let doubt = |text: &str| read_uscc(text).unwrap().unwrap().doubt();
        assert_eq!(doubt("91350100M000100Y43"), None);
        assert!(doubt("9361010000LH0YWCMU").is_some());
    }
}
