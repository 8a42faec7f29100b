//! Bytes in, bytes out: case files. Files have types of their own; the domain is not serialised.

pub mod case;
