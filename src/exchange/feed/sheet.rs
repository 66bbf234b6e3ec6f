//! A row as a feed says it, and what becomes of it.

use super::MOST_ROWS;
use super::columns::Column;
use super::day::day;
use super::kind::kind;
use super::row::{Feed, Remark, Row};
use super::selector::Selector;
use super::wild::Wild;
use crate::map::event::EventKind;
use crate::map::{Label, Text};

/// The longest text of an event, in characters.
const LONGEST_TEXT: usize = 2_000;
/// The most selectors of a row.
const MOST_SELECTORS: usize = 64;
/// The most remarks about a feed: who has more reads none.
const MOST_REMARKS: usize = 50;

/// A row as a feed says it: nothing is understood yet.
#[derive(Debug, Clone, Default)]
pub(super) struct Raw {
    pub(super) line: usize,
    pub(super) on: String,
    pub(super) kind: String,
    pub(super) text: String,
    pub(super) stages: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) maps: Vec<String>,
    pub(super) source: String,
}

impl Raw {
    pub(super) fn at(line: usize) -> Self {
        Self { line, ..Self::default() }
    }

    /// Takes in what stands under a name. Several things in one text are parted by commas, semicolons or blanks; tags may
    /// have blanks in them. Of two names for the same the first one that says something holds.
    pub(super) fn put(&mut self, column: Column, text: &str) {
        let text = text.trim();
        let parts = |is_border: fn(char) -> bool| {
            text.split(is_border).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned)
        };
        match column {
            Column::On => keep(&mut self.on, text),
            Column::Kind => keep(&mut self.kind, text),
            Column::Text => keep(&mut self.text, text),
            Column::Source => keep(&mut self.source, text),
            Column::Stages => self.stages.extend(parts(|c| matches!(c, ',' | ';') || c.is_whitespace())),
            Column::Maps => self.maps.extend(parts(|c| matches!(c, ',' | ';') || c.is_whitespace())),
            Column::Tags => self.tags.extend(parts(|c| matches!(c, ',' | ';'))),
        }
    }
}

fn keep(field: &mut String, text: &str) {
    if field.is_empty() {
        text.clone_into(field);
    }
}

/// Rows taken so far.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    feed: Feed,
    /// Remarks that were not kept.
    more: usize,
    is_full: bool,
}

impl Sheet {
    /// Tells that something at a line cannot be used.
    pub(super) fn skip(&mut self, line: usize, message: impl Into<String>) {
        self.remark(line, message.into(), false);
    }

    /// Tells something about a row that holds all the same.
    pub(super) fn note(&mut self, line: usize, message: impl Into<String>) {
        self.remark(line, message.into(), true);
    }

    fn remark(&mut self, line: usize, message: String, is_kept: bool) {
        if self.feed.remarks.len() < MOST_REMARKS {
            self.feed.remarks.push(Remark { line, message, is_kept });
        } else {
            self.more += 1;
        }
    }

    /// Takes a row, or tells why not. Gives whether there is room for more.
    pub(super) fn take(&mut self, raw: &Raw) -> bool {
        if self.feed.rows.len() >= MOST_ROWS {
            if !std::mem::replace(&mut self.is_full, true) {
                let line = raw.line;
                self.feed.remarks.push(Remark {
                    line,
                    message: format!("only the first {MOST_ROWS} events of a feed are read"),
                    is_kept: false,
                });
            }
            return false;
        }
        match self.row(raw) {
            Ok(row) => self.feed.rows.push(row),
            Err(why) => self.skip(raw.line, why),
        }
        true
    }

    fn row(&mut self, raw: &Raw) -> Result<Row, String> {
        if raw.on.is_empty() {
            return Err("this event has no date".to_owned());
        }
        let on =
            day(&raw.on).ok_or_else(|| format!("`{}` is no date: write it as 2026-11-22", short(&raw.on)))?;
        let text = Text::new(&raw.text);
        if text.is_empty() {
            return Err("this event has no text".to_owned());
        }
        if text.as_str().chars().nth(LONGEST_TEXT).is_some() {
            return Err(format!(
                "the text of this event is longer than {LONGEST_TEXT} characters: is a quote not closed?"
            ));
        }
        let (stages, maps) = (selectors(raw)?, maps(raw)?);
        let kind = if raw.kind.is_empty() { EventKind::Other } else { self.kind(raw) };
        let source = Some(Label::new(&raw.source)).filter(|source| !source.is_empty());
        Ok(Row { line: raw.line, on, kind, text, stages, maps, source })
    }

    /// A word that means no kind is no reason to lose the event.
    fn kind(&mut self, raw: &Raw) -> EventKind {
        kind(&raw.kind).unwrap_or_else(|| {
            let known: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.word()).collect();
            let message =
                format!("`{}` is no kind of event ({}): taken as other", short(&raw.kind), known.join(", "));
            self.note(raw.line, message);
            EventKind::Other
        })
    }

    /// What was read.
    pub(super) fn done(mut self) -> Feed {
        if self.more > 0 {
            let line = self.feed.remarks.last().map_or(1, |remark| remark.line);
            let message = format!("and {} more like these", self.more);
            self.feed.remarks.push(Remark { line, message, is_kept: false });
        }
        self.feed
    }
}

fn selectors(raw: &Raw) -> Result<Vec<Selector>, String> {
    let wrong = |text: &String| {
        format!("`{}` means no stage: write an id, a #tag or a pattern as order-*/wait", short(text))
    };
    let of_stages = raw.stages.iter().map(|text| Selector::new(text).ok_or_else(|| wrong(text)));
    let of_tags = raw.tags.iter().map(|text| Selector::tag(text).ok_or_else(|| wrong(text)));
    let all: Vec<Selector> = of_stages.chain(of_tags).collect::<Result<_, _>>()?;
    if all.len() > MOST_SELECTORS {
        return Err(format!("this event names more than {MOST_SELECTORS} stages: write a tag or a pattern"));
    }
    Ok(all)
}

fn maps(raw: &Raw) -> Result<Vec<Wild>, String> {
    let wrong =
        |text: &String| format!("`{}` means no map: write an id or a pattern as order-*", short(text));
    let maps: Vec<Wild> =
        raw.maps.iter().map(|text| Wild::new(text).ok_or_else(|| wrong(text))).collect::<Result<_, _>>()?;
    if maps.len() > MOST_SELECTORS {
        return Err(format!("this event names more than {MOST_SELECTORS} maps: write a pattern"));
    }
    Ok(maps)
}

/// The beginning of what a file says, for a message.
fn short(text: &str) -> String {
    let label = Label::new(text);
    let mut out: String = label.as_str().chars().take(40).collect();
    if out.len() < label.as_str().len() {
        out.push('…');
    }
    out
}
