//! Assessment follows the pack: the test uses one with other years and other rows.

#![allow(clippy::unwrap_used, reason = "tests")]

use zhuanhua::domain::attainment::{Span, assess};
use zhuanhua::domain::figures::{Figures, Level, Situation};
use zhuanhua::domain::policy::{GoalId, RowId, SeriesId};
use zhuanhua::domain::quantity::{Day, Period, Quantity, Unit, Year};
use zhuanhua::domain::working::{Reason, Verdict};
use zhuanhua::packs;

const SMALL: &str = include_str!("packs/small.toml");

fn situation(as_of: &str, figures: &[(&str, &str, &str)]) -> Situation {
    let mut entered = Figures::default();
    for (series, period, value) in figures {
        let value = Quantity::parse(value, &Unit::new("万元")).unwrap();
        entered.put_own(&SeriesId::new(series), Period::parse(period).unwrap(), Some(value));
    }
    Situation {
        level: Level::Province,
        as_of: Day::parse(as_of).unwrap(),
        figures: entered,
        readings: Default::default(),
        targets: Default::default(),
        statements: Default::default(),
        not_applicable: Default::default(),
    }
}

#[test]
fn a_second_pack_with_other_years_and_rows_is_assessed_by_its_own_rules() {
    let pack = packs::open(SMALL).unwrap().pack;
    // 100 → 133.4025 is exactly 15.5 % a year over two years. For 40, 5 % a year gives 44.1, which 45 exceeds.
    let figures = [
        ("open_licences", "2030", "10"),
        ("open_licences", "2031", "20"),
        ("licence_income", "2029", "100"),
        ("licence_income", "2030", "1"),
        ("licence_income", "2031", "133.4025"),
        ("agencies", "2029", "40"),
        ("agencies", "2031", "45"),
    ];
    let met = situation("2032-01-01", &figures);
    assert_eq!(met.faults(&pack), []);
    let assessment = assess(&pack, &met);
    assert_eq!(assessment.goal(&GoalId::new("P")).unwrap().verdict, Verdict::Met);
    let row = assessment.row(&RowId::new("A2")).unwrap();
    let first = row.of(Span::Year(Year::new(2030).unwrap())).unwrap();
    // 1 is below 115.5. One certain failure decides, although the agencies are blank.
    assert_eq!(first.verdict, Verdict::NotMet);

    let short =
        figures.map(|(series, period, value)| (series, period, if value == "133.4025" { "133.402499" } else { value }));
    let assessment = assess(&pack, &situation("2032-01-01", &short));
    assert_eq!(assessment.goal(&GoalId::new("P")).unwrap().verdict, Verdict::NotMet);

    let assessment = assess(&pack, &situation("2031-06-30", &[]));
    let goal = assessment.goal(&GoalId::new("P")).unwrap();
    assert_eq!(goal.verdict, Verdict::Undetermined(Reason::MissingBase));
}

#[test]
fn years_of_another_plan_are_refused() {
    let pack = packs::open(SMALL).unwrap().pack;
    assert_eq!(situation("2031-01-01", &[("open_licences", "2022", "1")]).faults(&pack).len(), 1);
}
