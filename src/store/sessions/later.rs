//! What becomes of a workshop's actions after its end: more lines of its record.

use std::path::Path;
use std::sync::Arc;

use super::{SessionError, resume};
use crate::map::id::{PersonId, SessionId};
use crate::store::disk::fs::Fs;
use crate::workshop::{Deed, Entry, Millis, Session};

/// Adds a line to the record of a workshop that nobody leads just now. Gives the line.
///
/// # Errors
/// When it cannot be (there is no such action), somebody leads that workshop, or the disk does not take it.
pub fn append_later(
    fs: Arc<dyn Fs>,
    root: &Path,
    id: &SessionId,
    deed: Deed,
    by: PersonId,
    at: Millis,
) -> Result<Entry, SessionError> {
    let (mut recorder, loaded) = resume(fs, root, id)?;
    let record = loaded.record.ok_or_else(|| SessionError::Missing(id.clone()))?;
    let session = Session::of(&record);
    session.check(&deed)?;
    let entry = Entry { seq: session.seq.saturating_add(1), at, by, deed, edits: Vec::new(), slip: None };
    recorder.append(&entry)?;
    Ok(entry)
}
