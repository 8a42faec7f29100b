//! The desk takes in thirteen files with planted faults: a duplicate, a gap, a truncated file and a wrong declared
//! total. The test checks the outcome of each file and compares sums with plain addition. `GATHERING_DIR` names a
//! folder that receives the files, to try by hand.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests"
)]

use std::collections::BTreeMap;
use zhuanhua::domain::consolidation::{Member, declared_beside, situation_of_sums, sum_of};
use zhuanhua::domain::figures::Level;
use zhuanhua::domain::policy::{Pack, SeriesId};
use zhuanhua::domain::quantity::{Exact, Period, Quantity};
use zhuanhua::packs;
use zhuanhua::workspace::desk::{Outcome, classify};
use zhuanhua::workspace::snapshot::{read, write};
use zhuanhua::workspace::{Action, DeskChange, PackRef, Received, Workspace};

struct Files {
    pack: Pack,
    pack_ref: PackRef,
    /// Plain sums by series and year, in millionths.
    sums: BTreeMap<(String, u16), i128>,
    texts: Vec<(String, String)>,
}

/// One file for each of the pack's units. Figures are computed from the positions of unit, series and year.
fn files() -> Files {
    let open = packs::open(packs::BUILT_IN).unwrap();
    let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256.clone() };
    let (mut sums, mut texts) = (BTreeMap::new(), Vec::new());
    for (place, unit) in open.pack.units.iter().enumerate() {
        let mut workspace = Workspace::new(format!("w-{}", unit.id), unit.name.clone(), Level::City, pack_ref.clone());
        let mut act = |action: Action| workspace = action.apply(&workspace, &open.pack).unwrap();
        act(Action::AsOfTyped("2022-12-31".to_owned()));
        for (index, series) in open.pack.series.iter().enumerate().filter(|(_, series)| !series.supplementary) {
            for year in 2020..=2022_u16 {
                // One unit lacks a figure; another entered a year by quarter.
                if (place, series.id.as_str(), year) == (7, "product_filings", 2021) {
                    continue;
                }
                let whole = 10 * (place as i128 + 1) + index as i128 + 7 * i128::from(year - 2019);
                let fraction = if series.unit.is_count() { 0 } else { 100_000 * (place as i128 % 10) };
                let text = |millionths: i128| format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
                let value = whole * 1_000_000 + fraction;
                *sums.entry((series.id.to_string(), year)).or_default() += value;
                if (place, series.id.as_str(), year) == (3, "pledge_projects", 2022) {
                    for quarter in 1..=4_i128 {
                        let part = if quarter < 4 { whole / 4 } else { whole - 3 * (whole / 4) };
                        let period = Period::parse(&format!("{year}Q{quarter}")).unwrap();
                        act(Action::FigureTyped(series.id.clone(), period, part.to_string()));
                    }
                    continue;
                }
                let shown = if series.unit.is_count() { whole.to_string() } else { text(value) };
                let period = Period::parse(&year.to_string()).unwrap();
                act(Action::FigureTyped(series.id.clone(), period, shown));
            }
        }
        texts.push((format!("{}.zhuanhua.json", unit.name), write(&workspace)));
    }
    Files { pack: open.pack, pack_ref, sums, texts }
}

fn exact(millionths: i128) -> Exact {
    Exact::new(millionths.into(), 1_000_000.into())
}

