//! The state of the running editor.

use std::path::PathBuf;

use jiff::civil::Date;

use super::actions::ActionsView;
use super::atlas::Atlas;
use super::changes::ChangesView;
use super::commands::Context;
use super::conflicts::ConflictsView;
use super::doc::Doc;
use super::effect::{Effect, Record, Settings};
use super::findings::{Counts, FindingsView};
use super::keymap::Keymap;
use super::keys::Key;
use super::layer::Layer;
use super::macros::Macros;
use super::people::PeopleView;
use super::pointer::Pointer;
use super::policy::PolicyView;
use super::repeat::Repeat;
use super::room::{Offer, Room};
use super::sharing::Sharing;
use super::status::{Status, Tone};
use super::theme::symbols::Symbols;
use super::theme::{Theme, Themes};
use super::threads::ThreadsView;
use super::timeline::{TimelineView, Wanted};
use crate::insight::map_stake;
use crate::map::edit::{Edit, WorkspaceEdit};
use crate::map::id::{IdSource, PersonId};
use crate::map::{Card, Label, Stage, Workspace};
use crate::rules::{self, Facts};
use crate::store::versions::seals::Sealed;

/// What fills the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screen {
    /// All maps of the workspace; a friendly start where there is none.
    #[default]
    Atlas,
    /// The open map.
    Map,
    /// The open conflicts of the open map.
    Conflicts,
    /// The people of the workspace.
    People,
    /// What the rules say, of the open map or of all.
    Findings,
    /// The policy of the workspace.
    Policy,
    /// What changed in the open map.
    Changes,
    /// What happened to the open map.
    Timeline,
    /// What people say about the open map.
    Threads,
    /// A part of the running workshop that is no board: votes, results.
    Room,
    /// The actions of all workshops.
    Actions,
}

/// What was cut or copied last.
#[derive(Debug, Clone, Default)]
pub enum Clipboard {
    /// Nothing yet.
    #[default]
    Empty,
    /// Cards.
    Cards(Vec<Card>),
    /// A whole stage.
    Stage(Box<Stage>),
}

/// The workspace as the editor sees it.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Its folder.
    pub root: PathBuf,
    /// What `milepost.ron` says.
    pub data: Workspace,
    /// It could not be read: nothing is known of people and policy, and no state can be relied on.
    pub is_unread: bool,
    /// Edits that take back what was done to it, newest last.
    pub undo: Vec<(String, WorkspaceEdit)>,
    /// Edits that do it again, newest last.
    pub redo: Vec<(String, WorkspaceEdit)>,
}

/// The running editor.
pub struct App {
    /// The workspace.
    pub place: Place,
    /// The day that everything is reckoned from.
    pub today: Date,
    /// Whether that day is pinned by the workspace.
    pub pinned: bool,
    /// What fills the screen.
    pub screen: Screen,
    /// The list of maps.
    pub atlas: Atlas,
    /// The list of people.
    pub people: PeopleView,
    /// The list of findings.
    pub findings: FindingsView,
    /// The policy.
    pub policy: PolicyView,
    /// What changed.
    pub changes: ChangesView,
    /// What happened.
    pub timeline: TimelineView,
    /// What people say.
    pub threads: ThreadsView,
    /// The open conflicts.
    pub conflicts: ConflictsView,
    /// The actions of all workshops.
    pub actions: ActionsView,
    /// The running workshop.
    pub room: Option<Box<Room>>,
    /// What a workshop can begin with, while that is asked.
    pub(super) offer: Offer,
    /// The agenda that a workshop was about to begin with, while nobody said who takes part.
    pub(super) lined_up: Option<Label>,
    /// A workshop is to begin as soon as a map is open, with this agenda.
    pub(super) to_workshop: Option<Label>,
    /// Publishing and syncing.
    pub sharing: Sharing,
    /// The open map; while a state of it that is over is shown, that one.
    pub doc: Option<Doc>,
    /// The open map as it is, while a state of it that is over is shown.
    pub(super) aside: Option<Box<Doc>>,
    /// What lies over the screen, topmost last.
    pub layers: Vec<Layer>,
    /// What the last thing that happened was.
    pub status: Status,
    /// Keys of a sequence typed so far.
    pub pending: Vec<Key>,
    /// Whether the keys that may follow are shown.
    pub which_key: bool,
    /// The first row of them that is shown.
    pub which_key_top: u16,
    /// Which keys do what.
    pub keymap: Keymap,
    /// What is remembered for the next start.
    pub settings: Settings,
    /// All themes.
    pub themes: Themes,
    /// The one in use.
    pub theme: Theme,
    /// Whether colours are used.
    pub colour: bool,
    /// What was cut or copied last.
    pub clipboard: Clipboard,
    /// What `.` does again.
    pub repeat: Option<Repeat>,
    /// What is recorded, and what can be played.
    pub macros: Macros,
    /// Where the mouse can click, from the last frame, and what it drags.
    pub pointer: Pointer,
    /// Who sits here, where the workspace knows them.
    pub me: Option<PersonId>,
    /// What git or the command line calls them, where the workspace does not know them; empty: nothing is said.
    pub called: Label,
    /// Where new ids get their distinctness from.
    pub ids: Box<dyn IdSource + Send>,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Work that a crash left behind, while the question about it is open.
    pub leftover: Option<super::recovery::Leftover>,
    /// What the journal was told last of a text being typed.
    pub(super) drafted: Option<(super::ask::Ask, String)>,
    /// Whether a name given in a list of people is the person who sits here.
    pub(super) asks_who: bool,
    /// People who came into the list with an assignment.
    pub(super) newcomers: super::act::Newcomers,
    /// What was done to maps that are not open.
    pub(super) handed: super::act::Handed,
    /// With what a map is compared as soon as it is open.
    pub(super) to_walk: Option<Wanted>,
    /// What waits until it is known who sits here.
    pub(super) then: Option<super::act::Then>,
    /// What is to be done outside.
    pub(super) effects: Vec<Effect>,
}

