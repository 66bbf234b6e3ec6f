//! The fields of one element after the other: what each becomes, and what must be asked.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::kept::keep;
use super::note::{Note, Side, SideNames};
use super::{order, texts};
use crate::map::conflict::Conflict;
use crate::map::edit::{Merger, Part, Shaped, Three};
use crate::map::id::{ConflictId, digits};
use crate::map::review::Review;
use crate::map::{Label, Text};

/// Goes through elements and remembers what it could not decide.
#[derive(Debug)]
pub(super) struct Fields<'n> {
    names: &'n SideNames,
    /// The id of the element that is looked at.
    at: Arc<str>,
    /// The field and the parts of it that are looked at.
    path: Vec<Arc<str>>,
    conflicts: Vec<Conflict>,
    notes: Vec<Note>,
}

impl<'n> Fields<'n> {
    pub(super) fn new(names: &'n SideNames) -> Self {
        Self { names, at: "".into(), path: Vec::new(), conflicts: Vec::new(), notes: Vec::new() }
    }

    /// Puts what must be asked behind what is open already, each once; gives the notes.
    pub(super) fn finish(self, open: &mut Vec<Conflict>) -> Vec<Note> {
        for conflict in self.conflicts {
            if !open.iter().any(|c| c.id == conflict.id) {
                open.push(conflict);
            }
        }
        self.notes
    }

    /// Does `work` on the element with this id.
    pub(super) fn at<R>(&mut self, id: Arc<str>, work: impl FnOnce(&mut Self) -> R) -> R {
        let outer = (std::mem::replace(&mut self.at, id), std::mem::take(&mut self.path));
        let done = work(self);
        (self.at, self.path) = outer;
        done
    }

    fn within<R>(&mut self, step: Arc<str>, work: impl FnOnce(&mut Self) -> R) -> R {
        self.path.push(step);
        let done = work(self);
        self.path.pop();
        done
    }

    fn place(&self) -> (Label, Option<Label>) {
        let field = (!self.path.is_empty()).then(|| Label::new(&self.path.join("/")));
        (Label::new(&self.at), field)
    }

    fn ask(&mut self, base: Option<Text>, ours: Option<Text>, theirs: Option<Text>) {
        let (at, field) = self.place();
        let conflict = Conflict {
            id: conflict_id(&at, field.as_ref(), [base.as_ref(), ours.as_ref(), theirs.as_ref()]),
            at,
            field,
            base,
            ours,
            theirs,
            our_name: Some(self.names.ours.clone()),
            their_name: Some(self.names.theirs.clone()),
        };
        self.conflicts.push(conflict);
    }

    /// Both sides say something else in a field; it is left as it is, and a person is asked.
    pub(super) fn ask_field(
        &mut self,
        field: &str,
        base: Option<Text>,
        ours: Option<Text>,
        theirs: Option<Text>,
    ) {
        self.within(field.into(), |fields| fields.ask(base, ours, theirs));
    }

    /// One side took the element away, the other changed it: it stays, and a person is asked. `called` is what the element is
    /// called, in the ancestor and now.
    pub(super) fn ask_whether_gone(&mut self, gone_from: Side, called: (Text, Text)) {
        let (base, now) = called;
        match gone_from {
            Side::Ours => self.ask(Some(base), None, Some(now)),
            Side::Theirs => self.ask(Some(base), Some(now), None),
        }
    }

    fn one_part<T: Part>(&mut self, three: Three<'_, T>) -> T {
        let mut out = three.ours.clone();
        if T::IS_QUIET {
            return out;
        }
        if T::HAS_ID {
            self.at(three.ours.key(), |fields| T::merge_fields(fields, three, &mut out));
        } else {
            self.within(three.ours.key(), |fields| T::merge_fields(fields, three, &mut out));
        }
        out
    }

    /// A part that one side has and the other has not: whether it stays.
    fn lone_part<T: Part>(&mut self, base: Option<&T>, has: &T, gone_from: Side) -> bool {
        let Some(base) = base else { return true };
        if base == has || T::IS_QUIET {
            return false;
        }
        let called = (called(base), called(has));
        if T::HAS_ID {
            self.at(has.key(), |fields| fields.ask_whether_gone(gone_from, called));
        } else {
            self.within(has.key(), |fields| fields.ask_whether_gone(gone_from, called));
        }
        true
    }
}

/// A part in a few words: all that it says.
fn called<T: Serialize>(part: &T) -> Text {
    keep(part).unwrap_or_default()
}

/// The same on every machine and in whichever direction the two sides are merged.
fn conflict_id(at: &Label, field: Option<&Label>, [base, ours, theirs]: [Option<&Text>; 3]) -> ConflictId {
    let mut hash = Sha256::new();
    let mut put = |text: Option<&str>| {
        hash.update([u8::from(text.is_some())]);
        hash.update(text.unwrap_or_default());
        hash.update([0]);
    };
    put(Some(at.as_str()));
    put(field.map(Label::as_str));
    for value in [base, ours.min(theirs), ours.max(theirs)] {
        put(value.map(Text::as_str));
    }
    let bits = hash.finalize().iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let id = format!("c-{}", digits(bits, 8));
    ConflictId::new(&id).unwrap_or_else(|_| constant_id())
}

#[allow(clippy::expect_used, reason = "a constant with an id's shape")]
fn constant_id() -> ConflictId {
    ConflictId::new("c").expect("a constant id")
}

