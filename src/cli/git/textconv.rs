//! `milepost git textconv`: a map in words, an element a line, for `git diff`, `git log -p` and `git blame`.

use std::path::PathBuf;

use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::file::read_bytes;
use crate::exchange::words::words;
use crate::store::document::{LoadContext, load_map};

/// A map in words for git (`git setup` tells git to run this)
#[derive(Debug, clap::Args)]
#[command(hide = true)]
pub(in crate::cli) struct Args {
    /// The file
    file: PathBuf,
}

/// What cannot be read as a map is given as it is: a diff of it must still be possible.
pub(in crate::cli) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let (bytes, _) = read_bytes(&args.file)?;
    let loaded = load_map(&bytes, &args.file.to_string_lossy(), &LoadContext::default());
    match loaded.value {
        Some(map) => words(&map).into_iter().try_for_each(|line| ctx.out.raw(&(line + "\n"))),
        None => ctx.out.raw(&String::from_utf8_lossy(&bytes)),
    }
}
