//! Two terminals in one workshop: somebody facilitates, somebody joins.

use portable_pty::CommandBuilder;

use crate::desk::{Desk, Editor};

fn milepost(desk: &Desk, who: &str, args: &[&str]) -> Editor {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_milepost"));
    command.args(["--today", "2026-11-22", "--as", who]);
    command.args(args);
    command.cwd(desk.path("maps"));
    desk.run(command, &[])
}

/// Begins a workshop of one kind of agenda.
fn facilitate(desk: &Desk) -> Editor {
    let mut editor = milepost(desk, "maya", &["workshop", "order", "--agenda", "pains-30"]);
    editor.sees("Who takes part?");
    editor.keys("\r");
    editor.sees("1/6 ");
    editor
}

#[test]
fn a_card_of_another_terminal_comes_to_the_board_and_the_phase_goes_back() {
    let desk = Desk::new();
    let mut maya = facilitate(&desk);
    let mut ana = milepost(&desk, "ana", &["join", "order"]);
    ana.sees("type a card, Enter sends it");
    maya.sees("2 ana");
    ana.types("! The van never calls");
    ana.sees("a pain");
    ana.keys("\r");
    ana.sees("only you see it");
    maya.sees("1 private");
    maya.keys("R");
    maya.sees("1 card revealed");
    ana.sees("taken in");
    maya.keys(">");
    ana.sees("2/6 ");
    ana.sees("listen and talk");
    ana.keys("q");
    assert!(ana.end().success());
    maya.sees("na left");
    assert_eq!(ana.left_behind(), [""; 0]);
    let place = desk.path("maps/.milepost/live");
    let session = std::fs::read_dir(place).unwrap().next().unwrap().unwrap().path();
    assert!(!session.join("here-ana.ron").exists());
}

#[test]
fn a_terminal_that_is_killed_loses_no_card_and_can_join_again() {
    let desk = Desk::new();
    let mut maya = facilitate(&desk);
    let mut ana = milepost(&desk, "ana", &["join", "order"]);
    ana.sees("type a card, Enter sends it");
    ana.types("! First");
    ana.keys("\r");
    ana.sees("only you see it");
    ana.signal(rustix::process::Signal::KILL);
    assert!(!ana.end().success());
    maya.sees("1 private");
    let again = milepost(&desk, "ana", &["join", "order"]);
    again.sees("First");
    maya.keys("R");
    again.sees("taken in");
}

#[test]
fn who_comes_before_the_workshop_begins_waits_for_it() {
    let desk = Desk::new();
    let mut ana = milepost(&desk, "ana", &["join", "order"]);
    ana.sees("waiting for one to begin");
    let maya = facilitate(&desk);
    ana.sees("type a card, Enter sends it");
    maya.sees("2 ana");
    ana.keys("\x11");
    assert!(ana.end().success());
    maya.signal(rustix::process::Signal::TERM);
    maya.end();
}
