//! Generates both parsers from one grammar: the quick one, and one that goes on after a mistake.
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::path::PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    lalrpop::Configuration::new().set_out_dir(out.join("quick")).process_file("puppet.lalrpop")?;
    lalrpop::Configuration::new().set_out_dir(out.join("recovering")).set_features(["recover".into()]).process_file("puppet.lalrpop")
}
