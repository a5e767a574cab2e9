//! LibreOffice, as another program that opens what is exported, and poppler, which measures what it prints. Both come from
//! Debian with a Chinese font, and are kept under `target/`; nothing is installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::editor::debian::Prefix;
use crate::editor::kept::kept;
use crate::editor::{Had, at_home, run};

/// That of another release may ask for newer libraries than the machine has.
const SUITE: &str = "bookworm";
const PACKAGES: [&str; 4] =
    ["libreoffice-writer-nogui", "libreoffice-calc-nogui", "poppler-utils", "fonts-noto-cjk"];
/// What a first run ends with: it has made the user's folder, and asks to be started again.
const AGAIN: i32 = 81;

/// Two of one home would wait for each other.
static CONVERTING: Mutex<()> = Mutex::new(());

/// The programs.
#[derive(Debug)]
pub struct Office {
    root: PathBuf,
    home: PathBuf,
}

impl Office {
    /// # Errors
    /// If they cannot be had here; the reason.
    pub fn new() -> Had<Self> {
        if !cfg!(target_os = "linux") {
            return Err("LibreOffice is fetched for Linux only".to_owned());
        }
        let packages = Prefix::of(SUITE, &PACKAGES)?;
        let root = kept("libreoffice-7.4", |folder| install(&packages, folder))?;
        let home = kept("libreoffice-7.4-home", |folder| write_fonts(&root, folder))?;
        Ok(Self { root, home })
    }

    /// Has a file of a folder converted, such as to `pdf` or `docx`, into another folder; the new file.
    #[track_caller]
    pub fn convert(&self, file: &Path, format: &str, into: &Path) -> PathBuf {
        let _one_at_a_time = CONVERTING.lock().unwrap_or_else(PoisonError::into_inner);
        fs::create_dir_all(into).unwrap();
        let once = || {
            let mut office = self.command("usr/lib/libreoffice/program/soffice.bin");
            let home = format!("-env:UserInstallation=file://{}/office", self.home.display());
            office.arg(home).args(["--headless", "--convert-to", format, "--outdir"]);
            office.arg(into).arg(file).output().unwrap()
        };
        let mut output = once();
        if output.status.code() == Some(AGAIN) {
            output = once();
        }
        let extension = format.split(':').next().unwrap();
        let converted = into.join(file.file_name().unwrap()).with_extension(extension);
        assert!(converted.is_file(), "{}: {output:?}", file.display());
        converted
    }

    /// The pages of a PDF: where each line stands.
    #[track_caller]
    pub fn pages(&self, pdf: &Path) -> Vec<Page> {
        let mut command = self.command("usr/bin/pdftotext");
        let output = command.arg("-bbox-layout").arg(pdf).arg("-").output().unwrap();
        assert!(output.status.success(), "{output:?}");
        // Some fonts give an emoji as half of a pair, which is no UTF-8.
        let told = String::from_utf8_lossy(&output.stdout);
        told.split("<page ").skip(1).map(Page::of).collect()
    }

    /// The pages of a PDF as pictures, `NAME-1.png` and so on.
    #[track_caller]
    pub fn picture(&self, pdf: &Path, name: &Path) {
        let mut command = self.command("usr/bin/pdftoppm");
        let output = command.args(["-png", "-r", "70"]).arg(pdf).arg(name).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.root.join(program));
        let libraries = ["usr/lib/libreoffice/program", &libraries()].map(|it| self.root.join(it));
        command.env("LD_LIBRARY_PATH", std::env::join_paths(libraries).unwrap());
        at_home(&mut command, &self.home);
        // The names of files are read by it.
        command.env("LC_ALL", "C.UTF-8").env("FONTCONFIG_FILE", self.home.join("fonts.conf"));
        command.env_remove("DISPLAY");
        command
    }
}

fn libraries() -> String {
    format!("usr/lib/{}-linux-gnu", std::env::consts::ARCH)
}

