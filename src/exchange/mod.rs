//! Bytes in, bytes out: case files, pasted tables, portable pages that carry work, charts as pictures, Word and Excel
//! files, results. Files have types of their own; the domain is not serialised.

pub mod case;
pub mod clipboard_table;
pub mod form;
pub mod picture;
pub mod portable_page;
pub mod results;
pub mod self_check;
pub mod word;
pub mod workbook;
