// Packs: the usual choices for a pattern, saved under a name, chosen, written over, deleted.
import { fill, post, says } from "./page.js";
import { askFor } from "./adder.js";
import { clearCards } from "./cards.js";
import { current, shape, tickParts } from "./draft.js";

const known = JSON.parse(document.getElementById("known").textContent);
const select = document.getElementById("pack");
const opener = document.getElementById("save-pack");
const box = document.getElementById("pack-form");
const name = document.getElementById("pack-name");
const remove = document.getElementById("pack-delete");
const told = document.getElementById("pack-told");

/** The choice of everything; no pack can have this name. */
const WHOLE = ":whole";

let packs = known.packs;

/** Let packs be chosen and saved; `changed` is called when another was chosen. */
export function makePacks(changed) {
  if (known.given) {
    bringBack(known.given);
  } else {
    select.value = Object.hasOwn(packs, says.my_usual) ? says.my_usual : "";
    apply();
  }
  select.addEventListener("change", () => {
    apply();
    clearCards();
    changed();
  });
  opener.addEventListener("click", () => show(box.hidden));
  document.getElementById("pack-cancel").addEventListener("click", () => show(false));
  document.getElementById("pack-keep").addEventListener("click", save);
  remove.addEventListener("click", () => forget(changed));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === name) {
      save();
    } else if (event.key === "Escape") {
      show(false);
    }
  });
}

/** Begin with the choices of a sheet that was given before. */
function bringBack(given) {
  use(given.plan);
  document.getElementById("paper").value = given.paper;
  const notice = document.getElementById("notice");
  notice.value = [...notice.options].some((each) => each.value === given.notice) ? given.notice : "";
  const side = document.querySelector(`input[name="side"][value="${given.plan.side}"]`);
  if (side) {
    side.checked = true;
  }
}

/** Begin with the pack that is chosen, the whole pattern, or the usual choice. */
function apply() {
  if (Object.hasOwn(packs, select.value)) {
    use(packs[select.value]);
  } else {
    use(select.value === WHOLE ? { whole: true } : known.usual);
  }
}

function use(pack) {
  current.plan = pack;
  askFor(pack.add ?? []);
  tickParts(pack);
  document.getElementById("full").checked = pack.detail !== "brief";
  document.getElementById("card").checked = Boolean(pack.card);
  const edition = document.querySelector(`input[name="edition"][value="${pack.edition ?? "standard"}"]`);
  edition.checked = true;
}

function show(isOpen) {
  box.hidden = !isOpen;
  opener.setAttribute("aria-expanded", `${isOpen}`);
  if (!isOpen) {
    opener.focus();
    return;
  }
  tell("");
  const isPack = Object.hasOwn(packs, select.value);
  name.value = isPack ? select.value : says.my_usual;
  remove.hidden = !isPack;
  remove.textContent = fill(says.pack_delete, { name: select.value });
  name.focus();
  name.select();
}

function tell(problem) {
  const place = document.getElementById("field-pack");
  place.querySelector(".error")?.remove();
  name.toggleAttribute("aria-invalid", false);
  name.removeAttribute("aria-describedby");
  if (problem) {
    const line = document.getElementById("error-template").content.firstElementChild.cloneNode(true);
    line.id = "pack-error";
    line.querySelector("span").textContent = problem;
    place.append(line);
    name.setAttribute("aria-invalid", "true");
    name.setAttribute("aria-describedby", line.id);
    name.focus();
  }
}

async function save() {
  const plan = shape();
  delete plan.side;
  const answer = await post("/packs/save", { pattern: known.pattern, name: name.value, plan });
  if (answer.problem) {
    tell(answer.problem);
    return;
  }
  list(answer.packs, answer.name);
  told.textContent = fill(says.pack_saved, { name: answer.name });
  show(false);
}

async function forget(changed) {
  const gone = select.value;
  const answer = await post("/packs/delete", { pattern: known.pattern, name: gone });
  list(answer.packs ?? packs, "");
  told.textContent = fill(says.pack_deleted, { name: gone });
  show(false);
  apply();
  clearCards();
  changed();
}

function list(found, chosen) {
  packs = found;
  const options = Object.keys(packs).map((each) => new Option(each));
  const own = [...select.options].filter((each) => ["", WHOLE].includes(each.value));
  select.replaceChildren(...own, ...options);
  select.value = chosen;
}
