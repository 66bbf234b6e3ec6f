//! Macros as *(before, keys, after)*.

use super::*;

#[test]
fn a_macro_is_played_where_one_stands() {
    let app =
        check("Order: pains=a,b,c", "j j j Q + e \"!\" Enter j Q &", "Order: pains=a!(high),b!(high),[c]");
    assert_eq!(app.macros.last().len(), 5, "{:?}", app.macros.last());
    assert!(app.status.words.starts_with("Macro played  (u to undo)"), "{}", app.status.words);
}

#[test]
fn playing_is_one_step_of_undo() {
    check("Order: pains=a,b,c", "j j j Q + e \"!\" Enter j Q & u", "Order: pains=a!(high),[b],c");
    check("Order: pains=a,b,c", "j j j Q + e \"!\" Enter j Q & u U", "Order: pains=a!(high),[b!(high)],c");
}

#[test]
fn it_can_be_played_often_and_stops_where_it_cannot_go_on() {
    let app = check(
        "Order: pains=a,b,c,d",
        "j j j Q + j Q Space q n \"2\" Enter",
        "Order: pains=a(high),b(high),c(high),[d]",
    );
    assert!(app.status.words.contains("played 2 times"), "{}", app.status.words);
    let app = check(
        "Order: pains=a,b,c",
        "j j j Q + j Q Space q n \"9\" Enter",
        "Order: pains=a(high),b(high),c(high) | opportunities=[]",
    );
    assert!(app.status.words.starts_with("Macro stopped at step 1 of 2 of round 3"), "{}", app.status.words);
    let app = check("Order: pains=a", "j j j Q + Q Space q n \"0\" Enter", "Order: pains=[a(high)]");
    assert_eq!((app.status.words.as_str(), app.layers.len()), ("A number from 1 to 1000", 1));
}

#[test]
fn what_cannot_be_done_stops_it_and_is_said() {
    let app = check("Order: doing=x | pains=a", "j Q + Q j j &", "Order: doing=x(0) | pains=[a(high)]");
    assert_eq!(app.status.words, "Macro played  (u to undo)");
    let app = check("Order: doing=x | pains=a", "j j j Q Space a r Q k k &", "Order: doing=[x] | pains=a");
    assert!(app.status.words.ends_with("step 1 of 1: go to a pain point first"), "{}", app.status.words);
    let app = check("Order: pains=a", "j j j Q e Ctrl-U Enter Q &", "Order: pains=[a]");
    assert!(app.status.words.contains("step 3 of 3: A card needs a text"), "{}", app.status.words);
}

#[test]
fn texts_and_pastes_are_part_of_it() {
    let mut app = open("Order: pains=a\nWait: pains=b");
    press(&mut app, "j j j Q o \"new\"");
    update(&mut app, Event::Paste(" thing".into()));
    press(&mut app, "Enter Q l &");
    assert_eq!(shown(app.doc.as_ref().unwrap()), "Order: pains=a,new thing\nWait: pains=b,[new thing]\n");
}

#[test]
fn a_macro_neither_records_nor_plays_itself() {
    let app = check("Order: pains=a", "j j j Q + & Q", "Order: pains=[a(high)]");
    assert_eq!(app.macros.last().len(), 1);
    let app = check("Order: pains=a", "j j j Q + &", "Order: pains=[a(high)]");
    assert_eq!(app.status.words, "A macro cannot play while one is recorded");
    let app = check("Order: pains=a", "&", "[Order]: pains=a");
    assert!(app.status.words.contains("no macro yet") || app.status.words.contains("No macro yet"));
}

#[test]
fn it_is_recorded_and_played_through_the_list_of_commands() {
    let app = check(
        "Order: pains=a,b",
        "j j j : \"record a macro\" Enter : \"severity, emotion or horizon up\" Enter j : \"record a macro\" Enter : \"play the macro here\" Enter",
        "Order: pains=a(high),b(high) | opportunities=[]",
    );
    assert_eq!(app.macros.last().len(), 2, "{:?}", app.macros.last());
}

#[test]
fn dot_still_repeats_the_last_change() {
    check("Order: pains=a,b", "j j j Q + Q j . .", "Order: pains=a(high),[b(critical)]");
}

#[test]
fn leaving_the_map_ends_the_recording() {
    let mut app = open("Order: pains=a");
    press(&mut app, "j j j Q j q");
    assert_eq!((app.macros.recorded(), app.macros.last().len()), (None, 1));
}

#[test]
fn the_mouse_does_nothing_while_recording() {
    let mut app = open("Order: pains=a");
    press(&mut app, "j j j Q");
    let focus = app.doc.as_ref().unwrap().focus.clone();
    update(&mut app, Event::Mouse(crate::tui::event::Mouse::Down(1, 1)));
    assert!(app.doc.as_ref().unwrap().focus == focus && app.status.words.contains("mouse"));
}
