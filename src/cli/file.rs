//! A map from a path, a name or standard input, and back.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::context::Context;
use super::error::{CliError, Result};
use super::out::many;
use super::place::Place;
use crate::map::Map;
use crate::rules::Outside;
use crate::store::diagnostic::{Diagnostic, Source, nearest, render};
use crate::store::disk::fs::RealFs;
use crate::store::disk::save::{Expected, save};
use crate::store::disk::signature::{self, Signature, read_file};
use crate::store::disk::words::{reason, shown};
use crate::store::document::{LoadContext, LoadedMap, load_map, write_map_telling};
use crate::store::outside::Subject;
use crate::store::ron::comments::Comments;
use crate::store::ron::prepare::MAX_BYTES;
use crate::store::workspace::maps_in;

/// Standard input or output in place of a file.
pub(super) const DASH: &str = "-";

/// A map that was read.
#[derive(Debug)]
pub(super) struct Opened {
    /// The file; `None`: standard input.
    pub path: Option<PathBuf>,
    /// What to call it.
    pub name: String,
    /// The workspace around it.
    pub place: Place,
    /// The map.
    pub map: Map,
    /// What people wrote beside it.
    pub comments: Comments,
    /// What should be repaired in it.
    pub diagnostics: Vec<Diagnostic>,
    /// The file, byte for byte.
    pub bytes: Vec<u8>,
    signature: Option<Signature>,
}

/// The bytes of a file, or of standard input for `-`, for whoever does not write it.
pub(super) fn read_only(path: &Path) -> Result<Vec<u8>> {
    if path == Path::new(DASH) { from_stdin() } else { Ok(signature::read_only(path)?) }
}

fn from_stdin() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The bytes of a file, or of standard input for `-`, and what the file was then.
pub(super) fn read_bytes(path: &Path) -> Result<(Vec<u8>, Option<Signature>)> {
    if path == Path::new(DASH) {
        return Ok((from_stdin()?, None));
    }
    let (bytes, signature) = read_file(path)?;
    Ok((bytes, Some(signature)))
}

/// The file that `wanted` means: a path, or the name, id or title of a map of the workspace.
pub(super) fn find(ctx: &Context, wanted: &Path) -> Result<PathBuf> {
    if wanted == Path::new(DASH) || is_there(wanted) {
        return Ok(wanted.to_owned());
    }
    let missing = || no_map(wanted);
    let Some(name) = wanted.to_str().filter(|n| !n.contains(['/', '\\'])) else { return Err(missing()) };
    let place = ctx.place(Path::new("."))?;
    let files = place.maps()?;
    let stem = |path: &Path| path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let plain = name.strip_suffix(".ron").unwrap_or(name);
    if let Some(found) = files.iter().find(|f| stem(f) == plain) {
        return Ok(found.clone());
    }
    let begins: Vec<&PathBuf> = files.iter().filter(|f| stem(f).starts_with(plain)).collect();
    match begins.as_slice() {
        [only] => return Ok((*only).clone()),
        [] => {}
        several => {
            let names: Vec<String> = several.iter().map(|f| stem(f)).collect();
            return Err(CliError::trouble(format!("`{name}` could be {}", names.join(" or ")))
                .hint("write more of the name, or the path"));
        }
    }
    let stems: Vec<String> = files.iter().map(|f| stem(f)).collect();
    let error = missing();
    if wanted.is_dir() {
        return Err(error.hint(format!("`milepost list {}` shows the maps in it", shown(wanted))));
    }
    Err(match nearest(plain, stems.iter().map(String::as_str)) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`milepost list` shows the maps that there are"),
    })
}

/// Whether something that is no folder stands at the path: a pipe or a link to nowhere too, reading says what it is.
fn is_there(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok() && !path.is_dir()
}

/// Why there is no map at this path, and what to do.
fn no_map(path: &Path) -> CliError {
    let shown_path = shown(path);
    if path.is_dir() {
        return CliError::trouble(format!("{shown_path} is a folder, not a map"));
    }
    match std::fs::symlink_metadata(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            CliError::trouble(format!("{shown_path} cannot be read: {}", reason(&error)))
        }
        _ => CliError::trouble(format!("there is no map {shown_path}")),
    }
}

