//! Where a rule puts what it finds.

use std::borrow::Cow;

use jiff::civil::Date;

use super::examine::Found;
use super::field::Field;
use super::finding::{Finding, Target, part_of};
use super::repair::Repair;
use super::rule::Rule;
use super::voice::Voice;
use crate::map::id::{MapId, PersonId};
use crate::map::review::Snooze;

/// What a rule has found, before it is known how loud that is.
#[derive(Debug)]
pub struct Note {
    target: Target,
    why: String,
    part: Cow<'static, str>,
    fix: Option<Cow<'static, str>>,
    owner: Option<PersonId>,
    age: Option<u32>,
    field: Option<Field>,
    repair: Option<Repair>,
}

impl Note {
    /// Something about an element, in one sentence without a full stop.
    pub fn new(target: Target, why: String) -> Self {
        let part = Cow::Borrowed("");
        Self { target, why, part, fix: None, owner: None, age: None, field: None, repair: None }
    }

    /// One of several on the element.
    #[must_use]
    pub fn part(self, part: impl Into<Cow<'static, str>>) -> Self {
        Self { part: part.into(), ..self }
    }

    /// To be fixed in a way of its own.
    #[must_use]
    pub fn fix(self, fix: impl Into<Cow<'static, str>>) -> Self {
        Self { fix: Some(fix.into()), ..self }
    }

    /// Closed by somebody else than whoever answers for the element.
    #[must_use]
    pub fn owner(self, owner: Option<PersonId>) -> Self {
        Self { owner, ..self }
    }

    /// It has held for so many days, if that is known.
    #[must_use]
    pub fn age(self, days: impl Into<Option<i64>>) -> Self {
        let days: Option<i64> = days.into();
        let age = days.map(|days| u32::try_from(days.max(0)).unwrap_or(u32::MAX));
        Self { age, ..self }
    }

    /// Closed by a field of its own.
    #[must_use]
    pub fn field(self, field: Field) -> Self {
        Self { field: Some(field), ..self }
    }

    /// Can be mended without typing.
    #[must_use]
    pub fn repair(self, repair: Repair) -> Self {
        Self { repair: Some(repair), ..self }
    }
}

/// Where a rule puts what it finds at one place.
#[derive(Debug)]
pub struct Sink<'a> {
    pub(super) rule: &'static Rule,
    pub(super) voice: Voice,
    /// The map; `None`: the place is the workspace.
    pub(super) map: Option<&'a MapId>,
    /// What is put off at the place.
    pub(super) snoozes: &'a [Snooze],
    pub(super) today: Date,
    pub(super) out: &'a mut Found,
}

impl Sink<'_> {
    /// The limit of the rule here, in its unit; 0 for a rule without one.
    pub fn limit(&self) -> u32 {
        self.voice.limit().or(self.rule.limit.map(|l| l.default)).unwrap_or_default()
    }

    /// Whether a policy asks for the rule here.
    pub fn is_asked(&self) -> bool {
        self.voice.is_asked()
    }

    /// Finds something, to be fixed as the rule says.
    pub fn say(&mut self, target: Target, why: String) {
        self.add(Note::new(target, why));
    }

    /// Finds something.
    pub fn add(&mut self, note: Note) {
        let level = self.voice.level(note.age);
        if self.voice.is_off() {
            return;
        }
        let is_put_off = self.is_put_off(&note);
        let finding = Finding {
            rule: self.rule,
            level,
            map: self.map.cloned(),
            target: note.target,
            part: note.part,
            why: note.why,
            fix: note.fix.unwrap_or(Cow::Borrowed(self.rule.fix)),
            owner: note.owner,
            age: note.age,
            field: note.field.or(self.rule.field),
            repair: note.repair,
        };
        if is_put_off { self.out.put_off.push(finding) } else { self.out.open.push(finding) }
    }

    fn is_put_off(&self, note: &Note) -> bool {
        !self.rule.fixed && self.snoozes.iter().any(|s| self.puts_off(s, note))
    }

    fn puts_off(&self, snooze: &Snooze, note: &Note) -> bool {
        snooze.until >= self.today
            && !snooze.why.is_empty()
            && snooze.rule.as_ref().is_some_and(|r| r.as_str() == self.rule.id)
            && snooze.card.as_ref() == note.target.card()
            && snooze.part.as_ref().is_none_or(|part| part.as_str() == part_of(&note.target, &note.part))
    }
}
