//! Everything that the editor asks of the world: a closed list. The driver runs it; `update` never does.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::ask::Ask;
use super::sharing::Share;
use super::timeline::{Purpose, Reading};
use crate::map::edit::Edit;
use crate::map::id::{ItemId, MapId, PersonId, SessionId, StageId};
use crate::map::thread::Deed;
use crate::map::{Map, Workspace};
use crate::store::disk::signature::ContentHash;
use crate::store::versions::seals::Sealed;
use crate::workshop::slip::Glance;
use crate::workshop::{Entry, Head, Later};

/// Something to be done outside.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Read all maps of the workspace for the atlas.
    ReadAtlas,
    /// Read all maps of the workspace to count in them what the rules find.
    ReadMaps,
    /// Change maps that are not open.
    Elsewhere(Box<Elsewhere>),
    /// Open a map to edit it.
    Open(PathBuf),
    /// The open map is left: its journal ends, its watch too.
    Close,
    /// Write the open map.
    Save(Box<SaveJob>),
    /// Remember what was just done, so that a crash does not lose it.
    Journal(Box<Record>),
    /// The leftover journal was taken over or refused.
    Leftover {
        /// Whether its edits are in the map now.
        taken: bool,
    },
    /// Read the open map from the disk again.
    Reload,
    /// Tell what is on the disk now: a save found another file than it expected.
    LookAtDisk,
    /// The map was put together with the file of this content.
    TakenIn {
        /// Which content.
        hash: ContentHash,
        /// The map, where it is not as the file has it.
        map: Option<Box<Map>>,
    },
    /// Open a text in the person's own editor.
    EditOutside(String),
    /// Put a text on the system's clipboard.
    Copy(String),
    /// Write a new map and open it.
    Create(Box<Map>),
    /// Copy a map's file under a new title.
    Duplicate(PathBuf),
    /// Move a map's file to the trash.
    Trash(PathBuf),
    /// Bring the last one back from the trash.
    Untrash,
    /// Write the workspace file.
    SaveWorkspace(Box<Workspace>),
    /// Write a version of the open map.
    WriteVersion {
        /// The map as it is.
        map: Box<Map>,
        /// Why.
        why: String,
    },
    /// Look up what changed in stages since their last reviews.
    LookUpSince {
        /// The map as it is.
        map: Box<Map>,
        /// The stages.
        stages: Vec<StageId>,
    },
    /// Read the threads of a map.
    ReadThreads(MapId),
    /// Do something to a thread of a map.
    ChangeThread {
        /// The map.
        map: MapId,
        /// What.
        deed: Box<Deed>,
        /// Whether it takes back what was done.
        is_undo: bool,
    },
    /// Ask what happened to the open map.
    ReadTimeline {
        /// The map as it is.
        map: Box<Map>,
        /// What for.
        purpose: Purpose,
    },
    /// Read states of the open map that are over.
    ReadStates(Box<Reading>),
    /// Publish, sync or set up git.
    Share(Share),
    /// Find out what a workshop on this map can begin with.
    AskOffer(MapId),
    /// Begin a workshop.
    BeginWorkshop(Box<Head>),
    /// Go on with one that did not end.
    ResumeWorkshop(SessionId),
    /// One more line of the workshop's record.
    Minute(Box<Entry>),
    /// A paper that is not taken.
    Refuse(ItemId),
    /// What participants see now.
    Show(Box<Glance>),
    /// The workshop is left; its record stays.
    LeaveWorkshop,
    /// Something is said of an action of an earlier workshop.
    Later(Box<Later>),
    /// Read the actions of all workshops.
    ReadActions,
    /// Put the minutes of a workshop together, with the names of these people.
    ReadMinutes(Box<(crate::workshop::Record, Workspace)>),
    /// Ring the terminal's bell.
    Bell,
    /// Copy the sample workspace here, its dates shifted to today.
    CopySamples,
    /// Import a file of another format as a new map.
    Import(PathBuf),
    /// Remember settings for the next start.
    Remember(Settings),
    /// Turn mouse capture on or off.
    Mouse(bool),
    /// Call back with `Event::WhichKey` after the delay.
    WhichKeyTimer,
    /// Paint everything anew.
    Repaint,
    /// Stop until the shell says go on.
    Suspend,
    /// End.
    Quit,
}

/// What is to be done to maps that are not open.
#[derive(Debug, Clone)]
pub enum Elsewhere {
    /// Everything that somebody owns goes to somebody else, in all maps but the open one.
    HandOver {
        /// Whose it is.
        from: PersonId,
        /// Who takes it over.
        to: PersonId,
        /// The file of the open map.
        open: Option<PathBuf>,
        /// What is done, in words.
        words: String,
    },
    /// These edits: what takes back, or does again, what was done.
    Edits {
        /// Each with its file.
        edits: Vec<(PathBuf, Edit)>,
        /// What they belong to, in words.
        words: String,
    },
}

/// What to write where.
#[derive(Debug, Clone)]
pub struct SaveJob {
    /// The map.
    pub map: Map,
    /// The number of its state, to know later what was written.
    pub revision: u64,
    /// What to do when the file is not as it was.
    pub mode: SaveMode,
    /// The stages as they were reviewed since the map was opened: those whose review is in the map are kept with it.
    pub sealed: Vec<Sealed>,
}

/// What to do when the file on disk is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveMode {
    /// Do not write; ask.
    Careful,
    /// Write over it: the person has seen the question.
    KeepMine,
    /// Write beside it, under a name of its own, and go on there.
    Copy,
    /// Write to this path, where nothing may be, and go on there. As it was typed: `~` is the person's home.
    CopyTo(String),
}

/// One record of the recovery journal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Record {
    /// An edit that was applied (an undo is the edit that took back).
    Edit(Edit),
    /// What is being typed in an open field, and what it is for.
    Draft(Ask, String),
    /// The open field was closed.
    NoDraft,
}

/// What is remembered of this person on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The theme's name.
    pub theme: String,
    /// Plain ASCII signs.
    pub ascii: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Who the person is, where that is known.
    pub me: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { theme: "terminal".into(), ascii: false, mouse: true, me: None }
    }
}
