//! Workshops: a record of what happens, and the state that it adds up to.
//!
//! [`Record`] is what is kept: a [`Head`] with the agenda and the map as it was, and one [`Entry`] for everything that happens, each
//! with the edits that it made to the map. [`Session`] is what a record adds up to. Nothing here asks the clock, reads a file or draws.

pub mod agenda;
pub mod alike;
pub mod ballot;
mod called;
pub mod clock;
pub mod deed;
pub mod glance;
mod later;
pub mod minutes;
pub mod pad;
mod record;
pub mod roster;
pub mod scribe;
mod session;
pub mod shorthand;
pub mod slip;
pub mod telling;
#[cfg(test)]
pub(crate) mod testing;
pub mod voices;

pub use agenda::{Agenda, Phase, Verb};
pub use ballot::Ballot;
pub use clock::Millis;
pub use deed::{Action, Deed, Entry, Outcome, Settled};
pub use later::{Later, Said};
pub use record::{Head, Record};
pub use roster::{Attendee, Part, Roster};
pub use scribe::{At, Scribe, Unwritten, Written};
pub use session::{Cluster, End, Pile, Refused, Session, Stint};
