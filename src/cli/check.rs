//! `milepost check`: what is wrong in the files, and what the rules find.

mod report;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::args::Format;
use super::context::Context;
use super::error::{CliError, Result};
use super::file::{self, DASH};
use super::place::Place;
use crate::map::policy::Level as RuleLevel;
use crate::rules::{Facts, examine};
use crate::store::diagnostic::{Diagnostic, Level, line_col};
use crate::store::disk::words::shown;
use crate::store::document::{LoadContext, load_map};
use crate::store::ron::prepare::prepare;
use crate::store::ron::scan::Scan;
use report::{Item, Report};

/// Check maps: what is wrong in their files, what is stale, ungoverned or invisible
///
/// Ends with 1 when something is at least as loud as --fail-on says, with 2 when a file could not be read at all.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost check
  milepost check maps --fail-on warning
  milepost check maps/order.ron --today 2026-12-24 --format json")]
pub(super) struct Args {
    /// Maps or folders of maps; without any, the workspace; - for standard input
    paths: Vec<PathBuf>,
    /// How loud a finding must be for exit code 1
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How loud a finding must be for the answer to be "no".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum FailOn {
    /// Only what must not stay
    #[default]
    Error,
    /// What somebody should act on, too
    Warning,
    /// Nothing: report only
    Never,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let files = file::all(ctx, &args.paths)?;
    let mut reports = Vec::new();
    let mut seen = std::collections::BTreeMap::new();
    for folder in workspaces(ctx, &files, &args.paths)? {
        reports.extend(report_workspace(&folder));
    }
    for (number, path) in files.iter().enumerate() {
        ctx.out.progress(&format!("{} of {} maps", number + 1, files.len()));
        let mut report = report_map(ctx, path)?;
        same_id(&mut report, &mut seen);
        reports.push(report);
    }
    ctx.out.progress_done();
    match args.format {
        Format::Json => report::json(ctx, &reports)?,
        Format::Text => report::text(ctx, &reports)?,
    }
    verdict(&reports, args.fail_on)
}

/// The workspaces of these files, each once: where whole folders are checked, and those whose file cannot be read, as the
/// maps are judged without their people and policy then.
fn workspaces(ctx: &Context, files: &[PathBuf], wanted: &[PathBuf]) -> Result<Vec<Place>> {
    let is_asked = wanted.is_empty() || wanted.iter().any(|path| path.is_dir());
    let mut out: Vec<Place> = Vec::new();
    for path in files.iter().filter(|path| path.as_path() != Path::new(DASH)) {
        let place = place(ctx, path)?;
        let is_refused = place.folder.file.as_ref().is_some_and(|file| file.is_refused);
        if (is_asked || is_refused) && !out.iter().any(|known| known.root == place.root) {
            out.push(place);
        }
    }
    Ok(out)
}

/// The workspace around a file, whatever its `milepost.ron` is like: what is wrong in that is reported, too.
fn place(ctx: &Context, near: &Path) -> Result<Place> {
    match &ctx.global.workspace {
        Some(folder) => Place::open(folder),
        None => Place::around(near),
    }
}

fn report_workspace(place: &Place) -> Option<Report> {
    let state = place.folder.file.as_ref().filter(|file| !file.diagnostics.is_empty())?;
    let mut report = Report::new(shown(&place.folder.file_path()));
    report.is_refused = state.is_refused;
    report.text.clone_from(&state.source_text);
    report.items.extend(state.diagnostics.iter().map(|d| Item::of_diagnostic(d, &state.source_text)));
    report.diagnostics.clone_from(&state.diagnostics);
    Some(report)
}

fn report_map(ctx: &Context, path: &Path) -> Result<Report> {
    let is_stdin = path == Path::new(DASH);
    let place = place(ctx, if is_stdin { Path::new(".") } else { path })?;
    let name = if is_stdin { "<stdin>".to_owned() } else { shown(path) };
    let mut report = Report::new(name.clone());
    let bytes = match file::read_bytes(path) {
        Ok((bytes, _)) => bytes,
        Err(error) => {
            let found = Diagnostic::error("unreadable", error.message);
            report.items.push(Item::of_diagnostic(&found, ""));
            report.diagnostics.push(found);
            report.is_refused = true;
            return Ok(report);
        }
    };
    let loaded = load_map(&bytes, &name, &LoadContext { people: &place.workspace.people });
    report.is_refused = loaded.is_refused();
    let is_own = |found: &Diagnostic| !said_by_a_rule(found);
    report.diagnostics = loaded.diagnostics.into_iter().filter(is_own).collect();
    report.text = loaded.source_text;
    let text = &report.text;
    report.items.extend(report.diagnostics.iter().map(|d| Item::of_diagnostic(d, text)));
    if let Some(map) = loaded.value {
        report.map = Some((map.id.to_string(), map.title.to_string()));
        report.stages = map.stages.len();
        findings(&mut report, &bytes, &Facts::new(&map, &place.workspace), ctx.today(&place.workspace));
    }
    Ok(report)
}

/// What the rules find, each with its place in the file. What a diagnostic said already is not said twice.
fn findings(report: &mut Report, bytes: &[u8], facts: &Facts<'_>, today: jiff::civil::Date) {
    let found = examine(facts, today);
    if found.is_empty() {
        return;
    }
    let text = prepare(bytes).unwrap_or_default();
    let scan = Scan::of(&text);
    for finding in found {
        let span = finding.target.id().and_then(|id| scan.place_of_id(id));
        let place = span.map(|span| line_col(&text, span.start));
        report.items.push(Item::of_finding(&finding, facts.map, place));
    }
}

/// What a rule finds too, under the levels of the policy: it is not said twice.
fn said_by_a_rule(found: &Diagnostic) -> bool {
    found.level != Level::Error && (found.code.starts_with("dangling-") || found.code == "misfiled-card")
}

/// Two maps with one id would share their versions.
fn same_id(report: &mut Report, seen: &mut std::collections::BTreeMap<String, String>) {
    let Some((id, _)) = &report.map else { return };
    if let Some(other) = seen.insert(id.clone(), report.name.clone()) {
        let found =
            Diagnostic::error("duplicate-map-id", format!("the map's id `{id}` is that of {other}, too"))
                .hint("give one of them another id: versions are kept by it");
        report.items.push(Item::of_diagnostic(&found, ""));
        report.diagnostics.push(found);
    }
}

fn verdict(reports: &[Report], fail_on: FailOn) -> Result<()> {
    if reports.iter().any(|r| r.is_refused) {
        return Err(CliError::trouble(""));
    }
    let is_loud = |level: Level| match fail_on {
        FailOn::Error => level == Level::Error,
        FailOn::Warning => level >= Level::Warning,
        FailOn::Never => false,
    };
    if reports.iter().flat_map(|r| &r.items).any(|item| is_loud(item.level)) {
        return Err(CliError::no(""));
    }
    Ok(())
}

/// A rule's level as a diagnostic's.
fn level_of(level: RuleLevel) -> Level {
    match level {
        RuleLevel::Error => Level::Error,
        RuleLevel::Warning => Level::Warning,
        RuleLevel::Info | RuleLevel::Off => Level::Note,
    }
}
