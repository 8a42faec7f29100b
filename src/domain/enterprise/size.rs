//! 中小微企业划型 – the size class of a firm (工信部联企业〔2011〕300号; 国统字〔2017〕213号, industries by GB/T 4754-2017). A firm
//! is in the highest class whose lower limits it reaches on every indicator of its industry. A blank indicator
//! leaves classes open; nothing is guessed.

use crate::domain::keyed::keyed;
use crate::domain::quantity::{Exact, Quantity, Unit, round_up};

/// 行业 – the standard's 16 groups, and what it does not cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Industry {
    /// 农、林、牧、渔业 (A)
    Agriculture,
    /// 工业 (B, C, D)
    Industrial,
    /// 建筑业 (E)
    Construction,
    /// 批发业 (51)
    Wholesale,
    /// 零售业 (52)
    Retail,
    /// 交通运输业 (54–58, 591), without railways
    Transport,
    /// 仓储业 (59 without 591)
    Warehousing,
    /// 邮政业 (60)
    Postal,
    /// 住宿业 (61)
    Accommodation,
    /// 餐饮业 (62)
    Catering,
    /// 信息传输业 (63, 64)
    InformationTransmission,
    /// 软件和信息技术服务业 (65)
    Software,
    /// 房地产开发经营 (7010)
    RealEstateDevelopment,
    /// 物业管理 (702)
    PropertyManagement,
    /// 租赁和商务服务业 (L)
    LeasingBusinessServices,
    /// 其他未列明行业 (M, N, O, 85, R, 703, 709)
    Other,
    /// Not covered: finance, education, health, public administration, railways, …
    NotCovered,
}

/// 规模 – a size class, from the smallest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SizeClass {
    /// 微型
    Micro,
    /// 小型
    Small,
    /// 中型
    Medium,
    /// 大型
    Large,
}

/// 指标 – what an industry's classes are measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Indicator {
    /// 从业人员, 人
    Employees,
    /// 营业收入, 万元
    Revenue,
    /// 资产总额, 万元
    Assets,
}

keyed!(Industry {
    Agriculture = "agriculture",
    Industrial = "industry",
    Construction = "construction",
    Wholesale = "wholesale",
    Retail = "retail",
    Transport = "transport",
    Warehousing = "warehousing",
    Postal = "postal",
    Accommodation = "accommodation",
    Catering = "catering",
    InformationTransmission = "information_transmission",
    Software = "software",
    RealEstateDevelopment = "real_estate_development",
    PropertyManagement = "property_management",
    LeasingBusinessServices = "leasing_business_services",
    Other = "other",
    NotCovered = "not_covered",
});

keyed!(SizeClass { Micro = "micro", Small = "small", Medium = "medium", Large = "large" });

keyed!(Indicator { Employees = "employees", Revenue = "revenue", Assets = "assets" });

/// A firm's three indicators; `None` is a blank, which is not 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SizeFigures {
    /// 从业人员, 人
    pub employees: Option<Quantity>,
    /// 营业收入, 万元
    pub revenue: Option<Quantity>,
    /// 资产总额, 万元
    pub assets: Option<Quantity>,
}

/// One indicator of an industry with the lower limits of small, medium and large, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// What is measured.
    pub indicator: Indicator,
    /// At least this is small; below it micro.
    pub small: Quantity,
    /// At least this is medium.
    pub medium: Quantity,
    /// At least this is large.
    pub large: Quantity,
}

/// One indicator of a firm, with the class that it reaches by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicated {
    /// The limits of its industry.
    pub limits: Limits,
    /// The firm's figure.
    pub value: Option<Quantity>,
    /// The class that the figure reaches by itself.
    pub class: Option<SizeClass>,
}

/// How a firm is classified, or which classes are still possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sizing {
    /// The industry's indicators.
    pub indicators: Vec<Indicated>,
    /// The lowest class that is possible.
    pub lowest: SizeClass,
    /// The highest class that is possible.
    pub highest: SizeClass,
}

