//! What can be typed before and in a card to say more than its text. Everything is optional; what is not recognised is text.
//!
//! `ana:` in front says whose it is; then one sign says what it is: `!` a pain (`!!` high, `!!!` critical), `+` an opportunity,
//! `?` parked, `=` a decision, `>` an action; `@bo` anywhere names the owner, `due:2026-12-01` or `due:12-01` the day. A `\` in front
//! says that what follows it is text.

use std::ops::Range;

use jiff::civil::Date;

use crate::map::card::{CardKind, Severity};
use crate::map::day::read_coming;
use crate::map::id::PersonId;
use crate::map::{Label, Role};

/// What can be typed, and what it means: for help and docs.
pub const SIGNS: &[(&[&str], &str)] = &[
    (&["ana: …"], "Ana says it; behind a sign, too"),
    (&["! …", "!! …", "!!! …"], "a pain; a high one; a critical one"),
    (&["+ …"], "an opportunity"),
    (&["? …"], "for the parking lot"),
    (&["= …"], "a decision"),
    (&["> …"], "an action"),
    (&["@bo"], "Bo owns it"),
    (&["due:2026-12-01", "due:12-01", "due:friday", "due:+14d"], "until then"),
    (&["\\! …"], "text that begins with a sign"),
];

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A card of the lane that it is typed in.
    Plain,
    /// A pain, this bad where that is said.
    Pain(Option<Severity>),
    /// An opportunity.
    Opportunity,
    /// Something to be put off.
    Parked,
    /// A decision.
    Decision,
    /// An action.
    Action,
}

impl Kind {
    /// The kind of card that it makes whatever the lane; `None`: that of the lane, or no card.
    pub fn card(self) -> Option<CardKind> {
        match self {
            Self::Pain(_) => Some(CardKind::Pain),
            Self::Opportunity => Some(CardKind::Opportunity),
            _ => None,
        }
    }

    /// The role of the lane that it goes to; `None`: the lane that it is typed in, or none.
    pub fn role(self) -> Option<Role> {
        self.card().map(Role::of)
    }

    /// Whether it becomes a card.
    pub fn is_card(self) -> bool {
        matches!(self, Self::Plain | Self::Pain(_) | Self::Opportunity)
    }

    /// Why a participant's terminal does not send it.
    pub fn not_yours(self) -> String {
        let what = self.words();
        format!("{what} is written by the facilitator or a scribe; \\ in front makes it a card")
    }

    /// In a word or two, with its article.
    pub fn words(self) -> &'static str {
        match self {
            Self::Plain => "a card",
            Self::Pain(None) => "a pain",
            Self::Pain(Some(Severity::Critical)) => "a critical pain",
            Self::Pain(Some(_)) => "a high pain",
            Self::Opportunity => "an opportunity",
            Self::Parked => "for the parking lot",
            Self::Decision => "a decision",
            Self::Action => "an action",
        }
    }
}

/// What a part of a line was recognised as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Whose it is.
    Author,
    /// What it is.
    Kind,
    /// Who owns it.
    Owner,
    /// Until when.
    Due,
    /// The backslash that says that the rest is text.
    Escape,
}

/// A line and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Whose it is, where that is said.
    pub author: Option<PersonId>,
    /// What it is.
    pub kind: Kind,
    /// Who owns it.
    pub owner: Option<PersonId>,
    /// Until when.
    pub due: Option<Date>,
    /// The text that is left.
    pub text: Label,
    /// What was recognised, by its bytes in the line, in order.
    pub parts: Vec<(Range<usize>, Part)>,
    /// What looks like an owner or a day and is none, and why: it is text.
    pub unread: Vec<String>,
}

/// Who can be named: ids and names.
pub type People<'a> = &'a [(PersonId, Label)];

/// Reads a line. `authors` can be named in front of it, `owners` behind an `@`.
pub fn read(line: &str, authors: People<'_>, owners: People<'_>, today: Date) -> Line {
    let mut parts = Vec::new();
    let mut at = blanks(line, 0);
    let author = author(line, at, authors);
    if let Some((_, end)) = &author {
        parts.push((at..*end, Part::Author));
        at = blanks(line, *end);
    }
    let rest = line.get(at..).unwrap_or_default();
    if rest.starts_with('\\') {
        parts.push((at..at + 1, Part::Escape));
        let text = Label::new(line.get(at + 1..).unwrap_or_default());
        let author = author.map(|(who, _)| who);
        let unread = Vec::new();
        return Line { author, kind: Kind::Plain, owner: None, due: None, text, parts, unread };
    }
    let (kind, width) = sign(rest);
    if width > 0 {
        parts.push((at..at + width, Part::Kind));
        at += width;
    }
    let mut read = Line {
        author: author.map(|(who, _)| who),
        kind,
        owner: None,
        due: None,
        text: Label::default(),
        parts,
        unread: Vec::new(),
    };
    if let Some((who, end)) = read.author_behind(line, at, authors) {
        read.parts.push((blanks(line, at)..end, Part::Author));
        (read.author, at) = (Some(who), end);
    }
    read.words(line, at, owners, today);
    read
}

