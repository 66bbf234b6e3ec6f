//! A bracket being filled: each part on its own line, with a comma after it; or all of them on one.

use serde::ser::{self, Serialize};

use super::{EmitError, Emitter};

/// An open `(`, `[` or `{`.
#[derive(Debug)]
pub struct Block<'a> {
    to: &'a mut Emitter,
    close: char,
    empty: bool,
}

impl<'a> Block<'a> {
    pub(super) fn new(to: &'a mut Emitter, close: char) -> Self {
        Self { to, close, empty: true }
    }

    fn line(&mut self) {
        if self.to.is_line && !self.empty {
            self.to.out.push_str(", ");
        }
        self.empty = false;
        self.to.in_some = false;
        self.to.newline();
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
        self.line();
        value.serialize(&mut *self.to)?;
        self.to.comma();
        Ok(())
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), EmitError> {
        self.line();
        self.to.ident(name);
        self.to.out.push_str(": ");
        value.serialize(&mut *self.to)?;
        self.to.comma();
        Ok(())
    }

    fn close(self) {
        self.to.depth = self.to.depth.saturating_sub(1);
        if !self.empty {
            self.to.newline();
        }
        self.to.out.push(self.close);
    }
}

impl ser::SerializeMap for Block<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EmitError> {
        self.line();
        key.serialize(&mut *self.to)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
        self.to.in_some = false;
        self.to.out.push_str(": ");
        value.serialize(&mut *self.to)?;
        self.to.comma();
        Ok(())
    }

    fn end(self) -> Result<(), EmitError> {
        self.close();
        Ok(())
    }
}

macro_rules! items {
    ($($way:ident: $method:ident),*) => {
        $(impl ser::$way for Block<'_> {
            type Ok = ();
            type Error = EmitError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
                self.item(value)
            }

            fn end(self) -> Result<(), EmitError> {
                self.close();
                Ok(())
            }
        })*
    };
}

macro_rules! fields {
    ($($way:ident),*) => {
        $(impl ser::$way for Block<'_> {
            type Ok = ();
            type Error = EmitError;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), EmitError> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), EmitError> {
                self.close();
                Ok(())
            }
        })*
    };
}

items!(SerializeSeq: serialize_element, SerializeTuple: serialize_element);
items!(SerializeTupleStruct: serialize_field, SerializeTupleVariant: serialize_field);
fields!(SerializeStruct, SerializeStructVariant);
