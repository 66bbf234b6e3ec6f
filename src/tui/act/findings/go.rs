//! Going to what a finding is about, in the field that closes it.

use super::super::super::app::{App, Screen};
use super::super::super::ask::Ask;
use super::super::super::find::focus_of;
use super::super::super::layer::{Layer, Subject};
use super::super::super::rows::Rows;
use super::super::super::status::Tone;
use crate::map::id::PersonId;
use crate::rules::{Field, Finding, Target};

/// What is opened at an element, so that a finding can be closed there.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// Its form, in the field with this name.
    Form(Subject, &'static str),
    /// A list that is edited row by row.
    Rows(Rows),
    /// Its text.
    Text(Ask),
}

impl App {
    /// Goes to what the chosen finding is about. Of a map that is not open: opens it first; a workshop's action needs no map.
    pub fn go_to_found(&mut self) {
        if self.go_to_action() {
            return;
        }
        if self.opens_first(None) {
            return;
        }
        let Some(finding) = self.findings.chosen().map(|item| item.found.finding.clone()) else { return };
        match &finding.target {
            Target::Person(id) => self.go_to_person(id, &finding),
            Target::Conflict(id) => self.show_conflict(id),
            Target::Workspace => {
                self.say(Tone::Info, format!("{} · {}", finding.why, finding.fix));
            }
            _ => self.go_to_element(&finding),
        }
    }

    /// Goes to the workshop's action that the chosen finding is about, in the list of all; gives whether it is about one.
    pub(super) fn go_to_action(&mut self) -> bool {
        let Some(finding) = self.findings.chosen().map(|item| &item.found.finding) else { return false };
        let Some(key) = finding.action() else { return false };
        let why = finding.why.clone();
        self.show_action(&key);
        self.say(Tone::Warning, why);
        true
    }

    fn go_to_person(&mut self, id: &PersonId, finding: &Finding) {
        self.people.row = self.place.data.people.iter().position(|p| p.id == *id).unwrap_or(self.people.row);
        self.people.back = Screen::Findings;
        self.screen = Screen::People;
        if finding.field == Some(Field::Deputy) {
            self.open_at(&Place::Form(Subject::Person(id.clone()), "deputy"));
        }
        self.say(Tone::Warning, format!("{} · {}", finding.why, finding.fix));
    }

    fn go_to_element(&mut self, finding: &Finding) {
        let Some(doc) = &mut self.doc else { return };
        doc.jump(focus_of(&finding.target));
        if !doc.shows_focus() {
            doc.view.filter = super::super::super::view::Filter::default();
        }
        self.screen = Screen::Map;
        if let Some(place) = place(finding) {
            self.open_at(&place);
        }
        self.say(Tone::Warning, format!("{} · {}", finding.why, finding.fix));
    }

    fn open_at(&mut self, place: &Place) {
        match place {
            Place::Form(subject, name) => {
                if self.open_form_of(subject)
                    && let Some(Layer::Form(layer)) = self.layers.last_mut()
                    && let Some(at) = layer.form.fields().iter().position(|field| field.name() == *name)
                {
                    layer.form = layer.form.clone().start_at(at);
                }
            }
            Place::Rows(rows) => self.open_rows(rows),
            Place::Text(ask) => self.ask(ask.clone()),
        }
    }
}

/// What to open for a finding; none where the element itself is the place: a review, a choice, cards to be moved.
fn place(finding: &Finding) -> Option<Place> {
    let field = finding.field?;
    match &finding.target {
        Target::Map => of_map(field),
        Target::Segment(_) => Some(Place::Rows(Rows::Segments)),
        Target::Event(_) => Some(Place::Rows(Rows::Events)),
        Target::Stage(id) => of_stage(field, id),
        Target::Evidence(stage, _) => Some(Place::Rows(Rows::Evidence(stage.clone()))),
        Target::Card(_, id) => {
            let form = |name| Some(Place::Form(Subject::Card(id.clone()), name));
            match field {
                Field::Text | Field::Name => Some(Place::Text(Ask::CardText(id.clone()))),
                field => form(of_card(field)?),
            }
        }
        Target::Workspace | Target::Person(_) | Target::Conflict(_) => None,
    }
}

fn of_map(field: Field) -> Option<Place> {
    let form = |name| Some(Place::Form(Subject::Map, name));
    match field {
        Field::Owner => form("owner"),
        Field::ReviewEvery => form("review every"),
        Field::Name | Field::Text => Some(Place::Text(Ask::MapTitle)),
        Field::Snooze => Some(Place::Rows(Rows::MapSnoozes)),
        Field::Segments => Some(Place::Rows(Rows::Segments)),
        Field::Events => Some(Place::Rows(Rows::Events)),
        _ => None,
    }
}

fn of_stage(field: Field, id: &crate::map::id::StageId) -> Option<Place> {
    let form = |name| Some(Place::Form(Subject::Stage(id.clone()), name));
    match field {
        Field::Owner => form("owner"),
        Field::ReviewEvery => form("review every"),
        Field::Created => form("created"),
        Field::Policy => form("never review"),
        Field::Name | Field::Text => Some(Place::Text(Ask::StageName(id.clone()))),
        Field::Snooze => Some(Place::Rows(Rows::Snoozes(id.clone()))),
        Field::Evidence => Some(Place::Rows(Rows::Evidence(id.clone()))),
        Field::Watches => Some(Place::Rows(Rows::Watches(id.clone()))),
        Field::Events => Some(Place::Rows(Rows::Events)),
        _ => None,
    }
}

/// The name of a field in the form of a card.
fn of_card(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Owner => "owner",
        Field::Evidence => "evidence",
        Field::Segments => "segments",
        Field::Status => "status",
        Field::Contacts => "contacts",
        Field::Treats => "treats",
        Field::Due => "due",
        Field::Prevented => "prevented",
        Field::Source => "source",
        Field::Target => "target",
        Field::Direction => "better is",
        Field::Readings => "new reading",
        Field::Leads => "new question",
        _ => return None,
    })
}
