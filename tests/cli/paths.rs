//! What stands where a map should be, and is none: each a sentence, and its exit code.

use super::support::{MAP, Sandbox};

/// Everything that list, check and show say of `path`.
fn said(sandbox: &Sandbox, path: &str) -> String {
    let runs = ["list", "check", "show"]
        .map(|command| format!("$ {command}\n{}\n", sandbox.run(&[command, path]).all()));
    runs.concat()
}

#[test]
fn nothing_a_file_in_the_path_a_folder_and_an_empty_file() {
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.path("maps/folder.ron")).unwrap();
    sandbox.write("maps/empty.ron", "");
    insta::assert_snapshot!("nothing", said(&sandbox, "maps/none.ron"));
    insta::assert_snapshot!("through a file", said(&sandbox, "maps/order.ron/x.ron"));
    insta::assert_snapshot!("a folder", said(&sandbox, "maps/folder.ron"));
    insta::assert_snapshot!("an empty file", said(&sandbox, "maps/empty.ron"));
}

#[test]
fn a_workspace_file_that_is_broken() {
    let sandbox = Sandbox::new();
    sandbox.write("maps/milepost.ron", "(format: 1, poeple: [])");
    insta::assert_snapshot!("a broken workspace", said(&sandbox, "maps"));
    insta::assert_snapshot!("a map in a broken workspace", said(&sandbox, "maps/order.ron"));
}

#[cfg(unix)]
#[test]
fn a_pipe_and_a_link_to_nowhere_are_told_and_never_opened() {
    let sandbox = Sandbox::new();
    let made = std::process::Command::new("mkfifo").arg(sandbox.path("maps/pipe.ron")).status().unwrap();
    assert!(made.success());
    std::os::unix::fs::symlink("gone.ron", sandbox.path("maps/link.ron")).unwrap();
    insta::assert_snapshot!("the folder of a pipe and a link", said(&sandbox, "maps"));
    insta::assert_snapshot!("a pipe", said(&sandbox, "maps/pipe.ron"));
    insta::assert_snapshot!("a link to nowhere", said(&sandbox, "link"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::new();
    sandbox.write("maps/closed.ron", MAP);
    std::fs::set_permissions(sandbox.path("maps/closed.ron"), std::fs::Permissions::from_mode(0o000))
        .unwrap();
    if std::fs::File::open(sandbox.path("maps/closed.ron")).is_ok() {
        // The superuser may read anything.
        return;
    }
    for command in ["check", "show"] {
        let ran = sandbox.run(&[command, "maps/closed.ron"]);
        assert_eq!(ran.code, 2, "{}", ran.all());
        assert!(ran.all().contains("closed.ron cannot be read: permission denied"), "{}", ran.all());
    }
    let listed = sandbox.run(&["list"]);
    assert!(listed.all().contains("closed.ron cannot be read: permission denied"), "{}", listed.all());
}
