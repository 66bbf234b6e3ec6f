//! An open map: its data, its history, and how it is looked at.

mod rebase;

use std::path::PathBuf;

use jiff::civil::Date;

use super::app::Screen;
use super::event::Arrived;
use super::findings::Counts;
use super::focus::Focus;
use super::nav;
use super::threads::Talks;
use super::view::View;
use crate::insight::Stake;
use crate::map::edit::{self, Edit, EditError, History};
use crate::map::id::{CardId, PersonId};
use crate::map::{Card, Map, Stage, Workspace};
use crate::rules::{Finding, Outside, StageState};
use crate::store::disk::signature::ContentHash;
use crate::store::versions::seals::Sealed;

/// An open map.
#[derive(Debug, Clone)]
pub struct Doc {
    /// The document.
    pub map: Map,
    /// What was done to it.
    pub history: History<Focus>,
    /// What has the focus.
    pub focus: Focus,
    /// How it is looked at.
    pub view: View,
    /// Where it is on the disk.
    pub path: PathBuf,
    /// The number of its newest version.
    pub version: Option<u32>,
    /// The state of each stage on the day, in stage order.
    pub states: Vec<StageState>,
    /// What the rules say on the day.
    pub findings: Vec<Finding>,
    /// How many of them are how loud.
    pub counts: Counts,
    /// What they would say, were it not put off.
    pub put_off: Vec<Finding>,
    /// What its open pains cost: summed when the map changes, not for each picture.
    pub stake: Stake,
    /// Places left by jumps, newest last, and those jumped back from.
    pub jumps: Jumps,
    /// What is known beside its file, as far as it was gathered.
    pub outside: Outside,
    /// What was wrong in that, in one line.
    pub trouble: Option<String>,
    /// What the reader had to say about the file, one line each.
    pub remarks: Vec<String>,
    /// Whether the next save would move comments away from where a person wrote them.
    pub comments_move: bool,
    /// Others who have it open, in words.
    pub others: Vec<String>,
    /// Whether a save is under way.
    pub saving: bool,
    /// Whether another one was asked for meanwhile: what was edited since is not in the first.
    pub save_again: bool,
    /// Whether the map is left as soon as it is saved.
    pub closing: bool,
    /// What happened to the file on the disk meanwhile.
    pub disk: Disk,
    /// What the file is now, until it can be taken in.
    pub arrived: Option<Box<Arrived>>,
    /// What was taken in last.
    pub taken_in: Option<ContentHash>,
    /// How often the save under way found another file than it expected; 0: there is none to be tried again.
    pub retries: u8,
    /// Which state it is, where it is one that is over: nothing can be changed in it.
    pub past: Option<Past>,
    /// Stages as they were when they were reviewed here: a save keeps those whose review stands.
    pub sealed: Vec<Sealed>,
    /// What people say about it.
    pub talks: Talks,
}

/// A state of a map that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Which, in words: `version 3 of 2026-09-14`.
    pub words: String,
    /// The day that it is judged by, where that is known.
    pub on: Option<Date>,
    /// The screen that it was opened from.
    pub back: Screen,
}

/// What happened on the disk since the map was read or saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Disk {
    /// Nothing.
    #[default]
    Same,
    /// Somebody wrote the file.
    Changed,
    /// It is gone.
    Gone,
}

/// Places to go back to.
#[derive(Debug, Clone, Default)]
pub struct Jumps {
    back: Vec<Focus>,
    forward: Vec<Focus>,
}

impl Jumps {
    /// How many places are kept.
    const LIMIT: usize = 100;

    /// Remembers a place before a jump.
    pub fn leave(&mut self, from: Focus) {
        if self.back.last() != Some(&from) {
            self.back.push(from);
        }
        if self.back.len() > Self::LIMIT {
            self.back.remove(0);
        }
        self.forward.clear();
    }

    /// The place before the last jump.
    pub fn back(&mut self, here: Focus) -> Option<Focus> {
        let to = self.back.pop()?;
        self.forward.push(here);
        Some(to)
    }

    /// The place that `back` came from.
    pub fn forward(&mut self, here: Focus) -> Option<Focus> {
        let to = self.forward.pop()?;
        self.back.push(here);
        Some(to)
    }
}

impl Doc {
    /// A map just opened.
    pub fn new(map: Map, path: PathBuf) -> Self {
        let focus = nav::first(&map);
        Self {
            map,
            history: History::default(),
            focus,
            view: View::default(),
            path,
            version: None,
            states: Vec::new(),
            findings: Vec::new(),
            counts: Counts::default(),
            put_off: Vec::new(),
            stake: Stake::default(),
            jumps: Jumps::default(),
            outside: Outside::default(),
            trouble: None,
            remarks: Vec::new(),
            comments_move: false,
            others: Vec::new(),
            saving: false,
            save_again: false,
            closing: false,
            disk: Disk::Same,
            arrived: None,
            taken_in: None,
            retries: 0,
            past: None,
            sealed: Vec::new(),
            talks: Talks::default(),
        }
    }

