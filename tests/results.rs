//! The results file contains what its schema describes and nothing else. Recomputing each comparison from the file
//! alone gives the verdicts in it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    dead_code,
    reason = "tests"
)]

mod fixtures;

use num_rational::BigRational;
use serde_json::Value;
use zhuanhua::exchange::results::results;

/// Forbids members that the schema does not describe.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if members.contains_key("properties") {
                members.entry("additionalProperties").or_insert(Value::Bool(false));
            }
            members.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

#[test]
fn the_file_is_what_its_schema_describes_and_nothing_else() {
    let mut schema: Value =
        serde_json::from_str(&std::fs::read_to_string("docs/results.schema.json").unwrap()).unwrap();
    close(&mut schema);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let open = fixtures::pack();
    for workspace in [fixtures::full(&open), fixtures::desk(&open), fixtures::hostile(&open)] {
        let text = results(&open, &workspace).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<_> =
            validator.iter_errors(&file).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        assert!(!validator.is_valid(&serde_json::from_str(&text.replacen("\"verdict\"", "\"verdikt\"", 1)).unwrap()));
    }
    assert_eq!(results(&open, &fixtures::empty(&open)), None, "without a day there are no verdicts");
}

fn number(value: &Value) -> Option<BigRational> {
    let text = value.as_str()?;
    let (top, bottom) = text.split_once('/').unwrap_or((text, "1"));
    let (whole, fraction) = top.split_once('.').unwrap_or((top, ""));
    let digits: num_bigint::BigInt = format!("{whole}{fraction}").parse().unwrap();
    let scale = num_bigint::BigInt::from(10).pow(fraction.len() as u32);
    Some(BigRational::new(digits, scale * bottom.parse::<num_bigint::BigInt>().unwrap()))
}

/// Repeats a node's comparison and checks its verdict, then those of its parts.
fn check(node: &Value, seen: &mut usize) {
    let test = &node["test"];
    let verdict = node["verdict"].as_str().unwrap();
    let reached = match test["kind"].as_str().unwrap() {
        "minimum" => number(&test["value"]).zip(number(&test["threshold"])).map(|(value, minimum)| value >= minimum),
        "total" => number(&test["sum"]).zip(number(&test["threshold"])).map(|(sum, minimum)| sum >= minimum),
        "growth" => {
            let year = |at: &str| test[at]["year"].as_str().unwrap().parse::<i32>().unwrap();
            let (from, to) = (number(&test["from"]["value"]), number(&test["to"]["value"]));
            let rate = number(&test["threshold"]).unwrap();
            let one = BigRational::from_integer(1.into());
            from.zip(to)
                .map(|(from, to)| to >= from * num_traits::pow(one + rate, (year("to") - year("from")) as usize))
        }
        _ => None,
    };
    if let (Some(reached), "met" | "not_met") = (reached, verdict) {
        *seen += 1;
        assert_eq!(verdict == "met", reached, "{node}");
    }
    node["parts"].as_array().into_iter().flatten().for_each(|part| check(part, seen));
}

#[test]
fn verdicts_follow_again_from_the_file_alone() {
    let open = fixtures::pack();
    let mut seen = 0;
    for workspace in [fixtures::full(&open), fixtures::desk(&open)] {
        let file: Value = serde_json::from_str(&results(&open, &workspace).unwrap()).unwrap();
        for row in file["rows"].as_array().unwrap() {
            row["years"].as_object().unwrap().values().chain([&row["whole"]]).for_each(|node| check(node, &mut seen));
        }
        file["goals"].as_array().unwrap().iter().for_each(|goal| check(&goal["whole"], &mut seen));
    }
    assert!(seen > 15, "{seen}");
}
