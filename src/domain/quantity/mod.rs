//! Exact values: quantities, units, exact fractions, periods, and rounding by name.
//! Knows no series and no rule.

mod exact;
mod period;
mod typed;
mod unit;
mod value;

pub use exact::{Exact, exact_from_decimal, floor_root, parse_exact, round_up, to_plain};
pub use period::{Day, Grain, Period, Year};
pub use typed::{TypedError, read_typed, read_typed_share};
pub use unit::Unit;
pub use value::{Quantity, QuantityError};
