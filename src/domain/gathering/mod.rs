//! 汇总 – what several units come to together: sums with what is missing from them, declared totals beside
//! them, the verdicts over the sums, and places among the units. All on one day and under one reading, those
//! of whoever gathers.

mod score;
mod standing;
mod sum;

pub use score::{Formula, Part, RowScore, UnitScore, scores};
pub use standing::{Place, Yardstick, standings, yardsticks};
pub use sum::{Member, Mismatch, Sum, declared_beside, situation_of_sums, sum_of};
