// The finished sheet: print it, save it, take its text into the chart, go on to the next client.
import { fill, post, says, tab } from "./page.js";
import { draft, textOf } from "./draft.js";
import { sidesOf } from "./preview.js";
import { copyText, printFrame } from "./printing.js";

const form = document.getElementById("form");
const section = document.getElementById("finished");
const title = document.getElementById("finished-title");
const chart = document.getElementById("chart");
const withName = document.getElementById("with-name");
const SIDE_WIDTH = 240;

let made = null;

const addressOf = (found) => `/sheets/${found.token}/${found.file}`;

/** Show the finished sheet, and let the browser print it. */
export function finish(found) {
  made = found;
  form.hidden = true;
  section.hidden = false;
  document.body.classList.add("is-finished");
  title.textContent = form.querySelector("h1").textContent;
  document.getElementById("made").replaceChildren(...sidesOf(found, SIDE_WIDTH));
  const sheets = Math.ceil(found.sides / 2);
  document.getElementById("finished-count").textContent = fill(
    sheets === 1 ? says.sides_on_one : says.sides_on,
    { n: found.sides, sheets },
  );
  document.getElementById("file").textContent = found.file;
  document.getElementById("number").textContent = found.number;
  document.getElementById("save").href = `${addressOf(found)}?save=1`;
  document.getElementById("look").href = addressOf(found);
  withName.checked = false;
  writeChart();
  title.focus();
  scrollTo(0, 0);
  print();
  post("/given/add", { token: found.token });
}

/** Open the print window of the browser for the PDF itself, which says how it is to be printed. */
function print() {
  const ready = document.querySelector("#ready span");
  ready.textContent = says.print_opens;
  printFrame(addressOf(made), () => {
    ready.textContent = says.print_by_hand;
  });
}

/** Make the card alone for this client, and print it. */
async function printCard() {
  const asked = draft(tab);
  asked.plan = { ...asked.plan, edition: "card", card: false };
  const found = await post("/sheets", asked);
  const ready = document.querySelector("#ready span");
  if (found.ready) {
    ready.textContent = says.print_opens;
    printFrame(addressOf(found), () => {
      ready.textContent = says.print_by_hand;
    });
  } else {
    ready.textContent = found.problems.map((problem) => problem.message).join(" ");
  }
}

function writeChart() {
  const name = withName.checked ? textOf("client") : "";
  chart.value = name ? `${fill(says.chart_name, { name })}\n${made.chart}` : made.chart;
}

async function copy() {
  const words = document.querySelector("#copy span");
  chart.select();
  words.textContent = (await copyText(chart.value)) ? says.copied : says.copy_by_hand;
  setTimeout(() => {
    words.textContent = says.copy;
  }, 3000);
}

function change() {
  section.hidden = true;
  form.hidden = false;
  document.body.classList.remove("is-finished");
  form.querySelector("h1").setAttribute("tabindex", "-1");
  form.querySelector("h1").focus();
}

/** Wipe everything of this client, and begin anew; the program forgets the sheets, too. */
function newClient() {
  form.reset();
  chart.value = "";
  location.replace("/");
}

document.getElementById("print-again").addEventListener("click", print);
document.getElementById("only-card").addEventListener("click", printCard);
document.getElementById("copy").addEventListener("click", copy);
document.getElementById("change").addEventListener("click", change);
document.getElementById("new-client").addEventListener("click", newClient);
withName.addEventListener("change", writeChart);
