//! The text on each row: the total of all units, its requirement and shortfall, how many units met the row and
//! which did not, who ranks first.

use super::BulletinDraft;
use super::lines::Compared;
use crate::domain::consolidation::{Sum, sum_of};
use crate::domain::figures::year_figure;
use crate::domain::policy::{Row, Series, SeriesId};
use crate::domain::quantity::{Exact, Period, round_up};
use crate::domain::working::{Test, Verdict, Working};
use crate::text;
use num_traits::{Signed, Zero};

/// Most units of first rank that are named; more are only counted.
const MOST_FIRST: usize = 3;

impl BulletinDraft<'_> {
    pub(super) fn rows(&self) -> Vec<String> {
        let rows = (1_usize..).zip(&self.pack.rows);
        rows.map(|(number, row)| {
            let said: Vec<String> = self.compared(row).iter().map(|compared| self.figures(row, compared)).collect();
            let verdict = self.together(row).map(text::verdict_words);
            let whole = self.is_whole(row);
            let verdict = verdict.filter(|_| whole).map(|verdict| format!("。该项指标{verdict}")).unwrap_or_default();
            let said = format!("{}{}{verdict}", said.join("；"), self.beside_the_row(row));
            let parts = [said, self.units_of(row), self.firsts(row)];
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            format!("{number}.{}：{}。", row.name, parts.join("。"))
        })
        .collect()
    }

    fn sum(&self, series: &Series) -> Sum {
        sum_of(self.pack, &self.consolidated.members(), series, Period::Year(self.year), self.own.as_of)
    }

    /// True where no unit lacks a figure of the row.
    fn is_whole(&self, row: &Row) -> bool {
        row.rule
            .series()
            .into_iter()
            .filter_map(|id| self.pack.series_of(id))
            .all(|series| self.sum(series).whole().is_some())
    }

    /// Units to which the row does not apply but which have figures: the totals include them, the table does not.
    fn beside_the_row(&self, row: &Row) -> String {
        let names = self.by_unit(row).filter(|(unit, _)| unit.counts && unit.not_applicable.contains(&row.id)).filter(
            |(unit, _)| {
                let years = self.years_so_far().filter(|year| !row.rule.has_years() || *year == self.year);
                let series: Vec<&Series> =
                    row.rule.series().into_iter().filter_map(|id| self.pack.series_of(id)).collect();
                years.into_iter().any(|year| {
                    series.iter().any(|series| {
                        let figures = unit.situation.as_ref().map(|situation| &situation.figures);
                        figures
                            .is_some_and(|figures| year_figure(figures, series, year, self.own.as_of).value().is_some())
                    })
                })
            },
        );
        let names: Vec<_> = names.map(|(unit, _)| unit.unit.name.as_str()).collect();
        match names.as_slice() {
            [] => String::new(),
            names => format!("（合计含标为不适用的{}的数，不列入附表）", names.join("、")),
        }
    }

    /// The total of all units, with its requirement.
    fn figures(&self, row: &Row, compared: &Compared) -> String {
        match compared {
            Compared::Total(series) => self.total(row, series),
            Compared::Figure(series) => {
                let sum = self.sum(series);
                let known = text::value(&sum.known, &series.unit);
                let said = match (sum.whole(), sum.from.len()) {
                    (_, 0) => return format!("{}各单位都没有数", series.short_name),
                    (Some(_), _) => format!("{}合计 {known}", series.short_name),
                    (None, count) => format!(
                        "{}已有 {count} 个单位合计 {known}，{} 个单位空白或未报送，合计不完整",
                        series.short_name,
                        sum.blank.len()
                    ),
                };
                let asked = self.together(row).and_then(|working| leaf_of(working, &series.id));
                let asked = asked.filter(|_| sum.whole().is_some());
                format!("{said}{}", asked.map(|leaf| self.asked(leaf)).unwrap_or_default())
            }
            Compared::Share(part, whole) => {
                let (sums, share) = ((self.sum(part), self.sum(whole)), self.together(row).and_then(share_of));
                let (Some(reached), Some(of)) = (sums.0.whole(), sums.1.whole()) else {
                    return format!("{}或{}不齐，比率算不出", part.short_name, whole.short_name);
                };
                let shown = |value: &Exact, series: &Series| text::value(value, &series.unit);
                let figures =
                    format!("{} {}，{} {}", whole.short_name, shown(of, whole), part.short_name, shown(reached, part));
                let (Some(share), false) = (share, of.is_zero()) else { return figures };
                let rate = text::percent_under(&(reached / of), &share);
                let needed = round_up(&(of * &share), part.unit.step_decimals());
                let short = match reached < &needed {
                    true => format!("，还差 {}", shown(&(needed - reached), part)),
                    false => String::new(),
                };
                format!("{figures}，比率 {rate}，要求不低于 {}{short}", text::percent(&share))
            }
        }
    }

    /// The total of all units over the years up to the bulletin's, against the requirement of the whole period.
    fn total(&self, row: &Row, series: &Series) -> String {
        let name = format!("{}截至{}年累计", series.short_name, self.year);
        let members = self.consolidated.members();
        let sum = |year| sum_of(self.pack, &members, series, Period::Year(year), self.own.as_of);
        let sums: Vec<Sum> = self.years_so_far().map(sum).collect();
        let whole: Option<Exact> = sums.iter().map(|sum| sum.whole().cloned()).sum();
        let leaf = self.together(row).and_then(|working| leaf_of(working, &series.id));
        let required = leaf.and_then(|leaf| leaf.test.required());
        let shown = |value: &Exact| text::value(value, &series.unit);
        let asked = required.as_ref().map(|required| format!("，全计划期要求 {}", shown(required))).unwrap_or_default();
        let Some(whole) = whole else {
            let known = sums.iter().map(|sum| &sum.known).sum::<Exact>();
            return match sums.iter().any(|sum| !sum.from.is_empty()) {
                true => format!("{name}已知的合计 {}，有空白或未报送的，合计不完整{asked}", shown(&known)),
                false => format!("{name}各单位都没有数{asked}"),
            };
        };
        let short = match required.map(|required| required - &whole) {
            Some(short) if short.is_positive() => format!("，还差 {}", shown(&short)),
            Some(_) => "，已达到".to_owned(),
            None => String::new(),
        };
        format!("{name}合计 {}{asked}{short}", shown(&whole))
    }

    /// The requirement of a figure, and its shortfall or that it is met.
    fn asked(&self, leaf: &Working) -> String {
        let (Test::Minimum { series, .. } | Test::Total { series, .. }) = &leaf.test else {
            let Test::Growth { amounts, to, rate, .. } = &leaf.test else { return String::new() };
            let series = amounts.first().and_then(|id| self.pack.series_of(id));
            let required = leaf.test.required().zip(series).map(|(required, series)| {
                let required = round_up(&required, series.unit.step_decimals());
                format!("（{}年为 {}）", to.0, text::value(&required, &series.unit))
            });
            let required = required.unwrap_or_default();
            return format!("，要求年均增长 {}{required}{}", text::percent(&rate.value), self.short(leaf));
        };
        let Some((required, series)) = leaf.test.required().zip(self.pack.series_of(series)) else {
            return "，没有目标".to_owned();
        };
        format!("，要求 {}{}", text::value(&required, &series.unit), self.short(leaf))
    }

    /// The shortfall, or that there is none; a row of several amounts has a verdict only as a whole.
    fn short(&self, leaf: &Working) -> String {
        let words = text::distance_words(self.pack, leaf);
        match (words.first(), leaf.verdict) {
            (Some(words), _) => format!("，{}", words.split('（').next().unwrap_or_default()),
            (None, Verdict::Met) => "，已达到".to_owned(),
            _ => String::new(),
        }
    }

    /// How many units met the row, and which did not.
    fn units_of(&self, row: &Row) -> String {
        let verdicts =
            self.by_unit(row).filter_map(|(unit, working)| Some((unit.unit.name.as_str(), working?.verdict)));
        let verdicts: Vec<(&str, Verdict)> = verdicts.collect();
        let named = |wanted: fn(Verdict) -> bool| -> Vec<&str> {
            verdicts.iter().filter(|(_, verdict)| wanted(*verdict)).map(|(name, _)| *name).collect()
        };
        let met = named(|verdict| verdict == Verdict::Met).len();
        // Where all verdicts are alike, a list of names would add nothing.
        if let Some((_, first)) = verdicts.first()
            && verdicts.iter().all(|(_, verdict)| text::verdict_name(*verdict) == text::verdict_name(*first))
        {
            return format!("已报送的 {} 个单位均{}", verdicts.len(), text::verdict_name(*first));
        }
        let mut parts = vec![format!("已报送的 {} 个单位中，已完成 {met} 个", verdicts.len())];
        let missed = named(|verdict| verdict == Verdict::NotMet);
        if !missed.is_empty() {
            parts.push(format!("未完成 {} 个（{}）", missed.len(), missed.join("、")));
        }
        let going = named(|verdict| matches!(verdict, Verdict::InProgress | Verdict::NotDue)).len();
        if going > 0 {
            parts.push(format!("推进中 {going} 个"));
        }
        let unknown = named(|verdict| matches!(verdict, Verdict::Undetermined(_)));
        if !unknown.is_empty() {
            parts.push(format!("无法判定 {} 个（{}）", unknown.len(), unknown.join("、")));
        }
        let out = named(|verdict| verdict == Verdict::NotApplicable).len();
        if out > 0 {
            parts.push(format!("不适用 {out} 个"));
        }
        parts.join("，")
    }

    /// Who ranks first, for each figure of the row; many units of first rank are only counted.
    fn firsts(&self, row: &Row) -> String {
        let compared = self.compared(row);
        let several = compared.len() > 1;
        let said = compared.iter().filter_map(|compared| {
            let lines = self.lines(row, compared);
            let first: Vec<_> =
                lines.iter().filter(|line| line.place == Some(1)).map(|line| line.name.as_str()).collect();
            let of = match compared {
                Compared::Figure(series) | Compared::Total(series) if several => series.short_name.as_str(),
                _ => "",
            };
            match first.as_slice() {
                [] => None,
                [one] => Some(format!("{of}位次第一的是{one}")),
                names if names.len() <= MOST_FIRST => {
                    Some(format!("{of}并列第一的有 {} 家：{}", names.len(), names.join("、")))
                }
                names => Some(format!("{of}并列第一的有 {} 家", names.len())),
            }
        });
        said.collect::<Vec<_>>().join("；")
    }
}

/// The atomic test of a series; of several years the last.
fn leaf_of<'w>(working: &'w Working, series: &SeriesId) -> Option<&'w Working> {
    match &working.test {
        Test::Minimum { series: of, .. } | Test::Total { series: of, .. } => (of == series).then_some(working),
        Test::Growth { amounts, .. } => (amounts.as_slice() == [series.clone()]).then_some(working),
        _ => working.parts.iter().rev().find_map(|part| leaf_of(part, series)),
    }
}

fn share_of(working: &Working) -> Option<Exact> {
    match &working.test {
        Test::Share { share, .. } => Some(share.value.clone()),
        _ => working.parts.iter().find_map(share_of),
    }
}
