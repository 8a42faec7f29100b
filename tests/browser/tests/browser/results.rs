//! What follows is shown: readings, charts.

use super::*;

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
