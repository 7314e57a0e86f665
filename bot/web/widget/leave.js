// Leaving in a hurry, and the keyboard of phones.

const PRESSES = 3;
const PRESS_LIMIT_MS = 5_000;

/** Blanks the page and replaces it, so that Back does not show it. */
export function leave(address) {
  document.body.replaceChildren();
  const meta = document.createElement("meta");
  Object.assign(meta, { name: "referrer", content: "no-referrer" });
  document.head.append(meta);
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  location.replace(address);
}

/** Tells `counted` how often Shift is still to be pressed; capitals do not count. */
export function countShift(counted, signal) {
  let presses = 0;
  let last = 0;
  addEventListener("keydown", ({ key, repeat, timeStamp }) => {
    if (repeat) return;
    if (key !== "Shift" || presses === PRESSES || timeStamp - last > PRESS_LIMIT_MS) presses = 0;
    if (key === "Shift") presses += 1;
    last = timeStamp;
  }, { signal });
  addEventListener("keyup", ({ key }) => {
    if (key === "Shift" && presses) counted(PRESSES - presses);
  }, { signal });
}

/** Keeps `host` above the keyboard where it `fills` the screen; to be called on changes. */
export function fitKeyboard({ style }, fills, signal) {
  const view = window.visualViewport;
  const fit = () => {
    // While two fingers zoom it would shrink: not then.
    if (!view || view.scale > 1.02) return;
    style.height = fills() ? `${view.height}px` : "";
    style.translate = fills() ? `0 ${view.offsetTop}px` : "";
  };
  for (const event of ["resize", "scroll"]) view?.addEventListener(event, fit, { signal });
  return fit;
}
