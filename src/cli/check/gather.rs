//! Reads what is to be checked, and lets the rules look at it: each file once, each workspace once.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::item::{Item, Seen};
use super::paths::Roots;
use super::places::Places;
use super::report::Report;
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::file::{self, DASH};
use crate::cli::place::Place;
use crate::cli::side_by_side;
use crate::map::{Map, Workspace};
use crate::rules::{Facts, Finding, examine, examine_across};
use crate::store::diagnostic::{Diagnostic, Level};
use crate::store::disk::words::shown;
use crate::store::document::{LoadContext, load_map};
use crate::store::outside;
use crate::store::ron::prepare::prepare;

/// A file with all that is known about it.
#[derive(Debug)]
pub(in crate::cli) struct Checked {
    /// The file; `-` for standard input.
    pub(in crate::cli) path: PathBuf,
    /// What to call it.
    pub(in crate::cli) name: String,
    /// It is a feed of events.
    pub(in crate::cli) is_beside: bool,
    /// It is a `milepost.ron`, with what is found in all maps together.
    pub(in crate::cli) is_workspace: bool,
    /// It is the `milepost.ron` of a workspace of which all is checked.
    pub(in crate::cli) is_whole: bool,
    /// Which of the workspaces it is in.
    pub(in crate::cli) place: usize,
    /// What standard input held, byte for byte: it cannot be read again. A file can, and hundreds of them are not kept.
    stdin: Vec<u8>,
    /// What was read from it; none for `milepost.ron` and for what could not be read.
    pub(in crate::cli) map: Option<Map>,
    /// It could not be read.
    pub(in crate::cli) is_refused: bool,
    /// What is wrong in it.
    pub(in crate::cli) diagnostics: Vec<Diagnostic>,
    /// The text that these point into.
    pub(in crate::cli) text: String,
    /// What the rules find in it.
    pub(in crate::cli) findings: Vec<Finding>,
}

impl Checked {
    pub(super) fn new(path: PathBuf, place: usize) -> Self {
        let is_stdin = path == Path::new(DASH);
        let name = if is_stdin { "<stdin>".to_owned() } else { shown(&path) };
        Self {
            path,
            name,
            is_beside: false,
            is_workspace: false,
            is_whole: false,
            place,
            stdin: Vec::new(),
            map: None,
            is_refused: false,
            diagnostics: Vec::new(),
            text: String::new(),
            findings: Vec::new(),
        }
    }

    /// Whether it is standard input.
    pub(super) fn is_stdin(&self) -> bool {
        self.path == Path::new(DASH)
    }

    /// What the rules look at in this map.
    fn facts<'a>(&'a self, workspace: &'a Workspace, known: &'a outside::Gathered) -> Option<Facts<'a>> {
        self.map.as_ref().map(|map| Facts::new(map, workspace).with(known.of(&map.id)))
    }

    /// What it holds, byte for byte; nothing where it cannot be read any more.
    pub(in crate::cli) fn bytes(&self) -> Cow<'_, [u8]> {
        if self.is_stdin() {
            return Cow::Borrowed(&self.stdin);
        }
        Cow::Owned(file::read_only(&self.path).unwrap_or_default())
    }

    /// The text that findings point into.
    pub(super) fn prepared(&self) -> String {
        if !self.text.is_empty() {
            return self.text.clone();
        }
        prepare(&self.bytes()).unwrap_or_default().into_owned()
    }

    fn refuse(&mut self, why: Diagnostic) {
        self.diagnostics.push(why);
        self.is_refused = true;
    }
}

/// Everything that is to be checked.
#[derive(Debug, Default)]
pub(in crate::cli) struct Gathered {
    /// The workspaces.
    pub(in crate::cli) places: Vec<Place>,
    /// The `milepost.ron` of each, where whole folders are checked or it cannot be read, as the maps are judged without it then;
    /// then the maps, by name.
    pub(in crate::cli) files: Vec<Checked>,
    by_folder: HashMap<PathBuf, usize>,
}

