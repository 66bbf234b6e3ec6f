//! What the rules said then: of the maps as they are on a day, or as they were at a commit.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::cli::check::gather::{Checked, Gathered};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::since::{Before, Since};
use crate::cli::value::date;
use crate::store::document::load_workspace;

/// What is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Then {
    /// The day that was judged by.
    pub(super) day: Date,
    /// The commit, by its whole hash; `None`: only the day is another.
    pub(super) commit: Option<String>,
}

impl Then {
    /// `2026-11-15`, `commit 1a2b3c4d5e of 2026-11-15`.
    pub(super) fn words(&self) -> String {
        match &self.commit {
            Some(hash) => format!("commit {} of {}", hash.get(..10).unwrap_or(hash), self.day),
            None => self.day.to_string(),
        }
    }
}

/// Looks as it would have been looked then.
pub(super) fn look(ctx: &mut Context, paths: &[PathBuf], since: &str) -> Result<(Then, Gathered)> {
    let place = ctx.place(paths.first().map_or(Path::new("."), PathBuf::as_path))?;
    let today = ctx.today(&place.workspace);
    let mut gathered = Gathered::read(ctx, paths)?;
    let then = match date(since, today) {
        Ok(day) if day > today => return Err(CliError::trouble(format!("{day} is after today, {today}"))),
        Ok(day) => Then { day, commit: None },
        Err(no_day) => back_to(ctx, &mut gathered, since, today).map_err(|error| error.hint(no_day))?,
    };
    let given = ctx.global.today.replace(then.day);
    gathered.examine(ctx);
    ctx.global.today = given;
    Ok((then, gathered))
}

/// Puts maps, people and policy back to what they were at a commit.
fn back_to(ctx: &mut Context, gathered: &mut Gathered, rev: &str, today: Date) -> Result<Then> {
    let mut since = Since::new(rev);
    for place in &mut gathered.places {
        let then = since.before(&place.folder.file_path())?;
        place.workspace = then.and_then(|bytes| load_workspace(&bytes).value).unwrap_or_default();
    }
    let total = gathered.files.len();
    for (number, file) in gathered.files.iter_mut().enumerate() {
        ctx.out.progress(&format!("{} of {total} files compared", number + 1));
        let Some(place) = gathered.places.get(file.place).filter(|_| file.map.is_some()) else { continue };
        let Checked { path, bytes, .. } = &*file;
        match since.map_before(path, bytes, &place.workspace.people)? {
            Before::Same => {}
            Before::Nothing => file.map = None,
            Before::Map(old) => file.map = Some(*old),
        }
    }
    ctx.out.progress_done();
    match (since.commit().map(str::to_owned), since.day()?) {
        // A workspace may be pinned to a day before the commit's.
        (Some(hash), Some(day)) => Ok(Then { day: day.min(today), commit: Some(hash) }),
        _ => Err(CliError::trouble(format!("there are no maps to look at in `{rev}`"))),
    }
}
