//! Twenty people who write at once: no card is lost, none is there twice, and how long one takes from a terminal to the board.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use jiff::civil::date;

use super::LiveDesk;
use crate::map::edit::Edit;
use crate::map::id::{IdSource as _, ItemId, LaneId, PersonId, SessionId, StageId};
use crate::map::{Label, Map, Workspace};
use crate::store::disk::fs::RealFs;
use crate::store::ids::RandomIds;
use crate::store::live::{Collected, Place};
use crate::store::sessions::{self, Recorder};
use crate::workshop::glance::glance;
use crate::workshop::pad::Pad;
use crate::workshop::slip::{Says, Slip};
use crate::workshop::testing::{TEN, head};
use crate::workshop::{Deed, Entry, Refused, Scribe, Session, Unwritten, Verb};

const PEOPLE: usize = 20;
const SOON: Duration = Duration::from_secs(60);

/// A facilitator's editor without its screen: a record, the map, the desk.
struct Editor {
    root: PathBuf,
    recorder: Recorder,
    session: Session,
    map: Map,
    desk: LiveDesk,
    came: Receiver<Collected>,
    twice: usize,
}

impl Editor {
    fn begin(root: &Path) -> Self {
        let (recorder, head) = sessions::begin(Arc::new(RealFs), root, head()).unwrap();
        let map = (*head.start).clone();
        let mut editor = Self::over(root, recorder, Session::begin(head), map);
        let phase = Verb::ALL.iter().position(|verb| *verb == Verb::Capture).unwrap();
        editor.keep(PersonId::new("maya").unwrap(), Deed::Phase(phase), Vec::new(), None);
        editor
    }

    fn resume(root: &Path, id: &SessionId) -> Self {
        let (recorder, loaded) = sessions::resume(Arc::new(RealFs), root, id).unwrap();
        let record = loaded.record.unwrap();
        Self::over(root, recorder, Session::of(&record), record.map())
    }

    fn over(root: &Path, recorder: Recorder, session: Session, map: Map) -> Self {
        let (send, came) = channel();
        let desk = LiveDesk::open(root, recorder.id(), move |c| drop(send.send(c))).unwrap();
        Self { root: root.to_owned(), recorder, session, map, desk, came, twice: 0 }
    }

    fn place(&self) -> Place {
        Place::of(&self.root, self.recorder.id())
    }

    /// A line on the disk, then in the state and on the map.
    fn keep(&mut self, by: PersonId, deed: Deed, edits: Vec<Edit>, slip: Option<ItemId>) {
        let entry = Entry { seq: self.session.seq + 1, at: TEN, by, deed, edits, slip };
        self.recorder.append(&entry).unwrap();
        for edit in &entry.edits {
            edit.clone().apply(&mut self.map).unwrap();
        }
        self.session.apply(&entry).unwrap();
    }

    /// Takes one paper in, all the way to the board and to what everybody sees.
    fn take(&mut self, slip: Slip) {
        let mut scribe = Scribe {
            session: &self.session,
            map: &self.map,
            workspace: &Workspace::default(),
            today: date(2026, 11, 22),
            ids: &mut RandomIds,
        };
        match scribe.slip(&slip) {
            Ok(Some(written)) => {
                self.keep(written.by, written.deed, written.edit.into_iter().collect(), Some(slip.id));
                let left = self.session.left(TEN);
                self.desk.show(glance(&self.session, &self.map, None, left, 0, &[]));
            }
            Err(Unwritten::Refused(Refused::Twice)) => self.twice += 1,
            other => panic!("{other:?}"),
        }
    }

    /// The lines on the board, sorted.
    fn board(&self) -> Vec<String> {
        let mut texts: Vec<String> = self.map.cards().map(|card| card.text.as_str().to_owned()).collect();
        texts.sort();
        texts
    }
}

/// Somebody's pad.
fn pad(session: &SessionId, who: usize) -> Pad {
    let by = PersonId::new(&format!("p{who}")).unwrap();
    Pad::new(session.clone(), by.clone(), Label::new(by.as_str()))
}

fn card(line: &str) -> Says {
    let (stage, lane) = (StageId::new("wait").unwrap(), LaneId::new("pains").unwrap());
    Says::Card { stage, lane, line: Label::new(line) }
}

