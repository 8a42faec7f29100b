//! Pages of their own: HTML that prints on A4 and opens in a word processor, without scripts.

/// A page with a title; the body is markup.
pub fn page(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{title}</title>\n<style>\n\
         body {{ font-family: FangSong, STFangsong, serif; margin: 2em; }} h1 {{ font-size: 1.4em; text-align: center; }}\n\
         h2 {{ font-size: 1.1em; }} p {{ margin: 0.3em 0; }}\n\
         table {{ border-collapse: collapse; width: 100%; }} td, th {{ border: 1px solid #000; padding: 4px 8px; text-align: left; vertical-align: top; }}\n\
         thead {{ display: table-header-group; }} tr {{ page-break-inside: avoid; }}\n</style></head><body>\n\
         <h1>{title}</h1>\n{body}</body></html>\n",
        title = escaped(title),
    )
}

/// A table whose cells are markup already; the heads are text.
pub fn table(heads: &[&str], rows: &[Vec<String>]) -> String {
    let heads: String = heads.iter().map(|head| format!("<th>{}</th>", escaped(head))).collect();
    let row = |cells: &Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = rows.iter().map(row).collect();
    format!("<table><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n")
}

/// A text in which nothing is markup.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
