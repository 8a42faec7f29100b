//! 奖补 – which elements of the subsidy scopes a subject meets, and what is missing. It never says that anybody
//! will be paid: the rules for that are not in the notice.

mod answers;
mod doubt;
mod finding;
mod limit;
mod subject;
mod transaction;
mod unit;

pub use answers::{Answers, PlanFiling, Receiver, StatedSize, SubjectSide, Transaction};
pub use doubt::{SubjectDoubt, TransactionDoubt, TransactionDoubtKind, subject_doubts, transaction_doubts};
pub use finding::{Finding, Growth, Note, ScopeFinding, State};
pub use limit::{Measured, Outcome, measured};
pub use transaction::{Obstacle, Step, TransactionFinding};
pub use unit::{Peer, UnitFigures, review_year};

use super::policy::{Asks, Pack, Scope};

/// Examines every scope for a subject. `unit` holds the figures of a city, if the subject is one.
pub fn examine(pack: &Pack, answers: &Answers, unit: Option<&UnitFigures>) -> Vec<ScopeFinding> {
    pack.scopes.iter().map(|scope| examine_scope(pack, scope, answers, unit)).collect()
}

fn examine_scope(pack: &Pack, scope: &Scope, answers: &Answers, unit: Option<&UnitFigures>) -> ScopeFinding {
    let transactions = transaction::findings(pack, scope, answers);
    let mut conditions = 0_usize;
    let elements = scope.elements.iter().map(|element| {
        let mut finding = match &element.asks {
            Asks::Subject(kinds) => subject::kind(answers, kinds),
            Asks::SmeSubject(kinds) => subject::sme(answers, kinds),
            Asks::Increase(indicator) => subject::increase(answers, *indicator),
            Asks::Transaction(_) => {
                conditions = conditions.saturating_add(1);
                transaction::element(&transactions, conditions)
            }
            Asks::Figure { series, instead } => unit::figure(pack, unit, series, instead.as_ref()),
            Asks::FigureGrowth(series) => unit::growth_element(pack, unit, series),
            Asks::Ratio { numerator, denominator } => unit::ratio(pack, unit, numerator, denominator),
            Asks::Filed { deadline, binds } => subject::filed(pack, scope, element, answers, deadline, binds),
            Asks::Document => subject::document(answers),
            Asks::Authority => Finding::new(State::ForAuthority, Note::NoThreshold),
        };
        limit::apply(pack, scope, element, answers, &transactions, &mut finding);
        finding.element.clone_from(&element.id);
        finding
    });
    let elements = elements.collect();
    ScopeFinding { scope: scope.number, elements, transactions }
}
