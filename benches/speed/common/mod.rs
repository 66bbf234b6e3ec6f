//! Maps of a given size, made the same on every machine: what all benches measure on.

pub(crate) mod plain;

use jiff::civil::{Date, date};
use milepost::change::seal;
use milepost::map::card::{Contacts, Direction, Emotion, Measure, Period, Reading, Severity};
use milepost::map::evidence::{Evidence, EvidenceKind};
use milepost::map::id::{CardId, EvidenceId, LaneId, MapId, PersonId, StageId};
use milepost::map::review::Review;
use milepost::map::{Body, Card, CardKind, Decimal, Label, Lane, Map, Person, Role, Stage, Text, Workspace};
use milepost::store::document::write_map;
use milepost::store::ron::comments::Comments;

/// The day on which everything is looked at.
pub(crate) const TODAY: Date = date(2026, 11, 22);

/// How many cards give a file of some 25 kB, 0.8 MB and 8 MB.
pub(crate) const SIZES: [Size; 3] = [Size("25 kB", 60), Size("0.8 MB", 2_240), Size("8 MB", 22_600)];

/// A name and a number of cards.
#[derive(Clone, Copy)]
pub(crate) struct Size(pub(crate) &'static str, pub(crate) usize);

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

/// The text of the file of [`map_of`].
pub(crate) fn file_of(cards: usize) -> String {
    write_map(&map_of(cards), &Comments::default()).expect("a map has a text")
}

/// The text of the file of a map with this many cards on this many stages.
pub(crate) fn file_with(stages: usize, cards: usize) -> String {
    write_map(&map_with(stages, cards), &Comments::default()).expect("a map has a text")
}

/// A map with this many cards on about as many stages as each of them has cards, reviewed on different days.
pub(crate) fn map_of(cards: usize) -> Map {
    map_with(cards.isqrt().max(1), cards)
}

/// A map with this many cards on this many stages.
fn map_with(stages: usize, cards: usize) -> Map {
    let mut map = Map::new(MapId::new("measured").expect("an id"), "Measured journey");
    map.actor = Some(Label::new("First-time furniture buyer"));
    map.owner = Some(person(0));
    let notes = LaneId::new("thinking").expect("an id");
    map.lanes.insert(1, Lane::new(notes, "Thinking", Role::Notes));
    let mut dice = Dice(1);
    for number in 0..stages {
        let share = cards / stages + usize::from(number < cards % stages);
        let stage = stage(&map, number, share, &mut dice);
        map.stages.push(stage);
    }
    map
}

/// The people who own its stages, and no policy.
pub(crate) fn workspace() -> Workspace {
    let people = (0..6).map(|n| Person::new(person(n), NAMES[n])).collect();
    Workspace { people, ..Workspace::default() }
}

const NAMES: [&str; 6] = ["Maya Ortiz", "Tom Weber", "Noor El-Amin", "Li Na", "Åsa Berg", "Ana Sousa"];

fn person(number: usize) -> PersonId {
    PersonId::new(["maya", "tom", "noor", "li", "asa", "ana"][number % 6]).expect("an id")
}

fn stage(map: &Map, number: usize, cards: usize, dice: &mut Dice) -> Stage {
    let id = StageId::new(&format!("stage-{number:03}")).expect("an id");
    let mut stage = Stage::new(id, &dice.words(3));
    stage.owner = (!number.is_multiple_of(3)).then(|| person(number));
    stage.created = Some(date(2025, 1, 1));
    stage.evidence.push(Evidence {
        id: EvidenceId::new(&format!("source-{number:03}")).expect("an id"),
        kind: EvidenceKind::Survey,
        on: Some(date(2026, 3, 1)),
        source: Some(Label::new(&format!("https://example.org/research/{number}"))),
        sample: Some(dice.below(900)),
        text: None,
    });
    for card in 0..cards {
        let kind = KINDS[card % KINDS.len()];
        let lane = map.lane_of(Role::of(kind)).expect("a lane for each kind").id.clone();
        stage.cells.entry(lane).or_default().push(self::card(number, card, kind, dice));
    }
    let on = date(2026, 1 + (number % 11) as i8, 7);
    let seal = Some(seal::seal(map, &stage));
    stage.reviewed = Some(Review { on, by: person(number), seal, note: None });
    stage
}

/// As often as people write them.
const KINDS: [CardKind; 8] = [
    CardKind::Step,
    CardKind::Note,
    CardKind::Pain,
    CardKind::Step,
    CardKind::Note,
    CardKind::Opportunity,
    CardKind::Pain,
    CardKind::Metric,
];

fn card(stage: usize, number: usize, kind: CardKind, dice: &mut Dice) -> Card {
    let id = CardId::new(&format!("{kind}-{stage:03}-{number:03}")).expect("an id");
    let length = 4 + dice.below(9);
    let mut card = Card::new(id, kind, &dice.words(length));
    card.owner = (number.is_multiple_of(4)).then(|| person(number));
    if number.is_multiple_of(5) {
        card.detail = Some(Text::new(&format!("{}\n{}", dice.words(12), dice.words(9))));
    }
    if number.is_multiple_of(7) {
        card.evidence.push(EvidenceId::new(&format!("source-{stage:03}")).expect("an id"));
    }
    match &mut card.body {
        Body::Step(step) => {
            step.channel = Some(Label::new("phone"));
            step.emotion = Emotion::ALL.get(dice.below(5) as usize).copied();
        }
        Body::Note => {}
        Body::Pain(pain) => {
            pain.severity = Severity::ALL[dice.below(4) as usize];
            pain.since = Some(date(2026, 5, 1 + dice.below(27) as i8));
            pain.contacts = Some(Contacts {
                reason: Some(Label::new("where is my order")),
                per_month: Some(Decimal::from_int(dice.below(2000) as i64)),
                minutes: Some(Decimal::from_ten_thousandths(65_000)),
                ..Contacts::default()
            });
        }
        Body::Opportunity(opportunity) => {
            let pain = CardId::new(&format!("pain-{stage:03}-002")).expect("an id");
            if number > 2 {
                opportunity.treats.push(pain);
            }
            opportunity.due = Some(date(2027, 2, 1));
            opportunity.cost = Some(Decimal::from_int(4_000));
        }
        Body::Metric(metric) => {
            metric.measure = Some(Measure::Rate);
            metric.unit = Some(Label::new("%"));
            metric.direction = Some(Direction::Down);
            metric.period = Some(Period::Monthly);
            let readings = (1..=4).map(|month| Reading {
                on: date(2026, month, 28),
                value: Decimal::from_ten_thousandths(dice.below(1_000) as i64 * 1_000),
                n: None,
                note: None,
            });
            metric.readings = readings.collect();
        }
    }
    card
}

/// Numbers that look random and are the same everywhere (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn words(&mut self, count: u64) -> String {
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.below(WORDS.len() as u64) as usize]).collect();
        words.join(" ")
    }
}

/// Mostly ASCII, as most maps are; one word in sixteen is not.
const WORDS: [&str; 32] = [
    "waits",
    "for",
    "the",
    "van",
    "without",
    "knowing",
    "when",
    "it",
    "will",
    "come",
    "calls",
    "support",
    "again",
    "and",
    "is",
    "told",
    "to",
    "wait",
    "“tomorrow”",
    "letter",
    "arrives",
    "after",
    "delivery",
    "no",
    "ETA",
    "once",
    "driver",
    "left",
    "depot",
    "naïve",
    "customer",
    "order",
];
