//! Owners: picking a person for what has focus, naming new ones, and who sits here.

use super::super::app::{App, Screen};
use super::super::ask::Ask;
use super::super::focus::Focus;
use super::super::forms;
use super::super::layer::{Choice, Layer};
use super::super::repeat::Repeat;
use super::super::status::Tone;
use super::super::widgets::form::Value;
use super::super::widgets::picker::{Item, Picker};
use super::Then;
use crate::map::Person;
use crate::map::edit::{CardField, Edit, MapField, StageField, WorkspaceEdit, set_cards};
use crate::map::id::{PersonId, mint};
use crate::workshop::shorthand;

impl App {
    /// The people to pick from: who is in the room of a workshop first, guests too, then active ones, who is away, who has left.
    pub(in crate::tui::act) fn people_items(
        &self,
        choice: impl Fn(Option<PersonId>) -> Choice,
    ) -> Vec<Item<Choice>> {
        let here = self.in_room();
        let is_here = |id: &PersonId| here.iter().any(|(known, _)| known == id);
        let mut people: Vec<&Person> = self.place.data.people.iter().filter(|p| !is_here(&p.id)).collect();
        people.sort_by_key(|p| (p.has_left(self.today), p.is_away(self.today)));
        let one = |id: &PersonId, name: &str, note: &str| {
            let first = name.split_whitespace().next().unwrap_or(name);
            Item::new(name, choice(Some(id.clone()))).note(note).also(id.as_str()).also(first)
        };
        let mut items: Vec<Item<Choice>> =
            here.iter().map(|(id, name)| one(id, name, self.room_note(id))).collect();
        items.extend(people.iter().map(|p| one(&p.id, p.name.as_str(), &person_note(p, self.today))));
        items.push(Item::new("nobody", choice(None)).note("take the owner away").by_beginning());
        items
    }

    /// Who is in the room of the running workshop now, in the order in which they came.
    fn in_room(&self) -> Vec<(PersonId, String)> {
        let Some(room) = &self.room else { return Vec::new() };
        room.session.roster.here().map(|who| (who.id.clone(), who.name.to_string())).collect()
    }

