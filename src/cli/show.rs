//! `milepost show`: a map as text.

use std::path::PathBuf;

use serde::Serialize;

use super::args::Format;
use super::context::Context;
use super::error::Result;
use super::file::{self, Opened};
use super::find::candidates;
use super::json::{Envelope, StageState, states};
use super::out::{Line, Tone};
use crate::map::{Body, Card, Stage};
use crate::rules::{Facts, StateKind, stage_state};
use crate::store::format1::MapFile;

/// Show a map: its stages with their state and why, and what stands in them
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost show maps/order.ron
  milepost show order --ids      every id, for `set`, `move` and `remove`
  milepost show order --format json")]
pub(super) struct Args {
    /// The map: a file, its name, or - for standard input
    map: PathBuf,
    /// ASCII alone, for dumb terminals
    #[arg(long)]
    plain: bool,
    /// Every element on a line: what it is, its id, its text
    #[arg(long)]
    ids: bool,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A map with the states of its stages.
#[derive(Serialize)]
struct Shown {
    path: String,
    today: String,
    states: Vec<StageState>,
    map: MapFile,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let opened = file::open(ctx, &args.map)?;
    let today = opened.today(ctx);
    let facts = Facts::new(&opened.map, &opened.place.workspace);
    if args.format == Format::Json {
        return ctx.out.json(&Envelope::new(Shown {
            path: opened.name.clone(),
            today: today.to_string(),
            states: states(&facts, today),
            map: MapFile::from(&opened.map),
        }));
    }
    if args.ids {
        for candidate in candidates(&opened.map) {
            let line = Line::default().with(Tone::Faint, format!("{:<12} ", candidate.what));
            ctx.out.line(&line.plain(format!("{:<24} ", candidate.id)).plain(candidate.text))?;
        }
        return Ok(());
    }
    head(ctx, &opened)?;
    for stage in &opened.map.stages {
        let state = stage_state(facts.stage(stage), today);
        ctx.out.say("")?;
        let symbol = if args.plain { state.kind.ascii() } else { state.kind.symbol() };
        let heading = Line::default()
            .with(tone(state.kind), format!("{symbol} "))
            .with(Tone::Strong, stage.name.as_str());
        ctx.out.line(&heading.plain(format!("  {}: {}", state.kind, state.why)))?;
        body(ctx, &opened, stage)?;
    }
    Ok(())
}

/// How a state looks.
pub(super) fn tone(kind: StateKind) -> Tone {
    match kind {
        StateKind::Ungoverned | StateKind::Overdue => Tone::Bad,
        StateKind::Stale | StateKind::Changed | StateKind::Unreviewed | StateKind::Due => Tone::Warning,
        StateKind::Fresh | StateKind::New => Tone::Good,
        StateKind::Exempt | StateKind::Snoozed => Tone::Faint,
    }
}

fn head(ctx: &mut Context, opened: &Opened) -> Result<()> {
    let map = &opened.map;
    let workspace = &opened.place.workspace;
    ctx.out.line(
        &Line::default()
            .with(Tone::Strong, map.title.as_str())
            .with(Tone::Faint, format!("  {}", opened.name)),
    )?;
    let owner = map.owner.as_ref().map_or("no owner", |id| workspace.name_of(id));
    let actor = map.actor.as_ref().map_or_else(String::new, |actor| format!(" · {actor}"));
    ctx.out.say(format!("{} state · {owner}{actor}", map.state))?;
    if let Some(scenario) = &map.scenario {
        ctx.out.say(scenario.one_line())?;
    }
    Ok(())
}

fn body(ctx: &mut Context, opened: &Opened, stage: &Stage) -> Result<()> {
    let owner = opened.map.owner_of(stage);
    let name = owner.as_ref().map_or("no owner", |(id, _)| opened.place.workspace.name_of(id));
    let inherited =
        if owner.as_ref().is_some_and(|(_, inherited)| *inherited) { " (of the map)" } else { "" };
    ctx.out.line(&Line::default().with(Tone::Faint, format!("  {} · {name}{inherited}", stage.id)))?;
    for lane in &opened.map.lanes {
        let cards = stage.cell(&lane.id);
        if cards.is_empty() {
            continue;
        }
        ctx.out.line(&Line::default().with(Tone::Faint, format!("  {}", lane.name)))?;
        for card in cards {
            ctx.out.say(format!("    {}{}", card.text.one_line(), remarks(card)))?;
        }
    }
    Ok(())
}

/// What only its kind has, in a few words.
pub(super) fn remarks(card: &Card) -> String {
    let words: Vec<String> = match &card.body {
        Body::Step(step) => {
            let emotion = step.emotion.map(|e| format!("emotion {e}"));
            let truth = step.moment_of_truth.then(|| "moment of truth".to_owned());
            [step.channel.as_ref().map(ToString::to_string), emotion, truth].into_iter().flatten().collect()
        }
        Body::Note => Vec::new(),
        Body::Pain(pain) => {
            let contacts = pain.contacts.as_ref().and_then(|c| c.per_month);
            let contacts = contacts.map(|n| format!("{n} contacts a month"));
            [Some(format!("{} · {}", pain.severity, pain.status.word())), contacts]
                .into_iter()
                .flatten()
                .collect()
        }
        Body::Opportunity(opportunity) => {
            let horizon = opportunity.horizon.map(|h| h.to_string());
            let due = opportunity.due.map(|day| format!("due {day}"));
            [horizon, Some(opportunity.status.to_string()), due].into_iter().flatten().collect()
        }
        Body::Metric(metric) => {
            let unit = metric.unit.as_ref().map(|u| format!(" {u}")).unwrap_or_default();
            let latest = metric.latest().map(|r| format!("{}{unit} on {}", r.value, r.on));
            latest.into_iter().collect()
        }
    };
    if words.is_empty() { String::new() } else { format!("  ({})", words.join(", ")) }
}
