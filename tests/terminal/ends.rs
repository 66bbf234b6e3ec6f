//! Every way to end, and to stop: the terminal is given back, and what was not saved is offered again.

use portable_pty::CommandBuilder;
use rustix::process::{Signal, WaitOptions, WaitStatus, waitpid};

use crate::desk::{Desk, Editor};

/// An editor with an edit that is not saved.
fn edited(desk: &Desk, variables: &[(&str, &str)]) -> Editor {
    let mut editor = desk.open_with(variables);
    editor.keys("e\x15");
    editor.types("Renamed");
    editor.keys("\r");
    editor.sees("u to undo");
    editor
}

fn is_offered(desk: &Desk) {
    let mut editor = desk.start(&[]);
    editor.sees("Unsaved work was found");
    editor.sees("Renamed");
    editor.keys("y");
    editor.sees("1 change");
    editor.keys("qd");
    editor.keys("q");
    editor.end();
}

#[test]
fn signals_end_it_with_the_terminal_given_back() {
    for signal in [Signal::TERM, Signal::HUP] {
        let desk = Desk::new();
        let editor = edited(&desk, &[]);
        editor.signal(signal);
        assert!(!editor.end().success(), "{signal:?}");
        assert_eq!(editor.left_behind(), [""; 0], "{signal:?}");
        is_offered(&desk);
    }
}

#[test]
fn a_lost_terminal_ends_it() {
    let desk = Desk::new();
    let mut editor = edited(&desk, &[]);
    editor.hang_up();
    assert!(!editor.end().success());
    is_offered(&desk);
}

#[test]
fn a_stopped_editor_has_given_the_terminal_back_and_paints_anew() {
    let desk = Desk::new();
    let mut editor = desk.open();
    editor.signal(Signal::TSTP);
    let stopped =
        || -> Option<WaitStatus> { Some(waitpid(Some(editor.pid), WaitOptions::UNTRACED).ok()??.1) };
    assert!(stopped().is_some_and(WaitStatus::stopped));
    editor.wait("the screen from before", |screen| screen.trim().is_empty());
    editor.signal(Signal::CONT);
    editor.sees("Wait for it");
    editor.keys("qq");
    assert_eq!(editor.end().exit_code(), 0);
    assert_eq!(editor.left_behind(), [""; 0]);
}

#[test]
fn a_panic_gives_the_terminal_back_and_loses_nothing() {
    for place in ["draw", "update"] {
        let desk = Desk::new();
        let killed = edited(&desk, &[]);
        killed.signal(Signal::KILL);
        killed.end();
        let mut editor = desk.start(&[("MILEPOST_TEST_PANIC", place)]);
        editor.sees("Unsaved work was found");
        editor.keys("y");
        assert!(!editor.end().success(), "{place}");
        editor.says(&format!("a panic in {place} was asked for"));
        assert_eq!(editor.left_behind(), [""; 0], "{place}");
        is_offered(&desk);
    }
    let desk = Desk::new();
    let mut editor = desk.open_with(&[("MILEPOST_TEST_PANIC", "worker")]);
    editor.keys("j");
    editor.sees("a panic in worker was asked for");
    editor.keys("qq");
    assert_eq!(editor.end().exit_code(), 0);
}

/// A program that does none of it: without this the checks above would say nothing.
#[test]
fn a_program_that_leaves_the_terminal_as_it_likes_is_found_out() {
    let desk = Desk::new();
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "stty raw -echo; printf '\\033[?1049h\\033[?2004h\\033[?1002h\\033[?25lready'"]);
    let editor = desk.run(command, &[]);
    editor.end();
    let expected = ["line settings", "alternate screen", "bracketed paste", "mouse reports", "hidden cursor"];
    assert_eq!(editor.left_behind(), expected);
}
