//! A participant's terminal at work: the loop, and two threads that know the shared folder. One writes papers, so that no key
//! waits for a slow disk; one looks at what the room shows, and says that somebody is still there.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use ratatui::crossterm::event::Event as Raw;

use super::super::event::Event;
use super::super::join::{Happening, Join, Start, Wish};
use super::super::keymap::Own;
use super::super::term::{self, Output, Screen, Waiter, Woken, guard, panics};
use super::super::theme::Themes;
use super::config::Config;
use super::input;
use super::run::{RunError, end_by, profile};
use super::tenant::{Ending, Tenant};
use crate::map::Label;
use crate::map::id::{ItemId, PersonId};
use crate::store::clock;
use crate::store::disk::dirs::Dirs;
use crate::store::disk::watch::Watch;
use crate::store::disk::words::reason;
use crate::store::ids::RandomIds;
use crate::store::live::{Place, RENEW};
use crate::workshop::Attendee;
use crate::workshop::pad::Pad;
use crate::workshop::slip::{Says, Slip};

/// How often the folder is looked at where the system tells of no change: network and synchronised folders.
const POLL: Duration = Duration::from_millis(400);

/// What to join with.
#[derive(Debug, Clone)]
pub struct JoinStart {
    /// Where the workshop's papers lie.
    pub place: Place,
    /// Who sits here, and as what.
    pub me: Attendee,
    /// People of the workspace, who can own something.
    pub people: Vec<(PersonId, Label)>,
    /// The day.
    pub today: Date,
}

/// Runs a participant's terminal until the person leaves. Told to end by a signal, the process ends by that signal.
///
/// # Errors
/// [`RunError`]; the terminal is as it was before.
pub fn join(start: JoinStart) -> Result<(), RunError> {
    use io::IsTerminal as _;
    if !io::stdout().is_terminal() {
        return Err(RunError::NoTerminal);
    }
    panics::install_hook();
    let dirs = Dirs::from_env().ok_or(RunError::NoHome)?;
    let waiter = Waiter::new().map_err(|_| RunError::NoTerminal)?;
    let screen = Screen::new(Output, term::size()?, profile());
    let config = Config::<Own>::read(&dirs);
    let pad = Pad::new(start.place.session().clone(), start.me.id.clone(), start.me.name.clone());
    let (theme, _) = Themes::new(config.themes).choose(&config.settings.theme, profile().has_colour());
    let state = Join::new(Start {
        me: start.me.clone(),
        pad: pad.clone(),
        people: start.people,
        today: start.today,
        ids: Box::new(RandomIds),
        theme,
        ascii: config.settings.ascii,
    });
    let folder = Folder::open(start.place, &start.me, pad, &waiter)?;
    let taken = guard::enter(guard::Modes { mouse: false })?;
    let mut desk = Desk { state, waiter, screen, folder, began: Instant::now(), ending: None };
    let ending = desk.run();
    drop(taken);
    desk.folder.close();
    match ending? {
        Ending::Quit => Ok(()),
        Ending::Signal(number) => end_by(number),
    }
}

/// The loop.
struct Desk {
    state: Join,
    waiter: Waiter,
    screen: Screen<Output>,
    folder: Folder,
    began: Instant,
    ending: Option<Ending>,
}

impl Desk {
    fn run(&mut self) -> io::Result<Ending> {
        let mut raw = Vec::new();
        loop {
            self.take(Happening::Time);
            while let Ok(news) = self.folder.news.try_recv() {
                self.take(news);
            }
            if let Some(ending) = self.ending {
                return Ok(ending);
            }
            let state = &self.state;
            self.screen.draw(|buffer, area| state.draw(area, buffer))?;
            let woken = self.waiter.wait(Some(self.state.patience()), &mut raw)?;
            self.turn(&woken, std::mem::take(&mut raw));
        }
    }

    fn turn(&mut self, woken: &Woken, raw: Vec<Raw>) {
        for sig in &woken.signals {
            self.signal(*sig);
        }
        for event in input::events(raw) {
            match event {
                Event::Key(key) => self.take(Happening::Key(key)),
                Event::Paste(text) => self.take(Happening::Paste(text)),
                Event::Resize(..) => self.refit(),
                _ => {}
            }
        }
    }

    fn take(&mut self, what: Happening) {
        let wishes = self.state.update(self.began.elapsed(), clock::millis(), what);
        for wish in wishes {
            match wish {
                Wish::Offer(slip) => self.folder.offer(*slip),
                Wish::Suspend => self.suspend(true),
                Wish::Leave => self.ending = Some(Ending::Quit),
            }
        }
    }
}

