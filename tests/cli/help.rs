//! Help, keys, themes, completions.

use super::support::Sandbox;

#[test]
fn every_command_has_help_with_an_example() {
    let sandbox = Sandbox::new();
    let help = sandbox.exactly(&mut sandbox.command(&["--help"]), b"").fine();
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|l| *l != "Commands:")
        .skip(1)
        .take_while(|l| !l.is_empty())
        .filter(|l| !l.starts_with("   "))
        .filter_map(|l| l.split_whitespace().next())
        .collect();
    assert!(commands.len() >= 17, "{commands:?}");
    for command in commands {
        let help = sandbox.exactly(&mut sandbox.command(&[command, "--help"]), b"").fine();
        assert!(help.contains(&format!("\n  milepost {command}")), "{help}");
    }
}

#[test]
fn wrong_arguments_are_trouble() {
    let sandbox = Sandbox::new();
    for args in [
        &["add", "order"][..],
        &["set"],
        &["--nonsense"],
        &["check", "--fail-on", "loud"],
        &["list", "--today", "x"],
    ] {
        let ran = sandbox.exactly(&mut sandbox.command(args), b"");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.starts_with("error: "), "{}", ran.err);
    }
}

#[test]
fn themes_keys_and_completions() {
    let sandbox = Sandbox::new();
    assert!(sandbox.run(&["themes"]).fine().starts_with("terminal  (default)\ndark\n"));
    let dark = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/dark.ron")).unwrap();
    assert_eq!(sandbox.run(&["themes", "--print", "dark"]).fine(), dark);
    let error = sandbox.run(&["themes", "--print", "drak"]);
    assert!(error.code == 2 && error.err.contains("did you mean `dark`?"), "{}", error.err);
    let keys = sandbox.run(&["keys"]).fine();
    assert!(keys.starts_with("atlas\n") && keys.contains("\nmap\n"), "{keys}");
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["keys", "--format", "json"]).fine()).unwrap();
    assert_eq!((&json["milepost"], &json["preset"]), (&1.into(), &"vim+arrows".into()));
    assert!(json["commands"].as_array().unwrap().len() > 50);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(sandbox.run(&["completions", shell]).fine().contains("milepost"), "{shell}");
    }
}

#[test]
fn keys_of_a_preset_and_of_this_person() {
    let sandbox = Sandbox::new();
    let emacs = sandbox.run(&["keys", "--preset", "emacs"]).fine();
    assert!(emacs.contains("Ctrl-X Ctrl-S"), "{emacs}");
    let error = sandbox.run(&["keys", "--preset", "emcas"]);
    assert!(error.code == 2 && error.err.contains("did you mean `emacs`?"), "{}", error.err);
    sandbox.write("../config/keys.ron", "{ \"preset\": \"colemak\", \"history.undo\": [\"z\", \"n\"] }");
    let own = sandbox.run(&["keys"]);
    let row = own.out.lines().find(|l| l.contains("  history.undo")).unwrap();
    assert!(row.trim_start().starts_with("z, n "), "{row}");
    assert!(own.err.contains("history.undo") && own.err.contains("go.down"), "{}", own.err);
    sandbox.write("../config/keys.ron", "{ \"history.undo\": 7 }");
    let wrong = sandbox.run(&["keys"]);
    assert!(wrong.code == 0 && wrong.err.contains("keys.ron:1:"), "{}", wrong.err);
}

#[test]
fn a_closed_pipe_is_quiet() {
    let sandbox = Sandbox::new();
    let mut command = sandbox.command(&["set", "--fields"]);
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), String::from_utf8(done.stderr).unwrap().as_str()), (Some(0), ""));
}
