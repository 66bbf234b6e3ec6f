//! Lists of parts that are known by a key.

use super::super::diff::{Field, What};
use super::place::slot;

/// The list `new` with one change of it taken back; `put` sets the old value of a field.
pub(super) fn reverted<T: Clone>(
    old: &[T],
    new: &[T],
    key: impl Fn(&T) -> String,
    wanted: &str,
    what: &What,
    put: impl FnOnce(&Field, &mut T) -> Option<()>,
) -> Option<Vec<T>> {
    let is = |part: &&T| key(part) == wanted;
    let mut rest: Vec<T> = new.iter().filter(|part| !is(part)).cloned().collect();
    let back = match what {
        What::Added => return Some(rest),
        What::Edited { before, .. } => {
            let mut list = new.to_vec();
            put(before, list.iter_mut().find(|part| key(part) == wanted)?)?;
            return Some(list);
        }
        What::Removed => old.iter().find(is)?,
        What::Reordered { .. } => new.iter().find(is)?,
        What::Moved { .. } | What::Outdated => return None,
    };
    let keys = |list: &[T]| list.iter().map(&key).collect::<Vec<_>>();
    let at = slot(keys(old).iter(), keys(&rest).iter(), &wanted.to_owned());
    rest.insert(at.min(rest.len()), back.clone());
    Some(rest)
}
