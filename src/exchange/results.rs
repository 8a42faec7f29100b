//! The results file: every verdict with its working, so that another program can check this one
//! (docs/file-formats.md, docs/results.schema.json). Numbers are strings: digits, or a fraction if the decimals do
//! not end.

use super::case::{reason_word, verdict_word};
use crate::domain::attainment::assess;
use crate::domain::figures::Level;
use crate::domain::policy::{Choice, GrowthMethod, Pack, ReadingKind, SharePeriod};
use crate::domain::quantity::{Exact, Year, parse_exact, to_plain};
use crate::domain::working::{DistanceOf, SetBy, Test, Threshold, Verdict, Working};
use crate::packs::OpenPack;
use crate::text;
use crate::workspace::{Workspace, snapshot};
use serde_json::{Map, Value};

/// The format's name in the file.
pub const FORMAT: &str = "zhuanhua-results";
/// The format version written.
pub const VERSION: &str = "1.0";

/// The results file of a workspace, readable by people; `None` without a reporting day.
pub fn results(open: &OpenPack, workspace: &Workspace) -> Option<String> {
    let pack = &open.pack;
    let situation = workspace.situation()?;
    let assessment = assess(pack, &situation);
    let writer = Writer { pack };
    let rows = pack.rows.iter().zip(&assessment.rows).map(|(row, result)| {
        let years = result.years.iter().map(|(year, working)| (year.to_string(), writer.node(working)));
        object([
            ("row", row.id.to_string().into()),
            ("name", row.name.clone().into()),
            ("years", Value::Object(years.collect())),
            ("whole", writer.node(&result.whole)),
        ])
    });
    let goals = pack.goals.iter().zip(&assessment.goals).map(|(goal, (_, working))| {
        object([
            ("goal", goal.id.to_string().into()),
            ("name", goal.name.clone().into()),
            ("whole", writer.node(working)),
        ])
    });
    let readings = pack.readings.iter().filter(|reading| reading.kind != ReadingKind::Ledger).filter_map(|reading| {
        Some((reading.id.to_string(), Value::from(situation.readings.option_of(reading)?.id.to_string())))
    });
    let level = match situation.level {
        Level::Province => "province",
        Level::City => "city",
    };
    let file = object([
        ("format", FORMAT.into()),
        ("version", VERSION.into()),
        ("unit", text::unit_name(&workspace.entries).into()),
        ("example", workspace.example.into()),
        ("level", level.into()),
        ("as_of", situation.as_of.to_string().into()),
        (
            "pack",
            object([
                ("id", pack.id.to_string().into()),
                ("edition", pack.edition.clone().into()),
                ("sha256", open.sha256.clone().into()),
                ("document", pack.document.clone().into()),
            ]),
        ),
        ("workspace_sha256", snapshot::checksum_of(workspace).into()),
        ("remark", "数据以国家知识产权局发布为准".into()),
        ("readings", Value::Object(readings.collect())),
        ("rows", rows.collect()),
        ("goals", goals.collect()),
    ]);
    let mut text = serde_json::to_string_pretty(&file).ok()?;
    text.push('\n');
    Some(text)
}

struct Writer<'a> {
    pack: &'a Pack,
}

impl Writer<'_> {
    fn node(&self, working: &Working) -> Value {
        let formula = text::formula(self.pack, working);
        let mut node = vec![
            ("verdict", verdict_word(working.verdict).into()),
            ("clause", working.clause.0.clone().into()),
            ("title", formula.title.into()),
            ("test", test(&working.test)),
        ];
        if let Verdict::Undetermined(reason) = working.verdict {
            node.push(("reason", reason_word(reason).into()));
        }
        let texts = [("rule", formula.rule), ("numbers", formula.numbers)];
        node.extend(texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (key, text.into())));
        if !formula.remarks.is_empty() {
            node.push(("remarks", formula.remarks.into()));
        }
        if !working.readings.is_empty() {
            let reading = |choice: &Choice| (choice.reading.to_string(), Value::from(choice.option.to_string()));
            node.push(("readings", Value::Object(working.readings.iter().map(reading).collect())));
        }
        if let Some(distance) = &working.distance {
            let key = match &distance.of {
                DistanceOf::Series(series) => series.to_string(),
                DistanceOf::Sum(_) => "sum".to_owned(),
            };
            let mut of = vec![("of", key.into()), ("required", digits(&distance.required))];
            of.extend(distance.short_by.as_ref().map(|short| ("short_by", digits(short))));
            node.push(("distance", object(of)));
        }
        if !working.parts.is_empty() {
            node.push(("parts", working.parts.iter().map(|part| self.node(part)).collect()));
        }
        object(node)
    }
}

