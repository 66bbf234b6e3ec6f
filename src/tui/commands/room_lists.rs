//! The lists of a workshop: votes, places, scores, results, the end.

use super::super::app::App;
use super::super::room::{Panel, Row};
use super::{Command, Context};
use crate::workshop::deed::Outcome;

const HERE: &[Context] = &[Context::Room];
const BOTH: &[Context] = &[Context::Workshop, Context::Room];

/// A digit: who votes or speaks, or a place on a scale.
const fn digit(
    id: &'static str,
    words: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut App),
) -> Command {
    Command::new(id, words, run).keys(keys).on(HERE)
}

pub(super) const COMMANDS: &[Command] = &[
    Command::new("workshop.row-down", "Go to the next row", |a| a.go_row(1)).keys(&["Down", "j"]).on(HERE),
    Command::new("workshop.row-up", "Go to the row before", |a| a.go_row(-1)).keys(&["Up", "k"]).on(HERE),
    Command::new("workshop.row-first", "Go to the first row", |a| a.go_row(isize::MIN))
        .keys(&["Home", "g"])
        .on(HERE),
    Command::new("workshop.row-last", "Go to the last row", |a| a.go_row(isize::MAX))
        .keys(&["End", "G"])
        .on(HERE),
    Command::new("workshop.row-page-down", "Go ten rows down", |a| a.go_row(10)).keys(&["PgDn"]).on(HERE),
    Command::new("workshop.row-page-up", "Go ten rows up", |a| a.go_row(-10)).keys(&["PgUp"]).on(HERE),
    Command::new(
        "workshop.enter",
        "Edit the row, or do what it asks for; a card: look at it on the board",
        |a| {
            a.enter_row();
        },
    )
    .keys(&["Enter", "e"])
    .on(HERE)
    .when(|a| a.chosen_row().is_some())
    .unless("there is nothing here yet"),
    digit("workshop.digit-1", "Person 1 speaks; impact, effort 1; score −2", &["1"], |a| a.room_digit(1)),
    digit("workshop.digit-2", "Person 2 speaks; impact, effort 2; score −1", &["2"], |a| a.room_digit(2)),
    digit("workshop.digit-3", "Person 3 speaks; impact, effort 3; score 0", &["3"], |a| a.room_digit(3)),
    digit("workshop.digit-4", "Person 4 speaks; impact, effort 4; score +1", &["4"], |a| a.room_digit(4)),
    digit("workshop.digit-5", "Person 5 speaks; impact, effort 5; score +2", &["5"], |a| a.room_digit(5)),
    digit("workshop.digit-6", "Person 6 speaks", &["6"], |a| a.room_digit(6)),
    digit("workshop.digit-7", "Person 7 speaks", &["7"], |a| a.room_digit(7)),
    digit("workshop.digit-8", "Person 8 speaks", &["8"], |a| a.room_digit(8)),
    digit("workshop.digit-9", "Person 9 speaks", &["9"], |a| a.room_digit(9)),
    Command::new("workshop.speaker", "Choose who speaks", App::pick_speaker).keys(&["Space w s"]).on(BOTH),
    Command::new("workshop.speaker-here", "Choose who speaks, from the list", App::pick_speaker)
        .keys(&["s"])
        .on(HERE),
    Command::new("workshop.speaker-next", "The next person speaks", |a| a.next_speaker(1))
        .keys(&["Tab"])
        .on(HERE),
    Command::new("workshop.speaker-before", "The person before speaks", |a| a.next_speaker(-1))
        .keys(&["S-Tab"])
        .on(HERE),
    Command::new("workshop.plus", "A dot on the card; the step feels better", |a| a.room_step(true))
        .keys(&["+", "Right"])
        .on(HERE)
        .when(can_step)
        .unless("no vote is going on, and this is no list of scores"),
    Command::new("workshop.minus", "A dot back; the step feels worse", |a| a.room_step(false))
        .keys(&["-", "Left"])
        .on(HERE)
        .when(can_step)
        .unless("no vote is going on, and this is no list of scores"),
    Command::new(
        "workshop.vote",
        "Begin a vote: on the marked cards, else on the open pains and opportunities",
        |a| {
            a.begin_vote();
        },
    )
    .keys(&["Space w v"])
    .on(BOTH)
    .when(|a| !is_voting(a))
    .unless("a vote is going on: E ends it"),
    Command::new("workshop.vote-here", "Begin the vote on this list", App::begin_vote)
        .keys(&["v"])
        .on(HERE)
        .when(|a| is_on(a, Panel::Vote) && !is_voting(a))
        .unless("a vote is going on, or this is not its list"),
    Command::new("workshop.papers", "Type whole papers: ana 3 5 5", |a| {
        a.ask(super::super::ask::Ask::Papers);
    })
    .keys(&["p"])
    .on(HERE)
    .when(is_voting)
    .unless("no vote is going on"),
    Command::new("workshop.vote-end", "End the vote: the totals go into the map", App::end_vote)
        .keys(&["E", "Space w E"])
        .on(HERE)
        .when(is_voting)
        .unless("no vote is going on"),
    Command::new("workshop.vote-again", "Vote again on what is tied", App::vote_again)
        .keys(&["t"])
        .on(HERE)
        .when(|a| is_on(a, Panel::Vote) && has_tie(a))
        .unless("there is no tie among the first three"),
    Command::new("workshop.votes", "The vote: dots, who has voted, the result", App::show_votes)
        .keys(&["Space w l"])
        .on(BOTH),
    Command::new("workshop.places", "Cards by impact and effort", |a| a.show_panel(Panel::Place))
        .keys(&["Space w i"])
        .on(BOTH),
    Command::new("workshop.sort", "Order by what should be done first, or as on the map", App::sort_places)
        .keys(&["O"])
        .on(HERE)
        .when(|a| is_on(a, Panel::Place))
        .unless("only cards by impact and effort are put in order"),
    Command::new("workshop.scores", "Steps and how people score them", |a| a.show_panel(Panel::Score))
        .keys(&["Space w e"])
        .on(BOTH),
    Command::new("workshop.follow-up", "What became of the actions of earlier workshops", |a| {
        a.show_panel(Panel::FollowUp);
    })
    .keys(&["Space w f"])
    .on(BOTH),
    Command::new("workshop.owner", "Say who does the action: exactly one", App::pick_action_owner)
        .keys(&["@"])
        .on(HERE)
        .when(|a| matches!(a.chosen_row(), Some(Row::Action(_))))
        .unless("only an action has an owner here"),
    Command::new("workshop.due", "Say until when the action is to be done", App::ask_action_due)
        .keys(&["D"])
        .on(HERE)
        .when(|a| matches!(a.chosen_row(), Some(Row::Action(_))))
        .unless("only an action has a day here"),
    Command::new("workshop.done", "The action is done; in the list of groups: mark the card", |a| {
        if is_on(a, Panel::Groups) { a.mark_row() } else { a.finish_row() }
    })
    .keys(&["x"])
    .on(HERE)
    .when(|a| is_on(a, Panel::Groups) || outcome(a).is_some_and(|is| is == Outcome::Open))
    .unless("only an open action can be done"),
    Command::new("workshop.groups", "Cards and their groups", |a| a.show_panel(Panel::Groups))
        .keys(&["Space w u"])
        .on(BOTH),
    Command::new("workshop.reopen", "The action is open again", App::reopen_row)
        .keys(&["o"])
        .on(HERE)
        .when(|a| outcome(a).is_some_and(|is| is != Outcome::Open))
        .unless("only an action that is done or dropped can be opened again"),
    Command::new("workshop.drop", "Take it away: undecide, drop with a reason, let go", App::drop_row)
        .keys(&["d"])
        .on(HERE)
        .when(|a| {
            let row = a.chosen_row();
            matches!(row, Some(Row::Decision(_) | Row::Parked(_)))
                || outcome(a).is_some_and(|is| is == Outcome::Open)
        })
        .unless("there is nothing here to take away"),
    Command::new("workshop.carry", "Carry what is parked over to the next workshop", App::carry_over)
        .keys(&["c"])
        .on(HERE)
        .when(|a| matches!(a.chosen_row(), Some(Row::Parked(_))))
        .unless("only what is parked is carried over"),
    Command::new("workshop.reviewed", "The stage is reviewed as it is now", App::review_touched)
        .keys(&["y"])
        .on(HERE)
        .when(|a| matches!(a.chosen_row(), Some(Row::Stage(_))))
        .unless("this row is no stage"),
    Command::new("workshop.not-reviewed", "The stage is not reviewed now", App::skip_touched)
        .keys(&["n"])
        .on(HERE)
        .when(|a| matches!(a.chosen_row(), Some(Row::Stage(_))))
        .unless("this row is no stage"),
    Command::new(
        "workshop.close",
        "Close the workshop: walk what is open, save, write a version",
        App::show_close,
    )
    .keys(&["Space w c"])
    .on(BOTH),
    Command::new(
        "workshop.back-to-board",
        "Back to the board; a workshop that has ended: leave it",
        App::leave_list,
    )
    .keys(&["q", "Esc"])
    .hint("board")
    .on(HERE),
];

fn is_on(app: &App, panel: Panel) -> bool {
    app.room.as_ref().is_some_and(|room| room.panel == panel)
}

fn is_voting(app: &App) -> bool {
    app.room.as_ref().is_some_and(|room| room.session.ballot().is_some())
}

fn has_tie(app: &App) -> bool {
    let last = app.room.as_ref().and_then(|room| room.session.vote_in_sight());
    last.is_some_and(|ballot| ballot.is_closed && !ballot.tied().is_empty())
}

fn can_step(app: &App) -> bool {
    is_on(app, Panel::Score) || (is_on(app, Panel::Vote) && is_voting(app))
}

/// What became of the chosen action, of this workshop or an earlier one.
fn outcome(app: &App) -> Option<Outcome> {
    let (row, room) = (app.chosen_row()?, app.room.as_ref()?);
    match row {
        Row::Action(id) => room.session.actions.iter().find(|(a, _)| a.id == id).map(|(_, is)| is.clone()),
        Row::Earlier(at) => room.earlier.get(at).map(|one| one.outcome.clone()),
        _ => None,
    }
}
