//! Bytes in, bytes out: case files, blocks of the clipboard, corrections, self-checks, pages that carry work, charts as pictures. Files have types of their own; the domain is not serialised.

pub mod block;
pub mod carried;
pub mod case;
pub mod correction;
pub mod html;
pub mod picture;
pub mod self_check;
pub mod word;
pub mod workbook;
