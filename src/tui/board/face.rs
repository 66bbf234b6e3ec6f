//! How a card looks in a cell: what stands before its text, beside it and under it.

use std::borrow::Cow;

use super::figures::with_unit;
use super::scene::Scene;
use crate::insight::contact_cost;
use crate::insight::money::{Money, grouped};
use crate::map::card::{Horizon, Metric, Opportunity, OpportunityStatus, Pain, PainStatus, Severity};
use crate::map::{Body, Card, Lane, Layer};
use crate::tui::text::{width, wrap_after};
use crate::tui::theme::Role;

/// How much of a card is shown: lines of text, and whether the line of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    /// One line a card.
    Line,
    /// Two lines of text, and numbers.
    Two,
    /// Three lines of text, and numbers.
    Three,
    /// All of it, with its detail.
    Full,
}

impl Depth {
    /// From the least to the most.
    pub(super) const ALL: [Self; 4] = [Self::Line, Self::Two, Self::Three, Self::Full];

    /// The most lines of text.
    pub(super) fn lines(self) -> u16 {
        match self {
            Self::Line => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Full => 40,
        }
    }
}

/// A card as it is drawn in one room.
#[derive(Debug, Clone)]
pub(super) struct Face<'a> {
    /// Before the text: signs, each one column wide.
    pub(super) signs: [&'static str; 4],
    /// A word after the signs, padded; empty where there is none.
    pub(super) word: &'static str,
    /// What signs and word mean.
    pub(super) lead: Role,
    /// Columns of that word and the blanks after it: on the first line only.
    pub(super) word_columns: u16,
    /// Columns before the text, on every line.
    pub(super) indent: u16,
    /// Further columns before its lines after the first.
    pub(super) hang: u16,
    /// What it says.
    pub(super) text: Cow<'a, str>,
    /// What that means.
    pub(super) look: Role,
    /// At the right end of the first line.
    pub(super) tail: Cow<'static, str>,
    /// What that means.
    pub(super) tail_look: Role,
    /// At the right end where a card has one line only.
    pub(super) short_tail: String,
    /// Under the text, right-aligned: numbers.
    pub(super) numbers: String,
    /// More about it.
    pub(super) detail: Option<&'a str>,
    /// Columns for the text.
    pub(super) room: u16,
    /// Lines of its text.
    pub(super) text_lines: u16,
    /// Lines of its detail; none where it is not shown.
    pub(super) detail_lines: u16,
    /// How much of the card it shows.
    depth: Depth,
}

/// Columns from which the only line of a pain says what it costs.
const ROOM_FOR_MONEY: u16 = 26;
/// Columns that a word of horizon or status takes, with the blanks around it.
const WORD: u16 = 7;

impl<'a> Face<'a> {
    /// The face of `card` at a depth, where `columns` are inside the cell's blanks.
    pub(super) fn new(scene: &Scene<'_>, lane: &Lane, card: &'a Card, columns: u16, depth: Depth) -> Self {
        let mut face = Self {
            signs: [""; 4],
            word: "",
            word_columns: 0,
            lead: Role::Text,
            indent: 0,
            hang: 0,
            text: Cow::Borrowed(card.text.as_str()),
            look: Role::Text,
            tail: Cow::Borrowed(""),
            tail_look: Role::Dim,
            short_tail: String::new(),
            numbers: String::new(),
            detail: card.detail.as_ref().map(crate::map::Text::as_str),
            room: 0,
            text_lines: 1,
            detail_lines: 0,
            depth,
        };
        face.dress(scene, lane, card, columns);
        face.tell_talk(scene, card);
        face.measure(columns);
        face
    }

    fn dress(&mut self, scene: &Scene<'_>, lane: &Lane, card: &Card, columns: u16) {
        match &card.body {
            Body::Step(step) if step.moment_of_truth => {
                self.tail = Cow::Borrowed(scene.symbols.moment);
                self.tail_look = Role::Moment;
            }
            Body::Note if lane.layer == Some(Layer::Thinking) => self.quote(scene),
            Body::Step(_) | Body::Note => {}
            Body::Pain(pain) => self.dress_pain(scene, pain, columns),
            Body::Opportunity(opportunity) => self.dress_opportunity(scene, opportunity, columns),
            Body::Metric(metric) => self.dress_metric(metric, columns, scene),
        }
    }

    /// How many threads wait on it, at the end of its first line.
    fn tell_talk(&mut self, scene: &Scene<'_>, card: &Card) {
        let Some(talk) = scene.talk(scene.talks.on(card.id.as_str())) else { return };
        if self.tail.is_empty() {
            (self.tail, self.tail_look) = (Cow::Owned(talk), Role::Info);
        } else {
            self.tail = Cow::Owned(format!("{} {talk}", self.tail));
        }
    }

    fn quote(&mut self, scene: &Scene<'_>) {
        if !self.text.starts_with(['“', '"', '„', '«', '‘']) {
            let symbols = scene.symbols;
            self.text = Cow::Owned(format!("{}{}{}", symbols.quote_open, self.text, symbols.quote_close));
        }
    }

