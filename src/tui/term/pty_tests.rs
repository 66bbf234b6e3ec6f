//! The guard, the hook and the waiter in a real pseudo-terminal: this test program starts itself there.

use std::io::Read;
use std::num::NonZero;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

use super::{Sig, Waiter, guard, panics, suspend};

const ROLE: &str = "MILEPOST_TEST_ROLE";

/// What the child does: takes the terminal, then ends in the way that it was told. Alone it does nothing.
#[test]
fn child() {
    let Ok(role) = std::env::var(ROLE) else { return };
    panics::install_hook();
    let mut waiter = Waiter::new().unwrap();
    let taken = guard::enter(guard::Modes { mouse: true }).unwrap();
    match role.as_str() {
        "panic" => panic!("evil \x1b]0;title\x07"),
        "worker" => {
            let worker = std::thread::spawn(|| panics::catch(|| panic!("worker")));
            let failed: Result<(), _> = worker.join().unwrap();
            let stray = std::thread::spawn(|| panic!("stray")).join();
            assert!(failed.is_err() && stray.is_err() && guard::is_taken());
            assert!(panics::take_stray()[0].0.starts_with("stray"));
        }
        _ => {
            let mut events = Vec::new();
            let ends = |sig: &Sig| matches!(sig, Sig::Terminate | Sig::Hangup | Sig::Interrupt);
            while events.len() < 3 {
                let signals = waiter.wait(None, &mut events).unwrap().signals;
                if signals.contains(&Sig::Suspend) {
                    suspend(&waiter, false).unwrap();
                }
                if signals.iter().any(ends) {
                    break;
                }
            }
        }
    }
    drop(taken);
}

/// Everything that the child wrote, and whether the line settings are as they were.
fn run(role: &str, act: impl FnOnce(Pid, &mut dyn std::io::Write)) -> (String, bool) {
    let pty = native_pty_system().openpty(PtySize::default()).unwrap();
    let settings = || format!("{:?}", pty.master.get_termios());
    let before = settings();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "tui::term::pty_tests::child", "--nocapture"]);
    command.env(ROLE, role);
    let mut child = pty.slave.spawn_command(command).unwrap();
    let mut reader = pty.master.try_clone_reader().unwrap();
    let mut writer = pty.master.take_writer().unwrap();
    let mut seen = Vec::new();
    let mut chunk = [0; 1024];
    while !String::from_utf8_lossy(&seen).contains("\x1b[?1006h") {
        let length = reader.read(&mut chunk).unwrap();
        assert!(length > 0, "{}", String::from_utf8_lossy(&seen));
        seen.extend_from_slice(&chunk[..length]);
    }
    // Without this the comparison below would say nothing.
    assert!(role != "signal" || settings() != before);
    act(Pid::from_raw(child.process_id().unwrap() as i32).unwrap(), &mut writer);
    child.wait().unwrap();
    let is_restored = settings() == before;
    drop(pty);
    // A pseudo-terminal without its other end reports an error at its end.
    let _ = reader.read_to_end(&mut seen);
    (String::from_utf8_lossy(&seen).into_owned(), is_restored)
}

fn check(role: &str, act: impl FnOnce(Pid, &mut dyn std::io::Write)) -> String {
    let (seen, is_restored) = run(role, act);
    assert!(is_restored, "{role}: {seen:?}");
    let size = NonZero::new(40).unwrap();
    let mut terminal = vt100::Parser::new(size, size, 0);
    terminal.process(seen.as_bytes());
    let screen = terminal.screen();
    assert!(
        !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor(),
        "{role}: {seen:?}"
    );
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "{role}");
    seen
}

#[test]
fn the_terminal_is_given_back_however_the_program_ends() {
    let nothing = |_: Pid, _: &mut dyn std::io::Write| {};
    let seen = check("panic", nothing);
    let (_, after) = seen.split_once("\x1b[?1049l").unwrap();
    assert!(after.contains("internal error: evil ␛]0;title␇"), "{after:?}");
    assert!(check("worker", nothing).contains("test result: ok"));
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let seen = check("signal", |pid, _| kill_process(pid, signal).unwrap());
        assert!(seen.contains("test result: ok"), "{signal:?}: {seen:?}");
    }
    let seen = check("keys", |_, writer| writer.write_all(b"j\x1b[Ak").unwrap());
    assert!(seen.contains("test result: ok"), "{seen:?}");
}

#[test]
fn a_stopped_program_has_given_the_terminal_back_and_takes_it_again() {
    let seen = check("signal", |pid, _| {
        kill_process(pid, Signal::TSTP).unwrap();
        let (_, status) = waitpid(Some(pid), WaitOptions::UNTRACED).unwrap().unwrap();
        assert!(status.stopped(), "{status:?}");
        kill_process(pid, Signal::CONT).unwrap();
        kill_process(pid, Signal::TERM).unwrap();
    });
    let count = |bytes: &str| seen.matches(bytes).count();
    assert_eq!((count("\x1b[?1049h"), count("\x1b[?1049l")), (2, 2), "{seen:?}");
}
