//! 汇总 – consolidation of several units: sums and what they lack, comparison with declared totals, verdicts over
//! the sums, and rankings. All use the day and the readings of the consolidating unit.

mod score;
mod standing;
mod sum;

pub use score::{Formula, Part, RowScore, UnitScore, scores};
pub use standing::{Place, Yardstick, standings, yardsticks};
pub use sum::{Member, Mismatch, Sum, declared_beside, situation_of_sums, sum_of};
