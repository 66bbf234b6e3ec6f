//! A workspace of its own, and editors started in it.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use tempfile::TempDir;

/// How long anything may take, on a slow and busy machine too.
const LIMIT: Duration = Duration::from_secs(60);

const MAP: &str = "#![enable(implicit_some)]
(
  format: 1,
  id: \"order\",
  title: \"Order to doorstep\",
  state: Current,
  stages: [
    (
      id: \"wait\",
      name: \"Wait for it\",
    ),
  ],
)
";

/// A folder with one map, and the folders of one person.
pub(crate) struct Desk {
    temp: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self { temp: tempfile::tempdir().unwrap() };
        std::fs::create_dir(desk.path("maps")).unwrap();
        std::fs::write(desk.path("maps/milepost.ron"), "(format: 1, name: \"Desk\")").unwrap();
        std::fs::write(desk.map(), MAP).unwrap();
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    pub(crate) fn map(&self) -> PathBuf {
        self.path("maps/order.ron")
    }

    pub(crate) fn text(&self) -> String {
        std::fs::read_to_string(self.map()).unwrap()
    }

    /// The files below the person's state folder, by the name of the part.
    pub(crate) fn state(&self, part: &str) -> usize {
        std::fs::read_dir(self.path("state").join(part)).map_or(0, Iterator::count)
    }

    /// An editor on the map, its first picture shown.
    pub(crate) fn open(&self) -> Editor {
        self.open_with(&[])
    }

    pub(crate) fn open_with(&self, variables: &[(&str, &str)]) -> Editor {
        let editor = self.start(variables);
        editor.wait("the map", |screen| screen.contains("? help"));
        editor
    }

    pub(crate) fn start(&self, variables: &[(&str, &str)]) -> Editor {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_milepost"));
        command.args(["--today", "2026-11-22"]);
        command.arg(self.map());
        command.cwd(self.path("maps"));
        self.run(command, variables)
    }

    /// Any program in a terminal of its own.
    pub(crate) fn run(&self, mut command: CommandBuilder, variables: &[(&str, &str)]) -> Editor {
        command.env_clear();
        for name in ["PATH", "LLVM_PROFILE_FILE"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.env("TERM", "xterm-256color");
        command.env("HOME", self.temp.path());
        command.env("USER", "tester");
        command.env("MILEPOST_CONFIG_DIR", self.path("config"));
        command.env("MILEPOST_STATE_DIR", self.path("state"));
        for (name, value) in variables {
            command.env(name, value);
        }
        Editor::start(command)
    }
}

/// What the terminal shows, and whether it is at its end.
struct Shown {
    terminal: vt100::Parser,
    raw: Vec<u8>,
    is_over: bool,
    /// The reader is to read no more.
    is_cut: bool,
}

/// A program in a terminal.
pub(crate) struct Editor {
    master: Option<Box<dyn MasterPty + Send>>,
    /// Kept open, so that the line settings can be asked for after the end.
    slave: Option<Box<dyn SlavePty + Send>>,
    before: String,
    pub(crate) pid: rustix::process::Pid,
    keys: Box<dyn Write + Send>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
    end: Receiver<ExitStatus>,
}

impl Editor {
    fn start(command: CommandBuilder) -> Self {
        let size = PtySize { rows: 30, cols: 100, ..PtySize::default() };
        let pty = native_pty_system().openpty(size).unwrap();
        let before = format!("{:?}", pty.master.get_termios());
        let mut child = pty.slave.spawn_command(command).unwrap();
        let pid =
            rustix::process::Pid::from_raw(i32::try_from(child.process_id().unwrap()).unwrap()).unwrap();
        let keys = pty.master.take_writer().unwrap();
        let terminal = vt100::Parser::new(30.try_into().unwrap(), 100.try_into().unwrap(), 0);
        let shown = Shown { terminal, raw: Vec::new(), is_over: false, is_cut: false };
        let shown = Arc::new((Mutex::new(shown), Condvar::new()));
        read_into(pty.master.try_clone_reader().unwrap(), Arc::clone(&shown));
        let (send, end) = channel();
        std::thread::spawn(move || send.send(wait_for(&mut *child)));
        Self { master: Some(pty.master), slave: Some(pty.slave), before, pid, keys, shown, end }
    }

    pub(crate) fn keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    /// Types a line into the open field and waits until it is seen there.
    pub(crate) fn types(&mut self, text: &str) {
        self.keys(text);
        let text = text.to_owned();
        self.wait(&text.clone(), move |screen| screen.contains(&text));
    }

