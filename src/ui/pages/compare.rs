//! 对比 – the open workspace, other workspaces in the store, and versions: any two of them side by side.

use crate::domain::policy::Pack;
use crate::text;
use crate::ui::parts::comparison::{Side, comparison};
use crate::ui::store::{Load, OpenProps, use_dispatch, use_kept_here};
use crate::workspace::intake::KeptWork;
use crate::workspace::{Action, Entries, EntryKey, Event, Workspace};
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// One side of a comparison.
#[derive(Clone, PartialEq)]
struct Choice {
    key: String,
    name: String,
    entries: Rc<Entries>,
}

/// The page.
#[component(ComparePage)]
pub fn compare_page(props: &OpenProps) -> Html {
    let OpenProps { assessed } = props;
    let ((here, _), on) = (use_kept_here(), use_dispatch());
    let left = use_state(|| PRESENT.to_owned());
    let right = use_state(String::new);
    let pack = assessed.rules();
    let (choices, others) = choices(&assessed.workspace, pack, here.ready().map(|here| here.works.as_slice()));
    let chosen = |key: &str| choices.iter().find(|choice| choice.key == key);
    let by_default = choices.iter().find(|choice| choice.key != *left);
    let (one, other) = (chosen(&left), chosen(&right).or(by_default));
    html! {
        <section class="panel" aria-labelledby="compare-title">
            <h1 id="compare-title">{ "对比" }</h1>
            <div class="compare-choices">
                { select("compare-left", "左边", &choices, one, &left) }
                { select("compare-right", "右边", &choices, other, &right) }
            </div>
            { for not_read(&here) }
            if others > 0 {
                <p class="below">{ format!("另有 {others} 份按别的口径包填写，或读不懂，不能放在一起比。") }</p>
            }
            { match (one, other) {
                (Some(one), Some(other)) => html! {
                    <><h2 class="hidden">{ "两份的差别" }</h2>{ side_by_side(pack, one, other, &on) }</>
                },
                _ => html! { <p>{ "还没有可比的另一份。可以在“填报文件”里复制一份，或在“报送版本”里存一版。" }</p> },
            } }
        </section>
    }
}

/// Shown until the workspaces in the store are read.
fn not_read<T>(records: &Load<T>) -> Option<Html> {
    match records {
        Load::Ready(_) => None,
        Load::Pending => Some(html! { <p class="below">{ "正在读取这台电脑上的其他填报文件…" }</p> }),
        Load::Slow => {
            Some(html! { <p class="wrong">{ "浏览器的存储没有回应，这台电脑上的其他填报文件还读不出来" }</p> })
        }
        Load::Failed(error) => {
            Some(html! { <p class="wrong">{ format!("这台电脑上的其他填报文件读不出来（{error}）") }</p> })
        }
    }
}

/// Key of the open workspace.
const PRESENT: &str = "present";

/// The possible sides, and the number of stored workspaces that cannot be compared.
fn choices(present: &Workspace, pack: &Pack, kept: Option<&[KeptWork]>) -> (Vec<Choice>, usize) {
    let at_hand = Choice {
        key: PRESENT.to_owned(),
        name: format!("正在填的：{}", text::title(present)),
        entries: Rc::clone(&present.entries),
    };
    let versions = present.versions.iter().rev().map(|version| Choice {
        key: format!("version-{}", version.number),
        name: format!("第 {} 版（{} 报送）", version.number, version.filing.day),
        entries: Rc::clone(&version.entries),
    });
    let mut choices: Vec<_> = [at_hand].into_iter().chain(versions).collect();
    let mut others = 0_usize;
    for KeptWork { kept, read } in kept.into_iter().flatten().filter(|work| work.kept.id != present.id) {
        match read {
            Ok((workspace, of)) if of.pack.id == pack.id => choices.push(Choice {
                key: kept.id.clone(),
                name: format!("{}（{} 保存）", text::title(workspace), kept.saved_at),
                entries: Rc::clone(&workspace.entries),
            }),
            _ => others = others.saturating_add(1),
        }
    }
    (choices, others)
}

fn select(
    id: &'static str,
    label: &'static str,
    choices: &[Choice],
    chosen: Option<&Choice>,
    key: &UseStateHandle<String>,
) -> Html {
    let onchange = {
        let key = key.setter();
        Callback::from(move |event: yew::Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                key.set(select.value());
            }
        })
    };
    html! {
        <div class="field">
            <label for={id}>{ label }</label>
            <select {id} {onchange}>
                { for choices.iter().map(|choice| html! { <option value={choice.key.clone()} selected={Some(choice) == chosen}>{ &choice.name }</option> }) }
            </select>
        </div>
    }
}

fn side_by_side(pack: &Pack, one: &Choice, other: &Choice, on: &Callback<Event>) -> Html {
    let (left, right) = (
        Side { name: one.name.clone(), entries: &one.entries },
        Side { name: other.name.clone(), entries: &other.entries },
    );
    // If one side is the open workspace, it can take over entries from the other side.
    let source = match (one.key == PRESENT, other.key == PRESENT) {
        (true, false) => Some(&other.entries),
        (false, true) => Some(&one.entries),
        _ => None,
    };
    let beside = |place: &EntryKey| {
        let Some(source) = source else { return Html::default() };
        let (place, source) = (place.clone(), Rc::clone(source));
        let name = text::entry_key_name(pack, &place);
        let take =
            on.reform(move |_: MouseEvent| Event::Edited(Action::Taken(vec![place.clone()], Rc::clone(&source))));
        html! { <button type="button" class="quiet" onclick={take} aria-label={format!("{name}用另一份的")}>{ "用另一份的" }</button> }
    };
    comparison(pack, &left, &right, &beside, if source.is_some() { "操作" } else { "" })
}
