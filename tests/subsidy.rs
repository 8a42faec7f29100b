//! Checks of the subsidy scopes that case files cannot express: ranks among units, measures over transactions,
//! doubts, and the wording.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests"
)]

use zhuanhua::domain::enterprise::code::read_patent_number;
use zhuanhua::domain::enterprise::{Industry, SizeClass};
use zhuanhua::domain::figures::Figures;
use zhuanhua::domain::policy::{Measure, Mode, Pack, SeriesId, Side, SubjectKind, Supplier};
use zhuanhua::domain::quantity::{Day, Exact, Period, Quantity, Unit, Year};
use zhuanhua::domain::ranking::Rank;
use zhuanhua::domain::subsidy::{
    Answers, Finding, Note, Outcome, Peer, Receiver, ScopeFinding, State, StatedSize, SubjectDoubt, SubjectSide,
    Transaction, TransactionDoubtKind, UnitFigures, examine, measured, review_year, subject_doubts, transaction_doubts,
};
use zhuanhua::packs;
use zhuanhua::text::self_check::{finding_words, sheet, state_name};
use zhuanhua::workspace::{PackRef, example_check};

fn built_in() -> Pack {
    packs::open(packs::BUILT_IN).unwrap().pack
}

fn with_thresholds() -> Pack {
    packs::open(&packs::example()).unwrap().pack
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn figures(entered: &[(&str, &str, &str)]) -> Figures {
    let mut figures = Figures::default();
    for (series, period, value) in entered {
        let value = Quantity::parse(value, &Unit::new("亿元")).unwrap();
        figures.put_own(&SeriesId::new(series), Period::parse(period).unwrap(), Some(value));
    }
    figures
}

fn element<'f>(found: &'f [ScopeFinding], scope: u16, id: &str) -> &'f Finding {
    let scope = found.iter().find(|found| found.scope == scope).unwrap();
    scope.elements.iter().find(|finding| finding.element == id).unwrap()
}

/// A unit with this pledge amount in 2022; `None` is a blank.
fn unit(name: &str, amount: Option<&str>) -> Peer {
    let entered = amount.map(|amount| [("ip_pledge_amount", "2022", amount)]);
    Peer {
        name: name.to_owned(),
        figures: figures(entered.as_ref().map_or(&[], |entered| entered)),
        as_of: day("2023-01-10"),
    }
}

fn pledges(pack: &Pack, own: &Peer, peers: &[Peer]) -> (State, Option<Rank>, Option<Outcome>) {
    let year = Year::new(2022).unwrap();
    let figures = UnitFigures { figures: &own.figures, as_of: own.as_of, year, peers };
    let answers = Answers { kind: Some(SubjectKind::City), ..Answers::default() };
    let found = examine(pack, &answers, Some(&figures));
    let finding = element(&found, 3, "pledge_amount");
    let rank = finding.notes.iter().find_map(|note| match note {
        Note::Figure { rank, .. } => Some(*rank),
        _ => None,
    });
    let outcome = finding.notes.iter().find_map(|note| match note {
        Note::Limited { outcome, .. } => outcome.clone(),
        _ => None,
    });
    (finding.state, rank.flatten(), outcome)
}

#[test]
fn three_units_share_the_first_place_and_the_next_is_fourth() {
    let pack = built_in();
    let units = [unit("甲", Some("120")), unit("乙", Some("120")), unit("丙", Some("120")), unit("丁", Some("90"))];
    let blank = unit("戊", None);
    let place = |own: usize| {
        let others: Vec<_> =
            units.iter().enumerate().filter(|(index, _)| *index != own).map(|(_, unit)| unit.clone()).collect();
        let others = [others, vec![blank.clone()]].concat();
        pledges(&pack, &units[own], &others).1.unwrap()
    };
    let places: Vec<_> = (0..4).map(|own| place(own).place).collect();
    assert_eq!(places, [1, 1, 1, 4]);
    assert_eq!((place(3).ranked, place(3).blank), (4, 1));
    assert_eq!(pledges(&pack, &blank, &units), (State::Unknown, None, None));
}

