//! Review threads of the open map: read, changed, told.

use std::path::Path;

use super::super::event::{Event, Talked};
use super::post::Post;
use crate::map::id::MapId;
use crate::map::thread::Deed;
use crate::store::disk::dirs::Dirs;
use crate::store::disk::fs::RealFs;
use crate::store::threads::{change, list};

/// Tells the threads of a map.
pub(super) fn tell(root: &Path, map: MapId, post: &Post) {
    let listing = list(&RealFs, root, &map);
    post.event(Event::Threads(Box::new(Talked { map, listing, did: None, is_undo: false })));
}

/// Does something to a thread, and tells what there is then; or why it was not done.
pub(super) fn run(dirs: &Dirs, root: &Path, map: MapId, (deed, is_undo): (Deed, bool), post: &Post) {
    match change(&RealFs, dirs, root, &map, &deed) {
        Ok((before, _)) => {
            let listing = list(&RealFs, root, &map);
            let did = Some((deed, before));
            post.event(Event::Threads(Box::new(Talked { map, listing, did, is_undo })));
        }
        Err(error) => {
            post.event(Event::Failed(format!("not {}: {error}", deed.words())));
            tell(root, map, post);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::post::Message;
    use super::super::testing::{bed, post};
    use super::*;
    use crate::map::thread::testing::thread;

    #[test]
    fn a_deed_is_written_and_told_and_so_is_a_failure() {
        let bed = bed();
        let (post, heard) = post();
        let map = MapId::new("order").unwrap();
        let open = Deed::Open(Box::new(thread("a", "x", "hm")));
        run(&bed.dirs, &bed.root, map.clone(), (open.clone(), false), &post);
        let Ok(Message::Event(Event::Threads(told))) = heard.try_recv() else { panic!("not told") };
        assert_eq!((told.listing.threads.len(), told.did.is_some()), (1, true));
        run(&bed.dirs, &bed.root, map, (open, false), &post);
        let Ok(Message::Event(Event::Failed(words))) = heard.try_recv() else { panic!("not told") };
        assert!(words.contains("already"), "{words}");
        let Ok(Message::Event(Event::Threads(told))) = heard.try_recv() else { panic!("not told") };
        assert!(told.did.is_none());
    }
}
