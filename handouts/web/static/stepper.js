// A figure of a dose: minus, value, plus; its bounds are always written below it.
import { fill, says } from "./page.js";

const BIG_STEP = 5;
const BIG_UNITS = new Set(["seconds", "minutes"]);
const MAX_SMALL = 20; // figures up to this go by ones

/** Write a value as it is shown: 3, or 20–30. */
export function written(low, high) {
  return low === high ? `${low}` : `${low}–${high}`;
}

/** Read a value; null if it is neither a number nor a range. */
export function read(text) {
  const found = text.trim().match(/^(\d{1,4})(?:\s*(?:-|–|—|to)\s*(\d{1,4}))?$/);
  return found && [Number(found[1]), Number(found[2] ?? found[1])];
}

/** What is wrong with a value; an empty text if nothing is. */
export function fault(input, value) {
  if (!value || value[0] > value[1]) {
    return says.no_number;
  }
  if (value[1] > input.most) {
    return fill(says.too_much, { n: input.most, unit: input.unit });
  }
  if (value[0] < input.least) {
    return fill(says.too_little, { n: input.least, unit: input.unit });
  }
  return "";
}

function stepped(input, value, up) {
  const [low, high] = value;
  if (low !== high) {
    return up ? [high, high] : [low, low];
  }
  const step = BIG_UNITS.has(input.unit) && input.most > MAX_SMALL ? BIG_STEP : 1;
  const next = up ? Math.floor(low / step + 1) * step : Math.ceil(low / step - 1) * step;
  const bounded = Math.min(Math.max(next, input.least), input.most);
  return [bounded, bounded];
}

/** Make the stepper of an input of a card; `changed` is called when its value is another. */
export function makeStepper(card, input, changed) {
  const template = document.getElementById("stepper-template");
  const element = template.content.firstElementChild.cloneNode(true);
  const id = `dose-${card.id}-${input.name}`;
  element.id = `field-doses.${card.id}.${input.name}`;
  const field = element.querySelector("input");
  field.id = id;
  field.value = written(input.low, input.high);
  const label = element.querySelector("label");
  label.htmlFor = id;
  label.textContent = input.label;
  const hint = element.querySelector(".hint");
  hint.id = `${id}-hint`;
  hint.textContent = fill(says.bounds, input);
  field.setAttribute("aria-describedby", hint.id);
  const step = (up) => {
    field.value = written(...stepped(input, read(field.value) ?? [input.low, input.high], up));
    changed();
  };
  for (const [name, up, words] of [
    ["less", false, says.less],
    ["more-of", true, says.more],
  ]) {
    const button = element.querySelector(`.${name}`);
    button.setAttribute("aria-label", fill(words, { what: input.label }));
    button.addEventListener("click", () => step(up));
  }
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      step(event.key === "ArrowUp");
    }
  });
  field.addEventListener("input", changed);
  return element;
}
