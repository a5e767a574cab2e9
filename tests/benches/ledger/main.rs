//! How long a ledger of 20,000 rows takes to be counted, and how much longer openpyxl takes merely to read the same file:
//! `cargo bench --bench ledger`.
//!
//! Only figures of one run can be compared. The program's start is counted, Python's is not.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark that meets the unexpected must stop at once, and prints what it measured"
)]

use std::fs;
use std::path::Path;
use std::time::Instant;

use nianbao_tests::binary;
use nianbao_tests::python::python;

/// Each way is tried so often, by turns; the median counts.
const TIMES: usize = 5;

/// Writes the ledger, as an office would have it.
const WRITE: &str = r#"
import datetime, openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.append(["2024年依申请公开台账"])
sheet.append(["序号", "编号", "收到日期", "申请人", "申请人类别", "申请内容", "答复日期", "办理结果", "经办人", "备注"])
kinds = ["公民", "企业", "律所", "社会组织", "高校"]
outcomes = ["予以公开", "部分公开", "信息不存在", "不予公开（商业秘密）", "属于信访事项", "重复申请", "逾期未补正"]
for at in range(20000):
    received = datetime.date(2024, 1, 1) + datetime.timedelta(days=at % 300)
    sheet.append([at + 1, f"2024-{at:05}", received, f"申请人{at}", kinds[at % 5], f"关于第{at}号地块的征地批复",
                  received + datetime.timedelta(days=18), outcomes[at % 7], f"经办人{at % 9}", "" if at % 4 else "已邮寄"])
book.save("台账.xlsx")
"#;

/// Reads all cells, and prints how long that took.
const READ: &str = r#"
import time, openpyxl
start = time.perf_counter()
book = openpyxl.load_workbook("台账.xlsx", OPTIONS)
cells = sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
print(time.perf_counter() - start)
assert cells > 180000, cells
"#;

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-ledger");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let python = python("bench-ledger", &["openpyxl==3.1.5"]).unwrap();
    python.run(WRITE, &folder);
    let read = |options: &str| -> f64 {
        let output = python.run(&READ.replace("OPTIONS", options), &folder);
        String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
    };
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..TIMES {
        let start = Instant::now();
        let output = binary::run(&folder, &["tally", "台账.xlsx"]);
        times[0].push(start.elapsed().as_secs_f64());
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(told.contains("台账共 20000 件申请，归类 20000 件"), "{told}");
        times[1].push(read("read_only=True"));
        times[2].push(read(""));
    }
    let [ours, streamed, whole] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[TIMES / 2]
    });
    println!("20,000 rows counted by nianbao tally, its start included: {ours:.2} s");
    for (how, time) in [("row by row", streamed), ("whole", whole)] {
        println!("read by openpyxl 3.1.5, {how}: {time:.2} s, {:.1} × as long", time / ours);
    }
    fs::remove_dir_all(&folder).unwrap();
}
