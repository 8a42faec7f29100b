//! 转化自评
pub mod domain;
pub mod exchange;
pub mod packs;
pub mod workspace;
