//! 报送件和署名 – the covering letter of a document, and its signatories.

use crate::report::DraftKind;
use crate::text;
use crate::ui::kit::field::Field;
use crate::ui::kit::segment::segment;
use crate::workspace::drafting::{LetterField, LetterKind};
use crate::workspace::{Action, DraftChange, Event, Workspace};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The fields of the letter.
pub fn letter(workspace: &Workspace, kind: &DraftKind, on: &Callback<Event>) -> Html {
    let form = &workspace.drafting.letter;
    let did = |change: DraftChange| Event::Edited(Action::Drafted(change));
    let turn = on.reform(move |event: yew::Event| {
        let on = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
        did(DraftChange::LetterTurned(on))
    });
    let field = |field: LetterField, id: &'static str, label: &'static str, text: &str, hint: String| {
        let on_text = on.reform(move |text| did(DraftChange::LetterWritten(field, text)));
        let long = field == LetterField::Joint;
        let problem = (field == LetterField::Day && form.day.is_unread())
            .then(|| AttrValue::from("读不懂的日期，文稿里用今天；请写成 2022-03-31 或 2022年3月31日"));
        html! { <Field {id} {label} text={text.to_owned()} {hint} {long} {problem} {on_text} /> }
    };
    let kinds = LetterKind::ALL.iter().map(|one| {
        let choose = on.reform(move |_: MouseEvent| did(DraftChange::LetterKindChosen(*one)));
        segment(text::letter_kind_name(*one), form.kind == *one, choose)
    });
    let goes_up = !kind.goes_down();
    html! {
        <section class="panel letter" aria-labelledby="letter-title">
            <h2 id="letter-title">{ "报送件和署名" }</h2>
            if goes_up {
                <label class="tick"><input type="checkbox" id="letter-on" checked={form.on} onchange={turn} />{ "前面加一页报送件（报告或函）" }</label>
            }
            if goes_up && form.on {
                <div class="segments" role="group" aria-label="文种">{ for kinds }</div>
                { field(LetterField::Addressee, "letter-addressee", "主送", &form.addressee, "不填为省知识产权局（市级）".to_owned()) }
            }
            { field(LetterField::Office, "letter-office", "署名单位", &form.office, format!("不填为“{}”；许多地方是市场监管局", text::unit_name(&workspace.entries))) }
            { field(LetterField::Joint, "letter-joint", "联合署名单位", &form.joint, "一行一个，没有就空着".to_owned()) }
            { field(LetterField::Day, "letter-day", "成文日期", form.day.text(), "不填为今天".to_owned()) }
            <p class="below">{ "不带红头，也不编发文字号：这两样由本单位的公文系统加。" }</p>
        </section>
    }
}
