//! Routes. They are in the hash of the address, so that any folder on any server works.

use crate::workspace::Purpose;
use crate::workspace::intake::Destination;
use std::str::FromStr;
use yew::prelude::*;
use yew_router::Routable;
use yew_router::hooks::use_navigator;

/// A route for each page, and for parts of pages.
#[derive(Clone, Debug, PartialEq, Eq, Routable)]
pub enum Route {
    /// 填报文件
    #[at("/")]
    Start,
    /// 数据填报
    #[at("/figures")]
    Figures,
    /// 完成情况
    #[at("/results")]
    Results,
    /// 趋势图
    #[at("/trends")]
    Trends,
    /// 趋势图 of another subject than the first row.
    #[at("/trends/:shown")]
    Charts {
        /// What is charted.
        shown: Shown,
    },
    /// 工作计划 of the current year.
    #[at("/plan")]
    Plan,
    /// 工作计划 of a year, one part of it.
    #[at("/plan/:year/:part")]
    PlanOf {
        /// The year.
        year: u16,
        /// Which part.
        part: PlanPart,
    },
    /// 汇总分解, the first part: units and their files.
    #[at("/units")]
    Desk,
    /// 汇总分解, any part.
    #[at("/units/:part")]
    DeskOf {
        /// Which part.
        part: DeskPart,
    },
    /// 报送材料, the first part.
    #[at("/papers")]
    Documents,
    /// 报送材料, any part.
    #[at("/papers/:part")]
    DocumentsOf {
        /// Which part.
        part: DocumentsPart,
    },
    /// 报送版本
    #[at("/versions")]
    Versions,
    /// 对比
    #[at("/compare")]
    Compare,
    /// 奖补自查: every self-check of the open workspace.
    #[at("/subsidy")]
    Subsidy,
    /// One self-check, at a group of its questions.
    #[at("/subsidy/:id/:step")]
    Check {
        /// The self-check.
        id: String,
        /// The group of questions.
        step: Step,
    },
    /// 企业划型
    #[at("/size")]
    Size,
    /// 指标口径
    #[at("/pack")]
    Pack,
    /// A page that panics on purpose, to see what is shown then.
    #[at("/drill")]
    Drill,
    /// Any other address.
    #[not_found]
    #[at("/404")]
    NotFound,
}

impl Route {
    /// The page that a request leads to.
    pub fn to(destination: &Destination) -> Route {
        match destination {
            Destination::Work(purpose) => Route::of_work(*purpose),
            Destination::Figures => Route::Figures,
            Destination::Results => Route::Results,
            Destination::Pack => Route::Pack,
            Destination::Desk => Route::Desk,
            Destination::Check(id) => Route::Check { id: id.clone(), step: Step::Who },
            Destination::CheckResult(id) => Route::Check { id: id.clone(), step: Step::Result },
        }
    }
}

/// What the page of charts shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// One row or series, counted from 0.
    One(usize),
    /// The completion of each row.
    Overview,
    /// All charts, small.
    All,
    /// Two rows against each other.
    Comparison,
}

impl Shown {
    /// The route that shows it.
    pub fn route(self) -> Route {
        match self {
            Shown::One(0) => Route::Trends,
            shown => Route::Charts { shown },
        }
    }
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            // People count from 1.
            Shown::One(index) => write!(f, "{}", index.saturating_add(1)),
            Shown::Overview => f.write_str("glance"),
            Shown::All => f.write_str("all"),
            Shown::Comparison => f.write_str("two"),
        }
    }
}

impl FromStr for Shown {
    type Err = ();

    fn from_str(word: &str) -> Result<Shown, ()> {
        match word {
            "glance" => Ok(Shown::Overview),
            "all" => Ok(Shown::All),
            "two" => Ok(Shown::Comparison),
            number => number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).map(Shown::One).ok_or(()),
        }
    }
}

/// Gives an enum of page parts `ALL` in the listed order, `name()`, and the words for addresses.
macro_rules! parts {
    ($parts:ident { $($part:ident = $word:literal, $name:literal;)+ }) => {
        impl $parts {
            /// All parts, in order.
            pub const ALL: [$parts; [$($word),+].len()] = [$($parts::$part),+];

            /// The part's name.
            pub fn name(self) -> &'static str {
                match self {
                    $($parts::$part => $name),+
                }
            }
        }

        impl std::fmt::Display for $parts {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self {
                    $($parts::$part => $word),+
                })
            }
        }

        impl FromStr for $parts {
            type Err = ();

            fn from_str(word: &str) -> Result<$parts, ()> {
                match word {
                    $($word => Ok($parts::$part),)+
                    _ => Err(()),
                }
            }
        }
    };
}

/// A part of the plan page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanPart {
    /// The year's requirement for each row.
    Needs,
    /// Two scenarios, and the minimum plan.
    Scenarios,
    /// Measures, and reports to the superior.
    Measures,
    /// Deadlines.
    Calendar,
}

parts!(PlanPart {
    Needs = "needs", "本年要求";
    Scenarios = "scenarios", "设想";
    Measures = "measures", "措施与报送";
    Calendar = "calendar", "日历";
});

