// What every page of the desk can do: send a request with the page's token, say what came of it, find with "/", help with "?".
"use strict";

const Desk = {
  token: document.querySelector('meta[name="csrf"]').content,

  // Send JSON and give the answer's JSON; a refusal is thrown with its own words.
  async send(path, body, method = "POST") {
    const answer = await fetch(path, {
      method,
      headers: { "content-type": "application/json", accept: "application/json", "x-csrf-token": Desk.token },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const content = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      const detail = content.detail;
      const problem = new Error(Array.isArray(detail) ? detail.map((item) => item.msg).join("; ") : detail || `The desk answered ${answer.status}.`);
      problem.status = answer.status;
      throw problem;
    }
    return content;
  },

  // Say something to whoever looks, and to a screen reader.
  say(words, bad = false) {
    const line = document.getElementById("status");
    line.textContent = words;
    line.classList.toggle("bad", bad);
    clearTimeout(Desk.timer);
    Desk.timer = setTimeout(() => { line.textContent = ""; }, bad ? 12000 : 5000);
  },

  // Whether keys go into a field now.
  isTyping(event) {
    return event.target.closest("input, textarea, select, dialog, [contenteditable]") !== null || event.ctrlKey || event.metaKey || event.altKey;
  },
};

document.addEventListener("keydown", (event) => {
  if (Desk.isTyping(event)) return;
  if (event.key === "/") {
    const field = document.getElementById("find");
    if (field) { event.preventDefault(); field.focus(); }
  } else if (event.key === "?") {
    location.href = "/help";
  }
});
