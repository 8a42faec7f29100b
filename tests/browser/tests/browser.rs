//! The release in a browser, as its users meet it: by keyboard and mouse, over plain http from a
//! sub-path, with an empty profile for each test.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use browser_tests::{Chromium, HOST, Person, Server, given};
use std::path::{Path, PathBuf};

fn server() -> Server {
    Server::start(given("ZHUANHUA_SITE"), "application/wasm")
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name).canonicalize().unwrap()
}

/// A file with that text, in a folder that lives as long as the test.
fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// A new workspace of the province as of a day, by keyboard.
async fn new_province(person: &Person, as_of: &str) {
    person.clicks("#new-province").await;
    person.goes_to("#as-of").await;
    person.types(as_of).await;
    person.presses("Enter").await;
    person.reads(&format!("数据截至 {as_of}")).await;
}

/// Types a figure into a cell of the grid, counted from 0.
async fn enters(person: &Person, row: usize, column: usize, text: &str) {
    person.goes_to(&format!("#figures-{row}-{column}")).await;
    person.types(text).await;
    person.presses("Enter").await;
}

/// Pastes where the focus is; true when the page took it, so that the browser did nothing of its own.
async fn pastes(person: &Person, text: &str, html: &str) -> bool {
    let script = format!(
        "(() => {{ const data = new DataTransfer(); data.setData('text/plain', {text:?});
        if ({html:?}) data.setData('text/html', {html:?});
        const event = new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }});
        document.activeElement.dispatchEvent(event); return event.defaultPrevented; }})()"
    );
    person.asks(&script).await == serde_json::Value::Bool(true)
}

