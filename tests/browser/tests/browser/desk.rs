//! 汇总分解: many files at once, sums, ranks, and allocated targets that a unit takes over.

use super::*;
use serde_json::json;

/// A unit's file with one or two series.
fn unit_file(id: &str, unit: &str, as_of: &str, patents: &str, projects: Option<&str>) -> String {
    let mut figures = json!({ "sme_inflow_patents": { "2020": "10", "2021": patents } });
    if let Some(projects) = projects {
        figures["pledge_projects"] = json!({ "2021": projects });
    }
    let entries = json!({ "unit": unit, "level": "city", "as_of": as_of, "figures": figures });
    let pack = json!({ "id": "shaanxi-2021-2023", "sha256": "0".repeat(64) });
    let payload = json!({ "id": id, "entries": entries });
    let file = json!({ "format": "zhuanhua-workspace", "version": "2.2", "pack": pack, "payload": payload });
    resealed(&file.to_string(), |_| {})
}

#[tokio::test(flavor = "multi_thread")]
async fn many_files_are_taken_in_and_come_to_sums_places_and_targets() {
    let (server, chromium) = (server(), Chromium::start().await);
    let folder = tempfile::tempdir().unwrap();
    let person = chromium.person(&server, "").await;
    new_province(&person, "2022-01-10").await;
    replaces(&person, "#unit", "示例省").await;
    person.opens("#/units").await;
    person.reads("已交 0 / 共 13").await;
    let names = [
        "西安市",
        "铜川市",
        "宝鸡市",
        "咸阳市",
        "渭南市",
        "延安市",
        "汉中市",
        "榆林市",
        "安康市",
        "商洛市",
        "韩城市",
        "杨凌示范区",
    ];
    let mut files: Vec<PathBuf> = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let patents = (100_usize.saturating_add(place)).to_string();
        let projects = (place != 3).then_some("7");
        let text = unit_file(&format!("w{place}"), name, "2021-12-31", &patents, projects);
        files.push(file(folder.path(), &format!("{name}.json"), text.as_bytes()));
    }
    // One unit sends two files. Others are an unknown unit's, a truncated file, and a file that is no workspace.
    let again = unit_file("w0b", "西安市", "2022-01-05", "150", Some("9"));
    files.push(file(folder.path(), "again.json", again.as_bytes()));
    let nobody = unit_file("wx", "西咸", "2021-12-31", "40", Some("1"));
    files.push(file(folder.path(), "nobody.json", nobody.as_bytes()));
    files.push(file(folder.path(), "cut.json", &again.as_bytes()[..300]));
    files.push(file(folder.path(), "other.json", b"[1]"));
    person.gives_files("#take-in", &files).await;
    person.reads("收下 12 份，要问的 2 份，读不了的 2 份").await;
    person.reads("西安市：这次交来不止一份，只收了较新的一份").await;
    person.reads("单位名称是“西咸”，不在名单里").await;
    person.reads("cut.json：没有收下").await;
    person.pictures("desk").await;
    // Assigns the unknown unit's file to a unit.
    person.asks("(() => { const list = document.querySelector('[id^=assign-]'); list.value = 'xixian'; list.dispatchEvent(new Event('change', { bubbles: true })); })()").await;
    person.reads("已交 13 / 共 13").await;
    person.reads("渭南市的数是否已经包含韩城市的？").await;
    // 150 + 101 + … + 111 + 40 = 1,356. One blank leaves the other series without a sum.
    person.opens("#/units/sums").await;
    person.reads("渭南市与韩城市可能重复计，还没有回答").await;
    person.sees("[...document.querySelectorAll('.sums button')].some((one) => one.innerText.includes('1,356'))").await;
    person.reads("只有 12/13 家有数").await;
    person
        .asks("[...document.querySelectorAll('.sums button')].find((one) => one.innerText.includes('1,356')).click()")
        .await;
    person.sees("document.querySelector('#behind').innerText.includes('西安市') && document.querySelector('#behind').innerText.includes('合计')").await;
    // 渭南 includes 韩城, whose 110 leave the sum.
    person.opens("#/units").await;
    person.clicks_on("已含，合计不再加韩城市").await;
    person.opens("#/units/sums").await;
    person.sees("[...document.querySelectorAll('.sums button')].some((one) => one.innerText.includes('1,246'))").await;
    // Ranking: 150 first, then 111.
    person.opens("#/units/ranks").await;
    person.clicks_on("2021年").await;
    person.sees("document.querySelector('.ranks tbody tr').innerText.includes('西安市')").await;
    person.sees("document.querySelectorAll('.ranks tbody tr')[1].innerText.includes('杨凌示范区')").await;
    person.reads("1、1、1、4").await;
    // A cell of the matrix opens its working.
    person.opens("#/units/heat").await;
    person.clicks_on("2021年").await;
    person.asks("document.querySelector('.heat-cell button').click()").await;
    person.sees("document.querySelector('#behind').innerText.includes('西安市：附表 1')").await;
    person.pictures("desk-heat").await;
    // A resubmitted file reports its changes, and can be undone.
    let newer = unit_file("w1", "铜川市", "2022-01-09", "200", Some("7"));
    person.opens("#/units").await;
    person.gives_files("#take-in", &[file(folder.path(), "newer.json", newer.as_bytes())]).await;
    person.reads("铜川市：替换了以前交来的一份，2 处不同").await;
    person.clicks("[aria-label='看铜川市改了什么']").await;
    person.reads("铜川市改了什么").await;
    person.presses("Control+z").await;
    person.sees("!document.querySelector('[aria-label=\"看铜川市改了什么\"]')").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn targets_are_shared_out_and_taken_over_by_a_unit() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2022-01-10").await;
    replaces(&person, "#unit", "示例省").await;
    person.opens("#/units/allotment").await;
    person.reads("总数 1,200 件").await;
    // 1200 over 13 units: four get 93 and nine get 92.
    let first = "document.querySelector('.allocated tbody tr').innerText.includes('93 件')";
    person.sees(first).await;
    replaces(&person, "[id='part-0-锁定']", "1201").await;
    person.reads("锁定的数加起来比总数多 1 件").await;
    replaces(&person, "[id='part-0-锁定']", "600").await;
    person.reads("手工调整还没有写理由：西安市").await;
    person.sees("document.querySelectorAll('.allocated tbody tr')[1].innerText.includes('50 件')").await;
    person.pictures("desk-allocation").await;
    person.clicks("#give-out").await;
    person.reads("请填下达日期").await;
    person.goes_to("#issue-day").await;
    person.types("2022-03-01").await;
    person.presses("Tab").await;
    let path = person.downloads(async |person| person.clicks("#give-out").await).await;
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("zhuanhua-allotment") && text.contains("西安市"), "{text}");
    // A city opens the file: it takes its own part and no other.
    person.opens("#/").await;
    person.clicks("#new-city").await;
    person.opens("#/").await;
    person.gives_file("#open-file", &path).await;
    person.reads("没有打开").await;
    person.reads("里面没有“（没有填单位名称）”").await;
    person.opens("#/figures").await;
    replaces(&person, "#unit", "铜川市").await;
    person.opens("#/").await;
    person.gives_file("#open-file", &path).await;
    person.reads("已采用示例省第 1 次下达的目标").await;
    person.opens("#/figures").await;
    person.sees("document.querySelector('#targets-0-0').value === '50'").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scores_are_off_until_somebody_wants_them_and_an_award_adds_up() {
    let (server, chromium) = (server(), Chromium::start().await);
    let folder = tempfile::tempdir().unwrap();
    let person = chromium.person(&server, "").await;
    new_province(&person, "2022-01-10").await;
    person.opens("#/units").await;
    let files: Vec<PathBuf> = [("西安市", "90"), ("铜川市", "60"), ("宝鸡市", "30")]
        .into_iter()
        .map(|(name, patents)| {
            let text = unit_file(name, name, "2021-12-31", patents, None);
            let text = resealed(&text, |file| {
                file["payload"]["entries"]["targets"] = json!({ "1": { "2021": "100" } });
            });
            file(folder.path(), &format!("{name}.json"), text.as_bytes())
        })
        .collect();
    person.gives_files("#take-in", &files).await;
    person.reads("收下 3 份").await;
    person.opens("#/units/scores").await;
    person.reads("通知没有规定评分办法和权重").await;
    person.clicks("#scoring-on").await;
    person.reads("还没有大于 0 的权重").await;
    replaces(&person, "#weight-1", "五").await;
    person.reads("读不懂，请填数字").await;
    replaces(&person, "#weight-1", "5").await;
    person.clicks_on("2021年").await;
    person.sees("document.querySelector('.ranks tbody tr').innerText.includes('90')").await;
    replaces(&person, "#budget", "100").await;
    // 100 split by 90 : 60 : 30 is 50, 33 and 17.
    let award = "[...document.querySelectorAll('[aria-labelledby=award-title] tbody tr')].map((row) => row.lastElementChild.innerText).join()";
    person.sees(&format!("{award} === '50,33,17'")).await;
    person.reads("没有总分、不参加分配").await;
    person.pictures("desk-scores").await;
    chromium.end().await;
}

