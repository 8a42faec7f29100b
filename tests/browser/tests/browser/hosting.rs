//! Faults between a folder and a desk: a helpful sentence instead of a blank page.

use super::*;

/// The first engine that accepts a style sheet from a script.
const ADOPTS_STYLE: u32 = 73;

/// A copy of the release for tests to damage.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(given("ZHUANHUA_SITE")).unwrap().flatten() {
        std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    folder
}

/// The only file of a folder whose name has this beginning and end.
fn part(folder: &Path, begin: &str, end: &str) -> PathBuf {
    let paths = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    let is_it = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with(begin) && name.ends_with(end)
    };
    paths.into_iter().find(is_it).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_was_not_copied_whole_says_what_is_missing() {
    let chromium = Chromium::start().await;
    for (begin, end, says) in [
        ("style-", ".css", "缺少样式文件 style-"),
        ("zhuanhua-", ".js", "缺少程序文件（.js）"),
        ("zhuanhua-", ".wasm", "缺少程序文件 zhuanhua-"),
        ("boot-", ".js", "一直停在这里"),
    ] {
        let folder = copy();
        std::fs::remove_file(part(folder.path(), begin, end)).unwrap();
        let server = Server::start(folder.path().to_owned(), "application/wasm");
        let person = chromium.before(&server.address("")).await;
        person.shows(says).await;
        person.shows("重新复制一遍").await;
    }
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_writer_everything_works_but_writing_files() {
    let chromium = Chromium::start().await;
    let folder = copy();
    std::fs::remove_file(part(folder.path(), "writer-", ".wasm")).unwrap();
    let server = Server::start(folder.path().to_owned(), "application/wasm");
    let person = chromium.person(&server, "").await;
    person.reads("可断网").await;
    person.clicks("#try-example").await;
    person.opens("#/papers").await;
    person.clicks("#save-word").await;
    person.reads("文件没有存成，填报内容没有改动").await;
    person.reads("writer 开头的两个文件").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_types_do_not_keep_it_from_starting() {
    let chromium = Chromium::start().await;
    let server = Server::start(given("ZHUANHUA_SITE"), "text/plain");
    let person = chromium.person(&server, "").await;
    person.reads("专利转化专项计划自评").await;
    let server = Server::without_types(given("ZHUANHUA_SITE"));
    // Where a script cannot apply the style sheet, the page says what is wrong.
    if chromium.version().await < ADOPTS_STYLE {
        let person = chromium.before(&server.address("")).await;
        person.shows("服务器给它的类型不是 text/css").await;
    } else {
        let person = chromium.person(&server, "").await;
        let colour = person.asks("getComputedStyle(document.querySelector('.brand')).textDecorationLine").await;
        assert_eq!(colour, "none", "the style is in force");
    }
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_script_with_another_program_says_so() {
    let chromium = Chromium::start().await;
    // An empty program, an HTML page in its place, half a program.
    let empty = [0, 97, 115, 109, 1, 0, 0, 0].to_vec();
    for bytes in [empty, b"<!doctype html><p>404".to_vec(), vec![0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96]] {
        let folder = copy();
        std::fs::write(part(folder.path(), "zhuanhua-", ".wasm"), bytes).unwrap();
        let server = Server::start(folder.path().to_owned(), "application/wasm");
        let person = chromium.before(&server.address("")).await;
        person.shows("程序文件新旧不一致或已损坏").await;
        person.shows("Ctrl+F5").await;
    }
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_wasm_or_below_the_floor_a_sentence_stands_on_the_page() {
    let server = server();
    // The flag of old engines and that of new ones. Each engine ignores the other's.
    let mut without_wasm = 0;
    for flag in ["--js-flags=--noexpose_wasm", "--js-flags=--jitless"] {
        let chromium = Chromium::start_with(&[flag]).await;
        let person = chromium.before(&server.address("")).await;
        if person.asks("typeof WebAssembly").await == "undefined" {
            person.shows("不支持或关闭了 WebAssembly").await;
            without_wasm += 1;
        }
        chromium.end().await;
    }
    assert!(without_wasm > 0, "no flag took Wasm away");

    let chromium = Chromium::start().await;
    let person = chromium.blank().await;
    person.prepares("delete Array.prototype.flat").await;
    person.navigates(&server.address("")).await;
    person.shows("这个浏览器太旧").await;

    // A page that cannot start says so even where storage access is forbidden.
    let person = chromium.blank().await;
    person.prepares("delete Array.prototype.flat; Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('off', 'SecurityError'); } });").await;
    person.navigates(&server.address("")).await;
    person.shows("这个浏览器太旧").await;

    let policy = "Content-Security-Policy: script-src 'self'\r\n";
    let strict = Server::with_header(given("ZHUANHUA_SITE"), policy);
    let person = chromium.before(&strict.address("")).await;
    person.shows("安全策略禁止 WebAssembly").await;
    assert!(strict.asked().iter().any(|path| path.ends_with("/legacy.html")), "{:?}", strict.asked());

    let folder = given("ZHUANHUA_SITE").join("index.html");
    let person = chromium.before(&format!("file://{}", folder.display())).await;
    person.shows("请用同一文件夹里的 zhuanhua.html").await;

    let person = chromium.blank().await;
    person.commands("Emulation.setScriptExecutionDisabled", serde_json::json!({ "value": true })).await;
    person.navigates(&server.address("")).await;
    person.shows("本页需要允许脚本运行").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_storage_switched_off_work_goes_on_and_says_so() {
    let (server, chromium) = (server(), Chromium::start().await);
    for off in [
        "for (const name of ['indexedDB', 'localStorage', 'sessionStorage'])
            Object.defineProperty(window, name, { get() { throw new DOMException('off', 'SecurityError'); } });",
        "Object.defineProperty(window, 'indexedDB', { value: undefined });",
        "IDBFactory.prototype.open = () => { throw new DOMException('off', 'SecurityError'); };",
    ] {
        let person = chromium.blank().await;
        person.prepares(off).await;
        person.navigates(&server.address("")).await;
        person.waits_for_the_app().await;
        person.reads("浏览器不允许在这台电脑上保存").await;
        new_province(&person, "2024-03-01").await;
        enters(&person, 0, 1, "1200").await;
        person.reads("浏览器存储不可用：请及时存为文件").await;
        let file = person.downloads(async |person| person.clicks_on("存为文件").await).await;
        assert!(std::fs::read_to_string(file).unwrap().contains("\"1200\""));
    }
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_window_and_a_zoomed_page_lose_nothing_sideways() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.clicks("#try-example").await;
    // 800 × 600, and 1366 × 768 at 200 %.
    for (width, height, scale) in [(800, 600, 1), (683, 384, 2)] {
        let size = serde_json::json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        person.commands("Emulation.setDeviceMetricsOverride", size).await;
        for page in ["", "figures", "results", "trends", "versions", "compare", "subsidy", "size", "pack"] {
            person.opens(&format!("#/{page}")).await;
            person.sees("document.querySelector('#main-content').innerText.length > 50").await;
            person.pictures(&format!("window-{width}-{page}")).await;
            let over = person.asks("document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
            assert_eq!(over, 0, "{page} at {width}");
        }
    }
    chromium.end().await;
}
