//! Everything that can happen to the editor: a closed list.

use std::path::PathBuf;

use jiff::civil::Date;

use super::findings::{Counts, Listed, Together, list};
use super::keys::Key;
use super::recovery::Leftover;
use super::room::Offer;
use super::sharing::Shared;
use super::timeline::{Purpose, States};
use crate::map::edit::Edit;
use crate::map::id::{MapId, PersonId, StageId};
use crate::map::thread::{Deed, Thread};
use crate::map::{Label, Map, Stage, Workspace};
use crate::rules::{Facts, Holdings, Load, MapSummary, Outside, StageState, examine_all, stage_state};
use crate::store::disk::signature::ContentHash;
use crate::store::threads::Listing;
use crate::store::timeline::Timeline;
use crate::store::versions::seals::Since;
use crate::workshop::Millis;
use crate::workshop::slip::Slip;

/// Something happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has another size: columns, rows.
    Resize(u16, u16),
    /// The which-key delay is over.
    WhichKey,
    /// A map was read for the atlas.
    Row(Box<AtlasRow>),
    /// All maps of the workspace were read: these, and no others.
    RowsDone(Vec<PathBuf>),
    /// What only all maps together show.
    Together(Box<Together>),
    /// All maps of the workspace that can be read were read to count in them.
    Maps(Vec<Map>),
    /// Maps that are not open were changed.
    Elsewhere {
        /// What was done, in words.
        words: String,
        /// What takes it back, by file.
        done: Vec<(PathBuf, Edit)>,
        /// What could not be done, a map each.
        failed: Vec<String>,
    },
    /// A map was read to be edited.
    Opened(Box<Opened>),
    /// A map could not be read; what to show, line by line.
    NotOpened(Vec<String>),
    /// A save ended.
    Saved(SaveResult),
    /// The file of the open map is another one on the disk, and can be read.
    Arrived(Box<Arrived>),
    /// Who committed what arrived.
    ArrivedBy {
        /// The content that they committed.
        hash: ContentHash,
        /// Their name, as git has it.
        who: Label,
    },
    /// The file of the open map changed on the disk, and cannot be read as it is now.
    DiskChanged,
    /// The file of the open map is gone.
    DiskGone,
    /// Others have the open map open, in words.
    Others(Vec<String>),
    /// What is known beside the file of a map was gathered.
    Outside(Box<Known>),
    /// The external editor gave this text back; `None`: it failed or nothing was changed.
    Edited(Option<String>),
    /// Who sits here was found out.
    Me(PersonId),
    /// What git, or the command line, calls whoever sits here: nobody whom the workspace knows.
    Called(Label),
    /// The workspace file changed or was written.
    Workspace(Box<Workspace>),
    /// Threads of a map were read.
    Threads(Box<Talked>),
    /// What happened to the open map.
    Timeline(Purpose, Box<Timeline>),
    /// States of the open map were read.
    States(Box<States>),
    /// What became of publishing, syncing, setting up git.
    Shared(Box<Shared>),
    /// A version was written: its number.
    VersionWritten(u32),
    /// What changed in stages since their last reviews was looked up.
    Since(Vec<(StageId, Since)>),
    /// What a workshop on the open map can begin with.
    Offer(Box<Offer>),
    /// A workshop began, or goes on: its record, and the time.
    Workshop(Box<crate::workshop::Record>, Millis),
    /// The records of workshops are others than before: somebody else wrote in one, or this editor did, after its end.
    Records,
    /// The workshops of the workspace, with their actions.
    Actions(Box<crate::store::sessions::Listing>),
    /// The minutes of a workshop were put together.
    Minutes(Box<crate::workshop::minutes::Minutes>),
    /// The time, while a workshop runs.
    Clock(Millis),
    /// Papers of participants.
    Slips(Vec<Slip>),
    /// Something was done that needs no more than words.
    Done(String),
    /// Something failed: what, and what to do.
    Failed(String),
    /// The program must end: the terminal is gone or somebody asked for it.
    Terminated,
}

/// What the mouse did, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The left button went down.
    Down(u16, u16),
    /// It moved with the left button down.
    Drag(u16, u16),
    /// The left button went up.
    Up(u16, u16),
    /// The wheel turned at a place, this many steps down.
    Wheel(u16, u16, i8),
    /// The wheel turned sideways, this many steps to the right.
    Sideways(i8),
}

/// One map in the atlas.
#[derive(Debug, Clone)]
pub struct AtlasRow {
    /// Its file.
    pub path: PathBuf,
    /// What stands in its row; the diagnostics where it cannot be read.
    pub content: Result<MapRow, String>,
}

