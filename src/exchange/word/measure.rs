//! Measures of official documents (GB/T 9704-2012, 5 and 7) in the units of Word: twentieths of a point for lengths,
//! half points for font sizes, hundredths of a character for indents.

/// Width of the paper: 210 mm.
pub const PAPER_WIDTH: u32 = 11_906;
/// Height of the paper: 297 mm.
pub const PAPER_HEIGHT: u32 = 16_838;
/// 天头 37 mm.
pub const TOP: u32 = 2_098;
/// 35 mm: what 天头 and the 225 mm of 版心 leave.
pub const BOTTOM: u32 = 1_984;
/// 订口 28 mm.
pub const LEFT: u32 = 1_588;
/// 26 mm: what 订口 and the 156 mm of 版心 leave.
pub const RIGHT: u32 = 1_474;
/// 版心 156 mm.
pub const TEXT_WIDTH: u32 = 8_844;
/// From the edge of the paper to the bottom of the page number. Its dash is 7 mm below 版心, which ends 35 mm above the
/// edge, and the 4号 characters reach some 2.5 mm below the dash.
pub const FOOTER: u32 = 1_446;
/// Twenty-two lines in 225 mm, rounded down so that the last one fits: 28.95 pt.
pub const LINE: u32 = 579;
/// Twenty-eight characters in 156 mm: each 0.25 pt narrower than 3号. The spacing is set on the characters themselves,
/// because readers differ in how they treat a character grid.
pub const LETTER_SPACE: i32 = -5;
/// Characters in a line of a title: 2号 in 156 mm.
pub const TITLE_LETTERS: u32 = 20;
/// 3号, 16 pt: the body.
pub const SIZE_3: u32 = 32;
/// 2号, 22 pt: titles.
pub const SIZE_2: u32 = 44;
/// 4号, 14 pt: page numbers and remarks.
pub const SIZE_4: u32 = 28;
/// 五号, 10.5 pt: tables.
pub const SIZE_TABLE: u32 = 21;
/// Line height of titles: 2号 with some space.
pub const TITLE_LINE: u32 = 700;

/// A font by name, with a substitute if it is missing.
pub struct Font {
    /// The name that official documents ask for.
    pub name: &'static str,
    /// The nearest font on common systems.
    pub stand_in: &'static str,
    /// Its class, for a system with neither.
    pub family: &'static str,
}

/// 仿宋 – the body.
pub const BODY: Font = Font { name: "仿宋_GB2312", stand_in: "仿宋", family: "modern" };
/// 黑体 – headings of the first level.
pub const FIRST: Font = Font { name: "黑体", stand_in: "SimHei", family: "modern" };
/// 楷体 – headings of the second level.
pub const SECOND: Font = Font { name: "楷体_GB2312", stand_in: "楷体", family: "modern" };
/// 小标宋 – titles.
pub const TITLE: Font = Font { name: "方正小标宋简体", stand_in: "宋体", family: "auto" };
/// 宋体 – page numbers.
pub const NUMBER: Font = Font { name: "宋体", stand_in: "SimSun", family: "auto" };

/// Every font that a document names.
pub const FONTS: [&Font; 5] = [&BODY, &FIRST, &SECOND, &TITLE, &NUMBER];
