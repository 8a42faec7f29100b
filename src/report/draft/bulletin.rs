//! 通报 – how the units that are gathered stand in a year: 本期累计, 上年同期, 同比, 完成率, 与序时进度差, 位次.

use super::facts::column;
use super::letter::as_of_words;
use super::remarks::{all_subjects, mark, of_conflicts, of_source};
use super::{Draft, Source, pictures};
use crate::chart::{Plot, of_completion, trends_of};
use crate::domain::attainment::{Pace, Span, completion};
use crate::domain::figures::{Situation, course, growth_over, year_figure};
use crate::domain::gathering::{Yardstick, declared_beside, standings, sum_of, yardsticks};
use crate::domain::policy::{Kind, Pack, Row, Series};
use crate::domain::quantity::{Day, Exact, Grain, Period, Year};
use crate::domain::ranking::rank;
use crate::domain::working::DistanceOf;
use crate::report::{Align, Document, Exhibit, Part, Table};
use crate::text;
use crate::workspace::desk::Gathered;
use num_traits::Signed;

/// The draft of a year.
pub fn draft(source: &Source, year: Year) -> Draft {
    let pack = &source.pack.pack;
    let gathered = Gathered::of(pack, source.workspace);
    let unit = text::unit_name(&source.workspace.entries);
    let mut document = Document {
        title: format!("{unit}关于{year}年专利转化专项计划指标完成情况的通报"),
        mark: mark(source).unwrap_or_default(),
        addressee: addressees(&gathered),
        remarks: of_source(source),
        ..Document::default()
    };
    let part = Part::of_text;
    let (Some(own), false) = (&gathered.own, gathered.present().is_empty()) else {
        let text = vec!["（还没有收到各单位的填报文件，或数据截至日未填；请先到“汇总分解”。）".to_owned()];
        document.parts = vec![part("overall", "总体情况", text)];
        return Draft { document, plots: Vec::new(), missed: Vec::new() };
    };
    let view = View { pack, gathered: &gathered, own, year };
    let plots: Vec<_> = view.plot().into_iter().collect();
    let exhibits = pictures(&plots).into_iter().map(Exhibit::Picture).collect();
    document.parts = vec![
        part("overall", "总体情况", view.overall()),
        Part { exhibits, ..part("rows", "各项指标情况", view.rows()) },
        part("issues", "数据情况和问题", view.issues()),
        part("next", "工作要求", vec!["（待填：下一步工作要求。）".to_owned()]),
    ];
    let tables = view.tables().into_iter().map(Exhibit::Table).collect();
    document.annexes =
        vec![Part { exhibits: tables, ..part("unit_tables", "各单位指标完成情况表", Vec::new()) }];
    document.remarks.push(
        "同比＝（本期累计－上年同期）÷上年同期，上年同期为 0 或空白的不算；完成率＝本期累计÷当年目标；与序时进度差＝完成率－已过天数÷全年天数，单位为百分点。".to_owned(),
    );
    document.remarks.push(
        "位次按完成率从高到低排，没有目标的指标按同比排；相同的同一位次，后面的跳过（1、1、1、4）；空白、不适用的不排。".to_owned(),
    );
    document.remarks.push(text::NOTHING_MISSING_COUNTS.to_owned());
    document.remarks.extend(of_conflicts(source, &all_subjects(source)));
    Draft { document, plots, missed: Vec::new() }
}

fn addressees(gathered: &Gathered) -> String {
    let names: Vec<_> =
        gathered.units.iter().map(|unit| unit.unit.name.as_str()).filter(|name| !name.is_empty()).collect();
    match names.as_slice() {
        [] => String::new(),
        names => names.join("、"),
    }
}

struct View<'a> {
    pack: &'a Pack,
    gathered: &'a Gathered,
    own: &'a Situation,
    year: Year,
}

/// One unit's figures of a series.
struct Line {
    name: String,
    handed_in: bool,
    now: Option<Exact>,
    before: Option<Exact>,
    completion: Option<Exact>,
    place: Option<u32>,
}

impl Line {
    /// 同比
    fn growth(&self) -> Option<Exact> {
        growth_over(self.now.as_ref(), self.before.as_ref())
    }
}

