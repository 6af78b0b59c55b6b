//! The program: hands its arguments to `cli` and ends with its exit code.

fn main() -> std::process::ExitCode {
    cutline::cli::main()
}
