//! Several maps changed as one act: all of them are read and written out in memory before the first file is touched.

use std::path::PathBuf;

use super::context::Context;
use super::error::{CliError, Result};
use super::file::{self, Opened};
use super::out::{Line, Tone, many};
use crate::map::edit::Edit;
use crate::rules::Outside;
use crate::store::outside::Subject;

/// Maps that wait to be written, each in one save.
#[derive(Debug, Default)]
pub(super) struct Several<'a> {
    ready: Vec<(&'a Opened, String)>,
}

/// Reads all of these maps.
///
/// # Errors
/// When one cannot be read: what is done to several is done to none then.
pub(super) fn read(ctx: &mut Context, paths: &[PathBuf]) -> Result<Vec<Opened>> {
    let (maps, unread) = read_what_can_be_read(ctx, paths);
    match unread.into_iter().next() {
        Some(error) => Err(error.hint("nothing was changed in any map")),
        None => Ok(maps),
    }
}

/// Reads these maps, and gives the errors of those that cannot be read.
pub(super) fn read_what_can_be_read(ctx: &mut Context, paths: &[PathBuf]) -> (Vec<Opened>, Vec<CliError>) {
    let (mut maps, mut unread) = (Vec::new(), Vec::new());
    for (number, path) in paths.iter().enumerate() {
        ctx.out.progress(&format!("{} of {} maps", number + 1, paths.len()));
        match file::open(ctx, path) {
            Ok(opened) => maps.push(opened),
            Err(error) => unread.push(error),
        }
    }
    ctx.out.progress_done();
    (maps, unread)
}

/// What is known beside each of these maps, gathered once for each workspace.
pub(super) fn outside(ctx: &Context, maps: &[Opened]) -> Vec<Outside> {
    let mut out = vec![Outside::default(); maps.len()];
    let mut seen = Vec::new();
    for first in maps {
        if seen.contains(&&first.place.root) {
            continue;
        }
        seen.push(&first.place.root);
        let here = maps.iter().filter(|opened| opened.place.root == first.place.root);
        let subjects: Vec<Subject<'_>> =
            here.map(|opened| Subject { map: &opened.map, path: opened.path.as_deref() }).collect();
        let mut known = ctx.gather(&first.place, &subjects).outside;
        for (outside, opened) in out.iter_mut().zip(maps) {
            if opened.place.root == first.place.root {
                *outside = known.remove(&opened.map.id).unwrap_or_default();
            }
        }
    }
    out
}

impl<'a> Several<'a> {
    /// Adds a map with what is to be done to it.
    ///
    /// # Errors
    /// When the edit does not apply, or the map cannot be written out.
    pub(super) fn add(&mut self, ctx: &mut Context, opened: &'a Opened, edit: Edit) -> Result<()> {
        let mut map = opened.map.clone();
        edit.apply(&mut map)?;
        let text = opened.written(ctx, &map)?;
        self.ready.push((opened, text));
        Ok(())
    }

    /// Writes each map whole or not at all. One that fails (somebody saved it meanwhile) is told, and the others are
    /// written: what is done may be asked for again without doing it twice.
    ///
    /// # Errors
    /// When one failed.
    pub(super) fn save(self, ctx: &mut Context) -> Result<()> {
        let total = self.ready.len();
        let mut failed = 0;
        for (opened, text) in self.ready {
            if let Err(error) = opened.save_text(ctx, &text) {
                failed += 1;
                let line = Line::default().with(Tone::Bad, "error: ");
                ctx.out.note(&line.plain(format!("{}: {}", opened.name, error.message)));
            }
        }
        match failed {
            0 => Ok(()),
            _ => Err(CliError::trouble(format!("{failed} of {} could not be written", many(total, "map")))
                .hint("the others are; run the command again for the rest")),
        }
    }
}
