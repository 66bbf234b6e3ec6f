//! Where commits go to and come from.

use crate::store::disk::words::printable;
use crate::store::git::ask::{ask, run};
use crate::store::git::error::GitError;
use crate::store::git::repository::Repository;

/// What the branch that is checked out is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// Its name, as git shows it: `origin/main`; safe to print.
    pub name: String,
    /// The remote that it is on; `.`: a branch of this clone.
    pub remote: String,
    /// How many commits it has not; `None`: it is not there (yet, or any more).
    pub ahead: Option<usize>,
    /// How many commits of it this branch has not.
    pub behind: usize,
}

/// Where commits could go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remote {
    /// The branch has an upstream.
    Upstream(Upstream),
    /// It has none, and would get one on this remote.
    New {
        /// The remote.
        remote: String,
        /// The branch.
        branch: String,
    },
    /// The clone has no remote.
    None,
    /// There are several remotes, and none is called `origin`.
    Several(Vec<String>),
    /// No branch is checked out.
    Detached,
}

/// Where the commits of the branch that is checked out could go.
///
/// # Errors
/// When git does not answer.
pub fn remote(repository: &Repository) -> Result<Remote, GitError> {
    let Some(branch) = said(repository, &["symbolic-ref", "--quiet", "--short", "HEAD"])? else {
        return Ok(Remote::Detached);
    };
    let of_branch = said(repository, &["config", "--get", &format!("branch.{branch}.remote")])?;
    let merges = said(repository, &["config", "--get", &format!("branch.{branch}.merge")])?;
    if let (Some(remote), Some(merges)) = (of_branch, merges) {
        return upstream(repository, remote, &merges).map(Remote::Upstream);
    }
    let listed = ask(&repository.root, &["remote"])?;
    let mut remotes: Vec<String> = String::from_utf8_lossy(&listed).lines().map(str::to_owned).collect();
    if let Some(at) = remotes.iter().position(|name| name == "origin") {
        remotes = vec![remotes.swap_remove(at)];
    }
    match <[String; 1]>::try_from(remotes) {
        Ok([remote]) => Ok(Remote::New { remote, branch }),
        Err(none) if none.is_empty() => Ok(Remote::None),
        Err(several) => Ok(Remote::Several(several.iter().map(|name| printable(name)).collect())),
    }
}

fn upstream(repository: &Repository, remote: String, merges: &str) -> Result<Upstream, GitError> {
    let short = merges.strip_prefix("refs/heads/").unwrap_or(merges);
    let name = if remote == "." { short.to_owned() } else { format!("{remote}/{short}") };
    let counted = said(repository, &["rev-list", "--left-right", "--count", "HEAD...@{upstream}", "--"])?;
    let mut numbers = counted.iter().flat_map(|text| text.split_whitespace()).map(|word| word.parse().ok());
    let (ahead, behind) = (numbers.next().flatten(), numbers.next().flatten());
    Ok(Upstream { name: printable(&name), remote, ahead, behind: behind.unwrap_or(0) })
}

/// One line of an answer; `None`: git says no.
fn said(repository: &Repository, arguments: &[&str]) -> Result<Option<String>, GitError> {
    let done = run(&repository.root, arguments)?;
    let text = String::from_utf8_lossy(&done.stdout).trim_end().to_owned();
    Ok((done.status.success() && !text.is_empty()).then_some(text))
}
