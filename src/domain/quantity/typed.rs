//! Parses what a person typed. Full-width digits, separators, spaces and units are understood; anything else is
//! reported, never guessed.

use super::{Exact, Quantity, QuantityError, Unit, exact_from_decimal};
use rust_decimal::Decimal;
use thiserror::Error;

/// Why typed text is not a figure.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TypedError {
    /// A character that cannot be part of a number.
    #[error("'{character}' at place {place} is not a digit")]
    Character {
        /// The character as typed.
        character: char,
        /// Its position in the text, from 1.
        place: usize,
    },
    /// Thousands separators that do not group by three digits.
    #[error("separators do not group by three digits")]
    Grouping,
    /// More than one decimal point.
    #[error("more than one decimal point")]
    Points,
    /// A unit that this field does not accept.
    #[error("unit {0} does not fit")]
    Unit(String),
    /// A rate of 1 or more without a percent sign: 30 could be 30 % or thirtyfold.
    #[error("a percent sign is missing")]
    PercentSign,
    /// No digits: a unit, a dash or a point alone.
    #[error("no digits")]
    NoDigits,
    /// A number that the series does not accept.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

/// Reads a typed figure of that unit. `Ok(None)` is a blank.
pub fn read_typed(text: &str, unit: &Unit) -> Result<Option<Quantity>, TypedError> {
    let Some(Typed { value, suffix }) = split(text)? else { return Ok(None) };
    let scaled = in_unit(value, &suffix, unit)?;
    Ok(Some(Quantity::from_decimal(scaled, unit)?))
}

/// Reads a typed rate or share: `30%`, `30％` or `0.3`. `Ok(None)` is a blank.
pub fn read_typed_share(text: &str) -> Result<Option<Exact>, TypedError> {
    let Some(Typed { value, suffix }) = split(text)? else { return Ok(None) };
    let share = match suffix.as_str() {
        "%" => value.checked_div(Decimal::ONE_HUNDRED).ok_or(QuantityError::TooLong)?,
        "" if value >= Decimal::ONE => return Err(TypedError::PercentSign),
        "" => value,
        other => return Err(TypedError::Unit(other.to_owned())),
    };
    if share.normalize().scale() > 6 {
        return Err(QuantityError::TooManyDecimals.into());
    }
    Ok(Some(exact_from_decimal(share)))
}

/// A number and the unit after it.
struct Typed {
    value: Decimal,
    suffix: String,
}

fn split(text: &str) -> Result<Option<Typed>, TypedError> {
    let plain = without_spaces(text);
    let Some((_, first)) = plain.first() else { return Ok(None) };
    if plain.iter().all(|(_, character)| matches!(character, '-' | '/')) {
        // In many tables a dash means "none". Whether that is a blank or 0, only the person knows.
        return Err(TypedError::NoDigits);
    }
    if matches!(first, '-' | '(') {
        return Err(QuantityError::Negative.into());
    }
    let split_at = plain.iter().position(|(_, character)| !is_number_part(*character)).unwrap_or(plain.len());
    let (number, suffix) = plain.split_at(split_at);
    let suffix_text: String = suffix.iter().map(|(_, character)| character).collect();
    if let Some((place, character)) = suffix.iter().find(|(_, character)| !is_unit_part(*character)) {
        // A digit after a word is not the error: report the word.
        let first = suffix.first().copied().unwrap_or((*place, *character));
        let (place, character) = if is_number_part(*character) { first } else { (*place, *character) };
        return Err(TypedError::Character { character: original(text, place, character), place });
    }
    let number: String = number.iter().map(|(_, character)| character).collect();
    if number.is_empty() {
        return Err(TypedError::NoDigits);
    }
    Ok(Some(Typed { value: decimal(&number)?, suffix: suffix_text }))
}

/// Half-width characters with their positions. A space between two digits counts as a separator, so that two
/// numbers in one field are not joined.
fn without_spaces(text: &str) -> Vec<(usize, char)> {
    let mut plain: Vec<(usize, char)> = Vec::new();
    let mut space = None;
    for (place, character) in (1_usize..).zip(text.chars().map(half_width)) {
        if character.is_whitespace() || is_invisible(character) {
            space = Some(place);
            continue;
        }
        let after_digit = plain.last().is_some_and(|(_, last)| last.is_ascii_digit());
        if let (Some(place), true, true) = (space, after_digit, character.is_ascii_digit()) {
            plain.push((place, ','));
        }
        space = None;
        plain.push((place, character));
    }
    plain
}

fn decimal(number: &str) -> Result<Decimal, TypedError> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if fraction.contains('.') {
        return Err(TypedError::Points);
    }
    if fraction.contains(',') || !is_grouped(whole) {
        return Err(TypedError::Grouping);
    }
    let whole = whole.replace(',', "");
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    if whole.is_empty() && fraction.is_empty() && !number.contains('0') {
        return Err(TypedError::NoDigits);
    }
    if whole.len() > 15 {
        return Err(QuantityError::TooLong.into());
    }
    if fraction.len() > 12 {
        return Err(QuantityError::TooManyDecimals.into());
    }
    Decimal::from_str_exact(&format!("0{whole}.{fraction}0")).map_err(|_| QuantityError::TooLong.into())
}

/// True without separators, or if groups of three follow a first group of one to three digits.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    rest.peek().is_none() || ((1..=3).contains(&first.len()) && rest.all(|group| group.len() == 3))
}

