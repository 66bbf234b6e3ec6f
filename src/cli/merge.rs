//! `milepost merge`: two sides of a file put together, or a file that git left between two sides.

use std::path::{Path, PathBuf};

use super::context::Context;
use super::error::{CliError, Result};
use super::file::{create, read_bytes};
use super::out::many;
use crate::change::SideNames;
use crate::store::disk::fs::RealFs;
use crate::store::disk::save::{Expected, save};
use crate::store::disk::words::shown;
use crate::store::git::unmerged::{Unmerged, unmerged};
use crate::store::merging::{MergedFile, ThreeFiles, Unmergeable, merge_files};

/// Merge two sides of a map by its elements
///
/// Fields that one side changed are as that side has them; what both changed differently is kept in the file as a conflict, which `milepost FILE` and
/// `milepost conflicts` close. Ends with 1 when there is one. Git does this by itself after `milepost git setup`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost merge old.ron mine.ron yours.ron > both.ron
  milepost merge old.ron mine.ron yours.ron --output both.ron
  milepost merge --resolve maps/order.ron        a file that git left with <<<<<<< in it")]
pub(super) struct Args {
    /// The common version, ours and theirs; /dev/null for none
    #[arg(required_unless_present = "resolve", num_args = 3, value_names = ["BASE", "OURS", "THEIRS"])]
    files: Vec<PathBuf>,
    /// Write the merged file here, instead of to standard output
    #[arg(long, value_name = "FILE", conflicts_with = "resolve")]
    output: Option<PathBuf>,
    /// Merge what git could not: from the versions that it keeps of the file
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with = "files")]
    resolve: Vec<PathBuf>,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    match args.files.as_slice() {
        [base, ours, theirs] => three(ctx, [base, ours, theirs], args.output.as_deref()),
        _ => resolve_all(ctx, &args.resolve),
    }
}

fn three(ctx: &mut Context, [base, ours, theirs]: [&PathBuf; 3], output: Option<&Path>) -> Result<()> {
    let base_bytes = if base == Path::new("/dev/null") { Vec::new() } else { read_bytes(base)?.0 };
    let (our_bytes, their_bytes) = (read_bytes(ours)?.0, read_bytes(theirs)?.0);
    let files = ThreeFiles { base: &base_bytes, ours: &our_bytes, theirs: &their_bytes };
    let merged = merge_files(files, ours, &SideNames::new(&shown(ours), &shown(theirs)))?;
    match output {
        Some(path) => create(ctx, path, &merged.text)?,
        None => ctx.out.raw(&merged.text)?,
    }
    tell(ctx, &shown(output.unwrap_or(ours)), &merged);
    let name = output.map_or_else(|| "the merged file".to_owned(), shown);
    ended(&name, merged.conflicts.len(), "open it with `milepost`, or close them with `milepost conflicts`")
}

fn tell(ctx: &mut Context, name: &str, merged: &MergedFile) {
    // The map may be on standard output: words about it go beside.
    for line in merged.notes.iter().chain(&merged.conflicts) {
        ctx.warn(format!("{name}: {line}"));
    }
}

fn ended(name: &str, conflicts: usize, hint: &str) -> Result<()> {
    if conflicts == 0 {
        return Ok(());
    }
    Err(CliError::no(format!("{name}: {} to decide", many(conflicts, "conflict"))).hint(hint))
}

fn resolve_all(ctx: &mut Context, paths: &[PathBuf]) -> Result<()> {
    let mut conflicts = 0;
    for path in paths {
        conflicts += resolve(ctx, path)?;
    }
    ended(
        &many(paths.len(), "file"),
        conflicts,
        "open the map: `milepost FILE`; `Space c` decides them. Or `milepost conflicts FILE --take theirs`",
    )
}

/// Puts the merge of what git keeps in place of the file; gives how many conflicts there are.
fn resolve(ctx: &mut Context, path: &Path) -> Result<usize> {
    let (_, signature) = read_bytes(path)?;
    let name = shown(path);
    let Some(kept) = unmerged(path)? else {
        return Err(CliError::trouble(format!(
            "git does not keep two sides of {name}: it is merged already"
        ))
        .hint(format!("`git checkout --merge {name}` starts its merge anew")));
    };
    let merged = of_index(&kept, path)?;
    let expected = signature.as_ref().map_or(Expected::Anything, Expected::Seen);
    save(&RealFs, &ctx.dirs()?, path, merged.text.as_bytes(), expected)?;
    tell(ctx, &name, &merged);
    ctx.out.say(format!("{name}: merged by its elements; `git add {name}` when it is as you want it"))?;
    Ok(merged.conflicts.len())
}

fn of_index(kept: &Unmerged, path: &Path) -> Result<MergedFile> {
    let files = ThreeFiles { base: &kept.base, ours: &kept.ours, theirs: &kept.theirs };
    Ok(merge_files(files, path, &SideNames::new("ours", &kept.their_name))?)
}

impl From<Unmergeable> for CliError {
    fn from(error: Unmergeable) -> Self {
        Self::trouble(error.to_string()).hint("mend that file first: `milepost check FILE` says more")
    }
}
