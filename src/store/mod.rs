//! The outside world: files, formats, versions, recovery.

pub mod agendas;
pub mod clock;
pub mod diagnostic;
pub mod disk;
pub mod document;
pub mod feeds;
pub mod format1;
pub mod from_template;
pub mod git;
pub mod ids;
pub mod live;
pub mod merging;
pub mod outside;
pub mod own;
pub mod repair;
pub mod ron;
pub mod samples;
pub mod sessions;
pub mod share;
pub mod source;
pub mod templates;
pub mod threads;
pub mod timeline;
pub mod versions;
pub mod whoami;
pub mod workspace;
