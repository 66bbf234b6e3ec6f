//! Ids that are not written, or written twice: derived from the content, the same for the same file every time.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::cards::CardFile;
use super::journey::MapFile;
use super::stage::StageFile;
use super::trouble::{At, Trouble, Way};
use crate::map::id::{
    BadId, CardId, ConflictId, EventId, EvidenceId, IdSource, LaneId, LeadId, PersonId, SegmentId, StageId,
    mint,
};
use crate::store::ron::scan::Path;

/// What an id in a file can do, whatever it is the id of.
pub(super) trait Id: Sized + Clone {
    /// The id with this text.
    fn make(text: &str) -> Result<Self, BadId>;
    /// Its text.
    fn text(&self) -> &str;
    /// Its text, shared.
    fn shared(&self) -> Arc<str>;
}

macro_rules! ids {
    ($($name:ident),*) => {$(
        impl Id for $name {
            fn make(text: &str) -> Result<Self, BadId> {
                Self::new(text)
            }

            fn text(&self) -> &str {
                self.as_str()
            }

            fn shared(&self) -> Arc<str> {
                self.shared_text()
            }
        }

        /// Every element has its id by the time it becomes one of the model.
        impl super::shape::Shape<$name> for Option<$name> {
            fn of(model: &$name) -> Self {
                Some(model.clone())
            }

            fn into_model(self) -> $name {
                filled(self)
            }
        }
    )*};
}
ids!(CardId, ConflictId, EventId, EvidenceId, LaneId, LeadId, PersonId, SegmentId, StageId);

/// The id that [`Ids::complete`] has put there.
#[allow(clippy::expect_used, reason = "the fallback is a constant with the shape of an id")]
pub(super) fn filled<T: Id>(id: Option<T>) -> T {
    id.unwrap_or_else(|| T::make("nameless").expect("a constant id"))
}

/// The place of an id in an element, whatever its type.
trait Slot {
    fn given(&self) -> Option<Arc<str>>;
    fn hashed(&self) -> Option<u64>;
    fn clear(&mut self);
    fn fill(&mut self, id: &str);
}

impl<T: Id> Slot for Option<T> {
    fn given(&self) -> Option<Arc<str>> {
        self.as_ref().map(T::shared)
    }

    fn hashed(&self) -> Option<u64> {
        self.as_ref().map(|id| hash(&[id.text()]))
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn fill(&mut self, id: &str) {
        *self = T::make(id).ok();
    }
}

/// What is called for every id of a file: the slot, what kind of element it is, its words, and the way to it.
type Visit<'a> = &'a mut dyn FnMut(&mut dyn Slot, &'static str, &str, &Way<'_>);

/// The ids of a file.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Those that are written, and then also the derived ones.
    pub(super) taken: Taken,
    /// The ways to the elements whose ids were derived.
    pub(super) derived: HashMap<String, Path>,
    /// What was written twice.
    pub(super) troubles: Vec<Trouble>,
}

/// Which ids are taken.
#[derive(Debug)]
pub(super) enum Taken {
    /// The hashes of all ids, sorted: enough when each is there and none is there twice, and far cheaper for large files.
    Hashes(Vec<u64>),
    /// The ids themselves.
    Texts(HashSet<Arc<str>>),
}

impl Default for Taken {
    fn default() -> Self {
        Self::Texts(HashSet::new())
    }
}

impl Taken {
    /// The ids of a file, if each is there and none is there twice.
    fn sound(file: &mut MapFile) -> Option<Self> {
        let (mut hashes, mut missing) = (Vec::new(), false);
        walk(file, &mut |slot, _, _, _| match slot.hashed() {
            Some(hash) => hashes.push(hash),
            None => missing = true,
        });
        hashes.sort_unstable();
        // Two ids with one hash are looked at again, letter by letter.
        let distinct = hashes.is_sorted_by(|one, next| one < next);
        (distinct && !missing).then_some(Self::Hashes(hashes))
    }

    /// Whether nothing else may get this id. Never wrong about one that is taken.
    pub(super) fn holds(&self, id: &str) -> bool {
        match self {
            Self::Hashes(hashes) => hashes.binary_search(&hash(&[id])).is_ok(),
            Self::Texts(texts) => texts.contains(id),
        }
    }

    /// Takes an id; gives whether it was free.
    fn take(&mut self, id: Arc<str>) -> bool {
        match self {
            Self::Hashes(_) => false,
            Self::Texts(texts) => texts.insert(id),
        }
    }
}

impl Ids {
    /// Sees to it that every element of `file` has an id of its own.
    pub(super) fn complete(file: &mut MapFile) -> Self {
        match Taken::sound(file) {
            Some(taken) => Self { taken, ..Self::default() },
            None => Self::repaired(file),
        }
    }

