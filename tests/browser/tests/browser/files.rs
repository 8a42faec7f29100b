//! Files and storage: workspaces, packs, versions.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn work_is_kept_saved_as_a_file_opened_again_and_deleted_for_good() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2022-01-10").await;
    person.goes_to("#unit").await;
    person.types("示例省").await;
    person.presses("Enter").await;
    enters(&person, 1, 0, "900719925474099.000001").await;
    saved(&person).await;
    // The example is a workspace of its own and overwrites nothing.
    person.opens("#/").await;
    person.clicks("#try-example").await;
    person.reads("示例市").await;
    saved(&person).await;
    person.reloads().await;
    person.opens("#/").await;
    person.reads("示例省").await;
    person.reads("示例市").await;
    person.clicks("[aria-label='打开 示例省']").await;
    person.sees("document.querySelector('#figures-1-0').value === '900,719,925,474,099.000001'").await;

    let kept = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    assert_eq!(kept.file_name().unwrap().to_str(), Some("示例省-2022-01-10.zhuanhua.json"));
    // Switching to another workspace at once loses no pending save.
    let both = "(() => { const cell = (row) => document.querySelector(`#figures-${row}-1`);
        const type = (field, text) => { field.focus(); document.execCommand('insertText', false, text); field.blur(); };
        type(cell(0), '41'); type(cell(5), '42'); type(cell(8), '43'); location.hash = '#/'; return true; })()";
    person.opens("#/figures").await;
    person.sees("document.querySelector('#figures-8-1')").await;
    person.asks(both).await;
    // Not by mouse: the row moves down when the other workspace is saved, which happens meanwhile.
    person.sees("document.querySelector(\"[aria-label='打开 示例市']\")").await;
    person.asks("document.querySelector(\"[aria-label='打开 示例市']\").click()").await;
    saved(&person).await;
    person.opens("#/").await;
    person.clicks("[aria-label='打开 示例省']").await;
    person.sees("['41', '42', '43'].every((text, index) => document.querySelector(`#figures-${[0, 5, 8][index]}-1`).value === text)").await;
    let kept = person.downloads(async |person| person.clicks_on("存为文件").await).await;

    // Permanent deletion asks once more. The workspace is then gone, also after a reload.
    person.opens("#/").await;
    person.clicks("[aria-label='删除 示例省']").await;
    person.clicks_on("永久删除").await;
    person.reads("已永久删除“示例省”").await;
    person.reloads().await;
    person.opens("#/").await;
    person.reads("示例市").await;
    assert_eq!(person.asks("!!document.querySelector(\"[aria-label='打开 示例省']\")").await, false);

    // The file restores it digit by digit.
    person.gives_file("#open-file", &kept).await;
    person.sees("document.querySelector('#figures-1-0').value === '900,719,925,474,099.000001'").await;
    let again = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    assert_eq!(std::fs::read(&kept).unwrap(), std::fs::read(&again).unwrap());
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_no_whole_workspace_are_refused_and_replace_nothing() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2022-01-10").await;
    enters(&person, 0, 1, "77").await;
    let good = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    let good = std::fs::read_to_string(good).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let cut = good.char_indices().nth(400).map(|(byte, _)| byte).unwrap();
    let huge = folder.join("huge.zhuanhua.json");
    std::fs::File::create(&huge).unwrap().set_len(200_000_000).unwrap();
    let cases = [
        (file(folder, "empty.json", b""), "文件是空的"),
        (file(folder, "list.json", b"[1, 2]"), "这不是填报文件"),
        (file(folder, "letter.json", "你好".as_bytes()), "这不是填报文件，或已损坏"),
        (file(folder, "bytes.json", &[0xFF, 0xFE, 0x00, 0x50, 0x4B]), "这不是填报文件"),
        (file(folder, "cut.json", &good.as_bytes()[..cut]), "文件不完整"),
        (file(folder, "byte.json", good.replacen("\"77\"", "\"78\"", 1).as_bytes()), "校验和不符"),
        (file(folder, "newer.json", good.replacen("\"2.3\"", "\"9.0\"", 1).as_bytes()), "更新的版本"),
        (huge, "文件有 200 MB"),
    ];
    for (path, says) in cases {
        person.opens("#/").await;
        person.gives_file("#open-file", &path).await;
        person.reads(says).await;
        person.reads("已打开的内容没有改动").await;
        person.opens("#/figures").await;
        person.sees("document.querySelector('#figures-0-1').value === '77'").await;
        person.clicks_on("知道了").await;
    }
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_pack_brings_its_own_grid_results_and_charts() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.opens("#/pack").await;
    person.gives_file("#open-pack", &fixture("tests/packs/small.toml")).await;
    person.reads("已打开口径包“示例计划（2030—2031年）”").await;
    person.opens("#/figures").await;
    person.goes_to("#as-of").await;
    person.types("2032-01-01").await;
    person.presses("Enter").await;
    assert_eq!(person.asks("document.querySelectorAll('#figures tbody tr').length").await, 3);
    enters(&person, 0, 1, "10").await;
    enters(&person, 0, 2, "19项").await;
    person.opens("#/results").await;
    person.reads("附表 2 行指标").await;
    person.reads("还差 1 项").await;
    person.opens("#/trends").await;
    person.reads("A1 开放许可声明数量").await;
    person.sees("[...document.querySelectorAll('.chart text')].some((text) => text.textContent === '2031')").await;
    person.pictures("another-pack").await;
    // It reopens after a reload: the pack is stored with the workspace.
    saved(&person).await;
    person.opens("#/figures").await;
    person.reloads().await;
    person.reads("示例口径").await;
    person.sees("document.querySelector('#figures-0-2').value === '19'").await;

    let text = std::fs::read_to_string(fixture("static/packs/shaanxi-2021-2023.toml")).unwrap();
    let faults = [
        ("share = \"0.85\"", "share = \"1.85\""),
        ("2022 = \"1500\", ", ""),
        ("unit = \"亿元\"", "unit = 7"),
        ("row = \"13\"", "row = \"31\""),
        ("cnipa = true\n", "cnipa = true\ncolour = \"red\"\n"),
        ("kind = \"state\"", "kind = \"gas\""),
        ("rate = \"0.1\"", "rate = \"-1\""),
        ("day = \"03-31\"", "day = \"02-30\""),
        ("id = \"tongchuan\"", "id = \"xian\""),
        ("reading = \"share_period\"", "reading = \"share_periods\""),
    ];
    let broken = faults.iter().fold(text, |text, (from, to)| text.replacen(from, to, 1));
    let folder = tempfile::tempdir().unwrap();
    let broken = file(folder.path(), "broken.toml", broken.as_bytes());
    person.opens("#/pack").await;
    person.gives_file("#open-pack", &broken).await;
    person.reads("没有采用“broken.toml”，共 10 处问题").await;
    person.reads("门槛 37/20 不可能达到").await;
    assert_eq!(person.asks("document.querySelectorAll('.notice li').length").await, 10);
    person.pictures("broken-pack").await;
    person.gives_file("#open-pack", &file(folder.path(), "not.toml", b"PK\x03\x04 {{{")).await;
    person.reads("这是压缩包").await;
    person.gives_file("#open-pack", &file(folder.path(), "not-toml.toml", b"= {{{")).await;
    person.reads("写法有误").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_reported_stays_and_changes_are_explained() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    person.clicks("#try-example").await;
    person.opens("#/versions").await;
    person.clicks("#freeze").await;
    person.reads("请填报送日期").await;
    freezes(&person, "2022-10-10").await;
    person.opens("#/figures").await;
    let before = person.value_of("#figures-0-1").await;
    enters(&person, 0, 1, "1").await;
    // A changed target leaves a record of the old value.
    person.goes_to("#targets-0-0").await;
    let target = person.value_of("#targets-0-0").await;
    person.types("2").await;
    person.presses("Enter").await;
    person.reads("目标调整记录").await;
    person.goes_to("#revision-0-day").await;
    person.types("2022-06-01").await;
    person.presses("Enter").await;
    person.goes_to("#revision-0-why").await;
    person.types("示例：省里调整").await;
    person.presses("Enter").await;
    person.opens("#/results").await;
    person.clicks("table.verdicts tbody tr:nth-child(1) td:nth-child(2) button").await;
    person.reads(&format!("由 {target} 件 调整为 2 件（2022-06-01，示例：省里调整）")).await;

    person.opens("#/versions").await;
    person.reads("第 1 版之后的改动").await;
    person.goes_to("[id='why-2021年 中小微企业接受的专利数量']").await;
    person.types("示例：重复计算").await;
    person.presses("Enter").await;
    person.pictures("versions").await;
    person.clicks_on("写更正说明").await;
    person.reads("关于第 1 版数据的更正说明").await;
    let document = person.downloads(async |person| person.clicks("#save-word").await).await;
    let text = word_text(&document);
    assert!(text.contains(&format!("{before} 件|1 件|示例：重复计算")), "{text}");
    person.opens("#/versions").await;
    freezes(&person, "2022-11-10").await;
    person.reads("没有改动").await;
    person.clicks("[aria-label='第 2 版比上一版改了什么']").await;
    person.sees("document.querySelector('#look').innerText.includes('示例：重复计算')").await;
    person.clicks("[aria-label='退回到这一版 第 1 版']").await;
    person.clicks_on("换").await;
    person.reads("第 2 版之后的改动").await;
    person.opens("#/figures").await;
    person.sees(&format!("document.querySelector('#figures-0-1').value === '{before}'")).await;
    // The file contains all of it.
    let kept = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    person.opens("#/").await;
    person.gives_file("#open-file", &kept).await;
    person.sees("document.querySelector('#figures-0-1')").await;
    person.opens("#/versions").await;
    person.reads("存为第 3 版").await;
    chromium.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn workspaces_are_named_copied_compared_and_dropped_on_the_page() {
    let (server, chromium) = (server(), Chromium::start().await);
    let person = chromium.person(&server, "").await;
    new_province(&person, "2024-03-01").await;
    person.goes_to("#unit").await;
    person.types("示例省").await;
    person.presses("Enter").await;
    enters(&person, 0, 1, "1200").await;
    saved(&person).await;
    person.opens("#/").await;
    person.clicks("[aria-label='复制一份 示例省']").await;
    person.clicks("[aria-label='改名 示例省 · 副本']").await;
    person.asks("document.querySelector('.data input[type=text]').focus()").await;
    person.asks("document.activeElement.select()").await;
    person.types("设想一").await;
    person.presses("Enter").await;
    person.clicks("[aria-label='打开 示例省 · 设想一']").await;
    enters(&person, 0, 1, "1199").await;
    saved(&person).await;
    // The comparison shows what differs, and which verdicts.
    person.opens("#/compare").await;
    person.reads("不同之处（1）").await;
    person.reads("附表 1 2021年").await;
    person.pictures("compare").await;
    person.clicks("[aria-label='2021年 中小微企业接受的专利数量用另一份的']").await;
    person.reads("两份内容相同").await;
    person.presses("Control+z").await;
    person.reads("不同之处（1）").await;
    person.opens("#/figures").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,199'").await;

    // A file dropped anywhere is opened. Any other file is refused and changes nothing.
    let kept = person.downloads(async |person| person.clicks_on("存为文件").await).await;
    let text = serde_json::Value::from(std::fs::read_to_string(&kept).unwrap());
    let drop = |name: &str, text: &str| {
        format!(
            "(() => {{ const data = new DataTransfer(); data.items.add(new File([{text}], '{name}'));
            document.body.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }})); }})()"
        )
    };
    person.asks(&drop("photo.json", "'PK'")).await;
    person.reads("没有打开“photo.json”").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,199'").await;
    enters(&person, 0, 1, "5").await;
    saved(&person).await;
    person.opens("#/results").await;
    person.asks(&drop("kept.zhuanhua.json", &text.to_string())).await;
    person.reads("两份并存，原来的没有改动").await;
    person.sees("document.querySelector('#figures-0-1').value === '1,199'").await;
    // Text being typed while a file is dropped belongs to the workspace that was open, not to the file.
    saved(&person).await;
    person.goes_to("#figures-3-1").await;
    person.types("777").await;
    person.asks(&drop("kept.zhuanhua.json", &text.to_string())).await;
    person.sees("document.querySelector('#figures-3-1').value === ''").await;
    person.reads("两份并存，原来的没有改动").await;
    saved(&person).await;
    assert_ne!(person.value_of("#figures-3-1").await, "777");
    chromium.end().await;
}
