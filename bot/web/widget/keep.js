// Taking an answer along: as text, on paper, aloud. Nothing of it leaves the device.
import { make, writeDay } from "./nodes.js";

/** Answers as plain text, with their sources. */
export function writeOut(answers, language, words) {
  return answers.flatMap(({ text, custom }) => [text, ...(custom?.sources || []).map((source) =>
    `${source.title}: ${source.url} (${words.checked} ${writeDay(source.checked, language)})`)])
    .join("\n\n");
}

/** Prints nodes as a card, without the page around them. */
export function print(css, ...nodes) {
  const card = make("div", { class: "know-287g-card", inline: "" });
  const root = card.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [css];
  root.append(...nodes);
  for (const folded of root.querySelectorAll("details")) folded.open = true;
  const only = new CSSStyleSheet();
  only.replaceSync(`.know-287g-card { display: none }
    @media print { body > * { display: none !important }
    body > .know-287g-card { display: block !important } }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, only];
  document.body.append(card);
  addEventListener("afterprint", () => {
    card.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== only);
  }, { once: true });
  window.print();
}

/** A voice that speaks on the device: others send the text to their makers. */
export function findVoice(language) {
  return window.speechSynthesis?.getVoices()
    .find(({ localService, lang }) => localService && lang.startsWith(language));
}

export function speak(text, voice, ended) {
  const speech = new SpeechSynthesisUtterance(text);
  Object.assign(speech, { voice, lang: voice.lang, onend: ended, onerror: ended });
  speechSynthesis.speak(speech);
}

export function hush() {
  window.speechSynthesis?.cancel();
}
