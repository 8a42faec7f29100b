// Starts the program, and shows a page that helps when it cannot start or has stopped. Plain old
// JavaScript: it must run where the program does not.
(function () {
  "use strict";
  var wasm = document.currentScript && document.currentScript.getAttribute("data-wasm");

  // Chromium 69 completes a transaction by itself but has no word for it.
  if (window.IDBTransaction && !IDBTransaction.prototype.commit) {
    IDBTransaction.prototype.commit = function () {};
  }

  // The ring around what has the focus is for the keyboard; Chromium 69 has no :focus-visible.
  document.addEventListener("keydown", function () { document.documentElement.classList.remove("mouse"); }, true);
  document.addEventListener("mousedown", function () { document.documentElement.classList.add("mouse"); }, true);

  function offer(list, record) {
    var kept, file;
    try {
      kept = JSON.parse(record);
      file = JSON.parse(kept.file);
    } catch (broken) {
      kept = { id: "", saved_at: "", file: record };
      file = { payload: { unit: "读不懂的记录" } };
    }
    var unit = (file.payload && file.payload.unit) || "未命名";
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([kept.file], { type: "application/json" }));
    link.download = unit + ".zhuanhua.json";
    link.textContent = "下载“" + unit + "”（保存于 " + kept.saved_at + "）";
    var item = document.createElement("li");
    item.appendChild(link);
    list.appendChild(item);
  }

  function offerSaved(list) {
    if (!window.indexedDB) { return; }
    var request = indexedDB.open("zhuanhua");
    // A store that is not there is not made here.
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
    offerSaved(document.getElementById("stopped-files"));
    document.getElementById("stopped-again").onclick = function () { location.reload(); };
    var page = document.getElementById("stopped");
    page.hidden = false;
    page.setAttribute("tabindex", "-1");
    page.focus();
    window.onbeforeunload = null;
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

  function start() {
    if (!window.WebAssembly) {
      stop("这个浏览器不支持 WebAssembly，不能运行本工具。请换用较新的浏览器（Chromium 内核 69 以上）。", navigator.userAgent);
      return;
    }
    if (typeof wasm_bindgen !== "function") {
      stop("缺少程序文件。请让管理员把整个文件夹重新复制一遍，再刷新。", "wasm_bindgen");
      return;
    }
    // A `let` of another script: no property of the window.
    wasm_bindgen({ module_or_path: wasm }).catch(function (error) {
      // An initial panic has already shown its page.
      stop("程序没能启动：文件缺失、新旧不一致，或浏览器禁止了 WebAssembly。请刷新一次；仍不行请联系管理员。", String((error && error.stack) || error));
    });
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