/// LibreOffice as it runs from a folder of its own: Debian's looks for its settings below `/etc`.
fn install(packages: &Prefix, folder: &Path) -> Had<()> {
    // Links instead of copies: it is half a gigabyte.
    run(Command::new("cp").arg("-al").arg(packages.path("usr")).arg(folder))?;
    let office = folder.join("usr/lib/libreoffice");
    let settings = office.join("program/fundamentalrc");
    let text = fs::read_to_string(&settings).map_err(|error| error.to_string())?;
    let text = text
        .replace("file:///usr/lib/libreoffice", "${ORIGIN}/..")
        .replace("file:///etc/libreoffice/registry", "${ORIGIN}/../share/registry");
    // What is there is linked with the package.
    fs::remove_file(&settings).map_err(|error| error.to_string())?;
    fs::write(&settings, text).map_err(|error| error.to_string())?;
    let registry = office.join("share/registry");
    fs::remove_file(&registry).map_err(|error| error.to_string())?;
    run(Command::new("cp").arg("-al").arg(office.join("share/.registry")).arg(&registry)).map(drop)
}

/// The font of the package, and no other: pages are the same on every machine.
fn write_fonts(root: &Path, home: &Path) -> Had<()> {
    let text = format!(
        "<?xml version=\"1.0\"?>\n<fontconfig><dir>{}</dir><cachedir prefix=\"xdg\">fontconfig</cachedir>\n\
         <alias><family>serif</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>\n\
         <alias><family>sans-serif</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>\n</fontconfig>\n",
        root.join("usr/share/fonts").display()
    );
    fs::write(home.join("fonts.conf"), text).map_err(|error| error.to_string())
}

/// A page as it was printed. Lengths are in points.
#[derive(Debug)]
pub struct Page {
    pub width: f64,
    pub height: f64,
    /// From top to bottom, and from left to right.
    pub lines: Vec<Line>,
}

/// A line of a page, or of a cell.
#[derive(Debug)]
pub struct Line {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub text: String,
}

impl Page {
    fn of(told: &str) -> Self {
        let (tag, rest) = told.split_once('>').unwrap();
        let mut lines: Vec<Line> = rest.split("<line ").skip(1).map(Line::of).collect();
        lines.sort_by(|one, other| {
            (one.top, one.left).partial_cmp(&(other.top, other.left)).unwrap()
        });
        Self { width: attribute(tag, "width"), height: attribute(tag, "height"), lines }
    }

    /// All that stands on it.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{}\n", line.text)).collect()
    }

    /// The line that has some words in it.
    #[track_caller]
    pub fn line(&self, words: &str) -> &Line {
        let found = self.lines.iter().find(|line| line.text.contains(words));
        found.unwrap_or_else(|| panic!("{words} is not on the page:\n{}", self.text()))
    }
}

impl Line {
    fn of(told: &str) -> Self {
        let (tag, rest) = told.split_once('>').unwrap();
        let words = rest.split("</line>").next().unwrap().split("<word ").skip(1);
        let words = words.map(|word| {
            let text = word.split_once('>').unwrap().1.split("</word>").next().unwrap();
            text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
        });
        let [left, right, top, bottom] =
            ["xMin", "xMax", "yMin", "yMax"].map(|name| attribute(tag, name));
        Self { left, right, top, bottom, text: words.collect::<Vec<_>>().join(" ") }
    }
}

fn attribute(tag: &str, name: &str) -> f64 {
    let value = tag.split_once(&format!("{name}=\"")).unwrap().1;
    value.split('"').next().unwrap().parse().unwrap()
}

/// Prints a page by a real Chromium.
///
/// # Errors
/// If there is none, or no Node.js; the reason.
pub fn print(page: &Path, pdf: &Path) -> Had<()> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/print.mjs");
    let output = Command::new("node").arg(script).arg(page).arg(pdf).output();
    let output = output.map_err(|error| format!("Node.js: {error}"))?;
    match output.status.code() {
        Some(0) => Ok(()),
        Some(77) => Err(String::from_utf8_lossy(&output.stdout).into_owned()),
        _ => panic!("{output:?}"),
    }
}
