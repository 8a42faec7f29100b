//! The release in a browser, as its users meet it: by keyboard and mouse, over plain http from a sub-path, with an
//! empty profile for each test.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod desk;
mod documents;
mod doors;
mod drawing;
mod entry;
mod files;
mod hosting;
mod kept;
mod one_file;
mod pages;
mod plan;
mod results;
mod self_check;

use browser_tests::{Chromium, HOST, Person, Server, given};
use std::path::{Path, PathBuf};

fn server() -> Server {
    Server::start(given("ZHUANHUA_SITE"), "application/wasm")
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name).canonicalize().unwrap()
}

/// Writes a file into a folder and returns its path.
fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Creates a province's workspace as of a day, by keyboard.
async fn new_province(person: &Person, as_of: &str) {
    person.clicks("#new-province").await;
    person.goes_to("#as-of").await;
    person.types(as_of).await;
    person.presses("Enter").await;
    person.reads(&format!("数据截至 {as_of}")).await;
}

/// Types a figure into a cell of the grid. Rows and columns count from 0.
async fn enters(person: &Person, row: usize, column: usize, text: &str) {
    person.goes_to(&format!("#figures-{row}-{column}")).await;
    person.types(text).await;
    person.presses("Enter").await;
}

/// Pastes into the focused element. True if the page handled the paste and the browser's own was suppressed.
async fn pastes(person: &Person, text: &str, html: &str) -> bool {
    let script = format!(
        "(() => {{ const data = new DataTransfer(); data.setData('text/plain', {text:?});
        if ({html:?}) data.setData('text/html', {html:?});
        const event = new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }});
        document.activeElement.dispatchEvent(event); return event.defaultPrevented; }})()"
    );
    person.asks(&script).await == serde_json::Value::Bool(true)
}

/// The text of a Word file: one line for each paragraph, table cells separated by `|`.
fn word_text(path: &Path) -> String {
    let document = part_of(path, "word/document.xml");
    let cells = document.replace("</w:p></w:tc>", "|").replace("</w:p>", "\n");
    let pieces = cells.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    pieces.collect::<String>().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// A part of an office file, as text.
fn part_of(path: &Path, part: &str) -> String {
    let mut file = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    std::io::read_to_string(file.by_name(part).unwrap()).unwrap()
}

/// Saves a downloaded picture next to the screenshots.
fn keeps(name: &str, picture: &[u8]) {
    let folder = fixture("").join("target/screens");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), picture).unwrap();
}

/// Changes a file and renews its checksum.
fn resealed(text: &str, change: impl FnOnce(&mut serde_json::Value)) -> String {
    use sha2::Digest;
    let mut file: serde_json::Value = serde_json::from_str(text).unwrap();
    change(&mut file);
    file.as_object_mut().unwrap().remove("sha256");
    let sum = sha2::Sha256::digest(serde_json::to_string(&file).unwrap().as_bytes());
    let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    file["sha256"] = sum.into();
    file.to_string()
}

/// Replaces the text of a field.
async fn replaces(person: &Person, selector: &str, text: &str) {
    person.goes_to(selector).await;
    person.asks(&format!("document.querySelector({selector:?}).select()")).await;
    person.types(text).await;
    person.presses("Enter").await;
}

async fn saved(person: &Person) {
    person.sees("document.querySelector('#save-state').innerText === '已保存'").await;
}

/// The figures of a range of the grid, rows separated by `/`.
async fn figures(person: &Person, rows: std::ops::Range<usize>, columns: std::ops::Range<usize>) -> String {
    let script = format!(
        "(() => {{ const cell = (row, column) => document.querySelector(`#figures-${{row}}-${{column}}`).value;
        const range = (from, to) => [...Array(to - from).keys()].map((index) => from + index);
        return range({}, {}).map((row) => range({}, {}).map((column) => cell(row, column)).join(' ')).join('/'); }})()",
        rows.start, rows.end, columns.start, columns.end
    );
    person.asks(&script).await.as_str().unwrap().to_owned()
}

/// Enters a figure of 2021 in a background page, before that page notices what the other one saved. Focusing the
/// page would make it notice.
async fn changes_unseen(person: &Person, row: usize, text: &str) {
    let script = format!(
        "(() => {{ const field = document.querySelector('#figures-{row}-1'); field.value = '{text}';
        field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
        field.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Enter', bubbles: true, cancelable: true }})); }})()"
    );
    person.asks(&script).await;
}

/// Freezes the next version, dated `day`.
async fn freezes(person: &Person, day: &str) {
    person.opens("#/versions").await;
    person.goes_to("#filing-day").await;
    person.types(day).await;
    person.presses("Tab").await;
    person.goes_to("#prepared-by").await;
    person.types("示例甲").await;
    person.presses("Enter").await;
    person.clicks("#freeze").await;
    person.reads("已存为第").await;
}

/// Enters a text that is not understood and a doubtful figure, so that marked cells and messages are checked too.
async fn enters_bad(person: &Person) {
    person.opens("#/figures").await;
    enters(person, 0, 3, "12O0").await;
    enters(person, 11, 1, "999").await;
    person.reads("需要核对（").await;
}
