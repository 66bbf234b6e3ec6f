use std::collections::BTreeSet;

use jiff::civil::date;

use super::*;
use crate::map::card::{
    Contacts, Direction, Horizon, Intervention, Lead, Measure, Opportunity, OpportunityStatus, Pain,
    PainStatus, Period, Reading, Rice, Severity, Step,
};
use crate::map::id::{CardId, EvidenceId, LaneId, LeadId, MapId, PersonId, SegmentId, StageId};
use crate::map::review::{Review, Snooze};
use crate::map::{Body, Card, CardKind, Decimal, Emotion, Label, Policy, Text};

fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

fn card(id: &str, kind: CardKind, text: &str) -> Card {
    Card::new(CardId::new(id).unwrap(), kind, text)
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A map with one stage that has every kind of card.
fn sample() -> Map {
    let mut map = Map::new(MapId::new("order").unwrap(), "Order to doorstep");
    map.owner = Some(person("maya"));
    let mut stage = Stage::new(StageId::new("wait").unwrap(), "Wait for delivery");
    stage.goal = Some(Text::new("Know when it comes"));
    stage.owner = Some(person("tom"));
    let mut look = card("look", CardKind::Step, "Looks for the parcel");
    look.body = Body::Step(Step {
        channel: Some(Label::new("app")),
        emotion: Emotion::new(-2),
        moment_of_truth: true,
        minutes: Some(dec("4.5")),
    });
    let again = card("again", CardKind::Step, "Opens the app again");
    let mut eta = card("eta", CardKind::Pain, "No ETA");
    eta.body = Body::Pain(Box::new(Pain {
        severity: Severity::High,
        since: Some(date(2026, 5, 11)),
        contacts: Some(Contacts { reason: Some(Label::new("where is it")), ..Contacts::default() }),
        ..Pain::default()
    }));
    let mut sms = card("sms", CardKind::Opportunity, "Shipping SMS");
    sms.body = Body::Opportunity(Box::new(Opportunity {
        kind: Some(Intervention::Notify),
        horizon: Some(Horizon::Crawl),
        treats: vec![eta.id.clone()],
        prevents: Some(dec("45")),
        ..Opportunity::default()
    }));
    let metric = card("late", CardKind::Metric, "Late vans");
    for (lane, cards) in [
        ("doing", vec![look, again]),
        ("pains", vec![eta]),
        ("opportunities", vec![sms]),
        ("metrics", vec![metric]),
    ] {
        stage.cells.insert(LaneId::new(lane).unwrap(), cards);
    }
    map.stages.push(stage);
    map
}

fn sealed(map: &Map) -> Seal {
    seal(map, &map.stages[0])
}

fn get<'a>(map: &'a mut Map, id: &str) -> &'a mut Card {
    let id = CardId::new(id).unwrap();
    map.card_mut(&id).unwrap()
}

fn pain(map: &mut Map) -> &mut Pain {
    let Body::Pain(body) = &mut get(map, "eta").body else { panic!() };
    body
}

fn opportunity(map: &mut Map) -> &mut Opportunity {
    let Body::Opportunity(body) = &mut get(map, "sms").body else { panic!() };
    body
}

fn metric(map: &mut Map) -> &mut crate::map::card::Metric {
    let Body::Metric(body) = &mut get(map, "late").body else { panic!() };
    body
}

fn step(map: &mut Map) -> &mut Step {
    let Body::Step(body) = &mut get(map, "look").body else { panic!() };
    body
}

/// Golden values: if one changes, every review in every file turns "changed". Then it needs a new version.
#[test]
fn version_1_never_drifts() {
    let map = sample();
    let mut bare = Map::new(MapId::new("m").unwrap(), "M");
    bare.stages.push(Stage::new(StageId::new("s").unwrap(), "S"));
    assert_eq!(sealed(&bare).to_string(), GOLDEN_BARE);
    assert_eq!(sealed(&map).to_string(), GOLDEN_SAMPLE);
    // The bare stage by hand: tag 1, length 1, "S".
    let by_hand = Sha256::digest([1, 1, 0, 0, 0, b'S']);
    let hash = by_hand.iter().take(6).fold(0, |hash, b| hash << 8 | u64::from(*b));
    assert_eq!(GOLDEN_BARE, Seal { version: 1, hash }.to_string());
}

