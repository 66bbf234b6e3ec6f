//! The program in a real pseudo-terminal: what it shows, what it leaves on the disk, and how it leaves the terminal.
//!
//! Every wait is for something on the screen, a file or an end, with a limit; nothing sleeps for luck.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends where it fails")]

mod desk;
mod disk;
mod ends;
mod join;
mod screen;
mod share;
mod two_people;
mod workshop;