#[test]
fn a_place_is_certain_only_when_units_that_are_blank_or_absent_cannot_change_it() {
    let pack = with_thresholds();
    let others = |amounts: &[Option<&str>]| amounts.iter().map(|amount| unit("别的市", *amount)).collect::<Vec<_>>();
    let own = unit("示例市", Some("50"));
    // The pack requires one of the first three ranks among 13 units.
    let twelve_behind = others(&[Some("1"); 12]);
    assert_eq!(pledges(&pack, &own, &twelve_behind).0, State::Met);
    let mut two_ahead = twelve_behind.clone();
    two_ahead[0] = unit("别的市", Some("60"));
    two_ahead[1] = unit("别的市", Some("60"));
    assert_eq!(pledges(&pack, &own, &two_ahead).0, State::Met);
    two_ahead[2] = unit("别的市", None);
    assert_eq!(
        pledges(&pack, &own, &two_ahead),
        (State::Unknown, Some(Rank { place: 3, tied: 0, ranked: 12, blank: 1 }), Some(Outcome::Between(3, 4)))
    );
    let three_ahead = others(&[Some("60"), Some("60"), Some("60")]);
    assert_eq!(pledges(&pack, &own, &three_ahead).2, Some(Outcome::Behind(4)));
    assert_eq!(pledges(&pack, &own, &[]).2, Some(Outcome::Between(1, 13)));
}

fn licence(contract: &str, patents: &[&str], received: &str) -> Transaction {
    Transaction {
        subject_side: SubjectSide::On(Side::Supplier),
        mode: Some(Mode::Licence),
        receiver: Receiver { stated: Some(StatedSize::Sme), ..Receiver::default() },
        patents: patents.iter().map(|text| read_patent_number(text).unwrap().unwrap()).collect(),
        contract: contract.to_owned(),
        received_amount: Quantity::parse(received, &Unit::new("万元")).ok(),
        effective: Some(day("2022-03-01")),
        implemented: Some(true),
        ..Transaction::default()
    }
}

#[test]
fn patents_and_amounts_of_one_contract_count_once() {
    let pack = with_thresholds();
    let mut answers = Answers { kind: Some(SubjectKind::University), ..Answers::default() };
    answers.transactions = vec![
        licence("A", &["202110000001.6", "202110000002.0"], "60"),
        licence("A", &["202110000002.0"], "60"),
        licence("A", &[], "7"),
        licence("", &[], "60"),
        licence("", &[], "60"),
    ];
    answers.transactions[3].mode = Some(Mode::Other);
    let of = |answers: &Answers, measure| {
        let found = examine(&pack, answers, None);
        measured(answers, &found[0].transactions, measure)
    };
    // Contract A counts 60 once and its other payment of 7; the contract without a number adds 60. The transaction
    // by another mode does not count.
    assert_eq!(of(&answers, Measure::ReceivedAmount).certain, Exact::from_integer(127.into()));
    assert_eq!(of(&answers, Measure::Patents).certain, Exact::from_integer(2.into()));
    assert_eq!(of(&answers, Measure::Transactions).certain, Exact::from_integer(4.into()));
    assert!(of(&answers, Measure::Patents).could_grow && !of(&answers, Measure::ReceivedAmount).could_grow);
    let state = |answers: &Answers| element(&examine(&pack, answers, None), 1, "revenue").state;
    assert_eq!(state(&answers), State::Met);
    answers.transactions.truncate(3);
    assert_eq!(state(&answers), State::Missing);
    answers.transactions.push(Transaction { implemented: None, ..licence("B", &[], "1") });
    assert_eq!(state(&answers), State::Unknown);
    answers.published_ranks.insert(1, 20);
    assert_eq!(element(&examine(&pack, &answers, None), 1, "provincial_rank").state, State::Met);
    answers.published_ranks.insert(1, 21);
    assert_eq!(element(&examine(&pack, &answers, None), 1, "provincial_rank").state, State::Missing);
}

