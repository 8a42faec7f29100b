//! 年度工作计划 – a year's requirement for each row, the measures, who is responsible and by when.

use super::facts::{column, measure_sentence};
use super::remarks::{all_subjects, mark, of_conflicts, of_source};
use super::{Draft, Source, pictures};
use crate::chart::{of_completion, trends_of};
use crate::domain::attainment::{Pace, assess};
use crate::domain::figures::{Level, Situation};
use crate::domain::planning::{Before, Need, RowNeeds, TotalNeed, needs, quarters_left};
use crate::domain::policy::{Pack, Task};
use crate::domain::quantity::{Exact, Year};
use crate::domain::working::DistanceOf;
use crate::report::{Align, Document, DocumentPart, Exhibit, Table, chinese_number};
use crate::text;
use crate::workspace::plan::{Entry, EntryOf, Measure, Serves, WorkPlan, calendar};
use num_traits::{Signed, Zero};

/// The draft of a year.
pub fn draft(source: &Source, year: Year) -> Draft {
    let entries = &source.workspace.entries;
    let plan = entries.plans.get(&year).cloned().unwrap_or_default();
    let situation = source.workspace.situation();
    let pack = &source.pack.pack;
    let rows = situation.as_ref().map(|situation| needs(pack, situation, &entries.planned, year)).unwrap_or_default();
    let view = PlanDraft { source, pack, year, plan: &plan, situation: situation.as_ref(), rows: &rows };
    let part = DocumentPart::of_text;
    let plots: Vec<_> = view.plot().into_iter().collect();
    let exhibits = pictures(&plots).into_iter().map(Exhibit::Picture).collect();
    let parts = vec![
        part("overall", "总体要求", view.overall()),
        DocumentPart { exhibits, ..part("targets", "年度目标", view.targets()) },
        part("tasks", "重点任务", view.tasks()),
        part("schedule", "进度安排", view.schedule()),
        part("guarantee", "组织保障", view.duties()),
    ];
    let mut annexes = vec![DocumentPart {
        exhibits: vec![Exhibit::Table(view.table())],
        ..part("target_table", &format!("{year}年度指标表"), Vec::new())
    }];
    if !plan.measures.is_empty() {
        let table = vec![Exhibit::Table(view.measures())];
        annexes.push(DocumentPart { exhibits: table, ..part("measure_table", "措施分工表", Vec::new()) });
    }
    let mut remarks = of_source(source);
    remarks.push("“本年要求”按规则逐项推算并进到数据的最小单位；余下各季为平均安排，可调整。".to_owned());
    remarks.extend(of_conflicts(source, &all_subjects(source)));
    let title = format!("{}{year}年度专利转化工作计划", text::unit_name(entries));
    let mark = mark(source).unwrap_or_default();
    Draft {
        document: Document { title, mark, parts, annexes, remarks, ..Document::default() },
        plots,
        missed: Vec::new(),
    }
}

struct PlanDraft<'a> {
    source: &'a Source<'a>,
    pack: &'a Pack,
    year: Year,
    plan: &'a WorkPlan,
    situation: Option<&'a Situation>,
    rows: &'a [RowNeeds],
}