    /// Waits until the screen is as wanted.
    pub(crate) fn wait(&self, what: &str, wanted: impl Fn(&str) -> bool) {
        let (shown, changed) = &*self.shown;
        let mut shown = shown.lock().unwrap();
        let start = Instant::now();
        loop {
            let contents = shown.terminal.screen().contents();
            if wanted(&contents) {
                return;
            }
            let left = LIMIT.saturating_sub(start.elapsed());
            assert!(!left.is_zero() && !shown.is_over, "{what} was never seen on\n{contents}");
            shown = changed.wait_timeout(shown, left).unwrap().0;
        }
    }

    pub(crate) fn sees(&self, text: &str) {
        self.wait(text, |screen| screen.contains(text));
    }

    /// Waits until this was written to the terminal; a program's last words may still be on their way when it has ended.
    pub(crate) fn says(&self, words: &str) {
        let (shown, changed) = &*self.shown;
        let mut shown = shown.lock().unwrap();
        let start = Instant::now();
        while !String::from_utf8_lossy(&shown.raw).contains(words) {
            let left = LIMIT.saturating_sub(start.elapsed());
            assert!(!left.is_zero(), "{words} was never written");
            shown = changed.wait_timeout(shown, left).unwrap().0;
        }
    }

    /// Everything that was written to the terminal so far.
    pub(crate) fn raw(&self) -> String {
        String::from_utf8_lossy(&self.shown.0.lock().unwrap().raw).into_owned()
    }

    pub(crate) fn contents(&self) -> String {
        self.shown.0.lock().unwrap().terminal.screen().contents()
    }

    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, ..PtySize::default() };
        let screen = (rows.try_into().unwrap(), columns.try_into().unwrap());
        self.shown.0.lock().unwrap().terminal.screen_mut().set_size(screen.0, screen.1);
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    pub(crate) fn signal(&self, signal: rustix::process::Signal) {
        rustix::process::kill_process(self.pid, signal).unwrap();
    }

    /// Closes the terminal, as a lost connection does: every handle on it, the reader's with the next thing it reads.
    pub(crate) fn hang_up(&mut self) {
        self.shown.0.lock().unwrap().is_cut = true;
        self.keys("j");
        self.slave = None;
        self.keys = Box::new(std::io::sink());
        self.master = None;
    }

    /// Waits for the end of the program.
    pub(crate) fn end(&self) -> ExitStatus {
        self.end.recv_timeout(LIMIT).unwrap_or_else(|_| panic!("it never ended:\n{}", self.contents()))
    }

    /// What of the terminal is not as it was found, after the end.
    pub(crate) fn left_behind(mut self) -> Vec<&'static str> {
        let is_same = format!("{:?}", self.master.as_ref().unwrap().get_termios()) == self.before;
        // Without its other end the reader comes to its own end, having read everything.
        self.slave = None;
        let (shown, changed) = &*self.shown;
        let mut shown = shown.lock().unwrap();
        while !shown.is_over {
            let (now, waited) = changed.wait_timeout(shown, LIMIT).unwrap();
            assert!(!waited.timed_out(), "the terminal never ended");
            shown = now;
        }
        let screen = shown.terminal.screen();
        let mouse = screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
        let found = [
            (!is_same, "line settings"),
            (screen.alternate_screen(), "alternate screen"),
            (screen.bracketed_paste(), "bracketed paste"),
            (mouse, "mouse reports"),
            (screen.hide_cursor(), "hidden cursor"),
        ];
        found.into_iter().filter(|(is_left, _)| *is_left).map(|(_, name)| name).collect()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // It may have ended, and been waited for, long ago.
        if self.end.try_recv().is_err() && std::thread::panicking() {
            let _ = rustix::process::kill_process(self.pid, rustix::process::Signal::KILL);
        }
    }
}

fn wait_for(child: &mut dyn Child) -> ExitStatus {
    child.wait().unwrap()
}

fn read_into(mut reader: Box<dyn Read + Send>, shown: Arc<(Mutex<Shown>, Condvar)>) {
    std::thread::spawn(move || {
        let mut chunk = [0; 4096];
        loop {
            // A terminal without its other end reports an error at its end.
            let length = reader.read(&mut chunk).unwrap_or(0);
            let (shown, changed) = &*shown;
            let mut shown = shown.lock().unwrap();
            shown.is_over = length == 0;
            shown.raw.extend_from_slice(&chunk[..length]);
            shown.terminal.process(&chunk[..length]);
            changed.notify_all();
            if length == 0 || shown.is_cut {
                return;
            }
        }
    });
}

/// Waits until `wanted` holds on the disk. A file system tells nobody here, so it is looked at again and again.
pub(crate) fn eventually(what: &str, wanted: impl Fn() -> bool) {
    let start = Instant::now();
    while !wanted() {
        assert!(start.elapsed() < LIMIT, "{what}");
        std::thread::yield_now();
    }
}

/// The bytes of a file, empty where there is none.
pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_default()
}
