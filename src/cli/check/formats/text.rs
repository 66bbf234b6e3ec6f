//! For people: by map and stage. What is wrong in a file stands first; each element is shown once with its line in the file,
//! and under it what the rules say.

use std::ops::Range;

use unicode_width::UnicodeWidthStr as _;

use crate::cli::check::item::Item;
use crate::cli::check::report::{Counts, Report};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::out::{Line, Tone, many};
use crate::store::diagnostic::{Level, Source, render, visible};

/// How many characters of a source line are shown.
const WIDTH: usize = 100;

/// The reports that have something to say, then the counts.
pub(super) fn print(ctx: &mut Context, reports: &[Report]) -> Result<()> {
    for report in reports.iter().filter(|report| !report.items.is_empty()) {
        file(ctx, report)?;
    }
    let maps = reports.iter().filter(|report| report.id.is_some()).count();
    let stages: usize = reports.iter().map(|report| report.stages).sum();
    let [maps, stages] = [many(maps, "map"), many(stages, "stage")];
    let found = Counts::of(reports).words();
    ctx.out.say(format!("{maps}, {stages}: {found}"))
}

fn file(ctx: &mut Context, report: &Report) -> Result<()> {
    let heading = Line::default().with(Tone::Strong, &report.name);
    let gap = if report.title.is_empty() { "" } else { "  " };
    ctx.out.line(&heading.plain(gap).plain(&report.title))?;
    let source = Source { name: &report.name, text: &report.text };
    for found in &report.diagnostics {
        let drawn = render(found, &source, ctx.out.color());
        ctx.out.raw(&drawn)?;
        ctx.out.raw("\n")?;
    }
    for (stage, items) in report.by_stage() {
        let name = items.iter().find_map(|item| item.stage_name.as_deref()).or(stage);
        ctx.out.say("")?;
        if let Some(name) = name {
            ctx.out.line(&Line::new("  ").with(Tone::Strong, name))?;
        }
        elements(ctx, report, &items)?;
    }
    ctx.out.say("")
}

/// Neighbours about one element share its line.
fn elements(ctx: &mut Context, report: &Report, items: &[&Item]) -> Result<()> {
    for group in items.chunk_by(|a, b| a.element == b.element) {
        let Some(first) = group.first() else { continue };
        place(ctx, report, first)?;
        for item in group {
            finding(ctx, item)?;
        }
    }
    Ok(())
}

/// Where it is, with the line and a caret.
fn place(ctx: &mut Context, report: &Report, item: &Item) -> Result<()> {
    let (Some(line), Some(column), Some(span)) = (item.line, item.column, &item.span) else {
        return ctx.out.line(&Line::new("  ").with(Tone::Faint, &report.name));
    };
    let number = line.to_string();
    let gutter = " ".repeat(number.len());
    let at = format!("  {}:{line}:{column}", report.name);
    // The heading says already what the stage is called.
    let is_stage = item.element.is_some() && item.element == item.stage;
    let about = if is_stage { String::new() } else { format!("  {}", item.about) };
    ctx.out.line(&Line::default().with(Tone::Faint, at).plain(about))?;
    let Some((before, marked, after)) = excerpt(&report.text, span) else { return Ok(()) };
    let carets = "^".repeat(marked.width().max(1));
    let indent = " ".repeat(before.width());
    let shown = Line::new("  ").with(Tone::Faint, format!("{number} | ")).plain(before);
    ctx.out.line(&shown.plain(marked).plain(after))?;
    let line = Line::new("  ").with(Tone::Faint, format!("{gutter} | "));
    ctx.out.line(&line.plain(indent).with(tone(item.level), carets))
}

/// A source line around a span, without its indentation, cut where it is long.
fn excerpt(text: &str, span: &Range<usize>) -> Option<(String, String, String)> {
    let head = text.get(..span.start)?;
    let before = head.rsplit('\n').next()?.trim_start();
    let rest = text.get(span.start..)?.lines().next()?;
    let length = (span.end - span.start).min(rest.len());
    let (marked, after) = (rest.get(..length)?, rest.get(length..)?);
    let cut = |text: &str, most: usize| visible(text).chars().take(most).collect::<String>();
    let skipped = before.chars().count().saturating_sub(WIDTH / 3);
    let before: String = visible(before).chars().skip(skipped).collect();
    Some((before, cut(marked, WIDTH / 2), cut(after, WIDTH / 3)))
}

fn finding(ctx: &mut Context, item: &Item) -> Result<()> {
    let line = Line::new("  ")
        .with(tone(item.level), format!("{}[{}]", item.level.word(), item.rule))
        .plain(format!(" {}", item.message));
    ctx.out.line(&line)?;
    match &item.fix {
        Some(fix) => ctx.out.line(&Line::default().with(Tone::Faint, "    fix: ").plain(fix)),
        None => Ok(()),
    }
}

fn tone(level: Level) -> Tone {
    match level {
        Level::Error => Tone::Bad,
        Level::Warning => Tone::Warning,
        Level::Note => Tone::Faint,
    }
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn a_line_is_cut_around_what_it_is_about() {
        let text = "(\n      id: \"wait\",\n)";
        let at = text.find("\"wait\"").unwrap();
        let shown = excerpt(text, &(at..at + 6)).unwrap();
        assert_eq!(shown, ("id: ".to_owned(), "\"wait\"".to_owned(), ",".to_owned()));
        let long = format!("{}\u{1b}日{}", "é".repeat(500), "x".repeat(500));
        let at = long.find('日').unwrap();
        let (before, marked, after) = excerpt(&long, &(at..at + 3)).unwrap();
        assert!(before.ends_with("é␛") && marked == "日" && after.starts_with('x'));
        assert!(before.chars().count() < 40 && after.chars().count() < 40);
        assert_eq!(excerpt("日", &(1..2)), None);
        assert_eq!(excerpt("", &(0..0)), None);
    }
}