/// What the atlas says of a readable map.
#[derive(Debug, Clone)]
pub struct MapRow {
    /// Its id.
    pub id: MapId,
    /// Its title.
    pub title: String,
    /// `current` or `future`.
    pub state: &'static str,
    /// Its owner's name.
    pub owner: Option<String>,
    /// Its owner.
    pub owner_id: Option<PersonId>,
    /// What each person answers for in it.
    pub loads: Vec<(PersonId, Load)>,
    /// What the rules say of it on the day.
    pub summary: MapSummary,
    /// Its stages that need somebody: their numbers from 1, names and states.
    pub asking: Vec<(usize, String, StageState)>,
    /// What the rules find in it.
    pub found: Vec<Listed>,
    /// What they would find, were it not put off.
    pub put_off: Vec<Listed>,
    /// How many findings are how loud.
    pub counts: Counts,
}

impl MapRow {
    /// What is said of a map of a workspace on a day.
    pub fn new(facts: Facts<'_>, today: Date) -> Self {
        let (map, workspace) = (facts.map, facts.workspace);
        let state = |(at, stage): (usize, &Stage)| {
            (at + 1, stage.name.to_string(), stage_state(facts.stage(stage), today))
        };
        let found = examine_all(&facts, today);
        let counts = Counts::of(found.open.iter().map(|finding| finding.level));
        Self {
            id: map.id.clone(),
            title: map.title.to_string(),
            state: map.state.word(),
            owner: map.owner.as_ref().map(|owner| workspace.name_of(owner).to_owned()),
            owner_id: map.owner.clone(),
            loads: Holdings::of(&[facts], workspace).loads().map(|(id, load)| (id.clone(), load)).collect(),
            summary: MapSummary::new(&facts, today),
            asking: map
                .stages
                .iter()
                .enumerate()
                .map(state)
                .filter(|(.., state)| state.kind.asks())
                .collect(),
            found: list(Some(map), workspace, found.open),
            put_off: list(Some(map), workspace, found.put_off),
            counts,
        }
    }
}

/// A map read to be edited.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The map.
    pub map: Map,
    /// Its file.
    pub path: PathBuf,
    /// The number of its newest version.
    pub version: Option<u32>,
    /// What the reader had to say, a line each.
    pub remarks: Vec<String>,
    /// Whether comments would move at the next save.
    pub comments_move: bool,
    /// Work that a crash left behind.
    pub leftover: Option<Leftover>,
    /// Others who have it open.
    pub others: Vec<String>,
    /// The other side of a merge that git left unfinished; the map is ours.
    pub unmerged: Option<Box<Unmerged>>,
}

/// What git keeps of the other side of a merge that it could not finish.
#[derive(Debug, Clone)]
pub struct Unmerged {
    /// The map that both sides come from.
    pub base: Map,
    /// Their map.
    pub theirs: Map,
    /// Their branch.
    pub name: String,
}

/// What the file of the open map is now.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// The file.
    pub path: PathBuf,
    /// Its content.
    pub hash: ContentHash,
    /// The map in it.
    pub map: Map,
    /// The map in it when it was read or last saved here: what both come from.
    pub base: Option<Map>,
    /// The number of the newest version.
    pub version: Option<u32>,
    /// What the reader had to say, a line each.
    pub remarks: Vec<String>,
    /// Whether comments would move at the next save.
    pub comments_move: bool,
}

/// What was gathered about a map beside its file.
#[derive(Debug, Clone)]
pub struct Known {
    /// The map's file.
    pub path: PathBuf,
    /// Events of feeds, commits, versions.
    pub outside: Outside,
    /// What was wrong, in one line.
    pub trouble: Option<String>,
}

/// Threads of a map, read after something was done to one, or without.
#[derive(Debug, Clone)]
pub struct Talked {
    /// The map.
    pub map: MapId,
    /// Its threads.
    pub listing: Listing,
    /// What was done before they were read, and the thread as it was before that.
    pub did: Option<(Deed, Option<Thread>)>,
    /// Whether that took back what was done.
    pub is_undo: bool,
}

/// How a save ended.
#[derive(Debug, Clone)]
pub enum SaveResult {
    /// The state with this number is on the disk; what was not quite as it should be.
    Done {
        /// The state of the history.
        revision: u64,
        /// Remarks.
        notes: Vec<String>,
    },
    /// A copy was written, and the map goes on there.
    Copied {
        /// The new file.
        path: PathBuf,
        /// The state of the history.
        revision: u64,
        /// Remarks.
        notes: Vec<String>,
    },
    /// The file is not what it was when it was read: a person must choose.
    Changed,
    /// The file is gone: a person must choose.
    Gone,
    /// It failed: why, and what to do. The file is as it was.
    Failed(String),
}
