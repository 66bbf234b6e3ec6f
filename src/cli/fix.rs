//! `milepost fix`: what can be repaired in a map, and repairing it.

use std::path::PathBuf;

use serde::Serialize;

use super::args::Format;
use super::change::Change;
use super::context::Context;
use super::error::{CliError, Result};
use super::json::Envelope;
use super::out::{Line, Tone};
use crate::rules::Lost;
use crate::store::repair::{LOST, Repair, repairs_with};

/// List the repairs of a map: misfiled cards, references to what is not there, what a merge lost; do one, or all that are mechanical
///
/// A repair is mechanical when nothing has to be decided: a reference to something that does not exist is dropped, what the merge that is
/// checked out lost although nobody took it away comes back. Where
/// a misfiled card belongs, and who owns what, a person chooses by number.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost fix maps/order.ron
  milepost fix maps/order.ron --apply
  milepost fix maps/order.ron --choose 2")]
pub(super) struct Args {
    /// The map: a file, its name, or - for standard input
    map: PathBuf,
    /// Do every repair that is mechanical
    #[arg(long)]
    apply: bool,
    /// Do the repair with this number in the list; may be given several times
    #[arg(long, value_name = "NUMBER", conflicts_with = "apply")]
    choose: Vec<usize>,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t, conflicts_with_all = ["apply", "choose"])]
    format: Format,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let mut change = Change::open(ctx, &args.map)?;
    let lost = change.opened.outside(ctx).lost;
    let all = repairs(&change, &lost);
    let done = if args.apply {
        apply_mechanical(&mut change, &lost)?
    } else if args.choose.is_empty() {
        return list(ctx, &all, args.format);
    } else {
        apply_chosen(&mut change, &pick(&all, &args.choose)?, &lost)?
    };
    let left = repairs(&change, &lost).len();
    change.finish(ctx, args.dry_run)?;
    match (done, left) {
        (0, 0) => ctx.out.say("nothing to repair"),
        (_, 0) => Ok(()),
        _ => Err(CliError::no(format!("{left} left: a person must choose"))
            .hint("`milepost fix MAP` lists the ways")),
    }
}

fn repairs(change: &Change, lost: &[Lost]) -> Vec<Repair> {
    repairs_with(&change.map, &change.opened.place.workspace, lost)
}

/// Whether nothing has to be decided: what refers to nothing stops to refer, what nobody took away comes back. Who owns and where a card belongs is for a
/// person to say.
fn is_mechanical(repair: &Repair) -> bool {
    repair.code == LOST || (repair.code.starts_with("dangling-") && repair.code != "dangling-owner")
}

/// Does the mechanical repairs one after the other: each is worked out from the map that the last one left.
fn apply_mechanical(change: &mut Change, lost: &[Lost]) -> Result<usize> {
    let most = repairs(change, lost).len();
    for done in 0..most {
        let all = repairs(change, lost);
        let Some(next) = all.into_iter().find(is_mechanical) else { return Ok(done) };
        change.apply(next.edit)?;
    }
    Ok(most)
}

fn apply_chosen(change: &mut Change, chosen: &[Repair], lost: &[Lost]) -> Result<usize> {
    for wanted in chosen {
        let all = repairs(change, lost);
        let same = all
            .into_iter()
            .find(|r| (r.code, &r.element, &r.what) == (wanted.code, &wanted.element, &wanted.what));
        let repair = same.ok_or_else(|| CliError::trouble(format!("{}: no longer needed", wanted.what)))?;
        change.apply(repair.edit)?;
    }
    Ok(chosen.len())
}

fn pick(all: &[Repair], numbers: &[usize]) -> Result<Vec<Repair>> {
    let pick = |number: &usize| {
        let found = number.checked_sub(1).and_then(|at| all.get(at)).cloned();
        found.ok_or_else(|| {
            CliError::trouble(format!("there is no repair number {number}; there are {}", all.len()))
        })
    };
    numbers.iter().map(pick).collect()
}

fn list(ctx: &mut Context, all: &[Repair], format: Format) -> Result<()> {
    #[derive(Serialize)]
    struct Row<'a> {
        number: usize,
        code: &'a str,
        element: &'a str,
        what: &'a str,
        mechanical: bool,
    }
    #[derive(Serialize)]
    struct Repairs<'a> {
        repairs: Vec<Row<'a>>,
    }
    let row = |(at, repair): (usize, &'_ Repair)| (at + 1, is_mechanical(repair));
    if format == Format::Json {
        let rows = all.iter().enumerate().map(|(at, repair)| {
            let (number, mechanical) = row((at, repair));
            Row { number, code: repair.code, element: &repair.element, what: &repair.what, mechanical }
        });
        return ctx.out.json(&Envelope::new(Repairs { repairs: rows.collect() }));
    }
    if all.is_empty() {
        return ctx.out.say("nothing to repair");
    }
    for (at, repair) in all.iter().enumerate() {
        let (number, mechanical) = row((at, repair));
        let line = Line::new(format!("{number:>3}  ")).with(Tone::Faint, format!("{}  ", repair.code));
        let line = line.plain(&repair.what);
        ctx.out.line(&if mechanical { line.with(Tone::Good, "  (--apply)") } else { line })?;
    }
    Err(CliError::no("").hint("--apply does the mechanical ones, --choose NUMBER does one"))
}
