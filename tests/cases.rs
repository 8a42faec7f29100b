//! Assesses every case file (`.json`) below `tests/cases` and below the folder that `CASES_DIR` names. A case names
//! its pack, the built-in one or the example with invented thresholds; the result is compared with what the case
//! expects.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "tests"
)]

use std::path::{Path, PathBuf};
use zhuanhua::domain::attainment::assess;
use zhuanhua::exchange::case;
use zhuanhua::packs;

#[test]
fn our_own_cases_hold() {
    run(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), 500);
}

#[test]
fn the_cases_of_cases_dir_hold() {
    match std::env::var_os("CASES_DIR") {
        Some(folder) => run(Path::new(&folder), 1),
        None => println!("skipped: CASES_DIR names no folder of further cases"),
    }
}

/// Runs every case below a folder. Fails when there are fewer than `least`.
fn run(folder: &Path, least: usize) {
    let packs = [packs::open(packs::BUILT_IN).unwrap().pack, packs::open(&packs::example()).unwrap().pack];
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort();
    let (mut failures, mut expectations) = (Vec::new(), 0);
    for file in &files {
        let text = std::fs::read_to_string(file).unwrap();
        let outcome = case::parse(&text).and_then(|case| {
            // For an unknown pack any other serves: `situation` then reports the error.
            let pack = packs.iter().find(|pack| pack.id.as_str() == case.pack).unwrap_or(&packs[0]);
            let situation = case.situation(pack)?;
            Ok((case.scopes(pack, &situation)?, pack, situation, case))
        });
        match outcome {
            Err(error) => failures.push(format!("{}: {error}", file.display())),
            Ok((scopes, pack, situation, case)) => {
                let assessment = assess(pack, &situation);
                expectations += case.expect.len();
                for expectation in &case.expect {
                    for difference in expectation.differences(pack, &assessment, &scopes) {
                        failures.push(format!("{} ({}): {difference}", case.name, file.display()));
                    }
                }
            }
        }
    }
    println!("{} case files, {expectations} expectations below {}", files.len(), folder.display());
    assert!(failures.is_empty(), "{} differences:\n{}", failures.len(), failures.join("\n"));
    assert!(files.len() >= least, "only {} case files below {}", files.len(), folder.display());
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
}
