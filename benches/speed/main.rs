//! What must stay fast: `cargo bench`, or one part of it: `cargo bench -- parse`.
//!
//! One program for all parts, since building is what takes longest. What the figures mean: `docs/performance.md`.

#![allow(clippy::expect_used, reason = "the input is constant, and a bench that fails should stop")]

mod check;
mod common;
mod edit;
mod examine;
mod frame;
mod merge;
mod parse;
mod scan;
mod seal;

fn main() {
    divan::main();
    check::clean_up();
}
