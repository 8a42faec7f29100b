//! Callbacks that stay the same although what they do changes with each drawing, so that components that receive
//! one need not be drawn again.

use std::rc::Rc;
use yew::prelude::*;

/// A callback that never changes and always runs the newest function.
#[hook]
pub fn use_latest_callback<T: 'static>(does: impl Fn(T) + 'static) -> Callback<T> {
    let newest = use_mut_ref(|| None::<Rc<dyn Fn(T)>>);
    newest.borrow_mut().replace(Rc::new(does));
    use_callback((), move |given: T, ()| {
        // End the borrow before the call: the function may draw this component again.
        let does = newest.borrow().clone();
        if let Some(does) = does {
            does(given);
        }
    })
}
