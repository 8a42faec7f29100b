//! Subsidy situations in case files: a subject, its transactions, a plan, a document (SPEC "Subsidy scopes").

use super::{CaseError, CaseFile, Expectation};
use crate::domain::enterprise::{Indicator, Industry, SizeClass, SizeFigures};
use crate::domain::figures::Situation;
use crate::domain::policy::{Mode, Pack, SubjectKind, Supplier};
use crate::domain::quantity::{Day, Quantity, Year};
use crate::domain::subsidy::{
    Answers, PlanFiling, Receiver, ScopeFinding, State, StatedSize, SubjectSide, Transaction, UnitFigures, examine,
    review_year,
};
use serde::Deserialize;

/// The applicant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SubjectFile {
    kind: Option<String>,
    industry: Option<String>,
    employees: Option<String>,
    revenue_wan: Option<String>,
    assets_wan: Option<String>,
    earlier: Option<EarlierFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EarlierFile {
    employees: Option<String>,
    revenue_wan: Option<String>,
    assets_wan: Option<String>,
}

/// A transaction.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TransactionFile {
    mode: Option<String>,
    supplier: Option<String>,
    receiver: Option<ReceiverFile>,
    effective: Option<String>,
    implemented: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReceiverFile {
    class: Option<String>,
    industry: Option<String>,
    employees: Option<String>,
    revenue_wan: Option<String>,
    assets_wan: Option<String>,
}

/// The filed plan.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanFile {
    year: Option<u16>,
    filed: Option<String>,
}

impl CaseFile {
    /// The findings on each scope, from the subject's answers and the figures of the situation.
    pub fn scopes(&self, pack: &Pack, situation: &Situation) -> Result<Vec<ScopeFinding>, CaseError> {
        let answers = self.answers(pack)?;
        let year = review_year(pack, &situation.figures, situation.as_of);
        let unit =
            year.map(|year| UnitFigures { figures: &situation.figures, as_of: situation.as_of, year, peers: &[] });
        Ok(examine(pack, &answers, unit.as_ref()))
    }

    fn answers(&self, pack: &Pack) -> Result<Answers, CaseError> {
        let mut answers = Answers {
            decision_document: self.decision_document.clone().unwrap_or_default(),
            plan: self.plan.as_ref().map(|plan| plan.filing(pack)).transpose()?.unwrap_or_default(),
            transactions: self.transactions.iter().map(TransactionFile::transaction).collect::<Result<_, _>>()?,
            ..Answers::default()
        };
        if let Some(subject) = &self.subject {
            answers.kind = word("kind", subject.kind.as_ref(), SubjectKind::from_key)?;
            answers.industry = word("industry", subject.industry.as_ref(), Industry::from_key)?;
            answers.size = size([&subject.employees, &subject.revenue_wan, &subject.assets_wan])?;
            if let Some(earlier) = &subject.earlier {
                answers.earlier = size([&earlier.employees, &earlier.revenue_wan, &earlier.assets_wan])?;
            }
        }
        Ok(answers)
    }
}

impl PlanFile {
    fn filing(&self, pack: &Pack) -> Result<PlanFiling, CaseError> {
        let of_the_plan = |number: u16| {
            let year = Year::new(number).filter(|year| pack.plan_years().any(|plan| plan == *year));
            year.ok_or_else(|| CaseError::Value("plan", number.to_string()))
        };
        Ok(PlanFiling { year: self.year.map(of_the_plan).transpose()?, filed: day(self.filed.as_ref())? })
    }
}

impl TransactionFile {
    fn transaction(&self) -> Result<Transaction, CaseError> {
        let receiver = match &self.receiver {
            None => Receiver::default(),
            Some(receiver) => Receiver {
                stated: word("class", receiver.class.as_ref(), SizeClass::from_key)?.map(StatedSize::Class),
                industry: word("industry", receiver.industry.as_ref(), Industry::from_key)?,
                size: size([&receiver.employees, &receiver.revenue_wan, &receiver.assets_wan])?,
            },
        };
        Ok(Transaction {
            subject_side: SubjectSide::Any,
            mode: word("mode", self.mode.as_ref(), Mode::from_key)?,
            supplier: word("supplier", self.supplier.as_ref(), Supplier::from_key)?,
            receiver,
            effective: day(self.effective.as_ref())?,
            implemented: self.implemented,
            ..Transaction::default()
        })
    }
}

fn word<T>(
    what: &'static str,
    text: Option<&String>,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, CaseError> {
    text.map(|text| read(text).ok_or_else(|| CaseError::Value(what, text.clone()))).transpose()
}

fn day(text: Option<&String>) -> Result<Option<Day>, CaseError> {
    text.map(|text| Day::parse(text).ok_or_else(|| CaseError::Day(text.clone()))).transpose()
}

fn size([employees, revenue, assets]: [&Option<String>; 3]) -> Result<SizeFigures, CaseError> {
    let figure = |text: &Option<String>, indicator: Indicator| {
        let read = |text: &String| {
            Quantity::parse(text, &indicator.unit()).map_err(|_| CaseError::Value(indicator.key(), text.clone()))
        };
        text.as_ref().map(read).transpose()
    };
    Ok(SizeFigures {
        employees: figure(employees, Indicator::Employees)?,
        revenue: figure(revenue, Indicator::Revenue)?,
        assets: figure(assets, Indicator::Assets)?,
    })
}

impl Expectation {
    pub(super) fn element_differences(&self, scopes: &[ScopeFinding]) -> Vec<String> {
        let scope = scopes.iter().find(|scope| Some(scope.scope) == self.scope);
        let finding =
            scope.and_then(|scope| scope.elements.iter().find(|found| Some(&found.element) == self.element.as_ref()));
        let Some(finding) = finding else { return vec![format!("{}: nothing found", self.subject())] };
        let class = finding.class().map(SizeClass::key);
        let compared = [("state", &self.state, Some(finding.state.key())), ("class", &self.class, class)];
        let differ =
            compared.into_iter().filter(|(_, expected, found)| expected.is_some() && expected.as_deref() != *found);
        let told = differ.map(|(what, expected, found)| {
            let (expected, found) = (expected.as_deref().unwrap_or_default(), found.unwrap_or("none"));
            format!("{}: {what} is {found}, expected {expected}", self.subject())
        });
        told.collect()
    }

    pub(super) fn check_element(&self, pack: &Pack) -> Result<(), CaseError> {
        let scope = pack.scopes.iter().find(|scope| Some(scope.number) == self.scope);
        let known =
            scope.is_some_and(|scope| scope.elements.iter().any(|element| Some(&element.id) == self.element.as_ref()));
        let of_a_row = self.row.is_some() || self.goal.is_some() || self.year.is_some() || self.verdict.is_some();
        let state = self.state.as_deref().map(State::from_key);
        match (known && !of_a_row, state) {
            (true, Some(Some(_))) => {}
            (true, Some(None)) => return Err(CaseError::Word(self.subject(), self.state.clone().unwrap_or_default())),
            _ => return Err(CaseError::Expectation(self.subject())),
        }
        word("class", self.class.as_ref(), SizeClass::from_key).map(drop)
    }
}
