//! The session: one reducer, and a context for each piece of it that components show.

use super::saved::use_saved;
use super::{
    Assessed, AssessedContext, DeskIntakeContext, DispatchContext, NetworkContext, NoticeContext, OpenContext,
    PacksContext, ProviderProps, Saving, SavingContext, StoreState, StoreStateContext,
};
use crate::packs::{self, OpenPack};
use crate::platform::{SaveState, fetch_writer, lock_network};
use crate::text;
use crate::ui::route::{Route, use_go};
use crate::workspace::intake::Question;
use crate::workspace::{Event, Session};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// Provides the session, its assessment, the store and the network lock. It passes its children on unchanged, so
/// that a change redraws only the components that read it.
#[component(SessionProvider)]
pub fn session_provider(props: &ProviderProps) -> Html {
    let newest_saving = use_mut_ref(|| Saving { store_state: StoreState::Opening, state: SaveState::Idle });
    let (session, dispatch) = use_session(Rc::clone(&newest_saving));
    let network_locked = use_state(|| false);
    {
        let set = network_locked.setter();
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move {
                fetch_writer().await;
                set.set(lock_network());
            });
        });
    }
    let Session { packs, open, notice, desk_intake, .. } = &session;
    let assessed = use_memo(open.clone(), |open| {
        let open = open.as_ref()?;
        Some(Rc::new(Assessed::of(Rc::clone(&open.pack), Rc::clone(open.history.present()))))
    });
    let saving = use_saved(&session, &dispatch, newest_saving);
    html! {
        <ContextProvider<DispatchContext> context={DispatchContext(dispatch)}>
        <ContextProvider<PacksContext> context={PacksContext(Rc::clone(packs))}>
        <ContextProvider<OpenContext> context={OpenContext(open.clone())}>
        <ContextProvider<AssessedContext> context={AssessedContext((*assessed).clone())}>
        <ContextProvider<NoticeContext> context={NoticeContext(notice.clone())}>
        <ContextProvider<DeskIntakeContext> context={DeskIntakeContext(desk_intake.clone())}>
        <ContextProvider<StoreStateContext> context={StoreStateContext(saving.store_state.clone())}>
        <ContextProvider<SavingContext> context={SavingContext(saving)}>
        <ContextProvider<NetworkContext> context={NetworkContext(*network_locked)}>
            { props.children.clone() }
        </ContextProvider<NetworkContext>>
        </ContextProvider<SavingContext>>
        </ContextProvider<StoreStateContext>>
        </ContextProvider<DeskIntakeContext>>
        </ContextProvider<NoticeContext>>
        </ContextProvider<AssessedContext>>
        </ContextProvider<OpenContext>>
        </ContextProvider<PacksContext>>
        </ContextProvider<DispatchContext>>
    }
}

/// The session and its dispatch. The dispatch reduces an event at once, on the newest state. Then it asks the
/// person what the state asks, and goes to the page that the state names. None of this waits for drawing, so
/// nothing that a person does can come in between.
#[hook]
fn use_session(saving: Rc<RefCell<Saving>>) -> (Session, Callback<Event>) {
    let newest = use_mut_ref(first_session);
    let drawn = use_state(|| newest.borrow().clone());
    let go = use_go();
    let dispatch = {
        let drawn = drawn.setter();
        use_callback((), move |event: Event, ()| {
            let mut event = Some(event);
            while let Some(happened) = event.take() {
                let next = newest.borrow().after(happened);
                let Some(mut next) = next else { return };
                let (asking, destination) = (next.asking.clone(), next.destination.take());
                newest.replace(next.clone());
                drawn.set(next);
                event = asking.map(|asking| {
                    let pack = newest.borrow().open.as_ref().map(|open| Rc::clone(&open.pack));
                    Event::Answered(answer(&asking.question, pack.as_deref(), &saving))
                });
                if let Some(destination) = destination {
                    go.emit(Route::to(&destination));
                }
            }
        })
    };
    ((*drawn).clone(), dispatch)
}

/// Asks the person, and returns the answer. Saved work is replaced without a question.
fn answer(question: &Question, pack: Option<&OpenPack>, saving: &RefCell<Saving>) -> bool {
    if *question == Question::ReplacesOpenWork && saving.borrow().keeps_work() {
        return true;
    }
    let words = text::question_words(question, pack.map(|open| &open.pack));
    gloo::utils::window().confirm_with_message(&words).unwrap_or(false)
}

fn first_session() -> Session {
    match packs::open(packs::BUILT_IN) {
        Ok(built_in) => Session::new(built_in),
        // A test ensures that the built-in pack opens.
        Err(_) => Session::with_packs(Rc::default()),
    }
}
