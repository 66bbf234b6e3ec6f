//! Agendas of workshops: those that come with the program, and a team's own in the workspace's folder `agendas/`, one file each.
//!
//! ```ron
//! #![enable(implicit_some)]
//! (
//!   format: 1,
//!   name: "Quick pains",
//!   phases: [
//!     (
//!       name: "Pains, alone",
//!       minutes: 8,           // 1 to 480
//!       verb: Capture,        // Talk, FollowUp, Review, Capture, Cluster, Vote, Place, Score, Decide, Close
//!       lanes: ["pains"],     // by id, name or role; without any: every lane. Of a Capture alone
//!       private: true,        // everybody sees only their own until they are revealed. Of a Capture alone
//!       prompt: "Where does it hurt?", // without one: what the verb says
//!     ),
//!     (
//!       name: "Which matter",
//!       minutes: 4,
//!       verb: Vote,
//!       dots: 3,              // a person, 1 to 20
//!       cap: 2,               // of one person on one card
//!       open: false,          // whether everybody sees who gave which
//!     ),
//!   ],
//! )
//! ```
//!
//! A team's file with the name of one that comes with the program stands in its place.

mod file;

use std::io;
use std::path::{Path, PathBuf};

use super::diagnostic::{Diagnostic, nearest};
use super::disk::signature::read_only;
use super::disk::words::{printable, reason};
use super::threads::Problem;
use crate::workshop::Agenda;

/// The folder of a team's agendas, beside the maps.
pub const FOLDER: &str = "agendas";
/// The agenda of a workshop where none is named.
pub const DEFAULT: &str = "map-90";
/// The most files that are read.
const MOST: usize = 200;

/// Those that come with the program: the name of the file without its ending, and the file.
pub const SHIPPED: &[(&str, &str)] = &[
    ("map-90", include_str!("agendas/map-90.ron")),
    ("refresh-45", include_str!("agendas/refresh-45.ron")),
    ("pains-30", include_str!("agendas/pains-30.ron")),
    ("solutions-60", include_str!("agendas/solutions-60.ron")),
];

/// An agenda that there is.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The name of its file without the ending.
    pub stem: String,
    /// The file; none: it comes with the program.
    pub path: Option<PathBuf>,
    /// What it says; none where it cannot be used.
    pub agenda: Option<Agenda>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Why there is no agenda of a name.
#[derive(Debug, Clone, PartialEq)]
pub enum NoAgenda {
    /// Nothing is called so; in words.
    Unknown(String),
    /// Several are; in words.
    Several(String),
    /// It is wrong: what, with its places.
    Wrong(Vec<Problem>),
}

impl std::fmt::Display for NoAgenda {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(words) | Self::Several(words) => f.write_str(words),
            Self::Wrong(problems) => f.write_str(&problems.first().map_or_else(String::new, Problem::line)),
        }
    }
}

impl std::error::Error for NoAgenda {}

/// All agendas: a team's own by name, then those that come with the program. `root`: the workspace's folder.
pub fn list(root: Option<&Path>) -> Vec<Offer> {
    let mut offers = root.map_or_else(Vec::new, own);
    for (stem, text) in
        SHIPPED.iter().filter(|(stem, _)| !offers.iter().any(|o| o.stem == *stem)).collect::<Vec<_>>()
    {
        let agenda = file::read(text.as_bytes()).0;
        offers.push(Offer { stem: (*stem).to_owned(), path: None, agenda, problems: Vec::new() });
    }
    offers
}

/// The agenda that somebody calls so: the name of its file, its own name, or a beginning of either that no other has.
///
/// # Errors
/// When none or several are called so, or it is wrong.
pub fn find(root: Option<&Path>, wanted: &str) -> Result<Agenda, NoAgenda> {
    find_in(&list(root), wanted).map(|(_, agenda)| agenda.clone())
}

/// The same among those that were listed, and at which place of the list it stands.
///
/// # Errors
/// As [`find`].
pub fn find_in<'a>(offers: &'a [Offer], wanted: &str) -> Result<(usize, &'a Agenda), NoAgenda> {
    let (at, offer) = called(offers, wanted)?;
    offer.agenda.as_ref().map(|agenda| (at, agenda)).ok_or_else(|| NoAgenda::Wrong(offer.problems.clone()))
}

fn called<'a>(offers: &'a [Offer], wanted: &str) -> Result<(usize, &'a Offer), NoAgenda> {
    let wanted = wanted.trim().to_lowercase();
    let is = |(_, offer): &(usize, &Offer)| offer.names().any(|name| name == wanted);
    if let Some(found) = offers.iter().enumerate().find(is) {
        return Ok(found);
    }
    let begins = |offer: &Offer| !wanted.is_empty() && offer.names().any(|name| name.starts_with(&wanted));
    let found: Vec<(usize, &Offer)> = offers.iter().enumerate().filter(|(_, o)| begins(o)).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(NoAgenda::Unknown(unknown(offers, &wanted))),
        several => {
            let names = stems(several.iter().map(|(_, offer)| *offer));
            Err(NoAgenda::Several(format!("`{wanted}` is the beginning of several agendas: {names}")))
        }
    }
}

fn unknown(offers: &[Offer], wanted: &str) -> String {
    let near = nearest(wanted, offers.iter().map(|offer| offer.stem.as_str()));
    let near =
        near.map_or("; there".to_owned(), |near| format!("; did you mean `{}`? There", printable(near)));
    format!("there is no agenda `{wanted}`{near} are {}", stems(offers.iter()))
}

fn stems<'a>(offers: impl Iterator<Item = &'a Offer>) -> String {
    offers.map(|offer| format!("`{}`", printable(&offer.stem))).collect::<Vec<_>>().join(", ")
}

impl Offer {
    /// What it can be called, in lower case.
    fn names(&self) -> impl Iterator<Item = String> {
        let own = self.agenda.as_ref().map(|agenda| agenda.name.as_str().to_lowercase());
        std::iter::once(self.stem.to_lowercase()).chain(own)
    }
}

/// A team's own.
fn own(root: &Path) -> Vec<Offer> {
    let folder = root.join(FOLDER);
    let mut paths = match files(&folder) {
        Ok(paths) => paths,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => return vec![Offer::unread(folder, reason(&error))],
    };
    paths.sort();
    paths.truncate(MOST);
    paths.into_iter().map(read).collect()
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name();
        if name.as_encoded_bytes().ends_with(b".ron") && !name.as_encoded_bytes().starts_with(b".") {
            paths.push(folder.join(name));
        }
    }
    Ok(paths)
}

fn read(path: PathBuf) -> Offer {
    match read_only(&path) {
        Err(error) => Offer::unread(path, error.to_string()),
        Ok(bytes) => {
            let (agenda, diagnostics) = file::read(&bytes);
            let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
            let problem = |diagnostic| Problem { path: path.clone(), diagnostic, text: text.clone() };
            let problems = diagnostics.into_iter().map(problem).collect();
            Offer { stem: stem(&path), path: Some(path.clone()), agenda, problems }
        }
    }
}

impl Offer {
    /// Why it cannot be used, in one line with its place; `None` where it can.
    pub fn wrong(&self) -> Option<String> {
        self.problems.first().filter(|_| self.agenda.is_none()).map(Problem::line)
    }

    fn unread(path: PathBuf, message: String) -> Self {
        let diagnostic = Diagnostic::error("agenda-file", message);
        let problem = Problem { path: path.clone(), diagnostic, text: String::new() };
        Self { stem: stem(&path), path: Some(path), agenda: None, problems: vec![problem] }
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests;
