//! Publishing, syncing and setting up git: what is asked of the worker, what it answers, and what goes on.

use std::collections::VecDeque;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::store::share::{Plan, Step, Trouble};

/// What a person asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// Versions, a commit, a push.
    Publish,
    /// What others published, merged.
    Sync,
}

impl Way {
    /// `publish`.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Sync => "sync",
        }
    }

    /// `published`.
    pub fn done(self) -> &'static str {
        match self {
            Self::Publish => "published",
            Self::Sync => "synced",
        }
    }

    /// `publishing`.
    pub fn doing(self) -> &'static str {
        match self {
            Self::Publish => "publishing",
            Self::Sync => "syncing",
        }
    }

    /// The command that begins it.
    pub fn command(self) -> &'static str {
        match self {
            Self::Publish => "git.publish",
            Self::Sync => "git.sync",
        }
    }
}

/// What the worker is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Share {
    /// Say which steps it takes; the reason is missing at first.
    Plan(Way, Option<String>),
    /// Do one of them.
    Step(Box<Step>),
    /// Say what git needs in this clone.
    LookAtSetup,
    /// Write that.
    SetUp,
}

/// What the worker answers.
#[derive(Debug, Clone)]
pub enum Shared {
    /// These are the steps.
    Planned(Way, Result<Plan, Trouble>),
    /// A step ended: what it did.
    Stepped(Result<Stepped, Trouble>),
    /// What setting up would write, line by line; nothing: all of it is there.
    Setup(Result<Vec<String>, Trouble>),
    /// What was written.
    IsSetUp(Result<Vec<String>, Trouble>),
    /// Maps here ask for a merge driver that this clone has not.
    NoDriver,
}

/// What a step did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stepped {
    /// In lines that are safe to show.
    pub lines: Vec<String>,
    /// The number of the version that it kept.
    pub version: Option<u32>,
}

/// Steps on their way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What they are for.
    pub way: Way,
    /// Those to come; the first is under way.
    pub left: VecDeque<Step>,
    /// Those done, in words, each with what it said.
    pub done: Vec<(String, Vec<String>)>,
    /// Whether each is asked for.
    pub asks: bool,
}

impl Run {
    /// At its start.
    pub fn new(way: Way, steps: impl IntoIterator<Item = Step>, asks: bool) -> Self {
        Self { way, left: steps.into_iter().collect(), done: Vec::new(), asks }
    }

    /// What was done, to read.
    pub fn told(&self) -> impl Iterator<Item = String> {
        self.done.iter().flat_map(|(step, lines)| {
            let outcome = lines.iter().map(|line| format!("  {line}"));
            [format!("done: {step}")].into_iter().chain(outcome)
        })
    }
}

/// What goes on.
#[derive(Debug, Clone, Default)]
pub enum Going {
    /// Nothing, or a person is asked.
    #[default]
    Nothing,
    /// The open map is written first.
    Saving(Way),
    /// The worker looks which steps it takes.
    Planning(Way),
    /// A step is under way.
    Steps(Box<Run>),
    /// The worker looks at git's settings, or writes them.
    SettingUp,
}

/// Publishing and syncing, as the editor knows it.
#[derive(Debug, Clone, Default)]
pub struct Sharing {
    /// What goes on.
    pub going: Going,
    /// The reason that was given last, until it is used.
    pub why: String,
    /// What was heard and is to be shown as soon as nothing is typed or asked.
    pub heard: VecDeque<Shared>,
    /// The file whose conflicts are to be shown as soon as they are in the open map.
    pub undecided: Option<PathBuf>,
}
