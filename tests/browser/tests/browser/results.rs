//! Results: readings, charts.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_changed_on_the_spot_shows_what_turns() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    // Row 6: 1.00 → 1.10 → 1.44 → 1.728 亿元. Under `compound` 20 % is reached, but 2021 alone grew by only 10 %.
    for (column, text) in ["1", "1.1", "1.44", "1.728"].iter().enumerate() {
        person
            .goes_to(&format!("[aria-label^='政策惠及的中小微企业营业收入 {}年']", 2020_usize.saturating_add(column)))
            .await;
        person.types(text).await;
        person.presses("Tab").await;
    }
    person.opens("#/results").await;
    // The page scrolls to its top on arrival; an earlier click would miss.
    person.sees("document.title.startsWith('完成情况')").await;
    person.clicks("table.verdicts tbody tr:nth-child(6) td:last-child button").await;
    person.reads("1.728 ≥ 1 × 1.2³ = 1.728 亿元").await;
    // In a row of several years only the decisive one is marked.
    person.clicks("table.verdicts tbody tr:nth-child(1) td:last-child button").await;
    person.reads("决定结论").await;
    person.clicks("table.verdicts tbody tr:nth-child(6) td:last-child button").await;
    person.reads("按另一口径（年均增长怎么算：每年都比上年增长）：未完成").await;
    person.clicks_on("改用").await;
    person.reads("附表 6 全期：已完成 → 未完成").await;
    person.presses("Control+z").await;
    person.sees("document.querySelector('.detail-verdict').innerText.includes('已完成')").await;
    // The conflict is shown next to its row.
    person.reads("增长类指标没有写基期和基数").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chart_is_read_by_pointer_and_keyboard_and_as_a_table() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.clicks("#try-example").await;
    person.reads("完成情况").await;
    // A pointer resting on the chart would change the readout.
    person.moves_away().await;
    person.opens("#/trends").await;
    person.goes_to(".chart-box").await;
    person.presses("ArrowRight").await;
    person.sees("document.querySelector('.readout').innerText.startsWith('2020年（基期）：实际')").await;
    person.presses("End").await;
    person.sees("document.querySelector('.readout').innerText.includes('2023年：实际 空白；目标')").await;
    // By mouse and by finger, at a quarter and at three quarters of the width.
    let box_of = "(() => { const box = document.querySelector('.chart-box svg').getBoundingClientRect(); return [box.left, box.top, box.width, box.height]; })()";
    person.middle_of(".chart-box").await;
    let place = person.asks(box_of).await;
    let number = |at: usize| place[at].as_f64().unwrap();
    let at = |share: f64| (number(0) + number(2) * share, number(1) + number(3) / 2.0);
    person.points("mouseMoved", at(0.4).0, at(0.4).1).await;
    person.sees("document.querySelector('.readout').innerText.startsWith('2021年')").await;
    person.touches(at(0.9)).await;
    person.sees("document.querySelector('.readout').innerText.startsWith('2023年')").await;
    // A blank year has no dot; the open year's dot is hollow.
    assert_eq!(person.asks("document.querySelectorAll('.chart-box circle.actual').length").await, 2);
    assert_eq!(person.asks("document.querySelectorAll('.chart-box circle.unfinished.open').length").await, 1);
    // Labels fit the widths that the layout assumed: none crosses the edge of the drawing.
    let inside = "[...document.querySelectorAll('.chart-box text')].every((text) => { const box = text.getBBox();
        return box.x >= 0 && box.y >= 0 && box.x + box.width <= 760 && box.y + box.height <= 300; })";
    assert_eq!(person.asks(inside).await, true);
    // The legend hides and shows a line, in the readout too.
    person.clicks_on("目标").await;
    person.sees("!document.querySelector('.chart-box polyline.required')").await;
    assert!(!person.text_of(".readout").await.contains("目标"));
    person.clicks_on("目标").await;
    person.sees("document.querySelector('.chart-box polyline.required')").await;
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
async fn a_year_is_charted_beside_the_last_all_rows_at_a_glance_and_two_against_each_other() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2022-08-15").await;
    for (year, quarters) in [("2021年", ["100", "200", "300", "400"]), ("2022年", ["150", "250", "200", ""])] {
        person.clicks_on(year).await;
        person.clicks_on("按季").await;
        person.goes_to("#figures-0-0").await;
        for text in quarters {
            person.types(text).await;
            person.presses("ArrowRight").await;
        }
    }
    person.clicks_on("各年").await;
    enters(&person, 12, 1, "935").await;
    person.opens("#/trends").await;
    // Four quarters of 2021 and three of 2022, the last of which is not over on 15 August.
    person.sees("document.querySelectorAll('.course .chart-box rect.before').length === 4").await;
    assert_eq!(person.asks("document.querySelectorAll('.course .chart-box rect.actual').length").await, 3);
    assert_eq!(person.asks("document.querySelectorAll('.course .chart-box rect.actual.open').length").await, 1);
    person.goes_to(".course .chart-box").await;
    person.presses("ArrowRight").await;
    person.reads("2022年一季度：2021年同期 100 件；2022年 150 件").await;
    person.clicks_on("累计").await;
    person.goes_to(".course .chart-box").await;
    person.presses("ArrowRight").await;
    person.presses("ArrowRight").await;
    person.reads("2022年二季度：2021年同期 300 件；2022年 400 件").await;
    person.pictures("trends-course").await;

    // 2021: row 1 has 1,000 of 1,200; row 10 has 935 of 850.
    person.clicks_on("完成程度").await;
    person.clicks_on("2021年").await;
    person.sees("document.querySelectorAll('.chart-box rect.actual').length === 2").await;
    person.goes_to(".chart-box").await;
    person.presses("Home").await;
    person.sees("document.querySelector('.readout').innerText.includes('实际÷要求 83.33%')").await;
    person.pictures("trends-glance").await;
    person.clicks_on("全部图").await;
    person.sees("document.querySelectorAll('.small-chart').length === 13").await;
    person.pictures("trends-all").await;
    // The browser's back button returns to all charts, and a reload stays there.
    person.clicks(".small-charts li:nth-child(10) button").await;
    person.reads("10 专利质押融资项目数").await;
    person.asks("history.back()").await;
    person.sees("document.querySelectorAll('.small-chart').length === 13").await;
    saved(&person).await;
    person.reloads().await;
    person.sees("document.querySelectorAll('.small-chart').length === 13").await;
    person.clicks_on("两行对比").await;
    person.goes_to("#row-other").await;
    person.sees("document.querySelectorAll('#row-other option').length > 10").await;
    person.asks("(() => { const list = document.querySelector('#row-other'); list.value = [...list.options].find((one) => one.text.startsWith('10 ')).value;
        list.dispatchEvent(new Event('change', { bubbles: true })); })()").await;
    person.sees("document.querySelectorAll('.chart-box rect.other').length === 1").await;
    // No choice, or the same row twice, gives a message instead of a chart.
    person.goes_to("#row-one").await;
    let choose = |begin: &str| {
        format!("(() => {{ const list = document.querySelector('#row-one'); list.value = [...list.options].find((one) => one.text.startsWith('{begin}')).value;
        list.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()")
    };
    for (begin, says) in [("请选", "请在上面选两行"), ("10 ", "两边选的是同一行")] {
        person.asks(&choose(begin)).await;
        person.reads(says).await;
    }
    person.asks(&choose("1 ")).await;
    person.goes_to(".chart-box").await;
    person.presses("Home").await;
    person.sees("/2021年：1 .* 83.33%；10 .* 110%/.test(document.querySelector('.readout').innerText)").await;
    person.pictures("trends-two").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chart_is_saved_as_a_picture_that_says_what_it_is() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.clicks("#try-example").await;
    person.reads("完成情况").await;
    person.opens("#/trends").await;
    let svg = person.downloads(async |person| person.clicks_on("存为 SVG").await).await;
    assert_eq!(svg.extension().unwrap(), "svg");
    let svg = std::fs::read_to_string(svg).unwrap();
    for part in ["（件）", "来源：示例市填报（示例，虚构数据），数据截至 2022-09-30", "制图日期：20"]
    {
        assert!(svg.contains(part), "{part} in {svg}");
    }
    // The picture has twice the drawing's size: bytes 16 to 24 of a PNG hold width and height.
    let png = std::fs::read(person.downloads(async |person| person.clicks_on("存为 PNG").await).await).unwrap();
    let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    let height: u32 = svg.split("height=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    assert_eq!((size(16), size(20)), (1520, height * 2));
    keeps("saved-chart.png", &png);
    chromium.end().await;
}
