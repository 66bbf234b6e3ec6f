//! Whole workshops in a real terminal, led with one keyboard: through every phase to the minutes, and killed in each phase.

use std::path::{Path, PathBuf};

use portable_pty::CommandBuilder;
use rustix::process::Signal;

use crate::desk::{Desk, Editor, bytes};

/// What is done in a phase of the pain-point clinic, in order: keys, and what is then to be seen.
type Steps = &'static [(&'static str, &'static str)];

/// The phases, each with its number and what is done in it before `>` goes on.
const PHASES: [Steps; 6] = [
    // Alone: three people say what hurts, each by their digit.
    &[
        ("lllagone", ""),
        ("\x15", ""),
        ("2The van comes and nobody rings\r", "1 private"),
        ("3!! The lift is out and nobody asked\r", "2 private"),
        ("ana: No word after “tomorrow”\r", "3 private"),
        ("\x1b", "reveal"),
    ],
    // Read aloud.
    &[
        ("R", "3 cards revealed"),
        ("atom: The app says “soon”\r", "“The app says “soon”"),
        ("\x1b", "next phase"),
    ],
    // Group: the last two, named.
    &[
        ("xx", "2 cards marked"),
        ("#", "What do 2 cards have in common?"),
        ("Waiting in the dark\r", "roup “Waiting in the dark”"),
    ],
    // Vote: whole papers, typed in by whoever leads; a dot is taken back and given again.
    &[
        ("v", "3 dots each"),
        ("2+", "2 dots left"),
        ("-", "3 dots left"),
        ("p", "ana 3 5 5"),
        ("maya 1 1 2; ana 2 2 3; tom 2 1\r", "3 of 3 have voted"),
        ("E", "people gave dots"),
    ],
    // Decide.
    &[
        ("=Nobody leaves without a call\r", "Decided"),
        ("AAsk the carrier for a push @tom due:2026-12-01\r", "until 2026-12-01"),
        ("ASomebody should look at the lift\r", "nobody yet"),
        (",The depot's own lift\r", "1 parked"),
    ],
    // Close: what is parked is carried over, what nobody owns gets an owner and a day.
    &[
        ("c", "carried over"),
        ("\r", "Who does it?"),
        ("Ana\r", "Until which day?"),
        ("2026-12-06\r", "Reviewed?"),
        ("y", "looked at"),
    ],
];

struct Workshop {
    desk: Desk,
}

impl Workshop {
    /// The sample maps.
    fn new() -> Self {
        let desk = Desk::new();
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps");
        std::fs::remove_dir_all(desk.path("maps")).unwrap();
        std::fs::create_dir_all(desk.path("maps")).unwrap();
        for entry in std::fs::read_dir(samples).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                std::fs::copy(&path, desk.path("maps").join(path.file_name().unwrap())).unwrap();
            }
        }
        Self { desk }
    }

    fn record(&self) -> PathBuf {
        self.desk.path("maps/sessions/2026-11-22-order-to-doorstep.log")
    }

    /// The program with these words.
    fn run(&self, words: &[&str]) -> Editor {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_milepost"));
        command.args(words);
        command.cwd(self.desk.path("maps"));
        self.desk.run(command, &[("MILEPOST_AS", "maya"), ("NO_COLOR", "1"), ("TZ", "UTC")])
    }

    /// What `milepost minutes` writes.
    fn minutes(&self) -> String {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_milepost"));
        command.arg("minutes").current_dir(self.desk.path("maps")).env("TZ", "UTC");
        command.env("MILEPOST_STATE_DIR", self.desk.path("state"));
        command.env("MILEPOST_CONFIG_DIR", self.desk.path("config"));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }

    fn begin(&self) -> Editor {
        let mut editor = self.run(&["workshop", "order-to-doorstep.ron", "--agenda", "pains-30"]);
        editor.sees("Who takes part?");
        editor.keys("Ana Ruiz, Tom Okafor\r");
        editor.sees("1/6 Pains, alone");
        editor
    }

    fn go_on(&self) -> Editor {
        let mut editor = self.run(&["workshop", "order-to-doorstep.ron"]);
        editor.sees("Go on with the workshop");
        editor.keys("\r");
        editor.sees("goes on where it was");
        editor
    }
}

