//! The subsidy self-check, completed by keyboard alone as each kind of subject.

use super::*;

/// Presses Tab until the focused element matches a selector.
async fn tabs_to(person: &Person, selector: &str) {
    let there = format!("document.activeElement.matches({selector:?})");
    for _ in 0..120 {
        if person.asks(&there).await == serde_json::Value::Bool(true) {
            return;
        }
        person.presses("Tab").await;
    }
    panic!("no way to {selector} by Tab");
}

/// Tabs to a field, types and presses Enter.
async fn answers(person: &Person, field: &str, text: &str) {
    tabs_to(person, field).await;
    person.types(text).await;
    person.presses("Enter").await;
}

/// Tabs to a list and chooses its n-th entry by the arrow keys; entry 0 is the empty choice.
async fn chooses(person: &Person, list: &str, entry: usize) {
    tabs_to(person, list).await;
    for _ in 0..entry {
        person.presses("ArrowDown").await;
    }
}

/// Goes to the next step and waits until its title has the focus.
async fn goes_on(person: &Person, title: &str) {
    tabs_to(person, ".forward a.primary").await;
    person.presses("Enter").await;
    person.sees(&format!("document.querySelector('#step-title').innerText === '{title}'")).await;
    person.sees("document.activeElement.id === 'step-title'").await;
}

/// Waits for an element's state, which every step but the last shows.
async fn element_is(person: &Person, element: &str, state: &str) {
    person.sees(&format!("document.querySelector('#element-{element} .badge').innerText.trim() === '{state}'")).await;
}

