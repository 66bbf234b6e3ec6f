//! What the editor asks of the world, done; and what workers have to say, told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use jiff::civil::Date;

use super::super::effect::{Effect, Record, Settings};
use super::super::event::Event;
use super::super::sharing::Share;
use super::super::timeline::{Purpose, Reading, Then};
use super::atlas::AtlasReader;
use super::gather::Gatherer;
use super::open::OpenFile;
use super::post::{Message, Post};
use super::recorder::End;
use super::room::Hall;
use super::versions::Shelf;
use super::workspace::{self, KnownFile};
use super::writer::Writer;
use super::{config, elsewhere, files, import, sharing, states, threads};
use crate::map::id::MapId;
use crate::map::thread::Deed;
use crate::map::{Label, Map, Workspace};
use crate::store::clock;
use crate::store::disk::dirs::Dirs;
use crate::store::disk::fs::RealFs;
use crate::store::disk::presence::Editor;
use crate::store::disk::trash::Trashed;
use crate::store::disk::watch::Watch;
use crate::store::git::setup::program;
use crate::store::ron::comments::Comments;
use crate::store::samples::{copy_samples, count_maps};
use crate::store::share;
use crate::store::workspace::Folder;

mod around;
mod arrivals;
mod map;
mod records;

pub(super) use records::Looked;
use records::Records;

/// Everything outside of the state and the terminal.
pub(super) struct World {
    pub(super) dirs: Dirs,
    pub(super) post: Post,
    pub(super) folder: Folder,
    known: Arc<Mutex<KnownFile>>,
    /// Writes of the workspace file asked for and not ended.
    workspace_writes: usize,
    today: Date,
    /// How this editor shows itself to others.
    me: Editor,
    /// Who signs versions.
    author: Label,
    pub(super) writer: Writer,
    atlas: AtlasReader,
    /// The maps are to be read, after the next paint.
    is_atlas_wanted: bool,
    gatherer: Gatherer,
    /// What is known beside the open map's file is to be gathered, after the next paint.
    is_gathering_wanted: bool,
    /// The records of workshops.
    pub(super) records: Records,
    /// The threads of this map are to be read, after the next paint.
    threads_wanted: Option<MapId>,
    /// The map whose threads were read last: they are read again when they change.
    threads_of: Option<MapId>,
    trash: Vec<Trashed>,
    /// The running workshop.
    pub(super) hall: Option<Hall>,
    open: Option<OpenFile>,
    opened: u64,
    /// The last text being typed, not yet in the journal: of a burst only the last one counts.
    draft: Option<Record>,
    /// The watch of the workspace's file while no map is open: with one, the map's own watch sees it.
    watch: Option<Watch>,
    /// That watch is there, being set up, or not to be had.
    is_watched: bool,
    /// Who else has the map open.
    others: around::Others,
    /// Setting up watch and presence.
    settling: Option<JoinHandle<()>>,
    told: VecDeque<Event>,
    /// Git was asked who wrote the file, perhaps too early.
    is_author_unsure: bool,
    /// Whether git merges maps here is to be looked at, once, after the first paint.
    is_driver_wanted: bool,
    /// Who works here is found out after the first paint: whoever is given, else whoever git knows.
    to_find: ToFind,
}

/// Who is still to be found out.
#[derive(Debug, Default)]
pub(super) enum ToFind {
    /// Nobody: it is known or being asked.
    #[default]
    Nobody,
    /// Whoever is given, else whoever git knows.
    Person(Option<String>),
}

/// What a world starts from.
pub(super) struct Setting {
    pub(super) dirs: Dirs,
    pub(super) post: Post,
    pub(super) folder: Folder,
    pub(super) today: Date,
    /// Who is to be found out.
    pub(super) to_find: ToFind,
}

impl World {
    pub(super) fn new(setting: Setting) -> Self {
        let Setting { dirs, post, folder, today, to_find } = setting;
        let me = Editor::this(clock::local_minute());
        Self {
            known: Arc::new(Mutex::new(KnownFile::of(folder.file.as_ref()))),
            workspace_writes: 0,
            author: Label::new(&me.user),
            writer: Writer::new(post.clone()),
            atlas: AtlasReader::default(),
            is_atlas_wanted: false,
            gatherer: Gatherer::default(),
            is_gathering_wanted: false,
            records: Records::default(),
            threads_wanted: None,
            threads_of: None,
            trash: Vec::new(),
            hall: None,
            open: None,
            opened: 0,
            draft: None,
            watch: None,
            is_watched: false,
            others: around::Others::default(),
            settling: None,
            told: VecDeque::new(),
            is_author_unsure: false,
            is_driver_wanted: true,
            to_find,
            dirs,
            post,
            folder,
            today,
            me,
        }
    }

