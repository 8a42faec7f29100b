//! 分解 – allocation of a total among recipients by weight, in whole steps that sum exactly: largest remainder,
//! ties in the recipients' order (SPEC "The desk that gathers"), with locks, floors and caps.

use super::quantity::Exact;
use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};
use thiserror::Error;

/// A recipient of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Its weight among those of all; at least 0.
    pub weight: Exact,
    /// The exact part that it gets, whatever its weight.
    pub lock: Option<Exact>,
    /// The least that it gets.
    pub floor: Option<Exact>,
    /// The most that it gets.
    pub cap: Option<Exact>,
}

impl Recipient {
    /// A recipient with a weight and no other bounds.
    pub fn of_weight(weight: Exact) -> Recipient {
        Recipient { weight, lock: None, floor: None, cap: None }
    }
}

/// Why a total cannot be allocated. Recipients are named by index, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AllocationError {
    /// The total (`None`), or a lock, floor or cap of that recipient, is negative or not a whole number of steps.
    #[error("no whole number of steps: {0:?}")]
    NotInSteps(Option<usize>),
    /// A weight below 0.
    #[error("negative weight of {0}")]
    NegativeWeight(usize),
    /// A floor over the cap.
    #[error("floor over cap of {0}")]
    FloorOverCap(usize),
    /// The locks exceed the total, by this much.
    #[error("locked {0} too much")]
    LocksExceed(Exact),
    /// The locks and floors exceed the total, by this much.
    #[error("floors {0} too much")]
    FloorsExceed(Exact),
    /// The caps are too low for the total: this much is left.
    #[error("caps leave {0}")]
    CapsLeave(Exact),
    /// Something is left, and no recipient that may still get it has a weight.
    #[error("no weight")]
    NoWeight,
}

/// Each recipient's part, in their order. The parts add up to the total.
pub fn allocate(total: &Exact, step: &Exact, recipients: &[Recipient]) -> Result<Vec<Exact>, AllocationError> {
    let steps = in_steps(total, step).ok_or(AllocationError::NotInSteps(None))?;
    let bounds: Vec<Bounds> = recipients
        .iter()
        .enumerate()
        .map(|(place, recipient)| Bounds::of(place, recipient, step))
        .collect::<Result<_, AllocationError>>()?;
    let in_units = |steps: BigInt| Exact::from_integer(steps) * step;
    let locked: BigInt = bounds.iter().filter_map(|bounds| bounds.lock.as_ref()).sum();
    let least: BigInt = bounds.iter().map(Bounds::least).sum();
    let most = bounds.iter().try_fold(BigInt::zero(), |sum, bounds| Some(sum + bounds.most()?));
    if locked > steps {
        return Err(AllocationError::LocksExceed(in_units(locked - steps)));
    }
    if least > steps {
        return Err(AllocationError::FloorsExceed(in_units(least - steps)));
    }
    if let Some(most) = most.filter(|most| *most < steps) {
        return Err(AllocationError::CapsLeave(in_units(steps - most)));
    }
    let parts = shared_out(steps, recipients, &bounds)?;
    Ok(parts.into_iter().map(in_units).collect())
}

/// Splits a total evenly among so many; the first ones get the steps that are left over.
pub fn evenly(total: &Exact, step: &Exact, among: usize) -> Result<Vec<Exact>, AllocationError> {
    allocate(total, step, &vec![Recipient::of_weight(Exact::one()); among])
}

/// What a recipient may get, in steps.
struct Bounds {
    lock: Option<BigInt>,
    floor: BigInt,
    cap: Option<BigInt>,
}

impl Bounds {
    fn of(place: usize, recipient: &Recipient, step: &Exact) -> Result<Bounds, AllocationError> {
        let steps = |value: &Option<Exact>| match value {
            Some(value) => in_steps(value, step).map(Some).ok_or(AllocationError::NotInSteps(Some(place))),
            None => Ok(None),
        };
        if recipient.weight.is_negative() {
            return Err(AllocationError::NegativeWeight(place));
        }
        let bounds = Bounds {
            lock: steps(&recipient.lock)?,
            floor: steps(&recipient.floor)?.unwrap_or_default(),
            cap: steps(&recipient.cap)?,
        };
        let crossed = bounds.cap.as_ref().is_some_and(|cap| *cap < bounds.floor);
        if crossed && bounds.lock.is_none() { Err(AllocationError::FloorOverCap(place)) } else { Ok(bounds) }
    }

