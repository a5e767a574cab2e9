//! `cargo xtask install vscode|neovim` and `cargo xtask uninstall vscode|neovim`: what a checkout needs to get into an editor,
//! and out of it again. `cargo xtask dist`: everything that is handed out. `cargo xtask web`: the page that needs no installation.
//! `cargo xtask python`: a wheel.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is a command line")]

mod build;
mod dist;
mod files;
mod neovim;
mod node;
mod python;
mod toolchain;
mod vscode;
mod web;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// What went wrong, in the user's words.
type Result<T = ()> = std::result::Result<T, String>;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    disable_help_subcommand = true,
    about = "把 nianbao 装进编辑器，或者从编辑器里卸下；编译离线网页、Python 软件包；制作各系统的安装包",
    override_usage = "cargo xtask <install|uninstall> <vscode|neovim> [选项]\n       cargo xtask web\n       cargo xtask python\n       cargo xtask dist [系统]…",
    after_help = "\
例子：
  cargo xtask install vscode                     装进 VS Code
  cargo xtask install vscode --program codium    装进 VSCodium
  cargo xtask install neovim                     装进 Neovim
  cargo xtask uninstall neovim                   从 Neovim 里卸下
  cargo xtask web                                编译离线网页
  cargo xtask python                             编译 Python 软件包
  cargo xtask dist                               制作各系统的安装包
  cargo xtask dist x86_64-pc-windows-gnu         只做 Windows 的"
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// 编译检查程序，连同插件一起装进编辑器；再装一次就是更新
    #[command(override_usage = "cargo xtask install <vscode|neovim> [选项]")]
    Install {
        /// 装进哪个编辑器
        #[arg(value_name = "编辑器")]
        editor: Editor,
        /// 不编译，用这个已经编译好的检查程序
        #[arg(long, value_name = "文件")]
        server: Option<PathBuf>,
        /// VS Code 的命令：code、codium、code-server 等
        #[arg(long, value_name = "命令", default_value = "code", hide_default_value = true)]
        program: String,
    },
    /// 只卸下用 install 装的，别的都不动
    #[command(override_usage = "cargo xtask uninstall <vscode|neovim> [选项]")]
    Uninstall {
        /// 从哪个编辑器里卸下
        #[arg(value_name = "编辑器")]
        editor: Editor,
        /// VS Code 的命令：code、codium、code-server 等
        #[arg(long, value_name = "命令", default_value = "code", hide_default_value = true)]
        program: String,
    },
    /// 制作各系统的程序、插件和软件包，放在 target/dist
    #[command(override_usage = "cargo xtask dist [系统]… [选项]")]
    Dist {
        /// 只做这些系统的，例如 x86_64-pc-windows-gnu；不写就是全部
        #[arg(value_name = "系统")]
        systems: Vec<String>,
        /// 只编译程序，不打包
        #[arg(long)]
        only_programs: bool,
    },
    /// 为别的系统编译、运行测试；要有能运行它的程序，例如 Wine
    #[command(override_usage = "cargo xtask test-for <系统> [cargo test 的选项]…")]
    TestFor {
        /// 例如 x86_64-pc-windows-gnu
        #[arg(value_name = "系统")]
        system: String,
        /// 照样交给 cargo test
        #[arg(value_name = "选项", trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// 编译离线网页：一个文件，双击就能用
    Web,
    /// 给本机的 Python 做软件包（wheel），放在 target/python
    #[command(override_usage = "cargo xtask python [选项]")]
    Python {
        /// 编译得快，运行得慢：只供测试
        #[arg(long)]
        quickly: bool,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Editor {
    Vscode,
    Neovim,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("没有完成：{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<String> {
    match task {
        Task::Install { editor: Editor::Neovim, server, .. } => {
            neovim::install(&build::server(server)?)
        }
        Task::Install { editor: Editor::Vscode, server, program } => {
            vscode::install(&build::server(server)?, &program)
        }
        Task::Uninstall { editor: Editor::Neovim, .. } => neovim::uninstall(),
        Task::Uninstall { editor: Editor::Vscode, program } => vscode::uninstall(&program),
        Task::Dist { systems, only_programs } => dist::run(&systems, only_programs),
        Task::TestFor { system, arguments } => {
            files::run(toolchain::zigbuild::cargo(&system, "test")?.args(arguments))?;
            Ok("测试都通过了。".to_owned())
        }
        Task::Web => web::build(),
        Task::Python { quickly } => python::run(quickly),
    }
}