#[test]
fn a_side_that_is_not_said_leaves_everything_open_and_the_other_side_counts_for_nothing() {
    let pack = built_in();
    let state = |subject_side: SubjectSide, scope: u16, id: &str| {
        let mut answers = Answers { kind: Some(SubjectKind::StateOwnedEnterprise), ..Answers::default() };
        let supplier = Some(Supplier::University);
        answers.transactions = vec![Transaction { subject_side, supplier, ..licence("A", &[], "1") }];
        element(&examine(&pack, &answers, None), scope, id).state
    };
    assert_eq!(state(SubjectSide::On(Side::Supplier), 1, "implemented"), State::Met);
    assert_eq!(state(SubjectSide::On(Side::Supplier), 2, "implemented"), State::Unknown);
    assert_eq!(state(SubjectSide::On(Side::Receiver), 2, "implemented"), State::Met);
    assert_eq!(state(SubjectSide::Blank, 1, "mode"), State::Unknown);
    assert_eq!(state(SubjectSide::Any, 1, "implemented"), State::Met);
    assert_eq!(state(SubjectSide::Any, 2, "implemented"), State::Met);
}

#[test]
fn what_is_odd_is_said_where_it_is() {
    let mut one = licence("A", &["202110000001.6"], "60");
    one.counterparty = "示例企业".to_owned();
    let mut twice = one.clone();
    twice.contract_amount = Quantity::parse("50", &Unit::new("万元")).ok();
    twice.signed = Some(day("2022-04-01"));
    twice.received = Some(day("2022-03-31"));
    let mut huge = licence("B", &[], "100000.01");
    huge.receiver.industry = Some(Industry::Other);
    huge.receiver.size.employees = Some(Quantity::ZERO);
    huge.receiver.stated = Some(StatedSize::Class(SizeClass::Large));
    huge.supplier = Some(Supplier::Other);
    let answers = Answers {
        kind: Some(SubjectKind::University),
        industry: Some(Industry::Software),
        year: Year::new(2021),
        earlier_year: Year::new(2021),
        transactions: vec![one, twice, huge],
        ..Answers::default()
    };
    let found: Vec<_> = transaction_doubts(&answers).into_iter().map(|doubt| (doubt.index, doubt.kind)).collect();
    let (april, march) = (day("2022-04-01"), day("2022-03-01"));
    assert_eq!(
        found,
        [
            (1, TransactionDoubtKind::SameContract(0)),
            (1, TransactionDoubtKind::SameEvent(0)),
            (1, TransactionDoubtKind::ReceivedOverContract),
            (1, TransactionDoubtKind::EffectiveBeforeSigned(march, april)),
            (1, TransactionDoubtKind::PaidBeforeSigned(day("2022-03-31"), april)),
            (2, TransactionDoubtKind::HugeAmount),
            (2, TransactionDoubtKind::NobodyEmployed),
            (2, TransactionDoubtKind::ClassDiffers),
            (2, TransactionDoubtKind::SupplierIsSubject),
        ]
    );
    let doubts = subject_doubts(&answers);
    assert!(doubts.contains(&SubjectDoubt::YearsReversed(Year::new(2021).unwrap(), Year::new(2021).unwrap())));
    assert_eq!(doubts.len(), 3, "{doubts:?}");
}

#[test]
fn a_contract_over_the_firms_own_revenue_is_pointed_at() {
    let bought = Transaction { subject_side: SubjectSide::On(Side::Receiver), ..licence("A", &[], "1") };
    let over = |revenue: u32, contract: u32| {
        let bought = Transaction { contract_amount: Some(Quantity::whole(contract)), ..bought.clone() };
        let mut answers =
            Answers { kind: Some(SubjectKind::Enterprise), transactions: vec![bought], ..Answers::default() };
        answers.size.revenue = Some(Quantity::whole(revenue));
        transaction_doubts(&answers).iter().any(|doubt| doubt.kind == TransactionDoubtKind::ContractOverRevenue)
    };
    assert!(over(100, 101) && !over(100, 100));
}

#[test]
fn the_year_under_review_is_the_latest_begun_one_with_a_figure() {
    let pack = built_in();
    let year = |as_of: &str, entered: &[(&str, &str, &str)]| {
        review_year(&pack, &figures(entered), day(as_of)).map(Year::number)
    };
    let filings = [("product_filings", "2021", "9"), ("product_filings", "2022", "9")];
    assert_eq!(year("2023-06-30", &filings), Some(2022));
    assert_eq!(year("2021-06-30", &filings), Some(2021));
    assert_eq!(year("2023-06-30", &[("platforms_cultivated", "2021", "9")]), Some(2023));
    assert_eq!(year("2020-06-30", &filings), None);
}

