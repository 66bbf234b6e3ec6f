//! The actions of all workshops: read, done, dropped, opened again.

use super::super::actions::Key;
use super::super::app::{App, Screen};
use super::super::ask::Ask;
use super::super::effect::Effect;
use super::super::room::{Earlier, Row};
use super::super::status::Tone;
use crate::map::Label;
use crate::map::id::{ItemId, PersonId, SessionId};
use crate::store::sessions::Listing;
use crate::workshop::deed::{Deed, Outcome};

impl App {
    /// Shows them, and reads them anew.
    pub fn show_actions(&mut self) {
        if self.screen != Screen::Actions {
            self.actions.back = self.screen;
        }
        self.screen = Screen::Actions;
        self.ask_world(Effect::ReadActions);
    }

    /// They were read.
    pub(in crate::tui) fn actions_read(&mut self, listing: Listing) {
        self.follow_earlier(&listing);
        self.actions.fill(listing, &self.place.data, self.today);
    }

    /// Records of workshops are others than before: what is shown of them is read anew.
    pub(in crate::tui) fn records_changed(&mut self) {
        if self.screen == Screen::Actions || self.room.is_some() {
            self.ask_world(Effect::ReadActions);
        }
        if self.screen == Screen::Atlas {
            self.read_atlas();
        }
        self.look_again_at_findings();
    }

    /// A running workshop's list of earlier actions; the chosen one stays chosen.
    fn follow_earlier(&mut self, listing: &Listing) {
        let chosen = self.chosen_earlier();
        let Some(room) = &mut self.room else { return };
        let own = room.session.head.id.clone();
        let mut earlier = Earlier::of(&listing.sessions, &room.session.head.map);
        earlier.retain(|one| one.session != own);
        if room.earlier == earlier {
            return;
        }
        room.earlier = earlier;
        if let Some(key) = chosen {
            self.choose_earlier(&key);
        }
    }

    fn chosen_earlier(&self) -> Option<Key> {
        let Some(Row::Earlier(at)) = self.chosen_row() else { return None };
        self.room.as_ref()?.earlier.get(at).map(Earlier::key)
    }

    fn choose_earlier(&mut self, key: &Key) {
        let rows = self.room_rows();
        let Some(room) = &mut self.room else { return };
        let is_it = |row: &Row| matches!(row, Row::Earlier(at) if room.earlier.get(*at).map(Earlier::key).as_ref() == Some(key));
        let last = rows.len().saturating_sub(1);
        room.at = rows.iter().position(is_it).unwrap_or(room.at).min(last);
    }

    /// Back to where they were opened from.
    pub fn close_actions(&mut self) {
        self.screen = if self.doc.is_some() { self.actions.back } else { Screen::Atlas };
    }

    /// The chosen one is done.
    pub fn finish_action(&mut self) {
        self.chosen_action_is(Outcome::Done(self.today));
    }

    /// The chosen one is open again.
    pub fn reopen_action(&mut self) {
        self.chosen_action_is(Outcome::Open);
    }

    /// Asks why the chosen one is dropped.
    pub fn ask_drop_chosen_action(&mut self) {
        if let Some(one) = self.actions.chosen() {
            self.ask(Ask::DropEarlier(one.session.clone(), one.action.id.clone()));
        }
    }

    fn chosen_action_is(&mut self, outcome: Outcome) {
        if let Some(one) = self.actions.chosen() {
            let (session, id) = (one.session.clone(), one.action.id.clone());
            self.action_is(&session, &id, outcome);
        }
    }

    /// Why it is dropped was typed.
    pub(in crate::tui) fn drop_given(&mut self, session: &SessionId, id: &ItemId, why: Label) {
        self.action_is(session, id, Outcome::Dropped(self.today, why));
    }

    /// That became of it: a line of its workshop's record, and of the one that runs where it is that one.
    fn action_is(&mut self, session: &SessionId, id: &ItemId, outcome: Outcome) {
        let Some(by) = self.who_says() else { return };
        let Some(one) =
            self.actions.given.iter_mut().find(|one| one.session == *session && one.action.id == *id)
        else {
            return;
        };
        let words = match &outcome {
            Outcome::Open => "is open again".to_owned(),
            Outcome::Done(_) => "is done  (o opens it again)".to_owned(),
            Outcome::Dropped(_, why) => format!("is dropped: {why}  (o opens it again)"),
        };
        let words = format!("“{}” {words}", one.action.text.one_line());
        one.outcome = outcome.clone();
        let is_running = self.room.as_ref().is_some_and(|room| room.session.head.id == *session);
        if is_running {
            self.write_down(|scribe| scribe.outcome(by, id, outcome));
            return;
        }
        for one in self.room.iter_mut().flat_map(|room| &mut room.earlier) {
            if one.session == *session && one.action.id == *id {
                one.outcome = outcome.clone();
            }
        }
        self.ask_world(Effect::Later(session.clone(), Box::new(Deed::ActionIs(id.clone(), outcome)), by));
        self.say(Tone::Info, words);
    }

