//! The plan compared with verdicts: each requirement is the boundary of a verdict, and the minimum plan has the
//! smallest figures that trying every pair finds.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests")]

use num_traits::Zero;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;
use zhuanhua::domain::attainment::{Span, Subject, goal_working, row_working};
use zhuanhua::domain::figures::Situation;
use zhuanhua::domain::planning::{
    Aim, Before, Outcome, Projection, expected, expected_from_here, minimum_plan, needs, quarters_left, total_needs,
};
use zhuanhua::domain::policy::{GoalId, Pack, RowId, SeriesId};
use zhuanhua::domain::quantity::{Day, Exact, Quantity, Year, parse_exact};
use zhuanhua::domain::working::{DistanceOf, Reason, Verdict};
use zhuanhua::exchange::case;
use zhuanhua::packs;

fn pack() -> &'static Pack {
    static PACK: LazyLock<Pack> = LazyLock::new(|| packs::open(packs::BUILT_IN).unwrap().pack);
    &PACK
}

fn situation(as_of: &str, rest: Value) -> Situation {
    let mut case = json!({ "name": "x", "pack": "shaanxi-2021-2023", "level": "city", "as_of": as_of, "expect": [] });
    case.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    case::parse(&case.to_string()).unwrap().situation(pack()).unwrap_or_else(|error| panic!("{error}: {case}"))
}

fn year(number: u16) -> Year {
    Year::new(number).unwrap()
}

fn exact(text: &str) -> Exact {
    parse_exact(text).unwrap()
}

fn quantity(series: &str, value: &Exact) -> Quantity {
    Quantity::from_exact(value, &pack().series_of(&SeriesId::new(series)).unwrap().unit).unwrap()
}

fn projection(figures: &[(&str, u16, &str)]) -> Projection {
    let one = |(series, number, value): &(&str, u16, &str)| {
        ((SeriesId::new(series), year(*number)), quantity(series, &exact(value)))
    };
    figures.iter().map(one).collect()
}

/// Of a row's first figure: the requirement, the shortfall, and the lag behind the time-proportional pace. Empty
/// where there is none.
fn asked(
    situation: &Situation,
    projection: &Projection,
    row: &str,
    number: u16,
) -> Result<(String, String, String), Reason> {
    let rows = needs(pack(), situation, projection, year(number));
    let row = rows.into_iter().find(|needs| needs.row == RowId::new(row)).unwrap();
    let need = row.needs.into_iter().next().unwrap();
    let text = |value: Option<Exact>| value.map(|value| value.to_string()).unwrap_or_default();
    let lag = need.lag.map(|lag| lag.behind);
    need.required.map(|required| (required.to_string(), text(need.short_by), text(lag)))
}

#[test]
fn a_year_asks_for_what_the_notice_asks() {
    let figures = json!({ "figures": {
        "sme_inflow_patents": { "2020": "70", "2021": "85", "2022Q1": "20", "2022Q2": "20" },
        "product_filings": { "2020": "100", "2021": "130", "2022": "90" },
        "inflow_patents_held": { "2021": "80", "2022": "200" },
        "inflow_patents_implemented": { "2021": "70", "2022": "100" },
        "benefiting_smes": { "2020": "100", "2021": "120", "2022Q2": "126" } },
        "targets": { "1": { "2021": "80", "2022": "100", "2023": "120" } } });
    let now = situation("2022-06-30", figures.clone());
    let none = Projection::new();
    let check = |row: &str, number, expect: (&str, &str, &str)| {
        let expect = (expect.0.to_owned(), expect.1.to_owned(), expect.2.to_owned());
        assert_eq!(asked(&now, &none, row, number), Ok(expect), "row {row} {number}");
    };
    // 181 of 365 days: 100·181/365 = 49.59 are due and 40 are there: behind by 9.59, rounded up to 10.
    check("1", 2022, ("100", "60", "10"));
    // 100·1.2² = 144; 144·181/365 = 71.4 are due and 90 are there.
    check("8", 2022, ("144", "54", "0"));
    // A share has no pace.
    check("9", 2022, ("170", "70", ""));
    // A state: from 120 to 144 at the year's end, 24·181/365 = 11.9 of the way. 131.9 is expected and 126 is there.
    check("5", 2022, ("144", "18", "6"));
    // A year that has not begun has requirements already.
    check("8", 2023, ("173", "", ""));
    check("1", 2023, ("120", "", ""));
    assert_eq!(asked(&now, &none, "3", 2022), Err(Reason::MissingTarget));
    assert_eq!(asked(&now, &none, "7", 2022), Err(Reason::MissingBase));
    // Under `each_year` 2023 grows from 2022, so 2022 must be expected first.
    let each = situation("2022-06-30", {
        let mut each = figures;
        each.as_object_mut().unwrap().insert("readings".to_owned(), json!({ "growth": "each_year" }));
        each
    });
    let expect = |required: &str| Ok((required.to_owned(), String::new(), String::new()));
    assert_eq!(asked(&each, &none, "8", 2022).unwrap().0, "156");
    assert_eq!(asked(&each, &projection(&[("product_filings", 2022, "150")]), "8", 2023), expect("180"));
    // Rows behind the pace come first, the furthest behind on top: 10 of 100, then 6 of 144.
    let rows: Vec<_> =
        needs(pack(), &now, &none, year(2022)).into_iter().take(3).map(|row| row.row.to_string()).collect();
    assert_eq!(rows, ["1", "5", "2"]);
}

