//! What can be done: one table, one file a family. Hint bar, which-key, palette, help, `docs/keys.md` come from it.

mod actions;
mod atlas;
mod card;
mod changes;
mod clipboard;
mod conflicts;
mod file;
mod findings;
mod git;
mod history;
mod lane;
mod lists;
mod macros;
mod mark;
mod movement;
mod navigate;
mod owner;
mod people;
mod policy;
mod review;
mod room;
mod room_lists;
mod search;
mod stage;
mod table;
mod threads;
mod timeline;
mod view;

pub use table::{Command, Context, GROUPS, all, find};

use super::app::App;

/// Takes the last step back.
pub(super) fn undo(app: &mut App) {
    history::step(app, true);
}

/// Takes the last step of the open map back, or does the next one again.
pub(super) fn step_of_history(app: &mut App, back: bool) {
    history::step(app, back);
}

/// Whether that can be done.
pub(super) fn can_step_of_history(app: &App, back: bool) -> bool {
    if back { history::can_undo(app) } else { history::can_redo(app) }
}

/// Takes the last change of people and policy back, or does the next one again.
pub(super) fn step_of_people(app: &mut App, back: bool) {
    people::step(app, back);
}

/// Goes to the first hit of a new search.
pub(super) fn first_hit(app: &mut App) {
    search::hit(app, true);
}
