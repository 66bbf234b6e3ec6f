//! `milepost workshop`: a workshop on a map.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use super::context::Context;
use super::error::{CliError, Result};
use super::{edit, file};

/// Run a workshop on a map
///
/// Opens the editor on the map and begins a workshop, or goes on with one that did not end. Without MAP: the only map of the
/// workspace. Without --agenda a person chooses. What happens is kept in `sessions/`, line by line.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost workshop order
  milepost workshop order --agenda refresh-45")]
pub(super) struct Args {
    /// The map: a file or its name
    map: Option<PathBuf>,
    /// The agenda: its name, its file's name, or a beginning of either
    #[arg(long, value_name = "NAME")]
    agenda: Option<String>,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let map = match &args.map {
        Some(map) => file::find(ctx, map)?,
        None => only_map(ctx)?,
    };
    if !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
        return Err(CliError::trouble("a workshop needs a terminal"));
    }
    edit::open(ctx, Some(&map), edit::Then::Workshop(args.agenda.clone()))
}

/// The map of a workspace that has one.
fn only_map(ctx: &mut Context) -> Result<PathBuf> {
    let maps = ctx.place(Path::new("."))?.maps()?;
    let mut maps = maps.into_iter();
    match (maps.next(), maps.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(CliError::trouble("there is no map here").hint("`milepost new` makes one")),
        _ => Err(CliError::trouble("which map? There are several").hint("`milepost list` shows them")),
    }
}