/// A part of the page for consolidation and allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskPart {
    /// The units and the files that they submitted.
    Files,
    /// Totals over the units, and the verdicts on the totals.
    Totals,
    /// Units by rows.
    Matrix,
    /// Ranks of the units.
    Ranks,
    /// All units' charts.
    Charts,
    /// Targets allocated to the units.
    Allocation,
    /// Scores, and the award that follows.
    Scores,
}

parts!(DeskPart {
    Files = "files", "单位与文件";
    Totals = "sums", "合计";
    Matrix = "heat", "一览";
    Ranks = "ranks", "排名";
    Charts = "charts", "各单位图";
    Allocation = "allotment", "指标分解";
    Scores = "scores", "评分";
});

/// A part of the page of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentsPart {
    /// 自评报告
    Assessment,
    /// 年度工作计划
    Plan,
    /// 通报
    Bulletin,
    /// 指标分解通知
    Allocation,
    /// 更正说明
    Correction,
    /// The Excel workbook, the results file, figures for the superior's form.
    Tables,
}

parts!(DocumentsPart {
    Assessment = "assessment", "自评报告";
    Plan = "plan", "工作计划";
    Bulletin = "bulletin", "通报";
    Allocation = "allotment", "分解通知";
    Correction = "correction", "更正说明";
    Tables = "tables", "表格和数据";
});

/// A group of a self-check's questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The subject.
    Who,
    /// Size and growth.
    Size,
    /// Transactions.
    Transactions,
    /// A city's filings and pledge financing.
    Figures,
    /// The filed plan, the document, published ranks.
    ApplicationDocuments,
    /// Evidence to prepare.
    Evidence,
    /// The result.
    Result,
}

parts!(Step {
    Who = "who", "单位";
    Size = "size", "规模与增长";
    Transactions = "transactions", "交易";
    Figures = "figures", "备案与质押";
    ApplicationDocuments = "papers", "计划与文件";
    Evidence = "evidence", "佐证材料";
    Result = "result", "自查结果";
});

impl Route {
    /// The pages of the navigation, in its order.
    pub fn pages(purpose: Purpose) -> Vec<Route> {
        match purpose {
            Purpose::Reporting => vec![
                Route::Start,
                Route::Figures,
                Route::Results,
                Route::Trends,
                Route::Plan,
                Route::Desk,
                Route::Documents,
                Route::Versions,
                Route::Compare,
                Route::Subsidy,
                Route::Size,
                Route::Pack,
            ],
            Purpose::SelfCheck => vec![Route::Start, Route::Subsidy, Route::Size, Route::Pack],
        }
    }

    /// The page where work on what is open goes on.
    pub fn of_work(purpose: Purpose) -> Route {
        match purpose {
            Purpose::Reporting => Route::Figures,
            Purpose::SelfCheck => Route::Subsidy,
        }
    }

    /// True if the page shows nothing without an open workspace.
    pub fn needs_open(&self) -> bool {
        !matches!(self, Route::Start | Route::Pack | Route::Subsidy | Route::Size)
    }

    /// True for pages that show results of the unit's figures.
    pub fn shows_results(&self) -> bool {
        matches!(self.tab(), Route::Results | Route::Trends | Route::Plan | Route::Desk | Route::Documents)
    }

    /// The page of the navigation that this one belongs to.
    pub fn tab(&self) -> Route {
        match self {
            Route::Check { .. } => Route::Subsidy,
            Route::Charts { .. } => Route::Trends,
            Route::PlanOf { .. } => Route::Plan,
            Route::DeskOf { .. } => Route::Desk,
            Route::DocumentsOf { .. } => Route::Documents,
            other => other.clone(),
        }
    }

    /// The page's name.
    pub fn name(&self) -> String {
        let name = match self {
            Route::Start => "填报文件",
            Route::Figures => "数据填报",
            Route::Results => "完成情况",
            Route::Trends | Route::Charts { .. } => "趋势图",
            Route::Plan => "工作计划",
            Route::PlanOf { part, .. } => return format!("工作计划：{}", part.name()),
            Route::Desk => "汇总分解",
            Route::DeskOf { part } => return format!("汇总分解：{}", part.name()),
            Route::Documents => "报送材料",
            Route::DocumentsOf { part } => return format!("报送材料：{}", part.name()),
            Route::Versions => "报送版本",
            Route::Compare => "对比",
            Route::Subsidy => "奖补自查",
            Route::Check { step, .. } => return format!("奖补自查：{}", step.name()),
            Route::Size => "企业划型",
            Route::Pack => "指标口径",
            Route::Drill => "停机演练",
            Route::NotFound => "没有这一页",
        };
        name.to_owned()
    }
}

/// Goes to a route.
#[hook]
pub fn use_go() -> Callback<Route> {
    let navigator = use_navigator();
    use_callback(navigator, |route: Route, navigator| {
        if let Some(navigator) = navigator {
            navigator.push(&route);
        }
    })
}
