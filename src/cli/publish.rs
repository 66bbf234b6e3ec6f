//! `milepost publish`: versions, a commit of the workspace alone, a push.

use std::path::PathBuf;

use super::context::Context;
use super::error::Result;
use super::steps::{How, desk, go, planned};
use crate::store::share;

/// Publish the workspace: keep versions, commit it, push it
///
/// For whoever does not speak git. Keeps a version of each map that changed, with the reason; commits the files of the workspace (maps,
/// milepost.ron, versions, threads, sessions, .gitattributes) and nothing else that is changed or staged; pushes where there is a remote.
/// Each step is said first; on a terminal it is asked for, and Enter is yes. Your own hooks run. After a merge whose conflicts are decided, it commits that.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost publish \"after the June workshop\"
  milepost publish \"new owner for Wait\" --yes
  milepost publish \"a draft\" --no-push --dry-run")]
pub(super) struct Args {
    /// Why: a few words that become the versions' reason and the first line of the commit
    why: Option<String>,
    /// The folder of maps; without it, the workspace
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Do every step without asking
    #[arg(long, short)]
    yes: bool,
    /// Commit, and push nothing
    #[arg(long)]
    no_push: bool,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let how = How::of(args.yes, args.dry_run);
    let (desk, place) = desk(ctx, args.folder.as_deref())?;
    let plan = planned(ctx, how, args.why.as_deref(), |why| share::publish(&desk, why, !args.no_push))?;
    if plan.steps.is_empty() {
        ctx.out.say("nothing to publish: everything of the workspace is committed")?;
    }
    go(ctx, &desk, &place, &plan, how)
}
