//! One module for each route.

pub mod compare;
pub mod figures;
pub mod not_found;
pub mod pack;
pub mod results;
pub mod start;
pub mod trends;
pub mod versions;
