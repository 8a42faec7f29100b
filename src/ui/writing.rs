//! Having files written by the worker, and what is said of it.

use crate::platform::{WriterError, download_bytes, have_written};
use crate::worker::Order;
use crate::workspace::Notice;
use js_sys::Uint8Array;

/// A Word file.
pub const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// An Excel file.
pub const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Has a file written and hands it to the browser; what to say about it.
pub async fn written(name: &str, order: &Order, pictures: &[Uint8Array], mime: &str) -> Notice {
    let written = have_written(&order.text(), pictures).await;
    match written.map(|bytes| download_bytes(name, &bytes, mime)) {
        Ok(Ok(())) => Notice::good(format!("已交给浏览器下载：{name}")),
        Ok(Err(_)) => Notice::wrong("浏览器没有接受下载", vec!["请检查浏览器是否禁止了下载".to_owned()]),
        Err(error) => not_written(&error),
    }
}

/// What is said where a file was not written.
pub fn not_written(error: &WriterError) -> Notice {
    let headline = "文件没有存成，填报内容没有改动";
    match error {
        WriterError::Missing => Notice::wrong(
            headline,
            vec!["写文件的程序（writer 开头的两个文件）没有取到：可能文件夹没有复制完整，或打开本页时断了网。请刷新本页；仍不行，请管理员重新复制整个文件夹。".to_owned()],
        ),
        WriterError::Stopped => {
            Notice::wrong(headline, vec!["写文件的程序没能启动或中途停下了。可以再试一次；仍不行，请换用较新的浏览器。".to_owned()])
        }
        WriterError::Cancelled => Notice::good("已取消，没有存文件"),
        WriterError::Refused(detail) => Notice::wrong(headline, vec![format!("给维护人员的细节：{detail}")]),
    }
}
