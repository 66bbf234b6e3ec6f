//! `milepost add`: a card, stage, lane or any other element.

mod new;
mod options;

use std::path::PathBuf;

use super::change::Change;
use super::context::Context;
use super::error::{CliError, Result};
use super::fields;
use super::value::{Given, Mode};
use crate::map::CardKind;
use options::Options;

/// Add a card, stage, lane, event, evidence, segment, reading or lead
///
/// One of the options under “What to add” says what. The options under “Fields” are fields of what is added;
/// `--set FIELD=VALUE` sets any other (`milepost set --fields` lists them all).
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost add maps/order.ron --stage wait --pain \"No ETA\" --severity high
  milepost add maps/order.ron --stage wait --step \"Calls support\" --emotion -1 --channel phone
  milepost add maps/order.ron --stage wait --note \"Will it come today?\" --lane thinking
  milepost add maps/order.ron --stage wait --opportunity \"Live ETA\" --treats no-eta-7f --horizon crawl --due 2026-12-15
  milepost add maps/order.ron --to contacts-a1 --reading 2026-11-01=42
  milepost add maps/order.ron --stage-name \"Return\" --after wait --owner tom
  milepost add maps/order.ron --lane-name \"Backstage\" --layer backstage
  milepost add maps/order.ron --event \"New carrier\" --on 2026-12-01 --kind policy --stages wait")]
pub(super) struct Args {
    /// The map: a file, its name, or - for standard input
    map: PathBuf,
    #[command(flatten)]
    what: What,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    fields: Options,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

/// What is added: one of these.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
#[command(next_help_heading = "What to add")]
struct What {
    /// A step: what the customer does
    #[arg(long, value_name = "TEXT")]
    step: Option<String>,
    /// A note, into the lane given by --lane
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// A pain point
    #[arg(long, value_name = "TEXT")]
    pain: Option<String>,
    /// An opportunity
    #[arg(long, value_name = "TEXT")]
    opportunity: Option<String>,
    /// A metric, of the stage or (without --stage) of the map
    #[arg(long, value_name = "NAME")]
    metric: Option<String>,
    /// A stage
    #[arg(long, value_name = "NAME")]
    stage_name: Option<String>,
    /// A lane for notes, or with --role steps for steps
    #[arg(long, value_name = "NAME")]
    lane_name: Option<String>,
    /// A piece of evidence on a stage
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
    /// A dated event
    #[arg(long, value_name = "TEXT")]
    event: Option<String>,
    /// A customer segment
    #[arg(long, value_name = "NAME")]
    segment: Option<String>,
    /// A question that a metric led to, with --to METRIC
    #[arg(long, value_name = "QUESTION")]
    lead: Option<String>,
    /// Readings alone, with --to METRIC
    #[arg(long, value_name = "METRIC")]
    to: Option<String>,
}

/// Where it goes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Where")]
struct Place {
    /// The stage: an id, a name, or the beginning of one
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// The lane: an id, a name, or the beginning of one
    #[arg(long, value_name = "LANE")]
    lane: Option<String>,
    /// Before this card, stage or lane
    #[arg(long, value_name = "ELEMENT")]
    before: Option<String>,
    /// After this card, stage or lane
    #[arg(long, value_name = "ELEMENT", conflicts_with = "before")]
    after: Option<String>,
    /// The metric of a lead
    #[arg(long, value_name = "METRIC", id = "of_metric")]
    of: Option<String>,
    /// What the new lane holds: notes or steps
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
}

impl What {
    fn card(&self) -> Option<(CardKind, &str)> {
        let all = [
            (CardKind::Step, &self.step),
            (CardKind::Note, &self.note),
            (CardKind::Pain, &self.pain),
            (CardKind::Opportunity, &self.opportunity),
            (CardKind::Metric, &self.metric),
        ];
        all.into_iter().find_map(|(kind, text)| Some((kind, text.as_deref()?)))
    }
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let mut change = Change::open(ctx, &args.map)?;
    let base = change.map.clone();
    let (element, mut words) = new::element(ctx, &mut change, args)?;
    for (field, values) in args.fields.given()? {
        let mode = if field == "readings" { Mode::Add } else { Mode::Set };
        let edit = fields::set(&change.scope(), &element, &Given::new(&field, &values).mode(mode))?;
        // What is new is said once; its fields are part of it.
        edit.apply(&mut change.map)?;
    }
    let id = new::id_of(&element);
    let grown = std::mem::replace(&mut change.map, base);
    let edit =
        new::one_edit(&change.map, &grown, &element).ok_or_else(|| CliError::trouble("nothing to add"))?;
    if let Some(id) = id.filter(|_| args.what.to.is_none()) {
        words.extend([" (", &id, ")"]);
    }
    change.apply_saying(edit, &words)?;
    change.finish(ctx, args.dry_run)
}
