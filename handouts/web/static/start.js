// The first page: the body, the search and the list of patterns show the same choice.
import { fill, post, says } from "./page.js";

const area = document.getElementById("area");
const search = document.getElementById("search");
const rows = [...document.querySelectorAll("#patterns li")];
const list = document.getElementById("patterns");
const shapes = [...document.querySelectorAll(".bodies .area")];
const chip = document.getElementById("chosen");
const known = JSON.parse(document.getElementById("known").textContent);
const MIN_STEM = 3;

let side = "";

/** The words of a search that tell something. */
function wordsOf(text) {
  const found = text.toLocaleLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const wanted = found.filter((word) => !known.stop.includes(word));
  return wanted.map((word) => [word, ...(known.same[word] ?? [])]);
}

function isLike(one, other) {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short === long || (short.length >= MIN_STEM && long.startsWith(short));
}

/** How many words of the search a pattern has. */
function score(row, wanted) {
  const own = row.dataset.words.split(" ");
  const isThere = (choices) => choices.some((word) => own.some((other) => isLike(word, other)));
  return wanted.filter(isThere).length;
}

function show() {
  const wanted = wordsOf(search.value);
  const scores = new Map(rows.map((row) => [row, score(row, wanted)]));
  const best = Math.max(0, ...scores.values());
  const isShown = (row) => {
    const here = !area.value || row.dataset.areas.split(" ").includes(area.value);
    return here && (!wanted.length || (best > 0 && scores.get(row) * 2 > best));
  };
  const order = wanted.length ? [...rows].sort((a, b) => scores.get(b) - scores.get(a)) : rows;
  list.append(...order);
  rows.forEach((row) => {
    row.hidden = !isShown(row);
    const link = row.querySelector("a");
    const address = new URL(link.href);
    const query = side && link.dataset.sided ? `?side=${side}` : "";
    link.setAttribute("href", address.pathname + query);
  });
  const number = rows.filter((row) => !row.hidden).length;
  document.getElementById("count").textContent =
    number === 1 ? says.one_pattern : fill(says.patterns, { n: number });
  const none = document.getElementById("none");
  none.hidden = number > 0;
  none.textContent = area.value && !wanted.length ? says.none_here : says.none_found;
  showArea();
}

function showArea() {
  shapes.forEach((shape) => {
    const here = shape.dataset.area === area.value;
    shape.classList.toggle("chosen", here && (!side || shape.dataset.side === side || !shape.dataset.side));
  });
  chip.hidden = !area.value;
  const name = area.selectedOptions[0].textContent;
  chip.querySelector("span").textContent = side ? fill(says.area_on_side, { side: says[side], area: name }) : name;
}

function choose(name, newSide) {
  area.value = [...area.options].some((option) => option.value === name) ? name : "";
  side = area.value ? newSide : "";
  if (!area.value) {
    chip.hidden = true;
  }
  show();
}

shapes.forEach((shape) => {
  const isKnown = [...area.options].some((option) => option.value === shape.dataset.area);
  shape.classList.toggle("empty", !isKnown);
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = known.areas[shape.dataset.area];
  shape.append(title);
  const alike = shapes.filter(
    (other) => other.dataset.area === shape.dataset.area && other.dataset.side === shape.dataset.side,
  );
  shape.addEventListener("pointerenter", () => alike.forEach((each) => each.classList.toggle("hover", isKnown)));
  shape.addEventListener("pointerleave", () => alike.forEach((each) => each.classList.remove("hover")));
  shape.addEventListener("click", () => {
    if (isKnown) {
      choose(shape.dataset.area, shape.dataset.side);
    } else {
      area.value = "";
      side = "";
      show();
      document.getElementById("none").hidden = false;
      document.getElementById("none").textContent = fill(says.none_for, { area: known.areas[shape.dataset.area] });
    }
  });
});

chip.querySelector("button").addEventListener("click", () => {
  choose("", "");
  area.focus();
});
area.addEventListener("change", () => choose(area.value, ""));
search.addEventListener("input", show);
search.closest("form").addEventListener("submit", (event) => event.preventDefault());
document.getElementById("again")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const number = document.getElementById("number");
  const answer = await post("/given/find", { number: number.value });
  const error = document.getElementById("number-error");
  error.hidden = !answer.problem;
  if (answer.problem) {
    error.querySelector("span").textContent = answer.problem;
    number.setAttribute("aria-invalid", "true");
    number.setAttribute("aria-describedby", error.id);
    number.focus();
  } else {
    location.href = answer.address;
  }
});
addEventListener("pageshow", show);
