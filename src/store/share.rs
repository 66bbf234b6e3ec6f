//! Publishing and syncing: what a person who does not speak git asks for, as steps that are said before they are done.
//!
//! A plan looks only. Each step is run by itself, so that whoever asked can stop between any two.

mod changes;
mod commit;
mod merge;
mod plan;
mod push;
mod standing;

use std::path::PathBuf;

use jiff::civil::Date;

pub use plan::{Plan, publish, sync};
pub use standing::Standing;

use super::disk::dirs::Dirs;
use super::disk::words::shown;
use super::git::act::Act;
use super::git::error::GitError;
use crate::map::say::{many, quote};
use crate::map::{Label, Workspace};

/// Who works where, on what day.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The folder of the workspace.
    pub root: PathBuf,
    /// What its `milepost.ron` says.
    pub workspace: Workspace,
    /// The person's own folders.
    pub dirs: Dirs,
    /// The day that a version gets.
    pub today: Date,
    /// Who a version says made it.
    pub author: Label,
    /// Whether git may ask for a password on the terminal.
    pub may_ask: bool,
    /// Where this program is, if its name does not lead to it.
    pub program: Option<PathBuf>,
}

/// Why it does not go on, and how it would.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Trouble {
    /// What is so: one or several lines, safe to print.
    pub message: String,
    /// What to do, one sentence each.
    pub hints: Vec<String>,
    /// Whether a person has to decide something; else it failed.
    pub is_decision: bool,
    /// Whether only a reason is missing.
    pub is_reason: bool,
    /// The files whose conflicts are to be decided.
    pub undecided: Vec<PathBuf>,
}

impl Trouble {
    /// Something failed, without a way out yet.
    pub fn new(message: impl Into<String>) -> Self {
        let (hints, undecided) = (Vec::new(), Vec::new());
        Self { message: message.into(), hints, is_decision: false, is_reason: false, undecided }
    }

    fn decision(message: impl Into<String>) -> Self {
        Self { is_decision: true, ..Self::new(message) }
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    fn undecided(self, open: &[(PathBuf, usize)]) -> Self {
        Self { undecided: open.iter().map(|(path, _)| path.clone()).collect(), ..self }
    }
}

impl From<GitError> for Trouble {
    fn from(error: GitError) -> Self {
        Self::new(error.to_string())
    }
}

/// One thing that is done, and can be left undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Keep a version of a map.
    Version {
        /// Its file.
        path: PathBuf,
        /// Its title.
        title: Label,
        /// Why.
        why: Label,
    },
    /// Commit the files of the workspace and nothing else.
    Commit {
        /// How many files, before versions are kept.
        files: usize,
        /// The whole message.
        message: String,
    },
    /// Commit the merge that is under way.
    FinishMerge {
        /// The message; `None`: the one that git prepared.
        message: Option<String>,
    },
    /// Send the commits.
    Push {
        /// Where to, as git shows it.
        to: String,
        /// The remote and the branch that is new there; `None`: the branch has an upstream.
        new: Option<String>,
    },
    /// Bring what the remote has, and change nothing.
    Fetch {
        /// The remote.
        remote: String,
    },
    /// Merge the upstream.
    Merge {
        /// Its name.
        from: String,
    },
}

impl Step {
    /// What it does, in words: `push to origin/main`.
    pub fn words(&self) -> String {
        match self {
            Self::Version { title, why, .. } => {
                format!("keep a version of {}: {}", quote(title.as_str(), 40), quote(why.as_str(), 60))
            }
            Self::Commit { files, .. } => {
                format!("commit {} of the workspace, and nothing else", many(*files, "changed file"))
            }
            Self::FinishMerge { .. } => "commit the merge that is under way".to_owned(),
            Self::Push { to, new: None } => format!("push to {to}"),
            Self::Push { to, new: Some(_) } => format!("push to {to}, which is new there"),
            Self::Fetch { remote } => format!("fetch from {remote}"),
            Self::Merge { from } => format!("merge {from}, maps by their elements"),
        }
    }
}

impl Desk {
    /// Does a step; gives what was done, in lines that are safe to print.
    ///
    /// # Errors
    /// When it cannot be done, or a person has to decide something first. What was done before stays.
    pub fn run(&self, step: &Step) -> Result<Vec<String>, Trouble> {
        match step {
            Step::Version { path, why, .. } => self.keep_version(path, why),
            Step::Commit { message, .. } => self.commit(message),
            Step::FinishMerge { message } => self.finish_merge(message.as_deref()),
            Step::Push { to, new } => self.push(to, new.as_deref()),
            Step::Fetch { remote } => self.fetch(remote),
            Step::Merge { from } => self.merge(from),
        }
    }

    fn act(&self) -> Act {
        Act::new(&self.root, self.may_ask)
    }

    fn shown_root(&self) -> String {
        if self.root.as_os_str().is_empty() { ".".to_owned() } else { shown(&self.root) }
    }
}
