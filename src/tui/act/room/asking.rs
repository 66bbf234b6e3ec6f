//! What is asked in a workshop: the title of the box, and its hint.

use super::super::super::app::App;
use super::super::super::ask::Ask;
use crate::map::id::ItemId;

impl App {
    /// The title of a box that asks for a text in a workshop, and its hint.
    pub(in crate::tui::act) fn question_in_room(&self, ask: &Ask) -> (String, &'static str) {
        let done = "Enter keeps it   Ctrl-J new line   Esc leaves";
        let line = "Enter keeps it   Esc leaves";
        match ask {
            Ask::Roster(_) => (
                "Who takes part? Names, comma by comma".into(),
                "Enter begins the workshop; (scribe) or (observer) can stand behind a name",
            ),
            Ask::Comes => ("Who comes? A - before a name: who goes".into(), line),
            Ask::GroupName(cards) if cards.len() == 1 => {
                ("To which group does this card belong?".into(), line)
            }
            Ask::GroupName(cards) => (format!("What do {} cards have in common?", cards.len()), line),
            Ask::Papers => (
                "Whose dots on which cards? ana 3 5 5; bo 1 2".into(),
                "Enter gives them; ; or a new line between people",
            ),
            Ask::Decision(_) => ("The decision".into(), done),
            Ask::Action(_) => ("The action; @ owner and due: a day can stand in it".into(), done),
            Ask::ActionDue(id) => (
                format!("Until which day?{}", self.behind(id)),
                "2026-12-01, 12-01, friday or +14d   Enter keeps it   Esc leaves",
            ),
            Ask::GivenDue(..) => ("Until which day? (2026-12-01, 12-01, +14d)".into(), line),
            Ask::DropAction(id) => (format!("Why is it dropped?{}", self.behind(id)), line),
            Ask::Despite => {
                ("Actions have no owner or no day. Why does the workshop end all the same?".into(), line)
            }
            _ => ("Why is it dropped?".into(), line),
        }
    }

    /// The action that a question is about, behind it.
    fn behind(&self, id: &ItemId) -> String {
        let action = self.action_of(id);
        action.map_or_else(String::new, |action| format!(" “{}”", action.text.one_line()))
    }
}
