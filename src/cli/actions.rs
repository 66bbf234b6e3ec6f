//! `milepost actions`: what workshops gave people to do, and what became of it.

mod print;
mod settle;

use std::collections::HashMap;
use std::path::Path;

use clap::ValueEnum;

use super::context::Context;
use super::error::Result;
use super::place::Place;
use super::value::{Scope, find_person};
use super::{file, minutes, sessions, several};
use crate::map::id::{CardId, MapId, PersonId};
use crate::store::sessions::{Brief, Listing};
use crate::workshop::minutes::{
    CardName, Is, Named, Origin, Todo, actions_csv, actions_markdown, arrange_actions,
};

/// List the actions of all workshops, say what became of one, or give it another owner or day
///
/// Actions live on after their workshop: they are open until somebody says that they are done, or dropped and why. Each such word
/// is a line more in the record of the workshop, in sessions/, so that two branches can both add some.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost actions --mine
  milepost actions --done ask-the-carriers
  milepost actions --drop a-7f3c --why \"legal said no\"
  milepost actions --change ask-the-carriers --owner bo --due +14
  milepost actions --all --format csv > actions.csv")]
pub(super) struct Args {
    /// Those that were done or dropped, too
    #[arg(long)]
    all: bool,
    /// Only what this person does: an id, a name, or `me`; with --change: who does it now
    #[arg(long, value_name = "PERSON", conflicts_with = "mine")]
    owner: Option<String>,
    /// Only what you do
    #[arg(long)]
    mine: bool,
    /// Only of workshops of this map: its file, its name or its id
    #[arg(long)]
    map: Option<String>,
    /// This action is done: an id, or the beginning of one
    #[arg(long, value_name = "ID", conflicts_with_all = ["drop", "reopen", "all", "owner", "mine"])]
    done: Option<String>,
    /// This action will not be done
    #[arg(long, value_name = "ID", requires = "why", conflicts_with_all = ["reopen", "all", "owner", "mine"])]
    drop: Option<String>,
    /// Why it will not be done
    #[arg(long, value_name = "TEXT", requires = "drop")]
    why: Option<String>,
    /// This action is open again
    #[arg(long, value_name = "ID", conflicts_with_all = ["all", "owner", "mine"])]
    reopen: Option<String>,
    /// This action, while it is open, has another owner or day: --owner, --due or both
    #[arg(long, value_name = "ID", conflicts_with_all = ["done", "drop", "reopen", "all", "mine"])]
    change: Option<String>,
    /// Until when it is to be done now: 2026-12-01, 12-01, today, +14, or none
    #[arg(long, value_name = "DAY", requires = "change", allow_hyphen_values = true)]
    due: Option<String>,
    /// How they are written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How actions are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// Words for people
    #[default]
    Text,
    /// The shape of docs/json.md
    Json,
    /// For a mail or a wiki
    Markdown,
    /// A table for spreadsheets
    Csv,
    /// The open ones with a date as a calendar
    Ics,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let place = ctx.place(Path::new("."))?;
    let listing = sessions::list(ctx, &place);
    let mut todos = gathered(&place, &listing);
    if let Some(map) = &args.map {
        let map = sessions::map_id(&place, map)?;
        todos.retain(|todo| todo.map == map);
    }
    if let Some(wish) = settle::Wish::of(args) {
        return settle::run(ctx, &place, &todos, &wish);
    }
    if let Some(owner) = whose(ctx, &place, args)? {
        todos.retain(|todo| todo.owner.as_ref().is_some_and(|it| it.id == owner));
    }
    todos.retain(|todo| args.all || todo.state == Is::Open);
    arrange_actions(&mut todos);
    if args.format != Format::Text {
        name_cards(ctx, &mut todos)?;
    }
    match args.format {
        Format::Text => print::text(ctx, &place, &todos)?,
        Format::Json => print::json(ctx, &place, &todos)?,
        Format::Markdown => ctx.out.raw(&actions_markdown("Actions", &todos))?,
        Format::Csv => ctx.out.raw(&actions_csv(&todos))?,
        Format::Ics => {
            let text = minutes::calendar(ctx, &place, "Workshop actions", &todos);
            ctx.out.raw(&text)?;
        }
    }
    sessions::whole(&listing.problems)
}

fn whose(ctx: &mut Context, place: &Place, args: &Args) -> Result<Option<PersonId>> {
    let name = if args.mine { Some("me") } else { args.owner.as_deref() };
    match name {
        None => Ok(None),
        Some("me") => Ok(Some(ctx.who(place)?.id)),
        Some(name) => {
            let nothing = crate::map::Map::new(MapId::new("none")?, "");
            let today = ctx.today(&place.workspace);
            let scope = Scope { map: &nothing, workspace: &place.workspace, today, who: None };
            Ok(Some(find_person(&scope, name)?))
        }
    }
}

/// The actions of all workshops, the newest workshop's first; cards are called by their ids.
fn gathered(place: &Place, listing: &Listing) -> Vec<Todo> {
    listing.sessions.iter().flat_map(|brief| of_session(place, brief)).collect()
}

fn of_session(place: &Place, brief: &Brief) -> Vec<Todo> {
    let from = Origin { session: &brief.id, map: &brief.map, title: &brief.title };
    let todo = |(action, outcome): &(crate::workshop::Action, crate::workshop::Outcome)| {
        let name = |id: &PersonId| Named { id: id.clone(), name: place.workspace.name_of(id).to_owned() };
        let card = |id: &CardId| CardName { id: id.clone(), text: id.to_string() };
        let cards = action.cards.iter().map(card).collect();
        Todo::of(from, action, outcome, action.owner.as_ref().map(name), cards)
    };
    brief.actions.iter().map(todo).collect()
}

/// Cards as they read now, where their map is still there.
fn name_cards(ctx: &mut Context, todos: &mut [Todo]) -> Result<()> {
    if todos.iter().all(|todo| todo.cards.is_empty()) {
        return Ok(());
    }
    let paths = file::all(ctx, &[])?;
    let (maps, _) = several::read_what_can_be_read(ctx, &paths);
    let mut texts: HashMap<(&MapId, &CardId), String> = HashMap::new();
    for opened in &maps {
        let cards =
            opened.map.cards().map(|card| ((&opened.map.id, &card.id), card.text.one_line().into_owned()));
        texts.extend(cards);
    }
    for todo in todos {
        for card in &mut todo.cards {
            if let Some(text) = texts.get(&(&todo.map, &card.id)) {
                card.text.clone_from(text);
            }
        }
    }
    Ok(())
}
