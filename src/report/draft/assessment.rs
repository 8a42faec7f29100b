//! 自评报告 – how a unit did in a year, row by row, and over the whole period; why rows were missed.

use super::facts::{Fact, asked_cell, cells, column, fact_line, facts, measure_sentence};
use super::letter::as_of_words;
use super::remarks::{all_subjects, mark, of_conflicts, of_source, of_verdicts};
use super::{Draft, Missed, Source, pictures};
use crate::chart::{Plot, of_completion, of_trend, required_name, trends_of};
use crate::domain::attainment::{Assessment, Pace, RowResult, Span, assess};
use crate::domain::figures::{Situation, YearFigure, year_figure};
use crate::domain::planning::{RowNeeds, needs};
use crate::domain::policy::{Pack, Row};
use crate::domain::quantity::Year;
use crate::domain::working::{DistanceOf, Reason, Verdict, Working};
use crate::report::{Align, Document, DocumentPart, Exhibit, Table};
use crate::text;
use crate::workspace::drafting::Shortfall;
use crate::workspace::plan::{Measure, Progress, ReportKind};
use num_traits::Signed;

/// The draft of a year.
pub fn draft(source: &Source, year: Year) -> Draft {
    let entries = &source.workspace.entries;
    let title = format!("{}{year}年度专利转化专项计划自评报告", text::unit_name(entries));
    let Some(situation) = source.workspace.situation() else {
        let text = vec!["（数据截至日未填，不能判定完成情况；请先在“数据填报”里填写。）".to_owned()];
        let parts =
            vec![DocumentPart {
                id: "overall".to_owned(), heading: "总体情况".to_owned(), text, exhibits: Vec::new()
            }];
        let mark = mark(source).unwrap_or_default();
        let document = Document { title, mark, parts, remarks: of_source(source), ..Document::default() };
        return Draft { document, plots: Vec::new(), missed: Vec::new() };
    };
    let assessment = assess(&source.pack.pack, &situation);
    let needs = match situation.as_of.year() == year {
        true => needs(&source.pack.pack, &situation, &entries.planned, year),
        false => Vec::new(),
    };
    let view = AssessmentDraft {
        source,
        pack: &source.pack.pack,
        situation: &situation,
        assessment: &assessment,
        needs: &needs,
        year,
    };
    let plots = view.plots();
    let missed = view.missed();
    let exhibits = pictures(&plots).into_iter().map(Exhibit::Picture).collect();
    let part = DocumentPart::of_text;
    let mut parts = vec![
        part("overall", "总体情况", view.overall()),
        DocumentPart { exhibits, ..part("rows", "指标完成情况", view.rows()) },
        part("shortfalls", "未完成原因及整改措施", view.shortfalls(&missed)),
        part("work", "主要工作", view.work()),
    ];
    let cases = view.cases();
    if !cases.is_empty() {
        parts.push(part("cases", "工作动态和典型案例", cases));
    }
    parts.push(part("next", "下一步安排", view.next()));
    let annex =
        |id: &str, heading: String, exhibits: Vec<Exhibit>| DocumentPart { exhibits, ..part(id, &heading, Vec::new()) };
    let annexes = vec![
        annex("year_table", format!("{year}年度指标完成情况表"), vec![Exhibit::Table(view.table(Span::Year(year)))]),
        annex(
            "whole_table",
            "全计划期完成情况表".to_owned(),
            vec![Exhibit::Table(view.table(Span::Whole)), Exhibit::Table(view.goals())],
        ),
        part("working", "计算过程", view.working()),
    ];
    let mut remarks = of_source(source);
    remarks.extend(of_verdicts(source, &situation, &assessment));
    remarks.extend(of_conflicts(source, &all_subjects(source)));
    let mark = mark(source).unwrap_or_default();
    Draft { document: Document { title, mark, parts, annexes, remarks, ..Document::default() }, plots, missed }
}

