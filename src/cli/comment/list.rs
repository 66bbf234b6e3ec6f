//! The threads of a map, for people and for programs.

use serde::Serialize;

use super::Args;
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::file::Opened;
use crate::cli::find;
use crate::cli::json::Envelope;
use crate::cli::out::{Line, Tone, many};
use crate::map::id::PersonId;
use crate::map::thread::{Anchor, Thread, name_of, value_of};
use crate::map::{Map, Text};
use crate::store::diagnostic::Level;
use crate::store::disk::fs::RealFs;
use crate::store::disk::words::shown;
use crate::store::threads::{self, Listing};

/// A quoted text is cut after so many characters in a list.
const QUOTED: usize = 60;

pub(super) fn run(ctx: &mut Context, opened: &Opened, element: Option<&str>, args: &Args) -> Result<()> {
    let listing = threads::list(&RealFs, &opened.place.root, &opened.map.id);
    let only = element.map(|wanted| wanted_id(&opened.map, &listing, wanted)).transpose()?;
    let of_element = |t: &&Thread| only.as_ref().is_none_or(|id| t.anchor.element.as_str() == id);
    let found: Vec<&Thread> = listing.threads.iter().filter(of_element).collect();
    match args.format {
        Format::Json => {
            let shown: Vec<&Thread> = found.into_iter().filter(|t| args.all || t.is_open()).collect();
            json(ctx, opened, &listing, &shown)?;
        }
        Format::Text => text(ctx, opened, &found, args.all)?,
    }
    tell_problems(ctx, &listing);
    let unread = listing.problems.iter().filter(|p| p.diagnostic.level == Level::Error).count();
    match unread {
        0 => Ok(()),
        unread => Err(CliError::trouble(format!("{} cannot be read", many(unread, "thread")))),
    }
}

/// The id of an element of the map, or of one that is gone and was talked about.
fn wanted_id(map: &Map, listing: &Listing, wanted: &str) -> Result<String> {
    let is_talked_about = listing.threads.iter().any(|t| t.anchor.element.as_str() == wanted);
    if is_talked_about { Ok(wanted.to_owned()) } else { Ok(find::id_of(map, wanted)?.to_string()) }
}

/// Says what is wrong with files.
pub(super) fn tell_problems(ctx: &mut Context, listing: &Listing) {
    for problem in &listing.problems {
        ctx.warn(problem.line());
    }
}

