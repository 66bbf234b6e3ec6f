//! `milepost list`: the maps of a workspace, one a line.

use std::path::PathBuf;

use serde::Serialize;

use super::args::Format;
use super::context::Context;
use super::error::{CliError, Result};
use super::file;
use super::json::Envelope;
use super::out::{Line, Tone, many};
use super::place::Place;
use crate::rules::{Facts, MapSummary};
use crate::store::disk::words::{reason, shown};
use crate::store::document::{LoadContext, load_map};

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
    pub(super) fn of(folder: Option<&std::path::Path>) -> Self {
        Self { folder: folder.map(std::path::Path::to_owned), format: Format::Text }
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
    pains: usize,
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
        None => ctx.place(std::path::Path::new("."))?,
    };
    let files = place.maps()?;
    let mut rows = Vec::new();
    for (number, path) in files.iter().enumerate() {
        ctx.out.progress(&format!("{} of {} maps", number + 1, files.len()));
        rows.push(row(ctx, &place, path));
    }
    ctx.out.progress_done();
    if args.format == Format::Json {
        #[derive(Serialize)]
        struct List {
            workspace: String,
            today: String,
            maps: Vec<Row>,
        }
        let today = ctx.today(&place.workspace).to_string();
        return ctx.out.json(&Envelope::new(List { workspace: shown(&place.root), today, maps: rows }));
    }
    if rows.is_empty() {
        let error = CliError::no(format!("there are no maps in {}", shown(&place.root)));
        return Err(error.hint("`milepost new` makes one"));
    }
    print(ctx, &rows)
}

fn is_folder(path: &std::path::Path) -> Result<&std::path::Path> {
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

fn row(ctx: &Context, place: &Place, path: &std::path::Path) -> Row {
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
        states: Vec::new(),
        next_due: "—".to_owned(),
        error: Some(error),
    };
    let bytes = match file::read_bytes(path) {
        Ok((bytes, _)) => bytes,
        Err(error) => return failed(error.message),
    };
    let loaded = load_map(&bytes, &name, &LoadContext { people: &place.workspace.people });
    let Some(map) = loaded.value else {
        let first = loaded.diagnostics.into_iter().next().map(|d| d.message);
        return failed(first.unwrap_or_else(|| "it cannot be read".to_owned()));
    };
    let summary = MapSummary::new(&Facts::new(&map, &place.workspace), ctx.today(&place.workspace));
    let count = |(kind, stages): (crate::rules::StateKind, usize)| Count {
        state: kind.word(),
        symbol: kind.symbol(),
        stages,
    };
    Row {
        id: Some(map.id.to_string()),
        title: Some(map.title.to_string()),
        state: Some(map.state.word()),
        owner: map.owner.as_ref().map(|id| place.workspace.name_of(id).to_owned()),
        stages: map.stages.len(),
        cards: summary.cards,
        pains: map.cards_of(crate::map::CardKind::Pain).count(),
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
            many(row.pains, "pain"),
            row.next_due
        );
        ctx.out.say(line)?;
    }
    Ok(())
}
