//! `milepost git merge-driver`: what git runs for each map that both sides changed.
//!
//! The contract: %A is ours and becomes the merged file, written whole or not at all; exit code 0: nothing is left to be resolved, 1: something
//! is. Never above: git would break off the whole merge.

use std::path::{Path, PathBuf};

use crate::change::SideNames;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::file::read_bytes;
use crate::cli::out::many;
use crate::store::disk::words::{printable, shown};
use crate::store::git::unmerged::merge_lines;
use crate::store::merging::{MergedFile, ThreeFiles, merge_files};
use crate::store::workspace::FILE;

/// Merge one file for git (`git setup` tells git to run this)
#[derive(Debug, clap::Args)]
#[command(hide = true)]
pub(in crate::cli) struct Args {
    /// The common version (%O)
    base: PathBuf,
    /// Our version, which becomes the merged one (%A)
    ours: PathBuf,
    /// Their version (%B)
    theirs: PathBuf,
    /// How long a conflict marker is where lines must be merged (%L)
    #[arg(default_value_t = 7)]
    marker: u32,
    /// The file as it is called in the repository (%P)
    path: Option<PathBuf>,
    /// The name of the common version (%S)
    base_name: Option<String>,
    /// The name of our side (%X)
    our_name: Option<String>,
    /// The name of their side (%Y)
    their_name: Option<String>,
}

pub(in crate::cli) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let path = args.path.as_ref().unwrap_or(&args.ours);
    let (base, ours, theirs) =
        (read_bytes(&args.base)?.0, read_bytes(&args.ours)?.0, read_bytes(&args.theirs)?.0);
    let files = ThreeFiles { base: &base, ours: &ours, theirs: &theirs };
    let names = SideNames::new(&our_name(args), &name(args.their_name.as_ref(), "theirs"));
    match merge_files(files, path, &names) {
        Ok(merged) => finish(ctx, args, path, &merged),
        Err(error) => {
            ctx.warn(format!("{}: {error}: its lines are merged", shown(path)));
            by_lines(args, &names)
        }
    }
}

/// What git calls our side: `HEAD`, which says little where a branch is checked out. Git runs us at the top of the work tree.
fn our_name(args: &Args) -> String {
    let given = name(args.our_name.as_ref(), "ours");
    if given == "HEAD" { branch(Path::new(".git")).unwrap_or(given) } else { given }
}

/// The branch that is checked out, from git's own file: asking git takes longer than the merge.
fn branch(git: &Path) -> Option<String> {
    let text = match std::fs::read_to_string(git) {
        Ok(elsewhere) => {
            let folder = PathBuf::from(elsewhere.strip_prefix("gitdir: ")?.trim_end());
            std::fs::read_to_string(folder.join("HEAD")).ok()?
        }
        Err(_) => std::fs::read_to_string(git.join("HEAD")).ok()?,
    };
    text.strip_prefix("ref: refs/heads/").map(|name| printable(name.trim_end()))
}

/// What git calls a side; git before 2.44 leaves the placeholder as it is.
fn name(given: Option<&String>, other: &str) -> String {
    given
        .filter(|name| !name.is_empty() && !name.starts_with('%'))
        .map_or_else(|| other.to_owned(), |name| printable(name))
}

fn finish(ctx: &mut Context, args: &Args, path: &Path, merged: &MergedFile) -> Result<()> {
    replace(&args.ours, &merged.text)?;
    let name = shown(path);
    for note in &merged.notes {
        ctx.warn(format!("{name}: {note}"));
    }
    for conflict in &merged.conflicts {
        ctx.warn(format!("{name}: {conflict}"));
    }
    if merged.conflicts.is_empty() {
        return Ok(());
    }
    let open = many(merged.conflicts.len(), "conflict");
    let way = if path.file_name().is_some_and(|name| name == FILE) {
        format!("open its folder and press `Space c`, or: milepost conflicts {name}; then git add {name}")
    } else {
        format!("open it: milepost {name}; then git add {name}")
    };
    Err(CliError::no(format!("{name}: {open} to decide")).hint(way))
}

/// Writes the file git gave us: whole or not at all. It is git's own, in git's own folder: no lock, no journal.
fn replace(path: &Path, text: &str) -> Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".milepost");
    let beside = PathBuf::from(beside);
    let done = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    if done.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    Ok(done?)
}

fn by_lines(args: &Args, names: &SideNames) -> Result<()> {
    let base = name(args.base_name.as_ref(), "base");
    let labels = [names.ours.as_str(), &base, names.theirs.as_str()];
    match merge_lines([&args.ours, &args.base, &args.theirs], labels, args.marker) {
        Ok(true) => Ok(()),
        Ok(false) => Err(CliError::no("")),
        // Exit code 2: the shell words around us try git's line merge once more, and say what it says.
        Err(error) => Err(CliError::trouble(error.to_string())),
    }
}