/// Reads a line of a workshop: whose it is can be anybody in the room, who owns it somebody else, too.
pub fn read_among(
    line: &str,
    room: People<'_>,
    others: impl IntoIterator<Item = (PersonId, Label)>,
    today: Date,
) -> Line {
    let mut owners = room.to_vec();
    let others = others.into_iter().filter(|(id, _)| !room.iter().any(|(known, _)| known == id));
    owners.extend(others);
    read(line, room, &owners, today)
}

impl Line {
    /// Whoever is named behind the sign, where nobody is named in front of it.
    fn author_behind(&self, line: &str, at: usize, authors: People<'_>) -> Option<(PersonId, usize)> {
        let is_open = self.author.is_none() && self.kind != Kind::Plain;
        is_open.then(|| author(line, blanks(line, at), authors))?
    }

    /// Takes owner and day out of the words from `at` on; what is left is the text.
    fn words(&mut self, line: &str, at: usize, owners: People<'_>, today: Date) {
        let mut kept = String::new();
        let rest = line.get(at..).unwrap_or_default();
        let mut from = at;
        for word in rest.split_inclusive(char::is_whitespace) {
            let (bare, begin) = (word.trim_end(), from);
            from += word.len();
            let span = begin..begin + bare.len();
            if let Some(who) =
                bare.strip_prefix('@').filter(|_| self.owner.is_none()).and_then(|n| person(n, owners))
            {
                self.owner = Some(who);
                self.parts.push((span, Part::Owner));
            } else if let Some(day) =
                bare.strip_prefix("due:").filter(|_| self.due.is_none()).and_then(|d| read_coming(d, today))
            {
                self.due = Some(day);
                self.parts.push((span, Part::Due));
            } else {
                self.unread.extend(unread(bare));
                kept.push_str(word);
            }
        }
        self.text = Label::new(&kept);
    }
}

/// What a word that begins like an owner or a day is not.
fn unread(word: &str) -> Option<String> {
    let cut = |text: &str| crate::map::say::quote(text, 20);
    if let Some(day) = word.strip_prefix("due:").filter(|day| !day.is_empty()) {
        return Some(format!("{} is no day", cut(day)));
    }
    let name = word.strip_prefix('@').filter(|name| name.chars().next().is_some_and(char::is_alphabetic))?;
    Some(format!("nobody is called {}", cut(name)))
}

fn blanks(line: &str, from: usize) -> usize {
    let rest = line.get(from..).unwrap_or_default();
    from + (rest.len() - rest.trim_start().len())
}

/// Whoever is named before a colon, and where that ends.
fn author(line: &str, at: usize, people: People<'_>) -> Option<(PersonId, usize)> {
    let rest = line.get(at..)?;
    let colon = rest.find(':').filter(|colon| *colon <= 40)?;
    let who = person(rest.get(..colon)?, people)?;
    Some((who, at + colon + 1))
}

/// The one person whose id, name or first name this is.
pub fn person(name: &str, people: People<'_>) -> Option<PersonId> {
    let name = name.trim().to_lowercase();
    if name.is_empty() {
        return None;
    }
    let is_whole = |(id, called): &&(PersonId, Label)| {
        id.as_str().to_lowercase() == name || called.as_str().to_lowercase() == name
    };
    if let Some((id, _)) = people.iter().find(is_whole) {
        return Some(id.clone());
    }
    let first = |called: &Label| called.as_str().split_whitespace().next().unwrap_or_default().to_lowercase();
    let mut found = people.iter().filter(|(_, called)| first(called) == name);
    match (found.next(), found.next()) {
        (Some((id, _)), None) => Some(id.clone()),
        _ => None,
    }
}

