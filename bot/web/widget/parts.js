// The parts of the chat, in the order of Tab.
import { make } from "./nodes.js";

export const button = (label, click) => make("button", { type: "button", click }, label);

/** All parts by name; the name is the part's class and its key among the words. */
export function makeParts(page, does) {
  const parts = {
    name: make(page ? "h1" : "h2", {}),
    tagline: make("p", {}),
    exit: button("", does.leave),
    launch: button("", does.toggle),
    crisis: button("", does.crisis),
    toggle: button("", does.translate),
    steps: make("section", { hidden: "" }),
    greeting: make("section", {}),
    log: make("div", { role: "log" }),
    unsent: make("ul", {}),
    // Outside the log, which would read them out after every answer.
    tools: make("div", { role: "group" }),
    options: make("div", { role: "group" }),
    notes: make("section", {}),
    status: make("p", { role: "status" }),
    label: make("label", { for: "question" }),
    // Some spelling checkers send what is typed to their makers.
    question: make("textarea", { id: "question", rows: 1, autocomplete: "off",
      spellcheck: "false", enterkeyhint: "send", keydown: does.press }),
    send: button("", does.submit),
    erase: button("", does.erase),
    size: button("", does.enlarge),
  };
  for (const name of ["copy", "share", "print", "listen", "yes", "no"]) {
    parts.tools.append(parts[name] = button("", does[name]));
  }
  const group = (name, ...names) =>
    parts[name] = make("div", {}, names.map((each) => parts[each]));
  group("brand", "name", "tagline");
  group("head", "brand", "exit", "launch", "crisis", "toggle");
  group("talk", "greeting", "log", "unsent", "tools", "options", "notes");
  group("foot", "label", "question", "send", "erase", "size");
  group("shell", "head", "steps", "talk", "status", "foot");
  for (const name in parts) parts[name].className = name;
  // A landmark; the page around has others.
  parts.shell.role = "region";
  parts.shell.addEventListener("keydown", ({ key }) => key === "Escape" && does.escape());
  return parts;
}
