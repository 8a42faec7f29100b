//! What the notice means, as pure functions of plain values: no browser, no clock, no floats, no
//! serialisation. Arrows inside run upwards in this list only:
//!
//! - [`quantity`]: exact values, units, periods, named rounding
//! - [`enterprise`]: size classes of firms, codes with check digits
//! - [`policy`]: packs of rules, readings, clauses; `check()` finds what is not whole
//! - [`ranking`]: places among units
//! - [`apportionment`]: a total over several takers, in steps that add up
//! - [`figures`]: what a unit entered, and what a year's figure follows from
//! - [`working`]: the why-tree that an assessment returns
//! - [`attainment`]: verdicts, distances, pace
//! - [`planning`]: what a year asks for, and the smallest figures that meet every row
//! - [`gathering`]: what several units come to together, and their places
//! - [`subsidy`]: what a subject meets of the subsidy scopes, and what is missing

#![deny(clippy::float_arithmetic)]

pub mod apportionment;
pub mod attainment;
pub mod enterprise;
pub mod figures;
pub mod gathering;
pub(crate) mod keyed;
pub mod planning;
pub mod policy;
pub mod quantity;
pub mod ranking;
pub mod subsidy;
pub mod working;
