//! `milepost version`: snapshots of a map, listed and restored.

use std::path::PathBuf;

use serde::Serialize;

use super::args::Format;
use super::context::Context;
use super::error::{CliError, Result};
use super::file::{self, Opened};
use super::json::Envelope;
use super::out::{Line, Tone, many};
use crate::map::Label;
use crate::store::disk::fs::RealFs;
use crate::store::disk::words::shown;
use crate::store::document::{LoadContext, load_map};
use crate::store::versions::{self, About, Listing, Version};

/// Keep a version of a map, list the versions, or restore one
///
/// A version is a copy under versions/, with its number, the day, your name and the reason. It never changes. Where the workspace
/// has people, it is one of them who keeps it, as it is one of them who reviews.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost version maps/order.ron \"before the June workshop\"
  milepost version maps/order.ron --list
  milepost version maps/order.ron --restore 3")]
pub(super) struct Args {
    /// The map: a file or its name
    map: PathBuf,
    /// Why: a few words that will say later what this version is
    #[arg(required_unless_present_any = ["list", "restore"])]
    why: Option<String>,
    /// List the versions
    #[arg(long, conflicts_with_all = ["why", "restore"])]
    list: bool,
    /// Put this version in place of the map, after keeping a version of what is there
    #[arg(long, value_name = "NUMBER", conflicts_with = "why")]
    restore: Option<String>,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t, requires = "list")]
    format: Format,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let opened = file::open(ctx, &args.map)?;
    if opened.path.is_none() {
        return Err(CliError::trouble("versions are kept beside a file; standard input has none"));
    }
    if let Some(number) = &args.restore {
        return restore(ctx, &opened, number);
    }
    match args.why.as_deref() {
        Some(why) if !args.list => {
            let version = keep(ctx, &opened, why)?;
            ctx.out.say(format!(
                "version {} of {} kept in {}",
                version.number,
                opened.map.title,
                shown(&version.path)
            ))
        }
        _ => list(ctx, &opened, args.format),
    }
}

/// Keeps the file as it is on the disk, or in its canonical form when it is in another.
fn keep(ctx: &mut Context, opened: &Opened, why: &str) -> Result<Version> {
    let text = opened.written(ctx, &opened.map)?;
    let who = ctx.person(&opened.place)?;
    let author = if who.known { Label::new(who.id.as_str()) } else { who.name.clone() };
    let about = About { on: opened.today(ctx), author, why: Label::new(why) };
    let dirs = ctx.dirs()?;
    Ok(versions::write(&RealFs, &dirs, &opened.place.root, &opened.map.id, &text, about)?)
}

fn listing(opened: &Opened) -> Result<Listing> {
    Ok(versions::list(&RealFs, &opened.place.root, &opened.map.id)?)
}

fn list(ctx: &mut Context, opened: &Opened, format: Format) -> Result<()> {
    #[derive(Serialize)]
    struct Row {
        number: u32,
        on: String,
        author: String,
        why: String,
        path: String,
    }
    #[derive(Serialize)]
    struct Versions {
        map: String,
        versions: Vec<Row>,
    }
    let listing = listing(opened)?;
    for problem in &listing.problems {
        ctx.warn(problem);
    }
    if format == Format::Json {
        let row = |v: &Version| Row {
            number: v.number,
            on: v.about.on.to_string(),
            author: v.about.author.to_string(),
            why: v.about.why.to_string(),
            path: shown(&v.path),
        };
        let versions = listing.versions.iter().map(row).collect();
        return ctx.out.json(&Envelope::new(Versions { map: opened.map.id.to_string(), versions }));
    }
    if listing.versions.is_empty() {
        return ctx.out.say("no versions yet: milepost version MAP WHY keeps one");
    }
    for version in listing.versions.iter().rev() {
        let About { on, author, why } = &version.about;
        let name = opened.place.workspace.people.iter().find(|p| p.id.as_str() == author.as_str());
        let name = name.map_or(author, |p| &p.name);
        let line = Line::default().with(Tone::Strong, format!("{:>4}", version.number));
        ctx.out.line(&line.plain(format!("  {on}  {name}: {why}")))?;
    }
    Ok(())
}

fn restore(ctx: &mut Context, opened: &Opened, wanted: &str) -> Result<()> {
    let listing = listing(opened)?;
    let version = choose(&listing, wanted)?;
    let text = versions::read(&RealFs, version)?;
    let loaded =
        load_map(text.as_bytes(), &opened.name, &LoadContext { people: &opened.place.workspace.people });
    let Some(map) = loaded.value else {
        return Err(file::refused(&shown(&version.path), &loaded.source_text, &loaded.diagnostics, false));
    };
    let before = keep(ctx, opened, &format!("before version {} was restored", version.number))?;
    opened.save_text(ctx, &text)?;
    let stages = many(map.stages.len(), "stage");
    ctx.out.say(format!("version {} restored: {stages}, “{}”", version.number, version.about.why))?;
    ctx.out.say(format!("what was there is version {}", before.number))
}

/// The version with this number; where branches made several of it, the beginning of the hash after a hyphen tells.
fn choose<'a>(listing: &'a Listing, wanted: &str) -> Result<&'a Version> {
    let name = |v: &Version| v.path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let (number, hash) = wanted.split_once('-').unwrap_or((wanted, ""));
    let number: u32 =
        number.parse().map_err(|_| CliError::trouble(format!("`{wanted}` is no version's number")))?;
    let fits: Vec<&Version> = listing
        .numbered(number)
        .filter(|v| name(v).split_once('-').is_some_and(|(_, known)| known.starts_with(hash)))
        .collect();
    match fits.as_slice() {
        [only] => Ok(only),
        [] => Err(CliError::trouble(format!("there is no version {wanted}"))
            .hint("--list shows those that there are")),
        several => {
            let names: Vec<String> = several.iter().map(|v| name(v)).collect();
            Err(CliError::trouble(format!("there are {} versions {number}", several.len()))
                .hint(format!("say which: {}", names.join(", "))))
        }
    }
}
