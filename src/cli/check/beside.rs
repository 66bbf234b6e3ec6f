//! What lies beside the maps: gathered once for each workspace, and told where something in it is wrong.

use super::gather::{Checked, Gathered};
use crate::cli::context::Context;
use crate::map::Map;
use crate::store::diagnostic::Diagnostic;
use crate::store::feeds::FeedFile;
use crate::store::outside::{self, BadWatch, Subject};
use crate::store::ron::scan::Scan;

impl Gathered {
    /// What is known beside the maps of a workspace. Watched paths that cannot be understood are told in their maps.
    pub(super) fn beside(&mut self, ctx: &mut Context, at: usize) -> outside::Gathered {
        let Some(place) = self.places.get(at) else { return outside::Gathered::default() };
        let files = self.files.iter().filter(|file| file.place == at);
        let maps = files.filter_map(|file| Some((file, file.map.as_ref()?)));
        let path = |file: &'_ Checked| (!file.is_stdin()).then(|| file.path.clone());
        let maps: Vec<_> = maps.map(|(file, map)| (path(file), map)).collect();
        let subjects: Vec<Subject<'_>> =
            maps.iter().map(|(path, map)| Subject { map, path: path.as_deref() }).collect();
        let known = ctx.gather(place, &subjects);
        if let Some(why) = &known.git {
            ctx.warn(why);
        }
        for bad in &known.bad_watches {
            let is_its = |file: &&mut Checked| file.map.as_ref().is_some_and(|map| map.id == bad.map);
            if let Some(file) = self.files.iter_mut().filter(|file| file.place == at).find(is_its) {
                tell(file, bad);
            }
        }
        known
    }

    /// The feeds of a workspace of which all is checked.
    pub(super) fn feeds(&self, at: usize, known: outside::Gathered) -> Vec<Checked> {
        let files = self.files.iter().filter(|file| file.place == at);
        if !files.clone().any(|file| file.is_whole) {
            return Vec::new();
        }
        let is_broken = files.clone().any(|file| file.is_refused);
        let maps: Vec<&Map> = files.filter_map(|file| file.map.as_ref()).collect();
        let feed = |feed: FeedFile| {
            // A map that cannot be read may have what a row names.
            let unmatched = if is_broken { Vec::new() } else { feed.without_meaning(&maps) };
            let mut file = Checked::new(feed.path, at);
            file.is_beside = true;
            file.diagnostics = feed.diagnostics;
            file.diagnostics.extend(unmatched);
            file.text = feed.text;
            file
        };
        known.feeds.into_iter().map(feed).collect()
    }
}

fn tell(file: &mut Checked, bad: &BadWatch) {
    let text = file.prepared();
    let found = Diagnostic::warning("bad-watch", &*bad.message);
    let found = match Scan::of(&text).place_of_id(bad.stage.as_str()) {
        Some(span) => found.at(span),
        None => found,
    };
    file.text = text;
    file.diagnostics.push(found);
}
