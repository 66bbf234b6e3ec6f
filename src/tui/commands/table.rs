//! The shape of a command and the list of all of them.

use super::super::app::App;

/// Where a command means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// The list of all maps.
    Atlas,
    /// A map.
    Map,
    /// The open conflicts of a map.
    Conflicts,
    /// The people of the workspace.
    People,
    /// What the rules say.
    Findings,
    /// The policy of the workspace.
    Policy,
    /// What changed in a map.
    Changes,
    /// What happened to a map.
    Timeline,
    /// What people say about a map.
    Threads,
    /// A map while a workshop runs: what means something on a map does here too, unless a key means something else.
    Workshop,
    /// A part of a workshop that is no board.
    Room,
    /// The actions of all workshops.
    Actions,
}

impl Context {
    /// Every context.
    pub const ALL: [Self; 12] = [
        Self::Atlas,
        Self::Map,
        Self::Conflicts,
        Self::People,
        Self::Findings,
        Self::Policy,
        Self::Changes,
        Self::Timeline,
        Self::Threads,
        Self::Workshop,
        Self::Room,
        Self::Actions,
    ];

    /// Its name in help and docs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Atlas => "atlas",
            Self::Map => "map",
            Self::Conflicts => "conflicts",
            Self::People => "people",
            Self::Findings => "findings",
            Self::Policy => "policy",
            Self::Changes => "changes",
            Self::Timeline => "timeline",
            Self::Threads => "threads",
            Self::Workshop => "workshop",
            Self::Room => "workshop's lists",
            Self::Actions => "actions",
        }
    }
}

/// One thing that can be done.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Its name in `keys.ron` and in macros: `card.add`.
    pub id: &'static str,
    /// What it does, as a sentence without its full stop.
    pub words: &'static str,
    /// One or two words for the hint bar; none: not shown there.
    pub hint: Option<&'static str>,
    /// Where it means something.
    pub contexts: &'static [Context],
    /// Its default keys, each a sequence.
    pub keys: &'static [&'static str],
    /// Whether it can be done now.
    pub when: fn(&App) -> bool,
    /// What to say when it cannot be done now.
    pub unless: &'static str,
    /// Does it.
    pub run: fn(&mut App),
}

impl Command {
    /// A command of the map screen that can always be done and has no key yet.
    pub(super) const fn new(id: &'static str, words: &'static str, run: fn(&mut App)) -> Self {
        Self { id, words, hint: None, contexts: &[Context::Map], keys: &[], when: |_| true, unless: "", run }
    }

    /// With these default keys.
    pub(super) const fn keys(self, keys: &'static [&'static str]) -> Self {
        Self { keys, ..self }
    }

    /// Whether it means something there.
    pub fn is_in(&self, context: Context) -> bool {
        let is = |context| self.contexts.contains(&context);
        is(context) || (context == Context::Workshop && is(Context::Map))
    }

    /// Shown in the hint bar with these words.
    pub(super) const fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// Only when this holds.
    pub(super) const fn when(self, when: fn(&App) -> bool) -> Self {
        Self { when, ..self }
    }

    /// What to say when it cannot be done now.
    pub(super) const fn unless(self, unless: &'static str) -> Self {
        Self { unless, ..self }
    }

    /// In these contexts.
    pub(super) const fn on(self, contexts: &'static [Context]) -> Self {
        Self { contexts, ..self }
    }
}

/// The names of key groups, for which-key.
pub const GROUPS: &[(&str, &str)] = &[
    ("Space", "all commands by topic"),
    ("Space a", "cards"),
    ("Space f", "file"),
    ("Space g", "git"),
    ("Space s", "stage"),
    ("Space l", "lane"),
    ("Space r", "review"),
    ("Space v", "view"),
    ("Space o", "options"),
    ("Space m", "this map"),
    ("Space q", "macros"),
    ("Space w", "workshop"),
    ("r", "review"),
    ("v", "view"),
    ("Ctrl-X", "save, undo, macros, leave"),
];

/// All commands, in the order of help.
pub fn all() -> impl Iterator<Item = &'static Command> {
    [
        super::navigate::COMMANDS,
        super::card::COMMANDS,
        super::movement::COMMANDS,
        super::clipboard::COMMANDS,
        super::mark::COMMANDS,
        super::owner::COMMANDS,
        super::stage::COMMANDS,
        super::lane::COMMANDS,
        super::lists::COMMANDS,
        super::review::COMMANDS,
        super::history::COMMANDS,
        super::macros::COMMANDS,
        super::search::COMMANDS,
        super::view::COMMANDS,
        super::atlas::COMMANDS,
        super::people::COMMANDS,
        super::findings::COMMANDS,
        super::policy::COMMANDS,
        super::changes::COMMANDS,
        super::timeline::COMMANDS,
        super::threads::COMMANDS,
        super::conflicts::COMMANDS,
        super::room::COMMANDS,
        super::room_lists::COMMANDS,
        super::actions::COMMANDS,
        super::file::COMMANDS,
        super::git::COMMANDS,
    ]
    .into_iter()
    .flatten()
}

/// The command with this id.
pub fn find(id: &str) -> Option<&'static Command> {
    all().find(|c| c.id == id)
}
