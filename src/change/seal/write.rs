//! The bytes of the encoding: tagged, length-prefixed values in groups.

use jiff::civil::Date;

use crate::map::Decimal;

/// Ends a group. No value or group has this tag.
const END: u8 = 0;

/// Collects the encoded bytes.
#[derive(Debug, Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    /// What was written.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// A value of bytes. Four bytes of length are enough: a file is refused long before a text has 4 GB.
    fn value(&mut self, tag: u8, bytes: &[u8]) {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.0.push(tag);
        self.0.extend_from_slice(&length.to_le_bytes());
        self.0.extend_from_slice(bytes);
    }

    /// A text.
    pub(super) fn text(&mut self, tag: u8, text: &str) {
        self.value(tag, text.as_bytes());
    }

    /// Texts, in order.
    pub(super) fn texts<'a>(&mut self, tag: u8, texts: impl Iterator<Item = &'a str>) {
        texts.for_each(|text| self.text(tag, text));
    }

    /// A text, if there is one.
    pub(super) fn maybe_text(&mut self, tag: u8, text: Option<impl AsRef<str>>) {
        if let Some(text) = text {
            self.text(tag, text.as_ref());
        }
    }

    /// A decimal, if there is one.
    pub(super) fn maybe_decimal(&mut self, tag: u8, value: Option<Decimal>) {
        if let Some(value) = value {
            self.value(tag, &value.ten_thousandths().to_le_bytes());
        }
    }

    /// A day, if there is one.
    pub(super) fn maybe_date(&mut self, tag: u8, value: Option<Date>) {
        if let Some(day) = value {
            self.text(tag, &format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()));
        }
    }

    /// One byte that stands for a choice, if one was made.
    pub(super) fn maybe_code(&mut self, tag: u8, code: Option<u8>) {
        if let Some(code) = code {
            self.value(tag, &[code]);
        }
    }

    /// A group of values.
    pub(super) fn group(&mut self, tag: u8, fill: impl FnOnce(&mut Self)) {
        self.0.push(tag);
        fill(self);
        self.0.push(END);
    }
}
