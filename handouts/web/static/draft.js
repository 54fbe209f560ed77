// What the form says, in the form of a plan file: the program checks it as it checks a plan.
import { asked } from "./adder.js";
import { isTicked, cardOf, movable, changesOf, all, elementOf, endOnly, isMoved } from "./cards.js";

/** The sections that hold remedies; they print with these. */
const OF_REMEDIES = ["care", "flare"];

const form = document.getElementById("form");
const parts = [...form.querySelectorAll("input[name=parts]")];
/** The choices that the sheet began with: the usual ones, a pack, or the whole pattern. */
export const current = { plan: {} };

const given = JSON.parse(document.getElementById("known").textContent);

/** The value of a text field, on one line. */
export function textOf(id) {
  return document.getElementById(id).value.replace(/\s+/g, " ").trim();
}

/** Tick the parts of the sheet that a plan has: all, if it names none. */
export function tickParts(plan) {
  for (const part of parts) {
    part.checked = plan.sections?.includes(part.value) ?? true;
  }
}

function chosen(name) {
  return form.querySelector(`input[name="${name}"]:checked`)?.value;
}

/** The choices about remedies, which a pack keeps too. */
export function choices() {
  if (!all().length) {
    return current.plan;
  }
  const plan = {};
  const own = all().filter((id) => !cardOf(id).added);
  if (own.every(isTicked)) {
    plan.whole = true;
  } else {
    plan.care = own.filter(isTicked);
  }
  if (!parts.every((part) => part.checked)) {
    plan.sections = [...OF_REMEDIES, ...parts.filter((part) => part.checked).map((part) => part.value)];
  }
  const extra = asked().filter((id) => !elementOf(id) || isTicked(id));
  if (extra.length) {
    plan.add = extra;
  }
  const order = movable().filter((id) => !cardOf(id).added || isTicked(id));
  if (isMoved()) {
    plan.order = order;
  }
  const doses = changesOf();
  if (Object.keys(doses).length) {
    plan.doses = doses;
  }
  const ends = endOnly();
  if (ends.length) {
    plan.end_only = ends;
  }
  const site = chosen("site");
  if (site && isTicked("patch")) {
    plan.site = site;
  }
  return plan;
}

/** Everything that shapes the sheet and is no client's. */
export function shape() {
  const plan = { ...choices(), card: document.getElementById("card").checked, detail: document.getElementById("full").checked ? "full" : "brief" };
  for (const name of ["side", "edition"]) {
    if (chosen(name)) {
      plan[name] = chosen(name);
    }
  }
  const language = document.getElementById("language")?.value;
  if (language) {
    plan.language = language;
  }
  return plan;
}

/** The whole of what the program needs to make the sheet. */
export function draft(tab) {
  const plan = shape();
  for (const name of ["client", "note", "next_visit"]) {
    if (textOf(name)) {
      plan[name] = textOf(name);
    }
  }
  const confirmed = [...document.querySelectorAll("#gates input:checked")].map((box) => box.value);
  if (confirmed.length) {
    plan.confirmed = confirmed;
  }
  const body = { tab, pattern: given.pattern, plan };
  for (const name of ["paper", "notice"]) {
    const value = document.getElementById(name).value;
    if (value) {
      body[name] = value;
    }
  }
  return body;
}
