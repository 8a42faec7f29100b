//! The names of units and workspaces.

use crate::domain::policy::Pack;
use crate::workspace::{Entries, Workspace};

/// The unit's name, or a placeholder where none was given.
pub fn unit_name(entries: &Entries) -> &str {
    if entries.unit.is_empty() { "未命名单位" } else { &entries.unit }
}

/// The title of a workspace: its unit and, where given, its own name.
pub fn title(workspace: &Workspace) -> String {
    let unit = unit_name(&workspace.entries);
    if workspace.name.is_empty() { unit.to_owned() } else { format!("{unit} · {}", workspace.name) }
}

/// The source line under a chart: whose figures, as of which day, under which plan.
pub fn figures_source(pack: &Pack, workspace: &Workspace) -> String {
    let day = workspace.entries.as_of.map(|day| format!("，数据截至 {day}")).unwrap_or_default();
    let mark = if workspace.example { "（示例，虚构数据）" } else { "" };
    format!("来源：{}填报{mark}{day}；{}", title(workspace), pack.title)
}
