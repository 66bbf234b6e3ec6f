//! What was gathered beside the open map's file: states and findings take it into account from then on.

use super::super::app::App;
use super::super::event::Known;
use super::super::status::Tone;

impl App {
    /// Something was gathered. For a map that is not open any more it is passed over.
    pub fn gathered(&mut self, known: Known) {
        let Some(doc) = self.doc.as_mut().filter(|doc| doc.path == known.path) else { return };
        let is_new = known.trouble.is_some() && doc.trouble != known.trouble;
        doc.trouble = known.trouble;
        // What is wrong in a feed is no reason to hide what the person was told last.
        if let Some(trouble) = doc.trouble.clone().filter(|_| is_new && self.status.words.is_empty()) {
            self.say(Tone::Warning, trouble);
        }
        let Some(doc) = self.doc.as_mut().filter(|doc| doc.outside != known.outside) else { return };
        doc.outside = known.outside;
        self.examine();
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::map::event::EventKind;
    use crate::map::{Label, Text};
    use crate::rules::{FeedEvent, Outside, StateKind};
    use crate::tui::event::Event;
    use crate::tui::screens::testing::open;
    use crate::tui::update::update;

    fn known(app: &App, path: PathBuf) -> Known {
        let event = FeedEvent {
            on: app.today,
            kind: EventKind::Release,
            text: Text::new("New app"),
            stages: Vec::new(),
            source: Some(Label::new("events.csv:2")),
        };
        let outside = Outside { events: vec![event], ..Outside::default() };
        Known { path, outside, trouble: Some("events.csv:3: not so".into()) }
    }

    fn changed(app: &App) -> usize {
        app.doc.as_ref().unwrap().states.iter().filter(|state| state.kind == StateKind::Changed).count()
    }

    #[test]
    fn states_change_when_it_comes_and_only_for_the_map_that_is_open() {
        let mut app = open("terminal", "order-to-doorstep.ron");
        let (before, path) = (changed(&app), app.doc.as_ref().unwrap().path.clone());
        let other = known(&app, PathBuf::from("other.ron"));
        update(&mut app, Event::Outside(Box::new(other)));
        assert_eq!(changed(&app), before);
        let mine = known(&app, path.clone());
        update(&mut app, Event::Outside(Box::new(mine)));
        assert!(changed(&app) > before);
        assert_eq!(app.status.words, "events.csv:3: not so");
        app.say(Tone::Info, "");
        let again = known(&app, path);
        update(&mut app, Event::Outside(Box::new(again)));
        assert_eq!(app.status.words, "", "once is enough");
    }
}
