//! `milepost remove`: any element, with what refers to it.

use std::path::PathBuf;

use super::change::Change;
use super::context::Context;
use super::error::{CliError, Result};
use super::find::{self, Element};
use crate::map::Map;
use crate::map::edit::{
    CardField, Edit, MapField, MetricField, clear_references, remove_card, remove_evidence, remove_lane,
    remove_stage,
};
use crate::map::say::many;

/// Remove cards, stages, lanes, evidence, events, segments or leads, and every reference to them
///
/// A stage or lane that holds cards is removed with them only with --with-cards. A version made before keeps them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost remove maps/order.ron no-eta-7f
  milepost remove maps/order.ron \"Return\" --with-cards
  milepost remove maps/order.ron no-eta-7f slow-3c --dry-run")]
pub(super) struct Args {
    /// The map: a file, its name, or - for standard input
    map: PathBuf,
    /// The elements: ids, names, or the beginning of one
    #[arg(required = true)]
    elements: Vec<String>,
    /// A stage or lane together with the cards in it
    #[arg(long)]
    with_cards: bool,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let mut change = Change::open(ctx, &args.map)?;
    for wanted in &args.elements {
        let element = find::find(&change.map, wanted, "element", |e| *e != Element::Map)?;
        refuse_full(&change.map, &element, args.with_cards)?;
        let edit = removal(&change.map, &element)
            .ok_or_else(|| CliError::trouble(format!("`{wanted}` cannot be removed")))?;
        change.apply(edit)?;
    }
    change.finish(ctx, args.dry_run)
}

fn refuse_full(map: &Map, element: &Element, with_cards: bool) -> Result<()> {
    let (what, cards) = match element {
        Element::Stage(id) => ("stage", map.stage(id).map_or(0, |s| s.cards().count())),
        Element::Lane(id) => ("lane", map.stages.iter().map(|s| s.cell(id).len()).sum()),
        _ => return Ok(()),
    };
    if cards == 0 || with_cards {
        return Ok(());
    }
    let cards = many(cards, "card");
    Err(CliError::trouble(format!("the {what} holds {cards}"))
        .hint("--with-cards removes them, too; `milepost version MAP WHY` keeps a copy first"))
}

fn removal(map: &Map, element: &Element) -> Option<Edit> {
    Some(match element {
        Element::Map => return None,
        Element::Card(id) => remove_card(map, id),
        Element::Stage(id) => remove_stage(map, id),
        Element::Lane(id) => remove_lane(map, id),
        Element::Evidence(stage, id) => remove_evidence(map, stage, id),
        Element::Event(id) => {
            Edit::SetMap(MapField::Events(map.events.iter().filter(|e| e.id != *id).cloned().collect()))
        }
        Element::Segment(id) => {
            let mut edits = clear_segment(map, id);
            let rest = map.segments.iter().filter(|s| s.id != *id).cloned().collect();
            edits.push(Edit::SetMap(MapField::Segments(rest)));
            Edit::Together(edits)
        }
        Element::Lead(card, id) => {
            let leads = map.card(card)?.metric()?.leads.iter().filter(|l| l.id != *id).cloned().collect();
            let field = CardField::Metric(MetricField::Leads(leads));
            let mut edits = clear_references(map, &std::collections::BTreeSet::from([id.as_str()]));
            edits.push(Edit::SetCard { card: card.clone(), field });
            Edit::Together(edits)
        }
    })
}

/// Cards that name the segment no longer do.
fn clear_segment(map: &Map, id: &crate::map::id::SegmentId) -> Vec<Edit> {
    let naming = map.cards().filter(|c| c.segments.contains(id));
    naming
        .map(|card| {
            let rest = card.segments.iter().filter(|s| *s != id).cloned().collect();
            Edit::SetCard { card: card.id.clone(), field: CardField::Segments(rest) }
        })
        .collect()
}
