//! Numbers for people: thousands separators, truncation that never crosses a threshold.

use crate::domain::quantity::{Day, Exact, Period, Quantity, Unit, to_plain};
use num_traits::{Signed, Zero};

/// Most decimals of a percentage, unless it is small or its threshold is finer.
const PERCENT_DECIMALS: u32 = 2;
/// Most decimals printed; anything smaller is shown as 0.
const MOST_DECIMALS: u32 = 12;
/// A minus sign; at a line's end, a hyphen could be separated from its digits.
const MINUS: &str = "\u{2212}";

/// Groups the integer digits in threes: `-1234567.89` becomes `−1,234,567.89`.
pub fn grouped(plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| (MINUS, digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len().saturating_sub(index);
        if index > 0 && left % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A figure with its unit: `1,200 件`.
pub fn quantity(value: Quantity, unit: &Unit) -> String {
    format!("{} {}", grouped(&value.to_string()), unit.symbol())
}

/// An exact value with its unit, all its digits up to ten decimals, then `…`.
pub fn value(value: &Exact, unit: &Unit) -> String {
    format!("{} {}", plain(value), unit.symbol())
}

/// An exact value in digits, up to ten decimals, then `…`.
pub fn plain(value: &Exact) -> String {
    let text = grouped(&to_plain(value, 10));
    let scale = Exact::from_integer(10_000_000_000_i64.into());
    if (value * scale).fract().is_zero() { text } else { format!("{text}…") }
}

/// A fraction as a percentage, truncated: 0.84996 is `84.99%`.
pub fn percent(share: &Exact) -> String {
    percent_with(share, PERCENT_DECIMALS)
}

/// A score out of 100, cut off at two decimals.
pub fn score(total: &Exact) -> String {
    to_plain(total, 2)
}

/// A growth as a percentage with its sign: `+20%`, `−9.09%`.
pub fn signed_percent(growth: &Exact) -> String {
    let shown = percent(growth);
    if growth.is_positive() { format!("+{shown}") } else { shown }
}

/// A value truncated towards 0 after `decimals` places, so that it is never overstated. A value other than 0 gets
/// as many decimals as its first digit needs, up to 12, so that it is not printed as 0 or −0.
pub fn cut_off(value: &Exact, decimals: u32) -> String {
    let size = value.abs();
    let ten = |power: u32| Exact::from_integer(num_bigint::BigInt::from(10).pow(power));
    let shows = |decimals: &u32| !(&size * ten(*decimals)).floor().is_zero();
    let enough = (decimals..=MOST_DECIMALS).find(shows).unwrap_or(decimals);
    let digits = grouped(&to_plain(&size, enough));
    if value.is_negative() && digits != "0" { format!("{MINUS}{digits}") } else { digits }
}

/// A fraction as a percentage next to its threshold. It gets as many decimals as the threshold has, so that
/// truncation never crosses it.
pub fn percent_under(share: &Exact, threshold: &Exact) -> String {
    let hundred = Exact::from_integer(100.into());
    let decimals = (PERCENT_DECIMALS..=12).find(|decimals| {
        let scale = Exact::from_integer(num_bigint::BigInt::from(10).pow(*decimals));
        (threshold * &hundred * scale).fract().is_zero()
    });
    percent_with(share, decimals.unwrap_or(12))
}

fn percent_with(share: &Exact, decimals: u32) -> String {
    let hundred = Exact::from_integer(100.into());
    format!("{}%", cut_off(&(share * hundred), decimals))
}

/// `2021年3月5日`.
pub fn day_name(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day_of_month())
}

/// The period that figures of a year under way cover: `1—9月`, or within a month `1月1日至9月15日`.
pub fn covered_words(as_of: Day) -> String {
    match (as_of.is_last_of_month(), as_of.month()) {
        (true, 1) => "1月".to_owned(),
        (true, month) => format!("1—{month}月"),
        (false, month) => format!("1月1日至{month}月{}日", as_of.day_of_month()),
    }
}

/// `2021年`, `2021年一季度`, `2021年3月`.
pub fn period_name(period: Period) -> String {
    match period {
        Period::Year(year) => format!("{year}年"),
        Period::Quarter(year, quarter) => {
            let name = ["一", "二", "三", "四"].get(usize::from(quarter).saturating_sub(1)).copied().unwrap_or("");
            format!("{year}年{name}季度")
        }
        Period::Month(year, month) => format!("{year}年{month}月"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::quantity::parse_exact;

    #[test]
    fn separators_stand_before_every_third_digit() {
        for (text, expect) in [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.891", "−1,234,567.891")] {
            assert_eq!(grouped(text), expect);
        }
    }

    #[test]
    fn percentages_are_cut_off_not_rounded() {
        let share = |text: &str| parse_exact(text).unwrap();
        assert_eq!(percent(&share("0.84996")), "84.99%");
        assert_eq!(percent(&share("0.85")), "85%");
        assert_eq!(percent(&share("0.99999")), "99.99%");
        // 85.0049 % must not print as reaching a threshold of 85.005 %.
        assert_eq!(percent_under(&share("0.850049"), &share("0.85005")), "85.004%");
        assert_eq!(percent(&(share("0.9") - share("1"))), "−10%");
        assert_eq!(signed_percent(&(share("0.9") - share("0.99999"))), "−9.99%");
        assert_eq!(signed_percent(&share("0.2")), "+20%");
        assert_eq!(signed_percent(&share("0")), "0%");
    }

    #[test]
    fn a_year_under_way_is_named_by_what_it_covers() {
        let of = |text: &str| covered_words(Day::parse(text).unwrap());
        assert_eq!(of("2022-09-30"), "1—9月");
        assert_eq!(of("2022-09-15"), "1月1日至9月15日");
        assert_eq!(of("2022-01-31"), "1月");
    }

    #[test]
    fn what_is_not_nothing_is_not_printed_as_nothing() {
        let of = |text: &str| parse_exact(text).unwrap();
        assert_eq!(percent(&of("0.000012")), "0.001%");
        assert_eq!(percent(&(of("0") - of("0.000012"))), "−0.001%");
        assert_eq!(signed_percent(&of("0.000012")), "+0.001%");
        assert_eq!(cut_off(&of("0.000019"), 4), "0.00001");
        assert_eq!(cut_off(&of("1234.56789"), 4), "1,234.5678");
        assert_eq!(cut_off(&(of("0") - of("0.000001") * of("0.000001") * of("0.1")), 2), "0");
    }
}