    fn repaired(file: &mut MapFile) -> Self {
        let mut ids = Self::default();
        let mut twice: HashMap<Path, Arc<str>> = HashMap::new();
        walk(file, &mut |slot, _, _, way| {
            if let Some(id) = slot.given().filter(|id| !ids.taken.take(Arc::clone(id))) {
                twice.insert(way.path(), id);
                slot.clear();
            }
        });
        walk(file, &mut |slot, kind, words, way| {
            if slot.given().is_none() {
                ids.derive(slot, kind, words, way, &twice);
            }
        });
        ids
    }

    fn derive(
        &mut self,
        slot: &mut dyn Slot,
        kind: &'static str,
        words: &str,
        way: &Way<'_>,
        twice: &HashMap<Path, Arc<str>>,
    ) {
        let path = way.path();
        let id = derived_id(kind, words, &|id| self.taken.holds(id));
        slot.fill(&id);
        self.taken.take(id.as_str().into());
        if let Some(old) = twice.get(&path) {
            let at = At::element(&id, "id");
            let message = format!("the id `{old}` is there twice");
            let hint = format!(
                "this {kind} is called `{id}` until it gets an id of its own, and saving writes that; what refers to `{old}` means the other one"
            );
            let trouble = Trouble::new("duplicate-id", message, hint, at);
            self.troubles.push(Trouble { first: Some(old.to_string()), ..trouble });
        }
        self.derived.insert(id, path);
    }
}

/// An id for what has these words, that nothing has yet. The next one for the same words is another one, so that two
/// elements that say the same get different ids, in the order of the file.
pub(super) fn derived_id(kind: &'static str, words: &str, taken: &dyn Fn(&str) -> bool) -> String {
    mint(words, kind, &mut Derived { state: hash(&[kind, words]) }, taken)
}

/// Bits from a hash: the same for the same content, on every machine.
struct Derived {
    state: u64,
}

impl IdSource for Derived {
    fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// FNV-1a, with the parts kept apart.
fn hash(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Every id of a file, in the order in which they are written.
fn walk(file: &mut MapFile, visit: Visit<'_>) {
    let way = |list, index| Way { list, index, inside: None };
    for (n, it) in file.segments.iter_mut().enumerate() {
        visit(&mut it.id, "segment", it.name.as_str(), &way("segments", n));
    }
    for (n, it) in file.events.iter_mut().enumerate() {
        visit(&mut it.id, "event", it.text.as_str(), &way("events", n));
    }
    walk_cards(&mut file.metrics, None, visit);
    for (n, it) in file.lanes.iter_mut().enumerate() {
        visit(&mut it.id, "lane", it.name.as_str(), &way("lanes", n));
    }
    for (n, it) in file.stages.iter_mut().enumerate() {
        walk_stage(it, &way("stages", n), visit);
    }
    for (n, it) in file.conflicts.iter_mut().enumerate() {
        visit(&mut it.id, "conflict", it.at.as_str(), &way("conflicts", n));
    }
}

fn walk_stage(stage: &mut StageFile, way: &Way<'_>, visit: Visit<'_>) {
    let before = stage.id.clone();
    visit(&mut stage.id, "stage", stage.name.as_str(), way);
    if before.is_some() && stage.id.is_none() {
        // Its cards repeat the id that it just lost: they stand where they belong.
        stage.repeated().filter(|id| **id == before).for_each(|id| *id = None);
    }
    for (index, it) in stage.evidence.iter_mut().enumerate() {
        let words = it.text.as_ref().map_or("", |t| t.as_str());
        visit(&mut it.id, "evidence", words, &Way { list: "evidence", index, inside: Some(way) });
    }
    walk_cards(&mut stage.steps, Some(way), visit);
    walk_cards(&mut stage.notes, Some(way), visit);
    walk_cards(&mut stage.pains, Some(way), visit);
    walk_cards(&mut stage.opportunities, Some(way), visit);
    walk_cards(&mut stage.metrics, Some(way), visit);
}

fn walk_cards<C: CardFile>(cards: &mut [C], inside: Option<&Way<'_>>, visit: Visit<'_>) {
    for (index, card) in cards.iter_mut().enumerate() {
        let way = Way { list: C::KIND.plural(), index, inside };
        let (id, text) = card.id();
        visit(id, C::KIND.word(), text.as_str(), &way);
        for (index, lead) in card.leads().iter_mut().enumerate() {
            let way = Way { list: "leads", index, inside: Some(&way) };
            visit(&mut lead.id, "lead", lead.question.as_str(), &way);
        }
    }
}
