//! The kind of a file, by its first bytes and its name, so that a user who opens a wrong file learns what it is
//! and what to do.

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// UTF-8 text: a file of ours, or an unknown one.
    Text,
    /// An Excel workbook (`.xlsx`).
    Workbook,
    /// An Excel workbook from before 2007 (`.xls`).
    OldWorkbook,
    /// A table of WPS (`.et`).
    WpsTable,
    /// An office file with a password.
    Encrypted,
    /// An OpenDocument spreadsheet (`.ods`).
    OpenDocument,
    /// Comma-separated values.
    Csv,
    /// HTML, even with the ending `.xls`.
    Page,
    /// A text document.
    WordFile,
    /// A picture.
    Picture,
    /// PDF.
    Pdf,
    /// An archive.
    Archive,
    /// Text in another encoding than UTF-8, or other bytes.
    Unknown,
}

/// The kind of a file by its bytes; the name decides only what the bytes leave open.
pub fn kind_of(name: &str, bytes: &[u8]) -> FileKind {
    let name = name.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let starts = |starts: &[&[u8]]| starts.iter().any(|start| bytes.starts_with(start));
    if starts(&[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"BM", b"II*\0", b"MM\0*"]) || is_webp(bytes) {
        return FileKind::Picture;
    }
    if starts(&[b"%PDF"]) {
        return FileKind::Pdf;
    }
    if starts(&[b"\xD0\xCF\x11\xE0"]) {
        let utf16 = |text: &str| text.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
        return match () {
            () if holds(bytes, &utf16("EncryptedPackage")) => FileKind::Encrypted,
            () if ends(&[".et", ".ett"]) => FileKind::WpsTable,
            () if ends(&[".doc", ".wps", ".dot"]) => FileKind::WordFile,
            () => FileKind::OldWorkbook,
        };
    }
    if starts(&[b"PK\x03\x04", b"PK\x05\x06"]) {
        return match () {
            () if holds(bytes, b"opendocument.spreadsheet") => FileKind::OpenDocument,
            () if holds(bytes, b"xl/") || ends(&[".xlsx"]) => FileKind::Workbook,
            () if holds(bytes, b"word/") => FileKind::WordFile,
            () => FileKind::Archive,
        };
    }
    if starts(&[b"Rar!", b"7z\xBC\xAF", b"\x1F\x8B"]) {
        return FileKind::Archive;
    }
    if ends(&[".csv", ".tsv"]) {
        return FileKind::Csv;
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return FileKind::Unknown };
    let begin: String = text.trim_start_matches('\u{FEFF}').trim_start().chars().take(200).collect();
    let begin = begin.to_lowercase();
    match () {
        () if begin.starts_with("<?xml") && ends(&[".xls", ".xml"]) => FileKind::OldWorkbook,
        () if begin.starts_with("<!doctype html") || begin.starts_with("<html") || begin.starts_with("<table") => {
            FileKind::Page
        }
        () if ends(&[".xlsx"]) => FileKind::Unknown,
        () => FileKind::Text,
    }
}

fn is_webp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, bytes: &[u8], expect: FileKind) {
        assert_eq!(kind_of(name, bytes), expect, "{name}");
    }

    #[test]
    fn files_are_told_by_their_first_bytes() {
        check("a.zhuanhua.json", b"{}", FileKind::Text);
        check("a.toml", "名 = 1".as_bytes(), FileKind::Text);
        check("a.xls", b"\xD0\xCF\x11\xE0 old", FileKind::OldWorkbook);
        check("a.et", b"\xD0\xCF\x11\xE0 old", FileKind::WpsTable);
        check("a.xlsx", b"\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", FileKind::Encrypted);
        check("a.xlsx", b"PK\x03\x04 xl/workbook.xml", FileKind::Workbook);
        check("a.xls", b"PK\x03\x04 xl/workbook.xml", FileKind::Workbook);
        check("a.ods", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", FileKind::OpenDocument);
        check("a.docx", b"PK\x03\x04 word/document.xml", FileKind::WordFile);
        check("a.zip", b"PK\x03\x04 readme", FileKind::Archive);
        check("a.csv", "指标,数\n".as_bytes(), FileKind::Csv);
        check("a.csv", b"\xD6\xB8\xB1\xEA,1\n", FileKind::Csv);
        check("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", FileKind::Page);
        check("a.xls", b"<?xml version=\"1.0\"?><Workbook>", FileKind::OldWorkbook);
        check("a.png", b"\x89PNG\r\n", FileKind::Picture);
        check("a.zhuanhua.json", b"\xFF\xD8\xFF\xE0", FileKind::Picture);
        check("a.pdf", b"%PDF-1.7", FileKind::Pdf);
        check("a.zhuanhua.json", b"\xFE\xFF\0{", FileKind::Unknown);
        check("a.xlsx", b"not a zip", FileKind::Unknown);
        check("", b"", FileKind::Text);
    }
}
