//! The session behind the page: one reducer, and a context for each piece of it that components show.

use super::assessed::Assessed;
use super::keeping::use_keeping_of;
use super::{
    AskingContext, AssessedContext, DestinationContext, DispatchContext, KeepingContext, NetworkContext, NoticeContext,
    OpenContext, PacksContext, ProviderProps, SavingContext, SortingContext,
};
use crate::packs;
use crate::platform::{close_door, fetch_writer};
use crate::workspace::{Event, Session};
use std::rc::Rc;
use yew::prelude::*;

/// The session with its reducer.
#[derive(PartialEq)]
struct Reduced(Session);

impl Reducible for Reduced {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        match self.0.after(event) {
            Some(next) => Rc::new(Reduced(next)),
            None => self,
        }
    }
}

/// Gives everything in it the session, what follows from it, the store and the network lock. It hands its children on
/// as they came, so that a change draws only those that read what changed.
#[component(SessionProvider)]
pub fn session_provider(props: &ProviderProps) -> Html {
    let session = use_reducer_eq(|| Reduced(first_session()));
    let network_locked = use_state(|| false);
    let dispatch = {
        let dispatcher = session.dispatcher();
        use_callback((), move |event: Event, ()| dispatcher.dispatch(event))
    };
    {
        let set = network_locked.setter();
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move {
                fetch_writer().await;
                set.set(close_door());
            });
        });
    }
    let Session { packs, open, notice, sorting, asking, destination, .. } = &session.0;
    let assessed = use_memo(open.clone(), |open| {
        let open = open.as_ref()?;
        Some(Rc::new(Assessed::of(Rc::clone(&open.pack), Rc::clone(open.history.present()))))
    });
    let saving = use_keeping_of(&session.0, &dispatch);
    html! {
        <ContextProvider<DispatchContext> context={DispatchContext(dispatch)}>
        <ContextProvider<PacksContext> context={PacksContext(Rc::clone(packs))}>
        <ContextProvider<OpenContext> context={OpenContext(open.clone())}>
        <ContextProvider<AssessedContext> context={AssessedContext((*assessed).clone())}>
        <ContextProvider<NoticeContext> context={NoticeContext(notice.clone())}>
        <ContextProvider<SortingContext> context={SortingContext(sorting.clone())}>
        <ContextProvider<AskingContext> context={AskingContext(asking.clone())}>
        <ContextProvider<DestinationContext> context={DestinationContext(destination.clone())}>
        <ContextProvider<KeepingContext> context={KeepingContext(saving.keeping.clone())}>
        <ContextProvider<SavingContext> context={SavingContext(saving)}>
        <ContextProvider<NetworkContext> context={NetworkContext(*network_locked)}>
            { props.children.clone() }
        </ContextProvider<NetworkContext>>
        </ContextProvider<SavingContext>>
        </ContextProvider<KeepingContext>>
        </ContextProvider<DestinationContext>>
        </ContextProvider<AskingContext>>
        </ContextProvider<SortingContext>>
        </ContextProvider<NoticeContext>>
        </ContextProvider<AssessedContext>>
        </ContextProvider<OpenContext>>
        </ContextProvider<PacksContext>>
        </ContextProvider<DispatchContext>>
    }
}

fn first_session() -> Session {
    match packs::open(packs::BUILT_IN) {
        Ok(built_in) => Session::new(built_in),
        // A test holds the built-in pack whole.
        Err(_) => Session::with_packs(Rc::default()),
    }
}