impl Merger for Fields<'_> {
    fn field<T: Shaped>(&mut self, name: &'static str, three: Three<'_, T>) -> Option<T> {
        let Three { base, ours, theirs } = three;
        if ours == theirs || base == Some(theirs) || (base.is_none() && theirs.is_absent()) {
            return None;
        }
        if base == Some(ours) || (base.is_none() && ours.is_absent()) {
            return Some(theirs.clone());
        }
        Some(self.within(name.into(), |fields| T::merge(fields, three)))
    }

    fn whole<T: Shaped>(&mut self, three: Three<'_, T>) -> T {
        if three.ours != three.theirs {
            self.ask(three.base.and_then(keep), keep(three.ours), keep(three.theirs));
        }
        three.ours.clone()
    }

    fn text<T: Shaped + AsRef<str> + for<'s> From<&'s str>>(&mut self, three: Three<'_, T>) -> T {
        let woven =
            three.base.and_then(|b| texts::merge(b.as_ref(), three.ours.as_ref(), three.theirs.as_ref()));
        let Some(text) = woven else { return self.whole(three) };
        let (at, field) = self.place();
        self.notes.push(Note::Woven { at, field: field.unwrap_or_default() });
        T::from(&text)
    }

    fn members<T: Clone + Eq + Hash>(&mut self, three: Three<'_, Vec<T>>) -> Vec<T> {
        let set = |list: &'_ [T]| list.iter().cloned().collect::<HashSet<T>>();
        let (ours, theirs) = (set(three.ours), set(three.theirs));
        let base = set(three.base.map_or(&[], Vec::as_slice));
        let mut seen = HashSet::new();
        let stays =
            |member: &&T| !base.contains(*member) || (ours.contains(*member) && theirs.contains(*member));
        let both = three.ours.iter().chain(three.theirs);
        let members: Vec<&T> = both.filter(stays).filter(|member| seen.insert(*member)).collect();
        let once = |list: &'_ [T]| -> Vec<usize> {
            let mut seen = HashSet::new();
            let at = |member: &T| members.iter().position(|m| *m == member);
            list.iter().filter_map(at).filter(|at| seen.insert(*at)).collect()
        };
        let all: Vec<usize> = (0..members.len()).collect();
        let base = once(three.base.map_or(&[], Vec::as_slice));
        let order = order::merge(&base, &once(three.ours), &once(three.theirs), &all);
        order.list.into_iter().filter_map(|at| members.get(at).map(|m| (*m).clone())).collect()
    }

    fn parts<T: Part>(&mut self, three: Three<'_, Vec<T>>) -> Vec<T> {
        let (base, ours, theirs) = (
            Keyed::new(three.base.map_or(&[], Vec::as_slice)),
            Keyed::new(three.ours),
            Keyed::new(three.theirs),
        );
        let mut out: HashMap<Key, T> = HashMap::new();
        for key in ours.keys.iter().chain(theirs.keys.iter().filter(|k| !ours.parts.contains_key(*k))) {
            let (was, our, their) = (base.get(key), ours.get(key), theirs.get(key));
            let part = match (our, their) {
                (Some(ours), Some(theirs)) if ours == theirs => Some(ours.clone()),
                (Some(ours), Some(theirs)) => Some(self.one_part(Three { base: was, ours, theirs })),
                (Some(has), None) => self.lone_part(was, has, Side::Theirs).then(|| has.clone()),
                (None, Some(has)) => self.lone_part(was, has, Side::Ours).then(|| has.clone()),
                (None, None) => None,
            };
            out.extend(part.map(|part| (key.clone(), part)));
        }
        let members: Vec<&Key> = ours
            .keys
            .iter()
            .chain(theirs.keys.iter().filter(|k| !ours.parts.contains_key(*k)))
            .filter(|k| out.contains_key(*k))
            .collect();
        let refs = |keyed: &'_ [Key]| -> Vec<usize> {
            let places: HashMap<&Key, usize> =
                members.iter().enumerate().map(|(at, key)| (*key, at)).collect();
            keyed.iter().filter_map(|key| places.get(key).copied()).collect()
        };
        let all: Vec<usize> = (0..members.len()).collect();
        let order = order::merge(&refs(&base.keys), &refs(&ours.keys), &refs(&theirs.keys), &all);
        let mut merged: Vec<T> =
            order.list.into_iter().filter_map(|at| out.remove(*members.get(at)?)).collect();
        if three.ours.is_sorted_by_key(Part::day) && three.theirs.is_sorted_by_key(Part::day) {
            merged.sort_by_key(Part::day);
        }
        merged
    }

    fn review(&mut self, three: Three<'_, Review>) -> Review {
        let (stays, gives_way) = if three.theirs.on > three.ours.on {
            (three.theirs, three.ours)
        } else {
            (three.ours, three.theirs)
        };
        if stays != gives_way && three.base != Some(gives_way) {
            let (at, _) = self.place();
            self.notes.push(Note::Review { at, stays: stays.clone(), gave_way: gives_way.clone() });
        }
        stays.clone()
    }
}

/// The key of a part, and how often it came before: a list written by hand may have one twice.
type Key = (Arc<str>, usize);

/// A list by its keys.
struct Keyed<'a, T> {
    keys: Vec<Key>,
    parts: HashMap<Key, &'a T>,
}

impl<'a, T: Part> Keyed<'a, T> {
    fn new(list: &'a [T]) -> Self {
        let mut seen: HashMap<Arc<str>, usize> = HashMap::new();
        let mut key = |part: &T| {
            let key = part.key();
            let times = seen.entry(Arc::clone(&key)).and_modify(|n| *n += 1).or_insert(0);
            (key, *times)
        };
        let keys: Vec<Key> = list.iter().map(&mut key).collect();
        let parts = keys.iter().cloned().zip(list).collect();
        Self { keys, parts }
    }

    fn get(&self, key: &Key) -> Option<&'a T> {
        self.parts.get(key).copied()
    }
}
