//! One self-check: one group of questions at a time, with the summary next to it.

use super::context::{CheckContext, draft_question, found};
use super::summary::summary;
use super::{application_documents, evidence, figures, result, size, transactions, who};
use crate::domain::policy::SubjectKind;
use crate::domain::quantity::Day;
use crate::domain::subsidy::Peer;
use crate::platform::{Draft, keep_draft, kept_draft, today};
use crate::text::self_check::{Sheet, question_name, sheet};
use crate::ui::parts::stale::stale_answers;
use crate::ui::route::{Route, Step};
use crate::ui::store::{Load, use_dispatch, use_kept_here, use_open};
use crate::workspace::intake::{pack_ref, peers};
use crate::workspace::{Event, Open, Purpose, SelfCheck};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// Props of the page.
#[derive(Clone, PartialEq, Properties)]
pub struct CheckProps {
    /// The self-check's key.
    pub id: AttrValue,
    /// The group of questions.
    pub step: Step,
}

/// The page.
#[component(CheckPage)]
pub fn check_page(props: &CheckProps) -> Html {
    let CheckProps { id, step } = props;
    let (open, on) = (use_open(), use_dispatch());
    let check = open.as_ref().and_then(|open| open.history.present().self_checks.get(&**id).cloned());
    let is_city = check.as_ref().is_some_and(|check| check.answers.kind == Some(SubjectKind::City) && !check.received);
    let (peers, unread) = use_other_units(open.as_deref(), is_city);
    let draft = use_draft(open.as_ref().map(|open| open.history.present().id.clone()), id);
    let context = use_memo((open, check, peers, unread), |(open, check, peers, unread)| {
        let (open, check) = (open.as_ref()?, check.clone()?);
        Some(CheckContext {
            findings: Rc::new(found(open, &check, peers)),
            ..context(open, check, peers, unread.clone(), &on)
        })
    });
    use_effect_with(((*context).clone(), *step), |(context, step)| {
        let listener = context.as_ref().filter(|_| *step == Step::Transactions).map(transactions::pasting);
        move || drop(listener)
    });
    use_effect_with((id.clone(), *step, context.is_some()), |_| focus_title());
    match &*context {
        Some(context) => frame(context, *step, draft.as_ref().and_then(|kept| unfinished(context, kept, &draft))),
        None => html! {
            <section class="panel">
                <h1>{ "没有这份自查" }</h1>
                <p>{ "它可能已被删去，或在另一份填报文件里。" }<Link<Route> to={Route::Subsidy}>{ "看本文件里的自查" }</Link<Route>></p>
            </section>
        },
    }
}

/// The other units in the store, for a city; none for a subject that is not ranked. Also the error, if the store
/// does not give them.
#[hook]
fn use_other_units(open: Option<&Open>, is_city: bool) -> (Rc<Vec<Peer>>, Option<AttrValue>) {
    let (here, _) = use_kept_here();
    let own = open.map(|open| Rc::clone(open.history.present())).filter(|_| is_city);
    let problem = match &here {
        Load::Failed(error) if is_city => Some(AttrValue::from(error.to_string())),
        _ => None,
    };
    let peers = use_memo((own, here), |(own, here)| match (own, here.ready()) {
        (Some(own), Some(here)) => Rc::new(peers(&here.works, own)),
        _ => Rc::default(),
    });
    ((*peers).clone(), problem)
}

/// A draft of this self-check that was left when the page closed.
#[hook]
fn use_draft(workspace: Option<String>, id: &AttrValue) -> UseStateHandle<Option<Draft>> {
    let draft = use_state(|| None::<Draft>);
    let set = draft.setter();
    use_effect_with((workspace, id.clone()), move |(workspace, id)| {
        let kept = workspace.as_ref().and_then(|workspace| kept_draft(workspace));
        set.set(kept.filter(|kept| draft_question(&kept.field).is_some_and(|(check, _)| *check == **id)));
    });
    draft
}

/// Head, steps, the group of questions, and the summary.
fn frame(context: &CheckContext, wanted: Step, unfinished: Option<Html>) -> Html {
    let steps = context.steps();
    let step = if steps.contains(&wanted) { wanted } else { Step::Who };
    let sheet =
        sheet((context.rules(), &pack_ref(&context.pack)), &context.check, &context.findings, Day::parse(&today()));
    let class = if matches!(step, Step::Transactions | Step::Result) { "check wide" } else { "check" };
    let links = steps.iter().map(|one| step_link(context, *one, step));
    html! {
        <>
            { head(context) }
            { for unfinished }
            <nav aria-label="自查步骤" onclick={context.on.reform(|_: MouseEvent| Event::PageLeft)}><ol class="steps">{ for links }</ol></nav>
            <div {class}>
                <section class="panel" aria-labelledby="step-title">
                    <h2 id="step-title" tabindex="-1">{ step.name() }</h2>
                    { for matches!(step, Step::Size | Step::Result).then(|| stale_answers(&context.check)) }
                    { group(context, step, &sheet) }
                    <div class="forward" onclick={context.on.reform(|_: MouseEvent| Event::PageLeft)}>{ forward_and_back(context, &steps, step) }</div>
                </section>
                if step != Step::Result {
                    <aside class="panel check-summary" aria-label="此刻的情况">
                        <h2>{ "此刻的情况" }</h2>
                        { stale_answers(&context.check) }
                        { summary(context, &sheet) }
                    </aside>
                }
            </div>
        </>
    }
}

