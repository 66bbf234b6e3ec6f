//! A paper as text, and back.

use std::io;
use std::path::Path;

use crate::map::id::{ItemId, SessionId};
use crate::store::diagnostic::Diagnostic;
use crate::store::disk::small;
use crate::store::disk::words::{printable, reason};
use crate::store::ron::explain;
use crate::store::ron::peek::peek_format;
use crate::store::ron::prepare::prepare;
use crate::workshop::pad::{FORMAT, LONGEST_LINE};
use crate::workshop::slip::{Says, Slip};

/// The most bytes of a paper.
pub(super) const MOST_BYTES: u64 = 64 << 10;
/// The most cards of a paper with dots.
const MOST_DOTS: usize = 100;

/// A paper as text.
pub(super) fn text(slip: &Slip) -> io::Result<String> {
    ron::to_string(slip).map(|text| text + "\n").map_err(io::Error::other)
}

/// Reads a value of format 1 from bytes.
///
/// # Errors
/// In words.
pub(super) fn parse<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let words = |found: Diagnostic| printable(&found.message);
    let text = prepare(bytes).map_err(words)?;
    match peek_format(&text).map_err(words)? {
        FORMAT => explain::read(&text).map_err(words),
        other => Err(format!("it has format {other}, this Milepost knows format {FORMAT}")),
    }
}

/// Reads the file of a paper that must have this id, for this workshop.
///
/// # Errors
/// In words.
pub(super) fn read(path: &Path, id: Option<&ItemId>, session: &SessionId) -> Result<Slip, String> {
    let (bytes, _) = small::read(path, MOST_BYTES).map_err(|error| reason(&error))?;
    let slip: Slip = parse(&bytes)?;
    if slip.session != *session {
        return Err(format!("it is for another workshop, {}", slip.session));
    }
    if id.is_some_and(|id| *id != slip.id) {
        return Err(format!("it has another id than its name, {}", slip.id));
    }
    match &slip.says {
        Says::Card { line, .. } if line.as_str().chars().nth(LONGEST_LINE).is_some() => {
            Err(format!("its line is longer than {LONGEST_LINE} characters"))
        }
        Says::Dots { dots, .. } if dots.len() > MOST_DOTS => {
            Err(format!("it gives dots to more than {MOST_DOTS} cards"))
        }
        _ => Ok(slip),
    }
}
