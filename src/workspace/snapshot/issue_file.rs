//! 分解文件 – issued targets as a file `*.fenjie.json`, which each unit opens.

use super::v2::IssueFile;
use super::{FileError, enveloped, sealed, unsealed};
use crate::domain::policy::Pack;
use crate::workspace::PackRef;
use crate::workspace::desk::Issue;
use serde_json::Value;

/// The `format` of such a file.
const FORMAT: &str = "zhuanhua-allotment";
/// The version written.
const VERSION: (u32, u32) = (1, 0);

/// Issued targets read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllocationFile {
    /// The pack of the targets.
    pub pack: PackRef,
    /// The unit that issued them.
    pub by: String,
    /// True for invented data.
    pub example: bool,
    /// The targets.
    pub issue: Issue,
}

/// True for a text that looks like such a file, complete or not.
pub fn is_allocation(text: &str) -> bool {
    let beginning: String = text.chars().take(200).collect();
    beginning.contains(FORMAT)
}

/// Writes issued targets, readable by people.
pub fn write_allocation(file: &AllocationFile) -> String {
    let mut payload = serde_json::to_value(IssueFile::of(&file.issue)).unwrap_or_default();
    if let Value::Object(members) = &mut payload {
        members.insert("by".to_owned(), file.by.clone().into());
        if file.example {
            members.insert("example".to_owned(), true.into());
        }
    }
    sealed(enveloped(FORMAT, VERSION, &file.pack, payload))
}

/// The pack of an allocation file, read before the targets.
pub fn pack_of_allocation(text: &str) -> Result<PackRef, FileError> {
    Ok(unsealed(text, FORMAT, VERSION.0)?.1.pack)
}

/// Reads an allocation file with its pack: completely, or not at all.
pub fn read_allocation(text: &str, pack: &Pack) -> Result<AllocationFile, FileError> {
    let (_, mut head) = unsealed(text, FORMAT, VERSION.0)?;
    if head.pack.id != pack.id {
        return Err(FileError::OtherPack(head.pack.id.to_string()));
    }
    let payload = head.file.remove("payload").ok_or_else(|| FileError::Field("payload".to_owned()))?;
    let by = payload.get("by").and_then(Value::as_str).unwrap_or_default().to_owned();
    let example = payload.get("example").and_then(Value::as_bool).unwrap_or(false);
    let file: IssueFile = serde_json::from_value(payload).map_err(|error| FileError::Field(error.to_string()))?;
    let issue = file.issue(pack)?;
    let faults = super::check_targets(issue.targets.values(), pack);
    if !faults.is_empty() {
        return Err(FileError::Situation(faults));
    }
    Ok(AllocationFile { pack: head.pack, by, example, issue })
}