async fn begins(person: &Person, button: &str) {
    tabs_to(person, button).await;
    person.presses("Enter").await;
    person.sees("document.activeElement.id === 'step-title'").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_enterprise_finds_out_what_is_missing() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    begins(&person, "#begin-enterprise").await;
    answers(&person, "#q-name", "示例企业").await;
    answers(&person, "#q-code", "９１３５０１００m000100y44").await;
    person.reads("前 17 位算出的末位是 3，现为 4").await;
    assert_eq!(person.value_of("#q-code").await, "９１３５０１００m000100y44");
    person.presses("Control+a").await;
    person.types("９１３５０１００m000100y43").await;
    person.presses("Enter").await;
    person.sees("document.querySelector('#q-code').value === '91350100M000100Y43'").await;
    element_is(&person, "2-subject", "待填").await;

    goes_on(&person, "规模与增长").await;
    chooses(&person, "#q-industry", 12).await;
    answers(&person, "#q-year", "2021").await;
    answers(&person, "#q-employees", "0").await;
    person.reads("从业人员填了 0").await;
    person.presses("Control+a").await;
    person.types("103").await;
    person.presses("Enter").await;
    // Medium at most: an SME whatever the blank revenue is.
    element_is(&person, "2-subject", "符合").await;
    person.reads("可能是微型、小型、中型（缺营业收入）").await;
    answers(&person, "#q-revenue", "915.5件").await;
    person.reads("单位“件”不适用").await;
    person.presses("Control+a").await;
    person.types("915.5").await;
    person.presses("Enter").await;
    element_is(&person, "2-subject", "符合").await;
    person.reads("上划一档要：营业收入达到 1,000 万元（还差 84.5 万元）").await;
    // The year compared with is later, so nothing is decided until it is corrected.
    answers(&person, "#q-earlier_year", "2022").await;
    answers(&person, "#q-earlier_employees", "90").await;
    answers(&person, "#q-earlier_revenue", "915.5").await;
    person.reads("对比年度 2022 不早于数据年度 2021").await;
    element_is(&person, "2-revenue_growth", "待填").await;
    person.presses("Shift+Tab").await;
    person.presses("Shift+Tab").await;
    person.comes_to("q-earlier_year").await;
    person.types("2020").await;
    person.presses("Enter").await;
    element_is(&person, "2-revenue_growth", "缺项").await;
    element_is(&person, "2-employment_growth", "待主管部门评定").await;

    goes_on(&person, "交易").await;
    tabs_to(&person, "#add-transaction").await;
    person.presses("Enter").await;
    person.presses("Shift+Tab").await;
    tabs_to(&person, "#add-transaction").await;
    person.presses("Enter").await;
    person.sees("!!document.querySelector('#q-transactions-1-mode')").await;
    person.goes_to("#step-title").await;
    chooses(&person, "#q-transactions-0-mode", 2).await;
    answers(&person, "#q-transactions-0-counterparty", "示例国企").await;
    chooses(&person, "#q-transactions-0-supplier", 2).await;
    answers(&person, "#q-transactions-0-contract_amount", "50000元").await;
    answers(&person, "#q-transactions-0-effective", "2022-03-01").await;
    chooses(&person, "#q-transactions-0-implemented", 1).await;
    person.reads("范围 2：不算（供给方是国有企业，须为高校院所）").await;
    assert_eq!(person.value_of("#q-transactions-0-contract_amount").await, "5");
    chooses(&person, "#q-transactions-1-mode", 1).await;
    chooses(&person, "#q-transactions-1-supplier", 1).await;
    answers(&person, "#q-transactions-1-effective", "2020-12-31").await;
    person.reads("生效日期 2020-12-31 不在 2021-01-01 至 2023-12-31 之间").await;
    element_is(&person, "2-mode", "符合").await;
    element_is(&person, "2-supplier", "缺项").await;

    goes_on(&person, "计划与文件").await;
    goes_on(&person, "佐证材料").await;
    tabs_to(&person, "#evidence-2-agreement").await;
    person.presses(" ").await;
    person.reads("已备 1/12").await;
    goes_on(&person, "自查结果").await;
    person.reads("示例企业奖补自查结果").await;
    person.reads("营业收入至少再多 0.01 万元 才算增加").await;
    person.reads("最接近的是第 1 笔（示例国企）：供给方是国有企业，须为高校院所").await;
    let words =
        "[...new Set([...document.querySelectorAll('.badge')].map((one) => one.innerText.trim()))].sort().join()";
    assert_eq!(person.asks(words).await, "待主管部门评定,符合,缺项");
    assert!(!person.text_of("main").await.contains("可获奖补"));
    // Back works from the summary, and everything is stored.
    person.asks("history.back()").await;
    person.sees("document.querySelector('#step-title').innerText === '佐证材料'").await;
    saved(&person).await;
    person.reloads().await;
    person.reads("已备 1/12").await;
    person.pictures("self-check").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_university_pastes_its_transactions_and_hands_its_answers_over() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    begins(&person, "#begin-university").await;
    answers(&person, "#q-name", "示例大学").await;
    element_is(&person, "1-subject", "符合").await;
    goes_on(&person, "交易").await;
    assert!(pastes(&person, "示例企业\t转让\n甲\t许可\n", "").await);
    person.reads("没有列名，不猜每列是什么").await;
    person.reads("认得的列名").await;
    let table = "转化明细\n序号\t受让方名称\t方式\t受让方规模\t合同编号\t合同金额（元）\t生效日期\t是否实施\t经办人\n\
        1\t示例企业\t专利实施许可\t小型\tA-1\t50,000\t2022/3/1\t是\t某\n\
        2\t示例大厂\t转让\t大型\tA-2\t80000\t2022-05-01\t是\t某\n\
        3\t示例企业\t赠与\t微型\tA-1\t50000\t2022-06-01\t否\t某\n\t合计\t\t\t\t180000\n";
    assert!(pastes(&person, table, "").await);
    person.reads("已粘贴 3 笔").await;
    person.reads("1 格读不懂").await;
    person.reads("没有用到的列：经办人").await;
    person.reads("跳过了 1 行合计").await;
    assert_eq!(person.value_of("#q-transactions-0-contract_amount").await, "5");
    let shown = "document.querySelector('#q-transactions-2-mode').selectedOptions[0].innerText";
    assert_eq!(person.asks(shown).await, "“赠与”？");
    person.reads("范围 1：算").await;
    person.reads("受让方是大型企业，须为中小微企业").await;
    person.reads("与第 1 笔同一合同编号").await;
    person.reads("“赠与”不在可选的范围里").await;
    element_is(&person, "1-implemented", "符合").await;
    person.presses("Control+z").await;
    element_is(&person, "1-implemented", "待填").await;
    person.presses("Control+y").await;
    element_is(&person, "1-implemented", "符合").await;
    goes_on(&person, "计划与文件").await;
    goes_on(&person, "佐证材料").await;
    goes_on(&person, "自查结果").await;
    person.clicks(".as-document summary").await;
    let document = person.downloads(async |person| person.clicks("#save-word").await).await;
    let text = word_text(&document);
    assert!(text.contains("示例大学奖补自查结果") && text.contains("A-1"), "{text}");
    let file = person.downloads(async |person| person.clicks_on("存为自查文件").await).await;
    assert!(file.to_string_lossy().ends_with(".zicha.json"));

    // A city opens the file next to its own figures. A second file of the same subject replaces the first; a
    // damaged one replaces nothing.
    let city = chromium.person(&server, "").await;
    city.comes_forward().await;
    city.clicks("#try-example").await;
    city.opens("#/subsidy").await;
    city.gives_file("#open-check", &file).await;
    city.reads("已打开示例大学的自查").await;
    city.reads("交来的").await;
    city.opens("#/subsidy").await;
    city.gives_file("#open-check", &file).await;
    city.reads("替换了同一单位以前交来的一份").await;
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let damaged = self::file(folder.path(), "damaged.zicha.json", text.replace("示例企业", "示例企也").as_bytes());
    city.opens("#/subsidy").await;
    city.gives_file("#open-check", &damaged).await;
    city.reads("没有打开“damaged.zicha.json”").await;
    assert_eq!(city.asks("document.querySelectorAll('table.data tbody tr').length").await, 1);
    // A file of another subject is kept next to the first.
    let answers = "示例大学".to_owned();
    let other = resealed(&text, |file| file["payload"]["answers"]["name"] = format!("{answers}二").into());
    let other = self::file(folder.path(), "other.zicha.json", other.as_bytes());
    city.gives_file("#open-check", &other).await;
    city.reads("两份并存").await;
    city.opens("#/subsidy").await;
    city.sees("document.querySelectorAll('table.data tbody tr').length === 2").await;
    // The whole pasted table arrived: the large firm's transaction is there, with the reason why it does not count.
    city.clicks_on("知道了").await;
    city.clicks("[aria-label='查看 示例大学']").await;
    city.reads("受让方是大型企业，须为中小微企业").await;
    chromium.end().await;

    // In an empty browser, as on another machine, the file opens as its owner's workspace.
    let elsewhere = Chromium::start().await;
    let owner = elsewhere.person(&server, "#/subsidy").await;
    // The download was deleted together with its browser's profile, so write the file again.
    let carried = self::file(folder.path(), "own.zicha.json", text.as_bytes());
    owner.gives_file("#open-check", &carried).await;
    owner.reads("已打开示例大学的自查").await;
    assert_eq!(owner.asks("document.querySelectorAll('.check-head .mark').length").await, 0);
    owner.clicks_on("单位").await;
    owner.goes_to("#q-name").await;
    owner.presses("Control+a").await;
    owner.types("示例大学三").await;
    owner.presses("Enter").await;
    saved(&owner).await;
    owner.reloads().await;
    owner.sees("document.querySelector('#q-name').value === '示例大学三'").await;
    // The head's save button writes the same kind of file.
    let again = owner.downloads(async |person| person.clicks_on("存为文件").await).await;
    assert!(std::fs::read_to_string(again).unwrap().contains("示例大学三"));
    elsewhere.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_being_typed_is_offered_again() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    begins(&person, "#begin-enterprise").await;
    answers(&person, "#q-name", "示例企业").await;
    saved(&person).await;
    tabs_to(&person, "#q-code").await;
    person.types("9135").await;
    // Without the mark the browser does not ask before leaving, as when it is killed.
    person.asks("document.querySelector('[data-typing]').removeAttribute('data-typing')").await;
    person.reloads().await;
    person.reads("上次离开时还没有确认的输入：统一社会信用代码“9135”").await;
    person.clicks("#take-draft").await;
    person.sees("document.querySelector('#q-code').value === '9135'").await;
    person.reads("应为 18 位，现有 4 位").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_kind_of_subject_turns_no_sale_into_a_purchase() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.clicks("#begin-university").await;
    goes_on(&person, "交易").await;
    assert!(
        pastes(&person, "方式\t供给方类型\t受让方规模\t生效日期\t已实施\n许可\t高校\t小型\t2022-03-01\t是\n", "").await
    );
    element_is(&person, "1-implemented", "符合").await;
    person.clicks_on("单位").await;
    person.clicks("#kind-enterprise").await;
    element_is(&person, "2-mode", "待填").await;
    person.clicks_on("交易").await;
    person.reads("不算：本单位是供给方，企业的范围里不看这一侧的交易").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_pages_answer_different_questions_of_one_check() {
    let (server, chromium) = (server(), Chromium::start().await);
    let first = chromium.person(&server, "").await;
    begins(&first, "#begin-enterprise").await;
    answers(&first, "#q-name", "示例企业").await;
    saved(&first).await;
    let route = first.asks("location.hash").await.as_str().unwrap().to_owned();
    let second = chromium.person(&server, "").await;
    second.clicks("[aria-label='打开 示例企业']").await;
    second.opens(&route).await;
    second.goes_to("#q-code").await;
    second.types("91350100M000100Y43").await;
    second.presses("Enter").await;
    saved(&second).await;
    let unseen = "(() => { const field = document.querySelector('#q-name'); field.value = '示例企业二';
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })); })()";
    first.asks(unseen).await;
    first.reads("另一个页面保存过这份文件更新的内容").await;
    first.comes_forward().await;
    first.clicks_on("合并两边的改动").await;
    first.sees("document.querySelector('#q-code').value === '91350100M000100Y43'").await;
    first.sees("document.querySelector('#q-name').value === '示例企业二'").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_firm_says_on_which_side_it_stood() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    begins(&person, "#begin-state_owned_enterprise").await;
    answers(&person, "#q-name", "示例国企").await;
    goes_on(&person, "规模与增长").await;
    chooses(&person, "#q-industry", 16).await;
    answers(&person, "#q-employees", "299").await;
    element_is(&person, "2-subject", "符合").await;
    goes_on(&person, "交易").await;
    tabs_to(&person, "#add-transaction").await;
    person.presses("Enter").await;
    person.sees("!!document.querySelector('#q-transactions-0-side')").await;
    person.goes_to("#step-title").await;
    chooses(&person, "#q-transactions-0-mode", 1).await;
    person.reads("填本单位是供给方还是受让方").await;
    element_is(&person, "1-mode", "待填").await;
    chooses(&person, "#q-transactions-0-receiver_class", 2).await;
    answers(&person, "#q-transactions-0-effective", "2021年6月1日").await;
    chooses(&person, "#q-transactions-0-implemented", 1).await;
    person.goes_to("#step-title").await;
    chooses(&person, "#q-transactions-0-side", 1).await;
    element_is(&person, "1-implemented", "符合").await;
    element_is(&person, "2-mode", "待填").await;
    goes_on(&person, "计划与文件").await;
    tabs_to(&person, "#other-scopes summary").await;
    person.presses("Enter").await;
    person.goes_to("#step-title").await;
    chooses(&person, "#q-plan_year", 2).await;
    answers(&person, "#q-plan_filed", "2022-04-01").await;
    element_is(&person, "4-plan_filed", "符合").await;
    answers(&person, "#q-decision_document", "示发〔2022〕1号").await;
    element_is(&person, "5-decision_document", "符合").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_unit_is_asked_for_its_plan_and_a_document_only() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    begins(&person, "#begin-other").await;
    element_is(&person, "4-plan_filed", "缺项").await;
    element_is(&person, "5-decision_document", "缺项").await;
    assert_eq!(person.asks("!!document.querySelector('#other-scopes')").await, false);
    let steps = person.asks("document.querySelectorAll('.steps li').length").await;
    assert_eq!(steps, 4);
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_city_sees_its_two_routes_and_its_place() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    // Four example units: three alike, one with fewer filings.
    for unit in ["示例甲市", "示例乙市", "示例丙市", "示例丁市"] {
        person.opens("#/").await;
        person.clicks("#try-example").await;
        person.opens("#/figures").await;
        person.goes_to("#unit").await;
        person.presses("Control+a").await;
        person.types(unit).await;
        person.presses("Enter").await;
        saved(&person).await;
    }
    person.reads("示例丁市").await;
    let filings = "[...document.querySelectorAll('#figures tbody tr')].findIndex((row) => row.innerText.includes('专利产品备案'))";
    let row = person.asks(filings).await.as_u64().unwrap();
    person.goes_to(&format!("#figures-{row}-2")).await;
    person.types("1").await;
    person.presses("Enter").await;
    saved(&person).await;
    person.opens("#/subsidy").await;
    begins(&person, "#begin-own").await;
    goes_on(&person, "备案与质押").await;
    person.reads("在本机已有的 4 个单位里列第 4（全省共 13 个）").await;
    person.reads("备案率分母").await;
    person.reads("专利口径").await;
    person.reads("路线一：专利产品备案").await;
    person.reads("路线二：知识产权质押融资").await;
    let places = "[...document.querySelectorAll('.check table.data:last-of-type tbody tr')].filter((row) => row.innerText.includes('第 1')).length";
    assert!(person.asks(places).await.as_u64().unwrap() >= 3);
    element_is(&person, "3-filings_growth", "缺项").await;
    goes_on(&person, "计划与文件").await;
    person.clicks("#other-scopes summary").await;
    person.goes_to("#step-title").await;
    chooses(&person, "#q-plan_year", 1).await;
    answers(&person, "#q-plan_filed", "2021-06-01").await;
    element_is(&person, "4-plan_filed", "待主管部门评定").await;
    person.presses("Control+a").await;
    person.types("2021-05-31").await;
    person.presses("Enter").await;
    element_is(&person, "4-plan_filed", "符合").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_is_classed_on_a_page_of_its_own() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "#/size").await;
    chooses(&person, "#size-industry", 2).await;
    answers(&person, "#size-employees", "1000").await;
    person.reads("尚不能定：可能是微型、小型、中型、大型（缺营业收入）").await;
    answers(&person, "#size-revenue", "39999.99").await;
    person.sees("document.querySelector('#size-class').innerText === '中型'").await;
    person.reads("定为中型的是营业收入").await;
    person.reads("营业收入达到 40,000 万元（还差 0.01 万元）").await;
    person.goes_to("#size-industry").await;
    person.presses("End").await;
    person.reads("统计上的划型标准不覆盖这个行业").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_with_thresholds_computes_the_element_and_names_its_document() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "#/pack").await;
    person.reads("本口径包没有奖补细则的门槛").await;
    person.clicks("#example-pack").await;
    person.clicks_on("按它新建填报文件").await;
    person.reads("奖补门槛（参数）").await;
    person.opens("#/").await;
    person.clicks("#try-example-check").await;
    person.reads("《示例奖补细则》（示知发〔2022〕1号，虚构）第五条：不低于 10%，已达到").await;
    person.reads("示例参数，虚构；示例，数据为虚构").await;
    person.reads("整份材料：").await;
    chromium.end().await;
}
