//! What `check` says: for people by map, for programs as JSON.

use serde::Serialize;

use super::super::context::Context;
use super::super::error::Result;
use super::super::json::Envelope;
use super::super::out::{Line, Tone, many};
use super::level_of;
use crate::map::Map;
use crate::rules::{Finding, Target};
use crate::store::diagnostic::{Diagnostic, Level, Place, Source, line_col, render};

/// One thing that is wrong or found.
#[derive(Debug, Serialize)]
pub(super) struct Item {
    #[serde(serialize_with = "word")]
    pub(super) level: Level,
    /// The rule, or the code of the diagnostic.
    rule: String,
    /// The element's id; none for the map or the file.
    element: Option<String>,
    /// The stage that it is or stands in.
    stage: Option<String>,
    /// What it is about, in words.
    #[serde(skip)]
    about: String,
    message: String,
    fix: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    /// The same as long as the finding is the same, whatever its words.
    fingerprint: Option<String>,
    #[serde(skip)]
    is_diagnostic: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde asks for")]
fn word<S: serde::Serializer>(level: &Level, s: S) -> std::result::Result<S::Ok, S::Error> {
    s.serialize_str(level.word())
}

impl Item {
    /// Something wrong in a file.
    pub(super) fn of_diagnostic(found: &Diagnostic, text: &str) -> Self {
        let place = found.span.as_ref().map(|span| line_col(text, span.start));
        Self {
            level: found.level,
            rule: found.code.to_owned(),
            element: None,
            stage: None,
            about: String::new(),
            message: found.message.clone(),
            fix: found.hint.clone(),
            line: place.map(|p| p.line),
            column: place.map(|p| p.column),
            fingerprint: None,
            is_diagnostic: true,
        }
    }

    /// Something that a rule finds.
    pub(super) fn of_finding(finding: &Finding, map: &Map, place: Option<Place>) -> Self {
        let Finding { rule, level, target, why, fix, .. } = finding;
        Self {
            level: level_of(*level),
            rule: rule.id.to_owned(),
            element: target.id().map(str::to_owned),
            stage: target.stage().map(ToString::to_string),
            about: about(map, target),
            message: why.clone(),
            fix: Some(fix.to_string()),
            line: place.map(|p| p.line),
            column: place.map(|p| p.column),
            fingerprint: Some(finding.fingerprint()),
            is_diagnostic: false,
        }
    }
}

fn about(map: &Map, target: &Target) -> String {
    let short = |text: &str| text.chars().take(40).collect::<String>();
    match target {
        Target::Workspace => "the workspace".to_owned(),
        Target::Person(id) => format!("person {id}"),
        Target::Segment(id) => format!("segment {id}"),
        Target::Evidence(_, id) => format!("evidence {id}"),
        Target::Map => "the map".to_owned(),
        Target::Stage(id) => map.stage(id).map_or_else(|| id.to_string(), |s| s.name.to_string()),
        Target::Card(_, id) => map
            .card(id)
            .map_or_else(|| id.to_string(), |c| format!("{} “{}”", c.kind(), short(&c.text.one_line()))),
        Target::Event(id) => format!("event {id}"),
        Target::Conflict(id) => format!("conflict {id}"),
    }
}

/// What is said about one file.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    #[serde(rename = "path")]
    pub(super) name: String,
    #[serde(serialize_with = "id_of")]
    pub(super) map: Option<(String, String)>,
    pub(super) stages: usize,
    /// It could not be read.
    #[serde(rename = "refused")]
    pub(super) is_refused: bool,
    #[serde(rename = "findings")]
    pub(super) items: Vec<Item>,
    #[serde(skip)]
    pub(super) diagnostics: Vec<Diagnostic>,
    #[serde(skip)]
    pub(super) text: String,
}

#[allow(clippy::ref_option, reason = "the shape that serde asks for")]
fn id_of<S: serde::Serializer>(map: &Option<(String, String)>, s: S) -> std::result::Result<S::Ok, S::Error> {
    map.as_ref().map(|(id, _)| id).serialize(s)
}

impl Report {
    pub(super) fn new(name: String) -> Self {
        Self {
            name,
            map: None,
            stages: 0,
            is_refused: false,
            items: Vec::new(),
            diagnostics: Vec::new(),
            text: String::new(),
        }
    }
}

/// The reports as JSON.
pub(super) fn json(ctx: &mut Context, reports: &[Report]) -> Result<()> {
    #[derive(Serialize)]
    struct Check<'a> {
        errors: usize,
        warnings: usize,
        notes: usize,
        files: &'a [Report],
    }
    let [errors, warnings, notes] = counts(reports);
    ctx.out.json(&Envelope::new(Check { errors, warnings, notes, files: reports }))
}

fn counts(reports: &[Report]) -> [usize; 3] {
    let count = |level| reports.iter().flat_map(|r| &r.items).filter(|i| i.level == level).count();
    [count(Level::Error), count(Level::Warning), count(Level::Note)]
}

/// The reports for people: file by file, what is wrong in the text first, with its line; then what the rules find.
pub(super) fn text(ctx: &mut Context, reports: &[Report]) -> Result<()> {
    for report in reports.iter().filter(|r| !r.items.is_empty()) {
        let title = report.map.as_ref().map_or("", |(_, title)| title);
        let heading = Line::default().with(Tone::Strong, &report.name);
        let gap = if title.is_empty() { "" } else { "  " };
        ctx.out.line(&heading.plain(gap).plain(title))?;
        let source = Source { name: &report.name, text: &report.text };
        for found in &report.diagnostics {
            let drawn = render(found, &source, ctx.out.color());
            ctx.out.raw(&drawn)?;
            ctx.out.raw("\n")?;
        }
        for item in report.items.iter().filter(|i| !i.is_diagnostic) {
            finding(ctx, report, item)?;
        }
        ctx.out.say("")?;
    }
    let [errors, warnings, notes] = counts(reports);
    let maps = reports.iter().filter(|r| r.map.is_some()).count();
    let stages: usize = reports.iter().map(|r| r.stages).sum();
    let [maps, stages] = [many(maps, "map"), many(stages, "stage")];
    let found = [many(errors, "error"), many(warnings, "warning"), many(notes, "note")].join(", ");
    ctx.out.say(format!("{maps}, {stages}: {found}"))
}

fn finding(ctx: &mut Context, report: &Report, item: &Item) -> Result<()> {
    let tone = match item.level {
        Level::Error => Tone::Bad,
        Level::Warning => Tone::Warning,
        Level::Note => Tone::Faint,
    };
    let place = match (item.line, item.column) {
        (Some(line), Some(column)) => format!("{}:{line}:{column}: ", report.name),
        _ => format!("{}: ", report.name),
    };
    let line = Line::default()
        .with(Tone::Faint, place)
        .with(tone, format!("{}[{}]", item.level.word(), item.rule))
        .plain(format!(" {}: {}", item.about, item.message));
    ctx.out.line(&line)?;
    match &item.fix {
        Some(fix) => ctx.out.line(&Line::default().with(Tone::Faint, "  fix: ").plain(fix)),
        None => Ok(()),
    }
}
