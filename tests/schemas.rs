//! Validates every part of every office file that the program writes against the schemas of ECMA-376 in the folder
//! that `OOXML_XSD_DIR` names. `DOCUMENTS_DIR` names a folder that receives the files, to try by hand.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests"
)]

mod fixtures;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use zhuanhua::exchange::word::word;
use zhuanhua::exchange::workbook::workbook;

/// The schema of a part, by the part's name.
fn schema_of(part: &str) -> Option<&'static str> {
    let name = part.rsplit('/').next().unwrap();
    Some(match name {
        "[Content_Types].xml" => "opc-xsd/opc-contentTypes.xsd",
        name if name.ends_with(".rels") => "opc-xsd/opc-relationships.xsd",
        "app.xml" => "shared-documentPropertiesExtended.xsd",
        name if name.starts_with("theme") => "dml-main.xsd",
        name if name.starts_with("drawing") => "dml-spreadsheetDrawing.xsd",
        name if name.starts_with("chart") => "dml-chart.xsd",
        // Its schema imports two others from web addresses, which `--nonet` forbids.
        "core.xml" => return None,
        _ if part.starts_with("word/") => "wml.xsd",
        _ if part.starts_with("xl/") => "sml.xsd",
        _ => panic!("no schema for {part}"),
    })
}

/// Every file as name and bytes.
fn files() -> Vec<(String, Vec<u8>)> {
    let open = fixtures::pack();
    let situations = [
        ("full", fixtures::full(&open)),
        ("desk", fixtures::desk(&open)),
        ("empty", fixtures::empty(&open)),
        ("hostile", fixtures::hostile(&open)),
        ("measures", fixtures::with_measures(&open, 5_000)),
    ];
    let mut files = Vec::new();
    for (name, workspace) in situations {
        for (kind, draft) in fixtures::drafts(&open, &workspace) {
            let document = fixtures::saved(&workspace, &kind, &draft);
            let pictures = vec![fixtures::PIXEL.to_vec(); document.pictures().len()];
            files.push((format!("{name} {kind}.docx"), word(&document, &pictures).unwrap()));
        }
        files.push((format!("{name}.xlsx"), workbook(&open, &workspace).unwrap()));
    }
    files
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut file = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let count = file.len();
    let read = |index: usize| {
        let mut part = file.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(read).collect()
}

#[test]
fn every_part_of_every_file_is_what_its_schema_allows() {
    let files = files();
    if let Some(folder) = std::env::var_os("DOCUMENTS_DIR").map(PathBuf::from) {
        std::fs::create_dir_all(&folder).unwrap();
        files.iter().for_each(|(name, bytes)| std::fs::write(folder.join(name), bytes).unwrap());
    }
    let Some(schemas) = std::env::var_os("OOXML_XSD_DIR").map(PathBuf::from) else {
        println!("skipped: parts against their schemas, since OOXML_XSD_DIR names no folder");
        return;
    };
    if Command::new("xmllint").arg("--version").output().is_err() {
        panic!("xmllint is missing; install it (Debian: libxml2-utils)");
    }
    let folder = empty_folder();
    let mut faults = Vec::new();
    let mut by_schema: std::collections::BTreeMap<&str, Vec<PathBuf>> = Default::default();
    for (index, (_, bytes)) in files.iter().enumerate() {
        for (part, bytes) in
            parts(bytes).into_iter().filter(|(part, _)| part.ends_with(".xml") || part.ends_with(".rels"))
        {
            let Some(schema) = schema_of(&part) else { continue };
            let path = folder.join(format!("{index} {}", part.replace('/', " ")));
            std::fs::write(&path, bytes).unwrap();
            by_schema.entry(schema).or_default().push(path);
        }
    }
    for (schema, paths) in by_schema {
        let output = Command::new("xmllint")
            .args(["--nonet", "--noout", "--schema"])
            .arg(schemas.join(schema))
            .args(&paths)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if !output.status.success() {
            faults.extend(said.lines().filter(|line| !line.ends_with("validates")).take(8).map(str::to_owned));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn empty_folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schemas");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
