//! `milepost fmt`: maps in their one form.

use std::path::{Path, PathBuf};

use super::context::Context;
use super::error::{CliError, Result};
use super::file::{self, DASH};
use super::out::{Line, Tone};
use super::people;
use super::place::Place;
use crate::store::disk::words::shown;
use crate::store::document::write_workspace;

/// Write maps in their one canonical form, with the ids that are missing
///
/// Comments are kept. What should be repaired stays as it is: `milepost fix` is for that.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost fmt maps
  milepost fmt --check maps      for a pipeline: exit code 1 when a file would change
  milepost fmt - < draft.ron")]
pub(super) struct Args {
    /// Maps or folders of maps; without any, the workspace; - for standard input
    paths: Vec<PathBuf>,
    /// Change nothing; say which files would change, and end with 1 when there are any
    #[arg(long)]
    check: bool,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let files = file::all(ctx, &args.paths)?;
    let mut changed = 0;
    for place in workspaces(ctx, &args.paths)? {
        changed += usize::from(workspace(ctx, &place, args.check)?);
    }
    let mut failed = None;
    for (number, path) in files.iter().enumerate() {
        ctx.out.progress(&format!("{} of {} maps", number + 1, files.len()));
        let done = one(ctx, path, args.check);
        ctx.out.progress_done();
        match done {
            Ok(is_changed) => changed += usize::from(is_changed),
            // One file that cannot be read does not keep the others from being written.
            Err(error) if files.len() > 1 => {
                super::tell(ctx, &error);
                failed = Some(CliError { report: None, hints: Vec::new(), ..CliError::trouble("") });
            }
            Err(error) => return Err(error),
        }
    }
    match failed {
        Some(failed) => Err(failed),
        None if args.check && changed > 0 => Err(CliError::no("").hint("`milepost fmt` writes them")),
        None => Ok(()),
    }
}

/// The workspaces whose own file is written too: those of whole folders.
fn workspaces(ctx: &Context, paths: &[PathBuf]) -> Result<Vec<Place>> {
    if paths.is_empty() {
        return Ok(vec![ctx.place(Path::new("."))?]);
    }
    paths.iter().filter(|path| path.is_dir()).map(|path| Place::open(path)?.sound()).collect()
}

/// Whether the `milepost.ron` was not in its canonical form.
fn workspace(ctx: &mut Context, place: &Place, check: bool) -> Result<bool> {
    let Some(file) = &place.folder.file else { return Ok(false) };
    let path = place.folder.file_path();
    let (bytes, _) = file::read_bytes(&path)?;
    if write_workspace(&place.workspace, &file.comments)?.as_bytes() == bytes {
        return Ok(false);
    }
    if !check {
        people::write(ctx, place, &place.workspace)?;
    }
    say(ctx, check, &shown(&path))?;
    Ok(true)
}

fn say(ctx: &mut Context, check: bool, name: &str) -> Result<()> {
    let words = if check { "would change: " } else { "written: " };
    ctx.out.line(&Line::default().with(Tone::Warning, words).plain(name))
}

/// Whether the file was not in its canonical form.
fn one(ctx: &mut Context, path: &Path, check: bool) -> Result<bool> {
    let opened = file::open(ctx, path)?;
    let text = opened.written(ctx, &opened.map)?;
    if path == Path::new(DASH) {
        if !check {
            ctx.out.raw(&text)?;
        }
        return Ok(text.as_bytes() != opened.bytes);
    }
    if text.as_bytes() == opened.bytes {
        return Ok(false);
    }
    if !check {
        opened.save_text(ctx, &text)?;
    }
    say(ctx, check, &opened.name)?;
    Ok(true)
}
