//! 当前会话 – everything that is open on the page: packs, one workspace with its history, the notice. One state,
//! changed by events.

use super::desk::Classified;
use super::intake::{Decision, Destination, Kept, Origin, Question, Request, decide};
use super::notice::Refusal;
use super::{Action, DeskChange, History, Notice, PackRef, Workspace};
use crate::packs::OpenPack;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Everything that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The loaded packs; the built-in one first.
    pub packs: Rc<Vec<Rc<OpenPack>>>,
    /// The open workspace, with its pack.
    pub open: Option<Rc<Open>>,
    /// The notice that the page shows.
    pub notice: Option<Rc<Notice>>,
    /// The outcome of the last files given to the desk.
    pub desk_intake: Option<Rc<DeskIntake>>,
    /// The question that the user must answer before a request continues.
    pub asking: Option<Rc<Asking>>,
    /// The page to show next; the UI clears it once it is there.
    pub destination: Option<Destination>,
    /// Announced requests that are still being read for, each with the workspace that was open at the time.
    pub asked: BTreeMap<u32, Option<Rc<Workspace>>>,
}

/// A request that waits for the user's answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The question.
    pub question: Question,
    request: Rc<Request>,
    agreed: Vec<Question>,
}

/// The outcome of files given to the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskIntake {
    /// The files that could be read.
    pub files: Vec<Classified>,
    /// The files that could not be read, each with the reason.
    pub refused: Vec<(String, Refusal)>,
}

/// The open workspace with its pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The pack.
    pub pack: Rc<OpenPack>,
    /// The workspace with its undo history.
    pub history: History,
    /// Where it came from.
    pub origin: Origin,
}

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A request was announced and is being read for. The open workspace is remembered under the request's
    /// number.
    Asked(u32),
    /// Everything was read for a request. It is decided on the current state.
    Requested(Rc<Request>),
    /// The user answered the pending question.
    Answered(bool),
    /// A workspace was opened or created.
    Opened(Box<Workspace>, Rc<OpenPack>, Origin),
    /// Another tab saved a newer state of the open workspace; this tab now shows it.
    ReplacedByOtherTab(Box<Workspace>, Rc<Kept>),
    /// This tab may save over this record of the store; `None` if the record is gone.
    SavedOver(Option<Rc<Kept>>),
    /// The workspace was closed or deleted.
    Closed,
    /// The workspace was edited.
    Edited(Action),
    /// The last step was undone.
    Undone,
    /// The next step was redone.
    Redone,
    /// The user jumped to the state after that many steps.
    HistoryJumped(usize),
    /// Files were given to the desk; those without an open question are accepted.
    FilesClassified(Rc<DeskIntake>),
    /// A file with an open question was accepted for a unit, or dismissed (`None`). Its index in the list.
    IntakeResolved(usize, Option<String>),
    /// A pack was opened and is added to the loaded ones.
    PackOpened(Rc<OpenPack>),
    /// A notice was shown.
    NoticeShown(Notice),
    /// The notice was dismissed.
    NoticeDismissed,
    /// The user went to another page. Navigation dismisses success notices.
    PageLeft,
}

impl Session {
    /// A session with the built-in pack and nothing open.
    pub fn new(built_in: OpenPack) -> Session {
        Session::with_packs(Rc::new(vec![Rc::new(built_in)]))
    }

    /// A session with these packs and nothing open.
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

    /// The loaded pack of a workspace: the same edition, else one with the same id.
    pub fn pack_for(&self, wanted: &PackRef) -> Option<&Rc<OpenPack>> {
        let exact = self.packs.iter().find(|open| open.sha256 == wanted.sha256);
        exact.or_else(|| self.packs.iter().find(|open| open.pack.id == wanted.id))
    }

    /// The state after an event; `None` if nothing changes.
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
                // An edit dismisses success notices; failures stay.
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

    /// The state after a request is decided on the current one.
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
        // An issue cannot be undone: its file and number are already in use elsewhere.
        let edited = back.after(Event::Edited(Action::UnitNamed("戊市".to_owned()))).unwrap();
        let day = crate::domain::quantity::Day::parse("2022-03-01").unwrap();
        let issue =
            crate::workspace::desk::Issue { number: 0, day, document: String::new(), targets: Default::default() };
        let issued = edited.after(Event::Edited(Action::AtDesk(DeskChange::Issued(Box::new(issue))))).unwrap();
        assert_eq!(issued.after(Event::Undone), None);
        let renamed = issued.after(Event::Edited(Action::UnitNamed("己市".to_owned()))).unwrap();
        assert_eq!(renamed.after(Event::HistoryJumped(0)), None);
        assert_eq!(unit(&renamed.after(Event::Undone).unwrap()), "戊市");
        // A new action discards the steps that were undone.
        let other = back.after(Event::Edited(Action::UnitNamed("丙市".to_owned()))).unwrap();
        assert_eq!(other.after(Event::Redone), None);
    }
}
