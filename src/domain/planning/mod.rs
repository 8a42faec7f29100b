//! 工作计划 – what each row requires of a year, what is left of it for the remaining quarters and later years, and
//! the minimum plan that meets every row. Every requirement comes from the working of a verdict, so that a plan
//! and a verdict cannot disagree.

mod minimum_plan;
mod need;
mod outcome;
mod projection;
mod quarters;
mod requirements;

pub use minimum_plan::{Aim, MinimumPlan, Unreachable, afterwards, looked_at, minimum_plan};
pub use need::{Before, Lag, Need, RowNeeds, ShareNeed, TotalNeed, needs, total_needs};
pub use outcome::Outcome;
pub use projection::{Projection, expected, expected_from_here};
pub use quarters::{Quarter, quarters_left};
