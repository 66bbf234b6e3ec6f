//! Before a workshop and after it: which agenda, who is there, going on with one that did not end, leaving.

use super::super::super::app::{App, Screen};
use super::super::super::ask::Ask;
use super::super::super::effect::Effect;
use super::super::super::layer::{Answer, Choice, Layer};
use super::super::super::room::{Cause, Offer, Panel, Room};
use super::super::super::status::Tone;
use super::super::super::view::Zoom;
use super::super::super::widgets::picker::{Item, Picker};
use super::super::{Then, question};
use crate::change::{SideNames, merge};
use crate::map::Label;
use crate::map::edit::Edit;
use crate::map::id::{PersonId, SessionId, slug};
use crate::map::say::many;
use crate::store::agendas::{self, find_in};
use crate::store::whoami::guest;
use crate::workshop::clock::Millis;
use crate::workshop::deed::Deed;
use crate::workshop::{Attendee, Head, Part, Record, Verb};

impl App {
    /// Begins a workshop on the open map, or goes on with one: asks what there is.
    pub fn start_workshop(&mut self) {
        if self.room.is_some() {
            self.say(Tone::Info, "a workshop is running");
            return;
        }
        match &self.doc {
            Some(doc) => self.ask_world(Effect::AskOffer(doc.map.id.clone())),
            None => self.say(Tone::Info, "open a map first: a workshop is about one map"),
        }
    }

    /// A workshop begins as soon as a map is open, with this agenda where it is named.
    pub(in crate::tui) fn workshop_if_wanted(&mut self) {
        if self.to_workshop.is_some() {
            self.start_workshop();
        }
    }

    /// What a workshop can begin with is known.
    pub fn offered(&mut self, offer: Offer) {
        if self.room.is_some() || self.doc.is_none() {
            return;
        }
        self.offer = offer;
        let named = self.to_workshop.take().filter(|name| !name.is_empty());
        if self.offer.unfinished.is_none()
            && let Some(name) = named
        {
            return self.take_named_agenda(&name);
        }
        self.pick_agenda();
    }

    /// The agenda that is called so.
    fn take_named_agenda(&mut self, name: &Label) {
        match find_in(&self.offer.agendas, name.as_str()).map(|(at, _)| at) {
            Ok(at) => self.ask_roster(at),
            Err(why) => {
                self.pick_agenda();
                self.say(Tone::Warning, why.to_string());
            }
        }
    }

    fn pick_agenda(&mut self) {
        let mut items = Vec::new();
        if let Some((_, words)) = &self.offer.unfinished {
            items.push(
                Item::new("Go on with the workshop that did not end", Choice::ResumeWorkshop).note(words),
            );
        }
        let usable = self.offer.agendas.iter().map(|offer| offer.agenda.as_ref()).enumerate();
        let mut usable: Vec<_> = usable.filter_map(|(at, agenda)| Some((at, agenda?))).collect();
        // What was chosen before, and not begun, is what is wanted.
        usable.sort_by_key(|(_, agenda)| self.lined_up.as_ref() != Some(&agenda.name));
        for (at, agenda) in usable {
            let note = format!("{} min, {}", agenda.minutes(), many(agenda.phases.len(), "phase"));
            items.push(Item::new(agenda.name.as_str(), Choice::Agenda(at)).note(&note));
        }
        if let Some(wrong) = self.offer.agendas.iter().find_map(agendas::Offer::wrong) {
            self.say(Tone::Warning, format!("an agenda cannot be used: {wrong}"));
        }
        self.push(Layer::Pick(Box::new(Picker::new("Workshop: which agenda?", items))));
    }

    /// Asks who takes part; first who sits here, for they lead it.
    pub fn ask_roster(&mut self, agenda: usize) {
        self.lined_up =
            self.offer.agendas.get(agenda).and_then(|o| o.agenda.as_ref()).map(|a| a.name.clone());
        if self.me.is_none() && !self.place.data.people.is_empty() {
            self.say(Tone::Info, "one name, yours; who else takes part is asked next");
            self.pick_me_as("First: who are you? You lead this workshop");
            self.then = Some(Then::Workshop(agenda));
            return;
        }
        self.ask(Ask::Roster(agenda));
    }

