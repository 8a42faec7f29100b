//! 提示 – notices to the user, as facts; `text` has the sentences.

use super::intake::{FileKind, NotMerged, WorkbookError, WorkbookProblem};
use super::merge::Merge;
use super::snapshot::FileError;
use super::{TakenIssue, Workspace};
use crate::domain::policy::PackId;
use crate::packs::{Items, Problem};
use std::rc::Rc;

/// A notice. It is shown until the next one replaces it or the user dismisses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Text that a page wrote itself.
    Said {
        /// True if something went wrong.
        wrong: bool,
        /// The headline.
        headline: String,
        /// Further lines.
        lines: Vec<String>,
    },
    /// A file was not opened.
    NotOpened {
        /// The file's name; empty for the work in a portable page.
        file: String,
        /// Why.
        why: Refusal,
    },
    /// A workspace in the store's list could not be opened.
    KeptNotOpened(FileError),
    /// A file was read but not used, because other work was opened or edited meanwhile.
    ChangedMeanwhile {
        /// The file's name; empty for several files, or if there was no file.
        file: String,
    },
    /// A workspace was opened, with remarks.
    Opened {
        /// The workspace.
        workspace: Rc<Workspace>,
        /// The remarks.
        remarks: Vec<OpenRemark>,
    },
    /// This tab's work was not reopened, because the user has begun something new.
    NotRestored,
    /// This tab's work was not reopened, because the page crashed when it last drew it. Holds the time of the
    /// last save.
    StoppedBefore(String),
    /// A portable page was opened again: its work continues from this browser's copy.
    GoesOn {
        /// True if that copy has changed since the page was saved.
        is_newer: bool,
    },
    /// A portable page was opened again, but this browser's copy of its work cannot be read.
    NotGoingOn(FileError),
    /// The work in a portable page is damaged.
    PortableDamaged,
    /// A self-check file was opened.
    CheckOpened {
        /// Its subject; may be empty.
        subject: String,
        /// The remarks.
        remarks: Vec<CheckRemark>,
    },
    /// Targets that a superior issued were imported.
    TargetsTaken {
        /// The issue.
        issue: TakenIssue,
        /// Number of rows with targets.
        rows: usize,
    },
    /// A workbook was read and changes nothing.
    WorkbookChangesNothing {
        /// The file's name.
        file: String,
        /// What was not imported.
        problems: Vec<WorkbookProblem>,
    },
    /// Figures were filled in from a workbook.
    WorkbookImported {
        /// The file's name.
        file: String,
        /// Number of fields that were filled.
        count: usize,
        /// Number of fields whose text was not understood.
        unread: usize,
    },
    /// Files for the desk arrived, but no unit's figures were open.
    NoDesk {
        /// Number of files.
        files: usize,
    },
    /// With these files the desk's workspace file would be too large.
    DeskTooLarge {
        /// Number of files.
        files: usize,
    },
    /// A pack was opened, and a new workspace with it.
    PackOpened {
        /// The pack's title.
        title: String,
    },
    /// A pack has problems.
    PackRefused {
        /// The file's name.
        file: String,
        /// All problems.
        problems: Rc<Vec<Problem>>,
    },
    /// Another tab changed the open workspace; this tab now shows the new state.
    TabReplaced,
    /// Another tab deleted the workspace; this tab saved it again.
    SavedAgain,
    /// The other tab's changes were merged.
    Merged {
        /// This tab's state.
        mine: Rc<Workspace>,
        /// The other tab's state.
        theirs: Rc<Workspace>,
        /// The result.
        outcome: Rc<Merge>,
    },
    /// The other tab's changes were not merged.
    NotMerged(NotMerged),
    /// The store could not be read for a merge; the browser's message.
    NotMergedUnread(String),
    /// The open workspace was saved as a separate one.
    SavedAsAnother(Rc<Workspace>),
    /// The worker failed to write a file.
    NotWritten(WorkerFailure),
    /// A file was given to the browser to save: its name.
    Downloaded(String, DownloadOf),
    /// The browser did not take a file.
    DownloadRefused,
}

