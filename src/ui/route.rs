//! Routes, behind the hash so that any folder of any server will do.

use yew_router::Routable;

/// One for each page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Routable)]
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
    /// 报送版本
    #[at("/versions")]
    Versions,
    /// 对比
    #[at("/compare")]
    Compare,
    /// 指标口径
    #[at("/pack")]
    Pack,
    /// A page that stops on purpose, to see what is shown then.
    #[at("/drill")]
    Drill,
    /// Anything else.
    #[not_found]
    #[at("/404")]
    NotFound,
}

impl Route {
    /// The pages of the navigation, in its order.
    pub const PAGES: [Route; 7] =
        [Route::Start, Route::Figures, Route::Results, Route::Trends, Route::Versions, Route::Compare, Route::Pack];

    /// The page's name.
    pub fn name(self) -> &'static str {
        match self {
            Route::Start => "填报文件",
            Route::Figures => "数据填报",
            Route::Results => "完成情况",
            Route::Trends => "趋势图",
            Route::Versions => "报送版本",
            Route::Compare => "对比",
            Route::Pack => "指标口径",
            Route::Drill => "停机演练",
            Route::NotFound => "没有这一页",
        }
    }
}
