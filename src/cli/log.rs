//! `milepost log`: the history of a map, or of one element of it.

mod print;
mod walk;

use std::path::PathBuf;

use super::args::Format;
use super::context::Context;
use super::error::{CliError, Result};
use super::file::{self, Opened};
use crate::change::Change;
use crate::map::Map;
use crate::map::id::{CardId, StageId};
use crate::store::disk::words::{printable, shown};
use walk::History;

/// Say what happened to a map, or to one stage or card of it, newest first
///
/// Each commit that changed the file, with its day, author and first line, and under it what changed, element by element; what is
/// not committed yet stands first, versions stand where they were made. Without a repository, each version and what changed since
/// the one before it. A file is followed through its names.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost log order
  milepost log order --stage wait
  milepost log order --card no-eta-7f --format json
  milepost log --limit 3         each map of the workspace")]
pub(super) struct Args {
    /// The map: a file or its name; without it each map of the workspace
    map: Option<PathBuf>,
    /// What concerns this stage alone: its id, or its name
    #[arg(long, value_name = "STAGE", requires = "map")]
    stage: Option<String>,
    /// What concerns this card alone: its id
    #[arg(long, value_name = "CARD", requires = "map", conflicts_with = "stage")]
    card: Option<String>,
    /// So many entries of each map
    #[arg(long, value_name = "COUNT", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    limit: u16,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// No colours, on a terminal too
    #[arg(long)]
    plain: bool,
}

/// Whose history it is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Whose {
    Map,
    Stage(StageId),
    Card(CardId),
}

impl Whose {
    /// Whether a change is told. What only came along is, where it is the card that was asked for.
    fn has(&self, change: &Change) -> bool {
        match self {
            Self::Map => !change.along,
            Self::Stage(id) => !change.along && change.stage.has(id),
            Self::Card(id) => change.at.card() == Some(id),
        }
    }

    /// `stage wait`; nothing for the whole map.
    fn words(&self) -> Option<String> {
        match self {
            Self::Map => None,
            Self::Stage(id) => Some(format!("stage {id}")),
            Self::Card(id) => Some(format!("card {id}")),
        }
    }
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let wanted: Vec<PathBuf> = args.map.iter().cloned().collect();
    let paths = file::all(ctx, &wanted)?;
    let mut histories = Vec::new();
    for path in &paths {
        let opened = file::open(ctx, path)?;
        if opened.path.is_none() {
            return Err(CliError::trouble("standard input has no history"));
        }
        let whose = whose(args, &opened)?;
        let history = History::of(ctx, opened, whose, args.limit.into())?;
        histories.push(history);
    }
    match args.format {
        Format::Json => print::json(ctx, &histories),
        Format::Text => print::text(ctx, &histories, args.plain),
    }
}

/// What was asked for. An element that is not there any more has a history too: then it is its id.
fn whose(args: &Args, opened: &Opened) -> Result<Whose> {
    let no = |word: &str, name: &str| {
        CliError::trouble(format!("`{}` is the id of no {word}", printable(name)))
            .hint(format!("milepost show {} --ids shows them all", shown(std::path::Path::new(&opened.name))))
    };
    match (&args.stage, &args.card) {
        (Some(name), _) => stage(&opened.map, name).map(Whose::Stage).ok_or_else(|| no("stage", name)),
        (None, Some(name)) => CardId::new(name.as_str()).map(Whose::Card).map_err(|_| no("card", name)),
        (None, None) => Ok(Whose::Map),
    }
}

fn stage(map: &Map, name: &str) -> Option<StageId> {
    let lower = name.to_lowercase();
    let called = |whole: bool| {
        let fits = |stage: &&crate::map::Stage| {
            let own = stage.name.as_str().to_lowercase();
            if whole { own == lower } else { own.starts_with(&lower) }
        };
        map.stages.iter().find(fits).map(|stage| stage.id.clone())
    };
    let by_id = map.stages.iter().find(|stage| stage.id.as_str() == name).map(|stage| stage.id.clone());
    by_id.or_else(|| called(true)).or_else(|| called(false)).or_else(|| StageId::new(name).ok())
}
