//! Reviews that the changes outdate.

use super::element::{Change, Concerns, Element, What};
use super::index::Index;
use crate::change::seal;
use crate::map::id::StageId;

/// The change that says so of a stage: the seal of its review held in the old map, and that of its review does not hold in the
/// new one. A stage that nothing touched is only looked at where the owner that it inherits is another one.
pub(super) fn change(old: &Index<'_>, new: &Index<'_>, id: &StageId, is_touched: bool) -> Option<Change> {
    let (was, is) = (old.stages.get(id)?, new.stages.get(id)?);
    if !is_touched && (is.owner.is_some() || old.map.owner == new.map.owner) {
        return None;
    }
    let before = was.reviewed.as_ref()?.seal?;
    let after = is.reviewed.as_ref()?.seal?;
    let held = seal::differs(old.map, was, before) == Some(false);
    (held && seal::differs(new.map, is, after) == Some(true)).then(|| Change {
        at: Element::Stage(id.clone()),
        stage: Concerns { old: Some(id.clone()), new: Some(id.clone()) },
        what: What::Outdated,
        along: false,
    })
}
