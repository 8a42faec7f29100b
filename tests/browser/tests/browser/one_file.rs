//! The one-file release: opened by double click, it stores its work and can be saved together with it for a
//! colleague.

use super::*;

fn one_file() -> PathBuf {
    given("ZHUANHUA_SITE").join("zhuanhua.html")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_one_file_opens_by_a_double_click_and_keeps_its_work() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.double_clicked(&one_file()).await;
    person.reads("这是单文件版").await;
    new_province(&person, "2024-03-01").await;
    for (column, text) in ["100", "1200", "1300"].iter().enumerate() {
        enters(&person, 0, column, text).await;
    }
    person.opens("#/results").await;
    person.reads("1,200 ≥ 1,200 件").await;
    person.opens("#/trends").await;
    person.sees("document.querySelectorAll('.chart-box circle.actual').length === 3").await;
    saved(&person).await;
    person.reloads().await;
    person.opens("#/figures").await;
    person.sees("document.querySelector('#figures-0-2').value === '1,300'").await;
    // Word and Excel work without a server.
    person.opens("#/papers").await;
    let document = person.downloads(async |person| person.clicks("#save-word").await).await;
    assert!(word_text(&document).contains("专利转化专项计划自评报告"));
    person.opens("#/papers/tables").await;
    let book = person.downloads(async |person| person.clicks("#save-excel").await).await;
    assert!(part_of(&book, "xl/workbook.xml").contains("附表"));
    let file = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    // A second double click in the same browser finds the workspace.
    let again = chromium.double_clicked(&one_file()).await;
    again.clicks("[aria-label^='打开 ']").await;
    again.sees("document.querySelector('#figures-0-2').value === '1,300'").await;
    // A server's page opens the same files.
    let served = chromium.person(&server, "").await;
    served.reads("下载单文件版").await;
    served.gives_file("#open-file", &file).await;
    served.sees("document.querySelector('#figures-0-2').value === '1,300'").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_saved_with_its_work_is_opened_changed_and_saved_again() {
    let folder = tempfile::tempdir().unwrap();
    let own = Chromium::start().await;
    let person = own.double_clicked(&one_file()).await;
    new_province(&person, "2024-03-01").await;
    person.goes_to("#unit").await;
    person.types("示例</script>省").await;
    person.presses("Enter").await;
    enters(&person, 0, 1, "1200").await;
    let first = folder.path().join("first.html");
    std::fs::copy(person.downloads(async |person| person.clicks("#save-page").await).await, &first).unwrap();
    own.end().await;

    let colleague = Chromium::start().await;
    let person = colleague.double_clicked(&first).await;
    person.sees("document.querySelector('#figures-0-1').value === '1,200'").await;
    person.sees("document.querySelector('#unit').value === '示例</script>省'").await;
    enters(&person, 0, 2, "1300").await;
    saved(&person).await;
    person.reloads().await;
    person.sees("document.querySelector('#figures-0-2').value === '1,300'").await;
    // Opened again, the page continues with the workspace's state in this browser and makes no second copy.
    let again = colleague.double_clicked(&first).await;
    again.reads("接着上次在这台电脑上的内容").await;
    again.reads("现在的内容比这个网页里带的新").await;
    again.sees("document.querySelector('#figures-0-2').value === '1,300'").await;
    again.opens("#/").await;
    again.sees("document.querySelectorAll('[aria-label^=\"改名 \"]').length === 1").await;
    let second = folder.path().join("second.html");
    std::fs::copy(again.downloads(async |person| person.clicks("#save-page").await).await, &second).unwrap();
    colleague.end().await;

    let third = Chromium::start().await;
    let person = third.double_clicked(&second).await;
    person.sees("document.querySelector('#figures-0-1').value === '1,200'").await;
    person.sees("document.querySelector('#figures-0-2').value === '1,300'").await;
    third.end().await;
    assert_eq!(without_what_it_carries(&first), without_what_it_carries(&second));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_damaged_on_its_way_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let chromium = Chromium::start().await;
    let person = chromium.double_clicked(&one_file()).await;
    new_province(&person, "2024-03-01").await;
    enters(&person, 0, 1, "1200").await;
    let page = person.downloads(async |person| person.clicks("#save-page").await).await;
    let page = std::fs::read_to_string(page).unwrap();
    let (before, rest) = page.split_once("id=\"carried\">").unwrap();
    let (carried, after) = rest.split_once("</script>").unwrap();
    let half = carried.split_at(carried.len() / 2).0;
    let altered = carried.replace("1200", "1201");
    assert_ne!(carried, altered);
    // Under another copy name, so that the browser does not continue its stored workspace.
    let altered = altered.replacen("\"copy\":\"", "\"copy\":\"other", 1);
    for (damaged, says) in
        [(half, "没有打开本页带来的填报文件"), ("null", "没有打开本页带来的填报文件"), (&altered, "校验和不符")]
    {
        let path =
            file(folder.path(), "damaged.html", format!("{before}id=\"carried\">{damaged}</script>{after}").as_bytes());
        let person = chromium.double_clicked(&path).await;
        person.reads(says).await;
    }
    // The file as a whole is truncated, then the program inside it is damaged.
    let (head, _) = page.split_at(page.len() / 2);
    let path = file(folder.path(), "short.html", head.as_bytes());
    let person = chromium.before(&format!("file://{}", path.display())).await;
    person.shows("单文件版则是这个网页").await;
    let broken = page.replacen("AGFzbQEAAAAB", "AGFzbQEAAAAC", 1);
    assert_ne!(page, broken);
    let path = file(folder.path(), "broken.html", broken.as_bytes());
    let person = chromium.before(&format!("file://{}", path.display())).await;
    person.shows("网页文件没有复制完整").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_one_file_cannot_reach_anything() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.double_clicked(&one_file()).await;
    person.reads("可断网").await;
    let reach =
        format!("fetch({:?}, {{ mode: 'no-cors' }}).then(() => 'went through', () => 'blocked')", server.address(""));
    assert_eq!(person.asks(&reach).await, "blocked");
    assert!(server.asked().is_empty(), "{:?}", server.asked());
    chromium.end().await;
}

/// A saved page without the workspace in its `carried` element.
fn without_what_it_carries(page: &Path) -> String {
    let page = std::fs::read_to_string(page).unwrap();
    let (before, rest) = page.split_once("id=\"carried\">").unwrap();
    let (_, after) = rest.split_once("</script>").unwrap();
    format!("{before}{after}")
}
