//! 文字 – Chinese sentences for everything the domain can say: one exhaustive match for each reason,
//! for screen and paper alike. Decides nothing.

mod action;
mod cell;
mod desk;
mod doubt;
mod file_name;
mod formula;
mod notice;
mod number;
mod place;
mod plan;
mod problem;
mod rule;
pub mod self_check;
mod unit;
mod verdict;

pub use action::{action_name, field_name};
pub use cell::cell_lines;
pub use desk::{formula_name, held_words};
pub use doubt::doubt_sentence;
pub use file_name::file_stem;
pub use formula::{Formula, achieved_words, formula, growth_rate, working_lines};
pub use notice::{NoticeWords, notice_words, question_words, refusal_words};
pub use number::{
    covered_words, cut_off, day_name, grouped, percent, percent_under, period_name, plain, quantity, score,
    signed_percent, value,
};
pub use place::{
    accumulation_name, entry_key_name, entry_words, figure, grain_name, level_name, provenance_name, slot_name,
    stage_name, target_value, targets_revised,
};
pub use plan::{
    before_words, counted, counted_name, due_state_words, entry_name, lag_words, letter_kind_name, measure_words,
    plan_below, progress_name, quarters_words, report_kind_name, report_words, scenario_number, serves_name,
    share_words,
};
pub use problem::{NO_DAY, file_problem, not_a_file_of_ours, pack_problem, typed_problem, typed_words};
pub use rule::{asks_words, choice_words, pack_changes, rule_words};
pub use unit::{figures_source, title, unit_name};
pub use verdict::{
    UNANSWERED, distance_words, pace_words, reason_words, span_name, subject_name, subject_title, verdict_head,
    verdict_name, verdict_with_reason, verdict_words,
};

/// Shown wherever something was refused.
pub const NOTHING_CHANGED: &str = "原来的内容没有改动。";

/// Remark on how totals treat blanks.
pub const NOTHING_MISSING_COUNTS: &str = "有单位空白的合计只列已知数，不进入判定。";
