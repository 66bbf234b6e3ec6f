//! Keys and key sequences: what was pressed, how it is written, and which sequence means what.

mod code;
mod key;
mod sequence;
mod trie;

pub use code::Code;
pub use key::{Key, KeyError};
pub use sequence::Keys;
pub use trie::{Clash, Leads, Lookup, Next, Trie};