/// Converts a value from its typed unit to the field's own unit.
fn in_unit(value: Decimal, suffix: &str, unit: &Unit) -> Result<Decimal, TypedError> {
    if suffix.is_empty() || suffix == unit.symbol() {
        return Ok(value);
    }
    let (factor_up, factor_down) = match unit.power_of_ten_yuan() {
        Some(own) => {
            // For money 5000万 means 5000万元, whatever the field's own unit.
            let named = if matches!(suffix, "万" | "亿") { format!("{suffix}元") } else { suffix.to_owned() };
            let typed = Unit::new(&named).power_of_ten_yuan().ok_or_else(|| TypedError::Unit(suffix.to_owned()))?;
            (typed.saturating_sub(own), own.saturating_sub(typed))
        }
        None => match suffix.strip_suffix(unit.symbol()).unwrap_or(suffix) {
            "万" => (4, 0),
            "亿" => (8, 0),
            _ => return Err(TypedError::Unit(suffix.to_owned())),
        },
    };
    let ten = |power: u32| 10_i64.checked_pow(power).map(Decimal::from).ok_or(QuantityError::TooLong);
    let up = value.checked_mul(ten(factor_up)?).ok_or(QuantityError::TooLong)?;
    let scaled = up.checked_div(ten(factor_down)?).ok_or(QuantityError::TooLong)?;
    // The division is exact unless the decimal ran out of digits.
    let back = scaled.checked_mul(ten(factor_down)?).ok_or(QuantityError::TooLong)?;
    if back == up { Ok(scaled) } else { Err(QuantityError::TooManyDecimals.into()) }
}

fn half_width(character: char) -> char {
    match character {
        '０'..='９' | '．' | '，' | '－' | '％' | '（' | '）' => {
            u32::from(character).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(character)
        }
        '−' | '–' | '—' => '-',
        '。' => '.',
        '٬' | '\'' | '’' => ',',
        other => other,
    }
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}')
}

fn is_number_part(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '.' | ',')
}

/// Han characters can be a unit, and so can a percent sign; letters and signs cannot.
fn is_unit_part(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}' | '%')
}

/// The character as the person typed it, for the message.
fn original(text: &str, place: usize, fallback: char) -> char {
    place.checked_sub(1).and_then(|index| text.chars().nth(index)).unwrap_or(fallback)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, unit: &str, expect: &str) {
        let read = read_typed(text, &Unit::new(unit));
        let shown = match read {
            Ok(None) => "blank".to_owned(),
            Ok(Some(quantity)) => quantity.to_string(),
            Err(error) => error.to_string(),
        };
        assert_eq!(shown, expect, "{text} in {unit}");
    }

    #[test]
    fn people_type_numbers_in_many_ways() {
        check("1200", "件", "1200");
        check("１２３４．５", "万元", "1234.5");
        check("1,234.5", "万元", "1234.5");
        check("1，234，567", "件", "1234567");
        check(" 1 200 件 ", "件", "1200");
        check("4.5亿元", "万元", "45000");
        check("45000万元", "亿元", "4.5");
        check("12.5元", "万元", "0.00125");
        check("5000万", "万元", "5000");
        check("5000万", "亿元", "0.5");
        check("4.5亿", "万元", "45000");
        check("２亿", "亿元", "2");
        check("1.2万件", "件", "12000");
        check("3万", "人", "30000");
        check("0", "件", "0");
        check("0.0", "件", "0");
        check("", "件", "blank");
        check(" \u{3000}\t", "件", "blank");
        check("900719925474099.000001", "万元", "900719925474099.000001");
    }

    #[test]
    fn what_is_no_number_is_named() {
        check("12O0", "件", "'O' at place 3 is not a digit");
        check("１２Ｏ0", "件", "'Ｏ' at place 3 is not a digit");
        check("1e5", "万元", "'e' at place 2 is not a digit");
        check("NaN", "万元", "'N' at place 1 is not a digit");
        check("=1+1", "件", "'=' at place 1 is not a digit");
        check("12,00", "件", "separators do not group by three digits");
        // In Chinese 、 separates the items of a list.
        check("120、300", "件", "'、' at place 4 is not a digit");
        check("12 34", "件", "separators do not group by three digits");
        check("1,2345", "件", "separators do not group by three digits");
        check("1.2.3", "万元", "more than one decimal point");
        check("1.2", "件", "a fraction of a count");
        check("-5", "件", "negative");
        check("−20", "万元", "negative");
        check("（20）", "万元", "negative");
        check("1234567890123456", "件", "more than 15 integer digits");
        check("0.0000001", "万元", "more than 6 decimals");
        check("0.001元", "亿元", "more than 6 decimals");
        check("5家", "件", "unit 家 does not fit");
        check("件", "件", "no digits");
        check("—", "件", "no digits");
        check("--", "万元", "no digits");
        check("约20", "件", "'约' at place 1 is not a digit");
        check("12件3", "件", "'件' at place 3 is not a digit");
        check(".", "万元", "no digits");
        check("5%", "件", "unit % does not fit");
    }

    #[test]
    fn rates_are_typed_as_percent_or_fraction() {
        let read = |text: &str| read_typed_share(text).unwrap().map(|share| share.to_string());
        assert_eq!(read("30%").as_deref(), Some("3/10"));
        assert_eq!(read("３０％").as_deref(), Some("3/10"));
        assert_eq!(read("0.25").as_deref(), Some("1/4"));
        assert_eq!(read(""), None);
        assert!(read_typed_share("三成").is_err());
        assert_eq!(read_typed_share("30"), Err(TypedError::PercentSign));
        assert_eq!(read_typed_share("1"), Err(TypedError::PercentSign));
        assert_eq!(read("130%").as_deref(), Some("13/10"));
    }
}