/// Records the page's questions and answers each with no.
const SAYS_NO: &str =
    "(() => { window.asked = []; window.confirm = (question) => { window.asked.push(question); return false; }; })()";

#[tokio::test(flavor = "multi_thread")]
async fn an_older_issue_of_targets_asks_before_it_takes_the_place_of_a_newer_one() {
    let (server, chromium) = (server(), Chromium::start().await);
    let folder = tempfile::tempdir().unwrap();
    let person = chromium.person(&server, "").await;
    person.clicks("#new-city").await;
    replaces(&person, "#unit", "甲县").await;
    let issue = |number: &str, date: &str, target: &str| {
        let pack = json!({ "id": "shaanxi-2021-2023", "sha256": "0".repeat(64) });
        let targets = json!({ "甲县": { "1": { "2021": target } } });
        let payload = json!({ "by": "示例市", "number": number, "date": date, "targets": targets });
        let whole = json!({ "format": "zhuanhua-allotment", "version": "1.0", "pack": pack, "payload": payload });
        file(folder.path(), &format!("{number}-{target}.json"), resealed(&whole.to_string(), |_| {}).as_bytes())
    };
    let target = |text: &str| format!("document.querySelector('#targets-0-0').value === '{text}'");
    for (file, expect) in [(issue("1", "2021-03-01", "30"), "30"), (issue("2", "2021-05-01", "40"), "40")] {
        person.opens("#/").await;
        person.gives_file("#open-file", &file).await;
        person.sees(&target(expect)).await;
    }
    person.reads("目标调整记录").await;
    person.asks(SAYS_NO).await;
    for (file, asked) in [(issue("1", "2021-03-01", "30"), 1), (issue("2", "2021-05-01", "50"), 2)] {
        person.opens("#/").await;
        person.gives_file("#open-file", &file).await;
        person.sees(&format!("window.asked.length === {asked}")).await;
        person.opens("#/figures").await;
        person.sees(&target("40")).await;
    }
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_another_version_of_the_pack_says_what_changed() {
    let (server, chromium) = (server(), Chromium::start().await);
    let folder = tempfile::tempdir().unwrap();
    let person = chromium.person(&server, "").await;
    let text = resealed(&unit_file("w", "甲县", "2021-12-31", "5", None), |file| {
        file["payload"]["pack_items"] = json!({ "row 1": "000000000000", "row 99": "000000000000" });
    });
    person.gives_file("#open-file", &file(folder.path(), "old.json", text.as_bytes())).await;
    person.reads("文件按“").await;
    person.reads("变了：附表 1").await;
    person.reads("去掉了：附表 99").await;
    person.opens("#/pack").await;
    person.reads("本填报文件按口径包的另一个版本填写").await;
    person.clicks("#adopt-pack").await;
    person.sees("!document.querySelector('#adopt-pack')").await;
    saved(&person).await;
    person.reloads().await;
    person.opens("#/pack").await;
    person.sees("document.querySelector('#rules-title') && !document.querySelector('#adopt-pack')").await;
    // The notice's own wording is shown where a bureau added it to its pack.
    let pack = person.downloads(async |person| person.clicks_on("下载口径包").await).await;
    let text = std::fs::read_to_string(&pack).unwrap();
    let own =
        text.replacen("short = \"中小微接受专利数\"", "short = \"中小微接受专利数\"\nwording = \"本局填写的原文\"", 1);
    assert_ne!(own, text);
    person.gives_file("#open-pack", &file(folder.path(), "own.toml", own.as_bytes())).await;
    person.reads("本局填写的原文").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_desk_has_to_ask_or_cannot_do_is_said() {
    let (server, chromium) = (server(), Chromium::start().await);
    let folder = tempfile::tempdir().unwrap();
    let person = chromium.person(&server, "").await;
    // A city with districts, and a declared total that is one too high.
    person.clicks("#new-city").await;
    replaces(&person, "#unit", "甲市").await;
    replaces(&person, "#as-of", "2022-01-10").await;
    enters(&person, 0, 1, "13").await;
    person.opens("#/units").await;
    for name in ["一区", "二区"] {
        replaces(&person, "#unit-name", name).await;
        person.clicks("#add-unit").await;
    }
    person.reads("已交 0 / 共 2").await;
    let one = unit_file("w1", "一区", "2021-12-31", "5", None);
    let two = unit_file("w2", "二区", "2021-12-31", "7", None);
    let files = [("1.json", one), ("2.json", two)].map(|(name, text)| file(folder.path(), name, text.as_bytes()));
    person.gives_files("#take-in", &files).await;
    person.reads("收下 2 份").await;
    person.opens("#/units/sums").await;
    person.reads("填报 13，差 −1").await;
    // The same workspace under another unit's name needs confirmation.
    person.opens("#/units").await;
    let renamed = unit_file("w1", "二区", "2022-01-05", "6", None);
    person.gives_files("#take-in", &[file(folder.path(), "3.json", renamed.as_bytes())]).await;
    person.reads("以前以“一区”的名义交来，现在单位名称是“二区”").await;
    person.clicks_on("不收").await;
    // Without a target of its own a city has nothing to allocate. If all weights are 0, nothing can be allocated
    // either.
    person.opens("#/units/allotment").await;
    person.reads("本单位这一项还没有目标，不能分解").await;
    person.opens("#/figures").await;
    replaces(&person, "#targets-0-0", "10").await;
    person.opens("#/units/allotment").await;
    person.reads("总数 10 件").await;
    person.sees("document.querySelectorAll('.allocated tbody tr')[1].innerText.includes('低于已完成的 7 件')").await;
    person.asks("(() => { const list = document.querySelector('#basis'); list.value = 'own'; list.dispatchEvent(new Event('change', { bubbles: true })); })()").await;
    person.reads("没有依据数，不能按它分：一区、二区").await;
    for place in 0..2 {
        replaces(&person, &format!("[id='part-{place}-权重']"), "0").await;
    }
    person.reads("权重都是 0，剩下的数分不出去").await;
    // A file cannot tell two units of the same name apart.
    person.opens("#/units").await;
    replaces(&person, "#unit-1", "一区").await;
    person.reads("没有名称，或与别的单位同名").await;
    person.opens("#/units/allotment").await;
    person.sees("document.querySelector('#give-out').disabled").await;
    chromium.end().await;
}