    /// What is to be told to the state, oldest first.
    pub(super) fn next_told(&mut self) -> Option<Event> {
        self.told.pop_front()
    }

    /// Tells something to the state.
    pub(super) fn tell(&mut self, event: Event) {
        self.told.push_back(event);
    }

    /// Does what is asked for. What belongs to the terminal is not known here, and passed over.
    pub(super) fn run(&mut self, effect: Effect) {
        match effect {
            Effect::Journal(record) => self.journal(*record),
            Effect::Open(path) => self.open(&path),
            Effect::Close => self.close(End::Left),
            Effect::Reload => self.reload(),
            Effect::LookAtDisk => self.tell_disk(true),
            Effect::TakenIn { hash, map } => self.taken_in(hash, map),
            Effect::Save(job) => self.save(*job),
            Effect::Leftover { taken } => self.leftover(taken),
            Effect::ReadMaps => self.read_maps(),
            Effect::ReadAtlas => self.is_atlas_wanted = true,
            Effect::WriteVersion { map, why } => {
                self.with_shelf(move |shelf, _, post| {
                    shelf.write(&map, &why, post);
                });
            }
            Effect::LookUpSince { map, stages } => {
                let (shelf, people) = (self.shelf(), self.folder.workspace.clone());
                // The history may take its time: no save waits for it.
                self.post.spawn("since", move |post| shelf.since(&map, &stages, &people, post));
            }
            Effect::ReadThreads(map) => self.threads_wanted = Some(map),
            Effect::ChangeThread { map, deed, is_undo } => self.change_thread(map, *deed, is_undo),
            Effect::ReadTimeline { map, purpose } => self.read_timeline(map, purpose),
            Effect::ReadStates(reading) => self.read_states(*reading),
            Effect::Share(share) => self.share(share),
            Effect::SaveWorkspace(workspace) => self.save_workspace(*workspace),
            Effect::Remember(settings) => self.remember(settings),
            effect => self.run_workshop(effect),
        }
    }

    fn run_workshop(&mut self, effect: Effect) {
        match effect {
            Effect::AskOffer(map) => self.ask_offer(map),
            Effect::BeginWorkshop(head) => self.begin_workshop(*head),
            Effect::ResumeWorkshop(id) => self.resume_workshop(&id),
            Effect::Minute(entry) => self.minute(*entry),
            Effect::Refuse(slip) => self.refuse(&slip),
            Effect::Show(glance) => self.show_glance(*glance),
            Effect::LeaveWorkshop => self.leave_workshop(),
            Effect::ReadActions => self.read_actions(),
            Effect::ReadMinutes(of) => self.read_minutes(*of),
            Effect::Later(later) => self.minute_later(*later),
            effect => self.run_files(effect),
        }
    }

    fn run_files(&mut self, effect: Effect) {
        let (dirs, folder) = (self.dirs.clone(), self.folder.clone());
        match effect {
            Effect::Create(map) => {
                self.writer.ask(move |post| files::create(&dirs, &folder.root, &map, post));
            }
            Effect::Duplicate(path) => {
                self.writer.ask(move |post| files::duplicate(&dirs, &folder, &path, post));
            }
            Effect::Trash(path) => self.writer.ask(move |post| files::trash(&folder.root, &path, post)),
            Effect::Untrash => match self.trash.pop() {
                Some(thrown) => self.writer.ask(move |post| files::untrash(thrown, post)),
                None => self.tell(Event::Failed("nothing was put into the trash since the start".into())),
            },
            Effect::Import(path) => {
                self.writer.ask(move |post| import::import(&dirs, &folder.root, &path, post));
            }
            Effect::Elsewhere(what) => {
                self.writer.ask(move |post| elsewhere::run(&dirs, &folder, *what, post));
            }
            Effect::CopySamples => self.copy_samples(),
            _ => {}
        }
    }

    /// To be called when a burst of events is done: what was held back goes out.
    pub(super) fn settle(&mut self) {
        if let Some(draft) = self.draft.take() {
            self.record(&draft);
        }
    }

    /// Takes in what a worker has to say.
    pub(super) fn hear(&mut self, message: Message) {
        match message {
            Message::Event(event) => self.tell(event),
            Message::Saved(id, report) => self.saved(id, *report),
            Message::Watching(watch) => self.watching(watch),
            Message::Settled(id, surroundings) => self.settled(id, *surroundings),
            Message::Touched(path) => self.touched(&path),
            Message::Records(looked) => self.records_looked_at(&looked),
            Message::Open(path) => self.open(&path),
            Message::Trashed(thrown) => self.trash.push(thrown),
            Message::Me(who) => self.is(who),
            Message::WorkspaceWritten => {
                self.workspace_writes = self.workspace_writes.saturating_sub(1);
            }
        }
    }

