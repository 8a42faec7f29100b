//! 收件 – what an incoming file is, and what follows. The page's commands read files and the store, and pass the
//! result here as a [`Request`]. It is decided on the current session. Pure: a decision names the events, the
//! question to ask first, and the page to show.
//!
//! - [`recognise`]: the kind of a file, by its first bytes and its name
//! - [`work`]: a workspace that is created, opened, restored or found in a portable page
//! - [`self_check`]: a self-check that is created, or opened from a file
//! - [`allocation`]: targets that a superior issued
//! - [`workbook`]: figures of an Excel workbook
//! - [`unit_files`]: files that units handed in
//! - [`pack`]: a pack
//! - [`tabs`]: another tab's changes to the same workspace
//! - [`kept`]: the list of the workspaces in the store

mod allocation;
mod kept;
mod pack;
mod recognise;
mod self_check;
mod tabs;
mod unit_files;
mod work;
mod workbook;

use super::notice::{Notice, Refusal};
use super::{Event, Open, PackRef, Purpose, Session, Workspace, snapshot};
use crate::domain::figures::Level;
use crate::domain::policy::SubjectKind;
use crate::packs::OpenPack;
use std::rc::Rc;

pub use allocation::EarlierIssue;
pub use kept::{KeptWork, kept_works, peers};
pub use recognise::{FileKind, kind_of};
pub use snapshot::LARGEST_FILE;
pub use tabs::NotMerged;
pub use unit_files::UnitFile;
pub use workbook::{
    TakenFigure, TakenFigures, TakenTarget, WorkbookChange, WorkbookError, WorkbookPreview, WorkbookProblem,
};

/// A workspace as the browser's store keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The workspace's key.
    pub id: String,
    /// Counts the saves, so that an older tab cannot overwrite newer work.
    pub revision: u32,
    /// When it was saved, as text in local time.
    pub saved_at: String,
    /// The workspace file.
    pub file: String,
}

/// All workspaces in the store; `None` if the store could not be read.
pub type KeptList = Option<Rc<Vec<Rc<Kept>>>>;

/// What a pure decision cannot create: new keys and the current time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fresh {
    /// A key for a new workspace.
    pub workspace: String,
    /// A key for a new self-check.
    pub check: String,
    /// The current time, as text in local time.
    pub now: String,
}

/// A request, with what was read for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What the user or the page wants.
    pub wanted: Wanted,
    /// The request's number, if [`Event::Asked`] announced it before reading began.
    pub ticket: Option<u32>,
    /// New keys and the current time.
    pub fresh: Fresh,
}

/// What a request wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// A new workspace of that level, with the pack of the open workspace or else the built-in pack.
    New(Level),
    /// A new workspace with that pack.
    NewUnder(Rc<OpenPack>),
    /// 示例市
    Example,
    /// The example self-check.
    ExampleCheck,
    /// A new self-check.
    Check(SubjectKind, Beside),
    /// A workspace from the store's list.
    Kept(Rc<Kept>),
    /// The workspace that this tab had open before a reload.
    Restored(Rc<Kept>),
    /// A file of ours: its name, its text, and what the store keeps.
    File(String, String, KeptList),
    /// A file that is not ours or could not be read: its name and the reason.
    Unusable(String, Refusal),
    /// The figures of a workbook, as the worker read them. First the file's name.
    Workbook(String, Rc<Result<TakenFigures, WorkbookError>>),
    /// Files from units, for the desk.
    UnitFiles(Vec<UnitFile>),
    /// The work in a portable page: the copy's key, the file, and what the store keeps.
    Carried(String, String, KeptList),
    /// A portable page whose work was imported before: the record in the store, and the file in the page.
    CarriedBefore(Rc<Kept>, String),
    /// The user returned to this tab: the record that this tab last saw, and the one in the store now.
    SeenInStore(Rc<Kept>, Rc<Kept>),
    /// Merge another tab's changes to the workspace of that key: the record that this tab last saw, and the one in the
    /// store now.
    Merge(String, Option<Rc<Kept>>, Option<Rc<Kept>>),
    /// Save the open workspace as a separate one.
    SaveAsAnother,
}

/// Where a new self-check goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// It gets a workspace of its own.
    Nothing,
    /// It joins the open unit's figures; without any, it gets a workspace of its own.
    Figures,
}

/// A question that the user must answer before a request is carried out.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// The open workspace would be closed. The page asks only if it is saved nowhere.
    ReplacesOpenWork,
    /// The issue is not newer than the last one imported from the same superior.
    EarlierIssue(EarlierIssue),
    /// A workbook's figures would change these fields.
    FillFromWorkbook(Rc<WorkbookPreview>),
}

/// The page to show after a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The start page for the purpose of the open workspace.
    Work(Purpose),
    /// 数据填报
    Figures,
    /// 完成情况
    Results,
    /// 指标口径
    Pack,
    /// 汇总分解
    Desk,
    /// The first page of a self-check.
    Check(String),
    /// The result of a self-check.
    CheckResult(String),
}

