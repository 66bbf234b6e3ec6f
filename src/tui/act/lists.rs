//! Lists to pick from: commands, places, findings, templates, themes, filters, steps to undo.

use super::super::app::App;
use super::super::commands;
use super::super::focus::Focus;
use super::super::help;
use super::super::holdings;
use super::super::layer::{Choice, Layer};
use super::super::status::Tone;
use super::super::widgets::picker::{Item, Picker};
use super::question;
use crate::insight::{Money, contact_cost};
use crate::map::card::{PainStatus, Severity};
use crate::map::edit::{Edit, relocate};
use crate::map::{CardKind, Map, Place};
use crate::rules::StateKind;
use crate::store::templates;

impl App {
    fn pick(&mut self, title: &str, items: Vec<Item<Choice>>) {
        self.push(Layer::Pick(Box::new(Picker::new(title, items))));
    }

    /// Every command of this screen by name, those that cannot be done now at the end.
    pub fn open_palette(&mut self) {
        let context = self.context();
        let mut rows: Vec<_> =
            commands::all().filter(|c| c.is_in(context) && c.id != "app.palette").collect();
        // What can be done now first, and moving about last: a palette is for what one does not know by hand.
        rows.sort_by_key(|c| (!(c.when)(self), is_movement(c.id)));
        let items = rows
            .into_iter()
            .map(|c| {
                let keys = self.keymap.first_key(c).unwrap_or_default();
                Item::new(c.words, Choice::Command(c.id)).keys(&keys).enabled((c.when)(self))
            })
            .collect();
        self.pick("What do you want to do?", items);
    }

    /// Help of this screen.
    pub fn open_help(&mut self) {
        let sheet = help::sheet(self);
        self.push(Layer::Sheet(Box::new(sheet)));
    }

    /// What the focused stage holds and why it is in its state.
    pub fn open_holdings(&mut self) {
        let Some(doc) = &self.doc else { return };
        let Some(stage) = doc.stage() else { return };
        let sheet = question::to_read(
            &format!("What “{}” holds", stage.name),
            &holdings::lines(doc, stage, &self.place.data),
        );
        self.push(Layer::Sheet(Box::new(sheet)));
    }

    /// Every stage, lane and card by its text.
    pub fn pick_goto(&mut self) {
        let Some(doc) = &self.doc else { return };
        let map = &doc.map;
        let stages = map
            .stages
            .iter()
            .map(|s| Item::new(s.name.as_str(), Choice::Go(Focus::Stage(s.id.clone()))).note("stage"));
        let lanes = map
            .lanes
            .iter()
            .map(|l| Item::new(l.name.as_str(), Choice::Go(Focus::Lane(l.id.clone()))).note("lane"));
        let cards = map.stages.iter().flat_map(|s| {
            let note = s.name.as_str();
            s.cards().map(move |c| {
                Item::new(&c.text.one_line(), Choice::Go(Focus::Card(c.id.clone())))
                    .note(&format!("{} · {note}", c.kind()))
            })
        });
        let items = stages.chain(lanes).chain(cards).collect();
        self.pick("Go to", items);
    }

    /// Where the focused or marked things can go.
    pub fn pick_move(&mut self) {
        let Some(doc) = &self.doc else { return };
        if let (Focus::Stage(id), true) = (&doc.focus, doc.view.marks.is_empty()) {
            let items = stage_places(&doc.map, id);
            self.pick("Move this stage to", items);
            return;
        }
        let cards = doc.targets();
        if cards.is_empty() {
            self.say(Tone::Info, "go to a card or a stage header to move it");
            return;
        }
        let items = cell_places(doc);
        let title = if cards.len() > 1 {
            format!("Move {} cards to", cards.len())
        } else {
            "Move this card to".into()
        };
        self.pick(&title, items);
    }

    /// The focused or marked cards go to a cell.
    pub fn move_targets(&mut self, place: &Place) {
        let Some(doc) = &self.doc else { return };
        if let Some(edit) = relocate(&doc.map, &doc.targets(), place) {
            self.edit(edit);
        }
    }

