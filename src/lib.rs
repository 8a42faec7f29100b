//! 转化自评 – self-assessment under the patent commercialisation plan of 陕知发〔2021〕17号. A unit enters its
//! figures and gets verdicts with their working. Nothing leaves the machine.
//!
//! # Rooms
//!
//! - [`domain`]: the meaning of the notice – exact values, rules, figures, verdicts, plans, allocation,
//!   consolidation, subsidy scopes, size classes and codes of firms. It knows no browser, clock, float or file
//!   format.
//! - [`packs`]: reads a notice from a TOML file and reports every problem with its line. It knows nobody's
//!   figures.
//! - [`workspace`]: one unit's work – figures, plans, drafts, self-checks, the desk for other units; actions,
//!   undo, reported versions, merging; its file with a checksum; the open session. [`workspace::intake`]
//!   decides what follows from an incoming file, [`workspace::notice`] says what happened. It does not know the
//!   store.
//! - [`text`]: Chinese sentences, one exhaustive match for each reason. It does not know how a reason arises.
//! - [`chart`]: what a chart shows, and the place and style of each mark. It does not know the DOM.
//! - [`report`]: documents as data – drafts that follow from a workspace, with people's edits. It knows no
//!   fonts, measures or file formats.
//! - [`exchange`]: case files and results, which let others check this program; pasted tables and other
//!   offices' forms; Word and Excel files; charts as pictures; portable pages. It does not know the page.
//! - [`worker`]: the messages between the page and the worker for office files. It does not know how the worker
//!   is started.
//! - `platform`: the browser – storage, files, clipboard, clock, network lock, panic page, starting the worker.
//!   It knows no policy.
//! - `ui`: the page – `store` holds the session, `commands` read and write files, `pages` has one for each
//!   route. It decides nothing.
//!
//! # Arrows
//!
//! A room may use only rooms above it in this list. `tests/architecture.rs` reads the sources and fails on an
//! arrow that runs back. `platform` and `ui` exist only in the browser.
//!
//! The library has two programs: `main.rs` is the page, `bin/writer.rs` is the worker. The page loads the worker
//! after the first view.
//!
//! Two things stand in a room where one might not expect them. The workspace's file is in
//! [`workspace::snapshot`], because the store keeps the same text as the file. The chart layout is below the page,
//! because it is tested natively and documents draw charts too.
//!
//! # Invariants
//!
//! - No float and no rounding in a verdict: thresholds are compared as exact fractions.
//! - The pack defines the rows; the code names no row by its number.
//! - Unknown is an answer: every `Undetermined` names what is missing.
//! - Text that is not understood is kept and replaces nothing.
//! - Nothing can panic outside tests, except `ui`'s drill, which a person must ask for.

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