struct AssessmentDraft<'a> {
    source: &'a Source<'a>,
    pack: &'a Pack,
    situation: &'a Situation,
    assessment: &'a Assessment,
    /// The requirements of a year under way; empty for any other year.
    needs: &'a [RowNeeds],
    year: Year,
}

impl AssessmentDraft<'_> {
    fn each(&self) -> impl Iterator<Item = (&Row, &RowResult)> {
        self.pack.rows.iter().zip(&self.assessment.rows)
    }

    fn in_year(&self) -> impl Iterator<Item = (&Row, &Working)> {
        self.each().filter_map(|(row, result)| Some((row, result.of(Span::Year(self.year))?)))
    }

    fn overall(&self) -> Vec<String> {
        let unit = text::unit_name(&self.source.workspace.entries);
        let year = self.year;
        let yearly: Vec<Verdict> = self.in_year().map(|(_, working)| working.verdict).collect();
        let whole: Vec<Verdict> = self.each().map(|(_, result)| result.whole.verdict).collect();
        let goals: Vec<Verdict> = self.assessment.goals.iter().map(|(_, working)| working.verdict).collect();
        let in_year = self.under_way();
        let lines = [
            format!(
                "按照《{}》（{}）的自评要求，{unit}以截至{}的数据，对照附表 {} 项指标和 {} 项目标进行了自评。",
                self.pack.title,
                self.pack.document,
                as_of_words(Some(self.situation.as_of)),
                self.pack.rows.len(),
                self.pack.goals.len()
            ),
            in_year,
            format!("{year}年度有年度要求的指标 {} 项：{}。", yearly.len(), counted(&yearly)),
            format!(
                "从全计划期看，{} 项指标：{}；{} 项目标：{}。",
                whole.len(),
                counted(&whole),
                goals.len(),
                counted(&goals)
            ),
        ];
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }

    /// For a year that is not over: the part that its figures cover, 序时进度, and the rows behind it.
    fn under_way(&self) -> String {
        let Some(pace) = Pace::of(self.year, self.situation.as_of) else { return String::new() };
        let behind = self.needs.iter().filter(|needs| needs.is_behind());
        let behind: Vec<_> = behind.filter_map(|needs| Some(self.pack.row(&needs.row)?.short_name.as_str())).collect();
        let behind = match behind.as_slice() {
            [] if !self.needs.iter().any(RowNeeds::knows_pace) => "缺数据，判断不出是否落后".to_owned(),
            [] => "没有落后于序时进度的指标".to_owned(),
            names => format!("{} 项指标落后于序时进度：{}", names.len(), names.join("、")),
        };
        format!(
            "{}年的数据为{}，不与全年的数相比，年度判定没有定局；序时进度为 {}（{}/{} 天），{behind}。",
            self.year,
            text::covered_words(self.situation.as_of),
            text::percent(&pace.share()),
            pace.elapsed,
            pace.days
        )
    }

    /// Which of the row's figures lag behind 序时进度; empty unless the row is in progress.
    fn pace_of(&self, row: &Row, verdict: Verdict) -> String {
        let needs = self.needs.iter().filter(|needs| needs.row == row.id).flat_map(|needs| &needs.needs);
        let lags: Vec<_> = needs.filter_map(|need| Some((need, need.lag.as_ref()?))).collect();
        if verdict != Verdict::InProgress || lags.is_empty() {
            return String::new();
        }
        let several = lags.len() > 1;
        let name = |of: &DistanceOf| if several { text::counted_name(self.pack, of) } else { String::new() };
        let behind = lags.iter().filter(|(_, lag)| lag.behind.is_positive());
        let behind = behind.map(|(need, lag)| format!("{}{}", name(&need.of), text::lag_words(self.pack, need, lag)));
        let behind: Vec<_> = behind.collect();
        if behind.is_empty() { "不落后于序时进度".to_owned() } else { behind.join("，") }
    }

    fn rows(&self) -> Vec<String> {
        let line = |(number, (row, result)): (usize, (&Row, &RowResult))| {
            let (span, working) = match result.of(Span::Year(self.year)) {
                Some(working) => (text::span_name(Span::Year(self.year)), working),
                None => ("全计划期".to_owned(), &result.whole),
            };
            let verdict = text::verdict_words(working);
            let facts_of = match working.verdict {
                Verdict::NotDue | Verdict::NotApplicable => Vec::new(),
                _ => facts(self.pack, working),
            };
            // Figures of several years each follow their own year.
            let mut last = String::new();
            let said = facts_of.iter().map(|fact| {
                let when = if fact.when.is_empty() { span.clone() } else { self.covered(fact) };
                let lead = if when == last { String::new() } else { when.clone() };
                last = when;
                format!("{lead}{}", fact_line(fact))
            });
            let said: Vec<_> =
                said.chain([self.pace_of(row, working.verdict)]).filter(|part| !part.is_empty()).collect();
            let (span, said) = match said.as_slice() {
                [] => (span, String::new()),
                said => (String::new(), format!("{}；", said.join("；"))),
            };
            let still = working.verdict == Verdict::InProgress
                && facts(self.pack, working).iter().all(|fact| fact.short.is_empty());
            let verdict = if still && result.of(Span::Year(self.year)).is_some() {
                format!("{verdict}（目前没有差距，期末仍可能变动）")
            } else {
                verdict
            };
            format!("{number}.{}：{span}{said}{verdict}。", row.name)
        };
        (1..).zip(self.each()).map(line).collect()
    }

    /// The years of a figure. A year under way adds the period that its figures cover, which may end in an earlier
    /// month than the as-of day.
    fn covered(&self, fact: &Fact) -> String {
        let as_of = self.situation.as_of;
        if as_of.year() != self.year || !fact.when.ends_with(&text::span_name(Span::Year(self.year))) {
            return fact.when.clone();
        }
        let months = fact.series.iter().filter_map(|id| {
            match year_figure(&self.situation.figures, self.pack.series_of(id)?, self.year, as_of) {
                YearFigure::Added { last, .. } | YearFigure::Last { last, .. } => Some(last.months().1),
                YearFigure::Own(_) | YearFigure::Blank(_) => None,
            }
        });
        let words = match months.min().filter(|month| *month < as_of.month()) {
            Some(1) => "1月".to_owned(),
            Some(month) => format!("1—{month}月"),
            None => text::covered_words(as_of),
        };
        format!("{}{words}", fact.when)
    }

    /// The rows certainly missed in the year; rows judged over the whole period count in its last year.
    fn missed(&self) -> Vec<Missed> {
        let is_last = self.year == self.pack.last_year;
        let missed = self.each().filter_map(|(row, result)| {
            let working = match result.of(Span::Year(self.year)) {
                Some(working) => working,
                None if is_last => &result.whole,
                None => return None,
            };
            (working.verdict == Verdict::NotMet).then(|| Missed {
                row: row.id.clone(),
                year: self.year,
                short: facts(self.pack, working)
                    .into_iter()
                    .filter(|fact| !fact.short.is_empty())
                    .map(|fact| {
                        let own = fact.when == text::span_name(Span::Year(self.year));
                        format!("{}{}{}", if own { "" } else { &fact.when }, fact.what, fact.short)
                    })
                    .collect::<Vec<_>>()
                    .join("；"),
            })
        });
        missed.collect()
    }

    fn shortfalls(&self, missed: &[Missed]) -> Vec<String> {
        let mut lines = Vec::new();
        for (number, one) in (1_usize..).zip(missed) {
            let name = self.pack.row(&one.row).map_or("", |row| row.name.as_str());
            let key = (one.row.clone(), one.year);
            let Shortfall { cause, remedy } =
                self.source.workspace.drafting.shortfalls.get(&key).cloned().unwrap_or_default();
            let or = |text: &str, what: &str| {
                if text.is_empty() { format!("（待填：{what}）") } else { text.replace('\n', "") }
            };
            lines.push(format!("{number}.{name}：{}。", one.short));
            lines.push(format!("未完成原因：{}", or(&cause, "未完成原因")));
            lines.push(format!("整改措施：{}", or(&remedy, "整改措施")));
        }
        if missed.is_empty() {
            lines.push(format!("{}年度没有判定为未完成的指标。", self.year));
        }
        let unknown = self.in_year().filter_map(|(row, working)| match working.verdict {
            Verdict::Undetermined(reason) => Some(format!("{}（{}）", row.name, text::reason_words(reason))),
            _ => None,
        });
        let unknown: Vec<_> = unknown.collect();
        if !unknown.is_empty() {
            lines.push(format!("另有 {} 项指标因缺项无法判定，将尽快补齐：{}。", unknown.len(), unknown.join("、")));
        }
        lines
    }

    fn work(&self) -> Vec<String> {
        let plan = self.source.workspace.entries.plans.get(&self.year).cloned().unwrap_or_default();
        let measures = plan.measures_in_order();
        let done = measures.iter().filter(|(_, measure)| measure.progress != Progress::GivenUp);
        let lines: Vec<_> = (1_usize..)
            .zip(done)
            .map(|(number, (_, measure))| {
                format!("{number}.{}：{}", text::serves_name(self.pack, &measure.serves), done_sentence(measure))
            })
            .collect();
        if lines.is_empty() {
            vec![format!("（待填：{}年度的主要工作；在“工作计划”里登记的措施会列在这里。）", self.year)]
        } else {
            lines
        }
    }

    fn cases(&self) -> Vec<String> {
        let plan = self.source.workspace.entries.plans.get(&self.year).cloned().unwrap_or_default();
        let mut lines = Vec::new();
        for kind in [ReportKind::News, ReportKind::Case] {
            let of_kind: Vec<_> =
                plan.reports_in_order().into_iter().filter(|(_, report)| report.kind == kind).collect();
            for (number, (_, report)) in (1_usize..).zip(of_kind) {
                lines.push(format!("{number}.{}：{}", text::report_kind_name(kind), report.title));
                lines.extend(report.text.lines().map(str::to_owned));
            }
        }
        lines
    }

    fn next(&self) -> Vec<String> {
        let open = self.each().filter_map(|(row, result)| match result.whole.verdict {
            Verdict::InProgress | Verdict::NotMet | Verdict::Undetermined(_) => Some(row.short_name.as_str()),
            _ => None,
        });
        let open: Vec<_> = open.collect();
        match open.as_slice() {
            [] => vec!["各项指标全计划期均已完成或不适用，继续巩固成效。".to_owned()],
            open => vec![
                format!(
                    "围绕全计划期尚未完成的 {} 项指标（{}），对照差距逐项落实责任和时限。",
                    open.len(),
                    open.join("、")
                ),
                "（待填：具体安排。）".to_owned(),
            ],
        }
    }

    fn table(&self, span: Span) -> Table {
        let columns = vec![
            column("序号", 7, Align::Middle),
            column("工作指标", 19, Align::Left),
            column("要求", 20, Align::Left),
            column("完成情况", 21, Align::Left),
            column("完成率或增长率", 13, Align::Left),
            column("判定", 12, Align::Middle),
            column("差距", 13, Align::Left),
        ];
        let row = |(row, result): (&Row, &RowResult)| {
            let Some(working) = result.of(span) else {
                let mut cells = vec![row.id.to_string(), row.name.clone()];
                cells.extend(["—", "—", "—", "按全计划期判定", "—"].map(str::to_owned));
                return cells;
            };
            let facts: Vec<Fact> = match working.verdict {
                Verdict::NotDue | Verdict::NotApplicable => vec![Fact::default()],
                _ => facts(self.pack, working),
            };
            vec![
                row.id.to_string(),
                row.name.clone(),
                asked_cell(&facts),
                cells(&facts, |fact| &fact.reached),
                cells(&facts, |fact| &fact.rate),
                text::verdict_words(working),
                cells(&facts, |fact| &fact.short),
            ]
        };
        Table { caption: String::new(), columns, rows: self.each().map(row).collect() }
    }

    fn goals(&self) -> Table {
        let columns = vec![
            column("目标", 8, Align::Middle),
            column("内容", 46, Align::Left),
            column("判定", 16, Align::Middle),
            column("条款", 16, Align::Left),
        ];
        let goals = self.pack.goals.iter().zip(&self.assessment.goals);
        let rows = goals.map(|(goal, (id, working))| {
            vec![id.to_string(), goal.name.clone(), text::verdict_words(working), goal.clause.0.clone()]
        });
        Table { caption: "目标完成情况".to_owned(), columns, rows: rows.collect() }
    }

    fn working(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (number, (row, result)) in (1_usize..).zip(self.each()) {
            lines.push(format!("{number}.附表 {} {}", row.id, row.short_name));
            for span in [Span::Year(self.year), Span::Whole] {
                let Some(working) = result.of(span) else { continue };
                lines.push(format!("{}：{}。", text::span_name(span), text::verdict_words(working)));
                lines.extend(working.parts.iter().flat_map(|part| text::working_lines(self.pack, part, 0)));
            }
        }
        for (goal, (_, working)) in self.pack.goals.iter().zip(&self.assessment.goals) {
            lines.push(format!("目标 {} {}：{}。", goal.id, goal.name, text::verdict_words(working)));
            lines.extend(working.parts.iter().map(|part| {
                let formula = text::formula(self.pack, part);
                format!("　{}：{}。", formula.title, text::verdict_words(part))
            }));
        }
        lines
    }

    /// The completion of every row, and one trend.
    fn plots(&self) -> Vec<Plot> {
        let trends: Vec<_> = self
            .pack
            .rows
            .iter()
            .map(|row| (row, trends_of(self.pack, self.situation, self.assessment, row)))
            .collect();
        let unfinished = self.situation.as_of.year() == self.year;
        let mut plots = Vec::new();
        if self.situation.as_of.year() >= self.year {
            plots.push(of_completion(self.pack, &trends, self.year, unfinished));
        }
        // One trend next to the overview: of the first row with yearly requirements.
        let first =
            trends.iter().find_map(|(row, of_row)| Some((row, of_row.first().filter(|_| row.rule.has_years())?)));
        plots.extend(first.map(|(row, trend)| of_trend(self.pack, trend, Some(required_name(row, trend.measure)))));
        plots.retain(|plot| !plot.is_blank());
        plots
    }
}

/// A measure, with its progress.
fn done_sentence(measure: &Measure) -> String {
    let sentence = measure_sentence(measure);
    format!("{}（{}）。", sentence.trim_end_matches('。'), text::progress_name(measure.progress))
}

/// `已完成 5 项、未完成 2 项`; kinds without any are left out.
fn counted(verdicts: &[Verdict]) -> String {
    let kinds = [
        Verdict::Met,
        Verdict::NotMet,
        Verdict::InProgress,
        Verdict::NotDue,
        // Any reason serves: undetermined verdicts share their name.
        Verdict::Undetermined(Reason::MissingValue),
        Verdict::NotApplicable,
    ];
    let words = kinds.into_iter().filter_map(|kind| {
        let word = text::verdict_name(kind);
        let count = verdicts.iter().filter(|verdict| text::verdict_name(**verdict) == word).count();
        (count > 0).then(|| format!("{word} {count} 项"))
    });
    words.collect::<Vec<_>>().join("、")
}
