//! `milepost move`: a card, stage or lane to another place.

use std::path::PathBuf;

use super::change::Change;
use super::context::Context;
use super::error::{CliError, Result};
use super::find::{self, Element};
use crate::map::edit::{Edit, move_card};
use crate::map::id::CardId;
use crate::map::{Map, Place};

/// Move a card, a stage or a lane
///
/// A card goes to a stage, to a lane, or beside another card; into a lane of another kind it becomes a card of that kind.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost move maps/order.ron no-eta-7f --stage receive
  milepost move maps/order.ron no-eta-7f --after slow-3c
  milepost move maps/order.ron wait --before receive
  milepost move maps/order.ron backstage --first")]
pub(super) struct Args {
    /// The map: a file, its name, or - for standard input
    map: PathBuf,
    /// What moves: the id, the name, or the beginning of one, of a card, stage or lane
    element: String,
    /// A card: to this stage, at its end
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// A card: to this lane
    #[arg(long, value_name = "LANE")]
    lane: Option<String>,
    /// Before this card, stage or lane
    #[arg(long, value_name = "ELEMENT", group = "spot")]
    before: Option<String>,
    /// After this card, stage or lane
    #[arg(long, value_name = "ELEMENT", group = "spot")]
    after: Option<String>,
    /// To the first place
    #[arg(long, group = "spot")]
    first: bool,
    /// To the last place
    #[arg(long, group = "spot")]
    last: bool,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let mut change = Change::open(ctx, &args.map)?;
    let map = &change.map;
    let moves = |e: &Element| matches!(e, Element::Card(_) | Element::Stage(_) | Element::Lane(_));
    let edit = match find::find(map, &args.element, "card, stage or lane", moves)? {
        Element::Card(id) => card(map, &id, args)?,
        Element::Stage(id) => {
            let at = |text: &str| find::stage(map, text).map(|id| map.stage_index(&id).unwrap_or(usize::MAX));
            let from = map.stage_index(&id).unwrap_or_default();
            Edit::MoveStage { stage: id, to: among(args, from, "stage", at)? }
        }
        Element::Lane(id) => {
            let at = |text: &str| find::lane(map, text).map(|id| map.lane_index(&id).unwrap_or(usize::MAX));
            let from = map.lane_index(&id).unwrap_or_default();
            Edit::MoveLane { lane: id, to: among(args, from, "lane", at)? }
        }
        _ => return Err(CliError::trouble(format!("`{}` cannot be moved", args.element))),
    };
    change.apply(edit)?;
    change.finish(ctx, args.dry_run)
}

/// The place of a stage or lane among its like, counted without itself.
fn among(args: &Args, from: usize, what: &str, at: impl Fn(&str) -> Result<usize>) -> Result<usize> {
    if args.stage.is_some() || args.lane.is_some() {
        return Err(CliError::trouble(format!("a {what} goes before or after another: --before, --after")));
    }
    let without = |index: usize| if index > from { index - 1 } else { index };
    match (&args.before, &args.after) {
        (Some(before), _) => Ok(without(at(before)?)),
        (_, Some(after)) => Ok(without(at(after)?.saturating_add(1))),
        _ if args.first => Ok(0),
        _ if args.last => Ok(usize::MAX),
        _ => Err(CliError::trouble("where to?")
            .hint(format!("--before {what}, --after {what}, --first or --last"))),
    }
}

fn card(map: &Map, id: &CardId, args: &Args) -> Result<Edit> {
    let from = map.place(id).ok_or_else(|| CliError::trouble(format!("there is no card `{id}`")))?;
    let mut to = Place { index: usize::MAX, ..from.clone() };
    if let Some(beside) = args.before.as_ref().or(args.after.as_ref()) {
        let beside = find::card(map, beside, None)?;
        to = map.place(&beside).unwrap_or(to);
        let same_cell = (&to.stage, &to.lane) == (&from.stage, &from.lane);
        // Counted without the card itself.
        to.index -= usize::from(same_cell && to.index > from.index);
        to.index += usize::from(args.after.is_some());
    } else if args.stage.is_none() && args.lane.is_none() && !args.first && !args.last {
        return Err(
            CliError::trouble("where to?").hint("--stage, --lane, --before, --after, --first or --last")
        );
    }
    if let Some(stage) = &args.stage {
        to.stage = Some(find::stage(map, stage)?);
    }
    if let Some(lane) = &args.lane {
        to.lane = find::lane(map, lane)?;
    }
    if args.first {
        to.index = 0;
    }
    move_card(map, id, to).ok_or_else(|| CliError::trouble("no card can stand in that lane"))
}
