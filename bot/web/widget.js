// <know-287g endpoint="…">: the chat as one element. Further attributes: page (it is the
// whole page), lang, exit-url, org and hotline (the host's own name and number).
// Methods: erase, leave. Event: know287g-error with {problem, status}.
import texts, { CHECKED, HOTLINE } from "./texts.js";
import { countShift, fitKeyboard, leave } from "./leave.js";
import { drawAnswer, drawPerson, linkUp, make, phone, writeDay } from "./nodes.js";
import { Outbox } from "./outbox.js";

const button = (label, click, name = "") => make("button", { type: "button", class: name, click }, label);
const fold = (title, inside) => make("details", {}, make("summary", {}, title), inside);
const paragraph = (...inside) => make("p", {}, inside);

class Know287g extends HTMLElement {
  #parts;
  #language;
  #chosen;
  #outbox;
  #ended;

  connectedCallback() {
    this.#ended = new AbortController();
    this.page = this.hasAttribute("page");
    if (!this.shadowRoot) this.#build();
    countShift((left) => left ? this.#say(this.#words.shift[left - 1]) : this.leave(), this.#ended.signal);
    if (this.page) fitKeyboard(this, this.#ended.signal);
  }

  disconnectedCallback() {
    this.#ended.abort();
  }

  /** Clears the conversation; the next one has another session id. */
  erase() {
    this.#open();
    this.#say(this.#words.erased);
    this.#refocus();
  }

  /** Erases, blanks the whole page and opens a neutral one. */
  leave() {
    this.#open();
    leave(this.getAttribute("exit-url") || "https://www.weather.gov");
  }

  get #words() {
    return texts[this.#language];
  }

  #build() {
    this.#frame();
    this.#language = [new URLSearchParams(this.page && location.search).get("lang"), this.lang, ...navigator.languages]
      .map((wish) => wish && wish.slice(0, 2)).find((wish) => texts[wish]) || "en";
    this.#write();
    this.#open();
    const href = new URL("widget.css", import.meta.url);
    // Last, so that what the page says without us stays if anything above fails.
    this.attachShadow({ mode: "open" }).append(make("link", { rel: "stylesheet", href }), this.#parts.shell);
  }

  // In the order of the Tab key. Every part is styled, written and labelled by its name.
  #frame() {
    const parts = this.#parts = {
      name: make(this.page ? "h1" : "h2", {}),
      tagline: paragraph(),
      exit: button("", () => this.leave()),
      crisis: button("", () => this.#showSteps(parts.steps.hidden)),
      toggle: button("", () => this.#choose(parts.toggle.lang)),
      steps: make("section", { hidden: "" }),
      greeting: make("section", {}),
      log: make("div", { role: "log", tabindex: 0 }),
      unsent: make("ul", {}),
      options: make("div", { role: "group" }),
      status: make("p", { role: "status" }),
      label: make("label", { for: "question" }),
      // A spelling checker may send what is typed to its maker: it stays off.
      question: make("textarea", { id: "question", rows: 1, autocomplete: "off", spellcheck: "false",
        enterkeyhint: "send", keydown: (event) => this.#press(event) }),
      send: button("", () => this.#submit()),
      erase: button("", () => this.erase()),
    };
    const group = (name, ...names) =>
      parts[name] = make("div", {}, names.map((each) => parts[each]));
    group("brand", "name", "tagline");
    group("head", "brand", "exit", "crisis", "toggle");
    group("talk", "greeting", "log", "unsent", "options");
    group("foot", "label", "question", "send", "erase");
    group("shell", "head", "steps", "talk", "status", "foot");
    for (const [name, part] of Object.entries(parts)) part.className = name;
    parts.shell.addEventListener("keydown", ({ key }) => key === "Escape" && this.#showSteps(false));
  }

  #write() {
    const { shell, toggle, question, greeting, steps } = this.#parts;
    const words = this.#words;
    for (const [name, part] of Object.entries(this.#parts)) {
      if (words[name]) part.textContent = words[name];
      if (words.labels[name]) part.setAttribute("aria-label", words.labels[name]);
    }
    shell.lang = this.#language;
    toggle.lang = this.#language === "en" ? "es" : "en";
    if (this.page) document.documentElement.lang = this.#language;
    question.placeholder = words.placeholder;
    greeting.replaceChildren(make("h2", {}, words.title), make("p", { class: "note" }, words.careful),
      ...words.about.map((line) => paragraph(line)), fold(words.shared, paragraph(words.device)));
    steps.replaceChildren(...this.#drawSteps(words.door));
  }

  #drawSteps({ title, first, next, more, note, close }) {
    const line = (text) => paragraph(linkUp(text, this.#words));
    return [make("h2", { tabindex: -1 }, title), make("ol", {}, first.map((step) => make("li", {}, step))),
      ...next.map(line), ...this.#drawHotlines(), make("small", {}, `${note} ${writeDay(CHECKED, this.#language)}.`),
      ...more.map(([what, text]) => fold(what, line(text))), button(close, () => this.#showSteps(false))];
  }

  #drawHotlines() {
    const own = { name: this.getAttribute("org"), number: this.getAttribute("hotline") };
    return [own, HOTLINE].filter(({ number }) => number)
      .map(({ name, number }) => paragraph(`${this.#words.hotline} ${name || ""} `, phone(number)));
  }

  #choose(language) {
    this.#language = this.#chosen = language;
    this.#write();
    if (!this.#parts.log.firstChild && !this.#outbox.entries.length) this.#open();
  }

  // Begins a conversation under a new session id.
  #open() {
    const { log, unsent, question, talk } = this.#parts;
    this.#outbox?.stop();
    this.#outbox = new Outbox(this.getAttribute("endpoint"), (entry) => this.#follow(entry));
    for (const part of [log, unsent]) part.replaceChildren();
    question.value = "";
    this.#offer(this.#words.starters.map((title) => ({ title, payload: title })), this.#language);
    this.#say("");
    talk.scrollTop = 0;
  }

  #press(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  #submit() {
    const { question } = this.#parts;
    const message = question.value.trim();
    question.value = "";
    question.focus();
    if (message) this.#send(message, message);
  }

  #send(message, shown) {
    const node = make("li", {}, drawPerson(shown, this.#language, this.#words),
      make("div", {}, this.#words.sending));
    this.#parts.unsent.append(node);
    this.#offer([]);
    this.#say(this.#words.sending, true);
    this.#outbox.send({ message, shown, node, language: this.#language, lang: this.#chosen });
    node.scrollIntoView({ block: "nearest" });
  }

  // The buttons of the last answer; those of earlier ones are gone.
  #offer(buttons, language) {
    this.#parts.options.lang = language;
    this.#parts.options.replaceChildren(...buttons.map(({ title, payload }) =>
      button(title, () => { this.#send(payload, title); this.#refocus(); })));
  }

  // On a touch screen the question would call up the keyboard over the answer.
  #refocus() {
    const { log, question } = this.#parts;
    (matchMedia("(pointer: coarse)").matches ? log : question).focus({ preventScroll: true });
  }

  // Until it is answered a question stands below the log, so that the log only grows.
  #follow(entry) {
    const { answers, problem, status, node, message } = entry;
    if (answers) return this.#answer(entry);
    const words = this.#words;
    const sentence = words.problems[problem];
    node.lastChild.replaceChildren(make("strong", {}, words.labels.unsent), paragraph(sentence),
      this.#drawHotlines()[0], button(words.again, () => { this.#outbox.retry(entry); this.#refocus(); }));
    if (problem === "tooLong") {
      node.remove();
      this.#parts.question.value = message;
    }
    this.#say(sentence, problem !== "tooLong");
    console.warn(`<know-287g>: ${problem} (HTTP ${status}). Is the endpoint right and up, this page among its allowed origins?`);
    this.dispatchEvent(new CustomEvent("know287g-error", { bubbles: true, detail: { problem, status } }));
  }

  #answer({ answers, shown, node, language }) {
    const { log, talk } = this.#parts;
    const spoken = answers.map(({ custom }) => custom?.language).find((each) => texts[each]) || language;
    if (!this.#chosen && spoken !== this.#language) {
      this.#language = spoken;
      this.#write();
    }
    const words = texts[spoken];
    const question = drawPerson(shown, spoken, words);
    node.remove();
    log.append(question, ...answers.map((answer) => drawAnswer(answer, spoken, words)));
    const buttons = answers.flatMap((answer) => answer.buttons || []);
    this.#offer(buttons, spoken);
    this.#say(buttons.length ? `${words.count} ${buttons.length}` : "", true);
    // The start of the answer is what should be in view, not its end.
    talk.scrollTop = question.offsetTop - 8;
  }

  #showSteps(open) {
    const { steps, talk, foot, crisis } = this.#parts;
    if (open !== steps.hidden) return;
    steps.hidden = !open;
    talk.hidden = foot.hidden = open;
    crisis.setAttribute("aria-expanded", open);
    (open ? steps.firstChild : crisis).focus();
  }

  // To everyone, or with `quiet` to those who listen to a screen reader.
  #say(sentence, quiet) {
    this.#parts.status.classList.toggle("unseen", !!quiet);
    this.#parts.status.textContent = sentence;
  }
}

customElements.define("know-287g", Know287g);
