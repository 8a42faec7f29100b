//! Doubts about a subject's answers, with the answer that each concerns. They are hints and decide nothing.

use super::{Answers, StatedSize, SubjectSide, Transaction};
use crate::domain::enterprise::code::{PatentDoubt, PatentNumber, UsccDoubt, read_uscc};
use crate::domain::enterprise::{Indicator, classify};
use crate::domain::policy::{Mode, Side, SubjectKind};
use crate::domain::quantity::{Day, Quantity, Year};
use std::collections::BTreeMap;

/// In 万元. No published contract is larger: a larger amount was perhaps typed in 元.
const HUGE_CONTRACT: Quantity = Quantity::whole(100_000);
/// 营业收入 per 从业人员, in 万元. More is rare: it was perhaps typed in 元.
const HUGE_PER_HEAD: Quantity = Quantity::whole(10_000);

/// Something odd about the subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubjectDoubt {
    /// 从业人员 of 0.
    NobodyEmployed,
    /// Improbably high 营业收入 per 从业人员.
    RevenuePerHead,
    /// An indicator that the industry's size classes use is blank.
    IndicatorBlank(Indicator),
    /// The comparison year is not earlier than the year.
    YearsReversed(Year, Year),
    /// The comparison year is earlier, but not the year before.
    YearsApart(Year, Year),
}

/// Something odd about a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionDoubt {
    /// Its index among the transactions answered, from 0.
    pub index: usize,
    /// What is odd.
    pub kind: TransactionDoubtKind,
}

/// What is odd about a transaction. Other transactions are named by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransactionDoubtKind {
    /// The contract number of an earlier transaction.
    SameContract(usize),
    /// The patent, other party, mode and effective day of an earlier transaction.
    SameEvent(usize),
    /// A patent number with a correct check digit that is odd all the same.
    PatentNumber(PatentNumber, PatentDoubt),
    /// The other party's code has correct check characters and is odd all the same.
    Code(UsccDoubt),
    /// 到账 over 合同金额.
    ReceivedOverContract,
    /// An improbably high contract or received amount.
    HugeAmount,
    /// 合同金额 over the subject's own 营业收入 of a year, if the subject is or may be the receiver.
    ContractOverRevenue,
    /// Effective before it was signed.
    EffectiveBeforeSigned(Day, Day),
    /// Paid before it was signed.
    PaidBeforeSigned(Day, Day),
    /// A receiver with 0 从业人员.
    NobodyEmployed,
    /// The class that the receiver states differs from that of its figures.
    ClassDiffers,
    /// The subject supplies, but the kind of supplier given is not its own kind.
    SupplierIsSubject,
}

/// What is odd about the subject.
pub fn subject_doubts(answers: &Answers) -> Vec<SubjectDoubt> {
    let mut doubts = Vec::new();
    let asked = |indicator: Indicator| answers.industry.is_some_and(|industry| industry.uses(indicator));
    if answers.size.employees.is_some_and(Quantity::is_zero) {
        doubts.push(SubjectDoubt::NobodyEmployed);
    }
    if let (Some(people), Some(revenue)) = (answers.size.employees, answers.size.revenue)
        && !people.is_zero()
        && revenue.exact() > people.exact() * HUGE_PER_HEAD.exact()
    {
        doubts.push(SubjectDoubt::RevenuePerHead);
    }
    let blank = |indicator: &&Indicator| asked(**indicator) && answers.size.of(**indicator).is_none();
    doubts.extend(Indicator::ALL.iter().filter(blank).map(|indicator| SubjectDoubt::IndicatorBlank(*indicator)));
    if let (Some(earlier), Some(year)) = (answers.earlier_year, answers.year)
        && earlier >= year
    {
        doubts.push(SubjectDoubt::YearsReversed(earlier, year));
    }
    if let (Some(earlier), Some(year)) = (answers.earlier_year, answers.year)
        && year.years_since(earlier).is_some_and(|years| years > 1)
    {
        doubts.push(SubjectDoubt::YearsApart(earlier, year));
    }
    doubts
}

/// What is odd about the transactions, in their order.
pub fn transaction_doubts(answers: &Answers) -> Vec<TransactionDoubt> {
    let mut seen = Seen::default();
    let transactions = answers.transactions.iter().enumerate();
    let found = transactions.flat_map(|(index, transaction)| {
        let kinds = odd(answers, &mut seen, index, transaction).into_iter();
        kinds.map(move |kind| TransactionDoubt { index, kind })
    });
    found.collect()
}