    /// The open pains that no opportunity treats, costliest first.
    pub fn pick_untreated(&mut self) {
        let Some(doc) = &self.doc else { return };
        let money = Money::of(&self.place.data);
        let mut pains: Vec<_> = doc
            .map
            .stages
            .iter()
            .flat_map(|s| s.cards_of(CardKind::Pain).map(move |c| (s, c)))
            .filter_map(|(s, c)| Some((s, c, c.pain().filter(|p| p.status == PainStatus::Open)?)))
            .filter(|(_, c, _)| doc.map.treatments(&c.id).next().is_none())
            .map(|(s, c, p)| (contact_cost(p, &self.place.data).amount(), p.severity, s, c))
            .collect();
        if pains.is_empty() {
            self.say(Tone::Info, "every open pain is treated by something");
            return;
        }
        pains.sort_by_key(|(cost, severity, ..)| std::cmp::Reverse((*cost, *severity)));
        let items = pains
            .into_iter()
            .map(|(cost, severity, stage, card)| {
                let cost =
                    cost.map_or_else(|| "cost unknown".to_owned(), |c| format!("{} a month", money.full(c)));
                Item::new(&card.text.one_line(), Choice::Go(Focus::Card(card.id.clone())))
                    .note(&format!("{} · {severity} · {cost}", stage.name))
            })
            .collect();
        self.pick("Pains that nobody treats, costliest first", items);
    }

    /// Puts the focus on a finding's element and says it.
    pub fn go_to_finding(&mut self, index: usize) {
        let Some(doc) = &mut self.doc else { return };
        let Some(focus) = doc.finding_focus(index) else { return };
        let Some(finding) = doc.findings.get(index) else { return };
        let words = format!("{} · {}", finding.why, finding.fix);
        doc.jump(focus);
        self.say(Tone::Warning, words);
    }

    /// Templates for a new map.
    pub fn pick_template(&mut self) {
        let items = templates::TEMPLATES
            .iter()
            .map(|(name, words, _)| Item::new(name, Choice::Template((*name).to_owned())).note(words))
            .collect();
        self.pick("New map from which template?", items);
    }

    /// Themes, each shown as the list moves over it.
    pub fn pick_theme(&mut self) {
        let items: Vec<_> =
            self.themes.names().iter().map(|n| Item::new(n, Choice::Theme((*n).to_owned()))).collect();
        let now = self.themes.names().iter().position(|n| *n == self.settings.theme).unwrap_or(0);
        let picker = Picker::new("Theme", items).start_at(now);
        self.push(Layer::Pick(Box::new(picker)));
    }

    /// The list moved over something that can be shown at once.
    pub fn preview(&mut self, choice: &Choice) {
        if let Choice::Theme(name) = choice {
            self.use_theme(name, false);
        }
    }

    /// A list was left without choosing: what was shown goes back.
    pub fn end_preview(&mut self) {
        let name = self.settings.theme.clone();
        if self.theme.name() != name {
            self.use_theme(&name, false);
        }
    }

    /// Uses a theme, and keeps it for the next start when it was chosen.
    pub fn use_theme(&mut self, name: &str, keep: bool) {
        let (theme, warnings) = self.themes.choose(name, self.colour);
        self.theme = theme;
        if keep {
            name.clone_into(&mut self.settings.theme);
            self.remember();
            self.say(Tone::Success, format!("theme {name}"));
        }
        if let Some(warning) = warnings.first() {
            self.say(Tone::Warning, warning.to_string());
        }
    }

    /// What to show only.
    pub fn pick_filter(&mut self) {
        let Some(doc) = &self.doc else { return };
        let mut items = Vec::new();
        if let Some(me) = &self.me {
            items.push(Item::new("mine", Choice::FilterOwner(me.clone())).note("what I own"));
        }
        let kinds = StateKind::ALL.iter().copied();
        items.extend(
            kinds
                .into_iter()
                .map(|k| Item::new(k.word(), Choice::FilterState(k)).note("stages in this state")),
        );
        items.extend(
            self.place
                .data
                .people
                .iter()
                .map(|p| Item::new(p.name.as_str(), Choice::FilterOwner(p.id.clone())).note("owner")),
        );
        let severe = Severity::ALL
            .iter()
            .rev()
            .map(|s| Item::new(&format!("{s} or worse"), Choice::FilterSeverity(*s)).note("pains"));
        items.extend(severe);
        items.extend(
            doc.map
                .lanes
                .iter()
                .map(|l| Item::new(l.name.as_str(), Choice::FilterLane(l.id.clone())).note("lane")),
        );
        let tags: std::collections::BTreeSet<&str> =
            doc.map.cards().flat_map(|c| &c.tags).map(crate::map::Label::as_str).collect();
        items.extend(tags.into_iter().map(|t| Item::new(t, Choice::FilterThisTag(t.to_owned())).note("tag")));
        self.pick("Show only", items);
    }

