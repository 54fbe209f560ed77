// A clinic's Friday: a roster is dropped, checked, made into one file, and printed.
import { fill, post, says, tab } from "./page.js";
import { copyText, printFrame } from "./printing.js";

const POLL_MILLISECONDS = 250;
const MAX_ROWS_SHOWN = 300;
const byId = (id) => document.getElementById(id);
const drop = byId("drop");

let answer = null;

const one = (n, single, many) => (n === 1 ? says[single] : fill(says[many], { n }));

async function take(file) {
  if (!file) {
    return;
  }
  byId("file-name").textContent = file.name;
  byId("file-told").textContent = "";
  byId("choose").textContent = says.choose_another;
  drop.classList.remove("empty");
  byId("starter").hidden = true;
  await follow(await post("/friday/roster", file, { "X-Tab": tab }));
}

/** Show an answer, and ask again until the work is done. */
async function follow(first) {
  show(first);
  while (["checking", "making"].includes(answer.phase)) {
    await new Promise((done) => setTimeout(done, POLL_MILLISECONDS));
    show(await post("/friday/tell", { tab }));
  }
  finish();
}

function show(found) {
  answer = found;
  const { phase, ready, mend } = answer;
  const busy = ["checking", "making"].includes(phase);
  const isKnown = !["empty", "refused"].includes(phase);
  byId("job").hidden = !isKnown;
  byId("n-ready").textContent = ready.length;
  byId("n-mend").textContent = new Set(mend.map((row) => row.line)).size;
  byId("n-mend").parentElement.classList.toggle("some", mend.length > 0);
  byId("n-paper").textContent = answer.paper;
  byId("progress").hidden = !busy;
  byId("stop").hidden = !busy;
  byId("make").hidden = busy || !ready.length || phase === "made";
  byId("make").textContent =
    phase === "stopped" ? says.go_on : one(ready.length, "make_one", "make_them");
  byId("printed").hidden = phase !== "made";
  if (busy) {
    showProgress();
  }
  byId("told").textContent = { stopped: says.friday_stopped }[phase] ?? "";
}

function showProgress() {
  const { phase, done, total, left } = answer;
  byId("doing").textContent = phase === "checking" ? says.reading : says.making;
  const bar = document.querySelector("progress");
  if (total) {
    bar.max = total;
    bar.value = done;
  } else {
    bar.removeAttribute("value");
  }
  const sentence = phase === "checking" ? says.laid_out_of : says.made_of;
  byId("so-far").textContent = total ? fill(sentence, { n: done, of: total }) : "";
  byId("left").textContent = left > 1 ? fill(says.seconds_left, { n: left }) : "";
}

/** Show the tables, once nothing changes any more. */
function finish() {
  const { phase, ready, mend, remarks } = answer;
  const refused = byId("refused");
  refused.hidden = phase !== "refused";
  byId("remarks").hidden = phase === "refused" || !remarks.length;
  byId("remarks").textContent = remarks.join(" ");
  if (phase === "refused") {
    refused.querySelector("h2").textContent = says.friday_refused;
    refused.querySelector("ul").replaceChildren(...remarks.map((words) => cell("li", words)));
    refused.focus();
  }
  const rows = ready.length + new Set(mend.map((row) => row.line)).size;
  byId("file-told").textContent = rows ? fill(says.roster_read, { n: rows }) : "";
  fillTable("mend", mend, one(mend.length, "one_row_to_mend", "rows_to_mend"), (row) => [
    cell("td", row.line, "number"),
    cell("td", row.id),
    cell("td", row.column),
    cell("td", row.message),
  ]);
  fillTable("ready-rows", ready, one(ready.length, "one_row_ready", "rows_ready"), (row) => [
    cell("td", row.line, "number"),
    cell("td", row.id),
    cell("td", row.pattern),
    cell("td", row.side),
    cell("td", row.edition),
    cell("td", row.copies, "number"),
    state(phase === "made"),
  ]);
  const left = new Set(mend.map((row) => row.line)).size;
  byId("out").hidden = !left;
  byId("out").querySelector("h2").textContent = one(left, "one_row_left_out", "rows_left_out");
  if (phase === "made") {
    const address = `/sheets/${answer.token}/${answer.file}`;
    byId("save").href = `${address}?save=1`;
    byId("told").textContent = fill(says.friday_made, { n: ready.length, paper: answer.paper });
    print();
  }
}

function fillTable(id, rows, title, cells) {
  const box = byId(id);
  box.hidden = !rows.length;
  const heading = box.querySelector("h2 span") ?? box.querySelector("h2");
  heading.textContent = title;
  const made = rows.slice(0, MAX_ROWS_SHOWN).map((row) => {
    const line = document.createElement("tr");
    line.append(...cells(row));
    return line;
  });
  box.querySelector("tbody").replaceChildren(...made);
}

function cell(kind, words, name = "") {
  return Object.assign(document.createElement(kind), { textContent: words, className: name });
}

function state(isMade) {
  const place = cell("td", isMade ? "" : says.waiting, isMade ? "" : "quiet");
  if (isMade) {
    place.append(cell("span", says.made, "isdone"));
  }
  return place;
}

function print() {
  printFrame(`/sheets/${answer.token}/${answer.file}`, () => {
    byId("told").textContent = says.print_by_hand;
  });
}

byId("roster").addEventListener("change", (event) => take(event.target.files[0]));
drop.classList.add("empty");
for (const kind of ["dragover", "dragleave", "drop"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
  });
}
drop.addEventListener("drop", (event) => take(event.dataTransfer.files[0]));
byId("make").addEventListener("click", async () => follow(await post("/friday/make", { tab })));
byId("stop").addEventListener("click", () => post("/friday/stop", { tab }));
byId("print").addEventListener("click", print);
byId("copy").addEventListener("click", async () => {
  const lines = answer.mend.map((row) => `${row.line}\t${row.id}\t${row.column}\t${row.message}`);
  const words = byId("copy").querySelector("span");
  words.textContent = (await copyText(lines.join("\n"))) ? says.copied : says.copy_by_hand;
  setTimeout(() => {
    words.textContent = says.copy_list;
  }, 3000);
});
byId("clear").addEventListener("click", async () => {
  await post("/friday/clear", { tab }).catch(() => {});
  location.replace("/friday");
});
