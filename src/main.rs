//! The program: hands its arguments to `cli` and ends with its exit code.

/// Threads hand what they read to the writer, which frees it: the system's allocator is slow at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cutline::cli::main()
}
