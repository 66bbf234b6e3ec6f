//! `milepost policy`: every limit and rule with what holds, who says it, and what it flags today.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::Format;
use super::context::Context;
use super::error::Result;
use super::file;
use super::find;
use super::json::Envelope;
use super::out::{Line, Tone};
use super::place::Place;
use super::side_by_side;
use crate::map::{Map, Policy, Stage, Workspace};
use crate::rules::{Facts, Finding, Knob, Source, examine, examine_workspace};
use crate::store::disk::words::shown;
use crate::store::document::{LoadContext, load_map};
use crate::store::outside::{Gathered, Subject};

/// List the policy: each limit and rule, what holds, who says so, and how much it flags today
///
/// Without a map it is that of the workspace; with one, or with one of its stages, the innermost word holds.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost policy
  milepost policy maps/order.ron wait
  milepost policy --format json
  milepost set maps/milepost.ron workspace policy.stale_after 60 --dry-run")]
pub(super) struct Args {
    /// The map: a file or its name; without it, the workspace
    map: Option<PathBuf>,
    /// The stage: an id, a name, or the beginning of one
    stage: Option<String>,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// One line of it.
#[derive(Debug, Serialize)]
struct Row {
    name: &'static str,
    about: &'static str,
    /// In words.
    holds: String,
    from: &'static str,
    default: String,
    /// How many findings of its rule ask for somebody today.
    flags: usize,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let rows = match &args.map {
        Some(map) => of_map(ctx, map, args.stage.as_deref())?,
        None => of_workspace(ctx)?,
    };
    if args.format == Format::Json {
        #[derive(Serialize)]
        struct Listed {
            policy: Vec<Row>,
        }
        return ctx.out.json(&Envelope::new(Listed { policy: rows }));
    }
    print(ctx, &rows)
}

fn of_workspace(ctx: &mut Context) -> Result<Vec<Row>> {
    let place = ctx.place(Path::new("."))?;
    let today = ctx.today(&place.workspace);
    let judged = Judged::read(ctx, &place)?;
    let found = examine_workspace(&judged.facts(&place.workspace), &place.workspace, today).open;
    Ok(rows([None, None, Some(&place.workspace.policy)], &found))
}

fn of_map(ctx: &mut Context, map: &Path, stage: Option<&str>) -> Result<Vec<Row>> {
    let opened = file::open(ctx, map)?;
    let outside = opened.outside(ctx);
    let (map, workspace) = (&opened.map, &opened.place.workspace);
    let stage: Option<&Stage> = match stage {
        Some(text) => map.stage(&find::stage(map, text)?),
        None => None,
    };
    let all = examine(&Facts::new(map, workspace).with(&outside), opened.today(ctx));
    let is_here = |found: &&Finding| stage.is_none_or(|stage| found.target.stage() == Some(&stage.id));
    let found: Vec<Finding> = all.iter().filter(is_here).cloned().collect();
    let policies = [stage.and_then(|s| s.policy.as_ref()), map.policy.as_ref(), Some(&workspace.policy)];
    Ok(rows(policies, &found))
}

fn rows(policies: [Option<&Policy>; 3], found: &[Finding]) -> Vec<Row> {
    let row = |knob: Knob| {
        let held = knob.held(policies);
        let rule = knob.rule().map_or("", |rule| rule.id);
        Row {
            name: knob.name(),
            about: knob.words(),
            holds: held.words,
            from: held.from.word(),
            default: knob.standard(),
            flags: found.iter().filter(|found| found.rule.id == rule).count(),
        }
    };
    Knob::all().into_iter().map(row).collect()
}

fn print(ctx: &mut Context, rows: &[Row]) -> Result<()> {
    let wide = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    for row in rows {
        let flags = if row.flags == 0 { String::new() } else { row.flags.to_string() };
        let line = Line::default().with(Tone::Strong, format!("{:<wide$}", row.name));
        let line = line.plain(format!("  {flags:>5}  {}", row.holds));
        let from = if row.from == Source::Default.word() {
            String::new()
        } else {
            format!("  ({}; by default {})", row.from, row.default)
        };
        ctx.out.line(&line.with(Tone::Faint, from))?;
        ctx.out.line(&Line::new(" ".repeat(wide + 9)).with(Tone::Faint, row.about))?;
    }
    Ok(())
}

/// The maps of a workspace that can be read, with what is known beside them: to count what a policy flags.
#[derive(Debug)]
pub(super) struct Judged {
    maps: Vec<Map>,
    gathered: Gathered,
}

impl Judged {
    /// Reads them. What cannot be read is warned of: it is not counted.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub(super) fn read(ctx: &mut Context, place: &Place) -> Result<Self> {
        let files = place.maps()?;
        let context = LoadContext { people: &place.workspace.people };
        let read = |path: &PathBuf| {
            let bytes = file::read_only(path).ok()?;
            load_map(&bytes, &shown(path), &context).value
        };
        let read = side_by_side::all(&files, read, |_| ());
        let known: Vec<(&Path, Map)> = files
            .iter()
            .map(PathBuf::as_path)
            .zip(read)
            .filter_map(|(path, map)| Some((path, map?)))
            .collect();
        match files.len() - known.len() {
            0 => {}
            gone => ctx.warn(format!("{gone} of {} maps cannot be read and are not counted", files.len())),
        }
        let subjects: Vec<Subject<'_>> =
            known.iter().map(|(path, map)| Subject { map, path: Some(path) }).collect();
        let gathered = ctx.gather(place, &subjects);
        Ok(Self { maps: known.into_iter().map(|(_, map)| map).collect(), gathered })
    }

    /// What the rules look at, in a workspace that says this.
    pub(super) fn facts<'a>(&'a self, workspace: &'a Workspace) -> Vec<Facts<'a>> {
        let facts = |map: &'a Map| Facts::new(map, workspace).with(self.gathered.of(&map.id));
        self.maps.iter().map(facts).collect()
    }
}
