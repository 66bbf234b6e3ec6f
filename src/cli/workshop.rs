//! `milepost workshop`: a workshop on a map; the agendas that there are; workshops that were held.

mod agendas;
mod replay;

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use super::args::Format;
use super::context::Context;
use super::error::{CliError, Result};
use super::{edit, file};

/// Run a workshop on a map; list the agendas; replay one
///
/// Opens the editor on the map and begins a workshop, or goes on with one that did not end. Without MAP: the only map of the
/// workspace. Without --agenda a person chooses. What happens is kept in `sessions/`, line by line; --replay prints it again.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost workshop order
  milepost workshop order --agenda refresh-45
  milepost workshop --agendas
  milepost workshop --replay 2026-11-22-order --speed 60")]
pub(super) struct Args {
    /// The map: a file or its name
    map: Option<PathBuf>,
    /// The agenda: its name, its file's name, or a beginning of either
    #[arg(long, value_name = "NAME")]
    agenda: Option<String>,
    /// List the agendas that there are, and what is wrong with the team's own
    #[arg(long, conflicts_with_all = ["map", "agenda"])]
    agendas: bool,
    /// Print what happened in a workshop, as fast as it did: its id, or the beginning of one
    #[arg(long, value_name = "SESSION", conflicts_with_all = ["map", "agenda", "agendas"])]
    replay: Option<String>,
    /// How many times as fast; 0: all at once
    #[arg(long, value_name = "N", default_value_t = 1, requires = "replay")]
    speed: u32,
    /// Agendas for people, or for programs
    #[arg(long, value_enum, default_value_t, requires = "agendas")]
    format: Format,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    if let Some(session) = &args.replay {
        let place = ctx.place(Path::new("."))?;
        return replay::run(ctx, &place, session, args.speed);
    }
    if args.agendas {
        let place = ctx.place(Path::new("."))?;
        return agendas::run(ctx, &place, args.format);
    }
    lead(ctx, args)
}

/// In the editor.
fn lead(ctx: &mut Context, args: &Args) -> Result<()> {
    let map = match &args.map {
        Some(map) => file::find(ctx, map).map_err(|error| {
            if error.message.starts_with("there is no map") { error.hint(NEW_MAP) } else { error }
        })?,
        None => only_map(ctx)?,
    };
    if !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
        return Err(CliError::trouble("a workshop needs a terminal"));
    }
    edit::open(ctx, Some(&map), edit::Then::Workshop(args.agenda.clone()))
}

/// From an empty room to a map.
const NEW_MAP: &str =
    "a new one: milepost new \"Returning a sofa\", then milepost workshop returning-a-sofa --agenda map-90";

/// The map of a workspace that has one.
fn only_map(ctx: &mut Context) -> Result<PathBuf> {
    let maps = ctx.place(Path::new("."))?.maps()?;
    let mut maps = maps.into_iter();
    match (maps.next(), maps.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(CliError::trouble("there is no map here").hint(NEW_MAP)),
        _ => Err(CliError::trouble("which map? There are several")
            .hint("`milepost list` shows them")
            .hint(NEW_MAP)),
    }
}