fn test(test: &Test) -> Value {
    let kind = |kind: &'static str| ("kind", Value::from(kind));
    match test {
        Test::Minimum { series, year, figure, minimum } => {
            let mut members =
                vec![kind("minimum"), ("series", series.to_string().into()), ("year", year.to_string().into())];
            members.push(("value", optional(figure.value())));
            members.extend(threshold(minimum.as_ref()));
            object(members)
        }
        Test::Total { series, figures, minimum, .. } => {
            let values = figures.iter().map(|(year, figure)| (year.to_string(), optional(figure.value())));
            let mut members = vec![kind("total"), ("series", series.to_string().into())];
            members.push(("values", Value::Object(values.collect())));
            // The sum of the known years; null if there are none.
            members.push(("sum", optional(test.reached().as_ref())));
            let blank: Vec<String> = test.blank_years().iter().map(ToString::to_string).collect();
            members.push(("blank_years", blank.into()));
            members.extend(threshold(minimum.as_ref()));
            object(members)
        }
        Test::Growth { amounts, method, from, to, rate } => {
            let method = match method {
                GrowthMethod::Compound => "compound",
                GrowthMethod::EachYear => "each_year",
                GrowthMethod::CompoundFromFirst => "compound_from_first",
            };
            let point = |(year, value): &(Year, Option<Exact>)| {
                object([("year", year.to_string().into()), ("value", optional(value.as_ref()))])
            };
            let series: Vec<_> = amounts.iter().map(ToString::to_string).collect();
            let mut members = vec![kind("growth"), ("series", series.into()), ("method", method.into())];
            members.extend([("from", point(from)), ("to", point(to))]);
            members.extend(threshold(Some(rate)));
            object(members)
        }
        Test::Share { numerator, denominator, period, figures, share } => {
            let period = match period {
                SharePeriod::EachYear => "each_year",
                SharePeriod::WholePeriod => "whole_period",
            };
            let values = figures.iter().map(|(year, part, whole)| {
                let both = object([("numerator", optional(part.value())), ("denominator", optional(whole.value()))]);
                (year.to_string(), both)
            });
            let mut members = vec![kind("share"), ("numerator", numerator.to_string().into())];
            members.extend([("denominator", denominator.to_string().into()), ("period", period.into())]);
            members.push(("values", Value::Object(values.collect())));
            members.extend(threshold(Some(share)));
            object(members)
        }
        Test::Statement { id, holds } => {
            object([kind("statement"), ("statement", id.to_string().into()), ("answer", (*holds).into())])
        }
        Test::Row(id) => object([kind("row"), ("row", id.to_string().into())]),
        Test::Goal(id) => object([kind("goal"), ("goal", id.to_string().into())]),
        Test::EveryYear => object([kind("every_year")]),
        Test::EveryPair => object([kind("every_pair")]),
        Test::EveryAmount => object([kind("every_amount")]),
        Test::Every => object([kind("every")]),
    }
}

fn threshold(threshold: Option<&Threshold>) -> Vec<(&'static str, Value)> {
    let Some(threshold) = threshold else { return vec![("threshold", Value::Null)] };
    let set_by = match threshold.set_by {
        SetBy::Pack => "pack",
        SetBy::Allocated => "allotted",
        SetBy::AllocatedYearsAdded => "allotted_years_added",
    };
    vec![("threshold", digits(&threshold.value)), ("set_by", set_by.into())]
}

fn optional(value: Option<&Exact>) -> Value {
    value.map_or(Value::Null, digits)
}

/// Digits, or a fraction if 20 decimals cannot hold the value.
fn digits(value: &Exact) -> Value {
    let plain = to_plain(value, 20);
    match parse_exact(&plain) {
        Some(same) if same == *value => plain.into(),
        _ => format!("{}/{}", value.numer(), value.denom()).into(),
    }
}

fn object(members: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let members: Map<String, Value> = members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Value::Object(members)
}
