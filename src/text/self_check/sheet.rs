//! 自查结果 as one page: the subject, the pack, and every element with its clause, working and evidence. Screen,
//! print and files draw the same page.

use super::finding::{finding_words, obstacle_words, transaction_doubt};
use super::name::{industry_name, kind_name, mode_name, question_name, side_name};
use crate::domain::policy::{Limit, Pack, Scope, SubjectKind};
use crate::domain::quantity::{Day, Unit, Year};
use crate::domain::subsidy::{ScopeFinding, State, SubjectSide, transaction_doubts};
use crate::text::number::{grouped, quantity};
use crate::workspace::{PackRef, SelfCheck};

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its title.
    pub title: String,
    /// The mark of invented data; empty for real data.
    pub mark: String,
    /// Name and value, one line each.
    pub head: Vec<(String, String)>,
    /// The scopes open to this kind of subject.
    pub scopes: Vec<SheetScope>,
    /// Column headings of the transaction table.
    pub transaction_heads: Vec<&'static str>,
    /// Rows of the transaction table.
    pub transactions: Vec<Vec<String>>,
    /// Remarks on the result.
    pub remarks: Vec<String>,
}

/// One scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetScope {
    /// Its name with its clause.
    pub title: String,
    /// Its elements.
    pub rows: Vec<SheetRow>,
    /// Evidence for the scope as a whole, and whether it is ready.
    pub whole: Vec<(String, bool)>,
}

/// One element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// Its name.
    pub element: String,
    /// Its state.
    pub state: State,
    /// The reasons for the state.
    pub reasons: Vec<String>,
    /// What would change it.
    pub changes: Vec<String>,
    /// Evidence to prepare, and whether it is ready.
    pub evidence: Vec<(String, bool)>,
}

/// The page of a self-check, printed on a day.
pub fn sheet(
    (pack, pack_ref): (&Pack, &PackRef),
    check: &SelfCheck,
    findings: &[ScopeFinding],
    printed: Option<Day>,
) -> Sheet {
    let kind = check.answers.kind;
    let name = if check.name.is_empty() { "（未填单位名称）".to_owned() } else { check.name.clone() };
    let mut head = vec![
        ("单位", name.clone()),
        ("统一社会信用代码", check.code.as_ref().map_or("未填".to_owned(), |code| code.as_str().to_owned())),
        ("单位类型", kind.map_or("未选", kind_name).to_owned()),
        ("日期", printed.map_or("　　年　月　日".to_owned(), |day| day.to_string())),
        ("依据", format!("{}（{}）", pack.document, pack.title)),
        ("指标口径", format!("{} 版本 {}，校验和 {}", pack_ref.id, pack.edition, pack_ref.sha256)),
    ];
    if let Some(industry) = check.answers.industry {
        let year = |year: Option<Year>| year.map_or("未填".to_owned(), |year| year.to_string());
        head.push(("所属行业", industry_name(industry).to_owned()));
        let years = format!("{} / {}", year(check.answers.year), year(check.answers.earlier_year));
        head.push(("数据年度 / 对比年度", years));
    }
    let mut remarks = not_taken(check);
    remarks.extend(REMARKS.iter().map(|remark| (*remark).to_owned()));
    if !pack.parameters.iter().any(|parameter| matches!(parameter.limit, Limit::Window(..))) {
        remarks.push("交易生效的时间范围取计划期各年，是本工具的约定，通知没有规定。".to_owned());
    }
    let scopes = pack.scopes.iter().filter(|scope| is_for(scope, kind));
    let scopes = scopes.filter_map(|scope| {
        let found = findings.iter().find(|found| found.scope == scope.number)?;
        let whole = evidence(pack, scope, "", check);
        Some(SheetScope { title: scope_title(scope), rows: rows(pack, scope, check, found), whole })
    });
    let marks = [pack.mark.clone(), if check.example { "示例，数据为虚构".to_owned() } else { String::new() }];
    let mark = marks.into_iter().filter(|mark| !mark.is_empty()).collect::<Vec<_>>().join("；");
    let words = transaction_words(pack, check, findings);
    let transactions = words.iter().enumerate().map(|(index, words)| transaction_row(check, index, words)).collect();
    Sheet {
        title: format!("{name}奖补自查结果"),
        mark,
        head: head.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        scopes: scopes.collect(),
        transaction_heads: TRANSACTION_HEADS.to_vec(),
        transactions,
        remarks,
    }
}

const TRANSACTION_HEADS: [&str; 8] =
    ["笔", "方式", "对方", "专利（件）", "合同金额", "到账金额", "生效日期", "是否算数，为什么"];

/// Texts that were typed but not accepted, so that the reader sees that other values count.
fn not_taken(check: &SelfCheck) -> Vec<String> {
    let named = check.not_understood.iter().map(|(question, text)| format!("{}“{text}”", question_name(*question)));
    let named: Vec<_> = named.take(MOST_NAMED).collect();
    match check.not_understood.len() {
        0 => Vec::new(),
        count => vec![format!("有 {count} 处填写没有读懂、没有采用，按原来的内容或空白判断：{}", named.join("；"))],
    }
}

/// Most texts named in that remark.
const MOST_NAMED: usize = 8;

