//! Lowers program and glue for engines as old as Chromium 69. The compiler is told to use no newer instructions
//! (`.cargo/config.toml`), but the precompiled standard library contains some, which `wasm-opt` rewrites.

use super::{MEND, read, text};
use crate::step::{Failure, Step};
use crate::tools::{self, Tool};
use std::path::{Path, PathBuf};

/// Features that the standard library may use. Never enable all: `wasm-opt` would then emit newer instructions
/// itself.
const KNOWN: [&str; 5] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
];
/// Passes that remove these features.
const LOWERED: [&str; 6] = [
    "--signext-lowering",
    "--llvm-nontrapping-fptoint-lowering",
    "--llvm-memory-copy-fill-lowering",
    "--strip-target-features",
    "--strip-producers",
    "--strip-debug",
];
/// The oldest engine, as esbuild names it.
const FLOOR: &str = "--target=chrome64";

/// The program, smaller and in instructions of the oldest engine.
pub fn wasm(program: &Path) -> Result<Vec<u8>, Failure> {
    let lowered = beside(program, "lowered");
    Step::new("lower the program", tools::program(Tool::Binaryen)?)
        .args(["-Oz"])
        .args(KNOWN)
        .args(LOWERED)
        .args([program.as_os_str(), "-o".as_ref(), lowered.as_os_str()])
        .run(MEND)?;
    read(&lowered)
}

/// A script, smaller and in the language of the oldest engine.
pub fn script(script: &Path) -> Result<String, Failure> {
    let lowered = beside(script, "lowered");
    let mut outfile = std::ffi::OsString::from("--outfile=");
    outfile.push(&lowered);
    Step::new("lower a script", tools::program(Tool::Esbuild)?)
        .args(["--minify", FLOOR, "--charset=utf8", "--log-level=warning"])
        .args([script.as_os_str(), &outfile])
        .run(MEND)?;
    text(&lowered)
}

fn beside(path: &Path, word: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{word}"));
    PathBuf::from(name)
}
