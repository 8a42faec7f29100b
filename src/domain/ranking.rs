//! 位次 – ranks among units. Equal values share a rank (1, 1, 1, 4); a unit without a value has none.

/// A unit's rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// The rank, from 1; equal values share it.
    pub place: u32,
    /// How many other units share it.
    pub tied: u32,
    /// How many units have a value, this one included.
    pub ranked: u32,
    /// How many units have no value.
    pub blank: u32,
}

/// Ranks a value among those of other units, the greatest first.
pub fn rank<T: PartialOrd>(own: &T, others: &[Option<T>]) -> Rank {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let known = others.iter().flatten();
    let ahead = count(known.clone().filter(|other| *other > own).count());
    Rank {
        place: ahead.saturating_add(1),
        tied: count(known.clone().filter(|other| *other == own).count()),
        ranked: count(known.count()).saturating_add(1),
        blank: count(others.iter().filter(|other| other.is_none()).count()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_place_and_blanks_have_none() {
        let others = [Some(120), Some(120), Some(90), None];
        assert_eq!(rank(&120, &others), Rank { place: 1, tied: 2, ranked: 4, blank: 1 });
        assert_eq!(rank(&90, &[Some(120), Some(120), Some(120), None]).place, 4);
        assert_eq!(rank(&1, &[]), Rank { place: 1, tied: 0, ranked: 1, blank: 0 });
    }
}