const REMARKS: [&str; 5] = [
    "五个范围各自独立，不必都具备；与本单位无关的范围不用管。",
    "本表只说明各项要件是否具备，不是获得奖补的结论；奖补细则由省级部门制定发布（四(四)）。",
    "“待主管部门评定”是通知没有给出门槛的要件。",
    "中小微企业划型按工信部联企业〔2011〕300号和国统字〔2017〕213号；佐证材料清单参照外地同类通知，以主管部门要求为准。",
    "数据以国家知识产权局发布为准。不得填写涉密信息。",
];

/// `☑ 协议`
pub fn ticked((name, ready): &(String, bool)) -> String {
    format!("{} {name}", if *ready { "☑" } else { "☐" })
}

/// Whether a scope is open to this kind of subject; true for every scope while the kind is unknown.
pub fn is_for(scope: &Scope, kind: Option<SubjectKind>) -> bool {
    scope.subjects.is_empty() || kind.is_none_or(|kind| scope.subjects.contains(&kind))
}

/// Whether a scope is meant for this kind of subject: it names the kind, or no scope does.
pub fn is_own(pack: &Pack, scope: &Scope, kind: Option<SubjectKind>) -> bool {
    let named = |scope: &Scope| kind.is_some_and(|kind| scope.subjects.contains(&kind));
    named(scope) || !pack.scopes.iter().any(named)
}

/// `范围 1　高校院所、国有企业（四(三)1）`
pub fn scope_title(scope: &Scope) -> String {
    format!("范围 {}　{}（{}）", scope.number, scope.subject, scope.clause.0)
}

fn rows(pack: &Pack, scope: &Scope, check: &SelfCheck, found: &ScopeFinding) -> Vec<SheetRow> {
    let rows = scope.elements.iter().zip(&found.elements).map(|(element, finding)| {
        let words = finding_words(pack, &check.answers, found, finding);
        SheetRow {
            element: element.name.clone(),
            state: finding.state,
            reasons: words.reasons,
            changes: words.changes,
            evidence: evidence(pack, scope, &element.id, check),
        }
    });
    rows.collect()
}

/// Evidence to prepare for an element, or with an empty `element` for the whole scope, and whether it is ready.
fn evidence(pack: &Pack, scope: &Scope, element: &str, check: &SelfCheck) -> Vec<(String, bool)> {
    let asked = pack.evidence.iter().filter(|known| known.scopes.contains(&scope.number) && known.element == element);
    asked.map(|known| (known.name.clone(), check.ready.contains(&known.id))).collect()
}

fn transaction_row(check: &SelfCheck, index: usize, words: &[String]) -> Vec<String> {
    let money = Unit::new("万元");
    let Some(transaction) = check.answers.transactions.get(index) else { return Vec::new() };
    let amount = |amount| Option::map_or(amount, "—".to_owned(), |amount| quantity(amount, &money));
    vec![
        index.saturating_add(1).to_string(),
        transaction.mode.map_or("—", mode_name).to_owned(),
        if transaction.counterparty.is_empty() { "—".to_owned() } else { transaction.counterparty.clone() },
        match transaction.patents.len() {
            0 => "—".to_owned(),
            count => grouped(&count.to_string()),
        },
        amount(transaction.contract_amount),
        amount(transaction.received_amount),
        transaction.effective.map_or("—".to_owned(), |day| day.to_string()),
        words.join("；"),
    ]
}

/// For each transaction: whether it counts for each scope that looks at it, and if not, why; then its doubts.
pub fn transaction_words(pack: &Pack, check: &SelfCheck, findings: &[ScopeFinding]) -> Vec<Vec<String>> {
    let mut words: Vec<Vec<String>> = vec![Vec::new(); check.answers.transactions.len()];
    let mut say = |index: usize, sentence: String| {
        if let Some(of_row) = words.get_mut(index) {
            of_row.push(sentence);
        }
    };
    for found in findings {
        if !pack.scopes.iter().any(|scope| scope.number == found.scope && is_for(scope, check.answers.kind)) {
            continue;
        }
        for transaction in &found.transactions {
            let obstacles = transaction.steps.iter().flat_map(|step| &step.obstacles).map(obstacle_words);
            let obstacles = obstacles.collect::<Vec<_>>().join("；");
            say(
                transaction.index,
                match transaction.counts() {
                    Some(true) => format!("范围 {}：算", found.scope),
                    Some(false) => format!("范围 {}：不算（{obstacles}）", found.scope),
                    None => format!("范围 {}：待填（{obstacles}）", found.scope),
                },
            );
        }
    }
    for (index, of_row) in words.iter_mut().enumerate().filter(|(_, of_row)| of_row.is_empty()) {
        of_row.push(on_no_side(check, index));
    }
    for doubt in transaction_doubts(&check.examined()) {
        if let Some(of_row) = words.get_mut(doubt.index) {
            of_row.push(format!("提示：{}", transaction_doubt(&doubt.kind)));
        }
    }
    words
}

/// Said of a transaction on a side that no scope of this kind of subject looks at.
fn on_no_side(check: &SelfCheck, index: usize) -> String {
    let side = match check.answers.transactions.get(index).map(|transaction| transaction.subject_side) {
        Some(SubjectSide::On(side)) => format!("本单位是{}，", side_name(side)),
        _ => String::new(),
    };
    let kind = check.answers.kind.map_or("这类单位", kind_name);
    format!("不算：{side}{kind}的范围里不看这一侧的交易")
}