    /// Who takes part was said: it begins.
    pub fn begin_workshop(&mut self, agenda: usize, names: &str) {
        let Some(agenda) = self.offer.agendas.get(agenda).and_then(|offer| offer.agenda.clone()) else {
            return;
        };
        let facilitator = self.facilitator();
        let attendees = self.attendees(names);
        let Some(doc) = &self.doc else { return };
        let stem = format!("{}-{}", self.today, slug(doc.map.id.as_str(), 40));
        let Ok(id) = SessionId::new(&stem) else { return };
        let head = Head {
            id,
            day: self.today,
            began: 0,
            map: doc.map.id.clone(),
            title: doc.map.title.clone(),
            agenda,
            facilitator,
            start: Box::new(doc.map.clone()),
        };
        self.offer.roster = attendees;
        self.ask_world(Effect::BeginWorkshop(Box::new(head)));
    }

    /// Whoever sits here, as the one who leads.
    fn facilitator(&self) -> Attendee {
        let name = match &self.me {
            Some(me) => Label::new(self.place.data.name_of(me)),
            None if self.called.is_empty() => Label::new("Facilitator"),
            None => self.called.clone(),
        };
        let id = self.me.clone().or_else(|| PersonId::new(&slug(name.as_str(), 32)).ok());
        #[allow(clippy::expect_used, reason = "a constant id")]
        let id = id.unwrap_or_else(|| PersonId::new("facilitator").expect("an id"));
        Attendee { id, name, part: Part::Facilitator }
    }

    /// People by their names, comma by comma: those of the workspace by theirs, others as guests. `scribe` and `observer` may stand
    /// behind a name in brackets.
    pub(in crate::tui) fn attendees(&self, names: &str) -> Vec<Attendee> {
        let known: Vec<(PersonId, Label)> =
            self.place.data.people.iter().map(|p| (p.id.clone(), p.name.clone())).collect();
        let one = |text: &str| {
            let (name, part) = match text.trim().trim_end_matches(')').split_once('(') {
                Some((name, part)) => (name.trim(), Part::from_word(part).unwrap_or(Part::Participant)),
                None => (text.trim(), Part::Participant),
            };
            let part = if part == Part::Facilitator { Part::Participant } else { part };
            let found = crate::workshop::shorthand::person(name, &known);
            // A name without a letter of ASCII has no slug.
            let guest = || PersonId::new(&slug(name, 32)).ok().or_else(|| guest(name).map(|who| who.id));
            let id = found.or_else(guest)?;
            let called = known.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
            Some(Attendee { id, name: called.unwrap_or_else(|| Label::new(name)), part })
        };
        names.split([',', ';', '\n']).filter_map(one).collect()
    }

    /// A workshop began, or goes on.
    pub fn workshop_on(&mut self, record: Record, now: Millis) {
        if self.doc.as_ref().is_none_or(|doc| doc.map.id != record.head.map) {
            // The map was closed meanwhile.
            return self.ask_world(Effect::LeaveWorkshop);
        }
        let is_new = record.entries.is_empty();
        let mut room = Room::new(record, now);
        room.earlier = std::mem::take(&mut self.offer.earlier);
        self.room = Some(Box::new(room));
        self.screen = Screen::Map;
        if is_new {
            let roster = std::mem::take(&mut self.offer.roster);
            self.let_in(roster);
            self.park_what_was_carried_over();
            self.say_begun();
        } else {
            self.workshop_is_back();
        }
        self.offer = Offer::default();
        self.lined_up = None;
        self.go_to_panel();
    }

    /// These people came.
    fn let_in(&mut self, attendees: Vec<Attendee>) {
        for attendee in attendees {
            let is_here =
                self.room.as_ref().is_none_or(|room| room.session.roster.get(&attendee.id).is_some());
            if !is_here {
                let cause = Cause::new(attendee.id.clone(), Deed::Came(attendee));
                self.minute(cause, Vec::new());
            }
        }
    }

    fn say_begun(&mut self) {
        let Some(room) = &self.room else { return };
        let agenda = room.session.agenda();
        let words = format!(
            "“{}” began: {} here; a writes cards, > goes on to the next phase, ? shows all keys",
            agenda.name,
            many(room.session.roster.len(), "person").replace("persons", "people")
        );
        self.say(Tone::Success, words);
    }

