//! `milepost review`: a stage is still true.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use super::change::Change;
use super::context::Context;
use super::error::{CliError, Result};
use super::find;
use super::out::{Line, Tone};
use super::show::remarks;
use crate::change::seal;
use crate::map::edit::{Edit, StageField};
use crate::map::id::StageId;
use crate::map::review::Review;
use crate::map::{Map, Stage};
use crate::rules::{Facts, Outside, stage_state};
use crate::store::disk::fs::RealFs;
use crate::store::versions::seals::{self, Said, Sealed, Since};

/// Review stages: say that what they hold is still true
///
/// Shows what changed in each stage since its last review, and what it holds; asks, and writes down the day, your name, the
/// note, and a seal of what you saw. A change of the stage after that shows. Of several stages it shows what changed in each, and
/// asks once for all; the note goes with each of them. Where the workspace has people, it is one of them who reviews: you are
/// whom --as names, else whom the editor remembers, else whom git knows, matched by id, name or mail address.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost review maps/order.ron wait
  milepost review maps/order.ron wait receive --note \"checked against the June contacts\" --yes --as tom
  milepost review maps/order.ron --all --dry-run")]
pub(super) struct Args {
    /// The map: a file or its name
    map: PathBuf,
    /// The stages: ids, names, or the beginning of one
    #[arg(required_unless_present = "all")]
    stages: Vec<String>,
    /// All stages of the map
    #[arg(long, conflicts_with = "stages")]
    all: bool,
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
    let stages = wanted(&change.map, args)?;
    let outside = change.opened.outside(ctx);
    let since = since(&change, &stages);
    for (id, since) in stages.iter().zip(&since) {
        show(ctx, &change, &outside, (id, since), stages.len() > 1)?;
    }
    if !args.yes && !args.dry_run && !asked(ctx, &since)? {
        return Err(CliError::no("not reviewed: nothing was written down"));
    }
    let note = Review::note_of(args.note.as_deref().unwrap_or_default(), stages.len());
    let mut kept = Vec::new();
    for id in stages {
        let Some(stage) = change.map.stage(&id) else { continue };
        let sealed = seal(&change.map, stage);
        kept.push(Sealed::of(&change.map, stage));
        let review = Review { on: change.today, by: by.id.clone(), seal: Some(sealed), note: note.clone() };
        change.apply(Edit::SetStage { stage: id, field: StageField::Reviewed(Some(review)) })?;
    }
    let root = change.opened.path.is_some().then(|| change.opened.place.root.clone());
    change.finish(ctx, args.dry_run)?;
    match root.filter(|_| !args.dry_run) {
        Some(root) => keep(ctx, &root, &kept),
        None => Ok(()),
    }
}

/// The stages that are meant, each once.
fn wanted(map: &Map, args: &Args) -> Result<Vec<StageId>> {
    if args.all && map.stages.is_empty() {
        return Err(CliError::trouble("this map has no stage to review"));
    }
    if args.all {
        return Ok(map.stages.iter().map(|stage| stage.id.clone()).collect());
    }
    let mut out = Vec::new();
    for text in &args.stages {
        let id = find::stage(map, text)?;
        if !out.contains(&id) {
            out.push(id);
        }
    }
    Ok(out)
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

/// What changed in each of the stages since its last review.
fn since(change: &Change, stages: &[StageId]) -> Vec<Since> {
    let place = &change.opened.place;
    let file = change.opened.path.as_deref();
    Since::find(&RealFs, (&place.root, file), &change.map, &place.workspace, stages)
}

/// The same in lines; with the count of changes in a list of several stages.
fn told(change: &Change, id: &StageId, since: &Since, counted: bool) -> Vec<String> {
    let Some(review) = change.map.stage(id).and_then(|s| s.reviewed.as_ref()) else {
        return if counted { vec![format!("  {}", since.count())] } else { Vec::new() };
    };
    let head = match since {
        Since::Unknown(why) => format!(" {why}"),
        Since::Changed(_) if !counted => String::new(),
        since => format!(" {}", since.count()),
    };
    let line = |said: &Said| {
        let id = said.id.as_ref().map_or_else(String::new, |id| format!(" [{id}]"));
        format!("    {} {}{id}", said.sign, said.words)
    };
    let mut out = vec![format!("  since the last review on {}:{head}", review.on)];
    out.extend(since.lines().iter().map(line));
    out
}

/// In what state a stage is, what it holds, and what changed in it; one of several without what it holds.
fn show(
    ctx: &mut Context,
    change: &Change,
    outside: &Outside,
    (id, since): (&StageId, &Since),
    is_of_many: bool,
) -> Result<()> {
    let Some(stage) = change.map.stage(id) else { return Ok(()) };
    let facts = Facts::new(&change.map, &change.opened.place.workspace).with(outside);
    let state = stage_state(facts.stage(stage), change.today);
    let heading = Line::default().with(super::show::tone(state.kind), format!("{} ", state.kind.symbol()));
    ctx.out.line(
        &heading.with(Tone::Strong, stage.name.as_str()).plain(format!("  {}: {}", state.kind, state.why)),
    )?;
    if !is_of_many {
        holds(ctx, &change.map, stage)?;
    }
    for line in told(change, id, since, is_of_many) {
        ctx.out.say(line)?;
    }
    ctx.out.say("")
}

/// What a stage holds.
fn holds(ctx: &mut Context, map: &Map, stage: &Stage) -> Result<()> {
    if let Some(goal) = &stage.goal {
        ctx.out.say(format!("  goal: {}", goal.one_line()))?;
    }
    for lane in &map.lanes {
        for card in stage.cell(&lane.id) {
            let line = Line::default().with(Tone::Faint, format!("  {}: ", lane.name));
            ctx.out.line(&line.plain(card.text.one_line()).with(Tone::Faint, remarks(card)))?;
        }
    }
    Ok(())
}

/// Whether the person at the terminal says yes; without one it cannot be asked.
fn asked(ctx: &mut Context, since: &[Since]) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Err(CliError::trouble("nobody can be asked whether it is still true").hint("--yes says so"));
    }
    ctx.out.flush()?;
    let question = match since.len() {
        1 => "Is it still true?".to_owned(),
        many => format!("{}\nAre all {many} still true?", Since::sum(since.iter())),
    };
    let _ = write!(std::io::stderr(), "{question} [y/N] ");
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
