//! Properties of the engine over random situations, and its agreement with an independent computation.
//! `PROPTEST_CASES` sets the number of situations.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::unreachable,
    reason = "tests"
)]
#![allow(clippy::indexing_slicing, clippy::string_slice, clippy::panic, missing_docs, reason = "tests")]

mod oracle;

use num_rational::BigRational;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;
use zhuanhua::domain::attainment::{Assessment, Span, assess};
use zhuanhua::domain::policy::{GoalId, Pack, RowId};
use zhuanhua::domain::quantity::{Year, parse_exact};
use zhuanhua::domain::working::Working;
use zhuanhua::exchange::case::{self, Outcome};
use zhuanhua::packs;

fn pack() -> &'static Pack {
    static PACK: LazyLock<Pack> = LazyLock::new(|| packs::open(packs::BUILT_IN).unwrap().pack);
    &PACK
}

fn assessed(pack: &Pack, value: &Value) -> Assessment {
    let case = case::parse(&value.to_string()).unwrap();
    assess(pack, &case.situation(pack).unwrap_or_else(|error| panic!("{error}: {value}")))
}

fn working<'a>(assessment: &'a Assessment, subject: &str, year: Option<i32>) -> &'a Working {
    if subject.starts_with('G') {
        return assessment.goal(&GoalId::new(subject)).unwrap();
    }
    let span = year.map_or(Span::Whole, |year| Span::Year(Year::new(u16::try_from(year).unwrap()).unwrap()));
    assessment.row(&RowId::new(subject)).unwrap().of(span).unwrap()
}

/// A small random generator: its seed determines the whole case.
fn numbers(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

/// A province's case with these figures.
fn province(as_of: &str, figures: Value) -> Value {
    json!({ "name": "x", "pack": "shaanxi-2021-2023", "level": "province", "as_of": as_of, "figures": figures, "expect": [] })
}

fn verdict(pack: &Pack, case: &Value, subject: &str, year: Option<i32>) -> String {
    Outcome::of(pack, working(&assessed(pack, case), subject, year)).verdict
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_verdict_differs_from_an_independent_computation(seed: u64) {
        let pack = pack();
        let case = oracle::random_case(&mut numbers(seed));
        let assessment = assessed(pack, &case);
        for (subject, year) in oracle::questions() {
            let expected = oracle::expect(&case, &subject, year);
            let actual = Outcome::of(pack, working(&assessment, &subject, year));
            prop_assert_eq!(&expected.verdict, &actual.verdict, "{} {:?} {}", subject, year, case);
            prop_assert_eq!(&expected.reason, &actual.reason, "{} {:?} {}", subject, year, case);
            if !subject.starts_with('G') && actual.verdict != "not_applicable" {
                prop_assert_eq!(&expected.parts, &actual.parts, "{} {:?} {}", subject, year, case);
                prop_assert_eq!(&expected.required, &actual.required, "{} {:?} {}", subject, year, case);
                prop_assert_eq!(&expected.short_by, &actual.short_by, "{} {:?} {}", subject, year, case);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn more_of_a_flow_never_turns_met_into_not_met(base in 1_u64..5_000, value in 0_u64..20_000, more in 1_u64..9_999) {
        let pack = pack();
        let case = |value: u64| province("2024-03-01", json!({
            "product_filings": { "2020": base.to_string(), "2023": value.to_string() },
            "sme_inflow_patents": { "2021": value.to_string(), "2022": "1500", "2023": "1800" },
        }));
        for (subject, year) in [("8", None), ("1", Some(2021)), ("1", None), ("G1", None)] {
            if verdict(pack, &case(value), subject, year) == "met" {
                prop_assert_eq!(verdict(pack, &case(value + more), subject, year), "met");
            }
        }
    }

    #[test]
    fn a_rate_does_not_depend_on_the_unit(base in 1_u64..90_000, value in 0_u64..250_000, places in 0_u32..7) {
        // The same money in a unit that is 10^places times larger.
        let pack = pack();
        let scaled = |number: u64| {
            let exact = BigRational::new(number.into(), 10_u64.pow(places).into());
            zhuanhua::domain::quantity::to_plain(&exact, 6)
        };
        let case = |text: &dyn Fn(u64) -> String| province("2024-03-01", json!({
            "benefiting_smes_revenue": { "2020": text(base), "2023": text(value) },
        }));
        let plain = verdict(pack, &case(&|number| number.to_string()), "6", None);
        prop_assert_eq!(plain, verdict(pack, &case(&scaled), "6", None));
    }

    #[test]
    fn what_is_required_is_met_and_one_step_less_is_not(hundredths in 1_u64..9_000_000, year in 2021_i32..=2023) {
        let pack = pack();
        let amount = |hundredths: u64| zhuanhua::domain::quantity::to_plain(&BigRational::new(hundredths.into(), 100.into()), 2);
        let base = amount(hundredths);
        let case = |value: String| province("2024-03-01", json!({
            "sme_inflow_contract_amount": { "2020": base, year.to_string(): value },
            "sme_inflow_received_amount": { "2020": "1", "2021": "9", "2022": "9", "2023": "9" },
        }));
        let short = Outcome::of(pack, working(&assessed(pack, &case("0".to_owned())), "2", Some(year)));
        let required = parse_exact(&short.required["sme_inflow_contract_amount"]).unwrap();
        let step = BigRational::new(1.into(), 100.into());
        let plain = |value: BigRational| zhuanhua::domain::quantity::to_plain(&value, 2);
        prop_assert_eq!(verdict(pack, &case(plain(required.clone())), "2", Some(year)), "met");
        prop_assert_eq!(verdict(pack, &case(plain(required - step)), "2", Some(year)), "not_met");
    }
}
