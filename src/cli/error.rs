//! Why a command ended otherwise than well, and what the shell is told.

use std::process::ExitCode;

use crate::map::edit::EditError;
use crate::store::disk::error::SaveError;
use crate::store::disk::signature::ReadError;
use crate::store::versions::VersionError;

/// What kind of end it is: it decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The answer is "no": findings, a file that is not canonical. Exit code 1.
    No,
    /// It could not be done: a wrong argument, an unreadable file, a full disk. Exit code 2.
    Trouble,
    /// Nobody reads the output any more. Exit code 0, and nothing is said.
    Quiet,
}

/// An end with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CliError {
    /// What kind of end.
    pub kind: Kind,
    /// What happened, in one sentence; empty when all was said already.
    pub message: String,
    /// What to do, one sentence each.
    pub hints: Vec<String>,
    /// A drawn diagnostic that stands in place of the message; safe to print as it is.
    pub report: Option<String>,
}

/// What commands give.
pub(super) type Result<T, E = CliError> = std::result::Result<T, E>;

impl CliError {
    /// It could not be done.
    pub(super) fn trouble(message: impl Into<String>) -> Self {
        Self { kind: Kind::Trouble, message: message.into(), hints: Vec::new(), report: None }
    }

    /// The answer is no; `message` may be empty.
    pub(super) fn no(message: impl Into<String>) -> Self {
        Self { kind: Kind::No, ..Self::trouble(message) }
    }

    /// The reader of our output went away.
    pub(super) fn quiet() -> Self {
        Self { kind: Kind::Quiet, ..Self::trouble("") }
    }

    /// The same, with what to do.
    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// What the shell is told.
    pub(super) fn exit_code(&self) -> ExitCode {
        match self.kind {
            Kind::Quiet => ExitCode::SUCCESS,
            Kind::No => ExitCode::from(1),
            Kind::Trouble => ExitCode::from(2),
        }
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Self::quiet()
        } else {
            Self::trouble(crate::store::disk::words::reason(&error))
        }
    }
}

impl From<SaveError> for CliError {
    fn from(error: SaveError) -> Self {
        let hint = match &error {
            SaveError::Changed(_) => Some("somebody saved it at the same moment: run the command again"),
            SaveError::Exists(_) => Some("choose another name with `-o`"),
            _ => None,
        };
        let error = Self::trouble(error.to_string());
        match hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }
}

macro_rules! plain {
    ($($from:ty),*) => {$(
        impl From<$from> for CliError {
            fn from(error: $from) -> Self {
                Self::trouble(error.to_string())
            }
        }
    )*};
}
plain!(ReadError, EditError, VersionError, crate::store::ron::emit::EmitError, crate::map::id::BadId);