    /// Applies an edit and puts the focus on what it is about; gives its words.
    ///
    /// # Errors
    /// When the edit does not apply; nothing has changed then.
    pub fn apply(&mut self, edit: Edit, workspace: &Workspace) -> Result<String, EditError> {
        let words = self.words_of(&edit, workspace);
        self.apply_saying(edit, words.clone())?;
        Ok(words)
    }

    /// An edit of this map in words.
    pub fn words_of(&self, edit: &Edit, workspace: &Workspace) -> String {
        edit::describe_with(&self.map, edit, &|id| workspace.name_of(id).to_owned())
    }

    /// As [`Doc::apply`], with words for the step.
    ///
    /// # Errors
    /// When the edit does not apply; nothing has changed then.
    pub fn apply_saying(&mut self, edit: Edit, words: String) -> Result<(), EditError> {
        let spot = nav::spot(&self.map, &self.focus);
        self.history.apply(&mut self.map, edit, words, self.focus.clone())?;
        self.settle(spot.as_ref());
        Ok(())
    }

    /// Keeps focus and marks on things that exist.
    pub fn settle(&mut self, was: Option<&nav::Spot>) {
        self.focus = nav::settle(&self.map, &self.focus, was);
        let map = &self.map;
        self.view.marks.retain(|card| map.card(card).is_some());
    }

    /// Where the focus stands; `None` on the map itself and on what is gone. Quickly found near what is on the screen.
    pub fn spot(&self) -> Option<nav::Spot> {
        nav::spot_near(&self.map, &self.focus, self.view.scroll.0)
    }

    /// The focused card.
    pub fn card(&self) -> Option<&Card> {
        let Focus::Card(id) = &self.focus else { return None };
        match self.map.place_near(id, self.view.scroll.0) {
            Some((stage, lane, at)) => self.map.stages.get(stage)?.cell(lane).get(at),
            None => self.map.card(id),
        }
    }

    /// The stage in whose column the focus is.
    pub fn stage(&self) -> Option<&Stage> {
        self.map.stages.get(self.spot()?.stage?)
    }

    /// The cards that verbs act on: the marked ones that are shown, in the order of the map, else the focused one.
    pub fn targets(&self) -> Vec<CardId> {
        let is_marked = |c: &&Card| self.view.marks.contains(&c.id);
        let id = |c: &Card| c.id.clone();
        let marked: Vec<CardId> = match (self.view.marks.is_empty(), self.view.filter.is_empty()) {
            (true, _) => Vec::new(),
            (false, true) => self.map.cards().filter(is_marked).map(id).collect(),
            (false, false) => self.shown_cards().filter(is_marked).map(id).collect(),
        };
        if marked.is_empty() { self.card().map(id).into_iter().collect() } else { marked }
    }

    /// The cards of the stages that the filter shows, in reading order.
    pub fn shown_cards(&self) -> impl Iterator<Item = &Card> {
        self.map.stages.iter().enumerate().flat_map(|(index, stage)| self.shown_in(index, stage))
    }

    /// The cards of one stage, which has this position, that the filter shows.
    pub fn shown_in<'a>(&'a self, index: usize, stage: &'a Stage) -> impl Iterator<Item = &'a Card> {
        let sieve = self.sieve().of_stage(index, stage);
        self.map
            .lanes
            .iter()
            .flat_map(move |lane| stage.cell(&lane.id).iter().filter(move |card| sieve.keeps(&lane.id, card)))
    }

    /// Puts the focus somewhere far, remembering where it was.
    pub fn jump(&mut self, to: Focus) {
        if to != self.focus {
            self.jumps.leave(std::mem::replace(&mut self.focus, to));
        }
    }

    /// Whether it differs from the file.
    pub fn is_dirty(&self) -> bool {
        self.history.is_dirty()
    }

    /// The owner that the focused thing has itself.
    pub fn focused_owner(&self) -> Option<&PersonId> {
        match &self.focus {
            Focus::Map | Focus::Lane(_) => self.map.owner.as_ref(),
            Focus::Card(_) => self.card().and_then(|c| c.owner.as_ref()),
            Focus::Stage(_) | Focus::Cell(..) => self.stage().and_then(|s| s.owner.as_ref()),
        }
    }
}
