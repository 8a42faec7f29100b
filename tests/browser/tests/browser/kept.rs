//! What is stored, and what a late answer may replace: unresponsive stores, stopped pages, two tabs on one
//! workspace, copies that the browser saves of a page.

use super::*;

/// Another page of the same origin blocks the store: nothing else is read or written until it lets go.
const HOLDS: &str = "new Promise((held) => { const request = indexedDB.open('zhuanhua');
    request.onsuccess = () => {
        const work = request.result.transaction(['workspaces', 'packs'], 'readwrite').objectStore('packs');
        const again = () => { held(true); if (!window.released) work.get('none').onsuccess = again; else request.result.close(); };
        again(); }; })";

async fn holds(person: &Person) {
    person.asks(&format!("window.released = false; {HOLDS}")).await;
}

async fn lets_go(person: &Person) {
    person.asks("window.released = true").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_does_not_answer_is_said_and_saving_goes_on_when_it_does() {
    let (server, chromium) = (server(), Chromium::start().await);
    let other = chromium.person(&server, "").await;
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    enters(&person, 0, 1, "11").await;
    saved(&person).await;
    holds(&other).await;
    enters(&person, 0, 2, "12").await;
    person.reads("浏览器的存储没有回应：现在什么都没有保存，请“存为文件”").await;
    person.pictures("store-silent").await;
    // The file contains what the store does not.
    enters(&person, 0, 3, "13").await;
    let file = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    assert!(std::fs::read_to_string(file).unwrap().contains("\"13\""));
    lets_go(&other).await;
    saved(&person).await;
    person.reloads().await;
    person.sees("document.querySelector('#figures-0-3').value === '13'").await;
    // Other requests to the store wait too, and the page does not claim otherwise: a list that is not read yet is
    // not shown as empty.
    person.opens("#/").await;
    person.shows("复制一份").await;
    holds(&other).await;
    person.clicks_on("复制一份").await;
    person.reads("浏览器的存储没有回应，复制还没有做成").await;
    person.opens("#/figures").await;
    person.opens("#/").await;
    person.reads("正在读取…").await;
    lets_go(&other).await;
    person.reads("已复制一份").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_begun_while_the_store_opens_is_not_replaced() {
    let (server, chromium) = (server(), Chromium::start().await);
    let other = chromium.person(&server, "").await;
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    enters(&person, 0, 1, "11").await;
    saved(&person).await;
    holds(&other).await;
    person.reloads().await;
    person.opens("#/").await;
    new_province(&person, "2023-03-01").await;
    enters(&person, 0, 1, "222").await;
    // The page says that nothing is stored, even before anything was read.
    person.reads("浏览器的存储没有回应").await;
    lets_go(&other).await;
    person.reads("上次在这里填的那份没有自动打开").await;
    assert_eq!(person.value_of("#figures-0-1").await, "222");
    saved(&person).await;
    // Both workspaces are stored, each with its own figures.
    person.opens("#/").await;
    person.sees("document.querySelectorAll('[aria-label^=\"改名 \"]').length === 2").await;
    person.reloads().await;
    person.opens("#/figures").await;
    person.sees("document.querySelector('#figures-0-1').value === '222'").await;
    chromium.end().await;
}

/// The stored revision of the only workspace.
async fn revision(person: &Person) -> u64 {
    let script = "new Promise((done) => { const request = indexedDB.open('zhuanhua');
        request.onsuccess = () => { const all = request.result.transaction('workspaces').objectStore('workspaces').getAll();
            all.onsuccess = () => { request.result.close(); done(all.result.length ? JSON.parse(all.result[0]).revision : 0); }; }; })";
    person.asks(script).await.as_u64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workspace_that_was_deleted_and_opened_again_is_not_saved_over() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    for (column, text) in [(0, "10"), (1, "11"), (2, "12")] {
        enters(&person, 0, column, text).await;
        saved(&person).await;
    }
    let known = revision(&person).await;
    let file = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    // Another page deletes the workspace and reopens it from its file, so its revisions start anew.
    let other = chromium.person(&server, "#/").await;
    other.clicks("[aria-label^='删除 ']").await;
    other.clicks_on("永久删除").await;
    other.reads("已永久删除").await;
    other.gives_file("#open-file", &file).await;
    other.sees("document.querySelector('#figures-0-1').value === '11'").await;
    for number in 1..20_u32 {
        saved(&other).await;
        let now = revision(&other).await;
        assert!(now <= known, "the number {known} was passed over");
        if now == known {
            break;
        }
        enters(&other, 1, 1, &number.to_string()).await;
        other.sees(&format!("document.querySelector('#figures-1-1').value === '{number}'")).await;
    }
    let theirs = other.value_of("#figures-1-1").await;
    changes_unseen(&person, 2, "77").await;
    person.reads("另一个页面保存过这份文件更新的内容").await;
    person.clicks_on("合并两边的改动").await;
    person.sees(&format!("document.querySelector('#figures-1-1').value === '{theirs}'")).await;
    person.sees("document.querySelector('#figures-2-1').value === '77'").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_the_browser_saved_says_that_it_keeps_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (server, chromium) = (server(), Chromium::start().await);
    let page = "'<!doctype html>' + document.documentElement.outerHTML";
    let person = chromium.double_clicked(&given("ZHUANHUA_SITE").join("zhuanhua.html")).await;
    new_province(&person, "2024-03-01").await;
    enters(&person, 0, 1, "11").await;
    saved(&person).await;
    let copy = person.asks(page).await;
    let path = file(folder.path(), "copy.html", copy.as_str().unwrap().as_bytes());
    let copied = chromium.before(&format!("file://{}", path.display())).await;
    copied.shows("这是浏览器“另存为”（Ctrl+S）存下的页面").await;
    // The page offers what the store contains.
    copied.shows("下载“").await;
    assert_eq!(copied.asks("!!document.querySelector('#figures-0-1')").await, false);

    // A server's page, saved with its files.
    for entry in std::fs::read_dir(given("ZHUANHUA_SITE")).unwrap().flatten() {
        std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    let copy = person.asks(page).await;
    let path = file(folder.path(), "served.html", copy.as_str().unwrap().as_bytes());
    let copied = chromium.before(&format!("file://{}", path.display())).await;
    copied.shows("这是浏览器“另存为”（Ctrl+S）存下的页面").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stopped_the_page_is_offered_and_not_opened_again() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    enters(&person, 0, 1, "11").await;
    saved(&person).await;
    person.opens("#/drill").await;
    person.reads("程序停下了").await;
    person.asks("location.hash = '#/results'").await;
    person.reloads().await;
    person.sees("document.querySelector('[aria-label^=\"打开 \"]')").await;
    person.clicks("[aria-label^='打开 ']").await;
    person.sees("document.querySelector('#figures-0-1').value === '11'").await;
    // A page that died while drawing a restored workspace can report nothing, but it leaves a mark. The test sets
    // the mark as the page begins, because an old engine may lose what is written just before leaving.
    person.prepares("sessionStorage.setItem('zhuanhua-restoring', 'yes')").await;
    person.reloads().await;
    person.reads("上次打开这份文件时页面停住了，这次没有自动打开").await;
    person.sees("document.querySelector('[aria-label^=\"打开 \"]')").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_fifty_thousand_lines_stops_no_page() {
    let folder = tempfile::tempdir().unwrap();
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    person.opens("#/papers/tables").await;
    person.clicks("#form-own").await;
    person.sees("document.querySelector('#form-line-0')").await;
    let path = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    let many = resealed(&std::fs::read_to_string(path).unwrap(), |file| {
        let form = &mut file["payload"]["drafting"]["form"];
        let line = form[0].clone();
        *form = vec![line; 50_000].into();
        file["payload"]["id"] = "many".into();
    });
    let path = self::file(folder.path(), "many.zhuanhua.json", many.as_bytes());
    person.opens("#/").await;
    person.gives_file("#open-file", &path).await;
    person.sees("location.hash.startsWith('#/figures')").await;
    person.opens("#/papers/tables").await;
    person.reads("共 50000 行").await;
    person.clicks_on("下一页").await;
    person.sees("document.querySelector('#form-line-200')").await;
    person.reloads().await;
    person.reads("共 50000 行").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_is_no_workspace_is_listed_saved_as_it_stands_and_deleted() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    enters(&person, 0, 1, "11").await;
    saved(&person).await;
    // One is a text that was cut off, one is not even a text.
    let put = "new Promise((done) => { const request = indexedDB.open('zhuanhua'); request.onsuccess = () => {
        const work = request.result.transaction('workspaces', 'readwrite');
        work.objectStore('workspaces').put('{\"id\":\"cut off', 'cut');
        work.objectStore('workspaces').put({ strange: true }, 'strange');
        work.oncomplete = () => { request.result.close(); done(true); }; }; })";
    assert_eq!(person.asks(put).await, true);
    person.opens("#/").await;
    person.reads("损坏的记录（cut）").await;
    person.reads("损坏的记录（strange）").await;
    // What can be read is listed beside them and goes on.
    person.reads("正在填").await;
    person.pictures("records-damaged").await;
    let raw = "#start-records tr[data-key=\"cut\"] button";
    let file = person.downloads(async |person| person.clicks(raw).await).await;
    assert_eq!(std::fs::read_to_string(file).unwrap(), "{\"id\":\"cut off");
    person.clicks("#start-records tr[data-key=\"cut\"] button.danger").await;
    person.clicks_on("永久删除").await;
    person.reads("已永久删除“损坏的记录（cut）”").await;
    person.sees("!document.querySelector('#start-records tr[data-key=\"cut\"]')").await;
    person.reads("损坏的记录（strange）").await;
    person.clicks_on("继续填").await;
    person.sees("document.querySelector('#figures-0-1').value === '11'").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_throws_at_each_call_is_said_on_every_page_that_reads_it() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    enters(&person, 0, 1, "11").await;
    saved(&person).await;
    let file = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    person.asks("(IDBDatabase.prototype.transaction = () => { throw new Error('gone'); }, true)").await;
    enters(&person, 0, 2, "12").await;
    person.reads("没能保存到浏览器：请存为文件").await;
    person.opens("#/").await;
    person.reads("浏览器里保存的读不出来").await;
    person.opens("#/compare").await;
    person.reads("这台电脑上的其他填报文件读不出来").await;
    // What was typed gives way only when a person agrees; the file that is opened then goes on as a workspace of its
    // own.
    person.opens("#/").await;
    person.asks("(window.confirm = (words) => { window.asked = words; return false; }, true)").await;
    person.gives_file("#open-file", &file).await;
    person.sees("(window.asked || '').includes('继续会丢失')").await;
    person.opens("#/figures").await;
    person.sees("document.querySelector('#figures-0-2').value === '12'").await;
    person.opens("#/").await;
    person.asks("(window.confirm = () => true, true)").await;
    person.gives_file("#open-file", &file).await;
    person.reads("这份另存为新的一份").await;
    person.sees("document.querySelector('#figures-0-1').value === '11'").await;
    person.sees("document.querySelector('#figures-0-2').value === ''").await;
    person.reads("没能保存到浏览器：请存为文件").await;
    let file = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    assert!(std::fs::read_to_string(file).unwrap().contains("\"11\""));
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_read_slowly_joins_what_it_was_chosen_for_or_nothing() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.clicks("#try-example-check").await;
    person.reads("示例精密制造有限公司").await;
    let check = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    person.opens("#/").await;
    new_province(&person, "2024-03-01").await;
    enters(&person, 0, 1, "11").await;
    saved(&person).await;
    let other = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    // From now on a file is read only when it is let go.
    let slow = "(() => { const read = FileReader.prototype.readAsArrayBuffer; window.letGo = false;
        FileReader.prototype.readAsArrayBuffer = function (blob) {
            const look = () => { if (window.letGo) read.call(this, blob); else setTimeout(look, 20); }; look(); };
        return true; })()";
    person.asks(slow).await;
    let chosen = async |file: &Path| {
        person.asks("(window.letGo = false, true)").await;
        person.opens("#/").await;
        person.gives_file("#open-file", file).await;
    };
    // A self-check joins the figures as they are by then, in one step.
    chosen(&check).await;
    person.opens("#/figures").await;
    enters(&person, 0, 2, "12").await;
    person.asks("(window.letGo = true, true)").await;
    person.reads("已打开示例精密制造有限公司的自查").await;
    person.opens("#/figures").await;
    person.sees("document.querySelector('#figures-0-2').value === '12'").await;
    person.clicks_on("撤销").await;
    person.opens("#/subsidy").await;
    person.reads("还没有。选单位类型开始").await;
    person.opens("#/figures").await;
    person.sees("document.querySelector('#figures-0-2').value === '12'").await;
    // Another workspace does not take the place of what was typed meanwhile.
    chosen(&other).await;
    person.opens("#/figures").await;
    enters(&person, 0, 3, "13").await;
    person.asks("(window.letGo = true, true)").await;
    person.reads("没有采用刚才打开的").await;
    person.sees("document.querySelector('#figures-0-3').value === '13'").await;
    saved(&person).await;
    // A self-check that was chosen for this workspace does not join another one that was begun meanwhile.
    chosen(&check).await;
    person.clicks("#new-city").await;
    person.reads("请先填“数据截至”").await;
    person.asks("(window.letGo = true, true)").await;
    person.reads("没有采用刚才打开的").await;
    person.opens("#/subsidy").await;
    person.reads("还没有。选单位类型开始").await;
    chromium.end().await;
}
