//! Bytes in, bytes out: case files, blocks of the clipboard, corrections. Files have types of their own; the domain is not serialised.

pub mod block;
pub mod case;
pub mod correction;
