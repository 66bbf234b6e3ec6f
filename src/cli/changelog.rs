//! `milepost changelog`: what changed between two commits, in sentences, with who and why.

use std::path::PathBuf;

use super::context::Context;
use super::diff::{Pairs, ends, range};
use super::error::{CliError, Result};
use super::place::Place;
use crate::exchange::difference::{Compared, Entry, Fate, Only, Reason, changelog};
use crate::map::Label;
use crate::map::id::PersonId;
use crate::store::disk::fs::RealFs;
use crate::store::disk::words::printable;
use crate::store::git::at::{At, within};
use crate::store::git::trail::{Span, Step, trail};
use crate::store::versions::{self, Version};

/// At most so many commits are named as reasons of one map.
const MOST: usize = 200;

/// Write what changed between two commits, in sentences, in Markdown
///
/// Map by map: what changed in all, the commits and versions between with who made them and why, then stage by stage what
/// happened. A..B compares two commits, A...B the second with where it left the first; a side left out is the last commit.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost changelog v1.0..v1.1 > CHANGES.md
  milepost changelog main...HEAD order")]
pub(super) struct Args {
    /// The two commits
    #[arg(value_name = "A..B")]
    range: String,
    /// Only these maps: files or names
    #[arg(value_name = "MAP")]
    maps: Vec<PathBuf>,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let Some(range) = range(&args.range) else {
        return Err(CliError::trouble(format!("`{}` is no range of commits", printable(&args.range)))
            .hint("write A..B, as v1.0..v1.1 or HEAD~5..HEAD"));
    };
    let near = args.maps.iter().find(|path| path.is_file());
    let place = ctx.place(near.map_or(std::path::Path::new("."), PathBuf::as_path))?;
    let ends = ends(&place, &range)?;
    let pairs = Pairs::between(ctx, place, &range, &args.maps)?;
    let compared = pairs.compared(&Only::default());
    let reasons = reasons(&pairs.place, &ends, &compared)?;
    ctx.out.raw(&changelog(&compared, &reasons))?;
    pairs.whole()
}

/// The commits and versions of each map between the two, oldest first.
fn reasons(place: &Place, ends: &(At, At), compared: &Compared<'_>) -> Result<Vec<Vec<Reason>>> {
    compared.entries.iter().map(|entry| reasons_of(place, ends, entry)).collect()
}

fn reasons_of(place: &Place, (old, new): &(At, At), entry: &Entry<'_>) -> Result<Vec<Reason>> {
    let map = match &entry.fate {
        Fate::Both { new: map, .. } | Fate::Added(map) | Fate::Removed(map) => *map,
    };
    let repository = new.repository();
    let top = repository.root.canonicalize().unwrap_or_else(|_| repository.root.clone());
    let Some(folder) = within(&top, &place.root) else { return Ok(Vec::new()) };
    // A renamed map has both names.
    let names =
        entry.name.split(" -> ").filter_map(|name| PathBuf::from(name).file_name().map(PathBuf::from));
    let kept = folder.join(versions::FOLDER).join(map.id.as_str());
    let paths: Vec<PathBuf> = names.map(|name| folder.join(name)).chain([kept.clone()]).collect();
    let span = Span { to: new.commit(), from: Some(old.commit()), most: MOST };
    let mut found = trail(repository, &paths, &span)?.steps;
    found.reverse();
    let listing = versions::list(&RealFs, &place.root, &map.id).unwrap_or_default();
    let mut out = Vec::new();
    for step in &found {
        let came = |version: &&Version| {
            let file = version.path.file_name().map(|name| kept.join(name));
            step.files.iter().any(|f| f.after.is_some() && Some(&f.path) == file.as_ref())
        };
        out.extend(listing.versions.iter().filter(came).map(|version| of_version(place, version)));
        if step.files.iter().any(|file| !file.path.starts_with(&kept)) {
            out.push(of_commit(step));
        }
    }
    Ok(out)
}

fn of_version(place: &Place, version: &Version) -> Reason {
    let author: &Label = &version.about.author;
    let person = PersonId::new(author.as_str()).ok().and_then(|id| place.workspace.person(&id));
    Reason {
        on: version.about.on,
        what: format!("version {}", version.number),
        by: person.map_or_else(|| author.to_string(), |person| person.name.to_string()),
        why: version.about.why.to_string(),
    }
}

fn of_commit(step: &Step) -> Reason {
    let what = step.hash.chars().take(10).collect();
    Reason { on: step.on, what, by: step.author.clone(), why: step.subject.clone() }
}
