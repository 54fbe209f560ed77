// What every page does: know that the program is still there, and talk to it.

export const says = JSON.parse(document.getElementById("says").textContent);

// This tab, until it is loaded anew. Sheets in memory are kept apart by it.
export const tab = crypto.randomUUID();

const POLL_SECONDS = 20;

/** Fill the places of a sentence, such as {n}. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The program did not answer, or not as it should; the page says so. */
export class LostError extends Error {}

/** Send something as JSON, or a file as it is; throws if the program does not answer. */
export async function post(address, body, headers = {}) {
  const isFile = body instanceof Blob;
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      body: isFile ? body : JSON.stringify(body),
      headers: { "Content-Type": isFile ? "application/octet-stream" : "application/json", ...headers },
    });
  } catch (error) {
    tellLost(says.lost);
    throw new LostError(says.lost, { cause: error });
  }
  if (!answer.ok) {
    const words = await answer.text();
    tellLost(words);
    throw new LostError(words);
  }
  return answer.status === 204 ? null : answer.json();
}

/** Say over the page that the program has gone, or that it has failed. */
export function tellLost(words) {
  const place = document.getElementById("lost");
  place.textContent = words;
  place.hidden = false;
}

function tellFound() {
  document.getElementById("lost").hidden = true;
}

/** Hold a stream open, which tells the program that this page is here, and the other way round. */
function listen() {
  const stream = new EventSource("/alive");
  stream.addEventListener("open", tellFound);
  stream.addEventListener("error", async () => {
    if (stream.readyState === EventSource.CLOSED) {
      await poll();
    } else {
      tellLost(says.lost);
    }
  });
}

/** Say now and then that this page is here, where too many others hold a stream. */
async function poll() {
  try {
    const answer = await fetch("/alive", { method: "POST" });
    if (answer.ok) {
      tellFound();
    } else {
      tellLost(await answer.text());
    }
  } catch {
    tellLost(says.lost);
  }
  setTimeout(poll, 1000 * POLL_SECONDS);
}

listen();