impl Tenant for Desk {
    fn terminal(&mut self) -> (&Waiter, &mut Screen<Output>) {
        (&self.waiter, &mut self.screen)
    }

    fn end(&mut self, ending: Ending) {
        self.ending = Some(ending);
    }
}

/// The shared folder, from the thread that draws.
struct Folder {
    place: Place,
    gone: Slip,
    papers: Option<Sender<Slip>>,
    looks: Sender<Look>,
    threads: Vec<JoinHandle<()>>,
    news: Receiver<Happening>,
}

/// What the thread that looks is told.
enum Look {
    /// Something changed.
    Now,
    /// A paper lies in the folder: say when it is gone.
    For(ItemId),
    /// It is over. The watch holds a way to the thread, too: that it is gone would never be seen.
    End,
}

/// Hands news over and wakes the thread that draws.
type Tell = Arc<dyn Fn(Happening) + Send + Sync>;

impl Folder {
    fn open(place: Place, me: &Attendee, mut pad: Pad, waiter: &Waiter) -> io::Result<Self> {
        let (send, news) = channel();
        let waker = waiter.waker();
        let tell: Tell = Arc::new(move |what| {
            if send.send(what).is_ok() {
                waker.wake();
            }
        });
        let (looks, to_look) = channel();
        let (papers, to_write) = channel();
        let gone = pad.slip(Says::Gone, clock::millis(), &mut RandomIds);
        let looker =
            Looker { place: place.clone(), here: Says::Here(me.part), pad, waiting: BTreeSet::new() };
        let (nudge, said) = (looks.clone(), looks.clone());
        let (watch, _) = Watch::new(&[place.glance()], move |_: PathBuf| drop(nudge.send(Look::Now)));
        let (writes, reads) = (Arc::clone(&tell), tell);
        let in_place = place.clone();
        let threads = vec![
            spawn("papers", move || write(&in_place, &to_write, &said, &writes))?,
            spawn("look", move || {
                let _watch = watch;
                looker.run(&to_look, &reads);
            })?,
        ];
        Ok(Self { place, gone, papers: Some(papers), looks, threads, news })
    }

    fn offer(&self, slip: Slip) {
        // The thread ends only when it is told to.
        if let Some(papers) = &self.papers {
            drop(papers.send(slip));
        }
    }

    /// Writes what is still to be written, and says that this person goes.
    fn close(&mut self) {
        self.papers = None;
        let _ = self.looks.send(Look::End);
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
        // First the beat stops: a desk that reads the paper must not find somebody there again. Where either fails the
        // facilitator's editor notices the silence.
        let _ = self.place.rest(&self.gone.by);
        let _ = self.place.offer(&self.gone);
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name(name.to_owned()).spawn(move || drop(panics::catch(work)))
}

/// Writes papers, one after the other.
fn write(place: &Place, papers: &Receiver<Slip>, looks: &Sender<Look>, tell: &Tell) {
    for slip in papers {
        let done = place.offer(&slip).map_err(|error| reason(&error));
        let is_there = done.is_ok();
        tell(Happening::Offered(slip.id.clone(), done));
        if is_there {
            let _ = looks.send(Look::For(slip.id));
        }
    }
}

/// The thread that looks.
struct Looker {
    place: Place,
    here: Says,
    pad: Pad,
    /// Papers that lie in the folder.
    waiting: BTreeSet<ItemId>,
}

impl Looker {
    fn run(mut self, looks: &Receiver<Look>, tell: &Tell) {
        let (mut seen, mut beaten) = (None, None::<Instant>);
        loop {
            if beaten.is_none_or(|at| at.elapsed() >= RENEW) {
                beaten = Some(Instant::now());
                let slip = self.pad.slip(self.here.clone(), clock::millis(), &mut RandomIds);
                // Where this fails, so do the papers: that is said there.
                let _ = self.place.beat(&slip);
            }
            // First what is gone, then what is shown: the glance that follows says what became of it.
            let gone: Vec<ItemId> =
                self.waiting.iter().filter(|id| !self.place.is_waiting(id)).cloned().collect();
            if !gone.is_empty() {
                self.waiting.retain(|id| !gone.contains(id));
                tell(Happening::Fetched(gone));
            }
            if let Some(glance) = self.place.look_again(&mut seen) {
                tell(Happening::Glance(Box::new(glance)));
            }
            match looks.recv_timeout(POLL) {
                Ok(Look::For(id)) => {
                    self.waiting.insert(id);
                }
                Ok(Look::Now) | Err(RecvTimeoutError::Timeout) => {}
                Ok(Look::End) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }
}