impl Gathered {
    /// Reads the maps that these paths mean.
    pub(in crate::cli) fn read(ctx: &mut Context, wanted: &[PathBuf]) -> Result<Self> {
        let mut this = Self::default();
        let mut jobs = Vec::new();
        for path in file::all(ctx, wanted)? {
            jobs.push((this.place(ctx, &path)?, path));
        }
        let told = |done| ctx.out.progress(&format!("{done} of {} maps", jobs.len()));
        let mut maps = side_by_side::all(&jobs, |(place, path)| this.map(*place, path), told);
        ctx.out.progress_done();
        same_ids(&mut maps);
        for (at, place) in this.places.iter().enumerate() {
            let is_whole = is_whole(place, wanted, &maps)?;
            let is_refused = place.folder.file.as_ref().is_some_and(|file| file.is_refused);
            if is_whole || is_refused {
                this.files.push(Checked { is_whole, ..workspace_file(at, place) });
            }
        }
        this.files.append(&mut maps);
        Ok(this)
    }

    fn map(&self, place: usize, path: &Path) -> Checked {
        let mut file = Checked::new(path.to_owned(), place);
        let bytes = match file::read_only(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                file.refuse(Diagnostic::error("unreadable", error.message));
                return file;
            }
        };
        let people =
            self.places.get(place).map(|place| place.workspace.people.as_slice()).unwrap_or_default();
        let loaded = load_map(&bytes, &file.name, &LoadContext { people });
        file.is_refused = loaded.is_refused();
        let told = loaded.diagnostics.into_iter().filter(|found| !said_by_a_rule(found));
        file.diagnostics = told.map(as_loud_as_it_is).collect();
        file.text = loaded.source_text;
        file.map = loaded.value;
        if file.is_stdin() {
            file.stdin = bytes;
        }
        file
    }

    /// The workspace around a file, whatever its `milepost.ron` is like: what is wrong in that is reported, too.
    fn place(&mut self, ctx: &Context, path: &Path) -> Result<usize> {
        let folder = path.parent().filter(|_| path != Path::new(DASH)).unwrap_or(Path::new("."));
        if let Some(known) = self.by_folder.get(folder) {
            return Ok(*known);
        }
        let near = if path == Path::new(DASH) { Path::new(".") } else { path };
        let place = match &ctx.global.workspace {
            Some(folder) => Place::open(folder)?,
            None => Place::around(near)?,
        };
        let known = self.places.iter().position(|known| known.root == place.root);
        let at = known.unwrap_or_else(|| {
            self.places.push(place);
            self.places.len() - 1
        });
        self.by_folder.insert(folder.to_owned(), at);
        Ok(at)
    }

    /// Lets the rules look at each map, and at each workspace of which all is checked.
    pub(in crate::cli) fn examine(&mut self, ctx: &mut Context) {
        let mut feeds = Vec::new();
        for at in 0..self.places.len() {
            let known = self.beside(ctx, at);
            self.examine_place(ctx, at, &known);
            feeds.extend(self.feeds(at, known));
        }
        self.files.extend(feeds);
    }

    /// What only all maps together show stands at the `milepost.ron`.
    fn examine_place(&mut self, ctx: &Context, at: usize, known: &outside::Gathered) {
        let Some(place) = self.places.get(at) else { return };
        let (workspace, today) = (&place.workspace, ctx.today(&place.workspace));
        let mut files: Vec<&mut Checked> = self.files.iter_mut().filter(|file| file.place == at).collect();
        let look = |file: &&mut Checked| file.facts(workspace, known).map(|facts| examine(&facts, today));
        let found = side_by_side::all(&files, look, |_| ());
        // A map that cannot be read may hold what only seems to be missing.
        let is_whole = files.iter().any(|file| file.is_whole) && !files.iter().any(|file| file.is_refused);
        let across = if is_whole { across(&files, workspace, known, today) } else { Vec::new() };
        for (file, found) in files.iter_mut().zip(found) {
            file.findings = found.unwrap_or_default();
        }
        if let Some(file) = files.into_iter().find(|file| file.is_whole) {
            file.findings = across;
        }
    }

    /// What is to be said about each map, and about each `milepost.ron` that there is something to say about.
    /// With the texts of the files where they are to be shown.
    pub(in crate::cli) fn reports(&self, with_texts: bool) -> Vec<Report> {
        let mut roots = Roots::default();
        let uri = |file: &Checked| if file.is_stdin() { "stdin".to_owned() } else { roots.uri(&file.path) };
        let uris: Vec<String> = self.files.iter().map(uri).collect();
        let reports = side_by_side::all(&self.files, |file| self.report(file, with_texts), |_| ());
        let is_said = |file: &Checked, report: &Report| {
            !(file.is_workspace || file.is_beside) || !report.items.is_empty()
        };
        let all = self.files.iter().zip(reports).zip(uris);
        all.filter(|((file, report), _)| is_said(file, report))
            .map(|((_, report), uri)| Report { uri, ..report })
            .collect()
    }

    /// All but what a file is called by other tools.
    fn report(&self, file: &Checked, with_text: bool) -> Report {
        let mut items: Vec<Item> =
            file.diagnostics.iter().map(|found| Item::of_diagnostic(found, &file.text)).collect();
        let place = self.places.get(file.place).filter(|_| !file.findings.is_empty());
        let is_read = place.is_some() && file.text.is_empty();
        let bytes = if is_read { file.bytes() } else { Cow::Borrowed([].as_slice()) };
        let text =
            if is_read { prepare(&bytes).unwrap_or_default() } else { Cow::Borrowed(file.text.as_str()) };
        if let Some(place) = place {
            let seen = Seen::new(file.map.as_ref(), &place.workspace);
            let places = Places::new(&text);
            items.extend(file.findings.iter().map(|found| Item::of_finding(found, &seen, &places)));
        }
        Report {
            name: file.name.clone(),
            uri: String::new(),
            id: file.map.as_ref().map(|map| map.id.to_string()),
            title: file.map.as_ref().map_or_else(String::new, |map| map.title.to_string()),
            stages: file.map.as_ref().map_or(0, |map| map.stages.len()),
            is_refused: file.is_refused,
            items,
            diagnostics: file.diagnostics.clone(),
            text: if with_text { text.into_owned() } else { String::new() },
        }
    }
}

