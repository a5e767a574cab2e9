//! Spark on this machine alone, for the test of docs/scale.md: its Python package from PyPI, a Java runtime from Debian. Both are kept
//! under `target/`; nothing is installed.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::editor::debian::Prefix;
use crate::editor::kept::kept;
use crate::editor::{Had, run};
use crate::python::interpreter;

const VERSION: &str = "4.3.0";
/// Spark's own part is what Python and Java say to each other with.
const PY4J: &str = "py4j==0.10.9.9";
const SUITE: &str = "bookworm";
const JAVA: [&str; 1] = ["openjdk-17-jre-headless"];
/// What a test never asks of it, and is a third of it.
const NOT_NEEDED: [&str; 8] = [
    "*/deps/data/*",
    "*/deps/examples/*",
    "*/deps/licenses/*",
    "*/jars/breeze_*",
    "*/jars/kubernetes-*",
    "*/jars/rocksdbjni-*",
    "*/jars/spark-mllib_*",
    "*/jars/spire_*",
];

/// It speaks to nobody, and says only what went wrong.
const SETTINGS: &str = "spark.driver.bindAddress 127.0.0.1\nspark.log.level ERROR\nspark.ui.enabled false\nspark.ui.showConsoleProgress false\n";

/// Where it is.
#[derive(Debug)]
pub struct Spark {
    package: PathBuf,
    java: PathBuf,
}

impl Spark {
    /// # Errors
    /// If it cannot be had here; the reason.
    pub fn new() -> Had<Self> {
        if !cfg!(target_os = "linux") {
            return Err("Spark is fetched for Linux only".to_owned());
        }
        let packages = Prefix::of_these(SUITE, &JAVA)?;
        let java = kept("java-17", |folder| install_java(&packages, folder))?;
        let package = kept(&format!("pyspark-{VERSION}"), install_spark)?;
        Ok(Self { package, java })
    }

    /// The folders in which Python looks for it.
    pub fn packages(&self) -> [PathBuf; 2] {
        [self.package.join("pyspark"), self.package.join("py4j")]
    }

    /// What it asks of the environment.
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        vec![
            ("JAVA_HOME", self.java.clone().into()),
            ("SPARK_HOME", self.package.join("pyspark/deps").into()),
            ("SPARK_LOCAL_IP", "127.0.0.1".into()),
            ("PYSPARK_PYTHON", interpreter().into()),
        ]
    }
}

/// The source package, unpacked: pip would copy it twice to make a wheel of it.
fn install_spark(folder: &Path) -> Had<()> {
    let mut download = Command::new(interpreter());
    download.args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]);
    download.arg("--dest").arg(folder).arg(format!("pyspark=={VERSION}"));
    run(&mut download)?;
    let archive = folder.join(format!("pyspark-{VERSION}.tar.gz"));
    let mut unpack = Command::new("tar");
    unpack.arg("-xzf").arg(&archive).arg("-C").arg(folder);
    run(unpack.args(NOT_NEEDED.map(|pattern| format!("--exclude={pattern}"))))?;
    fs::remove_file(&archive).map_err(|error| error.to_string())?;
    let unpacked = folder.join(format!("pyspark-{VERSION}"));
    let package = folder.join("pyspark");
    fs::rename(unpacked, &package).map_err(|error| error.to_string())?;
    let settings = package.join("deps/conf");
    fs::create_dir_all(&settings).map_err(|error| error.to_string())?;
    fs::write(settings.join("spark-defaults.conf"), SETTINGS).map_err(|error| error.to_string())?;
    let mut install = Command::new(interpreter());
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
    run(install.arg("--target").arg(folder.join("py4j")).arg(PY4J)).map(drop)
}

/// Java as it runs from a folder of its own: Debian's looks for its settings below `/etc`.
fn install_java(packages: &Prefix, folder: &Path) -> Had<()> {
    let machines = packages.path("usr/lib/jvm");
    let entries = fs::read_dir(&machines).map_err(|error| error.to_string())?;
    let real = entries.flatten().map(|it| it.path()).find(|it| it.join("bin/java").is_file());
    let real = real.ok_or("the package has no Java")?;
    run(Command::new("cp").arg("-al").arg(real.join(".")).arg(folder))?;
    replace_links(folder, packages)
}

/// Puts files in the place of links that lead below `/etc`.
fn replace_links(folder: &Path, packages: &Prefix) -> Had<()> {
    for entry in fs::read_dir(folder).map_err(|error| error.to_string())?.flatten() {
        let path = entry.path();
        let Ok(target) = fs::read_link(&path) else {
            if path.is_dir() {
                replace_links(&path, packages)?;
            }
            continue;
        };
        let own = target.strip_prefix("/").map(|target| packages.path(&target.to_string_lossy()));
        if let Some(own) = own.ok().filter(|own| own.is_file()) {
            fs::remove_file(&path).map_err(|error| error.to_string())?;
            fs::copy(own, &path).map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}
