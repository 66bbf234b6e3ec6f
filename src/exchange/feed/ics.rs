//! Feeds as calendars (RFC 5545): what is asked of a `VEVENT` is its day, its summary, its categories and its link.
//!
//! A reader of our own: unfolding lines and taking five properties is less than what a calendar library brings along.

use super::columns::Column;
use super::kind::kind;
use super::row::Feed;
use super::sheet::{Raw, Sheet};

/// Reads a calendar.
pub(super) fn read(text: &str) -> Feed {
    let mut sheet = Sheet::default();
    let mut open: Option<Event> = None;
    let mut is_calendar = false;
    for (line, content) in unfolded(text) {
        let Some(property) = Property::of(&content) else { continue };
        is_calendar |= property.is("BEGIN", "VCALENDAR");
        match &mut open {
            _ if property.is("BEGIN", "VEVENT") => {
                if let Some(event) = open.replace(Event::at(line)) {
                    sheet.skip(event.raw.line, "this event has no end: another one begins in it");
                }
            }
            None => {}
            Some(event) if event.inner == 0 && property.is("END", "VEVENT") => {
                let event = std::mem::replace(event, Event::at(line));
                open = None;
                if !event.finish(&mut sheet) {
                    break;
                }
            }
            Some(event) => event.put(&property),
        }
    }
    if let Some(event) = open {
        sheet.skip(event.raw.line, "this event has no end: the file stops in it");
    }
    if !is_calendar {
        sheet.skip(1, "this is no calendar: it has no line BEGIN:VCALENDAR");
    }
    sheet.done()
}

/// An event of the calendar, as far as it was read.
struct Event {
    raw: Raw,
    is_cancelled: bool,
    is_repeated: bool,
    /// How many parts of it (alarms) are open.
    inner: usize,
}

impl Event {
    fn at(line: usize) -> Self {
        Self { raw: Raw::at(line), is_cancelled: false, is_repeated: false, inner: 0 }
    }

    fn put(&mut self, property: &Property<'_>) {
        match property.name.to_ascii_uppercase().as_str() {
            "BEGIN" => self.inner += 1,
            "END" => self.inner = self.inner.saturating_sub(1),
            _ if self.inner > 0 => {}
            "DTSTART" => self.raw.put(Column::On, property.value),
            "SUMMARY" => self.raw.put(Column::Text, &unescaped(property.value)),
            "URL" => self.raw.put(Column::Source, property.value),
            "STATUS" => self.is_cancelled = property.value.trim().eq_ignore_ascii_case("cancelled"),
            "RRULE" | "RDATE" => self.is_repeated = true,
            "CATEGORIES" => items(property.value).iter().for_each(|item| self.category(item)),
            "X-MILEPOST-STAGES" => self.put_all(Column::Stages, property.value),
            "X-MILEPOST-MAPS" => self.put_all(Column::Maps, property.value),
            _ => {}
        }
    }

    fn put_all(&mut self, column: Column, list: &str) {
        for item in items(list) {
            self.raw.put(column, &item);
        }
    }

    /// A category is a kind, a tag or a place of stages; any other is somebody else's.
    fn category(&mut self, item: &str) {
        if let Some(tag) = item.strip_prefix('#') {
            self.raw.put(Column::Tags, tag);
        } else if item.contains('/') {
            self.raw.put(Column::Stages, item);
        } else if kind(item).is_some() {
            self.raw.put(Column::Kind, item);
        }
    }

    /// Gives whether there is room for more.
    fn finish(self, sheet: &mut Sheet) -> bool {
        if self.is_cancelled {
            return true;
        }
        if self.is_repeated {
            sheet.note(self.raw.line, "this event repeats: only its first day counts");
        }
        sheet.take(&self.raw)
    }
}

/// A line of a calendar: `NAME;PARAMETER=X:VALUE`.
struct Property<'a> {
    name: &'a str,
    value: &'a str,
}

impl<'a> Property<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let mut is_quoted = false;
        let border = line.char_indices().find(|(_, c)| {
            is_quoted ^= *c == '"';
            *c == ':' && !is_quoted
        });
        let (head, value) = line.split_at_checked(border?.0)?;
        let name = head.split(';').next().unwrap_or_default().trim();
        Some(Self { name, value: value.strip_prefix(':').unwrap_or(value) })
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.name.eq_ignore_ascii_case(name) && self.value.trim().eq_ignore_ascii_case(value)
    }
}

/// The lines with the numbers of their beginnings; a line that starts with a blank goes on with the one before.
fn unfolded(text: &str) -> impl Iterator<Item = (usize, String)> + '_ {
    let mut lines =
        text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).enumerate().peekable();
    std::iter::from_fn(move || {
        let (at, first) = lines.next()?;
        let mut whole = first.to_owned();
        while let Some((_, more)) = lines.next_if(|(_, line)| line.starts_with([' ', '\t'])) {
            whole.push_str(more.get(1..).unwrap_or_default());
        }
        Some((at + 1, whole))
    })
}

/// The items of a list: parted by commas that no backslash stands before.
fn items(value: &str) -> Vec<String> {
    let (mut items, mut item, mut is_escaped) = (Vec::new(), String::new(), false);
    for c in value.chars() {
        if c == ',' && !is_escaped {
            items.push(std::mem::take(&mut item));
            continue;
        }
        is_escaped = c == '\\' && !is_escaped;
        item.push(c);
    }
    items.push(item);
    items.iter().map(|item| unescaped(item).trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

/// A text without its backslashes.
fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}
