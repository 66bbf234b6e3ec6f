//! The page about two people who edit one map: its commands are run, its screens are shown, and it must say what they say.

use std::path::{Path, PathBuf};
use std::process::Command;

use portable_pty::CommandBuilder;

use crate::desk::{Desk, Editor};

/// What is done in the editor before each of the page's screens, and what is then to be seen.
const SCREENS: [(&str, &str); 2] = [(" c", "› Conflicts"), ("t", "No conflict is left")];

struct Walk {
    desk: Desk,
    editor: Option<Editor>,
    screens: std::slice::Iter<'static, (&'static str, &'static str)>,
    /// A commit a minute, so that they have an order.
    minute: u32,
}

impl Walk {
    /// The sample maps in a repository, with git told how maps are merged; `None` without git.
    fn new() -> Option<Self> {
        Command::new("git").arg("--version").output().ok()?;
        let mut walk = Self { desk: Desk::new(), editor: None, screens: SCREENS.iter(), minute: 0 };
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps");
        std::fs::remove_dir_all(walk.desk.path("maps")).unwrap();
        std::fs::create_dir_all(walk.root().join("maps")).unwrap();
        for entry in std::fs::read_dir(samples).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                std::fs::copy(&path, walk.root().join("maps").join(path.file_name().unwrap())).unwrap();
            }
        }
        for command in [
            "git init -q -b main",
            "git config user.name 'Maya Chen'",
            "git config user.email maya@example.com",
            "milepost git setup maps",
            "git add -A",
            "git commit -qm 'The maps'",
        ] {
            walk.shell(command);
        }
        Some(walk)
    }

    fn root(&self) -> PathBuf {
        self.desk.path("work")
    }

    /// What a command says, errors too, as in a terminal.
    fn shell(&mut self, words: &str) -> String {
        self.minute += 1;
        let program = Path::new(env!("CARGO_BIN_EXE_milepost")).parent().unwrap();
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
        let time = format!("2026-11-22T10:{:02}:00Z", self.minute);
        let mut shell = Command::new("sh");
        shell.current_dir(self.root()).args(["-c", &format!("{{ {words}\n}} 2>&1")]).env_clear();
        shell.env("PATH", path).env("HOME", self.desk.path("home")).env("GIT_CONFIG_NOSYSTEM", "1");
        shell
            .env("MILEPOST_CONFIG_DIR", self.desk.path("config"))
            .env("MILEPOST_AS", "maya")
            .env("TZ", "UTC");
        shell.env("MILEPOST_STATE_DIR", self.desk.path("state")).env("LC_ALL", "C.UTF-8");
        shell.env("GIT_AUTHOR_DATE", &time).env("GIT_COMMITTER_DATE", &time);
        if words.contains("Ask the drivers") {
            shell.env("GIT_AUTHOR_NAME", "Tom Okafor");
        }
        String::from_utf8(shell.output().unwrap().stdout).unwrap()
    }

    fn console(&mut self, block: &str) -> String {
        self.leave_editor();
        let commands: Vec<String> =
            block.lines().filter(|l| l.starts_with("$ ")).map(str::to_owned).collect();
        let mut out = String::new();
        for command in commands {
            out += &command;
            out.push('\n');
            out += &settled(&self.shell(command.trim_start_matches("$ ")));
        }
        out
    }

    fn screen(&mut self) -> String {
        let (keys, seen) = self.screens.next().unwrap();
        let mut editor = self.editor.take().unwrap_or_else(|| self.open());
        editor.keys(keys);
        editor.sees(seen);
        let lines: Vec<String> = editor.contents().lines().map(|l| l.trim_end().to_owned()).collect();
        self.editor = Some(editor);
        settled(&(lines.join("\n").trim_end().to_owned() + "\n"))
    }

    fn open(&self) -> Editor {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_milepost"));
        command.arg("maps/order-to-doorstep.ron");
        command.cwd(self.root());
        let editor = self.desk.run(command, &[("MILEPOST_AS", "maya"), ("NO_COLOR", "1")]);
        editor.sees("? help");
        editor
    }

    fn leave_editor(&mut self) {
        let Some(mut editor) = self.editor.take() else { return };
        editor.keys("\x13");
        editor.sees("Saved order-to-doorstep.ron");
        // The list, the map, the atlas.
        editor.keys("qqq");
        assert_eq!(editor.end().exit_code(), 0);
    }
}

/// Without the digits of ids that are new in each run: those of the two new pains, and of commits.
fn settled(text: &str) -> String {
    let mut out = text.to_owned();
    for stem in ["nobody-rings-the-", "the-lift-is-out-"] {
        let mut from = 0;
        while let Some(at) = out.get(from..).and_then(|rest| rest.find(stem)) {
            let digits = from + at + stem.len();
            out.replace_range(digits..(digits + 4).min(out.len()), "7f3k");
            from = digits + 4;
        }
    }
    let is_hash = |word: &str| (7..=40).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_hexdigit());
    let words: Vec<&str> = out.split_inclusive(|c: char| !c.is_ascii_alphanumeric()).collect();
    let plain = |word: &str| {
        let bare = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let steady: String = "4f1c09ab2e".chars().take(bare.len()).collect();
        if is_hash(bare) { word.replace(bare, &steady) } else { word.to_owned() }
    };
    words.into_iter().map(plain).collect()
}

#[test]
fn the_page_on_two_people_says_what_happens() {
    let Some(mut walk) = Walk::new() else { return };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/two-people.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let mut new = String::new();
    for (at, part) in page.split("```").enumerate() {
        let fenced = match part.split_once('\n') {
            Some(("console", block)) if at % 2 == 1 => format!("```console\n{}```", walk.console(block)),
            Some(("text", _)) if at % 2 == 1 => format!("```text\n{}```", walk.screen()),
            _ => part.to_owned(),
        };
        new += &fenced;
    }
    walk.leave_editor();
    if std::env::var_os("MILEPOST_BLESS").is_some() {
        return std::fs::write(&path, &new).unwrap();
    }
    pretty(&page, &new);
}

/// Fails at the first line that differs.
fn pretty(old: &str, new: &str) {
    for (number, (old, new)) in old.lines().zip(new.lines()).enumerate() {
        assert_eq!(old, new, "line {} of docs/two-people.md; MILEPOST_BLESS=1 writes it anew", number + 1);
    }
    assert_eq!(old.lines().count(), new.lines().count());
}
