//! What happened to a map, on one line of time: commits, versions and reviews, with who and why.

mod gather;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use jiff::civil::Date;

use super::git::trail::Touched;
use super::source::{Source, Wanted};
use super::versions::Version;
use crate::map::Label;
use crate::map::id::StageId;

pub use gather::{Asked, timeline};

/// Something that happened to a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub on: Date,
    /// The time, in seconds since 1970, where it is known: of a commit, and of a version that was committed.
    pub seconds: Option<i64>,
    /// Who: a person's name where they are one of the workspace's people.
    pub by: Label,
    /// What.
    pub what: Happened,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// The file was committed.
    Commit {
        /// The commit's whole hash.
        hash: String,
        /// Its first line.
        subject: Label,
        /// The file as the commit changed it.
        file: Touched,
    },
    /// A version was kept.
    Version {
        /// The version.
        version: Version,
        /// Why.
        why: Label,
    },
    /// A stage was reviewed; only the last review of each is known.
    Review {
        /// The stage.
        stage: StageId,
        /// Its name.
        name: Label,
        /// What was noted.
        note: Option<Label>,
    },
}

/// What happened to a map, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    /// What happened. On one day: commits in their order, a version just before the commit that has it (else before the
    /// commits), reviews before both.
    pub moments: Vec<Moment>,
    /// Whether there were more commits.
    pub is_cut: bool,
    /// What could not be asked or read, in words that are safe to print.
    pub problems: Vec<String>,
}

impl Moment {
    /// What it is, in a word.
    pub fn word(&self) -> &'static str {
        match self.what {
            Happened::Commit { .. } => "commit",
            Happened::Version { .. } => "version",
            Happened::Review { .. } => "review",
        }
    }

    /// The state of the map then, to be loaded; `None`: of a review there is none, and after the file was removed there is none.
    pub fn source(&self) -> Option<Source> {
        match &self.what {
            Happened::Commit { hash, file, .. } => {
                file.after.as_ref()?;
                Some(Source::Committed { rev: hash.clone(), path: file.path.clone() })
            }
            Happened::Version { version, .. } => {
                let hash = version.path.file_stem()?.to_str()?.split_once('-')?.1.to_owned();
                // The folder is called by the map's id.
                let map = PathBuf::from(version.path.parent()?.file_name()?);
                Some(Source::Version { map, wanted: Wanted::Numbered { number: version.number, hash } })
            }
            Happened::Review { .. } => None,
        }
    }
}
