//! Watched paths that no file of the repository fits: a slip of the pen, or what was renamed since.

use globset::{Candidate, GlobSet};

use super::Gathered;
use super::globs::Watch;
use super::watched::within;
use crate::map::Label;
use crate::store::git::history::Here;

/// Tells each stage which of the paths that it watches no file fits. Where git does not say all files, nothing is told.
pub(super) fn tell(here: &Here, watches: &[Watch<'_>], out: &mut Gathered) {
    let Some(files) = here.files(&within(watches.iter())) else { return };
    let Some(used) = used(watches, &files) else { return };
    for (watch, used) in watches.iter().zip(used) {
        let idle = watch.globs.iter().zip(used).filter(|(_, is_used)| !is_used);
        let idle: Vec<Label> = idle.map(|(watched, _)| watched.path.clone()).collect();
        if !idle.is_empty() {
            let outside = out.outside.entry(watch.map.clone()).or_default();
            outside.idle_watches.insert(watch.stage.clone(), idle);
        }
    }
}

/// Of each watch, whether a file fits each of its paths. Each file is looked at once.
fn used(watches: &[Watch<'_>], files: &[Vec<u8>]) -> Option<Vec<Vec<bool>>> {
    let mut out: Vec<Vec<bool>> = watches.iter().map(|watch| vec![false; watch.globs.len()]).collect();
    let (mut set, mut owners) = (GlobSet::builder(), Vec::new());
    for (at, watch) in watches.iter().enumerate() {
        for (number, watched) in watch.globs.iter().enumerate() {
            for glob in &watched.globs {
                set.add(glob.clone());
                owners.push((at, number));
            }
        }
    }
    let set = set.build().ok()?;
    for file in files {
        for hit in set.matches_candidate(&Candidate::from_bytes(file)) {
            let Some((at, number)) = owners.get(hit) else { continue };
            if let Some(is_used) = out.get_mut(*at).and_then(|of| of.get_mut(*number)) {
                *is_used = true;
            }
        }
    }
    Some(out)
}
