//! `milepost import`: a journey of another tool as a map.

use std::path::{Path, PathBuf};

use super::context::Context;
use super::error::{CliError, Result};
use super::file::{self, DASH};
use super::out::{Line, Tone, many};
use crate::exchange::mermaid;
use crate::map::id::{IdSource, MapId, mint, slug};
use crate::store::disk::words::shown;
use crate::store::document::write_map;
use crate::store::ron::comments::Comments;
use crate::store::ron::prepare::prepare;

/// Import a Mermaid journey as a map; what cannot be carried over is told line by line
///
/// Also reads the forms that Mermaid itself rejects, and Markdown with a diagram in it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost import journey.mmd
  milepost import notes.md --journey 2 -o maps/onboarding.ron
  milepost import - -o - < journey.mmd")]
pub(super) struct Args {
    /// The diagram: a .mmd file, Markdown with a diagram in it, or - for standard input
    file: PathBuf,
    /// The new map's file, or - for standard output; without it a name made from the title, in the workspace
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Which journey, when the text holds several
    #[arg(long, value_name = "NUMBER")]
    journey: Option<usize>,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let (bytes, _) = file::read_bytes(&args.file)?;
    let text = prepare(&bytes)
        .map_err(|found| CliError::trouble(format!("{}: {}", shown(&args.file), found.message)))?;
    let journey = mermaid::read(&text, args.journey)
        .map_err(|error| CliError::trouble(format!("{}: {error}", shown(&args.file))))?;
    let place = ctx.place(Path::new("."))?;
    let untitled = args.file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let title = if journey.title.trim().is_empty() { &untitled } else { &journey.title };
    let id = map_id(title, &place.maps()?, &mut ctx.ids)?;
    let (mut map, losses) = mermaid::to_map(&journey, id.clone(), &untitled, &mut ctx.ids);
    map.created = Some(ctx.today(&place.workspace));
    for stage in &mut map.stages {
        stage.created = map.created;
    }
    let text = write_map(&map, &Comments::default())?;
    for loss in &losses {
        ctx.out.note(
            &Line::default()
                .with(Tone::Warning, format!("line {}: ", loss.line))
                .plain(&loss.what)
                .plain(": ")
                .plain(&loss.kept_as),
        );
    }
    let path = match &args.output {
        Some(path) if path == Path::new(DASH) => return ctx.out.raw(&text),
        Some(path) => path.clone(),
        None => place.root.join(format!("{id}.ron")),
    };
    file::create(ctx, &path, &text)?;
    let (stages, steps) = (many(map.stages.len(), "stage"), many(map.cards().count(), "step"));
    let losses = if losses.is_empty() {
        String::new()
    } else {
        format!("; {} told above", many(losses.len(), "change"))
    };
    ctx.out.say(format!("{} made: {stages}, {steps}{losses}", shown(&path)))
}

/// The id of a new map: its title's words, with random digits where a map of that name is there already.
pub(super) fn map_id(title: &str, maps: &[PathBuf], ids: &mut dyn IdSource) -> Result<MapId> {
    let taken = |id: &str| maps.iter().any(|path| path.file_stem().is_some_and(|stem| stem == id));
    let plain = slug(title, 40);
    if !plain.is_empty() && !taken(&plain) {
        return Ok(MapId::new(&plain)?);
    }
    Ok(MapId::new(&mint(title, "map", ids, &taken))?)
}
