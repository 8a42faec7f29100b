//! Names: one term for one thing.

use crate::domain::enterprise::code::Uscc;
use crate::domain::enterprise::{Indicator, Industry, SizeClass};
use crate::domain::policy::{Mode, Side, SubjectKind, Supplier};
use crate::domain::subsidy::{State, StatedSize};
use crate::workspace::self_check::{Column, Question};

/// The state of an element.
pub fn state_name(state: State) -> &'static str {
    match state {
        State::Met => "符合",
        State::Missing => "缺项",
        State::Unknown => "待填",
        State::ForAuthority => "待主管部门评定",
    }
}

/// The kind of subject.
pub fn kind_name(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Enterprise => "企业",
        SubjectKind::StateOwnedEnterprise => "国有企业",
        SubjectKind::University => "高校院所",
        SubjectKind::City => "市",
        SubjectKind::Other => "其他单位",
    }
}

/// 方式 – the mode of a transaction.
pub fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Assignment => "转让",
        Mode::Licence => "许可",
        Mode::Equity => "作价入股",
        Mode::Other => "其他方式",
    }
}

/// 供给方 – the kind of supplier.
pub fn supplier_name(supplier: Supplier) -> &'static str {
    match supplier {
        Supplier::University => "高校院所",
        Supplier::StateOwnedEnterprise => "国有企业",
        Supplier::Other => "其他单位或个人",
    }
}

/// The size that a receiver states.
pub fn stated_size_name(stated: StatedSize) -> &'static str {
    match stated {
        StatedSize::Class(class) => size_class_name(class),
        StatedSize::Sme => "中小微，未分型",
    }
}

/// Which side of a transaction.
pub fn side_name(side: Side) -> &'static str {
    match side {
        Side::Supplier => "供给方",
        Side::Receiver => "受让方",
    }
}

/// 是 or 否.
pub fn yes_or_no(yes: bool) -> &'static str {
    if yes { "是" } else { "否" }
}

/// 规模 – the size class of a firm.
pub fn size_class_name(class: SizeClass) -> &'static str {
    match class {
        SizeClass::Micro => "微型",
        SizeClass::Small => "小型",
        SizeClass::Medium => "中型",
        SizeClass::Large => "大型",
    }
}

/// An industry's name in the size standard.
pub fn industry_name(industry: Industry) -> &'static str {
    match industry {
        Industry::Agriculture => "农、林、牧、渔业",
        Industry::Industrial => "工业",
        Industry::Construction => "建筑业",
        Industry::Wholesale => "批发业",
        Industry::Retail => "零售业",
        Industry::Transport => "交通运输业",
        Industry::Warehousing => "仓储业",
        Industry::Postal => "邮政业",
        Industry::Accommodation => "住宿业",
        Industry::Catering => "餐饮业",
        Industry::InformationTransmission => "信息传输业",
        Industry::Software => "软件和信息技术服务业",
        Industry::RealEstateDevelopment => "房地产开发经营",
        Industry::PropertyManagement => "物业管理",
        Industry::LeasingBusinessServices => "租赁和商务服务业",
        Industry::Other => "其他未列明行业",
        Industry::NotCovered => "标准未覆盖的行业",
    }
}

/// The codes of GB/T 4754-2017 that an industry covers.
pub fn industry_codes(industry: Industry) -> &'static str {
    match industry {
        Industry::Agriculture => "A",
        Industry::Industrial => "B 采矿、C 制造、D 电热气水",
        Industry::Construction => "E",
        Industry::Wholesale => "51",
        Industry::Retail => "52",
        Industry::Transport => "54–58、装卸搬运 591（通行理解），不含铁路",
        Industry::Warehousing => "59，不含 591",
        Industry::Postal => "60",
        Industry::Accommodation => "61",
        Industry::Catering => "62",
        Industry::InformationTransmission => "63、64 电信、互联网",
        Industry::Software => "65",
        Industry::RealEstateDevelopment => "7010",
        Industry::PropertyManagement => "702",
        Industry::LeasingBusinessServices => "L",
        Industry::Other => "M 科研技术服务、N、O、社会工作 85、R、703、709",
        Industry::NotCovered => "金融、教育、卫生、公共管理、铁路等",
    }
}

/// 指标 – an indicator of the size standard.
pub fn indicator_name(indicator: Indicator) -> &'static str {
    match indicator {
        Indicator::Employees => "从业人员",
        Indicator::Revenue => "营业收入",
        Indicator::Assets => "资产总额",
    }
}

/// What counts as the indicator: generally known notes to the standard, not checked at the source.
pub fn indicator_definition(indicator: Indicator) -> &'static str {
    match indicator {
        Indicator::Employees => "年末从业人员数；没有年末数的，用全年平均数",
        Indicator::Revenue => {
            "工业、建筑业、限上批发零售和住宿餐饮用主营业务收入；限下批发零售用商品销售额，限下住宿餐饮用营业额；农林牧渔用营业总收入"
        }
        Indicator::Assets => "资产负债表的资产总计",
    }
}

