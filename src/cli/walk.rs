//! `milepost walk`: the changes of a branch, one by one.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use super::context::Context;
use super::diff::{Pairs, print};
use super::error::{CliError, Result};
use super::{edit, file};
use crate::exchange::difference::{self, Fate, Only};
use crate::store::git::fork::fork;
use crate::store::source::Source;
use crate::tui::timeline::{From as StateFrom, Wanted};

/// Walk through what a branch changed, one change after the other
///
/// Opens the editor on the changes of a map: `x` says that the chosen one is right, `c` comments on it (a thread that the others
/// see), `r` takes it back, `w` ends with a summary in Markdown, which is copied, and printed when you leave; it offers to review the
/// stages of yours that were touched. Without REV: since where this branch left main (or master, or its upstream), else since the last
/// commit. A REV is compared where the branch left it. Where there is no terminal the changes are listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost walk
  milepost walk order
  milepost walk main maps/order.ron
  milepost walk v1.2 order")]
pub(super) struct Args {
    /// Since which branch, commit, version or file
    #[arg(value_name = "REV")]
    rev: Option<String>,
    /// The map: a file or its name; without it the only one that changed
    map: Option<PathBuf>,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let (rev, map) = meant(ctx, args)?;
    let near = map.clone().unwrap_or_else(|| PathBuf::from("."));
    let (wanted, side) = base(ctx, &near, rev)?;
    let map = match map {
        Some(map) => file::find(ctx, &map)?,
        None => match only_changed(ctx, &side)? {
            Some(map) => map,
            None => return ctx.out.say("nothing changed"),
        },
    };
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return edit::open(ctx, Some(&map), edit::Then::Walk(wanted));
    }
    let pairs = Pairs::of(ctx, Some(&side), &[map.to_string_lossy().into_owned()])?;
    print(ctx, &difference::text(&pairs.compared(&Only::default())), false)?;
    pairs.whole()
}

/// With one word, which may be the map.
fn meant<'a>(ctx: &Context, args: &'a Args) -> Result<(Option<&'a str>, Option<PathBuf>)> {
    let (Some(only), None) = (&args.rev, &args.map) else {
        return Ok((args.rev.as_deref(), args.map.clone()));
    };
    let place = ctx.place(Path::new(only))?;
    match Source::parse(only, &place.folder) {
        Ok(Source::File(path)) => Ok((None, Some(path))),
        _ => Ok((Some(only), None)),
    }
}

/// What is compared with: for the editor, and as a side of a difference.
fn base(ctx: &Context, near: &Path, rev: Option<&str>) -> Result<(Wanted, String)> {
    let place = ctx.place(near)?;
    let source = rev.map(|rev| Source::parse(rev, &place.folder)).transpose()?;
    let rev = match source {
        None => None,
        Some(Source::Revision(rev)) => Some(rev),
        Some(_) => {
            let text = rev.unwrap_or_default().to_owned();
            let wanted = Wanted { words: text.clone(), on: None, from: StateFrom::Named(text.clone()) };
            return Ok((wanted, text));
        }
    };
    let fork = fork(&place.root, rev.as_deref())?;
    let commit = fork.commit.as_str().to_owned();
    let from = StateFrom::Source(Source::Revision(commit.clone()));
    Ok((Wanted { words: fork.words(), on: None, from }, commit))
}

/// The only map that changed; `None`: none did.
fn only_changed(ctx: &mut Context, side: &str) -> Result<Option<PathBuf>> {
    let pairs = Pairs::of(ctx, Some(side), &[])?;
    let compared = pairs.compared(&Only::default());
    let both = |e: &&difference::Entry<'_>| matches!(e.fate, Fate::Both { .. }) && !e.is_same();
    let names: Vec<String> = compared.entries.iter().filter(both).map(|e| e.name.clone()).collect();
    match names.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(PathBuf::from(only))),
        several => Err(CliError::trouble(format!("{} maps changed: which one?", several.len()))
            .hint(several.join(", "))
            .hint("milepost walk MAP")),
    }
}
