//! Size and growth of a firm.

use super::context::CheckContext;
use crate::domain::enterprise::{Indicator, classify};
use crate::domain::subsidy::subject_doubts;
use crate::text::self_check::{indicator_definition, subject_doubt};
use crate::ui::parts::sizing::{industry_offers, sizing_words};
use crate::workspace::self_check::Question;
use yew::prelude::*;

/// The group of questions.
pub fn size(context: &CheckContext) -> Html {
    let answers = &context.check.answers;
    let assets = answers.industry.is_none_or(|industry| industry.uses(Indicator::Assets));
    let doubts = subject_doubts(answers);
    html! {
        <>
            <p class="below">{ "规模按行业的指标划；营业收入和从业人员另与上一年比。空着就是还没有数，不按 0 算。指标的解释是通行说法，没有与原文核对。" }</p>
            { context.choice(Question::Industry, industry_offers(), false) }
            <div class="two-years">
                <fieldset>
                    <legend>{ "现在" }</legend>
                    { context.field(Question::Year, "数据属于哪一年，如 2022") }
                    { context.field(Question::Size(Indicator::Employees), format!("人。{}", indicator_definition(Indicator::Employees))) }
                    { context.field(Question::Size(Indicator::Revenue), format!("万元，也可写 1.2亿元。{}", indicator_definition(Indicator::Revenue))) }
                    if assets {
                        { context.field(Question::Size(Indicator::Assets), format!("万元。{}", indicator_definition(Indicator::Assets))) }
                    }
                </fieldset>
                <fieldset>
                    <legend>{ "上一年（用来看增加没有）" }</legend>
                    { context.field(Question::EarlierYear, "如 2021") }
                    { context.field(Question::Earlier(Indicator::Employees), "人") }
                    { context.field(Question::Earlier(Indicator::Revenue), "万元") }
                </fieldset>
            </div>
            if !doubts.is_empty() {
                <ul class="hints">{ for doubts.iter().map(|doubt| html! { <li>{ subject_doubt(doubt) }</li> }) }</ul>
            }
            <h3>{ "划型" }</h3>
            { match answers.industry {
                None => html! { <p>{ "选了行业就能划。" }</p> },
                Some(industry) => sizing_words(classify(industry, &answers.size).as_ref()),
            } }
        </>
    }
}
