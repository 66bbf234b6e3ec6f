//! The upstream is merged, with our merge driver even where the clone has none.

use std::path::PathBuf;

use super::changes::between;
use super::commit::in_words;
use super::standing::{open_conflicts, said};
use super::{Desk, Trouble};
use crate::map::say::many;
use crate::store::git::repository::Repository;
use crate::store::git::setup::Setup;
use crate::store::git::share::{Remote, UnderWay, remote, under_way};

impl Desk {
    pub(super) fn merge(&self, from: &str) -> Result<Vec<String>, Trouble> {
        let repository = Repository::around(&self.root)?;
        let Remote::Upstream(upstream) = remote(&repository)? else {
            return Err(Trouble::new("the branch follows no other"));
        };
        let Some(ahead) = upstream.ahead else {
            return Err(Trouble::new(format!("{from} is not there")).hint("`milepost publish` makes it"));
        };
        if upstream.behind == 0 {
            return Ok(vec![up_to_date(from, ahead)]);
        }
        let before = repository.commit("HEAD")?;
        let (driver, mut told) = self.driver()?;
        let mut words = driver.settings;
        words.extend(["merge", "--quiet", "--no-edit", "@{upstream}"].map(str::to_owned));
        let done = self.act().run(&words)?;
        drop(driver.attributes);
        if !done.is_fine() {
            return Err(self.stopped(&repository, from, &in_words(&done.failed()))?);
        }
        told.push(format!("merged {} of {from}", many(upstream.behind, "commit")));
        told.extend(between(self, before.as_str(), "HEAD").into_iter().map(|line| format!("  {line}")));
        Ok(told)
    }

    /// What this run of git needs so that maps are merged by their elements.
    fn driver(&self) -> Result<(Driver, Vec<String>), Trouble> {
        let setup = Setup::of(&self.root, self.program.clone())?;
        let state = setup.state()?;
        let mut driver = Driver::default();
        if state.is_whole() {
            return Ok((driver, Vec::new()));
        }
        for (key, value) in setup.settings() {
            driver.settings.extend(["-c".to_owned(), format!("{key}={value}")]);
        }
        if !state.has_attributes {
            let file = self.attributes(&setup)?;
            driver.settings.extend(["-c".to_owned(), format!("core.attributesFile={}", file.display())]);
            driver.attributes = Some(Temporary(file));
        }
        let words = "git in this clone is not set up for maps: for this merge it is (`milepost git setup` does it for good)";
        Ok((driver, vec![words.to_owned()]))
    }

    /// Attributes for one run, beside those that the person has for all repositories.
    fn attributes(&self, setup: &Setup) -> Result<PathBuf, Trouble> {
        let asked = self.act().run(&["config", "--type=path", "--get", "core.attributesFile"])?;
        let own = String::from_utf8_lossy(&asked.out).trim_end().to_owned();
        let mut text =
            if own.is_empty() { String::new() } else { std::fs::read_to_string(own).unwrap_or_default() };
        let folder = setup.folder_in_repository();
        let folder = if folder == "." { String::new() } else { format!("{folder}/") };
        for files in ["*.ron", "threads/*/*.ron"] {
            let pattern = format!("/{folder}{files}").replace('\\', "\\\\").replace('"', "\\\"");
            text.extend(["\n\"", &pattern, "\" merge=milepost\n"]);
        }
        let folder = self.dirs.state.join("git");
        let failed =
            |error: std::io::Error| Trouble::new(format!("{} cannot be used: {error}", folder.display()));
        std::fs::create_dir_all(&folder).map_err(failed)?;
        let path = folder.join(format!("attributes-{}", std::process::id()));
        std::fs::write(&path, text).map_err(failed)?;
        Ok(path)
    }

    /// Why a merge did not end: something to decide, or git did not begin.
    fn stopped(&self, repository: &Repository, from: &str, why: &str) -> Result<Trouble, Trouble> {
        if under_way(repository)? != Some(UnderWay::Merge) {
            return Ok(Trouble::new(format!("git did not merge {from}:\n{why}"))
                .hint("nothing was changed here; put that right and run this again"));
        }
        let open = open_conflicts(&self.root);
        let total: usize = open.iter().map(|(_, count)| count).sum();
        let lines: Vec<String> = open.iter().map(|(path, count)| said(path, *count)).collect();
        let trouble = if open.is_empty() {
            Trouble::decision(format!("merged {from} as far as it goes; git says:\n{why}"))
                .hint("put the named files right, and say `git add` for those that are no maps")
        } else {
            let message =
                format!("merged {from}; {} to decide:\n{}", many(total, "conflict"), lines.join("\n"));
            let folder = self.shown_root();
            Trouble::decision(message).undecided(&open).hint(format!(
                "`milepost {folder}` opens the maps, and `Space c` decides the conflicts of one"
            ))
        };
        Ok(trouble
            .hint("then `milepost publish` or `milepost sync` finishes the merge")
            .hint("or `git merge --abort` takes it back, as if it had not begun"))
    }
}

/// What one run of git is told.
#[derive(Debug, Default)]
struct Driver {
    settings: Vec<String>,
    attributes: Option<Temporary>,
}

/// A file that goes when nobody needs it any more.
#[derive(Debug)]
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn up_to_date(from: &str, ahead: usize) -> String {
    match ahead {
        0 => format!("nothing new in {from}: both have the same"),
        n => format!(
            "nothing new in {from}; {} here that it has not (`milepost publish` sends)",
            many(n, "commit")
        ),
    }
}
