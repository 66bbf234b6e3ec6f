//! The actions of all workshops: shown, read, followed while others say something of them.

mod say;

use super::super::actions::Key;
use super::super::app::{App, Screen};
use super::super::effect::Effect;
use super::super::room::{Earlier, Row};
use crate::store::sessions::Listing;

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

    /// Shows them, with this one chosen as soon as it is read.
    pub(in crate::tui) fn show_action(&mut self, key: &Key) {
        self.show_actions();
        self.actions.choose(key);
    }

    /// Back to where they were opened from.
    pub fn close_actions(&mut self) {
        let needs_no_map = matches!(self.actions.back, Screen::Atlas | Screen::Findings);
        self.screen = if self.doc.is_some() || needs_no_map { self.actions.back } else { Screen::Atlas };
        self.look_again_at_findings();
    }
}

#[cfg(test)]
pub(in crate::tui) mod testing {
    use crate::map::Label;
    use crate::store::sessions::{Brief, Listing};
    use crate::tui::room::testing::earlier;
    use crate::tui::screens::testing::TODAY;
    use crate::workshop::Part;
    use crate::workshop::deed::Outcome;
    use crate::workshop::testing::{TEN, who};

    /// A workshop that gave three actions: one is open, one done, one late.
    pub(in crate::tui) fn listing() -> Listing {
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
}

#[cfg(test)]
mod tests {
    use super::testing::listing;
    use super::*;
    use crate::map::Label;
    use crate::tui::event::Event;
    use crate::tui::room::Panel;
    use crate::tui::room::testing::{enter, workshop};
    use crate::tui::screens::testing::{TODAY, open, picture, press};
    use crate::tui::testing::text_of;
    use crate::tui::update::update;
    use crate::workshop::deed::Outcome;
    use crate::workshop::{Said, Verb};

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
        let [Effect::Later(later)] = effects.as_slice() else { panic!("{effects:?}") };
        assert_eq!(later.said, [Said::Is(Outcome::Done(TODAY))]);
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
    fn owner_and_day_are_given_in_words_and_taken_back() {
        let mut app = open("terminal", "order-to-doorstep.ron");
        press(&mut app, "Space w a");
        let _ = update(&mut app, Event::Actions(Box::new(listing())));
        let before = app.actions.given.clone();
        press(&mut app, "@");
        enter(&mut app, "luis");
        assert_eq!(app.status.words, "“is late” is for Luis Ortega to do now  (u to undo)");
        press(&mut app, "D Ctrl-u");
        enter(&mut app, "soon");
        assert!(app.status.words.starts_with("That is no day"), "{}", app.status.words);
        press(&mut app, "Ctrl-u");
        enter(&mut app, "12-24");
        assert_eq!(app.status.words, "“is late” is to be done until 2026-12-24 now  (u to undo)");
        let now = app.actions.chosen().unwrap().action.clone();
        assert_eq!((now.owner.unwrap().as_str(), now.due), ("luis", Some(jiff::civil::date(2026, 12, 24))));
        press(&mut app, "D Ctrl-u Enter");
        assert_eq!(app.status.words, "“is late” has no day now  (u to undo)");
        press(&mut app, "u u u");
        assert_eq!(app.actions.given, before);
        assert_eq!(app.status.words, "Taken back: “is late” is for Ana Ruiz to do now");
        press(&mut app, "u");
        assert!(app.status.words.to_lowercase().contains("nothing was said"), "{}", app.status.words);
    }

    #[test]
    fn an_action_of_the_running_workshop_gets_another_owner_in_its_record() {
        let mut app = workshop("terminal", Verb::Decide);
        press(&mut app, "a");
        enter(&mut app, "> call the carrier @ana due:12-01");
        press(&mut app, "Esc Space w a");
        let room = app.room.as_ref().unwrap();
        let mut own = listing();
        own.sessions[0].id = room.session.head.id.clone();
        own.sessions[0].actions.clone_from(&room.session.actions);
        let _ = update(&mut app, Event::Actions(Box::new(own)));
        press(&mut app, "@");
        enter(&mut app, "luis");
        let action = |app: &App| app.room.as_ref().unwrap().session.actions[0].clone();
        assert_eq!(action(&app).0.owner.unwrap().as_str(), "luis");
        press(&mut app, "x");
        assert_eq!(action(&app).1, Outcome::Done(TODAY));
        press(&mut app, "u u");
        assert_eq!((action(&app).0.owner.unwrap().as_str(), action(&app).1), ("ana", Outcome::Open));
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
