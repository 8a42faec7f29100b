//! The reasons for an element's state in words, and the smallest change that would satisfy it.

use super::name::{indicator_name, kind_name, mode_name, size_class_name, supplier_name};
use super::problem::uscc_doubt;
use super::size::{moved, size_words};
use crate::domain::enterprise::code::PatentDoubt;
use crate::domain::enterprise::{SizeClass, Sizing};
use crate::domain::policy::{Limit, Measure, Pack, SeriesId, SubjectKind};
use crate::domain::quantity::{Exact, Unit, to_plain};
use crate::domain::ranking::Rank;
use crate::domain::subsidy::{
    Answers, Finding, Growth, Note, Obstacle, Outcome, ScopeFinding, State, SubjectDoubt, TransactionDoubtKind,
};
use crate::text::number::{grouped, percent, plain, signed_percent};
use crate::text::verdict::series_name;

/// A finding in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingWords {
    /// The reasons for the state.
    pub reasons: Vec<String>,
    /// The smallest change that would satisfy it, or what has to be entered.
    pub changes: Vec<String>,
}

/// The reasons for a finding, and what would change it.
pub fn finding_words(pack: &Pack, answers: &Answers, scope: &ScopeFinding, finding: &Finding) -> FindingWords {
    let mut words = FindingWords::default();
    for note in &finding.notes {
        words.say(pack, answers, note);
    }
    if matches!(finding.state, State::Missing | State::Unknown)
        && let Some((transaction, obstacles)) = scope.nearest(&finding.element)
    {
        let name = transaction_name(answers, transaction.index);
        let obstacles: Vec<_> = obstacles.into_iter().map(obstacle_words).collect();
        words.changes.push(format!("最接近的是{name}：{}", obstacles.join("；")));
    }
    words
}

/// A transaction's number with its counterparty and contract: `第 1 笔（示例大学，合同 A-1）`.
pub fn transaction_name(answers: &Answers, index: usize) -> String {
    let number = index.saturating_add(1);
    let Some(transaction) = answers.transactions.get(index) else { return format!("第 {number} 笔") };
    let contract = transaction.contract.trim();
    let contract = if contract.is_empty() { String::new() } else { format!("合同 {contract}") };
    let parts = [transaction.counterparty.trim().to_owned(), contract];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { format!("第 {number} 笔") } else { format!("第 {number} 笔（{}）", parts.join("，")) }
}

impl FindingWords {
    fn because(&mut self, reason: impl Into<String>) {
        self.reasons.push(reason.into());
    }

    fn change(&mut self, change: impl Into<String>) {
        self.changes.push(change.into());
    }

