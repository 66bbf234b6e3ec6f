//! The text of a journal: records, one a line, each bound to all before it by a checksum.
//!
//! A line is `<kind> <length> <checksum> <payload>`. The checksum covers the checksum before, the kind and the
//! payload; so a journal cut or changed anywhere reads as its untouched beginning, never as something else.

use sha2::{Digest, Sha256};

use super::words::hex;

/// What a record holds. The payload's meaning belongs to whoever wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A change of the map.
    Edit,
    /// Text being typed in an open field; an empty one says that the field was closed.
    Draft,
    /// Anything else worth keeping.
    Note,
    /// The file that the records after the head, or after the last save, were made on.
    Base,
    /// A save of the content with this hash is about to start: earlier records are in it.
    Saving,
    /// The first record.
    Head,
}

impl Kind {
    const ALL: [(Self, u8); 6] = [
        (Self::Edit, b'e'),
        (Self::Draft, b'd'),
        (Self::Note, b'n'),
        (Self::Base, b'b'),
        (Self::Saving, b's'),
        (Self::Head, b'h'),
    ];

    fn letter(self) -> u8 {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or(b'?', |(_, letter)| *letter)
    }

    fn of(letter: u8) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == letter).map(|(kind, _)| *kind)
    }
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Its bytes, any at all.
    pub payload: Vec<u8>,
}

/// The checksum so far: what binds the next record to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Chain([u8; 8]);

impl Chain {
    /// The line of the next record.
    pub(super) fn line(&mut self, kind: Kind, payload: &[u8]) -> Vec<u8> {
        self.step(kind, payload);
        let mut line = Vec::with_capacity(payload.len() + 40);
        line.push(kind.letter());
        line.extend_from_slice(format!(" {} {} ", payload.len(), hex(&self.0)).as_bytes());
        line.extend_from_slice(payload);
        line.push(b'\n');
        line
    }

    fn step(&mut self, kind: Kind, payload: &[u8]) {
        let sum = Sha256::new().chain_update(self.0).chain_update([kind.letter()]).chain_update(payload);
        for (to, from) in self.0.iter_mut().zip(sum.finalize()) {
            *to = from;
        }
    }
}

/// Reads records until the end or the first that is not whole, and says whether anything is left unread.
pub(super) fn read_records(mut bytes: &[u8]) -> (Vec<Record>, bool) {
    let (mut records, mut chain) = (Vec::new(), Chain::default());
    while let Some((record, rest)) = next(bytes, &mut chain) {
        records.push(record);
        bytes = rest;
    }
    (records, !bytes.is_empty())
}

fn next<'a>(bytes: &'a [u8], chain: &mut Chain) -> Option<(Record, &'a [u8])> {
    let (letter, rest) = word(bytes)?;
    let (len, rest) = word(rest)?;
    let (sum, rest) = word(rest)?;
    let &[letter] = letter else { return None };
    let kind = Kind::of(letter)?;
    let len = number(len)?;
    let (payload, rest) = rest.split_at_checked(len)?;
    let rest = rest.strip_prefix(b"\n")?;
    let mut after = *chain;
    after.step(kind, payload);
    if hex(&after.0).as_bytes() != sum {
        return None;
    }
    *chain = after;
    Some((Record { kind, payload: payload.to_vec() }, rest))
}

/// Up to the next space, which must come soon.
fn word(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().take(24).position(|byte| *byte == b' ')?;
    let (word, rest) = bytes.split_at_checked(end)?;
    Some((word, rest.get(1..)?))
}

/// Digits only, as they are written: no sign, no leading zero.
fn number(digits: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(digits).ok()?;
    let value: usize = text.parse().ok()?;
    (value.to_string() == text).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(records: &[Record]) -> Vec<u8> {
        let mut chain = Chain::default();
        records.iter().flat_map(|record| chain.line(record.kind, &record.payload)).collect()
    }

    fn sample() -> Vec<Record> {
        let texts: [(Kind, &[u8]); 5] = [
            (Kind::Head, b"head"),
            (Kind::Edit, b"rename \"wait\"\nto more"),
            (Kind::Draft, b""),
            (Kind::Edit, b"e 4 0000000000000000 fake\n"),
            (Kind::Note, &[0, 255, 10, 32]),
        ];
        texts.into_iter().map(|(kind, payload)| Record { kind, payload: payload.to_vec() }).collect()
    }

    #[test]
    fn cut_at_every_byte_the_beginning_is_read() {
        let (records, bytes) = (sample(), written(&sample()));
        for end in 0..=bytes.len() {
            let (read, torn) = read_records(&bytes[..end]);
            assert!(records.starts_with(&read), "cut at {end}");
            assert_eq!(torn, written(&read).len() != end, "cut at {end}");
        }
        assert_eq!(read_records(&bytes), (records, false));
    }

    #[test]
    fn with_any_byte_changed_nothing_wrong_is_read() {
        let (records, bytes) = (sample(), written(&sample()));
        for at in 0..bytes.len() {
            for flip in [1, 0x20, 0x80, 0xff] {
                let mut changed = bytes.clone();
                changed[at] ^= flip;
                let (read, torn) = read_records(&changed);
                assert!(torn && records.starts_with(&read) && read.len() < records.len(), "byte {at}");
            }
        }
    }

    #[test]
    fn a_record_taken_out_ends_the_reading() {
        let records = sample();
        let mut chain = Chain::default();
        let lines: Vec<_> = records.iter().map(|r| chain.line(r.kind, &r.payload)).collect();
        let without_second: Vec<u8> =
            [&lines[0], &lines[2], &lines[3]].into_iter().flatten().copied().collect();
        assert_eq!(read_records(&without_second), (records[..1].to_vec(), true));
    }

    proptest! {
        #[test]
        fn any_records_come_back(payloads in prop::collection::vec((0_usize..5, prop::collection::vec(any::<u8>(), 0..60)), 0..12)) {
            let records: Vec<_> = payloads.into_iter().map(|(kind, payload)| Record { kind: Kind::ALL[kind].0, payload }).collect();
            prop_assert_eq!(read_records(&written(&records)), (records, false));
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let (read, _) = read_records(&bytes);
            prop_assert!(bytes.starts_with(&written(&read)));
        }

        #[test]
        fn a_beginning_with_any_end_reads_as_that_beginning(cut in 0_usize..200, end in prop::collection::vec(any::<u8>(), 0..80)) {
            let (records, mut bytes) = (sample(), written(&sample()));
            bytes.truncate(cut);
            bytes.extend(end);
            prop_assert!(records.starts_with(&read_records(&bytes).0));
        }
    }
}
