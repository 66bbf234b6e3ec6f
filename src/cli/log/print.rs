//! A history for people and for programs.

use serde::Serialize;

use super::Whose;
use super::walk::{Entry, History, What};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::json::Envelope;
use crate::cli::out::{Line, Tone, many};
use crate::exchange::difference::OneChange;

/// More changes of one moment than this are counted, unless one element was asked for.
const MOST_LINES: usize = 12;

#[derive(Serialize)]
struct Log<'a> {
    maps: Vec<OneMap<'a>>,
}

#[derive(Serialize)]
struct OneMap<'a> {
    path: &'a str,
    map: String,
    element: Option<String>,
    more: bool,
    entries: Vec<OneEntry<'a>>,
}

#[derive(Serialize)]
struct OneEntry<'a> {
    kind: &'static str,
    on: Option<String>,
    by: &'a str,
    why: &'a str,
    commit: Option<&'a str>,
    version: Option<u32>,
    changes: &'a [OneChange],
}

pub(super) fn json(ctx: &mut Context, histories: &[History]) -> Result<()> {
    let maps = histories.iter().map(|history| OneMap {
        path: &history.opened.name,
        map: history.opened.map.id.to_string(),
        element: history.whose.words(),
        more: history.is_cut,
        entries: history.entries.iter().map(one).collect(),
    });
    ctx.out.json(&Envelope::new(Log { maps: maps.collect() }))
}

fn one(entry: &Entry) -> OneEntry<'_> {
    let (kind, commit, version) = match &entry.what {
        What::Working => ("working", None, None),
        What::Commit(hash) => ("commit", Some(hash.as_str()), None),
        What::Version(number) => ("version", None, Some(*number)),
        What::Review => ("review", None, None),
    };
    let on = entry.on.map(|on| on.to_string());
    OneEntry { kind, on, by: &entry.by, why: &entry.why, commit, version, changes: &entry.changes }
}

pub(super) fn text(ctx: &mut Context, histories: &[History], plain: bool) -> Result<()> {
    let tone = |tone| if plain { Tone::Plain } else { tone };
    for (at, history) in histories.iter().enumerate() {
        if at > 0 {
            ctx.out.say("")?;
        }
        let whose = history.whose.words().map_or_else(String::new, |words| format!("  {words}"));
        ctx.out.line(&Line::default().with(tone(Tone::Strong), &history.opened.name).plain(whose))?;
        if history.entries.is_empty() {
            ctx.out
                .say(format!("  nothing found (commits and versions looked at: {})", history.looked_at))?;
        }
        for entry in &history.entries {
            moment(ctx, entry, history.whose == Whose::Map, &tone)?;
        }
        if history.is_cut {
            ctx.out.say("… there is more before that: --limit COUNT")?;
        }
    }
    Ok(())
}

fn moment(ctx: &mut Context, entry: &Entry, is_map: bool, tone: &dyn Fn(Tone) -> Tone) -> Result<()> {
    let on = entry.on.map_or_else(|| "now".to_owned(), |on| on.to_string());
    let what = match &entry.what {
        What::Commit(hash) => hash.chars().take(10).collect(),
        What::Version(number) => format!("version {number}"),
        What::Review => "review".to_owned(),
        What::Working => "working".to_owned(),
    };
    let by = if entry.by.is_empty() { String::new() } else { format!("{}: ", entry.by) };
    let line = Line::default().with(tone(Tone::Strong), format!("{on:<10}  "));
    ctx.out
        .line(&line.with(tone(Tone::Faint), format!("{what:<10}  ")).plain(format!("{by}{}", entry.why)))?;
    let most = if is_map { MOST_LINES } else { usize::MAX };
    for (sign, words) in entry.lines.iter().take(most) {
        let look = match sign {
            '+' => Tone::Good,
            '-' | '!' => Tone::Bad,
            _ => Tone::Warning,
        };
        ctx.out.line(&Line::new("  ").with(tone(look), format!("{sign} ")).plain(words))?;
    }
    match entry.lines.len().saturating_sub(most) {
        0 => Ok(()),
        more => ctx.out.say(format!("    … and {}", many(more, "more change"))),
    }
}