/// What a downloaded file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DownloadOf {
    /// The workspace's file.
    MasterCopy,
    /// The portable page.
    PortablePage,
    /// A self-check's file.
    SelfCheck,
    /// Anything else.
    Other,
}

/// Why a file was not opened or imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The browser could not read it.
    Unreadable,
    /// Too large for any of our files; its size in bytes.
    TooLarge(usize),
    /// A file of another kind.
    Kind(FileKind),
    /// Not a valid file of ours.
    File(FileError),
    /// A self-check, which cannot be opened here.
    IsSelfCheck,
    /// An issue of targets, which must be opened alone.
    IsIssue,
    /// The file holds a self-check and no figures.
    HasNoFigures,
    /// A workbook's figures need an open workspace.
    NoWorkForWorkbook,
    /// Issued targets need an open workspace.
    NoWorkForTargets,
    /// At the province's level the pack sets the targets.
    ProvinceHasItsTargets,
    /// The issue has no targets for the open unit.
    UnitNotInIssue {
        /// The open unit; may be empty.
        unit: String,
        /// The units in the issue.
        units: Vec<String>,
    },
    /// One is example data, the other is not.
    ExampleAndReal,
    /// A workbook could not be read.
    Workbook(WorkbookError),
    /// The worker that reads workbooks failed.
    Worker(WorkerFailure),
}

/// Why the worker for office files failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkerFailure {
    /// Its program file is missing: the folder was copied incompletely.
    Missing,
    /// It did not start, or it stopped.
    Stopped,
    /// The user cancelled.
    Cancelled,
    /// Its error message, for the maintainers of the program.
    Refused(String),
}

/// A remark about an opened workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenRemark {
    /// It was made with another edition of its pack; these are that edition's items.
    OtherEdition(Rc<Items>),
    /// This browser has the same workspace with other contents: both are kept.
    TwoCopies,
    /// The store could not be read: the workspace gets a new key.
    StoreUnread,
}

/// A remark about an opened self-check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckRemark {
    /// It was made from the file of another subject, named here; both are kept.
    MadeFrom(String),
    /// It replaced the copy of the same subject that was here. Both save times follow; empty if unknown.
    Replaced {
        /// When the replaced one was saved.
        old: String,
        /// When the new one was saved.
        new: String,
    },
    /// It was answered with another edition of its pack.
    OtherEdition,
    /// It was answered with another pack.
    OtherPack(PackId),
}

impl Notice {
    /// A page's own notice of success.
    pub fn good(headline: impl Into<String>) -> Notice {
        Notice::Said { wrong: false, headline: headline.into(), lines: Vec::new() }
    }

    /// A page's own notice of a failure.
    pub fn wrong(headline: impl Into<String>, lines: Vec<String>) -> Notice {
        Notice::Said { wrong: true, headline: headline.into(), lines }
    }

    /// True if something went wrong. Such a notice survives edits and navigation.
    pub fn is_wrong(&self) -> bool {
        match self {
            Notice::Said { wrong, .. } => *wrong,
            Notice::WorkbookChangesNothing { problems, .. } => !problems.is_empty(),
            Notice::NotWritten(failure) => *failure != WorkerFailure::Cancelled,
            Notice::NotOpened { .. }
            | Notice::KeptNotOpened(_)
            | Notice::ChangedMeanwhile { .. }
            | Notice::StoppedBefore(_)
            | Notice::NotGoingOn(_)
            | Notice::PortableDamaged
            | Notice::NoDesk { .. }
            | Notice::DeskTooLarge { .. }
            | Notice::PackRefused { .. }
            | Notice::NotMerged(_)
            | Notice::NotMergedUnread(_)
            | Notice::DownloadRefused => true,
            Notice::Opened { .. }
            | Notice::NotRestored
            | Notice::GoesOn { .. }
            | Notice::CheckOpened { .. }
            | Notice::TargetsTaken { .. }
            | Notice::WorkbookImported { .. }
            | Notice::PackOpened { .. }
            | Notice::TabReplaced
            | Notice::SavedAgain
            | Notice::Merged { .. }
            | Notice::SavedAsAnother(_)
            | Notice::Downloaded(..) => false,
        }
    }
}
