//! 通报 – how the consolidated units did in a year: totals against requirements, which units met them, ranking.
//!
//! - [`lines`]: a line for each unit, and the tables
//! - [`rows`]: the text on each row

mod lines;
mod rows;

use super::letter::as_of_words;
use super::remarks::{all_subjects, mark, of_conflicts, of_source};
use super::{Draft, Source, pictures};
use crate::chart::{Plot, of_completion, trends_of};
use crate::domain::attainment::{Assessment, Pace, Span, assess};
use crate::domain::consolidation::{declared_beside, sum_of};
use crate::domain::figures::Situation;
use crate::domain::policy::{Pack, Row, Series};
use crate::domain::quantity::{Day, Exact, Period, Year};
use crate::domain::working::{DistanceOf, Working};
use crate::report::{Document, DocumentPart, Exhibit};
use crate::text;
use crate::workspace::desk::{Consolidated, ConsolidatedUnit};
use num_traits::Signed;

/// The draft of a year.
pub fn draft(source: &Source, year: Year) -> Draft {
    let pack = &source.pack.pack;
    let consolidated = Consolidated::of(pack, source.workspace);
    let unit = text::unit_name(&source.workspace.entries);
    let mut document = Document {
        title: format!("{unit}关于{year}年专利转化专项计划指标完成情况的通报"),
        mark: mark(source).unwrap_or_default(),
        addressee: addressees(&consolidated),
        remarks: of_source(source),
        ..Document::default()
    };
    let part = DocumentPart::of_text;
    let (Some(own), false) = (&consolidated.own, consolidated.present().is_empty()) else {
        let text = vec!["（还没有收到各单位的填报文件，或数据截至日未填；请先到“汇总分解”。）".to_owned()];
        document.parts = vec![part("overall", "总体情况", text)];
        return Draft { document, plots: Vec::new(), missed: Vec::new() };
    };
    let view = BulletinDraft {
        pack,
        consolidated: &consolidated,
        own,
        year,
        at_end: AtEnd::of(pack, &consolidated, own, year),
    };
    let plots: Vec<_> = view.plot().into_iter().collect();
    let exhibits = pictures(&plots).into_iter().map(Exhibit::Picture).collect();
    document.parts = vec![
        part("overall", "总体情况", view.overall()),
        DocumentPart { exhibits, ..part("rows", "各项指标情况", view.rows()) },
        part("issues", "数据情况和问题", view.issues()),
        part("next", "工作要求", vec!["（待填：下一步工作要求。）".to_owned()]),
    ];
    let tables = view.tables().into_iter().map(Exhibit::Table).collect();
    document.annexes =
        vec![DocumentPart { exhibits: tables, ..part("unit_tables", "各单位指标完成情况表", Vec::new()) }];
    document.remarks.push(match view.is_open() {
        true => "同比＝（本期累计－上年同期）÷上年同期，上年同期为 0 或空白的不算；完成率＝本期累计÷当年目标；与序时进度差＝完成率－已过天数÷全年天数，单位为百分点。".to_owned(),
        false => "同比＝（当年数－上年数）÷上年数，上年数为 0 或空白的不算；完成率＝当年数÷当年目标，全计划期的指标为累计÷累计目标。".to_owned(),
    });
    document.remarks.push(
        "位次：有最低数的指标按完成率从高到低排，比率类按比率排，增长类按同比排；相同的同一位次，后面的跳过（1、1、1、4）；空白、不适用的不排。".to_owned(),
    );
    document.remarks.push(text::NOTHING_MISSING_COUNTS.to_owned());
    document.remarks.extend(of_conflicts(source, &all_subjects(source)));
    Draft { document, plots, missed: Vec::new() }
}

fn addressees(consolidated: &Consolidated) -> String {
    let names: Vec<_> =
        consolidated.units.iter().map(|unit| unit.unit.name.as_str()).filter(|name| !name.is_empty()).collect();
    match names.as_slice() {
        [] => String::new(),
        names => names.join("、"),
    }
}

struct BulletinDraft<'a> {
    pack: &'a Pack,
    consolidated: &'a Consolidated,
    own: &'a Situation,
    year: Year,
    at_end: Option<AtEnd>,
}

/// Verdicts as of the end of the bulletin's year, where the bulletin's day is in a later year: verdicts on the
/// whole period must not use later years.
struct AtEnd {
    units: Vec<Option<Assessment>>,
    together: Option<Assessment>,
}

impl AtEnd {
    fn of(pack: &Pack, consolidated: &Consolidated, own: &Situation, year: Year) -> Option<AtEnd> {
        let end = Day::new(year, 12, 31).filter(|_| year < own.as_of.year() && year < pack.last_year)?;
        let then = |situation: &Situation| assess(pack, &Situation { as_of: end, ..situation.clone() });
        Some(AtEnd {
            units: consolidated.units.iter().map(|unit| unit.situation.as_ref().map(then)).collect(),
            together: consolidated.together.as_ref().map(|(situation, _)| then(situation)),
        })
    }
}

