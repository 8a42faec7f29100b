//! The names of units and workspaces.

use crate::workspace::{Entries, Workspace};

/// The unit's name, or a stand-in for one that was not given.
pub fn unit_name(entries: &Entries) -> &str {
    if entries.unit.is_empty() { "未命名单位" } else { &entries.unit }
}

/// What tells a workspace from others: the unit, and what the person calls it.
pub fn title(workspace: &Workspace) -> String {
    let unit = unit_name(&workspace.entries);
    if workspace.name.is_empty() { unit.to_owned() } else { format!("{unit} · {}", workspace.name) }
}