    /// The program is back: the map is put together from its file and what the record did to it.
    fn workshop_is_back(&mut self) {
        let Some(room) = &self.room else { return };
        let (start, recorded) = ((*room.record.head.start).clone(), room.record.map());
        let by = room.facilitator().clone();
        self.minute(Cause::new(self.facilitator().id, Deed::CameBack), Vec::new());
        let Some(doc) = &self.doc else { return };
        let merged = merge(&start, &recorded, &doc.map, &SideNames::new("the workshop's record", "the file"));
        let mut words = "the workshop goes on where it was".to_owned();
        if merged.map != doc.map {
            let deed = Deed::Arrived(Label::new("brought back from the record"));
            let whole = Edit::Replace(Box::new(merged.map));
            self.carry_out(Cause::new(by, deed), Some(whole), "brought back from the workshop's record");
            words.push_str("; what was not saved is back on the map");
        }
        self.say(Tone::Success, words);
    }

    /// Goes to what the phase is about.
    pub(in crate::tui) fn go_to_panel(&mut self) {
        let Some(room) = &mut self.room else { return };
        room.at = 0;
        if let Some(doc) = &mut self.doc {
            // Who writes looks at one stage, who compares looks at several.
            doc.view.zoom = if room.session.verb() == Verb::Capture { Zoom::Stage } else { Zoom::Normal };
        }
        if let Some(panel) = Panel::of(room.session.verb()) {
            room.panel = panel;
            self.screen = Screen::Room;
            return;
        }
        let is_review = room.session.verb() == Verb::Review;
        self.screen = Screen::Map;
        if is_review {
            self.go_to_who_needs_somebody();
        }
    }

    /// Somebody comes, or goes with a `-` before their name.
    pub fn change_roster(&mut self, names: &str) {
        let all = || names.split(',').map(str::trim).filter(|name| !name.is_empty());
        let come: Vec<&str> = all().filter(|name| !name.starts_with('-')).collect();
        let gone: Vec<&str> = all().filter_map(|name| name.strip_prefix('-')).collect();
        let (come, gone) = (self.attendees(&come.join(",")), self.attendees(&gone.join(",")));
        let mut words = Vec::new();
        for attendee in come {
            let name = attendee.name.clone();
            if self.minute(Cause::new(attendee.id.clone(), Deed::Came(attendee)), Vec::new()) {
                words.push(format!("{name} came"));
            }
        }
        for attendee in gone {
            let cause = Cause::new(attendee.id.clone(), Deed::Went(attendee.id.clone()));
            if self.minute(cause, Vec::new()) {
                words.push(format!("{} left", attendee.name));
            }
        }
        if !words.is_empty() {
            self.say(Tone::Info, words.join(", "));
        }
    }

    /// Goes on with the workshop that did not end.
    pub fn resume_workshop(&mut self) {
        if let Some((id, _)) = self.offer.unfinished.take() {
            self.ask_world(Effect::ResumeWorkshop(id));
        }
    }

    /// Asks before the workshop is left; `false` where none runs.
    pub(in crate::tui) fn asks_to_leave_workshop(&mut self) -> bool {
        let Some(room) = &self.room else { return false };
        if room.session.end.is_some() {
            self.leave_workshop();
            return true;
        }
        let lines = vec![
            "All of it is on the disk. Space w w on this map goes on with it.".to_owned(),
            "To end it with minutes and a version: Space w c.".to_owned(),
        ];
        let confirm = question::new("Leave the workshop before its end?", lines)
            .choice('y', "leave; it can be gone on with", Answer::LeaveWorkshop)
            .safe('n', "stay", Answer::No);
        self.push(Layer::Confirm(Box::new(confirm)));
        true
    }

