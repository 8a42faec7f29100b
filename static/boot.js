// Starts the program. Shows a helpful page if it cannot start or has stopped. Written in old JavaScript, because it
// must run where the program does not.
(function () {
  "use strict";
  var here = document.currentScript;
  var wasm = here && here.getAttribute("data-wasm");
  var legacy = here && here.getAttribute("data-legacy");
  // In the one-file release the program is part of the page.
  var program = document.getElementById("program");

  // Chromium 69 completes transactions by itself but has no commit().
  if (window.IDBTransaction && !IDBTransaction.prototype.commit) {
    IDBTransaction.prototype.commit = function () {};
  }

  // The focus ring is for the keyboard. Chromium 69 has no :focus-visible.
  document.addEventListener("keydown", function () { document.documentElement.classList.remove("mouse"); }, true);
  document.addEventListener("mousedown", function () { document.documentElement.classList.add("mouse"); }, true);

  function offer(list, record) {
    var kept, file;
    try {
      kept = JSON.parse(record);
      file = JSON.parse(kept.file);
    } catch (broken) {
      kept = { id: "", saved_at: "", file: record };
      file = { payload: { entries: { unit: "读不懂的记录" } } };
    }
    var payload = file.payload || {};
    // Files of version 1 hold the unit beside its entries.
    var unit = (payload.entries && payload.entries.unit) || payload.unit || "未命名";
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([kept.file], { type: "application/json" }));
    link.download = unit + ".zhuanhua.json";
    link.textContent = "下载“" + unit + "”（保存于 " + kept.saved_at + "）";
    var item = document.createElement("li");
    item.appendChild(link);
    list.appendChild(item);
    document.getElementById("stopped-saved").hidden = false;
  }

  function offerSaved(list) {
    if (!window.indexedDB) { return; }
    var request = indexedDB.open("zhuanhua");
    // Does not create a store that does not exist.
    request.onupgradeneeded = function () { request.transaction.abort(); };
    request.onsuccess = function () {
      var database = request.result;
      if (!database.objectStoreNames.contains("workspaces")) { return; }
      var all = database.transaction("workspaces").objectStore("workspaces").getAll();
      all.onsuccess = function () {
        all.result.forEach(function (record) { offer(list, record); });
      };
    };
  }

  var stopped = false;
  function stop(why, detail) {
    if (stopped) { return; }
    stopped = true;
    var app = document.getElementById("app");
    if (app) { app.parentNode.removeChild(app); }
    document.getElementById("stopped-why").textContent = why;
    document.getElementById("stopped-detail").textContent = detail;
    document.getElementById("stopped-again").onclick = function () { location.reload(); };
    var page = document.getElementById("stopped");
    page.hidden = false;
    page.setAttribute("tabindex", "-1");
    page.focus();
    window.onbeforeunload = null;
    try {
      // What stopped the page would stop it at every reload, so it is offered, not reopened.
      sessionStorage.removeItem("zhuanhua-open");
    } catch (forbidden) {
      // Then nothing is reopened automatically either.
    }
    try {
      offerSaved(document.getElementById("stopped-files"));
    } catch (forbidden) {
      // If storage is disabled, there is nothing to offer.
    }
  }

  var crashed = "程序内部出错，为免写坏数据已停止运行。最后一次显示“已保存”之后输入的内容可能没有保存。";
  window.addEventListener("zhuanhua-stopped", function (event) { stop(crashed, String(event.detail)); });
  window.addEventListener("error", function (event) {
    var error = event.error;
    if (window.WebAssembly && error instanceof WebAssembly.RuntimeError) { stop(crashed, String(error.stack || error)); }
  });
  window.addEventListener("unhandledrejection", function (event) {
    var error = event.reason;
    if (window.WebAssembly && error instanceof WebAssembly.RuntimeError) { stop(crashed, String(error.stack || error)); }
  });

  var BROKEN = program ? "网页文件没有复制完整，或在转交时损坏了。请重新复制一份，再双击打开。" : "可能是浏览器存着旧页面，或文件夹没有复制完整。请先按 Ctrl+F5 强制刷新；仍不行，请管理员把整个文件夹重新复制一遍。";

  // The program needs Chromium 69, Firefox 62 or Safari 12.
  function isTooOld() {
    return !window.PointerEvent || !Array.prototype.flat || !window.TextDecoder;
  }

  // The smallest program: refused where the page or the server forbids Wasm.
  function mayRunWasm() {
    try {
      return !!new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    } catch (refused) {
      return false;
    }
  }

  // The one-file release forbids itself everything it does not need. Engines before Chromium 97 know only the wider
  // keyword for Wasm.
  function closeOneFile() {
    var chromium = /Chrome\/(\d+)/.exec(navigator.userAgent);
    var word = chromium && Number(chromium[1]) < 97 ? "'unsafe-eval'" : "'wasm-unsafe-eval'";
    var policy = document.createElement("meta");
    policy.setAttribute("http-equiv", "Content-Security-Policy");
    policy.setAttribute("content", "default-src 'none'; script-src " + word + "; img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'");
    document.head.appendChild(policy);
    document.head.removeChild(policy);
  }

  // A copy that the browser saved of a running page: it looks alive but saves nothing.
  function isCopy() {
    return !document.querySelector("#app .starting") || (program && !program.textContent.trim());
  }

  function bytesOf(base64) {
    var text = atob(base64.trim());
    var bytes = new Uint8Array(text.length);
    for (var at = 0; at < text.length; at += 1) { bytes[at] = text.charCodeAt(at); }
    return bytes;
  }

  function hasStyle() {
    return !!getComputedStyle(document.documentElement).getPropertyValue("--brand");
  }

  // If the server sends the style sheet with a wrong type, apply it by script where the engine can.
  function styled() {
    var link = document.querySelector("link[rel=stylesheet]");
    if (!link || hasStyle()) { return Promise.resolve(true); }
    function lacks(detail) {
      stop("缺少样式文件 " + link.getAttribute("href").replace("./", "") + "，或服务器给它的类型不是 text/css。" + BROKEN, String(detail));
      return false;
    }
    return fetch(link.href).then(function (answer) {
      if (!answer.ok || !document.adoptedStyleSheets) { return lacks(answer.status); }
      return answer.text().then(function (text) {
        var sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets = [sheet];
        return hasStyle() || lacks("no style in it");
      });
    }, lacks);
  }

  // Script and program of the worker that writes documents. On a server's page they are fetched when the page is
  // idle. Later no request is possible.
  window.zhuanhuaWriter = function () {
    var inPage = document.getElementById("writer");
    if (inPage) {
      return Promise.resolve({ script: document.getElementById("writer-glue").textContent, wasm: bytesOf(inPage.textContent) });
    }
    var idle = new Promise(function (done) { (window.requestIdleCallback || setTimeout)(done); });
    function fetched(name) {
      return fetch(name).then(function (answer) {
        if (!answer.ok) { throw new Error(answer.status + " " + name); }
        return answer;
      });
    }
    return idle.then(function () {
      return Promise.all([fetched(here.getAttribute("data-writer")), fetched(here.getAttribute("data-writer-wasm"))]);
    }).then(function (answers) {
      return Promise.all([answers[0].text(), answers[1].arrayBuffer()]);
    }).then(function (parts) { return { script: parts[0], wasm: parts[1] }; });
  };

  // The program in a form that the glue accepts: bytes, or a response of the server.
  function programOf() {
    if (program) {
      var bytes = bytesOf(program.textContent);
      program.textContent = "";
      return Promise.resolve(bytes);
    }
    return fetch(wasm).then(function (answer) {
      if (answer.ok) { return answer; }
      stop("缺少程序文件 " + wasm.replace("./", "") + "。" + BROKEN, answer.status + " " + wasm);
      return null;
    }, function (error) {
      stop("没能从服务器取到程序文件 " + wasm.replace("./", "") + "。请看看网络是否通畅，再刷新。", String(error));
      return null;
    });
  }

  function start() {
    // A policy outlives its element. In a saved copy of this page the element would forbid this very script.
    var own = document.querySelector("meta[http-equiv=Content-Security-Policy]");
    if (own) { own.parentNode.removeChild(own); }
    if (isCopy()) {
      stop("这是浏览器“另存为”（Ctrl+S）存下的页面，里面没有程序，不能填也不会保存。" + (program ? "请打开原来的 zhuanhua.html，用页面上的“存为网页”另存带数据的一份。" : "请打开原来的地址；要带走数据，用页面上的“存为文件”。"), location.protocol);
      return;
    }
    if (program) {
      // The original page, for portable copies with a workspace inside.
      window.zhuanhuaPage = "<!doctype html>\n" + document.documentElement.outerHTML;
      closeOneFile();
    }
    if (!window.WebAssembly) {
      stop("这个浏览器不支持或关闭了 WebAssembly，不能运行本工具。请换用较新的浏览器（Chromium 内核 69 以上，极速模式），或请管理员允许 WebAssembly。", navigator.userAgent);
      return;
    }
    if (isTooOld()) {
      stop("这个浏览器太旧，不能运行本工具。请换用较新的浏览器（Chromium 内核 69 以上，双核浏览器请用极速模式）。", navigator.userAgent);
      return;
    }
    if (!program && location.protocol === "file:") {
      stop("这是放在服务器上用的页面。直接双击打开，请用同一文件夹里的 zhuanhua.html。", location.protocol);
      return;
    }
    if (!mayRunWasm()) {
      if (legacy) { location.replace(legacy + location.hash); return; }
      stop("浏览器或服务器的安全策略禁止 WebAssembly，不能运行本工具。请管理员允许它（内容安全策略里的 'wasm-unsafe-eval'，旧内核要 'unsafe-eval'）。", navigator.userAgent);
      return;
    }
    if (typeof wasm_bindgen !== "function") {
      stop("缺少程序文件（.js）。" + BROKEN, "wasm_bindgen");
      return;
    }
    styled().then(function (is) { return is && programOf(); }).then(function (found) {
      // Declared by `let` in another script, so it is no property of window.
      return found && wasm_bindgen({ module_or_path: found });
    }).catch(function (error) {
      // A panic at the start has already shown its page; `stop` then does nothing.
      stop("程序没能启动：程序文件新旧不一致或已损坏。" + BROKEN, String((error && error.stack) || error));
    });
  }

  // The one-file release starts as soon as it is parsed up to here, which is its end. Nothing may run before its
  // policy.
  if (!program && document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