    /// What was done, newest first: picking one takes back all down to it.
    pub fn pick_history(&mut self) {
        let Some(doc) = &self.doc else { return };
        let items =
            doc.history.words().enumerate().map(|(at, w)| Item::new(w, Choice::Undo(at + 1))).collect();
        self.pick("Undo down to and including", items);
    }
}

/// Whether a command only moves the focus or the choice.
fn is_movement(id: &str) -> bool {
    id.starts_with("go.")
        || id.starts_with("findings.go-")
        || id.starts_with("changes.go-")
        || id.starts_with("timeline.go-")
        || matches!(
            id,
            "atlas.down"
                | "atlas.up"
                | "atlas.page-down"
                | "atlas.page-up"
                | "atlas.first"
                | "atlas.last"
                | "people.down"
                | "people.up"
                | "policy.down"
                | "policy.first"
                | "policy.last"
                | "policy.page-down"
                | "policy.page-up"
                | "policy.up"
        )
}

fn stage_places(map: &Map, id: &crate::map::id::StageId) -> Vec<Item<Choice>> {
    let here = map.stage_index(id).unwrap_or(0);
    map.stages
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != here)
        .map(|(at, s)| {
            let side = if at < here { "before" } else { "after" };
            Item::new(&format!("{side} {}", s.name), Choice::MoveStage(id.clone(), at))
                .note(&format!("place {}", at + 1))
        })
        .collect()
}

/// Every cell of the map: those of the same lane first, then other lanes of the same stage, then the rest.
fn cell_places(doc: &super::super::doc::Doc) -> Vec<Item<Choice>> {
    let map = &doc.map;
    let here = doc.card().and_then(|c| map.place(&c.id));
    let mut places: Vec<(u8, Item<Choice>)> = Vec::new();
    for stage in &map.stages {
        for lane in map.lanes.iter().filter(|l| l.role.card_kind().is_some()) {
            let same_lane = here.as_ref().is_some_and(|p| p.lane == lane.id);
            let same_stage = here.as_ref().is_some_and(|p| p.stage.as_ref() == Some(&stage.id));
            if same_lane && same_stage {
                continue;
            }
            let place = Place { stage: Some(stage.id.clone()), lane: lane.id.clone(), index: usize::MAX };
            let order = if same_lane { 0 } else { 2 - u8::from(same_stage) };
            places
                .push((order, Item::new(&format!("{} · {}", stage.name, lane.name), Choice::MoveTo(place))));
        }
    }
    places.sort_by_key(|(order, _)| *order);
    places.into_iter().map(|(_, item)| item).collect()
}

/// What `.` does: the last change again, on what has focus now.
impl App {
    /// Does the last change again here.
    pub fn repeat_last(&mut self) {
        use super::super::repeat::Repeat;
        match self.repeat.clone() {
            None => self.say(Tone::Info, "nothing to do again yet"),
            Some(Repeat::Command(id)) => {
                if let Some(command) = commands::find(id) {
                    super::super::update::run(self, command);
                }
            }
            Some(Repeat::Own(person)) => self.own(person),
            Some(Repeat::SetCards(field)) => {
                let cards = self.doc.as_ref().map(super::super::doc::Doc::targets).unwrap_or_default();
                if let Some(edit) = crate::map::edit::set_cards(cards.into_iter().map(|c| (c, field.clone())))
                {
                    self.edit(edit);
                }
            }
            Some(Repeat::AddCard(card)) => self.repeat_card(&card),
        }
    }

    fn repeat_card(&mut self, card: &crate::map::Card) {
        let Some(doc) = &self.doc else { return };
        let place = super::super::nav::place_for_new(&doc.map, &doc.focus);
        let Some(place) = place.filter(|p| doc.map.lane(&p.lane).is_some_and(|l| l.role == card.role()))
        else {
            self.say(Tone::Info, format!("a {} goes into a lane of its kind; go there first", card.kind()));
            return;
        };
        let copy = crate::map::edit::copy_card(&doc.map, card, self.ids.as_mut());
        let id = copy.id.clone();
        if self.edit(Edit::AddCard { place, card: Box::new(copy) })
            && let Some(doc) = &mut self.doc
        {
            doc.focus = Focus::Card(id);
        }
    }
}
