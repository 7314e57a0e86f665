// What an organizer writes into the page: read with care, refused with a remedy.

/** Tells organizers, in the console, what to change. Never a word of a conversation. */
export function advise(sentence) {
  console.warn(`know-287g: ${sentence}`);
}

/** The address of the web channel, or null: then the chat can only name the hotline. */
export function readEndpoint(host) {
  try {
    // A missing attribute is no address either.
    return new URL(host.getAttribute("endpoint") || "https://", document.baseURI);
  } catch {
    advise('set endpoint="https://the.bot.example/webhooks/web/webhook".');
    return null;
  }
}

/** An https: (or, for a hotline, tel:) address of an attribute; "" when it is another. */
export function readAddress(host, name, kinds = /^https:\/\/[^\s@]+$/i) {
  const address = host.getAttribute(name) || "";
  if (!address || kinds.test(address)) return address;
  advise(`${name} has to begin with https://${name === "hotline" ? " or tel:" : ""}.`);
  return "";
}

// WCAG 2: relative luminance of "#rrggbb".
function luminance(colour) {
  const [red, green, blue] = colour.match(/\w\w/g).map((pair) => {
    const part = parseInt(pair, 16) / 255;
    return part > 0.04045 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Takes the colours that can be read on the ground they stand on (4.5:1). */
export function takeColours(host) {
  // Of each scheme the ground with the least contrast; widget.css has both.
  for (const [name, ground] of [["color", "#f5f3ee"], ["color-dark", "#1b272e"]]) {
    const colour = host.getAttribute(name);
    if (!colour) continue;
    if (!/^#[\da-f]{6}$/i.test(colour) || contrast(colour, ground) < 4.5) {
      advise(`${name} needs the form #123abc and a contrast of 4.5 with ${ground}.`);
      continue;
    }
    host.style.setProperty(`--${name}`, colour);
    // One of the two always reads: contrasts with black and white multiply to 21.
    host.style.setProperty(`--on-${name}`, contrast(colour, "#ffffff") < 4.5 ? "#000" : "#fff");
  }
}
