//! Setting a value deep in an element: by way of JSON, so that every field of the model has a way without a table of its own.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map as Fields, Value};

use crate::change::merge::candidates;
use crate::map::Text;
use crate::map::card::Reading;
use crate::map::edit::Part;
use crate::map::policy::RuleSetting;
use crate::map::review::Snooze;

/// `old` with another value at `path`; `None`: none of what the value may be fits there.
pub(super) fn with<T: Serialize + DeserializeOwned>(
    old: &T,
    path: &[&str],
    value: Option<&Text>,
) -> Option<T> {
    let json = serde_json::to_value(old).ok()?;
    candidates(value).into_iter().find_map(|candidate| {
        let mut new = json.clone();
        put(&mut new, path, candidate)?;
        serde_json::from_value(new).ok()
    })
}

fn put(at: &mut Value, path: &[&str], value: Value) -> Option<()> {
    let Some((step, rest)) = path.split_first() else {
        *at = value;
        return Some(());
    };
    match at {
        Value::Array(list) => put_into_list(list, step, rest, value),
        Value::Object(fields) => put_into_fields(fields, step, rest, value),
        Value::Null => {
            *at = Value::Object(Fields::new());
            put(at, path, value)
        }
        _ => None,
    }
}

fn put_into_fields(
    fields: &mut Fields<String, Value>,
    step: &str,
    rest: &[&str],
    value: Value,
) -> Option<()> {
    let body = fields.get_mut("body").filter(|_| step != "body");
    let of_kind = body.and_then(Value::as_object_mut).and_then(|body| body.values_mut().next());
    if let Some(Value::Object(of_kind)) = of_kind.filter(|body| body.get(step).is_some()) {
        return put_into_fields(of_kind, step, rest, value);
    }
    put(fields.entry(step).or_insert(Value::Null), rest, value)
}

/// Into the part of a list with this key; without a value the part goes.
fn put_into_list(list: &mut Vec<Value>, key: &str, rest: &[&str], value: Value) -> Option<()> {
    let at = list.iter().position(|part| key_of(part).as_deref() == Some(key));
    match (at, rest.is_empty(), value) {
        (Some(at), true, Value::Null) => {
            list.remove(at);
        }
        (None, true, Value::Null) => {}
        (Some(at), true, value) => *list.get_mut(at)? = value,
        (None, true, value) => list.push(value),
        (Some(at), false, value) => put(list.get_mut(at)?, rest, value)?,
        (None, false, _) => return None,
    }
    Some(())
}

/// The key of a part without an id: whichever of them it is.
fn key_of(part: &Value) -> Option<String> {
    fn key<T: Part + DeserializeOwned>(part: &Value) -> Option<String> {
        serde_json::from_value::<T>(part.clone()).ok().map(|part| part.key().to_string())
    }
    key::<Reading>(part).or_else(|| key::<Snooze>(part)).or_else(|| key::<RuleSetting>(part))
}
