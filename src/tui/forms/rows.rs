//! Lists that are edited row by row: what stands in the list, the form of a row, and the edit that it asks for.

mod event;
mod evidence;
mod segment;
mod snooze;
mod watch;

use jiff::civil::Date;

pub(super) use evidence::name as evidence_name;

use super::row::{self, Filled, Row};
use crate::map::edit::{Edit, fresh_id};
use crate::map::event::Event;
use crate::map::evidence::Evidence;
use crate::map::id::{IdSource, PersonId};
use crate::map::review::Snooze;
use crate::map::segment::Segment;
use crate::map::{Label, Map, Workspace};
use crate::tui::rows::Rows;
use crate::tui::widgets::form::Value;

/// What a new row starts from.
#[derive(Debug, Clone, Copy)]
pub struct Blank<'a> {
    /// The day.
    pub today: Date,
    /// Who sits here.
    pub me: Option<&'a PersonId>,
}

/// A row as it stands in its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What names it in its list.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What is said beside.
    pub note: String,
}

/// What stands in a list.
trait Listed: Clone + PartialEq + 'static {
    /// Its fields.
    const FIELDS: &'static [Row<Self>];

    /// The list; `None` when what it belongs to is gone.
    fn list<'m>(map: &'m Map, rows: &Rows) -> Option<&'m [Self]>;

    /// The edit that puts another list in its place.
    fn put(rows: &Rows, list: Vec<Self>) -> Edit;

    /// What names it in its list, where it stands at `at`.
    fn key(&self, at: usize) -> String;

    /// What it is called, and what is said beside.
    fn words(&self, map: &Map, workspace: &Workspace) -> (String, String);

    /// A new one.
    ///
    /// # Errors
    /// What has to be known first, in words.
    fn blank(blank: Blank<'_>, rows: &Rows) -> Result<Self, String>;

    /// Checks a filled one; a new one gets its id from `new_id`.
    ///
    /// # Errors
    /// What is missing, in words.
    fn settle(&mut self, new_id: Option<&mut dyn FnMut(&str) -> String>) -> Result<(), String>;

    /// Where it belongs in its list, for lists that keep an order of their own.
    fn arrange(_list: &mut Vec<Self>) {}

    /// The edit that takes a row away, with what refers to it.
    fn remove(map: &Map, rows: &Rows, at: usize) -> Option<Edit> {
        let mut list = Self::list(map, rows)?.to_vec();
        (at < list.len()).then(|| list.remove(at))?;
        Some(Self::put(rows, list))
    }
}

/// Runs something for the type of what stands in a list.
macro_rules! of_type {
    ($rows:expr, $name:ident => $does:expr) => {
        match $rows {
            Rows::Segments => {
                type $name = Segment;
                $does
            }
            Rows::Events => {
                type $name = Event;
                $does
            }
            Rows::MapSnoozes | Rows::Snoozes(_) => {
                type $name = Snooze;
                $does
            }
            Rows::Evidence(_) => {
                type $name = Evidence;
                $does
            }
            Rows::Watches(_) => {
                type $name = Label;
                $does
            }
        }
    };
}

fn place<T: Listed>(list: &[T], key: &str) -> Option<usize> {
    list.iter().enumerate().position(|(at, item)| item.key(at) == key)
}

/// What stands in a list; `None` when what it belongs to is gone.
pub fn shown(map: &Map, rows: &Rows, workspace: &Workspace) -> Option<Vec<Shown>> {
    fn of<T: Listed>(map: &Map, rows: &Rows, workspace: &Workspace) -> Option<Vec<Shown>> {
        let row = |(at, item): (usize, &T)| {
            let (label, note) = item.words(map, workspace);
            Shown { key: item.key(at), label, note }
        };
        Some(T::list(map, rows)?.iter().enumerate().map(row).collect())
    }
    of_type!(rows, T => of::<T>(map, rows, workspace))
}

/// The fields of a row, or of a new one where no key is said.
///
/// # Errors
/// What has to be known first, or that it is gone, in words.
pub(super) fn filled(
    map: &Map,
    rows: &Rows,
    key: Option<&str>,
    blank: Blank<'_>,
) -> Result<Vec<Filled>, String> {
    fn of<T: Listed>(map: &Map, rows: &Rows, key: Option<&str>, b: Blank<'_>) -> Result<Vec<Filled>, String> {
        Ok(row::filled(T::FIELDS, &start::<T>(map, rows, key, b)?))
    }
    of_type!(rows, T => of::<T>(map, rows, key, blank))
}

fn start<T: Listed>(map: &Map, rows: &Rows, key: Option<&str>, blank: Blank<'_>) -> Result<T, String> {
    let gone = || "this is not in the map any more".to_owned();
    let list = T::list(map, rows).ok_or_else(gone)?;
    match key {
        None => T::blank(blank, rows),
        Some(key) => place(list, key).and_then(|at| list.get(at)).cloned().ok_or_else(gone),
    }
}

/// The edit that a filled row asks for; `None` where nothing is another one.
///
/// # Errors
/// What is missing, in words.
pub fn edit(
    map: &Map,
    rows: &Rows,
    key: Option<&str>,
    values: &[(usize, Value)],
    blank: Blank<'_>,
    ids: &mut dyn IdSource,
) -> Result<Option<Edit>, String> {
    fn of<T: Listed>(
        map: &Map,
        rows: &Rows,
        key: Option<&str>,
        values: &[(usize, Value)],
        blank: Blank<'_>,
        ids: &mut dyn IdSource,
    ) -> Result<Option<Edit>, String> {
        let old = start::<T>(map, rows, key, blank)?;
        let mut new = old.clone();
        for (at, value) in values {
            row::write(T::FIELDS, *at, &mut new, value);
        }
        let mut new_id = |text: &str| fresh_id(map, text, rows.word(), ids);
        new.settle(key.is_none().then_some(&mut new_id as &mut dyn FnMut(&str) -> String))?;
        let mut list = T::list(map, rows).unwrap_or_default().to_vec();
        match key.and_then(|key| place(&list, key)).and_then(|at| list.get_mut(at)) {
            Some(_) if new == old => return Ok(None),
            Some(slot) => *slot = new,
            None => list.push(new),
        }
        T::arrange(&mut list);
        Ok(Some(T::put(rows, list)))
    }
    of_type!(rows, T => of::<T>(map, rows, key, values, blank, ids))
}

/// The edit that takes a row away, with what refers to it.
pub fn removal(map: &Map, rows: &Rows, key: &str) -> Option<Edit> {
    fn of<T: Listed>(map: &Map, rows: &Rows, key: &str) -> Option<Edit> {
        T::remove(map, rows, place(T::list(map, rows)?, key)?)
    }
    of_type!(rows, T => of::<T>(map, rows, key))
}

#[cfg(test)]
mod tests;
