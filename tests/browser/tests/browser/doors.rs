//! Every way in which figures enter: what is dragged, composed or pasted becomes the figure that the person meant,
//! or is asked about.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn dragging_the_mouse_selects_and_moves_no_figure() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.clicks("#new-city").await;
    person.goes_to("#as-of").await;
    person.types("2024-03-01").await;
    person.presses("Enter").await;
    for (row, column, text) in [(0, 1, "140"), (0, 2, "210"), (1, 1, "33"), (1, 2, "44")] {
        enters(&person, row, column, text).await;
    }
    for (row, text) in [(0, "90"), (1, "95")] {
        person.goes_to(&format!("#targets-0-{row}")).await;
        person.types(text).await;
        person.presses("Enter").await;
    }
    let before = figures(&person, 0..3, 0..4).await;
    let targets = "[...document.querySelectorAll('#targets input')].map((one) => one.value).join(' ')";
    let targets_before = person.asks(targets).await;
    for (from, to) in [
        // The text of a focused cell is selected, and the browser itself would drag it along.
        ("#figures-0-1", "#figures-1-2"),
        ("#figures-0-1", "#figures-0-2"),
        ("#figures-0-2", "#figures-0-1"),
        ("#figures-1-1", "#figures-0-1"),
        ("#targets-0-0", "#targets-0-1"),
        ("#targets-0-1", "#targets-0-0"),
        ("#figures-0-1", "#unit"),
        ("#figures-0-1", "#find"),
    ] {
        person.clicks(from).await;
        person.drags(from, to).await;
        assert_eq!(figures(&person, 0..3, 0..4).await, before, "{from} to {to}");
        assert_eq!(person.asks(targets).await, targets_before, "{from} to {to}");
        assert_eq!(person.value_of("#unit").await, "", "{from} to {to}");
    }
    assert!(!person.asks("document.body.innerText").await.as_str().unwrap().contains("目标调整记录"));
    // Dragging selects a range.
    person.clicks("#figures-0-1").await;
    person.drags("#figures-0-1", "#figures-1-2").await;
    assert_eq!(person.asks("document.querySelectorAll('#figures td.selected').length").await, 4);
    // Selected text from elsewhere cannot be dropped into a field either.
    let dropped = "(() => { const data = new DataTransfer(); data.setData('text/plain', '777');
        const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
        return !document.querySelector('#figures-0-1').dispatchEvent(event); })()";
    assert_eq!(person.asks(dropped).await, true);
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_of_an_input_method_are_not_the_pages() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    enters(&person, 0, 1, "1200").await;
    // In a cell, Enter, Esc, arrows and Tab neither commit nor revert while composing.
    person.goes_to("#figures-0-1").await;
    person.types("13").await;
    for key in ["Enter", "Escape", "ArrowDown", "Tab"] {
        person.composes(key).await;
        assert_eq!(person.asks("document.activeElement.id").await, "figures-0-1", "{key}");
        assert_eq!(person.value_of("#figures-0-1").await, "13", "{key}");
    }
    person.presses("Enter").await;
    person.sees("document.querySelector('#figures-0-1').value === '13'").await;
    // The same in a text field.
    person.goes_to("#unit").await;
    person.types("示例市").await;
    person.composes("Escape").await;
    assert_eq!(person.value_of("#unit").await, "示例市");
    person.composes("Enter").await;
    assert_eq!(person.asks("!!document.querySelector('#unit[data-typing]')").await, true);
    person.presses("Tab").await;
    // An open panel stays open.
    person.goes_to("#figures-0-1").await;
    person.presses("Shift+F2").await;
    person.sees("document.activeElement.id === 'said-own-unsaid'").await;
    person.composes("Escape").await;
    assert_eq!(person.asks("!!document.querySelector('#details')").await, true);
    person.presses("Escape").await;
    person.sees("!document.querySelector('#details')").await;
    // So does a question.
    person.goes_to("#figures-0-1").await;
    pastes(&person, "无\t1\n", "").await;
    person.reads("还没有粘贴").await;
    person.composes("Escape").await;
    person.reads("还没有粘贴").await;
    person.presses("Escape").await;
    person.sees("!document.querySelector('.pasting')").await;
    chromium.end().await;
}