impl BulletinDraft<'_> {
    /// The span that a row is judged by: its year, or the whole period where years have no verdict.
    fn span(&self, row: &Row) -> Span {
        if row.rule.has_years() { Span::Year(self.year) } else { Span::Whole }
    }

    /// The row's verdict on the totals.
    fn together(&self, row: &Row) -> Option<&Working> {
        let now = self.consolidated.together.as_ref().map(|(_, assessment)| assessment);
        let then = self.at_end.as_ref().filter(|_| self.span(row) == Span::Whole);
        let assessment = then.map_or(now, |then| then.together.as_ref());
        assessment?.row(&row.id)?.of(self.span(row))
    }

    /// The row's verdict for each unit, in their order.
    fn by_unit(&self, row: &Row) -> impl Iterator<Item = (&ConsolidatedUnit, Option<&Working>)> {
        let span = self.span(row);
        let then = self.at_end.as_ref().filter(|_| span == Span::Whole);
        let id = row.id.clone();
        self.consolidated.units.iter().enumerate().map(move |(place, unit)| {
            let assessment = match then {
                Some(then) => then.units.get(place).and_then(Option::as_ref),
                None => unit.assessment.as_ref(),
            };
            (unit, assessment.and_then(|assessment| assessment.row(&id)?.of(span)))
        })
    }

    /// Each row with each series that it uses.
    fn counted(&self) -> impl Iterator<Item = (&Row, &Series)> {
        let pairs = self.pack.rows.iter().flat_map(|row| row.rule.series().into_iter().map(move |id| (row, id)));
        pairs.filter_map(|(row, id)| Some((row, self.pack.series_of(id)?)))
    }

    fn overall(&self) -> Vec<String> {
        let present = self.consolidated.present().len();
        let missing: Vec<_> = self
            .consolidated
            .units
            .iter()
            .filter(|unit| unit.situation.is_none())
            .map(|unit| unit.unit.name.as_str())
            .collect();
        let mut lines = vec![format!(
            "截至{}，应报送 {} 个单位，已报送 {present} 个。现将{}年指标完成情况通报如下。",
            as_of_words(Some(self.own.as_of)),
            self.consolidated.units.len(),
            self.year
        )];
        if !missing.is_empty() {
            lines.push(format!("未报送的单位：{}。", missing.join("、")));
        }
        lines.extend(self.held());
        if let Some(pace) = Pace::of(self.year, self.own.as_of) {
            lines.push(format!("序时进度为 {}（{}/{} 天）。", text::percent(&pace.share()), pace.elapsed, pace.days));
        }
        lines
    }

    fn issues(&self) -> Vec<String> {
        let members = self.consolidated.members();
        let mut lines = self.other_days();
        lines.extend(self.unanswered());
        for (row, series) in self.counted() {
            let sum = sum_of(self.pack, &members, series, Period::Year(self.year), self.own.as_of);
            let names = sum.blank.iter().filter_map(|place| self.consolidated.units.get(*place));
            let names = names.filter(|unit| unit.situation.is_some()).map(|unit| unit.unit.name.as_str());
            let names: Vec<_> = names.collect();
            if !names.is_empty() {
                lines.push(format!("附表 {} {}空白：{}。", row.id, series.short_name, names.join("、")));
            }
        }
        for mismatch in declared_beside(self.pack, self.own, &members).iter().filter(|one| one.year == self.year) {
            let of = DistanceOf::Series(mismatch.series.clone());
            let shown = |value: &Exact| text::counted(self.pack, &of, value);
            let difference = (&mismatch.declared - &mismatch.sum).abs();
            lines.push(format!(
                "{}：申报总数 {}，各单位合计 {}，相差 {}。",
                text::counted_name(self.pack, &of),
                shown(&mismatch.declared),
                shown(&mismatch.sum),
                shown(&difference)
            ));
        }
        if lines.is_empty() {
            lines.push("已报送单位的数据没有空白，申报总数与合计一致或没有申报总数。".to_owned());
        }
        lines
    }

    /// Units whose figures have another as-of day than the bulletin and therefore cover another part of the year.
    fn other_days(&self) -> Vec<String> {
        let others = self.consolidated.units.iter().filter_map(|unit| {
            let day = unit.unit.received.as_ref()?.entries.as_of?;
            // Once the year is over a later day covers no more of it.
            let covers_less = day.year() <= self.year || self.is_open();
            (day != self.own.as_of && covers_less).then(|| format!("{}（{day}）", unit.unit.name))
        });
        let others: Vec<_> = others.collect();
        if others.is_empty() {
            return Vec::new();
        }
        vec![format!("数据截至日与本通报不同的单位：{}；按年度填报的数不分月，照原数列出，请核对。", others.join("、"))]
    }

    /// Units that totals leave out because another unit's figures include theirs.
    fn held(&self) -> Option<String> {
        let held = text::held_words(&self.consolidated.held(self.pack));
        held.map(|words| format!("{words}。"))
    }

    /// True while the year is not over on the bulletin's day.
    fn is_open(&self) -> bool {
        self.own.as_of.year() <= self.year
    }

    /// Units that lie within another unit, where nobody has said whose figures include theirs.
    fn unanswered(&self) -> Vec<String> {
        let open = self.consolidated.unanswered_overlaps(self.pack).into_iter();
        let open: Vec<_> = open.map(|(outer, inner)| format!("{outer}与{inner}")).collect();
        if open.is_empty() {
            return Vec::new();
        }
        vec![format!("可能重复计、还没有核对的：{}。", open.join("、"))]
    }

    /// The completion of all units together.
    fn plot(&self) -> Option<Plot> {
        let (situation, assessment) = self.consolidated.together.as_ref()?;
        let trends: Vec<_> =
            self.pack.rows.iter().map(|row| (row, trends_of(self.pack, situation, assessment, row))).collect();
        let plot = of_completion(self.pack, &trends, self.year, self.own.as_of.year() == self.year);
        (!plot.is_blank()).then_some(plot)
    }
}