#[test]
fn the_quarters_left_share_what_is_short() {
    let now = situation(
        "2022-08-15",
        json!({ "figures": {
        "sme_inflow_patents": { "2022Q1": "20", "2022Q2": "21" }, "pledge_amount": { "2022": "1.5" } } }),
    );
    let check = |series: &str, so_far: &str, short_by: &str, expect: &[(&str, &str, &str)]| {
        let (so_far, short_by) = (exact(so_far), exact(short_by));
        let quarters = quarters_left(pack(), &now, &SeriesId::new(series), year(2022), (&so_far, &short_by));
        let found: Vec<_> = quarters
            .iter()
            .map(|quarter| (quarter.period.to_string(), quarter.brings.clone(), quarter.by_then.clone()))
            .collect();
        let expect: Vec<_> =
            expect.iter().map(|(period, brings, by)| ((*period).to_owned(), exact(brings), exact(by))).collect();
        assert_eq!(found, expect);
    };
    check("sme_inflow_patents", "41", "59", &[("2022Q3", "30", "71"), ("2022Q4", "29", "100")]);
    // A figure of the whole year covers the completed months, up to July. The third quarter is therefore still
    // open.
    check("pledge_amount", "1.5", "0.5", &[("2022Q3", "0.25", "1.75"), ("2022Q4", "0.25", "2")]);
    check("benefiting_smes", "10", "5", &[]);
}

#[test]
fn totals_say_what_is_left_for_each_later_year() {
    let now = situation(
        "2021-12-31",
        json!({
        "figures": { "declassified_defence_patents": { "2021": "7" }, "sme_inflow_patents": { "2021": "90" } },
        "targets": { "12": { "total": "30" }, "1": { "2021": "100", "2022": "110", "2023": "120" } } }),
    );
    let rows = needs(pack(), &now, &Projection::new(), year(2022));
    let row = rows.iter().find(|row| row.row == RowId::new("12")).unwrap();
    assert!(row.needs.is_empty());
    let total = row.total.clone().unwrap();
    assert_eq!((total.left, total.later), (Some(exact("23")), vec![(year(2023), exact("23"))]));
    let planned = projection(&[("declassified_defence_patents", 2022, "12")]);
    let rows = needs(pack(), &now, &planned, year(2022));
    let total = rows.iter().find(|row| row.row == RowId::new("12")).and_then(|row| row.total.clone()).unwrap();
    assert_eq!(total.later, [(year(2023), exact("11"))]);
    // Goal 1's total is the sum of the yearly targets: 330, of which 90 are there.
    let goals = total_needs(pack(), &now, &Projection::new(), year(2022));
    let goal = goals.iter().find(|need| need.subject == Subject::Goal(GoalId::new("G1"))).unwrap();
    assert_eq!((goal.required.clone(), goal.left.clone()), (Some(exact("330")), Some(exact("240"))));
}

