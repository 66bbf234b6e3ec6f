//! Values to canonical RON text: the same value gives the same bytes on every machine, one field or item a line.
//!
//! The layout is our own, because patch releases of the `ron` crate have changed theirs. It is read back by `ron`
//! in property tests. Types that are written here follow three rules: newtypes are `#[serde(transparent)]`
//! (they are written as what they hold), optional fields are skipped when `None`, and nothing is flattened.

use std::fmt::{Display, Write};

use serde::ser::{self, Serialize};

use super::escape::{Escaping, bytes_into, char_into, escape_into};

mod block;

pub use block::Block;

/// The first line of every file: `Some(x)` is written as `x`.
pub const HEADER: &str = "#![enable(implicit_some)]\n";

/// How many brackets may be open at once; far above any map, far below what the reader refuses.
pub const MAX_DEPTH: usize = 40;

/// Why a value has no RON text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmitError {
    /// NaN or an infinity: not a number that a file can keep.
    #[error("{0} is not a number that can be saved")]
    NotFinite(String),
    /// More than [`MAX_DEPTH`] brackets inside each other.
    #[error("nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
    /// `Some(None)` would be read back as `None`.
    #[error("an optional value inside an optional value cannot be saved")]
    NestedOption,
    /// What the value's own `Serialize` says.
    #[error("{0}")]
    Custom(String),
}

impl ser::Error for EmitError {
    fn custom<T: Display>(message: T) -> Self {
        Self::Custom(message.to_string())
    }
}

/// The canonical text of `value`, with [`HEADER`] and a final newline.
///
/// # Errors
/// Infinite numbers, [`MAX_DEPTH`], nested options, and whatever `value` itself refuses.
///
/// ```
/// #[derive(serde::Serialize)]
/// struct Pain { text: &'static str, minutes: f64 }
/// let text = milepost::store::ron::emit::to_ron(&Pain { text: "No ETA", minutes: 6.5 })?;
/// assert_eq!(text, "#![enable(implicit_some)]\n(\n  text: \"No ETA\",\n  minutes: 6.5,\n)\n");
/// # Ok::<(), milepost::store::ron::emit::EmitError>(())
/// ```
pub fn to_ron<T: Serialize + ?Sized>(value: &T) -> Result<String, EmitError> {
    let mut emitter = Emitter { out: String::from(HEADER), depth: 0, in_some: false, is_line: false };
    value.serialize(&mut emitter)?;
    emitter.out.push('\n');
    Ok(emitter.out)
}

/// The same on one line, without the header and without its line end: for files that hold a value a line. No text in it can
/// break the line.
///
/// # Errors
/// As [`to_ron`].
pub fn to_ron_line<T: Serialize + ?Sized>(value: &T) -> Result<String, EmitError> {
    let mut emitter = Emitter { out: String::new(), depth: 0, in_some: false, is_line: true };
    value.serialize(&mut emitter)?;
    Ok(emitter.out)
}

/// The serializer: one growing string and how deep we are in it.
#[derive(Debug)]
pub struct Emitter {
    out: String,
    depth: usize,
    in_some: bool,
    /// Everything on one line.
    is_line: bool,
}

impl Emitter {
    fn newline(&mut self) {
        // As deep as MAX_DEPTH goes, so that a line needs one copy.
        const LINE: &str =
            "\n                                                                                ";
        const { assert!(LINE.len() == 1 + 2 * MAX_DEPTH) };
        if self.is_line {
            return;
        }
        self.out.push_str(LINE.get(..=self.depth * 2).unwrap_or(LINE));
    }

    /// What is behind a part: a comma; on one line only the part after it asks for one.
    fn comma(&mut self) {
        if !self.is_line {
            self.out.push(',');
        }
    }

    fn open(&mut self, name: &str, brackets: [char; 2]) -> Result<Block<'_>, EmitError> {
        if self.depth >= MAX_DEPTH {
            return Err(EmitError::TooDeep);
        }
        self.depth += 1;
        self.in_some = false;
        if !name.is_empty() {
            self.ident(name);
        }
        self.out.push(brackets[0]);
        Ok(Block::new(self, brackets[1]))
    }

    /// Writes a name; one that RON would read as something else gets its raw form.
    fn ident(&mut self, name: &str) {
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            && !name.starts_with(|c: char| c.is_ascii_digit());
        if !plain || matches!(name, "None" | "Some" | "true" | "false" | "inf" | "NaN") {
            self.out.push_str("r#");
        }
        self.out.push_str(name);
    }

    fn display(&mut self, value: impl Display) {
        // Writing into a String cannot fail.
        let _ = write!(self.out, "{value}");
    }

    fn float(&mut self, value: impl Display, finite: bool) -> Result<(), EmitError> {
        if !finite {
            return Err(EmitError::NotFinite(value.to_string()));
        }
        self.display(value);
        Ok(())
    }
}

macro_rules! integers {
    ($($method:ident: $kind:ty),*) => {
        $(fn $method(self, value: $kind) -> Result<(), EmitError> {
            self.display(value);
            Ok(())
        })*
    };
}

impl<'a> ser::Serializer for &'a mut Emitter {
    type Ok = ();
    type Error = EmitError;
    type SerializeSeq = Block<'a>;
    type SerializeTuple = Block<'a>;
    type SerializeTupleStruct = Block<'a>;
    type SerializeTupleVariant = Block<'a>;
    type SerializeMap = Block<'a>;
    type SerializeStruct = Block<'a>;
    type SerializeStructVariant = Block<'a>;

    integers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    integers!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);
    integers!(serialize_bool: bool);

    fn serialize_f32(self, value: f32) -> Result<(), EmitError> {
        self.float(value, value.is_finite())
    }

    fn serialize_f64(self, value: f64) -> Result<(), EmitError> {
        self.float(value, value.is_finite())
    }

    fn serialize_char(self, value: char) -> Result<(), EmitError> {
        char_into(&mut self.out, value);
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), EmitError> {
        self.out.push('"');
        escape_into(&mut self.out, value);
        self.out.push('"');
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), EmitError> {
        self.out.push('"');
        write!(Escaping(&mut self.out), "{value}").map_err(|e| EmitError::Custom(e.to_string()))?;
        self.out.push('"');
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), EmitError> {
        bytes_into(&mut self.out, value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), EmitError> {
        if self.in_some {
            return Err(EmitError::NestedOption);
        }
        self.out.push_str("None");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EmitError> {
        self.in_some = true;
        let done = value.serialize(&mut *self);
        self.in_some = false;
        done
    }

    fn serialize_unit(self) -> Result<(), EmitError> {
        self.out.push_str("()");
        Ok(())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), EmitError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), EmitError> {
        self.ident(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), EmitError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), EmitError> {
        self.in_some = false;
        self.ident(variant);
        self.out.push('(');
        value.serialize(&mut *self)?;
        self.out.push(')');
        Ok(())
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<Block<'a>, EmitError> {
        self.open("", ['[', ']'])
    }

    fn serialize_tuple(self, _len: usize) -> Result<Block<'a>, EmitError> {
        self.open("", ['(', ')'])
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Block<'a>, EmitError> {
        self.open("", ['(', ')'])
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Block<'a>, EmitError> {
        self.open(variant, ['(', ')'])
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Block<'a>, EmitError> {
        self.open("", ['{', '}'])
    }

    fn serialize_struct(self, _name: &'static str, _len: usize) -> Result<Block<'a>, EmitError> {
        self.open("", ['(', ')'])
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Block<'a>, EmitError> {
        self.open(variant, ['(', ')'])
    }
}

#[cfg(test)]
mod tests;