    /// The workshop is left; the map stays open.
    pub fn leave_workshop(&mut self) {
        self.room = None;
        self.screen = Screen::Map;
        self.ask_world(Effect::LeaveWorkshop);
        self.say(Tone::Info, "the workshop is left; the map stays open");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::event::Event;
    use crate::tui::screens::testing::{open, picture, press};
    use crate::tui::testing::text_of;
    use crate::tui::update::update;

    /// The sample map, with a workshop by this agenda about to begin; nobody knows who sits here.
    fn offered(agenda: &str) -> App {
        let mut app = open("mono", "order-to-doorstep.ron");
        app.me = None;
        app.to_workshop = Some(Label::new(agenda));
        offer(&mut app);
        app
    }

    fn offer(app: &mut App) {
        let offer = Offer { agendas: agendas::list(None), ..Offer::default() };
        update(app, Event::Offer(Box::new(offer)));
    }

    fn typed(app: &mut App, text: &str) {
        update(app, Event::Paste(text.to_owned()));
        press(app, "Enter");
    }

    fn seen(app: &App) -> String {
        text_of(&picture(app, 100, 30))
    }

    #[test]
    fn several_names_are_not_taken_for_the_one_who_leads_and_stay_in_the_field() {
        let mut app = offered("refresh-45");
        let people = app.place.data.people.len();
        let shown = seen(&app);
        assert!(shown.contains("First: who are you? You lead this workshop"), "{shown}");
        assert!(shown.contains("One name, yours; who else takes part is asked next"), "{shown}");
        typed(&mut app, "Maya, Tom, Ana, Bo");
        assert_eq!((app.place.data.people.len(), app.me.as_ref()), (people, None));
        assert_eq!(app.status.words, "One name, yours; the others are asked next");
        let shown = seen(&app);
        assert!(shown.contains("Maya, Tom, Ana, Bo") && shown.contains("One name, yours"), "{shown}");
        press(&mut app, "Ctrl-U");
        typed(&mut app, "Bo Lindgren");
        assert_eq!(app.me.as_ref().map(PersonId::as_str), Some("bo"));
        assert!(app.status.words.contains("new in the list (Space p)"), "{}", app.status.words);
        assert!(seen(&app).contains("Who takes part?"), "{}", seen(&app));
    }

    #[test]
    fn a_first_name_in_the_field_is_the_person_whom_the_list_knows() {
        let mut app = offered("refresh-45");
        let people = app.place.data.people.len();
        typed(&mut app, "Maya, Tom");
        press(&mut app, "Ctrl-U");
        typed(&mut app, "maya");
        assert_eq!(
            (app.me.as_ref().map(PersonId::as_str), app.place.data.people.len()),
            (Some("maya"), people)
        );
    }

    #[test]
    fn esc_from_the_names_keeps_the_agenda_and_offers_it_first() {
        let mut app = offered("refresh-45");
        typed(&mut app, "maya");
        assert!(seen(&app).contains("Who takes part?"), "{}", seen(&app));
        press(&mut app, "Esc");
        assert!(app.layers.is_empty());
        press(&mut app, "Space w w");
        offer(&mut app);
        press(&mut app, "Enter");
        let Some(Layer::Text(typing)) = app.layers.last() else { panic!("{:?}", app.layers) };
        let Ask::Roster(at) = typing.ask else { panic!("{:?}", typing.ask) };
        let agenda = app.offer.agendas[at].agenda.as_ref().unwrap();
        assert_eq!(agenda.name.as_str(), "45-minute refresh");
    }

    #[test]
    fn a_person_by_mistake_is_taken_away_and_is_nobody_who_sits_here() {
        let mut app = offered("refresh-45");
        typed(&mut app, "Mistake");
        assert!(app.me.is_some());
        press(&mut app, "Esc Space p");
        let people = app.place.data.people.len();
        app.people.row = people - 1;
        assert!(seen(&app).contains("d remove"), "{}", seen(&app));
        press(&mut app, "d");
        assert_eq!(
            (app.place.data.people.len(), app.me.as_ref(), app.settings.me.as_ref()),
            (people - 1, None, None)
        );
    }

    #[test]
    fn an_owner_is_one_person_too() {
        let mut app = open("mono", "order-to-doorstep.ron");
        let people = app.place.data.people.len();
        press(&mut app, "j @");
        typed(&mut app, "Zed, Yan");
        assert_eq!(app.place.data.people.len(), people);
        assert!(
            seen(&app).contains("Zed, Yan") && app.status.words.starts_with("One name"),
            "{}",
            seen(&app)
        );
    }
}
