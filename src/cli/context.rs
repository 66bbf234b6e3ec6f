//! What every command has at hand: the global options, the outputs, the day, the person.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::error::{CliError, Result};
use super::out::{Line, Out, Tone};
use super::place::Place;
use crate::map::Workspace;
use crate::store::clock::Today;
use crate::store::disk::dirs::Dirs;
use crate::store::ids::RandomIds;
use crate::store::outside::{Gathered, Subject, gather};
use crate::store::whoami::{Who, remembered, who};

/// Options that every command takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Global {
    /// The folder of maps to work in, instead of the one found upwards from here
    #[arg(long, global = true, value_name = "DIR", help_heading = "Global options")]
    pub workspace: Option<PathBuf>,
    /// The day to judge by, instead of the workspace's own or the clock's
    #[arg(long, global = true, value_name = "DATE", help_heading = "Global options")]
    pub today: Option<Date>,
    /// Who you are.
    #[arg(
        long = "as",
        global = true,
        value_name = "PERSON",
        help_heading = "Global options",
        help = "Who you are: a person's id, name or mail address [env: MILEPOST_AS]"
    )]
    pub person: Option<String>,
}

/// The way into the people of a workspace.
fn add(name: &str) -> String {
    let name = if name.trim().is_empty() { "NAME" } else { name };
    format!("or add them: milepost people add \"{name}\"")
}

/// What every command has at hand.
#[derive(Debug)]
pub(super) struct Context {
    /// The global options.
    pub global: Global,
    /// Where to write.
    pub out: Out,
    /// Where new ids come from.
    pub ids: RandomIds,
}

impl Context {
    /// With these options.
    pub(super) fn new(global: Global) -> Self {
        Self { global, out: Out::new(), ids: RandomIds }
    }

    /// This person's own folders.
    #[allow(clippy::unused_self, reason = "what the world gives is asked of the context")]
    pub(super) fn dirs(&self) -> Result<Dirs> {
        Dirs::from_env().ok_or_else(|| {
            CliError::trouble("there is no home folder to keep locks and recovery files in")
                .hint("set MILEPOST_STATE_DIR and MILEPOST_CONFIG_DIR to folders that you can write to")
        })
    }

    /// The day that a workspace is judged by.
    pub(super) fn today(&self, workspace: &Workspace) -> Date {
        Today::of(self.global.today, workspace.today).day
    }

    /// What is known beside the files of maps of a workspace: feeds, commits on watched paths, versions.
    pub(super) fn gather(&self, place: &Place, maps: &[Subject<'_>]) -> Gathered {
        gather(&place.root, maps, self.today(&place.workspace), self.dirs().ok().as_ref())
    }

    /// The workspace: the one that was asked for, else the one around `near`.
    pub(super) fn place(&self, near: &Path) -> Result<Place> {
        match &self.global.workspace {
            Some(folder) => Place::open(folder)?.sound(),
            None => Place::around(near)?.sound(),
        }
    }

    /// The person that the editor was told sits here.
    fn remembered(&self, place: &Place) -> Option<String> {
        let dirs = self.dirs().ok()?;
        remembered(&dirs, &place.workspace.people).map(|person| person.id.to_string())
    }

    /// Who works in this workspace: who was named, whom the editor remembers, whom git knows.
    pub(super) fn who(&mut self, place: &Place) -> Result<Who> {
        let variable = std::env::var("MILEPOST_AS").ok().filter(|name| !name.trim().is_empty());
        let given = self.global.person.clone().or(variable).or_else(|| self.remembered(place));
        who(given.as_deref(), &place.workspace, &place.root).map_err(|error| {
            let known: Vec<&str> = place.workspace.people.iter().map(|p| p.id.as_str()).collect();
            CliError::trouble(error.to_string())
                .hint(format!("say --as PERSON or set MILEPOST_AS ({})", known.join(", ")))
                .hint(add(error.0.as_str()))
        })
    }

    /// Who works in this workspace, for what is written into maps under their name.
    ///
    /// # Errors
    /// When there is a people list, and they are not in it.
    pub(super) fn person(&mut self, place: &Place) -> Result<Who> {
        let who = self.who(place)?;
        if who.known || place.workspace.people.is_empty() {
            return Ok(who);
        }
        let known: Vec<&str> = place.workspace.people.iter().map(|p| p.id.as_str()).collect();
        let name = if who.name.is_empty() {
            "somebody whom neither git nor this machine names"
        } else {
            who.name.as_str()
        };
        Err(CliError::trouble(format!("you are {name}, and not in the people of this workspace"))
            .hint(format!("say who you are: --as PERSON or MILEPOST_AS ({})", known.join(", ")))
            .hint(add(who.name.as_str())))
    }

    /// Says something on standard error that is no error.
    pub(super) fn warn(&mut self, text: impl AsRef<str>) {
        self.out.note(&Line::default().with(Tone::Warning, "note: ").plain(text));
    }
}
