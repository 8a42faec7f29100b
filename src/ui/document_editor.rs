//! A document as it will be saved. Its parts can be left out and their text edited; it is saved as a Word file or
//! printed as shown.

use crate::chart::Plot;
use crate::platform::{png_of, print, stop_writing};
use crate::report::{
    Document, DocumentLine, DocumentPart, Draft, Exhibit, LETTER, Letter, PartState, Picture, REMARKS, Signed, Table,
    chinese_number, edited, part_states,
};
use crate::ui::charts::{drawn, large_chart};
use crate::ui::commands::{WORD, written};
use crate::ui::kit::icon::icon;
use crate::worker::Order;
use crate::workspace::drafting::{DraftEdits, LONGEST_TEXT, Written};
use crate::workspace::{Action, DraftChange, Event, Notice};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Typed text is committed after this pause without a key, in milliseconds.
const PAUSE: u32 = 800;

/// Props of a document.
#[derive(Clone, PartialEq, Properties)]
pub struct DocumentEditorProps {
    /// The document's key; its edits are stored under it.
    pub name: AttrValue,
    /// The draft.
    pub draft: Rc<Draft>,
    /// The person's edits.
    pub edits: DraftEdits,
    /// The file name, without its extension.
    pub file: AttrValue,
    /// The source line under its charts.
    pub source: AttrValue,
    /// False if printing the page prints something else.
    #[prop_or(true)]
    pub prints: bool,
    /// The dispatch.
    pub on: Callback<Event>,
}

/// The editor of one document.
#[component(DocumentEditor)]
pub fn document_editor(props: &DocumentEditorProps) -> Html {
    let writing = use_state(|| false);
    let open = use_state(|| None::<String>);
    // Text being typed counts at once and is committed after a pause. The field shows it as typed until it is left,
    // because a trailing line break is not a line yet.
    let typed = use_state(|| None::<(String, Written)>);
    let pause = use_mut_ref(|| None::<Timeout>);
    let mut edits = props.edits.clone();
    if let Some((part, written)) = (*typed).clone() {
        edits.written.insert(part, written);
    }
    let document = edited(props.draft.document.clone(), &edits);
    let states = part_states(&props.draft.document, &edits);
    use_effect_with((), |()| {
        let root = gloo::utils::document().document_element();
        if let Some(root) = &root {
            // On paper, the page shows the document only.
            let _ = root.set_attribute("data-paper", "");
        }
        move || {
            if let Some(root) = root {
                let _ = root.remove_attribute("data-paper");
            }
        }
    });
    let hand_over = {
        let (on, name) = (props.on.clone(), props.name.to_string());
        Callback::from(move |(part, written): (String, Written)| {
            on.emit(Event::Edited(Action::Drafted(DraftChange::PartWritten(name.clone(), part, written))));
        })
    };
    let type_in = {
        let (typed, pause, hand_over) = (typed.setter(), pause.clone(), hand_over.clone());
        Callback::from(move |(part, written): (String, Written)| {
            typed.set(Some((part.clone(), written.clone())));
            let hand_over = hand_over.clone();
            *pause.borrow_mut() = Some(Timeout::new(PAUSE, move || hand_over.emit((part, written))));
        })
    };
    let leave = {
        let (typed, pause, hand_over) = (typed.clone(), pause.clone(), hand_over.clone());
        Callback::from(move |last: (String, Written)| {
            // The timer may have run out already; committing the same text again changes nothing.
            if pause.borrow_mut().take().is_some() {
                hand_over.emit(last);
            }
            typed.set(None);
        })
    };
    let save = {
        let (document, props, writing) = (document.clone(), props.clone(), writing.setter());
        Callback::from(move |_: MouseEvent| {
            let (document, props, writing) = (document.clone(), props.clone(), writing.clone());
            spawn_local(async move {
                writing.set(true);
                let told = saved(document, &props).await;
                writing.set(false);
                props.on.emit(Event::NoticeShown(told));
            });
        })
    };
    let view = EditorView { props, states: &states, open: (*open).clone(), set_open: open.setter(), type_in, leave };
    html! {
        <div class="draft">
            <div class="choices draft-tools">
                <button type="button" class="primary" id="save-word" disabled={*writing} onclick={save}>{ "存为 Word" }</button>
                if props.prints { <button type="button" onclick={Callback::from(|_: MouseEvent| print())}>{ "打印" }</button> }
                if *writing {
                    <span role="status">{ "正在写…" }</span>
                    <button type="button" class="quiet" onclick={Callback::from(|_: MouseEvent| stop_writing())}>{ "取消" }</button>
                }
            </div>
            <div class="paper">
                { for document.letter.as_ref().map(|letter| view.letter(letter, &document)) }
                { view.head(&document) }
                { view.parts(&document) }
                { annex_list(document.annex_word(), &document.annexes.iter().map(|annex| annex.heading.clone()).collect::<Vec<_>>()) }
                { signed(&document.signed) }
                { view.annexes(&document) }
                if !document.remarks.is_empty() {
                    <section class="paper-remarks paper-part">
                        { view.remarks_tools() }
                        <h3>{ "附注" }</h3>
                        { for document.remarks.iter().map(|remark| html! { <p>{ remark }</p> }) }
                    </section>
                }
            </div>
        </div>
    }
}

