//! `milepost fmt`: maps in their one form.

use std::path::{Path, PathBuf};

use super::context::Context;
use super::error::{CliError, Result};
use super::file::{self, DASH, Opened};
use super::out::{Line, Tone};

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
    let words = if check { "would change: " } else { "written: " };
    if !check {
        write(ctx, &opened)?;
    }
    ctx.out.line(&Line::default().with(Tone::Warning, words).plain(&opened.name))?;
    Ok(true)
}

fn write(ctx: &mut Context, opened: &Opened) -> Result<()> {
    opened.save_quietly(ctx, &opened.map)
}
