//! The commands and their options, and what the help says of them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, Args, CommandFactory as _, FromArgMatches as _, Parser, ValueEnum};
use clap_complete::Shell;
use finding::Severity;
use form::halfwidth;

#[derive(Debug, Parser)]
#[command(
    name = "nianbao",
    version,
    disable_help_subcommand = true,
    about = "检查和排版政府信息公开工作年度报告",
    override_usage = "nianbao <命令> [选项] [路径]…",
    after_help = "\
先试这一条，检查当前文件夹里的所有年报：
  nianbao check

每个命令的详细用法：nianbao help <命令>
程序只在本机运行，不联网，未公开的数字不会传出去。"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// 输出带不带颜色：auto 在终端里带（默认），always 总是带，never 不带
    #[arg(
        long,
        global = true,
        value_name = "何时",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// 检查年报，指出表内数字不平、缺项漏填、前后矛盾等问题
    #[command(
        override_usage = "nianbao check [选项] [路径]…",
        after_help = "\
例子：
  nianbao check                          检查当前文件夹
  nianbao check 年报.nianbao             检查一份年报
  nianbao check 2023 2024 --output-format concise
                                         检查两个文件夹，一个问题一行
  nianbao check 年报.nianbao --fix       改正标点、用字、版式一类的问题，不动数字
  nianbao check --select 合计不平        只核对表内数字
  nianbao check 全县年报 --statistics    统计哪些问题多、哪些机关问题多

改正后的文件，编码和换行符都照旧。
退出码：0 没有问题，1 有问题，2 有文件没能检查。"
    )]
    Check(Check),
    /// 排版：把表格对齐，把粘贴来的表格整理成规范样式，不改数字和正文
    #[command(
        override_usage = "nianbao fmt [选项] <路径>…",
        after_help = "\
例子：
  nianbao fmt 年报.nianbao         排版一份年报
  nianbao fmt . --check            只看哪些文件还没有排版，不改动
  nianbao fmt 年报.nianbao --diff  先看会改动哪些地方
  nianbao fmt -                    从标准输入读，排好版写到标准输出

排版后的文件，编码和换行符都照旧。
退出码：0 正常；用 --check 或 --diff 时，1 表示有文件需要排版；2 有文件没能处理。"
    )]
    Fmt(Fmt),
    /// 把 Word、Excel、WPS、网页、PDF 文件转成年报文本
    #[command(
        override_usage = "nianbao import [选项] <文件>…",
        after_help = "\
例子：
  nianbao import 年报.docx                写成 年报.nianbao，放在原文件旁边
  nianbao import 年报.pdf -o 2023.nianbao 写成别的文件
  nianbao import 年报.xlsx -o -           写到标准输出
  nianbao import 全县年报 -o 文本         把一个文件夹里的都转成文本，放进另一个文件夹

读的是文件里的内容，不看扩展名。没有转出来的（图片、批注、脚注等）会逐一说明。
原文件不会改动；已有的文件不会覆盖，除非加上 --force。
退出码：0 都转好了，2 有文件没能转。"
    )]
    Import(Import),
    /// 把年报导出成可以印发、报送、上网的 Word、Excel、网页文件
    #[command(
        override_usage = "nianbao export [选项] <路径>…",
        after_help = "\
例子：
  nianbao export 年报.nianbao                    写成 年报.docx，放在年报旁边
  nianbao export 年报.nianbao -o 送审稿.docx     写成别的文件
  nianbao export 年报.nianbao -o 年报.xlsx       三张表做成工作簿，总计是公式
  nianbao export 年报.nianbao -o 年报.html       做成网页，可以上网，也可以打印
  nianbao export 全县年报 -o 成品                把一个文件夹里的都导出，放进另一个文件夹
  nianbao export 年报.nianbao --strict           还有错误就不导出

