//! What commands and layers do, by topic.

pub(super) mod actions;
mod arrivals;
mod changes;
mod conflicts;
mod fields;
mod findings;
mod finish;
mod gathered;
mod handing;
mod layers;
mod leave;
mod lists;
mod newcomers;
mod outside;
mod owners;
mod past;
mod playing;
mod pointing;
mod policy;
mod question;
mod reviewing;
mod room;
mod rows;
mod saving;
mod sharing;
mod threads;
mod timeline;
mod typing;
mod versions;
mod walking;

pub(crate) use findings::Verb;
pub(crate) use handing::Handed;
pub(crate) use newcomers::Newcomers;
pub(crate) use past::Aside;
pub(crate) use reviewing::Then;
