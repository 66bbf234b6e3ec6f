//! What crashed editors left behind, as something to offer.

use super::super::effect::Record;
use super::super::recovery::Leftover;
use crate::map::Map;
use crate::store::disk::journal::{self, Kind, Pending};
use crate::store::disk::signature::ContentHash;
use crate::store::disk::words::printable;

/// What to offer of the journals found, oldest first, for a file with the hash `disk`; and the journals that it holds.
///
/// `parse` reads a map. Only one open text can be offered at a time: journals after the one with a text wait for the next start. Those whose
/// records are all in the file are cleared away.
pub(super) fn offer(
    found: Vec<journal::Leftover>,
    disk: Option<ContentHash>,
    parse: &dyn Fn(&[u8]) -> Option<Map>,
) -> (Option<Leftover>, Vec<journal::Leftover>) {
    let mut offered: Option<Leftover> = None;
    let mut held = Vec::new();
    for journal in found {
        let Some(one) = decode(&journal, disk, parse) else {
            let _ = journal.accepted();
            continue;
        };
        held.push(journal);
        let all = match offered.take() {
            Some(before) => joined(before, one),
            None => one,
        };
        let has_draft = all.draft.is_some();
        offered = Some(all);
        if has_draft {
            break;
        }
    }
    (offered, held)
}

fn joined(mut before: Leftover, after: Leftover) -> Leftover {
    before.edits.extend(after.edits);
    before.draft = after.draft;
    // The second one's edits were made without the first one's.
    before.file_changed = true;
    before.base = None;
    before
}

/// `None` when there is nothing that the file does not hold.
fn decode(
    left: &journal::Leftover,
    disk: Option<ContentHash>,
    parse: &dyn Fn(&[u8]) -> Option<Map>,
) -> Option<Leftover> {
    let pending = left.journal.pending(disk);
    let file_changed = matches!(pending, Pending::OtherBase(_));
    let (mut edits, mut draft) = (Vec::new(), None);
    for record in pending.records().iter().filter(|r| matches!(r.kind, Kind::Edit | Kind::Draft)) {
        match serde_json::from_slice(&record.payload) {
            Ok(Record::Edit(edit)) => edits.push(edit),
            Ok(Record::Draft(ask, text)) => draft = Some((ask, text)),
            Ok(Record::NoDraft) => draft = None,
            Err(_) if record.payload.is_empty() => draft = None,
            // Of another version of the program: what came before it still stands.
            Err(_) => break,
        }
    }
    let started = printable(&left.journal.head.started);
    let base = left.journal.base().filter(|_| file_changed).and_then(parse).map(Box::new);
    (!edits.is_empty() || draft.is_some()).then_some(Leftover { started, edits, draft, file_changed, base })
}

#[cfg(test)]
mod tests {
    use super::super::recorder::End;
    use super::super::testing::{add_pain, bed};
    use super::*;
    use crate::store::disk::journal::find_for;
    use crate::tui::ask::Ask;

    #[test]
    fn two_dead_editors_are_offered_together_up_to_the_first_open_text() {
        let bed = bed();
        let disk = Some(bed.hash());
        for (edit, text) in [("one", None), ("two", Some("typed")), ("three", Some("more"))] {
            let recorder = bed.recorder();
            recorder.record(&Record::Edit(add_pain(edit))).unwrap();
            if let Some(text) = text {
                recorder.record(&Record::Draft(Ask::MapTitle, text.into())).unwrap();
            }
            recorder.end(End::Cut);
        }
        let (first, held) = offer(find_for(&bed.dirs, &bed.map).unwrap(), disk, &|_| None);
        let first = first.unwrap();
        assert_eq!((first.edits.len(), held.len(), first.file_changed), (2, 2, true));
        assert_eq!(first.draft.unwrap().1, "typed");
        for journal in held {
            journal.accepted().unwrap();
        }
        let (second, _) = offer(find_for(&bed.dirs, &bed.map).unwrap(), disk, &|_| None);
        assert_eq!(second.unwrap().draft.unwrap().1, "more");
    }

    #[test]
    fn what_is_in_the_file_is_not_offered_and_another_file_is_told() {
        let bed = bed();
        let recorder = bed.recorder();
        recorder.record(&Record::Edit(add_pain("one"))).unwrap();
        let mark = recorder.mark();
        recorder.saving(ContentHash::of(b"saved"), mark);
        recorder.not_saved();
        recorder.end(End::Cut);
        drop(recorder);
        let other = offer(find_for(&bed.dirs, &bed.map).unwrap(), Some(ContentHash::of(b"other")), &|_| None);
        assert!(other.0.unwrap().file_changed);
        drop(other.1);
        let (none, held) =
            offer(find_for(&bed.dirs, &bed.map).unwrap(), Some(ContentHash::of(b"saved")), &|_| None);
        assert!(none.is_none() && held.is_empty());
        assert!(find_for(&bed.dirs, &bed.map).unwrap().is_empty());
    }
}
