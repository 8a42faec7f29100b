//! Words that people use for closed lists, in a pasted table or a field. A text is understood only if it can
//! mean just one member.

use crate::domain::enterprise::{Industry, SizeClass};
use crate::domain::policy::{Mode, Side, SubjectKind, Supplier};
use crate::domain::subsidy::StatedSize;

/// Words with their meanings.
pub(super) type Words<T> = &'static [(&'static str, T)];

pub(super) const MODE: Words<Mode> = &[
    ("转让", Mode::Assignment),
    ("许可", Mode::Licence),
    ("作价入股", Mode::Equity),
    ("作价投资", Mode::Equity),
    ("作价出资", Mode::Equity),
    ("普通", Mode::Licence),
    ("独占", Mode::Licence),
    ("排他", Mode::Licence),
    ("其他", Mode::Other),
];
pub(super) const SIDE: Words<Side> = &[
    ("供给", Side::Supplier),
    ("让与", Side::Supplier),
    ("转出", Side::Supplier),
    ("流出", Side::Supplier),
    ("受让", Side::Receiver),
    ("承接", Side::Receiver),
    ("转入", Side::Receiver),
    ("流入", Side::Receiver),
];
pub(super) const KIND: Words<SubjectKind> = &[
    ("国有企业", SubjectKind::StateOwnedEnterprise),
    ("国企", SubjectKind::StateOwnedEnterprise),
    ("高校", SubjectKind::University),
    ("大学", SubjectKind::University),
    ("学院", SubjectKind::University),
    ("院所", SubjectKind::University),
    ("研究所", SubjectKind::University),
    ("研究院", SubjectKind::University),
    ("企业", SubjectKind::Enterprise),
    ("市", SubjectKind::City),
    ("其他", SubjectKind::Other),
];
pub(super) const SUPPLIER: Words<Supplier> = &[
    ("国有企业", Supplier::StateOwnedEnterprise),
    ("国企", Supplier::StateOwnedEnterprise),
    ("高校", Supplier::University),
    ("大学", Supplier::University),
    ("学院", Supplier::University),
    ("院所", Supplier::University),
    ("研究所", Supplier::University),
    ("研究院", Supplier::University),
    ("其他", Supplier::Other),
    ("个人", Supplier::Other),
    ("民营企业", Supplier::Other),
];
pub(super) const STATED_SIZE: Words<StatedSize> = &[
    ("微型", StatedSize::Class(SizeClass::Micro)),
    ("小型", StatedSize::Class(SizeClass::Small)),
    ("中型", StatedSize::Class(SizeClass::Medium)),
    ("大型", StatedSize::Class(SizeClass::Large)),
    ("中小微", StatedSize::Sme),
    ("小微", StatedSize::Sme),
    ("中小", StatedSize::Sme),
];
pub(super) const YES_OR_NO: Words<bool> = &[
    ("未实施", false),
    ("尚未实施", false),
    ("没有实施", false),
    ("已实施", true),
    ("是", true),
    ("否", false),
    ("有", true),
    ("无", false),
    ("√", true),
    ("×", false),
    ("true", true),
    ("false", false),
];
pub(super) const INDUSTRY: Words<Industry> = &[
    ("农、林、牧、渔业", Industry::Agriculture),
    ("农林牧渔业", Industry::Agriculture),
    ("工业", Industry::Industrial),
    ("制造业", Industry::Industrial),
    ("采矿业", Industry::Industrial),
    ("建筑业", Industry::Construction),
    ("批发业", Industry::Wholesale),
    ("零售业", Industry::Retail),
    ("交通运输业", Industry::Transport),
    ("仓储业", Industry::Warehousing),
    ("邮政业", Industry::Postal),
    ("住宿业", Industry::Accommodation),
    ("餐饮业", Industry::Catering),
    ("信息传输业", Industry::InformationTransmission),
    ("软件和信息技术服务业", Industry::Software),
    ("房地产开发经营", Industry::RealEstateDevelopment),
    ("物业管理", Industry::PropertyManagement),
    ("租赁和商务服务业", Industry::LeasingBusinessServices),
    ("其他未列明行业", Industry::Other),
    ("标准未覆盖的行业", Industry::NotCovered),
];

/// The meaning of a text: a key or a word of the list, alone or inside a longer text. `None` if no word is
/// found, or words with different meanings.
pub(super) fn read<T: Copy + PartialEq>(
    text: &str,
    words: Words<T>,
    from_key: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = text.trim();
    if let Some(found) = from_key(text) {
        return Some(found);
    }
    if let Some((_, found)) = words.iter().find(|(word, _)| *word == text) {
        return Some(*found);
    }
    // A longer word hides the shorter ones in it: 国有企业 does not mean 企业.
    let mut rest = text.to_owned();
    let mut found = Vec::new();
    let mut by_length: Vec<_> = words.iter().filter(|(word, _)| word.chars().count() > 1).collect();
    by_length.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
    for (word, meaning) in by_length {
        if rest.contains(word) {
            rest = rest.replace(word, "\n");
            found.push(*meaning);
        }
    }
    match found.split_first() {
        Some((first, others)) if others.iter().all(|other| other == first) => Some(*first),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_inside_a_text_counts_when_only_one_thing_can_be_meant() {
        let mode = |text: &str| read(text, MODE, Mode::from_key);
        assert_eq!(mode("专利实施许可（普通）"), Some(Mode::Licence));
        assert_eq!(mode("licence"), Some(Mode::Licence));
        assert_eq!(mode("专利权转让"), Some(Mode::Assignment));
        assert_eq!(mode("转让及许可"), None);
        assert_eq!(mode("赠与"), None);
        let supplier = |text: &str| read(text, SUPPLIER, Supplier::from_key);
        assert_eq!(supplier("国有企业"), Some(Supplier::StateOwnedEnterprise));
        assert_eq!(supplier("示例大学研究院"), Some(Supplier::University));
        assert_eq!(supplier("企业"), None);
        let implemented = |text: &str| read(text, YES_OR_NO, |_| None);
        assert_eq!(
            [implemented("未实施"), implemented("是"), implemented("已实施"), implemented("?")],
            [Some(false), Some(true), Some(true), None]
        );
        let kind = |text: &str| read(text, KIND, SubjectKind::from_key);
        assert_eq!(kind("国有企业"), Some(SubjectKind::StateOwnedEnterprise));
    }
}
