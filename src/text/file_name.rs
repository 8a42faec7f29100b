//! Names of files.

/// Most characters of a name used in a file name. File systems take 255 bytes, as few as 85 Chinese characters.
const LONGEST: usize = 50;

/// A name as a file name: without forbidden characters, shortened, without extension.
pub fn file_stem(name: &str) -> String {
    let allowed = |character: &char| !character.is_control() && !r#"\/:*?"<>|"#.contains(*character);
    name.chars().filter(allowed).take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_what_disks_refuse() {
        assert_eq!(file_stem("示例/市: <\u{7}a>*?\"|\\"), "示例市 a");
        assert_eq!(file_stem(&"长".repeat(200)).chars().count(), 50);
    }
}
