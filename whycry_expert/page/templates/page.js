(function () {
  "use strict";
  var root = document.documentElement, wait = 5000;
  var room = location.pathname.replace(/^(\/[^/]*\/).*$/, "$1");
  var channel = "BroadcastChannel" in window ? new BroadcastChannel("leave " + room) : null;
  var presses = 0, alone = false, timer;

  function leave(told) {
    root.className = "covered";
    document.title = "New tab";
    if (channel && !told) { channel.postMessage("leave"); }
    if (navigator.sendBeacon) { navigator.sendBeacon(room + "leave"); }
    location.replace("about:blank");
  }

  function forget() { presses = 0; tell(""); }

  function tell(text) {
    var status = document.getElementById("leaving");
    if (status) { status.textContent = text; }
  }

  function pressed() {
    presses += 1;
    clearTimeout(timer);
    if (presses === 3) { leave(false); return; }
    timer = setTimeout(forget, wait);
    tell("Shift, press " + (3 - presses) + " more time" + (presses === 2 ? "" : "s") + " to leave.");
  }

  if (channel) { channel.onmessage = function () { leave(true); }; }

  document.addEventListener("keydown", function (event) {
    alone = event.key === "Shift" && !event.repeat;
    if (event.key !== "Shift") { forget(); }
  }, true);

  document.addEventListener("keyup", function (event) {
    if (event.key === "Shift" && alone) { alone = false; pressed(); }
  }, true);

  document.addEventListener("submit", function (event) {
    if (event.target.id === "leave") { event.preventDefault(); leave(false); }
  }, true);

  document.addEventListener("change", function (event) {
    var form = event.target.form, body;
    if (!form || form.id !== "asked" || !window.fetch) { return; }
    body = new URLSearchParams(new FormData(form));
    body.append("do", "draft");
    fetch(location.href, { method: "POST", body: body, keepalive: true }).catch(function () {});
  });

  document.addEventListener("click", function (event) {
    if (event.target.id === "print") { window.print(); }
  });

  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { root.className = "covered"; location.reload(); }
  });

  document.addEventListener("DOMContentLoaded", function () {
    var summary = document.getElementById("mistake");
    root.className += " scripted";
    if (summary) { summary.focus(); }
  });
}());