    fn save_workspace(&mut self, workspace: Workspace) {
        self.workspace_writes += 1;
        self.folder.workspace = workspace.clone();
        let (dirs, folder, known) = (self.dirs.clone(), self.folder.clone(), Arc::clone(&self.known));
        self.writer.ask(move |post| workspace::write(&dirs, &folder, &known, &workspace, post));
    }

    /// Reads all maps on a worker: keys work meanwhile.
    fn read_maps(&self) {
        let folder = self.folder.clone();
        self.post.spawn("maps", move |post| {
            let maps = folder.maps().unwrap_or_default();
            let maps = maps.iter().filter_map(|path| folder.read_map(path).ok()?.loaded.value);
            post.event(Event::Maps(maps.collect()));
        });
    }

    fn read_timeline(&self, map: Box<Map>, purpose: Purpose) {
        let Some(path) = self.open.as_ref().map(|file| file.path.clone()) else { return };
        let folder = self.folder.clone();
        self.post.spawn("timeline", move |post| states::tell_timeline(&folder, &path, &map, purpose, post));
    }

    /// Reads on a worker of its own; what is written before something is restored, is written in its turn.
    fn read_states(&mut self, reading: Reading) {
        let (folder, shelf, is_written) = (self.folder.clone(), self.shelf(), reading.then == Then::Restore);
        let work = move |post: &Post| states::read(&folder, &shelf, reading, post);
        if is_written {
            self.writer.ask(work);
        } else {
            self.post.spawn("states", work);
        }
    }

    /// Writes in its turn, with the time of day where the clock says the day.
    fn change_thread(&mut self, map: MapId, deed: Deed, is_undo: bool) {
        let is_clock = self.folder.workspace.today.is_none() && clock::local_day() == self.today;
        let deed = if is_clock && !is_undo { deed.at_minute(clock::local_minutes()) } else { deed };
        let (dirs, root) = (self.dirs.clone(), self.folder.root.clone());
        self.writer.ask(move |post| threads::run(&dirs, &root, map, (deed, is_undo), post));
    }

    /// On a worker of its own, for the network may take its time; begun when all that is to be written is.
    fn share(&mut self, what: Share) {
        let desk = share::Desk {
            root: self.folder.root.clone(),
            workspace: self.folder.workspace.clone(),
            dirs: self.dirs.clone(),
            today: self.today,
            author: self.author.clone(),
            may_ask: false,
            program: None,
        };
        self.writer.ask(move |post| {
            post.spawn("share", move |post| {
                sharing::run(&share::Desk { program: program(), ..desk }, what, post);
            });
        });
    }

    fn remember(&mut self, settings: Settings) {
        if settings.me.is_some() {
            self.find_me(settings.me.clone());
        }
        let dirs = self.dirs.clone();
        self.writer.ask(move |post| {
            if let Err(error) = config::remember(&dirs, &settings) {
                post.event(Event::Failed(format!("the choice holds until the end only: {error}")));
            }
        });
    }

    fn with_shelf(&mut self, work: impl FnOnce(&Shelf, &Workspace, &Post) + Send + 'static) {
        let (shelf, workspace) = (self.shelf(), self.folder.workspace.clone());
        self.writer.ask(move |post| work(&shelf, &workspace, post));
    }

    fn shelf(&self) -> Shelf {
        let comments =
            self.open.as_ref().map_or_else(Comments::default, |file| file.known().comments.clone());
        Shelf {
            dirs: self.dirs.clone(),
            root: self.folder.root.clone(),
            today: self.today,
            author: self.author.clone(),
            comments,
            file: self.open.as_ref().map(|file| file.path.clone()),
        }
    }

    fn copy_samples(&mut self) {
        let (dirs, folder, today) = (self.dirs.clone(), self.folder.clone(), self.today);
        self.writer.ask(move |post| match copy_samples(&RealFs, &dirs, &folder.root, today) {
            Ok(paths) => {
                let count = count_maps(&paths);
                post.tell(Message::Touched(folder.file_path()));
                post.event(Event::Done(format!("{count} sample maps are here, dated from {today}")));
            }
            Err(error) => post.event(Event::Failed(format!("the samples were not copied: {error}"))),
        });
    }

    /// Ends everything: writes under way are waited for, the journal ends as it must.
    pub(super) fn end(&mut self, how: End) {
        self.settle();
        self.leave_workshop();
        self.writer.finish();
        self.close(how);
        if let Some(handle) = self.settling.take() {
            let _ = handle.join();
        }
    }
}

#[cfg(test)]
mod tests;
