//! A workshop: beginning it, leading it, writing cards, groups.

use super::super::app::App;
use super::super::room::Panel;
use super::{Command, Context};

const HERE: &[Context] = &[Context::Workshop, Context::Room];
/// Where a workshop can begin, too.
const OUTSIDE: &[Context] = &[Context::Map];

pub(super) const COMMANDS: &[Command] = &[
    Command::new("workshop.start", "Begin a workshop on this map, or go on with one", App::start_workshop)
        .keys(&["Space w w"])
        .on(OUTSIDE)
        .when(|a| a.room.is_none())
        .unless("a workshop is running"),
    Command::new("workshop.capture", "Write cards: type, Enter, next", |a| a.open_capture("", false))
        .keys(&["a"])
        .hint("write")
        .on(HERE),
    Command::new("workshop.decision", "Write a decision", |a| a.open_capture("= ", true))
        .keys(&["="])
        .on(HERE),
    Command::new("workshop.action", "Write an action: who, until when", |a| a.open_capture("> ", true))
        .keys(&["A"])
        .on(HERE),
    Command::new("workshop.park", "Put something into the parking lot", |a| a.open_capture("? ", true))
        .keys(&[",", "Space w k"])
        .on(HERE),
    Command::new("workshop.next", "Go on to the next phase", |a| a.go_phase(1))
        .keys(&[">", "Space w n"])
        .hint("next phase")
        .on(HERE),
    Command::new("workshop.back", "Go back to the phase before", |a| a.go_phase(-1))
        .keys(&["<", "Space w b"])
        .on(HERE),
    Command::new("workshop.more-time", "A minute more for this phase", |a| a.extend_phase(1))
        .keys(&["T", "Space w t"])
        .on(HERE),
    Command::new("workshop.less-time", "A minute less for this phase", |a| a.extend_phase(-1))
        .keys(&["Space w T"])
        .on(HERE),
    Command::new("workshop.pause", "Stop the clock, or let it go on", App::pause_phase)
        .keys(&["W", "Space w p"])
        .on(HERE),
    Command::new("workshop.reveal", "Reveal the private cards", App::reveal_cards)
        .keys(&["R", "Space w r"])
        .hint("reveal")
        .on(HERE)
        .when(|a| a.room.as_ref().is_some_and(|room| !room.session.pile.is_empty()))
        .unless("there are no private cards to reveal"),
    Command::new("workshop.peek", "Private cards: show what is typed, or hide it", App::peek)
        .keys(&["Space w h"])
        .on(HERE)
        .when(|a| a.room.as_ref().is_some_and(|room| room.session.is_private()))
        .unless("nothing is hidden: the cards of this phase are not private"),
    Command::new("workshop.group", "Name a group of the marked cards", App::ask_group)
        .keys(&["#", "Space w g"])
        .on(HERE),
    Command::new("workshop.ungroup", "Dissolve the group of this card", App::ungroup)
        .keys(&["Space w G"])
        .on(HERE),
    Command::new("workshop.who", "Say who comes or goes", |a| a.ask(super::super::ask::Ask::Comes))
        .keys(&["Space w o"])
        .on(HERE),
    Command::new("workshop.panel", "The list of this phase, or the board again", App::toggle_panel)
        .keys(&["w"])
        .hint("board or list")
        .on(HERE),
    Command::new("workshop.results", "Decisions, actions and what is parked", |a| {
        a.show_panel(Panel::Results);
    })
    .keys(&["Space w d"])
    .on(HERE),
    Command::new("workshop.zoom", "Large for the whole room, and back", App::zoom_room)
        .keys(&["B", "Space w z"])
        .on(HERE),
    Command::new("workshop.bell", "The bell: off, seen, heard", App::change_bell)
        .keys(&["Space w m"])
        .on(HERE),
    Command::new("workshop.undo", "Undo what was said or done last in this workshop", App::undo_in_workshop)
        .keys(&["u"])
        .hint("undo")
        .on(HERE)
        .when(|a| a.can_step_in_workshop(true))
        .unless("there is nothing of this workshop to undo"),
    Command::new("workshop.redo", "Redo what was undone", App::redo_in_workshop)
        .keys(&["U", "Ctrl-R"])
        .on(HERE)
        .when(|a| a.can_step_in_workshop(false))
        .unless("there is nothing to redo"),
    Command::new("workshop.leave", "Leave the workshop; it can be gone on with", |a| {
        a.asks_to_leave_workshop();
    })
    .keys(&["Space w q"])
    .on(HERE),
];
