//! 提示 – what the page has to say about something that happened, as facts; `text` has the sentences.

use super::intake::{FileKind, NotMerged, WorkbookError, WorkbookProblem};
use super::merge::Merge;
use super::snapshot::FileError;
use super::{TakenIssue, Workspace};
use crate::domain::policy::PackId;
use crate::packs::{Items, Problem};
use std::rc::Rc;

/// Something to be said until the next thing is said or a person dismisses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A page's own words.
    Said {
        /// Whether something went wrong.
        wrong: bool,
        /// What is said first.
        headline: String,
        /// One line for each thing.
        lines: Vec<String>,
    },
    /// A file was not opened.
    NotOpened {
        /// Its name; empty for what a portable page carries.
        file: String,
        /// Why.
        why: Refusal,
    },
    /// A workspace of the store's list was not opened.
    KeptNotOpened(FileError),
    /// What was read was not taken, since other work had taken the place of what it was read for.
    ChangedMeanwhile {
        /// The file's name; empty for several files and for what is no file.
        file: String,
    },
    /// A workspace was opened, with something to know about it.
    Opened {
        /// The workspace.
        workspace: Rc<Workspace>,
        /// What is to be known.
        remarks: Vec<OpenRemark>,
    },
    /// What this tab had open was not opened again, since something new was begun.
    NotRestored,
    /// It was not opened again, since the page stopped while it drew it before; when it was saved.
    StoppedBefore(String),
    /// The work of a portable page goes on where it was on this computer.
    GoesOn {
        /// True where it has changed since the page was saved.
        is_newer: bool,
    },
    /// It does not, since what is kept of it cannot be read.
    NotGoingOn(FileError),
    /// What a portable page carries is damaged.
    PortableDamaged,
    /// A self-check that was handed over was opened.
    CheckOpened {
        /// Its subject; may be empty.
        subject: String,
        /// What is to be known.
        remarks: Vec<CheckRemark>,
    },
    /// Targets of a superior were taken over.
    TargetsTaken {
        /// The issue.
        issue: TakenIssue,
        /// How many rows have targets in it.
        rows: usize,
    },
    /// A workbook changes nothing.
    WorkbookChangesNothing {
        /// The file's name.
        file: String,
        /// What of it is not taken over.
        problems: Vec<WorkbookProblem>,
    },
    /// Figures were filled in from a workbook.
    WorkbookImported {
        /// The file's name.
        file: String,
        /// Fields that were filled.
        count: usize,
        /// Fields whose text was not understood.
        unread: usize,
    },
    /// Files for the desk came while no unit's figures were open.
    NoDesk {
        /// How many.
        files: usize,
    },
    /// Files for the desk would make its own file too large.
    DeskTooLarge {
        /// How many.
        files: usize,
    },
    /// A pack was opened, with a new workspace under it.
    PackOpened {
        /// Its title.
        title: String,
    },
    /// A pack has problems.
    PackRefused {
        /// The file's name.
        file: String,
        /// All of them.
        problems: Rc<Vec<Problem>>,
    },
    /// Another tab changed the open workspace, and this one shows that now.
    TabReplaced,
    /// The other tab deleted the workspace; this tab's was saved again.
    SavedAgain,
    /// What another tab saved was merged in.
    Merged {
        /// This tab's side.
        mine: Rc<Workspace>,
        /// The other side.
        theirs: Rc<Workspace>,
        /// What became of both.
        outcome: Rc<Merge>,
    },
    /// It was not.
    NotMerged(NotMerged),
    /// The store did not give what the other tab saved; the browser's words.
    NotMergedUnread(String),
    /// The open workspace goes on as one of its own.
    SavedAsAnother(Rc<Workspace>),
    /// The worker did not write a file.
    NotWritten(WorkerFailure),
}

/// Why a file was not opened or taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The browser could not read it.
    Unreadable,
    /// It is larger than a file of ours can be; its size in bytes.
    TooLarge(usize),
    /// It is a file of another kind.
    Kind(FileKind),
    /// It is no proper file of ours.
    File(FileError),
    /// It is a self-check, which is opened elsewhere.
    IsSelfCheck,
    /// It is an issue of targets, which is opened alone.
    IsIssue,
    /// It holds a self-check and no figures.
    HasNoFigures,
    /// A workbook's figures need an open workspace.
    NoWorkForWorkbook,
    /// Issued targets need an open workspace.
    NoWorkForTargets,
    /// At the province's level the pack sets the targets.
    ProvinceHasItsTargets,
    /// The open unit is not among those of the issue.
    UnitNotInIssue {
        /// The open unit; may be empty.
        unit: String,
        /// The units of the issue.
        units: Vec<String>,
    },
    /// An example and real work do not mix.
    ExampleAndReal,
    /// A workbook could not be read.
    Workbook(WorkbookError),
    /// The worker that reads workbooks did not read it.
    Worker(WorkerFailure),
}

/// Why the worker that reads and writes office files did not do so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkerFailure {
    /// Its program is missing: a folder that was not copied completely.
    Missing,
    /// It could not start, or it stopped.
    Stopped,
    /// It was cancelled.
    Cancelled,
    /// Its error message, for the maintainers of the program.
    Refused(String),
}

/// What is to be known about an opened workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenRemark {
    /// It was made under another edition of its pack, of which these were the items.
    OtherEdition(Rc<Items>),
    /// The same workspace with other contents is kept on this computer: both are.
    TwoCopies,
    /// The store did not say what is kept on this computer: it goes on as a workspace of its own.
    StoreUnread,
}

/// What is to be known about an opened self-check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckRemark {
    /// Its file was made from another subject's, whose name this is; both are kept.
    MadeFrom(String),
    /// It took the place of an earlier one of the same subject; when both were saved, empty if unknown.
    Replaced {
        /// The earlier one.
        old: String,
        /// This one.
        new: String,
    },
    /// It was answered under another edition of its pack.
    OtherEdition,
    /// It was answered under another pack.
    OtherPack(PackId),
}

impl Notice {
    /// Something that went well, in a page's own words.
    pub fn good(headline: impl Into<String>) -> Notice {
        Notice::Said { wrong: false, headline: headline.into(), lines: Vec::new() }
    }

    /// Something that went wrong, in a page's own words.
    pub fn wrong(headline: impl Into<String>, lines: Vec<String>) -> Notice {
        Notice::Said { wrong: true, headline: headline.into(), lines }
    }

    /// Whether something went wrong: such a notice stays until it was read.
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
            | Notice::NotMergedUnread(_) => true,
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
            | Notice::SavedAsAnother(_) => false,
        }
    }
}
