//! The outside world: files, formats, versions, recovery.