#[test]
fn thirteen_files_come_to_what_plain_addition_gives() {
    let Files { pack, pack_ref, sums, mut texts } = files();
    // One unit sends two files, the second with a later day and a changed figure; another unit's file is truncated.
    let mut again = read(&texts[4].1, &pack).unwrap();
    for action in [
        Action::AsOfTyped("2023-01-05".to_owned()),
        Action::FigureTyped(SeriesId::new("platforms_cultivated"), Period::parse("2022").unwrap(), "999".to_owned()),
    ] {
        again = action.apply(&again, &pack).unwrap();
    }
    texts.push(("渭南市（更正）.zhuanhua.json".to_owned(), write(&again)));
    let cut = texts[9].1.chars().take(800).collect::<String>();
    let whole = texts[9].1.clone();
    texts[9].1 = cut;
    if let Some(folder) = std::env::var_os("GATHERING_DIR") {
        let folder = std::path::PathBuf::from(folder);
        std::fs::create_dir_all(&folder).unwrap();
        texts.iter().for_each(|(name, text)| std::fs::write(folder.join(name), text).unwrap());
    }
    let mut desk = Workspace::new("province".to_owned(), "示例省".to_owned(), Level::Province, pack_ref);
    let mut act = |action: Action| desk = action.apply(&desk, &pack).unwrap();
    act(Action::AsOfTyped("2022-12-31".to_owned()));
    // The declared total is one too high.
    let declared = sums[&("pledge_projects".to_owned(), 2021)] + 1_000_000;
    let shown = (declared / 1_000_000).to_string();
    act(Action::FigureTyped(SeriesId::new("pledge_projects"), Period::parse("2021").unwrap(), shown));
    let take = |desk: &Workspace, texts: &[(String, String)]| {
        let opened: Vec<_> = texts.iter().map(|(name, text)| (name.clone(), read(text, &pack))).collect();
        let refused = opened.iter().filter(|(_, read)| read.is_err()).count();
        let received =
            opened.into_iter().filter_map(|(name, read)| Some((name, Received::of(&read.ok()?, "now".to_owned()))));
        (classify(&pack, &desk.desk_at_work(&pack), (&desk.id, false), received.collect()), refused)
    };
    let (classified, refused) = take(&desk, &texts);
    assert_eq!((classified.len(), refused), (13, 1), "the one that was cut short is refused, the others go on");
    let twice = classified.iter().find(|one| matches!(one.outcome, Outcome::Duplicate(_))).unwrap();
    assert_eq!(twice.file, "渭南市.zhuanhua.json", "the older one of two");
    let taken = |classified: Vec<zhuanhua::workspace::desk::Classified>| {
        let taken =
            classified.into_iter().filter_map(|one| Some((one.outcome.accepted_by()?.to_owned(), one.received)));
        Action::AtDesk(DeskChange::TakenIn(taken.collect()))
    };
    desk = taken(classified).apply(&desk, &pack).unwrap();
    let (late, _) = take(&desk, &[("商洛市.zhuanhua.json".to_owned(), whole)]);
    desk = taken(late).apply(&desk, &pack).unwrap();

    let own = desk.situation().unwrap();
    let nothing = std::collections::BTreeSet::new();
    let figures: Vec<_> = desk.desk.units.iter().map(|unit| unit.received.clone().unwrap()).collect();
    let members: Vec<_> = figures
        .iter()
        .map(|received| Member { figures: &received.entries.figures, not_applicable: &nothing, counts: true })
        .collect();
    let mut compared = 0;
    for series in pack.series.iter().filter(|series| !series.supplementary) {
        for year in 2020..=2022_u16 {
            let sum = sum_of(&pack, &members, series, Period::parse(&year.to_string()).unwrap(), own.as_of);
            let mut plain = sums[&(series.id.to_string(), year)];
            if (series.id.as_str(), year) == ("platforms_cultivated", 2022) {
                let place = pack.series.iter().position(|one| one.id == series.id).unwrap() as i128;
                plain += (999 - (50 + place + 21)) * 1_000_000;
            }
            assert_eq!(sum.known, exact(plain), "{} {year}", series.id);
            let gap = (series.id.as_str(), year) == ("product_filings", 2021);
            assert_eq!(sum.whole().is_none(), gap, "{} {year}", series.id);
            assert_eq!(sum.blank, if gap { vec![7] } else { Vec::new() });
            compared += 1;
        }
    }
    assert!(compared > 40, "{compared}");
    let differing = declared_beside(&pack, &own, &members);
    let shown: Vec<_> = differing.iter().map(|one| (one.series.as_str(), &one.declared - &one.sum)).collect();
    assert_eq!(shown, [("pledge_projects", Exact::from_integer(1.into()))]);
    let together = situation_of_sums(&pack, &own, &members);
    assert_eq!(together.figures.adopted(&SeriesId::new("product_filings"), Period::parse("2021").unwrap()), None);
    let patents = together.figures.adopted(&SeriesId::new("sme_inflow_patents"), Period::parse("2022").unwrap());
    assert_eq!(patents.map(Quantity::exact), Some(exact(sums[&("sme_inflow_patents".to_owned(), 2022)])));
    // The whole desk is kept in one file.
    assert_eq!(read(&write(&desk), &pack), Ok(desk));
}
