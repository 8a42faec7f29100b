//! A portable page: the release's one file, saved again with the open work in it, for a colleague who has neither a
//! server nor the file.

use serde::{Deserialize, Serialize};

/// The element that holds the work; it is empty in the release's one file.
const ROOM: &str = "id=\"carried\">";
const END: &str = "</script>";

/// The work in a portable page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortableWork {
    /// Identifies this one copy, so that a browser knows whether it has imported it already.
    pub copy: String,
    /// The workspace file.
    pub file: String,
    /// The pack's text, if the program does not have it built in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<String>,
}

/// The page with this work in it, replacing what it carried before. `None` if the page lacks the element.
pub fn with_work(page: &str, work: &PortableWork) -> Option<String> {
    let (before, rest) = page.split_once(ROOM)?;
    let (_, after) = rest.split_once(END)?;
    // In JSON, `<` occurs only in strings. Escaped there, no string can end the element.
    let json = serde_json::to_string(work).ok()?.replace('<', "\\u003c");
    Some([before, ROOM, &json, END, after].concat())
}

/// Reads the work from the text of the page's element. `None` if there is none or it is incomplete.
pub fn work_of(text: &str) -> Option<PortableWork> {
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    const PAGE: &str = "<body><script type=\"application/json\" id=\"carried\"></script><script>go()</script></body>";

    fn of(file: &str) -> PortableWork {
        PortableWork { copy: "c1".to_owned(), file: file.to_owned(), pack: None }
    }

    fn element(page: &str) -> &str {
        page.split_once(ROOM).unwrap().1.split_once(END).unwrap().0
    }

    #[test]
    fn what_a_page_carries_comes_out_as_it_went_in() {
        for file in
            ["{}", "{\"unit\": \"示例市\"}", "</script><script>alert(1)</script>", "<!-- \\u003c \" \u{2028} 😀"]
        {
            let page = with_work(PAGE, &of(file)).unwrap();
            assert_eq!(work_of(element(&page)), Some(of(file)), "{page}");
            assert_eq!(page.matches("<script>").count(), 1, "{page}");
            assert!(page.ends_with("<script>go()</script></body>"), "{page}");
        }
    }

    #[test]
    fn a_copy_of_a_copy_carries_the_last_only() {
        let once = with_work(PAGE, &of("first")).unwrap();
        let twice = with_work(&once, &of("second")).unwrap();
        assert_eq!(work_of(element(&twice)), Some(of("second")));
        assert_eq!(twice, with_work(PAGE, &of("second")).unwrap());
    }

    #[test]
    fn a_page_without_room_and_an_element_without_a_file_are_said_to_be_so() {
        assert_eq!(with_work("<body></body>", &of("{}")), None);
        for text in ["", "{}", "{\"file\": 1}"] {
            assert_eq!(work_of(text), None);
        }
    }
}
