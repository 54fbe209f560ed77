// Add an activity of the library to the sheet.
import { fill, says } from "./page.js";
import { all, elementOf, isTicked } from "./cards.js";

const library = JSON.parse(document.getElementById("known").textContent).activities;
const box = document.getElementById("adder");
const search = document.getElementById("find-activity");
const list = document.getElementById("found");
const opener = document.getElementById("add");
const template = document.getElementById("found-template");
const MAX_SHOWN = 6;

const wanted = new Set(); // the ids that were added, also while the program has not answered yet

/** The ids that were added. */
export const asked = () => [...wanted];

/** Take what a pack adds as asked for, and nothing else. */
export function askFor(ids) {
  wanted.clear();
  ids.forEach((id) => wanted.add(id));
}

/** Let activities be added; `changed` is called when one is. */
export function makeAdder(changed) {
  opener.addEventListener("click", () => {
    box.hidden = false;
    search.value = "";
    show(changed);
    search.focus();
  });
  document.getElementById("adder-close").addEventListener("click", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
    }
  });
  search.addEventListener("input", () => show(changed));
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });
}

function close() {
  box.hidden = true;
  opener.focus();
}

function show(changed) {
  const words = search.value.toLocaleLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const fits = (activity) =>
    words.every((word) => activity.words.split(" ").some((own) => own.startsWith(word)));
  const found = library.filter(fits);
  list.replaceChildren(...found.slice(0, MAX_SHOWN).map((each) => row(each, changed)));
  const n = Math.min(found.length, MAX_SHOWN);
  const sentence = found.length > MAX_SHOWN ? says.some_found : says.all_found;
  document.getElementById("found-count").textContent = fill(sentence, { n, of: library.length });
}

function row(activity, changed) {
  const item = template.content.firstElementChild.cloneNode(true);
  item.querySelector("h3").textContent = activity.title;
  item.querySelector(".when").textContent = activity.line;
  const picture = item.querySelector("img");
  if (activity.picture) {
    picture.src = activity.picture;
  } else {
    picture.remove();
  }
  const button = item.querySelector("button");
  const isThere = all().includes(activity.id) && isTicked(activity.id);
  button.hidden = isThere;
  item.querySelector(".onlist").hidden = !isThere;
  button.setAttribute("aria-label", fill(says.add_this, { what: activity.title }));
  button.addEventListener("click", async () => {
    wanted.add(activity.id);
    const there = elementOf(activity.id);
    if (there) {
      there.querySelector(".box").checked = true;
      there.querySelector(".box").dispatchEvent(new Event("change"));
    }
    box.hidden = true;
    await changed();
    elementOf(activity.id)?.scrollIntoView({ block: "nearest" });
    elementOf(activity.id)?.querySelector(".box").focus();
  });
  return item;
}