    fn least(&self) -> &BigInt {
        self.lock.as_ref().unwrap_or(&self.floor)
    }

    fn most(&self) -> Option<&BigInt> {
        self.lock.as_ref().or(self.cap.as_ref())
    }
}

/// A value as a number of steps; `None` if it is negative or not a whole number of them.
fn in_steps(value: &Exact, step: &Exact) -> Option<BigInt> {
    let steps = value / step;
    (steps.is_integer() && !steps.is_negative()).then(|| steps.to_integer())
}

/// Allocates by weight. A recipient whose quota would be below its floor or above its cap gets that bound, and
/// the others divide the rest. Each round fixes only floors or only caps, whichever are crossed by more in
/// total, so that no bound has to be released again.
fn shared_out(steps: BigInt, recipients: &[Recipient], bounds: &[Bounds]) -> Result<Vec<BigInt>, AllocationError> {
    let mut given: Vec<Option<BigInt>> = bounds.iter().map(|bounds| bounds.lock.clone()).collect();
    loop {
        let left = &steps - given.iter().flatten().sum::<BigInt>();
        let open = || recipients.iter().zip(bounds).zip(&given).enumerate().filter(|(_, (_, given))| given.is_none());
        let weights: Exact = open().map(|(_, ((recipient, _), _))| recipient.weight.clone()).sum();
        if weights.is_zero() {
            return at_their_floors(left, bounds, given);
        }
        let quota = |recipient: &Recipient| Exact::from_integer(left.clone()) * &recipient.weight / &weights;
        let mut below = Vec::new();
        let mut above = Vec::new();
        let mut quotas = Vec::new();
        for (place, ((recipient, bounds), _)) in open() {
            let quota = quota(recipient);
            let floor = Exact::from_integer(bounds.floor.clone());
            let over = bounds.cap.as_ref().map(|cap| &quota - Exact::from_integer(cap.clone()));
            if quota < floor {
                below.push((place, bounds.floor.clone(), floor - &quota));
            } else if let Some(over) = over.filter(Signed::is_positive) {
                above.push((place, bounds.cap.clone().unwrap_or_default(), over));
            }
            quotas.push((place, quota));
        }
        let weight = |crossed: &[(usize, BigInt, Exact)]| crossed.iter().map(|(.., by)| by.clone()).sum::<Exact>();
        let heavier = if weight(&below) >= weight(&above) { below } else { above };
        if heavier.is_empty() {
            return Ok(rounded(left, quotas, given));
        }
        for (place, bound, _) in heavier {
            put(&mut given, place, bound);
        }
    }
}

/// Nobody left has a weight: each open recipient gets its floor, and the floors must use up what is left.
fn at_their_floors(
    left: BigInt,
    bounds: &[Bounds],
    given: Vec<Option<BigInt>>,
) -> Result<Vec<BigInt>, AllocationError> {
    let parts: Vec<_> =
        given.iter().zip(bounds).map(|(given, bounds)| given.clone().unwrap_or_else(|| bounds.floor.clone())).collect();
    let taken: BigInt = given.iter().zip(&parts).filter(|(given, _)| given.is_none()).map(|(_, part)| part).sum();
    if taken == left { Ok(parts) } else { Err(AllocationError::NoWeight) }
}

