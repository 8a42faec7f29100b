//! Callbacks that stay the same while what they do changes with each drawing, so that whoever is given one
//! need not be drawn anew.

use std::rc::Rc;
use yew::prelude::*;

/// A callback that never changes and always does the newest of what it was given.
#[hook]
pub fn use_latest_callback<T: 'static>(does: impl Fn(T) + 'static) -> Callback<T> {
    let newest = use_mut_ref(|| None::<Rc<dyn Fn(T)>>);
    newest.borrow_mut().replace(Rc::new(does));
    use_callback((), move |given: T, ()| {
        // Let go of before it runs: what it does may draw this anew.
        let does = newest.borrow().clone();
        if let Some(does) = does {
            does(given);
        }
    })
}
