//! Who speaks, said by a digit on an empty line, unless the digit turns out to begin the text: `24 hours` is a text.

use super::keys::Key;
use crate::map::id::PersonId;
use crate::workshop::Roster;

/// Remembers the digit that was typed last on an empty line.
#[derive(Debug, Clone, Default)]
pub struct Caller {
    /// The digit, and who spoke before it.
    last: Option<(char, PersonId)>,
}

/// What a key on the line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Called {
    /// Nothing of this kind.
    No,
    /// This person speaks now.
    Speaks(PersonId),
    /// The digit before it was text: this is to be typed, and whoever spoke before speaks again.
    Text(String, PersonId),
}

impl Caller {
    /// A key, on a line that is empty or not. A digit that nobody has is text.
    pub fn key(&mut self, key: Key, is_empty: bool, roster: &Roster, speaker: &PersonId) -> Called {
        let last = self.last.take().filter(|_| is_empty);
        let Some(typed) = key.typed().filter(|_| is_empty) else { return Called::No };
        if let Some((digit, before)) = last
            && (typed == ' ' || typed.is_ascii_digit() || ".,:%".contains(typed))
        {
            return Called::Text(format!("{digit}{typed}"), before);
        }
        let digit = typed.to_digit(10).unwrap_or(0);
        match roster.digit(digit as usize) {
            Some(who) => {
                self.last = Some((typed, speaker.clone()));
                Called::Speaks(who.id.clone())
            }
            None => Called::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workshop::Part;
    use crate::workshop::testing::who;

    /// Types on a line; gives what stands in it, and who speaks.
    fn typed(text: &str) -> (String, String) {
        let mut roster = Roster::default();
        for id in ["maya", "ana", "bo"] {
            roster.put(who(id, Part::Participant));
        }
        let (mut caller, mut line, mut speaker) =
            (Caller::default(), String::new(), PersonId::new("maya").unwrap());
        for c in text.chars() {
            match caller.key(Key::char(c), line.is_empty(), &roster, &speaker) {
                Called::No => line.push(c),
                Called::Speaks(who) => speaker = who,
                Called::Text(text, before) => {
                    line.push_str(&text);
                    speaker = before;
                }
            }
        }
        (line, speaker.to_string())
    }

    #[test]
    fn a_digit_lets_somebody_speak_and_a_number_is_text() {
        let is = |text: &str, line: &str, who: &str| assert_eq!(typed(text), (line.into(), who.into()));
        is("2slow", "slow", "ana");
        is("slow 3 times", "slow 3 times", "maya");
        is("24 hours", "24 hours", "maya");
        is("2 days late", "2 days late", "maya");
        is("3% call", "3% call", "maya");
        is("7 days", "7 days", "maya");
        is("0 news", "0 news", "maya");
        is("2\\3 times", "\\3 times", "ana");
    }
}