/// Has the worker write the document as a Word file, and downloads it.
async fn saved(mut document: Document, props: &DocumentEditorProps) -> Notice {
    let name = format!("{}.docx", props.file);
    let mut pictures = Vec::new();
    for plot in &props.draft.plots {
        let drawn = drawn(plot, &props.source);
        match png_of(&drawn.svg, (drawn.width, drawn.height)).await {
            Ok(picture) => pictures.push((picture, (drawn.width, drawn.height))),
            Err(_) => return Notice::wrong("文稿没有存成", vec!["浏览器没有画出图；可以先去掉带图的部分".to_owned()]),
        }
    }
    for part in document.parts.iter_mut().chain(&mut document.annexes) {
        for exhibit in &mut part.exhibits {
            if let Exhibit::Picture(picture) = exhibit
                && let Some((_, size)) = pictures.get(picture.number)
            {
                picture.size = *size;
            }
        }
    }
    let pictures: Vec<_> = pictures.into_iter().map(|(picture, _)| picture).collect();
    written(&name, &Order::Word(Box::new(document)), &pictures, WORD).await
}

struct EditorView<'a> {
    props: &'a DocumentEditorProps,
    states: &'a [PartState],
    open: Option<String>,
    set_open: UseStateSetter<Option<String>>,
    /// Called with the part and its text while typing.
    type_in: Callback<(String, Written)>,
    /// Called when the field is left.
    leave: Callback<(String, Written)>,
}

