//! Documents, tables, and figures for a superior's form.

use super::{part_of, server, word_text};
use browser_tests::Chromium;
use std::io::{Read, Write};
use std::path::Path;

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_put_together_changed_and_saved_as_word() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.clicks("#try-example").await;
    person.opens("#/papers").await;
    person.reads("示例市2022年度专利转化专项计划自评报告").await;
    person.reads("示例，数据为虚构").await;
    person.pictures("papers").await;

    // A letter in front, of the kind 函, with a joint signer.
    person.clicks("#letter-on").await;
    person.clicks_on("函").await;
    for (field, text) in
        [("#letter-office", "示例市市场监管局"), ("#letter-joint", "示例市财政局"), ("#letter-day", "2022年10月31日")]
    {
        person.goes_to(field).await;
        person.types(text).await;
        person.presses("Tab").await;
    }
    person.reads("示例市市场监管局关于报送《示例市2022年度专利转化专项计划自评报告》的函").await;

    // One part is left out; another gets hand-written text.
    person.clicks("[aria-label='不要“计算过程”']").await;
    person.reads("“计算过程”不放进文稿").await;
    person.clicks("[aria-label='改文字：“下一步安排”']").await;
    // The text is not committed yet, but the file contains it.
    person.writes("#write-next", "（一）抓紧补齐\n逐项落实<&>责任。").await;
    person.reads("文字是手改的").await;
    let document = person.downloads(async |person| person.clicks("#save-word").await).await;
    assert!(document.to_string_lossy().ends_with(".docx"));
    let text = word_text(&document);
    for expect in [
        "示例市市场监管局关于报送",
        "省知识产权局：",
        "示例市财政局",
        "2022年10月31日",
        "、下一步安排",
        "（一）抓紧补齐",
        "逐项落实<&>责任。",
        "数据以国家知识产权局发布为准",
        "校验和",
    ] {
        assert!(text.contains(expect), "{expect} is not in\n{text}");
    }
    assert!(!text.contains("计算过程"), "what was left out is in it");
    assert!(
        part_of(&document, "word/document.xml")
            .contains("<w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t xml:space=\"preserve\">（一）抓紧补齐")
    );

    // Everything is stored and can be reverted step by step.
    person.reads("已保存").await;
    person.reloads().await;
    person.reads("逐项落实<&>责任。").await;
    person.clicks("[aria-label='“下一步安排”换回起草的文字']").await;
    person.sees("!document.body.innerText.includes('逐项落实<&>责任。')").await;
    person.clicks("[aria-label='加回“计算过程”']").await;
    person.sees("!document.body.innerText.includes('不放进文稿')").await;

    // A missed row asks for its reason, which then appears in the document.
    person.opens("#/papers").await;
    person.clicks_on("2021年度自评报告").await;
    person.sees("document.querySelector('.paper')").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missed_row_asks_why_and_other_documents_say_what_they_need() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    super::new_province(&person, "2022-01-10").await;
    super::enters(&person, 0, 1, "1199").await;
    person.opens("#/papers").await;
    person.clicks_on("2021年度自评报告").await;
    person.reads("1 项未完成，请写原因和措施").await;
    person.reads("（待填：未完成原因）").await;
    person.goes_to("#cause-1").await;
    person.types("示例：企业需求不足").await;
    person.presses("Tab").await;
    person.reads("未完成原因：示例：企业需求不足").await;
    for (part, expect) in [
        ("plan", "2021年度专利转化工作计划"),
        ("bulletin", "还没有收到各单位的填报文件"),
        ("allotment", "还没有下达过指标"),
        ("correction", "还没有报送版本"),
        ("tables", "Excel 表格"),
    ] {
        person.opens(&format!("#/papers/{part}")).await;
        person.reads(expect).await;
    }
    chromium.end().await;
}