Word 文档的版式按党政机关公文格式（GB/T 9704—2012）。批注（<!-- … -->）不会导出。
PDF 请用 Word、WPS 另存，或者在浏览器里打印网页。
已有的文件不会覆盖，除非加上 --force。
退出码：0 都导出了，1 有年报因为 --strict 没有导出，2 有文件没能导出。"
    )]
    Export(Export),
    /// 把年报里的数字取成一张数据表（CSV、JSON Lines、Parquet），供统计分析用
    #[command(
        override_usage = "nianbao extract [选项] [路径]…",
        after_help = "\
例子：
  nianbao extract 年报.nianbao                   写到屏幕上，CSV 格式，一行一个格子
  nianbao extract 全县年报 -o 数字.csv --bom     一个文件夹的都取出来，用 Excel 打开
  nianbao extract 全省年报 -o 数字.parquet       取成 Parquet，用 DuckDB、Polars、pandas 打开
  nianbao extract 全县年报 --include-documents -o 数字.csv
                                                 Word、Excel、PDF 等文件也取
  nianbao extract 全县年报 --findings -o 问题.csv
                                                 不取数字，取查出的问题，一行一个

每一列是什么、怎样统计，见 docs/data.md。
已有的文件不会覆盖，除非加上 --force。
退出码：0 都取出来了，2 有文件没能读，其余的照样取。"
    )]
    Extract(Extract),
    /// 两份年报对照（两年、两个机关）；一个文件夹的，按机关、年度列出缺哪些、有哪些问题
    #[command(
        override_usage = "nianbao compare [选项] <年报> <年报>\n       nianbao compare [选项] <文件夹>…",
        after_help = "\
例子：
  nianbao compare 2023.nianbao 2024.nianbao  两年对照：先说问题，再说哪些数字变化大
  nianbao compare 水务局.nianbao 教育局.nianbao
                                             两个机关对照，看有没有互相照抄的段落
  nianbao compare 全县年报                   按机关、年度列表：缺哪几份、问题多少、公布晚没晚
  nianbao compare 全县年报 -o 对照.html      做成网页，相同的段落左右并排
  nianbao compare 2023.nianbao 2024.nianbao --output-format json
                                             供程序读取，格式见 docs/compare.md

Word、Excel、WPS、网页、PDF 文件也可以直接对照。
退出码：0 没有问题，1 有问题，2 有文件没能读。"
    )]
    Compare(Compare),
    /// 从台账（Excel、WPS、CSV）统计出表三、表四，写进年报，或者和年报对照
    #[command(
        override_usage = "nianbao tally [选项] <台账>…",
        after_help = "\
例子：
  nianbao tally 台账.xlsx                         统计出表三，显示在屏幕上
  nianbao tally 复议诉讼台账.xlsx                 复议、诉讼的台账，统计出表四
  nianbao tally 台账.xlsx --into 年报.nianbao     看看年报会改哪些格子，不写入
  nianbao tally 台账.xlsx --into 年报.nianbao --write
                                                  写进年报
  nianbao tally 台账.xlsx --against 年报.nianbao  年报的数字和台账对不对得上
  nianbao tally --new 台账.xlsx                   做一份空白台账，从列表里选着填
  nianbao tally --new 复议诉讼台账.xlsx --cases   复议、诉讼的空白台账
  nianbao tally 台账.xlsx --column 收到日期=来件登记
                                                  说明哪一列是什么

一件申请、一个案件一行；年度按收到日期和答复日期算，列名认不出的可以写进 nianbao.toml。认不准的不猜，逐行列出来。
退出码：0 都归类了；1 有申请没有归类，或者年报和台账不一致；2 读不了。"
    )]
    Tally(Tally),
    /// 写一份空白年报，六个部分和三张表都备好，只等填写
    #[command(
        override_usage = "nianbao new --organ <机关名称> --year <年份> [-o <文件>]",
        after_help = "\
例子：
  nianbao new --organ 云岭县档案局 --year 2024 -o 2024年报.nianbao"
    )]
    New(New),
    /// 把年报变成网页，看看发布出来的样子：官方表样、合并单元格，不平的格子标红
    #[command(
        override_usage = "nianbao preview <文件> [-o <网页文件>]",
        after_help = "\
例子：
  nianbao preview 年报.nianbao               写成 年报.html，用浏览器打开
  nianbao preview 年报.nianbao -o 预览.html  写成别的文件
  nianbao preview 年报.nianbao -o -          写到标准输出

