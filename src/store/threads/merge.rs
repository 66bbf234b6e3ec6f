//! Three texts of one thread's file to one.

use crate::map::id::ThreadId;
use crate::map::thread::merge_threads;
use crate::store::document::{load_thread, write_thread};

/// The file of a thread from both sides of a merge; an empty `base`: both opened it. There is never a conflict: see
/// [`merge_threads`]. `None`: one of them cannot be read as a thread. Comments of our side stay.
pub fn merge(id: &ThreadId, base: &[u8], ours: &[u8], theirs: &[u8]) -> Option<String> {
    let was = if base.is_empty() { None } else { Some(load_thread(base, id).value?) };
    let here = load_thread(ours, id);
    let both = merge_threads(was.as_ref(), &here.value?, &load_thread(theirs, id).value?);
    write_thread(&both, &here.comments).ok()
}
