//! `milepost plan`: what is due when, and due dates spread so that not all expire in one week.

mod print;

use std::path::PathBuf;

use jiff::civil::Date;

use super::args::Format;
use super::context::Context;
use super::error::{CliError, Result};
use super::file::{self, Opened};
use super::place::Place;
use super::several::{self, Several};
use super::value::{Scope, find_person};
use crate::map::edit::{Edit, StageField};
use crate::map::id::PersonId;
use crate::rules::{Due, Facts, Plan, agenda, per_week, spread};

/// Show what is due when; spread due dates so that not all expire in one week
///
/// With --per-week or --spread it proposes another cadence for stages of a week that is too full, so that they are due some
/// weeks earlier, or later where no earlier week has room: never before today, never so late that they would be overdue, and
/// a longer cadence is said. What is late, never reviewed or put off stays and fills its week. --write sets the cadences.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost plan
  milepost plan maps --owner me
  milepost plan --per-week 3
  milepost plan --spread 60 --write
  milepost plan --owner maya --ics > reviews.ics")]
pub(super) struct Args {
    /// Maps or folders of maps; without any, the workspace
    paths: Vec<PathBuf>,
    /// Only what this person answers for: an id, a name, or `me`
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// At most this many in a week
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    per_week: Option<u32>,
    /// As many a week as it takes to spread what is due in this many days evenly
    #[arg(long, value_name = "DAYS", conflicts_with = "per_week", value_parser = clap::value_parser!(u32).range(1..))]
    spread: Option<u32>,
    /// Write the proposed cadences into the maps
    #[arg(long)]
    write: bool,
    /// Print a calendar (.ics) of the reviews, late ones today
    #[arg(long, conflicts_with_all = ["per_week", "spread", "write", "format"])]
    ics: bool,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Everything that is shown.
#[derive(Debug)]
struct Shown<'a> {
    /// The maps that were read, with their files.
    maps: &'a [Opened],
    /// What is due, by day.
    dues: Vec<Due<'a>>,
    today: Date,
    /// What is proposed, where it was asked for.
    plan: Option<Plan>,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    if args.write && args.per_week.is_none() && args.spread.is_none() {
        return Err(CliError::trouble("there is nothing to write")
            .hint("say how to spread: --per-week N or --spread DAYS"));
    }
    let paths = file::all(ctx, &args.paths)?;
    let (maps, unread) = several::read_what_can_be_read(ctx, &paths);
    if let (Some(error), true) = (unread.first(), args.write) {
        return Err(error.clone().hint("nothing was changed in any map"));
    }
    let place = maps.first().map(|opened| opened.place.clone());
    let owner = match (&args.owner, &place) {
        (Some(text), Some(place)) => Some(owner(ctx, place, text)?),
        _ => None,
    };
    let today = place.as_ref().map(|place| ctx.today(&place.workspace)).unwrap_or_default();
    let outside = several::outside(ctx, &maps);
    let facts = maps.iter().zip(&outside);
    let facts: Vec<Facts<'_>> = facts
        .map(|(opened, outside)| Facts::new(&opened.map, &opened.place.workspace).with(outside))
        .collect();
    let mut dues = agenda(&facts, today);
    dues.retain(|due| owner.is_none() || due.owner == owner.as_ref());
    let most = args.per_week.map(|most| usize::try_from(most).unwrap_or(usize::MAX));
    let most = most.or_else(|| args.spread.map(|span| per_week(&dues, span, today)));
    let plan = most.map(|most| spread(&dues, most, today));
    let shown = Shown { maps: &maps, dues, today, plan };
    if args.ics {
        ctx.out.raw(&print::ics(&shown, place.as_ref()))?;
    } else if args.format == Format::Json {
        print::json(ctx, &shown, args.write)?;
    } else {
        print::text(ctx, &shown, args.write)?;
    }
    if args.write {
        write(ctx, &shown)?;
    }
    match unread.into_iter().next() {
        Some(error) => Err(error.hint("what is due in it is not among these")),
        None => Ok(()),
    }
}

/// Who is meant: with a people list somebody in it.
fn owner(ctx: &mut Context, place: &Place, text: &str) -> Result<PersonId> {
    if text == "me" {
        return Ok(ctx.who(place)?.id);
    }
    let nothing = crate::map::Map::new(crate::map::id::MapId::new("none")?, "");
    let today = ctx.today(&place.workspace);
    find_person(&Scope { map: &nothing, workspace: &place.workspace, today, who: None }, text)
}

/// Sets the proposed cadences: all of a map in one save.
fn write(ctx: &mut Context, shown: &Shown<'_>) -> Result<()> {
    let Some(plan) = &shown.plan else { return Ok(()) };
    let mut several = Several::default();
    for opened in shown.maps {
        let moved = plan.moves.iter().filter_map(|moved| Some((moved, shown.dues.get(moved.at)?)));
        let here = moved.filter(|(_, due)| std::ptr::eq(due.map, &raw const opened.map));
        let edits: Vec<Edit> = here
            .map(|(moved, due)| Edit::SetStage {
                stage: due.stage.id.clone(),
                field: StageField::ReviewEvery(Some(moved.wanted)),
            })
            .collect();
        if !edits.is_empty() {
            several.add(ctx, opened, Edit::Together(edits))?;
        }
    }
    several.save(ctx)
}