#[test]
fn what_is_there_prevails_over_what_is_planned() {
    let now = situation(
        "2022-09-30",
        json!({ "figures": {
        "sme_inflow_patents": { "2021": "80", "2022": "187" }, "benefiting_smes": { "2022": "50" } },
        "targets": { "1": { "2021": "70", "2022": "90", "2023": "100" } } }),
    );
    let planned = projection(&[
        ("sme_inflow_patents", 2021, "1"),
        ("sme_inflow_patents", 2022, "10"),
        ("benefiting_smes", 2022, "40"),
    ]);
    let total = |projection: &Projection| {
        let goals = total_needs(pack(), &now, projection, year(2023));
        goals.into_iter().find(|need| need.subject == Subject::Goal(GoalId::new("G1"))).unwrap()
    };
    // 2021 is over: its 80 count, not the plan. 2022 is a flow: the 187 reached exceed the plan. 260 is reached.
    let need = total(&planned);
    assert_eq!((need.before, need.open, need.left), (Some(exact("267")), vec![year(2022)], Some(Exact::zero())));
    let more = projection(&[("sme_inflow_patents", 2022, "200")]);
    assert_eq!(total(&more).before, Some(exact("280")));
    let before = |row: &str, projection: &Projection| {
        let rows = needs(pack(), &now, projection, year(2023));
        let need =
            rows.into_iter().find(|needs| needs.row == RowId::new(row)).unwrap().needs.into_iter().next().unwrap();
        (need.before.unwrap().to_string(), need.before_is)
    };
    assert_eq!(before("1", &Projection::new()), ("187".to_owned(), Before::SoFar));
    assert_eq!(before("1", &more), ("200".to_owned(), Before::Planned));
    // A state can fall, so its planned figure counts.
    assert_eq!(before("5", &planned), ("40".to_owned(), Before::Planned));
}

#[test]
fn what_the_past_has_settled_is_named() {
    let now = situation(
        "2022-03-01",
        json!({ "figures": { "sme_inflow_patents": { "2021": "9" } },
        "targets": { "1": { "2021": "10", "2022": "11", "2023": "12" } } }),
    );
    let found = minimum_plan(pack(), &now, &Projection::new(), year(2022), Aim::RowsAndGoals).unwrap();
    let out = found.unreachable.iter().find(|one| one.subject == Subject::Row(RowId::new("1"))).unwrap();
    assert_eq!((out.verdict, out.from_the_past), (Verdict::NotMet, true));
    // The goal's total of 33 can still be reached: 24 are left, 12 for each year.
    let of = DistanceOf::Series(SeriesId::new("sme_inflow_patents"));
    let of_year = |number| found.figures.get(&(of.clone(), year(number))).unwrap().to_string();
    assert_eq!([of_year(2022), of_year(2023)], ["12", "12"]);
    let unknown = found.unreachable.iter().find(|one| one.subject == Subject::Row(RowId::new("3"))).unwrap();
    assert_eq!((unknown.verdict, unknown.from_the_past), (Verdict::Undetermined(Reason::MissingTarget), false));
}

/// Row 10 and goal 5 alone. Row 11 does not apply, so the count is all that they require.
fn pledges(
    method: &str,
    base: u32,
    first: u32,
    so_far: Option<u32>,
    targets: [u32; 3],
    total: Option<u32>,
) -> Situation {
    let mut figures = json!({ "2020": base.to_string(), "2021": first.to_string() });
    if let Some(so_far) = so_far {
        figures.as_object_mut().unwrap().insert("2022".to_owned(), so_far.to_string().into());
    }
    let mut target =
        json!({ "2021": targets[0].to_string(), "2022": targets[1].to_string(), "2023": targets[2].to_string() });
    if let Some(total) = total {
        target.as_object_mut().unwrap().insert("total".to_owned(), total.to_string().into());
    }
    situation(
        "2022-09-30",
        json!({ "figures": { "pledge_projects": figures }, "targets": { "10": target },
        "readings": { "growth": method }, "not_applicable": ["11"] }),
    )
}

