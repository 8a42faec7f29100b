//! A button that asks for confirmation before it does something that cannot be undone.

use yew::prelude::*;

/// Props of the button.
#[derive(Clone, PartialEq, Properties)]
pub struct ConfirmProps {
    /// What the button says.
    pub label: AttrValue,
    /// What the button acts on, for screen readers.
    pub about: AttrValue,
    /// The question.
    pub question: AttrValue,
    /// The label of the confirming button.
    pub yes: AttrValue,
    /// Called on confirmation.
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
                // Focus may be refused; ignore it.
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
