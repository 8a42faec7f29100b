//! 当前会话 – everything that is open on the page: packs, one workspace with its history, and what was
//! last said to the person. One state, changed by past events.

use super::desk::Classified;
use super::intake::{Decision, Destination, Origin, Question, Request, decide};
use super::intake::{Kept, UnitFileProblem};
use super::{Action, DeskChange, History, Notice, PackRef, Workspace};
use crate::packs::OpenPack;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Everything that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The packs that are loaded; the built-in one first.
    pub packs: Rc<Vec<Rc<OpenPack>>>,
    /// The open workspace, with its pack.
    pub open: Option<Rc<Open>>,
    /// The notice that the page shows.
    pub notice: Option<Rc<Notice>>,
    /// What became of the files that were last given to the desk.
    pub desk_intake: Option<Rc<DeskIntake>>,
    /// What a person must answer before a request goes on.
    pub asking: Option<Rc<Asking>>,
    /// Where the page is to go; the page takes it out when it goes there.
    pub destination: Option<Destination>,
    /// Requests for which something is still being read, with the workspace that was open when they were made.
    pub asked: BTreeMap<u32, Option<Rc<Workspace>>>,
}

/// A request that waits for an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// What is asked.
    pub question: Question,
    request: Rc<Request>,
    agreed: Vec<Question>,
}

/// What became of files that were given to the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskIntake {
    /// Those that could be read.
    pub files: Vec<Classified>,
    /// Those that could not, with what is wrong.
    pub refused: Vec<(String, UnitFileProblem)>,
}

/// A workspace with the pack that rules it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The pack.
    pub pack: Rc<OpenPack>,
    /// The workspace and how it came about.
    pub history: History,
    /// Where it came from.
    pub origin: Origin,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A request was made that something is read for: what it was made of is remembered under its number.
    Asked(u32),
    /// Everything was read for a request: it is decided on the state of this moment.
    Requested(Rc<Request>),
    /// A person answered what a request waits for.
    Answered(bool),
    /// A workspace was opened, made or taken from the example.
    Opened(Box<Workspace>, Rc<OpenPack>, Origin),
    /// Another tab saved a newer state of the open workspace, and this tab shows that now.
    ReplacedByOtherTab(Box<Workspace>, Rc<Kept>),
    /// What the store holds was looked at and may be saved over; nothing, where the record is gone.
    SavedOver(Option<Rc<Kept>>),
    /// The workspace was put away or deleted.
    Closed,
    /// Something was done to it.
    Edited(Action),
    /// The last thing was taken back.
    Undone,
    /// It was done again.
    Redone,
    /// The state after that many steps of the list was gone back to.
    HistoryJumped(usize),
    /// Files were given to the desk; those that need no question are taken in.
    FilesClassified(Rc<DeskIntake>),
    /// One of them that had to be asked about was taken in for a unit, or put away.
    IntakeResolved(usize, Option<String>),
    /// A pack was opened; it joins those that are loaded.
    PackOpened(Rc<OpenPack>),
    /// Something was said.
    NoticeShown(Notice),
    /// It was put away.
    NoticeDismissed,
    /// The person went to another page: news of what went well is not for that page.
    PageLeft,
}

impl Session {
    /// With the built-in pack and nothing open.
    pub fn new(built_in: OpenPack) -> Session {
        Session::with_packs(Rc::new(vec![Rc::new(built_in)]))
    }

    /// With those packs and nothing open.
    pub fn with_packs(packs: Rc<Vec<Rc<OpenPack>>>) -> Session {
        Session {
            packs,
            open: None,
            notice: None,
            desk_intake: None,
            asking: None,
            destination: None,
            asked: BTreeMap::new(),
        }
    }

    /// The pack that a workspace was made with; the same id serves when its text is not at hand.
    pub fn pack_for(&self, wanted: &PackRef) -> Option<&Rc<OpenPack>> {
        let exact = self.packs.iter().find(|open| open.sha256 == wanted.sha256);
        exact.or_else(|| self.packs.iter().find(|open| open.pack.id == wanted.id))
    }

