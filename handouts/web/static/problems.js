// Problems stand at the field that causes them, and once more, as links, where printing is stopped.
import { fill, says } from "./page.js";
import { cardOf, open } from "./cards.js";

const box = document.getElementById("stops");
const template = document.getElementById("error-template");

let current = [];

export const problems = () => current;

const placeOf = (problem) => document.getElementById(`field-${problem.field}`);

/** Show problems at their fields, and take away those that were there before. */
export function showProblems(found) {
  current = found;
  for (const old of document.querySelectorAll(".error")) {
    const control = document.querySelector(`[aria-describedby~="${old.id}"]`);
    if (control) {
      const others = control.getAttribute("aria-describedby").split(" ").filter((id) => id !== old.id);
      control.setAttribute("aria-describedby", others.join(" "));
      if (!others.length) {
        control.removeAttribute("aria-describedby");
      }
      control.removeAttribute("aria-invalid");
    }
    old.remove();
  }
  for (const [index, problem] of found.entries()) {
    const place = placeOf(problem);
    if (place) {
      const line = template.content.firstElementChild.cloneNode(true);
      line.id = `error-${index}`;
      line.querySelector("span").textContent = problem.message;
      place.append(line);
      const control = controlIn(place);
      if (control) {
        const ids = control.getAttribute("aria-describedby");
        control.setAttribute("aria-describedby", ids ? `${ids} ${line.id}` : line.id);
        control.setAttribute("aria-invalid", "true");
      }
    }
  }
  if (!box.hidden || found.some((problem) => !placeOf(problem))) {
    showBox(found.length > 0);
  }
}

const controlIn = (place) =>
  place.querySelector("input:not([type=radio]), textarea, select") ?? place.querySelector("input");

/** Show or hide the box over the sheet with everything that stops printing. */
export function showBox(isShown) {
  box.hidden = !isShown || !current.length;
  if (box.hidden) {
    return;
  }
  box.querySelector("h3").textContent =
    current.length === 1 ? says.one_stop : fill(says.stops, { n: current.length });
  box.querySelector("ul").replaceChildren(...current.map(linkTo));
}

/** Put the focus on the box, so that it is read and the links come next. */
export function focusBox() {
  showBox(true);
  box.focus();
}

function linkTo(problem) {
  const item = document.createElement("li");
  const place = placeOf(problem);
  if (!place) {
    item.textContent = problem.message;
    return item;
  }
  const link = document.createElement("a");
  link.href = `#${place.id}`;
  link.textContent = `${nameOf(problem, place)}: ${problem.message}`;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const [, id] = problem.field.split(".");
    if (problem.field.startsWith("doses.")) {
      open(id, true);
    } else if (problem.field === "site") {
      open("patch", true);
    }
    place.scrollIntoView({ block: "center" });
    (controlIn(place) ?? place).focus();
  });
  item.append(link);
  return item;
}

function nameOf(problem, place) {
  const [kind, id] = problem.field.split(".");
  if (kind === "doses" && cardOf(id)) {
    return cardOf(id).title;
  }
  return place.querySelector("label, legend, h2")?.textContent.trim() ?? "";
}