/// What the sign in front says, and how many bytes it has.
fn sign(rest: &str) -> (Kind, usize) {
    let bangs = rest.bytes().take_while(|b| *b == b'!').count();
    match rest.as_bytes().first() {
        Some(b'!') => match bangs {
            1 => (Kind::Pain(None), 1),
            2 => (Kind::Pain(Some(Severity::High)), 2),
            _ => (Kind::Pain(Some(Severity::Critical)), 3),
        },
        Some(b'+') => (Kind::Opportunity, 1),
        Some(b'?') => (Kind::Parked, 1),
        Some(b'=') => (Kind::Decision, 1),
        Some(b'>') => (Kind::Action, 1),
        _ => (Kind::Plain, 0),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// The table of [`SIGNS`] in the page for facilitators.
    #[test]
    fn the_page_has_every_sign() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/workshop.md");
        let page = std::fs::read_to_string(path).unwrap();
        let row = |(typed, means): &(&[&str], &str)| {
            let typed: Vec<String> = typed.iter().map(|typed| format!("`{typed}`")).collect();
            format!("| {} | {means} |\n", typed.join(" "))
        };
        let head = "| typed | means |\n| --- | --- |\n";
        let table = head.to_owned() + &SIGNS.iter().map(row).collect::<String>();
        if std::env::var_os("MILEPOST_BLESS").is_some() {
            let (before, rest) = page.split_once(head).unwrap();
            let (_, after) = rest.split_once("\n\n").unwrap();
            std::fs::write(path, [before, &table, "\n", after].concat()).unwrap();
        }
        let page = std::fs::read_to_string(path).unwrap();
        assert!(
            page.contains(&table),
            "docs/workshop.md is out of date; MILEPOST_BLESS=1 cargo test writes it"
        );
    }

    fn people() -> Vec<(PersonId, Label)> {
        [("ana", "Ana Ruiz"), ("bo", "Bo Berg"), ("tom-o", "Tom Okafor"), ("tom-b", "Tom Baker")]
            .map(|(id, name)| (PersonId::new(id).unwrap(), Label::new(name)))
            .to_vec()
    }

    fn of(line: &str) -> Line {
        read(line, &people(), &people(), date(2026, 11, 22))
    }

    #[test]
    fn a_line_says_whose_what_who_and_when() {
        let typed = "ana: > Call the carrier @bo due:2026-12-01";
        let line = of(typed);
        assert_eq!(line.author.unwrap().as_str(), "ana");
        assert_eq!(line.kind, Kind::Action);
        assert_eq!(line.owner.unwrap().as_str(), "bo");
        assert_eq!(line.due, Some(date(2026, 12, 1)));
        assert_eq!(line.text.as_str(), "Call the carrier");
        let parts: Vec<_> =
            line.parts.iter().map(|(span, part)| (typed.get(span.clone()).unwrap(), *part)).collect();
        assert_eq!(
            parts,
            [("ana:", Part::Author), (">", Part::Kind), ("@bo", Part::Owner), ("due:2026-12-01", Part::Due)]
        );
    }

    #[test]
    fn what_is_not_recognised_is_text() {
        for text in [
            "Note: they wait",
            "mail@home",
            "@nobody asks",
            "due:soon",
            "10:30 the van comes",
            "a + b",
            "Tom: which Tom?",
        ] {
            let line = of(text);
            assert_eq!((line.kind, line.text.as_str(), line.parts.len()), (Kind::Plain, text, 0), "{text}");
        }
        let escaped = of("\\! is a sign");
        assert_eq!((escaped.kind, escaped.text.as_str()), (Kind::Plain, "! is a sign"));
    }

    #[test]
    fn signs() {
        assert_eq!(of("!slow").kind, Kind::Pain(None));
        assert_eq!(of("!!! dead").kind, Kind::Pain(Some(Severity::Critical)));
        assert_eq!(of("!!! dead").text.as_str(), "dead");
        assert_eq!(of("? later").kind, Kind::Parked);
        assert_eq!(of("= we do it").kind, Kind::Decision);
        assert_eq!(of("bo:+ text them").kind, Kind::Opportunity);
        assert_eq!(of("").text.as_str(), "");
    }

    #[test]
    fn whose_it_is_can_stand_behind_the_sign() {
        let typed = "= bo: we test it due:friday";
        let line = of(typed);
        assert_eq!((line.author.unwrap().as_str(), line.kind), ("bo", Kind::Decision));
        assert_eq!((line.text.as_str(), line.due), ("we test it", Some(date(2026, 11, 27))));
        let parts: Vec<_> = line.parts.iter().map(|(span, _)| typed.get(span.clone()).unwrap()).collect();
        assert_eq!(parts, ["=", "bo:", "due:friday"]);
        assert_eq!(of("ana: ! bo: slow").text.as_str(), "bo: slow", "one name is enough");
    }

    #[test]
    fn what_looks_like_an_owner_or_a_day_and_is_none_is_said() {
        assert_eq!(of("> call due:soon @bob @bo").unread, ["“soon” is no day", "nobody is called “bob”"]);
        assert_eq!(of("at 5 @ home, mail@home").unread, Vec::<String>::new());
    }

    #[test]
    fn no_line_breaks_it() {
        for line in ["ä:", ":", "@", "due:", "!!!!!", "\\", "  ", "ana:", "ana:\\", "\u{301}:x", "ÄÄÄÄ: @ä"]
        {
            let read = of(line);
            assert!(read.parts.iter().all(|(span, _)| line.get(span.clone()).is_some()), "{line}");
        }
    }
}
