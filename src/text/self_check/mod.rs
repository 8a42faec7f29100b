//! The subsidy self-check in words: questions, states, reasons, the smallest change needed.

mod finding;
mod name;
mod problem;
mod sheet;
mod size;

pub use finding::{
    FindingWords, finding_words, obstacle_words, subject_doubt, threshold_words, transaction_doubt, transaction_name,
};
pub use name::{
    code_register, column_name, column_names, indicator_definition, indicator_name, industry_codes, industry_name,
    kind_name, mode_name, question_name, side_name, size_class_name, state_name, stated_size_name, supplier_name,
    yes_or_no,
};
pub use problem::{answer_problem, patent_problem, uscc_doubt, uscc_problem};
pub use sheet::{Sheet, SheetRow, SheetScope, is_for, is_own, scope_title, sheet, ticked, transaction_words};
pub use size::{SizeWords, limit_words, size_words};
