//! Work that a crash left behind, as the editor sees it.

use super::ask::Ask;
use crate::map::Map;
use crate::map::edit::Edit;

/// Edits and typed text of a journal that nobody finished.
#[derive(Debug, Clone, PartialEq)]
pub struct Leftover {
    /// When the lost editor was started, in words.
    pub started: String,
    /// Its edits, oldest first.
    pub edits: Vec<Edit>,
    /// What was being typed.
    pub draft: Option<(Ask, String)>,
    /// Whether the file has changed since those edits began, so that some may no longer apply.
    pub file_changed: bool,
    /// The file that the edits were made on, where it has changed since and the journal holds it.
    pub base: Option<Box<Map>>,
}