/// Rounds quotas down and gives the steps left over to the largest remainders; of equal ones the first.
fn rounded(left: BigInt, quotas: Vec<(usize, Exact)>, mut given: Vec<Option<BigInt>>) -> Vec<BigInt> {
    let mut remainders = Vec::new();
    let mut rest = left;
    for (place, quota) in quotas {
        let whole = quota.floor().to_integer();
        rest -= &whole;
        remainders.push((place, quota - Exact::from_integer(whole.clone())));
        put(&mut given, place, whole);
    }
    // The sort is stable: equal remainders stay in the recipients' order.
    remainders.sort_by(|(_, one), (_, other)| other.cmp(one));
    for (place, _) in remainders {
        if !rest.is_positive() {
            break;
        }
        rest -= 1;
        if let Some(Some(part)) = given.get_mut(place) {
            *part += 1;
        }
    }
    given.into_iter().map(Option::unwrap_or_default).collect()
}

fn put(given: &mut [Option<BigInt>], place: usize, part: BigInt) {
    if let Some(slot) = given.get_mut(place) {
        *slot = Some(part);
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "small numbers of tests")]
mod tests {
    use super::*;
    use crate::domain::quantity::parse_exact;
    use proptest::prelude::*;

    fn exact(text: &str) -> Exact {
        parse_exact(text).unwrap()
    }

    fn parts(total: &str, step: &str, weights: &[&str]) -> Vec<String> {
        let recipients: Vec<_> = weights.iter().map(|weight| Recipient::of_weight(exact(weight))).collect();
        let parts = allocate(&exact(total), &exact(step), &recipients).unwrap();
        parts.iter().map(|part| crate::domain::quantity::to_plain(part, 6)).collect()
    }

    #[test]
    fn the_largest_remainders_take_what_is_left_in_unit_order() {
        // SPEC: 1800 over 13 equal units is six of 139 and seven of 138.
        let even = parts("1800", "1", &["1"; 13]);
        assert_eq!(even, [vec!["139"; 6], vec!["138"; 7]].concat());
        // 45 亿元 over three by 1:1:1, in 0.01.
        assert_eq!(parts("45", "0.01", &["1", "1", "1"]), ["15", "15", "15"]);
        assert_eq!(parts("0.05", "0.01", &["1", "1", "1"]), ["0.02", "0.02", "0.01"]);
        // Hamilton's method on a textbook's numbers: quotas 2.4, 1.4, 3.2 of 7.
        assert_eq!(parts("7", "1", &["2.4", "1.4", "3.2"]), ["3", "1", "3"]);
        assert_eq!(parts("0", "1", &["1", "2"]), ["0", "0"]);
    }

    fn bound(weight: &str, lock: &str, floor: &str, cap: &str) -> Recipient {
        let bound = |text: &str| (!text.is_empty()).then(|| exact(text));
        Recipient { weight: exact(weight), lock: bound(lock), floor: bound(floor), cap: bound(cap) }
    }

    #[test]
    fn locks_floors_and_caps_hold() {
        let check = |total: &str, recipients: &[Recipient], expect: Result<&[&str], AllocationError>| {
            let parts = allocate(&exact(total), &exact("1"), recipients);
            let expect = expect.map(|parts| parts.iter().map(|part| exact(part)).collect::<Vec<_>>());
            assert_eq!(parts, expect);
        };
        check(
            "100",
            &[bound("1", "40", "", ""), bound("1", "", "", ""), bound("1", "", "", "")],
            Ok(&["40", "30", "30"]),
        );
        check(
            "100",
            &[bound("1", "", "50", ""), bound("1", "", "", ""), bound("2", "", "", "")],
            Ok(&["50", "17", "33"]),
        );
        check(
            "100",
            &[bound("8", "", "", "40"), bound("1", "", "", ""), bound("1", "", "", "")],
            Ok(&["40", "30", "30"]),
        );
        check("100", &[bound("0", "", "", ""), bound("1", "", "", "")], Ok(&["0", "100"]));
        check("10", &[bound("0", "10", "", ""), bound("0", "", "", "")], Ok(&["10", "0"]));
        check("10", &[bound("0", "", "4", ""), bound("0", "", "6", "")], Ok(&["4", "6"]));
        check(
            "100",
            &[bound("1", "101", "", ""), bound("1", "", "", "")],
            Err(AllocationError::LocksExceed(exact("1"))),
        );
        check(
            "100",
            &[bound("1", "60", "", ""), bound("1", "", "50", "")],
            Err(AllocationError::FloorsExceed(exact("10"))),
        );
        check(
            "100",
            &[bound("1", "", "", "30"), bound("1", "", "", "60")],
            Err(AllocationError::CapsLeave(exact("10"))),
        );
        check("100", &[bound("1", "", "5", "4"), bound("1", "", "", "")], Err(AllocationError::FloorOverCap(0)));
        check("100", &[bound("0", "", "", ""), bound("0", "", "", "")], Err(AllocationError::NoWeight));
        check("100", &[], Err(AllocationError::CapsLeave(exact("100"))));
        check("0.5", &[bound("1", "", "", "")], Err(AllocationError::NotInSteps(None)));
        check("100", &[bound("1", "0.5", "", "")], Err(AllocationError::NotInSteps(Some(0))));
    }

