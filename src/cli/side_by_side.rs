//! The same work for many things, on all cores of the machine.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Does `job` for each of the items; `told` hears after each how many are done. The answers are in the order of the items.
pub(super) fn all<T, R>(items: &[T], job: impl Fn(&T) -> R + Sync, mut told: impl FnMut(usize)) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    if cores < 2 {
        return one_by_one(items, job, told);
    }
    let next = AtomicUsize::new(0);
    let (done, answers) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..cores {
            let (next, job, done) = (&next, &job, done.clone());
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { return };
                    if done.send((at, job(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(done);
        let mut out = Vec::with_capacity(items.len());
        for answer in answers {
            out.push(answer);
            told(out.len());
        }
        out.sort_by_key(|(at, _)| *at);
        out.into_iter().map(|(_, answer)| answer).collect()
    })
}

fn one_by_one<T, R>(items: &[T], job: impl Fn(&T) -> R, mut told: impl FnMut(usize)) -> Vec<R> {
    let numbered = items.iter().enumerate();
    numbered
        .map(|(at, item)| {
            let answer = job(item);
            told(at + 1);
            answer
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_keep_the_order_and_each_is_told_once() {
        for count in [0, 1, 2, 7, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let mut told = Vec::new();
            let answers = all(&items, |item| item * 2, |done| told.push(done));
            assert_eq!(answers, items.iter().map(|item| item * 2).collect::<Vec<_>>());
            assert_eq!(told, (1..=count).collect::<Vec<_>>());
        }
    }
}
