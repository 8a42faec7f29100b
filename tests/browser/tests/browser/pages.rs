//! The page as such: network lock, tab conflicts, faults, axe.

use super::*;

/// Every page and view except those of self-checks.
const PAGES: [&str; 15] = [
    "#/figures",
    "#/results",
    "#/trends",
    "#/trends/glance",
    "#/trends/all",
    "#/trends/two",
    "#/plan",
    "#/plan/2022/scenarios",
    "#/plan/2022/measures",
    "#/plan/2022/calendar",
    "#/units",
    "#/versions",
    "#/compare",
    "#/pack",
    "#/",
];

/// Engines before this one leave their network log incomplete when closed.
const LOGS_REQUESTS: u32 = 88;
/// Engines before this one report that an icon button's name lacks its text.
const NAMES_AS_TODAY: u32 = 88;

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
    // Merged: a change of one side is taken. Where both changed, this page's value stays and the conflict is named.
    enters(&second, 8, 1, "8").await;
    saved(&second).await;
    first.comes_forward().await;
    first.clicks_on("合并两边的改动").await;
    first.reads("已合并另一个页面的 1 处改动").await;
    first.reads("两边都改了：保留本页的 6 件，另一页面的是 5 件").await;
    saved(&first).await;
    let values = "[0, 5, 8].map((row) => document.querySelector(`#figures-${row}-1`).value).join()";
    assert_eq!(first.asks(values).await, "6,7,8");
    // The other page loads the newer state when it gets the focus.
    second.asks("window.dispatchEvent(new Event('focus'))").await;
    second.reads("本页已换成最新内容").await;
    assert_eq!(second.asks(values).await, "6,7,8");
    // Or both versions are kept separately.
    enters(&second, 0, 1, "9").await;
    saved(&second).await;
    changes_unseen(&first, 0, "10").await;
    first.comes_forward().await;
    first.clicks_on("另存为一份").await;
    first.reads("（另存）").await;
    saved(&first).await;
    second.reloads().await;
    second.sees("document.querySelector('#figures-0-1').value === '9'").await;
    // Deleted in one page, it can be saved again in the other.
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
async fn after_the_first_view_the_door_is_closed() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.reads("可断网").await;
    let before = server.asked();
    assert!(before.len() >= 4, "the positive control: the page itself was asked for: {before:?}");
    person.clicks("#try-example").await;
    for route in PAGES {
        person.opens(route).await;
        person.sees("document.querySelector('#main-content').innerText.length > 50").await;
    }
    let blocked = person.asks("fetch('./index.html').then(() => 'went through', () => 'blocked')").await;
    assert_eq!(blocked, "blocked");
    assert_eq!(server.asked(), before);
    if chromium.version().await < LOGS_REQUESTS {
        println!("skipped: the log of requests, which this engine does not finish; the server's own was looked at");
        return chromium.end().await;
    }
    let requests = chromium.requests().await;
    assert!(!requests.is_empty(), "the log of requests holds the page's own");
    let foreign: Vec<_> = requests
        .iter()
        .filter(|url| !url.contains(HOST) && !url.starts_with("data:") && !url.starts_with("blob:"))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_shows_what_happened_and_offers_the_saved_work() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2022-01-10").await;
    person.goes_to("#unit").await;
    person.types("示例省").await;
    person.presses("Tab").await;
    enters(&person, 0, 1, "77").await;
    saved(&person).await;
    person.opens("#/drill").await;
    person.reads("程序停下了").await;
    person.reads("下载“示例省").await;
    person.pictures("stopped").await;
    let offered = person.downloads(async |person| person.clicks("#stopped-files a").await).await;
    let text = std::fs::read_to_string(&offered).unwrap();
    assert!(text.contains("zhuanhua-workspace") && text.contains("\"77\""), "{text}");
    // The page restarts and opens the offered file.
    person.opens("#/").await;
    person.reloads().await;
    person.gives_file("#open-file", &offered).await;
    person.sees("document.querySelector('#figures-0-1').value === '77'").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_on_any_page() {
    let script = std::fs::read_to_string(given("ZHUANHUA_AXE")).unwrap();
    let (server, chromium) = (server(), Chromium::start().await);
    if chromium.version().await < NAMES_AS_TODAY {
        println!("skipped: axe, which takes the texts of this engine for other names than it was written for");
        return chromium.end().await;
    }
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
    person.opens("#/subsidy").await;
    person.clicks("#begin-own").await;
    person.clicks_on("备案与质押").await;
    person.reads("路线一").await;
    let check = person.asks("location.hash.replace('figures', '')").await.as_str().unwrap().to_owned();
    let city: Vec<_> = ["who", "figures", "papers", "evidence", "result"].map(|step| format!("{check}{step}")).into();
    person.opens("#/subsidy").await;
    person.clicks("#begin-state_owned_enterprise").await;
    person.clicks_on("交易").await;
    person.clicks("#add-transaction").await;
    person.clicks("#add-transaction").await;
    person.asks("document.querySelectorAll('details').forEach((one) => { one.open = true; })").await;
    person.goes_to("#q-transactions-0-contract_amount").await;
    person.types("五").await;
    person.presses("Enter").await;
    person.reads("原样留着").await;
    found.extend(person.axe(&script).await);
    let check = person.asks("location.hash.replace('transactions', '')").await.as_str().unwrap().to_owned();
    let firm = ["who", "size", "result"].map(|step| format!("{check}{step}"));
    let routes: Vec<_> = city.iter().chain(&firm).map(String::as_str).collect();
    for route in routes.into_iter().chain(["#/subsidy", "#/size"]) {
        person.opens(route).await;
        person.sees("document.querySelector('#main-content').innerText.length > 10").await;
        found.extend(person.axe(&script).await.into_iter().map(|line| format!("{route} {line}")));
    }
    for route in PAGES.into_iter().chain(["#/nowhere"]) {
        person.opens(route).await;
        person.sees("document.querySelector('#main-content').innerText.length > 10").await;
        person.pictures(&format!("axe-{}", route.trim_start_matches("#/"))).await;
        found.extend(person.axe(&script).await.into_iter().map(|line| format!("{route} {line}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    chromium.end().await;
}
