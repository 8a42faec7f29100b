//! 表格和数据 – the Excel workbook, the results file, and figures for the superior's form.

use super::form::FormView;
use crate::exchange::results::results;
use crate::platform::{download, stop_writing};
use crate::text;
use crate::ui::commands::{EXCEL, downloaded, use_commands, written};
use crate::ui::kit::file_button::FileButton;
use crate::ui::store::{Assessed, use_dispatch};
use crate::worker::Order;
use crate::workspace::notice::DownloadOf;
use crate::workspace::{Event, Notice, snapshot};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of the part.
#[derive(Clone, PartialEq, Properties)]
pub struct TablesProps {
    /// The workspace, its pack and its assessment.
    pub assessed: Rc<Assessed>,
}

/// The part 表格和数据.
#[component(Tables)]
pub fn tables(props: &TablesProps) -> Html {
    let TablesProps { assessed } = props;
    let (on, commands) = (use_dispatch(), use_commands());
    let writing = use_state(|| false);
    let save = {
        let (assessed, on, writing) = (assessed.clone(), on.clone(), writing.setter());
        Callback::from(move |_: MouseEvent| {
            let (assessed, on, writing) = (assessed.clone(), on.clone(), writing.clone());
            spawn_local(async move {
                writing.set(true);
                let order = Order::Workbook {
                    pack: assessed.pack.text.to_string(),
                    workspace: snapshot::write(&assessed.workspace),
                };
                let told = written(&file_name(&assessed, "指标完成情况表", "xlsx"), &order, &[], EXCEL).await;
                writing.set(false);
                on.emit(Event::NoticeShown(told));
            });
        })
    };
    let save_results = {
        let assessed = assessed.clone();
        on.reform(move |_: MouseEvent| {
            let name = file_name(&assessed, "判定结果", "results.json");
            let Some(text) = results(&assessed.pack, &assessed.workspace) else {
                return Event::NoticeShown(Notice::wrong(
                    "没有存结果文件",
                    vec!["数据截至日未填，没有判定。请先在“数据填报”里填写。".to_owned()],
                ));
            };
            let offered = download(&name, &text, "application/json");
            Event::NoticeShown(downloaded(&name, DownloadOf::Other, offered))
        })
    };
    html! {
        <>
            <section class="panel" aria-labelledby="excel-title">
                <h2 id="excel-title">{ "Excel 表格" }</h2>
                <p>{ "第一张是附表（序号、工作指标、各年），后面是判定（带公式，改数就跟着变）、数据、分期数据、目标、图、计算过程、口径和说明。" }</p>
                <div class="choices">
                    <button type="button" class="primary" id="save-excel" disabled={*writing} onclick={save}>{ "存为 Excel" }</button>
                    if *writing {
                        <span role="status">{ "正在写…" }</span>
                        <button type="button" class="quiet" onclick={Callback::from(|_: MouseEvent| stop_writing())}>{ "取消" }</button>
                    }
                    <FileButton id="open-excel" label="打开改过的表格…" accept=".xlsx" on_file={commands.on_file()} />
                </div>
                <p class="below">{ "在表格软件里改“数据”“分期数据”两张，保存后在这里打开，数就回到本文件，可撤销。" }</p>
            </section>
            <FormView assessed={assessed.clone()} {on} />
            <section class="panel" aria-labelledby="results-title">
                <h2 id="results-title">{ "结果文件" }</h2>
                <p>{ "每一项判定连同计算过程，供别的程序核对（JSON）。" }</p>
                <div class="choices"><button type="button" id="save-results" onclick={save_results}>{ "存为结果文件" }</button></div>
            </section>
        </>
    }
}

fn file_name(assessed: &Assessed, what: &str, ending: &str) -> String {
    let workspace = &assessed.workspace;
    let mark = if workspace.example { "（示例）" } else { "" };
    format!("{}{mark}-{what}.{ending}", text::file_stem(text::unit_name(&workspace.entries)))
}
