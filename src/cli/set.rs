//! `milepost set`: a field of any element, or of the workspace.

mod workspace;

use std::path::PathBuf;

use super::change::Change;
use super::context::Context;
use super::error::{CliError, Result};
use super::fields;
use super::find;
use super::out::{Line, Tone};
use super::value::{Given, Mode};

/// Set a field of a map, stage, lane, card or any other element, or of the workspace
///
/// ELEMENT is an id, a name, or the beginning of one that fits only one element; `map` is the map itself. With `milepost.ron`
/// or a folder in place of the map, `workspace` is what holds for all maps of it; a changed policy says what it flags today.
/// FIELD is the name that the field has in the file; `milepost set --fields` lists them all.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost set maps/order.ron no-eta-7f severity critical
  milepost set maps/order.ron wait owner tom
  milepost set maps/order.ron \"Track the van\" emotion -1
  milepost set maps/order.ron no-eta-7f contacts.per_month 1240
  milepost set maps/order.ron no-eta-7f tags urgent --add
  milepost set maps/order.ron wait goal --clear
  milepost set maps/order.ron map review_every 60
  milepost set maps/milepost.ron workspace policy.stale_after 60 --dry-run
  milepost set maps/milepost.ron workspace policy.rule.too-many-stages.limit 9
  milepost set maps workspace snooze.unused-person/tom 2026-12-31 \"starts in January\"")]
pub(super) struct Args {
    /// The map: a file, its name, or - for standard input; a workspace: its milepost.ron or folder
    #[arg(required_unless_present = "fields")]
    map: Option<PathBuf>,
    /// The element: an id, a name, or the beginning of one; `map` for the map itself
    #[arg(required_unless_present = "fields")]
    element: Option<String>,
    /// The field, as in the file: severity, owner, contacts.reason
    #[arg(required_unless_present = "fields")]
    field: Option<String>,
    /// The value; several are lines of a text, or members of a list
    #[arg(allow_negative_numbers = true)]
    value: Vec<String>,
    /// Take the value away
    #[arg(long, conflicts_with = "value")]
    clear: bool,
    /// Add the values to the list, instead of putting them in its place
    #[arg(long, conflicts_with = "clear")]
    add: bool,
    /// Take the values out of the list
    #[arg(long, conflicts_with_all = ["clear", "add"])]
    remove: bool,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// List the fields of every kind of element
    #[arg(long, exclusive = true)]
    fields: bool,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    if args.fields {
        return list_fields(ctx);
    }
    let (Some(map), Some(element), Some(field)) = (&args.map, &args.element, &args.field) else {
        return Err(CliError::trouble("a map, an element and a field are needed"));
    };
    let clear = args.clear;
    if args.value.is_empty() && !clear {
        return Err(CliError::trouble(format!("{field}: to what?"))
            .hint("write the value after the field, or `--clear` to take it away"));
    }
    let mode = match (args.add, args.remove) {
        (true, _) => Mode::Add,
        (_, true) => Mode::Remove,
        _ => Mode::Set,
    };
    let given = Given::new(field, &args.value).mode(mode);
    if workspace::is_meant(map, element)? {
        return workspace::set(ctx, map, &given, args.dry_run);
    }
    let mut change = Change::open(ctx, map)?;
    if given.field.starts_with("snooze") && !clear {
        change.needs_who(ctx)?;
    }
    let edit = {
        let scope = change.scope();
        let element = find::find(scope.map, element, "element", |_| true)?;
        fields::set(&scope, &element, &given)?
    };
    change.apply(edit)?;
    change.finish(ctx, args.dry_run)
}

fn list_fields(ctx: &mut Context) -> Result<()> {
    for (number, (kind, fields)) in fields::table().into_iter().enumerate() {
        if number > 0 {
            ctx.out.say("")?;
        }
        ctx.out.line(&Line::default().with(Tone::Strong, kind))?;
        for (name, takes) in fields {
            ctx.out.line(&Line::new(format!("  {name:<24} ")).with(Tone::Faint, takes))?;
        }
    }
    Ok(())
}
