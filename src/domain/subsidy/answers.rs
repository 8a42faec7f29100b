//! What a subject answers: who it is, its size in two years, its transactions, what it filed.

use crate::domain::enterprise::code::PatentNumber;
use crate::domain::enterprise::{Industry, SizeClass, SizeFigures};
use crate::domain::policy::{Mode, Side, SubjectKind, Supplier};
use crate::domain::quantity::{Day, Quantity, Year};
use std::collections::BTreeMap;

/// Everything that a subject answers; what is `None` or empty is not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Who it is.
    pub kind: Option<SubjectKind>,
    /// Its industry.
    pub industry: Option<Industry>,
    /// The year that its figures are of.
    pub year: Option<Year>,
    /// Its size.
    pub size: SizeFigures,
    /// The year compared with.
    pub earlier_year: Option<Year>,
    /// Its size then; the assets are not asked for.
    pub earlier: SizeFigures,
    /// What changed hands.
    pub transactions: Vec<Transaction>,
    /// The plan that it filed.
    pub plan: PlanFiling,
    /// Number of the document that names the matter; empty for none.
    pub decision_document: String,
    /// 位次 that the authority published, by scope.
    pub published_ranks: BTreeMap<u16, u32>,
}

/// The work plan that was filed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanFiling {
    /// The year that it is for.
    pub year: Option<Year>,
    /// The day of filing.
    pub filed: Option<Day>,
}

/// One transfer, licence or contribution of patents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transaction {
    /// Which side the subject stands on.
    pub standing: Standing,
    /// How.
    pub mode: Option<Mode>,
    /// 对方 – the other side's name.
    pub counterparty: String,
    /// Its 统一社会信用代码, as checked; empty for none.
    pub counterparty_code: String,
    /// Who supplied.
    pub supplier: Option<Supplier>,
    /// Who received.
    pub receiver: Receiver,
    /// The patents.
    pub patents: Vec<PatentNumber>,
    /// 合同编号; empty for none.
    pub contract: String,
    /// 合同金额, 万元
    pub contract_amount: Option<Quantity>,
    /// 到账金额, 万元
    pub received_amount: Option<Quantity>,
    /// 签订日期
    pub signed: Option<Day>,
    /// 生效日期 – registered or filed.
    pub effective: Option<Day>,
    /// 到账日期
    pub received: Option<Day>,
    /// 已实施
    pub implemented: Option<bool>,
}

/// Which side of a transaction the subject stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Not said.
    #[default]
    Blank,
    /// On this side.
    On(Side),
    /// Asked for whatever scope is at hand: a case file does not say it (SPEC "Transactions").
    Any,
}

/// What a receiver states of its size.
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

    /// The one of that key.
    pub fn from_key(key: &str) -> Option<StatedSize> {
        if key == "sme" { Some(StatedSize::Sme) } else { SizeClass::from_key(key).map(StatedSize::Class) }
    }
}

/// What is known of the size of a receiver.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Receiver {
    /// What it states; it counts before the figures.
    pub stated: Option<StatedSize>,
    /// Its industry.
    pub industry: Option<Industry>,
    /// Its figures.
    pub size: SizeFigures,
}
