//! The disk, below any format: files as bytes, saved whole or not at all, watched, locked, journalled.
//!
//! Nothing in here knows what a map is. A file is read with [`signature::read_file`] and written with [`save::save`],
//! which wants the signature of what was read. While a map is open, a [`journal::Journal`] holds what is not saved
//! yet, a [`watch::Watch`] tells when the file changes, and a [`presence::Presence`] tells who else has it open.
//! Nothing is ever written through a link that somebody planted: own files are made with `O_EXCL` or opened with
//! `O_NOFOLLOW`, mode 0600, in folders of mode 0700 ([`dirs::Dirs`]); workspaces get no lock files.

pub mod dirs;
pub mod error;
pub mod fs;
pub mod in_place;
pub mod journal;
pub mod local;
pub mod lock;
pub mod presence;
pub mod record;
pub mod save;
pub mod signature;
pub mod small;
pub mod target;
pub mod trash;
pub mod watch;
pub mod words;

#[doc(hidden)]
pub mod faulty;

mod platform;

/// Turns the signal that ends a program at its file size limit (`ulimit -f`) into an error of the write.
pub(in crate::store) fn survive_size_limit() {
    platform::survive_size_limit();
}
