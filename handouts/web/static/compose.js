// One sheet: whatever changes, the sheet beside the form is made anew.
import { LostError, fill, says, tab } from "./page.js";
import { all, faultsOf, isTicked, onChange, showCards } from "./cards.js";
import { makeAdder } from "./adder.js";
import { current, draft, textOf } from "./draft.js";
import { finish } from "./finished.js";
import { makePacks } from "./packs.js";
import { lastAnswer, redraw } from "./preview.js";
import { focusBox, problems, showProblems } from "./problems.js";

const form = document.getElementById("form");
const note = document.getElementById("note");

function change() {
  return redraw(() => draft(tab), tell).catch((error) => {
    if (!(error instanceof LostError)) {
      throw error;
    }
  });
}

/** Show what the program says of the sheet. */
function tell(answer) {
  if (answer.cards) {
    showCards(answer.cards, current.plan);
    showGates(answer.gates ?? []);
  }
  showProblems(allProblems(answer));
  if (!answer.token) {
    return;
  }
  const [low, high] = answer.minutes;
  document.getElementById("minutes").textContent = low === high ? `${low}` : `${low}–${high}`;
  const sheets = Math.ceil(answer.sides / 2);
  document.getElementById("side-count").textContent = fill(
    answer.sides === 1 ? says.one_side : says.sides,
    { n: answer.sides },
  );
  document.getElementById("paper-count").textContent = fill(
    sheets === 1 ? says.one_sheet : says.sheets,
    { n: sheets },
  );
  const warnings = document.getElementById("warnings");
  warnings.hidden = !answer.warnings.length;
  warnings.textContent = answer.warnings.join(" ");
}

/** The problems that the page sees itself, and those of the program for all other fields. */
function allProblems(answer) {
  const own = faultsOf();
  const fields = new Set(own.map((problem) => problem.field));
  const none = all().length && !all().some(isTicked) ? [{ field: "care", message: says.nothing_chosen }] : [];
  const rest = answer.problems.filter((each) => !fields.has(each.field) && !(none.length && each.field === "care"));
  return [...none, ...own, ...rest];
}

/** Ask what is to be checked for this client; what was answered stays answered. */
function showGates(gates) {
  const box = document.getElementById("gates");
  const there = new Map([...box.querySelectorAll("input")].map((input) => [input.value, input]));
  for (const gate of gates) {
    if (!there.has(gate.id)) {
      const row = document.getElementById("gate-template").content.firstElementChild.cloneNode(true);
      row.id = `field-confirmed.${gate.id}`;
      const input = row.querySelector("input");
      input.value = gate.id;
      input.addEventListener("change", change);
      row.querySelector("span").textContent = gate.ask[0].toLocaleUpperCase() + gate.ask.slice(1);
      box.append(row);
    }
    there.delete(gate.id);
  }
  for (const old of there.values()) {
    document.getElementById(`field-confirmed.${old.value}`).remove();
  }
  box.hidden = !gates.length;
}

async function print(event) {
  event.preventDefault();
  await change(); // also what was typed last is on the sheet
  const answer = lastAnswer();
  if (problems().length || !answer?.ready) {
    focusBox();
  } else {
    finish(answer);
  }
}

function countNote() {
  const most = Number(note.dataset.most);
  document.getElementById("note-count").textContent = fill(says.of, { n: textOf("note").length, most });
}

onChange(change);
makeAdder(change);
makePacks(change);
form.addEventListener("input", (event) => {
  if (["client", "note", "next_visit"].includes(event.target.id)) {
    change();
  }
});
note.addEventListener("input", countNote);
for (const control of form.querySelectorAll("select, #full, #card, input[name=parts], input[name=side], input[name=edition]")) {
  control.addEventListener("change", change);
}
form.addEventListener("submit", print);
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.tagName === "INPUT") {
    event.preventDefault(); // only the button prints
  }
});
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "p" && !form.hidden) {
    event.preventDefault();
    form.requestSubmit();
  }
});
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload(); // a page that the browser has kept must not show the last client
  }
});
countNote();
change();