/// A copy of the workbook with a text replaced in one of its sheets.
fn changed(path: &Path, sheet: &str, from: &str, to: &str) -> std::path::PathBuf {
    let mut file = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let out = path.with_extension("changed.xlsx");
    let mut written = zip::ZipWriter::new(std::fs::File::create(&out).unwrap());
    for index in 0..file.len() {
        let mut part = file.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == sheet {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(from), "{from} is not in {name}");
            bytes = text.replacen(from, to, 1).into_bytes();
        }
        written.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        written.write_all(&bytes).unwrap();
    }
    written.finish().unwrap();
    out
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_is_saved_changed_elsewhere_and_opened_again() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    super::new_province(&person, "2022-01-10").await;
    super::enters(&person, 0, 1, "1199").await;
    super::enters(&person, 0, 2, "77").await;
    person.opens("#/papers/tables").await;
    let book = person.downloads(async |person| person.clicks("#save-excel").await).await;
    assert!(part_of(&book, "xl/workbook.xml").contains("附表"));
    person.pictures("tables").await;
    // Unchanged, the workbook changes nothing.
    person.gives_file("#open-excel", &book).await;
    person.reads("里的数与现在的一样").await;
    let other = changed(&book, "xl/worksheets/sheet3.xml", "<v>1199</v>", "<v>1200</v>");
    person
        .asks("window.asked = ''; window.confirm = (question) => { window.asked = question; return false; }; 1")
        .await;
    person.gives_file("#open-excel", &other).await;
    person
        .sees("window.asked.includes('会改 1 处') && window.asked.includes('2021年 中小微企业接受的专利数量：1199 → 1200')")
        .await;
    person.asks("window.confirm = () => true; 1").await;
    // A file input fires no event for the same file again, so give it a copy.
    let again = other.with_extension("again.xlsx");
    std::fs::copy(&other, &again).unwrap();
    person.gives_file("#open-excel", &again).await;
    person.reads("填入 1 处，可撤销").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,200' && document.querySelector('#figures-0-2').value === '77'").await;
    person.presses("Control+z").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,199'").await;
    // A colleague's formula is offered with its value, a date is no figure, and what is not read is reported.
    let formula = changed(&book, "xl/worksheets/sheet3.xml", "<v>77</v>", "<f>70+8.5</f><v>78.5</v>");
    person
        .asks("window.asked = ''; window.confirm = (question) => { window.asked = question; return false; }; 1")
        .await;
    person.opens("#/papers/tables").await;
    person.gives_file("#open-excel", &formula).await;
    person.sees("window.asked.includes('78.5（公式 =70+8.5 的值）')").await;
    let target = changed(&book, "xl/worksheets/sheet5.xml", "<v>1500</v>", "<v>1600</v>");
    let target_again = target.with_extension("target.xlsx");
    std::fs::copy(&target, &target_again).unwrap();
    person.gives_file("#open-excel", &target_again).await;
    person.reads("2022年目标是 1600，这里是 1500（目标请在“数据填报”里改）").await;
    // Any other file is refused with a reason.
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, expect) in [
        ("a.xlsx", b"not a zip".to_vec(), "也不是本工具认得的表格"),
        ("d.xls", b"\xD0\xCF\x11\xE0 old".to_vec(), "这是旧格式的 Excel 表格（.xls）"),
        ("e.et", b"\xD0\xCF\x11\xE0 old".to_vec(), "这是 WPS 表格（.et）"),
        ("f.csv", "指标,2021\n".as_bytes().to_vec(), "这是 CSV 文本表"),
        ("g.png", b"\x89PNG\r\n\x1a\n".to_vec(), "这是图片"),
        ("h.xls", b"<html><table></table></html>".to_vec(), "这是网页"),
        ("b.xlsx", std::fs::read(&book).unwrap()[..2000].to_vec(), "这不是 Excel 表格"),
        (
            "c.xlsx",
            std::fs::read(changed(&book, "xl/workbook.xml", "name=\"数据\"", "name=\"别的\"")).unwrap(),
            "没有“数据”这一张",
        ),
    ] {
        let path = super::file(folder.path(), name, &bytes);
        person.opens("#/").await;
        person.gives_file("#open-file", &path).await;
        person.reads(&format!("没有打开“{name}”")).await;
        person.reads(expect).await;
    }
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_superiors_form_is_known_by_its_rows_and_filled_in_one_paste() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    super::new_province(&person, "2022-01-10").await;
    super::enters(&person, 0, 1, "1199").await;
    super::enters(&person, 1, 1, "4.5亿元").await;
    person.opens("#/papers/tables").await;
    person.writes("#form-names", "指标\n中小微企业接受专利的合同金额（亿元）\n中小微企业接受的专利数量\n").await;
    person.clicks("#form-take").await;
    person.reads("3 行里认出 2 行，其余留空").await;
    person.sees("[...document.querySelectorAll('.form-lines tbody tr')].map((row) => row.lastElementChild.innerText.trim()).join('/') === '/4.5/1,199'").await;
    person.clicks("#form-copy").await;
    person.reads("已复制 3 行 1 列").await;
    // The form is stored.
    person.reads("已保存").await;
    person.reloads().await;
    person.sees("document.querySelectorAll('.form-lines tbody tr').length === 3").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn results_are_saved_for_other_programs() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.clicks("#try-example").await;
    person.opens("#/papers/tables").await;
    let file = person.downloads(async |person| person.clicks("#save-results").await).await;
    let results: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(results["format"], "zhuanhua-results");
    assert_eq!(results["example"], true);
    assert_eq!(results["rows"].as_array().unwrap().len(), 13);
    chromium.end().await;
}
