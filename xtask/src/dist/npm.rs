//! Packages for npm: one for each system that holds its program and is taken there only, and `nianbao`, which starts the one that is
//! there: `npx nianbao`.

use serde_json::{Value, json};

use super::archive::Contents;
use super::system::System;
use crate::{Result, build};

/// Starts the program of the package for this system.
const START: &str = r#"#!/usr/bin/env node
// Starts the program that the package for this system holds.
'use strict';
const { spawnSync } = require('node:child_process');

const name = `nianbao-${process.platform}-${process.arch}`;
const file = process.platform === 'win32' ? 'nianbao.exe' : 'nianbao';
let program;
try {
  program = require.resolve(`${name}/${file}`);
} catch {
  console.error(`没有 ${name} 这个包：这个系统还没有现成的程序，或者安装时跳过了可选的包（optionalDependencies）。`);
  process.exit(2);
}
const { status, error } = spawnSync(program, process.argv.slice(2), { stdio: 'inherit', windowsHide: false });
if (error) {
  console.error(`${program} 不能运行：${error.message}`);
}
process.exit(status ?? 2);
"#;

/// The package of one system: its name and bytes.
pub(crate) fn program(
    version: &str,
    system: System,
    program: &[u8],
    licences: &str,
) -> Result<(String, Vec<u8>)> {
    let mut contents = Contents::default();
    contents.add_program(system.program(), program);
    contents.add("THIRD-PARTY.txt", licences);
    let (platform, architecture) = system.node;
    let manifest = json!({
        "name": name(system),
        "version": version,
        "description": format!("nianbao for {platform} on {architecture}"),
        "license": "MIT OR Apache-2.0",
        "os": [platform],
        "cpu": [architecture],
        "files": [system.program(), "THIRD-PARTY.txt", "LICENSE-MIT", "LICENSE-APACHE"],
    });
    Ok((format!("{}-{version}.tgz", name(system)), packed(contents, &manifest)?))
}

/// The package that everybody installs.
pub(crate) fn start(version: &str, systems: &[System]) -> Result<(String, Vec<u8>)> {
    let mut contents = Contents::default();
    contents.add_program("bin/nianbao.js", START);
    contents.add_file("README.md", &build::checkout().join("README.md"))?;
    let programs: serde_json::Map<_, _> =
        systems.iter().map(|system| (name(*system), Value::from(version))).collect();
    let manifest = json!({
        "name": "nianbao",
        "version": version,
        "description": "Checks the yearly reports of Chinese government organs on open information",
        "license": "MIT OR Apache-2.0",
        "bin": { "nianbao": "bin/nianbao.js" },
        "files": ["bin/nianbao.js", "README.md", "LICENSE-MIT", "LICENSE-APACHE"],
        "engines": { "node": ">=18" },
        "optionalDependencies": programs,
    });
    Ok((format!("nianbao-{version}.tgz"), packed(contents, &manifest)?))
}

fn name(system: System) -> String {
    format!("nianbao-{}-{}", system.node.0, system.node.1)
}

fn packed(mut contents: Contents, manifest: &Value) -> Result<Vec<u8>> {
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        contents.add_file(name, &build::checkout().join(name))?;
    }
    contents.add("package.json", format!("{manifest:#}\n"));
    contents.below("package").tar_gz()
}
