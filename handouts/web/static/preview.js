// The sheet beside the form: asked for after each change, never shown if another change came since.
import { post, says, fill, tab } from "./page.js";

const picture = document.getElementById("side");
const strip = document.getElementById("strip");
const state = document.getElementById("state");
const THUMB_WIDTH = 60;
const DENSITY = Math.min(devicePixelRatio || 1, 2);

let wanted = 0; // the number of the last change
let running = null;
let answer = null; // the last answer that was shown
let side = 1;

export const lastAnswer = () => answer;

/** Ask for the sheet anew. `ask` gives what is asked for, `tell` is given each answer that counts. */
export function redraw(ask, tell) {
  wanted += 1;
  running ??= run(ask, tell).finally(() => {
    running = null;
  });
  return running;
}

async function run(ask, tell) {
  let done = 0;
  while (done < wanted) {
    const number = wanted;
    const found = await post("/sheets", ask());
    done = number;
    if (number !== wanted) {
      continue; // something was changed meanwhile
    }
    answer = found;
    tell(found);
    if (found.token) {
      await show(found, () => number === wanted);
    } else {
      showOld();
    }
    document.body.dataset.drawn = number;
  }
}

/** Show the side that is looked at, then the small pictures of all sides while nothing else is to do. */
async function show(found, isCurrent) {
  side = Math.min(side, found.sides);
  const next = await load(addressOf(found, side, picture.clientWidth || 400), isCurrent);
  if (!next) {
    return;
  }
  picture.src = next;
  picture.alt = fill(says.side_alt, { n: side });
  state.textContent = says.as_printed;
  picture.closest(".papers").classList.remove("old");
  makeStrip(found);
  setTimeout(() => showThumbs(found, isCurrent));
}

const addressOf = (found, number, width) =>
  `/sheets/${found.token}/${number}.png?width=${Math.round(width * DENSITY)}`;

/** Load a picture whole before it is shown; null if it is no longer wanted. */
async function load(address, isCurrent) {
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
  } catch {
    return null; // the sheet was replaced by another meanwhile
  }
  return isCurrent() ? image.src : null;
}

function showOld() {
  state.textContent = picture.hasAttribute("src") ? says.as_before : says.no_sheet;
  picture.closest(".papers").classList.add("old");
}

function makeStrip(found) {
  while (strip.children.length > found.sides) {
    strip.lastChild.remove();
  }
  while (strip.children.length < found.sides) {
    const number = strip.children.length + 1;
    const button = document.createElement("button");
    button.type = "button";
    button.append(Object.assign(new Image(), { alt: "", width: THUMB_WIDTH, height: 78 }));
    button.append(fill(says.side, { n: number }));
    button.addEventListener("click", () => look(number));
    strip.append(button);
  }
  [...strip.children].forEach((button, index) => {
    button.setAttribute("aria-pressed", `${index + 1 === side}`);
  });
}

async function look(number) {
  side = number;
  makeStrip(answer);
  const current = answer;
  const next = await load(addressOf(current, number, picture.clientWidth), () => side === number);
  if (next) {
    picture.src = next;
    picture.alt = fill(says.side_alt, { n: number });
  }
}

async function showThumbs(found, isCurrent) {
  for (const [index, button] of [...strip.children].entries()) {
    const next = isCurrent() && (await load(addressOf(found, index + 1, THUMB_WIDTH), isCurrent));
    if (!next) {
      return;
    }
    button.querySelector("img").src = next;
  }
}

/** Pictures of all sides, for the page of the finished sheet. */
export function sidesOf(found, width) {
  return Array.from({ length: found.sides }, (_, index) => {
    const figure = document.createElement("figure");
    const image = Object.assign(new Image(), {
      src: addressOf(found, index + 1, width),
      alt: "",
      width: 850,
      height: 1100,
    });
    const paper = document.createElement("div");
    paper.className = "paper";
    paper.append(image);
    const caption = document.createElement("figcaption");
    caption.textContent = fill(says.side, { n: index + 1 });
    figure.append(paper, caption);
    return figure;
  });
}

// Whoever leaves the page, to a new client or for good, takes the sheets along.
addEventListener("pagehide", () => {
  navigator.sendBeacon("/sheets/clear", JSON.stringify({ tab }));
});
