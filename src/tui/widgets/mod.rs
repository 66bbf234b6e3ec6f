//! Parts of a screen that know nothing of maps: fields, lists, popups, tables.
//!
//! Each takes keys and answers with an outcome; drawing is a function of its state and returns where the hardware
//! cursor belongs. None fails at any size.

pub mod confirm;
pub mod draft;
pub mod form;
pub mod ink;
pub mod input;
pub mod menu;
pub mod picker;
pub mod popup;
pub mod sheet;
pub mod table;
pub mod textbox;

pub use ink::Look;

#[cfg(test)]
pub(crate) mod testing;