#[test]
fn what_a_document_lays_down_is_said_with_its_unit_and_nothing_entered_is_unknown() {
    let pack = with_thresholds();
    let words = |answers: &Answers, scope: usize, id: &str| {
        let found = examine(&pack, answers, None);
        let finding = found[scope].elements.iter().find(|finding| finding.element == id).unwrap();
        (finding.state, finding_words(&pack, answers, &found[scope], finding))
    };
    let mut firm = Answers { kind: Some(SubjectKind::Enterprise), ..Answers::default() };
    firm.size.revenue = Some(Quantity::whole(109));
    firm.earlier.revenue = Some(Quantity::whole(100));
    let (state, said) = words(&firm, 1, "revenue_growth");
    assert_eq!((state, said.changes), (State::Missing, vec!["再增加 1 万元".to_owned()]));
    // The window belongs to the condition: the reasons name it, and the state does not wait for it.
    let mut seller = Answers { kind: Some(SubjectKind::University), ..Answers::default() };
    assert_eq!(words(&seller, 0, "quantity").0, State::Unknown);
    seller.transactions = vec![licence("A", &["202110000001.6"], "1")];
    let (state, said) = words(&seller, 0, "mode");
    let named =
        |reason: &String| reason.contains("示知发") && reason.ends_with("2021-06-01 至 2023-12-31 之间，上面按此判断");
    assert!(state == State::Met && said.reasons.iter().any(named), "{said:?}");
    seller.transactions[0].mode = Some(Mode::Other);
    let (_, said) = words(&seller, 0, "mode");
    assert!(said.changes[0].ends_with("方式是其他方式，须为转让、许可或作价入股"), "{said:?}");
}

#[test]
fn a_rate_over_nothing_is_unknown_and_one_over_the_whole_is_pointed_at() {
    let pack = built_in();
    let year = Year::new(2022).unwrap();
    let finding = |base: &str| {
        let entered = figures(&[("product_filings", "2022", "5"), ("product_filing_base", "2022", base)]);
        let unit = UnitFigures { figures: &entered, as_of: day("2023-01-10"), year, peers: &[] };
        element(&examine(&pack, &Answers::default(), Some(&unit)), 3, "filing_rate").clone()
    };
    assert_eq!(finding("0").state, State::Unknown);
    assert_eq!(finding("4").state, State::ForAuthority);
    assert!(finding("4").notes.iter().any(|note| matches!(note, Note::NumeratorExceeds(..))));
    assert!(!finding("5").notes.iter().any(|note| matches!(note, Note::NumeratorExceeds(..))));
}

#[test]
fn two_figures_of_one_year_are_no_growth() {
    let pack = built_in();
    let state = |earlier: u16| {
        let mut answers = Answers { year: Year::new(2022), earlier_year: Year::new(earlier), ..Answers::default() };
        answers.size.revenue = Some(Quantity::whole(2));
        answers.earlier.revenue = Some(Quantity::whole(1));
        element(&examine(&pack, &answers, None), 2, "revenue_growth").state
    };
    assert_eq!([2021, 2022, 2023].map(state), [State::ForAuthority, State::Unknown, State::Unknown]);
}

#[test]
fn nothing_is_ever_called_eligible() {
    let names: Vec<_> = State::ALL.iter().map(|state| state_name(*state)).collect();
    assert_eq!(names, ["符合", "缺项", "待填", "待主管部门评定"]);
    for text in [packs::BUILT_IN.to_owned(), packs::example()] {
        let open = packs::open(&text).unwrap();
        let check = example_check("c".to_owned());
        let found = examine(&open.pack, &check.examined(), None);
        let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256.clone() };
        let shown = format!("{:?}", sheet((&open.pack, &pack_ref), &check, &found, None));
        for word in ["可获", "可以获得", "有资格", "符合奖补", "应予"] {
            assert!(!shown.contains(word), "{word}");
        }
        assert!(shown.contains("示例，数据为虚构") && shown.contains(&open.sha256));
        // Evidence for the application as a whole belongs to no element and is listed too.
        assert!(open.pack.evidence.iter().filter(|one| one.scopes.contains(&2)).all(|one| shown.contains(&one.name)));
        let own_choice = shown.contains("是本工具的约定");
        assert_eq!(own_choice, open.pack.parameters.is_empty());
    }
}
