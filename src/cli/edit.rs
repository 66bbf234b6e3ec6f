//! `milepost [PATH]`: the editor; where there is no terminal to edit in, what it would show.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use super::context::Context;
use super::error::{CliError, Result};
use super::{list, show};
use crate::store::disk::words::shown;
use crate::tui::driver::{self, RunStart};
use crate::tui::timeline::Wanted;

pub(super) fn run(ctx: &mut Context, path: Option<&PathBuf>) -> Result<()> {
    if let Some(path) = path.filter(|path| !path.exists() && super::file::find(ctx, path).is_err()) {
        return Err(no_such(path));
    }
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return open(ctx, path, Then::Nothing);
    }
    match path {
        Some(path) if !path.is_dir() => show::run(ctx, &show::Args::of(path)),
        folder => list::run(ctx, &list::Args::of(folder.map(PathBuf::as_path))),
    }
}

/// A path that is not there may be a subcommand with a slip in it.
fn no_such(path: &Path) -> CliError {
    let error = CliError::trouble(format!("there is no map, folder or command `{}`", shown(path)));
    let command = super::command();
    let names = command.get_subcommands().map(clap::Command::get_name);
    let near =
        path.to_str().and_then(|text| crate::store::diagnostic::nearest(text, names).map(str::to_owned));
    match near {
        Some(near) => error.hint(format!("did you mean `milepost {near}`?")),
        None => error.hint("`milepost --help` shows the commands, `milepost new` makes a map"),
    }
}

/// What the editor begins with.
pub(super) enum Then {
    /// The map.
    Nothing,
    /// A walk through what changed.
    Walk(Wanted),
    /// A workshop with the agenda of this name; none: a person chooses.
    Workshop(Option<String>),
}

/// Opens the editor, perhaps to walk through what changed; then its summary is printed. What has no file yet may be a map's name or id.
pub(super) fn open(ctx: &mut Context, path: Option<&PathBuf>, then: Then) -> Result<()> {
    let found = match path {
        Some(path) if !path.exists() => Some(super::file::find(ctx, path)?),
        path => path.cloned(),
    };
    let variable = std::env::var("MILEPOST_AS").ok().filter(|name| !name.trim().is_empty());
    let (walk, workshop) = match then {
        Then::Nothing => (None, None),
        Then::Walk(wanted) => (Some(wanted), None),
        Then::Workshop(agenda) => (None, Some(agenda.unwrap_or_default())),
    };
    let start = RunStart {
        path: found,
        workspace: ctx.global.workspace.clone(),
        today: ctx.global.today,
        person: ctx.global.person.clone().or(variable),
        walk,
        workshop,
    };
    match driver::run(start).map_err(|error| CliError::trouble(error.to_string()))? {
        Some(summary) => ctx.out.raw(&summary),
        None => Ok(()),
    }
}
