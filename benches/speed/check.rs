//! `milepost check` on a whole workspace, beside reading and parsing its files alone.
//!
//! 500 maps of 10 stages with 100 cards each: 500,000 cards in files of a few hundred kilobytes.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::common::plain::parse;
use crate::common::{file_with, workspace};
use divan::{Bencher, black_box};
use milepost::store::document::{LoadContext, load_map, write_workspace};
use milepost::store::format1::MapFile;
use milepost::store::ron::comments::Comments;

const MAPS: usize = 500;

/// The whole command, as a shell starts it: files, people and policy, all rules, places, output.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn check_the_workspace(bencher: Bencher<'_, '_>) {
    let folder = folder();
    bencher.bench_local(|| {
        let mut check = Command::new(env!("CARGO_BIN_EXE_milepost"));
        check.args(["check", "--fail-on", "never", "--format", "concise", "--today", "2026-11-22"]);
        check.env("MILEPOST_STATE_DIR", folder).env("MILEPOST_CONFIG_DIR", folder);
        let done = check.arg(folder).stdout(Stdio::null()).status().expect("it starts");
        assert!(done.success());
    });
}

/// The files read and brought into maps, one after the other, and thrown away.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn load_alone(bencher: Bencher<'_, '_>) {
    let files = files();
    let load = |path: &PathBuf| {
        let bytes = std::fs::read(path).expect("it is there");
        load_map(&bytes, "measured.ron", &LoadContext::default()).value.expect("it is sound")
    };
    bencher.bench_local(|| files.iter().for_each(|path| drop(black_box(load(path)))));
}

/// The files read and parsed into the shape of the file.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn parse_alone(bencher: Bencher<'_, '_>) {
    let files = files();
    let text = |path: &PathBuf| std::fs::read_to_string(path).expect("it is there");
    bencher.bench_local(|| files.iter().for_each(|path| drop(black_box(parse::<MapFile>(&text(path))))));
}

/// As `parse_alone`, on as many cores as the command uses.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn parse_side_by_side(bencher: Bencher<'_, '_>) {
    let files = files();
    let text = |path: &PathBuf| std::fs::read_to_string(path).expect("it is there");
    bencher.bench_local(|| on_all_cores(&files, |path| drop(black_box(parse::<MapFile>(&text(path))))));
}

fn on_all_cores(files: &[PathBuf], job: impl Fn(&PathBuf) + Sync) {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            job(path);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(work);
        }
    });
}

fn files() -> Vec<PathBuf> {
    (0..MAPS).map(|number| folder().join(name(number))).collect()
}

fn name(number: usize) -> String {
    format!("map-{number:03}.ron")
}

/// Written once; the system's folder for what is temporary is emptied by the system.
fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("milepost-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("it can be written");
        let people = write_workspace(&workspace(), &Comments::default()).expect("it has a text");
        std::fs::write(folder.join("milepost.ron"), people).expect("it can be written");
        let text = file_with(10, 1_000);
        for number in 0..MAPS {
            let own = text.replacen("\"measured\"", &format!("\"measured-{number:03}\""), 1);
            std::fs::write(folder.join(name(number)), own).expect("it can be written");
        }
        folder
    })
}

/// Takes the files away.
pub(crate) fn clean_up() {
    let folder = std::env::temp_dir().join(format!("milepost-bench-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(folder);
}
