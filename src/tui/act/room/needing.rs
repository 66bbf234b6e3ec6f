//! A phase of reviews: from stage to stage that needs somebody, until none does.

use super::super::super::app::App;
use super::super::super::doc::Doc;
use super::super::super::focus::Focus;
use super::super::super::status::Tone;
use crate::map::say::many;
use crate::workshop::Verb;

/// The positions of the stages that need somebody.
fn needing(doc: &Doc) -> Vec<usize> {
    let asks = |(at, state): (usize, &crate::rules::StageState)| state.kind.asks().then_some(at);
    doc.states.iter().enumerate().filter_map(asks).collect()
}

impl App {
    /// Whether the board is looked at in a phase of reviews.
    pub fn is_reviewing(&self) -> bool {
        let room = self.room.as_ref().filter(|room| room.session.end.is_none());
        room.is_some_and(|room| room.session.verb() == Verb::Review) && self.open_doc().is_some()
    }

    /// How many stages need somebody, and what can be done.
    pub(super) fn who_needs_somebody(&self) -> String {
        match self.doc.as_ref().map_or(0, |doc| needing(doc).len()) {
            0 => "no stage needs anybody: > goes on to the next phase".to_owned(),
            1 => "1 stage needs somebody: r r reviews it, @ gives it an owner".to_owned(),
            count => format!("{} need somebody: ] next, r r review, @ owner", many(count, "stage")),
        }
    }

    /// Goes to the first stage that needs somebody.
    pub(super) fn go_to_who_needs_somebody(&mut self) {
        let first = self.doc.as_ref().and_then(|doc| needing(doc).first().copied());
        self.go_to_header(first);
    }

    /// Goes to the next stage that needs somebody, or the one before, round and round; says what it needs and how many there are.
    pub fn go_to_next_in_need(&mut self, forward: bool) {
        let Some(doc) = &self.doc else { return };
        let all = needing(doc);
        let here = doc.stage().and_then(|stage| doc.map.stage_index(&stage.id));
        let to = match (here, forward) {
            (Some(here), true) => all.iter().find(|at| **at > here).or(all.first()),
            (Some(here), false) => all.iter().rfind(|at| **at < here).or(all.last()),
            (None, true) => all.first(),
            (None, false) => all.last(),
        };
        let to = to.copied();
        self.go_to_header(to);
        let needs = to.and_then(|at| self.why_in_need(at));
        let left = self.who_needs_somebody();
        self.say(Tone::Info, needs.map_or_else(|| left.clone(), |needs| format!("{needs}; {left}")));
    }

    fn go_to_header(&mut self, at: Option<usize>) {
        let Some(doc) = &mut self.doc else { return };
        let stage = at.and_then(|at| doc.map.stages.get(at)).map(|stage| stage.id.clone());
        if let Some(stage) = stage {
            doc.jump(Focus::Stage(stage));
        }
    }

    fn why_in_need(&self, at: usize) -> Option<String> {
        let doc = self.doc.as_ref()?;
        let (stage, state) = (doc.map.stages.get(at)?, doc.states.get(at)?);
        Some(format!("“{}” is {}", stage.name, state.kind.word()))
    }

