//! 收件 – what an incoming file is, and what follows from it. Commands of the page read files and the store; what they
//! read comes here as a [`Request`] and is decided on the session of that moment. Pure: a decision names what
//! happens, what must be asked first, and where the page goes.
//!
//! - [`recognise`]: the kind of a file, by its first bytes and its name
//! - [`work`]: a workspace that is begun, opened, restored or found in a portable page
//! - [`self_check`]: a self-check that is begun or was handed over
//! - [`allocation`]: targets that a superior issued
//! - [`workbook`]: figures of an Excel workbook
//! - [`unit_files`]: files that units handed in
//! - [`pack`]: a pack
//! - [`tabs`]: what another tab saved of the same workspace
//! - [`kept`]: the list of what the store keeps

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
pub use unit_files::{UnitFile, UnitFileProblem};
pub use workbook::{
    TakenFigure, TakenFigures, TakenTarget, WorkbookChange, WorkbookError, WorkbookPreview, WorkbookProblem,
};

/// A workspace as the browser's store keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Its key.
    pub id: String,
    /// Counts the saves, so that an older tab cannot overwrite the work of a newer one.
    pub revision: u32,
    /// When it was saved, in the words of this machine's clock.
    pub saved_at: String,
    /// The workspace file.
    pub file: String,
}

/// The workspaces that the store keeps; `None` if it did not say.
pub type KeptList = Option<Rc<Vec<Rc<Kept>>>>;

/// What a pure decision cannot make: keys for new things, and the time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fresh {
    /// A key for a new workspace.
    pub workspace: String,
    /// A key for a new self-check.
    pub check: String,
    /// The time, in the words of this machine's clock.
    pub now: String,
}

/// Something that was asked for, with what was read for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What is wanted.
    pub wanted: Wanted,
    /// The request's number, if it was announced by [`Event::Asked`] before something was read for it.
    pub ticket: Option<u32>,
    /// Keys and time.
    pub fresh: Fresh,
}

/// What is wanted.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// A new workspace of that level, under the pack of the open workspace or the built-in one.
    New(Level),
    /// A new workspace under that pack.
    NewUnder(Rc<OpenPack>),
    /// 示例市
    Example,
    /// The example of a self-check.
    ExampleCheck,
    /// A new self-check.
    Check(SubjectKind, Beside),
    /// A workspace of the store's list.
    Kept(Rc<Kept>),
    /// The workspace that this tab had open before it was loaded again.
    Restored(Rc<Kept>),
    /// A file of ours, as its name and text; what the store keeps.
    File(String, String, KeptList),
    /// A file that is not one of ours, or could not be read.
    Unusable(String, Refusal),
    /// The figures of a workbook, as the worker read them; the file's name.
    Workbook(String, Rc<Result<TakenFigures, WorkbookError>>),
    /// Files of units for the desk.
    UnitFiles(Vec<UnitFile>),
    /// What a portable page carries: its copy's key and file; what the store keeps.
    Carried(String, String, KeptList),
    /// The work that this copy of a portable page was imported as, and the file that the page carries.
    CarriedBefore(Rc<Kept>, String),
    /// Seen on coming back to this tab: what it knew to be in the store, and what the store holds now.
    SeenInStore(Rc<Kept>, Rc<Kept>),
    /// What this tab and another one saved is to be merged: what this tab knew, what the store holds now.
    Merge(Option<Rc<Kept>>, Option<Rc<Kept>>),
    /// The open workspace goes on as one of its own.
    SaveAsAnother,
}

/// Where a new self-check goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// It is work of its own.
    Nothing,
    /// It joins the unit's figures that are open, if any are.
    Figures,
}

/// Something that a person must answer before a request is carried out.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// The open workspace gives way; the page asks only where it is kept nowhere.
    ReplacesOpenWork,
    /// An issue would take the place of a later one, or of another one of the same number.
    EarlierIssue(EarlierIssue),
    /// The figures of a workbook would change these fields.
    FillFromWorkbook(Rc<WorkbookPreview>),
}

/// Where the page goes once a request is carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// 填报文件 or what the purpose of the open workspace begins with.
    Work(Purpose),
    /// 数据填报
    Figures,
    /// 完成情况
    Results,
    /// 指标口径
    Pack,
    /// 汇总分解
    Desk,
    /// The first questions of a self-check.
    Check(String),
    /// The result of a self-check.
    CheckResult(String),
}

/// Where an open workspace came from, as far as that matters for keeping it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// What the store held of it when it was opened: this tab may save over that.
    pub kept: Option<Rc<Kept>>,
    /// The copy of a portable page that it was imported from.
    pub copy: Option<String>,
}

/// What a request leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// It is carried out: what happens, and where the page goes.
    Does(Vec<Event>, Option<Destination>),
    /// A person must answer first; what happens whatever the answer is.
    Asks(Question, Vec<Event>),
    /// Nothing happens.
    Nothing,
}

impl Decision {
    /// Nothing happens but that a person is told why.
    fn refused(notice: Notice) -> Decision {
        Decision::Does(vec![Event::NoticeShown(notice)], None)
    }

    fn not_opened(name: &str, why: Refusal) -> Decision {
        Decision::refused(Notice::NotOpened { file: name.to_owned(), why })
    }
}

/// Decides a request on the session as it is now. `agreed` are the questions that a person has answered with yes.
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
        Wanted::Merge(base, theirs) => context.merged(base.as_deref(), theirs.as_ref()),
        Wanted::SaveAsAnother => context.saved_as_another(),
    }
}

/// A request on the session that it is decided on.
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

    /// The pack that something new takes: that of the open workspace, or the built-in one.
    fn pack(&self) -> Option<&'a Rc<OpenPack>> {
        self.open().map(|open| &open.pack).or_else(|| self.session.packs.first())
    }

    /// The key of the workspace that was open when the request was made; `None` inside for none. Without a ticket
    /// nothing was read in between.
    fn asked_of(&self) -> Option<Option<&'a Rc<Workspace>>> {
        let ticket = self.request.ticket?;
        Some(self.session.asked.get(&ticket)?.as_ref())
    }

    /// False where something was done since the request was made: what is opened then would replace newer work.
    fn is_as_asked(&self) -> bool {
        let present = self.open().map(|open| open.history.present());
        match self.asked_of() {
            None => true,
            Some(None) => present.is_none(),
            Some(Some(asked)) => present.is_some_and(|present| Rc::ptr_eq(present, asked)),
        }
    }

    /// False where another workspace is open than when the request was made: what was meant for that one must not
    /// reach this one.
    fn is_of_the_same_work(&self) -> bool {
        let present = self.open().map(|open| &open.history.present().id);
        self.asked_of().is_none_or(|asked| asked.map(|asked| &asked.id) == present)
    }

    /// Does something that replaces the open workspace: only on the state that it was asked of, and after a person has
    /// agreed.
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

/// Names a pack as workspaces do.
pub fn pack_ref(pack: &OpenPack) -> PackRef {
    PackRef { id: pack.pack.id.clone(), sha256: pack.sha256.clone() }
}
