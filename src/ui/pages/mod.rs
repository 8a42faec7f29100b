//! One module for each route.

pub mod compare;
pub mod desk;
pub mod documents;
pub mod figures;
pub mod not_found;
pub mod pack;
pub mod plan;
pub mod results;
pub mod size;
pub mod start;
pub mod subsidy;
pub mod trends;
pub mod versions;
