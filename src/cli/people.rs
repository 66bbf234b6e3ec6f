//! `milepost people`: who can own what.

mod handover;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use jiff::civil::Date;
use serde::Serialize;

use super::args::Format;
use super::context::Context;
use super::error::{CliError, Result};
use super::json::Envelope;
use super::out::{Line, Tone};
use super::place::Place;
use super::value::{Scope, date, find_person};
use crate::map::edit::WorkspaceEdit;
use crate::map::id::{PersonId, slug};
use crate::map::{Label, Map, Person, Workspace};
use crate::store::disk::fs::RealFs;
use crate::store::disk::save::{Expected, save};
use crate::store::document::write_workspace;
use crate::store::ron::comments::Comments;

/// List the people of a workspace, add somebody, say that somebody left or is away, hand over what they own
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost people
  milepost people add \"Maya Chen\" --team \"Customer experience\" --email maya@example.com
  milepost people left tom --on 2026-09-30
  milepost people away tom --until 2026-12-31 --deputy maya
  milepost people handover tom maya --dry-run
  milepost people rename tom \"Thomas Okafor\"")]
pub(super) struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Action {
    #[command(flatten)]
    Edit(Change),
    Handover(handover::Args),
}

/// One change of the list.
#[derive(Debug, Subcommand)]
enum Change {
    /// Add somebody
    Add {
        /// Their name
        name: String,
        /// Their id in files; made from the name without it
        #[arg(long)]
        id: Option<String>,
        /// Their team
        #[arg(long)]
        team: Option<String>,
        /// How to reach them; also tells who you are by git's user.email
        #[arg(long)]
        email: Option<String>,
    },
    /// Say that somebody left: what they own becomes ungoverned
    Left {
        /// Who: id or name
        person: String,
        /// The day; today without it
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
        /// They did not leave after all
        #[arg(long, conflicts_with = "on")]
        back: bool,
    },
    /// Say that somebody is away for a while
    Away {
        /// Who: id or name
        person: String,
        /// The last day
        #[arg(long, value_name = "DAY", required_unless_present = "back")]
        until: Option<String>,
        /// Who answers meanwhile: id or name
        #[arg(long, value_name = "PERSON")]
        deputy: Option<String>,
        /// They are back
        #[arg(long, conflicts_with_all = ["until", "deputy"])]
        back: bool,
    },
    /// Give somebody another name; their id stays
    Rename {
        /// Who: id or name
        person: String,
        /// The new name
        name: String,
    },
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let place = ctx.place(Path::new("."))?;
    let today = ctx.today(&place.workspace);
    let change = match &args.action {
        None => return list(ctx, &place, args.format, today),
        Some(Action::Handover(args)) => return handover::run(ctx, &place, args, today),
        Some(Action::Edit(change)) => change,
    };
    let (edit, words) = edit(&place.workspace, change, today)?;
    let mut workspace = place.workspace.clone();
    edit.apply(&mut workspace)?;
    write(ctx, &place, &workspace)?;
    ctx.out.say(words)
}

fn edit(workspace: &Workspace, change: &Change, today: Date) -> Result<(WorkspaceEdit, String)> {
    let day = |text: &str| date(text, today).map_err(CliError::trouble);
    match change {
        Change::Add { name, id, team, email } => {
            let label = |text: &Option<String>| text.as_deref().map(Label::new).filter(|l| !l.is_empty());
            let id = person_id(workspace, name, id.as_deref())?;
            let person = Person { team: label(team), email: label(email), ..Person::new(id.clone(), name) };
            let words = format!("{} added as `{id}`", person.name);
            Ok((WorkspaceEdit::AddPerson { at: usize::MAX, person: Box::new(person) }, words))
        }
        Change::Left { person, on, back } => {
            let mut person = find(workspace, person, today)?;
            person.left = if *back { None } else { Some(on.as_deref().map_or(Ok(today), day)?) };
            let words = match person.left {
                Some(day) => format!("{} left on {day}", person.name),
                None => format!("{} is active", person.name),
            };
            Ok((WorkspaceEdit::SetPerson(Box::new(person)), words))
        }
        Change::Away { person, until, deputy, .. } => {
            let mut person = find(workspace, person, today)?;
            person.away_until = until.as_deref().map(day).transpose()?;
            let deputy = deputy.as_deref().map(|d| find(workspace, d, today)).transpose()?;
            person.deputy = deputy.map(|d| d.id);
            if person.deputy.as_ref() == Some(&person.id) {
                return Err(CliError::trouble("nobody is their own deputy"));
            }
            let words = match (person.away_until, &person.deputy) {
                (Some(day), Some(deputy)) => {
                    format!("{} is away until {day}; {} answers", person.name, workspace.name_of(deputy))
                }
                (Some(day), None) => format!("{} is away until {day}", person.name),
                _ => format!("{} is back", person.name),
            };
            Ok((WorkspaceEdit::SetPerson(Box::new(person)), words))
        }
        Change::Rename { person, name } => {
            let mut person = find(workspace, person, today)?;
            let words = format!("{} is called {} now", person.name, Label::new(name));
            person.name = Label::new(name);
            Ok((WorkspaceEdit::SetPerson(Box::new(person)), words))
        }
    }
}

