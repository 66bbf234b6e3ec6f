//! What becomes of a workshop's actions after its end: more lines of its record.

use std::path::Path;
use std::sync::Arc;

use super::{SessionError, resume};
use crate::store::disk::fs::Fs;
use crate::workshop::{Entry, Later, Millis, Session};

/// Adds what is said of an action to the record of its workshop, which nobody leads just now. Gives the lines; none where all of it is
/// so already.
///
/// # Errors
/// When there is no such action, somebody leads that workshop, or the disk does not take it.
pub fn append_later(
    fs: Arc<dyn Fs>,
    root: &Path,
    later: &Later,
    at: Millis,
) -> Result<Vec<Entry>, SessionError> {
    let id = &later.session;
    let (mut recorder, loaded) = resume(fs, root, id)?;
    let record = loaded.record.ok_or_else(|| SessionError::Missing(id.clone()))?;
    let session = Session::of(&record);
    let deeds = later.deeds(&session)?;
    let mut entries = Vec::new();
    for (seq, deed) in (session.seq.saturating_add(1)..).zip(deeds) {
        let entry = Entry { seq, at, by: later.by.clone(), deed, edits: Vec::new(), slip: None };
        recorder.append(&entry)?;
        entries.push(entry);
    }
    Ok(entries)
}
