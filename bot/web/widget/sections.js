// What stands around a conversation: greeting, notes, hotlines, the steps at the door.
import { readAddress } from "./attributes.js";
import { anchor, make, phone, writeDay } from "./nodes.js";

export const paragraph = (inside) => make("p", {}, inside);

export function drawGreeting({ title, about, careful }) {
  return [make("h2", {}, title), paragraph(about[0]), make("p", { class: "note" }, careful)];
}

export function drawNotes({ about, shared, device, faq, tab }, language, endpoint) {
  return [paragraph(about[1]),
    make("details", {}, make("summary", {}, shared), device),
    // Without an address the plain pages have none either.
    endpoint ? paragraph(make("a", { class: "pages", target: "_blank",
      rel: "noopener noreferrer", href: new URL(`../../faq/${language}/index.html`, endpoint),
    }, `${faq} ${tab}`)) : ""];
}

/** Ours always; the organizer's of `host` beside it. */
export function drawHotlines(host, words) {
  const { hotline, local } = words;
  const theirs = readAddress(host, "hotline", /^(https:\/\/[^\s@]+|tel:\+?[\d ().-]+)$/i);
  const link = /^tel:/i.test(theirs)
    ? make("a", { href: theirs.replace(/[^\d+tel:]/gi, "") }, theirs.slice(4))
    : anchor(theirs, words);
  return [paragraph([hotline[0], phone(hotline[1])]),
    ...link ? [paragraph([`${host.getAttribute("org") || local} `, link])] : []];
}

export function drawSteps(host, words, language) {
  const { title, first, next, note, checked } = words.door;
  return [
    make("h2", { tabindex: -1 }, title),
    make("ol", {}, first.map((step) => make("li", {}, step))),
    ...next.map(paragraph),
    paragraph(phone("911")),
    ...drawHotlines(host, words),
    make("small", {}, `${note} ${writeDay(checked, language)}.`),
  ];
}