/// The maps that these paths mean, a folder meaning all of its own; without any, the maps of the workspace.
///
/// # Errors
/// When one means none, or there are none at all.
pub(super) fn all(ctx: &Context, wanted: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut empty = None;
    if wanted.is_empty() {
        let place = ctx.place(Path::new("."))?;
        files = place.maps()?;
        empty = files.is_empty().then_some(place.root);
    }
    for path in wanted {
        if path.is_dir() {
            let maps = maps_in(path)?;
            empty = empty.or_else(|| maps.is_empty().then(|| path.clone()));
            files.extend(maps);
        } else {
            files.push(find(ctx, path)?);
        }
    }
    match empty {
        // One that is empty beside others is no slip.
        Some(folder) if files.is_empty() => {
            Err(CliError::trouble(format!("there are no maps in {}", shown(&folder)))
                .hint("`milepost new` makes one"))
        }
        _ => Ok(files),
    }
}

/// Reads the map that `wanted` means.
///
/// # Errors
/// When there is none, or it cannot be read; then with its place, the line and what to do.
pub(super) fn open(ctx: &Context, wanted: &Path) -> Result<Opened> {
    let path = find(ctx, wanted)?;
    let from_file = path != Path::new(DASH);
    let place = ctx.place(if from_file { &path } else { Path::new(".") })?;
    let (bytes, signature) = read_bytes(&path)?;
    let name = if from_file { shown(&path) } else { "<stdin>".to_owned() };
    let LoadedMap { value, diagnostics, comments, source_text } =
        load_map(&bytes, &name, &LoadContext { people: &place.workspace.people });
    let Some(map) = value else {
        return Err(refused(&name, &source_text, &diagnostics, ctx.out.error_color()));
    };
    let path = from_file.then_some(path);
    Ok(Opened { path, name, place, map, comments, diagnostics, bytes, signature })
}

/// The error for a file that could not be read, with what is wrong in it drawn.
pub(super) fn refused(name: &str, text: &str, diagnostics: &[Diagnostic], color: bool) -> CliError {
    let source = Source { name, text };
    let drawn: Vec<String> = diagnostics.iter().map(|d| render(d, &source, color)).collect();
    CliError { report: Some(drawn.join("\n\n")), ..CliError::trouble(format!("{name} cannot be read")) }
}

impl Opened {
    /// The day that the map is judged by.
    pub(super) fn today(&self, ctx: &Context) -> jiff::civil::Date {
        ctx.today(&self.place.workspace)
    }

    /// What is known about the map beside its file.
    pub(super) fn outside(&self, ctx: &Context) -> Outside {
        let subject = Subject { map: &self.map, path: self.path.as_deref() };
        ctx.gather(&self.place, &[subject]).outside.remove(&self.map.id).unwrap_or_default()
    }

    /// The text that the map has as a file, its comments in place; says which had to move.
    pub(super) fn written(&self, ctx: &mut Context, map: &Map) -> Result<String> {
        let (text, moved) = write_map_telling(map, &self.comments)?;
        if !moved.is_empty() {
            let comments = many(moved.len(), "comment");
            ctx.warn(format!("{comments} beside what is gone: kept elsewhere in the file"));
        }
        Ok(text)
    }

    /// Writes a map in place of the one that was read, if nobody else did meanwhile; to standard output for `-`.
    pub(super) fn save(&self, ctx: &mut Context, map: &Map) -> Result<()> {
        if !self.diagnostics.is_empty() {
            let things = many(self.diagnostics.len(), "thing");
            ctx.warn(format!("{}: {things} to repair, see `milepost check`", self.name));
        }
        self.save_quietly(ctx, map)
    }

    /// As [`Opened::save`], without a word about what is to be repaired.
    pub(super) fn save_quietly(&self, ctx: &mut Context, map: &Map) -> Result<()> {
        let text = self.written(ctx, map)?;
        self.save_text(ctx, &text)
    }

    /// As [`Opened::save_quietly`], with the text of the file.
    pub(super) fn save_text(&self, ctx: &mut Context, text: &str) -> Result<()> {
        let (Some(path), Some(seen)) = (&self.path, &self.signature) else { return ctx.out.raw(text) };
        let saved = save(&RealFs, &ctx.dirs()?, path, text.as_bytes(), Expected::Seen(seen))?;
        for note in saved.notes {
            ctx.warn(note);
        }
        Ok(())
    }
}

/// Writes a new file; one that is there is never touched.
pub(super) fn create(ctx: &mut Context, path: &Path, text: &str) -> Result<()> {
    let saved = save(&RealFs, &ctx.dirs()?, path, text.as_bytes(), Expected::Nothing)?;
    for note in saved.notes {
        ctx.warn(note);
    }
    Ok(())
}