    /// In a phase of reviews: what is left is said in front of what was done.
    pub(in crate::tui::act) fn say_left_to_review(&mut self) {
        if self.is_reviewing() {
            let left = self.doc.as_ref().map_or(0, |doc| needing(doc).len());
            let left = match left {
                0 => "no stage needs anybody now, > goes on".to_owned(),
                1 => "1 stage is left: ]".to_owned(),
                count => format!("{} are left: ]", many(count, "stage")),
            };
            // In front: the end of a long line is not seen.
            let words = format!("{left}; {}", self.status.words);
            self.say(self.status.tone, words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::id::{PersonId, StageId};
    use crate::tui::room::testing::{enter, workshop};
    use crate::tui::screens::testing::{TODAY, picture, press};
    use crate::tui::testing::text_of;
    use crate::workshop::{Attendee, Part};

    fn stage(app: &App) -> (usize, bool) {
        let doc = app.doc.as_ref().unwrap();
        let stage = doc.stage().unwrap();
        (doc.map.stage_index(&stage.id).unwrap(), matches!(doc.focus, Focus::Stage(_)))
    }

    fn reviewed(app: &App, at: usize) -> Option<(PersonId, bool)> {
        let review = app.doc.as_ref().unwrap().map.stages[at].reviewed.as_ref()?;
        Some((review.by.clone(), review.on == TODAY))
    }

    /// Somebody whom the list of people does not know.
    fn guest(app: &mut App, name: &str) {
        press(app, "Space w o");
        enter(app, name);
    }

    #[test]
    fn a_phase_of_reviews_goes_from_stage_to_stage_in_need_round_and_round() {
        let mut app = workshop("terminal", Verb::Review);
        let all = needing(app.doc.as_ref().unwrap());
        assert!(all.len() > 1);
        assert_eq!(stage(&app), (all[0], true));
        for at in all.iter().skip(1).chain([&all[0]]) {
            press(&mut app, "]");
            assert_eq!(stage(&app), (*at, true));
            let left = format!("{} stages need somebody: ] next", all.len());
            assert!(app.status.words.contains(&left), "{}", app.status.words);
        }
        press(&mut app, "[");
        assert_eq!(stage(&app), (all[all.len() - 1], true));
        press(&mut app, "j j [");
        assert_eq!(stage(&app), (all[all.len() - 2], true), "from a card: the stage before its own");
        press(&mut app, "h h h h h h j j ]");
        assert_eq!(stage(&app).0, all.iter().copied().find(|at| *at > 0).unwrap());
    }

    #[test]
    fn a_review_says_how_many_are_left() {
        let mut app = workshop("terminal", Verb::Review);
        let all = needing(app.doc.as_ref().unwrap());
        press(&mut app, "r r y");
        enter(&mut app, "");
        let left = needing(app.doc.as_ref().unwrap());
        assert_eq!(left, all[1..]);
        let (words, said) = (&app.status.words, if left.len() == 1 { "1 stage is" } else { "stages are" });
        assert!(words.contains(&format!("{said} left: ]")), "{words}");
        for _ in left {
            press(&mut app, "] @");
            enter(&mut app, "maya");
            press(&mut app, "r r y");
            enter(&mut app, "");
        }
        assert!(
            app.status.words.starts_with("No stage needs anybody now, > goes on"),
            "{}",
            app.status.words
        );
    }

    #[test]
    fn in_other_phases_the_keys_go_to_findings() {
        let mut app = workshop("terminal", Verb::Talk);
        let count = app.doc.as_ref().unwrap().findings.len();
        press(&mut app, "]");
        assert!(count > 0 && !app.status.words.contains("need somebody"), "{}", app.status.words);
    }

    #[test]
    fn the_owner_of_a_stage_in_the_room_says_first_that_it_is_still_true() {
        let mut app = workshop("terminal", Verb::Review);
        let map = &app.doc.as_ref().unwrap().map;
        let owned_by = |id: &str| {
            let is = |(who, _): (PersonId, _)| who.as_str() == id;
            map.stages.iter().position(|stage| map.owner_of(stage).is_some_and(is)).unwrap()
        };
        let (toms, mayas) = (owned_by("tom"), owned_by("maya"));
        let go = |app: &mut App, at: usize| {
            let id: StageId = app.doc.as_ref().unwrap().map.stages[at].id.clone();
            app.doc.as_mut().unwrap().jump(Focus::Stage(id));
        };
        go(&mut app, toms);
        press(&mut app, "r r");
        let shown = text_of(&picture(&app, 100, 40));
        let (tom, maya) = (shown.find("still true, says Tom"), shown.find("still true, says Maya"));
        assert!(tom.is_some() && tom < maya, "{shown}");
        press(&mut app, "y");
        enter(&mut app, "with the depot");
        assert_eq!(reviewed(&app, toms), Some((PersonId::new("tom").unwrap(), true)));
        press(&mut app, "u r r Y");
        enter(&mut app, "");
        assert_eq!(reviewed(&app, toms), Some((PersonId::new("maya").unwrap(), true)));
        go(&mut app, mayas);
        press(&mut app, "r r");
        assert_eq!(text_of(&picture(&app, 100, 40)).matches("still true, says").count(), 1);
        press(&mut app, "Esc Space w o");
        enter(&mut app, "-Tom");
        go(&mut app, toms);
        press(&mut app, "r r");
        assert!(!text_of(&picture(&app, 100, 40)).contains("says Tom"), "who left says nothing");
    }

    #[test]
    fn who_is_in_the_room_stands_first_among_owners_and_a_guest_comes_into_the_list() {
        let mut app = workshop("terminal", Verb::Review);
        guest(&mut app, "Bo");
        let before = app.place.data.people.len();
        let (at, _) = stage(&app);
        press(&mut app, "@");
        let shown = text_of(&picture(&app, 100, 40));
        assert!(shown.contains("in the room, a guest"), "{shown}");
        enter(&mut app, "Bo");
        let owner = |app: &App| app.doc.as_ref().unwrap().map.stages[at].owner.clone();
        assert_eq!(owner(&app), PersonId::new("bo").ok());
        let added = app.place.data.people.last().unwrap().clone();
        assert_eq!((app.place.data.people.len(), added.name.as_str()), (before + 1, "Bo"));
        assert!(app.status.words.contains("ew in the people list: Bo owns"), "{}", app.status.words);
        press(&mut app, "u");
        assert_ne!(owner(&app), PersonId::new("bo").ok());
        assert_eq!(app.place.data.people.len(), before, "one undo takes back both: {}", app.status.words);
        press(&mut app, "U");
        assert_eq!((owner(&app), app.place.data.people.len()), (PersonId::new("bo").ok(), before + 1));
    }

    #[test]
    fn nobody_is_never_what_a_typed_name_finds_first() {
        let mut app = workshop("terminal", Verb::Review);
        press(&mut app, "@");
        enter(&mut app, "bod");
        let added = app.place.data.people.last().unwrap();
        assert_eq!(added.name.as_str(), "bod", "nobody is there but somebody new");
    }

    #[test]
    fn the_room_is_asked_in_the_order_in_which_it_came() {
        let app = workshop("terminal", Verb::Review);
        let here: Vec<Attendee> = app.room.as_ref().unwrap().session.roster.here().cloned().collect();
        let listed = app.people_items(crate::tui::layer::Choice::Owner);
        let names: Vec<&str> = listed.iter().map(|item| item.label.as_str()).collect();
        for (who, name) in here.iter().zip(&names) {
            assert_eq!(who.name.as_str(), *name);
        }
        assert_eq!(names.last(), Some(&"nobody"));
        assert!(here.iter().any(|who| who.part == Part::Observer));
    }
}
