//! 报送材料 – the documents that follow from the open workspace, each shown as it will be saved.

mod form;
mod letter;
mod shortfalls;
mod tables;

use crate::domain::quantity::{Day, Year};
use crate::platform::{today, warm_writer};
use crate::report::{Draft, DraftKind, Source, draft};
use crate::text;
use crate::ui::document_editor::DocumentEditor;
use crate::ui::kit::segment::segment;
use crate::ui::route::{DocumentsPart, Route};
use crate::ui::store::{Assessed, use_dispatch};
use crate::workspace::Event;
use crate::workspace::desk::year_shown;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// Props of the page.
#[derive(Clone, PartialEq, Properties)]
pub struct DocumentsProps {
    /// The workspace, its pack and its assessment.
    pub assessed: Rc<Assessed>,
    /// The part shown.
    #[prop_or(DocumentsPart::Assessment)]
    pub part: DocumentsPart,
}

/// The page.
#[component(DocumentsPage)]
pub fn documents_page(props: &DocumentsProps) -> Html {
    let DocumentsProps { assessed, part } = props;
    let on = use_dispatch();
    use_effect_with((), |()| wasm_bindgen_futures::spawn_local(warm_writer()));
    let chosen = use_state(|| None::<DraftKind>);
    let offered = offered(assessed, *part);
    let kind = chosen.as_ref().filter(|kind| offered.contains(kind)).or(first(assessed, &offered)).cloned();
    let made = use_memo((assessed.clone(), kind.clone()), |(assessed, kind)| {
        let today = today();
        let source = Source { pack: &assessed.pack, workspace: &assessed.workspace, today: Day::parse(&today) };
        kind.as_ref().and_then(|kind| draft(kind, &source)).map(Rc::new)
    });
    let links = DocumentsPart::ALL.into_iter().map(|one| {
        let current = (one == *part).then_some("step");
        let to = if one == DocumentsPart::Assessment { Route::Documents } else { Route::DocumentsOf { part: one } };
        html! {
            <li class={current.map(|_| "here")}><Link<Route> {to}><span aria-current={current}>{ one.name() }</span></Link<Route>></li>
        }
    });
    let choices = offered.iter().map(|one| {
        let (set, wanted) = (chosen.setter(), one.clone());
        segment(
            one.name(),
            kind.as_ref() == Some(one),
            Callback::from(move |_: MouseEvent| set.set(Some(wanted.clone()))),
        )
    });
    let body = match (&kind, &*made) {
        _ if *part == DocumentsPart::Tables => {
            html! { <tables::Tables assessed={assessed.clone()} /> }
        }
        (Some(kind), Some(made)) => shown(assessed, &on, kind, made),
        _ => nothing(*part),
    };
    html! {
        <>
            <h1 class="hidden">{ "报送材料" }</h1>
            <nav aria-label="报送材料的各部分" onclick={on.reform(|_: MouseEvent| Event::PageLeft)}><ol class="steps plain">{ for links }</ol></nav>
            if offered.len() > 1 { <div class="segments documents-choice" role="group" aria-label="哪一份">{ for choices }</div> }
            { body }
        </>
    }
}

/// The documents that a part can offer.
fn offered(assessed: &Assessed, part: DocumentsPart) -> Vec<DraftKind> {
    let years = || assessed.rules().plan_years();
    let workspace = &assessed.workspace;
    match part {
        DocumentsPart::Assessment => years().map(DraftKind::Assessment).collect(),
        DocumentsPart::Plan => years().map(DraftKind::Plan).collect(),
        DocumentsPart::Bulletin => years().map(DraftKind::Bulletin).collect(),
        DocumentsPart::Allocation => {
            workspace.desk.issued.iter().map(|issue| DraftKind::Allocation(issue.number)).collect()
        }
        DocumentsPart::Tables => Vec::new(),
        DocumentsPart::Correction => {
            workspace.versions.iter().map(|version| DraftKind::Correction(version.number)).collect()
        }
    }
}

/// The document shown by default: that of the current year, or else the last one.
fn first<'a>(assessed: &Assessed, offered: &'a [DraftKind]) -> Option<&'a DraftKind> {
    let pack = assessed.rules();
    let year: Year = assessed.workspace.entries.as_of.map_or(pack.first_year, |as_of| year_shown(pack, as_of));
    let of_year = |kind: &&DraftKind| match kind {
        DraftKind::Plan(of) | DraftKind::Assessment(of) | DraftKind::Bulletin(of) => *of == year,
        DraftKind::Allocation(_) | DraftKind::Correction(_) => false,
    };
    offered.iter().find(of_year).or(offered.last())
}

fn shown(assessed: &Assessed, on: &Callback<Event>, kind: &DraftKind, made: &Rc<Draft>) -> Html {
    let workspace = &assessed.workspace;
    let name = kind.to_string();
    let edits = workspace.drafting.drafts.get(&name).cloned().unwrap_or_default();
    let mark = if workspace.example { "（示例）" } else { "" };
    let file =
        format!("{}{mark}-{}", text::file_stem(text::unit_name(&workspace.entries)), text::file_stem(&kind.name()));
    let source = text::figures_source(assessed.rules(), workspace);
    html! {
        <div class="documents">
            <aside class="documents-side">
                { letter::letter(workspace, kind, on) }
                { shortfalls::shortfalls(assessed, made, on) }
            </aside>
            <DocumentEditor key={name.clone()} name={name.clone()} draft={made.clone()} {edits} {file} {source} on={on.clone()} />
        </div>
    }
}

fn nothing(part: DocumentsPart) -> Html {
    let (words, to, link) = match part {
        DocumentsPart::Allocation => {
            ("还没有下达过指标。先在“汇总分解”的“指标分解”里分好、下达，这里就有通知稿。", Route::Desk, "去分解")
        }
        _ => ("还没有报送版本。先在“报送版本”里存一版，之后的改动会写成更正说明。", Route::Versions, "去存版本"),
    };
    html! { <section class="panel"><p>{ words }<Link<Route> {to}>{ link }</Link<Route>></p></section> }
}