/// A change of one indicator on the way to another class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The indicator.
    pub indicator: Indicator,
    /// The limit that it must reach, or fall below.
    pub limit: Quantity,
    /// How far the figure is from there, in the indicator's step; `None` while it is blank.
    pub by: Option<Exact>,
}

impl Industry {
    /// The lower limits of its classes; empty if the standard does not cover the industry.
    pub fn limits(self) -> Vec<Limits> {
        use Indicator::{Assets, Employees, Revenue};
        let limits = |indicator, [large, medium, small]: [u32; 3]| Limits {
            indicator,
            small: Quantity::whole(small),
            medium: Quantity::whole(medium),
            large: Quantity::whole(large),
        };
        let two = |one, first, other, second| vec![limits(one, first), limits(other, second)];
        let people_and_revenue = |people, revenue| two(Employees, people, Revenue, revenue);
        match self {
            Industry::Agriculture => vec![limits(Revenue, [20_000, 500, 50])],
            Industry::Industrial => people_and_revenue([1_000, 300, 20], [40_000, 2_000, 300]),
            Industry::Construction => two(Revenue, [80_000, 6_000, 300], Assets, [80_000, 5_000, 300]),
            Industry::Wholesale => people_and_revenue([200, 20, 5], [40_000, 5_000, 1_000]),
            Industry::Retail => people_and_revenue([300, 50, 10], [20_000, 500, 100]),
            Industry::Transport => people_and_revenue([1_000, 300, 20], [30_000, 3_000, 200]),
            Industry::Warehousing => people_and_revenue([200, 100, 20], [30_000, 1_000, 100]),
            Industry::Postal => people_and_revenue([1_000, 300, 20], [30_000, 2_000, 100]),
            Industry::Accommodation | Industry::Catering => people_and_revenue([300, 100, 10], [10_000, 2_000, 100]),
            Industry::InformationTransmission => people_and_revenue([2_000, 100, 10], [100_000, 1_000, 100]),
            Industry::Software => people_and_revenue([300, 100, 10], [10_000, 1_000, 50]),
            Industry::RealEstateDevelopment => two(Revenue, [200_000, 1_000, 100], Assets, [10_000, 5_000, 2_000]),
            Industry::PropertyManagement => people_and_revenue([1_000, 300, 100], [5_000, 1_000, 500]),
            Industry::LeasingBusinessServices => two(Employees, [300, 100, 10], Assets, [120_000, 8_000, 100]),
            Industry::Other => vec![limits(Employees, [300, 100, 10])],
            Industry::NotCovered => Vec::new(),
        }
    }

    /// True if the industry's classes use that indicator.
    pub fn uses(self, indicator: Indicator) -> bool {
        self.limits().iter().any(|limits| limits.indicator == indicator)
    }
}

impl Indicator {
    /// Its unit of measurement.
    pub fn unit(self) -> Unit {
        Unit::new(match self {
            Indicator::Employees => "人",
            Indicator::Revenue | Indicator::Assets => "万元",
        })
    }
}

impl SizeFigures {
    /// The figure of an indicator.
    pub fn of(&self, indicator: Indicator) -> Option<Quantity> {
        match indicator {
            Indicator::Employees => self.employees,
            Indicator::Revenue => self.revenue,
            Indicator::Assets => self.assets,
        }
    }
}

impl SizeClass {
    /// 中小微 – true for every class but large.
    pub fn is_sme(self) -> bool {
        self != SizeClass::Large
    }

    fn above(self) -> Option<SizeClass> {
        SizeClass::ALL.iter().copied().find(|class| *class > self)
    }
}

impl Limits {
    /// The class that a figure reaches by itself.
    pub fn class(&self, value: Quantity) -> SizeClass {
        let reached =
            SizeClass::ALL.iter().copied().rev().find(|class| self.of(*class).is_some_and(|limit| value >= limit));
        reached.unwrap_or(SizeClass::Micro)
    }

    /// The lower limit of a class; `None` for micro, which has none.
    pub fn of(&self, class: SizeClass) -> Option<Quantity> {
        match class {
            SizeClass::Micro => None,
            SizeClass::Small => Some(self.small),
            SizeClass::Medium => Some(self.medium),
            SizeClass::Large => Some(self.large),
        }
    }
}

