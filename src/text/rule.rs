//! A pack's rules in words and as formulas, and what another version of the pack changed.

use super::number::{grouped, percent};
use super::verdict::series_name;
use crate::domain::policy::{Asks, Choice, Condition, Pack, Rule};
use crate::packs::{Items, changes};

/// A rule in words, with its formula; one pair for each part. A formula may be empty.
pub fn rule_words(pack: &Pack, rule: &Rule) -> Vec<(String, String)> {
    let (first, last, base) = (pack.first_year, pack.last_year, pack.base_year);
    let unit = |series| pack.series_of(series).map_or("", |series| series.unit.symbol()).to_owned();
    let reading = |id: &Option<_>| match id.as_ref().and_then(|id| pack.reading(id)) {
        Some(reading) => format!("；有口径可选：{}", reading.name),
        None => String::new(),
    };
    match rule {
        Rule::MinimumEachYear { series, minimums } => {
            let years: Vec<_> =
                minimums.iter().map(|(year, value)| format!("{year}年 {}", grouped(&value.to_string()))).collect();
            let formula: Vec<_> =
                minimums.iter().map(|(year, value)| format!("V({year}) ≥ {}", grouped(&value.to_string()))).collect();
            let words = format!("{}：每年不少于 {} {}", series_name(pack, series), years.join("、"), unit(series));
            vec![(words, formula.join("，"))]
        }
        Rule::MinimumTotal { series, minimum, target_of } => {
            let minimum = grouped(&minimum.to_string());
            let of = target_of.as_ref().map_or(String::new(), |row| format!("；市级按附表 {row} 的累计目标"));
            let words =
                format!("{}：{first}—{last}年合计不少于 {minimum} {}{of}", series_name(pack, series), unit(series));
            vec![(words, format!("V({first}) + … + V({last}) ≥ {minimum}"))]
        }
        Rule::Growth { amounts, rate, method, pairing } => {
            let names: Vec<_> = amounts.iter().map(|series| series_name(pack, series)).collect();
            let words = format!(
                "{}：以{base}年为基期，年均增长不低于 {}{}{}",
                names.join("、"),
                percent(rate),
                reading(method),
                reading(pairing)
            );
            vec![(words, format!("V(Y) ≥ V({base}) × (1 + {})^(Y − {base})", percent(rate)))]
        }
        Rule::Share { numerator, denominator, share, period } => {
            let (part, whole) = (series_name(pack, numerator), series_name(pack, denominator));
            let words = format!("{part}占{whole}的比例不低于 {}{}", percent(share), reading(period));
            vec![(words, format!("{part} ÷ {whole} ≥ {}", percent(share)))]
        }
        Rule::Row(id) => vec![(format!("附表 {id} 全期完成"), String::new())],
        Rule::Statement(id) => {
            let name = pack.statement(id).map_or_else(|| id.to_string(), |statement| statement.name.clone());
            vec![(format!("由填报单位回答：{name}"), String::new())]
        }
        Rule::All(parts) => parts
            .iter()
            .flat_map(|part| {
                let when = part.when.as_ref().and_then(|when| {
                    let reading = pack.reading(&when.reading)?;
                    let options = reading.options.iter().filter(|option| when.options.contains(&option.id));
                    let names: Vec<_> = options.map(|option| option.name.as_str()).collect();
                    Some(format!("（口径“{}”选 {} 时）", reading.name, names.join("、")))
                });
                let lines = rule_words(pack, &part.rule).into_iter();
                lines.map(move |(words, formula)| (format!("{words}{}", when.clone().unwrap_or_default()), formula))
            })
            .collect(),
    }
}

