//! `milepost review`: a stage is still true.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;

use super::change::Change;
use super::context::Context;
use super::error::{CliError, Result};
use super::find;
use super::out::{Line, Tone};
use super::show::remarks;
use crate::change::seal;
use crate::map::Label;
use crate::map::edit::{Edit, StageField};
use crate::map::id::StageId;
use crate::map::review::Review;
use crate::rules::{Facts, stage_state};

/// Review stages: say that what they hold is still true
///
/// Shows what each stage holds, asks, and writes down the day, your name, the note, and a seal of what you saw. A change
/// of the stage after that shows. Where the workspace has people, it is one of them who reviews: you are whom --as names, else
/// whom the editor remembers, else whom git knows, matched by id, name or mail address.
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
    for id in &stages {
        show(ctx, &change, id)?;
    }
    if !args.yes && !args.dry_run && !asked(ctx, stages.len())? {
        return Err(CliError::no("not reviewed: nothing was written down"));
    }
    for id in stages {
        let Some(stage) = change.map.stage(&id) else { continue };
        let sealed = seal(&change.map, stage);
        let note = args.note.as_deref().map(Label::new).filter(|n| !n.is_empty());
        let review = Review { on: change.today, by: by.id.clone(), seal: Some(sealed), note };
        change.apply(Edit::SetStage { stage: id, field: StageField::Reviewed(Some(review)) })?;
    }
    change.finish(ctx, args.dry_run)
}

/// What the stage holds, and in what state it is.
fn show(ctx: &mut Context, change: &Change, id: &StageId) -> Result<()> {
    let Some(stage) = change.map.stage(id) else { return Ok(()) };
    let facts = Facts::new(&change.map, &change.opened.place.workspace);
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