/// What an app starts with.
pub struct Start {
    /// The workspace's folder and file.
    pub root: PathBuf,
    /// What `milepost.ron` says.
    pub workspace: Workspace,
    /// The day.
    pub today: Date,
    /// Whether it is pinned.
    pub pinned: bool,
    /// What was remembered.
    pub settings: Settings,
    /// All themes.
    pub themes: Themes,
    /// Whether colours are used.
    pub colour: bool,
    /// Which keys do what.
    pub keymap: Keymap,
    /// Who sits here.
    pub me: Option<PersonId>,
    /// Where new ids get their distinctness from.
    pub ids: Box<dyn IdSource + Send>,
    /// Columns and rows.
    pub size: (u16, u16),
}

impl App {
    /// An editor with nothing open.
    pub fn new(start: Start) -> Self {
        let (theme, warnings) = start.themes.choose(&start.settings.theme, start.colour);
        let mut app = Self {
            place: Place { root: start.root, data: start.workspace, ..Place::default() },
            today: start.today,
            pinned: start.pinned,
            screen: Screen::Atlas,
            atlas: Atlas::default(),
            people: PeopleView::default(),
            findings: FindingsView::default(),
            policy: PolicyView::default(),
            changes: ChangesView::default(),
            timeline: TimelineView::default(),
            threads: ThreadsView::default(),
            conflicts: ConflictsView::default(),
            actions: ActionsView::default(),
            room: None,
            offer: Offer::default(),
            lined_up: None,
            to_workshop: None,
            sharing: Sharing::default(),
            doc: None,
            aside: None,
            layers: Vec::new(),
            status: Status::default(),
            pending: Vec::new(),
            which_key: false,
            which_key_top: 0,
            keymap: start.keymap,
            settings: start.settings,
            themes: start.themes,
            theme,
            colour: start.colour,
            clipboard: Clipboard::Empty,
            repeat: None,
            macros: Macros::default(),
            pointer: Pointer::default(),
            me: start.me,
            called: Label::default(),
            ids: start.ids,
            size: start.size,
            leftover: None,
            drafted: None,
            asks_who: false,
            newcomers: super::act::Newcomers::default(),
            handed: super::act::Handed::default(),
            to_walk: None,
            then: None,
            effects: Vec::new(),
        };
        if let Some(warning) = warnings.first() {
            app.say(Tone::Warning, warning.to_string());
        }
        app
    }

    /// Says what happened.
    pub fn say(&mut self, tone: Tone, words: impl Into<String>) {
        self.status = Status::new(tone, words);
    }

