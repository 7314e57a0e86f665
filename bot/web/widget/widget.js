// <know-287g>: the chat as one element; docs/widget.md says how to use it.
import css from "./widget.css" with { type: "css" };
import texts from "./texts.json" with { type: "json" };
import { readAddress, readEndpoint, takeColours } from "./attributes.js";
import { hush, Keep } from "./keep.js";
import { countShift, fitKeyboard, leave } from "./leave.js";
import { drawAnswer, drawPerson, make } from "./nodes.js";
import { Outbox } from "./outbox.js";
import { button, makeParts } from "./parts.js";
import { drawGreeting, drawHotlines, drawNotes, drawSteps, paragraph } from "./sections.js";

const SIZES = [1, 1.25, 1.5];

class Know287g extends HTMLElement {
  #page;
  #floats;
  #parts;
  #language;
  #chosen;
  #endpoint;
  #outbox;
  #ended;
  #fit;
  #size = 0;
  #keep;
  // The newest question, to be asked again in the other language.
  #asked;

  connectedCallback() {
    this.#ended = new AbortController();
    const { signal } = this.#ended;
    this.#page = this.hasAttribute("page");
    // Neither: a button at the edge of somebody's page opens and closes it.
    this.#floats = !this.#page && !this.hasAttribute("inline");
    if (!this.shadowRoot) this.#build();
    countShift((left) => {
      if (this.#closed) return;
      if (left) this.#say(`${this.#words.shift} ${left}×`);
      else this.leave();
    }, signal);
    const narrow = matchMedia("(max-width: 40rem)");
    this.#fit = fitKeyboard(this,
      () => this.#page || (this.#floats && !this.#closed && narrow.matches), signal);
    // Voices come late.
    window.speechSynthesis?.addEventListener?.("voiceschanged", () => this.#keep.offer(), { signal });
  }

  disconnectedCallback() {
    hush();
    this.#ended.abort();
  }

  get #closed() {
    return this.#floats && !this.hasAttribute("open");
  }

  open() {
    this.#swing(true);
  }

  /** Closes the chat to its button; what was said stays until the page goes. */
  close() {
    this.#swing(false);
  }

  erase() {
    this.#begin();
    this.#say(this.#words.erased);
    this.#refocus();
    this.#tell("erase");
  }

  leave() {
    this.#begin();
    leave(readAddress(this, "exit-url") || "https://www.weather.gov");
  }

  get #words() {
    return texts[this.#language];
  }

  // Events for the host page; none of them says what was asked or answered.
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`know-${name}`, { detail }));
  }

  #build() {
    const parts = this.#parts = makeParts(this.#page, {
      leave: () => this.leave(),
      toggle: () => this.#swing(this.#closed),
      crisis: () => this.#showSteps(parts.steps.hidden || this.#closed),
      translate: () => this.#choose(parts.toggle.lang),
      press: (event) => this.#press(event),
      submit: () => this.#submit(),
      erase: () => this.erase(),
      enlarge: () => {
        this.style.setProperty("--size", SIZES[++this.#size % SIZES.length]);
        parts.log.lastChild?.scrollIntoView();
      },
      copy: () => this.#keep.copy((done) =>
        this.#say(done ? this.#words.copied : this.#words.problems.broken)),
      share: () => this.#keep.share(),
      print: () => this.#keep.print(this.#frame()),
      listen: () => this.#keep.listen(this.#words),
      yes: () => this.#judge(true),
      no: () => this.#judge(false),
      escape: () => parts.steps.hidden ? this.close() : this.#showSteps(false),
    });
    this.#keep = new Keep(parts, css, texts);
    this.#language = [this.lang, ...navigator.languages]
      .map((wish) => wish.slice(0, 2)).find((wish) => texts[wish]) || "en";
    this.#endpoint = readEndpoint(this);
    takeColours(this);
    this.#write();
    this.#begin();
    if (!this.#endpoint) this.#say(this.#words.problems.broken + this.#words.hotline.join(""));
    // Last: if anything above fails, what the page says without us stays.
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [css];
    root.append(parts.shell);
  }

  #write() {
    const { shell, crisis, toggle, question, greeting, notes, steps, tagline, launch } = this.#parts;
    const words = this.#words;
    const org = this.getAttribute("org");
    for (const [name, part] of Object.entries(this.#parts)) {
      if (words[name]) part.textContent = words[name];
      if (words.labels[name]) part.setAttribute("aria-label", words.labels[name]);
    }
    shell.lang = this.#language;
    shell.ariaLabel = words.name;
    toggle.lang = this.#language === "en" ? "es" : "en";
    if (this.#page) document.documentElement.lang = this.#language;
    if (org) tagline.textContent = `${org} · ${words.tagline}`;
    launch.ariaLabel = this.#closed ? words.launch : words.close;
    if (!this.#closed) launch.textContent = "×";
    launch.hidden = !this.#floats;
    launch.setAttribute("aria-expanded", !this.#closed);
    question.placeholder = words.placeholder;
    crisis.setAttribute("aria-expanded", !steps.hidden);
    greeting.replaceChildren(...drawGreeting(words));
    notes.replaceChildren(...drawNotes(words, this.#language, this.#endpoint));
    const told = drawSteps(this, words, this.#language);
    steps.replaceChildren(...told, make("div", { class: "pair" },
      button(words.door.close, () => this.#showSteps(false)),
      // The numbers are among the steps.
      button(words.print, () => this.#keep.printCard(this.#frame([]),
        make("div", { class: "steps" }, told.map((node) => node.cloneNode(true)))))));
    this.#keep.offer();
  }

  // What stands above and below an answer on paper.
  #frame(hotlines = drawHotlines(this, this.#words)) {
    const { name, about } = this.#words;
    return [make("h2", {}, name), ...hotlines, make("small", {}, about[1])];
  }

  #choose(language) {
    const asked = this.#asked;
    const start = this.#words.starters.indexOf(asked?.message);
    this.#language = this.#chosen = language;
    this.#write();
    if (this.#outbox.entries.length) return;
    if (!asked) return this.#begin();
    // The last question again, answered in the language chosen.
    const same = this.#words.starters[start];
    this.#send(same || asked.message, same || asked.shown);
  }

  #begin() {
    const { log, unsent, question, talk } = this.#parts;
    hush();
    this.#outbox?.stop();
    this.#outbox = new Outbox(this.#endpoint, (entry) => this.#follow(entry));
    this.#asked = undefined;
    this.#keep.offer({});
    log.replaceChildren();
    unsent.replaceChildren();
    log.tabIndex = -1;
    question.value = "";
    this.#offer(this.#words.starters.map((title) => ({ title, payload: title })), this.#language);
    this.#say("");
    talk.scrollTop = 0;
  }

  #swing(open) {
    if (!this.#floats || open !== this.#closed) return;
    this.toggleAttribute("open", open);
    hush();
    this.#write();
    this.#fit();
    if (open) this.#refocus();
    else this.#parts.launch.focus();
    this.#tell(open ? "open" : "close");
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
    this.#asked = { message, shown };
    this.#keep.offer({});
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
      paragraph(words.problems[problem]), ...drawHotlines(this, words)];
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
    this.#tell("trouble", { problem, status });
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
    const nodes = answers.map((answer) => drawAnswer(answer, spoken, words, this.#endpoint));
    node.remove();
    log.tabIndex = 0;
    log.append(question, ...nodes);
    this.#keep.offer({ answers, nodes, language: spoken });
    const buttons = answers.flatMap((answer) => answer.buttons || []);
    this.#offer(buttons, spoken);
    this.#say(buttons.length ? `${words.count} ${buttons.length}` : "", true);
    // To the start of the answer, not its end.
    talk.scrollTop = question.offsetTop - 8;
    this.#tell("answer");
  }

  #judge(helped) {
    this.#outbox.judge(this.#keep.topic, helped);
    this.#parts.yes.hidden = this.#parts.no.hidden = true;
    this.#say("✓");
    this.#refocus();
  }

  #showSteps(open) {
    if (open) this.#swing(true);
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
