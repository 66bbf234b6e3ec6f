//! A run of git that takes only so long and says only so much.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::error::GitError;

/// How much may be said and how long it may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Bytes of the answer.
    pub(super) bytes: usize,
    /// From the start to the last byte.
    pub(super) time: Duration,
}

/// What was said within the bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) bytes: Vec<u8>,
    /// Whether it is all.
    pub(super) is_whole: bool,
}

/// What is heard of an output, piece by piece.
type Said = Receiver<Vec<u8>>;

/// How much of a complaint is read.
const COMPLAINT: u64 = 2048;
/// How much is read at once.
const CHUNK: usize = 64 << 10;

/// Runs a command until it ends or a bound is reached, and then ends it.
///
/// # Errors
/// When it cannot be started, or ends by itself with an error.
pub(super) fn run(command: &mut Command, bounds: Bounds) -> Result<Answer, GitError> {
    let start = Instant::now();
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.map_err(|error| GitError::NoGit(error.to_string()))?;
    let answer = match listen(&mut child) {
        Some((said, complaint)) => {
            let answer = gather(&said, bounds, start);
            if !answer.is_whole {
                let _ = child.kill();
            }
            let ended = child.wait().is_ok_and(|status| status.success());
            if answer.is_whole && !ended { Err(GitError::Failed(first_line(&complaint))) } else { Ok(answer) }
        }
        None => Err(GitError::Failed("its answer cannot be read".to_owned())),
    };
    // Whatever happened: it does not stay.
    let _ = child.kill();
    let _ = child.wait();
    answer
}

/// Reads both outputs on threads of their own, which end with the process.
fn listen(child: &mut Child) -> Option<(Said, Said)> {
    let (mut out, err) = (child.stdout.take()?, child.stderr.take()?);
    let ((send_out, said), (send_err, complaint)) = (sync_channel(4), sync_channel(1));
    spawn(move || pass_on(&mut out, &send_out))?;
    spawn(move || {
        let (mut first, mut err) = (Vec::new(), err);
        let _ = err.by_ref().take(COMPLAINT).read_to_end(&mut first);
        let _ = send_err.send(first);
        let _ = std::io::copy(&mut err, &mut std::io::sink());
    })?;
    Some((said, complaint))
}

fn spawn(work: impl FnOnce() + Send + 'static) -> Option<()> {
    thread::Builder::new().name("git".to_owned()).spawn(work).ok().map(drop)
}

fn pass_on(from: &mut impl Read, to: &SyncSender<Vec<u8>>) {
    let mut chunk = vec![0; CHUNK];
    while let Ok(count @ 1..) = from.read(&mut chunk) {
        if to.send(chunk.get(..count).unwrap_or_default().to_vec()).is_err() {
            return;
        }
    }
}

fn gather(said: &Said, bounds: Bounds, start: Instant) -> Answer {
    let mut bytes = Vec::new();
    loop {
        match said.recv_timeout(bounds.time.saturating_sub(start.elapsed())) {
            Ok(chunk) => bytes.extend_from_slice(&chunk),
            Err(RecvTimeoutError::Disconnected) => return Answer { bytes, is_whole: true },
            Err(RecvTimeoutError::Timeout) => return Answer { bytes, is_whole: false },
        }
        if bytes.len() > bounds.bytes {
            bytes.truncate(bounds.bytes);
            return Answer { bytes, is_whole: false };
        }
    }
}

fn first_line(complaint: &Said) -> String {
    let said = complaint.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let first = said.lines().next().unwrap_or("it ended without a word");
    first.trim_start_matches("fatal: ").to_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, bytes: usize, time: Duration) -> Result<Answer, GitError> {
        run(Command::new("sh").args(["-c", script]), Bounds { bytes, time })
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn all_of_it_or_as_much_as_is_allowed() {
        let whole = Answer { bytes: b"hello".to_vec(), is_whole: true };
        assert_eq!(shell("printf hello", 100, LONG), Ok(whole));
        let cut = shell("yes", 1000, LONG).unwrap();
        assert_eq!((cut.bytes.len(), cut.is_whole), (1000, false));
    }

    #[test]
    fn what_does_not_end_is_ended() {
        let start = Instant::now();
        let cut = shell("printf begun; exec sleep 600", 100, Duration::from_millis(300)).unwrap();
        assert_eq!(cut, Answer { bytes: b"begun".to_vec(), is_whole: false });
        assert!(start.elapsed() < LONG);
    }

    #[test]
    fn a_failure_is_told_in_its_own_words_however_long() {
        let failed =
            shell("echo 'fatal: no such thing' >&2; yes 1234567 | head -c 300000 >&2; exit 3", 10, LONG);
        assert_eq!(failed, Err(GitError::Failed("no such thing".into())));
        assert!(matches!(
            run(&mut Command::new("no-such-program"), Bounds { bytes: 1, time: LONG }),
            Err(GitError::NoGit(_))
        ));
    }
}
