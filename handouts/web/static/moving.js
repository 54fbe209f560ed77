// Move a card among its fellows: with the arrows of an open card, by the handle, or by dragging.
import { fill, says } from "./page.js";

const status = document.getElementById("moved");

/** Let a card be moved. `card` has its id; `name` gives its title, `moved` is called after a move. */
export function makeMovable(item, card, { name, moved }) {
  const grip = item.querySelector(".grip");
  const buttons = [item.querySelector(".move-up"), item.querySelector(".move-down")];
  if (!card.movable) {
    grip.remove();
    buttons.forEach((button) => button.remove());
    return;
  }
  const tell = (sentence) => {
    const fellows = [...item.parentElement.children];
    status.textContent = fill(sentence, {
      what: name(),
      n: fellows.indexOf(item) + 1,
      of: fellows.length,
    });
  };
  const step = (up) => {
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    if (other) {
      other[up ? "before" : "after"](item);
      tell(says.moved);
    }
    return Boolean(other);
  };
  buttons.forEach((button, index) => {
    button.addEventListener("click", () => {
      if (step(index === 0)) {
        button.focus();
        moved();
      }
    });
  });
  moveByKeys(item, grip, { step, tell, moved });
  moveByDragging(item, grip, moved);
}

/** Enter lifts, arrows move, Enter drops, Escape undoes. */
function moveByKeys(item, grip, { step, tell, moved }) {
  let before = null; // the card that followed it when it was lifted; undefined while it lies
  let isLifted = false;
  const drop = () => {
    isLifted = false;
    item.classList.remove("lifted");
    grip.setAttribute("aria-pressed", "false");
  };
  grip.setAttribute("aria-pressed", "false");
  grip.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (isLifted) {
        drop();
        tell(says.dropped);
        moved();
      } else {
        isLifted = true;
        before = item.nextElementSibling;
        item.classList.add("lifted");
        grip.setAttribute("aria-pressed", "true");
        tell(says.lifted);
      }
    } else if (isLifted && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      step(event.key === "ArrowUp");
      grip.focus();
    } else if (isLifted && event.key === "Escape") {
      item.parentElement.insertBefore(item, before);
      grip.focus();
      drop();
      tell(says.put_back);
    }
  });
  grip.addEventListener("blur", () => {
    if (isLifted && document.hasFocus() && document.activeElement !== grip) {
      setTimeout(() => {
        if (isLifted && document.activeElement !== grip) {
          drop();
          moved();
        }
      });
    }
  });
}

function moveByDragging(item, grip, moved) {
  grip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) {
      return;
    }
    grip.setPointerCapture(event.pointerId);
    item.classList.add("lifted");
    let isMoved = false;
    const drag = (at) => {
      const over = [...item.parentElement.children].find((other) => {
        const { top, bottom } = other.getBoundingClientRect();
        return other !== item && at.clientY > top && at.clientY < bottom;
      });
      if (over) {
        const isAbove = over.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING;
        over[isAbove ? "before" : "after"](item);
        grip.setPointerCapture(event.pointerId);
        isMoved = true;
      }
    };
    const end = () => {
      grip.removeEventListener("pointermove", drag);
      item.classList.remove("lifted");
      if (isMoved) {
        moved();
      }
    };
    grip.addEventListener("pointermove", drag);
    grip.addEventListener("pointerup", end, { once: true });
    grip.addEventListener("pointercancel", end, { once: true });
  });
}