/// Everybody writes so many cards, each waiting before each as long as `pause` says. Gives when each paper was begun.
fn write_all(
    place: &Place,
    cards: usize,
    pause: impl Fn(usize, usize) + Send + Sync,
) -> BTreeMap<ItemId, Instant> {
    let of = |who: usize| {
        let mut pad = pad(place.session(), who);
        let write = |at: usize| {
            pause(who, at);
            let (begun, slip) =
                (Instant::now(), pad.slip(card(&format!("card {who}-{at}")), TEN, &mut RandomIds));
            place.offer(&slip).unwrap();
            (slip.id, begun)
        };
        (0..cards).map(write).collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let writers: Vec<_> = (0..PEOPLE)
            .map(|who| {
                scope.spawn({
                    let of = &of;
                    move || of(who)
                })
            })
            .collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    })
}

fn all_lines(cards: usize) -> Vec<String> {
    let lines = (0..PEOPLE).flat_map(|who| (0..cards).map(move |at| format!("card {who}-{at}")));
    let lines: BTreeSet<String> = lines.collect();
    lines.into_iter().collect()
}

#[test]
fn twenty_writers_lose_no_card_and_none_is_there_twice_though_the_editor_dies_on_the_way() {
    let temp = tempfile::tempdir().unwrap();
    let mut editor = Editor::begin(temp.path());
    let (place, id) = (editor.place(), editor.recorder.id().clone());
    let writing = thread::spawn(move || write_all(&place, 10, |_, _| ()));
    let mut taken = Vec::new();
    while taken.len() < 80 {
        for slip in editor.came.recv_timeout(SOON).unwrap().slips {
            taken.push(slip.id.clone());
            editor.take(slip);
        }
    }
    // Most are taken away; then the editor is gone with the rest in its record and in the inbox.
    let rest = taken.split_off(60);
    for id in taken {
        editor.desk.taken(id);
    }
    writing.join().unwrap();
    drop(editor);
    let mut editor = Editor::resume(temp.path(), &id);
    while editor.board().len() < 200 || editor.twice < rest.len() {
        for slip in editor.came.recv_timeout(SOON).unwrap().slips {
            let id = slip.id.clone();
            editor.take(slip);
            editor.desk.taken(id);
        }
    }
    assert_eq!(editor.board(), all_lines(10));
    assert_eq!(editor.twice, rest.len(), "known by their ids");
    assert_eq!(editor.session.authors.len(), 200);
    let record = sessions::read(&sessions::path(temp.path(), &id)).record.unwrap();
    assert_eq!(record.map().cards().count(), 200, "the record says the same");
    let inbox = editor.place().inbox();
    drop(editor.desk);
    assert_eq!(std::fs::read_dir(inbox).unwrap().count(), 0);
}

/// `cargo test --release --lib twenty_people -- --ignored --nocapture`: the figures of docs/performance.md.
#[test]
#[ignore = "takes twenty seconds of measuring"]
fn twenty_people_at_ten_cards_a_second() {
    let temp = tempfile::tempdir().unwrap();
    let mut editor = Editor::begin(temp.path());
    let place = editor.place();
    let began = Instant::now();
    // Half a card a second each, a little irregular, as people are.
    let pause = move |who: usize, at: usize| {
        let jitter = RandomIds.bits() % 400;
        let due = Duration::from_millis((at * 2_000 + who * 100) as u64 + jitter);
        thread::sleep(due.saturating_sub(began.elapsed()));
    };
    let writing = thread::spawn(move || write_all(&place, 10, pause));
    let mut seen = BTreeMap::new();
    while seen.len() < 200 {
        for slip in editor.came.recv_timeout(SOON).unwrap().slips {
            let id = slip.id.clone();
            editor.take(slip);
            seen.insert(id.clone(), Instant::now());
            editor.desk.taken(id);
        }
    }
    let begun = writing.join().unwrap();
    assert_eq!(editor.board(), all_lines(10));
    let mut took: Vec<Duration> = begun.iter().map(|(id, at)| seen[id].duration_since(*at)).collect();
    took.sort();
    let spent = began.elapsed().as_secs_f64();
    println!(
        "{} cards of {PEOPLE} people in {spent:.1} s: median {:?}, 99th percentile {:?}, longest {:?}",
        took.len(),
        took[took.len() / 2],
        took[took.len() * 99 / 100 - 1],
        took[took.len() - 1],
    );
}
