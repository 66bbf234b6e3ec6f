//! Pictures: the map screen drawn whole, and a moved focus brought to the terminal.
//!
//! What a picture costs must follow from what is on the screen, not from how large the map is.

use std::io::sink;

use crate::common::{TODAY, map_of, workspace};
use divan::{Bencher, black_box};
use milepost::insight::{Stake, map_stake};
use milepost::map::{Map, Workspace};
use milepost::rules::{Facts, StageState, stage_state};
use milepost::tui::board::{Keys, Painted, Scene, draw, redraw};
use milepost::tui::focus::Focus;
use milepost::tui::term::{Change, ColorProfile, Screen};
use milepost::tui::theme::symbols::Symbols;
use milepost::tui::theme::{Theme, Themes};
use milepost::tui::threads::Talks;
use milepost::tui::view::View;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

/// The smallest usual terminal.
#[divan::bench(args = [100, 1_000, 10_000], max_time = 1)]
fn draw_80x24(bencher: Bencher<'_, '_>, cards: usize) {
    draw_whole(bencher, cards, Size::new(80, 24));
}

/// A large one.
#[divan::bench(args = [100, 1_000, 10_000], max_time = 1)]
fn draw_200x60(bencher: Bencher<'_, '_>, cards: usize) {
    draw_whole(bencher, cards, Size::new(200, 60));
}

/// The focus to and fro between two cards, up to the bytes for the terminal: as the editor does it, from the last picture.
#[divan::bench(args = [100, 1_000, 10_000], max_time = 1)]
fn move_focus_200x60(bencher: Bencher<'_, '_>, cards: usize) {
    let mut board = Board::new(cards);
    let mut screen = Screen::new(sink(), Size::new(200, 60), ColorProfile::TrueColor);
    let cards: Vec<Focus> = board.map.cards().take(2).map(|card| Focus::Card(card.id.clone())).collect();
    let mut last = None;
    let mut turn = 0;
    bencher.bench_local(|| {
        turn = 1 - turn;
        board.focus = cards[turn].clone();
        let painted = screen.redraw_areas(|buffer, area| {
            let (painted, areas) = board.redraw(buffer, area, last.take());
            let cursor = painted.cursor;
            last = Some(painted);
            Change { cursor, areas }
        });
        painted.expect("a sink takes everything");
    });
}

/// Two whole pictures compared, and what differs written: what the above would cost if nothing were known of the last one.
#[divan::bench(max_time = 1)]
fn paint_moved_focus_200x60(bencher: Bencher<'_, '_>) {
    let mut board = Board::new(1_000);
    let area = Rect::new(0, 0, 200, 60);
    let cards: Vec<Focus> = board.map.cards().take(2).map(|card| Focus::Card(card.id.clone())).collect();
    let pictures: Vec<Buffer> = cards
        .into_iter()
        .map(|focus| {
            board.focus = focus;
            let mut buffer = Buffer::empty(area);
            board.draw(&mut buffer, area);
            buffer
        })
        .collect();
    let mut screen = Screen::new(sink(), Size::new(200, 60), ColorProfile::TrueColor);
    let mut turn = 0;
    bencher.bench_local(|| {
        turn = 1 - turn;
        let painted = screen.redraw(|buffer, _| {
            buffer.content.clone_from(&pictures[turn].content);
            None
        });
        painted.expect("a sink takes everything");
    });
}

fn draw_whole(bencher: Bencher<'_, '_>, cards: usize, size: Size) {
    let board = Board::new(cards);
    let area = Rect::new(0, 0, size.width, size.height);
    let mut buffer = Buffer::empty(area);
    bencher.bench_local(|| {
        buffer.reset();
        board.draw(black_box(&mut buffer), area)
    });
}

/// A map with all that its picture needs and that is only made when the map changes.
struct Board {
    map: Map,
    workspace: Workspace,
    states: Vec<StageState>,
    stake: Stake,
    talks: Talks,
    focus: Focus,
    view: View,
    theme: Theme,
}

impl Board {
    fn new(cards: usize) -> Self {
        let (map, workspace) = (map_of(cards), workspace());
        let facts = Facts::new(&map, &workspace);
        let states = map.stages.iter().map(|stage| stage_state(facts.stage(stage), TODAY)).collect();
        let stake = map_stake(&map, &workspace);
        let focus = map.cards().last().map_or(Focus::Map, |card| Focus::Card(card.id.clone()));
        let view = View::default();
        Self {
            map,
            workspace,
            states,
            stake,
            talks: Talks::default(),
            focus,
            view,
            theme: Themes::new(Vec::new()).standard(),
        }
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect) -> Painted {
        draw(buffer, area, &self.scene())
    }

    /// Changes the last picture where it differs; the parts that may.
    fn redraw(&mut self, buffer: &mut Buffer, area: Rect, last: Option<Painted>) -> (Painted, Vec<Rect>) {
        let again = last.and_then(|last| redraw(buffer, area, &self.scene(), &last.kept?, last.hits));
        let (painted, areas) = match again {
            Some(redrawn) => (redrawn.painted, redrawn.areas),
            None => (self.draw(buffer, area), vec![area]),
        };
        self.view.scroll = painted.scroll;
        (painted, areas)
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            map: &self.map,
            workspace: &self.workspace,
            states: &self.states,
            findings: milepost::tui::findings::Counts::default(),
            focus: &self.focus,
            view: &self.view,
            theme: &self.theme,
            symbols: Symbols::choose(false),
            today: TODAY,
            version: Some(3),
            saved: "saved",
            stake: &self.stake,
            talks: &self.talks,
            notice: None,
            keys: Keys::default(),
            changes: None,
            scores: None,
        }
    }
}
