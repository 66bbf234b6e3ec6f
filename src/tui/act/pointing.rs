//! The mouse: click, wheel, drag a card to another cell.

use ratatui::layout::{Position, Rect};

use super::super::app::{App, Screen};
use super::super::commands;
use super::super::event::Mouse;
use super::super::focus::Focus;
use super::super::layer::Layer;
use super::super::nav::{self, Step};
use super::super::status::Tone;
use super::super::view::Shape;
use super::super::widgets::popup::Anchor;
use crate::map::Place;
use crate::map::edit::move_card;

impl App {
    /// The mouse did something.
    pub fn on_mouse(&mut self, mouse: Mouse) {
        if self.macros.recorded().is_some() {
            if matches!(mouse, Mouse::Down(..)) {
                self.say(Tone::Info, "the mouse is no part of a macro; use keys while one is recorded");
            }
            return;
        }
        if !self.layers.is_empty() {
            self.layer_mouse(mouse);
            return;
        }
        match (self.screen, mouse) {
            (Screen::Map, Mouse::Down(x, y)) => self.press(x, y),
            (Screen::Map, Mouse::Drag(x, y)) => self.drag(x, y),
            (Screen::Map, Mouse::Up(x, y)) => self.release(x, y),
            (Screen::Map, Mouse::Wheel(_, _, by)) => {
                self.wheel(if by > 0 { Step::Down } else { Step::Up }, by);
            }
            (Screen::Map, Mouse::Sideways(by)) => {
                self.wheel(if by > 0 { Step::Right } else { Step::Left }, by);
            }
            (_, Mouse::Down(x, y)) => self.press_row(x, y),
            (Screen::Changes, Mouse::Wheel(_, _, by)) => self.changes.go(isize::from(by)),
            (Screen::Timeline, Mouse::Wheel(_, _, by)) => self.timeline.go(isize::from(by)),
            (Screen::Threads, Mouse::Wheel(_, _, by)) => {
                self.threads.top = self.threads.top.saturating_add_signed(isize::from(by));
            }
            (Screen::Atlas, Mouse::Wheel(_, _, by)) => self.atlas.go(isize::from(by)),
            (Screen::Findings, Mouse::Wheel(_, _, by)) => self.findings.go(isize::from(by)),
            (Screen::People, Mouse::Wheel(_, _, by)) => {
                let last = self.place.data.people.len().saturating_sub(1);
                self.people.row = self.people.row.saturating_add_signed(isize::from(by)).min(last);
            }
            (Screen::Policy, Mouse::Wheel(_, _, by)) => self.go_policy(isize::from(by)),
            (Screen::Room, Mouse::Wheel(_, _, by)) => self.go_row(isize::from(by)),
            (Screen::Actions, Mouse::Wheel(_, _, by)) => self.actions.go(isize::from(by)),
            (Screen::Conflicts, Mouse::Wheel(_, _, by)) => self.go_conflict(isize::from(by)),
            _ => {}
        }
    }

    /// The mouse over a layer: lists are clicked and scrolled.
    fn layer_mouse(&mut self, mouse: Mouse) {
        let screen = super::super::screens::ground(self, Rect::new(0, 0, self.size.0, self.size.1));
        let picker = match (self.layers.last_mut(), mouse) {
            (Some(Layer::Pick(picker)), _) => picker,
            (Some(Layer::Confirm(confirm)), Mouse::Wheel(_, _, by)) => return confirm.wheel(by > 0),
            (Some(Layer::Review(review)), Mouse::Wheel(_, _, by)) => return review.wheel(by > 0),
            (Some(Layer::Sheet(sheet)), Mouse::Wheel(_, _, by)) => return sheet.wheel(by > 0),
            _ => return,
        };
        let outcome = match mouse {
            Mouse::Down(x, y) => picker.click(Position::new(x, y), screen, Anchor::Centre),
            Mouse::Wheel(_, _, by) => picker.wheel(by > 0),
            Mouse::Drag(..) | Mouse::Up(..) | Mouse::Sideways(_) => return,
        };
        self.picked(outcome);
    }

    fn press(&mut self, x: u16, y: u16) {
        let hit = self.pointer.hits.at(x, y).cloned();
        let Some(doc) = &mut self.doc else { return };
        self.pointer.held = hit.clone().filter(|f| matches!(f, Focus::Card(_)));
        let Some(focus) = hit else { return };
        let stage = self.pointer.hits.state_at(x, y, &focus).filter(|_| doc.view.shape == Shape::Board);
        doc.focus = focus;
        if stage.is_some() {
            self.open_findings(stage);
        }
    }

    fn drag(&mut self, x: u16, y: u16) {
        if self.pointer.held.is_some() {
            let over = self.pointer.hits.at(x, y).and_then(|f| self.where_to(f));
            let words =
                over.map_or_else(|| "drop it on a cell".into(), |(_, words)| format!("drop it into {words}"));
            self.say(Tone::Info, words);
        }
    }

    fn release(&mut self, x: u16, y: u16) {
        let (Some(Focus::Card(card)), Some(over)) =
            (self.pointer.held.take(), self.pointer.hits.at(x, y).cloned())
        else {
            return;
        };
        if over == Focus::Card(card.clone()) {
            return;
        }
        let Some((place, _)) = self.where_to(&over) else { return };
        let Some(doc) = &self.doc else { return };
        let from = doc.map.place(&card);
        let same_cell = from.as_ref().is_some_and(|f| f.stage == place.stage && f.lane == place.lane);
        // A drop on a card below in the same cell lands on its place; the card itself no longer counts there.
        let place = match &over {
            Focus::Card(under) if same_cell => {
                Place { index: doc.map.place(under).map_or(0, |p| p.index), ..place }
            }
            _ => place,
        };
        if let Some(edit) = move_card(&doc.map, &card, place) {
            self.edit(edit);
        }
    }

    /// The cell under the mouse, and its name.
    fn where_to(&self, over: &Focus) -> Option<(Place, String)> {
        let doc = self.doc.as_ref()?;
        let place = nav::place_for_new(&doc.map, over)?;
        let stage = place.stage.as_ref().and_then(|s| doc.map.stage(s))?;
        let lane = doc.map.lane(&place.lane)?;
        Some((place.clone(), format!("{} · {}", stage.name, lane.name)))
    }

    fn wheel(&mut self, step: Step, by: i8) {
        for _ in 0..by.unsigned_abs().min(20) {
            if let Some(doc) = &mut self.doc {
                doc.focus = doc.view_step(step, &self.place.data);
            }
        }
    }

    fn press_row(&mut self, x: u16, y: u16) {
        let hit =
            self.pointer.rows.iter().find(|(rect, _)| rect.contains(Position::new(x, y))).map(|(_, at)| *at);
        let Some(at) = hit else { return };
        match self.screen {
            Screen::Atlas if self.atlas.row == at => {
                if let Some(open) = commands::find("atlas.open") {
                    super::super::update::run(self, open);
                }
            }
            Screen::Atlas => self.atlas.row = at,
            Screen::Findings => self.press_finding(at),
            Screen::People => self.people.row = at,
            Screen::Policy => self.policy.row = at,
            Screen::Changes => self.press_change(at),
            Screen::Timeline if self.timeline.at == at => self.open_moment(),
            Screen::Timeline => self.timeline.at = at,
            Screen::Threads => self.press_thread(at),
            Screen::Conflicts => self.conflicts.row = at,
            Screen::Room => self.press_room(at),
            Screen::Actions => self.actions.at = at,
            Screen::Map => {}
        }
    }
}