/// An HTML table of one row, as from the clipboard.
fn row(cells: &str) -> String {
    format!("<table><tr>{cells}</tr></table>")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_cell_of_a_page_shows_is_what_is_taken() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    // Each cell is pasted alone and in a table: the cell, the message, and what the grid holds after going on.
    for (cell, says, taken) in [
        ("<td>1200<br>1500</td>", "有 2 个数（1200、1500）：这一格不放", ""),
        ("<td><p>1200</p><p>1500</p></td>", "有 2 个数（1200、1500）", ""),
        ("<td><div>1</div><div>200</div></td>", "有 2 个数（1、200）", ""),
        ("<td><ul><li>1200<li>1500</ul></td>", "有 2 个数（1200、1500）", ""),
        ("<td>850<sup>1</sup></td>", "有上标或下标“1”，当作注释号：放 850", "850"),
        ("<td><del>1200</del><ins>1300</ins></td>", "有划去的“1200”：放 1300", "1,300"),
        ("<td><span style='text-decoration: line-through'>1200</span> 1300</td>", "有划去的“1200”", "1,300"),
        ("<td>7<span style='display:none'>77</span></td>", "有隐藏的“77”：放 7", "7"),
        ("<td sdval='45.5432'>46</td>", "原表显示 46，实际是 45.5432", "46"),
        ("<td x:num='120034'>########</td>", "原表显示 ########，按实际的 120034 放", "120,034"),
        ("<td x:num='120034'>1.20E+05</td>", "按实际的 120034 放", "120,034"),
        ("<td><img src='data:,'></td>", "是图片：这一格不放", ""),
    ] {
        for alone in [true, false] {
            person.goes_to("#figures-0-1").await;
            let cells = if alone { cell.to_owned() } else { format!("{cell}<td>5</td>") };
            let shown = if alone { "shown" } else { "shown\t5" };
            assert!(pastes(&person, shown, &row(&cells)).await, "{cell}");
            person.reads(says).await;
            if taken.is_empty() && alone {
                person.clicks_on("不粘贴").await;
            } else {
                person.clicks_on("粘贴放得下的").await;
            }
            person.sees("!document.querySelector('.pasting')").await;
            let expect = if alone { format!("{taken} ") } else { format!("{taken} 5") };
            assert_eq!(figures(&person, 0..1, 1..3).await, expect, "{cell}, alone: {alone}");
            if !(taken.is_empty() && alone) {
                person.presses("Control+z").await;
                person.sees("document.querySelector('#figures-0-1').value === ''").await;
            }
        }
    }
    // A value without any loss needs no question.
    for (cell, taken) in [("<td x:num='120000'>1.20E+05</td>", "120,000"), ("<td sdval='0'> - </td>", "0")] {
        person.goes_to("#figures-0-1").await;
        assert!(pastes(&person, "shown", &row(cell)).await);
        person.sees(&format!("document.querySelector('#figures-0-1').value === '{taken}'")).await;
        person.presses("Control+z").await;
        person.sees("document.querySelector('#figures-0-1').value === ''").await;
    }
    // Hidden rows, columns and cells are left out and named, whether an attribute or a style sheet hides them.
    let style = "<style>.gone{display:none}</style>";
    for hidden in [
        "<tr style='display:none'><td>9</td><td>9</td></tr><tr><td>1</td><td>2</td></tr>",
        "<tr class=gone><td>9</td><td>9</td></tr><tr><td>1</td><td>2</td></tr>",
        "<tr hidden><td>9</td><td>9</td></tr><tr><td>1</td><td>2</td></tr>",
        "<tr><td>1</td><td class=gone>9</td><td>2</td></tr>",
        "<colgroup><col><col style='display:none'><col></colgroup><tr><td>1</td><td>9</td><td>2</td></tr>",
    ] {
        person.goes_to("#figures-0-1").await;
        pastes(&person, "shown\tshown", &format!("{style}<table>{hidden}</table>")).await;
        person.reads("处隐藏的行、列或格，没有放进来").await;
        person.clicks_on("粘贴放得下的").await;
        assert_eq!(figures(&person, 0..2, 1..3).await, "1 2/ ", "{hidden}");
        person.presses("Control+z").await;
        person.sees("document.querySelector('#figures-0-1').value === ''").await;
    }
    // A second table is not dropped silently, and a line of text outside a table also counts as a cell.
    person.goes_to("#figures-0-1").await;
    pastes(&person, "1\n2", "<table><tr><td>1</td></tr></table><table><tr><td>2</td></tr></table>").await;
    person.reads("剪贴板里还有 1 张表").await;
    person.clicks_on("不粘贴").await;
    person.goes_to("#figures-0-1").await;
    pastes(&person, "8501", "<p>850<sup>1</sup></p>").await;
    person.reads("有上标或下标“1”").await;
    person.clicks_on("不粘贴").await;
    // A field that cannot ask keeps the doubtful text visible and does not take it.
    person.opens("#/size").await;
    let choose = "(() => { const list = document.querySelector('#size-industry');
        list.selectedIndex = [...list.options].findIndex((one) => one.value === 'industry');
        list.dispatchEvent(new Event('change', { bubbles: true })); })()";
    person.asks(choose).await;
    person.goes_to("#size-revenue").await;
    assert!(pastes(&person, "1200\n1500", "").await);
    assert_eq!(person.value_of("#size-revenue").await, "1200；1500");
    chromium.end().await;
}