写成的网页只有一个文件，不联网，可以打印。只供自己查看，不是发布用的成品。"
    )]
    Preview(Preview),
    /// 解释一条规则、条例的一条，或者年报的一个部分、一张表、一行、一列怎样填
    #[command(
        override_usage = "nianbao explain <要解释的内容>",
        after_help = "\
例子：
  nianbao explain 合计不平             一条规则
  nianbao explain 36                   条例第三十六条
  nianbao explain 第二十条第（一）项   表二的一块
  nianbao explain 表三                 一张表
  nianbao explain 不予公开             一行
  nianbao explain 法律服务机构         一列"
    )]
    Explain(Explain),
    /// 一问一答，判断一件申请填表三的哪一行，一个复议、诉讼案件填表四的哪一格
    #[command(
        override_usage = "nianbao guide [哪一种] [选项]",
        after_help = "\
例子：
  nianbao guide                          这件申请填哪一行？逐步选择
  nianbao guide challenges               这个复议、诉讼案件填哪一格？
  nianbao guide --answers answered,information,here,refused
                                         先答好前几步，看下一步问什么
  nianbao guide 表四 --answers 1,1,2 --output-format json
                                         按序号作答，结果供程序读取

归类按已经作出的答复，依据和通行理解都在结果里写明。
退出码：0 得出结果，1 还没有选完，2 回答写得不对。"
    )]
    Guide(Guide),
    /// 列出所有规则
    #[command(override_usage = "nianbao rules")]
    Rules,
    /// 生成命令行补全脚本，装好后按 Tab 键可补全命令和选项
    #[command(
        override_usage = "nianbao completions <命令行程序>",
        after_help = "\
例子：
  nianbao completions bash > ~/.local/share/bash-completion/completions/nianbao
  nianbao completions powershell >> $PROFILE"
    )]
    Completions(Completions),
    /// 生成使用手册（man 格式）
    #[command(
        override_usage = "nianbao man",
        after_help = "\
例子：
  nianbao man > ~/.local/share/man/man1/nianbao.1"
    )]
    Man,
    /// 供编辑器使用：边写边查（由编辑器自动启动，不用手工运行）
    #[cfg(feature = "lsp")]
    #[command(override_usage = "nianbao lsp [选项]")]
    Lsp(Lsp),
}

#[cfg(feature = "lsp")]
#[derive(Debug, Args)]
pub(super) struct Lsp {
    /// 把运行记录写到这个文件
    #[arg(long, value_name = "文件")]
    pub(super) log_file: Option<PathBuf>,
    /// 通过标准输入输出通信；编辑器会自动加上，有没有都一样
    #[arg(long, hide = true)]
    stdio: bool,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// 文件或文件夹；文件夹里只看 .nianbao 文件；- 表示标准输入；不写就是当前文件夹
    #[arg(value_name = "路径", default_value = ".", hide_default_value = true)]
    pub(super) paths: Vec<PathBuf>,
    /// 文件夹里的 Word、Excel、WPS、网页、PDF 文件也检查
    #[arg(long)]
    pub(super) include_documents: bool,
    #[command(flatten)]
    pub(super) selection: Selection,
    /// 自动改正有把握的问题，只动标点、用字和版式，不动数字
    #[arg(long)]
    pub(super) fix: bool,
    /// 和 --fix 一起用：数字和内容也改，改后请逐处核对
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
    /// 和 --fix 一起用：只显示会改哪里，不写入文件
    #[arg(long)]
    pub(super) diff: bool,
    #[command(flatten)]
    pub(super) report: Report,
}

/// Which rules count.
#[derive(Debug, Args)]
pub(super) struct Selection {
    /// 只查这些规则，多条用逗号隔开；规则名见 nianbao rules
    #[arg(long, value_name = "规则", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// 不查这些规则，多条用逗号隔开
    #[arg(long, value_name = "规则", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
}

