//! What a subject answers: who it is, its size in two years, its transactions, what it filed.

use crate::domain::enterprise::code::PatentNumber;
use crate::domain::enterprise::{Industry, SizeClass, SizeFigures};
use crate::domain::policy::{Mode, Side, SubjectKind, Supplier};
use crate::domain::quantity::{Day, Quantity, Year};
use std::collections::BTreeMap;

/// Everything that a subject answers; what is `None` or empty is not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Its kind.
    pub kind: Option<SubjectKind>,
    /// Its industry.
    pub industry: Option<Industry>,
    /// The year of its figures.
    pub year: Option<Year>,
    /// Its size.
    pub size: SizeFigures,
    /// The earlier year to compare with.
    pub earlier_year: Option<Year>,
    /// Its size in that year; assets are not asked for.
    pub earlier: SizeFigures,
    /// Its transactions.
    pub transactions: Vec<Transaction>,
    /// The work plan that it filed.
    pub plan: PlanFiling,
    /// Number of the document that names the matter; empty if there is none.
    pub decision_document: String,
    /// 位次 that the authority published, by scope.
    pub published_ranks: BTreeMap<u16, u32>,
}

/// The filing of a work plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanFiling {
    /// The year of the plan.
    pub year: Option<Year>,
    /// The day of filing.
    pub filed: Option<Day>,
}

/// An assignment, licence or equity contribution of patents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transaction {
    /// The subject's side.
    pub subject_side: SubjectSide,
    /// 方式 – the mode.
    pub mode: Option<Mode>,
    /// 对方 – the other party's name.
    pub counterparty: String,
    /// The other party's 统一社会信用代码, as checked; empty if there is none.
    pub counterparty_code: String,
    /// The kind of supplier.
    pub supplier: Option<Supplier>,
    /// The receiver.
    pub receiver: Receiver,
    /// The patents.
    pub patents: Vec<PatentNumber>,
    /// 合同编号; empty if there is none.
    pub contract: String,
    /// 合同金额, 万元
    pub contract_amount: Option<Quantity>,
    /// 到账金额, 万元
    pub received_amount: Option<Quantity>,
    /// 签订日期
    pub signed: Option<Day>,
    /// 生效日期 – the date of registration or filing.
    pub effective: Option<Day>,
    /// 到账日期
    pub received: Option<Day>,
    /// 已实施
    pub implemented: Option<bool>,
}

/// The subject's side of a transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SubjectSide {
    /// Not answered.
    #[default]
    Blank,
    /// On this side.
    On(Side),
    /// Counts for every scope: a case file does not name the side (SPEC "Transactions").
    Any,
}

/// What a receiver states about its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedSize {
    /// Its class.
    Class(SizeClass),
    /// 中小微企业 – an SME, without the class.
    Sme,
}

impl StatedSize {
    /// Whether it is an SME.
    pub fn is_sme(self) -> bool {
        match self {
            StatedSize::Class(class) => class.is_sme(),
            StatedSize::Sme => true,
        }
    }

    /// Key in files.
    pub fn key(self) -> &'static str {
        match self {
            StatedSize::Class(class) => class.key(),
            StatedSize::Sme => "sme",
        }
    }

    /// The size with that key; `None` for an unknown key.
    pub fn from_key(key: &str) -> Option<StatedSize> {
        if key == "sme" { Some(StatedSize::Sme) } else { SizeClass::from_key(key).map(StatedSize::Class) }
    }
}

/// What is known about a receiver's size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Receiver {
    /// What it states; takes precedence over the figures.
    pub stated: Option<StatedSize>,
    /// Its industry.
    pub industry: Option<Industry>,
    /// Its figures.
    pub size: SizeFigures,
}
