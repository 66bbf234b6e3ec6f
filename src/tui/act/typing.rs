//! Asking for a text: the box, what it starts with, and what its answer does.

use jiff::ToSpan;

use super::super::app::App;
use super::super::ask::Ask;
use super::super::effect::{Effect, Record, SaveMode};
use super::super::focus::Focus;
use super::super::layer::{Layer, Typing};
use super::super::repeat::Repeat;
use super::super::status::Tone;
use super::super::widgets::textbox::TextBox;
use crate::map::card::CardKind;
use crate::map::edit::{self, CardField, Edit, LaneField, MapField, StageField};
use crate::map::id::{CardId, MapId, StageId};
use crate::map::lane::Lane;
use crate::map::{Body, Card, Label, Map, Place, Role, Stage, Text};

impl App {
    /// Opens a box for a text, with what is there now in it.
    pub fn ask(&mut self, ask: Ask) {
        let before = self.current_text(&ask);
        self.ask_with(ask, &before);
    }

    /// Opens a box for a text with `text` in it.
    pub fn ask_with(&mut self, ask: Ask, text: &str) {
        let (title, hint) = self.question(&ask);
        let before = self.current_text(&ask);
        let text = TextBox::new(text, false);
        self.push(Layer::Text(Box::new(Typing { ask, title, hint, text, before, warned: false })));
    }

    /// What the thing says now.
    fn current_text(&self, ask: &Ask) -> String {
        if *ask == Ask::WhoAmI {
            return self.called.to_string();
        }
        let Some(doc) = &self.doc else { return String::new() };
        let map = &doc.map;
        match ask {
            Ask::CardText(id) => map.card(id).map(|c| c.text.to_string()),
            Ask::StageName(id) => map.stage(id).map(|s| s.name.to_string()),
            Ask::LaneName(id) => map.lane(id).map(|l| l.name.to_string()),
            Ask::MapTitle => Some(map.title.to_string()),
            Ask::Search => doc.view.search.clone(),
            Ask::CardTags(ids) => ids.first().and_then(|id| map.card(id)).map(|c| join(&c.tags)),
            Ask::StageTags(id) => map.stage(id).map(|s| join(&s.tags)),
            Ask::Cadence(id) => map.stage(id).and_then(|s| s.review_every).map(|d| d.to_string()),
            Ask::Decision(_) | Ask::Action(_) | Ask::ActionDue(_) => self.said_in_room(ask),
            Ask::FilterFindings => Some(self.findings.text.clone()),
            Ask::Conflict(id) => self.conflict_text(id),
            Ask::CopyTo => doc.path.file_name().map(|name| format!("~/{}", name.to_string_lossy())),
            Ask::SnoozeUntil(_) | Ask::PutOffUntil(_) => {
                self.today.checked_add(14.days()).ok().map(|d| d.to_string())
            }
            _ => None,
        }
        .unwrap_or_default()
    }