/// Whether row 10 and goal 5 are met with these figures.
fn pledges_met(now: &Situation, second: u32, third: u32) -> bool {
    let figures =
        projection(&[("pledge_projects", 2022, &second.to_string()), ("pledge_projects", 2023, &third.to_string())]);
    let then = expected(pack(), now, &figures, Day::parse("2024-01-01").unwrap());
    let row = row_working(pack(), &then, &RowId::new("10"), Span::Whole).unwrap();
    let goal = goal_working(pack(), &then, &GoalId::new("G5")).unwrap();
    row.verdict == Verdict::Met && goal.verdict == Verdict::Met
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_smallest_figures_are_those_that_trying_all_finds(
        method in prop_oneof![Just("compound"), Just("each_year"), Just("compound_from_first")],
        base in 0_u32..12, first in 0_u32..14, so_far in proptest::option::of(0_u32..12),
        targets in [0_u32..12, 0_u32..14, 0_u32..16], total in proptest::option::of(0_u32..50)
    ) {
        let now = pledges(method, base, first, so_far, targets, total);
        let found = minimum_plan(pack(), &now, &Projection::new(), year(2022), Aim::RowsAndGoals).unwrap();
        let of = DistanceOf::Series(SeriesId::new("pledge_projects"));
        let value = |number| found.figures.get(&(of.clone(), year(number))).cloned().unwrap_or_default();
        let lowest = so_far.unwrap_or(0);
        let tried = (lowest..60).flat_map(|second| (0..60).map(move |third| (second, third)));
        let best = tried.filter(|(second, third)| pledges_met(&now, *second, *third)).map(|(one, other)| one + other).min();
        let about = |subject: &Subject| {
            *subject == Subject::Row(RowId::new("10")) || *subject == Subject::Goal(GoalId::new("G5"))
        };
        let out = found.unreachable.iter().any(|one| about(&one.subject));
        match best {
            Some(best) => {
                prop_assert!(!out, "{:?}", found.unreachable);
                prop_assert_eq!(value(2022) + value(2023), exact(&best.to_string()));
                let whole = |value: Exact| value.to_string().parse::<u32>().unwrap();
                prop_assert!(pledges_met(&now, whole(value(2022)), whole(value(2023))));
            }
            None => prop_assert!(out),
        }
    }

    #[test]
    fn a_requirement_is_the_boundary_of_its_verdict(
        method in prop_oneof![Just("compound"), Just("each_year")],
        base in 1_u32..2_000_000, first in 1_u32..2_000_000, held in 1_u32..3000, target in 0_u32..2000,
        share_period in prop_oneof![Just("each_year"), Just("whole_period")]
    ) {
        let money = |number: u32| format!("{}.{:02}", number / 100, number % 100);
        let now = situation("2022-02-01", json!({ "figures": {
            "sme_inflow_contract_amount": { "2020": money(base), "2021": money(first) },
            "benefiting_smes": { "2020": base.to_string(), "2021": first.to_string() },
            "inflow_patents_held": { "2021": held.to_string() },
            "inflow_patents_implemented": { "2021": (held / 2).to_string() } },
            "targets": { "11": { "2022": money(target) } },
            "readings": { "growth": method, "share_period": share_period } }));
        let given = projection(&[("inflow_patents_held", 2022, "1003")]);
        let close = Day::parse("2023-01-01").unwrap();
        for row in needs(pack(), &now, &given, year(2022)) {
            for need in row.needs {
                let (DistanceOf::Series(series), Ok(required)) = (&need.of, need.required) else { continue };
                let step = pack().series_of(series).unwrap().unit.step();
                let reaches = |value: &Exact| {
                    let mut figures = given.clone();
                    figures.insert((series.clone(), year(2022)), quantity(series.as_str(), value));
                    let then = expected(pack(), &now, &figures, close);
                    let mut verdicts = Vec::new();
                    collect(&row_working(pack(), &then, &row.row, Span::Year(year(2022))).unwrap(), series, &mut verdicts);
                    verdicts
                };
                let numerator_too_large = reaches(&required).contains(&Verdict::Undetermined(Reason::NumeratorExceedsDenominator));
                prop_assert!(numerator_too_large || reaches(&required).iter().all(|verdict| *verdict == Verdict::Met), "{} {}", row.row, required);
                if required > Exact::zero() {
                    let below = reaches(&(&required - step));
                    prop_assert!(below.iter().all(|verdict| *verdict != Verdict::Met), "{} {}", row.row, required);
                }
            }
        }
    }
}

/// The verdicts of the tests of this series that concern 2022.
fn collect(working: &zhuanhua::domain::working::Working, series: &SeriesId, found: &mut Vec<Verdict>) {
    use zhuanhua::domain::working::Test;
    let looks = match &working.test {
        Test::Minimum { series: of, .. } | Test::Total { series: of, .. } => of == series,
        Test::Growth { amounts, to, .. } => amounts.contains(series) && to.0 == year(2022),
        Test::Share { numerator, .. } => numerator == series,
        _ => false,
    };
    if looks {
        found.push(working.verdict);
    }
    working.parts.iter().for_each(|part| collect(part, series, found));
}

