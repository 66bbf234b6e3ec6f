//! A diagram as its writer meant it: also where Mermaid rejects it or reads something else.

mod blocks;
mod notes;
mod reader;
mod scale;
mod task;

use std::fmt;

use super::journey::{Journey, Loss};

/// Why no journey could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadError {
    /// No line of the text, and no Mermaid block in it, begins with `journey`.
    NoJourney,
    /// The text holds fewer journeys than were asked for.
    NoSuchJourney {
        /// Which one was asked for, from 1.
        wanted: usize,
        /// How many there are.
        found: usize,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoJourney => f.write_str("no Mermaid journey in it: no line begins with `journey`"),
            Self::NoSuchJourney { wanted, found: 1 } => {
                write!(f, "no journey number {wanted}: there is only one")
            }
            Self::NoSuchJourney { wanted, found } => {
                write!(f, "no journey number {wanted}: there are {found}")
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads a journey from a diagram or from Markdown that holds one; `wanted` says which, from 1, where there are
/// several (`None` takes the first and says so). Whatever cannot be kept as it is stands in [`Journey::losses`].
///
/// # Errors
/// When there is no such journey.
///
/// ```
/// let journey = milepost::exchange::mermaid::read("journey\n  09:30 start: 5: Me", None).unwrap();
/// assert_eq!(journey.sections[0].tasks[0].name, "09:30 start");
/// assert_eq!(journey.sections[0].tasks[0].emotion, Some(2));
/// ```
pub fn read(text: &str, wanted: Option<usize>) -> Result<Journey, ReadError> {
    let mut blocks = blocks::find(text);
    let found = blocks.len();
    let number = wanted.unwrap_or(1);
    if found == 0 {
        return Err(ReadError::NoJourney);
    }
    if number == 0 || number > found {
        return Err(ReadError::NoSuchJourney { wanted: number, found });
    }
    let block = blocks.swap_remove(number - 1);
    let mut losses = Vec::new();
    if found > 1 && wanted.is_none() {
        let what = format!("the text holds {found} journeys");
        losses.push(Loss::new(
            block.first_line,
            what,
            "only the first is read; ask for another by its number",
        ));
    }
    let mut journey = reader::read(&block, losses);
    journey.journeys = found;
    scale::apply(&mut journey);
    journey.losses.sort_by_key(|loss| loss.line);
    Ok(journey)
}

#[cfg(test)]
mod tests;