impl View<'_> {
    /// Each row with the series that it looks at.
    fn counted(&self) -> impl Iterator<Item = (&Row, &Series)> {
        let pairs = self.pack.rows.iter().flat_map(|row| row.rule.series().into_iter().map(move |id| (row, id)));
        pairs.filter_map(|(row, id)| Some((row, self.pack.series_of(id)?)))
    }

    fn overall(&self) -> Vec<String> {
        let present = self.gathered.present().len();
        let missing: Vec<_> = self
            .gathered
            .units
            .iter()
            .filter(|unit| unit.situation.is_none())
            .map(|unit| unit.unit.name.as_str())
            .collect();
        let mut lines = vec![format!(
            "截至{}，应报送 {} 个单位，已报送 {present} 个。现将{}年指标完成情况通报如下。",
            as_of_words(Some(self.own.as_of)),
            self.gathered.units.len(),
            self.year
        )];
        if !missing.is_empty() {
            lines.push(format!("未报送的单位：{}。", missing.join("、")));
        }
        if let Some(pace) = Pace::of(self.year, self.own.as_of) {
            lines.push(format!("序时进度为 {}（{}/{} 天）。", text::percent(&pace.share()), pace.elapsed, pace.days));
        }
        lines
    }

    fn rows(&self) -> Vec<String> {
        let members = self.gathered.members();
        let line = |(number, (row, series)): (usize, (&Row, &Series))| {
            let sum = sum_of(self.pack, &members, series, Period::Year(self.year), self.own.as_of);
            let value = text::value(&sum.known, &series.unit);
            let said = match (sum.whole(), sum.from.len()) {
                (_, 0) => "各单位都没有数".to_owned(),
                (Some(_), _) => format!("合计 {value}"),
                (None, count) => {
                    format!("已有 {count} 个单位合计 {value}，{} 个单位空白或未报送，合计不完整", sum.blank.len())
                }
            };
            let verdict = self.gathered.together.as_ref().and_then(|(_, assessment)| {
                let working = assessment.row(&row.id)?.of(Span::Year(self.year))?;
                sum.whole()?;
                Some(format!("，{}", text::verdict_words(working)))
            });
            let lines = self.lines(row, series);
            let first: Vec<_> =
                lines.iter().filter(|line| line.place == Some(1)).map(|line| line.name.as_str()).collect();
            let first =
                if first.is_empty() { String::new() } else { format!("，位次第一的是{}", first.join("、")) };
            format!("{number}.附表 {} {}：{said}{}{first}。", row.id, series.name, verdict.unwrap_or_default())
        };
        (1..).zip(self.counted()).map(line).collect()
    }

    fn issues(&self) -> Vec<String> {
        let members = self.gathered.members();
        let mut lines = self.other_days();
        lines.extend(self.unanswered());
        for (row, series) in self.counted() {
            let sum = sum_of(self.pack, &members, series, Period::Year(self.year), self.own.as_of);
            let names = sum.blank.iter().filter_map(|place| self.gathered.units.get(*place));
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

    /// Units whose figures are as of another day than the bulletin.
    fn other_days(&self) -> Vec<String> {
        let others = self.gathered.units.iter().filter_map(|unit| {
            let day = unit.unit.received.as_ref()?.entries.as_of?;
            (day != self.own.as_of).then(|| format!("{}（{day}）", unit.unit.name))
        });
        let others: Vec<_> = others.collect();
        if others.is_empty() {
            return Vec::new();
        }
        vec![format!("数据截至日与本通报不同的单位：{}；按年度填报的数不分月，照原数列出，请核对。", others.join("、"))]
    }

    /// Units that lie within another one of which nobody said whose figures hold theirs.
    fn unanswered(&self) -> Vec<String> {
        let open = self.gathered.unanswered_overlaps(self.pack).into_iter();
        let open: Vec<_> = open.map(|(outer, inner)| format!("{outer}与{inner}")).collect();
        if open.is_empty() {
            return Vec::new();
        }
        vec![format!("可能重复计、还没有核对的：{}。", open.join("、"))]
    }

    fn tables(&self) -> Vec<Table> {
        let pace = Pace::of(self.year, self.own.as_of).map(Pace::share);
        let columns = || {
            vec![
                column("位次", 8, Align::Middle),
                column("单位", 20, Align::Left),
                column("本期累计", 18, Align::Right),
                column("上年同期", 18, Align::Right),
                column("同比", 14, Align::Right),
                column("完成率", 13, Align::Right),
                column("与序时进度差\n（百分点）", 17, Align::Right),
            ]
        };
        let table = |(row, series): (&Row, &Series)| {
            let mut lines = self.lines(row, series);
            lines.retain(|line| line.handed_in);
            // The sort is stable: equal places stay in the units' order.
            lines.sort_by_key(|line| line.place.unwrap_or(u32::MAX));
            let shown = |value: Option<&Exact>| value.map_or("—".to_owned(), text::plain);
            let cells = |line: &Line| {
                let growth = line.growth();
                let behind = line.completion.as_ref().zip(pace.as_ref()).map(|(share, pace)| share - pace);
                vec![
                    line.place.map_or("不排".to_owned(), |place| place.to_string()),
                    line.name.clone(),
                    shown(line.now.as_ref()),
                    shown(line.before.as_ref()),
                    growth.map_or("—".to_owned(), |growth| text::signed_percent(&growth)),
                    line.completion.as_ref().map_or("—".to_owned(), text::percent),
                    behind.map_or("—".to_owned(), |behind| text::signed_percent(&behind).replace('%', "")),
                ]
            };
            let caption = format!("附表 {} {}（{}）", row.id, series.name, series.unit.symbol());
            Table { caption, columns: columns(), rows: lines.iter().map(cells).collect() }
        };
        self.counted().map(table).collect()
    }

    fn lines(&self, row: &Row, series: &Series) -> Vec<Line> {
        let situations: Vec<_> = self.gathered.units.iter().map(|unit| unit.situation.clone()).collect();
        let by_completion = yardsticks(row).contains(&Yardstick::Completion);
        let places = standings(self.pack, &situations, row, &series.id, self.year, Yardstick::Completion);
        let line = |(unit, place): (&crate::workspace::desk::GatheredUnit, &crate::domain::gathering::Place)| {
            let situation = unit.situation.as_ref().filter(|one| !one.not_applicable.contains(&row.id));
            let (now, before) = situation.map(|one| self.now_and_before(one, series)).unwrap_or_default();
            let working = unit.assessment.as_ref().and_then(|one| one.row(&row.id)?.of(Span::Year(self.year)));
            Line {
                name: unit.unit.name.clone(),
                handed_in: unit.situation.is_some(),
                now,
                before,
                completion: situation.and(working).and_then(completion),
                place: place.place,
            }
        };
        let mut lines: Vec<Line> = self.gathered.units.iter().zip(&places).map(line).collect();
        if !by_completion {
            // By what stands in the table, not by a growth over another time.
            let growths: Vec<_> = lines.iter().map(Line::growth).collect();
            for (index, line) in lines.iter_mut().enumerate() {
                let others = growths.iter().enumerate().filter(|(other, _)| *other != index);
                let others: Vec<_> = others.map(|(_, growth)| growth.clone()).collect();
                line.place = line.growth().map(|own| rank(&own, &others).place);
            }
        }
        lines
    }

    /// 本期累计 and 上年同期: of a year that is over its figure and the one before; of a year under way what there
    /// is at the end of its last period that was entered, and at the same point a year ago where it is known.
    fn now_and_before(&self, unit: &Situation, series: &Series) -> (Option<Exact>, Option<Exact>) {
        let figure = |year: Year| year_figure(&unit.figures, series, year, unit.as_of).value().cloned();
        let now = figure(self.year);
        let is_whole = unit.as_of.year() > self.year || Day::new(self.year, 12, 31) == Some(unit.as_of);
        if is_whole {
            return (now, self.year.previous().and_then(figure));
        }
        let grain = unit.figures.grain(&series.id, self.year).filter(|grain| *grain != Grain::Year);
        let last = grain.and_then(|grain| {
            let stretches = course(&unit.figures, series, self.year, grain, Some(unit.as_of));
            let of = |value: &Option<Exact>| value.is_some();
            let flow = series.kind == Kind::Flow;
            stretches.into_iter().rev().find(|one| if flow { of(&one.cumulative) } else { of(&one.current) })
        });
        let before = last.and_then(|last| match series.kind {
            Kind::Flow => last.cumulative_before,
            Kind::State => last.current_before,
        });
        (now, before)
    }

    /// How far all units together are.
    fn plot(&self) -> Option<Plot> {
        let (situation, assessment) = self.gathered.together.as_ref()?;
        let trends: Vec<_> =
            self.pack.rows.iter().map(|row| (row, trends_of(self.pack, situation, assessment, row))).collect();
        let plot = of_completion(self.pack, &trends, self.year, self.own.as_of.year() == self.year);
        (!plot.is_blank()).then_some(plot)
    }
}