    /// The title of the box and its hint.
    fn question(&self, ask: &Ask) -> (String, String) {
        let done = "Enter keeps it   Ctrl-J new line   Esc leaves";
        let line = "Enter keeps it   Esc leaves";
        let say = "Enter says it   Ctrl-J new line   Esc leaves";
        let (title, hint) = match ask {
            Ask::CardText(id) => (format!("Edit {}", self.kind_words(id)), done),
            Ask::NewCard { place, keep } => {
                let what = self.new_words(place);
                (
                    format!("New {what}"),
                    if *keep { "Enter keeps it and asks for the next   Esc ends" } else { done },
                )
            }
            Ask::Treatment { .. } => ("New opportunity that treats this pain".into(), done),
            Ask::StageName(_) => ("Rename the stage".into(), line),
            Ask::NewStage(_) => ("New stage: what does the customer call this phase?".into(), line),
            Ask::LaneName(_) => ("Rename the lane".into(), line),
            Ask::NewLane(_, role) => (format!("New lane of {role}"), line),
            Ask::MapTitle => ("Title of the map".into(), line),
            Ask::CardTags(ids) if ids.len() > 1 => {
                (format!("Tags of {} cards, comma by comma", ids.len()), line)
            }
            Ask::CardTags(_) | Ask::StageTags(_) => ("Tags, comma by comma".into(), line),
            Ask::Search => ("Search".into(), "Enter goes to the first hit   n next   Esc leaves"),
            Ask::FilterTag => ("Show only this tag".into(), line),
            Ask::Roster(_)
            | Ask::Comes
            | Ask::GroupName(_)
            | Ask::Papers
            | Ask::Decision(_)
            | Ask::Action(_)
            | Ask::ActionDue(_)
            | Ask::GivenDue(..)
            | Ask::DropAction(_)
            | Ask::DropEarlier(..)
            | Ask::Despite => self.question_in_room(ask),
            Ask::VersionWhy => ("New version: why?".into(), line),
            Ask::ShareWhy(way) => {
                (format!("What changed, and why? ({})", way.verb()), "Enter shows the steps   Esc leaves")
            }
            Ask::ReviewNote(stages) => {
                (review_title(stages), "Enter records the review (a note may be empty)   Esc leaves")
            }
            Ask::ReviewNoteOf(_, who) => (
                format!("Still true, says {}: a note for the record", self.called_of(who)),
                "Enter records the review (a note may be empty)   Esc leaves",
            ),
            Ask::SnoozeUntil(_) | Ask::PutOffUntil(_) => {
                ("Put off until which day? (2026-12-15, +14d, +3w)".into(), line)
            }
            Ask::SnoozeWhy(_, until) | Ask::PutOffWhy(_, until) => {
                (format!("Put off until {until}: why?"), line)
            }
            Ask::NewMap(_) => ("Title of the new map".into(), line),
            Ask::NewPerson { .. } => ("Name of the person".into(), line),
            Ask::WhoAmI if matches!(self.then, Some(super::Then::Workshop(_))) => (
                "First: who are you? One name, yours: you lead this workshop".into(),
                "Enter keeps it; who else takes part is asked next   Esc leaves",
            ),
            Ask::WhoAmI => ("Your name".into(), line),
            Ask::FilterAtlas => ("Show only maps that say".into(), line),
            Ask::FilterFindings => ("Show only findings that say".into(), line),
            Ask::ImportPath => ("Mermaid file to import".into(), line),
            Ask::CompareWith => (
                "Compare with which file, version or commit?".into(),
                "order@3   HEAD~2   maps/other.ron   Esc leaves",
            ),
            Ask::Comment(element, field) => (self.comment_title(element, field.as_deref()), say),
            Ask::Answer(_) => ("Answer".into(), say),
            Ask::CopyTo => {
                ("Write a copy to which file?".into(), "Enter writes it and goes on there   Esc leaves")
            }
            Ask::Form(_) => ("Fields".into(), line),
            Ask::Conflict(id) => (self.conflict_question(id), done),
            Ask::PlayMacro => ("Play the macro how often? (1 to 1000)".into(), "Enter plays it   Esc leaves"),
            Ask::Cadences(stages) => {
                let title = format!(
                    "Review these {} stages every how many days? (empty: as the map says)",
                    stages.len()
                );
                (title, line)
            }
            Ask::Cadence(_) => ("Review every how many days? (empty: as the map says)".into(), line),
        };
        (title, hint.to_owned())
    }

