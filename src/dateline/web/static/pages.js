// Comfort for lists: a changed choice is shown at once, and fields that say nothing stay out of the address.
"use strict";

for (const form of document.querySelectorAll("form[data-lean]")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) {
      if (field.name && !field.value) field.disabled = true;
    }
    // a page that comes back from the browser's memory has its fields again
    setTimeout(() => { for (const field of form.elements) field.disabled = false; });
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=checkbox]")) form.requestSubmit();
  });
}
