//! The questions to a subject, one for each field.

use super::SelfCheck;
use crate::domain::enterprise::Indicator;
use crate::domain::policy::{Side, SubjectKind};

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// 单位名称
    Name,
    /// 统一社会信用代码
    Code,
    /// The kind of subject.
    Kind,
    /// 行业
    Industry,
    /// The year of the size figures.
    Year,
    /// An indicator of that year.
    Size(Indicator),
    /// The earlier year, for comparison.
    EarlierYear,
    /// An indicator of the earlier year.
    Earlier(Indicator),
    /// The year of the work plan.
    PlanYear,
    /// The day the plan was filed.
    PlanFiled,
    /// 文号
    DecisionDocument,
    /// The rank that the authority published for a subsidy scope, by the scope's number.
    PublishedRank(u16),
    /// The year of a city's figures.
    ReviewYear,
    /// A field of a transaction, by its index from 0.
    Transaction(usize, Column),
}

/// A field of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The subject's side.
    Side,
    /// 方式
    Mode,
    /// 对方名称
    Counterparty,
    /// 对方统一社会信用代码
    CounterpartyCode,
    /// 供给方
    Supplier,
    /// The receiver's own statement of its size class.
    ReceiverClass,
    /// The receiver's industry.
    ReceiverIndustry,
    /// An indicator of the receiver.
    ReceiverSize(Indicator),
    /// 专利号
    Patents,
    /// 合同编号
    Contract,
    /// 合同金额
    ContractAmount,
    /// 到账金额
    ReceivedAmount,
    /// 签订日期
    Signed,
    /// 生效日期
    Effective,
    /// 到账日期
    Received,
    /// 已实施
    Implemented,
}

impl Column {
    /// All columns, in the order of the table.
    pub const ALL: [Column; 18] = [
        Column::Side,
        Column::Mode,
        Column::Counterparty,
        Column::CounterpartyCode,
        Column::Supplier,
        Column::ReceiverClass,
        Column::ReceiverIndustry,
        Column::ReceiverSize(Indicator::Employees),
        Column::ReceiverSize(Indicator::Revenue),
        Column::ReceiverSize(Indicator::Assets),
        Column::Patents,
        Column::Contract,
        Column::ContractAmount,
        Column::ReceivedAmount,
        Column::Signed,
        Column::Effective,
        Column::Received,
        Column::Implemented,
    ];

    /// Key in files.
    pub fn key(self) -> &'static str {
        match self {
            Column::Side => "side",
            Column::Mode => "mode",
            Column::Counterparty => "counterparty",
            Column::CounterpartyCode => "counterparty_code",
            Column::Supplier => "supplier",
            Column::ReceiverClass => "receiver_class",
            Column::ReceiverIndustry => "receiver_industry",
            Column::ReceiverSize(Indicator::Employees) => "receiver_employees",
            Column::ReceiverSize(Indicator::Revenue) => "receiver_revenue",
            Column::ReceiverSize(Indicator::Assets) => "receiver_assets",
            Column::Patents => "patents",
            Column::Contract => "contract",
            Column::ContractAmount => "contract_amount",
            Column::ReceivedAmount => "received_amount",
            Column::Signed => "signed",
            Column::Effective => "effective",
            Column::Received => "received",
            Column::Implemented => "implemented",
        }
    }

    /// True for questions about the receiver. For a receiving subject they are about itself.
    pub fn is_of_receiver(self) -> bool {
        matches!(self, Column::ReceiverClass | Column::ReceiverIndustry | Column::ReceiverSize(_))
    }
}

impl SelfCheck {
    /// All questions except those about transactions.
    pub fn questions(&self) -> Vec<Question> {
        let sizes = Indicator::ALL.iter().flat_map(|one| [Question::Size(*one), Question::Earlier(*one)]);
        let ranks = self.answers.published_ranks.keys().map(|scope| Question::PublishedRank(*scope));
        PLAIN.into_iter().chain(sizes).chain(ranks).collect()
    }
}

/// The questions without an argument.
const PLAIN: [Question; 10] = [
    Question::Name,
    Question::Code,
    Question::Kind,
    Question::Industry,
    Question::Year,
    Question::EarlierYear,
    Question::PlanYear,
    Question::PlanFiled,
    Question::DecisionDocument,
    Question::ReviewYear,
];

impl Question {
    /// Key in files and addresses of fields.
    pub fn key(self) -> String {
        match self {
            Question::Name => "name".to_owned(),
            Question::Code => "code".to_owned(),
            Question::Kind => "kind".to_owned(),
            Question::Industry => "industry".to_owned(),
            Question::Year => "year".to_owned(),
            Question::Size(indicator) => indicator.key().to_owned(),
            Question::EarlierYear => "earlier_year".to_owned(),
            Question::Earlier(indicator) => format!("earlier_{}", indicator.key()),
            Question::PlanYear => "plan_year".to_owned(),
            Question::PlanFiled => "plan_filed".to_owned(),
            Question::DecisionDocument => "decision_document".to_owned(),
            Question::PublishedRank(scope) => format!("published_rank.{scope}"),
            Question::ReviewYear => "review_year".to_owned(),
            Question::Transaction(index, column) => format!("transactions.{index}.{}", column.key()),
        }
    }

    /// The question of a key.
    pub fn from_key(key: &str) -> Option<Question> {
        if let Some(rest) = key.strip_prefix("transactions.") {
            let (index, column) = rest.split_once('.')?;
            let column = Column::ALL.into_iter().find(|known| known.key() == column)?;
            return Some(Question::Transaction(index.parse().ok()?, column));
        }
        if let Some(scope) = key.strip_prefix("published_rank.") {
            return Some(Question::PublishedRank(scope.parse().ok()?));
        }
        let sizes = Indicator::ALL.iter().flat_map(|one| [Question::Size(*one), Question::Earlier(*one)]);
        PLAIN.into_iter().chain(sizes).find(|known| known.key() == key)
    }

    /// The only side on which a subject can be, if there is only one.
    pub fn only_side(kind: SubjectKind) -> Option<Side> {
        match kind {
            SubjectKind::Enterprise => Some(Side::Receiver),
            SubjectKind::University => Some(Side::Supplier),
            SubjectKind::StateOwnedEnterprise | SubjectKind::City | SubjectKind::Other => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_read_back_from_their_keys() {
        let columns = Column::ALL.map(|column| Question::Transaction(7, column));
        let sizes = Indicator::ALL.iter().flat_map(|one| [Question::Size(*one), Question::Earlier(*one)]);
        let others = [Question::Name, Question::PlanFiled, Question::PublishedRank(3), Question::ReviewYear];
        for question in columns.into_iter().chain(sizes).chain(others) {
            assert_eq!(Question::from_key(&question.key()), Some(question));
        }
        for key in ["", "transactions.1", "transactions.x.mode", "earlier_", "published_rank.x"] {
            assert_eq!(Question::from_key(key), None, "{key}");
        }
    }
}
