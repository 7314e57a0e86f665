// <know-287g>: the chat as one element; README.md says how to use it.
import texts from "./texts.js";
import { countShift, fitKeyboard, leave } from "./leave.js";
import { drawAnswer, drawPerson, make, phone, writeDay } from "./nodes.js";
import { Outbox } from "./outbox.js";

const button = (label, click) => make("button", { type: "button", click }, label);
const paragraph = (inside) => make("p", {}, inside);

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
    countShift((left) => {
      if (left) this.#say(`${this.#words.shift} ${left}×`);
      else this.leave();
    }, this.#ended.signal);
  }

  disconnectedCallback() {
    this.#ended.abort();
  }

  erase() {
    this.#open();
    this.#say(this.#words.erased);
    this.#refocus();
  }

  leave() {
    this.#open();
    leave(this.getAttribute("exit-url") || "https://www.weather.gov");
  }

  get #words() {
    return texts[this.#language];
  }

  #build() {
    this.#frame();
    this.#language = [this.lang, ...navigator.languages]
      .map((wish) => wish.slice(0, 2)).find((wish) => texts[wish]) || "en";
    this.#write();
    this.#open();
    if (this.page) fitKeyboard(this);
    const href = new URL("widget.css", import.meta.url);
    // Last: if anything above fails, what the page says without us stays.
    this.attachShadow({ mode: "open" })
      .append(make("link", { rel: "stylesheet", href }), this.#parts.shell);
  }

  // In the order of Tab; a part's name is its class and its key in texts.js.
  #frame() {
    const parts = this.#parts = {
      name: make(this.page ? "h1" : "h2", {}),
      tagline: paragraph(),
      exit: button("", () => this.leave()),
      crisis: button("", () => this.#showSteps(parts.steps.hidden)),
      toggle: button("", () => this.#choose(parts.toggle.lang)),
      steps: make("section", { hidden: "" }),
      greeting: make("section", {}),
      log: make("div", { role: "log" }),
      unsent: make("ul", {}),
      options: make("div", { role: "group" }),
      status: make("p", { role: "status" }),
      label: make("label", { for: "question" }),
      // Some spelling checkers send what is typed to their makers.
      question: make("textarea", { id: "question", rows: 1, autocomplete: "off",
        spellcheck: "false", enterkeyhint: "send", keydown: (event) => this.#press(event) }),
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
    for (const name in parts) parts[name].className = name;
    parts.shell.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.#showSteps(false);
    });
  }

  #write() {
    const { shell, crisis, toggle, question, greeting, steps } = this.#parts;
    const words = this.#words;
    for (const [name, part] of Object.entries(this.#parts)) {
      if (words[name]) part.textContent = words[name];
      if (words.labels[name]) part.setAttribute("aria-label", words.labels[name]);
    }
    shell.lang = this.#language;
    toggle.lang = this.#language === "en" ? "es" : "en";
    if (this.page) document.documentElement.lang = this.#language;
    question.placeholder = words.placeholder;
    crisis.setAttribute("aria-expanded", !steps.hidden);
    greeting.replaceChildren(make("h2", {}, words.title),
      make("p", { class: "note" }, words.careful),
      ...words.about.map(paragraph),
      make("details", {}, make("summary", {}, words.shared), words.device));
    steps.replaceChildren(...this.#drawSteps(words.door));
  }

  #drawSteps({ title, first, next, note, checked, close }) {
    return [
      make("h2", { tabindex: -1 }, title),
      make("ol", {}, first.map((step) => make("li", {}, step))),
      ...next.map(paragraph),
      paragraph(phone("911")),
      this.#drawHotline(),
      make("small", {}, `${note} ${writeDay(checked, this.#language)}.`),
      button(close, () => this.#showSteps(false)),
    ];
  }

  #drawHotline() {
    const { hotline } = this.#words;
    return paragraph([hotline[0], phone(hotline[1])]);
  }

  #choose(language) {
    this.#language = this.#chosen = language;
    this.#write();
    if (!this.#parts.log.firstChild && !this.#outbox.entries.length) this.#open();
  }

  #open() {
    const { log, unsent, question, talk } = this.#parts;
    this.#outbox?.stop();
    this.#outbox = new Outbox(new URL(this.getAttribute("endpoint"), document.baseURI),
      (entry) => this.#follow(entry));
    log.replaceChildren();
    unsent.replaceChildren();
    log.tabIndex = -1;
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
    const words = this.#words;
    const state = this.#outbox.entries.length ? words.labels.unsent : words.sending;
    const node = make("li", {}, drawPerson(shown, this.#language, words), make("div", {}, state));
    this.#parts.unsent.append(node);
    this.#offer([]);
    this.#say(state, true);
    this.#outbox.send({ message, shown, node, language: this.#language, lang: this.#chosen });
    node.scrollIntoView({ block: "nearest" });
  }

  #offer(buttons, language) {
    this.#parts.options.lang = language;
    this.#parts.options.replaceChildren(...buttons.map(({ title, payload }) =>
      button(title, () => { this.#send(payload, title); this.#refocus(); })));
  }

  // On a touch screen the input would call the keyboard up over the answer.
  #refocus() {
    const { log, question } = this.#parts;
    (matchMedia("(pointer: coarse)").matches ? log : question).focus({ preventScroll: true });
  }

  // A question joins the log with its answer, so that the log only grows.
  #follow(entry) {
    const { answers, problem, status, node, message } = entry;
    if (answers) return this.#answer(entry);
    const words = this.#words;
    const told = [make("strong", {}, words.labels.unsent),
      paragraph(words.problems[problem]), this.#drawHotline()];
    node.lastChild.replaceChildren(...told, button(words.again, () => {
      node.lastChild.textContent = words.sending;
      this.#outbox.retry(entry);
      this.#refocus();
    }));
    node.scrollIntoView({ block: "nearest" });
    this.#say(told.map(({ textContent }) => textContent).join(". "), problem !== "tooLong");
    if (problem === "tooLong") {
      node.remove();
      this.#parts.question.value = message;
    }
    console.warn(`${problem} (${status}): check endpoint and allowed origins`);
  }

  #answer({ answers, shown, node, language }) {
    const { log, talk } = this.#parts;
    const spoken = answers.map(({ custom }) => custom?.language)
      .find((each) => texts[each]) || language;
    if (!this.#chosen && spoken !== this.#language) {
      this.#language = spoken;
      this.#write();
    }
    const words = texts[spoken];
    const question = drawPerson(shown, spoken, words);
    node.remove();
    log.tabIndex = 0;
    log.append(question, ...answers.map((answer) =>
      drawAnswer(answer, spoken, words, this.#outbox.endpoint)));
    const buttons = answers.flatMap((answer) => answer.buttons || []);
    this.#offer(buttons, spoken);
    this.#say(buttons.length ? `${words.count} ${buttons.length}` : "", true);
    // To the start of the answer, not its end.
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

  // `quiet`: for screen readers only.
  #say(sentence, quiet) {
    this.#parts.status.classList.toggle("unseen", !!quiet);
    this.#parts.status.textContent = sentence;
  }
}

customElements.define("know-287g", Know287g);