const GOLDEN_BARE: &str = "1:9ca5a92300e4";
const GOLDEN_SAMPLE: &str = "1:1a8b045c8159";

type Change = fn(&mut Map);

/// Each changes one thing that a reviewer sees.
const CONTENT: &[Change] = &[
    |m| m.stages[0].name = Label::new("Wait"),
    |m| m.stages[0].goal = None,
    |m| m.stages[0].goal = Some(Text::new("")),
    |m| m.stages[0].owner = Some(person("ana")),
    |m| m.stages[0].owner = None,
    |m| m.stages[0].cells.get_mut(&LaneId::new("doing").unwrap()).unwrap().reverse(),
    |m| {
        let cards = m.stages[0].cells.remove(&LaneId::new("doing").unwrap()).unwrap();
        m.stages[0].cells.insert(LaneId::new("doing-2").unwrap(), cards);
    },
    |m| get(m, "look").text = Text::new("Looks for the box"),
    |m| get(m, "look").detail = Some(Text::new("x")),
    |m| get(m, "look").owner = Some(person("tom")),
    |m| get(m, "look").tags = vec![Label::new("x")],
    |m| get(m, "look").tags = vec![Label::new("x"), Label::new("")],
    |m| get(m, "look").segments = vec![SegmentId::new("x").unwrap()],
    |m| get(m, "look").evidence = vec![EvidenceId::new("x").unwrap()],
    |m| get(m, "look").id = CardId::new("look-2").unwrap(),
    |m| get(m, "look").body = Body::Note,
    |m| step(m).channel = Some(Label::new("web")),
    |m| step(m).emotion = None,
    |m| step(m).emotion = Emotion::new(2),
    |m| step(m).moment_of_truth = false,
    |m| step(m).minutes = Some(dec("5")),
    |m| pain(m).severity = Severity::Critical,
    |m| pain(m).since = Some(date(2026, 5, 12)),
    |m| pain(m).status = PainStatus::Resolved,
    |m| pain(m).status = PainStatus::Accepted(Label::new("rare")),
    |m| pain(m).status = PainStatus::Accepted(Label::new("too dear")),
    |m| pain(m).contacts = None,
    |m| pain(m).importance = Some(dec("8")),
    |m| pain(m).satisfaction = Some(dec("8")),
    |m| opportunity(m).kind = Some(Intervention::Automate),
    |m| opportunity(m).horizon = Some(Horizon::Run),
    |m| opportunity(m).status = OpportunityStatus::Doing,
    |m| opportunity(m).treats.clear(),
    |m| opportunity(m).due = Some(date(2026, 12, 15)),
    |m| opportunity(m).shipped = Some(date(2026, 12, 15)),
    |m| opportunity(m).prevents = Some(dec("46")),
    |m| opportunity(m).prevented = Some(dec("46")),
    |m| opportunity(m).cost = Some(dec("46")),
    |m| opportunity(m).rice = Some(Rice { reach: Some(dec("3")), ..Rice::default() }),
    |m| opportunity(m).rice = Some(Rice { impact: Some(dec("3")), ..Rice::default() }),
    |m| opportunity(m).rice = Some(Rice { confidence: Some(dec("3")), ..Rice::default() }),
    |m| opportunity(m).rice = Some(Rice { effort: Some(dec("3")), ..Rice::default() }),
    |m| metric(m).measure = Some(Measure::Rate),
    |m| metric(m).unit = Some(Label::new("%")),
    |m| metric(m).source = Some(Label::new("%")),
    |m| metric(m).target = Some(dec("2")),
    |m| metric(m).direction = Some(Direction::Down),
    |m| metric(m).period = Some(Period::Weekly),
    |m| metric(m).leads.push(lead()),
    |m| metric(m).leads.push(Lead { insight: Some(Text::new("fog")), ..lead() }),
    |m| metric(m).leads.push(Lead { action: Some(Text::new("fog")), ..lead() }),
    |m| metric(m).leads.push(Lead { on: Some(date(2026, 1, 2)), ..lead() }),
    |m| metric(m).leads.push(Lead { by: Some(person("tom")), ..lead() }),
];

