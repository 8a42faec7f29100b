//! 单位与文件 – the units, the files that they submitted, questions about these files, and possible double counting.

use super::DeskContext;
use crate::domain::consolidation::{Member, Mismatch, declared_beside};
use crate::domain::figures::{Figures, Level};
use crate::domain::policy::PlanUnit;
use crate::domain::working::DistanceOf;
use crate::platform::new_id;
use crate::text;
use crate::ui::commands::use_commands;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::field::Field;
use crate::ui::kit::file_button::FileButton;
use crate::ui::kit::icon::icon;
use crate::ui::kit::segment::segment;
use crate::ui::kit::select::select;
use crate::ui::parts::comparison::{Side, comparison};
use crate::ui::store::use_desk_intake;
use crate::workspace::desk::{Classified, DeskUnit, Outcome, Overlap, Received};
use crate::workspace::notice::Refusal;
use crate::workspace::{Action, DeskChange, Entries, Event};
use std::collections::BTreeSet;
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct FilesProps {
    pub context: DeskContext,
}

/// The part 单位与文件.
#[component(FilesPart)]
pub fn files_part(props: &FilesProps) -> Html {
    let context = &props.context;
    let (commands, desk_intake) = (use_commands(), use_desk_intake());
    let looked_at = use_state(|| None::<String>);
    let on_files = Callback::from(move |files: Vec<File>| commands.take_in(files));
    let units = &context.consolidated.units;
    let present = context.consolidated.present().len();
    let look = {
        let looked_at = looked_at.setter();
        Callback::from(move |id: Option<String>| looked_at.set(id))
    };
    let shown = looked_at.as_ref().and_then(|id| units.iter().find(|unit| &unit.unit.id == id));
    html! {
        <>
            <section class="panel" aria-labelledby="files-title">
                <h2 id="files-title">{ format!("单位与文件（已交 {present} / 共 {}）", units.len()) }</h2>
                <p class="below">{ "一次可以选多份填报文件，也可以直接拖进来。文件按单位名称对号入座；读不懂的、要问的列出来，其余照收，可撤销。" }</p>
                <div class="choices">
                    <FileButton id="take-in" label="收文件（可多选）…" accept=".json" class="primary" several=true {on_files} />
                    <AddUnit context={context.clone()} />
                </div>
                { for desk_intake.as_ref().map(|desk_intake| classified(context, &desk_intake.files, &desk_intake.refused)) }
                if units.is_empty() {
                    <p>{ "还没有下级单位。写上名称，点“加单位”；省级会自动列出口径包里的 13 个单位。" }</p>
                } else {
                    { list(context, &look) }
                }
            </section>
            { overlaps(context) }
            { for shown.map(|unit| replaced(context, &unit.unit)) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct AddUnitProps {
    context: DeskContext,
}

/// A field for a name, and a button that adds the unit to the list.
#[component(AddUnit)]
fn add_unit(props: &AddUnitProps) -> Html {
    let name = use_state(String::new);
    let on_text = {
        let name = name.setter();
        Callback::from(move |text: String| name.set(text.trim().to_owned()))
    };
    let taken = !name.is_empty() && props.context.consolidated.desk.unit_named(&name).is_some();
    let problem = taken.then_some(AttrValue::from("已有同名单位"));
    let add = {
        let (name, on) = (name.clone(), props.context.on.clone());
        Callback::from(move |_: MouseEvent| {
            if !name.is_empty() && !taken {
                on.emit(Event::Edited(Action::AtDesk(DeskChange::UnitAdded(new_id(), (*name).clone()))));
                name.set(String::new());
            }
        })
    };
    html! {
        <div class="add-unit">
            <Field id="unit-name" label="新单位名称" bare=true text={(*name).clone()} {problem} {on_text} />
            <button type="button" id="add-unit" onclick={add}>{ "加单位" }</button>
        </div>
    }
}

/// The outcome of the last imported files.
fn classified(context: &DeskContext, files: &[Classified], refused: &[(String, Refusal)]) -> Html {
    let taken = files.iter().filter(|one| one.outcome.accepted_by().is_some()).count();
    let same = files.iter().filter(|one| matches!(one.outcome, Outcome::Same(_))).count();
    let asked = files.len().saturating_sub(taken).saturating_sub(same);
    let again = if same == 0 { String::new() } else { format!("，与已收的相同 {same} 份") };
    let headline = format!("收下 {taken} 份{again}，要问的 {asked} 份，读不了的 {} 份", refused.len());
    html! {
        <div class="sorted" role="status">
            <h3>{ headline }</h3>
            <ul>
                { for files.iter().enumerate().map(|(index, one)| fate_line(context, index, one)) }
                { for refused.iter().map(|(name, problem)| html! { <li class="wrong">{ icon("warning") }{ format!("{name}：没有收下。{}", text::refusal_words(problem)) }</li> }) }
            </ul>
        </div>
    }
}

fn fate_line(context: &DeskContext, index: usize, one: &Classified) -> Html {
    let name = |id: &str| context.consolidated.desk.unit(id).map_or_else(String::new, |unit| unit.name.clone());
    let unit = one.outcome.unit().map(name).unwrap_or_default();
    let own = &one.received.entries.unit;
    let words = match &one.outcome {
        Outcome::First(_) => format!("{unit}：首次交来"),
        Outcome::Replaces(_, places) => format!("{unit}：替换了以前交来的一份，{} 处不同", places.len()),
        Outcome::Same(_) => format!("{unit}：和已收的一份相同，没有改动"),
        Outcome::Older(_) => format!("{unit}：比已收的一份旧，没有替换"),
        Outcome::Duplicate(_) => format!("{unit}：这次交来不止一份，只收了较新的一份"),
        Outcome::UnknownUnit if own.is_empty() => "没有填单位名称，不知道是谁的".to_owned(),
        Outcome::UnknownUnit => format!("单位名称是“{own}”，不在名单里"),
        Outcome::OtherName(_, before) => format!("以前以“{}”的名义交来，现在单位名称是“{own}”", name(before)),
        Outcome::Own => "这是本单位自己的填报文件，不汇总到自己下面".to_owned(),
        Outcome::OtherKind if one.received.example => "这是示例文件，不能和真实的混在一起".to_owned(),
        Outcome::OtherKind => "本文件是示例，不收真实的文件".to_owned(),
    };
    let settled =
        |unit: Option<String>| context.on.reform(move |_: MouseEvent| Event::IntakeResolved(index, unit.clone()));
    let take = |label: String, unit: &str| {
        let unit = Some(unit.to_owned());
        html! { <button type="button" class="quiet" onclick={settled(unit)}>{ label }</button> }
    };
    let ways = match &one.outcome {
        Outcome::First(_) | Outcome::Replaces(..) | Outcome::Same(_) => Html::default(),
        Outcome::Older(id) | Outcome::Duplicate(id) => take("改用这一份".to_owned(), id),
        Outcome::OtherName(named, before) => html! {
            <>{ for named.as_ref().map(|id| take(format!("是{}的", name(id)), id)) }{ take(format!("是{}的", name(before)), before) }</>
        },
        Outcome::UnknownUnit => assign(context, index, own),
        Outcome::Own | Outcome::OtherKind => Html::default(),
    };
    let asks = one.outcome.accepted_by().is_none() && !matches!(one.outcome, Outcome::Same(_));
    html! {
        <li class={classes!(asks.then_some("asks"))}>
            { for asks.then(|| icon("warning")) }{ format!("{}：{words}", one.file) }{ ways }
            if asks { <button type="button" class="quiet" onclick={settled(None)}>{ "不收" }</button> }
        </li>
    }
}

/// Asks whose file it is if no unit has its name: a unit of the list, or a new one.
fn assign(context: &DeskContext, index: usize, own: &str) -> Html {
    let offers = context.consolidated.units.iter().map(|unit| (unit.unit.id.clone(), unit.unit.name.clone())).collect();
    let on = context.on.reform(move |id: String| Event::IntakeResolved(index, Some(id).filter(|id| !id.is_empty())));
    let add = {
        let (on, name) = (context.on.clone(), own.to_owned());
        Callback::from(move |_: MouseEvent| {
            let id = new_id();
            on.emit(Event::Edited(Action::AtDesk(DeskChange::UnitAdded(id.clone(), name.clone()))));
            on.emit(Event::IntakeResolved(index, Some(id)));
        })
    };
    html! {
        <span class="assign">
            { select(format!("assign-{index}"), "算作哪个单位的", offers, "", true, on) }
            if !own.is_empty() { <button type="button" class="quiet" onclick={add}>{ format!("加为新单位“{own}”") }</button> }
        </span>
    }
}

fn list(context: &DeskContext, look: &Callback<Option<String>>) -> Html {
    html! {
        <div class="wide-table">
        <table class="data units" aria-labelledby="files-title">
            <thead><tr>
                <th scope="col">{ "单位" }</th><th scope="col">{ "数据截至" }</th><th scope="col">{ "报送版本" }</th>
                <th scope="col">{ "要留意的" }</th><th scope="col">{ "收下时间" }</th><th scope="col">{ "操作" }</th>
            </tr></thead>
            <tbody>{ for context.consolidated.units.iter().enumerate().map(|(index, unit)| line(context, index, &unit.unit, look)) }</tbody>
        </table>
        </div>
    }
}

fn line(context: &DeskContext, index: usize, unit: &Rc<DeskUnit>, look: &Callback<Option<String>>) -> Html {
    let id = unit.id.clone();
    let problem = context.consolidated.desk.is_ambiguous(unit).then_some(AttrValue::from("没有名称，或与别的单位同名"));
    let name = {
        let id = id.clone();
        let on_text =
            context.on.reform(move |name| Event::Edited(Action::AtDesk(DeskChange::UnitNamed(id.clone(), name))));
        html! { <Field id={format!("unit-{index}")} label={format!("第 {} 个单位的名称", index.saturating_add(1))} bare=true text={unit.name.clone()} {problem} {on_text} /> }
    };
    let drop = {
        let id = id.clone();
        context.on.reform(move |()| Event::Edited(Action::AtDesk(DeskChange::UnitDropped(id.clone()))))
    };
    let put_away = {
        let id = id.clone();
        context.on.reform(move |()| Event::Edited(Action::AtDesk(DeskChange::PutAway(id.clone()))))
    };
    let changed = unit.before.is_some() && unit.received.is_some();
    let see = {
        let id = id.clone();
        look.reform(move |_: MouseEvent| Some(id.clone()))
    };
    let received = unit.received.as_deref();
    html! {
        <tr key={id}>
            <th scope="row"><span class="row-number">{ index.saturating_add(1) }</span>{ name }</th>
            { match received {
                None => html! { <td colspan="4" class="none">{ "未交" }</td> },
                Some(received) => html! {
                    <>
                        <td>{ received.entries.as_of.map_or("未填".to_owned(), |day| day.to_string()) }</td>
                        <td>{ filing(received) }</td>
                        <td>{ for remarks(context, unit, received).into_iter().map(|line| html! { <div>{ icon("warning") }{ line }</div> }) }{ below(context, received) }</td>
                        <td>{ &received.taken_in }</td>
                    </>
                },
            } }
            <td class="row-tools">
                if changed { <button type="button" class="quiet" onclick={see} aria-label={format!("看{}改了什么", unit.name)}>{ "改了什么" }</button> }
                if received.is_some() { <Confirm label="退回" about={unit.name.clone()} question={if changed { "退回这一份，恢复以前那份？" } else { "退回这一份？" }} yes="退回" on_yes={put_away} /> }
                <Confirm label="去掉" about={unit.name.clone()} question="把这个单位从名单里去掉，连同它交来的文件？" yes="去掉" on_yes={drop} />
            </td>
        </tr>
    }
}

fn filing(received: &Received) -> String {
    match received.filing {
        Some((number, day)) if received.changed_since => format!("第 {number} 版（{day}）之后又有改动"),
        Some((number, day)) => format!("第 {number} 版（{day}）"),
        None => "没有报送版本".to_owned(),
    }
}

/// Remarks on a file for the consolidating unit.
fn remarks(context: &DeskContext, unit: &DeskUnit, received: &Received) -> Vec<String> {
    let pack = context.rules();
    let own = &context.assessed.workspace;
    let mut lines = Vec::new();
    if received.pack.sha256 != own.pack.sha256 {
        lines.push("按口径包的另一个版本填写，现按本文件的版本计算".to_owned());
    }
    let readings = pack.readings.iter().filter(|reading| {
        let option = |entries: &Entries| entries.readings.option_of(reading).map(|one| one.id.clone());
        option(&received.entries) != option(&own.entries)
    });
    let readings: Vec<_> = readings.map(|reading| reading.name.as_str()).collect();
    if !readings.is_empty() {
        lines.push(format!("口径不同：{}，现按本文件的口径计算", readings.join("、")));
    }
    if received.entries.level == Level::Province {
        lines.push("文件填的是省级，现按市级计算".to_owned());
    }
    if received.entries.as_of != own.entries.as_of {
        lines.push("数据截至日与本文件不同".to_owned());
    }
    if received.entries.unit != unit.name {
        lines.push(format!("文件里的单位名称是“{}”", received.entries.unit));
    }
    let given = context.consolidated.desk.given_to(&unit.name);
    let differs = given.iter().filter(|(row, target)| {
        target.slots().into_iter().any(|slot| received.entries.target(row, slot) != target.of(slot))
    });
    let differs: Vec<_> = differs.map(|(row, _)| row.to_string()).collect();
    if !differs.is_empty() {
        lines.push(format!("目标与下达的不同：附表 {}，按下达的计算", differs.join("、")));
    }
    lines
}

/// The units that this unit consolidates itself, each with its day, and the declared totals that differ from their
/// sum.
fn below(context: &DeskContext, received: &Received) -> Html {
    if received.units.is_empty() {
        return Html::default();
    }
    let present = received.units.iter().filter(|unit| unit.received.is_some()).count();
    let differing = differing_below(received, context).unwrap_or_default();
    let lines = differing.iter().map(|one| {
        let series = DistanceOf::Series(one.series.clone());
        let shown = |value| text::counted(context.rules(), &series, value);
        let name = text::counted_name(context.rules(), &series);
        format!("{}年{name}：填报 {}，下级合计 {}", one.year, shown(&one.declared), shown(&one.sum))
    });
    let units = received.units.iter().map(|unit| {
        let day = unit.received.as_ref().and_then(|received| received.entries.as_of);
        let day = match (&unit.received, day) {
            (None, _) => "未交".to_owned(),
            (Some(_), Some(day)) => format!("数据截至 {day}"),
            (Some(_), None) => "未填数据截至".to_owned(),
        };
        html! { <li>{ format!("{}　{day}", unit.name) }</li> }
    });
    html! {
        <details class="below-units">
            <summary>{ format!("下有 {} 个单位，已交 {present}；{} 处填报数与下级合计不一致", received.units.len(), differing.len()) }</summary>
            <ul>{ for lines.map(|line| html! { <li class="wrong">{ line }</li> }) }{ for units }</ul>
        </details>
    }
}

/// Where a unit's declared totals differ from the totals of its own units.
fn differing_below(received: &Received, context: &DeskContext) -> Option<Vec<Mismatch>> {
    let mut own = received.entries.situation().or_else(|| context.consolidated.own.clone())?;
    own.figures = received.entries.figures.clone();
    let nothing = Figures::default();
    let not_applicable: Vec<BTreeSet<_>> = received
        .units
        .iter()
        .map(|unit| unit.received.iter().flat_map(|one| one.entries.not_applicable.keys().cloned()).collect())
        .collect();
    let members: Vec<_> = received
        .units
        .iter()
        .zip(&not_applicable)
        .map(|(unit, not_applicable)| Member {
            figures: unit.received.as_ref().map_or(&nothing, |one| &one.entries.figures),
            not_applicable,
            counts: true,
        })
        .collect();
    Some(declared_beside(context.rules(), &own, &members))
}

/// If a unit lies within another: asks whether the outer unit's figures include the inner one's.
fn overlaps(context: &DeskContext) -> Html {
    let pack = context.rules();
    let present = |id: &str| context.consolidated.desk.unit(id).is_some_and(|unit| unit.received.is_some());
    let asked: Vec<(&PlanUnit, &PlanUnit)> = pack
        .units
        .iter()
        .filter_map(|inner| Some((inner, pack.units.iter().find(|outer| Some(&outer.id) == inner.within.as_ref())?)))
        .filter(|(inner, outer)| present(&inner.id) && present(&outer.id))
        .collect();
    if asked.is_empty() {
        return Html::default();
    }
    let line = |(inner, outer): (&PlanUnit, &PlanUnit)| {
        let answer = context.consolidated.desk.overlaps.get(&inner.id).copied();
        let choose = |choice: Overlap| {
            let id = inner.id.clone();
            context.on.reform(move |_: MouseEvent| {
                Event::Edited(Action::AtDesk(DeskChange::OverlapAnswered(id.clone(), Some(choice))))
            })
        };
        html! {
            <li class={classes!(answer.is_none().then_some("asks"))}>
                { for answer.is_none().then(|| icon("warning")) }
                <span>{ format!("{}的数是否已经包含{}的？", outer.name, inner.name) }</span>
                <span class="segments">
                    { segment("不含，两家相加", answer == Some(Overlap::Separate), choose(Overlap::Separate)) }
                    { segment(format!("已含，合计不再加{}", inner.name), answer == Some(Overlap::Held), choose(Overlap::Held)) }
                </span>
            </li>
        }
    };
    html! {
        <section class="panel" aria-labelledby="overlaps-title">
            <h2 id="overlaps-title">{ "会不会重复计" }</h2>
            <p class="below">{ "没有回答的先按相加计算，合计页会提醒。" }</p>
            <ul class="overlaps">{ for asked.into_iter().map(line) }</ul>
        </section>
    }
}

/// What a unit's newer file changed from the one before it.
fn replaced(context: &DeskContext, unit: &DeskUnit) -> Html {
    let (Some(before), Some(received)) = (&unit.before, &unit.received) else { return Html::default() };
    let left = Side { name: format!("以前（{}）", before.taken_in), entries: &before.entries };
    let right = Side { name: format!("现在（{}）", received.taken_in), entries: &received.entries };
    html! {
        <section class="panel" aria-labelledby="replaced-title">
            <h2 id="replaced-title">{ format!("{}改了什么", unit.name) }</h2>
            { comparison(context.rules(), &left, &right, &|_| Html::default(), "") }
        </section>
    }
}
