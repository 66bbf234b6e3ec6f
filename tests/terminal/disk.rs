//! What is on the disk: after a save, after a kill, when somebody else writes.

use rustix::process::Signal;

use crate::desk::{Desk, bytes, eventually};

#[test]
fn opened_edited_saved_and_left() {
    let desk = Desk::new();
    let mut editor = desk.open();
    editor.keys("e\x15");
    editor.types("Renamed");
    editor.keys("\r\x13");
    editor.sees("Saved order.ron");
    assert!(desk.text().contains("name: \"Renamed\""), "{}", desk.text());
    editor.keys("qq");
    assert_eq!(editor.end().exit_code(), 0);
    assert_eq!(editor.left_behind(), [""; 0]);
    assert_eq!((desk.state("journal"), desk.state("presence")), (0, 0));
}

#[test]
fn a_killed_editors_edits_and_open_text_come_back() {
    let desk = Desk::new();
    let before = desk.text();
    let mut editor = desk.open();
    editor.keys("e\x15");
    editor.types("Renamed");
    editor.keys("\r");
    editor.sees("u to undo");
    editor.keys("e");
    editor.types(" and half a w");
    editor.signal(Signal::KILL);
    editor.end();
    assert_eq!(desk.text(), before);

    let mut editor = desk.start(&[]);
    editor.sees("Unsaved work was found");
    editor.keys("y");
    editor.sees("Renamed and half a w");
    editor.keys("\r\x13");
    editor.sees("Saved order.ron");
    assert!(desk.text().contains("name: \"Renamed and half a w\""), "{}", desk.text());
    editor.keys("qq");
    assert_eq!(editor.end().exit_code(), 0);
    assert_eq!(desk.state("journal"), 0);
}

#[test]
fn what_somebody_else_wrote_is_put_together_with_what_is_not_saved() {
    let desk = Desk::new();
    let mut editor = desk.open();
    editor.keys("e\x15");
    editor.types("Mine");
    editor.keys("\r");
    editor.sees("u to undo");
    eventually("the map is announced", || desk.state("presence") == 1);
    std::fs::write(desk.map(), desk.text().replace("Wait for it", "Theirs")).unwrap();
    editor.keys("\x13");
    editor.sees("1 conflict to decide");
    // Whoever was first to see it, the save or the watch: no question is asked, and both are in the file then.
    editor.keys("\x13");
    eventually("both are saved", || {
        let text = desk.text();
        text.contains("conflicts: [") && text.contains("Mine") && text.contains("Theirs")
    });
    editor.keys(" c");
    editor.sees("theirs (the disk)");
    editor.keys("t");
    // In the list, not in the status line: there the end of the save before may be told over it.
    editor.sees("No conflict is left to decide");
    editor.keys("\x13");
    eventually("it is decided", || desk.text().contains("name: \"Theirs\"") && !desk.text().contains("Mine"));
    // The words of the save before may still stand there: the map's title tells of this one.
    editor.keys("q");
    editor.wait("the map is saved", |screen| screen.contains("  saved") && !screen.contains("unsaved"));
    editor.keys("qq");
    assert_eq!(editor.end().exit_code(), 0);
}

#[test]
fn a_file_that_cannot_be_read_is_never_overwritten_unasked() {
    let desk = Desk::new();
    let mut editor = desk.open();
    editor.keys("e\x15");
    editor.types("Mine");
    editor.keys("\r");
    editor.sees("u to undo");
    let theirs = "(format: 1,\n<<<<<<< ours\n";
    std::fs::write(desk.map(), theirs).unwrap();
    editor.keys("\x13");
    editor.sees("write mine as a copy beside it");
    assert_eq!(desk.text(), theirs);
    editor.keys("c");
    editor.sees("Saved order-copy-2.ron");
    assert_eq!(desk.text(), theirs);
    let copy = String::from_utf8(bytes(&desk.path("maps/order-copy-2.ron"))).unwrap();
    assert!(copy.contains("Mine"), "{copy}");
    editor.keys("qq");
    assert_eq!(editor.end().exit_code(), 0);
}

#[test]
fn a_change_is_seen_without_a_key_and_two_editors_see_each_other() {
    let desk = Desk::new();
    let first = desk.open();
    eventually("the map is announced", || desk.state("presence") == 1);
    let mut second = desk.open();
    first.sees("Another editor has this map open: tester");
    second.sees("Another editor has this map open: tester");
    std::fs::write(desk.map(), desk.text().replace("Wait for it", "Theirs")).unwrap();
    first.sees("Theirs");
    second.sees("Theirs");
    second.keys("qq");
    assert_eq!(second.end().exit_code(), 0);
    first.signal(Signal::TERM);
    first.end();
    assert_eq!(desk.state("presence"), 0);
}
