//! The subject: name, code, kind.

use super::context::CheckContext;
use crate::domain::policy::SubjectKind;
use crate::text::self_check::{code_register, kind_name, uscc_doubt};
use crate::workspace::CheckChange;
use crate::workspace::self_check::Question;
use yew::prelude::*;

/// The group of questions.
pub fn who(context: &CheckContext) -> Html {
    let kinds = SubjectKind::ALL.iter().map(|kind| {
        let id = format!("kind-{}", kind.key());
        let kind = *kind;
        let choose = context.did(move |_: yew::Event| CheckChange::Answered(Question::Kind, kind.key().to_owned()));
        html! {
            <label for={id.clone()}>
                <input {id} type="radio" name="kind" checked={context.kind() == Some(kind)} onchange={choose} />
                { kind_name(kind) }<small>{ format!("　{}", explained(kind)) }</small>
            </label>
        }
    });
    html! {
        <>
            <fieldset class="field kinds"><legend>{ "单位类型" }</legend>{ for kinds }</fieldset>
            { context.field(Question::Name, "全称") }
            { context.field(Question::Code, "18 位；全角、空格、小写都可以") }
            { code_words(context) }
        </>
    }
}

fn explained(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Enterprise => "看范围 2：从高校院所获得专利并实施的中小微企业",
        SubjectKind::StateOwnedEnterprise => "看范围 1：向中小微企业提供专利；本身是中小微企业的也看范围 2",
        SubjectKind::University => "高等学校、科研院所；看范围 1",
        SubjectKind::City => "看范围 3：专利产品备案和质押融资",
        SubjectKind::Other => "看范围 4、5：工作计划、省委省政府确定的事项",
    }
}

/// Hints from the code, if it is valid.
fn code_words(context: &CheckContext) -> Html {
    let Some(code) = &context.check.code else { return Html::default() };
    let register = code_register(code).map(|register| format!("校验位相符。开头 {} 一般是{register}", code.register()));
    let expected = matches!(context.kind(), Some(SubjectKind::Enterprise | SubjectKind::StateOwnedEnterprise));
    let differs = expected && !code.register().starts_with('9');
    let doubt = code.doubt().map(|doubt| uscc_doubt(&doubt));
    html! {
        <>
            <p class="below">{ register.unwrap_or_else(|| "校验位相符".to_owned()) }</p>
            if differs { <p class="below hint">{ "提示：企业的代码一般以 9 开头，请核对单位类型" }</p> }
            { for doubt.map(|doubt| html! { <p class="below hint">{ doubt }</p> }) }
        </>
    }
}