fn group(context: &CheckContext, step: Step, sheet: &Sheet) -> Html {
    match step {
        Step::Who => who::who(context),
        Step::Size => size::size(context),
        Step::Transactions => transactions::transactions(context),
        Step::Figures => figures::figures(context),
        Step::ApplicationDocuments => application_documents::application_documents(context),
        Step::Evidence => evidence::evidence(context),
        Step::Result => result::result(context, sheet),
    }
}

fn head(context: &CheckContext) -> Html {
    let name = &context.check.name;
    html! {
        <div class="check-head">
            <h1>{ if name.is_empty() { "奖补自查".to_owned() } else { format!("奖补自查：{name}") } }
                { for context.check.received.then(|| html! { <span class="mark here">{ "交来的" }</span> }) }
                { for context.check.example.then(|| html! { <span class="mark">{ "示例" }</span> }) }
            </h1>
            <Link<Route> to={Route::Subsidy}>{ "全部自查" }</Link<Route>>
            // If the workspace is this self-check alone, the button in the page's head saves the same file.
            if context.workspace.purpose == Purpose::Reporting || context.workspace.self_checks.len() > 1 {
                <button type="button" id="hand-off" onclick={result::hand_off(context)}>{ "存为自查文件" }</button>
            }
        </div>
    }
}

/// A draft left when the page closed; `None` if its text was committed after all.
fn unfinished(context: &CheckContext, kept: &Draft, draft: &UseStateHandle<Option<Draft>>) -> Option<Html> {
    let (_, question) = draft_question(&kept.field)?;
    if context.check.text(question) == kept.text {
        return None;
    }
    let away = {
        let (draft, id) = (draft.setter(), context.workspace.id.clone());
        move || {
            keep_draft(&id, None);
            draft.set(None);
        }
    };
    let take = {
        let (answer, text, away) = (context.answer(question), kept.text.clone(), away.clone());
        Callback::from(move |_: MouseEvent| {
            answer.emit(text.clone());
            away();
        })
    };
    Some(html! {
        <div class="notice kept" role="status">
            <p>{ format!("上次离开时还没有确认的输入：{}“{}”", question_name(question), kept.text) }</p>
            <div>
                <button type="button" id="take-draft" onclick={take}>{ "填进去" }</button>
                <button type="button" onclick={Callback::from(move |_: MouseEvent| away())}>{ "不要了" }</button>
            </div>
        </div>
    })
}

fn context(
    open: &Open,
    check: Rc<SelfCheck>,
    peers: &Rc<Vec<Peer>>,
    peers_unread: Option<AttrValue>,
    on: &Callback<Event>,
) -> CheckContext {
    CheckContext {
        pack: Rc::clone(&open.pack),
        workspace: Rc::clone(open.history.present()),
        check,
        findings: Rc::default(),
        peers: Rc::clone(peers),
        peers_unread,
        on: on.clone(),
    }
}

/// Focuses the title of a new group, so that screen readers announce it.
fn focus_title() {
    use wasm_bindgen::JsCast;
    let title = gloo::utils::document().get_element_by_id("step-title");
    if let Some(title) = title.and_then(|title| title.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focus may be refused; ignore it.
        let _ = title.focus();
    }
}

fn step_link(context: &CheckContext, one: Step, here: Step) -> Html {
    let to = Route::Check { id: context.check.id.clone(), step: one };
    let current = (one == here).then_some("step");
    html! {
        <li class={current.map(|_| "here")}>
            <Link<Route> {to}><span aria-current={current}>{ one.name() }</span></Link<Route>>
        </li>
    }
}

fn forward_and_back(context: &CheckContext, steps: &[Step], here: Step) -> Html {
    let place = steps.iter().position(|step| *step == here).unwrap_or(0);
    let link = |step: Option<&Step>, class: &'static str, word: &'static str| {
        let step = *step?;
        let to = Route::Check { id: context.check.id.clone(), step };
        Some(html! { <Link<Route> {to} classes={class}>{ format!("{word}：{}", step.name()) }</Link<Route>> })
    };
    html! {
        <>
            { for place.checked_sub(1).and_then(|before| link(steps.get(before), "button", "上一步")) }
            { for link(steps.get(place.saturating_add(1)), "button primary", "下一步") }
        </>
    }
}
