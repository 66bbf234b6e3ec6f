//! `milepost review`: a stage is still true.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use super::change::Change;
use super::context::Context;
use super::error::{CliError, Result};
use super::find;
use super::out::{Line, Tone};
use super::show::remarks;
use crate::change::{Wording, diff_since_review, seal};
use crate::map::Label;
use crate::map::edit::{Edit, StageField};
use crate::map::id::StageId;
use crate::map::review::Review;
use crate::rules::{Facts, Outside, stage_state};
use crate::store::disk::fs::RealFs;
use crate::store::versions::seals::{self, Sealed};

/// Review stages: say that what they hold is still true
///
/// Shows what each stage holds and what changed since its last review, asks, and writes down the day, your name, the note, and
/// a seal of what you saw. A change of the stage after that shows. Where the workspace has people, it is one of them who
/// reviews: you are whom --as names, else whom the editor remembers, else whom git knows, matched by id, name or mail address.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost review maps/order.ron wait
  milepost review maps/order.ron wait receive --note \"checked against the June contacts\" --yes --as tom")]
pub(super) struct Args {
    /// The map: a file or its name
    map: PathBuf,
    /// The stages: ids, names, or the beginning of one
    #[arg(required = true)]
    stages: Vec<String>,
    /// What the review is based on
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let mut change = Change::open(ctx, &args.map)?;
    let by = change.needs_who(ctx)?.clone();
    let stages = args.stages.iter().map(|s| find::stage(&change.map, s)).collect::<Result<Vec<StageId>>>()?;
    let outside = change.opened.outside(ctx);
    for id in &stages {
        show(ctx, &change, &outside, id)?;
    }
    if !args.yes && !args.dry_run && !asked(ctx, stages.len())? {
        return Err(CliError::no("not reviewed: nothing was written down"));
    }
    let mut kept = Vec::new();
    for id in stages {
        let Some(stage) = change.map.stage(&id) else { continue };
        let sealed = seal(&change.map, stage);
        kept.push(Sealed::of(&change.map, stage));
        let note = args.note.as_deref().map(Label::new).filter(|n| !n.is_empty());
        let review = Review { on: change.today, by: by.id.clone(), seal: Some(sealed), note };
        change.apply(Edit::SetStage { stage: id, field: StageField::Reviewed(Some(review)) })?;
    }
    let root = change.opened.path.is_some().then(|| change.opened.place.root.clone());
    change.finish(ctx, args.dry_run)?;
    match root.filter(|_| !args.dry_run) {
        Some(root) => keep(ctx, &root, &kept),
        None => Ok(()),
    }
}

/// Keeps the stages as they were reviewed. The review is written: a failure is a warning.
fn keep(ctx: &mut Context, root: &Path, kept: &[Sealed]) -> Result<()> {
    let dirs = ctx.dirs()?;
    for sealed in kept {
        if let Err(error) = seals::keep(&RealFs, &dirs, root, sealed) {
            ctx.warn(format!("the next review will not know what changed since this one: {error}"));
        }
    }
    Ok(())
}

/// What changed since the last review, in lines; why no more can be said, where that is so.
fn since(change: &Change, id: &StageId) -> Vec<String> {
    let Some(review) = change.map.stage(id).and_then(|s| s.reviewed.as_ref()) else { return Vec::new() };
    let head = |words: &str| vec![format!("  since the last review on {}: {words}", review.on)];
    let Some(sealed) = review.seal else {
        return head("nobody can tell what changed, for it has no seal");
    };
    if seals::holds(&change.map, id, sealed) {
        return head("nothing changed");
    }
    let root = &change.opened.place.root;
    match seals::look_up(&RealFs, root, &change.map.id, id, sealed) {
        Ok(Some(then)) => {
            let diff = diff_since_review(&then, &change.map, id);
            let wording = Wording::new(&then, &change.map, &change.opened.place.workspace);
            let lines = diff.principal().map(|c| format!("    {} {}", c.sign(), wording.line(c)));
            let mut out = vec![format!("  since the last review on {}:", review.on)];
            out.extend(lines);
            out
        }
        Ok(None) => head("changed; what, nobody can tell: neither it nor a version of that state was kept"),
        Err(error) => head(&format!("changed; what, nobody can tell: {error}")),
    }
}

/// What the stage holds, and in what state it is.
fn show(ctx: &mut Context, change: &Change, outside: &Outside, id: &StageId) -> Result<()> {
    let Some(stage) = change.map.stage(id) else { return Ok(()) };
    let facts = Facts::new(&change.map, &change.opened.place.workspace).with(outside);
    let state = stage_state(facts.stage(stage), change.today);
    let heading = Line::default().with(super::show::tone(state.kind), format!("{} ", state.kind.symbol()));
    ctx.out.line(
        &heading.with(Tone::Strong, stage.name.as_str()).plain(format!("  {}: {}", state.kind, state.why)),
    )?;
    if let Some(goal) = &stage.goal {
        ctx.out.say(format!("  goal: {}", goal.one_line()))?;
    }
    for lane in &change.map.lanes {
        for card in stage.cell(&lane.id) {
            let line = Line::default().with(Tone::Faint, format!("  {}: ", lane.name));
            ctx.out.line(&line.plain(card.text.one_line()).with(Tone::Faint, remarks(card)))?;
        }
    }
    for line in since(change, id) {
        ctx.out.say(line)?;
    }
    ctx.out.say("")
}

/// Whether the person at the terminal says yes; without one it cannot be asked.
fn asked(ctx: &mut Context, stages: usize) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Err(CliError::trouble("nobody can be asked whether it is still true").hint("--yes says so"));
    }
    ctx.out.flush()?;
    let what = if stages == 1 { "Is it" } else { "Are they" };
    let _ = write!(std::io::stderr(), "{what} still true? [y/N] ");
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
