//! Transactions tested against a scope's conditions, which are cumulative (SPEC "Transactions").

use super::{Answers, Finding, Note, Receiver, State, SubjectSide, Transaction};
use crate::domain::enterprise::{Industry, Sizing, classify};
use crate::domain::policy::{Asks, Condition, Limit, Mode, Pack, Scope, Supplier};
use crate::domain::quantity::Day;

/// The finding for a transaction in a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionFinding {
    /// Its index among the transactions answered, from 0.
    pub index: usize,
    /// One step for each condition of the scope, in order.
    pub steps: Vec<Step>,
}

/// The result of one condition for a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The element's id.
    pub element: String,
    /// Whether it holds; `None` while something is blank.
    pub holds: Option<bool>,
    /// The obstacles; empty if it holds.
    pub obstacles: Vec<Obstacle>,
}

/// Why a condition does not hold, or is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The subject's side is blank.
    SideBlank,
    /// No effective day.
    EffectiveBlank,
    /// Effective outside the window.
    OutsideWindow(Day, (Day, Day)),
    /// No mode.
    ModeBlank,
    /// A mode that does not count; these do.
    ModeOther(Mode, Vec<Mode>),
    /// No supplier.
    SupplierBlank,
    /// A supplier that does not count; these do.
    SupplierOther(Supplier, Vec<Supplier>),
    /// Nothing is known of the receiver's size.
    ReceiverBlank,
    /// The receiver's industry is not covered by the standard.
    ReceiverNotCovered,
    /// The receiver may be large: figures are blank.
    ReceiverOpen(Sizing),
    /// The receiver is large. Holds the size classes if its figures decided.
    ReceiverLarge(Option<Sizing>),
    /// Whether it was implemented is blank.
    ImplementedBlank,
    /// It was not implemented.
    NotImplemented,
}

impl TransactionFinding {
    /// Whether it counts for the scope; `None` while something is blank.
    pub fn counts(&self) -> Option<bool> {
        self.up_to(self.steps.len())
    }

    /// Whether the first `conditions` conditions all hold: one certain failure settles it.
    fn up_to(&self, conditions: usize) -> Option<bool> {
        let holds: Vec<_> = self.steps.iter().take(conditions).map(|step| step.holds).collect();
        match (holds.contains(&Some(false)), holds.contains(&None)) {
            (true, _) => Some(false),
            (false, true) => None,
            (false, false) => Some(true),
        }
    }
}

/// The first and last day on which a scope's transactions may take effect: those of a parameter, or else the
/// plan's years. The latter is our own choice, since the notice names no window.
fn window(pack: &Pack, scope: &Scope) -> Option<(Day, Day)> {
    let asks_for_it =
        scope.elements.iter().filter(|element| matches!(element.asks, Asks::Transaction(Condition::Mode(_))));
    let laid_down = asks_for_it.flat_map(|element| pack.parameters_of(scope.number, &element.id));
    let laid_down = laid_down.filter_map(|parameter| match &parameter.limit {
        Limit::Window(first, last) => Some((*first, *last)),
        _ => None,
    });
    let years = || Some((Day::new(pack.first_year, 1, 1)?, Day::new(pack.last_year, 12, 31)?));
    laid_down.last().or_else(years)
}

/// The findings for the transactions on the scope's side; none for a scope without conditions on transactions.
pub(super) fn findings(pack: &Pack, scope: &Scope, answers: &Answers) -> Vec<TransactionFinding> {
    let Some(window) = window(pack, scope) else { return Vec::new() };
    let asked = || {
        scope.elements.iter().filter_map(|element| match &element.asks {
            Asks::Transaction(condition) => Some((element, condition)),
            _ => None,
        })
    };
    if asked().next().is_none() {
        return Vec::new();
    }
    let here = |transaction: &Transaction| match transaction.subject_side {
        SubjectSide::On(side) => scope.side.is_none_or(|asked| asked == side),
        SubjectSide::Blank | SubjectSide::Any => true,
    };
    let on_this_side = answers.transactions.iter().enumerate().filter(|(_, transaction)| here(transaction));
    let found = on_this_side.map(|(index, transaction)| {
        let steps = asked().map(|(element, condition)| step(&element.id, condition, transaction, window));
        TransactionFinding { index, steps: steps.collect() }
    });
    found.collect()
}

