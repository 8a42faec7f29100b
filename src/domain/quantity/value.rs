//! One entered figure: non-negative, at most 15 integer digits and 6 decimals.

use super::{Exact, Unit};
use num_bigint::BigInt;
use rust_decimal::Decimal;
use thiserror::Error;

/// Decimals that an amount may have.
const DECIMALS: u32 = 6;
/// Millionths in one.
const SCALE: i128 = 1_000_000;
/// 10^15 in millionths: the first value with sixteen integer digits.
const LIMIT: i128 = 1_000_000_000_000_000 * SCALE;

/// An exact figure of a series in its own unit, from 0 up to 999999999999999.999999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i128);

/// Why a number is not a valid figure of its series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum QuantityError {
    /// Below 0. Refunds and corrections belong in the ledger, not in a total.
    #[error("negative")]
    Negative,
    /// A fraction of something that is counted in whole numbers.
    #[error("a fraction of a count")]
    FractionOfCount,
    /// More than 6 decimals.
    #[error("more than 6 decimals")]
    TooManyDecimals,
    /// More than 15 integer digits.
    #[error("more than 15 integer digits")]
    TooLong,
    /// Not digits with at most one point.
    #[error("not a plain number")]
    NotANumber,
}

impl Quantity {
    /// Zero, which is a figure and not a blank.
    pub const ZERO: Quantity = Quantity(0);

    /// One.
    pub const ONE: Quantity = Quantity(SCALE);

    /// A whole number.
    pub const fn whole(number: u32) -> Quantity {
        Quantity((number as i128).saturating_mul(SCALE))
    }

    /// Checks a decimal against the entry limits and its unit.
    pub fn from_decimal(value: Decimal, unit: &Unit) -> Result<Quantity, QuantityError> {
        let value = value.normalize();
        if value.is_sign_negative() && !value.is_zero() {
            return Err(QuantityError::Negative);
        }
        if value.scale() > DECIMALS {
            return Err(QuantityError::TooManyDecimals);
        }
        if unit.is_count() && value.scale() > 0 {
            return Err(QuantityError::FractionOfCount);
        }
        let missing = DECIMALS.saturating_sub(value.scale());
        let factor = 10_i128.checked_pow(missing).ok_or(QuantityError::TooLong)?;
        let scaled = value.mantissa().checked_mul(factor).ok_or(QuantityError::TooLong)?;
        if scaled >= LIMIT { Err(QuantityError::TooLong) } else { Ok(Quantity(scaled)) }
    }

    /// Parses the plain number format of files: ASCII digits with at most one point inside.
    pub fn parse(text: &str, unit: &Unit) -> Result<Quantity, QuantityError> {
        if text.starts_with('-') {
            return Err(QuantityError::Negative);
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(fraction) {
            return Err(QuantityError::NotANumber);
        }
        let fraction = fraction.trim_end_matches('0');
        let whole = whole.trim_start_matches('0');
        if whole.len() > 15 {
            return Err(QuantityError::TooLong);
        }
        if fraction.len() > 6 {
            return Err(QuantityError::TooManyDecimals);
        }
        let plain = format!("0{whole}.{fraction}0");
        let value = Decimal::from_str_exact(&plain).map_err(|_| QuantityError::NotANumber)?;
        Quantity::from_decimal(value, unit)
    }

    /// Converts a fraction; `None` if it does not fit the entry limits or its unit.
    pub fn from_exact(value: &Exact, unit: &Unit) -> Option<Quantity> {
        let scaled = value * Exact::from_integer(SCALE.into());
        let whole = if unit.is_count() { value.is_integer() } else { scaled.is_integer() };
        let scaled = i128::try_from(scaled.to_integer()).ok().filter(|_| whole)?;
        (0..LIMIT).contains(&scaled).then_some(Quantity(scaled))
    }

    /// The same value as a fraction, for comparing.
    pub fn exact(self) -> Exact {
        Exact::new(BigInt::from(self.0), BigInt::from(SCALE))
    }

    /// True for 0, which is not a blank.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl std::fmt::Display for Quantity {
    /// Plain digits without separators or trailing zeros, as files hold them.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, fraction) = (self.0.checked_div(SCALE), self.0.checked_rem(SCALE));
        let whole = whole.unwrap_or_default();
        match fraction.unwrap_or_default() {
            0 => write!(f, "{whole}"),
            fraction => f.write_str(format!("{whole}.{fraction:06}").trim_end_matches('0')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, unit: &str, expect: Result<&str, QuantityError>) {
        let read = Quantity::parse(text, &Unit::new(unit)).map(|quantity| quantity.to_string());
        assert_eq!(read.as_deref(), expect.as_ref().copied(), "{text} {unit}");
    }

    #[test]
    fn files_hold_plain_numbers_within_the_limits() {
        check("1200", "件", Ok("1200"));
        check("0", "件", Ok("0"));
        check("4333.330", "万元", Ok("4333.33"));
        check("900719925474099.000001", "万元", Ok("900719925474099.000001"));
        check("999999999999999.999999", "亿元", Ok("999999999999999.999999"));
        check("1000000000000000", "件", Err(QuantityError::TooLong));
        check("1.0000001", "万元", Err(QuantityError::TooManyDecimals));
        check("1.2", "件", Err(QuantityError::FractionOfCount));
        check("-5", "件", Err(QuantityError::Negative));
        for text in ["", "1e5", "NaN", "12O0", "1,200", ".5", "5.", " 5", "＋5", "1.2.3"] {
            check(text, "万元", Err(QuantityError::NotANumber));
        }
    }
}
