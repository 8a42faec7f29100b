//! What is open, handed to the browser as a file or as a page that carries it.

use crate::packs::OpenPack;
use crate::platform::download;
use crate::text;
use crate::ui::carrying::page_with;
use crate::ui::handing_off::hand_off_saved;
use crate::workspace::{Event, Notice, Open, Purpose, Workspace, snapshot};
use std::rc::Rc;
use yew::prelude::*;

/// Saves the master copy. A file that is one self-check and nothing else is saved as what is handed over,
/// which opens here as well: whoever has one thing need not choose between two files of it.
pub(super) fn save_file(workspace: &Workspace, on: &Callback<Event>) {
    let mut checks = workspace.self_checks.values();
    if let (Purpose::SelfCheck, Some(only), None) = (workspace.purpose, checks.next(), checks.next()) {
        on.emit(Event::Told(hand_off_saved(&workspace.pack, only)));
        return;
    }
    let name = format!("{}.zhuanhua.json", file_stem(workspace));
    let notice = match download(&name, &snapshot::write(workspace), "application/json") {
        Ok(()) => Notice::good(format!("已交给浏览器下载：{name}。这份文件是正本，请妥善保管")),
        Err(_) => Notice::wrong("浏览器没有接受下载", vec!["请检查浏览器是否禁止了下载".to_owned()]),
    };
    on.emit(Event::Told(notice));
}

/// Saves the one file with what is open in it.
pub(super) fn save_page(open: &Open, packs: &[Rc<OpenPack>], on: &Callback<Event>) {
    let name = format!("{}.转化自评.html", file_stem(open.history.present()));
    let page = page_with(open, packs);
    let notice = match page.map(|page| download(&name, &page, "text/html")) {
        Some(Ok(())) => Notice::good(format!(
            "已交给浏览器下载：{name}。网页里带着现在这份填报内容，收到的人双击就能打开；以后的改动不会自动写进去"
        )),
        Some(Err(_)) => Notice::wrong("浏览器没有接受下载", vec!["请检查浏览器是否禁止了下载".to_owned()]),
        None => Notice::wrong("这个页面存不成网页", vec!["请用“存为文件”".to_owned()]),
    };
    on.emit(Event::Told(notice));
}

/// The name of a file that holds a workspace, without its ending.
fn file_stem(workspace: &Workspace) -> String {
    let day = workspace.entries.as_of.map(|day| format!("-{day}")).unwrap_or_default();
    let mark = if workspace.example { "（示例）" } else { "" };
    format!("{}{mark}{day}", text::file_stem(&text::title(workspace)))
}
