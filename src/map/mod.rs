//! The document: plain data and the edits that change it.
//!
//! A [`Map`] has [`Stage`]s (columns) and [`Lane`]s (rows); a cell holds [`Card`]s. Every change is an [`edit::Edit`].

pub mod card;
pub mod check;
pub mod conflict;
pub mod day;
pub mod decimal;
pub mod edit;
pub mod event;
pub mod evidence;
pub mod id;
mod journey;
pub mod lane;
mod lanes;
pub mod people;
pub mod policy;
pub mod review;
pub mod say;
pub mod segment;
mod stage;
pub mod text;
pub mod thread;
mod words;
mod workspace;

pub use card::{Body, Card, CardKind, Emotion};
pub use decimal::Decimal;
pub use journey::{Flow, Map, Place, Priority, State};
pub use lane::{Lane, Layer, Role};
pub use lanes::BUILT_IN;
pub use people::Person;
pub use policy::Policy;
pub use stage::Stage;
pub use text::{Label, Text};
pub(crate) use words::words;
pub use workspace::Workspace;