    fn kind_words(&self, id: &CardId) -> &'static str {
        self.doc.as_ref().and_then(|d| d.map.card(id)).map_or("card", |c| c.kind().word())
    }

    fn new_words(&self, place: &Place) -> String {
        let Some(doc) = &self.doc else { return "card".into() };
        let lane = doc.map.lane(&place.lane);
        let kind = lane.and_then(|l| l.role.card_kind()).map_or("card", CardKind::word);
        let stage =
            place.stage.as_ref().and_then(|s| doc.map.stage(s)).map_or("the map", |s| s.name.as_str());
        match lane.filter(|l| l.role == Role::Notes) {
            Some(lane) => format!("{kind} in {} · {}", lane.name, stage),
            None => format!("{kind} · {stage}"),
        }
    }

    /// The journal learns what is being typed, so that a crash does not lose it.
    pub fn journal_draft(&mut self) {
        if self.doc.is_none() {
            return;
        }
        let record = self.layers.iter().rev().find_map(draft_of);
        if record != self.drafted {
            self.drafted.clone_from(&record);
            let record = record.map_or(Record::NoDraft, |(ask, text)| Record::Draft(ask, text));
            self.ask_world(Effect::Journal(Box::new(record)));
        }
    }

    /// A text was given.
    pub fn answered(&mut self, ask: Ask, text: &str) {
        let label = Label::new(text);
        match ask {
            Ask::CardText(card) => self.set_card_text(card, text),
            Ask::NewCard { place, keep } => self.new_card(place, keep, text),
            Ask::Treatment { pain, place } => self.new_treatment(pain, place, text),
            Ask::StageName(stage) => {
                self.edit(Edit::SetStage { stage, field: StageField::Name(label) });
            }
            Ask::NewStage(at) => self.new_stage(at, text),
            Ask::LaneName(lane) => {
                self.edit(Edit::SetLane { lane, field: LaneField::Name(label) });
            }
            Ask::NewLane(at, role) => self.new_lane(at, role, text),
            Ask::MapTitle => {
                self.edit(Edit::SetMap(MapField::Title(label)));
            }
            Ask::CardTags(cards) => {
                let field = CardField::Tags(tags(text));
                self.repeat = Some(Repeat::SetCards(field.clone()));
                if let Some(edit) = edit::set_cards(cards.into_iter().map(|c| (c, field.clone()))) {
                    self.edit(edit);
                }
            }
            Ask::StageTags(stage) => {
                self.edit(Edit::SetStage { stage, field: StageField::Tags(tags(text)) });
            }
            Ask::Search => self.search(text),
            Ask::FilterTag => self.filter_tag(text),
            Ask::Roster(agenda) => self.begin_workshop(agenda, text),
            Ask::Comes => self.change_roster(text),
            Ask::GroupName(cards) => self.name_group(&cards, text),
            Ask::Papers => self.give_papers(text),
            Ask::Decision(id) => self.reword_decision(&id, text),
            Ask::Action(id) => self.reword_action(&id, text),
            Ask::ActionDue(id) => self.due_action(&id, text),
            Ask::DropAction(id) => self.drop_action(&id, text),
            Ask::GivenDue(session, id) => self.due_given(session, id, text),
            Ask::DropEarlier(session, id) => self.drop_earlier(&session, &id, text),
            Ask::Despite => self.end_despite(text),
            Ask::VersionWhy => self.write_version(text),
            Ask::ShareWhy(way) => self.share_because(way, text),
            Ask::ReviewNote(stages) => self.record_reviews(&stages, text),
            Ask::ReviewNoteOf(stage, who) => self.record_reviews_of(&who, &[stage], text),
            Ask::SnoozeUntil(stage) => self.snooze_until(stage, text),
            Ask::SnoozeWhy(stage, until) => self.snooze(stage, until, text),
            Ask::PutOffUntil(keys) => self.put_off_until(keys, text),
            Ask::PutOffWhy(keys, until) => self.put_off(keys, until, text),
            Ask::FilterFindings => self.narrow_findings(text),
            Ask::NewMap(template) => self.create_map(&template, text),
            Ask::NewPerson { own } => self.new_person(text, own),
            Ask::WhoAmI => self.i_am_called(text),
            Ask::FilterAtlas => {
                text.trim().clone_into(&mut self.atlas.filter);
                self.atlas.arrange();
            }
            Ask::ImportPath => {
                if !label.is_empty() {
                    self.ask_world(Effect::Import(text.trim().into()));
                }
            }
            Ask::Comment(element, field) => self.comment(element, field.as_deref(), text),
            Ask::Answer(thread) => self.answer(thread, text),
            Ask::CopyTo => {
                if !label.is_empty() {
                    self.save(SaveMode::CopyTo(text.trim().to_owned()));
                }
            }
            Ask::Cadence(stage) => self.set_cadence(&[stage], text),
            Ask::Cadences(stages) => self.set_cadence(&stages, text),
            Ask::PlayMacro => self.play_typed(text),
            Ask::CompareWith => self.compare_with_named(text),
            Ask::Conflict(id) => self.conflict_typed(&id, text),
            // A form hands in its values itself.
            Ask::Form(_) => {}
        }
    }

    fn set_card_text(&mut self, card: CardId, text: &str) {
        let text = Text::new(text);
        let Some(old) = self.doc.as_ref().and_then(|d| d.map.card(&card)) else { return };
        if text.is_empty() {
            self.say(Tone::Warning, "a card needs a text; d cuts it");
        } else if old.text != text {
            self.edit(Edit::SetCard { card, field: CardField::Text(text) });
        }
    }

    fn new_card(&mut self, place: Place, keep: bool, text: &str) {
        let Some(doc) = &self.doc else { return };
        let Some(kind) = doc.map.lane(&place.lane).and_then(|l| l.role.card_kind()) else { return };
        if Text::new(text).is_empty() {
            return;
        }
        let id = edit::fresh_card_id(&doc.map, text, kind.word(), self.ids.as_mut());
        let mut card = Card::new(id.clone(), kind, text);
        if let Body::Pain(pain) = &mut card.body {
            pain.since = Some(self.today);
        }
        self.repeat = Some(Repeat::AddCard(Box::new(card.clone())));
        let next = Place { index: place.index.saturating_add(1), ..place.clone() };
        if self.edit(edit::add_card(place, card)) {
            if let Some(doc) = &mut self.doc {
                doc.focus = Focus::Card(id);
            }
            if keep {
                self.ask(Ask::NewCard { place: next, keep });
            }
        }
    }

    fn new_treatment(&mut self, pain: CardId, place: Place, text: &str) {
        let Some(doc) = &self.doc else { return };
        if Text::new(text).is_empty() {
            return;
        }
        let id = edit::fresh_card_id(&doc.map, text, "opportunity", self.ids.as_mut());
        let mut card = Card::new(id.clone(), CardKind::Opportunity, text);
        if let Body::Opportunity(opportunity) = &mut card.body {
            opportunity.treats = vec![pain];
        }
        if self.edit(edit::add_card(place, card))
            && let Some(doc) = &mut self.doc
        {
            doc.jump(Focus::Card(id));
        }
    }

    fn new_stage(&mut self, at: usize, text: &str) {
        let Some(doc) = &self.doc else { return };
        if Label::new(text).is_empty() {
            self.say(Tone::Warning, "a stage needs a name");
            return;
        }
        let id = edit::fresh_stage_id(&doc.map, text, self.ids.as_mut());
        let stage = Stage { created: Some(self.today), ..Stage::new(id.clone(), text) };
        if self.edit(edit::add_stage(at, stage))
            && let Some(doc) = &mut self.doc
        {
            doc.focus = Focus::Stage(id);
        }
    }

    fn new_lane(&mut self, at: usize, role: Role, text: &str) {
        let Some(doc) = &self.doc else { return };
        let id = edit::fresh_lane_id(&doc.map, text, self.ids.as_mut());
        let lane = Lane::new(id.clone(), text, role);
        if self.edit(Edit::AddLane { at, lane, cells: Vec::new() })
            && let Some(doc) = &mut self.doc
        {
            doc.focus = Focus::Lane(id);
        }
    }

    fn search(&mut self, text: &str) {
        let text = text.trim().to_owned();
        let Some(doc) = &mut self.doc else { return };
        if text.is_empty() {
            doc.view.search = None;
            return;
        }
        doc.view.search = Some(text);
        super::super::commands::first_hit(self);
    }

    /// Shows only what has this tag.
    pub fn filter_tag(&mut self, text: &str) {
        let tag = Label::new(text);
        if let Some(doc) = &mut self.doc {
            doc.view.filter.tag = (!tag.is_empty()).then(|| tag.to_string());
        }
        self.say_filter();
    }

    /// How often stages are to be reviewed, as one step.
    fn set_cadence(&mut self, stages: &[StageId], text: &str) {
        let days = match text.trim().trim_end_matches(['d', 'D']).trim() {
            "" => None,
            digits => {
                if let Ok(days @ 1..=3650) = digits.parse::<u32>() {
                    Some(days)
                } else {
                    self.say(Tone::Warning, "a number of days from 1 to 3650, or nothing");
                    self.ask_with(cadence_of(stages), text);
                    return;
                }
            }
        };
        let edit =
            |stage: &StageId| Edit::SetStage { stage: stage.clone(), field: StageField::ReviewEvery(days) };
        match stages {
            [one] => {
                self.edit(edit(one));
            }
            many => {
                self.findings.marks.clear();
                if self.edit(Edit::Together(many.iter().map(edit).collect())) {
                    let every =
                        days.map_or_else(|| "as the map says".to_owned(), |d| format!("every {d} days"));
                    self.say(Tone::Info, format!("{} stages are reviewed {every}  (u to undo)", many.len()));
                }
            }
        }
    }

    fn create_map(&mut self, template: &str, text: &str) {
        if Label::new(text).is_empty() {
            self.say(Tone::Warning, "a map needs a title");
            return;
        }
        let id = crate::map::id::mint(text, "map", self.ids.as_mut(), &|_| false);
        let Ok(id) = MapId::new(&id) else { return };
        let Some(map) = crate::store::from_template::from_template(template, id, text, self.today) else {
            self.say(Tone::Error, format!("there is no template “{template}”"));
            return;
        };
        let map = Map { owner: self.me.clone(), ..map };
        self.ask_world(Effect::Create(Box::new(map)));
    }
}

