//! `milepost diff`: what differs between two states of maps.

mod draw;
mod sides;

use clap::ValueEnum;

use super::context::Context;
use super::error::{CliError, Result};
use super::json::Envelope;
use crate::exchange::difference::{self, Compared, Only, UnknownName};
use crate::store::diagnostic::nearest;
use crate::store::disk::words::printable;

pub(super) use draw::print;
pub(super) use sides::{Pairs, ends, range};

/// Say what differs between two states of a map, element by element
///
/// A side is a file or the name of a map, a version (order@3, order@last), a file in a commit (HEAD~2:maps/order.ron), a commit
/// (main, v1.2, a hash), or - for standard input. With one side, the working file is the other one; with a file alone, its last
/// commit; with none, all maps of the workspace, its people and its policy are compared with the last commit. A commit without a file means the file of the
/// other side, else all maps. A..B compares two commits, A...B the second with where it left the first.
///
/// Elements are known by their ids. Signs: + came, - went, ~ edited, > moved, = in another place of its list (at the end: unchanged),
/// ! a review that no longer holds. Colours where standard output is a terminal, unless `NO_COLOR` is set.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost diff                               all maps since the last commit
  milepost diff order                         one map since its last commit
  milepost diff order@3                       since version 3
  milepost diff HEAD~2:maps/order.ron order
  milepost diff main...HEAD --format markdown > comment.md
  milepost diff main --stat --only owner,pain

Exit codes: 0 done; with --exit-code 0 nothing differs, 1 something does; 2 it could not be done.")]
pub(super) struct Args {
    /// The old side; alone: what the working files are compared with
    #[arg(value_name = "OLD")]
    old: Option<String>,
    /// The new side; after A..B: the maps to compare
    #[arg(value_name = "NEW")]
    new: Vec<String>,
    /// A line a map: how many changes of each sign, and which stages they touch
    #[arg(long, conflicts_with = "format")]
    stat: bool,
    /// Only these kinds of elements, fields and ways to change: owner,stage,pain,due-date,moved
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    only: Vec<String>,
    /// Words, a comment on a pull request, a shape for programs, or a page
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// 1 when something differs, as diff does
    #[arg(long)]
    exit_code: bool,
    /// No colours, on a terminal too
    #[arg(long)]
    plain: bool,
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// Lines for people
    #[default]
    Text,
    /// A comment on a pull request
    Markdown,
    /// The shape of docs/diff.md
    Json,
    /// One page that needs nothing beside it
    Html,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let only = only(&args.only)?;
    let pairs = Pairs::of(ctx, args.old.as_deref(), &args.new)?;
    let compared = pairs.compared(&only);
    written(ctx, args, &compared)?;
    pairs.whole()?;
    if args.exit_code && !compared.is_same() { Err(CliError::no("")) } else { Ok(()) }
}

/// The part of the differences that was asked for.
fn only(names: &[String]) -> Result<Only> {
    Only::parse(names.iter().map(String::as_str)).map_err(|UnknownName { name, known }| {
        let error =
            CliError::trouble(format!("`{}` is neither a kind of element nor a field", printable(&name)));
        match nearest(&name, known.iter().map(String::as_str)) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error
                .hint("as owner, text, severity, due-date; stage, pain, step, metric, event; added, moved"),
        }
    })
}

fn written(ctx: &mut Context, args: &Args, compared: &Compared<'_>) -> Result<()> {
    match args.format {
        _ if args.stat => {
            for line in difference::stat(compared) {
                ctx.out.say(line)?;
            }
            Ok(())
        }
        Format::Text => print(ctx, &difference::text(compared), args.plain),
        Format::Markdown => ctx.out.raw(&difference::markdown(compared)),
        Format::Json => ctx.out.json(&Envelope::new(difference::json(compared))),
        Format::Html => ctx.out.raw(&difference::html(compared)),
    }
}