impl EditorView<'_> {
    fn did(&self, change: DraftChange) -> Callback<MouseEvent> {
        self.props.on.reform(move |_: MouseEvent| Event::Edited(Action::Drafted(change.clone())))
    }

    fn letter(&self, letter: &Letter, document: &Document) -> Html {
        html! {
            <section class="paper-letter">
                { for self.states.iter().find(|state| state.id == LETTER).map(|state| self.tools(state)) }
                <p class="paper-title">{ &letter.title }</p>
                if !letter.addressee.is_empty() { <p class="paper-edge">{ format!("{}：", letter.addressee) }</p> }
                { self.text(LETTER, &letter.text) }
                { annex_list("附件", std::slice::from_ref(&document.title)) }
                { signed(&letter.signed) }
            </section>
        }
    }

    fn head(&self, document: &Document) -> Html {
        html! {
            <div class="paper-head">
                if document.letter.is_some() { <p class="paper-edge paper-label">{ "附件" }</p> }
                <h2 class="paper-title">{ &document.title }</h2>
                if !document.mark.is_empty() { <p class="paper-mark">{ &document.mark }</p> }
                if !document.addressee.is_empty() { <p class="paper-edge">{ format!("{}：", document.addressee) }</p> }
            </div>
        }
    }

    /// The body's parts. A part that is left out is a line with a button that restores it.
    fn parts(&self, document: &Document) -> Html {
        let mut number = 0_usize;
        let parts = self.states.iter().filter(|state| !state.is_annex && ![LETTER, REMARKS].contains(&state.id.as_str())).map(|state| {
            let Some(part) = document.parts.iter().find(|part| part.id == state.id) else { return self.left_out(state) };
            if !part.heading.is_empty() {
                number = number.saturating_add(1);
            }
            let heading = if part.heading.is_empty() {
                Html::default()
            } else {
                html! { <h3>{ format!("{}、{}", chinese_number(number), part.heading) }</h3> }
            };
            html! { <section key={state.id.clone()} class={classes!("paper-part", part.heading.is_empty().then_some("bare"))}>{ self.tools(state) }{ heading }{ self.inside(part) }</section> }
        });
        html! { <>{ for parts }</> }
    }

    fn annexes(&self, document: &Document) -> Html {
        let mut number = 0_usize;
        let annexes = self.states.iter().filter(|state| state.is_annex).map(|state| {
            let Some(part) = document.annexes.iter().find(|part| part.id == state.id) else {
                return self.left_out(state);
            };
            let label = document.annex_label(number);
            number = number.saturating_add(1);
            html! {
                <section key={state.id.clone()} class="paper-part paper-annex">
                    <p class="paper-edge paper-label">{ label }</p>
                    { self.tools(state) }
                    <h3 class="paper-title">{ &part.heading }</h3>
                    { self.inside(part) }
                </section>
            }
        });
        html! { <>{ for annexes }</> }
    }

    /// The remarks cannot be edited: the document has all of them, or only the first, which says whose figures they
    /// are.
    fn remarks_tools(&self) -> Html {
        let Some(state) = self.states.iter().find(|state| state.id == REMARKS) else { return Html::default() };
        let turn = self.did(DraftChange::PartTurned(self.props.name.to_string(), REMARKS.to_owned(), !state.on));
        let (words, label) = match state.on {
            true => ("只留第一段", "附注只留第一段"),
            false => ("附注全部放进", "附注全部放进文稿"),
        };
        html! { <div class="paper-tools"><button type="button" class="quiet" onclick={turn} aria-label={label}>{ words }</button></div> }
    }

    fn left_out(&self, state: &PartState) -> Html {
        let back = self.did(DraftChange::PartTurned(self.props.name.to_string(), state.id.clone(), true));
        html! {
            <p key={state.id.clone()} class="paper-out">
                { format!("“{}”不放进文稿。", state.heading) }
                <button type="button" class="quiet" onclick={back} aria-label={format!("加回“{}”", state.heading)}>{ "加回" }</button>
            </p>
        }
    }

    /// Buttons for a part.
    fn tools(&self, state: &PartState) -> Html {
        let name = self.props.name.to_string();
        let out = self.did(DraftChange::PartTurned(name.clone(), state.id.clone(), false));
        let restore = self.did(DraftChange::PartRestored(name, state.id.clone()));
        let is_open = self.open.as_ref() == Some(&state.id);
        let edit = {
            let (set, id) = (self.set_open.clone(), state.id.clone());
            Callback::from(move |_: MouseEvent| set.set(if is_open { None } else { Some(id.clone()) }))
        };
        let heading = &state.heading;
        html! {
            <div class="paper-tools">
                if state.is_written {
                    <span class={if state.is_stale { "wrong" } else { "below" }}>
                        { if state.is_stale { "文字是手改的，改过以后数据又有变动，请核对" } else { "文字是手改的" } }
                    </span>
                    <button type="button" class="quiet" onclick={restore} aria-label={format!("“{heading}”换回起草的文字")}>{ "换回起草的文字" }</button>
                }
                <button type="button" class="quiet" aria-expanded={is_open.to_string()} onclick={edit} aria-label={format!("改文字：“{heading}”")}>{ if is_open { "改好了" } else { "改文字" } }</button>
                <button type="button" class="quiet" onclick={out} aria-label={format!("不要“{heading}”")}>{ "不要" }</button>
            </div>
        }
    }

    fn inside(&self, part: &DocumentPart) -> Html {
        html! {
            <>
                { self.text(&part.id, &part.text) }
                { for part.exhibits.iter().map(|exhibit| match exhibit {
                    Exhibit::Table(one) => table(one),
                    Exhibit::Picture(picture) => self.picture(picture),
                }) }
            </>
        }
    }

    /// The lines, or a field to edit them.
    fn text(&self, id: &str, text: &[String]) -> Html {
        let Some(state) = self.states.iter().find(|state| state.id == id) else { return Html::default() };
        if self.open.as_deref() != Some(id) {
            return text.iter().map(|line| text_line(line)).collect();
        }
        let rows = state
            .text
            .chars()
            .count()
            .checked_div(38)
            .unwrap_or(0)
            .saturating_add(state.text.lines().count())
            .clamp(4, 30);
        let (part, drafted) = (id.to_owned(), state.drafted.clone());
        let written = move |event: &yew::Event| {
            let text = event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default();
            (part.clone(), Written { text, drafted: drafted.clone() })
        };
        let oninput = {
            let written = written.clone();
            self.type_in.reform(move |event: InputEvent| written(&event))
        };
        let onblur = self.leave.reform(move |event: FocusEvent| written(&event));
        html! {
            <label class="paper-editing">
                    <span>{ format!("“{}”的文字，一行一段；以“（一）”“1.”“（1）”开头、不带句号的短行是小标题", state.heading) }</span>
                    <textarea id={format!("write-{id}")} rows={rows.to_string()} maxlength={LONGEST_TEXT.to_string()} value={state.text.clone()} {oninput} {onblur} />
                </label>
        }
    }

    fn picture(&self, picture: &Picture) -> Html {
        let plot: Option<&Plot> = self.props.draft.plots.get(picture.number);
        html! {
            <figure>
                { for plot.map(large_chart) }
                <figcaption>{ &picture.caption }</figcaption>
            </figure>
        }
    }
}