/// What is told of the findings, and how.
#[derive(Debug, Args)]
pub(super) struct Report {
    /// 输出格式：full 附原文（默认；问题超过 200 个的，一个问题一行），concise 一个问题一行，json、sarif 供程序读取，github 供 GitHub Actions
    #[arg(long, value_name = "格式", hide_possible_values = true)]
    pub(super) output_format: Option<OutputFormat>,
    /// 不列出每个问题，只统计各条规则、各个机关有多少问题，问题多的在前
    #[arg(long)]
    pub(super) statistics: bool,
    /// 从哪一级起算有问题（退出码为 1）：error 错误（默认），warning 警告，info 提示
    #[arg(
        long,
        value_name = "级别",
        default_value = "error",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) fail_on: Level,
    /// 有问题时退出码也为 0
    #[arg(long)]
    pub(super) exit_zero: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    Full,
    Concise,
    Json,
    Sarif,
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    Error,
    Warning,
    Info,
}

impl Level {
    pub(super) fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Fmt {
    /// 文件或文件夹；文件夹里只排 .nianbao 文件；- 表示从标准输入读
    #[arg(value_name = "路径", required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// 文件夹里的 Word、Excel、WPS、网页、PDF 文件也看；要和 --check 或 --diff 一起用
    #[arg(long)]
    pub(super) include_documents: bool,
    /// 只看哪些文件需要排版，不改动
    #[arg(long)]
    pub(super) check: bool,
    /// 只显示会改动的地方，不改动
    #[arg(long)]
    pub(super) diff: bool,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// 文件或文件夹；- 表示标准输入
    #[arg(value_name = "文件", required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// 写到这个文件，或者放进这个文件夹；不写就放在原文件旁边；- 表示标准输出
    #[arg(short, long, value_name = "文件或文件夹")]
    pub(super) output: Option<PathBuf>,
    /// 覆盖已有的文件
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    /// 文件或文件夹；文件夹里只看 .nianbao 文件；- 表示标准输入
    #[arg(value_name = "路径", required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// 写到这个文件，格式看扩展名；或者放进这个文件夹；不写就放在年报旁边；- 表示标准输出
    #[arg(short, long, value_name = "文件或文件夹")]
    pub(super) output: Option<PathBuf>,
    /// 导出成什么格式：docx（默认）、xlsx、html
    #[arg(long, value_name = "格式")]
    pub(super) format: Option<String>,
    /// 覆盖已有的文件
    #[arg(long)]
    pub(super) force: bool,
    /// 年报还有错误就不导出
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, Args)]
pub(super) struct Extract {
    /// 文件或文件夹；文件夹里只看 .nianbao 文件；- 表示标准输入；不写就是当前文件夹
    #[arg(value_name = "路径", default_value = ".", hide_default_value = true)]
    pub(super) paths: Vec<PathBuf>,
    /// 写到这个文件，格式看扩展名；不写或者写 - 就是标准输出
    #[arg(short, long, value_name = "文件")]
    pub(super) output: Option<PathBuf>,
    /// 取成什么格式：csv（默认）、jsonl、parquet
    #[arg(long, value_name = "格式")]
    pub(super) format: Option<String>,
    /// 不取数字，取查出的问题，和 nianbao check 查出的一样
    #[arg(long)]
    pub(super) findings: bool,
    /// 文件夹里的 Word、Excel、WPS、网页、PDF 文件也取
    #[arg(long)]
    pub(super) include_documents: bool,
    /// CSV 开头加上标记，让 Excel 认出汉字
    #[arg(long)]
    pub(super) bom: bool,
    /// 覆盖已有的文件
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Compare {
    /// 两份年报，或者放着许多年报的文件夹
    #[arg(value_name = "路径", required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// 文件夹里的 Word、Excel、WPS、网页、PDF 文件也对照
    #[arg(long)]
    pub(super) include_documents: bool,
    /// 写成网页（.html）或 JSON（.json）；不写就显示在屏幕上
    #[arg(short, long, value_name = "文件")]
    pub(super) output: Option<PathBuf>,
    /// 输出格式：text 文字（默认），html 网页，json 供程序读取
    #[arg(long, value_name = "格式", hide_possible_values = true)]
    pub(super) output_format: Option<CompareFormat>,
    /// 数字变化全部列出，不只列变化大的
    #[arg(long)]
    pub(super) all: bool,
    /// 覆盖已有的文件
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    Text,
    Json,
    Html,
}

#[derive(Debug, Args)]
pub(super) struct Tally {
    /// 台账文件，或者放台账的文件夹；几个文件合起来算一份台账
    #[arg(value_name = "台账")]
    pub(super) ledgers: Vec<PathBuf>,
    /// 填进这份年报；先只显示会改哪些格子
    #[arg(long, value_name = "年报", conflicts_with = "against")]
    pub(super) into: Option<PathBuf>,
    /// 和 --into 一起用：写入
    #[arg(long, requires = "into")]
    pub(super) write: bool,
    /// 和这份年报对照，列出不一致的格子和台账的行
    #[arg(long, value_name = "年报")]
    pub(super) against: Option<PathBuf>,
    /// 统计哪一年；不写就照年报的年度，或者收到日期最多的一年
    #[arg(long, value_name = "年份", value_parser = year)]
    pub(super) year: Option<i32>,
    /// 说明哪一列是什么，写成 收到日期=台账里的列名；可以写几次
    #[arg(long, value_name = "叫法=列名")]
    pub(super) column: Vec<String>,
    /// 做一份空白台账，写到这个文件
    #[arg(long, value_name = "文件", conflicts_with_all = ["ledgers", "into", "against"])]
    pub(super) new: Option<PathBuf>,
    /// 和 --new 一起用：做复议、诉讼案件的台账，填表四
    #[arg(long, requires = "new")]
    pub(super) cases: bool,
    /// 覆盖已有的文件；有没归类的也写入
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// 机关全称，写进标题
    #[arg(long, value_name = "机关名称")]
    pub(super) organ: String,
    /// 报告哪一年的工作，不是编制的那一年
    #[arg(long, value_name = "年份", value_parser = year)]
    pub(super) year: i32,
    /// 同一机关上一年的年报；给出后把它的“结转下年度继续办理”填进“上年结转”
    #[arg(long, value_name = "文件")]
    pub(super) last_year: Option<PathBuf>,
    /// 写到这个文件；不写就显示在屏幕上。已有的文件不会覆盖
    #[arg(short, long, value_name = "文件")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Preview {
    /// 年报文件；- 表示标准输入
    #[arg(value_name = "文件")]
    pub(super) report: PathBuf,
    /// 写到这个文件；不写就放在年报旁边，扩展名换成 .html；- 表示标准输出
    #[arg(short, long, value_name = "网页文件")]
    pub(super) output: Option<PathBuf>,
    /// 同一机关上一年的年报；给出后附上两年对照图
    #[arg(long, value_name = "文件")]
    pub(super) last_year: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// 规则名、条文号，或者部分、表、行、列的名称或英文代号
    #[arg(value_name = "要解释的内容", required = true)]
    pub(super) words: Vec<String>,
    /// 按哪一个报告年度来说明，例如 2023；不写就按现在的规定
    #[arg(long, value_name = "年份", value_parser = year)]
    pub(super) year: Option<i32>,
    /// 输出格式：text 给人看（默认），json 给程序用，说明的依据和性质分项列出
    #[arg(
        long,
        value_name = "格式",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) output_format: ExplainFormat,
}

