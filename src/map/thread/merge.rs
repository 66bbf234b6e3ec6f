//! Two people said something in the same thread at the same time: both are kept.

use super::{Anchor, Entry, Resolution, Thread};

/// One thread from two that come from `base`; `None`: they were opened apart, under one id.
///
/// Entries: what either side said is in it, once; what one side took back is not. Whether it is settled: what one side changed; a
/// thread that was settled without an entry that the other side brought is open, for somebody has not been heard.
pub fn merge_threads(base: Option<&Thread>, ours: &Thread, theirs: &Thread) -> Thread {
    let entries = merged_entries(base, ours, theirs);
    let resolved = merged_state(base, ours, theirs, &entries);
    let anchor = merged_anchor(base.map(|b| &b.anchor), &ours.anchor, &theirs.anchor);
    Thread { id: ours.id.clone(), anchor, resolved, entries }
}

fn merged_anchor(base: Option<&Anchor>, ours: &Anchor, theirs: &Anchor) -> Anchor {
    if base == Some(ours) { theirs.clone() } else { ours.clone() }
}

fn count(entries: &[Entry], entry: &Entry) -> usize {
    entries.iter().filter(|e| *e == entry).count()
}

/// Of each entry as many as came, less those that went; in the order of time, and at one moment as they stood.
fn merged_entries(base: Option<&Thread>, ours: &Thread, theirs: &Thread) -> Vec<Entry> {
    let base = base.map_or(&[][..], |b| &b.entries);
    let (ours, theirs) = (&ours.entries, &theirs.entries);
    if ours == theirs || base == theirs {
        return ours.clone();
    }
    if base == ours {
        return theirs.clone();
    }
    let mut out: Vec<Entry> = Vec::new();
    for entry in base.iter().chain(ours).chain(theirs) {
        let (was, here, there) = (count(base, entry), count(ours, entry), count(theirs, entry));
        // Both may have brought the same one: it was said once.
        let wanted = if here.min(there) < was { here.min(there) } else { here.max(there) };
        if count(&out, entry) < wanted {
            out.push(entry.clone());
        }
    }
    out.sort_by_key(|entry| entry.at);
    out
}

fn merged_state(
    base: Option<&Thread>,
    ours: &Thread,
    theirs: &Thread,
    entries: &[Entry],
) -> Option<Resolution> {
    let was = base.and_then(|b| b.resolved.as_ref());
    let (here, there) = (ours.resolved.as_ref(), theirs.resolved.as_ref());
    let heard_all = |side: &Thread| entries.iter().all(|entry| side.entries.contains(entry));
    let (side, resolution) = match (here, there) {
        (here, there) if here == there => return here.cloned(),
        // Only one side changed it.
        (here, there) if there == was => (ours, here?),
        (here, there) if here == was => (theirs, there?),
        (Some(here), Some(there)) if (here.on, &here.by) < (there.on, &there.by) => (theirs, there),
        (Some(here), _) => (ours, here),
        (None, there) => (theirs, there?),
    };
    // Settled before, and answered since by whoever had it so: they knew.
    (heard_all(side) || was == Some(resolution)).then(|| resolution.clone())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{entry, thread};
    use super::*;
    use crate::map::id::PersonId;

    fn settled(mut thread: Thread, day: i8) -> Thread {
        let by = PersonId::new("tom").unwrap();
        thread.resolved = Some(Resolution { on: jiff::civil::Date::constant(2026, 11, day), by });
        thread
    }

    fn with(mut thread: Thread, more: Entry) -> Thread {
        thread.entries.push(more);
        thread
    }

    fn texts(thread: &Thread) -> Vec<&str> {
        thread.entries.iter().map(|e| e.text.as_str()).collect()
    }

    #[test]
    fn both_answers_are_kept_in_the_order_of_time() {
        let base = thread("t", "x", "hm");
        let ours = with(base.clone(), entry("2026-11-03", "maya", "b"));
        let theirs = with(base.clone(), entry("2026-11-02", "tom", "a"));
        let both = merge_threads(Some(&base), &ours, &theirs);
        assert_eq!(texts(&both), ["hm", "a", "b"]);
        assert_eq!(merge_threads(Some(&base), &theirs, &ours), both);
        assert_eq!(texts(&merge_threads(None, &ours, &theirs)), ["hm", "a", "b"]);
    }

    #[test]
    fn what_one_side_took_back_is_not_kept() {
        let base = with(thread("t", "x", "hm"), entry("2026-11-02", "maya", "oops"));
        let ours = thread("t", "x", "hm");
        let theirs = with(base.clone(), entry("2026-11-03", "tom", "a"));
        assert_eq!(texts(&merge_threads(Some(&base), &ours, &theirs)), ["hm", "a"]);
    }

    #[test]
    fn who_was_not_heard_opens_it_again() {
        let base = thread("t", "x", "hm");
        let ours = settled(base.clone(), 5);
        let theirs = with(base.clone(), entry("2026-11-02", "tom", "but"));
        assert!(merge_threads(Some(&base), &ours, &theirs).is_open());
        assert!(merge_threads(Some(&base), &theirs, &ours).is_open());
        assert!(!merge_threads(Some(&base), &ours, &base).is_open());
    }

    #[test]
    fn the_laws() {
        let base = thread("t", "x", "hm");
        let answered = with(base.clone(), entry("2026-11-02", "tom", "a"));
        let done = settled(answered.clone(), 5);
        let later = with(done.clone(), entry("2026-11-06", "maya", "and?"));
        let all = [base, answered.clone(), done.clone(), later, settled(answered, 7)];
        for b in &all {
            for x in &all {
                assert_eq!(merge_threads(Some(b), b, x), *x);
                assert_eq!(merge_threads(Some(b), x, b), *x);
                assert_eq!(merge_threads(Some(b), x, x), *x);
                for y in &all {
                    let (one, other) = (merge_threads(Some(b), x, y), merge_threads(Some(b), y, x));
                    assert_eq!(one.is_open(), other.is_open());
                    assert_eq!(one.entries, other.entries);
                }
            }
        }
    }
}
