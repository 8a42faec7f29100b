//! Handing a self-check over: the file that another unit opens, given to the browser to be saved.

use crate::platform::{download, now_text};
use crate::text;
use crate::workspace::snapshot::write_hand_off;
use crate::workspace::{Notice, PackRef, SelfCheck};

/// Saves the answers as a file that another unit opens; what to say about it.
pub fn hand_off_saved(pack: &PackRef, check: &SelfCheck) -> Notice {
    let name = format!("{}.zicha.json", file_stem(check, "奖补自查"));
    match download(&name, &write_hand_off(pack, check, &now_text()), "application/json") {
        Ok(()) => Notice::good(format!(
            "已交给浏览器下载：{name}。这份文件是正本，可交给市知识产权局打开；没有发送到任何地方"
        )),
        Err(_) => Notice::wrong("浏览器没有接受下载", vec!["请检查浏览器是否禁止了下载".to_owned()]),
    }
}

/// A file's name for a self-check, without its ending.
pub fn file_stem(check: &SelfCheck, what: &str) -> String {
    let unit = text::file_stem(&check.name);
    let mark = if check.example { "（示例）" } else { "" };
    format!("{}{mark}-{what}", if unit.is_empty() { "未命名" } else { &unit })
}
