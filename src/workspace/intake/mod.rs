//! 收件 – what an incoming file is.
//!
//! - [`recognise`]: its kind, by its first bytes and its name

mod recognise;

pub use recognise::{FileKind, kind_of};
