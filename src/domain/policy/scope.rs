//! 奖补范围 – the subsidy scopes: whom each is for, what it asks for, and the thresholds that a later
//! document may lay down for it. The words that such a rule is made of are here as well.

use super::{Clause, SeriesId};
use crate::domain::enterprise::Indicator;
use crate::domain::keyed::keyed;
use crate::domain::quantity::{Day, Exact};

/// One of the subsidy scopes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Its number in the notice.
    pub number: u16,
    /// Whom it is for, in words.
    pub subject: String,
    /// The kinds of subject that would ask for it; empty for anybody.
    pub subjects: Vec<SubjectKind>,
    /// Which side of a transaction its subject stands on, where it asks for transactions.
    pub side: Option<Side>,
    /// Where it stands.
    pub clause: Clause,
    /// What it asks for; conditions of transactions come one after the other.
    pub elements: Vec<Element>,
    /// The notice's own words, as of a row.
    pub wording: String,
}

/// 要件 – one thing that a scope asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Key in files.
    pub id: String,
    /// Chinese name.
    pub name: String,
    /// What it asks for.
    pub asks: Asks,
}

/// What an element asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// A subject of one of these kinds.
    Subject(Vec<SubjectKind>),
    /// A subject of one of these kinds that is an SME.
    SmeSubject(Vec<SubjectKind>),
    /// A transaction that fulfils this condition and those before it.
    Transaction(Condition),
    /// More than the year before: of 营业收入 or 从业人员.
    Increase(Indicator),
    /// A figure of the unit.
    Figure {
        /// The series.
        series: SeriesId,
        /// A narrower series that stands in for it, and is said to.
        instead: Option<SeriesId>,
    },
    /// A figure over that of the year before.
    FigureGrowth(SeriesId),
    /// One figure as a share of another.
    Ratio {
        /// The part.
        numerator: SeriesId,
        /// The whole.
        denominator: SeriesId,
    },
    /// Something filed by a day, which binds these kinds of subject.
    Filed {
        /// The deadline's id.
        deadline: String,
        /// Whom it binds.
        binds: Vec<SubjectKind>,
    },
    /// A document by its number.
    Document,
    /// No threshold exists: the authority decides.
    Authority,
}

/// What a transaction must be.
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

/// Who asks.
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

/// The side of a transaction that the subject stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// 供给方
    Supplier,
    /// 受让方, 被许可方
    Receiver,
}

keyed!(Side { Supplier = "supplier", Receiver = "receiver" });

/// 参数 – a threshold that a document other than the notice lays down for an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The scope's number.
    pub scope: u16,
    /// The element's id.
    pub element: String,
    /// What it lays down.
    pub limit: Limit,
    /// The document, by name and number.
    pub document: String,
    /// Where it stands there.
    pub clause: Clause,
}

/// What a parameter lays down; every bound is inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// At least that much of a measure of the transactions that count.
    AtLeast(Measure, Exact),
    /// A figure of at least that much, in its series' unit.
    Minimum(Exact),
    /// An increase or a share of at least this.
    Rate(Exact),
    /// A rank up to this one.
    Rank(u32),
    /// Effective between two days.
    Window(Day, Day),
    /// Filed by this month and day.
    Deadline((u8, u8)),
}

/// What can be counted over transactions.
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

/// 佐证材料 – something to prepare for an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Key in files.
    pub id: String,
    /// What to prepare.
    pub name: String,
    /// The scopes that it serves.
    pub scopes: Vec<u16>,
    /// The element that it shows; empty for the file as a whole.
    pub element: String,
    /// How sure it is that it will be asked for, in words.
    pub basis: String,
}

impl Asks {
    /// Whether a limit says something about what is asked for.
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
