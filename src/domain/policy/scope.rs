//! 奖补范围 – the subsidy scopes: who each is for, what it requires, and the thresholds that a later document may
//! set. Also defines the vocabulary of these rules.

use super::{Clause, SeriesId};
use crate::domain::enterprise::Indicator;
use crate::domain::keyed::keyed;
use crate::domain::quantity::{Day, Exact};

/// One of the subsidy scopes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Its number in the notice.
    pub number: u16,
    /// Who it is for, in words.
    pub subject: String,
    /// The kinds of subject that may apply; empty means any.
    pub subjects: Vec<SubjectKind>,
    /// The subject's side of a transaction, if the scope requires transactions.
    pub side: Option<Side>,
    /// Clause of the notice.
    pub clause: Clause,
    /// Its elements. Conditions on transactions are cumulative, in this order.
    pub elements: Vec<Element>,
    /// Wording of the notice, as in [`Row::wording`](super::Row::wording).
    pub wording: String,
}

/// 要件 – one element that a scope requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Key in files.
    pub id: String,
    /// Chinese name.
    pub name: String,
    /// What it requires.
    pub asks: Asks,
}

/// What an element requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// A subject of one of these kinds.
    Subject(Vec<SubjectKind>),
    /// A subject of one of these kinds that is an SME.
    SmeSubject(Vec<SubjectKind>),
    /// A transaction that fulfils this condition and those before it.
    Transaction(Condition),
    /// An increase over the year before: of 营业收入 or 从业人员.
    Increase(Indicator),
    /// A figure of the unit.
    Figure {
        /// The series.
        series: SeriesId,
        /// A narrower series that may replace it; the finding then says so.
        instead: Option<SeriesId>,
    },
    /// Growth of a figure over the year before.
    FigureGrowth(SeriesId),
    /// One figure as a share of another.
    Ratio {
        /// The part.
        numerator: SeriesId,
        /// The whole.
        denominator: SeriesId,
    },
    /// A filing by a deadline, which binds these kinds of subject.
    Filed {
        /// The deadline's id.
        deadline: String,
        /// The kinds of subject that it binds.
        binds: Vec<SubjectKind>,
    },
    /// A document by its number.
    Document,
    /// No threshold exists: the authority decides.
    Authority,
}

/// A condition on a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Effective in the window, in one of these modes.
    Mode(Vec<Mode>),
    /// Received by an SME.
    SmeReceiver,
    /// Supplied by one of these.
    Supplier(Vec<Supplier>),
    /// 已实施
    Implemented,
}

/// The kind of subject that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// 企业
    Enterprise,
    /// 国有企业
    StateOwnedEnterprise,
    /// 高校院所
    University,
    /// 市
    City,
    /// Anybody else.
    Other,
}

keyed!(SubjectKind {
    Enterprise = "enterprise",
    StateOwnedEnterprise = "state_owned_enterprise",
    University = "university",
    City = "city",
    Other = "other",
});

/// 方式 – how a patent changed hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// 转让
    Assignment,
    /// 许可
    Licence,
    /// 作价入股
    Equity,
    /// Another way.
    Other,
}

keyed!(Mode { Assignment = "assignment", Licence = "licence", Equity = "equity", Other = "other" });

/// 供给方 – who supplied a patent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Supplier {
    /// 高校院所
    University,
    /// 国有企业
    StateOwnedEnterprise,
    /// Anybody else.
    Other,
}

keyed!(Supplier { University = "university", StateOwnedEnterprise = "state_owned_enterprise", Other = "other" });

/// The subject's side of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// 供给方
    Supplier,
    /// 受让方, 被许可方
    Receiver,
}

keyed!(Side { Supplier = "supplier", Receiver = "receiver" });

/// 参数 – a threshold that a document other than the notice sets for an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The scope's number.
    pub scope: u16,
    /// The element's id.
    pub element: String,
    /// The threshold.
    pub limit: Limit,
    /// The document, by name and number.
    pub document: String,
    /// The clause of that document.
    pub clause: Clause,
}

/// The threshold that a parameter sets; every bound is inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A minimum of a measure over the transactions that count.
    AtLeast(Measure, Exact),
    /// A minimum of a figure, in its series' unit.
    Minimum(Exact),
    /// A minimum increase or share.
    Rate(Exact),
    /// The last rank that passes.
    Rank(u32),
    /// Effective between two days, both included.
    Window(Day, Day),
    /// Filed by this month and day, included.
    Deadline((u8, u8)),
}

/// A measure over transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Transactions, 项
    Transactions,
    /// Distinct patents, 件
    Patents,
    /// 合同金额, 万元
    ContractAmount,
    /// 到账金额, 万元
    ReceivedAmount,
}

keyed!(Measure {
    Transactions = "transactions",
    Patents = "patents",
    ContractAmount = "contract_amount",
    ReceivedAmount = "received_amount",
});

/// 佐证材料 – evidence to prepare for an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Key in files.
    pub id: String,
    /// What to prepare.
    pub name: String,
    /// The scopes that it is for.
    pub scopes: Vec<u16>,
    /// The element that it supports; empty for the application as a whole.
    pub element: String,
    /// How likely it is to be required, in words.
    pub basis: String,
}

impl Asks {
    /// Whether the requirement can take a limit of this kind.
    pub fn takes(&self, limit: &Limit) -> bool {
        match self {
            Asks::Transaction(Condition::Mode(_)) => matches!(limit, Limit::Window(..)),
            Asks::Increase(_) => matches!(limit, Limit::Rate(_)),
            Asks::Figure { .. } => matches!(limit, Limit::Minimum(_) | Limit::Rank(_)),
            Asks::FigureGrowth(_) | Asks::Ratio { .. } => matches!(limit, Limit::Rate(_) | Limit::Rank(_)),
            Asks::Filed { .. } => matches!(limit, Limit::Deadline(_)),
            Asks::Authority => matches!(limit, Limit::AtLeast(..) | Limit::Rank(_)),
            Asks::Subject(_) | Asks::SmeSubject(_) | Asks::Transaction(_) | Asks::Document => false,
        }
    }
}
