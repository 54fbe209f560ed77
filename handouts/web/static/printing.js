// Print a PDF in the window of the browser, which knows every printer.

/** Show a PDF in a frame that no one sees and print it; `failed` is called where that cannot be. */
export function printFrame(address, failed) {
  const frame = document.getElementById("printing");
  frame.hidden = false;
  frame.onload = () => {
    try {
      frame.contentWindow.print();
    } catch {
      failed();
    }
  };
  frame.contentWindow.location.replace(address); // which leaves no step to go back to
}

/** Copy a text; returns whether that was possible. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
