//! The browser's side: storage, files, the clipboard, the clock, the network lock, the panic page. It decides no
//! policy; what it stores is text.

mod autosave;
mod clipboard;
mod clock;
mod draft;
mod drawn;
mod file;
mod network_lock;
mod page;
mod panic_page;
mod store;
mod tab;
mod writer;

pub use autosave::{Autosave, PATIENCE, SaveState};
pub use clipboard::{Clip, cautious_paste, copy_text, insert_text, read_clip, write_clip};
pub use clock::{new_id, now_text, today};
pub use draft::{Draft, keep_draft, kept_draft};
pub use drawn::count_drawn;
pub use file::{FileReadError, download, download_as_png, download_bytes, png_of, read_bytes};
pub use network_lock::lock_network;
pub use page::{carried_text, is_one_file, page_source, remember_taken_in, taken_in_as};
pub use panic_page::panic_page;
pub use store::{Known, Record, Store, StoreError};
pub use tab::{begin_restoring, end_restoring, print, remember_open, remember_view, remembered_open, remembered_view};
pub use writer::{fetch_writer, have_written, stop_writing, warm_writer};