    fn say(&mut self, pack: &Pack, answers: &Answers, note: &Note) {
        match note {
            Note::NoThreshold => self.because("通知没有给出门槛，由主管部门评定"),
            Note::KindBlank(kinds) => {
                self.because("没有选单位类型");
                self.change(format!("在“单位类型”里选；本项面向{}", kinds_words(kinds)));
            }
            Note::KindFits(kind) => self.because(format!("单位类型：{}", kind_name(*kind))),
            Note::KindDiffers(kind, kinds) => {
                self.because(format!("单位类型是{}，本项面向{}", kind_name(*kind), kinds_words(kinds)));
                self.change(format!("须由{}作为主体；类型选错的，改“单位类型”", kinds_words(kinds)));
            }
            Note::IndustryBlank => {
                self.because("没有选所属行业，不能划型");
                self.change("选所属行业，填该行业用到的指标");
            }
            Note::IndustryNotCovered => {
                self.because("统计上的划型标准不覆盖这个行业，不能划型");
                self.change("请主管部门认定规模类型");
            }
            Note::Sized(sizing) => self.say_size(sizing),
            Note::NoTransaction => {
                self.because("没有填写交易");
                self.change("在“交易”里填写转让、许可或作价入股");
            }
            Note::Fulfil(which) => self.because(format!("符合的有{}", transaction_names(answers, which))),
            Note::Could(which) => {
                self.because(format!("还有空白、补填后才能判断的有{}", transaction_names(answers, which)))
            }
            Note::Fail(which) => self.because(format!("不符合的有{}", transaction_names(answers, which))),
            Note::Increase { indicator, growth } => {
                let unit = indicator.unit();
                self.say_growth(indicator_name(*indicator), &unit, growth, ("对比年度", "数据年度"));
            }
            Note::YearsReversed(earlier, year) => {
                self.because(format!("对比年度 {earlier} 不早于数据年度 {year}"));
                self.change("改正两个年度；两年填反了的，把两年的数对调");
            }
            Note::Figure { series, year, value, narrower, rank } => {
                let unit = unit_of(pack, series);
                let caliber = if *narrower {
                    "（专利口径：没有填知识产权口径的数，用专利质押的数代替）"
                } else {
                    ""
                };
                let name = series_name(pack, series);
                self.because(format!("{year}年{name} {} {}{caliber}", plain(value), unit.symbol()));
                self.say_rank(pack, rank.as_ref());
            }
            Note::FigureGrowth { series, year, growth, rank } => {
                let before = year.previous().map(|before| format!("{before}年")).unwrap_or_default();
                let name = series_name(pack, series);
                self.say_growth(&name, &unit_of(pack, series), growth, (&before, &format!("{year}年")));
                self.say_rank(pack, rank.as_ref());
            }
            Note::Ratio { of: _, numerator, denominator, year, rank } => {
                let rate = percent(&(numerator / denominator));
                self.because(format!("{year}年 {} ÷ {} = {rate}", plain(numerator), plain(denominator)));
                self.say_rank(pack, rank.as_ref());
            }
            Note::FigureBlank(series, year) => {
                let name = series_name(pack, series);
                self.because(format!("{year}年{name}是空白"));
                self.change(format!("在“数据填报”里填 {year}年{name}"));
            }
            Note::ZeroDenominator(series, year) => {
                self.because(format!("{year}年{}为 0，不能作分母", series_name(pack, series)));
            }
            Note::NumeratorExceeds(part, whole) => {
                let (part, whole) = (series_name(pack, part), series_name(pack, whole));
                self.because(format!("提示：{part}大于{whole}，请核对分母口径"));
            }
            Note::YearUnderWay(year) => self.because(format!("{year}年还没有结束，数字还会变")),
            Note::NoFigures => {
                self.because("这里没有该市的指标数据");
                self.change("打开该市的填报文件再看");
            }
            Note::FiledInTime(filed, last) => self.because(format!("{filed} 报送，在 {last} 之前或当日")),
            Note::FiledLate(filed, last) => {
                self.because(format!("{filed} 报送，晚于 {last}；通知没有说晚报就不算，由主管部门评定"));
            }
            Note::Filed(filed) => self.because(format!("{filed} 报送；这一日期只约束市，本单位何时报都算")),
            Note::FiledByUnknown(filed, last) => {
                self.because(format!("{filed} 报送，晚于 {last}；这一日期是否约束本单位，要看单位类型"));
                self.change("选单位类型");
            }
            Note::FiledForUnknown(filed) => {
                self.because(format!("{filed} 报送，没有填是哪一年的计划"));
                self.change("填工作计划年度");
            }
            Note::NotFiled(last) => {
                self.because("没有报送日期");
                self.change(match last {
                    Some(last) => format!("报送工作计划并填日期；期限是 {last}"),
                    None => "报送工作计划并填日期".to_owned(),
                });
            }
            Note::Document(number) => self.because(format!("文号：{number}")),
            Note::NoDocument => {
                self.because("没有填省委省政府确定此事的文件");
                self.change("填文件的文号");
            }
            Note::Limited { limit, document, outcome } => self.say_limit(pack, limit, document, outcome.as_ref()),
        }
    }

    fn say_size(&mut self, sizing: &Sizing) {
        let words = size_words(sizing);
        self.because(format!("规模：{}", words.result));
        self.reasons.extend(words.working.into_iter().take(sizing.indicators.len()));
        match sizing.is_sme() {
            Some(true) => {}
            Some(false) => {
                let moves: Vec<_> = sizing.moves_down().iter().map(|one| moved(one, false)).collect();
                self.change(format!(
                    "大型企业不在本范围。划型的界线（只说明界线，不是建议）：{}，才划为中型",
                    moves.join("，或者")
                ));
            }
            None => {
                let blanks: Vec<_> = sizing.blanks().map(indicator_name).collect();
                self.change(format!("填{}", blanks.join("、")));
            }
        }
    }

    fn say_growth(&mut self, name: &str, unit: &Unit, growth: &Growth, (before, now): (&str, &str)) {
        let shown = |value: &Exact| format!("{} {}", plain(value), unit.symbol());
        let said = |value: &Option<Exact>| value.as_ref().map_or("空白".to_owned(), shown);
        let rate = match growth.rate() {
            Some(rate) => format!("，{}", signed_percent(&rate)),
            None if growth.from.is_some() && growth.to.is_some() => "，基数为 0，没有增长率".to_owned(),
            None => String::new(),
        };
        self.because(format!("{name}：{before} {}，{now} {}{rate}", said(&growth.from), said(&growth.to)));
        if let Some(short_by) = &growth.short_by {
            let short_by = format!("{} {}", grouped(&to_plain(short_by, unit.step_decimals())), unit.symbol());
            self.change(format!("没有超过{before}；{now}{name}至少再多 {short_by} 才算增加"));
        }
        for (figure, when) in [(&growth.from, before), (&growth.to, now)] {
            if figure.is_none() {
                self.change(format!("填{when}{name}"));
            }
        }
    }

