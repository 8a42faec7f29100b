//! Scope 3: a city's figures, and its rank among the units compared.

use super::subject::{growth, growth_state};
use super::{Finding, Growth, Note, State};
use crate::domain::figures::{Figures, year_figure};
use crate::domain::policy::{Asks, Pack, SeriesId};
use crate::domain::quantity::{Day, Exact, Period, Unit, Year};
use crate::domain::ranking::{Rank, rank};
use num_traits::Zero;

/// A city's figures for the year under review.
#[derive(Clone, Debug)]
pub struct UnitFigures<'a> {
    /// What was entered.
    pub figures: &'a Figures,
    /// The day that its figures are as of.
    pub as_of: Day,
    /// The year under review.
    pub year: Year,
    /// The other units to compare with.
    pub peers: &'a [Peer],
}

/// Another unit, for the ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// Its name.
    pub name: String,
    /// What it entered.
    pub figures: Figures,
    /// The day that its figures are as of.
    pub as_of: Day,
}

/// The default year under review: the latest of the plan's years that has begun and has a figure that a scope
/// uses; if there is none, the latest that has begun.
pub fn review_year(pack: &Pack, figures: &Figures, as_of: Day) -> Option<Year> {
    let begun = || pack.plan_years().rev().filter(|year| Period::Year(*year).has_begun(as_of));
    let asked: Vec<_> =
        pack.scopes.iter().flat_map(|scope| &scope.elements).flat_map(|element| series_of(&element.asks)).collect();
    let has_one = |year: &Year| asked.iter().any(|series| value(pack, figures, as_of, series, *year).is_some());
    begun().find(has_one).or_else(|| begun().next())
}

fn series_of(asks: &Asks) -> Vec<&SeriesId> {
    match asks {
        Asks::Figure { series, instead } => [Some(series), instead.as_ref()].into_iter().flatten().collect(),
        Asks::FigureGrowth(series) => vec![series],
        Asks::Ratio { numerator, denominator } => vec![numerator, denominator],
        _ => Vec::new(),
    }
}

fn value(pack: &Pack, figures: &Figures, as_of: Day, series: &SeriesId, year: Year) -> Option<Exact> {
    year_figure(figures, pack.series_of(series)?, year, as_of).value().cloned()
}

impl UnitFigures<'_> {
    fn value(&self, pack: &Pack, series: &SeriesId) -> Option<Exact> {
        value(pack, self.figures, self.as_of, series, self.year)
    }

    /// The rank of a value among the peers' values; `None` if there are no peers.
    fn rank(&self, own: &Exact, of_peer: impl Fn(&Peer) -> Option<Exact>) -> Option<Rank> {
        let others: Vec<_> = self.peers.iter().map(of_peer).collect();
        (!others.is_empty()).then(|| rank(own, &others))
    }

    fn under_way(&self) -> Option<Note> {
        let over = Day::new(self.year, 12, 31).is_some_and(|last| self.as_of > last);
        (!over).then_some(Note::YearUnderWay(self.year))
    }

    fn finding(&self, state: State, note: Note) -> Finding {
        let finding = Finding::new(state, note);
        match self.under_way() {
            Some(note) => finding.with(note),
            None => finding,
        }
    }
}

/// The finding for a figure, or for a narrower one if that is blank.
pub(super) fn figure(
    pack: &Pack,
    unit: Option<&UnitFigures>,
    series: &SeriesId,
    instead: Option<&SeriesId>,
) -> Finding {
    let Some(unit) = unit else { return Finding::new(State::Unknown, Note::NoFigures) };
    let own =
        [Some(series), instead].into_iter().flatten().find_map(|series| Some((series, unit.value(pack, series)?)));
    let Some((found, own)) = own else {
        return Finding::new(State::Unknown, Note::FigureBlank(series.clone(), unit.year));
    };
    let rank = unit.rank(&own, |peer| value(pack, &peer.figures, peer.as_of, found, unit.year));
    let narrower = found != series;
    let note = Note::Figure { series: found.clone(), year: unit.year, value: own, narrower, rank };
    unit.finding(State::ForAuthority, note)
}

/// Growth of a figure over the year before.
pub(super) fn growth_of(pack: &Pack, figures: &Figures, as_of: Day, series: &SeriesId, year: Year) -> Growth {
    let from = year.previous().and_then(|before| value(pack, figures, as_of, series, before));
    let to = value(pack, figures, as_of, series, year);
    let unit = pack.series_of(series).map_or_else(|| Unit::new(""), |series| series.unit.clone());
    growth(from, to, &unit)
}

/// The finding for an element that requires growth.
pub(super) fn growth_element(pack: &Pack, unit: Option<&UnitFigures>, series: &SeriesId) -> Finding {
    let Some(unit) = unit else { return Finding::new(State::Unknown, Note::NoFigures) };
    let own = growth_of(pack, unit.figures, unit.as_of, series, unit.year);
    let state = growth_state(&own);
    let of_peer = |peer: &Peer| growth_of(pack, &peer.figures, peer.as_of, series, unit.year).rate();
    let rank = own.rate().and_then(|rate| unit.rank(&rate, of_peer));
    let blanks = [(&own.from, unit.year.previous()), (&own.to, Some(unit.year))];
    let blanks = blanks.into_iter().filter(|(figure, _)| figure.is_none());
    let blanks: Vec<_> = blanks.filter_map(|(_, year)| Some(Note::FigureBlank(series.clone(), year?))).collect();
    let note = Note::FigureGrowth { series: series.clone(), year: unit.year, growth: own, rank };
    blanks.into_iter().fold(unit.finding(state, note), Finding::with)
}

/// The finding for a ratio of two figures.
pub(super) fn ratio(pack: &Pack, unit: Option<&UnitFigures>, numerator: &SeriesId, denominator: &SeriesId) -> Finding {
    let Some(unit) = unit else { return Finding::new(State::Unknown, Note::NoFigures) };
    let (part, whole) = (unit.value(pack, numerator), unit.value(pack, denominator));
    let (Some(part), Some(whole)) = (&part, &whole) else {
        let blanks = [(numerator, part), (denominator, whole)].into_iter().filter(|(_, figure)| figure.is_none());
        let notes = blanks.map(|(series, _)| Note::FigureBlank(series.clone(), unit.year)).collect();
        return Finding { element: String::new(), state: State::Unknown, notes };
    };
    if whole.is_zero() {
        return Finding::new(State::Unknown, Note::ZeroDenominator(denominator.clone(), unit.year));
    }
    let of_peer = |peer: &Peer| {
        let of = |series| value(pack, &peer.figures, peer.as_of, series, unit.year);
        of(denominator).filter(|whole| !whole.is_zero()).and_then(|whole| Some(of(numerator)? / whole))
    };
    let rank = unit.rank(&(part / whole), of_peer);
    let exceeds = part > whole;
    let (part, whole) = (part.clone(), whole.clone());
    let note = Note::Ratio { of: numerator.clone(), numerator: part, denominator: whole, year: unit.year, rank };
    let finding = unit.finding(State::ForAuthority, note);
    match exceeds {
        true => finding.with(Note::NumeratorExceeds(numerator.clone(), denominator.clone())),
        false => finding,
    }
}