fn text_line(line: &str) -> Html {
    let class = match DocumentLine::of(line) {
        DocumentLine::Second => "second",
        DocumentLine::Third => "third",
        DocumentLine::Fourth => "fourth",
        DocumentLine::Paragraph => "body",
    };
    let waits = line.contains("（待填");
    html! {
        <p class={classes!("paper-line", class, waits.then_some("waits"))}>
            if waits { { icon("warning") } }
            { line.to_owned() }
        </p>
    }
}

fn table(table: &Table) -> Html {
    let class = |index: usize| match table.columns.get(index).map(|column| column.align) {
        Some(crate::report::Align::Right) => "number",
        Some(crate::report::Align::Middle) => "middle",
        _ => "",
    };
    let heads = table.columns.iter().map(|column| html! { <th scope="col">{ &column.head }</th> });
    let rows = table.rows.iter().map(|cells| {
        html! { <tr>{ for cells.iter().enumerate().map(|(index, cell)| html! { <td class={class(index)}>{ cell.clone() }</td> }) }</tr> }
    });
    html! {
        <div class="wide-table">
            <table class="paper-table">
                if !table.caption.is_empty() { <caption>{ &table.caption }</caption> }
                <thead><tr>{ for heads }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

fn annex_list(word: &str, titles: &[String]) -> Html {
    match titles {
        [] => Html::default(),
        [only] => html! { <p class="paper-annexes">{ format!("{word}：{only}") }</p> },
        several => html! {
            <div class="paper-annexes">
                { for several.iter().enumerate().map(|(index, title)| {
                    let number = index.saturating_add(1);
                    let begin = if index == 0 { format!("{word}：") } else { "　　　".to_owned() };
                    html! { <p>{ format!("{begin}{number}. {title}") }</p> }
                }) }
            </div>
        },
    }
}

fn signed(signed: &Signed) -> Html {
    if signed.offices.is_empty() && signed.day.is_empty() {
        return Html::default();
    }
    html! {
        <div class="paper-signed">
            { for signed.offices.iter().map(|office| html! { <p>{ office }</p> }) }
            <p>{ &signed.day }</p>
        </div>
    }
}
