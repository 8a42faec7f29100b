//! The dependencies in the release: every crate compiled into it, with the text of its licence.

use crate::step::{Failure, Step};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const MEND: &str = "run `cargo metadata` and fix its error";
/// Beginnings of the names of licence files.
const NAMES: [&str; 5] = ["license", "licence", "copying", "unlicense", "notice"];

/// One text: each crate with its licence's name, then each licence text with the crates under it.
pub fn of_release() -> Result<String, Failure> {
    let metadata = Step::new("dependencies", "cargo")
        .args(["metadata", "--format-version=1", "--locked", "--filter-platform=wasm32-unknown-unknown"])
        .output();
    let metadata: Value =
        serde_json::from_str(&metadata).map_err(|error| Failure::new(format!("cargo metadata: {error}"), MEND))?;
    let packages = packages(&metadata);
    let own = fs::read_to_string("LICENSE-MIT").map_err(|error| Failure::at("LICENSE-MIT", error))?;
    let mut list = format!("This program is licensed under MIT OR Apache-2.0, at your choice.\n\n{}\n\n", own.trim());
    list.push_str(
        "This program contains the Rust standard library (MIT OR Apache-2.0, https://www.rust-lang.org) and:\n\n",
    );
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for id in compiled_in(&metadata)? {
        let Some(package) = packages.get(id.as_str()) else { continue };
        let word = |key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let crate_name = format!("{} {}", word("name"), word("version"));
        // Writing into a string cannot fail.
        let _ = writeln!(list, "{crate_name}: {}  {}", word("license"), word("repository"));
        for text in licence_texts(Path::new(&word("manifest_path"))) {
            texts.entry(text).or_default().push(crate_name.clone());
        }
    }
    for (text, crates) in texts {
        let _ = write!(list, "\n{}\n{}\n\n{}\n", "-".repeat(80), crates.join(", "), text.trim());
    }
    Ok(list)
}

fn packages(metadata: &Value) -> BTreeMap<&str, &Value> {
    let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    packages.filter_map(|package| Some((package.get("id")?.as_str()?, package))).collect()
}

/// The crates linked into the program: normal dependencies and theirs, without build dependencies and procedural
/// macros.
fn compiled_in(metadata: &Value) -> Result<BTreeSet<String>, Failure> {
    let missing = || Failure::new("cargo metadata names no dependencies", MEND);
    let nodes = metadata.pointer("/resolve/nodes").and_then(Value::as_array).ok_or_else(missing)?;
    let root = metadata.pointer("/resolve/root").and_then(Value::as_str).ok_or_else(missing)?;
    let packages = packages(metadata);
    let by_id: BTreeMap<&str, &Value> =
        nodes.iter().filter_map(|node| Some((node.get("id")?.as_str()?, node))).collect();
    let (mut found, mut open) = (BTreeSet::new(), vec![root.to_owned()]);
    while let Some(id) = open.pop() {
        let dependencies = by_id.get(id.as_str()).and_then(|node| node.get("deps")?.as_array());
        for dependency in dependencies.into_iter().flatten() {
            let id = dependency.get("pkg").and_then(Value::as_str).unwrap_or_default();
            let is_linked = is_normal(dependency) && !packages.get(id).is_some_and(|package| is_macro(package));
            if is_linked && found.insert(id.to_owned()) {
                open.push(id.to_owned());
            }
        }
    }
    Ok(found)
}

fn is_normal(dependency: &Value) -> bool {
    let kinds = dependency.get("dep_kinds").and_then(Value::as_array).into_iter().flatten();
    kinds.into_iter().any(|kind| kind.get("kind").is_some_and(Value::is_null))
}

fn is_macro(package: &Value) -> bool {
    let targets = package.get("targets").and_then(Value::as_array).into_iter().flatten();
    targets.filter_map(|target| target.get("kind")?.as_array()).flatten().any(|kind| kind == "proc-macro")
}

fn licence_texts(manifest: &Path) -> Vec<String> {
    let folder = manifest.parent().and_then(|folder| fs::read_dir(folder).ok());
    let mut paths: Vec<_> = folder.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        path.is_file() && NAMES.iter().any(|begin| name.starts_with(begin))
    });
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).map(|text| text.replace("\r\n", "\n")).collect()
}
