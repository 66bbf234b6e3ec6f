//! A digest for people, for a mail or a chat, and for programs: one line for each finding.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Digest, Entry};
use crate::cli::check::formats::markdown::escaped;
use crate::cli::check::item::Item;
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::json::Envelope;
use crate::cli::out::{Line, Tone, many};
use crate::store::diagnostic::Level;

impl Digest {
    /// `2 new since 2026-11-15, 5 still open, 1 closed`.
    fn counts(&self) -> String {
        let mut out =
            format!("{} new since {}, {} still open", self.new.len(), self.since.words(), self.open.len());
        if let Some(closed) = self.closed {
            let _ = write!(out, ", {closed} closed");
        }
        out
    }

    /// How many there are of each level that occurs.
    fn levels(&self) -> String {
        let all = || self.new.iter().chain(&self.open);
        let count = |level| all().filter(|entry| entry.item.level == level).count();
        let words = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Note, "note")];
        let counts = words.map(|(level, one)| (count(level), one));
        let parts: Vec<String> =
            counts.iter().filter(|(n, _)| *n > 0).map(|(n, one)| many(*n, one)).collect();
        if parts.is_empty() { "nothing is to be done".to_owned() } else { parts.join(", ") }
    }

    fn name(&self) -> Option<&str> {
        self.owner.as_ref().map(|(_, name)| name.as_str())
    }

    /// What is new, then what is open, with a heading each; what is empty is left out.
    fn sections(&self) -> impl Iterator<Item = (&'static str, &[Entry])> {
        let all = [("New", self.new.as_slice()), ("Still open", self.open.as_slice())];
        all.into_iter().filter(|(_, entries)| !entries.is_empty())
    }
}

impl Entry {
    /// Where: the map, then the stage where the finding is about a card of it.
    fn place(&self) -> String {
        let map = if self.title.is_empty() { "the workspace" } else { &self.title };
        let is_in = |stage: &&String| **stage != self.item.about;
        match self.item.stage_name.as_ref().filter(is_in) {
            Some(stage) => format!("{map} · {stage}"),
            None => map.to_owned(),
        }
    }
}

/// For people.
pub(super) fn text(ctx: &mut Context, digest: &Digest) -> Result<()> {
    let head = digest.name().map_or_else(String::new, |name| format!("{name}: "));
    let line = Line::default().with(Tone::Strong, format!("{head}{}", digest.counts()));
    ctx.out.line(&line.with(Tone::Faint, format!("  ({})", digest.levels())))?;
    for (heading, entries) in digest.sections() {
        ctx.out.say("")?;
        ctx.out.line(&Line::default().with(Tone::Strong, heading))?;
        for entry in entries {
            ctx.out.line(&line_of(entry))?;
        }
    }
    Ok(())
}

fn line_of(entry: &Entry) -> Line {
    let Item { level, rule, .. } = &entry.item;
    let tone = match level {
        Level::Error => Tone::Bad,
        Level::Warning => Tone::Warning,
        Level::Note => Tone::Plain,
    };
    let line = Line::new("  ").with(tone, format!("{:<7}", level.word()));
    let line = line.plain(format!("  {}: {}", entry.place(), entry.item.sentence()));
    line.with(Tone::Faint, format!("  {rule}"))
}

/// For a mail or a chat: nothing in it that a map says is markup.
pub(super) fn markdown(digest: &Digest) -> String {
    let whose = digest.name().map_or_else(String::new, |name| format!(" of {}", escaped(name)));
    let mut out =
        format!("### Journey maps{whose}, {}\n\n{}: {}.\n", digest.today, digest.counts(), digest.levels());
    for (heading, entries) in digest.sections() {
        let _ = write!(out, "\n**{heading}**\n\n");
        for entry in entries {
            let (place, sentence) = (escaped(&entry.place()), escaped(&entry.item.sentence()));
            let level = entry.item.level.word();
            let _ = writeln!(out, "- {level}: **{place}**: {sentence} (`{}`)", entry.item.rule);
        }
    }
    out
}

#[derive(Debug, Serialize)]
struct Finding<'a> {
    path: &'a str,
    map: Option<&'a str>,
    new: bool,
    #[serde(flatten)]
    item: &'a Item,
}

impl<'a> Finding<'a> {
    fn of(entry: &'a Entry, new: bool) -> Self {
        Self { path: &entry.path, map: entry.map.as_deref(), new, item: &entry.item }
    }
}

/// The shape of `docs/json.md`.
pub(super) fn json(ctx: &mut Context, digest: &Digest) -> Result<()> {
    #[derive(Serialize)]
    struct Shape<'a> {
        owner: Option<&'a str>,
        since: String,
        commit: Option<&'a str>,
        today: String,
        new: usize,
        open: usize,
        closed: Option<usize>,
        findings: Vec<Finding<'a>>,
    }
    let new = digest.new.iter().map(|entry| Finding::of(entry, true));
    let findings = new.chain(digest.open.iter().map(|entry| Finding::of(entry, false))).collect();
    ctx.out.json(&Envelope::new(Shape {
        owner: digest.owner.as_ref().map(|(id, _)| id.as_str()),
        since: digest.since.day.to_string(),
        commit: digest.since.commit.as_deref(),
        today: digest.today.to_string(),
        new: digest.new.len(),
        open: digest.open.len(),
        closed: digest.closed,
        findings,
    }))
}
