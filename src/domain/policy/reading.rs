//! Readings: where the notice can be read in more than one way, a named choice with a default.

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
    /// Where the notice leaves it open.
    pub clause: Clause,
    /// Why there is a choice, in our own words.
    pub why: String,
    /// At least two, the default first.
    pub options: Vec<ReadingOption>,
}

/// What a reading decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingKind {
    /// How average growth is taken.
    Growth,
    /// Whether two amounts pass each by itself or as a sum.
    Pairing,
    /// Whether a share is of each year or of the period.
    SharePeriod,
    /// Which series stand in for others.
    Substitution,
    /// Which parts of a rule count.
    Selection,
    /// How a ledger adds up; decides nothing about entered figures.
    Ledger,
}

/// One way to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingOption {
    /// Key in files.
    pub id: OptionId,
    /// Chinese name.
    pub name: String,
    /// What it does.
    pub meaning: Meaning,
}

/// What an option does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Takes growth that way.
    Growth(GrowthMethod),
    /// Takes two amounts that way.
    Pairing(Pairing),
    /// Takes a share over that.
    SharePeriod(SharePeriod),
    /// Puts series in the place of others.
    Substitution(BTreeMap<SeriesId, SeriesId>),
    /// Read by parts with a condition.
    Selection,
    /// Read by the ledger.
    Ledger,
}

/// How average growth is taken (FACTS §8: the base year is not counted).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GrowthMethod {
    /// V_Y ≥ V_base · (1+g)^(Y−base).
    #[default]
    Compound,
    /// Every year-on-year pair from the base to Y.
    EachYear,
    /// As compound, with the plan's first year as base.
    CompoundFromFirst,
}

/// How a row with two amounts is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pairing {
    /// Each amount must pass.
    #[default]
    Each,
    /// The sum of the two must pass.
    Sum,
}

/// What a share is taken of.
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
    /// The option taken.
    pub option: OptionId,
}

/// The options that a unit chose; a reading that is not named has its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings(BTreeMap<ReadingId, OptionId>);

impl Readings {
    /// The option chosen, if one was.
    pub fn chosen(&self, reading: &ReadingId) -> Option<&OptionId> {
        self.0.get(reading)
    }

    /// Takes an option.
    pub fn choose(&mut self, reading: ReadingId, option: OptionId) {
        self.0.insert(reading, option);
    }

    /// Goes back to the default.
    pub fn leave(&mut self, reading: &ReadingId) {
        self.0.remove(reading);
    }

    /// The same with one option taken instead.
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
