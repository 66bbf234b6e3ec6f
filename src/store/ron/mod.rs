//! RON as text, without the map: writing it, reading it with good messages, and knowing what stands where.
//!
//! - [`emit`]: any serde value to canonical text;
//! - [`prepare`]: bytes of a file to clean text, or the reason why not;
//! - [`explain`]: text to any serde value, or one diagnostic in plain words;
//! - [`comments`]: comments of people that survive a rewrite;
//! - [`lex`] and [`scan`]: the lossless tokens, and the tree of values with their places.

pub mod comments;
pub mod emit;
pub mod escape;
pub mod explain;
pub mod lex;
pub mod peek;
pub mod prepare;
pub mod scan;
