//! `milepost conflicts`: what two sides said differently, listed and closed.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::context::Context;
use super::error::{CliError, Result};
use super::file::{self, Opened};
use super::out::{Line, Tone, many};
use super::people;
use super::place::Place;
use crate::change::{Choice, Unresolvable, resolve, resolve_workspace};
use crate::map::Text;
use crate::map::conflict::Conflict;
use crate::map::id::ConflictId;
use crate::store::disk::words::shown;
use crate::store::merging::conflict_words;
use crate::store::workspace::FILE;

/// List what two sides of a merge said differently, or decide it
///
/// Until somebody decides, the map says what our side said, and `milepost check` fails.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost conflicts                                  of all maps
  milepost conflicts maps/order.ron --take theirs     all of one map
  milepost conflicts order --id c-7f3k --value maya   one, with a value of your own")]
pub(super) struct Args {
    /// A map (a file or its name) or milepost.ron; without it, all of the workspace
    file: Option<PathBuf>,
    /// Decide: for ours, theirs, the common version, or for what the file says now
    #[arg(long, value_enum, requires = "file")]
    take: Option<Take>,
    /// Decide: for another value, as the file writes it
    #[arg(long, requires = "id", conflicts_with = "take")]
    value: Option<String>,
    /// Only this one
    #[arg(long, requires = "file")]
    id: Option<String>,
}

/// What can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Take {
    /// What our side said
    Ours,
    /// What their side said
    Theirs,
    /// What both come from
    Base,
    /// What the file says now
    Keep,
}

impl From<Take> for Choice {
    fn from(take: Take) -> Self {
        match take {
            Take::Ours => Self::Ours,
            Take::Theirs => Self::Theirs,
            Take::Base => Self::Base,
            Take::Keep => Self::AsItIs,
        }
    }
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let choice = match (&args.value, args.take) {
        (Some(value), _) => Some(Choice::Value((!value.is_empty()).then(|| Text::new(value)))),
        (None, take) => take.map(Choice::from),
    };
    match (&args.file, choice) {
        (Some(file), Some(choice)) => decide(ctx, file, args.id.as_deref(), &choice),
        (file, _) => list(ctx, file.as_deref(), args.id.as_deref()),
    }
}

fn is_workspace(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == FILE)
}

fn list(ctx: &mut Context, file: Option<&Path>, id: Option<&str>) -> Result<()> {
    let mut open = 0;
    let place = ctx.place(file.unwrap_or(Path::new(".")))?;
    if file.is_none_or(is_workspace) {
        open += say(ctx, &shown(&place.folder.file_path()), &place.workspace.conflicts, id)?;
    }
    if !file.is_some_and(is_workspace) {
        let files: Vec<PathBuf> = file.map(Path::to_owned).into_iter().collect();
        for path in file::all(ctx, &files)? {
            let opened = file::open(ctx, &path)?;
            open += say(ctx, &opened.name, &opened.map.conflicts, id)?;
        }
    }
    if open == 0 { ctx.out.say("no conflict is open") } else { Err(CliError::no("")) }
}

fn say(ctx: &mut Context, name: &str, conflicts: &[Conflict], id: Option<&str>) -> Result<usize> {
    let wanted: Vec<&Conflict> =
        conflicts.iter().filter(|c| id.is_none_or(|id| c.id.as_str() == id)).collect();
    for conflict in &wanted {
        let line = Line::default().plain(format!("{name}  ")).with(Tone::Warning, conflict.id.as_str());
        ctx.out.line(&line.plain(format!("  {}", conflict_words(conflict))))?;
    }
    Ok(wanted.len())
}

fn decide(ctx: &mut Context, file: &Path, id: Option<&str>, choice: &Choice) -> Result<()> {
    if is_workspace(file) {
        let place = ctx.place(file)?;
        return decide_workspace(ctx, &place, id, choice);
    }
    let opened: Opened = file::open(ctx, file)?;
    let mut map = opened.map.clone();
    let wanted = wanted(&map.conflicts, id)?;
    for id in &wanted {
        let edit = match resolve(&map, id, choice) {
            // What it was about went with another one.
            Err(Unresolvable::Gone(_)) if wanted.len() > 1 => resolve(&map, id, &Choice::AsItIs)?,
            other => other?,
        };
        edit.apply(&mut map)?;
    }
    opened.save(ctx, &map)?;
    ctx.out.say(format!(
        "{}: {} decided, {} open",
        opened.name,
        many(wanted.len(), "conflict"),
        map.conflicts.len()
    ))
}

fn decide_workspace(ctx: &mut Context, place: &Place, id: Option<&str>, choice: &Choice) -> Result<()> {
    let mut workspace = place.workspace.clone();
    let wanted = wanted(&workspace.conflicts, id)?;
    for id in &wanted {
        resolve_workspace(&workspace, id, choice)?.apply(&mut workspace)?;
    }
    people::write(ctx, place, &workspace)?;
    let (done, open) = (many(wanted.len(), "conflict"), workspace.conflicts.len());
    ctx.out.say(format!("{}: {done} decided, {open} open", shown(&place.folder.file_path())))
}

/// The conflicts that are meant: all, or the one with this id.
fn wanted(conflicts: &[Conflict], id: Option<&str>) -> Result<Vec<ConflictId>> {
    let all = || conflicts.iter().map(|conflict| conflict.id.clone());
    match id {
        None if conflicts.is_empty() => Err(CliError::trouble("no conflict is open there")),
        None => Ok(all().collect()),
        Some(id) => match all().find(|other| other.as_str() == id) {
            Some(found) => Ok(vec![found]),
            None => Err(CliError::trouble(format!("no conflict `{id}` is open there"))
                .hint("`milepost conflicts` lists them")),
        },
    }
}

impl From<Unresolvable> for CliError {
    fn from(error: Unresolvable) -> Self {
        Self::trouble(error.to_string())
    }
}
