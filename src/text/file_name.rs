//! Names of files.

/// Characters of a name that go into a file's name; disks take 255 bytes, which is as little as 85 characters.
const LONGEST: usize = 50;

/// As much of a name as a file's name may hold, without its ending.
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
