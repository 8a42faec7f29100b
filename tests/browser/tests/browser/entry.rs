//! Entering figures: cells, pasted tables, sources, months.

use super::*;

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

    // Full-width digits, arrow keys, F2, Esc, undo and redo.
    person.goes_to("#figures-0-1").await;
    person.types("１，１９９").await;
    person.presses("ArrowLeft").await;
    person.comes_to("figures-0-0").await;
    assert_eq!(person.value_of("#figures-0-1").await, "1,199");
    person.presses("ArrowRight").await;
    person.presses("F2").await;
    // After F2 the arrow keys move the caret.
    person.presses("ArrowLeft").await;
    person.comes_to("figures-0-1").await;
    person.types("9").await;
    person.presses("Escape").await;
    assert_eq!(person.value_of("#figures-0-1").await, "1,199");
    person.types("1199").await;
    assert_eq!(person.value_of("#figures-0-1").await, "1199", "after Esc what is typed replaces");
    person.presses("Enter").await;
    person.comes_to("figures-1-1").await;
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

    // Without an allocated target nothing is pro-rated.
    person.opens("#/results").await;
    person.reads("无法判定（缺目标）").await;
    person.opens("#/figures").await;
    person.goes_to("#targets-0-0").await;
    person.types("1200").await;
    person.presses("Enter").await;
    // 30 without a percent sign could mean 3000 %: the page asks instead of guessing.
    person.goes_to("#targets-1-4").await;
    person.types("30").await;
    person.presses("Enter").await;
    person.reads("没有百分号：是百分之几就写 30%").await;
    person.clicks_on("是 30%").await;
    person.sees("document.querySelector('#targets-1-4').value === '30%'").await;
    person.presses("Control+z").await;
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
    // The text survives a reload, and typing corrects it.
    saved(&person).await;
    person.reloads().await;
    person.sees("document.querySelector('#figures-0-1').value === '5家'").await;
    person.pictures("bad-figures").await;
    enters(&person, 0, 1, "１３００ 件").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,300'").await;
    assert!(!person.asks("document.body.innerText").await.as_str().unwrap().contains("需要核对"));

    // An empty paste changes nothing. A single text with a trailing line break is pasted as text.
    person.goes_to("#figures-0-1").await;
    for (text, prevented) in [("", true), ("77\r\n", false)] {
        assert_eq!(pastes(&person, text, "").await, prevented, "{text:?}");
        assert_eq!(person.value_of("#figures-0-1").await, "1,300");
    }
    person.reads("剪贴板里没有文字").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_is_reported_month_by_month() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2022-05-31").await;
    // Last year's first quarter, entered by quarter.
    person.clicks_on("2021年").await;
    person.clicks_on("按季").await;
    enters(&person, 0, 0, "60").await;
    // This year by month, one forgotten.
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
    // 10 + 20 + 36 = 66, compared with 60 in the same quarter of last year.
    for (name, value) in [("本期", "36 件"), ("累计", "66 件"), ("上年同期累计", "60 件"), ("累计同比", "+10%")]
    {
        let said =
            "[...document.querySelectorAll('#status li')].map((line) => line.innerText.replace(/\\s+/g, ' ').trim())";
        person.sees(&format!("{said}.includes('{name}{value}')")).await;
    }
    assert_eq!(person.asks("document.querySelector('#figures tbody tr td.grid-trailer').innerText").await, "78");
    person.pictures("months").await;
    // Figures that only rise may be cumulative: a note next to them says so and offers the fix.
    enters(&person, 0, 3, "90").await;
    person.reads("疑似累计数").await;
    person.clicks_on("改为累计").await;
    person.sees("document.querySelector('#figures tbody tr td.grid-trailer').innerText.startsWith('90')").await;
    // The year's own figure counts, and a difference is shown.
    enters(&person, 0, 12, "95").await;
    person.reads("全年数与各期得出的 90 件 不同，按全年数计算").await;
    person.clicks_on("各年").await;
    person.sees("document.querySelector('#figures-0-2').value === '95'").await;
    person.clicks_on("去掉全年数，用各期的").await;
    person.sees("document.querySelector('#figures-0-2').value === ''").await;
    person.sees("document.querySelector('#figures-0-2').placeholder === '90'").await;
    // A year has one grain only: the other is offered, not mixed in.
    person.clicks_on("2022年").await;
    person.clicks_on("按季").await;
    person.sees("document.querySelector('#figures-0-0').disabled").await;
    person.clicks("[aria-label='改为按季 中小微企业接受的专利数量']").await;
    person.clicks_on("改").await;
    // A cumulative month gives the quarter that it ends.
    person.sees("document.querySelector('#figures-0-0').value === '36'").await;
    person.presses("Control+z").await;
    person.sees("document.querySelector('#figures-0-0').disabled").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn blocks_go_in_and_out_as_in_a_spreadsheet() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;

    // Excel's trailing line break, full-width digits and a unit: exactly these cells change, in one undo step.
    enters(&person, 3, 1, "77").await;
    person.goes_to("#figures-0-1").await;
    assert!(pastes(&person, "１，２００\t1300\t1,400\r\n4.5亿元\t\t3\r\n", "").await);
    person.reads("已粘贴 6 格").await;
    assert_eq!(figures(&person, 0..4, 0..4).await, " 1,200 1,300 1,400/ 45,000  3/   / 77  ");
    person.presses("Control+z").await;
    person.sees("document.querySelector('#figures-0-1').value === ''").await;
    assert_eq!(figures(&person, 0..4, 0..4).await, "   /   /   / 77  ");

    // A table from a web page: merged title, repeated head, labels. Scripts in it do not run.
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
    // A cell's script is not part of its text.
    pastes(&person, "merged", &scripted).await;
    person.reads("已粘贴 4 格").await;
    assert_eq!(figures(&person, 0..2, 0..4).await, " 5 6 / 5,000 70,000 ");
    assert_eq!(person.asks("window.ran === undefined").await, true);
    person.presses("Control+z").await;
    person.sees("document.querySelector('#figures-0-1').value === ''").await;

    // Labels that name another place: the page asks, then follows them.
    person.goes_to("#figures-0-0").await;
    pastes(&person, "\t2022年\n中小微企业接受专利的合同金额\t8\n", "").await;
    person.reads("表里写的是“2022年”，选中的位置是“2020年”").await;
    person.pictures("paste-asked").await;
    person.clicks_on("按表里的行名、列名放").await;
    person.sees("document.querySelector('#figures-1-2').value === '8'").await;
    assert_eq!(figures(&person, 0..2, 0..4).await, "   /  8 ");

    // Beyond the edge, unreadable, too large, a picture: reported before anything changes.
    person.goes_to("#figures-0-3").await;
    pastes(&person, "1\t2\n12O0\t3\n", "").await;
    person.reads("第 2 列起共 1 列放不下").await;
    person.reads("2023年 中小微企业接受专利的合同金额的“12O0”：第 3 个字“O”是字母").await;
    person.presses("Escape").await;
    assert_eq!(figures(&person, 0..2, 0..4).await, "   /  8 ");
    person.comes_to("figures-0-3").await;
    pastes(&person, &"1\t2\n".repeat(50_000), "").await;
    person.reads("一次最多 20000 格").await;
    person.asks(
        "(() => { const data = new DataTransfer(); data.items.add(new File(['x'], 'a.png', { type: 'image/png' }));
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); })()",
    )
    .await;
    person.reads("剪贴板里是图片").await;
    assert_eq!(figures(&person, 0..2, 0..4).await, "   /  8 ");

    // A range by keyboard: copy, fill right, clear.
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
    // Cutting fills the clipboard and clears the cell. The whole grid is copied with its labels.
    enters(&person, 0, 0, "13").await;
    person.goes_to("#figures-0-0").await;
    assert_eq!(person.asks(&copied.replace("'copy'", "'cut'")).await, "13");
    person.sees("document.querySelector('#figures-0-0').value === ''").await;
    person.clicks_on("复制整表").await;
    person.reads("已复制整表，带行名和列名").await;
    // By mouse: press on one cell, move to another.
    let drag = "(() => { const cell = (id) => document.querySelector(id);
        cell('#figures-0-0').dispatchEvent(new MouseEvent('mousedown', { bubbles: true, buttons: 1 }));
        cell('#figures-2-3').parentElement.dispatchEvent(new MouseEvent('mouseover', { bubbles: true, buttons: 1 }));
        cell('#figures-2-3').parentElement.dispatchEvent(new MouseEvent('mouseenter', { buttons: 1 })); })()";
    person.asks(drag).await;
    person.sees("document.querySelectorAll('td.selected').length === 12").await;
    person.reads("选中").await;

    // Keys faster than rendering follow the caret, one cell after the other.
    let at_once = "(() => { document.querySelector('#figures-0-3').focus();
        for (const text of ['11', '22', '33', '44']) {
            const field = document.activeElement; field.value = text;
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        } })()";
    person.asks(at_once).await;
    person.sees("document.querySelector('#figures-3-3').value === '44'").await;
    assert_eq!(figures(&person, 0..4, 3..4).await, "11/22/33/44");
    // A bulletin's columns without a counterpart here are asked about, not put into later years.
    person.goes_to("#figures-0-2").await;
    pastes(&person, "指标\t本月\t本年累计\n中小微企业接受的专利数量\t12\t130\n", "").await;
    person.reads("表头“本月”“本年累计”在这张表里没有对应的列").await;
    person.presses("Escape").await;
    assert_eq!(figures(&person, 0..1, 2..4).await, " 11");

    // Rows are found by name and by figure.
    person.goes_to("#figures-0-0").await;
    person.presses("Control+f").await;
    person.comes_to("find").await;
    person.types("解密国防").await;
    person.presses("Enter").await;
    person.sees("document.activeElement.getAttribute('aria-label').startsWith('解密国防专利')").await;

    // The list of edits leads back to the beginning, and forward again.
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
    // CNIPA counts before the unit's own figure, and the difference is shown.
    person.sees("document.querySelector('#figures-0-1').value === '1,201'").await;
    person.reads("来源不一致：采用国知局 1,201 件，另有本单位 1,200 件").await;
    person.goes_to("#day-cnipa-unsaid").await;
    person.types("2022年3月1日").await;
    person.presses("Enter").await;
    person.goes_to("#note-cnipa-unsaid").await;
    person.types("年报第 3 页").await;
    person.presses("Enter").await;
    person.sees("document.querySelector('#day-cnipa-unsaid').value === '2022-03-01'").await;
    // Typing in the grid changes the unit's own figure, and a message says that another source counts.
    enters(&person, 0, 1, "1205").await;
    person.reads("改的是本单位的数；这一格采用的仍是国知局的 1,201 件").await;
    person.goes_to("#figures-0-1").await;
    person.sees("document.querySelector('#said-cnipa-unsaid').value === '1,201'").await;
    // 快报 and 终报 of one source are kept side by side.
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
    // There is no CNIPA field for a series that CNIPA does not publish.
    person.goes_to("#figures-1-1").await;
    person.presses("Shift+F2").await;
    person.reads("国家知识产权局不发布这一项").await;
    assert_eq!(person.asks("!!document.querySelector('#said-cnipa-unsaid')").await, false);
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
    // The page is lost while typing, as when the browser dies: without its question before leaving.
    let unasked = "document.querySelector('[data-typing]').removeAttribute('data-typing')";
    person.asks(unasked).await;
    person.reloads().await;
    person.reads("2021年 中小微企业接受的专利数量还没有打完：“13”。没有采用").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,200'").await;
    person.pictures("unfinished").await;
    person.clicks_on("填进去").await;
    person.sees("document.querySelector('#figures-0-1').value === '13'").await;
    // Without the `data-typing` mark nobody seems to be typing, and a save that ends then would discard the draft.
    // So wait for the save first.
    saved(&person).await;
    person.goes_to("#figures-0-1").await;
    person.types("14").await;
    person.asks(unasked).await;
    person.reloads().await;
    person.clicks_on("不要了").await;
    person.reloads().await;
    person.sees("document.querySelector('#figures-0-1').value === '13'").await;
    assert_eq!(person.asks("!!document.querySelector('.notice.kept')").await, false);
    // A draft in any other field is kept too.
    person.goes_to("#unit").await;
    person.types("示例").await;
    person.asks(unasked).await;
    person.reloads().await;
    person.reads("“填报单位”还没有打完：“示例”。没有采用").await;
    chromium.end().await;
}
