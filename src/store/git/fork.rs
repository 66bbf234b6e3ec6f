//! Where a branch began: the commit that a review of it compares with.

use std::path::Path;

use super::error::GitError;
use super::repository::{Commit, Repository};

/// The branches that others usually begin from, in the order in which they are asked for.
const TRUNKS: [&str; 5] = ["main", "master", "origin/main", "origin/master", "@{upstream}"];

/// Where a branch began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// What it left, in words: `main`; `HEAD`: nothing was committed since, or there is no trunk.
    pub from: String,
    /// The commit.
    pub commit: Commit,
}

impl Fork {
    /// In words that follow `since`: `it left main (9f3c1ab27d)`.
    pub fn words(&self) -> String {
        match self.from.as_str() {
            "HEAD" => "the last commit".to_owned(),
            from => format!("it left {from} ({})", self.commit.short()),
        }
    }
}

/// Where what is checked out left `rev`; without one: its trunk, else the last commit.
///
/// # Errors
/// Without a repository or a commit, or when `rev` names none.
pub fn fork(near: &Path, rev: Option<&str>) -> Result<Fork, GitError> {
    let repository = Repository::around(near)?;
    let head = repository.commit("HEAD")?;
    if let Some(rev) = rev {
        let commit = repository.fork(&repository.commit(rev)?, &head)?;
        let from = if commit == head { "HEAD" } else { rev };
        return Ok(Fork { from: from.to_owned(), commit });
    }
    let left = |trunk: &str| {
        let commit = repository.fork(&repository.commit(trunk).ok()?, &head).ok()?;
        (commit != head).then(|| Fork { from: trunk.to_owned(), commit })
    };
    let found = TRUNKS.iter().find_map(|trunk| left(trunk));
    Ok(found.unwrap_or_else(|| Fork { from: "HEAD".to_owned(), commit: head }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Repo;
    use super::*;

    #[test]
    fn a_branch_is_compared_with_where_it_left_the_trunk() {
        let Some(repo) = Repo::new() else { return };
        repo.change("2026-01-01", "a.ron", "one");
        let on_main = fork(&repo.root, None).unwrap();
        assert_eq!((on_main.from.as_str(), on_main.words().as_str()), ("HEAD", "the last commit"));
        repo.git(&["checkout", "-q", "-b", "topic"]);
        repo.change("2026-01-02", "a.ron", "two");
        let left = fork(&repo.root, None).unwrap();
        assert_eq!((left.from.as_str(), &left.commit), ("main", &on_main.commit));
        assert!(left.words().starts_with("it left main ("), "{}", left.words());
        assert_eq!(fork(&repo.root, Some("HEAD~1")).unwrap().commit, left.commit);
        assert!(fork(&repo.root, Some("nowhere")).is_err());
    }
}
