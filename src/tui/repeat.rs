//! What `.` does again: the last change, as something that makes sense elsewhere.

use crate::map::Card;
use crate::map::edit::CardField;
use crate::map::id::PersonId;

/// A change that can be done again on what has focus.
#[derive(Debug, Clone, PartialEq)]
pub enum Repeat {
    /// A command that needs no further word.
    Command(&'static str),
    /// A field of the focused or marked cards.
    SetCards(CardField),
    /// A copy of this new card here.
    AddCard(Box<Card>),
    /// An owner of what has focus.
    Own(Option<PersonId>),
}
