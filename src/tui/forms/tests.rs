//! What is read is written back, and what is changed is one edit a field.

use jiff::civil::date;

use super::*;
use crate::map::card::{Metric, PainStatus};
use crate::map::edit::{CardField, MapField, MetricField, PainField, StageField};
use crate::map::id::CountingIds;
use crate::map::{Body, CardKind};
use crate::tui::screens::testing::{MAPS, TODAY, open};

/// Every form that a map has.
fn subjects(map: &Map) -> Vec<Subject> {
    let stages = map.stages.iter().map(|s| Subject::Stage(s.id.clone()));
    let lanes = map.lanes.iter().map(|l| Subject::Lane(l.id.clone()));
    let cards = map.cards().map(|c| Subject::Card(c.id.clone()));
    std::iter::once(Subject::Map).chain(stages).chain(lanes).chain(cards).collect()
}

/// The place of a field in the form of something.
fn place(app: &App, subject: &Subject, name: &str) -> usize {
    let layer = form(app, subject).unwrap();
    layer.form.fields().iter().position(|f| f.name() == name).unwrap_or_else(|| panic!("no field {name}"))
}

/// The edits that these values ask for.
fn asked(app: &App, subject: &Subject, values: &[(&str, Value)]) -> Result<Vec<Edit>, String> {
    let values: Vec<_> =
        values.iter().map(|(name, value)| (place(app, subject, name), value.clone())).collect();
    edits(&app.doc.as_ref().unwrap().map, subject, &values, TODAY, &mut CountingIds::default())
}