    /// The largest-remainder method again, independently: on machine integers and without fractions, since all
    /// remainders are over the same sum of weights.
    fn by_hand(total: u64, weights: &[u64]) -> Vec<u64> {
        let sum: u64 = weights.iter().sum();
        let mut parts: Vec<u64> = weights.iter().map(|weight| total * weight / sum).collect();
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|place| (std::cmp::Reverse(total * weights[*place] % sum), *place));
        let left = total - parts.iter().sum::<u64>();
        order.into_iter().take(left as usize).for_each(|place| parts[place] += 1);
        parts
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn parts_are_those_of_an_independent_program(
            total in 0_u64..100_000, weights in proptest::collection::vec(0_u64..5_000, 1..15)
        ) {
            prop_assume!(weights.iter().sum::<u64>() > 0);
            let recipients: Vec<_> =
                weights.iter().map(|weight| Recipient::of_weight(Exact::from_integer((*weight).into()))).collect();
            let parts = allocate(&Exact::from_integer(total.into()), &Exact::one(), &recipients).unwrap();
            let expect: Vec<_> = by_hand(total, &weights).into_iter().map(|part| Exact::from_integer(part.into())).collect();
            prop_assert_eq!(parts, expect);
        }

        #[test]
        fn bounds_hold_and_the_parts_add_up(
            total in 0_i64..10_000,
            recipients in proptest::collection::vec(
                (0_i64..50, proptest::option::of(0_i64..900), 0_i64..500, 0_i64..3_000, any::<bool>()), 1..14)
        ) {
            let whole = |number: i64| Exact::from_integer(number.into());
            let recipients: Vec<_> = recipients.into_iter().map(|(weight, lock, floor, room, capped)| Recipient {
                weight: whole(weight),
                lock: lock.filter(|lock| lock % 3 == 0).map(whole),
                floor: Some(whole(floor)),
                cap: capped.then(|| whole(floor + room)),
            }).collect();
            let least: Exact = recipients.iter().map(|recipient| recipient.lock.clone().or(recipient.floor.clone()).unwrap()).sum();
            match allocate(&whole(total), &Exact::one(), &recipients) {
                Ok(parts) => {
                    prop_assert_eq!(parts.iter().sum::<Exact>(), whole(total));
                    for (part, recipient) in parts.iter().zip(&recipients) {
                        match &recipient.lock {
                            Some(lock) => prop_assert_eq!(part, lock),
                            None => {
                                prop_assert!(Some(part) >= recipient.floor.as_ref());
                                prop_assert!(recipient.cap.as_ref().is_none_or(|cap| part <= cap));
                            }
                        }
                    }
                }
                Err(AllocationError::LocksExceed(_) | AllocationError::FloorsExceed(_)) => prop_assert!(least > whole(total)),
                Err(AllocationError::CapsLeave(left)) => prop_assert!(left.is_positive()),
                Err(AllocationError::NoWeight) => {
                    prop_assert!(least < whole(total));
                    prop_assert!(recipients.iter().any(|recipient| recipient.lock.is_none() && recipient.weight.is_zero()
                        && recipient.cap.as_ref() > recipient.floor.as_ref() || recipient.cap.is_none()));
                }
                Err(other) => prop_assert!(false, "{other}"),
            }
        }
    }
}