/// The finding for an element that requires the first `conditions` conditions.
pub(super) fn element(transactions: &[TransactionFinding], conditions: usize) -> Finding {
    let those = |wanted: Option<bool>| -> Vec<usize> {
        let found = transactions.iter().filter(|transaction| transaction.up_to(conditions) == wanted);
        found.map(|transaction| transaction.index).collect()
    };
    let (fulfil, could, fail) = (those(Some(true)), those(None), those(Some(false)));
    let state = match (fulfil.is_empty(), could.is_empty(), transactions.is_empty()) {
        (false, _, _) => State::Met,
        (true, false, _) | (true, true, true) => State::Unknown,
        (true, true, false) => State::Missing,
    };
    let said = [(Note::Fulfil as fn(Vec<usize>) -> Note, fulfil), (Note::Could, could), (Note::Fail, fail)];
    let mut notes: Vec<_> =
        said.into_iter().filter(|(_, which)| !which.is_empty()).map(|(note, which)| note(which)).collect();
    if notes.is_empty() {
        notes.push(Note::NoTransaction);
    }
    Finding { element: String::new(), state, notes }
}

fn step(element: &str, condition: &Condition, transaction: &Transaction, window: (Day, Day)) -> Step {
    let mut obstacles = Vec::new();
    let mut fails = false;
    match condition {
        Condition::Mode(modes) => {
            if transaction.subject_side == SubjectSide::Blank {
                obstacles.push(Obstacle::SideBlank);
            }
            match transaction.effective {
                None => obstacles.push(Obstacle::EffectiveBlank),
                Some(day) if day < window.0 || day > window.1 => {
                    fails = true;
                    obstacles.push(Obstacle::OutsideWindow(day, window));
                }
                Some(_) => {}
            }
            match transaction.mode {
                None => obstacles.push(Obstacle::ModeBlank),
                Some(mode) if !modes.contains(&mode) => {
                    fails = true;
                    obstacles.push(Obstacle::ModeOther(mode, modes.clone()));
                }
                Some(_) => {}
            }
        }
        Condition::Supplier(suppliers) => match transaction.supplier {
            None => obstacles.push(Obstacle::SupplierBlank),
            Some(supplier) if !suppliers.contains(&supplier) => {
                fails = true;
                obstacles.push(Obstacle::SupplierOther(supplier, suppliers.clone()));
            }
            Some(_) => {}
        },
        Condition::SmeReceiver => {
            let obstacle = receiver_obstacle(&transaction.receiver);
            fails = matches!(obstacle, Some(Obstacle::ReceiverLarge(_)));
            obstacles.extend(obstacle);
        }
        Condition::Implemented => match transaction.implemented {
            None => obstacles.push(Obstacle::ImplementedBlank),
            Some(false) => {
                fails = true;
                obstacles.push(Obstacle::NotImplemented);
            }
            Some(true) => {}
        },
    }
    let holds = if fails { Some(false) } else { obstacles.is_empty().then_some(true) };
    Step { element: element.to_owned(), holds, obstacles }
}

fn receiver_obstacle(receiver: &Receiver) -> Option<Obstacle> {
    match (receiver.stated, receiver.industry) {
        (Some(stated), _) => (!stated.is_sme()).then_some(Obstacle::ReceiverLarge(None)),
        (None, None) => Some(Obstacle::ReceiverBlank),
        (None, Some(Industry::NotCovered)) => Some(Obstacle::ReceiverNotCovered),
        (None, Some(industry)) => {
            let sizing = classify(industry, &receiver.size)?;
            match sizing.is_sme() {
                Some(true) => None,
                Some(false) => Some(Obstacle::ReceiverLarge(Some(sizing))),
                None => Some(Obstacle::ReceiverOpen(sizing)),
            }
        }
    }
}
