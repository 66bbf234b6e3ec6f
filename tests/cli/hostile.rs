//! Names made to act on a terminal: nothing of them comes out raw.

use milepost::map::text::Class;

use super::support::{MAP, Sandbox};

const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}2J\u{202e}\u{200b}\u{feff}\u{e0041}";

/// Characters that a terminal acts on, or that hide or reorder text.
fn acts(c: char) -> bool {
    c != '\n' && Class::of(c).is_harmful()
}

fn is_inert(sandbox: &Sandbox, args: &[&str]) {
    let ran = sandbox.run(args);
    let raw: Vec<char> = ran.out.chars().chain(ran.err.chars()).filter(|c| acts(*c)).collect();
    assert!(raw.is_empty(), "{args:?}: {raw:?}");
}

#[test]
fn from_a_file() {
    let sandbox = Sandbox::new();
    let escaped: String =
        HOSTILE.chars().map(|c| format!("\\u{{{:x}}}", u32::from(c))).collect::<Vec<_>>().concat();
    for (old, new) in [
        ("Order to doorstep", "title"),
        ("Wait for delivery", "stage"),
        ("No ETA once the van has left", "pain"),
    ] {
        let text = MAP
            .replace(old, &format!("{new}{escaped}"))
            .replace("Ask Ana", HOSTILE.trim_end_matches('\u{feff}'));
        sandbox.write("maps/order.ron", text);
        for args in [
            &["list"][..],
            &["show", "order"],
            &["show", "order", "--ids"],
            &["show", "order", "--format", "json"],
            &["show", "order", "--grid"],
            &["check"],
            &["check", "--format", "json"],
            &["fmt", "--check"],
            &["fix", "order"],
            &["review", "order", "receive", "--yes", "--dry-run"],
            &["set", "order", "no-eta", "severity", "low", "--dry-run"],
            &["version", "order", "why", "--as", "maya"],
            &["version", "order", "--list"],
        ] {
            is_inert(&sandbox, args);
        }
    }
}

#[test]
fn words_of_every_language_come_out_as_they_are() {
    let sandbox = Sandbox::new();
    let title = "نامه\u{200c}ای 👩\u{200d}🚀 日本";
    sandbox.write("maps/order.ron", MAP.replace("Order to doorstep", title));
    assert!(sandbox.run(&["list"]).fine().contains(title));
}

#[test]
fn from_arguments() {
    let sandbox = Sandbox::new();
    for args in [
        &["show", HOSTILE][..],
        &["set", "order", HOSTILE, "owner", "tom"],
        &["set", "order", "wait", HOSTILE, "tom"],
        &["set", "order", "wait", "owner", HOSTILE],
        &["set", "order", "no-eta", "severity", HOSTILE],
        &[HOSTILE],
        &["add", "order", "--stage", HOSTILE, "--pain", "x"],
        &["add", "order", "--stage", "wait", "--pain", HOSTILE],
        &["--nonsense\u{1b}[31m"],
        &["new", HOSTILE, "--template", HOSTILE],
        &["people", "add", HOSTILE, "--id", HOSTILE],
        &["people", "left", HOSTILE],
        &["themes", "--print", HOSTILE],
        &["version", "order", "--restore", HOSTILE],
        &["review", "order", "wait", "--as", HOSTILE],
        &["import", HOSTILE],
        &["check", "--fail-on", HOSTILE],
        &["list", "--workspace", HOSTILE],
        &["list", HOSTILE],
    ] {
        is_inert(&sandbox, args);
    }
}

#[test]
#[cfg(unix)]
fn from_file_names() {
    let sandbox = Sandbox::new();
    let name = format!("maps/{}.ron", HOSTILE.replace('/', ""));
    sandbox.write(&name, "(format: 1, titel: \"x\")");
    for args in
        [&["list"][..], &["check"], &["fmt"], &["check", "--format", "json"], &["list", "--format", "json"]]
    {
        is_inert(&sandbox, args);
    }
}

#[test]
fn ids_do_not_lead_out_of_the_folder() {
    let sandbox = Sandbox::new();
    for id in ["../../evil", "/etc/evil", "..", "a/b", "con\\\\x"] {
        sandbox.write("maps/order.ron", MAP.replace("id: \"order\"", &format!("id: \"{id}\"")));
        let before = sandbox.files();
        let ran = sandbox.run(&["version", "order", "why"]);
        assert_eq!((ran.code, sandbox.files()), (2, before), "{id}: {}", ran.all());
    }
    let ran = sandbox.run(&["new", "../../evil"]);
    assert!(ran.fine().starts_with("maps/evil.ron made"));
}
