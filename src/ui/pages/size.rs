//! 企业划型 – the size class of any firm; nothing is saved.

use super::subsidy::not_taken;
use crate::domain::enterprise::{Indicator, Industry, classify};
use crate::domain::subsidy::{SubjectDoubt, subject_doubts};
use crate::text::self_check::{
    answer_problem, indicator_definition, indicator_name, industry_codes, industry_name, limit_words, question_name,
    subject_doubt,
};
use crate::ui::kit::field::Field;
use crate::ui::kit::select::select;
use crate::ui::parts::sizing::{industry_offers, sizing_words};
use crate::ui::parts::stale::stale_answers;
use crate::workspace::SelfCheck;
use crate::workspace::self_check::Question;
use yew::prelude::*;

/// The page.
#[component(SizePage)]
pub fn size_page() -> Html {
    let firm = use_state(SelfCheck::default);
    let answer = |question: Question| {
        let firm = firm.clone();
        Callback::from(move |text: String| firm.set(firm.answered(question, &text)))
    };
    let industry = firm.answers.industry;
    let field = |indicator: Indicator| {
        let question = Question::Size(indicator);
        let hint = format!("{}。{}", indicator.unit().symbol(), indicator_definition(indicator));
        let problem =
            firm.problem(question).map(|problem| AttrValue::from(not_taken(&answer_problem(question, &problem))));
        html! {
            <Field key={indicator.key()} id={format!("size-{}", indicator.key())} label={question_name(question)}
                text={firm.text(question)} {hint} {problem} on_text={answer(question)} />
        }
    };
    let used = Indicator::ALL.iter().filter(|indicator| industry.is_some_and(|industry| industry.uses(**indicator)));
    // The result itself names blank indicators.
    let asked = |doubt: &SubjectDoubt| !matches!(doubt, SubjectDoubt::IndicatorBlank(_));
    let doubts = subject_doubts(&firm.answers).into_iter().filter(asked);
    html! {
        <>
            <section class="panel">
                <h1>{ "中小微企业划型" }</h1>
                <p class="lead">{ "选行业，填该行业用到的指标。大、中、小型都要同时达到所列指标的下限，有一项达不到就下划一档。" }</p>
                <div class="size-form">
                    <div>
                        { select("size-industry", "所属行业（国民经济行业分类 GB/T 4754-2017）", industry_offers(), &firm.text(Question::Industry), false, answer(Question::Industry)) }
                        // The fields have an element of their own: when they change, the list of industries must
                        // keep its focus.
                        <div>{ for used.map(|indicator| field(*indicator)) }</div>
                    </div>
                    <div>
                        <h2>{ "结果" }</h2>
                        { stale_answers(&firm) }
                        { match industry {
                            None => html! { <p>{ "选了行业就能划；缺一项时说明还可能是哪几型。" }</p> },
                            Some(industry) => sizing_words(classify(industry, &firm.answers.size).as_ref()),
                        } }
                        <ul class="hints">{ for doubts.map(|doubt| html! { <li>{ subject_doubt(&doubt) }</li> }) }</ul>
                    </div>
                </div>
            </section>
            <section class="panel">
                <h2>{ "划型标准" }</h2>
                <p class="below">{ "《中小企业划型标准规定》（工信部联企业〔2011〕300号）、《统计上大中小微型企业划分办法（2017）》（国统字〔2017〕213号）。下限都含本数；低于小型下限的是微型。适用于各种所有制的企业。指标的解释和代码 591 的归属是通行说法，没有与原文核对。" }</p>
                <table class="data standard">
                    <thead><tr><th scope="col">{ "行业" }</th><th scope="col">{ "国民经济行业代码" }</th><th scope="col">{ "指标和下限" }</th></tr></thead>
                    <tbody>{ for Industry::ALL.iter().map(|industry| standard_row(*industry)) }</tbody>
                </table>
            </section>
        </>
    }
}

fn standard_row(industry: Industry) -> Html {
    let limits = industry.limits();
    let lines = limits.iter().map(|limits| {
        html! { <p>{ format!("{}：{}", indicator_name(limits.indicator), limit_words(limits)) }</p> }
    });
    html! {
        <tr>
            <th scope="row">{ industry_name(industry) }</th>
            <td>{ industry_codes(industry) }</td>
            <td>{ for lines }{ for limits.is_empty().then_some("不划型") }</td>
        </tr>
    }
}
