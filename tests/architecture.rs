//! Arrows between rooms run one way: a file may name its own room and those below it. The order is that of the map
//! in `src/lib.rs`, whose list begins with the lowest room.

#![allow(clippy::unwrap_used, clippy::panic, clippy::arithmetic_side_effects, reason = "tests")]

use std::path::{Path, PathBuf};

/// The lowest room first.
const ROOMS: [&str; 10] =
    ["domain", "packs", "workspace", "text", "chart", "report", "exchange", "worker", "platform", "ui"];
const DOMAIN: [&str; 12] = [
    "keyed",
    "quantity",
    "enterprise",
    "policy",
    "ranking",
    "allocation",
    "figures",
    "working",
    "attainment",
    "planning",
    "consolidation",
    "subsidy",
];
const UI: [&str; 10] =
    ["kit", "route", "store", "commands", "parts", "charts", "document_editor", "pages", "shell", "app"];

#[test]
fn rooms_name_only_rooms_below_them() {
    check("src", "crate::", &ROOMS);
}

#[test]
fn the_domain_is_built_in_layers() {
    check("src/domain", "crate::domain::", &DOMAIN);
}

#[test]
fn the_page_is_built_in_layers() {
    check("src/ui", "crate::ui::", &UI);
}

/// The picture draws each room, and each layer of the page, with an arrow to the one below.
#[test]
fn the_map_in_the_docs_is_the_map() {
    let text = std::fs::read_to_string("docs/contributing.md").unwrap();
    let (_, rest) = text.split_once("```mermaid\n").unwrap();
    let (picture, _) = rest.split_once("```").unwrap();
    let is_frame = |line: &&str| ["graph", "subgraph", "end"].contains(&line.split(' ').next().unwrap());
    let drawn: Vec<&str> = picture.lines().map(str::trim).filter(|line| !is_frame(line)).collect();
    assert_eq!(drawn, [arrows(&ROOMS), arrows(&UI)].concat());
}

#[test]
fn commands_decide_nothing() {
    for file in sources(Path::new("src/ui/commands")) {
        let text = std::fs::read_to_string(&file).unwrap();
        for word in ["domain", "snapshot"] {
            assert!(
                !text.contains(word),
                "{} names {word}: what it decides belongs to workspace::intake",
                file.display()
            );
        }
    }
}

#[test]
fn the_domain_knows_no_browser_and_no_file_format() {
    for file in sources(Path::new("src/domain")) {
        let text = without_tests(&std::fs::read_to_string(&file).unwrap());
        for foreign in ["serde", "web_sys", "yew", "js_sys", "std::time", "std::fs", "f64", "f32"] {
            assert!(!text.contains(foreign), "{} names {foreign}", file.display());
        }
    }
}

#[test]
fn every_file_says_first_what_it_is() {
    for file in sources(Path::new("src")) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{} does not begin with //!", file.display());
    }
}

#[test]
fn one_place_tells_keys_from_those_of_an_input_method() {
    for file in sources(Path::new("src/ui")).iter().filter(|file| !file.ends_with("kit/keys.rs")) {
        let text = std::fs::read_to_string(file).unwrap();
        for word in ["event.key()", "is_composing", "key_code"] {
            assert!(!text.contains(word), "{} asks an event for {word}: kit/keys.rs does", file.display());
        }
    }
}

#[test]
fn no_row_is_known_by_its_number() {
    for file in sources(Path::new("src")) {
        let text = without_tests(&std::fs::read_to_string(&file).unwrap());
        for line in text.lines().filter(|line| line.contains("RowId::new(\"") || line.contains("GoalId::new(\"")) {
            assert!(line.contains("::new(\"\")"), "{}: {line}", file.display());
        }
    }
}

/// The lines that draw these rooms: the lowest alone, each other one with its arrow.
fn arrows(rooms: &[&str]) -> Vec<String> {
    let lowest = rooms.iter().take(1).map(|room| (*room).to_owned());
    let above = rooms.iter().skip(1).zip(rooms).map(|(room, below)| format!("{room} --> {below}"));
    lowest.chain(above).collect()
}

/// Fails on every line that names a room above its own.
fn check(folder: &str, prefix: &str, rooms: &[&str]) {
    let mut backward = Vec::new();
    let mut seen = 0;
    for file in sources(Path::new(folder)) {
        let Some(own) = room_of(&file, Path::new(folder), rooms) else { continue };
        seen += 1;
        let text = without_tests(&std::fs::read_to_string(&file).unwrap());
        for (number, line) in text.lines().enumerate() {
            for named in named_rooms(line, prefix) {
                let place = rooms.iter().position(|room| *room == named);
                if place.is_some_and(|place| place > own) {
                    backward.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
                }
            }
        }
    }
    assert!(seen >= rooms.len(), "only {seen} files below {folder}");
    assert!(backward.is_empty(), "arrows that run back:\n{}", backward.join("\n"));
}

fn room_of(file: &Path, folder: &Path, rooms: &[&str]) -> Option<usize> {
    let first = file.strip_prefix(folder).unwrap().iter().next()?.to_str()?;
    rooms.iter().position(|room| *room == first.trim_end_matches(".rs"))
}

/// The names that follow the prefix, also in `use super::` lines of a room's own files.
fn named_rooms<'l>(line: &'l str, prefix: &str) -> Vec<&'l str> {
    let parents = ["super::super::", "super::"];
    let supers = parents.iter().filter_map(|parent| line.trim().strip_prefix("use ")?.strip_prefix(parent));
    line.split(prefix)
        .skip(1)
        .chain(supers)
        .filter_map(|rest| rest.split(|character: char| !character.is_alphanumeric() && character != '_').next())
        .collect()
}

fn without_tests(text: &str) -> String {
    text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