impl PlanDraft<'_> {
    fn overall(&self) -> Vec<String> {
        let (unit, year) = (text::unit_name(&self.source.workspace.entries), self.year);
        let phase = self.pack.phases.iter().find(|phase| phase.year == year);
        let phase = phase.map(|phase| {
            format!("{year}年处于专项计划的{}（{}），工作着力于“{}”。", phase.name, phase.clause.0, phase.focus)
        });
        let first = format!(
            "为落实《{}》（{}），推动专利向中小微企业转移转化，结合{unit}实际，制定本计划。",
            self.pack.title, self.pack.document
        );
        [Some(first), phase].into_iter().flatten().collect()
    }

    fn targets(&self) -> Vec<String> {
        if self.situation.is_none() {
            return vec!["（数据截至日未填，年度要求算不出；请先在“数据填报”里填写。）".to_owned()];
        }
        let mut lines = Vec::new();
        let in_order =
            self.pack.rows.iter().filter_map(|row| Some((row, self.rows.iter().find(|needs| needs.row == row.id)?)));
        for (number, (row, needs)) in (1_usize..).zip(in_order) {
            let said = match (&needs.total, needs.needs.as_slice()) {
                (Some(total), _) => self.total_words(total),
                (None, []) => "本年不适用或没有要求".to_owned(),
                (None, of_row) => of_row.iter().map(|need| self.need_words(need)).collect::<Vec<_>>().join("；"),
            };
            lines.push(format!("{number}.{}：{said}。", row.name));
        }
        let pace = self.situation.and_then(|situation| Pace::of(self.year, situation.as_of));
        let behind: Vec<_> = self.rows.iter().filter(|row| row.is_behind()).collect();
        if let (Some(pace), false) = (pace, behind.is_empty()) {
            let names = behind.iter().filter_map(|needs| self.pack.row(&needs.row)).map(|row| row.short_name.as_str());
            lines.push(format!(
                "目前序时进度为 {}，{} 项指标落后于序时进度：{}，作为全年工作的重点。",
                text::percent(&pace.share()),
                behind.len(),
                names.collect::<Vec<_>>().join("、")
            ));
        }
        lines
    }

    fn need_words(&self, need: &Need) -> String {
        let name = text::counted_name(self.pack, &need.of);
        let shown = |value: &Exact| text::counted(self.pack, &need.of, value);
        let required = match (&need.share, &need.required) {
            (Some(share), required) => {
                let words = text::share_words(self.pack, &need.of, share, required.as_ref().ok());
                format!("占比不低于 {}（{words}）", text::percent(&share.asked))
            }
            (None, Ok(required)) => format!("不少于 {}", shown(required)),
            (None, Err(reason)) => format!("要求算不出（{}）", text::reason_words(*reason)),
        };
        let planned = need.planned.as_ref().map(|planned| {
            let below = text::plan_below(planned, need.required.as_ref().ok(), need.so_far.as_ref());
            format!("，计划 {}{}", shown(planned), below.unwrap_or_default())
        });
        let planned = planned.unwrap_or_default();
        let before = match (&need.before, need.before_is) {
            (Some(before), Before::Whole) => format!("，上年 {}", shown(before)),
            (Some(before), Before::SoFar) => {
                format!("，上年至今 {}（上年未完，要求随上年数变动）", shown(before))
            }
            (Some(before), Before::Planned) => format!("，上年计划 {}", shown(before)),
            (None, _) => String::new(),
        };
        let short = need.short_by.as_ref().map(|short| format!("，还需 {}", shown(short))).unwrap_or_default();
        format!("{name}{required}{planned}{before}{short}")
    }

    fn total_words(&self, total: &TotalNeed) -> String {
        let of = DistanceOf::Series(total.series.clone());
        let shown = |value: &Exact| text::counted(self.pack, &of, value);
        let name = text::counted_name(self.pack, &of);
        let Some(required) = &total.required else { return format!("{name}的累计目标未下达") };
        let before = match text::before_words(self.pack, total) {
            words if words == "—" => String::new(),
            words => format!("，以前各年 {words}"),
        };
        let so_far = total.so_far.as_ref().map_or("空白".to_owned(), &shown);
        let missing = match self.still_missing(total) {
            Some(missing) if missing.is_zero() => "，已达到".to_owned(),
            Some(missing) => format!("，还差 {}", shown(&missing)),
            None => "，有空白，还差多少算不出".to_owned(),
        };
        format!("{name}全计划期累计不少于 {}{before}，本年已有 {so_far}{missing}", shown(required))
    }

    fn still_missing(&self, total: &TotalNeed) -> Option<Exact> {
        total.still_missing(self.situation?.as_of)
    }

    fn is_named(&self, task: &Task) -> bool {
        self.source.workspace.entries.level == Level::Province || task.names_cities
    }

    fn tasks(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (number, task) in (1_usize..).zip(self.pack.tasks.iter().filter(|task| self.is_named(task))) {
            lines.push(format!("（{}）{}", chinese_number(number), task.name));
            let lead = format!("省级牵头：{}", task.lead.join("、"));
            let with = if task.cooperating.is_empty() {
                String::new()
            } else {
                format!("；省级配合：{}", task.cooperating.join("、"))
            };
            lines.push(format!("{lead}{with}（{}）。", task.clause.0));
            lines.extend(self.measure_lines(&Serves::Task(task.number)));
        }
        let of_rows = |serves: &Serves| matches!(serves, Serves::Row(_) | Serves::Own);
        let others: Vec<_> =
            self.plan.measures_in_order().into_iter().filter(|(_, measure)| of_rows(&measure.serves)).collect();
        if !others.is_empty() {
            let number = self.pack.tasks.iter().filter(|task| self.is_named(task)).count().saturating_add(1);
            lines.push(format!("（{}）补齐指标短板", chinese_number(number)));
            for (number, (_, measure)) in (1_usize..).zip(others) {
                let serves = text::serves_name(self.pack, &measure.serves);
                lines.push(format!("{number}.{serves}：{}", measure_sentence(measure)));
            }
        }
        lines
    }

    fn measure_lines(&self, serves: &Serves) -> Vec<String> {
        let own = self.plan.measures_in_order().into_iter().filter(|(_, measure)| &measure.serves == serves);
        let lines: Vec<_> = (1_usize..)
            .zip(own)
            .map(|(number, (_, measure))| format!("{number}.{}", measure_sentence(measure)))
            .collect();
        if lines.is_empty() {
            vec!["（待填：本项任务的措施、责任单位和完成时限。）".to_owned()]
        } else {
            lines
        }
    }

    fn schedule(&self) -> Vec<String> {
        let as_of = self.source.workspace.entries.as_of;
        let entries = calendar(self.pack, self.plan, self.year, as_of);
        let line = |entry: &Entry| {
            let name = text::entry_name(self.pack, self.plan, &entry.of);
            format!("{}前：{}。", text::day_name(entry.day), name.trim_end_matches('。'))
        };
        entries.iter().filter(|entry| !matches!(entry.of, EntryOf::Report(_))).map(line).collect()
    }

    fn duties(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (number, duty) in (1_usize..).zip(&self.pack.duties) {
            lines.push(format!("{number}.{}（{}）。", duty.name, duty.clause.0));
            let own = self.plan.measures_in_order().into_iter();
            let own = own.filter(|(_, measure)| measure.serves == Serves::Duty(duty.id.clone()));
            lines.extend(own.map(|(_, measure)| measure_sentence(measure)));
        }
        lines
    }

    fn table(&self) -> Table {
        let columns = vec![
            column("序号", 7, Align::Middle),
            column("工作指标", 20, Align::Left),
            column("数据", 16, Align::Left),
            column("上年", 13, Align::Right),
            column("本年要求", 14, Align::Right),
            column("本年计划", 13, Align::Right),
            column("已有", 13, Align::Right),
            column("还差", 12, Align::Right),
            column("余下各季", 16, Align::Left),
        ];
        let mut rows = Vec::new();
        for row in &self.pack.rows {
            let head = [row.id.to_string(), row.name.clone()];
            let Some(needs) = self.rows.iter().find(|needs| needs.row == row.id) else {
                rows.push(head.into_iter().chain((0..7).map(|_| "—".to_owned())).collect());
                continue;
            };
            let mut cells: Vec<[String; 7]> = needs.needs.iter().map(|need| self.need_cells(need)).collect();
            if let Some(total) = &needs.total {
                cells = vec![self.total_cells(total)];
            }
            let column = |index: usize| {
                cells.iter().filter_map(|cell| cell.get(index)).map(String::as_str).collect::<Vec<_>>().join("\n")
            };
            let texts = (0..7).map(|index| match column(index) {
                text if text.is_empty() => "—".to_owned(),
                text => text,
            });
            rows.push(head.into_iter().chain(texts).collect());
        }
        Table { caption: String::new(), columns, rows }
    }

    fn need_cells(&self, need: &Need) -> [String; 7] {
        let shown =
            |value: Option<&Exact>| value.map_or("—".to_owned(), |value| text::counted(self.pack, &need.of, value));
        let required = match (&need.share, &need.required) {
            (Some(share), Ok(required)) => {
                format!("{}（{}）", text::percent(&share.asked), shown(Some(required)))
            }
            (Some(share), Err(_)) => text::percent(&share.asked),
            (None, Ok(required)) => shown(Some(required)),
            (None, Err(reason)) => text::reason_words(*reason).to_owned(),
        };
        let quarters = match (&need.of, &need.so_far, &need.short_by, self.situation) {
            (DistanceOf::Series(series), Some(so_far), Some(short), Some(situation)) => {
                let left = quarters_left(self.pack, situation, series, self.year, (so_far, short));
                text::quarters_words(self.pack, &need.of, &left)
            }
            _ => String::new(),
        };
        let name = match &need.of {
            DistanceOf::Series(series) => self.pack.series_of(series).map(|series| series.short_name.clone()),
            DistanceOf::Sum(_) => Some("两项合计".to_owned()),
        };
        [
            name.unwrap_or_default(),
            shown(need.before.as_ref()),
            required,
            shown(need.planned.as_ref()),
            shown(need.so_far.as_ref()),
            shown(need.short_by.as_ref()),
            quarters,
        ]
    }

    fn total_cells(&self, total: &TotalNeed) -> [String; 7] {
        let of = DistanceOf::Series(total.series.clone());
        let shown =
            |value: Option<&Exact>| value.map_or("—".to_owned(), |value| text::counted(self.pack, &of, value));
        [
            "累计（上年一栏为以前各年之和）".to_owned(),
            text::before_words(self.pack, total),
            shown(total.required.as_ref()),
            shown(total.planned.as_ref()),
            shown(total.so_far.as_ref()),
            shown(self.still_missing(total).filter(Signed::is_positive).as_ref()),
            String::new(),
        ]
    }

    fn measures(&self) -> Table {
        let columns = vec![
            column("序号", 7, Align::Middle),
            column("对应", 20, Align::Left),
            column("措施", 34, Align::Left),
            column("责任单位", 16, Align::Left),
            column("完成时限", 17, Align::Middle),
            column("佐证", 16, Align::Left),
            column("进展", 10, Align::Middle),
        ];
        let row = |(number, (_, measure)): (usize, (&String, &Measure))| {
            vec![
                number.to_string(),
                text::serves_name(self.pack, &measure.serves),
                measure.what.clone(),
                measure.who.clone(),
                measure.due.text().to_owned(),
                measure.evidence.clone(),
                text::progress_name(measure.progress).to_owned(),
            ]
        };
        Table { caption: String::new(), columns, rows: (1..).zip(self.plan.measures_in_order()).map(row).collect() }
    }

    /// The completion of the rows; `None` before the year has begun, or without figures.
    fn plot(&self) -> Option<crate::chart::Plot> {
        let situation = self.situation.filter(|situation| situation.as_of.year() >= self.year)?;
        let assessment = assess(self.pack, situation);
        let trends: Vec<_> =
            self.pack.rows.iter().map(|row| (row, trends_of(self.pack, situation, &assessment, row))).collect();
        let plot = of_completion(self.pack, &trends, self.year, situation.as_of.year() == self.year);
        (!plot.is_blank()).then_some(plot)
    }
}
