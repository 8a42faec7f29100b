//! 工作计划 – what each row requires of a year, what is left of it for the remaining quarters and later years, and
//! the minimum plan that meets every row. Every requirement comes from the working of a verdict, so that a plan
//! and a verdict cannot disagree.

mod projection;
mod minimum_plan;
mod requirements;
mod need;
mod outcome;
mod quarters;

pub use projection::{Projection, expected, expected_from_here};
pub use minimum_plan::{Aim, MinimumPlan, Unreachable, afterwards, minimum_plan, looked_at};
pub use need::{Before, Lag, Need, RowNeeds, ShareNeed, TotalNeed, needs, total_needs};
pub use outcome::Outcome;
pub use quarters::{Quarter, quarters_left};
