fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let a = nianbao::analysis::Analysis::new(text);
        println!("{path}");
        for f in &a.findings {
            println!("  {:?} {} {}", f.range, f.rule, f.message);
            for x in &f.fixes {
                println!("     fix {:?}", x);
            }
        }
    }
}