#[test]
fn what_was_planned_stands_beside_what_is_asked() {
    let now = situation(
        "2022-06-30",
        json!({ "figures": { "sme_inflow_patents": { "2022Q1": "20", "2022Q2": "20" },
            "inflow_patents_held": { "2022": "172" }, "inflow_patents_implemented": { "2022": "133" } },
            "targets": { "1": { "2021": "80", "2022": "100", "2023": "120" } } }),
    );
    let planned = projection(&[("sme_inflow_patents", 2022, "110")]);
    let need = |row: &str| {
        let rows = needs(pack(), &now, &planned, year(2022));
        rows.into_iter().find(|needs| needs.row == RowId::new(row)).unwrap().needs.into_iter().next().unwrap()
    };
    assert_eq!(need("1").planned, Some(exact("110")));
    assert_eq!(need("8").planned, None);
    // 85 % of 172 is 146.2, rounded up to 147.
    let share = need("9");
    let asked = share.share.clone().unwrap();
    assert_eq!((asked.asked.to_string(), asked.denominator), ("17/20".to_owned(), Some(exact("172"))));
    assert_eq!(share.required, Ok(exact("147")));
    assert_eq!(need("1").share, None);
}

/// The amount due by a day follows from the exact requirement, not from the requirement rounded up to a whole step.
#[test]
fn pace_is_judged_by_the_requirement_itself() {
    let of = |there: &str| {
        let now = situation("2021-11-30", json!({ "figures": { "product_filings": { "2020": "3", "2021": there } } }));
        let rows = needs(pack(), &now, &Projection::new(), year(2021));
        let row = rows.into_iter().find(|needs| needs.row == RowId::new("8")).unwrap();
        let need = row.needs.into_iter().next().unwrap();
        (need.required.unwrap().to_string(), need.lag.unwrap().behind.to_string())
    };
    // 3 · 1.2 = 3.6, rounded up to 4. At 334 of 365 days 3.294 are due; of 4 it would be 3.66.
    assert_eq!(of("4"), ("4".to_owned(), "0".to_owned()));
    assert_eq!(of("3"), ("4".to_owned(), "1".to_owned()));
    let due = |rate: &str, base: &str, there: &str| {
        let now = situation(
            "2021-11-30",
            json!({ "figures": { "sme_inflow_contract_amount": { "2020": base, "2021": there } },
                "targets": { "2": { "rate": rate } } }),
        );
        let rows = needs(pack(), &now, &Projection::new(), year(2021));
        let row = rows.into_iter().find(|needs| needs.row == RowId::new("2")).unwrap();
        row.needs[0].lag.clone().unwrap().behind.to_string()
    };
    // 0.011 · 1.3 = 0.0143, rounded up to 0.02. 0.01308… are due, not 0.01830…, and 0.014 is there.
    assert_eq!(due("0.3", "0.011", "0.014"), "0");
}

#[test]
fn goals_follow_what_the_year_asks_before_there_is_a_plan() {
    let now = situation(
        "2022-06-30",
        json!({ "figures": { "sme_inflow_patents": { "2021": "90", "2022Q1": "20", "2022Q2": "21" } },
            "targets": { "1": { "2021": "80", "2022": "100", "2023": "120", "total": "330" } } }),
    );
    let later = |projection: &Projection| {
        let goals = total_needs(pack(), &now, projection, year(2022));
        goals.into_iter().find(|need| need.subject == Subject::Goal(GoalId::new("G1"))).unwrap().later
    };
    // 330 less the 90 of 2021 and the 100 required of 2022.
    assert_eq!(later(&Projection::new()), [(year(2023), exact("140"))]);
    assert_eq!(later(&projection(&[("sme_inflow_patents", 2022, "130")])), [(year(2023), exact("110"))]);
}

