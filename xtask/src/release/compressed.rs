//! Compressed copies, `.br` and `.gz`, for servers that send them when they exist.

use super::{files, read, write};
use crate::step::Failure;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes both copies of each file.
pub fn beside_each(folder: &Path) -> Result<(), Failure> {
    println!("== compress");
    for path in files(folder)? {
        let bytes = read(&path)?;
        write(&with_suffix(&path, "br"), &brotli(&bytes).map_err(|error| at(&path, error))?)?;
        write(&with_suffix(&path, "gz"), &gzip(&bytes).map_err(|error| at(&path, error))?)?;
    }
    Ok(())
}

/// Compresses with brotli's highest quality.
fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{suffix}"));
    PathBuf::from(name)
}

fn at(path: &Path, error: std::io::Error) -> Failure {
    Failure::at(&path.display().to_string(), error)
}