fn play(editor: &mut Editor, steps: Steps) {
    for (keys, seen) in steps {
        editor.keys(keys);
        editor.sees(seen);
    }
}

#[test]
fn killed_in_each_phase_it_goes_on_where_it_was() {
    let workshop = Workshop::new();
    let mut editor = workshop.begin();
    for (at, steps) in PHASES.iter().enumerate() {
        play(&mut editor, steps);
        editor.keys("ahalf a li");
        // What is private is hidden while it is typed.
        editor.sees(if at == 0 { "•••• • ••" } else { "half a li" });
        let before = bytes(&workshop.record());
        editor.signal(Signal::KILL);
        editor.end();
        editor = workshop.go_on();
        editor.sees(&format!("{}/6", at + 1));
        let after = bytes(&workshop.record());
        assert!(after.starts_with(&before), "nothing of the record is gone");
        assert!(!String::from_utf8_lossy(&after).contains("half a li"), "only what was being typed is");
        if at + 1 < PHASES.len() {
            editor.keys(">");
            editor.sees(&format!("{}/6", at + 2));
        }
    }
    let map = std::fs::read_to_string(workshop.desk.path("maps/order-to-doorstep.ron")).unwrap();
    assert!(!map.contains("nobody rings"), "the file is as it was: nobody saved");
    editor.signal(Signal::TERM);
    editor.end();
}

#[test]
fn a_whole_workshop_ends_in_a_version_and_in_minutes() {
    let workshop = Workshop::new();
    let mut editor = workshop.begin();
    for (at, steps) in PHASES.iter().enumerate() {
        editor.sees(&format!("{}/6", at + 1));
        play(&mut editor, steps);
        if at + 1 < PHASES.len() {
            editor.keys(">");
        }
    }
    // Each stage that was touched is asked about.
    while !editor.contents().contains("nothing is open") {
        let before = editor.contents();
        editor.keys("y");
        editor.wait("the next stage", |screen| screen != before);
    }
    editor.keys("\r");
    editor.sees("version 1 written");
    let map = std::fs::read_to_string(workshop.desk.path("maps/order-to-doorstep.ron")).unwrap();
    for text in ["nobody rings", "Waiting in the dark", "votes: 4", "workshop 2026-11-22"] {
        assert!(map.contains(text), "{text} is not in the map");
    }
    assert!(!map.contains("\"ana\": 2"), "who gave which dots is nowhere in it");
    editor.keys("q");
    editor.sees("the map stays open");
    editor.keys("qq");
    assert_eq!(editor.end().exit_code(), 0);
    let minutes = workshop.minutes();
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/workshop-minutes.md");
    if std::env::var_os("MILEPOST_BLESS").is_some() {
        std::fs::write(page, &minutes).unwrap();
    }
    let kept = std::fs::read_to_string(page).unwrap_or_default();
    assert!(
        settled(&kept) == settled(&minutes),
        "docs/workshop-minutes.md is not what the program writes: MILEPOST_BLESS=1 cargo test writes it"
    );
}

/// Without what differs from run to run: times of the clock, how long a phase took, the last letters of ids.
fn settled(text: &str) -> String {
    let is_time =
        |word: &str| word.contains(':') && word.chars().all(|c| c.is_ascii_digit() || ":–,.".contains(c));
    let line = |line: &str| {
        let words: Vec<&str> =
            line.split(' ').map(|word| if is_time(word) && word.len() > 3 { "…" } else { word }).collect();
        let line = words.join(" ");
        match line.strip_suffix(" |").and_then(|row| row.rsplit_once("| ")) {
            Some((row, last)) if last.ends_with(" s") || last.contains('-') => format!("{row}| … |"),
            _ => line,
        }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
