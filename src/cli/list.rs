//! `milepost list`: the maps of a workspace, one a line.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Serialize;

use super::args::Format;
use super::context::Context;
use super::error::{CliError, Result};
use super::file;
use super::json::Envelope;
use super::out::{Line, Tone, many};
use super::place::Place;
use crate::map::Map;
use crate::rules::{Facts, MapSummary};
use crate::store::disk::fs::RealFs;
use crate::store::disk::words::{reason, shown};
use crate::store::document::{LoadContext, load_map};
use crate::store::outside::Subject;
use crate::store::threads;

/// More maps than this that cannot be read are counted.
const MOST_NAMES: usize = 5;

/// List the maps of a workspace: how their stages are, what hurts, what is due
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost list
  milepost list maps --format json")]
pub(super) struct Args {
    /// The folder; without it the workspace found from here upwards
    folder: Option<PathBuf>,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Args {
    /// To list a folder as it is listed by default.
    pub(super) fn of(folder: Option<&Path>) -> Self {
        Self { folder: folder.map(Path::to_owned), format: Format::Text }
    }
}

/// A map in the list.
#[derive(Debug, Serialize)]
struct Row {
    path: String,
    id: Option<String>,
    title: Option<String>,
    state: Option<&'static str>,
    owner: Option<String>,
    stages: usize,
    cards: usize,
    /// The open ones: as the atlas counts them.
    pains: usize,
    /// Conflicts that nobody has decided.
    conflicts: usize,
    /// Review threads that nobody has resolved.
    threads: usize,
    states: Vec<Count>,
    next_due: String,
    /// Why it cannot be read.
    error: Option<String>,
}

#[derive(Debug, Serialize)]
struct Count {
    state: &'static str,
    #[serde(skip)]
    symbol: &'static str,
    stages: usize,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let place = match &args.folder {
        Some(folder) => Place::around(is_folder(folder)?)?.sound()?,
        None => ctx.place(Path::new("."))?,
    };
    let files = place.maps()?;
    let mut read = Vec::new();
    for (number, path) in files.iter().enumerate() {
        ctx.out.progress(&format!("{} of {} maps", number + 1, files.len()));
        read.push((path.as_path(), read_map(&place, path)));
    }
    ctx.out.progress_done();
    let maps = read.iter().filter_map(|(path, map)| Some((path, map.as_ref().ok()?)));
    let subjects: Vec<Subject<'_>> = maps.map(|(path, map)| Subject { map, path: Some(path) }).collect();
    let gathered = ctx.gather(&place, &subjects);
    let today = ctx.today(&place.workspace);
    let mut rows = Vec::new();
    for (path, map) in &read {
        let facts = map.as_ref().map(|map| Facts::new(map, &place.workspace).with(gathered.of(&map.id)));
        rows.push(row(path, facts, today, &place.root));
    }
    if args.format == Format::Json {
        #[derive(Serialize)]
        struct List {
            workspace: String,
            today: String,
            maps: Vec<Row>,
        }
        let today = today.to_string();
        let list = List { workspace: shown(&place.root), today, maps: rows };
        ctx.out.json(&Envelope::new(&list))?;
        return all_were_read(&list.maps);
    }
    if rows.is_empty() {
        let error = CliError::no(format!("there are no maps in {}", shown(&place.root)));
        return Err(error.hint("`milepost new` makes one"));
    }
    print(ctx, &rows)?;
    all_were_read(&rows)
}

/// What could not be read is not in the answer: whoever asked should know that it is not whole.
fn all_were_read(rows: &[Row]) -> Result<()> {
    let paths: Vec<&str> =
        rows.iter().filter(|row| row.error.is_some()).map(|row| row.path.as_str()).collect();
    let more = match paths.len().saturating_sub(MOST_NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    if paths.is_empty() {
        return Ok(());
    }
    let names = paths.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(", ");
    let of = format!("{} of {} cannot be read", paths.len(), many(rows.len(), "map"));
    Err(CliError::trouble(format!("{of}: {names}{more}")).hint("`milepost check` says what is wrong in them"))
}

fn is_folder(path: &Path) -> Result<&Path> {
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => Ok(path),
        Ok(_) => Err(CliError::trouble(format!("{} is a file, not a folder", shown(path)))
            .hint(format!("`milepost show {}` shows it", shown(path)))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(CliError::trouble(format!("there is no folder {}", shown(path))))
        }
        Err(error) => Err(CliError::trouble(format!("{} cannot be read: {}", shown(path), reason(&error)))),
    }
}

/// The map in a file.
///
/// # Errors
/// In words, when it cannot be read.
fn read_map(place: &Place, path: &Path) -> std::result::Result<Map, String> {
    let bytes = file::read_only(path).map_err(|error| error.message)?;
    let loaded = load_map(&bytes, &shown(path), &LoadContext { people: &place.workspace.people });
    let first = || loaded.diagnostics.first().map(|d| d.message.clone());
    loaded.value.ok_or_else(|| first().unwrap_or_else(|| "it cannot be read".to_owned()))
}

fn row(path: &Path, read: std::result::Result<Facts<'_>, &String>, today: Date, root: &Path) -> Row {
    let name = shown(path);
    let failed = |error: String| Row {
        path: name.clone(),
        id: None,
        title: None,
        state: None,
        owner: None,
        stages: 0,
        cards: 0,
        pains: 0,
        conflicts: 0,
        threads: 0,
        states: Vec::new(),
        next_due: "—".to_owned(),
        error: Some(error),
    };
    let facts = match read {
        Ok(facts) => facts,
        Err(error) => return failed(error.clone()),
    };
    let (map, summary) = (facts.map, MapSummary::new(&facts, today));
    let threads = threads::list(&RealFs, root, &map.id).threads.iter().filter(|t| t.is_open()).count();
    let count = |(kind, stages): (crate::rules::StateKind, usize)| Count {
        state: kind.word(),
        symbol: kind.symbol(),
        stages,
    };
    Row {
        id: Some(map.id.to_string()),
        title: Some(map.title.to_string()),
        state: Some(map.state.word()),
        owner: map.owner.as_ref().map(|id| facts.workspace.name_of(id).to_owned()),
        stages: map.stages.len(),
        cards: summary.cards,
        pains: summary.stake.open,
        conflicts: summary.conflicts,
        threads,
        states: summary.counts().map(count).collect(),
        next_due: summary.next_due.words(),
        ..Row { error: None, ..failed(String::new()) }
    }
}

fn print(ctx: &mut Context, rows: &[Row]) -> Result<()> {
    for row in rows {
        if let Some(error) = &row.error {
            let line = Line::default().with(Tone::Bad, "✗ ");
            // What the disk says begins with the path already.
            let line = if error.starts_with(&row.path) { line } else { line.plain(&row.path).plain(": ") };
            ctx.out.line(&line.plain(error))?;
            continue;
        }
        let title = row.title.as_deref().unwrap_or_default();
        let owner = row.owner.as_deref().unwrap_or("no owner");
        ctx.out
            .line(&Line::default().with(Tone::Strong, title).with(Tone::Faint, format!("  {}", row.path)))?;
        let counts: Vec<String> =
            row.states.iter().map(|c| format!("{} {} {}", c.symbol, c.stages, c.state)).collect();
        let line = format!(
            "  {owner} · {}: {} · {}, {} · next due {}",
            many(row.stages, "stage"),
            counts.join(", "),
            many(row.cards, "card"),
            many(row.pains, "open pain"),
            row.next_due
        );
        ctx.out.say(line)?;
        if row.conflicts > 0 {
            let words = format!("  ≠ {} to decide", many(row.conflicts, "conflict"));
            ctx.out.line(&Line::default().with(Tone::Bad, words))?;
        }
        if row.threads > 0 {
            ctx.out.say(format!("  ✎ {}", many(row.threads, "open thread")))?;
        }
    }
    Ok(())
}
