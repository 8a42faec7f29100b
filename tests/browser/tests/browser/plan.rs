//! 工作计划: requirements of a year, suppositions, measures, the calendar.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_plan_is_made_by_keyboard() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.goes_to("#try-example").await;
    person.presses("Enter").await;
    person.reads("完成情况").await;
    person.opens("#/plan").await;
    // The row furthest behind its pace comes first, with the lag.
    person.reads("1 行落后于序时进度").await;
    let first = person.text_of(".needs tbody").await;
    assert!(first.contains("高校国企流出金额") && first.contains("落后 10.18 万元"), "{first}");
    // Last year was 825.5 万元. 640 · 1.3² = 1,081.6 is required and 798.8 is there.
    assert!(first.contains("1,081.6 万元") && first.contains("四季度 282.8 万元"), "{first}");
    person.pictures("plan").await;
    // The minimum plan fills a supposition, which is adopted as the plan.
    person.opens("#/plan/2022/scenarios").await;
    person.goes_to("#least-goals").await;
    person.presses("Enter").await;
    person.reads("以前年度已未完成、无论如何都补不上的：附表 9、目标 G4").await;
    person.goes_to("#fill-least").await;
    person.presses("Enter").await;
    person.reads("处结论会变").await;
    replaces(&person, "#supposed-0-0", "3O0").await;
    person.sees("document.querySelector('#supposed-0-0').value === '3O0'").await;
    person.sees("document.querySelector('#supposed-0-0').getAttribute('aria-invalid') === 'true'").await;
    replaces(&person, "#supposed-0-0", "300").await;
    person.sees("document.querySelector('#supposed-0-0').getAttribute('aria-invalid') !== 'true'").await;
    person.goes_to("#take-scenario").await;
    person.presses("Enter").await;
    person.reads("已定为计划").await;
    // A measure with an invalid day.
    person.opens("#/plan/2022/measures").await;
    person.goes_to("#add-measure").await;
    person.presses("Enter").await;
    person.reads("共 4 条").await;
    replaces(&person, "[aria-label='第 4 条措施：做什么'], #measure-3-做什么", "办沙龙").await;
    replaces(&person, "#measure-3-due", "年底前").await;
    person.reads("不是日历上的日期").await;
    replaces(&person, "#plan-filed", "2022年4月2日").await;
    person.reads("晚于 2022-03-31 的期限").await;
    saved(&person).await;
    person.reloads().await;
    person.sees("document.querySelector('#measure-3-due').value === '年底前'").await;
    person.sees("document.querySelector('#plan-filed').value === '2022-04-02'").await;
    person.opens("#/plan/2022/calendar").await;
    person.reads("已于 2022-04-02 办理，晚于期限").await;
    person.reads("1 条措施的期限不是日历上的日期").await;
    person.pictures("plan-calendar").await;
    // For a year outside the plan the page shows the current one.
    person.opens("#/plan/1999/needs").await;
    person.reads("2022年专利转化工作计划").await;
    chromium.end().await;
}