    /// The state after an event; `None` when nothing changes.
    pub fn after(&self, event: Event) -> Option<Session> {
        let mut next = self.clone();
        match event {
            Event::Asked(ticket) => {
                let present = next.open.as_ref().map(|open| Rc::clone(open.history.present()));
                next.asked.insert(ticket, present);
            }
            Event::Requested(request) => return self.decided(request, Vec::new()),
            Event::Answered(yes) => {
                let asking = next.asking.take()?;
                if !yes {
                    next.asked.retain(|ticket, _| Some(*ticket) != asking.request.ticket);
                    return Some(next);
                }
                let mut agreed = asking.agreed.clone();
                agreed.push(asking.question.clone());
                return next.decided(Rc::clone(&asking.request), agreed).or(Some(next));
            }
            Event::Opened(workspace, pack, origin) => {
                next.open = Some(Rc::new(Open { pack, history: History::new(*workspace), origin }));
                next.notice = None;
                next.desk_intake = None;
            }
            Event::ReplacedByOtherTab(newer, kept) => {
                let open = next.open.as_ref()?;
                let origin = Origin { kept: Some(kept), copy: None };
                next.open = Some(Rc::new(Open { pack: Rc::clone(&open.pack), history: History::new(*newer), origin }));
            }
            Event::SavedOver(kept) => {
                let open = next.open.as_ref()?;
                let gone = || Rc::new(Kept { id: open.history.present().id.clone(), ..Kept::default() });
                let origin = Origin { kept: Some(kept.unwrap_or_else(gone)), copy: None };
                next.open = Some(Rc::new(Open { origin, ..(**open).clone() }));
            }
            Event::Closed => {
                next.open = None;
                next.desk_intake = None;
            }
            Event::FilesClassified(desk_intake) => {
                let taken = desk_intake
                    .files
                    .iter()
                    .filter_map(|one| Some((one.outcome.accepted_by()?.to_owned(), Rc::clone(&one.received))));
                let taken: Vec<_> = taken.collect();
                if !taken.is_empty() {
                    let action = Action::AtDesk(DeskChange::TakenIn(taken));
                    next.step(|open| open.history.done(action, &open.pack.pack))?;
                }
                next.desk_intake = Some(desk_intake);
            }
            Event::IntakeResolved(index, unit) => {
                let mut desk_intake = (**next.desk_intake.as_ref()?).clone();
                if index >= desk_intake.files.len() {
                    return None;
                }
                let one = desk_intake.files.remove(index);
                if let Some(unit) = unit {
                    let action = Action::AtDesk(DeskChange::TakenIn(vec![(unit, one.received)]));
                    next.step(|open| open.history.done(action, &open.pack.pack))?;
                }
                next.desk_intake = Some(Rc::new(desk_intake));
            }
            Event::Edited(action) => {
                next.step(|open| open.history.done(action, &open.pack.pack))?;
                // Good news is old news once work goes on; what went wrong stays until it was read.
                next.notice = next.notice.filter(|notice| notice.is_wrong());
            }
            Event::Undone => {
                next.step(|open| open.history.undone())?;
                next.desk_intake = None;
            }
            Event::Redone => next.step(|open| open.history.redone())?,
            Event::HistoryJumped(steps) => {
                next.step(|open| open.history.at(steps))?;
                next.desk_intake = None;
            }
            Event::PackOpened(pack) => {
                if next.packs.iter().any(|known| known.sha256 == pack.sha256) {
                    return None;
                }
                Rc::make_mut(&mut next.packs).push(pack);
            }
            Event::NoticeShown(notice) => next.notice = Some(Rc::new(notice)),
            Event::NoticeDismissed => next.notice = None,
            Event::PageLeft => {
                next.notice.as_ref().filter(|notice| !notice.is_wrong())?;
                next.notice = None;
            }
        }
        Some(next)
    }

    /// The state after a request is decided on this one.
    fn decided(&self, request: Rc<Request>, agreed: Vec<Question>) -> Option<Session> {
        let decision = decide(self, &request, &agreed);
        let mut next = self.clone();
        let all = |state: Session, events: Vec<Event>| {
            events.into_iter().fold(state, |state, event| state.after(event).unwrap_or(state))
        };
        match decision {
            Decision::Asks(question, events) => {
                next = all(next, events);
                next.asking = Some(Rc::new(Asking { question, request, agreed }));
            }
            Decision::Does(events, destination) => {
                next = all(next, events);
                next.destination = destination.or(next.destination);
                next.asked.retain(|ticket, _| Some(*ticket) != request.ticket);
            }
            Decision::Nothing => {
                next.asked.retain(|ticket, _| Some(*ticket) != request.ticket);
            }
        }
        Some(next)
    }

    fn step(&mut self, step: impl FnOnce(&Open) -> Option<History>) -> Option<()> {
        let open = self.open.as_ref()?;
        let history = step(open)?;
        self.open = Some(Rc::new(Open { pack: Rc::clone(&open.pack), history, origin: open.origin.clone() }));
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::figures::Level;
    use crate::packs;

    #[test]
    fn what_is_done_can_be_taken_back_and_done_again() {
        let session = Session::new(packs::open(packs::BUILT_IN).unwrap());
        let pack = Rc::clone(&session.packs[0]);
        let pack_ref = PackRef { id: pack.pack.id.clone(), sha256: pack.sha256.clone() };
        let empty = Workspace::new("w".to_owned(), "示例市".to_owned(), Level::City, pack_ref);
        let opened = Event::Opened(Box::new(empty.clone()), pack, Origin::default());
        let open = session.after(opened).unwrap();
        let named = open.after(Event::Edited(Action::UnitNamed("乙市".to_owned()))).unwrap();
        let unit = |session: &Session| session.open.as_ref().unwrap().history.present().entries.unit.clone();
        assert_eq!(unit(&named), "乙市");
        let back = named.after(Event::Undone).unwrap();
        assert_eq!(**back.open.as_ref().unwrap().history.present(), empty);
        assert_eq!(unit(&back.after(Event::Redone).unwrap()), "乙市");
        assert_eq!(back.after(Event::Undone), None);
        // What was issued cannot be taken back: the file has left the house, and its number with it.
        let edited = back.after(Event::Edited(Action::UnitNamed("戊市".to_owned()))).unwrap();
        let day = crate::domain::quantity::Day::parse("2022-03-01").unwrap();
        let issue =
            crate::workspace::desk::Issue { number: 0, day, document: String::new(), targets: Default::default() };
        let issued = edited.after(Event::Edited(Action::AtDesk(DeskChange::Issued(Box::new(issue))))).unwrap();
        assert_eq!(issued.after(Event::Undone), None);
        let renamed = issued.after(Event::Edited(Action::UnitNamed("己市".to_owned()))).unwrap();
        assert_eq!(renamed.after(Event::HistoryJumped(0)), None);
        assert_eq!(unit(&renamed.after(Event::Undone).unwrap()), "戊市");
        // Something new in place of what was undone leaves nothing to redo.
        let other = back.after(Event::Edited(Action::UnitNamed("丙市".to_owned()))).unwrap();
        assert_eq!(other.after(Event::Redone), None);
    }
}
