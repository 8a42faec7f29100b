//! A button that asks once more before it does what cannot be taken back.

use yew::prelude::*;

/// Props of the button.
#[derive(Clone, PartialEq, Properties)]
pub struct ConfirmProps {
    /// What the button says.
    pub label: AttrValue,
    /// What it is about, for those who hear the button alone.
    pub about: AttrValue,
    /// What is asked.
    pub question: AttrValue,
    /// What the second button says.
    pub yes: AttrValue,
    /// Told when it was said twice.
    pub on_yes: Callback<()>,
}

/// A button that turns into a question.
#[component(Confirm)]
pub fn confirm(props: &ConfirmProps) -> Html {
    let asking = use_state(|| false);
    let no = use_node_ref();
    {
        let no = no.clone();
        use_effect_with(*asking, move |asking| {
            if let (true, Some(button)) = (*asking, no.cast::<web_sys::HtmlElement>()) {
                // Nothing follows from a focus that the browser refuses.
                let _ = button.focus();
            }
        });
    }
    let set = |value: bool| {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(value))
    };
    if !*asking {
        return html! { <button type="button" class="quiet danger" onclick={set(true)} aria-label={format!("{} {}", props.label, props.about)}>{ &props.label }</button> };
    }
    let yes = {
        let (asking, on_yes) = (asking.clone(), props.on_yes.clone());
        Callback::from(move |_: MouseEvent| {
            asking.set(false);
            on_yes.emit(());
        })
    };
    html! {
        <span class="confirm" role="alertdialog" aria-label={props.question.clone()}>
            <span>{ &props.question }</span>
            <button type="button" class="danger" onclick={yes}>{ &props.yes }</button>
            <button ref={no} type="button" class="quiet" onclick={set(false)}>{ "不了" }</button>
        </span>
    }
}
