//! The command line from outside: what is printed, where, and with which exit code.

mod check;
mod docs;
mod edit;
mod errors;
mod files;
mod help;
mod hostile;
mod people;
mod show;
mod support;
mod versions;
