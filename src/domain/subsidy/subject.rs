//! Elements about the subject itself: its kind, its size, its growth, and what it filed.

use super::limit::filing_limit;
use super::{Answers, Finding, Growth, Note, State};
use crate::domain::enterprise::{Indicator, classify};
use crate::domain::policy::{Element, Pack, Scope, SubjectKind};
use crate::domain::quantity::{Exact, Unit, round_up};

/// The subject is of one of these kinds.
pub(super) fn kind(answers: &Answers, kinds: &[SubjectKind]) -> Finding {
    match answers.kind {
        None => Finding::new(State::Unknown, Note::KindBlank(kinds.to_vec())),
        Some(kind) if kinds.contains(&kind) => Finding::new(State::Met, Note::KindFits(kind)),
        Some(kind) => Finding::new(State::Missing, Note::KindDiffers(kind, kinds.to_vec())),
    }
}

/// The subject is of one of these kinds, and an SME.
pub(super) fn sme(answers: &Answers, kinds: &[SubjectKind]) -> Finding {
    let of_kind = kind(answers, kinds);
    let of_size = size(answers);
    // One certain failure settles it; then one unknown leaves it open.
    let state = match (of_kind.state, of_size.state) {
        (State::Missing, _) | (_, State::Missing) => State::Missing,
        (State::Met, State::Met) => State::Met,
        _ => State::Unknown,
    };
    Finding { element: String::new(), state, notes: [of_kind.notes, of_size.notes].concat() }
}

fn size(answers: &Answers) -> Finding {
    let Some(industry) = answers.industry else { return Finding::new(State::Unknown, Note::IndustryBlank) };
    let Some(sizing) = classify(industry, &answers.size) else {
        return Finding::new(State::Unknown, Note::IndustryNotCovered);
    };
    let state = match sizing.is_sme() {
        Some(true) => State::Met,
        Some(false) => State::Missing,
        None => State::Unknown,
    };
    Finding::new(state, Note::Sized(sizing))
}

/// An indicator exceeds that of the earlier year.
pub(super) fn increase(answers: &Answers, indicator: Indicator) -> Finding {
    let from = answers.earlier.of(indicator).map(|value| value.exact());
    let to = answers.size.of(indicator).map(|value| value.exact());
    let growth = growth(from, to, &indicator.unit());
    let state = growth_state(&growth);
    let finding = Finding::new(state, Note::Increase { indicator, growth });
    match (answers.earlier_year, answers.year) {
        (Some(earlier), Some(year)) if earlier >= year => {
            Finding { state: State::Unknown, ..finding.with(Note::YearsReversed(earlier, year)) }
        }
        _ => finding,
    }
}

/// Compares two figures. Exceeding the earlier one takes the next step above it.
pub(super) fn growth(from: Option<Exact>, to: Option<Exact>, unit: &Unit) -> Growth {
    let short_by = match (&from, &to) {
        (Some(from), Some(to)) if to <= from => {
            let up = round_up(from, unit.step_decimals());
            let least = if up == *from { up + unit.step() } else { up };
            Some(round_up(&(least - to), unit.step_decimals()))
        }
        _ => None,
    };
    Growth { from, to, short_by }
}

/// Growth above 0 is for the authority, since no threshold says how much is enough.
pub(super) fn growth_state(growth: &Growth) -> State {
    match (&growth.from, &growth.to, &growth.short_by) {
        (None, _, _) | (_, None, _) => State::Unknown,
        (_, _, Some(_)) => State::Missing,
        (_, _, None) => State::ForAuthority,
    }
}

/// A plan was filed by the deadline that binds the subject.
pub(super) fn filed(
    pack: &Pack,
    scope: &Scope,
    element: &Element,
    answers: &Answers,
    deadline: &str,
    binds: &[SubjectKind],
) -> Finding {
    let day = answers.plan.year.and_then(|year| pack.deadline(deadline)?.of(year));
    let binding = answers.kind.map(|kind| binds.contains(&kind));
    let Some(filed) = answers.plan.filed else {
        return Finding::new(State::Missing, Note::NotFiled(day.filter(|_| binding != Some(false))));
    };
    if binding == Some(false) {
        return Finding::new(State::Met, Note::Filed(filed));
    }
    let (Some(year), Some(day)) = (answers.plan.year, day) else {
        return Finding::new(State::Unknown, Note::FiledForUnknown(filed));
    };
    if filed <= day {
        return Finding::new(State::Met, Note::FiledInTime(filed, day));
    }
    match binding {
        None => Finding::new(State::Unknown, Note::FiledByUnknown(filed, day)),
        _ => {
            let late = Finding::new(State::ForAuthority, Note::FiledLate(filed, day));
            filing_limit(pack, scope, element, year, filed, late)
        }
    }
}

/// A document by its number.
pub(super) fn document(answers: &Answers) -> Finding {
    match answers.decision_document.trim() {
        "" => Finding::new(State::Missing, Note::NoDocument),
        number => Finding::new(State::Met, Note::Document(number.to_owned())),
    }
}
