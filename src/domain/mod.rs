//! What the notice means, as pure functions of plain values: no browser, no clock, no floats, no serialisation.
//! A module may use only those above it in this list:
//!
//! - [`quantity`]: exact values, units, periods, named rounding
//! - [`enterprise`]: size classes of firms, codes with check digits
//! - [`policy`]: rule packs, readings, clauses; `check()` finds what is inconsistent or incomplete
//! - [`ranking`]: ranks among units
//! - [`allocation`]: allocation of a total among recipients, in steps that sum exactly
//! - [`figures`]: what a unit entered, and how a year's figure is derived
//! - [`working`]: the explanation tree that an assessment returns
//! - [`attainment`]: verdicts, distances, pace
//! - [`planning`]: each year's requirements, and the minimum plan that meets every row
//! - [`consolidation`]: consolidation of several units: sums, rankings, scores
//! - [`subsidy`]: which subsidy elements a subject meets, and what is missing

#![deny(clippy::float_arithmetic)]

pub mod allocation;
pub mod attainment;
pub mod consolidation;
pub mod enterprise;
pub mod figures;
pub(crate) mod keyed;
pub mod planning;
pub mod policy;
pub mod quantity;
pub mod ranking;
pub mod subsidy;
pub mod working;