#[derive(Debug, Args)]
pub(super) struct Guide {
    /// requests 或 表三：申请填哪一行（默认）；challenges 或 表四：复议、诉讼案件填哪一格
    #[arg(value_name = "哪一种", default_value = "requests", hide_default_value = true)]
    pub(super) guide: String,
    /// 依次写各步的回答，不再逐步提问；写序号或者代号，用逗号隔开
    #[arg(long, value_name = "回答")]
    pub(super) answers: Option<String>,
    /// 年报报告哪一年的工作；不写就按现行格式
    #[arg(long, value_name = "年份", value_parser = year)]
    pub(super) year: Option<i32>,
    /// 输出格式：text 给人看（默认），json 供程序读取
    #[arg(
        long,
        value_name = "格式",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) output_format: GuideFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum GuideFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// bash、zsh、fish、powershell 或 elvish
    #[arg(value_name = "命令行程序", hide_possible_values = true)]
    pub(super) shell: Shell,
}

const TEMPLATE_OF_ALL: &str = "\
{about}

用法：{usage}

命令：
{subcommands}

选项：
{options}{after-help}
";

const TEMPLATE: &str = "\
{about}

用法：{usage}

选项：
{options}{after-help}
";

const TEMPLATE_WITH_ARGUMENTS: &str = "\
{about}

