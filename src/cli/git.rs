//! `milepost git`: git merges and shows maps by their elements.

mod driver;
mod hook;
mod setup;
mod textconv;

use super::context::Context;
use super::error::Result;

/// Let git merge and show maps by their elements
///
/// Git merges lines; a line merge that looks clean can put a card under the wrong stage. With `milepost git setup` a clone merges maps field by
/// field; what two people changed differently is kept in the map as a conflict, and the file can always be read.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost git setup             once in each clone
  milepost git setup --check     exit code 1 when something is missing
  milepost git setup --remove")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Setup(setup::Args),
    MergeDriver(driver::Args),
    Textconv(textconv::Args),
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    match &args.command {
        Command::Setup(args) => setup::run(ctx, args),
        Command::MergeDriver(args) => driver::run(ctx, args),
        Command::Textconv(args) => textconv::run(ctx, args),
    }
}
