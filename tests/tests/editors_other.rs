//! Other editors, set up as `docs/editors.md` says, word for word.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use nianbao_tests::binary;
use nianbao_tests::editor::{Had, assert_passes, at_home, emacs, helix, neovim, or_skip};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The first block in a language under the heading that begins with an editor's name.
fn set_up(editor: &str, language: &str) -> String {
    let page = std::fs::read_to_string(root().join("docs/editors.md")).unwrap();
    let section = page.split("\n## ").find(|section| section.starts_with(editor)).unwrap();
    let block = section.split_once(&format!("```{language}\n")).unwrap().1;
    let block = block.split_once("\n```").unwrap().0;
    block.replace("/路径/nianbao", root().to_str().unwrap())
}

/// A folder with a pasted report, and a home beside it. No Chinese in the path: Emacs 30.1 loses the faults then.
fn folders(test: &str) -> (PathBuf, PathBuf) {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), test);
    let reports = folder.join("reports");
    std::fs::create_dir_all(&reports).unwrap();
    for name in ["pasted.nianbao", "faulty.nianbao"] {
        std::fs::copy(root().join("examples").join(name), reports.join(name)).unwrap();
    }
    (reports, folder.join("home"))
}

/// With the server of this workspace in the way of programs.
fn find_server(command: &mut Command) {
    let own = binary::binary().parent().unwrap().to_owned();
    let others = std::env::var_os("PATH").unwrap();
    let all = std::iter::once(own).chain(std::env::split_paths(&others));
    command.env("PATH", std::env::join_paths(all).unwrap());
}

#[test]
fn a_report_is_written_in_emacs() {
    let (reports, home) = folders("emacs");
    let Some(mut emacs) = or_skip("emacs", emacs::command(&home)) else { return };
    let init = home.join("init.el");
    std::fs::write(&init, set_up("Emacs", "elisp")).unwrap();
    emacs.arg("--load").arg(init).arg("--load").arg(root().join("tests/editors/emacs.el"));
    find_server(&mut emacs);
    emacs.current_dir(reports);
    assert_passes(emacs, "all checks passed");
}

#[test]
fn a_report_is_written_in_helix() {
    let (reports, home) = folders("helix");
    // Helix needs a terminal, and Neovim has one whose screen can be read.
    let both: Had<_> = helix::command(&home)
        .and_then(|helix| Ok((helix, neovim::command(neovim::Version::V0_11, &home)?)));
    let Some((mut helix, mut neovim)) = or_skip("helix", both) else { return };
    std::fs::create_dir_all(home.join("config/helix")).unwrap();
    std::fs::write(home.join("config/helix/languages.toml"), set_up("Helix", "toml")).unwrap();
    find_server(&mut helix);
    set_up_colours(&helix, &home);
    let words: Vec<String> = std::iter::once(helix.get_program())
        .chain(helix.get_args())
        .map(|word| format!("[[{}]]", word.to_str().unwrap()))
        .collect();
    neovim.arg("--cmd").arg(format!("lua vim.g.helix = {{ {} }}", words.join(", ")));
    neovim.env("NIANBAO_PLUGIN", neovim::plugin());
    set_as(&helix, &mut neovim);
    neovim
        .arg("-c")
        .arg(format!("lua dofile([[{}]])", root().join("tests/editors/helix.lua").display()));
    neovim.current_dir(reports);
    assert_passes(neovim, " 0 failed");
}

/// Gives a program the environment that was made for another.
fn set_as(model: &Command, command: &mut Command) {
    for (name, value) in model.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
}

/// Follows the page's commands, then asks Helix itself what it has found.
fn set_up_colours(helix: &Command, home: &Path) {
    let again = |arguments: &[&str]| {
        let mut command = Command::new(helix.get_program());
        command.args(helix.get_args()).args(arguments);
        set_as(helix, &mut command);
        let output = command.output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let commands =
        set_up("Helix", "sh").replace("~/.config", home.join("config").to_str().unwrap());
    let (files, build) = commands.trim().rsplit_once('\n').unwrap();
    let mut shell = Command::new("sh");
    at_home(&mut shell, home);
    shell.args(["-ec", files]).current_dir(root());
    assert_passes(shell, "");
    let words: Vec<&str> = build.split(' ').skip(1).collect();
    let built = again(&words);
    let health = again(&["--health", "nianbao"]);
    for part in ["Tree-sitter parser", "Highlight queries", "Indent queries"] {
        let line = health.lines().find(|line| line.contains(part)).unwrap();
        assert!(line.contains('✓'), "{built}\n{health}");
    }
}