/// Classifies a firm; `None` for an industry that the standard does not cover. A blank indicator leaves
/// every class up to the lowest known one possible.
pub fn classify(industry: Industry, figures: &SizeFigures) -> Option<Sizing> {
    let indicated = |limits: Limits| {
        let value = figures.of(limits.indicator);
        Indicated { value, class: value.map(|value| limits.class(value)), limits }
    };
    let indicators: Vec<_> = industry.limits().into_iter().map(indicated).collect();
    if indicators.is_empty() {
        return None;
    }
    let highest = indicators.iter().filter_map(|indicated| indicated.class).min().unwrap_or(SizeClass::Large);
    let all_known = indicators.iter().all(|indicated| indicated.class.is_some());
    let lowest = if all_known { highest } else { SizeClass::Micro };
    Some(Sizing { indicators, lowest, highest })
}

impl Sizing {
    /// The class, when only one is possible.
    pub fn class(&self) -> Option<SizeClass> {
        (self.lowest == self.highest).then_some(self.lowest)
    }

    /// Whether the firm is an SME; `None` while both are possible.
    pub fn is_sme(&self) -> Option<bool> {
        (self.lowest.is_sme() == self.highest.is_sme()).then_some(self.highest.is_sme())
    }

    /// The indicators that are blank.
    pub fn blanks(&self) -> impl Iterator<Item = Indicator> {
        self.indicators.iter().filter(|indicated| indicated.value.is_none()).map(|indicated| indicated.limits.indicator)
    }

    /// The indicators that hold the class down: each reaches just the firm's class.
    pub fn holding(&self) -> impl Iterator<Item = &Indicated> {
        self.indicators.iter().filter(|indicated| indicated.class == Some(self.highest))
    }

    /// The changes of known indicators that the next class up needs, all of them together; empty for large.
    pub fn moves_up(&self) -> Vec<Move> {
        let Some(next) = self.highest.above() else { return Vec::new() };
        let lacking = self.indicators.iter().filter(|indicated| indicated.class.is_some_and(|class| class < next));
        lacking.filter_map(|indicated| indicated.moved(indicated.limits.of(next)?, true)).collect()
    }

    /// The changes of known indicators each of which alone leads to a lower class; empty for micro.
    pub fn moves_down(&self) -> Vec<Move> {
        let known = self.indicators.iter().filter(|indicated| indicated.value.is_some());
        known.filter_map(|indicated| indicated.moved(indicated.limits.of(self.highest)?, false)).collect()
    }
}

impl Indicated {
    fn moved(&self, limit: Quantity, up: bool) -> Option<Move> {
        let indicator = self.limits.indicator;
        let unit = indicator.unit();
        let by = self.value.map(|value| match up {
            true => round_up(&(limit.exact() - value.exact()), unit.step_decimals()),
            // One step below the limit, since at the limit itself the class is still reached.
            false => round_up(&(value.exact() - limit.exact()), unit.step_decimals()) + below(&unit, value, limit),
        });
        Some(Move { indicator, limit, by })
    }
}

