//! `milepost git setup`: what a clone needs, written, checked, taken away.

use std::path::{Path, PathBuf};

use super::hook;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::store::disk::words::shown;
use crate::store::git::setup::{Setup, program};

/// Tell git in this clone to merge and show maps by their elements
///
/// Writes four settings into the clone's own configuration and three lines into .gitattributes beside the maps (commit that file: it is for
/// everybody; the settings are for this clone alone, and each clone needs them once). Where `milepost` is not installed, git merges lines, with
/// markers. Nothing else is touched.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The folder of maps; without it, the workspace
    folder: Option<PathBuf>,
    /// Change nothing; say what is missing, and end with 1 when something is
    #[arg(long, conflicts_with_all = ["remove", "hook"])]
    check: bool,
    /// Take all of it away again
    #[arg(long, conflicts_with = "hook")]
    remove: bool,
    /// Write a hook, too, that refuses a commit with errors in the maps that it changes
    #[arg(long)]
    hook: bool,
}

pub(in crate::cli) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let near = args.folder.as_deref().unwrap_or(Path::new("."));
    let place = ctx.place(near)?;
    let setup = Setup::of(&place.root, program())?;
    if args.check {
        check(ctx, &setup)
    } else if args.remove {
        remove(ctx, &setup)
    } else {
        write(ctx, &setup, args.hook)
    }
}

fn write(ctx: &mut Context, setup: &Setup, with_hook: bool) -> Result<()> {
    setup.configure()?;
    ctx.out.say("this clone's git configuration: maps are merged and shown by their elements")?;
    for (key, value) in setup.settings() {
        ctx.out.say(format!("  {key} = {value}"))?;
    }
    let path = setup.attributes_file();
    match setup.attributes() {
        Some(text) => {
            std::fs::write(&path, text)?;
            ctx.out.say(format!("written: {} (commit it: it is for everybody)", shown(&path)))?;
        }
        None => ctx.out.say(format!("there already: {}", shown(&path)))?,
    }
    if with_hook { hook::write(ctx, setup) } else { Ok(()) }
}

fn check(ctx: &mut Context, setup: &Setup) -> Result<()> {
    let state = setup.state()?;
    let mut say = |is_there: bool, what: String| {
        ctx.out.say(format!("{}: {what}", if is_there { "there" } else { "missing" }))
    };
    say(state.is_configured, "the merge and diff drivers in this clone's git configuration".to_owned())?;
    say(state.has_attributes, format!("the lines for them in {}", shown(&setup.attributes_file())))?;
    if state.is_whole() {
        return Ok(());
    }
    Err(CliError::no("").hint("`milepost git setup` writes what is missing"))
}

fn remove(ctx: &mut Context, setup: &Setup) -> Result<()> {
    let mut any = setup.unconfigure()?;
    if any {
        ctx.out.say("removed: the drivers from this clone's git configuration")?;
    }
    let path = setup.attributes_file();
    if let Some(text) = setup.without_attributes() {
        if text.is_empty() {
            std::fs::remove_file(&path)?;
        } else {
            std::fs::write(&path, text)?;
        }
        ctx.out.say(format!("removed: our lines from {}", shown(&path)))?;
        any = true;
    }
    any |= hook::remove(ctx, setup)?;
    if any { Ok(()) } else { ctx.out.say("nothing was set up here") }
}