    fn room_note(&self, id: &PersonId) -> &'static str {
        if self.place.data.person(id).is_some() { "in the room" } else { "in the room, a guest" }
    }

    /// A guest of the workshop who becomes an owner comes into the list of people; gives their name where they did.
    fn take_in_guest(&mut self, person: Option<&PersonId>) -> Option<String> {
        let id = person.filter(|id| self.place.data.person(id).is_none())?;
        let name = self.room.as_ref()?.session.roster.get(id)?.name.clone();
        let (at, guest) = (self.place.data.people.len(), Box::new(Person::new(id.clone(), name.as_str())));
        let edit = WorkspaceEdit::AddPerson { at, person: guest };
        let is_in = self.edit_workspace(&format!("{name} added to the people"), edit);
        self.came(id);
        is_in.then(|| name.to_string())
    }

    /// A list of people to own what has focus.
    pub fn pick_owner(&mut self) {
        let Some(doc) = &self.doc else { return };
        let what = match (&doc.focus, doc.targets().len()) {
            (_, n) if n > 1 => format!("{n} marked cards"),
            (Focus::Card(_), _) => "this card".into(),
            (Focus::Map | Focus::Lane(_), _) => {
                "the map (stages without an owner of their own inherit)".into()
            }
            _ => doc.stage().map_or_else(|| "this stage".into(), |s| format!("stage “{}”", s.name)),
        };
        self.asks_who = false;
        let picker = Picker::new(&format!("Who owns {what}?"), self.people_items(Choice::Owner))
            .allow_new("new person");
        self.push(Layer::Pick(Box::new(picker)));
    }

    /// Makes somebody the owner of what has focus.
    pub fn own(&mut self, person: Option<PersonId>) {
        let guest = self.take_in_guest(person.as_ref());
        if self.screen == Screen::Findings {
            self.own_found(person.as_ref());
        } else {
            self.own_focus(person);
        }
        if guest.is_some() {
            // In front: the end of a long line is not seen.
            let words = format!("new in the people list: {}", self.status.words);
            self.say(self.status.tone, words);
        }
        self.say_left_to_review();
    }

    fn own_focus(&mut self, person: Option<PersonId>) {
        let Some(doc) = &self.doc else { return };
        let cards = doc.targets();
        let edit = if cards.is_empty() {
            match doc.stage() {
                Some(stage) => {
                    Some(Edit::SetStage { stage: stage.id.clone(), field: StageField::Owner(person.clone()) })
                }
                None => Some(Edit::SetMap(MapField::Owner(person.clone()))),
            }
        } else {
            set_cards(cards.into_iter().map(|c| (c, CardField::Owner(person.clone()))))
        };
        self.repeat = Some(Repeat::Own(person));
        if let Some(edit) = edit {
            self.edit(edit);
        }
    }

    /// A person who is not in the list yet.
    pub fn new_person(&mut self, name: &str, own: bool) {
        if is_several(name) {
            self.ask_with(Ask::NewPerson { own }, name);
            return self.say(Tone::Warning, "one name, of one person: nobody has a comma in it");
        }
        if !own || self.doc.is_none() {
            self.add_person(name);
        } else if let Some(id) = self.add_newcomer(name) {
            self.own(Some(id));
        }
    }

    /// A person by this name for an assignment: undo of it takes back somebody who is new in the list, too.
    fn add_newcomer(&mut self, name: &str) -> Option<PersonId> {
        let before = self.place.data.people.len();
        let id = self.add_person(name)?;
        if self.place.data.people.len() > before {
            self.came(&id);
        }
        Some(id)
    }

    fn add_person(&mut self, name: &str) -> Option<PersonId> {
        let label = crate::map::Label::new(name);
        if label.is_empty() {
            self.say(Tone::Warning, "a person needs a name");
            return None;
        }
        let known = self.place.data.people.iter().find(|p| p.name == label);
        if let Some(person) = known {
            return Some(person.id.clone());
        }
        let id = self.person_id(label.as_str())?;
        let person = Box::new(Person::new(id.clone(), label.as_str()));
        let at = self.place.data.people.len();
        self.edit_workspace(&format!("{label} added to the people"), WorkspaceEdit::AddPerson { at, person })
            .then_some(id)
    }

    /// A short id for a person: the first name where it is free.
    fn person_id(&mut self, name: &str) -> Option<PersonId> {
        let taken = |id: &str| self.place.data.people.iter().any(|p| p.id.as_str() == id);
        let first = crate::map::id::slug(name.split_whitespace().next().unwrap_or(name), 16);
        let whole = crate::map::id::slug(name, 24);
        let free = [first, whole].into_iter().find(|id| !id.is_empty() && !taken(id));
        let text = free.unwrap_or_else(|| mint(name, "person", self.ids.as_mut(), &taken));
        PersonId::new(&text).ok()
    }

    /// A list of people for "who are you?". Nothing waits for the answer, unless the caller says so after it.
    pub fn pick_me(&mut self) {
        self.pick_me_as("Who are you? Reviews and versions carry a name");
    }

    /// The same, asked in these words.
    pub(super) fn pick_me_as(&mut self, title: &str) {
        self.then = None;
        if self.place.data.people.is_empty() {
            self.ask(Ask::WhoAmI);
            return;
        }
        let mut items = self.people_items(|p| p.map_or(Choice::Owner(None), Choice::Me));
        items.pop();
        if !self.called.is_empty() {
            let name = self.called.to_string();
            let new = Item::new(&name, Choice::MeNew(name.clone())).note("not in the list yet: add me");
            items.push(new);
        }
        self.asks_who = true;
        let picker = Picker::new(title, items).allow_new("I am new here:");
        self.push(Layer::Pick(Box::new(picker)));
    }

    /// This person sits here.
    pub fn i_am(&mut self, person: PersonId) {
        self.take_in_guest(Some(&person));
        self.sits_here(person, "");
    }

    fn sits_here(&mut self, person: PersonId, more: &str) {
        let name = self.place.data.name_of(&person).to_owned();
        self.settings.me = Some(person.to_string());
        self.me = Some(person);
        self.remember();
        self.say(Tone::Success, format!("you are {name}{more}"));
        self.go_on();
    }

    /// Somebody by this name sits here: one of the people where it says which one.
    pub fn i_am_called(&mut self, name: &str) {
        let people: Vec<_> = self.place.data.people.iter().map(|p| (p.id.clone(), p.name.clone())).collect();
        match shorthand::person(name, &people) {
            Some(known) => self.i_am(known),
            None => self.i_am_new(name),
        }
    }

    /// This person sits here, and the workspace did not know them.
    pub fn i_am_new(&mut self, name: &str) {
        if is_several(name) {
            self.ask_with(Ask::WhoAmI, name);
            let next = if matches!(self.then, Some(Then::Workshop(_))) {
                "one name, yours; the others are asked next"
            } else {
                "one name, yours: nobody has a comma in it"
            };
            return self.say(Tone::Warning, next);
        }
        let before = self.place.data.people.len();
        let Some(id) = self.add_person(name) else { return };
        let is_new = self.place.data.people.len() > before;
        let list = self.key_of("people.show");
        let more = if is_new { format!(", new in the list ({list})") } else { String::new() };
        self.sits_here(id, &more);
    }

    /// All fields of the chosen person.
    pub fn open_person_form(&mut self) {
        let Some(person) = self.place.data.people.get(self.people.row) else { return };
        let layer = forms::person_form(person, &self.place.data, self.today);
        self.push(Layer::Form(Box::new(layer)));
    }

    /// A list for a field of the form that holds a person or references.
    pub fn open_field_picker(&mut self, field: usize) {
        let Some(Layer::Form(layer)) = self.layers.last() else { return };
        if forms::is_person_field(&layer.form, field) {
            let items = self.people_items(|p| Choice::FieldPerson(field, p));
            let picker = Picker::new("Who?", items).allow_new("new person");
            self.push(Layer::Pick(Box::new(picker)));
            return;
        }
        self.pick_refs(field);
    }

    /// The person was picked for a field of the form below.
    pub fn fill_person(&mut self, field: usize, person: Option<PersonId>) {
        self.take_in_guest(person.as_ref());
        let shown = person.as_ref().map_or_else(String::new, |p| self.place.data.name_of(p).to_owned());
        let ids = person.iter().map(ToString::to_string).collect();
        self.fill_link(field, ids, shown);
    }

    pub(super) fn fill_link(&mut self, field: usize, ids: Vec<String>, shown: String) {
        if let Some(Layer::Form(layer)) = self.layers.last_mut() {
            let value = if ids.is_empty() { Value::Empty } else { Value::Link { ids, shown } };
            layer.form.set_value(field, &value);
        }
    }

    /// A new person for the person field of the form.
    pub fn new_person_for_field(&mut self, name: &str) {
        let field = match self.layers.last() {
            Some(Layer::Form(layer)) => layer.form.at(),
            _ => return,
        };
        if is_several(name) {
            return self.say(Tone::Warning, "one name, of one person: nobody has a comma in it");
        }
        if let Some(id) = self.add_newcomer(name) {
            self.fill_person(field, Some(id));
        }
    }
}

/// Whether a text is no name of one person: names stand comma by comma, or line by line.
fn is_several(name: &str) -> bool {
    name.trim().contains([',', ';', '\n'])
}

fn person_note(person: &Person, today: jiff::civil::Date) -> String {
    let team = person.team.as_ref().map_or("", |t| t.as_str());
    match (person.left.filter(|d| *d <= today), person.away_until.filter(|d| *d >= today)) {
        (Some(day), _) => format!("left {day}"),
        (None, Some(until)) => format!("away until {until}"),
        (None, None) => team.to_owned(),
    }
}