/// What is being typed in a layer, and what it is for.
fn draft_of(layer: &Layer) -> Option<(Ask, String)> {
    match layer {
        Layer::Text(typing) => Some((typing.ask.clone(), typing.text.value().to_owned())),
        Layer::Form(layer) => {
            let drafts = layer.form.drafts();
            let text = serde_json::to_string(&drafts).ok().filter(|_| !drafts.is_empty())?;
            Some((Ask::Form(layer.subject.clone()), text))
        }
        _ => None,
    }
}

fn join(tags: &[Label]) -> String {
    tags.iter().map(Label::as_str).collect::<Vec<_>>().join(", ")
}

/// Tags from a text: comma by comma, each once.
pub(super) fn tags(text: &str) -> Vec<Label> {
    let mut out: Vec<Label> = Vec::new();
    for tag in text.split([',', '\n']).map(Label::new).filter(|t| !t.is_empty()) {
        if !out.contains(&tag) {
            out.push(tag);
        }
    }
    out
}

fn review_title(stages: &[StageId]) -> String {
    match stages.len() {
        1 => "Still true: a note for the record".into(),
        n => format!("{n} stages are still true: a note for the record"),
    }
}

/// Asks for the cadence of one stage or several.
pub(super) fn cadence_of(stages: &[StageId]) -> Ask {
    match stages {
        [one] => Ask::Cadence(one.clone()),
        many => Ask::Cadences(many.to_vec()),
    }
}
