//! A participant's pad: makes papers whose ids say in which order they were written.

use super::clock::Millis;
use super::slip::{Says, Slip};
use crate::map::Label;
use crate::map::id::{IdSource, ItemId, PersonId, SessionId, digits};

/// The format of papers.
pub const FORMAT: u32 = 1;
/// The longest line of a card, in characters.
pub const LONGEST_LINE: usize = 1_000;

/// Characters of the person's id in that of a paper.
const PREFIX: usize = 24;

/// Makes the papers of one person in one workshop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pad {
    session: SessionId,
    by: PersonId,
    name: Label,
    last: Millis,
}

impl Pad {
    /// A pad for somebody.
    pub fn new(session: SessionId, by: PersonId, name: Label) -> Self {
        Self { session, by, name, last: 0 }
    }

    /// The workshop.
    pub fn session(&self) -> &SessionId {
        &self.session
    }

    /// Whose it is.
    pub fn by(&self) -> &PersonId {
        &self.by
    }

    /// A new paper. `now` only has to put this person's own papers in order: ids go up even if the clock is set back.
    pub fn slip(&mut self, says: Says, now: Millis, ids: &mut dyn IdSource) -> Slip {
        self.last = now.max(self.last.saturating_add(1));
        let prefix: String = self.by.as_str().chars().take(PREFIX).collect();
        let text = format!("{prefix}-{:012x}-{}", self.last & 0xffff_ffff_ffff, digits(ids.bits(), 8));
        let session = self.session.clone();
        Slip { format: FORMAT, id: item(&text), session, by: self.by.clone(), name: self.name.clone(), says }
    }
}

/// The id of this text, which has an id's shape.
fn item(text: &str) -> ItemId {
    #[allow(
        clippy::expect_used,
        reason = "the start of an id, hexadecimal and Crockford digits: at most 46 characters"
    )]
    ItemId::new(text).expect("an id's shape")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::id::CountingIds;
    use crate::workshop::testing::TEN;

    #[test]
    fn ids_are_in_the_order_of_writing_whatever_the_clock_does() {
        let by = PersonId::new(&format!("a{}", "-x_".repeat(21))).unwrap();
        let mut pad = Pad::new(SessionId::new("s").unwrap(), by.clone(), Label::new("Ana"));
        let mut ids = CountingIds::default();
        let made: Vec<Slip> = [TEN, TEN, TEN - 9_999, TEN + 5, i64::MAX, i64::MAX]
            .map(|now| pad.slip(Says::Gone, now, &mut ids))
            .into();
        let ids: Vec<&str> = made.iter().take(4).map(|slip| slip.id.as_str()).collect();
        assert!(
            ids.is_sorted() && ids.iter().collect::<std::collections::BTreeSet<_>>().len() == 4,
            "{ids:?}"
        );
        assert_eq!((&made[0].by, made[0].format), (&by, 1));
    }
}
