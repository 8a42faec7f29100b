//! Installs what a command needs before its first step. Tools live in a cache outside `target`, one folder for
//! each version, so that a fresh clone finds them; a tool of another version is never taken instead.
//!
//! - [`tool`]: each tool, whether it is here, how it is installed
//! - [`cache`]: where tools are kept

mod cache;
mod tool;

use crate::step::Failure;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

pub use tool::{Engine, OLD_ENGINES, Tool};

/// The tools of a development build.
pub const BUILD: [Tool; 3] = [Tool::WasmTarget, Tool::Trunk, Tool::WasmBindgen];
/// What the release needs besides.
pub const RELEASE: [Tool; 3] = [Tool::Npm, Tool::Binaryen, Tool::Esbuild];
/// What the browser tests need besides.
pub const BROWSER: [Tool; 4] = [Tool::Chromium, Tool::ChineseFont, Tool::Npm, Tool::Axe];
/// What reads office files in tests. They are skipped where it cannot be installed.
pub const OFFICE: [Tool; 4] = [Tool::Xmllint, Tool::LibreOffice, Tool::Pdftotext, Tool::ChineseFont];

/// Installs those of the tools that are missing: says first which and how long it takes, then counts them.
/// `next` is what comes after it and takes long, too.
///
/// # Errors
/// The first tool that cannot be installed, with what to do by hand.
pub fn install(tools: &[Tool], next: &str) -> Result<(), Failure> {
    let mut missing: Vec<Tool> = Vec::new();
    for tool in tools {
        if !missing.contains(tool) && !tool.is_here()? {
            missing.push(*tool);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let folder = cache::folder()?;
    let minutes: u32 = missing.iter().map(|tool| tool.minutes()).sum();
    let names: Vec<String> = missing.iter().map(|tool| tool.name()).collect();
    println!("the first run on this machine installs {}: {}", missing.len(), names.join(", "));
    println!("this takes about {minutes} minutes, once; tools go to {}", folder.display());
    println!("then comes {next}");
    // Two commands at once would write into each other's folders.
    let _lock = cache::lock(&folder.join("install.lock"), "the installation")?;
    for (number, tool) in (1_usize..).zip(&missing) {
        // Another command may have installed it meanwhile.
        if !tool.is_here()? {
            println!("== {number} of {}: install {} (about {} min)", missing.len(), tool.name(), tool.minutes());
            tool.install()?;
        }
    }
    println!("== everything is installed");
    Ok(())
}

/// Those of the tools that this machine lacks and cannot install by itself.
///
/// # Errors
/// A folder for tools that cannot be made.
pub fn cannot_install(tools: &[Tool]) -> Result<Vec<Tool>, Failure> {
    let mut lacking = Vec::new();
    for tool in tools {
        if !tool.is_here()? && !tool.is_installable() {
            lacking.push(*tool);
        }
    }
    Ok(lacking)
}

/// Holds a lock on a file until it is dropped; says so when somebody else has it.
pub use cache::lock;

/// The search path with the build tools in front.
///
/// # Errors
/// A folder for tools that cannot be made.
pub fn build_path() -> Result<OsString, Failure> {
    let mut folders = vec![Tool::Trunk.folder()?, Tool::WasmBindgen.folder()?];
    folders.extend(env::var_os("PATH").iter().flat_map(env::split_paths));
    env::join_paths(folders).map_err(|error| Failure::new(error.to_string(), "look at PATH"))
}

/// The program of an installed tool.
///
/// # Errors
/// A tool that is not there.
pub fn program(tool: Tool) -> Result<PathBuf, Failure> {
    let path = tool.program()?;
    path.ok_or_else(|| Failure::new(format!("{} is missing", tool.name()), tool.by_hand()))
}
