//! Reads typed texts as answers, and shows answers as the text of a field.

use super::word::{self, Words};
use super::{Column, Question, SelfCheck};
use crate::domain::enterprise::code::{PatentNumberProblem, UsccProblem, read_patent_numbers, read_uscc};
use crate::domain::enterprise::{Indicator, Industry, SizeFigures};
use crate::domain::policy::{Mode, Side, SubjectKind, Supplier};
use crate::domain::quantity::{Day, Quantity, TypedError, Unit, Year, read_typed};
use crate::domain::subsidy::{StatedSize, SubjectSide, Transaction};
use crate::workspace::field::{TypedProblem, read_day_or_blank};
use crate::workspace::plain_text::{plain_name, plain_remark};
use thiserror::Error;

/// Largest number of patents in one transaction.
const MOST_PATENTS: usize = 500;

/// Why a text is not an answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnswerProblem {
    /// Not a figure for this question.
    #[error(transparent)]
    Number(#[from] TypedError),
    /// Not a calendar day.
    #[error("no day")]
    Day,
    /// Not a year of four digits.
    #[error("no year")]
    Year,
    /// Not in the list.
    #[error("none of the list")]
    Word,
    /// Not a valid code.
    #[error(transparent)]
    Code(#[from] UsccProblem),
    /// Some of the numbers are not patent numbers.
    #[error("{} numbers are wrong", .0.len())]
    Patents(Vec<(String, PatentNumberProblem)>),
    /// More numbers than one transaction takes.
    #[error("too many numbers")]
    TooManyPatents,
    /// Not a rank: a whole number from 1.
    #[error("no place")]
    Rank,
    /// There is no such question.
    #[error("no such question")]
    NotThere,
}

type Read<T> = Result<T, AnswerProblem>;

impl SelfCheck {
    /// Takes an answer, or keeps a text that was not understood; the old answer then stays.
    pub(in crate::workspace) fn answer(&mut self, question: Question, text: &str) {
        match self.put(question, text) {
            Ok(()) => drop(self.not_understood.remove(&question)),
            Err(_) => drop(self.not_understood.insert(question, text.to_owned())),
        }
    }

    /// Why a question's text was rejected; `None` if it was not.
    pub fn problem(&self, question: Question) -> Option<AnswerProblem> {
        let text = self.not_understood.get(&question)?;
        self.clone().put(question, text).err()
    }

    /// The text of a question's field.
    pub fn text(&self, question: Question) -> String {
        self.not_understood.get(&question).cloned().unwrap_or_else(|| self.shown(question))
    }

    fn put(&mut self, question: Question, text: &str) -> Read<()> {
        let answers = &mut self.answers;
        match question {
            Question::Name => self.name = plain_name(text),
            Question::Code => self.code = read_uscc(text)?,
            Question::Kind => answers.kind = one_of(text, word::KIND, SubjectKind::from_key)?,
            Question::Industry => answers.industry = one_of(text, word::INDUSTRY, Industry::from_key)?,
            Question::Year => answers.year = year(text)?,
            Question::Size(indicator) => put_size(&mut answers.size, indicator, text)?,
            Question::EarlierYear => answers.earlier_year = year(text)?,
            Question::Earlier(indicator) => put_size(&mut answers.earlier, indicator, text)?,
            Question::PlanYear => answers.plan.year = year(text)?,
            Question::PlanFiled => answers.plan.filed = day(text)?,
            Question::DecisionDocument => answers.decision_document = plain_remark(text),
            Question::PublishedRank(scope) => match rank(text)? {
                Some(rank) => drop(answers.published_ranks.insert(scope, rank)),
                None => drop(answers.published_ranks.remove(&scope)),
            },
            Question::ReviewYear => self.review_year = year(text)?,
            Question::Transaction(index, column) => {
                let transaction = answers.transactions.get_mut(index).ok_or(AnswerProblem::NotThere)?;
                put_into(transaction, column, text)?;
            }
        }
        Ok(())
    }

    /// The answer in its normal form; empty without an answer.
    pub(in crate::workspace) fn shown(&self, question: Question) -> String {
        let answers = &self.answers;
        match question {
            Question::Name => self.name.clone(),
            Question::Code => self.code.as_ref().map(|code| code.as_str().to_owned()).unwrap_or_default(),
            Question::Kind => answers.kind.map(SubjectKind::key).unwrap_or_default().to_owned(),
            Question::Industry => answers.industry.map(Industry::key).unwrap_or_default().to_owned(),
            Question::Year => text_of(answers.year),
            Question::Size(indicator) => text_of(answers.size.of(indicator)),
            Question::EarlierYear => text_of(answers.earlier_year),
            Question::Earlier(indicator) => text_of(answers.earlier.of(indicator)),
            Question::PlanYear => text_of(answers.plan.year),
            Question::PlanFiled => text_of(answers.plan.filed),
            Question::DecisionDocument => answers.decision_document.clone(),
            Question::PublishedRank(scope) => text_of(answers.published_ranks.get(&scope)),
            Question::ReviewYear => text_of(self.review_year),
            Question::Transaction(index, column) => {
                answers.transactions.get(index).map(|transaction| shown_of(transaction, column)).unwrap_or_default()
            }
        }
    }
}

fn put_into(transaction: &mut Transaction, column: Column, text: &str) -> Read<()> {
    let money = Unit::new("万元");
    match column {
        Column::Side => {
            let side = one_of(text, word::SIDE, Side::from_key)?;
            transaction.subject_side = side.map_or(SubjectSide::Blank, SubjectSide::On);
        }
        Column::Mode => transaction.mode = one_of(text, word::MODE, Mode::from_key)?,
        Column::Counterparty => transaction.counterparty = plain_name(text),
        Column::CounterpartyCode => {
            let code = read_uscc(text)?;
            transaction.counterparty_code = code.map(|code| code.as_str().to_owned()).unwrap_or_default();
        }
        Column::Supplier => transaction.supplier = one_of(text, word::SUPPLIER, Supplier::from_key)?,
        Column::ReceiverClass => transaction.receiver.stated = one_of(text, word::STATED_SIZE, StatedSize::from_key)?,
        Column::ReceiverIndustry => {
            transaction.receiver.industry = one_of(text, word::INDUSTRY, Industry::from_key)?;
        }
        Column::ReceiverSize(indicator) => put_size(&mut transaction.receiver.size, indicator, text)?,
        Column::Patents => {
            let read = read_patent_numbers(text);
            if read.len() > MOST_PATENTS {
                return Err(AnswerProblem::TooManyPatents);
            }
            let wrong = |(text, read): &(String, Result<_, PatentNumberProblem>)| {
                Some((text.clone(), read.as_ref().err()?.clone()))
            };
            let problems: Vec<_> = read.iter().filter_map(wrong).collect();
            if !problems.is_empty() {
                return Err(AnswerProblem::Patents(problems));
            }
            transaction.patents = read.into_iter().filter_map(|(_, read)| read.ok()).collect();
        }
        Column::Contract => transaction.contract = plain_name(text),
        Column::ContractAmount => transaction.contract_amount = read_typed(text, &money)?,
        Column::ReceivedAmount => transaction.received_amount = read_typed(text, &money)?,
        Column::Signed => transaction.signed = day(text)?,
        Column::Effective => transaction.effective = day(text)?,
        Column::Received => transaction.received = day(text)?,
        Column::Implemented => transaction.implemented = one_of(text, word::YES_OR_NO, |_| None)?,
    }
    Ok(())
}

fn shown_of(transaction: &Transaction, column: Column) -> String {
    let receiver = &transaction.receiver;
    match column {
        Column::Side => match transaction.subject_side {
            SubjectSide::On(side) => side.key().to_owned(),
            SubjectSide::Blank | SubjectSide::Any => String::new(),
        },
        Column::Mode => transaction.mode.map(Mode::key).unwrap_or_default().to_owned(),
        Column::Counterparty => transaction.counterparty.clone(),
        Column::CounterpartyCode => transaction.counterparty_code.clone(),
        Column::Supplier => transaction.supplier.map(Supplier::key).unwrap_or_default().to_owned(),
        Column::ReceiverClass => receiver.stated.map(StatedSize::key).unwrap_or_default().to_owned(),
        Column::ReceiverIndustry => receiver.industry.map(Industry::key).unwrap_or_default().to_owned(),
        Column::ReceiverSize(indicator) => text_of(receiver.size.of(indicator)),
        Column::Patents => {
            let numbers = transaction.patents.iter().map(|patent| format!("ZL{}", patent.as_str()));
            numbers.collect::<Vec<_>>().join("、")
        }
        Column::Contract => transaction.contract.clone(),
        Column::ContractAmount => text_of(transaction.contract_amount),
        Column::ReceivedAmount => text_of(transaction.received_amount),
        Column::Signed => text_of(transaction.signed),
        Column::Effective => text_of(transaction.effective),
        Column::Received => text_of(transaction.received),
        Column::Implemented => transaction.implemented.map(|is| is.to_string()).unwrap_or_default(),
    }
}

fn text_of(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn put_size(size: &mut SizeFigures, indicator: Indicator, text: &str) -> Read<()> {
    let value: Option<Quantity> = read_typed(text, &indicator.unit())?;
    match indicator {
        Indicator::Employees => size.employees = value,
        Indicator::Revenue => size.revenue = value,
        Indicator::Assets => size.assets = value,
    }
    Ok(())
}

fn one_of<T: Copy + PartialEq>(text: &str, words: Words<T>, from_key: impl Fn(&str) -> Option<T>) -> Read<Option<T>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    word::read(text, words, from_key).map(Some).ok_or(AnswerProblem::Word)
}

fn day(text: &str) -> Read<Option<Day>> {
    read_day_or_blank(text).map_err(|_: TypedProblem| AnswerProblem::Day)
}

fn year(text: &str) -> Read<Option<Year>> {
    let number = whole(text.trim().trim_end_matches('年')).map_err(|_| AnswerProblem::Year)?;
    let year = |number: u32| u16::try_from(number).ok().filter(|number| *number >= 1000).and_then(Year::new);
    number.map(|number| year(number).ok_or(AnswerProblem::Year)).transpose()
}

fn rank(text: &str) -> Read<Option<u32>> {
    let text = text.trim();
    let text = text.strip_prefix('第').unwrap_or(text).trim_end_matches(['名', '位']);
    let number = whole(text).map_err(|_| AnswerProblem::Rank)?;
    number.map(|number| if number == 0 { Err(AnswerProblem::Rank) } else { Ok(number) }).transpose()
}

/// A whole number as a person types it.
fn whole(text: &str) -> Read<Option<u32>> {
    let value = read_typed(text, &Unit::new(""))?;
    value.map(|value| value.to_string().parse().map_err(|_| AnswerProblem::Rank)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(question: Question, text: &str, expect: &str) {
        let mut answered = SelfCheck::new("c".to_owned(), None, String::new());
        answered.answers.transactions.push(Transaction::default());
        answered.answer(question, text);
        let shown = match answered.problem(question) {
            None => answered.text(question),
            Some(problem) => format!("{problem} [{}]", answered.text(question)),
        };
        assert_eq!(shown, expect, "{question:?} {text}");
    }

    #[test]
    fn answers_are_read_as_people_type_them_and_kept_where_they_are_not_understood() {
        let of_row = |column| Question::Transaction(0, column);
        check(Question::Kind, "国有企业", "state_owned_enterprise");
        check(Question::Kind, "", "");
        check(Question::Kind, "火星", "none of the list [火星]");
        check(Question::Year, "２０２２年", "2022");
        check(Question::Year, "22", "no year [22]");
        check(Question::PublishedRank(1), "第3名", "3");
        check(Question::PublishedRank(1), "0", "no place [0]");
        check(Question::Size(Indicator::Revenue), "1.2亿元", "12000");
        check(Question::Size(Indicator::Employees), "12.5", "a fraction of a count [12.5]");
        check(Question::Code, "91350100m000100y43", "91350100M000100Y43");
        check(Question::Code, "91350100M000100Y44", "the check character is 4, it would be 3 [91350100M000100Y44]");
        check(Question::PlanFiled, "2022年3月31日", "2022-03-31");
        check(of_row(Column::Mode), "专利实施许可", "licence");
        check(of_row(Column::Implemented), "是", "true");
        check(of_row(Column::Implemented), "大概", "none of the list [大概]");
        check(of_row(Column::ContractAmount), "50000元", "5");
        check(of_row(Column::ContractAmount), "5件", "unit 件 does not fit [5件]");
        check(of_row(Column::Patents), "2010900001230，90101673X", "ZL201090000123.0、ZL90101673.X");
        check(of_row(Column::Patents), "201090000123.1", "1 numbers are wrong [201090000123.1]");
        check(Question::Transaction(1, Column::Mode), "转让", "no such question [转让]");
    }
}
