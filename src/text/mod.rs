//! 文字 – Chinese sentences for everything the domain can say: one exhaustive match for each reason,
//! for screen and paper alike. Decides nothing.

mod action;
mod doubt;
mod formula;
mod number;
mod problem;
mod unit;
mod verdict;

pub use action::{action_name, field_name};
pub use doubt::doubt_sentence;
pub use formula::{Formula, formula};
pub use number::{grouped, percent, percent_under, period_name, quantity, value};
pub use problem::{file_problem, pack_problem, typed_problem};
pub use unit::unit_name;
pub use verdict::{distance_words, pace_words, reason_words, verdict_name, verdict_words};
