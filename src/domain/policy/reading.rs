//! Readings: where the notice is ambiguous, a named choice with a default.

use super::{Clause, OptionId, ReadingId, SeriesId};
use std::collections::BTreeMap;

/// A named choice; the first option is the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Key in files.
    pub id: ReadingId,
    /// Chinese name.
    pub name: String,
    /// What it decides.
    pub kind: ReadingKind,
    /// The clause that leaves it open.
    pub clause: Clause,
    /// Why there is a choice, in our own words.
    pub why: String,
    /// At least two, the default first.
    pub options: Vec<ReadingOption>,
}

/// What a reading decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingKind {
    /// How average growth is computed.
    Growth,
    /// Whether each of two amounts must pass, or their sum.
    Pairing,
    /// Whether a share is tested for each year or for the whole period.
    SharePeriod,
    /// Which series replace others.
    Substitution,
    /// Which parts of a rule count.
    Selection,
    /// How a ledger adds up; has no effect on entered figures.
    Ledger,
}

/// One option of a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingOption {
    /// Key in files.
    pub id: OptionId,
    /// Chinese name.
    pub name: String,
    /// Its effect.
    pub meaning: Meaning,
}

/// The effect of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// How growth is computed.
    Growth(GrowthMethod),
    /// How two amounts are tested.
    Pairing(Pairing),
    /// Which years a share covers.
    SharePeriod(SharePeriod),
    /// Replaces each key series by its value.
    Substitution(BTreeMap<SeriesId, SeriesId>),
    /// Used by rule parts with a condition.
    Selection,
    /// Used by the ledger.
    Ledger,
}

/// How average growth is computed (FACTS §8: the base year is not counted).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GrowthMethod {
    /// V_Y ≥ V_base · (1+g)^(Y−base).
    #[default]
    Compound,
    /// Every year-on-year pair from the base to Y.
    EachYear,
    /// As compound, with the plan's first year as the base.
    CompoundFromFirst,
}

/// How a row with two amounts is tested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pairing {
    /// Each amount must pass.
    #[default]
    Each,
    /// The sum of the two must pass.
    Sum,
}

/// Which years a share covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SharePeriod {
    /// Each year by itself.
    #[default]
    EachYear,
    /// The plan's years added up.
    WholePeriod,
}

impl GrowthMethod {
    /// By its id in packs.
    pub fn from_id(id: &str) -> Option<GrowthMethod> {
        match id {
            "compound" => Some(GrowthMethod::Compound),
            "each_year" => Some(GrowthMethod::EachYear),
            "compound_from_first" => Some(GrowthMethod::CompoundFromFirst),
            _ => None,
        }
    }
}

impl Pairing {
    /// By its id in packs.
    pub fn from_id(id: &str) -> Option<Pairing> {
        match id {
            "each" => Some(Pairing::Each),
            "sum" => Some(Pairing::Sum),
            _ => None,
        }
    }
}

impl SharePeriod {
    /// By its id in packs.
    pub fn from_id(id: &str) -> Option<SharePeriod> {
        match id {
            "each_year" => Some(SharePeriod::EachYear),
            "whole_period" => Some(SharePeriod::WholePeriod),
            _ => None,
        }
    }
}

/// Which option of a reading was used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// The reading.
    pub reading: ReadingId,
    /// The option used.
    pub option: OptionId,
}

/// The options that a unit chose. A reading without a choice has its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings(BTreeMap<ReadingId, OptionId>);

impl Readings {
    /// The option chosen, if one was.
    pub fn chosen(&self, reading: &ReadingId) -> Option<&OptionId> {
        self.0.get(reading)
    }

    /// Chooses an option.
    pub fn choose(&mut self, reading: ReadingId, option: OptionId) {
        self.0.insert(reading, option);
    }

    /// Goes back to the default.
    pub fn leave(&mut self, reading: &ReadingId) {
        self.0.remove(reading);
    }

    /// A copy with one option changed.
    pub fn with(&self, reading: &ReadingId, option: &OptionId) -> Readings {
        let mut other = self.clone();
        other.choose(reading.clone(), option.clone());
        other
    }

    /// Every choice made, in the order of ids.
    pub fn iter(&self) -> impl Iterator<Item = (&ReadingId, &OptionId)> {
        self.0.iter()
    }

    /// The option in force: the one chosen, or the default.
    pub fn option_of<'pack>(&self, reading: &'pack Reading) -> Option<&'pack ReadingOption> {
        let chosen = self.chosen(&reading.id);
        reading.options.iter().find(|option| Some(&option.id) == chosen).or_else(|| reading.options.first())
    }
}