async fn saved(person: &Person) {
    person.sees("document.querySelector('#save-state').innerText === '已保存'").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_city_enters_figures_by_keyboard_and_sees_where_it_stands() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.clicks("#new-city").await;
    person.reads("请先填“数据截至”").await;
    person.opens("#/results").await;
    person.reads("还没有填“数据截至”").await;
    person.opens("#/figures").await;
    person.goes_to("#unit").await;
    person.types("示例市").await;
    person.presses("Tab").await;
    person.goes_to("#as-of").await;
    person.types("2022年1月10日").await;
    person.presses("Enter").await;
    person.reads("数据截至 2022-01-10").await;

    // Full-width digits, arrows, F2, Esc, undo and redo.
    person.goes_to("#figures-0-1").await;
    person.types("１，１９９").await;
    person.presses("ArrowLeft").await;
    assert_eq!(person.is_at().await, "figures-0-0");
    assert_eq!(person.value_of("#figures-0-1").await, "1,199");
    person.presses("ArrowRight").await;
    person.presses("F2").await;
    person.presses("ArrowLeft").await;
    assert_eq!(person.is_at().await, "figures-0-1", "inside the text the arrows move the caret");
    person.types("9").await;
    person.presses("Escape").await;
    assert_eq!(person.value_of("#figures-0-1").await, "1,199");
    person.types("1199").await;
    assert_eq!(person.value_of("#figures-0-1").await, "1199", "after Esc what is typed replaces");
    person.presses("Enter").await;
    assert_eq!(person.is_at().await, "figures-1-1");
    person.presses("ArrowUp").await;
    person.presses("Delete").await;
    person.sees("document.querySelector('#figures-0-1').value === ''").await;
    person.presses("Control+z").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,199'").await;
    person.types("1200").await;
    person.presses("Enter").await;
    person.presses("Control+z").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,199'").await;
    person.presses("Control+y").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,200'").await;
    person.presses("Control+z").await;

    // Without an allotment nothing is pro-rated.
    person.opens("#/results").await;
    person.reads("无法判定（缺目标）").await;
    person.opens("#/figures").await;
    person.goes_to("#targets-0-0").await;
    person.types("1200").await;
    person.presses("Enter").await;
    // 30 without a percent sign could be thirtyfold: it is asked about, not guessed.
    person.goes_to("#targets-1-4").await;
    person.types("30").await;
    person.presses("Enter").await;
    person.reads("请写明百分号或小数").await;
    person.opens("#/results").await;
    person.reads("还差 1 件").await;
    person.clicks("table.verdicts tbody tr:nth-child(1) td:nth-child(2) button").await;
    person.reads("1,199 ＜ 1,200 件").await;
    person.reads("按分配给本单位的目标").await;
    person.reads("依据：附表1").await;
    person.pictures("results").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_figures_stay_in_their_cells_and_replace_nothing() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    enters(&person, 0, 1, "1200").await;
    for (text, says) in [
        ("12O0", "是字母，不是数字 0"),
        ("1e5", "不收科学计数"),
        ("NaN", "“N”不是数字"),
        ("1234567890123456", "整数部分最多 15 位"),
        ("-5", "不收负数"),
        ("1.5", "只收整数"),
        ("5家", "单位“家”不适用"),
    ] {
        enters(&person, 0, 1, text).await;
        person.reads(says).await;
        person.reads("仍按 1,200 件 计算").await;
        assert_eq!(person.value_of("#figures-0-1").await, text);
    }
    // It survives a reload, and is mended by typing.
    saved(&person).await;
    person.reloads().await;
    person.sees("document.querySelector('#figures-0-1').value === '5家'").await;
    person.pictures("bad-figures").await;
    enters(&person, 0, 1, "１３００ 件").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,300'").await;
    assert!(!person.asks("document.body.innerText").await.as_str().unwrap().contains("需要核对"));

    // An empty paste changes nothing; one text with a newline behind it goes in as one text.
    person.goes_to("#figures-0-1").await;
    for (text, prevented) in [("", true), ("77\r\n", false)] {
        assert_eq!(pastes(&person, text, "").await, prevented, "{text:?}");
        assert_eq!(person.value_of("#figures-0-1").await, "1,300");
    }
    person.reads("剪贴板里没有文字").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_changed_on_the_spot_shows_what_turns() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    // Row 6: 1.00 → 1.10 → 1.44 → 1.728 亿元. Compound 20 % holds; 2021 alone grew by 10 %.
    for (column, text) in ["1", "1.1", "1.44", "1.728"].iter().enumerate() {
        person
            .goes_to(&format!("[aria-label^='政策惠及的中小微企业营业收入 {}年']", 2020_usize.saturating_add(column)))
            .await;
        person.types(text).await;
        person.presses("Tab").await;
    }
    person.opens("#/results").await;
    person.clicks("table.verdicts tbody tr:nth-child(6) td:last-child button").await;
    person.reads("1.728 ≥ 1 × 1.2³ = 1.728 亿元").await;
    // In a row of several years the one that settled it is marked, and no other.
    person.clicks("table.verdicts tbody tr:nth-child(1) td:last-child button").await;
    person.reads("决定结论").await;
    person.clicks("table.verdicts tbody tr:nth-child(6) td:last-child button").await;
    person.reads("按另一口径（年均增长怎么算：每年都比上年增长）：未完成").await;
    person.clicks_on("改用").await;
    person.reads("附表 6 全期：已完成 → 未完成").await;
    person.presses("Control+z").await;
    person.sees("document.querySelector('.detail-verdict').innerText.includes('已完成')").await;
    // The conflict stands beside the row that it touches.
    person.reads("增长类指标没有写基期和基数").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chart_is_read_by_pointer_and_keyboard_and_as_a_table() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.clicks("#try-example").await;
    person.reads("完成情况").await;
    // A pointer that happens to rest on the chart would read a value of its own.
    person.moves_away().await;
    person.opens("#/trends").await;
    person.goes_to(".chart-box").await;
    person.presses("ArrowRight").await;
    person.sees("document.querySelector('.readout').innerText.startsWith('2020年：实际')").await;
    person.presses("End").await;
    person.sees("document.querySelector('.readout').innerText.includes('2023年：实际 空白；目标')").await;
    person.asks("document.querySelectorAll('.strip')[1].dispatchEvent(new PointerEvent('pointerenter'))").await;
    person.sees("document.querySelector('.readout').innerText.startsWith('2021年')").await;
    // A blank year has no dot; the open one is drawn open.
    assert_eq!(person.asks("document.querySelectorAll('circle.actual').length").await, 2);
    assert_eq!(person.asks("document.querySelectorAll('circle.unfinished.open').length").await, 1);
    // Labels are as wide as the layout took them to be: none crosses the edge of the drawing.
    let inside = "[...document.querySelectorAll('.chart text')].every((text) => { const box = text.getBBox();
        return box.x >= 0 && box.y >= 0 && box.x + box.width <= 760 && box.y + box.height <= 300; })";
    assert_eq!(person.asks(inside).await, true);
    person.pictures("trends").await;
    person.clicks("figure summary").await;
    person.reads("看数据表").await;
    let table = person.text_of("figure table").await;
    assert!(table.contains("2023") && table.contains("空白"), "{table}");
    person.clicks(".row-choices li:nth-child(2) button").await;
    person.sees("document.querySelectorAll('figure.chart').length === 2").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn work_is_kept_saved_as_a_file_opened_again_and_deleted_for_good() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2022-01-10").await;
    person.goes_to("#unit").await;
    person.types("示例省").await;
    person.presses("Enter").await;
    enters(&person, 1, 0, "900719925474099.000001").await;
    saved(&person).await;
    // The example is a workspace of its own and overwrites nothing.
    person.opens("#/").await;
    person.clicks("#try-example").await;
    person.reads("示例市").await;
    saved(&person).await;
    person.reloads().await;
    person.opens("#/").await;
    person.reads("示例省").await;
    person.reads("示例市").await;
    person.clicks("[aria-label='打开 示例省']").await;
    person.sees("document.querySelector('#figures-1-0').value === '900,719,925,474,099.000001'").await;

    let kept = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    assert_eq!(kept.file_name().unwrap().to_str(), Some("示例省-2022-01-10.zhuanhua.json"));
    // Leaving for another workspace at once loses nothing that was still on its way.
    let both = "(() => { const cell = (row) => document.querySelector(`#figures-${row}-1`);
        const type = (field, text) => { field.focus(); document.execCommand('insertText', false, text); field.blur(); };
        type(cell(0), '41'); type(cell(5), '42'); type(cell(8), '43'); location.hash = '#/'; return true; })()";
    person.opens("#/figures").await;
    person.sees("document.querySelector('#figures-8-1')").await;
    person.asks(both).await;
    person.clicks("[aria-label='打开 示例市']").await;
    saved(&person).await;
    person.opens("#/").await;
    person.clicks("[aria-label='打开 示例省']").await;
    person.sees("['41', '42', '43'].every((text, index) => document.querySelector(`#figures-${[0, 5, 8][index]}-1`).value === text)").await;
    let kept = person.downloads(async |person| person.clicks_on("存为文件").await).await;

    // Deleted for good: asked once more, then gone, also after a reload.
    person.opens("#/").await;
    person.clicks("[aria-label='删除 示例省']").await;
    person.clicks_on("永久删除").await;
    person.reads("已永久删除“示例省”").await;
    person.reloads().await;
    person.opens("#/").await;
    person.reads("示例市").await;
    assert_eq!(person.asks("!!document.querySelector(\"[aria-label='打开 示例省']\")").await, false);

    // The file brings it back, digit by digit.
    person.gives_file("#open-file", &kept).await;
    person.sees("document.querySelector('#figures-1-0').value === '900,719,925,474,099.000001'").await;
    let again = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    assert_eq!(std::fs::read(&kept).unwrap(), std::fs::read(&again).unwrap());
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_no_whole_workspace_are_refused_and_replace_nothing() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2022-01-10").await;
    enters(&person, 0, 1, "77").await;
    let good = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    let good = std::fs::read_to_string(good).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let cut = good.char_indices().nth(400).map(|(byte, _)| byte).unwrap();
    let huge = folder.join("huge.zhuanhua.json");
    std::fs::File::create(&huge).unwrap().set_len(200_000_000).unwrap();
    let cases = [
        (file(folder, "empty.json", b""), "文件是空的"),
        (file(folder, "list.json", b"[1, 2]"), "这不是填报文件"),
        (file(folder, "letter.json", "你好".as_bytes()), "这不是填报文件，或已损坏"),
        (file(folder, "bytes.json", &[0xFF, 0xFE, 0x00, 0x50, 0x4B]), "这不是填报文件"),
        (file(folder, "cut.json", &good.as_bytes()[..cut]), "文件不完整"),
        (file(folder, "byte.json", good.replacen("\"77\"", "\"78\"", 1).as_bytes()), "校验和不符"),
        (file(folder, "newer.json", good.replacen("\"2.0\"", "\"9.0\"", 1).as_bytes()), "更新的版本"),
        (huge, "文件有 200 MB"),
    ];
    for (path, says) in cases {
        person.opens("#/").await;
        person.gives_file("#open-file", &path).await;
        person.reads(says).await;
        person.reads("已打开的内容没有改动").await;
        person.opens("#/figures").await;
        person.sees("document.querySelector('#figures-0-1').value === '77'").await;
        person.clicks_on("知道了").await;
    }
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_page_never_overwrites_newer_work() {
    let (server, chromium) = (server(), Chromium::start().await);
    let first = chromium.person(&server, "").await;
    new_province(&first, "2022-01-10").await;
    first.goes_to("#unit").await;
    first.types("示例省").await;
    first.presses("Enter").await;
    saved(&first).await;
    let second = chromium.person(&server, "").await;
    second.clicks("[aria-label='打开 示例省']").await;
    enters(&second, 0, 1, "5").await;
    saved(&second).await;
    changes_unseen(&first, 0, "6").await;
    changes_unseen(&first, 5, "7").await;
    first.reads("另一个页面保存过这份文件更新的内容").await;
    second.reloads().await;
    second.sees("document.querySelector('#figures-0-1').value === '5'").await;
    // Merged: what only one changed is there, what both changed stays as here and is named.
    enters(&second, 8, 1, "8").await;
    saved(&second).await;
    first.comes_forward().await;
    first.clicks_on("合并两边的改动").await;
    first.reads("已合并另一个页面的 1 处改动").await;
    first.reads("两边都改了：保留本页的 6 件，另一页面的是 5 件").await;
    saved(&first).await;
    let values = "[0, 5, 8].map((row) => document.querySelector(`#figures-${row}-1`).value).join()";
    assert_eq!(first.asks(values).await, "6,7,8");
    // The other page takes over what is newer as soon as somebody looks at it.
    second.asks("window.dispatchEvent(new Event('focus'))").await;
    second.reads("本页已换成最新内容").await;
    assert_eq!(second.asks(values).await, "6,7,8");
    // Or each goes its own way.
    enters(&second, 0, 1, "9").await;
    saved(&second).await;
    changes_unseen(&first, 0, "10").await;
    first.comes_forward().await;
    first.clicks_on("另存为一份").await;
    first.reads("（另存）").await;
    saved(&first).await;
    second.reloads().await;
    second.sees("document.querySelector('#figures-0-1').value === '9'").await;
    // Deleted in one page, still there in the other.
    first.opens("#/").await;
    first.clicks("[aria-label='删除 示例省']").await;
    first.clicks_on("永久删除").await;
    first.reads("已永久删除“示例省”").await;
    changes_unseen(&second, 0, "12").await;
    second.reads("另一个页面删除了这份文件").await;
    second.comes_forward().await;
    second.clicks_on("重新保存").await;
    saved(&second).await;
    second.reloads().await;
    second.sees("document.querySelector('#figures-0-1').value === '12'").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_pack_brings_its_own_grid_results_and_charts() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.opens("#/pack").await;
    person.gives_file("#open-pack", &fixture("tests/packs/small.toml")).await;
    person.reads("已打开口径包“示例计划（2030—2031年）”").await;
    person.opens("#/figures").await;
    person.goes_to("#as-of").await;
    person.types("2032-01-01").await;
    person.presses("Enter").await;
    assert_eq!(person.asks("document.querySelectorAll('#figures tbody tr').length").await, 3);
    enters(&person, 0, 1, "10").await;
    enters(&person, 0, 2, "19项").await;
    person.opens("#/results").await;
    person.reads("附表 2 行指标").await;
    person.reads("还差 1 项").await;
    person.opens("#/trends").await;
    person.reads("A1 开放许可声明数量").await;
    person.sees("[...document.querySelectorAll('.chart text')].some((text) => text.textContent === '2031')").await;
    person.pictures("another-pack").await;
    // It opens again after a reload: the pack is kept with the work.
    saved(&person).await;
    person.opens("#/figures").await;
    person.reloads().await;
    person.reads("示例口径").await;
    person.sees("document.querySelector('#figures-0-2').value === '19'").await;

    let text = std::fs::read_to_string(fixture("static/packs/shaanxi-2021-2023.toml")).unwrap();
    let faults = [
        ("share = \"0.85\"", "share = \"1.85\""),
        ("2022 = \"1500\", ", ""),
        ("unit = \"亿元\"", "unit = 7"),
        ("row = \"13\"", "row = \"31\""),
        ("cnipa = true\n", "cnipa = true\ncolour = \"red\"\n"),
        ("kind = \"state\"", "kind = \"gas\""),
        ("rate = \"0.1\"", "rate = \"-1\""),
        ("day = \"03-31\"", "day = \"02-30\""),
        ("id = \"tongchuan\"", "id = \"xian\""),
        ("reading = \"share_period\"", "reading = \"share_periods\""),
    ];
    let broken = faults.iter().fold(text, |text, (from, to)| text.replacen(from, to, 1));
    let folder = tempfile::tempdir().unwrap();
    let broken = file(folder.path(), "broken.toml", broken.as_bytes());
    person.opens("#/pack").await;
    person.gives_file("#open-pack", &broken).await;
    person.reads("没有采用“broken.toml”，共 10 处问题").await;
    person.reads("门槛 37/20 不可能达到").await;
    assert_eq!(person.asks("document.querySelectorAll('.notice li').length").await, 10);
    person.pictures("broken-pack").await;
    person.gives_file("#open-pack", &file(folder.path(), "not.toml", b"PK\x03\x04 {{{")).await;
    person.reads("写法有误").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_first_view_the_door_is_closed() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.reads("可断网").await;
    let before = server.asked();
    assert!(before.len() >= 4, "the positive control: the page itself was asked for: {before:?}");
    person.clicks("#try-example").await;
    for route in ["#/figures", "#/results", "#/trends", "#/versions", "#/compare", "#/pack", "#/"] {
        person.opens(route).await;
        person.sees("document.querySelector('#main-content').innerText.length > 50").await;
    }
    let blocked = person.asks("fetch('./index.html').then(() => 'went through', () => 'blocked')").await;
    assert_eq!(blocked, "blocked");
    assert_eq!(server.asked(), before);
    let requests = chromium.requests().await;
    assert!(!requests.is_empty(), "the log of requests holds the page's own");
    let foreign: Vec<_> = requests
        .iter()
        .filter(|url| !url.contains(HOST) && !url.starts_with("data:") && !url.starts_with("blob:"))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_type_of_the_wasm_file_does_not_keep_it_from_starting() {
    let (server, chromium) = (Server::start(given("ZHUANHUA_SITE"), "text/plain"), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.reads("专利转化专项计划自评").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_shows_what_happened_and_offers_the_saved_work() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2022-01-10").await;
    enters(&person, 0, 1, "77").await;
    saved(&person).await;
    person.opens("#/drill").await;
    person.reads("程序停下了").await;
    person.reads("下载“未命名").await;
    person.pictures("stopped").await;
    let offered = person.downloads(async |person| person.clicks("#stopped-files a").await).await;
    let text = std::fs::read_to_string(&offered).unwrap();
    assert!(text.contains("zhuanhua-workspace") && text.contains("\"77\""), "{text}");
    // The page starts again and opens what was offered.
    person.opens("#/").await;
    person.reloads().await;
    person.gives_file("#open-file", &offered).await;
    person.sees("document.querySelector('#figures-0-1').value === '77'").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_is_reported_month_by_month() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2022-05-31").await;
    // Last year's first quarter, entered in quarters.
    person.clicks_on("2021年").await;
    person.clicks_on("按季").await;
    enters(&person, 0, 0, "60").await;
    // This year in months, one forgotten.
    person.clicks_on("2022年").await;
    person.clicks_on("按月").await;
    person.goes_to("#figures-0-0").await;
    for text in ["10", "20", "", "12"] {
        person.types(text).await;
        person.presses("ArrowRight").await;
    }
    person.reads("2022年3月）空着，全年因此得不出数").await;
    person.goes_to("#figures-0-2").await;
    person.types("36").await;
    person.presses("ArrowLeft").await;
    person.presses("ArrowRight").await;
    // 10 + 20 + 36 = 66 against 60 in the same quarter of last year.
    for (name, value) in [("本期", "36 件"), ("累计", "66 件"), ("上年同期累计", "60 件"), ("累计同比", "+10%")]
    {
        let said =
            "[...document.querySelectorAll('#status li')].map((line) => line.innerText.replace(/\\s+/g, ' ').trim())";
        person.sees(&format!("{said}.includes('{name}{value}')")).await;
    }
    assert_eq!(person.asks("document.querySelector('#figures tbody tr td.grid-trailer').innerText").await, "78");
    person.pictures("months").await;
    // Figures that only rise may be cumulative: said beside them, with what to do about it.
    enters(&person, 0, 3, "90").await;
    person.reads("疑似累计数").await;
    person.clicks_on("改为累计").await;
    person.sees("document.querySelector('#figures tbody tr td.grid-trailer').innerText.startsWith('90')").await;
    // The year's own figure prevails, and a difference is said.
    enters(&person, 0, 12, "95").await;
    person.reads("全年数与各期得出的 90 件 不同，按全年数计算").await;
    person.clicks_on("各年").await;
    person.sees("document.querySelector('#figures-0-2').value === '95'").await;
    person.clicks_on("去掉全年数，用各期的").await;
    person.sees("document.querySelector('#figures-0-2').value === ''").await;
    person.sees("document.querySelector('#figures-0-2').placeholder === '90'").await;
    // A year has periods of one length: the other is offered, not mixed in.
    person.clicks_on("2022年").await;
    person.clicks_on("按季").await;
    person.sees("document.querySelector('#figures-0-0').disabled").await;
    person.clicks("[aria-label='改为按季 中小微企业接受的专利数量']").await;
    person.clicks_on("改").await;
    // Cumulative months give the quarter that they end.
    person.sees("document.querySelector('#figures-0-0').value === '36'").await;
    person.presses("Control+z").await;
    person.sees("document.querySelector('#figures-0-0').disabled").await;
    chromium.end().await;
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

#[tokio::test(flavor = "multi_thread")]
async fn blocks_go_in_and_out_as_in_a_spreadsheet() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;

    // Excel's trailing newline, full-width digits and a unit: exactly these cells, one undo.
    enters(&person, 3, 1, "77").await;
    person.goes_to("#figures-0-1").await;
    assert!(pastes(&person, "１，２００\t1300\t1,400\r\n4.5亿元\t\t3\r\n", "").await);
    person.reads("已粘贴 6 格").await;
    assert_eq!(figures(&person, 0..4, 0..4).await, " 1,200 1,300 1,400/ 45,000  3/   / 77  ");
    person.presses("Control+z").await;
    person.sees("document.querySelector('#figures-0-1').value === ''").await;
    assert_eq!(figures(&person, 0..4, 0..4).await, "   /   /   / 77  ");

    // A table of a page: merged title, repeated head, labels; what it carries does not run.
    let html = "<table><tr><td colspan=3>2021—2023年情况</td></tr><tr><th>指标</th><th>2021年</th><th>2022年</th></tr>
        <tr><td>中小微企业接受的专利数量</td><td>5<script>window.ran = true</script></td><td>6<img src=x onerror='window.ran = true'></td></tr>
        <tr><th>指标</th><th>2021年</th><th>2022年</th></tr>
        <tr><td>中小微企业接受专利的合同金额（亿元）</td><td>0.5</td><td>7</td></tr></table>";
    person.goes_to("#figures-0-1").await;
    assert!(pastes(&person, "merged", &html.replace("<script>window.ran = true</script>", "")).await);
    person.reads("已粘贴 4 格").await;
    assert_eq!(figures(&person, 0..2, 0..4).await, " 5 6 / 5,000 70,000 ");
    person.presses("Control+z").await;
    let scripted = format!("{html}<script>window.ran = true</script>");
    person.goes_to("#figures-0-1").await;
    pastes(&person, "merged", &scripted).await;
    person.reads("还没有粘贴").await;
    person.clicks_on("不粘贴").await;
    assert_eq!(person.asks("window.ran === undefined").await, true);

    // Labels that name another place: asked about, and then obeyed.
    person.goes_to("#figures-0-0").await;
    pastes(&person, "\t2022年\n中小微企业接受专利的合同金额\t8\n", "").await;
    person.reads("表里写的是“2022年”，选中的位置是“2020年”").await;
    person.pictures("paste-asked").await;
    person.clicks_on("按表里的行名、列名放").await;
    person.sees("document.querySelector('#figures-1-2').value === '8'").await;
    assert_eq!(figures(&person, 0..2, 0..4).await, "   /  8 ");

    // Over the edge, unreadable, too large, a picture: said before anything changes.
    person.goes_to("#figures-0-3").await;
    pastes(&person, "1\t2\n12O0\t3\n", "").await;
    person.reads("第 2 列起共 1 列放不下").await;
    person.reads("2023年 中小微企业接受专利的合同金额的“12O0”：第 3 个字“O”是字母").await;
    person.presses("Escape").await;
    assert_eq!(figures(&person, 0..2, 0..4).await, "   /  8 ");
    assert_eq!(person.is_at().await, "figures-0-3");
    pastes(&person, &"1\t2\n".repeat(50_000), "").await;
    person.reads("一次最多 20000 格").await;
    person.asks(
        "(() => { const data = new DataTransfer(); data.items.add(new File(['x'], 'a.png', { type: 'image/png' }));
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); })()",
    )
    .await;
    person.reads("剪贴板里是图片").await;
    assert_eq!(figures(&person, 0..2, 0..4).await, "   /  8 ");

    // A range by keyboard: copied out, filled right, cleared.
    enters(&person, 0, 0, "11").await;
    enters(&person, 1, 0, "1234.5").await;
    person.goes_to("#figures-0-0").await;
    person.presses("Shift+ArrowDown").await;
    person.presses("Shift+ArrowRight").await;
    assert_eq!(person.asks("document.querySelectorAll('td.selected').length").await, 4);
    let copied = "(() => { const data = new DataTransfer();
        document.activeElement.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
        return data.getData('text/plain'); })()";
    assert_eq!(person.asks(copied).await, "11\t\r\n1234.5\t");
    person.presses("Control+r").await;
    person.sees("document.querySelector('#figures-1-1').value === '1,234.5'").await;
    assert_eq!(figures(&person, 0..2, 0..4).await, "11 11  /1,234.5 1,234.5 8 ");
    person.presses("Delete").await;
    person.sees("document.querySelector('#figures-0-0').value === ''").await;
    assert_eq!(figures(&person, 0..2, 0..4).await, "   /  8 ");
    // Cut: on the clipboard, and gone from its cell. The whole grid goes out with its labels.
    enters(&person, 0, 0, "13").await;
    person.goes_to("#figures-0-0").await;
    assert_eq!(person.asks(&copied.replace("'copy'", "'cut'")).await, "13");
    person.sees("document.querySelector('#figures-0-0').value === ''").await;
    person.clicks_on("复制整表").await;
    person.reads("已复制整表，带行名和列名").await;
    // By mouse: down on one cell, over to another.
    let drag = "(() => { const cell = (id) => document.querySelector(id);
        cell('#figures-0-0').dispatchEvent(new MouseEvent('mousedown', { bubbles: true, buttons: 1 }));
        cell('#figures-2-3').parentElement.dispatchEvent(new MouseEvent('mouseover', { bubbles: true, buttons: 1 }));
        cell('#figures-2-3').parentElement.dispatchEvent(new MouseEvent('mouseenter', { buttons: 1 })); })()";
    person.asks(drag).await;
    person.sees("document.querySelectorAll('td.selected').length === 12").await;
    person.reads("选中").await;

    // Keys that come faster than the page is drawn go where the caret went, one cell after the other.
    let at_once = "(() => { document.querySelector('#figures-0-3').focus();
        for (const text of ['11', '22', '33', '44']) {
            const field = document.activeElement; field.value = text;
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        } })()";
    person.asks(at_once).await;
    person.sees("document.querySelector('#figures-3-3').value === '44'").await;
    assert_eq!(figures(&person, 0..4, 3..4).await, "11/22/33/44");
    // A bulletin's columns that have no place here are asked about, not laid into the next years.
    person.goes_to("#figures-0-2").await;
    pastes(&person, "指标\t本月\t本年累计\n中小微企业接受的专利数量\t12\t130\n", "").await;
    person.reads("表头“本月”“本年累计”在这张表里没有对应的列").await;
    person.presses("Escape").await;
    assert_eq!(figures(&person, 0..1, 2..4).await, " 11");

    // Found by name and by figure.
    person.goes_to("#figures-0-0").await;
    person.presses("Control+f").await;
    person.types("解密国防").await;
    person.presses("Enter").await;
    let at = person.is_at().await;
    assert!(
        person
            .asks(&format!("document.getElementById('{at}').getAttribute('aria-label')"))
            .await
            .as_str()
            .unwrap()
            .starts_with("解密国防专利")
    );

    // The list of what was done leads back to the beginning, and forth again.
    person.clicks_on("记录").await;
    person.clicks_on("打开时").await;
    person.sees("document.querySelector('#figures-3-1').value === ''").await;
    person.clicks(".history-list li:first-child button").await;
    person.sees("document.querySelector('#figures-3-1').value === '77'").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_sources_say_something_of_one_cell_and_one_counts() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    enters(&person, 0, 1, "1200").await;
    person.goes_to("#figures-0-1").await;
    person.presses("Shift+F2").await;
    person.sees("document.activeElement.id === 'said-own-unsaid'").await;
    person.goes_to("#said-cnipa-unsaid").await;
    person.types("12O1").await;
    person.presses("Enter").await;
    person.reads("是字母，不是数字 0").await;
    person.goes_to("#said-cnipa-unsaid").await;
    person.asks("document.activeElement.select()").await;
    person.types("1201").await;
    person.presses("Enter").await;
    // CNIPA counts before the unit's own, and the difference is said.
    person.sees("document.querySelector('#figures-0-1').value === '1,201'").await;
    person.reads("来源不一致：采用国知局 1,201 件，另有本单位 1,200 件").await;
    person.goes_to("#day-cnipa-unsaid").await;
    person.types("2022年3月1日").await;
    person.presses("Enter").await;
    person.goes_to("#note-cnipa-unsaid").await;
    person.types("年报第 3 页").await;
    person.presses("Enter").await;
    person.sees("document.querySelector('#day-cnipa-unsaid').value === '2022-03-01'").await;
    // What is typed in the grid is the unit's own, and it says that another one counts.
    enters(&person, 0, 1, "1205").await;
    person.reads("改的是本单位的数；这一格采用的仍是国知局的 1,201 件").await;
    person.goes_to("#figures-0-1").await;
    person.sees("document.querySelector('#said-cnipa-unsaid').value === '1,201'").await;
    // 快报 and 终报 of one source stand side by side.
    person.asks("(() => { const select = document.querySelector('[aria-label=\"国知局是快报还是终报\"]'); select.selectedIndex = 1; select.dispatchEvent(new Event('change', { bubbles: true })); })()").await;
    person.sees("document.querySelector('#said-cnipa-flash').value === '1,201'").await;
    person.goes_to("#said-cnipa-unsaid").await;
    person.types("1202").await;
    person.presses("Enter").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,202'").await;
    person.pictures("sources").await;
    person.clicks("[aria-label='采用本单位']").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,205'").await;
    saved(&person).await;
    person.reloads().await;
    person.sees("document.querySelector('#figures-0-1').value === '1,205'").await;
    assert_eq!(
        person.asks("document.querySelector('#figures-0-1').parentElement.classList.contains('noted')").await,
        true
    );
    // What CNIPA does not publish it is not asked for.
    person.goes_to("#figures-1-1").await;
    person.presses("Shift+F2").await;
    person.reads("国家知识产权局不发布这一项").await;
    assert_eq!(person.asks("!!document.querySelector('#said-cnipa-unsaid')").await, false);
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_reported_stays_and_changes_are_explained() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.clicks("#try-example").await;
    person.opens("#/versions").await;
    person.clicks("#freeze").await;
    person.reads("请填报送日期").await;
    freezes(&person, "2022-10-10").await;
    person.opens("#/figures").await;
    let before = person.value_of("#figures-0-1").await;
    enters(&person, 0, 1, "1").await;
    // A target that is changed keeps what it was.
    person.goes_to("#targets-0-0").await;
    let target = person.value_of("#targets-0-0").await;
    person.types("2").await;
    person.presses("Enter").await;
    person.reads("目标调整记录").await;
    person.goes_to("#revision-0-day").await;
    person.types("2022-06-01").await;
    person.presses("Enter").await;
    person.goes_to("#revision-0-why").await;
    person.types("示例：省里调整").await;
    person.presses("Enter").await;
    person.opens("#/results").await;
    person.clicks("table.verdicts tbody tr:nth-child(1) td:nth-child(2) button").await;
    person.reads(&format!("由 {target} 件 调整为 2 件（2022-06-01，示例：省里调整）")).await;

    person.opens("#/versions").await;
    person.reads("第 1 版之后的改动").await;
    person.goes_to("[id='why-2021年 中小微企业接受的专利数量']").await;
    person.types("示例：重复计算").await;
    person.presses("Enter").await;
    person.pictures("versions").await;
    let page = person.downloads(async |person| person.clicks_on("导出更正说明").await).await;
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains(&format!("<td>{before} 件</td><td>1 件</td><td>示例：重复计算</td>")), "{page}");
    freezes(&person, "2022-11-10").await;
    person.reads("没有改动").await;
    person.clicks("[aria-label='第 2 版比上一版改了什么']").await;
    person.sees("document.querySelector('#look').innerText.includes('示例：重复计算')").await;
    person.clicks("[aria-label='退回到这一版 第 1 版']").await;
    person.clicks_on("换").await;
    person.reads("第 2 版之后的改动").await;
    person.opens("#/figures").await;
    person.sees(&format!("document.querySelector('#figures-0-1').value === '{before}'")).await;
    // All of it is in the file.
    let kept = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    person.opens("#/").await;
    person.gives_file("#open-file", &kept).await;
    person.sees("document.querySelector('#figures-0-1')").await;
    person.opens("#/versions").await;
    person.reads("存为第 3 版").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn workspaces_are_named_copied_compared_and_dropped_on_the_page() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    person.goes_to("#unit").await;
    person.types("示例省").await;
    person.presses("Enter").await;
    enters(&person, 0, 1, "1200").await;
    saved(&person).await;
    person.opens("#/").await;
    person.clicks("[aria-label='复制一份 示例省']").await;
    person.clicks("[aria-label='改名 示例省 · 副本']").await;
    person.asks("document.querySelector('.data input[type=text]').focus()").await;
    person.asks("document.activeElement.select()").await;
    person.types("设想一").await;
    person.presses("Enter").await;
    person.clicks("[aria-label='打开 示例省 · 设想一']").await;
    enters(&person, 0, 1, "1199").await;
    saved(&person).await;
    // Side by side: what differs, and which verdicts.
    person.opens("#/compare").await;
    person.reads("不同之处（1）").await;
    person.reads("附表 1 2021年").await;
    person.pictures("compare").await;
    person.clicks("[aria-label='2021年 中小微企业接受的专利数量用另一份的']").await;
    person.reads("两份内容相同").await;
    person.presses("Control+z").await;
    person.reads("不同之处（1）").await;
    person.opens("#/figures").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,199'").await;

    // A file dropped anywhere is opened; what is no such file is refused, and changes nothing.
    let kept = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    let text = serde_json::Value::from(std::fs::read_to_string(&kept).unwrap());
    let drop = |name: &str, text: &str| {
        format!(
            "(() => {{ const data = new DataTransfer(); data.items.add(new File([{text}], '{name}'));
            document.body.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }})); }})()"
        )
    };
    person.asks(&drop("photo.json", "'PK'")).await;
    person.reads("没有打开“photo.json”").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,199'").await;
    enters(&person, 0, 1, "5").await;
    saved(&person).await;
    person.opens("#/results").await;
    person.asks(&drop("kept.zhuanhua.json", &text.to_string())).await;
    person.reads("两份并存，原来的没有改动").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,199'").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_being_typed_is_not_lost_with_the_page() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    enters(&person, 0, 1, "1200").await;
    saved(&person).await;
    person.goes_to("#figures-0-1").await;
    person.types("13").await;
    // The page goes in the middle of it, as when the browser dies: without the question that it would ask.
    let unasked = "document.querySelector('[data-typing]').removeAttribute('data-typing')";
    person.asks(unasked).await;
    person.reloads().await;
    person.reads("2021年 中小微企业接受的专利数量还没有打完：“13”。没有采用").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,200'").await;
    person.pictures("unfinished").await;
    person.clicks_on("填进去").await;
    person.sees("document.querySelector('#figures-0-1').value === '13'").await;
    person.goes_to("#figures-0-1").await;
    person.types("14").await;
    person.asks(unasked).await;
    person.reloads().await;
    person.clicks_on("不要了").await;
    person.reloads().await;
    person.sees("document.querySelector('#figures-0-1').value === '13'").await;
    assert_eq!(person.asks("!!document.querySelector('.notice.kept')").await, false);
    // So is what stood in any other field.
    person.goes_to("#unit").await;
    person.types("示例").await;
    person.asks(unasked).await;
    person.reloads().await;
    person.reads("“填报单位”还没有打完：“示例”。没有采用").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_on_any_page() {
    let script = std::fs::read_to_string(given("ZHUANHUA_AXE")).unwrap();
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    let mut found = person.axe(&script).await;
    person.pictures("start").await;
    person.clicks("#try-example").await;
    enters_bad(&person).await;
    freezes(&person, "2022-10-10").await;
    person.opens("#/figures").await;
    enters(&person, 0, 1, "1201").await;
    enters(&person, 1, 1, "5").await;
    person.presses("Shift+F2").await;
    person.clicks("button.segment:nth-child(4)").await;
    for route in ["#/figures", "#/results", "#/trends", "#/versions", "#/compare", "#/pack", "#/", "#/nowhere"] {
        person.opens(route).await;
        person.sees("document.querySelector('#main-content').innerText.length > 10").await;
        person.pictures(&format!("axe-{}", route.trim_start_matches("#/"))).await;
        found.extend(person.axe(&script).await.into_iter().map(|line| format!("{route} {line}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    chromium.end().await;
}

/// Enters a figure of 2021 in a page that lies behind another, before it has noticed what that one
/// saved: with the focus it would.
async fn changes_unseen(person: &Person, row: usize, text: &str) {
    let script = format!(
        "(() => {{ const field = document.querySelector('#figures-{row}-1'); field.value = '{text}';
        field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
        field.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Enter', bubbles: true, cancelable: true }})); }})()"
    );
    person.asks(&script).await;
}

/// Freezes the next version.
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

/// A text that is not understood, so that marked cells and messages are looked at too.
async fn enters_bad(person: &Person) {
    person.opens("#/figures").await;
    enters(person, 0, 3, "12O0").await;
    enters(person, 11, 1, "999").await;
    person.reads("需要核对（").await;
}
