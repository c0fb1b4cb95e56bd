//! JSON indented by two blanks, as `serde_json::to_string_pretty` writes it, in a third of the time: a comma, a line's beginning and a
//! string that needs no escapes are one write each. It knows the forms that a catalog has.

use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Error;

/// A comma, a line break and blanks enough for any nesting that serde_json reads back.
const LINE: &str = match std::str::from_utf8(&BLANKS) {
    Ok(line) => line,
    Err(_) => ",\n",
};
const BLANKS: [u8; 2 + 2 * DEEPEST] = {
    let mut line = [b' '; 2 + 2 * DEEPEST];
    line[0] = b',';
    line[1] = b'\n';
    line
};
const DEEPEST: usize = 128;

/// What was written so far.
#[derive(Default)]
pub(super) struct Text {
    out: String,
    depth: usize,
}

impl Text {
    pub fn with_capacity(bytes: usize) -> Self {
        Text { out: String::with_capacity(bytes), depth: 0 }
    }

    pub fn into_string(self) -> String {
        self.out
    }

    /// Begins a line, behind a comma unless it is the first one inside of brackets.
    fn line(&mut self, is_first: bool) {
        let end = LINE.len().min(2 + 2 * self.depth);
        self.out.push_str(LINE.get(usize::from(is_first)..end).unwrap_or(LINE));
        let more = (2 * self.depth).saturating_sub(2 * DEEPEST);
        self.out.extend(std::iter::repeat_n(' ', more));
    }

    fn open(&mut self, bracket: char, closing: char) -> Open<'_> {
        self.out.push(bracket);
        self.depth += 1;
        Open { text: self, closing, is_first: true }
    }

    /// Anything else, as serde_json has it.
    fn plain<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push_str(&serde_json::to_string(value)?);
        Ok(())
    }
}

/// A list or an object that is not closed yet.
pub(super) struct Open<'a> {
    text: &'a mut Text,
    closing: char,
    is_first: bool,
}

impl Open<'_> {
    fn next(&mut self) {
        self.text.line(self.is_first);
        self.is_first = false;
    }

    fn close(self) {
        self.text.depth -= 1;
        if !self.is_first {
            self.text.line(true);
        }
        self.text.out.push(self.closing);
    }
}

impl SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.next();
        value.serialize(&mut *self.text)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.next();
        key.serialize(&mut *self.text)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.text.out.push_str(": ");
        value.serialize(&mut *self.text)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

/// Methods for values that serde_json writes.
macro_rules! plain {
    ($($method:ident: $type:ty),* $(,)?) => {
        $(fn $method(self, value: $type) -> Result<(), Error> {
            self.plain(&value)
        })*
    };
}

impl<'a> Serializer for &'a mut Text {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'a>;
    type SerializeMap = Open<'a>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeStruct = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    plain! {
        serialize_char: char, serialize_f32: f32, serialize_f64: f64,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
    }

    fn serialize_bool(self, flag: bool) -> Result<(), Error> {
        self.out.push_str(if flag { "true" } else { "false" });
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        let is_special = |byte: u8| (byte < b' ') | (byte == b'"') | (byte == b'\\');
        // all of them, without a way out in between: this is done many at a time
        if text.bytes().fold(false, |found, byte| found | is_special(byte)) {
            return self.plain(text);
        }
        self.out.reserve(text.len() + 2);
        self.out.push('"');
        self.out.push_str(text);
        self.out.push('"');
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.plain(&())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Open<'a>, Error> {
        Ok(self.open('[', ']'))
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Open<'a>, Error> {
        Ok(self.open('{', '}'))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_bytes(self, _bytes: &[u8]) -> Result<(), Error> {
        Err(foreign())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Error> {
        Err(foreign())
    }

    fn serialize_unit_variant(self, _name: &'static str, _index: u32, _variant: &'static str) -> Result<(), Error> {
        Err(foreign())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, _: &'static str, _: &T) -> Result<(), Error> {
        Err(foreign())
    }

    fn serialize_tuple(self, _length: usize) -> Result<Impossible<(), Error>, Error> {
        Err(foreign())
    }

    fn serialize_tuple_struct(self, _name: &'static str, _length: usize) -> Result<Impossible<(), Error>, Error> {
        Err(foreign())
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Impossible<(), Error>, Error> {
        Err(foreign())
    }

    fn serialize_struct(self, _name: &'static str, _length: usize) -> Result<Impossible<(), Error>, Error> {
        Err(foreign())
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Impossible<(), Error>, Error> {
        Err(foreign())
    }
}

fn foreign() -> Error {
    Error::custom("a form that no catalog has")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn it_writes_what_serde_json_writes() {
        let mut deep = json!([{}]);
        (0..100).for_each(|_| deep = json!({ "a": [deep, []], "b": {} }));
        let texts = json!(["", "plain", "a \"b\" \\ c\n\u{1}", "ä€𝄞", "\u{7f}"]);
        let scalars = json!({ "a": true, "b": null, "c": [0, -1, u64::MAX, 0.1, 1e300, 3.0] });
        for value in [json!([]), json!({}), json!([1, [2, []], {"a": {}, "b": [null]}]), texts, scalars, deep] {
            let mut text = Text::default();
            value.serialize(&mut text).unwrap();
            assert_eq!(text.into_string(), serde_json::to_string_pretty(&value).unwrap());
        }
    }
}
