//! 转化自评
pub mod domain;
pub mod packs;
pub mod exchange;
