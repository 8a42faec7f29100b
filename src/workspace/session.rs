//! 当前会话 – everything that is open on the page: packs, one workspace with its history, and what was
//! last said to the person. One state, changed by past events.

use super::desk::Sorted;
use super::{Action, DeskChange, History, PackRef, Workspace};
use crate::packs::OpenPack;
use std::rc::Rc;

/// Everything that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The packs that are loaded; the built-in one first.
    pub packs: Rc<Vec<Rc<OpenPack>>>,
    /// The open workspace, with its pack.
    pub open: Option<Rc<Open>>,
    /// The notice that the page shows.
    pub notice: Option<Rc<Notice>>,
    /// What became of the files that were last given to the desk.
    pub sorting: Option<Rc<Sorting>>,
}

/// What became of files that were given to the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorting {
    /// Those that could be read.
    pub files: Vec<Sorted>,
    /// Those that could not, with what is wrong.
    pub refused: Vec<(String, String)>,
}

/// A workspace with the pack that rules it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The pack.
    pub pack: Rc<OpenPack>,
    /// The workspace and how it came about.
    pub history: History,
}

/// Something said to the person until the next thing is said or it is put away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whether something went wrong.
    pub wrong: bool,
    /// What is said first.
    pub headline: String,
    /// One line for each thing.
    pub lines: Vec<String>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A workspace was opened, made or taken from the example.
    Opened(Box<Workspace>, Rc<OpenPack>),
    /// An answer that took its time, with the state that it was based on: these events count only while that state,
    /// or nothing, is still what is open.
    Late(Option<Rc<Workspace>>, Vec<Event>),
    /// What this tab had open before it was loaded again. Where something was begun meanwhile that stays, and the
    /// other waits in the list.
    Restored(Box<Workspace>, Rc<OpenPack>),
    /// Another page saved a newer state of what was open here; it takes its place only while nothing
    /// was done here since it was looked at.
    Overtaken(Rc<Workspace>, Box<Workspace>),
    /// The workspace was put away or deleted.
    Closed,
    /// Something was done to it.
    Did(Action),
    /// The last thing was taken back.
    Undone,
    /// It was done again.
    Redone,
    /// The state after that many steps of the list was gone back to.
    WentTo(usize),
    /// Files were given to the desk; those that need no question are taken in.
    SortedOut(Rc<Sorting>),
    /// One of them that had to be asked about was taken in for a unit, or put away.
    Settled(usize, Option<String>),
    /// A pack was opened; it joins those at hand.
    PackOpened(Rc<OpenPack>),
    /// Something was said.
    Told(Notice),
    /// It was put away.
    Hushed,
    /// The person went to another page: news of what went well is not for that page.
    PageLeft,
}

impl Notice {
    /// Something that went well.
    pub fn good(headline: impl Into<String>) -> Notice {
        Notice { wrong: false, headline: headline.into(), lines: Vec::new() }
    }

    /// Something that went wrong.
    pub fn wrong(headline: impl Into<String>, lines: Vec<String>) -> Notice {
        Notice { wrong: true, headline: headline.into(), lines }
    }
}

