//! The cache folder that all clones share, and file locks.

use crate::step::Failure;
use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// The cache folder: `$ZHUANHUA_CACHE`, else `zhuanhua` in the user's cache folder. Creates it.
pub fn folder() -> Result<PathBuf, Failure> {
    let own = env::var_os("ZHUANHUA_CACHE").map(PathBuf::from);
    let usual = || env::var_os("XDG_CACHE_HOME").map(|cache| Path::new(&cache).join("zhuanhua"));
    let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cache/zhuanhua"));
    let folder = own.or_else(usual).or_else(home);
    let folder = folder.ok_or_else(|| Failure::new("no folder for tools", "set ZHUANHUA_CACHE to a folder"))?;
    make(&folder)?;
    Ok(folder)
}

/// The folder of one version of a tool. It may not exist yet.
pub fn of(name: &str) -> Result<PathBuf, Failure> {
    Ok(folder()?.join("tools").join(name))
}

/// Creates a folder with its parents.
pub fn make(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| {
        Failure::new(format!("{}: {error}", folder.display()), "make that folder writable, or set ZHUANHUA_CACHE")
    })
}

/// Locks a file until the result is dropped or the process ends. Waits while another command holds the lock, and
/// says so.
///
/// # Errors
/// If the file cannot be written or locked.
pub fn lock(path: &Path, what: &str) -> Result<File, Failure> {
    let failure = |error: std::io::Error| Failure::at(&path.display().to_string(), error);
    if let Some(folder) = path.parent() {
        make(folder)?;
    }
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(failure)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            println!("another command is busy with {what}: waiting for it");
            file.lock().map_err(failure)?;
        }
        Err(TryLockError::Error(error)) => return Err(failure(error)),
    }
    Ok(file)
}
