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
    &[("R", "3 cards revealed"), ("atom: The app says “soon”\r", "“The app says “soon”"), ("\x1b", "next phase")],
    // Group: the last two, named.
    &[
        ("/nobody rings\r", "The van comes and nobody rings"),
        ("xjx#", "What do 2 cards have in common?"),
        ("Waiting in the dark\r", "roup “Waiting in the dark”"),
    ],
    // Vote: Ana and Tom give three dots each, the facilitator types them in.
    &[],
    // Decide.
    &[
        ("=Nobody leaves without a call\r", "Decided"),
        ("AAsk the carrier for a push @tom due:2026-12-01\r", "until 2026-12-01"),
        (",The depot's own lift\r", "Parked"),
    ],
    &[],
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
        editor.sees("half a li");
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
    editor.keys("w");
    editor.sees("saved");
}
