//! People who are named in the picker of owners, as *(before, keys, after)*.

use super::*;

fn people(app: &App) -> Vec<&str> {
    app.place.data.people.iter().map(|p| p.name.as_str()).collect()
}

#[test]
fn undo_takes_the_new_person_back_with_the_assignment_and_redo_brings_both() {
    let app = check("Order:", "@ \"Bo Li\" Enter u", "[Order]:");
    assert_eq!(people(&app), ["Maya Chen", "Tom Okafor"]);
    assert!(app.status.words.ends_with("Bo Li is out of the people list again"), "{}", app.status.words);
    assert!(app.place.undo.is_empty(), "the people list has nothing left to take back");
    let app = check("Order:", "@ \"Bo Li\" Enter u U", "[Order @bo]:");
    assert_eq!(people(&app), ["Maya Chen", "Tom Okafor", "Bo Li"]);
    let app = check("Order:", "@ \"Bo Li\" Enter u U u", "[Order]:");
    assert_eq!(people(&app), ["Maya Chen", "Tom Okafor"]);
}

#[test]
fn somebody_who_is_still_needed_stays() {
    let app = check("Order:\nWait:", "@ \"Bo Li\" Enter l @ \"Bo Li\" Enter u", "Order @bo:\n[Wait]:");
    assert_eq!(people(&app).len(), 3);
    assert!(!app.status.words.contains("people list"), "{}", app.status.words);
    let app = check("Order:\nWait:", "@ \"Bo Li\" Enter l @ \"Bo Li\" Enter u u", "[Order]:\nWait:");
    assert_eq!(people(&app).len(), 2);
}

#[test]
fn somebody_who_was_changed_in_the_list_stays_and_that_is_said() {
    let app = check("Order:", "@ \"Bo Li\" Enter Space p j j x q u", "[Order]:");
    assert_eq!(people(&app).len(), 3);
    assert!(
        app.status.words.ends_with("Bo Li stays in the people list (Space p, then u takes it back)"),
        "{}",
        app.status.words
    );
}

#[test]
fn somebody_who_was_in_the_list_before_stays_in_it() {
    let app = check("Order:", "@ \"Tom\" Enter u", "[Order]:");
    assert_eq!(people(&app).len(), 2);
    assert!(!app.status.words.contains("people list"), "{}", app.status.words);
}