impl Session {
    /// With the built-in pack and nothing open.
    pub fn new(built_in: OpenPack) -> Session {
        Session { packs: Rc::new(vec![Rc::new(built_in)]), open: None, notice: None, sorting: None }
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
            Event::Opened(workspace, pack) => {
                next.open = Some(Rc::new(Open { pack, history: History::new(*workspace) }));
                next.notice = None;
                next.sorting = None;
            }
            Event::Late(seen, events) => {
                if self.is_still(seen.as_ref()) {
                    return Some(events.into_iter().fold(next, |state, event| state.after(event).unwrap_or(state)));
                }
                let lines = vec!["打开的时候，页面上的内容又有了改动，所以没有动它。请再打开一次。".to_owned()];
                next.notice = Some(Rc::new(Notice::wrong("没有采用刚才打开的文件", lines)));
            }
            Event::Restored(workspace, pack) => {
                if self.open.is_some() {
                    let line = "要接着填它，请到“填报文件”里打开。".to_owned();
                    let headline = "上次在这里填的那份没有自动打开：已经有了新的内容";
                    next.notice =
                        Some(Rc::new(Notice { wrong: false, headline: headline.to_owned(), lines: vec![line] }));
                    return Some(next);
                }
                return self.after(Event::Opened(workspace, pack));
            }
            Event::Overtaken(seen, newer) => {
                let open = next.open.as_ref().filter(|open| Rc::ptr_eq(open.history.present(), &seen))?;
                next.open = Some(Rc::new(Open { pack: Rc::clone(&open.pack), history: History::new(*newer) }));
                next.notice = Some(Rc::new(Notice::good("另一个页面改过这份文件，本页已换成最新内容")));
            }
            Event::Closed => {
                next.open = None;
                next.sorting = None;
            }
            Event::SortedOut(sorting) => {
                let taken = sorting
                    .files
                    .iter()
                    .filter_map(|one| Some((one.fate.taken_by()?.to_owned(), Rc::clone(&one.received))));
                let taken: Vec<_> = taken.collect();
                if !taken.is_empty() {
                    let action = Action::AtDesk(DeskChange::TakenIn(taken));
                    next.step(|open| open.history.done(action, &open.pack.pack))?;
                }
                next.sorting = Some(sorting);
            }
            Event::Settled(index, unit) => {
                let mut sorting = (**next.sorting.as_ref()?).clone();
                if index >= sorting.files.len() {
                    return None;
                }
                let one = sorting.files.remove(index);
                if let Some(unit) = unit {
                    let action = Action::AtDesk(DeskChange::TakenIn(vec![(unit, one.received)]));
                    next.step(|open| open.history.done(action, &open.pack.pack))?;
                }
                next.sorting = Some(Rc::new(sorting));
            }
            Event::Did(action) => {
                next.step(|open| open.history.done(action, &open.pack.pack))?;
                // Good news is old news once work goes on; what went wrong stays until it was read.
                next.notice = next.notice.filter(|notice| notice.wrong);
            }
            Event::Undone => {
                next.step(|open| open.history.undone())?;
                next.sorting = None;
            }
            Event::Redone => next.step(|open| open.history.redone())?,
            Event::WentTo(steps) => {
                next.step(|open| open.history.at(steps))?;
                next.sorting = None;
            }
            Event::PackOpened(pack) => {
                if next.packs.iter().any(|known| known.sha256 == pack.sha256) {
                    return None;
                }
                Rc::make_mut(&mut next.packs).push(pack);
            }
            Event::Told(notice) => next.notice = Some(Rc::new(notice)),
            Event::Hushed => next.notice = None,
            Event::PageLeft => {
                next.notice.as_ref().filter(|notice| !notice.wrong)?;
                next.notice = None;
            }
        }
        Some(next)
    }

    /// True while that state, or nothing, is open.
    fn is_still(&self, seen: Option<&Rc<Workspace>>) -> bool {
        match (self.open.as_ref().map(|open| open.history.present()), seen) {
            (Some(present), Some(seen)) => Rc::ptr_eq(present, seen),
            (None, None) => true,
            _ => false,
        }
    }

    fn step(&mut self, step: impl FnOnce(&Open) -> Option<History>) -> Option<()> {
        let open = self.open.as_ref()?;
        let history = step(open)?;
        self.open = Some(Rc::new(Open { pack: Rc::clone(&open.pack), history }));
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
        let open = session.after(Event::Opened(Box::new(empty.clone()), pack)).unwrap();
        let named = open.after(Event::Did(Action::UnitNamed("乙市".to_owned()))).unwrap();
        let unit = |session: &Session| session.open.as_ref().unwrap().history.present().entries.unit.clone();
        assert_eq!(unit(&named), "乙市");
        let back = named.after(Event::Undone).unwrap();
        assert_eq!(**back.open.as_ref().unwrap().history.present(), empty);
        assert_eq!(unit(&back.after(Event::Redone).unwrap()), "乙市");
        assert_eq!(back.after(Event::Undone), None);
        // What another page saved takes its place only while nothing was done here in between.
        let seen = Rc::clone(back.open.as_ref().unwrap().history.present());
        let newer = Workspace::new("w".to_owned(), "丁市".to_owned(), Level::City, empty.pack.clone());
        let overtaken = Event::Overtaken(seen, Box::new(newer));
        assert_eq!(unit(&back.after(overtaken.clone()).unwrap()), "丁市");
        let edited = back.after(Event::Did(Action::UnitNamed("戊市".to_owned()))).unwrap();
        assert_eq!(edited.after(overtaken), None);
        // So does a file that was read meanwhile, and nothing that was begun gives way to what was open before.
        let pack = Rc::clone(&back.packs[0]);
        let seen = Rc::clone(back.open.as_ref().unwrap().history.present());
        let other = Workspace::new("x".to_owned(), "辛市".to_owned(), Level::City, empty.pack.clone());
        let opened = || vec![Event::Opened(Box::new(other.clone()), Rc::clone(&pack)), Event::Told(Notice::good("好"))];
        let late = Event::Late(Some(seen), opened());
        let taken = back.after(late.clone()).unwrap();
        assert_eq!((unit(&taken).as_str(), taken.notice.as_ref().map(|notice| notice.wrong)), ("辛市", Some(false)));
        let kept = edited.after(late).unwrap();
        assert_eq!((unit(&kept).as_str(), kept.notice.as_ref().map(|notice| notice.wrong)), ("戊市", Some(true)));
        let restored = Event::Restored(Box::new(other.clone()), Rc::clone(&pack));
        assert_eq!(unit(&session.after(restored.clone()).unwrap()), "辛市");
        assert_eq!(unit(&edited.after(restored).unwrap()), "戊市");
        let first = Event::Late(None, opened());
        assert_eq!(unit(&session.after(first.clone()).unwrap()), "辛市");
        assert_eq!(unit(&edited.after(first).unwrap()), "戊市");
        // What was given out cannot be taken back: the file is out of the house, and its number with it.
        let day = crate::domain::quantity::Day::parse("2022-03-01").unwrap();
        let issue =
            crate::workspace::desk::Issue { number: 0, day, document: String::new(), targets: Default::default() };
        let issued = edited.after(Event::Did(Action::AtDesk(DeskChange::Issued(Box::new(issue))))).unwrap();
        assert_eq!(issued.after(Event::Undone), None);
        let renamed = issued.after(Event::Did(Action::UnitNamed("己市".to_owned()))).unwrap();
        assert_eq!(renamed.after(Event::WentTo(0)), None);
        assert_eq!(unit(&renamed.after(Event::Undone).unwrap()), "戊市");
        // Something new in place of what was undone leaves nothing to redo.
        let other = back.after(Event::Did(Action::UnitNamed("丙市".to_owned()))).unwrap();
        assert_eq!(other.after(Event::Redone), None);
    }
}
