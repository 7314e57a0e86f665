// Taking the newest answer along: as text, on paper, aloud. Nothing leaves the device.
import { make, writeDay } from "./nodes.js";

// A voice that speaks on the device: others send the text to their makers.
function findVoice(language) {
  return window.speechSynthesis?.getVoices()
    .find(({ localService, lang }) => localService && lang.startsWith(language));
}

export function hush() {
  window.speechSynthesis?.cancel();
}

export class Keep {
  #newest = {};
  #parts;
  #css;
  #texts;

  constructor(parts, css, texts) {
    this.#parts = parts;
    this.#css = css;
    this.#texts = texts;
  }

  /** Offers what this browser can do with `newest` answers: their nodes and language. */
  offer(newest = this.#newest) {
    const { tools, copy, share, listen, yes, no } = this.#parts;
    const { answers = [], language } = this.#newest = newest;
    // A question asked back is nothing to take along.
    tools.hidden = !answers.some(({ custom }) => custom?.lookup?.kind !== "clarify");
    copy.hidden = !navigator.clipboard;
    share.hidden = !navigator.share;
    listen.hidden = !language || !findVoice(language);
    // Small talk has no sources; in a crisis nobody is asked.
    const { answer_id, sources } = answers[0]?.custom || {};
    this.topic = answer_id;
    yes.hidden = no.hidden = !sources?.length || answer_id.startsWith("crisis");
  }

  // The answers as plain text, with their sources and the hotline.
  #writeOut() {
    const { answers, language } = this.#newest;
    const { checked, hotline, name } = this.#texts[language];
    return [...answers.flatMap(({ text, custom }) => [text,
      ...(custom?.sources || []).map((source) =>
        `${source.title}: ${source.url} (${checked} ${writeDay(source.checked, language)})`)]),
    `${hotline.join("")}\n${name}`].join("\n\n");
  }

  copy(told) {
    navigator.clipboard.writeText(this.#writeOut()).then(() => told(true), () => told(false));
  }

  share() {
    // Thinking better of it is no failure.
    navigator.share({ text: this.#writeOut() }).catch(() => {});
  }

  print(frame) {
    this.printCard(frame, ...this.#newest.nodes.map((node) => node.cloneNode(true)));
  }

  /** Prints nodes in a frame (what goes first, and the rest), without the page around. */
  printCard([first, ...last], ...nodes) {
    const card = make("div", { class: "know-287g-card", inline: "" });
    const root = card.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [this.#css];
    root.append(first, ...nodes, ...last);
    for (const folded of root.querySelectorAll("details")) folded.open = true;
    const only = new CSSStyleSheet();
    only.replaceSync(".know-287g-card{display:none}@media print{body>*{display:none!important}" +
      "body>.know-287g-card{display:block!important}}");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, only];
    document.body.append(card);
    addEventListener("afterprint", () => {
      card.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== only);
    }, { once: true });
    window.print();
  }

  listen({ listen, quiet }) {
    const { answers, language } = this.#newest;
    const rest = () => { this.#parts.listen.textContent = listen; };
    if (speechSynthesis.speaking) return hush(), rest();
    const voice = findVoice(language);
    const speech = new SpeechSynthesisUtterance(answers.map(({ text }) => text).join("\n"));
    Object.assign(speech, { voice, lang: voice.lang, onend: rest, onerror: rest });
    speechSynthesis.speak(speech);
    this.#parts.listen.textContent = quiet;
  }
}