/// Pages separate, hide and raise text in many ways. Two figures never become one.
#[tokio::test(flavor = "multi_thread")]
async fn figures_of_a_page_are_never_run_together() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    let two = "有 2 个数（1、200）";
    for (cell, says) in [
        ("<center>1</center><center>200</center>", two),
        ("<pre>1\n200</pre>", two),
        ("<span style='white-space:pre-wrap'>1\n200</span>", two),
        ("<input value=1><input value=200>", two),
        ("<main>1</main><aside>200</aside>", two),
        ("<span style='display:inline-table'>1</span><span style='display:inline-table'>200</span>", two),
        ("<span style='float:left'>1</span><span style='float:right'>200</span>", two),
        ("<span style='position:absolute'>1</span>200", two),
        ("1<img src='data:,'>200", two),
        ("850<span style='vertical-align:4pt'>1</span>", "有上标或下标“1”"),
        ("850<span style='position:relative;top:-6pt;mso-text-raise:6pt'>1</span>", "有上标或下标“1”"),
        ("<math><msup><mn>850</mn><mn>1</mn></msup></math>", "有 2 个数（850、1）"),
        ("<input style='display:none' value=7>8", "有隐藏的“7”：放 8"),
        ("<span style='opacity:0'>7</span>8", "有隐藏的“7”：放 8"),
        ("<span style='font-size:0'>7</span>8", "有隐藏的“7”：放 8"),
        ("<span class=screen>7</span>8", "有隐藏的“7”：放 8"),
        ("8<dialog>7</dialog>", "有隐藏的“7”：放 8"),
        ("8<details><summary></summary>7</details>", "有隐藏的“7”：放 8"),
    ] {
        person.goes_to("#figures-0-1").await;
        let page =
            format!("<style>@media screen{{.screen{{display:none}}}}</style>{}", row(&format!("<td>{cell}</td>")));
        assert!(pastes(&person, "shown", &page).await, "{cell}");
        person.reads(says).await;
        person.clicks_on("不粘贴").await;
        person.sees("!document.querySelector('.pasting')").await;
    }
    // Between paragraphs the plain text has an empty line, which clears no cell.
    person.goes_to("#figures-0-1").await;
    pastes(&person, "8501\n\n900", "<p>850<sup>1</sup></p><p>900</p>").await;
    person.reads("有上标或下标“1”").await;
    person.clicks_on("粘贴放得下的").await;
    assert_eq!(figures(&person, 0..2, 1..2).await, "850/900");
    person.presses("Control+z").await;
    person.sees("document.querySelector('#figures-0-1').value === ''").await;
    // Merged and hidden cells shift no figure. The unit in a merged cell or a caption holds for all its rows.
    let (name, below) = ("中小微企业接受专利的合同金额", "中小微企业接受专利的到账金额");
    for (table, expect) in [
        (
            "<tr><td rowspan=2>1</td><td>2</td></tr><tr style='display:none'><td></td></tr><tr><td>3</td><td>4</td></tr>",
            "1 2/3 4",
        ),
        ("<tr><td rowspan=0>1</td><td>2</td></tr><tr><td>4</td></tr>", "1 2/ 4"),
        (&format!("<caption>单位：亿元</caption><tr><td>{name}</td><td>5</td><td>6</td></tr>"), "50,000 60,000/ "),
        (
            &format!("<tr><td>{name}</td><td rowspan=2>亿元</td><td>5</td></tr><tr><td>{below}</td><td>7</td></tr>"),
            "50,000 /70,000 ",
        ),
    ] {
        person.goes_to("#figures-1-1").await;
        pastes(&person, "shown\tshown", &format!("<table>{table}</table>")).await;
        person.sees("document.querySelector('.pasting') || document.querySelector('#figures-1-1').value !== ''").await;
        person.asks("[...document.querySelectorAll('.pasting button')].filter((one) => one.textContent.includes('粘贴放得下的')).forEach((one) => one.click())").await;
        person.sees("document.querySelector('#figures-1-1').value !== ''").await;
        assert_eq!(figures(&person, 1..3, 1..3).await, expect, "{table}");
        person.presses("Control+z").await;
        person.sees("document.querySelector('#figures-1-1').value === ''").await;
    }
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_is_asked_about_where_it_could_land_elsewhere() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    // A nil mark before figures stands for a figure: nothing shifts, and the page asks what it means.
    person.goes_to("#figures-0-0").await;
    assert!(pastes(&person, "无\t1200\t1500\t1800", "").await);
    person.reads("表里有 1 格是“无”，是没有数，还是 0？").await;
    person.reads("2021年 中小微企业接受的专利数量 ← 1200").await;
    person.pictures("paste-nil").await;
    person.sees("document.querySelector('.way button').disabled").await;
    person.clicks("#nil-zero").await;
    person.clicks_on("粘贴放得下的").await;
    person.sees("document.querySelector('#figures-0-0').value === '0'").await;
    assert_eq!(figures(&person, 0..1, 0..4).await, "0 1,200 1,500 1,800");
    person.presses("Control+z").await;
    person.sees("document.querySelector('#figures-0-0').value === ''").await;
    // A period's name stands above its figure; an empty last line clears nothing.
    enters(&person, 1, 1, "77").await;
    person.goes_to("#figures-0-1").await;
    pastes(&person, "1—9月\n900", "").await;
    person.reads("表头“1—9月”在这张表里没有对应的列").await;
    person.reads("2021年 中小微企业接受的专利数量 ← 900").await;
    person.clicks_on("粘贴放得下的").await;
    person.sees("document.querySelector('#figures-0-1').value === '900'").await;
    person.goes_to("#figures-0-1").await;
    pastes(&person, "901\r\n\r\n", "").await;
    assert_eq!(figures(&person, 0..2, 1..2).await, "900/77", "one text goes where the caret stands");
    // A name similar to a row's is offered; similarity alone decides nothing.
    person.goes_to("#figures-2-1").await;
    pastes(&person, "专利质押融资的金额\t5\n", "").await;
    person.reads("“专利质押融资的金额”是哪一行？").await;
    let row = person.asks("[...document.querySelectorAll('#figures tbody tr:not(.grid-heading)')].findIndex((one) => one.innerText.includes('专利质押融资金额'))").await;
    let choose = "(() => { const list = document.querySelector('#meant-0'); list.selectedIndex = 1;
        list.dispatchEvent(new Event('change', { bubbles: true })); })()";
    person.asks(choose).await;
    person.clicks_on("按表里的行名、列名放").await;
    person.sees(&format!("document.querySelector('#figures-{row}-1').value === '5'")).await;
    // Rates without a percent sign: the page asks once for all of them.
    person.opens("#/").await;
    person.clicks("#new-city").await;
    person.goes_to("#targets-1-4").await;
    pastes(&person, "30\r\n25", "").await;
    person.reads("“30”等 1 格没有百分号：是 30% 吗？").await;
    person.clicks("#as-percent").await;
    person.clicks_on("粘贴放得下的").await;
    person.sees("document.querySelector('#targets-1-4').value === '30%'").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn typed_amounts_codes_and_days_say_what_they_are_taken_for() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.clicks("#new-city").await;
    // On 31 December the year is still open. One click closes it.
    person.goes_to("#as-of").await;
    person.types("2022-12-31").await;
    person.presses("Enter").await;
    person.reads("到 2022-12-31，2022年按还没有结束算").await;
    person.pictures("year-over").await;
    person.clicks("#year-over").await;
    person.reads("数据截至 2023-01-01").await;
    assert_eq!(person.asks("!!document.querySelector('#year-over')").await, false);
    // An amount in 万 means 万元 of yuan, in a field of 万元 and in one of 亿元.
    for (row, text, value) in [(1, "5000万", "5,000"), (1, "4.5亿", "45,000")] {
        enters(&person, row, 1, text).await;
        person.sees(&format!("document.querySelector('#figures-{row}-1').value === '{value}'")).await;
    }
    // After a refused text, results that still rest on the old figure say so.
    enters(&person, 1, 1, "4O0").await;
    person.opens("#/results").await;
    person.reads("读不懂，没有采用：下面的结果仍按原来的数").await;
    person.opens("#/size").await;
    let choose = "(() => { const list = document.querySelector('#size-industry');
        list.selectedIndex = [...list.options].findIndex((one) => one.value === 'industry');
        list.dispatchEvent(new Event('change', { bubbles: true })); })()";
    person.asks(choose).await;
    for (id, text) in [("size-employees", "500"), ("size-revenue", "5000万")] {
        person.goes_to(&format!("#{id}")).await;
        person.types(text).await;
        person.presses("Enter").await;
    }
    person.sees("document.querySelector('#size-class').innerText === '中型'").await;
    replaces(&person, "#size-employees", "5OO").await;
    person.reads("读不懂，没有采用").await;
    person.pictures("size-stale").await;
    replaces(&person, "#size-employees", "500").await;
    person.sees("!document.body.innerText.includes('读不懂，没有采用')").await;
    // Codes that a spreadsheet truncated.
    person.opens("#/subsidy").await;
    person.clicks("#begin-enterprise").await;
    person.sees("document.querySelector('#q-code')").await;
    for (text, says) in [
        ("914403001922038000", "像是 Excel 当成数字只留了 15 位"),
        ("9.14403E+17", "这是 Excel 的科学计数"),
        ("610100190001010470", "这也符合身份证号的编码"),
    ] {
        replaces(&person, "#q-code", text).await;
        person.reads(says).await;
    }
    chromium.end().await;
}