    /// Asks something of the world.
    pub fn ask_world(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Where keys mean something now.
    pub fn context(&self) -> Context {
        match self.screen {
            Screen::Atlas => Context::Atlas,
            Screen::Map if self.room.is_some() => Context::Workshop,
            Screen::Map => Context::Map,
            Screen::Room => Context::Room,
            Screen::Actions => Context::Actions,
            Screen::Conflicts => Context::Conflicts,
            Screen::People => Context::People,
            Screen::Findings => Context::Findings,
            Screen::Policy => Context::Policy,
            Screen::Changes => Context::Changes,
            Screen::Timeline => Context::Timeline,
            Screen::Threads => Context::Threads,
        }
    }

    /// The signs that are drawn.
    pub fn symbols(&self) -> &'static Symbols {
        Symbols::choose(self.settings.ascii)
    }

    /// The open map, if it fills the screen.
    pub fn open_doc(&self) -> Option<&Doc> {
        if self.screen == Screen::Map { self.doc.as_ref() } else { None }
    }

    /// Applies an edit to the open map, journals it, says it, and looks at the rules again. Gives whether it applied.
    pub fn edit(&mut self, edit: Edit) -> bool {
        let Some(doc) = &self.doc else { return false };
        let words = doc.words_of(&edit, &self.place.data);
        self.edit_saying(edit, &words)
    }

    /// As [`App::edit`], said in these words.
    pub fn edit_saying(&mut self, edit: Edit, words: &str) -> bool {
        if self.refuses_edit() {
            return false;
        }
        let Some(doc) = &mut self.doc else { return false };
        match doc.apply_saying(edit.clone(), words.to_owned()) {
            Ok(()) => {
                doc.sealed.extend(Sealed::of_edit(&doc.map, &edit));
                let asks = self.asks_new_owner(&edit).map_or_else(String::new, |asks| format!("; {asks}"));
                self.minute_edit(&edit, words);
                self.ask_world(Effect::Journal(Box::new(Record::Edit(edit))));
                self.say(Tone::Info, format!("{words}{asks}  (u to undo)"));
                self.examine();
                true
            }
            Err(error) => {
                self.say(Tone::Warning, error.to_string());
                false
            }
        }
    }

    /// What the rules say of the open map now, and what its pains cost.
    pub fn examine(&mut self) {
        let Some(doc) = &mut self.doc else { return };
        // What is over is judged by its own day.
        let today = doc.past.as_ref().and_then(|past| past.on).unwrap_or(self.today);
        let facts = Facts::new(&doc.map, &self.place.data).with(&doc.outside);
        let found = rules::examine_all(&facts, today);
        doc.states = doc.map.stages.iter().map(|s| rules::stage_state(facts.stage(s), today)).collect();
        doc.counts = Counts::of(found.open.iter().map(|finding| finding.level));
        doc.findings = found.open;
        doc.talks.count(&doc.map);
        doc.stake = map_stake(&doc.map, &self.place.data);
        doc.put_off = found.put_off;
        self.refill_findings();
        self.refill_changes();
    }

    /// Changes the workspace, remembers how to take it back, and writes it.
    pub fn edit_workspace(&mut self, words: &str, edit: WorkspaceEdit) -> bool {
        match edit.apply(&mut self.place.data) {
            Ok(inverse) => {
                self.place.undo.push((words.to_owned(), inverse));
                self.place.redo.clear();
                let way = if self.screen == Screen::Policy {
                    "u takes it back"
                } else {
                    "u in the list of people takes it back"
                };
                self.workspace_changed(format!("{words}  (saved; {way})"));
                true
            }
            Err(error) => {
                self.say(Tone::Warning, error.to_string());
                false
            }
        }
    }

    /// Writes the workspace and looks at the rules again.
    pub fn workspace_changed(&mut self, words: String) {
        self.ask_world(Effect::SaveWorkspace(Box::new(self.place.data.clone())));
        if self.screen == Screen::Policy {
            self.count_policy();
        }
        self.say(Tone::Success, words);
        self.examine();
    }

    /// Puts a layer on top.
    pub fn push(&mut self, layer: Layer) {
        self.layers.push(layer);
    }

    /// Remembers the settings for the next start.
    pub fn remember(&mut self) {
        self.ask_world(Effect::Remember(self.settings.clone()));
    }

    /// Takes what is to be done outside.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }
}
