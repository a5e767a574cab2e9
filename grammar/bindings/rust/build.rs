//! Compiles the generated parser and the external scanner.

fn main() {
    let src = std::path::Path::new("src");
    let mut build = cc::Build::new();
    build.std("c11").include(src);
    #[cfg(target_env = "msvc")]
    build.flag("-utf-8");
    // Without a C library, as in a browser, tree-sitter brings the headers along.
    println!("cargo:rerun-if-env-changed=DEP_TREE_SITTER_LANGUAGE_WASM_HEADERS");
    if let Some(headers) = std::env::var_os("DEP_TREE_SITTER_LANGUAGE_WASM_HEADERS") {
        build.include(headers);
    }
    for name in ["parser.c", "scanner.c"] {
        let path = src.join(name);
        println!("cargo:rerun-if-changed={}", path.display());
        build.file(path);
    }
    build.compile("tree-sitter-nianbao");
}