    fn say_rank(&mut self, pack: &Pack, rank: Option<&Rank>) {
        let Some(rank) = rank else { return };
        let blank = if rank.blank > 0 {
            format!("，另有 {} 个单位没有这个数，不排", rank.blank)
        } else {
            String::new()
        };
        let all = pack.units.len();
        self.because(format!(
            "在本机已有的 {} 个单位里{}列第 {}（全省共 {all} 个）{blank}",
            rank.ranked,
            if rank.tied > 0 { "并" } else { "" },
            rank.place
        ));
    }

    fn say_limit(&mut self, pack: &Pack, limit: &Limit, document: &str, outcome: Option<&Outcome>) {
        let asked = threshold_words(limit);
        let by = |distance: &Exact, unit: &Unit| format!("{} {}", grouped(&to_plain(distance, 4)), unit.symbol());
        let comes_to = match outcome {
            None => "前面的条件满足后再比".to_owned(),
            Some(Outcome::Reached) => "已达到".to_owned(),
            Some(Outcome::JudgedBy) => "上面按此判断".to_owned(),
            Some(Outcome::Short(distance, unit)) => format!("还差 {}", by(distance, unit)),
            Some(Outcome::Behind(place)) => format!("现为第 {place}，未进入"),
            Some(Outcome::Late) => "已晚于期限".to_owned(),
            Some(Outcome::Open(measured)) => {
                let certain = grouped(&to_plain(&measured.certain, 4));
                format!("确定算数的 {} 笔合计 {certain}，补填空白后才能判断", measured.counted)
            }
            Some(Outcome::Between(best, worst)) => {
                format!("其余单位的数还不全，名次可能在第 {best} 到第 {worst} 之间（全省共 {} 个）", pack.units.len())
            }
            Some(Outcome::NoRank) => "还没有填主管部门公布的位次".to_owned(),
            Some(Outcome::ZeroBase) => "基数为 0，没有增长率，由主管部门评定".to_owned(),
        };
        self.because(format!("{document}：{asked}，{comes_to}"));
        match outcome {
            Some(Outcome::Short(distance, unit)) => self.change(format!("再增加 {}", by(distance, unit))),
            Some(Outcome::Open(_)) => self.change("补填交易里的空白"),
            Some(Outcome::NoRank) => self.change("填主管部门公布的位次"),
            _ => {}
        }
    }
}

/// A threshold in words.
pub fn threshold_words(limit: &Limit) -> String {
    match limit {
        Limit::AtLeast(measure, least) => {
            let what = match measure {
                Measure::Transactions => "算数的交易",
                Measure::Patents => "专利",
                Measure::ContractAmount => "合同金额",
                Measure::ReceivedAmount => "到账金额",
            };
            format!("{what}不少于 {} {}", plain(least), measure.unit().symbol())
        }
        Limit::Minimum(least) => format!("不少于 {}", plain(least)),
        // All its digits: a threshold must not be printed lower than it is.
        Limit::Rate(rate) => format!("不低于 {}%", plain(&(rate * Exact::from_integer(100.into())))),
        Limit::Rank(within) => format!("列前 {within} 位"),
        Limit::Window(first, last) => format!("生效日期在 {first} 至 {last} 之间"),
        Limit::Deadline((month, day)) => format!("最迟 {month}月{day}日报送"),
    }
}

/// Why a transaction does not count, or what to fill in before that is known.
pub fn obstacle_words(obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::SideBlank => "填本单位是供给方还是受让方".to_owned(),
        Obstacle::EffectiveBlank => "填生效日期".to_owned(),
        Obstacle::OutsideWindow(day, (first, last)) => format!("生效日期 {day} 不在 {first} 至 {last} 之间"),
        Obstacle::ModeBlank => "填方式".to_owned(),
        Obstacle::ModeOther(mode, asked) => {
            format!("方式是{}，须为{}", mode_name(*mode), one_of(asked.iter().map(|mode| mode_name(*mode))))
        }
        Obstacle::SupplierBlank => "填供给方类型".to_owned(),
        Obstacle::SupplierOther(supplier, asked) => {
            let asked = one_of(asked.iter().map(|supplier| supplier_name(*supplier)));
            format!("供给方是{}，须为{asked}", supplier_name(*supplier))
        }
        Obstacle::ReceiverBlank => "填受让方规模，或填其行业和指标".to_owned(),
        Obstacle::ReceiverNotCovered => "受让方的行业不在划型标准内，规模请主管部门认定".to_owned(),
        Obstacle::ReceiverOpen(sizing) => {
            let blanks: Vec<_> = sizing.blanks().map(indicator_name).collect();
            format!("受让方可能是大型，填其{}", blanks.join("、"))
        }
        Obstacle::ReceiverLarge(_) => format!("受让方是{}企业，须为中小微企业", size_class_name(SizeClass::Large)),
        Obstacle::ImplementedBlank => "填是否已实施".to_owned(),
        Obstacle::NotImplemented => "还没有实施".to_owned(),
    }
}

