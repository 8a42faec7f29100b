//! A page that carries a file of work: the one file of the release, saved again with what is open in it,
//! for a colleague who has neither a server nor the file.

use serde::{Deserialize, Serialize};

/// Where the page has room for it; the release's one file is made with this element empty.
const ROOM: &str = "id=\"carried\">";
const END: &str = "</script>";

/// What a page carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// A name of this one copy, by which a browser knows that it took it in already.
    pub copy: String,
    /// The workspace file.
    pub file: String,
    /// The pack's text, where the program does not have it built in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<String>,
}

/// The page with this in it, instead of what it carried before. `None` when the page has no room for it.
pub fn carrying(page: &str, carried: &Carried) -> Option<String> {
    let (before, rest) = page.split_once(ROOM)?;
    let (_, after) = rest.split_once(END)?;
    // Only texts hold this character in JSON; written so, none of them can end the element.
    let json = serde_json::to_string(carried).ok()?.replace('<', "\\u003c");
    Some([before, ROOM, &json, END, after].concat())
}

/// What a page carries, from the text of its element. `None` when it carries nothing, or nothing whole.
pub fn carried(text: &str) -> Option<Carried> {
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    const PAGE: &str = "<body><script type=\"application/json\" id=\"carried\"></script><script>go()</script></body>";

    fn of(file: &str) -> Carried {
        Carried { copy: "c1".to_owned(), file: file.to_owned(), pack: None }
    }

    fn element(page: &str) -> &str {
        page.split_once(ROOM).unwrap().1.split_once(END).unwrap().0
    }

    #[test]
    fn what_a_page_carries_comes_out_as_it_went_in() {
        for file in
            ["{}", "{\"unit\": \"示例市\"}", "</script><script>alert(1)</script>", "<!-- \\u003c \" \u{2028} 😀"]
        {
            let page = carrying(PAGE, &of(file)).unwrap();
            assert_eq!(carried(element(&page)), Some(of(file)), "{page}");
            assert_eq!(page.matches("<script>").count(), 1, "{page}");
            assert!(page.ends_with("<script>go()</script></body>"), "{page}");
        }
    }

    #[test]
    fn a_copy_of_a_copy_carries_the_last_only() {
        let once = carrying(PAGE, &of("first")).unwrap();
        let twice = carrying(&once, &of("second")).unwrap();
        assert_eq!(carried(element(&twice)), Some(of("second")));
        assert_eq!(twice, carrying(PAGE, &of("second")).unwrap());
    }

    #[test]
    fn a_page_without_room_and_an_element_without_a_file_are_said_to_be_so() {
        assert_eq!(carrying("<body></body>", &of("{}")), None);
        for text in ["", "{}", "{\"file\": 1}"] {
            assert_eq!(carried(text), None);
        }
    }
}
