//! Why an answer was not accepted: what, where, how to fix it.

use crate::domain::enterprise::code::{PatentNumberProblem, UsccDoubt, UsccProblem};
use crate::domain::quantity::{QuantityError, TypedError};
use crate::text::problem::typed_error;
use crate::workspace::self_check::{AnswerProblem, Column, Question};

/// Why a question's text was not accepted.
pub fn answer_problem(question: Question, problem: &AnswerProblem) -> String {
    match problem {
        AnswerProblem::Number(TypedError::Quantity(QuantityError::Negative)) => "不收负数".to_owned(),
        AnswerProblem::Number(error) => typed_error(error, unit_symbol(question)),
        AnswerProblem::Day => "不是日历上的日期，请写成 2022-12-31".to_owned(),
        AnswerProblem::Year => "请写四位年份，如 2022".to_owned(),
        AnswerProblem::Word => format!("不在可选的范围里。{}", choices(question)),
        AnswerProblem::Code(problem) => uscc_problem(problem),
        AnswerProblem::Patents(wrong) => {
            let said = wrong.iter().take(5).map(|(text, problem)| format!("{text}：{}", patent_problem(problem)));
            let more = if wrong.len() > 5 {
                format!("；还有 {} 个", wrong.len().saturating_sub(5))
            } else {
                String::new()
            };
            format!("{}{more}", said.collect::<Vec<_>>().join("；"))
        }
        AnswerProblem::TooManyPatents => "一笔交易最多列 500 个专利号，请分成几笔".to_owned(),
        AnswerProblem::Rank => "请写名次的数字，从 1 起".to_owned(),
        AnswerProblem::NotThere => "这一笔交易已不在表里".to_owned(),
    }
}

fn unit_symbol(question: Question) -> &'static str {
    use crate::domain::enterprise::Indicator::Employees;
    match question {
        Question::Size(Employees) | Question::Earlier(Employees) => "人",
        Question::Transaction(_, Column::ReceiverSize(Employees)) => "人",
        _ => "万元",
    }
}

fn choices(question: Question) -> &'static str {
    match question {
        Question::Transaction(_, Column::Mode) => "可写：转让、许可、作价入股、其他",
        Question::Transaction(_, Column::Supplier) => "可写：高校、国有企业、其他",
        Question::Transaction(_, Column::ReceiverClass) => "可写：大型、中型、小型、微型",
        Question::Transaction(_, Column::Implemented) => "可写：是、否",
        Question::Transaction(_, Column::Side) => "可写：供给方、受让方",
        _ => "请从列表里选",
    }
}

/// What is odd about a valid 统一社会信用代码.
pub fn uscc_doubt(doubt: &UsccDoubt) -> String {
    match doubt {
        UsccDoubt::PersonalId => {
            "提示：这也符合身份证号的编码，请核对是不是把个人的证件号填在了这里（不影响判断）".to_owned()
        }
        UsccDoubt::MaybeCut => "末三位都是 0，校验位碰巧也对：可能是表格软件只留了 15 位，请对照证照核对".to_owned(),
        UsccDoubt::Organisation(expected) => {
            format!("提示：第 9–17 位按组织机构代码推算，第 17 位应为 {expected}，请核对（不影响判断）")
        }
    }
}

/// Why a text is not a 统一社会信用代码.
pub fn uscc_problem(problem: &UsccProblem) -> String {
    match problem {
        UsccProblem::Length(length) => format!("应为 18 位，现有 {length} 位"),
        UsccProblem::Character { character, place } => {
            let hint = match character {
                'O' => "，是不是数字 0？",
                'I' => "，是不是数字 1？",
                'Z' => "，是不是数字 2？",
                'S' => "，是不是数字 5？",
                _ => "",
            };
            format!("第 {place} 位“{character}”不会出现在信用代码里（不用 I、O、S、V、Z）{hint}")
        }
        UsccProblem::CheckDigit { expected, found } => {
            format!("校验位不符：前 17 位算出的末位是 {expected}，现为 {found}，请核对哪一位抄错")
        }
        UsccProblem::CutTo15Digits(candidates) => {
            let end = match candidates.is_empty() {
                true => "请从原件抄".to_owned(),
                false => format!("按前 15 位和两个校验位推算，可能是 {}，请与原件核对", candidates.join("、")),
            };
            format!("像是 Excel 当成数字只留了 15 位，后三位成了 000；{end}")
        }
        UsccProblem::Scientific => {
            "这是 Excel 的科学计数，代码的后几位已经丢失；请从原件抄，或把那一列设为文本".to_owned()
        }
    }
}

/// Why a text is not a patent number.
pub fn patent_problem(problem: &PatentNumberProblem) -> String {
    match problem {
        PatentNumberProblem::Character { character, place } => {
            let hint = match character {
                'O' => "，是不是数字 0？",
                'E' | '+' => "，像是 Excel 的科学计数，请从原件抄",
                _ => "",
            };
            format!("第 {place} 位“{character}”不会出现在专利号里{hint}")
        }
        PatentNumberProblem::Publication => "这是公开号或公告号，请填专利号（申请号）".to_owned(),
        PatentNumberProblem::Length(length) => {
            format!("小数点前应为 12 位（2003 年 10 月前为 8 位），现有 {length} 位")
        }
        PatentNumberProblem::NoCheckDigit { expected } => format!("缺校验位，按前面的数字应为 .{expected}"),
        PatentNumberProblem::LostZero(number) => {
            format!("像是 Excel 当成数字去掉了 0，应为 ZL{number}；请与原件核对")
        }
        PatentNumberProblem::CheckDigit { expected, found } => {
            format!("校验位不符：按前面的数字应为 .{expected}，现为 .{found}")
        }
    }
}
