//! Thresholds that another document sets. Where one exists, the element is computed and the document is named.
//! The built-in pack has none.

use super::transaction::TransactionFinding;
use super::{Answers, Finding, Note, State, Transaction};
use crate::domain::policy::{Element, Limit, Measure, Pack, Parameter, Scope};
use crate::domain::quantity::{Day, Exact, Quantity, Unit, Year, round_up};
use crate::domain::ranking::Rank;
use num_traits::Zero;
use std::collections::{BTreeMap, BTreeSet};

/// The outcome of a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Reached.
    Reached,
    /// Not a threshold, but a part of the condition, which has taken it into account.
    JudgedBy,
    /// Not reached: the shortfall, rounded up to the step of the unit, and the unit.
    Short(Exact, Unit),
    /// Ranked below the limit: the rank.
    Behind(u32),
    /// Filed after the limit.
    Late,
    /// The known part does not reach it, but blanks could.
    Open(Measured),
    /// The rank lies between these two while units are missing or blank.
    Between(u32, u32),
    /// No rank was published.
    NoRank,
    /// A rate over a base of 0 does not exist.
    ZeroBase,
}

/// A measure over the transactions of a scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Over the transactions that certainly count.
    pub certain: Exact,
    /// How many transactions certainly count.
    pub counted: usize,
    /// True if something blank, or not entered at all, could add to it.
    pub could_grow: bool,
}

/// A measure over the transactions that count for a scope. A patent counts once, and so does an amount repeated
/// under one contract number (SPEC "The ledger").
pub fn measured(answers: &Answers, transactions: &[TransactionFinding], measure: Measure) -> Measured {
    let those = |wanted: Option<bool>| {
        let found = transactions.iter().filter(move |transaction| transaction.counts() == wanted);
        found.filter_map(|transaction| answers.transactions.get(transaction.index)).collect::<Vec<_>>()
    };
    let (certain, could) = (those(Some(true)), those(None));
    let blank = |transaction: &&Transaction| match measure {
        Measure::Transactions => false,
        Measure::Patents => transaction.patents.is_empty(),
        Measure::ContractAmount => transaction.contract_amount.is_none(),
        Measure::ReceivedAmount => transaction.received_amount.is_none(),
    };
    let could_grow = transactions.is_empty() || !could.is_empty() || certain.iter().any(blank);
    Measured { certain: sum(&certain, measure), counted: certain.len(), could_grow }
}

fn sum(transactions: &[&Transaction], measure: Measure) -> Exact {
    let count = |number: usize| Exact::from_integer(number.into());
    match measure {
        Measure::Transactions => count(transactions.len()),
        Measure::Patents => {
            let patents: BTreeSet<_> = transactions.iter().flat_map(|transaction| &transaction.patents).collect();
            count(patents.len())
        }
        Measure::ContractAmount => amounts(transactions, |transaction| transaction.contract_amount),
        Measure::ReceivedAmount => amounts(transactions, |transaction| transaction.received_amount),
    }
}

fn amounts(transactions: &[&Transaction], amount: impl Fn(&Transaction) -> Option<Quantity>) -> Exact {
    let mut contracts: BTreeMap<&str, BTreeSet<_>> = BTreeMap::new();
    let mut sum = Exact::zero();
    for transaction in transactions {
        let Some(value) = amount(transaction) else { continue };
        let contract = transaction.contract.trim();
        if contract.is_empty() || contracts.entry(contract).or_default().insert(value) {
            sum += value.exact();
        }
    }
    sum
}

/// Notes every limit set for an element, and decides by them an element that was left to the authority.
/// Deadlines are applied in [`filing_limit`].
pub(super) fn apply(
    pack: &Pack,
    scope: &Scope,
    element: &Element,
    answers: &Answers,
    transactions: &[TransactionFinding],
    finding: &mut Finding,
) {
    let asked = finding.state == State::ForAuthority;
    let mut states = Vec::new();
    for parameter in pack.parameters_of(scope.number, &element.id) {
        if matches!(parameter.limit, Limit::Deadline(_)) {
            continue;
        }
        if matches!(parameter.limit, Limit::Window(..)) {
            finding.notes.push(limited(parameter, Some(Outcome::JudgedBy)));
            continue;
        }
        let outcome = asked.then(|| outcome(pack, answers, transactions, finding, parameter)).flatten();
        states.extend(outcome.as_ref().map(Outcome::state));
        finding.notes.push(limited(parameter, outcome));
    }
    // All limits must hold: one certain failure settles it; then one unknown leaves it open.
    if let Some(worst) =
        [State::Missing, State::Unknown, State::ForAuthority, State::Met].iter().find(|state| states.contains(state))
    {
        finding.state = *worst;
        finding.notes.retain(|note| *note != Note::NoThreshold);
    }
}

