//! Owners for people, and for programs.

use serde::Serialize;

use super::collect::{Owned, Owner};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::json::Envelope;
use crate::cli::out::{Line, Tone, many};

/// The shape of `docs/json.md`.
pub(super) fn json(ctx: &mut Context, owners: &[Owner], since: Option<&str>) -> Result<()> {
    #[derive(Serialize)]
    struct Owners<'a> {
        since: Option<&'a str>,
        owners: &'a [Owner],
    }
    ctx.out.json(&Envelope::new(Owners { since, owners }))
}

/// One after the other, with a line for each map.
pub(super) fn text(ctx: &mut Context, owners: &[Owner]) -> Result<()> {
    if owners.is_empty() {
        return ctx.out.say("no stage changed");
    }
    for owner in owners {
        let name = Line::default().with(Tone::Strong, owner.name.as_deref().unwrap_or("nobody"));
        ctx.out.line(&name.with(Tone::Faint, remarks(owner)))?;
        for owned in &owner.maps {
            let line = Line::new("  ").plain(&owned.title).with(Tone::Faint, ": ");
            ctx.out.line(&line.plain(parts(owned)))?;
        }
    }
    Ok(())
}

fn remarks(owner: &Owner) -> String {
    let mut out = String::new();
    if let Some(id) = &owner.person {
        out = format!("  {id}");
    }
    if let Some(email) = &owner.email {
        out = format!("{out}  <{email}>");
    }
    if owner.left {
        out.push_str("  has left");
    }
    if let Some(deputy) = &owner.deputy {
        out = format!("{out}  away: {deputy} answers");
    }
    out
}

fn parts(owned: &Owned) -> String {
    let mut parts = Vec::new();
    if owned.whole {
        parts.push("the map".to_owned());
    }
    for stage in &owned.stages {
        let changes = stage.changes.map(|count| many(count, "change"));
        let inherited = stage.inherited.then(|| "through the map".to_owned());
        let removed = stage.removed.then(|| "removed".to_owned());
        let remarks: Vec<String> = [inherited, removed, changes].into_iter().flatten().collect();
        let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) };
        parts.push(format!("{}{remarks}", stage.name));
    }
    parts.join(", ")
}
