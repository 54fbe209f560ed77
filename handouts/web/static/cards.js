// The cards of the remedies: tick, open, change the dose, choose the place of the patch.
import { fill, says } from "./page.js";
import { makeMovable } from "./moving.js";
import { fault, makeStepper, read, written } from "./stepper.js";

const lists = { care: document.getElementById("cards"), flare: document.getElementById("flare-cards") };
const known = new Map(); // by id: the card as the program last described it
const template = document.getElementById("card-template");

let changed = () => {};
let moved = false;

/** Tell what is to be done whenever a card changes. */
export function onChange(action) {
  changed = action;
}

export const cardOf = (id) => known.get(id);
export const elementOf = (id) => document.getElementById(`card-${id}`);
export const all = () => [...document.querySelectorAll(".cards .card")].map((item) => item.dataset.id);
export const isTicked = (id) => elementOf(id)?.querySelector(".box").checked ?? false;

/** The ids of the cards whose order is the therapist's to choose, and whether it was. */
export const movable = () => all().filter((id) => cardOf(id).movable);
export const isMoved = () => moved;

/** The doses that differ from the usual, by id, as a plan has them; what cannot be read is left out. */
export function changesOf() {
  const doses = {};
  for (const id of all()) {
    const parts = {};
    for (const input of cardOf(id).inputs) {
      const value = read(fieldOf(id, input).value);
      if (value && (value[0] !== input.low || value[1] !== input.high)) {
        parts[input.name] = value[0] === value[1] ? value[0] : value;
      }
    }
    if (Object.keys(parts).length && isTicked(id)) {
      doses[id] = parts;
    }
  }
  return doses;
}

/** The cards of which the last picture alone is wanted. */
export const endOnly = () =>
  all().filter((id) => isTicked(id) && elementOf(id).querySelector(".frames input[value=end]").checked);

/** What is wrong with the doses, before the program is asked. */
export function faultsOf() {
  return all()
    .filter(isTicked)
    .flatMap((id) =>
      cardOf(id).inputs.map((input) => ({
        field: `doses.${id}.${input.name}`,
        message: fault(input, read(fieldOf(id, input).value)),
      })),
    )
    .filter((each) => each.message);
}

const fieldOf = (id, input) => document.getElementById(`dose-${id}-${input.name}`);

/** Show the cards that the program has described; those that it knows no more stay as they were. */
export function showCards(described, pack) {
  const isFirst = !known.size;
  for (const card of described) {
    const isNew = !known.has(card.id);
    known.set(card.id, card);
    if (isNew) {
      (card.movable ? lists.care : lists.flare).append(make(card));
      restore(card, pack, isFirst);
    }
    describe(card);
  }
  if (isFirst && pack?.order) {
    moved = true;
    const rest = all().filter((id) => cardOf(id).movable && !pack.order.includes(id));
    lists.care.append(...[...pack.order, ...rest].map(elementOf).filter(Boolean));
  }
  document.getElementById("flare").hidden = !lists.flare.children.length;
  lists.care.setAttribute("aria-busy", "false");
  count();
}

/** Take all cards away; the next that are shown are set as the pack has them. */
export function clearCards() {
  all().forEach((id) => elementOf(id).remove());
  known.clear();
  moved = false;
}

/** Set a new card as the pack has it. */
function restore(card, pack, isFirst) {
  const box = elementOf(card.id).querySelector(".box");
  if (isFirst && pack?.care && !card.added) {
    box.checked = pack.care.includes(card.id);
  }
  if (isFirst && pack?.doses?.[card.id]) {
    for (const input of card.inputs) {
      const value = pack.doses[card.id][input.name];
      if (value !== undefined) {
        fieldOf(card.id, input).value = Array.isArray(value) ? written(...value) : `${value}`;
      }
    }
  }
  if (isFirst && pack?.end_only?.includes(card.id)) {
    elementOf(card.id).querySelector(".frames input[value=end]").checked = true;
  }
  if (isFirst && pack?.site && card.id === "patch") {
    const place = elementOf(card.id).querySelector(`input[value="${pack.site}"]`);
    if (place) {
      place.checked = true;
    }
  }
}

function make(card) {
  const item = template.content.firstElementChild.cloneNode(true);
  item.id = `card-${card.id}`;
  item.dataset.id = card.id;
  const box = item.querySelector(".box");
  box.id = `tick-${card.id}`;
  box.addEventListener("change", () => {
    describe(cardOf(card.id));
    count();
    changed();
  });
  const more = item.querySelector(".more");
  more.id = `more-${card.id}`;
  const opener = item.querySelector(".opener");
  opener.setAttribute("aria-controls", more.id);
  opener.addEventListener("click", () => open(card.id, more.hidden));
  item.querySelector(".steps").append(...card.inputs.map((input) => makeStepper(card, input, changed)));
  item.querySelector(".usual").addEventListener("click", () => {
    for (const input of cardOf(card.id).inputs) {
      fieldOf(card.id, input).value = written(input.low, input.high);
    }
    changed();
  });
  item.querySelector(".usual").hidden = !card.inputs.length;
  makeFrames(item, card);
  makePlaces(item, card);
  makeMovable(item, card, {
    name: () => cardOf(card.id).title,
    moved: () => {
      moved = true;
      changed();
    },
  });
  return item;
}

