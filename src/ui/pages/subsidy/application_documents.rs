//! The filed plan, the document that names the matter, and ranks that the authority published.

use super::context::{CheckContext, id_of};
use crate::domain::policy::{Asks, Limit};
use crate::text::self_check::{is_for, question_name};
use crate::ui::kit::select::select;
use crate::workspace::self_check::Question;
use yew::prelude::*;

/// The group of questions.
pub fn application_documents(context: &CheckContext) -> Html {
    let years = context.rules().plan_years().map(|year| (year.to_string(), format!("{year}年"))).collect();
    let year = Question::PlanYear;
    let deadline = context.check.answers.plan.year.and_then(|year| {
        let deadlines = context.rules().scopes.iter().flat_map(|scope| &scope.elements);
        let mut ids = deadlines.filter_map(|element| match &element.asks {
            Asks::Filed { deadline, .. } => Some(deadline),
            _ => None,
        });
        context.rules().deadline(ids.next()?)?.of(year)
    });
    let hint = deadline
        .map_or("如 2022-03-31".to_owned(), |last| format!("市应在 {last} 前（含当日）报送；其他单位没有期限"));
    let ranked = context.rules().scopes.iter().filter(|scope| {
        let limits = context.rules().parameters.iter().filter(|parameter| parameter.scope == scope.number);
        let authority =
            |id: &str| scope.elements.iter().any(|element| element.id == id && element.asks == Asks::Authority);
        is_for(scope, context.kind())
            && limits.into_iter().any(|one| matches!(one.limit, Limit::Rank(_)) && authority(&one.element))
    });
    html! {
        <>
            <h3>{ "范围 4：参照方案制定的工作计划" }</h3>
            { select(id_of(year), question_name(year), years, &context.check.text(year), false, context.answer(year)) }
            { context.field(Question::PlanFiled, hint) }
            <h3>{ "范围 5：省委省政府确定的其他重要事项" }</h3>
            { context.field(Question::DecisionDocument, "没有这样的文件就空着") }
            { for ranked.map(|scope| html! {
                <>
                    <h3>{ format!("范围 {}：主管部门公布的位次", scope.number) }</h3>
                    { context.field(Question::PublishedRank(scope.number), "公布了才填，如 3") }
                </>
            }) }
        </>
    }
}
