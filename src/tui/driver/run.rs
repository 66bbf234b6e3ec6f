//! Starting the editor: what it needs is read, the terminal taken, the first picture painted; all else comes after.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use thiserror::Error;

use super::super::app::{App, Start};
use super::super::effect::Effect;
use super::super::event::Event;
use super::super::keymap::{Keymap, Own};
use super::super::screens::{Drawn, Kept};
use super::super::status::Tone;
use super::super::term::{self, Change, ColorProfile, Output, Screen, Waiter, guard, panics};
use super::super::theme::Themes;
use super::super::timeline::Wanted;
use super::super::update::update;
use super::config::Config;
use super::post::Post;
use super::program::Program;
use super::session::Session;
use super::tenant::Ending;
use super::world::{Setting, ToFind, World};
use crate::map::Label;
use crate::map::id::PersonId;
use crate::store::clock::{From as DayFrom, Today};
use crate::store::disk::dirs::Dirs;
use crate::store::disk::words::{reason, shown};
use crate::store::ids::RandomIds;
use crate::store::whoami::person;
use crate::store::workspace::{self, Folder};

/// What to start with.
#[derive(Debug, Clone, Default)]
pub struct RunStart {
    /// A map, or a folder of maps; `None`: the workspace found upwards from here.
    pub path: Option<PathBuf>,
    /// The workspace, where it is not the one that `path` is in.
    pub workspace: Option<PathBuf>,
    /// The day to judge by, instead of the workspace's own or the clock's.
    pub today: Option<Date>,
    /// Who the person is: an id, a name or a mail address.
    pub person: Option<String>,
    /// With what the map is compared as soon as it is open, to walk through what changed.
    pub walk: Option<Wanted>,
    /// A workshop is to begin as soon as the map is open, with this agenda; empty: a person chooses.
    pub workshop: Option<String>,
}

/// Why the editor did not start, or had to end.
#[derive(Debug, Error)]
pub enum RunError {
    /// Not started from a terminal.
    #[error("the editor needs a terminal; `milepost show MAP` prints a map anywhere")]
    NoTerminal,
    /// No place for recovery files.
    #[error(
        "there is no home folder to keep recovery files in; set MILEPOST_STATE_DIR and MILEPOST_CONFIG_DIR"
    )]
    NoHome,
    /// Nothing at the path.
    #[error("{} does not exist", shown(.0))]
    Missing(PathBuf),
    /// The terminal failed.
    #[error("the terminal failed: {}", reason(.0))]
    Terminal(#[from] io::Error),
}

/// Runs the editor until the person leaves. Told to end by a signal, the process ends by that signal, as its parent
/// expects: with the terminal given back, and what was not saved in the journal. Gives the summary of a walk through changes.
///
/// # Errors
/// [`RunError`]; the terminal is as it was before.
pub fn run(start: RunStart) -> Result<Option<String>, RunError> {
    use io::IsTerminal as _;
    if !io::stdout().is_terminal() {
        return Err(RunError::NoTerminal);
    }
    panics::install_hook();
    let dirs = Dirs::from_env().ok_or(RunError::NoHome)?;
    let place = Place::find(&start)?;
    let waiter = Waiter::new().map_err(|_| RunError::NoTerminal)?;
    let size = term::size()?;
    let (send, inbox) = channel();
    let waker = waiter.waker();
    let post = Post::new(send, move || waker.wake());
    let (world, app) = prepare(start, &place, dirs, post, size);
    let modes = guard::Modes { mouse: app.settings.mouse };
    let screen = Screen::new(Output, size, profile());
    let taken = guard::enter(modes)?;
    let mut session = Session::new(Editor { app, kept: None }, world, waiter, screen, inbox);
    let ending = session.run()?;
    drop(taken);
    match ending {
        Ending::Quit => Ok(session.program.app.changes.walk.summary.take()),
        Ending::Signal(number) => end_by(number).map(|()| None),
    }
}

#[cfg(unix)]
pub(super) fn end_by(number: i32) -> Result<(), RunError> {
    Ok(signal_hook::low_level::emulate_default_handler(number)?)
}

#[cfg(not(unix))]
pub(super) fn end_by(_number: i32) -> Result<(), RunError> {
    Ok(())
}

