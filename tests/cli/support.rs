//! A folder of its own for each test, and the program run in it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A small workspace: two people, one map with a stale stage, an ungoverned one and a pain.
pub(crate) const WORKSPACE: &str = r#"#![enable(implicit_some)]
(
  format: 1,
  people: [
    (
      id: "maya",
      name: "Maya Chen",
      email: "maya@example.com",
    ),
    (
      id: "tom",
      name: "Tom Okafor",
    ),
  ],
)
"#;

pub(crate) const MAP: &str = r#"#![enable(implicit_some)]
(
  format: 1,
  id: "order",
  title: "Order to doorstep",
  state: Current,
  lanes: [
    (
      id: "doing",
      name: "Doing",
      role: Steps,
    ),
    (
      id: "thinking",
      name: "Thinking",
      role: Notes,
      layer: Thinking,
    ),
  ],
  stages: [
    (
      id: "wait",
      name: "Wait for delivery",
      owner: "tom",
      created: "2025-11-03",
      reviewed: (
        on: "2026-06-02",
        by: "tom",
      ),
      steps: [
        (
          id: "track",
          stage: "wait",
          lane: "doing",
          text: "Tracks the van",
          emotion: -1,
        ),
      ],
      // Ask Ana about the new carrier.
      pains: [
        (
          id: "no-eta-7f",
          stage: "wait",
          text: "No ETA once the van has left",
          severity: High,
        ),
      ],
    ),
    (
      id: "receive",
      name: "Receive",
      created: "2025-11-03",
    ),
  ],
)
"#;

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Exit code and both outputs, in one text.
    pub(crate) fn all(&self) -> String {
        let err = if self.err.is_empty() { String::new() } else { format!("-- stderr\n{}", self.err) };
        format!("{}{err}-- exit {}", self.out, self.code)
    }

    /// The output of a run that must have gone well.
    pub(crate) fn fine(self) -> String {
        assert_eq!(self.code, 0, "{}", self.all());
        self.out
    }
}

/// A folder with `maps/` in it, and the person's own folders beside.
pub(crate) struct Sandbox {
    temp: tempfile::TempDir,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        let this = Self::empty();
        this.write("maps/milepost.ron", WORKSPACE);
        this.write("maps/order.ron", MAP);
        this
    }

    pub(crate) fn empty() -> Self {
        let temp = tempfile::tempdir().unwrap();
        std::fs::create_dir(temp.path().join("work")).unwrap();
        // So that the search for a workspace ends here.
        std::fs::create_dir(temp.path().join("work/.git")).unwrap();
        Self { temp }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.temp.path().join("work").join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program with these arguments, on a fixed day, as Maya, with nothing of this machine's configuration.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
        command.args(args).current_dir(self.path(""));
        for name in
            ["NO_COLOR", "TERM", "USER", "USERNAME", "MILEPOST_AS", "XDG_CONFIG_HOME", "RUST_BACKTRACE"]
        {
            command.env_remove(name);
        }
        let own = |name: &str| self.temp.path().join(name);
        command.env("HOME", own("home")).env("MILEPOST_STATE_DIR", own("state"));
        command.env("MILEPOST_CONFIG_DIR", own("config")).env("MILEPOST_AS", "maya");
        command.stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        let mut with_day: Vec<&str> = args.to_vec();
        if !args.contains(&"--today") {
            with_day.extend(["--today", "2026-11-22"]);
        }
        self.exactly(&mut self.command(&with_day), b"")
    }

    pub(crate) fn run_with(&self, args: &[&str], stdin: &[u8]) -> Ran {
        let mut with_day: Vec<&str> = args.to_vec();
        with_day.extend(["--today", "2026-11-22"]);
        let mut command = self.command(&with_day);
        command.stdin(Stdio::piped());
        self.exactly(&mut command, stdin)
    }

    pub(crate) fn exactly(&self, command: &mut Command, stdin: &[u8]) -> Ran {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        if let Some(mut pipe) = child.stdin.take() {
            pipe.write_all(stdin).unwrap();
        }
        let done = child.wait_with_output().unwrap();
        let home = self.temp.path().to_string_lossy().into_owned();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&home, "TMP");
        Ran { code: done.status.code().unwrap(), out: text(done.stdout), err: text(done.stderr) }
    }

    /// Every file below `work`, with its size and content, to see that nothing was touched.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut out = Vec::new();
        gather(&self.path(""), &mut out);
        out.sort();
        out
    }
}

fn gather(folder: &Path, out: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, out);
        } else {
            out.push((path.clone(), std::fs::read(&path).unwrap()));
        }
    }
}

/// A text whose minted ids are replaced: `no-eta-4f7a` becomes `no-eta-····`.
pub(crate) fn without_ids(text: &str, stem: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    let start = format!("{stem}-");
    while let Some(at) = rest.find(&start) {
        let (before, after) = rest.split_at(at + start.len());
        let tail = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        let digits = after.strip_suffix(tail).unwrap();
        out.push_str(before);
        out.push_str(if digits.len() == 4 { "····" } else { digits });
        rest = tail;
    }
    out + rest
}
