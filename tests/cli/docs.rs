//! docs/cli.md is what the program says of itself. `MILEPOST_BLESS=1 cargo test --test cli` writes it.

use std::fmt::Write as _;
use std::path::Path;

fn reference() -> String {
    let mut out = String::from(
        "# Command line\n\nThis page is made from the program's own help (`milepost COMMAND --help`).\n\n\
         Exit codes: 0 fine; 1 the answer is “no” (findings at or above the asked level, a file that is not canonical); \
         2 it could not be done.\n",
    );
    let mut root = milepost::cli::command().disable_version_flag(true).term_width(100);
    root.build();
    let _ = write!(out, "\n## milepost\n\n```text\n{}```\n", help(&mut root.clone()));
    for sub in root.get_subcommands() {
        let mut sub = sub.clone().term_width(100);
        let _ =
            write!(out, "\n## milepost {}\n\n```text\n{}```\n", sub.get_name().to_owned(), help(&mut sub));
    }
    out
}

fn help(command: &mut clap::Command) -> String {
    let text = command.render_long_help().to_string();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

#[test]
fn the_reference_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md");
    let wanted = reference();
    if std::env::var_os("MILEPOST_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "docs/cli.md is old: run MILEPOST_BLESS=1 cargo test --test cli");
}
