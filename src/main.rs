//! The binary: everything is in the library.

/// A run makes many small values and ends: this allocator takes half the time of glibc's for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    rpuppet::cli::run()
}