fn first(app: &App, kind: CardKind) -> Subject {
    Subject::Card(app.doc.as_ref().unwrap().map.cards_of(kind).next().unwrap().id.clone())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn what_is_not_touched_is_not_edited() {
    for (name, _) in MAPS {
        let app = open("terminal", name);
        let map = &app.doc.as_ref().unwrap().map;
        for subject in subjects(map) {
            let layer = form(&app, &subject).unwrap();
            let values: Vec<_> =
                layer.form.fields().iter().map(|f| f.value(TODAY)).collect::<Result<_, _>>().unwrap();
            let values: Vec<(usize, Value)> = values.into_iter().enumerate().collect();
            let edits = edits(map, &subject, &values, TODAY, &mut CountingIds::default()).unwrap();
            assert_eq!(edits, [], "{name} {subject:?}");
        }
    }
}

#[test]
fn what_was_changed_is_read_again_by_the_form() {
    let mut app = open("terminal", "order-to-doorstep.ron");
    let subject = Subject::Map;
    let values = [("team", text("Delivery")), ("volume", Value::Integer(5)), ("silent", Value::Empty)];
    let edits = asked(&app, &subject, &values).unwrap();
    let mut map = app.doc.as_ref().unwrap().map.clone();
    for edit in edits {
        edit.apply(&mut map).unwrap();
    }
    app.doc.as_mut().unwrap().map = map;
    let layer = form(&app, &subject).unwrap();
    for (name, value) in values {
        assert_eq!(layer.form.fields()[place(&app, &subject, name)].value(TODAY), Ok(value));
    }
}

#[test]
fn one_edit_for_each_changed_field() {
    let app = open("terminal", "order-to-doorstep.ron");
    let edits =
        asked(&app, &Subject::Map, &[("title", text("Sofa")), ("tags", Value::Tags(vec!["a".into()]))])
            .unwrap();
    assert!(
        matches!(edits.as_slice(), [Edit::SetMap(MapField::Title(t)), Edit::SetMap(MapField::Tags(_))] if t.as_str() == "Sofa"),
        "{edits:?}"
    );
    let pain = first(&app, CardKind::Pain);
    let number = Value::Decimal("12".parse().unwrap());
    let edits = asked(&app, &pain, &[("contacts", number.clone()), ("handle time", number)]).unwrap();
    assert!(
        matches!(
            edits.as_slice(),
            [Edit::SetCard { field: CardField::Pain(PainField::Contacts(Some(_))), .. }]
        ),
        "{edits:?}"
    );
}

#[test]
fn an_empty_field_takes_the_value_away_and_an_empty_group_goes() {
    let app = open("terminal", "order-to-doorstep.ron");
    let stage = app.doc.as_ref().unwrap().map.stages[0].id.clone();
    let edits =
        asked(&app, &Subject::Stage(stage), &[("goal", Value::Empty), ("owner", Value::Empty)]).unwrap();
    let fields: Vec<StageField> = edits
        .into_iter()
        .map(|e| if let Edit::SetStage { field, .. } = e { field } else { panic!("{e:?}") })
        .collect();
    assert_eq!(fields, [StageField::Goal(None), StageField::Owner(None)]);
    let flow = ["started", "completed", "silent"].map(|name| (name, Value::Empty));
    let mut app = app;
    app.doc.as_mut().unwrap().map.flow =
        Some(crate::map::Flow { started: Some(crate::map::Decimal::from_int(3)), ..Default::default() });
    assert_eq!(asked(&app, &Subject::Map, &flow).unwrap(), [Edit::SetMap(MapField::Flow(None))]);
}

#[test]
fn a_pain_is_accepted_with_a_reason_only() {
    let app = open("terminal", "order-to-doorstep.ron");
    let map = &app.doc.as_ref().unwrap().map;
    let open = map.cards_of(CardKind::Pain).find(|c| c.pain().unwrap().status == PainStatus::Open).unwrap();
    let pain = Subject::Card(open.id.clone());
    assert!(asked(&app, &pain, &[("status", Value::Choice(2))]).unwrap_err().contains("reason"));
    let edits = asked(&app, &pain, &[("status", Value::Choice(2)), ("because", text("too rare"))]).unwrap();
    let accepted = PainStatus::Accepted("too rare".into());
    assert!(
        matches!(&edits[0], Edit::SetCard { field: CardField::Pain(PainField::Status(s)), .. } if *s == accepted)
    );
    let by_reason = asked(&app, &pain, &[("because", text("too rare"))]).unwrap();
    assert_eq!(by_reason, edits);
}

/// The metric after these values.
fn metric_after(app: &App, subject: &Subject, values: &[(&str, Value)]) -> Metric {
    let Subject::Card(id) = subject else { panic!("{subject:?}") };
    let mut map = app.doc.as_ref().unwrap().map.clone();
    for edit in asked(app, subject, values).unwrap() {
        assert!(matches!(
            &edit,
            Edit::SetCard { field: CardField::Metric(MetricField::Readings(_) | MetricField::Leads(_)), .. }
        ));
        edit.apply(&mut map).unwrap();
    }
    map.card(id).unwrap().metric().unwrap().clone()
}

#[test]
fn a_reading_goes_to_its_day() {
    let app = open("terminal", "order-to-doorstep.ron");
    let metric = first(&app, CardKind::Metric);
    let value = Value::Decimal("61.5".parse().unwrap());
    let today = metric_after(&app, &metric, &[("new reading", value.clone())]);
    assert_eq!(today.readings.last().map(|r| (r.on, r.value)), Some((TODAY, "61.5".parse().unwrap())));
    let early = [("new reading", value.clone()), ("read on", Value::Date(date(2001, 1, 1)))];
    let first_one = metric_after(&app, &metric, &early);
    assert_eq!(first_one.readings[0].on, date(2001, 1, 1));
    let there = first_one.readings[1].on;
    let again = metric_after(&app, &metric, &[("new reading", value), ("read on", Value::Date(there))]);
    assert_eq!(again.readings.len() + 1, first_one.readings.len());
}

#[test]
fn a_question_is_a_lead_and_its_insight_can_come_later() {
    let mut app = open("terminal", "order-to-doorstep.ron");
    let metric = first(&app, CardKind::Metric);
    let Subject::Card(id) = metric.clone() else { panic!() };
    if let Body::Metric(m) = &mut app.doc.as_mut().unwrap().map.card_mut(&id).unwrap().body {
        m.leads.clear();
    }
    assert!(asked(&app, &metric, &[("insight", text("the feed is late"))]).unwrap_err().contains("question"));
    let lead = metric_after(&app, &metric, &[("new question", text("Why on Mondays?"))]).leads.remove(0);
    assert_eq!(
        (lead.question.as_str(), lead.on, lead.insight.as_ref()),
        ("Why on Mondays?", Some(TODAY), None)
    );
    if let Body::Metric(m) = &mut app.doc.as_mut().unwrap().map.card_mut(&id).unwrap().body {
        m.leads.push(lead.clone());
    }
    let leads = metric_after(&app, &metric, &[("insight", text("the feed is late"))]).leads;
    assert_eq!(leads.len(), 1);
    assert_eq!(
        (leads[0].id.clone(), leads[0].insight.as_ref().map(Text::as_str)),
        (lead.id, Some("the feed is late"))
    );
}

#[test]
fn persons_and_references_are_shown_by_name() {
    let app = open("terminal", "order-to-doorstep.ron");
    let map = &app.doc.as_ref().unwrap().map;
    let treating =
        map.cards_of(CardKind::Opportunity).find(|c| !c.opportunity().unwrap().treats.is_empty()).unwrap();
    let subject = Subject::Card(treating.id.clone());
    let layer = form(&app, &subject).unwrap();
    let treats = place(&app, &subject, "treats");
    let cards = refs_in(&layer.form, treats).unwrap();
    let treated = &treating.opportunity().unwrap().treats;
    assert_eq!(cards, treated.iter().map(ToString::to_string).collect::<Vec<_>>());
    assert!(refs_shown(map, &cards).contains(map.card(&treated[0]).unwrap().text.one_line().as_ref()));
    assert!(
        is_person_field(&layer.form, place(&app, &subject, "owner")) && !is_person_field(&layer.form, treats)
    );
}

#[test]
fn a_person_changes_as_a_whole() {
    let app = open("terminal", "order-to-doorstep.ron");
    let person = &app.place.data.people[0];
    let layer = person_form(person, &app.place.data, TODAY);
    let at = |name: &str| layer.form.fields().iter().position(|f| f.name() == name).unwrap();
    let changed = person_of(person, &[(at("left on"), Value::Date(TODAY)), (at("team"), text("Depot"))]);
    assert_eq!(changed, Person { left: Some(TODAY), team: Some("Depot".into()), ..person.clone() });
}