    fn dress_pain(&mut self, scene: &Scene<'_>, pain: &Pain, columns: u16) {
        let (full, empty) = (scene.symbols.bar_full, scene.symbols.bar_empty);
        self.indent = 4;
        (self.signs, self.lead) = match pain.severity {
            Severity::Low => ([full, empty, empty, " "], Role::SeverityLow),
            Severity::Medium => ([full, full, empty, " "], Role::SeverityMedium),
            Severity::High => ([full, full, full, " "], Role::SeverityHigh),
            Severity::Critical => ([full, full, full, "!"], Role::SeverityCritical),
        };
        if pain.status != PainStatus::Open {
            (self.signs, self.lead) = ([empty, empty, empty, " "], Role::Faint);
            self.look = Role::Dim;
        }
        let cost = contact_cost(pain, scene.workspace).amount();
        let cost = cost.map(|cost| Money::of(scene.workspace).short(cost)).unwrap_or_default();
        self.numbers = pain_numbers(pain, &cost);
        if columns >= ROOM_FOR_MONEY && pain.status == PainStatus::Open {
            self.short_tail = cost;
        }
    }

    fn dress_opportunity(&mut self, scene: &Scene<'_>, opportunity: &Opportunity, columns: u16) {
        let symbols = scene.symbols;
        let is_near = opportunity.horizon == Some(Horizon::Crawl);
        let sign = if is_near { symbols.horizon_near } else { symbols.horizon_far };
        self.signs = [sign, " ", "", ""];
        self.lead = Role::Horizon;
        self.indent = 2;
        if columns >= 20 {
            self.word = opportunity_word(opportunity);
            self.word_columns = WORD;
        }
        if matches!(opportunity.status, OpportunityStatus::Dropped) {
            (self.lead, self.look) = (Role::Faint, Role::Dim);
        }
    }

    fn dress_metric(&mut self, metric: &Metric, columns: u16, scene: &Scene<'_>) {
        let unit = metric.unit.as_ref().map_or("", |u| u.as_str());
        let Some(latest) = metric.latest() else {
            self.tail = Cow::Borrowed(scene.symbols.none);
            self.tail_look = Role::Missing;
            return;
        };
        self.tail = Cow::Owned(with_unit(latest.value, unit));
        self.tail_look = Role::Number;
        let target = metric.target.map(|t| format!("target {}", with_unit(t, unit))).unwrap_or_default();
        let room = columns.saturating_sub(width(&target) as u16 + 2).min(12);
        let trend = if scene.is_ascii() { String::new() } else { trend(metric, usize::from(room)) };
        self.numbers =
            format!("{trend}{}{target}", if trend.is_empty() || target.is_empty() { "" } else { "  " });
    }

    fn measure(&mut self, columns: u16) {
        self.indent = self.indent.min(columns.saturating_sub(1));
        let mut tail = width(&self.tail) as u16;
        if tail + self.indent + 6 > columns && tail > 1 {
            self.tail = Cow::Borrowed("");
            tail = 0;
        }
        self.room = columns.saturating_sub(self.indent + if tail > 0 { tail + 1 } else { 0 }).max(1);
        if self.indent == 0 && columns >= 12 {
            self.hang = 2;
        }
        let hanging = self.room.saturating_sub(self.hang);
        self.text_lines = count_lines(&self.text, self.first_room(), hanging, self.depth.lines()).max(1);
        if self.depth == Depth::Full {
            self.detail_lines = self.detail.map_or(0, |d| {
                let room = columns.saturating_sub(self.indent + 2);
                count_lines(d, room, room, 12)
            });
        }
    }

    /// Columns for the text on the first line.
    pub(super) fn first_room(&self) -> u16 {
        self.room.saturating_sub(self.word_columns).max(1)
    }

    /// Whether its numbers have a line.
    pub(super) fn has_numbers(&self) -> bool {
        self.depth > Depth::Line && !self.numbers.is_empty()
    }

    /// All its lines.
    pub(super) fn height(&self) -> u16 {
        self.text_lines + u16::from(self.has_numbers()) + self.detail_lines
    }
}

fn count_lines(text: &str, first: u16, room: u16, most: u16) -> u16 {
    if most == 1 || (text.len() <= usize::from(first) && !text.contains('\n')) {
        return 1;
    }
    wrap_after(text, usize::from(first), usize::from(room)).take(usize::from(most)).count() as u16
}

/// `1,240/mo €7.3k`; what is not known is left out.
fn pain_numbers(pain: &Pain, cost: &str) -> String {
    let Some(per_month) = pain.contacts.as_ref().and_then(|c| c.per_month) else { return String::new() };
    let gap = if cost.is_empty() { "" } else { " " };
    format!("{}/mo{gap}{cost}", grouped(per_month))
}

/// Where an opportunity stands, in at most five letters: its horizon while it is open.
fn opportunity_word(opportunity: &Opportunity) -> &'static str {
    match (opportunity.status, opportunity.horizon) {
        (OpportunityStatus::Shipped | OpportunityStatus::Measured, _) => "live",
        (OpportunityStatus::Dropped, _) => "drop",
        (_, Some(horizon)) => horizon.word(),
        (_, None) => "idea",
    }
}

/// The last readings as bars, at most `room` of them, from the least to the greatest of those shown.
fn trend(metric: &Metric, room: usize) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    if metric.readings.len() < 3 || room < 3 {
        return String::new();
    }
    let from = metric.readings.len().saturating_sub(room);
    let values: Vec<i64> = metric.readings.iter().skip(from).map(|r| r.value.ten_thousandths()).collect();
    let least = values.iter().min().copied().unwrap_or(0);
    let span = values.iter().max().copied().unwrap_or(0).saturating_sub(least).max(1);
    let bar = |v: &i64| BARS.get(((v - least) * 7 / span) as usize).copied().unwrap_or(' ');
    values.iter().map(bar).collect()
}
