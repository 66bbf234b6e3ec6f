//! The screens in the README are drawn by the program: a test fails when they are not what it draws.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw;
use super::testing::{atlas, open, press};
use crate::tui::app::App;
use crate::tui::testing::text_of;

/// Where a drawn screen begins: `<!-- screen: NAME WIDTHxHEIGHT -->`, and where it ends.
const BEGIN: &str = "<!-- screen: ";
const END: &str = "<!-- end -->";

fn app(name: &str) -> App {
    match name {
        "atlas" => atlas("terminal"),
        "map" => {
            let mut app = open("terminal", "order-to-doorstep.ron");
            press(&mut app, "4 Tab Tab Tab Tab Tab Tab");
            app
        }
        other => panic!("README asks for a screen that nobody draws: {other}"),
    }
}

fn screen(name: &str, width: u16, height: u16) -> String {
    let mut app = app(name);
    app.size = (width, height);
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    draw(&app, &mut buf, area);
    let lines: Vec<String> = text_of(&buf).lines().map(|l| l.trim_end().to_owned()).collect();
    format!("```text\n{}\n```", lines.join("\n"))
}

/// The README with every screen drawn anew.
fn drawn(readme: &str) -> String {
    let mut parts = readme.split(BEGIN);
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (line, rest) = part.split_once('\n').unwrap();
        let words: Vec<&str> = line.split_whitespace().collect();
        let (width, height) = words[1].split_once('x').unwrap();
        let picture = screen(words[0], width.parse().unwrap(), height.parse().unwrap());
        let (_, after) = rest.split_once(END).expect("a screen of the README has no end");
        for piece in [BEGIN, line, "\n", &picture, "\n", END, after] {
            out.push_str(piece);
        }
    }
    out
}

#[test]
fn the_screens_of_the_readme_are_what_the_program_draws() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let wanted = drawn(&readme);
    if std::env::var_os("MILEPOST_BLESS").is_some() {
        std::fs::write(path, wanted).unwrap();
    } else {
        assert!(readme == wanted, "a screen of the README differs; MILEPOST_BLESS=1 cargo test writes it");
    }
}
