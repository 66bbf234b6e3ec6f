//! `milepost minutes`: what a workshop came to.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::context::Context;
use super::error::{CliError, Result};
use super::json::Envelope;
use super::out::{json_text, many};
use super::place::Place;
use super::{file, sessions};
use crate::store::clock::time_of_day;
use crate::workshop::minutes::{
    Is, Minutes, Todo, actions_calendar, actions_csv, actions_markdown, html, markdown,
};

/// Write the minutes of a workshop, or its actions
///
/// Attendance, the agenda with what it took, what changed in each stage, votes, decisions, actions by owner and date, and the
/// parking lot. Who gave which dots is only told of an open vote. Without a name they are those of the newest workshop.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost minutes > minutes.md
  milepost minutes 2026-11-22-order --format html --output minutes.html
  milepost minutes --map order --actions --format ics > actions.ics")]
pub(super) struct Args {
    /// The workshop: its id, or the beginning of one
    session: Option<String>,
    /// The newest workshop of this map: its file, its name or its id
    #[arg(long)]
    map: Option<String>,
    /// The actions alone
    #[arg(long)]
    actions: bool,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write it here, instead of to standard output; a file that is there is not touched
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people, a mail or a wiki
    #[default]
    Markdown,
    /// One page that needs nothing beside it, and can be printed
    Html,
    /// The shape of docs/json.md
    Json,
    /// The actions as a table for spreadsheets
    Csv,
    /// The open actions with a date as a calendar
    Ics,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    match (args.actions, args.format) {
        (true, Format::Html) => {
            return Err(CliError::trouble("actions alone are written as markdown, json, csv or ics"));
        }
        (false, Format::Csv | Format::Ics) => {
            return Err(CliError::trouble("minutes are written as markdown, html or json")
                .hint("with --actions their actions are written as csv or ics"));
        }
        _ => {}
    }
    let place = ctx.place(Path::new("."))?;
    let map = args.map.as_deref().map(|map| sessions::map_id(&place, map)).transpose()?;
    let listing = crate::store::sessions::list(&crate::store::disk::fs::RealFs, &place.root);
    let path = sessions::find(&listing, args.session.as_deref(), map.as_ref())?.path.clone();
    let record = sessions::read(ctx, &path)?;
    let minutes = Minutes::of(&record, &place.workspace, &time_of_day);
    let text = if args.actions {
        actions(ctx, &place, &minutes, args.format)?
    } else {
        whole(&minutes, args.format)?
    };
    match (text, &args.output) {
        (text, None) => ctx.out.raw(&text),
        (text, Some(path)) => file::create(ctx, path, &text),
    }
}

fn whole(minutes: &Minutes, format: Format) -> Result<String> {
    match format {
        Format::Html => Ok(html(minutes)),
        Format::Json => json_text(&Envelope::new(minutes)),
        _ => Ok(markdown(minutes)),
    }
}

fn actions(ctx: &mut Context, place: &Place, minutes: &Minutes, format: Format) -> Result<String> {
    let title = format!("Actions: {}", minutes.title);
    match format {
        Format::Csv => Ok(actions_csv(&minutes.actions)),
        Format::Ics => Ok(calendar(ctx, place, &title, &minutes.actions)),
        Format::Json => json_text(&Envelope::new(Actions { actions: &minutes.actions })),
        _ => Ok(actions_markdown(&title, &minutes.actions)),
    }
}

#[derive(serde::Serialize)]
struct Actions<'a> {
    actions: &'a [Todo],
}

/// A calendar has no place for what has no day: that is said.
pub(super) fn calendar(ctx: &mut Context, place: &Place, name: &str, todos: &[Todo]) -> String {
    let without = todos.iter().filter(|todo| todo.state == Is::Open && todo.due.is_none()).count();
    if without > 0 {
        let words = many(without, "open action");
        ctx.warn(format!("{words} without a date: not in the calendar"));
    }
    actions_calendar(name, ctx.today(&place.workspace), todos)
}
