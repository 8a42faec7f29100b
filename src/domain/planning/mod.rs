//! 工作计划 – what each row requires of a year, what is left of it for the remaining quarters and later years, and
//! the minimum plan that meets every row. Every requirement comes from the working of a verdict, so that a plan
//! and a verdict cannot disagree.

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
