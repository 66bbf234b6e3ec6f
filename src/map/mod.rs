//! The document: plain data and the edits that change it.
