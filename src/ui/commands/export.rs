//! Files to download: the master copy, the portable page, a self-check, and the files that the worker writes.

use crate::exchange::portable_page::{self, PortableWork};
use crate::packs::OpenPack;
use crate::platform::{download, download_bytes, have_written, new_id, now_text, page_source};
use crate::text;
use crate::worker::Order;
use crate::workspace::notice::DownloadOf;
use crate::workspace::{Event, Notice, Open, PackRef, Purpose, SelfCheck, Workspace};
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// MIME type of a Word file.
pub const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// MIME type of an Excel file.
pub const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Downloads the master copy. A workspace of one self-check and nothing else is saved as the self-check file that
/// is submitted, which opens here as well: nobody has to choose between two files of the same thing.
pub fn save_file(workspace: &Workspace, on: &Callback<Event>) {
    let mut checks = workspace.self_checks.values();
    if let (Purpose::SelfCheck, Some(only), None) = (workspace.purpose, checks.next(), checks.next()) {
        on.emit(Event::NoticeShown(save_check(&workspace.pack, only)));
        return;
    }
    let name = format!("{}.zhuanhua.json", file_stem(workspace));
    let offered = download(&name, &workspace.file(), "application/json");
    on.emit(Event::NoticeShown(downloaded(&name, DownloadOf::MasterCopy, offered)));
}

/// Downloads the portable page: this app with what is open in it.
pub fn save_page(open: &Open, packs: &[Rc<OpenPack>], on: &Callback<Event>) {
    let name = format!("{}.转化自评.html", file_stem(open.history.present()));
    let notice = match portable_page(open, packs) {
        Some(page) => downloaded(&name, DownloadOf::PortablePage, download(&name, &page, "text/html")),
        None => Notice::wrong("这个页面存不成网页", vec!["请用“存为文件”".to_owned()]),
    };
    on.emit(Event::NoticeShown(notice));
}

/// The source of the portable page. `None` if the app does not run from the one file, or its page has no place for
/// work.
fn portable_page(open: &Open, packs: &[Rc<OpenPack>]) -> Option<String> {
    let built_in = packs.first().is_some_and(|pack| pack.sha256 == open.pack.sha256);
    let pack = (!built_in).then(|| open.pack.text.to_string());
    let work = PortableWork { copy: new_id(), file: open.history.present().file(), pack };
    portable_page::with_work(&page_source()?, &work)
}

/// Downloads a self-check as a file that another unit can open, and returns the notice to show.
pub fn save_check(pack: &PackRef, check: &SelfCheck) -> Notice {
    let name = format!("{}.zicha.json", file_stem_of_check(check, "奖补自查"));
    let offered = download(&name, &check.file(pack, &now_text()), "application/json");
    downloaded(&name, DownloadOf::SelfCheck, offered)
}

/// The file name for a workspace, without its extension.
fn file_stem(workspace: &Workspace) -> String {
    let day = workspace.entries.as_of.map(|day| format!("-{day}")).unwrap_or_default();
    let mark = if workspace.example { "（示例）" } else { "" };
    format!("{}{mark}{day}", text::file_stem(&text::title(workspace)))
}

/// The file name for a self-check, without its extension.
pub fn file_stem_of_check(check: &SelfCheck, what: &str) -> String {
    let unit = text::file_stem(&check.name);
    let mark = if check.example { "（示例）" } else { "" };
    format!("{}{mark}-{what}", if unit.is_empty() { "未命名" } else { &unit })
}

/// Has the worker write a file and downloads it; returns the notice to show.
pub async fn written(name: &str, order: &Order, pictures: &[Uint8Array], mime: &str) -> Notice {
    match have_written(&order.text(), pictures).await {
        Ok(bytes) => downloaded(name, DownloadOf::Other, download_bytes(name, &bytes, mime)),
        Err(failure) => Notice::NotWritten(failure),
    }
}

/// What is said of a file that the browser was offered.
pub fn downloaded(name: &str, of: DownloadOf, offered: Result<(), JsValue>) -> Notice {
    match offered {
        Ok(()) => Notice::Downloaded(name.to_owned(), of),
        Err(_) => Notice::DownloadRefused,
    }
}