用法：{usage}

参数：
{positionals}

选项：
{options}{after-help}
";

/// The whole command line, with all that clap would say in English said in Chinese.
pub(super) fn command() -> clap::Command {
    let version = Arg::new("version").short('V').long("version").help("显示版本号");
    in_chinese(Arguments::command())
        .help_template(TEMPLATE_OF_ALL)
        .disable_version_flag(true)
        .arg(version.action(ArgAction::Version))
}

fn in_chinese(command: clap::Command) -> clap::Command {
    let plain = command.get_positionals().next().is_none();
    let template = if plain { TEMPLATE } else { TEMPLATE_WITH_ARGUMENTS };
    let help = Arg::new("help").short('h').long("help").help("显示帮助").action(ArgAction::Help);
    command.disable_help_flag(true).arg(help).help_template(template).mut_subcommands(in_chinese)
}

/// What is typed before the commands are known, as the command that is meant: `nianbao help check`, and
/// `nianbao 年报.nianbao`, which checks it.
fn spelled_out(mut arguments: Vec<OsString>, command: &clap::Command) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|first| first == "help") {
        arguments.remove(1);
        arguments.truncate(2);
        arguments.push("--help".into());
    } else if names_files(&arguments, command) {
        arguments.insert(1, "check".into());
    }
    arguments
}

/// Whether there is no command, and the first word is a path.
fn names_files(arguments: &[OsString], command: &clap::Command) -> bool {
    let Some(first) = arguments.get(1) else { return false };
    command.find_subcommand(first).is_none() && is_path(Path::new(first))
}

/// Whether a word that is no command is meant as a path. A mistyped command has neither dot nor slash, and no
/// Chinese character.
fn is_path(word: &Path) -> bool {
    let text = word.to_string_lossy();
    let is_option = text.starts_with('-') && text != "-";
    let looks_like_one = text == "-" || text.contains(['.', '/', '\\']) || !text.is_ascii();
    !is_option && (looks_like_one || word.exists())
}

/// Whether the arguments are as when somebody starts the program with the mouse: none, or only files.
pub(super) fn are_of_a_mouse(arguments: &[OsString]) -> bool {
    arguments.len() < 2 || names_files(arguments, &command())
}

/// The command that the arguments ask for. Help and version are errors, as clap sees it.
pub(super) fn parse(arguments: Vec<OsString>) -> std::result::Result<Command, clap::Error> {
    let command = command();
    let arguments = spelled_out(arguments, &command);
    let matches = command.try_get_matches_from(arguments)?;
    Ok(Arguments::from_arg_matches(&matches)?.command)
}

/// A year as people write it: `2025`, `２０２５`, `2025年`.
fn year(written: &str) -> std::result::Result<i32, std::num::ParseIntError> {
    let plain: String = written.trim().chars().map(halfwidth).collect();
    plain.trim_end_matches('度').trim_end_matches('年').trim_end().parse()
}

/// What the arguments say of colours. It has to be known before there is anything to complain of them;
/// what cannot be understood is told later.
pub(super) fn color(arguments: &[OsString]) -> anstream::ColorChoice {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    let mut choice = anstream::ColorChoice::Auto;
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--color") {
            Some("") => words.next().unwrap_or_default().into_owned(),
            Some(value) => value.trim_start_matches('=').to_owned(),
            None => continue,
        };
        choice = match Color::from_str(&value, false) {
            Ok(Color::Always) => anstream::ColorChoice::AlwaysAnsi,
            Ok(Color::Never) => anstream::ColorChoice::Never,
            _ => anstream::ColorChoice::Auto,
        };
    }
    choice
}

#[cfg(test)]
mod tests {
    #[test]
    fn years_are_read_as_people_write_them() {
        for written in ["2025", "２０２５", "2025年", " 2025 年度"] {
            assert_eq!(super::year(written), Ok(2025), "{written}");
        }
        assert!(super::year("去年").is_err() && super::year("年").is_err());
    }

    #[test]
    fn the_arguments_are_consistent() {
        super::command().debug_assert();
    }
}