/// Contracts and events already seen, each with its first index, so that a list of hundreds is read once.
#[derive(Default)]
struct Seen<'a> {
    contracts: BTreeMap<&'a str, usize>,
    events: BTreeMap<(&'a PatentNumber, &'a str, Mode, Day), usize>,
}

impl<'a> Seen<'a> {
    fn contract(&mut self, contract: &'a str, index: usize) -> Option<usize> {
        let first = *self.contracts.entry(contract).or_insert(index);
        (first != index && !contract.is_empty()).then_some(first)
    }

    /// One event listed twice (SPEC "The ledger": same patent, parties, mode, date).
    fn event(&mut self, transaction: &'a Transaction, index: usize) -> Option<usize> {
        let (mode, effective) = (transaction.mode?, transaction.effective?);
        let party = transaction.counterparty.trim();
        let events = transaction.patents.iter().map(|patent| (patent, party, mode, effective));
        let firsts: Vec<_> = events.map(|event| *self.events.entry(event).or_insert(index)).collect();
        firsts.into_iter().filter(|first| *first != index).min()
    }
}

fn odd<'a>(
    answers: &Answers,
    seen: &mut Seen<'a>,
    index: usize,
    transaction: &'a Transaction,
) -> Vec<TransactionDoubtKind> {
    let mut kinds = Vec::new();
    let contract = transaction.contract.trim();
    if let Some(other) = seen.contract(contract, index) {
        kinds.push(TransactionDoubtKind::SameContract(other));
    }
    if let Some(other) = seen.event(transaction, index) {
        kinds.push(TransactionDoubtKind::SameEvent(other));
    }
    let odd_number = |patent: &PatentNumber| Some(TransactionDoubtKind::PatentNumber(patent.clone(), patent.doubt()?));
    kinds.extend(transaction.patents.iter().filter_map(odd_number));
    let code = read_uscc(&transaction.counterparty_code).ok().flatten();
    kinds.extend(code.and_then(|code| code.doubt()).map(TransactionDoubtKind::Code));
    if let (Some(contract), Some(received)) = (transaction.contract_amount, transaction.received_amount)
        && received > contract
    {
        kinds.push(TransactionDoubtKind::ReceivedOverContract);
    }
    let amounts = [transaction.contract_amount, transaction.received_amount];
    if amounts.into_iter().flatten().any(|amount| amount > HUGE_CONTRACT) {
        kinds.push(TransactionDoubtKind::HugeAmount);
    }
    let receives = answers.kind.is_some_and(|kind| kind != SubjectKind::University)
        && transaction.subject_side != SubjectSide::On(Side::Supplier);
    if let (true, Some(contract), Some(revenue)) = (receives, transaction.contract_amount, answers.size.revenue)
        && contract > revenue
    {
        kinds.push(TransactionDoubtKind::ContractOverRevenue);
    }
    if let (Some(signed), Some(effective)) = (transaction.signed, transaction.effective)
        && effective < signed
    {
        kinds.push(TransactionDoubtKind::EffectiveBeforeSigned(effective, signed));
    }
    if let (Some(signed), Some(received)) = (transaction.signed, transaction.received)
        && received < signed
    {
        kinds.push(TransactionDoubtKind::PaidBeforeSigned(received, signed));
    }
    if transaction.receiver.size.employees.is_some_and(Quantity::is_zero) {
        kinds.push(TransactionDoubtKind::NobodyEmployed);
    }
    let by_figures =
        transaction.receiver.industry.and_then(|industry| classify(industry, &transaction.receiver.size)?.class());
    if let (Some(StatedSize::Class(stated)), Some(class)) = (transaction.receiver.stated, by_figures)
        && stated != class
    {
        kinds.push(TransactionDoubtKind::ClassDiffers);
    }
    let supplies = transaction.subject_side == SubjectSide::On(Side::Supplier);
    let differs = match (answers.kind, transaction.supplier) {
        (Some(SubjectKind::University), Some(supplier)) => supplier.key() != SubjectKind::University.key(),
        (Some(SubjectKind::StateOwnedEnterprise), Some(supplier)) => {
            supplier.key() != SubjectKind::StateOwnedEnterprise.key()
        }
        _ => false,
    };
    if supplies && differs {
        kinds.push(TransactionDoubtKind::SupplierIsSubject);
    }
    kinds
}
