//! 更正说明 – what changed since a version was reported, old, new and why, as a page of its own that
//! prints and opens in a word processor.

use super::html::{escaped, page, table};
use crate::domain::policy::Pack;
use crate::text;
use crate::workspace::{Version, Workspace};

/// The page, for changes since that version.
pub fn correction_page(pack: &Pack, workspace: &Workspace, since: &Version) -> String {
    let unit = text::unit_name(&workspace.entries);
    let title = format!("{unit}关于第 {} 版数据的更正说明", since.number);
    let changes = workspace.changes_since(pack, since);
    let rows: Vec<Vec<String>> = changes
        .iter()
        .zip(1_usize..)
        .map(|(place, number)| {
            let said = |entries| text::said_at(pack, entries, place).unwrap_or_else(|| "空白".to_owned());
            let reason = workspace.reasons.get(place).map_or("（未写）", String::as_str);
            let name = text::place_name(pack, place);
            let cells = [number.to_string(), name, said(&since.entries), said(&workspace.entries), reason.to_owned()];
            cells.iter().map(|cell| escaped(cell)).collect()
        })
        .collect();
    let people = &since.filing.people;
    let signatures = [
        ("填报人", &people.prepared_by),
        ("审核人", &people.checked_by),
        ("负责人", &people.responsible),
        ("联系电话", &people.phone),
    ];
    let signatures: Vec<_> = signatures.iter().map(|(name, value)| format!("{name}：{}", escaped(value))).collect();
    let as_of = workspace.entries.as_of.map_or("未填".to_owned(), |day| day.to_string());
    let mark = if workspace.example { "<p><strong>示例，数据为虚构</strong></p>" } else { "" };
    let head = format!(
        "第 {} 版于 {} 报送。现数据截至 {as_of}。口径：{}（版本 {}，校验和 {}）。",
        since.number, since.filing.day, pack.title, pack.edition, workspace.pack.sha256
    );
    let table = table(&["序号", "事项", "原报", "更正为", "原因"], &rows);
    let head = escaped(&head);
    let signatures = signatures.join("　");
    page(&title, &format!("{mark}<p>{head}</p>\n{table}<p>{signatures}</p>\n<p>数据以国家知识产权局发布为准。</p>\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::SeriesId;
    use crate::domain::quantity::{Day, Period};
    use crate::packs;
    use crate::workspace::{Action, Filing, PackRef, Place, Signatures, example};

    #[test]
    fn every_change_stands_with_old_new_and_reason_and_nothing_is_markup() {
        let open = packs::open(packs::BUILT_IN).unwrap();
        let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256.clone() };
        let mut workspace = example("e".to_owned(), &open.pack, pack_ref);
        let (series, period) = (SeriesId::new("pledge_projects"), Period::parse("2021").unwrap());
        let old = workspace.entries.figures.adopted(&series, period).unwrap();
        let people = Signatures { prepared_by: "<b>甲</b>".to_owned(), ..Signatures::default() };
        for action in [
            Action::VersionFrozen(Box::new(Filing { day: Day::parse("2022-10-10").unwrap(), people })),
            Action::FigureTyped(series.clone(), period, "4321".to_owned()),
            Action::ChangeExplained(Place::Figure(series, period), "<script>alert(1)</script>&".to_owned()),
        ] {
            workspace = action.apply(&workspace, &open.pack).unwrap();
        }
        let page = correction_page(&open.pack, &workspace, workspace.version(1).unwrap());
        assert!(page.contains(&format!("<td>{old} 件</td><td>4,321 件</td>")), "{page}");
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;") && page.contains("&lt;b&gt;甲"));
        assert!(!page.contains("<script") && !page.contains("<b>"));
        assert_eq!(page.matches("<tr>").count(), 2);
    }
}
