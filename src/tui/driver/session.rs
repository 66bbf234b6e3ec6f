//! The loop: wait, take everything in, do what is asked for, paint once. While nothing happens nothing runs.

use std::io;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use ratatui::crossterm::event::Event as Raw;
use ratatui::layout::Size;

use super::super::effect::Effect;
use super::super::event::Event;
use super::super::term::{Output, Screen, Sig, Waiter, Woken, guard, panics};
use super::post::Message;
use super::program::Program;
use super::recorder::End;
use super::tenant::{Ending, Tenant};
use super::trial::Trial;
use super::world::World;
use super::{clipboard, input, outside};

/// How long a started key sequence waits before it is explained.
const WHICH_KEY: Duration = Duration::from_millis(300);

/// The editor at work on a terminal.
pub(super) struct Session<P> {
    pub(super) program: P,
    pub(super) world: World,
    pub(super) waiter: Waiter,
    pub(super) screen: Screen<Output>,
    pub(super) inbox: Receiver<Message>,
    pub(super) trial: Trial,
    /// When a started key sequence is to be explained.
    which_key_at: Option<Instant>,
    ending: Option<Ending>,
    /// Something happened since the last paint.
    is_outdated: bool,
}

impl<P: Program> Session<P> {
    pub(super) fn new(
        program: P,
        world: World,
        waiter: Waiter,
        screen: Screen<Output>,
        inbox: Receiver<Message>,
    ) -> Self {
        Self {
            program,
            world,
            waiter,
            screen,
            inbox,
            trial: Trial::from_env(),
            which_key_at: None,
            ending: None,
            is_outdated: true,
        }
    }

    /// Works until the end.
    ///
    /// # Errors
    /// Those of the terminal. What was not saved is in the journal then.
    pub(super) fn run(&mut self) -> io::Result<Ending> {
        for effect in self.program.update(Event::Resize(self.screen.area().width, self.screen.area().height))
        {
            self.effect(effect);
        }
        self.take_in(Vec::new());
        let mut raw = Vec::new();
        loop {
            if let Some(ending) = self.ending {
                self.world.end(if ending == Ending::Quit { End::Left } else { End::Cut });
                return Ok(ending);
            }
            self.paint()?;
            self.world.after_paint();
            let woken = self.waiter.wait(self.patience(), &mut raw)?;
            self.turn(&woken, std::mem::take(&mut raw));
        }
    }

    /// How long to wait at most.
    fn patience(&self) -> Option<Duration> {
        let key = self.which_key_at.map(|at| at.saturating_duration_since(Instant::now()));
        key.into_iter().chain(self.world.workshop_patience()).min()
    }

    /// Everything that came, in the order: signals, input, workers, time.
    fn turn(&mut self, woken: &Woken, raw: Vec<Raw>) {
        for sig in &woken.signals {
            self.signal(*sig);
        }
        if raw.iter().any(|event| matches!(event, Raw::Key(_) | Raw::FocusGained)) {
            self.world.look_for_others(Instant::now());
        }
        let mut events: Vec<Event> =
            self.world.workshop_time().filter(|_| !raw.is_empty()).into_iter().collect();
        events.extend(input::events(raw));
        if self.which_key_at.is_some_and(|at| Instant::now() >= at) {
            self.which_key_at = None;
            events.push(Event::WhichKey);
        }
        self.take_in(events);
        self.world.workshop_turn();
        self.follow();
    }

    /// Takes in events, then what workers have to say, and whatever follows from either.
    fn take_in(&mut self, events: Vec<Event>) {
        for event in events {
            self.feed(event);
        }
        while let Ok(message) = self.inbox.try_recv() {
            self.world.hear(message);
            self.follow();
        }
        self.follow();
        for panicked in panics::take_stray() {
            self.feed(Event::Failed(panicked.to_string()));
        }
        self.world.settle();
        self.follow();
    }

    fn feed(&mut self, event: Event) {
        if self.ending.is_some() {
            return;
        }
        if let Event::Key(_) = event {
            self.which_key_at = None;
            self.trial.key(&self.world.post);
        }
        self.trial.at("update");
        self.is_outdated = true;
        for effect in self.program.update(event) {
            self.effect(effect);
        }
        self.follow();
    }

    /// What the world has to tell, and what follows from it.
    fn follow(&mut self) {
        while let Some(event) = self.world.next_told() {
            self.is_outdated = true;
            for effect in self.program.update(event) {
                self.effect(effect);
            }
        }
    }

    /// What belongs to the terminal is done here, all else by the world.
    fn effect(&mut self, effect: Effect) {
        match effect {
            Effect::Quit => self.ending = Some(Ending::Quit),
            Effect::WhichKeyTimer => self.which_key_at = Instant::now().checked_add(WHICH_KEY),
            Effect::Repaint => self.refit(),
            Effect::Mouse(on) => self.report(guard::set_mouse(on)),
            Effect::Copy(text) => {
                if let Err(error) = clipboard::copy(self.screen.writer(), &text) {
                    self.world.tell(Event::Failed(format!("not on the system's clipboard: {error}")));
                }
            }
            Effect::EditOutside(text) => self.edit_outside(&text),
            Effect::Bell => {
                let rung = clipboard::bell(self.screen.writer());
                self.report(rung);
            }
            Effect::Suspend => self.suspend(true),
            effect => self.world.run(effect),
        }
    }

    fn report(&mut self, done: io::Result<()>) {
        if let Err(error) = done {
            self.world.tell(Event::Failed(error.to_string()));
        }
    }

    /// The person's own editor has the terminal; nobody else reads it meanwhile.
    fn edit_outside(&mut self, text: &str) {
        self.world.settle();
        let modes = guard::leave();
        let edited = outside::edit(&self.world.dirs, &outside::command(), text);
        if let Some(modes) = modes {
            let done = guard::resume(modes);
            self.report(done);
        }
        self.forget_interrupts();
        self.world.tell(match edited {
            Ok(text) => Event::Edited(text),
            Err(words) => Event::Failed(words),
        });
        self.refit();
    }

    /// A Ctrl-C in the other program was for that one. What else came holds.
    fn forget_interrupts(&mut self) {
        let mut raw = Vec::new();
        if let Ok(woken) = self.waiter.wait(Some(Duration::ZERO), &mut raw) {
            let mut others = woken.signals.into_iter().filter(|sig| *sig != Sig::Interrupt);
            self.ending = others.find_map(Ending::by).or(self.ending);
        }
    }

    fn paint(&mut self) -> io::Result<()> {
        if !std::mem::take(&mut self.is_outdated) {
            return Ok(());
        }
        let (program, trial) = (&mut self.program, &self.trial);
        self.screen.redraw_areas(|buffer, area| {
            trial.at("draw");
            program.draw(buffer, area)
        })
    }
}

impl<P: Program> Tenant for Session<P> {
    fn terminal(&mut self) -> (&Waiter, &mut Screen<Output>) {
        (&self.waiter, &mut self.screen)
    }

    fn end(&mut self, ending: Ending) {
        self.ending = Some(ending);
    }

    fn settle(&mut self) {
        self.world.settle();
    }

    fn stood_still(&mut self, done: io::Result<()>) {
        self.report(done);
    }

    fn fitted(&mut self, size: Option<Size>) {
        self.is_outdated = true;
        if let Some(size) = size {
            self.feed(Event::Resize(size.width, size.height));
        }
    }
}
