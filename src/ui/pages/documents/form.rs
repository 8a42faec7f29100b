//! 上级表格 – our figures as one block, in the row order and units of the superior's form.

use crate::domain::policy::{Pack, SeriesId};
use crate::domain::quantity::{Grain, Period, Year};
use crate::exchange::form::{MOST_LINES, block, cells, fits, form_of, own_form};
use crate::platform::copy_text;
use crate::text;
use crate::ui::kit::pager::Pages;
use crate::ui::kit::segment::segment;
use crate::ui::kit::select::select;
use crate::ui::store::Assessed;
use crate::workspace::desk::year_shown;
use crate::workspace::drafting::{FormLine, FormUnit};
use crate::workspace::{Action, DraftChange, Event, Notice};
use std::ops::Range;
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Props of the part.
#[derive(Clone, PartialEq, Properties)]
pub struct FormViewProps {
    /// The workspace, its pack and its assessment.
    pub assessed: Rc<Assessed>,
    /// The dispatch.
    pub on: Callback<Event>,
}

/// Lines on a page of the list.
const PAGE: usize = 200;

/// The columns of the form.
#[derive(Clone, Copy, PartialEq)]
enum Columns {
    /// One year.
    One(Year),
    /// Every plan year.
    Years,
    /// The quarters or months of one year.
    Within(Year, Grain),
}

impl Columns {
    fn periods(self, pack: &Pack) -> Vec<Period> {
        match self {
            Columns::One(year) => vec![Period::Year(year)],
            Columns::Years => pack.plan_years().map(Period::Year).collect(),
            Columns::Within(year, grain) => year.periods(grain).collect(),
        }
    }

    fn name(self) -> String {
        match self {
            Columns::One(year) => format!("{year}年"),
            Columns::Years => "各年".to_owned(),
            Columns::Within(year, Grain::Month) => format!("{year}年各月"),
            Columns::Within(year, _) => format!("{year}年各季"),
        }
    }
}

/// The part 上级表格.
#[component(FormView)]
pub fn form_view(props: &FormViewProps) -> Html {
    let FormViewProps { assessed, on } = props;
    let names = use_state(String::new);
    let chosen = use_state(|| None::<Columns>);
    let pack = assessed.rules();
    let form = &assessed.workspace.drafting.form;
    let laid_down = |form: Vec<FormLine>| Event::Edited(Action::Drafted(DraftChange::FormLaidDown(form)));
    let take = {
        let (assessed, names, on) = (assessed.clone(), names.clone(), on.clone());
        Callback::from(move |_: MouseEvent| {
            let lines = names.trim_end().lines().count();
            if lines > MOST_LINES {
                let line = format!("一共 {lines} 行，最多 {MOST_LINES} 行：请只复制指标名称那几行。");
                return on.emit(Event::NoticeShown(Notice::wrong("没有定下上级表格", vec![line])));
            }
            let form = form_of(assessed.rules(), &names);
            let known = form.iter().filter(|line| matches!(line, FormLine::Series(..))).count();
            let count = form.len();
            if known == 0 {
                let lines = vec![
                    "一行也没有认出来：请粘贴上级表格里指标名称那一列，或用下面的“按本工具的次序”再逐行改。".to_owned(),
                ];
                return on.emit(Event::NoticeShown(Notice::wrong("没有定下上级表格", lines)));
            }
            on.emit(laid_down(form));
            on.emit(Event::NoticeShown(Notice::good(format!("{count} 行里认出 {known} 行，其余留空；可逐行改"))));
        })
    };
    let typed = {
        let names = names.setter();
        Callback::from(move |event: InputEvent| {
            names.set(event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default());
        })
    };
    let own = {
        let assessed = assessed.clone();
        on.reform(move |_: MouseEvent| laid_down(own_form(assessed.rules())))
    };
    let under_way = assessed.workspace.entries.as_of.map_or(pack.first_year, |as_of| year_shown(pack, as_of));
    let columns = chosen.unwrap_or(Columns::One(under_way));
    let mut offered: Vec<Columns> = pack.plan_years().map(Columns::One).chain([Columns::Years]).collect();
    let within = [Grain::Quarter, Grain::Month].map(|grain| Columns::Within(under_way, grain));
    offered.extend(within);
    let choices = offered.into_iter().map(|one| {
        let set = chosen.setter();
        segment(one.name(), one == columns, Callback::from(move |_: MouseEvent| set.set(Some(one))))
    });
    html! {
        <section class="panel" aria-labelledby="form-title">
            <h2 id="form-title">{ "按上级表格的行序和单位复制" }</h2>
            <p>{ "先定一次上级表格有哪些行、用什么单位，以后每次选好列，复制，到上级表格的第一格粘贴。" }</p>
            <details open={form.is_empty()}>
                <summary>{ "定上级表格的行" }</summary>
                <label class="paper-editing">
                    <span>{ "从上级表格复制指标名称那一列（带单位列也行），粘贴到这里，一行一个" }</span>
                    <textarea id="form-names" rows="6" value={(*names).clone()} oninput={typed} />
                </label>
                <div class="choices">
                    <button type="button" id="form-take" onclick={take} disabled={names.trim().is_empty()}>{ "按行名认" }</button>
                    <button type="button" class="quiet" id="form-own" onclick={own}>{ "按本工具的次序" }</button>
                </div>
            </details>
            if !form.is_empty() {
                <div class="segments" role="group" aria-label="哪些列">{ for choices }</div>
                <Pages count={form.len()} size={PAGE} word="行" items={{
                    let (assessed, on) = (Rc::clone(assessed), on.clone());
                    Callback::from(move |range: Range<usize>| lines(&assessed, columns, range, &on))
                }} />
                { copying(assessed, columns, on) }
            }
        </section>
    }
}

