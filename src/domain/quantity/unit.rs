//! Units of measurement: counts in whole numbers, and money in 元, 万元 or 亿元.

use super::Exact;
use num_bigint::BigInt;

/// A unit by its Chinese symbol. 元, 万元 and 亿元 are money; every other symbol counts things.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unit(String);

impl Unit {
    /// The unit of that symbol.
    pub fn new(symbol: &str) -> Unit {
        Unit(symbol.to_owned())
    }

    /// The symbol as printed.
    pub fn symbol(&self) -> &str {
        &self.0
    }

    /// True for counts, which are whole numbers.
    pub fn is_count(&self) -> bool {
        self.power_of_ten_yuan().is_none()
    }

    /// For money, the power of ten that converts it to 元; `None` for counts.
    pub fn power_of_ten_yuan(&self) -> Option<u32> {
        match self.0.as_str() {
            "元" => Some(0),
            "万元" => Some(4),
            "亿元" => Some(8),
            _ => None,
        }
    }

    /// Decimals of the step that distances are rounded up to: 1 件, 0.01 万元, 0.0001 亿元
    /// (SPEC "Distance"); 0.01 for 元.
    pub fn step_decimals(&self) -> u32 {
        match self.power_of_ten_yuan() {
            None => 0,
            Some(8) => 4,
            Some(_) => 2,
        }
    }

    /// The step in which totals are allocated: 1 for counts, 0.01 for money (SPEC "The desk that gathers").
    pub fn allocation_step(&self) -> Exact {
        let decimals = if self.is_count() { 0 } else { 2 };
        Exact::new(BigInt::from(1), BigInt::from(10).pow(decimals))
    }

    /// The step that distances are rounded up to.
    pub fn step(&self) -> Exact {
        Exact::new(BigInt::from(1), BigInt::from(10).pow(self.step_decimals()))
    }
}