/// Reads what the first picture needs.
fn prepare(start: RunStart, place: &Place, dirs: Dirs, post: Post, size: Size) -> (World, App) {
    let config = Config::read(&dirs);
    let folder = Folder::open(&place.root);
    let today = folder.today(start.today);
    let people = &folder.workspace.people;
    let known = |name: &str| person(people, name).map(|p| p.id.clone());
    // Whoever says to be somebody else than the workspace knows is nobody until they are asked.
    let stranger = start.person.clone().filter(|name| !people.is_empty() && known(name).is_none());
    let given = start.person.or_else(|| config.settings.me.clone());
    let me = given.as_deref().and_then(known);
    let to_find = if stranger.is_some() { ToFind::Nobody } else { ToFind::Person(given) };
    let setting = Setting { dirs, post, folder: folder.clone(), today: today.day, to_find };
    let mut world = World::new(setting);
    let mut app = app(config, folder, today, me, size);
    app.to_walk = start.walk;
    app.to_workshop = start.workshop.as_deref().map(Label::new);
    if let Some(name) = stranger {
        app.called = Label::new(&name);
        let words = format!(
            "there is nobody called “{}” in the people of this workspace: a review will ask",
            app.called
        );
        app.say(Tone::Warning, words);
    }
    match &place.map {
        Some(map) => world.open(map),
        None => app.read_atlas(),
    }
    (world, app)
}

/// Where to start: the workspace's folder, and the map in it.
struct Place {
    root: PathBuf,
    map: Option<PathBuf>,
}

impl Place {
    fn find(start: &RunStart) -> Result<Self, RunError> {
        let path = start.path.as_deref().unwrap_or(Path::new("."));
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if !path.exists() {
            return Err(RunError::Missing(path));
        }
        let is_folder = path.is_dir();
        let near = if is_folder { path.clone() } else { path.parent().unwrap_or(&path).to_owned() };
        let given = start.workspace.clone();
        let root = given.or_else(|| workspace::find(&path)).unwrap_or(near);
        Ok(Self { root, map: (!is_folder).then_some(path) })
    }
}

/// The editor's state as the driver runs it.
struct Editor {
    app: App,
    /// What stays of the last picture. Only keys leave it: what else comes may change anything.
    kept: Option<Kept>,
}

impl Editor {
    /// Changes the last picture where it is enough.
    fn redraw(&mut self, buffer: &mut Buffer, area: Rect) -> Option<(Drawn, Vec<Rect>)> {
        let kept = self.kept.as_mut()?;
        let hits = std::mem::take(&mut self.app.pointer.hits);
        let redrawn = kept.redraw(&self.app, hits, buffer, area);
        if redrawn.is_none() {
            self.kept = None;
        }
        redrawn
    }

    /// Draws everything, over whatever there is.
    fn draw_all(&mut self, buffer: &mut Buffer, area: Rect) -> (Drawn, Vec<Rect>) {
        let (drawn, kept) = Kept::draw(&self.app, buffer, area);
        self.kept = kept;
        (drawn, vec![area])
    }
}

impl Program for Editor {
    fn update(&mut self, event: Event) -> Vec<Effect> {
        if !matches!(event, Event::Key(_)) {
            self.kept = None;
        }
        update(&mut self.app, event)
    }

    fn draw(&mut self, buffer: &mut Buffer, area: Rect) -> Change {
        let redrawn = self.redraw(buffer, area);
        let (drawn, areas) = redrawn.unwrap_or_else(|| self.draw_all(buffer, area));
        if let Some(scroll) = drawn.scroll {
            self.app.keep_scroll(scroll);
        }
        self.app.pointer.hits = drawn.hits;
        self.app.pointer.rows = drawn.rows;
        Change { cursor: drawn.cursor, areas }
    }
}

/// The state to start with; what was wrong in the person's own files is said.
fn app(config: Config<Own>, folder: Folder, today: Today, me: Option<PersonId>, size: Size) -> App {
    let (keymap, clashes) = Keymap::new(&config.keys);
    let wrong = folder.wrong();
    let is_unread = folder.file.as_ref().is_some_and(|file| file.is_refused);
    let themes = Themes::new(config.themes);
    let own = themes.wrong();
    let mut app = App::new(Start {
        root: folder.root,
        workspace: folder.workspace,
        today: today.day,
        pinned: today.from == DayFrom::Pinned,
        settings: config.settings,
        themes,
        colour: profile().has_colour(),
        keymap,
        me,
        ids: Box::new(RandomIds),
        size: (size.width, size.height),
    });
    app.place.is_unread = is_unread;
    if let Some(words) = notice(wrong.into_iter().chain(config.warnings).chain(clashes).chain(own)) {
        app.say(Tone::Warning, words);
    }
    app
}

/// The first of what is wrong, and how much more there is.
fn notice(mut wrong: impl Iterator<Item = String>) -> Option<String> {
    let first = wrong.next()?;
    Some(match wrong.count() {
        0 => first,
        1 => format!("{first} (and one thing more in your own files)"),
        more => format!("{first} (and {more} things more in your own files)"),
    })
}

pub(super) fn profile() -> ColorProfile {
    ColorProfile::from_vars(|name| std::env::var(name).ok())
}
