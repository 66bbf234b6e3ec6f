//! What commands and layers do, by topic.

mod changes;
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
mod playing;
mod pointing;
mod policy;
mod question;
mod reviewing;
mod rows;
mod saving;
mod typing;
mod versions;

pub(crate) use findings::Verb;
pub(crate) use handing::Handed;
pub(crate) use newcomers::Newcomers;
pub(crate) use reviewing::Then;