/// The label of a question.
pub fn question_name(question: Question) -> String {
    match question {
        Question::Name => "单位名称".to_owned(),
        Question::Code => "统一社会信用代码".to_owned(),
        Question::Kind => "单位类型".to_owned(),
        Question::Industry => "所属行业".to_owned(),
        Question::Year => "数据年度".to_owned(),
        Question::Size(indicator) => indicator_name(indicator).to_owned(),
        Question::EarlierYear => "对比年度".to_owned(),
        Question::Earlier(indicator) => format!("对比年度{}", indicator_name(indicator)),
        Question::PlanYear => "工作计划年度".to_owned(),
        Question::PlanFiled => "工作计划报送日期".to_owned(),
        Question::DecisionDocument => "省委省政府文件文号".to_owned(),
        Question::PublishedRank(scope) => format!("范围 {scope} 公布的位次"),
        Question::ReviewYear => "看哪一年".to_owned(),
        Question::Transaction(index, column) => format!("第 {} 笔{}", index.saturating_add(1), column_name(column)),
    }
}

/// The heading of a column of transactions.
pub fn column_name(column: Column) -> &'static str {
    match column {
        Column::Side => "本单位是",
        Column::Mode => "方式",
        Column::Counterparty => "对方名称",
        Column::CounterpartyCode => "对方信用代码",
        Column::Supplier => "供给方类型",
        Column::ReceiverClass => "受让方规模",
        Column::ReceiverIndustry => "受让方行业",
        Column::ReceiverSize(Indicator::Employees) => "受让方从业人员",
        Column::ReceiverSize(Indicator::Revenue) => "受让方营业收入",
        Column::ReceiverSize(Indicator::Assets) => "受让方资产总额",
        Column::Patents => "专利号",
        Column::Contract => "合同编号",
        Column::ContractAmount => "合同金额",
        Column::ReceivedAmount => "到账金额",
        Column::Signed => "签订日期",
        Column::Effective => "生效日期",
        Column::Received => "到账日期",
        Column::Implemented => "已实施",
    }
}

/// Every heading by which a column is recognised in other people's tables.
pub fn column_names(column: Column) -> &'static [&'static str] {
    match column {
        Column::Side => &["本单位是", "本方身份", "流向"],
        Column::Mode => {
            &["方式", "转化方式", "交易方式", "转移方式", "合同类型", "许可方式", "许可类型", "交易类型", "运营方式"]
        }
        Column::Counterparty => &["对方名称", "对方单位", "对方", "合作方", "合作单位"],
        Column::CounterpartyCode => &[
            "对方信用代码",
            "统一社会信用代码",
            "信用代码",
            "受让方统一社会信用代码",
            "受让人统一社会信用代码",
            "社会信用代码",
        ],
        Column::Supplier => &["供给方类型", "供方类型", "转让方类型", "让与人类型", "许可方类型", "出让方类型"],
        Column::ReceiverClass => {
            &["受让方规模", "规模", "企业规模", "规模类型", "受让人规模", "被许可方规模", "受让方企业规模"]
        }
        Column::ReceiverIndustry => &["受让方行业", "行业", "所属行业"],
        Column::ReceiverSize(Indicator::Employees) => &["受让方从业人员", "从业人员", "从业人数"],
        Column::ReceiverSize(Indicator::Revenue) => &["受让方营业收入", "营业收入"],
        Column::ReceiverSize(Indicator::Assets) => &["受让方资产总额", "资产总额"],
        Column::Patents => &["专利号", "专利申请号", "申请号", "专利", "专利号码", "涉及专利", "专利号或申请号"],
        Column::Contract => &["合同编号", "合同号", "合同备案号", "备案号", "合同登记号", "许可合同备案号"],
        Column::ContractAmount => {
            &["合同金额", "成交金额", "合同额", "合同总额", "合同总金额", "许可费", "转让费", "交易金额", "成交额"]
        }
        Column::ReceivedAmount => {
            &["到账金额", "实际到账金额", "到账额", "实际到账", "实到金额", "到款金额", "已到账金额"]
        }
        Column::Signed => &["签订日期", "签约日期", "合同日期", "合同签订日期", "签订时间", "签约时间", "合同签订时间"],
        Column::Effective => &[
            "生效日期",
            "登记日期",
            "备案日期",
            "登记生效日",
            "备案生效日",
            "登记备案日期",
            "生效时间",
            "合同生效日期",
            "备案时间",
            "登记时间",
        ],
        Column::Received => &["到账日期", "到账时间", "到款日期", "到款时间"],
        Column::Implemented => &["已实施", "是否实施", "实施情况", "是否已实施"],
    }
}

/// The kind of organisation that the first two characters of a code stand for, as is generally known.
pub fn code_register(code: &Uscc) -> Option<&'static str> {
    match code.register() {
        "11" => Some("机关"),
        "12" => Some("事业单位"),
        "13" => Some("群众团体"),
        "51" => Some("社会团体"),
        "52" => Some("民办非企业单位"),
        "53" => Some("基金会"),
        "91" => Some("企业"),
        "92" => Some("个体工商户"),
        "93" => Some("农民专业合作社"),
        _ => None,
    }
}