fn find(workspace: &Workspace, text: &str, today: Date) -> Result<Person> {
    if workspace.people.is_empty() {
        return Err(
            CliError::trouble("there are no people in this workspace").hint("milepost people add NAME")
        );
    }
    let nothing = Map::new(nothing_id()?, "");
    let scope = Scope { map: &nothing, workspace, today, who: None };
    let id = find_person(&scope, text)?;
    workspace
        .person(&id)
        .cloned()
        .ok_or_else(|| CliError::trouble(format!("there is nobody called `{text}`")))
}

fn nothing_id() -> Result<crate::map::id::MapId> {
    Ok(crate::map::id::MapId::new("none")?)
}

/// The id that was asked for, or the first name where it is free, else the whole name, else with a number.
fn person_id(workspace: &Workspace, name: &str, asked: Option<&str>) -> Result<PersonId> {
    if let Some(asked) = asked {
        return Ok(PersonId::new(asked)?);
    }
    let first = name.split_whitespace().next().unwrap_or_default();
    let whole = match slug(name, 32) {
        slug if slug.is_empty() => "person".to_owned(),
        slug => slug,
    };
    let numbered = (2..).map(|n| format!("{whole}-{n}"));
    let candidates = [slug(first, 32), whole.clone()].into_iter().chain(numbered);
    let mut free =
        candidates.filter_map(|text| PersonId::new(&text).ok()).filter(|id| workspace.person(id).is_none());
    free.next().ok_or_else(|| CliError::trouble("no id can be made from that name").hint("give one: --id"))
}

/// Writes the `milepost.ron` of a workspace, making it where there is none.
pub(super) fn write(ctx: &mut Context, place: &Place, workspace: &Workspace) -> Result<PathBuf> {
    let none = Comments::default();
    let file = place.folder.file.as_ref();
    let text = write_workspace(workspace, file.map_or(&none, |f| &f.comments))?;
    let expected = match file.and_then(|f| f.signature.as_ref()) {
        Some(seen) => Expected::Seen(seen),
        None => Expected::Nothing,
    };
    let path = place.folder.file_path();
    let saved = save(&RealFs, &ctx.dirs()?, &path, text.as_bytes(), expected)?;
    saved.notes.iter().for_each(|note| ctx.warn(note));
    Ok(path)
}

fn list(ctx: &mut Context, place: &Place, format: Format, today: Date) -> Result<()> {
    #[derive(Serialize)]
    struct People<'a> {
        people: &'a [Person],
    }
    let people = &place.workspace.people;
    if format == Format::Json {
        return ctx.out.json(&Envelope::new(People { people }));
    }
    if people.is_empty() {
        return Err(CliError::no("there are no people in this workspace").hint("milepost people add NAME"));
    }
    let width = people.iter().map(|p| p.id.as_str().len()).max().unwrap_or(0);
    for person in people {
        let mut more = Vec::new();
        more.extend(person.team.as_ref().map(ToString::to_string));
        more.extend(person.email.as_ref().map(ToString::to_string));
        if let Some(day) = person.left {
            more.push(if person.has_left(today) {
                format!("left on {day}")
            } else {
                format!("leaves on {day}")
            });
        }
        if let Some(day) = person.away_until.filter(|_| person.is_away(today)) {
            let deputy =
                person.deputy.as_ref().map(|id| format!(", {} answers", place.workspace.name_of(id)));
            more.push(format!("away until {day}{}", deputy.unwrap_or_default()));
        }
        let tone = if person.has_left(today) { Tone::Faint } else { Tone::Strong };
        let line = Line::new(format!("{:<width$}  ", person.id.as_str())).with(tone, person.name.as_str());
        let tail = if more.is_empty() { String::new() } else { format!("  ({})", more.join("; ")) };
        ctx.out.line(&line.with(Tone::Faint, tail))?;
    }
    Ok(())
}
