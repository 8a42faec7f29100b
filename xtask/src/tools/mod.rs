//! Installs the tools that a command needs before its first step. Tools live in a cache outside `target`, one
//! folder for each version, so that a fresh clone finds them. Another version of a tool is never used instead.
//!
//! - [`tool`]: each tool, whether it is installed, and how to install it
//! - [`cache`]: the folder of tools

mod cache;
mod tool;

use crate::step::Failure;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

pub use tool::{Engine, OLD_ENGINES, Tool};

/// The tools of a development build.
pub const BUILD: [Tool; 3] = [Tool::WasmTarget, Tool::Trunk, Tool::WasmBindgen];
/// Further tools of the release.
pub const RELEASE: [Tool; 3] = [Tool::Npm, Tool::Binaryen, Tool::Esbuild];
/// Further tools of the browser tests.
pub const BROWSER: [Tool; 4] = [Tool::Chromium, Tool::ChineseFont, Tool::Npm, Tool::Axe];
/// Tools that read office files in tests. Where they cannot be installed, these tests are skipped.
pub const OFFICE: [Tool; 4] = [Tool::Xmllint, Tool::LibreOffice, Tool::Pdftotext, Tool::ChineseFont];

/// Installs the missing ones of these tools. First it prints which ones and how long that takes, then it counts
/// them. `next` names the long step that follows.
///
/// # Errors
/// If a tool cannot be installed; the failure says what to do by hand.
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
    println!("tools to install on this machine ({}): {}", missing.len(), names.join(", "));
    println!("this takes about {minutes} minutes, only once; tools are kept in {}", folder.display());
    println!("next: {next}");
    // Two commands at the same time would write into each other's folders.
    let _lock = cache::lock(&folder.join("install.lock"), "the installation")?;
    for (number, tool) in (1_usize..).zip(&missing) {
        // Another command may have installed it in the meantime.
        if !tool.is_here()? {
            println!("== {number} of {}: install {} (about {} min)", missing.len(), tool.name(), tool.minutes());
            tool.install()?;
        }
    }
    println!("== all tools are installed");
    Ok(())
}

/// The tools that are missing and cannot be installed automatically on this machine.
///
/// # Errors
/// If the cache folder cannot be created.
pub fn cannot_install(tools: &[Tool]) -> Result<Vec<Tool>, Failure> {
    let mut lacking = Vec::new();
    for tool in tools {
        if !tool.is_here()? && !tool.is_installable() {
            lacking.push(*tool);
        }
    }
    Ok(lacking)
}

/// Re-exported for the release, so that simultaneous builds wait for each other.
pub use cache::lock;

/// `PATH` with the build tools first.
///
/// # Errors
/// If the cache folder cannot be created.
pub fn build_path() -> Result<OsString, Failure> {
    let mut folders = vec![Tool::Trunk.folder()?, Tool::WasmBindgen.folder()?];
    folders.extend(env::var_os("PATH").iter().flat_map(env::split_paths));
    env::join_paths(folders).map_err(|error| Failure::new(error.to_string(), "check the variable PATH"))
}

/// The path of an installed tool's program.
///
/// # Errors
/// If the tool is not installed.
pub fn program(tool: Tool) -> Result<PathBuf, Failure> {
    let path = tool.program()?;
    path.ok_or_else(|| Failure::new(format!("{} is missing", tool.name()), tool.by_hand()))
}