fn lines(assessed: &Rc<Assessed>, columns: Columns, range: Range<usize>, on: &Callback<Event>) -> Html {
    let pack = assessed.rules();
    let first = range.start;
    let shown_lines = assessed.workspace.drafting.form.get(range).unwrap_or_default();
    let periods = columns.periods(pack);
    let Some(as_of) = assessed.workspace.entries.as_of else {
        return html! { <p class="unknown">{ "数据截至日未填，没有可复制的数。" }</p> };
    };
    let shown = cells(pack, &assessed.workspace.entries.figures, as_of, shown_lines, &periods);
    let rows = (first..).zip(shown_lines.iter().zip(shown)).map(|(index, (line, shown))| {
        let number = index.saturating_add(1);
        let (series, unit) = match line {
            FormLine::Skipped(_) => (String::new(), FormUnit::Own),
            FormLine::Series(id, unit) => (id.to_string(), *unit),
        };
        let change = {
            let assessed = Rc::clone(assessed);
            on.reform(move |key: String| {
                let line = if key.is_empty() { FormLine::Skipped(String::new()) } else { FormLine::Series(SeriesId::new(&key), FormUnit::Own) };
                with_line(&assessed, index, line)
            })
        };
        let offers = pack.series.iter().map(|series| (series.id.to_string(), series.name.clone())).collect();
        let known = pack.series_of(&SeriesId::new(&series));
        let units = known.map(|known| {
            let choices = FormUnit::ALL.iter().filter(|one| fits(known, **one)).map(|one| {
                let name = if *one == FormUnit::Own { known.unit.symbol() } else { one.key() };
                (one, name)
            });
            let buttons = choices.filter(|(one, name)| **one == FormUnit::Own || *name != known.unit.symbol()).map(|(one, name)| {
                let (assessed, line) = (Rc::clone(assessed), FormLine::Series(known.id.clone(), *one));
                let choose = on.reform(move |_: MouseEvent| with_line(&assessed, index, line.clone()));
                segment(name.to_owned(), unit == *one, choose)
            });
            html! { <div class="segments" role="group" aria-label={format!("第 {number} 行的单位")}>{ for buttons }</div> }
        });
        html! {
            <tr>
                <td class="number">{ number }</td>
                <td>
                    if let FormLine::Skipped(name) = line { <small>{ name }</small> }
                    { select(format!("form-line-{index}"), format!("第 {number} 行"), offers, &series, true, change) }
                </td>
                <td>{ for units }</td>
                { for shown.into_iter().map(|text| html! { <td class="number">{ if text.is_empty() { "".to_owned() } else { text::grouped(&text) } }</td> }) }
            </tr>
        }
    });
    html! {
        <div class="wide-table">
            <table class="data form-lines" aria-labelledby="form-title">
                <thead><tr>
                    <th scope="col" class="number">{ "行" }</th><th scope="col">{ "数据（“请选”为空行）" }</th><th scope="col">{ "单位" }</th>
                    { for periods.iter().map(|period| html! { <th scope="col" class="number">{ text::period_name(*period) }</th> }) }
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

/// Replaces one line of the form. It is built only when a line is chosen: a form may have thousands of lines.
fn with_line(assessed: &Assessed, index: usize, line: FormLine) -> Event {
    let mut next = assessed.workspace.drafting.form.clone();
    if let Some(old) = next.get_mut(index) {
        *old = line;
    }
    Event::Edited(Action::Drafted(DraftChange::FormLaidDown(next)))
}

fn copying(assessed: &Rc<Assessed>, columns: Columns, on: &Callback<Event>) -> Html {
    let copy = {
        let assessed = assessed.clone();
        on.reform(move |_: MouseEvent| {
            let (pack, workspace) = (assessed.rules(), &assessed.workspace);
            let periods = columns.periods(pack);
            let Some(as_of) = workspace.entries.as_of else {
                return Event::NoticeShown(Notice::wrong("没有复制", vec!["数据截至日未填。".to_owned()]));
            };
            let cells = cells(pack, &workspace.entries.figures, as_of, &workspace.drafting.form, &periods);
            Event::NoticeShown(match copy_text(&block(&cells)) {
                true => Notice::good(format!("已复制 {} 行 {} 列，到上级表格的第一格粘贴", cells.len(), periods.len())),
                false => Notice::wrong("浏览器没有接受复制", vec!["可以改用“存为 Excel”".to_owned()]),
            })
        })
    };
    html! {
        <div class="choices">
            <button type="button" class="primary" id="form-copy" onclick={copy}>{ "复制这一块" }</button>
            <span class="below">{ "空行粘贴过去是空格，会盖掉对方同一格里的内容；对方的标题行请放在别的列，或分段复制。" }</span>
        </div>
    }
}
