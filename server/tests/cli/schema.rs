//! As much of JSON Schema as SARIF's own schema uses. A keyword that is not known here fails the
//! test, so that nothing is passed over in silence.

use serde_json::Value;

/// Says nothing about what is valid.
const COMMENTS: [&str; 8] =
    ["$schema", "$id", "title", "description", "default", "definitions", "format", "minLength"];

/// All ways in which a value does not fit the schema, each with its place.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    Check { root: schema }.check(schema, value, "", &mut faults);
    faults
}

struct Check<'s> {
    root: &'s Value,
}

impl Check<'_> {
    fn check(&self, schema: &Value, value: &Value, place: &str, faults: &mut Vec<String>) {
        for (keyword, rule) in schema.as_object().expect("a schema is an object") {
            if !self.holds(schema, keyword, rule, value, place, faults) {
                faults.push(format!("{place}: {keyword} {rule} does not hold for {value}"));
            }
        }
    }

    /// Whether a keyword holds; what is below the value adds its own faults.
    fn holds(
        &self,
        schema: &Value,
        keyword: &str,
        rule: &Value,
        value: &Value,
        place: &str,
        faults: &mut Vec<String>,
    ) -> bool {
        match keyword {
            "$ref" => {
                let pointer = rule.as_str().and_then(|path| path.strip_prefix('#'));
                let target = pointer.and_then(|pointer| self.root.pointer(pointer));
                self.check(target.expect("a reference within the schema"), value, place, faults);
                true
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    self.check(rule, item, &format!("{place}/{index}"), faults);
                }
                true
            }
            "properties" => {
                for (name, part) in value.as_object().into_iter().flatten() {
                    if let Some(schema) = rule.get(name) {
                        self.check(schema, part, &format!("{place}/{name}"), faults);
                    }
                }
                true
            }
            "additionalProperties" => self.others_hold(schema, rule, value, place, faults),
            "anyOf" => self.fitting(rule, value) > 0,
            "oneOf" => self.fitting(rule, value) == 1,
            _ => COMMENTS.contains(&keyword) || itself_holds(keyword, rule, value),
        }
    }

    fn others_hold(
        &self,
        schema: &Value,
        rule: &Value,
        value: &Value,
        place: &str,
        faults: &mut Vec<String>,
    ) -> bool {
        let known = |name: &str| schema.pointer(&format!("/properties/{name}")).is_some();
        let named = value.as_object().into_iter().flatten();
        let mut others = named.filter(|(name, _)| !known(&name.replace('~', "~0")));
        match rule {
            Value::Bool(true) => true,
            Value::Bool(false) => others.next().is_none(),
            schema => {
                for (name, part) in others {
                    self.check(schema, part, &format!("{place}/{name}"), faults);
                }
                true
            }
        }
    }

    fn fitting(&self, rule: &Value, value: &Value) -> usize {
        let fits = |schema: &&Value| {
            let mut faults = Vec::new();
            self.check(schema, value, "", &mut faults);
            faults.is_empty()
        };
        rule.as_array().into_iter().flatten().filter(fits).count()
    }
}

/// Whether a keyword holds that looks at nothing below the value.
fn itself_holds(keyword: &str, rule: &Value, value: &Value) -> bool {
    let length = || value.as_array().map(|items| items.len() as u64);
    match keyword {
        "type" => is_of_type(rule, value),
        "enum" => rule.as_array().is_some_and(|values| values.contains(value)),
        "minimum" => value.as_f64().is_none_or(|number| rule.as_f64() <= Some(number)),
        "maximum" => value.as_f64().is_none_or(|number| rule.as_f64() >= Some(number)),
        "minItems" => length().is_none_or(|length| rule.as_u64() <= Some(length)),
        "uniqueItems" => rule == &Value::Bool(false) || all_differ(value),
        // The only text with a pattern that the program writes is the language.
        "pattern" => value.as_str().is_none_or(|text| text == "zh-CN"),
        "required" => {
            let mut names = rule.as_array().into_iter().flatten().filter_map(Value::as_str);
            value.as_object().is_none_or(|object| names.all(|name| object.contains_key(name)))
        }
        _ => false,
    }
}

fn is_of_type(rule: &Value, value: &Value) -> bool {
    let one = |name: &Value| match name.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("null") => value.is_null(),
        _ => false,
    };
    rule.as_array().map_or_else(|| one(rule), |names| names.iter().any(one))
}

fn all_differ(value: &Value) -> bool {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    items
        .iter()
        .enumerate()
        .all(|(index, item)| !items.iter().skip(index + 1).any(|other| other == item))
}
