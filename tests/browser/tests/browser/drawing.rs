//! What a key press draws: counted by a development build, which `ZHUANHUA_COUNTED_SITE` names.

use super::*;
use serde_json::Value;

/// How often each component was drawn since the last count.
async fn drawn(person: &Person) -> Value {
    person.asks("(() => { const counted = window.drawn; window.drawn = {}; return counted || {}; })()").await
}

/// How often one component was.
fn of(counts: &Value, component: &str) -> u64 {
    counts.get(component).and_then(Value::as_f64).map_or(0, |count| count as u64)
}

/// What each row of the grid shows: head, cells with what is said of them, what stands after the cells.
const SHOWN: &str = "[...document.querySelectorAll('#figures tbody tr')].map((row) => [row.className,
    ...[...row.querySelectorAll('th, td')].map((cell) => { const field = cell.querySelector('input');
    return [cell.className, cell.innerText, field ? field.value : '', field ? field.placeholder : '', field ? field.title : '']; })])";

#[tokio::test(flavor = "multi_thread")]
async fn a_key_press_draws_what_it_changes() {
    let Some(site) = std::env::var_os("ZHUANHUA_COUNTED_SITE") else {
        println!("skipped: what a key press draws, since ZHUANHUA_COUNTED_SITE names no development build");
        return;
    };
    let server = Server::start(site.into(), "application/wasm");
    let chromium = Chromium::start().await;
    let person = chromium.person(&server, "").await;
    person.clicks("#try-example").await;
    person.reads("已保存").await;
    person.opens("#/figures").await;
    person.goes_to("#figures-0-1").await;
    person.sees("document.querySelector('#save-state.saved')").await;
    drawn(&person).await;

    person.types("7").await;
    person.sees("document.querySelector('#figures-0-1').dataset.typing").await;
    let counts = drawn(&person).await;
    assert_eq!(counts, serde_json::json!({ "cell": 1 }), "a digit draws its cell");

    let before = person.asks(SHOWN).await;
    person.presses("Enter").await;
    person.comes_to("figures-1-1").await;
    person.sees("document.querySelector('#save-state.saved')").await;
    let after = person.asks(SHOWN).await;
    let counts = drawn(&person).await;
    let (before, after) = (before.as_array().unwrap(), after.as_array().unwrap());
    let rows = before.iter().zip(after).filter(|(before, after)| before != after).count() as u64;
    let cells = before.iter().zip(after).flat_map(|(before, after)| {
        let pairs = before.as_array().unwrap().iter().zip(after.as_array().unwrap());
        pairs.filter(|(before, after)| before != after).collect::<Vec<_>>()
    });
    let cells = cells.count() as u64;
    println!("{rows} rows and {cells} cells changed, drawn: {counts}");
    assert!(rows >= 1, "the figure is shown");
    assert!((1..=rows).contains(&of(&counts, "row")), "{rows} rows changed: {counts}");
    // The cell is drawn when it gives its text away and when it shows what was made of it.
    assert!(of(&counts, "cell") <= cells + 1, "{cells} cells changed: {counts}");
    assert_eq!(of(&counts, "status line"), 1, "{counts}");
    for untouched in ["unit panel", "statements panel", "not applicable panel"] {
        assert_eq!(of(&counts, untouched), 0, "{untouched}: {counts}");
    }
    chromium.end().await;
}