/// A figure without a supposition stays as entered: nine months of a year are its figure, not a blank.
#[test]
fn what_is_not_supposed_counts_as_it_stands() {
    let now = situation(
        "2022-09-30",
        json!({ "figures": { "sme_inflow_patents": { "2021": "90", "2022Q1": "40", "2022Q2": "40", "2022Q3": "40" } },
            "targets": { "1": { "2021": "80", "2022": "100", "2023": "120" } } }),
    );
    let end = Day::parse("2023-01-01").unwrap();
    let other = projection(&[("product_filings", 2022, "5")]);
    let then = expected_from_here(pack(), &now, &other, end);
    let verdict = row_working(pack(), &then, &RowId::new("1"), Span::Year(year(2022))).unwrap().verdict;
    assert_eq!(verdict, Verdict::Met);
    // `expected` takes the year as complete, and with months missing it is blank.
    let blank = row_working(pack(), &expected(pack(), &now, &other, end), &RowId::new("1"), Span::Year(year(2022)));
    assert_eq!(blank.unwrap().verdict, Verdict::Undetermined(Reason::MissingValue));
}

/// A plan below what a flow has already reached is shown as adopted, but the results count what is there.
#[test]
fn a_plan_is_shown_as_it_was_taken() {
    let now = situation(
        "2022-09-30",
        json!({ "figures": { "sme_inflow_patents": { "2021": "90", "2022": "206" },
            "declassified_defence_patents": { "2021": "7", "2022": "6" } },
            "targets": { "1": { "2021": "80", "2022": "100", "2023": "120" }, "12": { "total": "30" } } }),
    );
    let planned = projection(&[("sme_inflow_patents", 2022, "100"), ("declassified_defence_patents", 2022, "0")]);
    let rows = needs(pack(), &now, &planned, year(2022));
    let row = |id: &str| rows.iter().find(|needs| needs.row == RowId::new(id)).unwrap();
    assert_eq!(row("1").needs.first().unwrap().planned, Some(exact("100")));
    let total = row("12").total.clone().unwrap();
    // 30 less the 7 of 2021 and the 6 that are there.
    assert_eq!((total.planned, total.later), (Some(exact("0")), vec![(year(2023), exact("17"))]));
}

/// While an earlier year is blank, its part of the total is unknown, and so is what is left.
#[test]
fn what_is_left_of_a_total_is_not_known_over_a_blank() {
    let total = |figures: Value, number: u16| {
        let now = situation(
            "2022-09-30",
            json!({ "figures": { "declassified_defence_patents": figures }, "targets": { "12": { "total": "30" } } }),
        );
        let rows = needs(pack(), &now, &Projection::new(), year(number));
        rows.into_iter().find(|needs| needs.row == RowId::new("12")).unwrap().total.unwrap()
    };
    let blank = total(json!({}), 2022);
    assert_eq!((blank.before, blank.blank, blank.left, blank.later), (None, vec![year(2021)], None, Vec::new()));
    let first = total(json!({}), 2021);
    assert_eq!((first.before, first.blank, first.left), (None, Vec::new(), Some(exact("30"))));
    let partly = total(json!({ "2021": "4" }), 2023);
    assert_eq!((partly.before, partly.blank, partly.left), (Some(exact("4")), vec![year(2022)], None));
}

/// A supposition for 2022 says nothing about 2023: tests that need 2023 are in progress, not undetermined. What
/// 2022 misses is missed.
#[test]
fn a_year_that_nobody_supposed_has_not_begun() {
    let now = situation(
        "2022-09-30",
        json!({ "figures": { "product_filings": { "2020": "1000", "2021": "1300", "2022": "900" },
            "sme_inflow_patents": { "2021": "90", "2022": "40" } },
            "targets": { "1": { "2021": "80", "2022": "100", "2023": "120" } } }),
    );
    let supposed = projection(&[("product_filings", 2022, "1700"), ("sme_inflow_patents", 2022, "99")]);
    let then = Outcome::of(pack(), &now, &supposed, year(2022)).unwrap();
    let verdict = |row: &str, span| then.working(&Subject::Row(RowId::new(row)), span).unwrap().verdict;
    assert_eq!(verdict("8", Span::Whole), Verdict::InProgress);
    // 1700 ≥ 1000 · 1.2².
    assert_eq!(verdict("8", Span::Year(year(2022))), Verdict::Met);
    assert_eq!(verdict("1", Span::Year(year(2022))), Verdict::NotMet);
    assert_eq!(verdict("1", Span::Whole), Verdict::NotMet);
}
