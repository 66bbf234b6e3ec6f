//! Keys that every text understands.

use crate::tui::keys::{Code, Key};

use super::trail::How;
use super::{Draft, Edited};

impl Draft {
    /// Does what `key` means in any text. No line break comes in this way.
    pub fn key(&mut self, key: &Key) -> Edited {
        if let Some(c) = key.typed() {
            self.put(c);
            return Edited::Changed;
        }
        let by_word = key.has_ctrl() || key.has_alt();
        match key.code() {
            Code::Backspace if by_word => self.erase_to(How::Whole, self.word_left()),
            Code::Backspace => self.erase_to(How::Erased, self.left_of()),
            Code::Del if by_word => self.erase_to(How::Whole, self.word_right()),
            Code::Del => self.erase_to(How::Erased, self.right_of()),
            Code::Left => self.moved(if by_word { self.word_left() } else { self.left_of() }),
            Code::Right => self.moved(if by_word { self.word_right() } else { self.right_of() }),
            Code::Home => self.moved(if by_word { 0 } else { self.line_start() }),
            Code::End => self.moved(if by_word { self.text.len() } else { self.line_end() }),
            Code::Char(c) if key.has_ctrl() => self.control(c),
            Code::Char(c) => self.alt(c),
            _ => Edited::Ignored,
        }
    }

    /// Control with a letter; only what terminals and shells have taught everybody.
    fn control(&mut self, c: char) -> Edited {
        match c {
            'u' => self.clear(),
            'w' => self.erase_to(How::Whole, self.word_left()),
            'h' => self.erase_to(How::Erased, self.left_of()),
            'e' => self.moved(self.line_end()),
            // Ctrl-/ and Ctrl-7 arrive as this one too.
            '_' => self.undo(),
            'y' => self.redo(),
            _ => Edited::Ignored,
        }
    }

    /// Alt with a letter: words, for terminals that send no Ctrl-arrows; redo beside undo.
    fn alt(&mut self, c: char) -> Edited {
        match c {
            'b' => self.moved(self.word_left()),
            'f' => self.moved(self.word_right()),
            'd' => self.erase_to(How::Whole, self.word_right()),
            '_' | '/' => self.redo(),
            _ => Edited::Ignored,
        }
    }

    fn moved(&mut self, to: usize) -> Edited {
        self.go(to);
        Edited::Moved
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use crate::tui::widgets::testing::{any_key, keys};

    /// `|` is the cursor.
    fn after(before: &str, script: &str) -> String {
        let (left, right) = before.split_once('|').unwrap();
        let mut draft = Draft::new(&format!("{left}{right}"));
        draft.go(left.len());
        for key in keys(script) {
            draft.key(&key);
        }
        format!("{}|{}", draft.before(), draft.after())
    }

    #[test]
    fn before_keys_after() {
        for (before, script, expected) in [
            ("|", "Pay by card", "Pay by card|"),
            ("Pay| card", "s", "Pays| card"),
            ("café\u{301}s|", "<Backspace><Backspace>", "caf|"),
            ("a👨\u{200d}👩\u{200d}👧|b", "<Backspace>", "a|b"),
            ("|🇩🇪🇫🇷", "<Right><Del>", "🇩🇪|"),
            ("one two, three|", "<Ctrl-Left><Alt-Left>", "one |two, three"),
            ("|one two", "<Ctrl-Right><Alt-f>", "one two|"),
            ("one two   |x", "<Ctrl-W>", "one |x"),
            ("one| two", "<Alt-d>", "one|"),
            ("one| two", "<Ctrl-U>", "|"),
            ("on|e", "<Home>a<End>b", "aoneb|"),
            ("a\nb|c\nd", "<Home>", "a\n|bc\nd"),
            ("a\nb|c\nd", "<End>", "a\nbc|\nd"),
            ("a\nb|c\nd", "<Ctrl-Home>", "|a\nbc\nd"),
            ("|", "<Backspace><Del><Left><Right><Up><F2><Ctrl-A>", "|"),
            ("e|x", "\u{301}", "e\u{301}|x"),
            ("|\u{301}x", "e", "e\u{301}|x"),
            ("|", "\u{202e}", "\u{fffd}|"),
            ("|", "Pay by card<Ctrl-_>", "Pay by |"),
            ("|", "Pay by card<Ctrl-_><Ctrl-/><Ctrl-Y>", "Pay by |"),
            ("one| two", "<Ctrl-U><Ctrl-_>", "one two|"),
            ("one two|", "<Backspace><Backspace>x<Ctrl-_><Ctrl-_>", "one two|"),
            ("|one two", "<Del><Del><Ctrl-_>", "on|e two"),
            ("a|", "b<Left>c<Ctrl-_>", "a|b"),
            ("a|", "b<Ctrl-W><Ctrl-_><Ctrl-_><Alt-_><Alt-/>", "|"),
            ("a|", "<Ctrl-_><Ctrl-Y>", "a|"),
        ] {
            assert_eq!(after(before, script), expected, "{before} {script}");
        }
    }

    #[test]
    fn foreign_keys_are_left_to_others() {
        let mut draft = Draft::new("a");
        for key in keys("<Enter><Esc><Tab><Up><F2><Ctrl-S><Alt-x>") {
            assert_eq!(draft.key(&key), Edited::Ignored, "{key}");
        }
    }

    proptest! {
        #[test]
        fn undo_goes_all_the_way_back_and_redo_all_the_way_on(typed in prop::collection::vec(any_key(), 0..60)) {
            let mut draft = Draft::new("Pay by card");
            for key in typed {
                draft.key(&key);
            }
            let end = draft.text().to_owned();
            let steps = std::iter::repeat_with(|| draft.undo()).take_while(|e| *e == Edited::Changed).count();
            prop_assert_eq!(draft.text(), "Pay by card");
            for _ in 0..steps {
                draft.redo();
            }
            prop_assert_eq!(draft.text(), end);
        }

        #[test]
        fn the_cursor_stands_between_letters(typed in prop::collection::vec(any_key(), 0..60)) {
            let mut draft = Draft::default();
            for key in typed {
                draft.key(&key);
                let ends: Vec<usize> = draft.text().grapheme_indices(true).map(|(at, _)| at).collect();
                prop_assert!(ends.contains(&draft.at()) || draft.at() == draft.text().len());
                prop_assert!(!draft.text().contains(crate::map::text::is_forbidden));
            }
        }
    }
}