    /// Who says it: whoever leads, else who sits here; asks where nobody is known.
    fn who_says(&mut self) -> Option<PersonId> {
        let by = self.room.as_ref().map(|room| room.facilitator().clone()).or_else(|| self.me.clone());
        if by.is_none() {
            self.pick_me();
            self.say(Tone::Info, "who are you? What became of an action carries a name");
        }
        by
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sessions::Brief;
    use crate::tui::event::Event;
    use crate::tui::room::Panel;
    use crate::tui::room::testing::{earlier, enter, workshop};
    use crate::tui::screens::testing::{TODAY, open, picture, press};
    use crate::tui::testing::text_of;
    use crate::tui::update::update;
    use crate::workshop::testing::{TEN, who};
    use crate::workshop::{Part, Verb};

    fn listing() -> Listing {
        let all = [
            earlier("later", Some((12, 1)), Outcome::Open),
            earlier("was done", None, Outcome::Done(TODAY)),
            earlier("is late", Some((11, 1)), Outcome::Open),
        ];
        let brief = Brief {
            id: all[0].session.clone(),
            path: "sessions/x.log".into(),
            map: crate::map::id::MapId::new("order").unwrap(),
            title: Label::new("Order to doorstep"),
            day: TODAY,
            began: TEN,
            agenda: Label::new("45-minute refresh"),
            facilitator: who("maya", Part::Facilitator),
            is_ended: true,
            people: 3,
            actions: all.map(|one| (one.action, one.outcome)).to_vec(),
            carried: Vec::new(),
        };
        Listing { sessions: vec![brief], problems: Vec::new() }
    }

    #[test]
    fn all_actions_are_read_told_and_settled() {
        let mut app = open("terminal", "order-to-doorstep.ron");
        press(&mut app, "Space w a");
        assert_eq!(app.screen, Screen::Actions);
        let _ = update(&mut app, Event::Actions(Box::new(listing())));
        let texts =
            |app: &App| app.actions.given.iter().map(|one| one.action.text.to_string()).collect::<Vec<_>>();
        assert_eq!(texts(&app), ["is late", "later", "was done"]);
        let effects = update(&mut app, Event::Key("x".parse::<crate::tui::keys::Keys>().unwrap()[0]));
        assert!(
            matches!(effects.as_slice(), [Effect::Later(_, deed, _)] if matches!(**deed, Deed::ActionIs(_, Outcome::Done(_))))
        );
        press(&mut app, "Down d");
        enter(&mut app, "no money");
        assert_eq!(app.actions.given[1].outcome, Outcome::Dropped(TODAY, Label::new("no money")));
        press(&mut app, "o");
        assert_eq!(app.actions.given[1].outcome, Outcome::Open);
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            let shown = text_of(&picture(&app, width, height));
            assert!(shown.contains("is late") && shown.contains("done 2026-11-22"), "{shown}");
        }
        press(&mut app, "q");
        assert_eq!(app.screen, Screen::Map);
    }

    #[test]
    fn what_others_say_is_followed_and_the_chosen_action_stays_chosen() {
        let mut app = open("terminal", "order-to-doorstep.ron");
        assert!(update(&mut app, Event::Records).is_empty(), "nobody looks at them");
        press(&mut app, "Space w a");
        let _ = update(&mut app, Event::Actions(Box::new(listing())));
        press(&mut app, "Down");
        assert!(matches!(update(&mut app, Event::Records).as_slice(), [Effect::ReadActions]));
        let mut settled = listing();
        settled.sessions[0].actions[2].1 = Outcome::Done(TODAY);
        let _ = update(&mut app, Event::Actions(Box::new(settled)));
        let chosen = app.actions.chosen().unwrap();
        assert_eq!((app.actions.at, &*chosen.action.text.one_line()), (0, "later"));
    }

    #[test]
    fn a_running_workshops_list_of_earlier_actions_follows() {
        let mut app = workshop("terminal", Verb::FollowUp);
        let earlier = of_map(&app);
        let _ = update(&mut app, Event::Actions(Box::new(earlier)));
        app.room.as_mut().unwrap().panel = Panel::FollowUp;
        app.screen = Screen::Room;
        press(&mut app, "Down");
        let chosen = app.chosen_row();
        let text = |app: &App| {
            let Some(Row::Earlier(at)) = app.chosen_row() else { panic!("{chosen:?}") };
            app.room.as_ref().unwrap().earlier[at].action.text.to_string()
        };
        assert_eq!(text(&app), "later");
        assert!(matches!(update(&mut app, Event::Records).as_slice(), [Effect::ReadActions]));
        let mut settled = of_map(&app);
        settled.sessions[0].actions[2].1 = Outcome::Done(TODAY);
        let _ = update(&mut app, Event::Actions(Box::new(settled)));
        assert_eq!((text(&app).as_str(), app.room.as_ref().unwrap().at), ("later", 0));
    }

    /// An earlier workshop on the open map.
    fn of_map(app: &App) -> Listing {
        let mut listing = listing();
        listing.sessions[0].map = app.room.as_ref().unwrap().session.head.map.clone();
        listing
    }

    #[test]
    fn an_empty_list_says_where_actions_come_from() {
        let mut app = open("terminal", "order-to-doorstep.ron");
        press(&mut app, "Space w a");
        assert!(text_of(&picture(&app, 80, 24)).contains("being read"));
        let _ = update(&mut app, Event::Actions(Box::default()));
        assert!(text_of(&picture(&app, 80, 24)).contains("Space w w"));
    }
}
