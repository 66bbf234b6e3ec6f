//! Leaving a map, and removing what holds something.

use super::super::app::{App, Screen};
use super::super::doc::Doc;
use super::super::effect::Effect;
use super::super::layer::{Answer, Layer};
use super::question;
use crate::map::id::{LaneId, StageId};
use crate::store::disk::words::shown;

impl App {
    /// Back to the list of maps; asks if something is not saved.
    pub fn close_map(&mut self) {
        if self.leave_past() || self.asks_to_leave_workshop() {
            return;
        }
        if !self.doc.as_ref().is_some_and(Doc::is_dirty) {
            self.leave_map();
            return;
        }
        let lines: Vec<String> = self
            .doc
            .as_ref()
            .map(|d| d.history.words().take(5).map(|w| format!("  {w}")).collect())
            .unwrap_or_default();
        let confirm = question::new("Save before leaving? Not saved yet:", lines)
            .choice('s', "save and leave", Answer::SaveAndClose)
            .choice('d', "leave without saving", Answer::CloseWithout)
            .safe('n', "stay here", Answer::No);
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    /// The map goes, the list of maps comes.
    pub fn leave_map(&mut self) {
        self.macros.stop();
        self.newcomers = super::Newcomers::default();
        self.doc = None;
        self.layers.clear();
        self.pointer = super::super::pointer::Pointer::default();
        self.screen = Screen::Atlas;
        self.ask_world(Effect::Close);
        self.read_atlas();
    }

    /// Asks before a map goes to the trash.
    pub fn ask_about_trash(&mut self) {
        let Some(row) = self.atlas.chosen() else { return };
        let name = row.content.as_ref().map_or_else(|_| shown(&row.path), |map| map.title.clone());
        let (title, path) = (format!("Move “{name}” to the trash?"), row.path.clone());
        let lines = vec!["u brings it back; after that it stays in .milepost/trash.".to_owned()];
        let confirm = question::new(&title, lines)
            .choice('y', "move it to the trash", Answer::Trash(path))
            .safe('n', "no", Answer::No);
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    /// Asks before a stage with content goes.
    pub fn confirm_remove_stage(&mut self, id: &StageId) {
        let Some(stage) = self.doc.as_ref().and_then(|d| d.map.stage(id)) else { return };
        let cards = stage.cards().count();
        let lines =
            vec![format!("{cards} cards go with it. u brings all of it back; p pastes it elsewhere.")];
        let confirm = question::new(&format!("Cut the stage “{}”?", stage.name), lines)
            .choice('y', "cut it", Answer::RemoveStage(id.clone()))
            .safe('n', "no", Answer::No);
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    /// Asks before a lane with content goes.
    pub fn confirm_remove_lane(&mut self, id: &LaneId) {
        let Some(doc) = &self.doc else { return };
        let Some(lane) = doc.map.lane(id) else { return };
        let cards: usize = doc.map.stages.iter().map(|s| s.cell(id).len()).sum();
        let lines = vec![format!("{cards} cards go with it. u brings all of it back.")];
        let confirm = question::new(&format!("Remove the lane “{}”?", lane.name), lines)
            .choice('y', "remove it", Answer::RemoveLane(id.clone()))
            .safe('n', "no", Answer::No);
        self.push(Layer::Confirm(Box::new(confirm)));
    }
}