fn lead() -> Lead {
    Lead {
        id: LeadId::new("why").unwrap(),
        on: None,
        by: None,
        question: Text::new("Why on Mondays?"),
        insight: None,
        action: None,
    }
}

#[test]
fn every_change_of_content_gives_a_seal_of_its_own() {
    let mut seals = BTreeSet::from([sealed(&sample())]);
    for (index, change) in CONTENT.iter().enumerate() {
        let mut map = sample();
        change(&mut map);
        assert!(seals.insert(sealed(&map)), "change {index} gives a seal that is there already");
        assert_eq!(differs(&map, &map.stages[0], sealed(&sample())), Some(true));
    }
}

#[test]
fn imports_reviews_and_governance_leave_it_whole() {
    let changes: &[Change] = &[
        |m| metric(m).readings.push(Reading { on: date(2026, 11, 1), value: dec("7"), n: None, note: None }),
        |m| {
            let contacts = pain(m).contacts.as_mut().unwrap();
            contacts.per_month = Some(dec("1240"));
            contacts.minutes = Some(dec("6.5"));
            contacts.as_of = Some(date(2026, 11, 1));
            contacts.source = Some(Label::new("desk"));
        },
        |m| get(m, "eta").votes = Some(5),
        |m| get(m, "eta").filed = Some(StageId::new("order").unwrap()),
        |m| {
            let (on, by) = (date(2026, 11, 1), person("tom"));
            m.stages[0].reviewed = Some(Review { on, by, seal: None, note: None });
        },
        |m| {
            let (until, by, why) = (date(2026, 12, 1), person("tom"), Label::new("later"));
            m.stages[0].snoozes.push(Snooze { rule: None, card: None, part: None, until, by, why, again: 0 });
        },
        |m| m.stages[0].policy = Some(Policy { grace: Some(3), ..Policy::default() }),
        |m| m.stages[0].review_every = Some(30),
        |m| m.stages[0].tags.push(Label::new("x")),
        |m| m.title = Label::new("Another title"),
        |m| m.lanes.reverse(),
        |m| m.lanes.iter_mut().for_each(|l| l.name = Label::new("Renamed")),
        |m| m.owner = None,
    ];
    for (index, change) in changes.iter().enumerate() {
        let mut map = sample();
        change(&mut map);
        assert_eq!(sealed(&map), sealed(&sample()), "change {index}");
    }
}

#[test]
fn an_inherited_owner_counts_as_the_one_who_answers() {
    let mut map = sample();
    map.stages[0].owner = None;
    let inherited = sealed(&map);
    map.stages[0].owner = Some(person("maya"));
    assert_eq!(sealed(&map), inherited);
    map.stages[0].owner = None;
    map.owner = Some(person("ana"));
    assert_ne!(sealed(&map), inherited);
}

#[test]
fn text_cannot_slip_from_one_field_into_the_next() {
    let mut one = sample();
    get(&mut one, "look").tags = vec![Label::new("ab"), Label::new("c")];
    let mut other = sample();
    get(&mut other, "look").tags = vec![Label::new("a"), Label::new("bc")];
    assert_ne!(sealed(&one), sealed(&other));
}

#[test]
fn another_version_cannot_be_compared() {
    let map = sample();
    let old = Seal { version: 9, ..sealed(&map) };
    assert_eq!(differs(&map, &map.stages[0], old), None);
    assert_eq!(differs(&map, &map.stages[0], sealed(&map)), Some(false));
}
