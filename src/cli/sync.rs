//! `milepost sync`: what others published, merged by elements.

use std::path::PathBuf;

use super::context::Context;
use super::error::Result;
use super::steps::{How, desk, go, planned};
use crate::store::share;

/// Bring what others published, and merge it
///
/// Fetches, and merges the branch that this one follows, maps by their elements even in a clone without `milepost git setup`. What is not committed
/// is committed first, with the reason. What both changed differently is kept in the map as a conflict: then it ends with 1 and says how to go on.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost sync
  milepost sync --yes
  milepost sync \"my half of the workshop\"      commit what is not, then fetch and merge")]
pub(super) struct Args {
    /// Why, where something is not committed yet: the first line of that commit
    why: Option<String>,
    /// The folder of maps; without it, the workspace
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Do every step without asking
    #[arg(long, short)]
    yes: bool,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let how = How::of(args.yes, args.dry_run);
    let (desk, place) = desk(ctx, args.folder.as_deref())?;
    let plan = planned(ctx, how, args.why.as_deref(), |why| share::sync(&desk, why))?;
    go(ctx, &desk, &place, &plan, how)
}
