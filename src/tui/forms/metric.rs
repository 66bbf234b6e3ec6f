//! The fields that only a metric has, and what a form asks to add to it: a reading, a lead.

use jiff::civil::Date;

use crate::map::card::{Direction, Lead, Measure, Metric, Period, Reading};
use crate::map::edit::MetricField;
use crate::map::id::LeadId;
use crate::map::{Decimal, Text};

use super::row::{self, Held, Kind, Row, words_of};

/// A metric with what is typed to be added to it.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    metric: Metric,
    on: Option<Date>,
    value: Option<Decimal>,
    question: Option<Text>,
    insight: Option<Text>,
    action: Option<Text>,
}

impl Asked {
    /// Nothing to be added.
    pub(super) fn of(metric: &Metric) -> Self {
        Self { metric: metric.clone(), on: None, value: None, question: None, insight: None, action: None }
    }

    /// The metric with the new reading (of `today`, where no day was said) and the new lead.
    ///
    /// # Errors
    /// When an insight or action has no question that it belongs to.
    pub(super) fn settled(
        mut self,
        today: Date,
        new_id: &mut dyn FnMut(&Text) -> Option<LeadId>,
    ) -> Result<Metric, String> {
        if let Some(value) = self.value {
            self.read(self.on.unwrap_or(today), value);
        }
        if self.question.is_some() || self.insight.is_some() || self.action.is_some() {
            self.lead(today, new_id)?;
        }
        Ok(self.metric)
    }

    /// One reading a day, oldest first: the value of a day that has one is replaced.
    fn read(&mut self, on: Date, value: Decimal) {
        let readings = &mut self.metric.readings;
        if let Some(reading) = readings.iter_mut().find(|r| r.on == on) {
            reading.value = value;
        } else {
            let at = readings.iter().position(|r| r.on > on).unwrap_or(readings.len());
            readings.insert(at, Reading { on, value, n: None, note: None });
        }
    }

    /// A new lead; without a question: the rest of the newest one.
    fn lead(&mut self, today: Date, new_id: &mut dyn FnMut(&Text) -> Option<LeadId>) -> Result<(), String> {
        let (insight, action) = (self.insight.take(), self.action.take());
        if let Some(question) = self.question.take() {
            let id = new_id(&question).ok_or("there is no id for this question")?;
            self.metric.leads.push(Lead { id, on: Some(today), by: None, question, insight, action });
            return Ok(());
        }
        let newest = self
            .metric
            .leads
            .last_mut()
            .ok_or("an insight or an action needs the question that led to it")?;
        newest.insight = insight.or(newest.insight.take());
        newest.action = action.or(newest.action.take());
        Ok(())
    }
}

/// What only a metric has, and what can be added to it.
pub(super) const METRIC: &[Row<Asked>] = &[
    Row::<Asked>::new(
        "measure",
        words_of!(Measure, none: true),
        |a| row::one(Measure::ALL, a.metric.measure),
        |a, v| a.metric.measure = v.choice(Measure::ALL),
    ),
    Row::<Asked>::new(
        "unit",
        Kind::Line,
        |a| row::text(a.metric.unit.as_ref()),
        |a, v| a.metric.unit = v.label(),
    ),
    Row::<Asked>::new(
        "source",
        Kind::Line,
        |a| row::text(a.metric.source.as_ref()),
        |a, v| a.metric.source = v.label(),
    )
    .words("where its readings come from"),
    Row::<Asked>::new(
        "target",
        Kind::Signed,
        |a| row::number(a.metric.target),
        |a, v| a.metric.target = v.decimal(),
    ),
    Row::<Asked>::new(
        "better is",
        words_of!(Direction, none: true),
        |a| row::one(Direction::ALL, a.metric.direction),
        |a, v| a.metric.direction = v.choice(Direction::ALL),
    ),
    Row::<Asked>::new(
        "is read",
        words_of!(Period, none: true),
        |a| row::one(Period::ALL, a.metric.period),
        |a, v| a.metric.period = v.choice(Period::ALL),
    ),
    Row::<Asked>::new("new reading", Kind::Signed, |a| row::number(a.value), |a, v| a.value = v.decimal()),
    Row::<Asked>::new("read on", Kind::Day, |a| row::day(a.on), |a, v| a.on = v.date()).words("empty: today"),
    Row::<Asked>::new(
        "new question",
        Kind::Lines,
        |a| row::text(a.question.as_ref()),
        |a, v| a.question = v.lines(),
    )
    .words("what the number makes you ask"),
    Row::<Asked>::new(
        "insight",
        Kind::Lines,
        |a| row::text(a.insight.as_ref()),
        |a, v| a.insight = v.lines(),
    )
    .words("what was found, for the newest question"),
    Row::<Asked>::new("action", Kind::Lines, |a| row::text(a.action.as_ref()), |a, v| a.action = v.lines())
        .words("what is done about it"),
];

/// What a form of a metric can change.
pub(super) const METRIC_FIELDS: &[fn(&Metric) -> MetricField] = &[
    |m| MetricField::Measure(m.measure),
    |m| MetricField::Unit(m.unit.clone()),
    |m| MetricField::Source(m.source.clone()),
    |m| MetricField::Target(m.target),
    |m| MetricField::Direction(m.direction),
    |m| MetricField::Period(m.period),
    |m| MetricField::Readings(m.readings.clone()),
    |m| MetricField::Leads(m.leads.clone()),
];