/** Let the pictures be chosen, where there are several. */
function makeFrames(item, card) {
  item.querySelector(".frames").hidden = card.frames < 2;
  for (const input of item.querySelectorAll(".frames input")) {
    input.name = `frames-${card.id}`;
    input.addEventListener("change", changed);
  }
}

/** Let the place of the patch be chosen from the list, or on the picture. */
function makePlaces(item, card) {
  if (!card.places.length) {
    return;
  }
  const box = item.querySelector(".places");
  box.hidden = false;
  box.id = "field-site";
  const radio = document.getElementById("radio-template");
  for (const place of card.places) {
    const label = radio.content.firstElementChild.cloneNode(true);
    const input = label.querySelector("input");
    input.value = place.id;
    input.addEventListener("change", changed);
    label.querySelector("b").textContent = place.letter;
    label.querySelector("b + span").textContent = place.name;
    label.querySelector(".hint").textContent = place.when;
    box.querySelector(".list").append(label);
  }
  const plate = document.createElement("img");
  plate.alt = "";
  box.querySelector(".plate").append(plate);
  plate.addEventListener("click", (event) => pointAt(plate, event, item));
}

/** Choose the place of the patch that is nearest to where the picture was clicked. */
async function pointAt(plate, event, item) {
  const drawing = new DOMParser().parseFromString(
    await (await fetch(plate.src)).text(),
    "image/svg+xml",
  );
  const [, , width] = drawing.documentElement.getAttribute("viewBox").split(" ").map(Number);
  const scale = width / plate.getBoundingClientRect().width;
  const at = [event.offsetX * scale, event.offsetY * scale];
  const far = (place) => {
    const circle = place.querySelector("circle");
    return Math.hypot(circle.getAttribute("cx") - at[0], circle.getAttribute("cy") - at[1]);
  };
  const [nearest] = [...drawing.querySelectorAll(".place")].sort((a, b) => far(a) - far(b));
  if (nearest) {
    item.querySelector(`input[value="${nearest.dataset.place}"]`).checked = true;
    changed();
  }
}

/** Open a card, and close the one that was open. */
export function open(id, isOpen) {
  for (const other of all()) {
    const item = elementOf(other);
    const opens = other === id && isOpen;
    item.classList.toggle("open", opens);
    item.querySelector(".more").hidden = !opens;
    const opener = item.querySelector(".opener");
    opener.setAttribute("aria-expanded", `${opens}`);
    opener.querySelector("use").setAttribute("href", opens ? "#icon-up" : "#icon-down");
  }
}

/** Write the words, the dose and the picture of a card. */
function describe(card) {
  const item = elementOf(card.id);
  const isOn = isTicked(card.id);
  item.classList.toggle("off", !isOn);
  item.querySelector(".when").textContent = card.moment;
  item.querySelector("h3").textContent = card.title;
  for (const [selector, words] of [
    [".box", "{what}"],
    [".opener", says.open_card],
    [".grip", says.move_card],
    [".move-up", says.move_up],
    [".move-down", says.move_down],
  ]) {
    const label = fill(words, { what: card.title });
    item.querySelector(selector)?.setAttribute("aria-label", label); // not all can be moved
  }
  item.querySelector(".opener").disabled = !card.inputs.length && !card.places.length && !card.movable;
  const dose = item.querySelector(".dose");
  dose.replaceChildren(...(isOn ? factsOf(card) : [says.off]));
  const picture = item.querySelector(".pic img");
  if (card.picture && picture.getAttribute("src") !== card.picture) {
    picture.src = card.picture;
    const plate = item.querySelector(".plate img");
    if (plate) {
      plate.src = card.picture;
    }
  }
  picture.hidden = !card.picture;
}

/** The dose in few words, with its figures in bold. */
function factsOf(card) {
  return card.dose.flatMap(([before, figure, after], index) => {
    const bold = document.createElement("b");
    bold.textContent = figure;
    return [index ? ", " : "", before, figure ? bold : "", after];
  });
}

function count() {
  const ids = all();
  const n = ids.filter(isTicked).length;
  document.getElementById("care-count").textContent = fill(says.chosen, { n, of: ids.length });
}
