//! 自查文件 – a subject's self-check as a file `*.zicha.json` for another unit. Nothing is sent over a network:
//! people pass the file on.

use super::v2::SelfCheckFile;
use super::{FileError, enveloped, sealed, unsealed};
use crate::workspace::{PackRef, SelfCheck};
use serde_json::Value;

/// The `format` of such a file.
const FORMAT: &str = "zhuanhua-self-check";
/// The version written.
const VERSION: (u32, u32) = (1, 0);

/// A self-check read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOff {
    /// The pack that it was answered with.
    pub pack: PackRef,
    /// The self-check.
    pub check: SelfCheck,
}

/// True for a text that looks like such a file, complete or not.
pub fn is_hand_off(text: &str) -> bool {
    let beginning: String = text.chars().take(200).collect();
    beginning.contains(FORMAT)
}

/// Writes a self-check, readable by people. `saved_at` is local time as text.
pub fn write_hand_off(pack: &PackRef, check: &SelfCheck, saved_at: &str) -> String {
    let own = SelfCheck { received: false, saved_at: saved_at.to_owned(), ..check.clone() };
    let mut payload = serde_json::to_value(SelfCheckFile::of(&own)).unwrap_or_default();
    if let Value::Object(members) = &mut payload {
        members.insert("id".to_owned(), check.id.clone().into());
    }
    sealed(enveloped(FORMAT, VERSION, pack, payload))
}

/// Reads a self-check file: completely, or not at all.
pub fn read_hand_off(text: &str) -> Result<HandOff, FileError> {
    let (_, mut head) = unsealed(text, FORMAT, VERSION.0)?;
    let payload = head.file.remove("payload").ok_or_else(|| FileError::Field("payload".to_owned()))?;
    let id = payload.get("id").and_then(Value::as_str).filter(|id| !id.is_empty()).map(str::to_owned);
    let id = id.ok_or_else(|| FileError::Field("id".to_owned()))?;
    let file: SelfCheckFile = serde_json::from_value(payload).map_err(|error| FileError::Field(error.to_string()))?;
    Ok(HandOff { pack: head.pack, check: file.check(&id)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::{PackId, SubjectKind};
    use crate::workspace::self_check::{CheckChange, Column, Question};

    fn handed_off() -> (PackRef, SelfCheck) {
        let pack = crate::packs::open(crate::packs::BUILT_IN).unwrap();
        let mut check = SelfCheck::new("c1".to_owned(), Some(SubjectKind::Enterprise), "示例企业".to_owned());
        let rows = vec![
            vec![(Column::Mode, "许可".to_owned()), (Column::ContractAmount, "12.5".to_owned())],
            vec![(Column::Patents, "ZL201090000123.0".to_owned()), (Column::Implemented, "也许".to_owned())],
        ];
        for change in [
            CheckChange::Answered(Question::Code, "91350100M000100Y43".to_owned()),
            CheckChange::Answered(Question::PublishedRank(2), "4".to_owned()),
            CheckChange::TransactionsPasted(rows),
            CheckChange::EvidenceReady("agreement".to_owned(), true),
        ] {
            check = change.apply("c1", Some(&check), &pack.pack).unwrap().unwrap();
        }
        (PackRef { id: PackId::new("p"), sha256: pack.sha256 }, check)
    }

    #[test]
    fn a_self_check_comes_back_as_it_was() {
        let (pack, check) = handed_off();
        let text = write_hand_off(&pack, &check, "2022-12-31 17:05:09");
        assert!(is_hand_off(&text));
        let check = SelfCheck { saved_at: "2022-12-31 17:05:09".to_owned(), ..check };
        assert_eq!(read_hand_off(&text), Ok(HandOff { pack, check }));
    }

    #[test]
    fn one_altered_byte_is_noticed() {
        let (pack, check) = handed_off();
        let text = write_hand_off(&pack, &check, "2022-12-31 17:05:09");
        for index in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[index] = if bytes[index] == b'7' { b'8' } else { b'7' };
            let Ok(altered) = String::from_utf8(bytes) else { continue };
            assert!(read_hand_off(&altered).is_err(), "byte {index}");
        }
    }
}
