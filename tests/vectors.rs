//! Checks size classes and codes against vectors that were computed elsewhere, in `tests/vectors` and in the folder
//! that `VECTORS_DIR` names. Each folder holds `sme.json` (industry, figures, class) and `codes.json` (texts, and
//! whether each is valid).

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use serde::Deserialize;
use std::path::Path;
use zhuanhua::domain::enterprise::code::{read_patent_number, read_uscc};
use zhuanhua::domain::enterprise::{Indicator, Industry, SizeClass, SizeFigures, classify};
use zhuanhua::domain::quantity::Quantity;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Point {
    industry: String,
    employees: Option<String>,
    revenue_wan: Option<String>,
    assets_wan: Option<String>,
    /// Absent or null when no single class follows.
    class: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Codes {
    patent_numbers: Vec<Code>,
    uscc: Vec<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    text: String,
    valid: bool,
}

#[test]
fn our_own_vectors_hold() {
    run(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors"));
}

#[test]
fn the_vectors_of_vectors_dir_hold() {
    match std::env::var_os("VECTORS_DIR") {
        Some(folder) => run(Path::new(&folder)),
        None => println!("skipped: VECTORS_DIR names no folder of further vectors"),
    }
}

fn run(folder: &Path) {
    let points: Vec<Point> = read(&folder.join("sme.json"));
    let codes: Codes = read(&folder.join("codes.json"));
    let mut failures: Vec<String> = points.iter().filter_map(classed_otherwise).collect();
    for code in &codes.patent_numbers {
        failures.extend(judged_otherwise("patent number", code, matches!(read_patent_number(&code.text), Ok(Some(_)))));
    }
    for code in &codes.uscc {
        failures.extend(judged_otherwise("uscc", code, matches!(read_uscc(&code.text), Ok(Some(_)))));
    }
    let counts = (points.len(), codes.patent_numbers.len(), codes.uscc.len());
    println!("{counts:?} points, patent numbers and codes below {}", folder.display());
    assert!(failures.is_empty(), "{} differences:\n{}", failures.len(), failures.join("\n"));
    assert!(counts.0 > 0 && counts.1 > 0 && counts.2 > 0, "an empty list below {}", folder.display());
}

fn read<T: for<'de> Deserialize<'de>>(file: &Path) -> T {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn classed_otherwise(point: &Point) -> Option<String> {
    let industry = Industry::from_key(&point.industry).unwrap_or_else(|| panic!("no industry {}", point.industry));
    let figure = |text: &Option<String>, indicator: Indicator| {
        text.as_ref()
            .map(|text| Quantity::parse(text, &indicator.unit()).unwrap_or_else(|error| panic!("{text}: {error}")))
    };
    let figures = SizeFigures {
        employees: figure(&point.employees, Indicator::Employees),
        revenue: figure(&point.revenue_wan, Indicator::Revenue),
        assets: figure(&point.assets_wan, Indicator::Assets),
    };
    let class = classify(industry, &figures).and_then(|sizing| sizing.class()).map(SizeClass::key);
    (class != point.class.as_deref())
        .then(|| format!("{} {figures:?} is {}, expected {:?}", point.industry, class.unwrap_or("open"), point.class))
}

fn judged_otherwise(what: &str, code: &Code, valid: bool) -> Option<String> {
    (valid != code.valid).then(|| format!("{what} {}: valid is {valid}, expected {}", code.text, code.valid))
}
