//! The command line from outside: what is printed, where, and with which exit code.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod check;
mod comment;
mod diff;
mod digest;
mod docs;
mod edit;
mod errors;
mod files;
mod help;
mod hostile;
mod join;
mod outside;
mod paths;
mod people;
mod plan;
mod policy;
mod show;
mod support;
mod versions;
mod workshop;
