//! Edits of a map from the shell: the same edits as in the editor, said in words, saved as one step.

use std::path::Path;

use super::context::Context;
use super::error::Result;
use super::file::{self, Opened};
use super::out::{Line, Tone};
use super::value::Scope;
use crate::map::Map;
use crate::map::edit::{Edit, describe_with};
use crate::store::whoami::Who;

/// A map being changed.
#[derive(Debug)]
pub(super) struct Change {
    /// As it was read.
    pub opened: Opened,
    /// As it is now.
    pub map: Map,
    /// Who changes it; `None` when that could not be found out, which only some edits need.
    pub who: Option<Who>,
    /// The day.
    pub today: jiff::civil::Date,
    said: Vec<String>,
}

impl Change {
    /// Opens the map that `wanted` means.
    pub(super) fn open(ctx: &mut Context, wanted: &Path) -> Result<Self> {
        let opened = file::open(ctx, wanted)?;
        let map = opened.map.clone();
        let today = opened.today(ctx);
        let who = if ctx.global.person.is_some() { Some(ctx.person(&opened.place)?) } else { None };
        Ok(Self { opened, map, who, today, said: Vec::new() })
    }

    /// Finds out who changes it, for edits that write it down.
    pub(super) fn needs_who(&mut self, ctx: &mut Context) -> Result<&Who> {
        let who = match self.who.take() {
            Some(who) => who,
            None => ctx.person(&self.opened.place)?,
        };
        Ok(self.who.insert(who))
    }

    /// Who changes it, if that is known: for what may be written down, and need not.
    pub(super) fn who_if_known(&mut self, ctx: &mut Context) -> Option<&Who> {
        if self.who.is_none() {
            self.who = ctx.person(&self.opened.place).ok();
        }
        self.who.as_ref()
    }

    /// What values are read against.
    pub(super) fn scope(&self) -> Scope<'_> {
        Scope {
            map: &self.map,
            workspace: &self.opened.place.workspace,
            today: self.today,
            who: self.who.as_ref(),
        }
    }

    /// Does an edit, and remembers it in words.
    pub(super) fn apply(&mut self, edit: Edit) -> Result<()> {
        let people = &self.opened.place.workspace;
        let words = describe_with(&self.map, &edit, &|person| people.name_of(person).to_owned());
        edit.apply(&mut self.map)?;
        self.said.push(words);
        Ok(())
    }

    /// The same, with something to say after the words.
    pub(super) fn apply_saying(&mut self, edit: Edit, more: &str) -> Result<()> {
        self.apply(edit)?;
        if let Some(last) = self.said.last_mut() {
            last.push_str(more);
        }
        Ok(())
    }

    /// Saves, and says what was done; with `dry_run` says what would be.
    pub(super) fn finish(self, ctx: &mut Context, dry_run: bool) -> Result<()> {
        let unchanged = self.map == self.opened.map;
        // A stream always gets its map; a file that is as it was is left alone.
        let is_needed = !unchanged || self.opened.path.is_none();
        if is_needed && !dry_run {
            self.opened.save(ctx, &self.map)?;
        }
        let head = if dry_run { "would be done: " } else { "" };
        let tail = if unchanged { " (it was so already)" } else { "" };
        for words in &self.said {
            let line = Line::default().with(Tone::Faint, head).plain(words).with(Tone::Faint, tail);
            // Standard output holds the map when it came from standard input.
            if self.opened.path.is_none() && !dry_run {
                ctx.out.note(&line);
            } else {
                ctx.out.line(&line)?;
            }
        }
        Ok(())
    }
}
