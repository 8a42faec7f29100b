//! Exact fractions, and a named function for every rounding that the product does.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use rust_decimal::Decimal;

/// An exact fraction of unlimited size: rates, shares, sums and requirements.
pub type Exact = BigRational;

fn power_of_ten(decimals: u32) -> BigInt {
    BigInt::from(10).pow(decimals)
}

/// A decimal as a fraction.
pub fn exact_from_decimal(value: Decimal) -> Exact {
    Exact::new(BigInt::from(value.mantissa()), power_of_ten(value.scale()))
}

/// Parses the plain number format of files (`0.3`, `2000`): ASCII digits with at most one point inside, at most
/// 15 digits before it and 6 after it. `None` for anything else.
pub fn parse_exact(text: &str) -> Option<Exact> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits =
        |part: &str, limit: usize| (1..=limit).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole, 15) || !digits(fraction, 6) {
        return None;
    }
    let number: BigInt = format!("{whole}{fraction}").parse().ok()?;
    Some(Exact::new(number, power_of_ten(u32::try_from(fraction.len()).ok()?)))
}

/// Rounds up to that many decimals.
pub fn round_up(value: &Exact, decimals: u32) -> Exact {
    let scale = Exact::from_integer(power_of_ten(decimals));
    (value * &scale).ceil() / scale
}

/// Rounds down to at most that many decimals and prints without trailing zeros.
pub fn to_plain(value: &Exact, decimals: u32) -> String {
    let scale = power_of_ten(decimals);
    let scaled = (value * Exact::from_integer(scale.clone())).floor().to_integer();
    let sign = if scaled.is_negative() { "-" } else { "" };
    let magnitude = scaled.abs();
    let whole = &magnitude / &scale;
    let fraction = &magnitude % &scale;
    if fraction.is_zero() {
        return format!("{sign}{whole}");
    }
    let width = usize::try_from(decimals).unwrap_or(0);
    let fraction = format!("{:0>width$}", fraction.to_string());
    format!("{sign}{whole}.{}", fraction.trim_end_matches('0'))
}

/// The `degree`-th root of a value of at least 0, rounded down to that many decimals. Printed average growth
/// uses it. `None` for a negative value or degree 0.
pub fn floor_root(value: &Exact, degree: u32, decimals: u32) -> Option<Exact> {
    if degree == 0 || value.is_negative() {
        return None;
    }
    // floor(10^d · root(p/q)) = floor(root(floor(10^(d·n) · p / q))): flooring inside does not change the
    // result.
    let shift = power_of_ten(decimals.checked_mul(degree)?);
    let inside = (value * Exact::from_integer(shift)).floor().to_integer();
    let root = if inside.is_zero() || inside.is_one() { inside } else { inside.nth_root(degree) };
    Some(Exact::new(root, power_of_ten(decimals)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        parse_exact(text).unwrap()
    }

    #[test]
    fn rounding_up_reaches_the_next_step_only_when_something_is_left() {
        assert_eq!(round_up(&exact("4333.329"), 2), exact("4333.33"));
        assert_eq!(round_up(&exact("4333.33"), 2), exact("4333.33"));
        assert_eq!(round_up(&exact("0.00001"), 4), exact("0.0001"));
    }

    #[test]
    fn printing_never_crosses_a_threshold() {
        assert_eq!(to_plain(&exact("84.996"), 2), "84.99");
        assert_eq!(to_plain(&exact("85"), 2), "85");
        assert_eq!(to_plain(&(exact("1") - exact("1.5")), 2), "-0.5");
        assert_eq!(to_plain(&(exact("1") - exact("1.005")), 2), "-0.01");
    }

    #[test]
    fn roots_are_floors() {
        assert_eq!(floor_root(&exact("1.728"), 3, 6), Some(exact("1.2")));
        assert_eq!(floor_root(&exact("2"), 2, 4), Some(exact("1.4142")));
        assert_eq!(floor_root(&exact("0"), 3, 4), Some(exact("0")));
        assert_eq!(floor_root(&exact("2"), 0, 4), None);
        // 65/45 over two years is 20.185… %: rounding down gives 20.18, rounding to nearest would give 20.19.
        assert_eq!(floor_root(&Exact::new(65.into(), 45.into()), 2, 4), Some(exact("1.2018")));
    }
}