fn limited(parameter: &Parameter, outcome: Option<Outcome>) -> Note {
    let document = format!("{}{}", parameter.document, parameter.clause.0);
    Note::Limited { limit: parameter.limit.clone(), document, outcome }
}

impl Outcome {
    fn state(&self) -> State {
        match self {
            Outcome::Reached | Outcome::JudgedBy => State::Met,
            Outcome::Short(..) | Outcome::Behind(_) | Outcome::Late => State::Missing,
            Outcome::Open(_) | Outcome::Between(..) | Outcome::NoRank => State::Unknown,
            Outcome::ZeroBase => State::ForAuthority,
        }
    }
}

fn outcome(
    pack: &Pack,
    answers: &Answers,
    transactions: &[TransactionFinding],
    finding: &Finding,
    parameter: &Parameter,
) -> Option<Outcome> {
    match &parameter.limit {
        Limit::AtLeast(measure, least) => {
            let measured = measured(answers, transactions, *measure);
            Some(match reached(&measured.certain, least, &measure.unit()) {
                Outcome::Short(..) if measured.could_grow => Outcome::Open(measured),
                settled => settled,
            })
        }
        Limit::Rank(within) if finding.notes.contains(&Note::NoThreshold) => {
            let published = answers.published_ranks.get(&parameter.scope);
            Some(published.map_or(Outcome::NoRank, |place| behind(*place, *place, *within)))
        }
        limit => finding.notes.iter().find_map(|note| of_figure(pack, note, limit)),
    }
}

/// The outcome of a limit on a figure, from the note that holds the figure.
fn of_figure(pack: &Pack, note: &Note, limit: &Limit) -> Option<Outcome> {
    match (limit, note) {
        (Limit::Minimum(least), Note::Figure { series, value, .. }) => {
            Some(reached(value, least, &pack.series_of(series)?.unit))
        }
        (Limit::Rate(rate), Note::Increase { indicator, growth }) => grown(growth, rate, &indicator.unit()),
        (Limit::Rate(rate), Note::FigureGrowth { series, growth, .. }) => {
            grown(growth, rate, &pack.series_of(series)?.unit)
        }
        (Limit::Rate(share), Note::Ratio { of, numerator, denominator, .. }) => {
            Some(reached(numerator, &(share * denominator), &pack.series_of(of)?.unit))
        }
        (
            Limit::Rank(within),
            Note::Figure { rank, .. } | Note::FigureGrowth { rank, .. } | Note::Ratio { rank, .. },
        ) => Some(placed(pack, rank.as_ref(), *within)),
        _ => None,
    }
}

fn reached(value: &Exact, least: &Exact, unit: &Unit) -> Outcome {
    match value >= least {
        true => Outcome::Reached,
        false => Outcome::Short(round_up(&(least - value), unit.step_decimals()), unit.clone()),
    }
}

fn grown(growth: &super::Growth, rate: &Exact, unit: &Unit) -> Option<Outcome> {
    let (from, to) = (growth.from.as_ref()?, growth.to.as_ref()?);
    if from.is_zero() {
        return Some(Outcome::ZeroBase);
    }
    let least = from * (Exact::from_integer(1.into()) + rate);
    Some(reached(to, &least, unit))
}

/// The outcome of a limit on a rank, which units that are blank or missing could still lower.
fn placed(pack: &Pack, rank: Option<&Rank>, within: u32) -> Outcome {
    let units = u32::try_from(pack.units.len()).unwrap_or(u32::MAX);
    let (place, ranked) = rank.map_or((1, 1), |rank| (rank.place, rank.ranked));
    let blank = rank.map_or(0, |rank| rank.blank);
    let absent = units.saturating_sub(ranked).max(blank);
    behind(place, place.saturating_add(absent), within)
}

fn behind(best: u32, worst: u32, within: u32) -> Outcome {
    if worst <= within {
        Outcome::Reached
    } else if best > within {
        Outcome::Behind(best)
    } else {
        Outcome::Between(best, worst)
    }
}

/// The finding for a plan filed after the notice's deadline, if another document sets a last day.
pub(super) fn filing_limit(
    pack: &Pack,
    scope: &Scope,
    element: &Element,
    year: Year,
    filed: Day,
    mut late: Finding,
) -> Finding {
    for parameter in pack.parameters_of(scope.number, &element.id) {
        let Limit::Deadline((month, day)) = parameter.limit else { continue };
        let Some(last) = Day::new(year, month, day) else { continue };
        let outcome = if filed <= last { Outcome::Reached } else { Outcome::Late };
        late.state = outcome.state();
        late.notes.push(limited(parameter, Some(outcome)));
    }
    late
}

impl Measure {
    /// Its unit of measurement.
    pub fn unit(self) -> Unit {
        Unit::new(match self {
            Measure::Transactions => "项",
            Measure::Patents => "件",
            Measure::ContractAmount | Measure::ReceivedAmount => "万元",
        })
    }
}
