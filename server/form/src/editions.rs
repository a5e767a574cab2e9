//! All editions of the form that there are. To add one, write its file and put it into [`FILES`].

use std::sync::OnceLock;

use super::Form;
use super::check::faults;

/// The files of the editions, the newest first.
const FILES: &[&str] =
    &[include_str!("../../forms/2021.toml"), include_str!("../../forms/2019.toml")];

static FORMS: OnceLock<Vec<Form>> = OnceLock::new();

/// All editions, the newest first.
#[allow(
    clippy::expect_used,
    reason = "the form is part of the program; a test reads every edition"
)]
pub fn forms() -> &'static [Form] {
    FORMS.get_or_init(|| read(FILES).expect("an edition of the form cannot be read"))
}

/// Adds editions to those of the program, for this process. So a test shows that an edition needs
/// nothing but its file.
///
/// # Errors
///
/// If a file cannot be read or makes no sense, or if forms were asked for before.
pub fn install(files: &[&str]) -> Result<(), String> {
    let all: Vec<&str> = files.iter().chain(FILES).copied().collect();
    let forms = read(&all)?;
    let faults: Vec<String> = forms.iter().flat_map(faults).collect();
    if !faults.is_empty() {
        return Err(faults.join("\n"));
    }
    FORMS.set(forms).map_err(|_| "the forms are in use already".to_owned())
}

/// Reads files into editions, the newest first. Each is in force until the next one is.
fn read(files: &[&str]) -> Result<Vec<Form>, String> {
    let forms: Result<Vec<Form>, _> = files.iter().map(|text| toml::from_str(text)).collect();
    let mut forms = forms.map_err(|error| error.to_string())?;
    forms.sort_by_key(|form| std::cmp::Reverse(form.first_year));
    let mut next = None;
    for form in &mut forms {
        form.last_year = next.map(|first: i32| first - 1);
        next = Some(form.first_year);
        for table in &mut form.tables {
            table.blocks.iter_mut().enumerate().for_each(|(at, block)| block.find_places(at));
        }
        form.settle_explanations();
    }
    Ok(forms)
}

/// The edition with this id, such as `2021`.
pub fn edition(id: &str) -> Option<&'static Form> {
    forms().iter().find(|form| form.edition == id)
}

/// The edition for reports of a year; none before the first edition.
pub fn form_for(year: i32) -> Option<&'static Form> {
    forms().iter().find(|form| form.years().contains(&year))
}

/// The edition that is in force.
#[allow(clippy::expect_used, reason = "the program has editions")]
pub fn current_form() -> &'static Form {
    forms().first().expect("there is an edition")
}
