//! Approximate matching: the rows that an unknown label may mean.

use super::sheet::{Sheet, plain, without_unit};
use std::collections::BTreeMap;

/// The most rows offered for one label.
const MOST_OFFERED: usize = 3;

impl Sheet {
    /// Rows with names similar to a label, the most similar first. Similarity alone decides nothing: a person
    /// chooses.
    pub fn lines_near(&self, label: &str) -> Vec<usize> {
        let label = plain(without_unit(label).0);
        let likeness = |names: &[String]| names.iter().map(|name| likeness(&label, &plain(name))).max().unwrap_or(0);
        let scored = self.lines.iter().enumerate().map(|(index, line)| (likeness(&line.names), index));
        let mut near: Vec<_> = scored.filter(|(likeness, _)| *likeness >= 50).collect();
        near.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        near.into_iter().take(MOST_OFFERED).map(|(_, index)| index).collect()
    }
}

/// Similarity of two names, from 0 to 100: twice the letter pairs that they share, over the pairs of both.
fn likeness(one: &str, other: &str) -> usize {
    let pairs = |text: &str| {
        let letters: Vec<char> = text.chars().collect();
        let mut counted: BTreeMap<(char, char), usize> = BTreeMap::new();
        for pair in letters.windows(2) {
            if let [first, second] = pair {
                let count = counted.entry((*first, *second)).or_default();
                *count = count.saturating_add(1);
            }
        }
        counted
    };
    let (one, other) = (pairs(one), pairs(other));
    let shared: usize = one.iter().map(|(pair, count)| other.get(pair).copied().unwrap_or(0).min(*count)).sum();
    let all = one.values().chain(other.values()).sum::<usize>();
    shared.saturating_mul(200).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_that_of_letters_in_pairs() {
        assert_eq!(likeness("专利质押融资金额", "专利质押融资金额"), 100);
        assert!(likeness("中小微企业接受专利数", "中小微企业接受的专利数量") >= 50);
        assert!(likeness("解密国防专利", "政策惠及企业数量") < 50);
        assert_eq!(likeness("", ""), 0);
    }
}
