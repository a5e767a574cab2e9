//! The bill of materials in the format CycloneDX: what a program is made of, for those who look for known holes.

use serde_json::{Value, json};

use super::dependencies::Crate;

/// The bill for a program; nothing in it depends on when and where it was made.
pub(crate) fn bill(version: &str, system: &str, crates: &[Crate]) -> String {
    let purl = format!("pkg:cargo/nianbao@{version}");
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": purl,
                "name": "nianbao",
                "version": version,
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
                "purl": purl,
                "properties": [{ "name": "nianbao:system", "value": system }],
            },
        },
        "components": crates.iter().map(component).collect::<Vec<_>>(),
    });
    format!("{bill:#}\n")
}

fn component(it: &Crate) -> Value {
    let purl = format!("pkg:cargo/{}@{}", it.name, it.version);
    let hashes = it.sha256.iter().map(|hash| json!({ "alg": "SHA-256", "content": hash }));
    json!({
        "type": "library",
        "bom-ref": purl,
        "name": it.name,
        "version": it.version,
        "hashes": hashes.collect::<Vec<_>>(),
        "licenses": [{ "expression": it.licence }],
        "purl": purl,
    })
}
