//! The name of the unit that reports.

use crate::workspace::Workspace;

/// The unit's name, or a stand-in for one that was not given.
pub fn unit_name(workspace: &Workspace) -> &str {
    if workspace.unit.is_empty() { "未命名单位" } else { &workspace.unit }
}
