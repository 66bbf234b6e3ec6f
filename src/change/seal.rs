//! The seal: a short hash of what a reviewer of a stage saw.
//!
//! **In it**: the stage's name, goal and owner (the one who answers: its own, else the map's), and its cards: id, text,
//! detail, owner, tags, segments, cited evidence, and the typed fields of each kind, in their order in each lane.
//!
//! **Not in it**: reviews, snoozes, metric readings, contact counts (how many, how long, of when, from where), votes:
//! else a monthly import would turn everything "changed". Nor what is not the stage's content: cadence, policy, tags,
//! team, creation date, watched paths, the list of evidence, lanes' names and order (a lane is named by its id), and
//! the mark that a card is misfiled.
//!
//! **Encoding, version 1.** Bytes, fed to SHA-256, of which the first 48 bits are kept. A value is a tag byte, its
//! length as four bytes (little endian) and its bytes; a group is a tag byte, its values and the byte 0. Nothing that
//! is absent is written, so a field added later, with a tag of its own, leaves old seals whole. Texts are UTF-8, dates
//! `YYYY-MM-DD`, decimals eight bytes of ten-thousandths, choices one byte from `codes`. Tags and codes are never
//! reused. Neither serde nor the order of fields in a `struct` has a part in it.

mod codes;
mod fields;
mod write;

use sha2::{Digest, Sha256};

use crate::map::id::PersonId;
use crate::map::review::{Review, Seal};
use crate::map::{Map, Person, Stage};
use write::Writer;

/// The version of the encoding that [`seal`] writes.
pub const VERSION: u8 = 1;

/// With so many people of a list it is tried out whether a stage was theirs.
const MOST_TRIED: usize = 12;

/// The seal of a stage as it is now.
pub fn seal(map: &Map, stage: &Stage) -> Seal {
    seal_with_owner(stage, stage.owner.as_ref().or(map.owner.as_ref()))
}

/// The seal that a stage would have if `owner` answered for it.
pub fn seal_with_owner(stage: &Stage, owner: Option<&PersonId>) -> Seal {
    let mut writer = Writer::default();
    fields::stage(owner, stage, &mut writer);
    let digest = Sha256::digest(writer.bytes());
    let hash = digest.iter().take(6).fold(0, |hash, byte| hash << 8 | u64::from(*byte));
    Seal { version: VERSION, hash }
}

/// Whose the stage was when it was reviewed, where its owner is all that differs from what was sealed (`Some(None)`: nobody's):
/// the seal holds with them. The reviewer, the owner of the map and the first of `people` are tried out.
pub fn owner_then<'a>(
    map: &'a Map,
    stage: &'a Stage,
    review: &'a Review,
    people: &'a [Person],
) -> Option<Option<&'a PersonId>> {
    let (sealed, now) = (review.seal?, stage.owner.as_ref().or(map.owner.as_ref()));
    let people = people.iter().map(|person| &person.id).take(MOST_TRIED);
    let tried = [&review.by].into_iter().chain(&map.owner).chain(people).map(Some).chain([None]);
    let mut others = tried.filter(|then| *then != now);
    others.find(|then| seal_with_owner(stage, *then) == sealed)
}

/// Whether the content differs from what `sealed` stands for; `None`: another version sealed it, so nobody can tell.
pub fn differs(map: &Map, stage: &Stage, sealed: Seal) -> Option<bool> {
    (sealed.version == VERSION).then(|| seal(map, stage) != sealed)
}

#[cfg(test)]
mod tests;