/// What a thread is about, in words: `pain “No ETA” [no-eta-7f], severity`.
pub(super) fn about(map: &Map, anchor: &Anchor) -> String {
    let id = anchor.element.as_str();
    let field = anchor.field.as_ref().map_or_else(String::new, |field| format!(", {field}"));
    let known = find::candidates(map).into_iter().find(|c| c.id == id);
    match (known, &anchor.quote) {
        (Some(c), _) => format!("{} “{}” [{id}]{field}", c.what, cut(&c.text)),
        (None, Some(quote)) if anchor.field.is_none() => format!("“{}” [{id}]", cut(&quote.one_line())),
        (None, _) => format!("[{id}]{field}"),
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some(_) => text.chars().take(QUOTED - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}

fn text(ctx: &mut Context, opened: &Opened, found: &[&Thread], all: bool) -> Result<()> {
    let open = found.iter().filter(|t| t.is_open()).count();
    let head = Line::default().with(Tone::Strong, opened.map.title.as_str());
    let counts = match found.len() - open {
        0 => many(open, "open thread"),
        resolved => format!("{}, {resolved} resolved", many(open, "open thread")),
    };
    ctx.out.line(&head.with(Tone::Faint, format!("  {}", opened.name)).plain(format!("  {counts}")))?;
    for thread in found.iter().filter(|t| all || t.is_open()) {
        ctx.out.say("")?;
        one(ctx, opened, thread)?;
    }
    Ok(())
}

fn one(ctx: &mut Context, opened: &Opened, thread: &Thread) -> Result<()> {
    let (map, workspace) = (&opened.map, &opened.place.workspace);
    let gone = !thread.anchor.is_in(map);
    let (sign, tone) = match (thread.is_open(), gone) {
        (true, true) => ("?", Tone::Bad),
        (true, false) => ("●", Tone::Warning),
        (false, _) => ("✓", Tone::Good),
    };
    let line = Line::default().with(tone, format!("{sign} ")).with(Tone::Strong, thread.id.as_str());
    let line = line.plain(format!("  {}", about(map, &thread.anchor)));
    let line = if gone { line.with(Tone::Bad, "  orphaned: its element is gone") } else { line };
    ctx.out.line(&line)?;
    if let Some(words) = then_and_now(opened, thread) {
        ctx.out.line(&Line::default().with(Tone::Faint, format!("    {words}")))?;
    }
    for entry in &thread.entries {
        let mut lines = entry.text.lines();
        let first = lines.next().unwrap_or_default();
        let head = Line::default().with(Tone::Faint, format!("    {}  ", entry.at));
        ctx.out.line(&head.plain(format!("{}: {first}", workspace.name_of(&entry.by))))?;
        for line in lines {
            ctx.out.say(format!("      {line}"))?;
        }
    }
    if let Some(resolution) = &thread.resolved {
        let by = workspace.name_of(&resolution.by);
        ctx.out.line(&Line::default().with(Tone::Good, format!("    resolved {} by {by}", resolution.on)))?;
    }
    Ok(())
}

/// What it says where the thread is anchored, now.
fn now(opened: &Opened, anchor: &Anchor) -> Option<String> {
    let id = anchor.element.as_str();
    let names = |id: &PersonId| opened.place.workspace.name_of(id).to_owned();
    match &anchor.field {
        Some(field) => value_of(&opened.map, id, field.as_str(), &names),
        None => name_of(&opened.map, id),
    }
}

/// What stood there, where it says something else now, or where the field is what is talked about.
fn then_and_now(opened: &Opened, thread: &Thread) -> Option<String> {
    let quote = thread.anchor.quote.as_ref().map(|quote| cut(&quote.one_line()));
    let now = now(opened, &thread.anchor).map(|now| cut(&Text::new(&now).one_line()));
    let is_gone = !thread.anchor.is_in(&opened.map);
    let then = quote.as_deref().unwrap_or("nothing");
    match (is_gone, quote == now) {
        (true, _) => thread.anchor.field.as_ref().map(|field| format!("{field} was: {then}")),
        (false, true) => thread.anchor.field.as_ref().map(|field| format!("{field}: {then}")),
        (false, false) => Some(format!("it said: {then}; now: {}", now.as_deref().unwrap_or("nothing"))),
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    path: &'a str,
    map: &'a str,
    threads: Vec<OneThread<'a>>,
    /// What could not be read, or should be repaired, a line each.
    problems: Vec<String>,
}

#[derive(Serialize)]
struct OneThread<'a> {
    id: &'a str,
    path: String,
    element: &'a str,
    field: Option<&'a str>,
    quote: Option<&'a str>,
    now: Option<String>,
    orphaned: bool,
    state: &'static str,
    resolved: Option<Resolved>,
    entries: Vec<OneEntry<'a>>,
}

#[derive(Serialize)]
struct Resolved {
    on: String,
    by: String,
}

#[derive(Serialize)]
struct OneEntry<'a> {
    at: String,
    by: &'a str,
    text: &'a str,
}

fn json(ctx: &mut Context, opened: &Opened, listing: &Listing, found: &[&Thread]) -> Result<()> {
    let threads = found.iter().map(|thread| OneThread::of(opened, thread)).collect();
    let problems = listing.problems.iter().map(threads::Problem::line).collect();
    let answer = Answer { path: &opened.name, map: opened.map.id.as_str(), threads, problems };
    ctx.out.json(&Envelope::new(answer))
}

impl<'a> OneThread<'a> {
    fn of(opened: &Opened, thread: &'a Thread) -> Self {
        let anchor = &thread.anchor;
        let entry = |e: &'a crate::map::thread::Entry| OneEntry {
            at: e.at.to_string(),
            by: e.by.as_str(),
            text: e.text.as_str(),
        };
        let resolved = thread.resolved.as_ref();
        Self {
            id: thread.id.as_str(),
            path: shown(&threads::path(&opened.place.root, &opened.map.id, &thread.id)),
            element: anchor.element.as_str(),
            field: anchor.field.as_ref().map(crate::map::Label::as_str),
            quote: anchor.quote.as_ref().map(Text::as_str),
            now: now(opened, anchor),
            orphaned: !anchor.is_in(&opened.map),
            state: if thread.is_open() { "open" } else { "resolved" },
            resolved: resolved.map(|r| Resolved { on: r.on.to_string(), by: r.by.to_string() }),
            entries: thread.entries.iter().map(entry).collect(),
        }
    }
}
