//! Fields of `milepost.ron`. A changed policy says what it flags before it is written.

use std::path::Path;

use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::fields;
use crate::cli::out::{Line, Tone};
use crate::cli::people;
use crate::cli::policy::Judged;
use crate::cli::value::{Given, Scope};
use crate::map::Map;
use crate::map::Workspace;
use crate::map::id::MapId;
use crate::rules::Tally;
use crate::store::workspace::FILE;

/// The element that a workspace is.
const ELEMENT: &str = "workspace";

/// Whether a field of a workspace is meant.
///
/// # Errors
/// When only one of file and element says so.
pub(super) fn is_meant(path: &Path, element: &str) -> Result<bool> {
    let is_place = path.is_dir() || path.file_name().is_some_and(|name| name == FILE);
    match (is_place, element == ELEMENT) {
        (true, false) => Err(CliError::trouble(format!("a workspace has no element `{element}`"))
            .hint(format!("milepost set {} workspace FIELD VALUE", crate::store::disk::words::shown(path)))
            .hint("its people are changed by `milepost people`")),
        (is_place, _) => Ok(is_place),
    }
}

/// Sets it.
pub(super) fn set(ctx: &mut Context, path: &Path, given: &Given<'_>, dry_run: bool) -> Result<()> {
    let place = ctx.place(path)?;
    let is_snooze = given.field.starts_with("snooze") && !given.values.is_empty();
    let who = if is_snooze { Some(ctx.person(&place)?) } else { None };
    let nothing = Map::new(MapId::new("none")?, "");
    let today = ctx.today(&place.workspace);
    let scope = Scope { map: &nothing, workspace: &place.workspace, today, who: who.as_ref() };
    let edit = fields::set_workspace(&scope, given)?;
    let mut workspace = place.workspace.clone();
    edit.apply(&mut workspace)?;
    let is_same = workspace == place.workspace;
    let head = if dry_run { "would be done: " } else { "" };
    let tail = if is_same { " (it was so already)" } else { "" };
    let words = format!(
        "{} of the workspace {}",
        given.said,
        if given.values.is_empty() { "taken away" } else { "set" }
    );
    let effect = if workspace.policy == place.workspace.policy {
        Vec::new()
    } else {
        effect(&Judged::read(ctx, &place)?, &place.workspace, &workspace, today)
    };
    if !is_same && !dry_run {
        people::write(ctx, &place, &workspace)?;
    }
    ctx.out.line(&Line::default().with(Tone::Faint, head).plain(words).with(Tone::Faint, tail))?;
    effect.into_iter().try_for_each(|line| ctx.out.say(line))
}

/// What is flagged under the old and the new policy today.
fn effect(maps: &Judged, old: &Workspace, new: &Workspace, today: jiff::civil::Date) -> Vec<String> {
    let tally = |workspace: &Workspace| Tally::of(&maps.facts(workspace), workspace, today);
    let (was, is) = (tally(old), tally(new));
    if was == is {
        return vec![format!("  it changes nothing that is flagged today: {}", is.words())];
    }
    let line = |(rule, was, is): (&str, usize, usize)| format!("    {rule}: {was} → {is}");
    let mut lines = vec![format!("  flagged today: {} → {}", was.words(), is.words())];
    lines.extend(was.differing(&is).into_iter().map(line));
    lines
}
