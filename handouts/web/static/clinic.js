// My clinic: the form, and a sheet beside it that follows each change.
import { fill, post, says, tab } from "./page.js";

const given = JSON.parse(document.getElementById("known").textContent);
const form = document.getElementById("form");
const picture = document.getElementById("side");
const stops = document.getElementById("stops");
const COLORS = ["primary", "accent", "tint"];
const TEXTS = Object.keys(given).filter((name) => typeof given[name] === "string");
const field = (name) => document.getElementById(name);

let hasLogo = given.logo;
let wanted = 0;
let running = null;
let problems = [];
let isSaved = true;

function values() {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, field(name).value]));
  const colours = Object.fromEntries(COLORS.map((name) => [name, field(name).value.trim()]));
  return { ...texts, colours, logo: hasLogo, tab };
}

function change() {
  isSaved = false;
  document.getElementById("saved").hidden = true;
  return redraw();
}

function redraw() {
  wanted += 1;
  running ??= run().finally(() => {
    running = null;
  });
  return running;
}

async function run() {
  let done = 0;
  while (done < wanted) {
    const number = wanted;
    const answer = await post("/clinic/try", values());
    done = number;
    if (number === wanted) {
      await show(answer);
      document.body.dataset.drawn = number;
    }
  }
}

async function show(answer) {
  showProblems(answer.problems);
  COLORS.forEach((name) => showColor(name, answer.colors[name], answer.made_tint));
  const state = document.getElementById("state");
  if (!answer.token) {
    state.textContent = picture.hasAttribute("src") ? says.as_before : "";
    picture.closest(".paper").classList.toggle("old", picture.hasAttribute("src"));
    return;
  }
  const next = new Image();
  next.src = `/sheets/${answer.token}/1.png?width=${Math.round(picture.clientWidth * Math.min(devicePixelRatio, 2))}`;
  await next.decode().catch(() => {});
  picture.src = next.src;
  picture.alt = says.clinic_alt;
  picture.closest(".paper").classList.remove("old");
  state.textContent = answer.problems.length ? says.with_last_good : says.as_printed;
}

/** Say how well a color reads, and offer one that reads better. */
function showColor(name, advice, madeTint) {
  const row = document.getElementById(`field-colours.${name}`);
  const words = document.getElementById(`${name}-says`);
  const better = document.getElementById(`${name}-better`);
  const typed = field(name).value.trim();
  const sample = typed || madeTint;
  if (/^#[0-9a-f]{6}$/i.test(sample)) {
    document.getElementById(`${name}-pick`).value = sample;
  }
  row.classList.toggle("bad", Boolean(advice && !advice.enough));
  better.hidden = !advice || advice.enough;
  words.textContent = "";
  if (name === "tint" && !typed) {
    words.textContent = says.tint_made;
  } else if (advice) {
    const kind = `${name === "tint" ? "tint" : "color"}_${advice.enough ? "good" : "faint"}`;
    words.textContent = fill(says[kind], { n: advice.ratio.toFixed(1) });
    better.textContent = fill(name === "tint" ? says.use_lighter : says.use_darker, { color: advice.better });
    better.onclick = () => {
      field(name).value = advice.better;
      field(name).focus();
      change();
    };
  }
}

function showProblems(found) {
  problems = found;
  document.querySelectorAll(".error").forEach((old) => old.remove());
  document.querySelectorAll("[aria-invalid]").forEach((old) => old.removeAttribute("aria-invalid"));
  document.querySelectorAll("[data-describedby]").forEach((old) => {
    old.setAttribute("aria-describedby", old.dataset.describedby);
    delete old.dataset.describedby;
  });
  for (const [index, problem] of found.entries()) {
    tellAt(problem, `error-${index}`);
  }
  if (!stops.hidden || found.some((problem) => !placeOf(problem))) {
    showStops();
  }
}

const placeOf = (problem) => document.getElementById(`field-${problem.field}`);
const controlOf = (place) =>
  place.querySelector("input.hex, input:not([type=color], [type=file]), textarea, select") ?? place.querySelector("input");

function tellAt(problem, id) {
  const place = placeOf(problem);
  if (!place) {
    return;
  }
  const line = document.getElementById("error-template").content.firstElementChild.cloneNode(true);
  line.id = id;
  line.querySelector("span").textContent = problem.message;
  place.append(line);
  const control = controlOf(place);
  const ids = control.getAttribute("aria-describedby") ?? "";
  control.dataset.describedby ??= ids;
  control.setAttribute("aria-describedby", `${ids} ${line.id}`.trim());
  control.setAttribute("aria-invalid", "true");
}

function showStops() {
  stops.hidden = !problems.length;
  stops.querySelector("h2").textContent =
    problems.length === 1 ? says.one_stop_saving : fill(says.stops_saving, { n: problems.length });
  stops.querySelector("ul").replaceChildren(
    ...problems.map((problem) => {
      const item = document.createElement("li");
      const place = placeOf(problem);
      if (!place) {
        item.textContent = problem.message;
        return item;
      }
      const link = document.createElement("a");
      const label = place.querySelector("label, legend").textContent.trim();
      link.href = `#${place.id}`;
      link.textContent = `${label}: ${problem.message}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        controlOf(place).focus();
      });
      item.append(link);
      return item;
    }),
  );
}

async function takeLogo(file) {
  if (!file) {
    return;
  }
  const answer = await post("/clinic/logo", file);
  if (answer.problem) {
    showProblems([{ field: "logo", message: answer.problem }]);
    return;
  }
  hasLogo = true;
  showLogo(file.name);
  change();
}

function showLogo(name) {
  const logo = document.getElementById("logo");
  logo.hidden = !hasLogo;
  if (hasLogo) {
    logo.src = `/clinic/logo?${wanted}`;
  }
  document.getElementById("logo-off").hidden = !hasLogo;
  document.getElementById("logo-told").textContent = hasLogo ? name || says.logo_there : says.no_logo;
}

async function save(event) {
  event.preventDefault();
  const answer = await post("/clinic/save", values());
  showProblems(answer.problems);
  showStops();
  const saved = document.getElementById("saved");
  isSaved = !answer.problems.length;
  saved.hidden = !isSaved;
  saved.querySelector("span").textContent = says.clinic_saved;
  if (!isSaved) {
    stops.focus();
  }
}

for (const name of TEXTS) {
  field(name).value = given[name];
  field(name).addEventListener("input", change);
}
for (const name of COLORS) {
  field(name).value = given.colours[name];
  field(name).addEventListener("input", change);
  document.getElementById(`${name}-pick`).addEventListener("input", (event) => {
    field(name).value = event.target.value;
    change();
  });
}
const drop = document.getElementById("drop");
drop.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  takeLogo(event.dataTransfer.files[0]);
});
document.getElementById("logo-file").addEventListener("change", (event) => takeLogo(event.target.files[0]));
document.getElementById("logo-off").addEventListener("click", () => {
  hasLogo = false;
  showLogo("");
  document.getElementById("logo-file").focus();
  change();
});
document.getElementById("record").addEventListener("change", async (event) => {
  const answer = await post("/given/turn", { on: event.target.checked });
  if (answer.problem) {
    event.target.checked = !event.target.checked;
    showProblems([{ field: "record", message: answer.problem }]);
  }
});
form.addEventListener("submit", save);
addEventListener("beforeunload", (event) => {
  if (!isSaved) {
    event.preventDefault();
  }
});
showLogo("");
redraw();
