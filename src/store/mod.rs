//! The outside world: files, formats, versions, recovery.

pub mod diagnostic;
pub mod disk;
pub mod document;
pub mod format1;
pub mod ron;
pub mod versions;