/// Where an open workspace came from, as far as saving needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The store's record when the workspace was opened: this tab may save over it.
    pub kept: Option<Rc<Kept>>,
    /// The copy of a portable page that it was imported from.
    pub copy: Option<String>,
}

/// The decision on a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Carry it out: the events, and the page to show.
    Does(Vec<Event>, Option<Destination>),
    /// Ask the user first. The events happen whatever the answer is.
    Asks(Question, Vec<Event>),
    /// Do nothing.
    Nothing,
}

impl Decision {
    /// Only show a notice with the reason.
    fn refused(notice: Notice) -> Decision {
        Decision::Does(vec![Event::NoticeShown(notice)], None)
    }

    fn not_opened(name: &str, why: Refusal) -> Decision {
        Decision::refused(Notice::NotOpened { file: name.to_owned(), why })
    }
}

/// Decides a request on the current session. `agreed` holds the questions that the user has answered with yes.
pub fn decide(session: &Session, request: &Request, agreed: &[Question]) -> Decision {
    let context = Context { session, request, agreed };
    match &request.wanted {
        Wanted::New(level) => context.new_work(*level),
        Wanted::NewUnder(pack) => context.new_under(pack),
        Wanted::Example => context.example(),
        Wanted::ExampleCheck => context.example_check(),
        Wanted::Check(kind, beside) => context.check_begun(*kind, *beside),
        Wanted::Kept(kept) => context.kept(kept),
        Wanted::Restored(kept) => context.restored(kept),
        Wanted::File(name, text, kept) => context.file(name, text, kept),
        Wanted::Unusable(name, why) => Decision::not_opened(name, why.clone()),
        Wanted::Workbook(name, read) => context.workbook(name, read),
        Wanted::UnitFiles(files) => context.unit_files(files),
        Wanted::Carried(copy, file, kept) => context.carried(copy, file, kept),
        Wanted::CarriedBefore(kept, file) => context.carried_before(kept, file),
        Wanted::SeenInStore(known, now) => context.seen_in_store(known, now),
        Wanted::Merge(id, base, theirs) => context.merged(id, base.as_deref(), theirs.as_ref()),
        Wanted::SaveAsAnother => context.saved_as_another(),
    }
}

/// A request and the session on which it is decided.
struct Context<'a> {
    session: &'a Session,
    request: &'a Request,
    agreed: &'a [Question],
}

impl<'a> Context<'a> {
    /// The open workspace with its pack.
    fn open(&self) -> Option<&'a Rc<Open>> {
        self.session.open.as_ref()
    }

    /// The open workspace, if it reports a unit's figures.
    fn reporting(&self) -> Option<&'a Rc<Open>> {
        self.open().filter(|open| open.history.present().purpose == Purpose::Reporting)
    }

    /// The pack for something new: that of the open workspace, else the built-in one.
    fn pack(&self) -> Option<&'a Rc<OpenPack>> {
        self.open().map(|open| &open.pack).or_else(|| self.session.packs.first())
    }

    /// The workspace that was open when the request was announced; `Some(None)` if none was. `None` without a
    /// ticket: nothing was read since.
    fn asked_of(&self) -> Option<Option<&'a Rc<Workspace>>> {
        let ticket = self.request.ticket?;
        Some(self.session.asked.get(&ticket)?.as_ref())
    }

    /// False if the session changed since the request was announced: opening now would replace newer work.
    fn is_as_asked(&self) -> bool {
        let present = self.open().map(|open| open.history.present());
        match self.asked_of() {
            None => true,
            Some(None) => present.is_none(),
            Some(Some(asked)) => present.is_some_and(|present| Rc::ptr_eq(present, asked)),
        }
    }

    /// False if another workspace is open than when the request was announced: it must not get what was meant
    /// for the first one.
    fn is_of_the_same_work(&self) -> bool {
        let present = self.open().map(|open| &open.history.present().id);
        self.asked_of().is_none_or(|asked| asked.map(|asked| &asked.id) == present)
    }

    /// Replaces the open workspace: only if it has not changed since the request was announced and, if it has
    /// work, only after the user has agreed.
    fn replacing(&self, name: &str, does: Decision) -> Decision {
        if !self.is_as_asked() {
            return Decision::refused(Notice::ChangedMeanwhile { file: name.to_owned() });
        }
        let has_work = self.open().is_some_and(|open| open.history.present().has_work());
        if has_work && !self.agreed.contains(&Question::ReplacesOpenWork) {
            return Decision::Asks(Question::ReplacesOpenWork, Vec::new());
        }
        does
    }
}

/// The reference to a pack, as workspaces store it.
pub fn pack_ref(pack: &OpenPack) -> PackRef {
    PackRef { id: pack.pack.id.clone(), sha256: pack.sha256.clone() }
}
