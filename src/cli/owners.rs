//! `milepost owners`: who answers for what, or for what changed.

mod collect;
mod print;

use std::path::PathBuf;

use super::args::Format;
use super::check::gather::Gathered;
use super::context::Context;
use super::error::{CliError, Result};
use super::since::Since;

/// List who answers for what; with --since, whom to ask about what changed
///
/// With --since: the owners of the stages that changed since that commit, and of the map where something outside its stages
/// did. Where a stage changed hands, the owner of then is listed, too.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost owners
  milepost owners maps --since origin/main
  milepost owners --since HEAD~1 --format json")]
pub(super) struct Args {
    /// Maps or folders of maps; without any, the workspace
    paths: Vec<PathBuf>,
    /// Only who answers for what changed since this commit: a branch, a tag, a hash
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let gathered = Gathered::read(ctx, &args.paths)?;
    let mut since = args.since.as_deref().map(Since::new);
    let owners = collect::owners(ctx, &gathered, since.as_mut())?;
    match args.format {
        Format::Json => print::json(ctx, &owners, since.as_ref().and_then(Since::commit))?,
        Format::Text => print::text(ctx, &owners)?,
    }
    match gathered.files.iter().find(|file| file.is_refused) {
        Some(file) => {
            let error =
                CliError::trouble(format!("{} cannot be read: its owners are not among these", file.name));
            Err(error.hint("`milepost check` says what is wrong in it"))
        }
        None => Ok(()),
    }
}
