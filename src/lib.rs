//! 转化自评 – self-assessment under the patent commercialisation plan of 陕知发〔2021〕17号. A unit's
//! figures go in; verdicts with their working come out; nothing leaves the machine.
//!
//! # Rooms
//!
//! | room | knows | does not know |
//! |---|---|---|
//! | [`domain`] | what the notice means: exact values, rules, figures, verdicts, subsidy scopes; size classes and codes of firms | browser, clock, floats, file formats |
//! | [`packs`] | a notice as a TOML file; every problem with its line | figures of anybody |
//! | [`workspace`] | one unit's work: what an incoming file is, actions, undo, reported versions, plans, the desk, self-checks, changes to drafts, merging, its file with a checksum, the open session | the store that keeps it |
//! | [`text`] | Chinese sentences, one exhaustive match for each reason | how a reason came about |
//! | [`chart`] | what a chart shows, where each mark stands and how it looks | the DOM |
//! | [`report`] | documents as data: drafts that follow from a workspace, with what people changed of them | fonts, measures, file formats |
//! | [`exchange`] | case files and results, by which others check this program; blocks of the clipboard, somebody else's form; Word and Excel files; charts as pictures; the one file that carries work | the page |
//! | [`worker`] | what the page asks of the worker that writes files, and what it gets | how the worker is started |
//! | `platform` | storage, files, the clipboard, the clock, the closed door, the page it runs in, starting the worker | policy |
//! | `ui` | the page | how anything is decided |
//!
//! # Arrows
//!
//! Each room may name those above it in this table and none below; `tests/architecture.rs` reads
//! the sources and fails on an arrow that runs back. `platform` and `ui` exist only in the browser.
//!
//! Two programs are made of this library: `main.rs`, the page, and `bin/writer.rs`, the worker, which the first view
//! does not carry.
//!
//! Two walls stand elsewhere than one might expect. The workspace's file lives with the workspace
//! (`workspace::snapshot`), because the store keeps the same text that the file holds. Chart layout
//! is a room below the page, because it is tested natively and a document can draw it as well.
//!
//! # Invariants
//!
//! - No float and no rounding in a verdict: thresholds are compared as fractions without limit.
//! - What a row is, is data of the pack; no row number stands in the code.
//! - Unknown is an answer: every `Undetermined` names what is missing.
//! - Text that is not understood is kept and replaces nothing.
//! - Outside tests nothing can panic but `ui`'s drill, which a person asks for.

pub mod chart;
pub mod domain;
pub mod exchange;
pub mod packs;
pub mod report;
pub mod text;
pub mod worker;
pub mod workspace;

#[cfg(target_arch = "wasm32")]
pub mod platform;
#[cfg(target_arch = "wasm32")]
pub mod ui;
