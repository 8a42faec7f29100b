//! Lays Word files out with LibreOffice and measures them against GB/T 9704-2012 (5.2, 5.3, 7.5): paper size, 版心,
//! 22 lines of 28 characters, position of the page number.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "tests"
)]

use std::path::Path;
use std::process::Command;
use zhuanhua::exchange::word::word;
use zhuanhua::report::{Align, Column, Document, DocumentPart, Exhibit, Table};

/// Points per millimetre.
const MM: f64 = 72.0 / 25.4;

/// A word on a page. Coordinates are in points from the upper left corner.
struct Word {
    page: usize,
    text: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// All words of a document and the page size. `None` when a tool or a Chinese font is missing.
fn laid_out(name: &str, document: &Document) -> Option<(Vec<Word>, (f64, f64))> {
    for tool in ["soffice", "pdftotext"] {
        if Command::new(tool).arg("--version").output().is_err() {
            println!("skipped: pages of Word files, since {tool} is not installed");
            return None;
        }
    }
    // Without a Chinese font the characters have the width of another script.
    let fonts = Command::new("fc-list").args([":lang=zh-cn", "family"]).output();
    if fonts.is_ok_and(|fonts| fonts.stdout.is_empty()) {
        println!("skipped: pages of Word files, since no Chinese font is installed");
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("layout-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("file.docx");
    std::fs::write(&path, word(document, &[]).unwrap()).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let made = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(&folder)
        .arg(&path)
        .output();
    let pdf = folder.join("file.pdf");
    if !pdf.exists() {
        // A LibreOffice without Writer converts nothing.
        println!("skipped: pages of Word files: {}", String::from_utf8_lossy(&made.unwrap().stderr));
        return None;
    }
    let boxes = Command::new("pdftotext").args(["-bbox"]).arg(&pdf).arg("-").output().unwrap();
    let boxes = String::from_utf8(boxes.stdout).unwrap();
    let (mut words, mut page, mut size) = (Vec::new(), 0, (0.0, 0.0));
    let number = |line: &str, key: &str| -> f64 {
        line.split(&format!("{key}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    for line in boxes.lines().map(str::trim) {
        if line.starts_with("<page ") {
            page += 1;
            size = (number(line, "width"), number(line, "height"));
        } else if line.starts_with("<word ") {
            let text = line.split_once('>').unwrap().1.trim_end_matches("</word>").to_owned();
            let at = |key| number(line, key);
            words.push(Word { page, text, left: at("xMin"), top: at("yMin"), right: at("xMax"), bottom: at("yMax") });
        }
    }
    Some((words, size))
}

fn part(text: Vec<String>, exhibits: Vec<Exhibit>) -> DocumentPart {
    DocumentPart { id: "a".to_owned(), heading: String::new(), text, exhibits }
}

#[track_caller]
fn near(what: &str, value: f64, expected: f64, within: f64) {
    assert!((value - expected).abs() <= within, "{what}: {value:.2}, expected {expected:.2} ± {within}");
}

#[test]
fn a_page_has_twenty_two_lines_of_twenty_eight_letters() {
    let long = "专利转化运用".repeat(28 * 22 * 3 / 6);
    let document =
        Document { title: "标题".to_owned(), parts: vec![part(vec![long], Vec::new())], ..Document::default() };
    let Some((words, (width, height))) = laid_out("body", &document) else { return };
    near("width of the paper", width, 210.0 * MM, 0.5);
    near("height of the paper", height, 297.0 * MM, 0.5);
    // The second page holds body text only.
    let body: Vec<&Word> = words.iter().filter(|word| word.page == 2 && word.text.chars().count() > 10).collect();
    assert_eq!(body.len(), 22, "lines of a page");
    for line in &body {
        assert_eq!(line.text.chars().count(), 28, "letters of a line");
        near("订口", line.left, 28.0 * MM, 1.0);
        near("width of 版心", line.right - line.left, 156.0 * MM, 2.0);
    }
    let pitch = (body[21].top - body[0].top) / 21.0;
    near("pitch of lines", pitch, 225.0 / 22.0 * MM, 0.1);
    // The box of a line is as high as its characters; the rest of the pitch is above and below it.
    let middle = |word: &Word| f64::midpoint(word.top, word.bottom);
    near("the first line's middle below the paper's edge", middle(body[0]) - pitch / 2.0, 37.0 * MM, 4.0);
    near("the last line's middle above 版心's foot", middle(body[21]) + pitch / 2.0, (297.0 - 35.0) * MM, 4.0);

    // Page numbers stand 7 mm below 版心, one character in from the edge: at the right on odd pages, at the left on
    // even ones.
    for page in [1, 2] {
        let foot: Vec<&Word> = words.iter().filter(|word| word.page == page && word.top > 263.0 * MM).collect();
        let text: String = foot.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(text, format!("—{page}—"));
        near("the page number's dash", middle(foot[0]), (262.0 + 7.0) * MM, 4.0);
        let (left, right) = (foot.first().unwrap().left, foot.last().unwrap().right);
        match page {
            1 => near("the odd page's number", right, 184.0 * MM - 14.0, 2.0),
            _ => near("the even page's number", left, 28.0 * MM + 14.0, 2.0),
        }
    }
}

#[test]
fn a_table_repeats_its_head_on_each_page_and_an_annex_begins_one() {
    let column = |head: &str| Column { head: head.to_owned(), width: 1, align: Align::Left };
    let rows = (0..120).map(|row| vec![format!("第{row}行"), "内容".repeat(20)]).collect();
    let table = Table { caption: String::new(), columns: vec![column("甲栏"), column("乙栏")], rows };
    let annex = DocumentPart { heading: "分工表".to_owned(), ..part(Vec::new(), vec![Exhibit::Table(table)]) };
    let body = part(vec!["正文。".to_owned()], Vec::new());
    let document =
        Document { title: "标题".to_owned(), parts: vec![body], annexes: vec![annex], ..Document::default() };
    let Some((words, _)) = laid_out("table", &document) else { return };
    let pages = words.iter().map(|word| word.page).max().unwrap();
    assert!(pages > 3, "{pages} pages");
    let label = words.iter().find(|word| word.text == "附件").unwrap();
    assert_eq!(label.page, 2, "the annex begins a page");
    near("附件 at the edge", label.left, 28.0 * MM, 1.0);
    let title = words.iter().find(|word| word.page == 2 && word.text == "分工表").unwrap();
    near("the annex's title on the third line", f64::midpoint(title.top, title.bottom), 37.0 * MM + 2.6 * 28.95, 8.0);
    for page in 2..=pages {
        let heads = words.iter().filter(|word| word.page == page && word.text == "甲栏").count();
        assert_eq!(heads, 1, "the table's head on page {page}");
    }
    // All 120 rows are there.
    let first_cells = words.iter().filter(|word| word.text.starts_with('第')).count();
    assert_eq!(first_cells, 120);
}