/// One more step, unless rounding up has already led below the limit.
fn below(unit: &Unit, value: Quantity, limit: Quantity) -> Exact {
    let distance = value.exact() - limit.exact();
    if round_up(&distance, unit.step_decimals()) == distance { unit.step() } else { Exact::from_integer(0.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use SizeClass::*;

    fn figures(text: &str) -> SizeFigures {
        let mut figures = SizeFigures::default();
        for part in text.split_whitespace() {
            let (indicator, value) = part.split_at(1);
            let read = |indicator: Indicator| Some(Quantity::parse(value, &indicator.unit()).unwrap());
            match indicator {
                "X" => figures.employees = read(Indicator::Employees),
                "Y" => figures.revenue = read(Indicator::Revenue),
                _ => figures.assets = read(Indicator::Assets),
            }
        }
        figures
    }

    fn check(industry: Industry, text: &str, expect: SizeClass) {
        assert_eq!(classify(industry, &figures(text)).unwrap().class(), Some(expect), "{industry:?} {text}");
    }

    /// FACTS §1, "Test vectors", computed from the published table.
    #[test]
    fn the_class_is_exact_at_the_limits() {
        use Industry::*;
        check(Industrial, "X1000 Y40000", Large);
        check(Industrial, "X999 Y40000", Medium);
        check(Industrial, "X1000 Y39999.99", Medium);
        check(Industrial, "X5000 Y1999", Small);
        check(Industrial, "X299 Y900000", Small);
        check(Industrial, "X300 Y2000", Medium);
        check(Industrial, "X19 Y500000", Micro);
        check(Industrial, "X20 Y300", Small);
        check(Industrial, "X20 Y299.999999", Micro);
        check(Construction, "Y80000 Z4999", Small);
        check(Construction, "Y6000 Z5000", Medium);
        check(Wholesale, "X5 Y999", Micro);
        check(Wholesale, "X4 Y100000", Micro);
        check(Retail, "X49 Y500", Small);
        check(Warehousing, "X150 Y5000", Medium);
        check(Warehousing, "X200 Y30000", Large);
        check(InformationTransmission, "X500 Y50000", Medium);
        check(InformationTransmission, "X2000 Y99999", Medium);
        check(LeasingBusinessServices, "X10 Z100", Small);
        check(LeasingBusinessServices, "X350 Z7999", Small);
        check(RealEstateDevelopment, "Y1000 Z2000", Small);
        check(PropertyManagement, "X100 Y500", Small);
        check(PropertyManagement, "X99 Y5000", Micro);
        check(Other, "X9", Micro);
        check(Other, "X10", Small);
        check(Other, "X100", Medium);
        check(Other, "X300", Large);
        check(Agriculture, "Y49.99", Micro);
        check(Agriculture, "Y50", Small);
        check(Catering, "X100 Y1999", Small);
        check(Transport, "X300 Y2999", Small);
        check(Software, "X103 Y15735.28", Medium);
    }

    #[test]
    fn a_blank_leaves_every_class_up_to_the_lowest_known_one_possible() {
        let range = |industry, text: &str| {
            classify(industry, &figures(text)).map(|sizing| (sizing.lowest, sizing.highest, sizing.is_sme()))
        };
        assert_eq!(range(Industry::Industrial, ""), Some((Micro, Large, None)));
        assert_eq!(range(Industry::Industrial, "X1000"), Some((Micro, Large, None)));
        assert_eq!(range(Industry::Industrial, "X999"), Some((Micro, Medium, Some(true))));
        assert_eq!(range(Industry::Industrial, "Y299"), Some((Micro, Micro, Some(true))));
        assert_eq!(range(Industry::Industrial, "X1000 Y40000"), Some((Large, Large, Some(false))));
        // Figures that the industry does not use decide nothing.
        assert_eq!(range(Industry::Other, "Y1 Z1"), Some((Micro, Large, None)));
        assert_eq!(range(Industry::NotCovered, "X1 Y1 Z1"), None);
    }

    #[test]
    fn the_working_says_what_holds_the_class_down_and_what_would_move_it() {
        let sizing = classify(Industry::Software, &figures("X103 Y15735.28")).unwrap();
        let holding: Vec<_> = sizing.holding().map(|indicated| indicated.limits.indicator).collect();
        assert_eq!(holding, [Indicator::Employees]);
        let shown = |moves: Vec<Move>| -> Vec<String> {
            let by = |one: &Move| one.by.as_ref().map(ToString::to_string).unwrap_or_default();
            moves.iter().map(|one| format!("{:?} {} {}", one.indicator, one.limit, by(one))).collect()
        };
        assert_eq!(shown(sizing.moves_up()), ["Employees 300 197"]);
        assert_eq!(shown(sizing.moves_down()), ["Employees 100 4", "Revenue 1000 1473529/100"]);
        let large = classify(Industry::Software, &figures("X300 Y10000.005")).unwrap();
        assert_eq!(shown(large.moves_up()), [""; 0]);
        assert_eq!(shown(large.moves_down()), ["Employees 300 1", "Revenue 10000 1/100"]);
    }
}