/// Whether a folder was asked for, and every map of its workspace is among these: then it can be judged as a whole.
fn is_whole(place: &Place, wanted: &[PathBuf], files: &[Checked]) -> Result<bool> {
    if wanted.is_empty() {
        return Ok(true);
    }
    if !wanted.iter().any(|path| path.is_dir()) {
        return Ok(false);
    }
    let same = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let known: HashSet<PathBuf> = files.iter().map(|file| same(&file.path)).collect();
    Ok(place.maps()?.iter().all(|map| known.contains(&same(map))))
}

/// What is wrong in a `milepost.ron`; empty where there is none.
fn workspace_file(at: usize, place: &Place) -> Checked {
    let mut file = Checked::new(place.folder.file_path(), at);
    file.is_workspace = true;
    if let Some(state) = &place.folder.file {
        file.is_refused = state.is_refused;
        file.diagnostics = state.diagnostics.iter().cloned().map(as_loud_as_it_is).collect();
        file.text.clone_from(&state.source_text);
    }
    file
}

/// What only all maps together show. Of maps with one id, of which one should go, the first counts.
fn across(
    files: &[&mut Checked],
    workspace: &Workspace,
    known: &outside::Gathered,
    today: Date,
) -> Vec<Finding> {
    let mut ids = HashSet::new();
    let all = files.iter().filter_map(|file| file.facts(workspace, known));
    let all: Vec<Facts<'_>> = all.filter(|facts| ids.insert(&facts.map.id)).collect();
    examine_across(&all, workspace, today).open
}

/// What a rule finds too, under the levels of the policy: it is not said twice.
fn said_by_a_rule(found: &Diagnostic) -> bool {
    found.level != Level::Error && (found.code.starts_with("dangling-") || found.code == "misfiled-card")
}

/// A policy that names no rule is not kept to, and whoever wrote it counts on it: nothing that a check may pass over.
fn as_loud_as_it_is(mut found: Diagnostic) -> Diagnostic {
    if found.code == "unknown-rule" {
        found.level = Level::Error;
    }
    found
}

/// Two maps with one id would share their versions.
fn same_ids(files: &mut [Checked]) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for file in files {
        let Some(map) = &file.map else { continue };
        let id = map.id.to_string();
        if let Some(other) = seen.insert(id.clone(), file.name.clone()) {
            let words = format!("the map's id `{id}` is that of {other}, too");
            let found = Diagnostic::error("duplicate-map-id", words)
                .hint("give one of them another id: versions are kept by it");
            file.diagnostics.push(found);
        }
    }
}
