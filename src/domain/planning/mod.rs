//! 工作计划 – what a year asks of each row, what is left of it for the quarters to come and the years
//! behind, and the smallest figures that meet every row. Every requirement is read off the working of a
//! verdict, so that a plan and a verdict cannot disagree.

mod coming;
mod least;
mod leaves;
mod need;
mod outcome;
mod quarters;

pub use coming::{Coming, expected, expected_from_here};
pub use least::{Aim, Least, Out, afterwards, least, looked_at};
pub use need::{Before, Lag, Need, RowNeeds, ShareNeed, TotalNeed, needs, total_needs};
pub use outcome::Outcome;
pub use quarters::{Quarter, quarters_left};