/// What an element of a subsidy scope asks for.
pub fn asks_words(pack: &Pack, asks: &Asks) -> String {
    let name = |series| series_name(pack, series);
    match asks {
        Asks::Subject(_) => "主体类型符合".to_owned(),
        Asks::SmeSubject(_) => "主体类型符合，且按统计划型为中、小、微型".to_owned(),
        Asks::Transaction(condition) => match condition {
            Condition::Mode(..) => "交易在计划期内生效，方式符合".to_owned(),
            Condition::SmeReceiver => "受让方为中小微企业".to_owned(),
            Condition::Supplier(_) => "供给方符合".to_owned(),
            Condition::Implemented => "已实施".to_owned(),
        },
        Asks::Increase(_) => "比上年增加；增加多少算“较大”没有门槛，由主管部门评定".to_owned(),
        Asks::Figure { series, instead } => {
            let instead =
                instead.as_ref().map_or(String::new(), |series| format!("（没有时看{}，注明口径）", name(series)));
            format!("{}{instead}；没有门槛，由主管部门评定", name(series))
        }
        Asks::FigureGrowth(series) => format!("{}比上年增加", name(series)),
        Asks::Ratio { numerator, denominator } => format!("{} ÷ {}", name(numerator), name(denominator)),
        Asks::Filed { deadline, .. } => {
            format!("按期办理：{}", pack.deadline(deadline).map_or("", |deadline| deadline.name.as_str()))
        }
        Asks::Document => "有文件文号".to_owned(),
        Asks::Authority => "没有门槛，由主管部门评定".to_owned(),
    }
}

/// What the current version of a pack changed since the one that a file recorded; one line where it recorded no
/// items.
pub fn pack_changes(pack: &Pack, old: &Items, new: &Items) -> Vec<String> {
    if old.is_empty() {
        return vec!["这份文件没有记下当时口径包的条目，说不出变了哪些".to_owned()];
    }
    let changes = changes(old, new);
    let names = |keys: &[String]| keys.iter().map(|key| item_name(pack, key)).collect::<Vec<_>>().join("、");
    let lines = [("变了", &changes.changed), ("新增", &changes.added), ("去掉了", &changes.removed)];
    let lines: Vec<_> = lines
        .into_iter()
        .filter(|(_, keys)| !keys.is_empty())
        .map(|(word, keys)| format!("{word}：{}", names(keys)))
        .collect();
    if lines.is_empty() { vec!["条目都没有变".to_owned()] } else { lines }
}

/// A reading and the option chosen: `年均增长怎么算：每年都比上年增长`.
pub fn choice_words(pack: &Pack, choice: &Choice) -> String {
    let Some(reading) = pack.reading(&choice.reading) else { return choice.reading.to_string() };
    let option = reading.options.iter().find(|option| option.id == choice.option);
    format!("{}：{}", reading.name, option.map_or("", |option| option.name.as_str()))
}

/// An item of a pack: `附表 3`, `目标 G2`.
fn item_name(pack: &Pack, key: &str) -> String {
    let (list, id) = key.split_once(' ').unwrap_or((key, ""));
    let known = |name: Option<&str>| name.unwrap_or(id).to_owned();
    match list {
        "head" => "标题和年份".to_owned(),
        "row" => format!("附表 {id}"),
        "goal" => format!("目标 {id}"),
        "series" => {
            known(pack.series.iter().find(|series| series.id.as_str() == id).map(|series| series.name.as_str()))
        }
        "reading" => {
            let name = pack.readings.iter().find(|reading| reading.id.as_str() == id);
            format!("口径“{}”", known(name.map(|reading| reading.name.as_str())))
        }
        "statement" => format!("定性要求 {id}"),
        "conflict" => format!("不一致 {id}"),
        "task" => format!("任务 {id}"),
        "duty" => format!("职责 {id}"),
        "phase" => format!("{id}年阶段"),
        "deadline" => format!("期限 {id}"),
        "scope" => format!("奖补范围 {id}"),
        "parameter" => format!("奖补门槛 {id}"),
        "evidence" => format!("佐证材料 {id}"),
        "unit" => known(pack.units.iter().find(|unit| unit.id == id).map(|unit| unit.name.as_str())),
        _ => key.to_owned(),
    }
}