/// `转让、许可或作价入股`
fn one_of<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}或{last}", rest.join("、")),
        _ => names.concat(),
    }
}

/// Something odd about the subject.
pub fn subject_doubt(doubt: &SubjectDoubt) -> String {
    match doubt {
        SubjectDoubt::NobodyEmployed => "从业人员填了 0：确实没有人的企业划为微型；还没有数的，请清空".to_owned(),
        SubjectDoubt::RevenuePerHead => "人均营业收入超过 1 亿元：是不是把元填成了万元？".to_owned(),
        SubjectDoubt::IndicatorBlank(indicator) => format!("这个行业用到{}，还没有填", indicator_name(*indicator)),
        SubjectDoubt::YearsApart(earlier, year) => {
            format!("对比年度 {earlier} 不是数据年度 {year} 的上一年，现按填的两年比")
        }
        SubjectDoubt::YearsReversed(earlier, year) => format!("对比年度 {earlier} 不早于数据年度 {year}"),
    }
}

/// Something odd about a transaction.
pub fn transaction_doubt(kind: &TransactionDoubtKind) -> String {
    let number = |index: &usize| index.saturating_add(1);
    match kind {
        TransactionDoubtKind::SameContract(other) => {
            format!("与第 {} 笔同一合同编号；同样的金额只算一次", number(other))
        }
        TransactionDoubtKind::SameEvent(other) => {
            format!("与第 {} 笔的专利、对方、方式、生效日期都相同，可能重复", number(other))
        }
        TransactionDoubtKind::PatentNumber(patent, PatentDoubt::Kind(kind)) => {
            format!("专利号 {} 的种类代码 {kind} 不是 1、2、3、8、9，请核对", patent.as_str())
        }
        TransactionDoubtKind::PatentNumber(patent, PatentDoubt::Year) => {
            format!("专利号 {}：2003 年 10 月前申请的号是 8 位，请核对", patent.as_str())
        }
        TransactionDoubtKind::Code(doubt) => format!("对方的代码：{}", uscc_doubt(doubt)),
        TransactionDoubtKind::ReceivedOverContract => "到账金额大于合同金额".to_owned(),
        TransactionDoubtKind::HugeAmount => "金额超过 10 亿元：是不是把元填成了万元？".to_owned(),
        TransactionDoubtKind::ContractOverRevenue => {
            "合同金额大于本单位全年营业收入：是不是把元填成了万元？".to_owned()
        }
        TransactionDoubtKind::EffectiveBeforeSigned(effective, signed) => {
            format!("生效日期 {effective} 早于签订日期 {signed}")
        }
        TransactionDoubtKind::PaidBeforeSigned(paid, signed) => format!("到账日期 {paid} 早于签订日期 {signed}"),
        TransactionDoubtKind::NobodyEmployed => "受让方从业人员填了 0".to_owned(),
        TransactionDoubtKind::ClassDiffers => "填的规模与按指标划出的规模不一致，现按填的规模算".to_owned(),
        TransactionDoubtKind::SupplierIsSubject => "本单位是供给方，供给方类型却与单位类型不同".to_owned(),
    }
}

fn kinds_words(kinds: &[SubjectKind]) -> String {
    kinds.iter().map(|kind| kind_name(*kind)).collect::<Vec<_>>().join("、")
}

fn transaction_names(answers: &Answers, which: &[usize]) -> String {
    const SHOWN: usize = 5;
    let names: Vec<_> = which.iter().take(SHOWN).map(|index| transaction_name(answers, *index)).collect();
    match which.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        Some(_) => format!("{}等 {} 笔", names.join("、"), which.len()),
        None => names.join("、"),
    }
}

fn unit_of(pack: &Pack, series: &SeriesId) -> Unit {
    pack.series_of(series).map_or_else(|| Unit::new(""), |series| series.unit.clone())
}
