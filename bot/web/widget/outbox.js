// Sends questions in order and keeps what could not be sent yet.
import { advise } from "./attributes.js";

const ANSWER_LIMIT_MS = 15_000;
const LONGEST_WAIT_S = 30;

// A UUID v4; crypto.randomUUID is missing on plain http pages.
function newId() {
  return "00000000-0000-4000-a000-000000000000".replace(/0/g, () =>
    (crypto.getRandomValues(new Uint8Array(1))[0] % 16).toString(16));
}

/**
 * The queue of one conversation and, in memory only, its session id. `changed(entry)`
 * hears of `answers` or a new `problem`; "broken" and "tooLong" do not pass by themselves.
 */
export class Outbox {
  entries = [];
  #endpoint;
  #changed;
  #sender = newId();
  #running;
  #request;
  #wake;

  constructor(endpoint, changed) {
    this.#endpoint = endpoint;
    this.#changed = changed;
    addEventListener("online", () => this.#wake?.());
  }

  send(entry) {
    this.entries.push({ ...entry, id: newId(), tries: -1 });
    this.#run();
  }

  /** Tries again now, with the same id: the server answers it once. */
  retry(entry) {
    Object.assign(entry, { failed: false, problem: "" });
    this.#wake?.();
    this.#run();
  }

  /** Ends for good: the server forgets too, an answer under way is never shown. */
  stop() {
    this.entries = [];
    this.#request?.abort();
    if (this.#request) this.#post("erase", {}, { keepalive: true }).catch(() => {});
  }

  /** A yes or no about a topic, without the conversation's number. */
  judge(topic, helped) {
    this.#post("helped", { sender: undefined, topic, helped }).catch(() => {});
  }

  #post(address, body, options) {
    return fetch(new URL(address, this.#endpoint), {
      method: "POST", body: JSON.stringify({ sender: this.#sender, ...body }),
      credentials: "omit", referrerPolicy: "no-referrer", ...options,
    });
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    let entry;
    while ((entry = this.entries.find(({ failed }) => !failed))) {
      const { problem } = entry;
      Object.assign(entry, await this.#ask(entry));
      const place = this.entries.indexOf(entry);
      if (place < 0) break;
      if (entry.answers || entry.problem === "tooLong") this.entries.splice(place, 1);
      if (!entry.answers) this.#advise(entry);
      if (entry.answers || entry.problem !== problem) this.#changed(entry);
      if (!entry.answers && !entry.failed) await this.#rest(entry);
    }
    this.#running = false;
  }

  #advise({ problem, status }) {
    const remedies = {
      offline: `Is the bot up, "${location.origin}" in its KNOW287G_ALLOWED_ORIGINS, ` +
        "its host in connect-src?",
      broken: "It has to be the bot's /webhooks/web/webhook.",
    };
    advise(`${this.#endpoint}: ${problem} ${status || ""}. ${remedies[problem] || ""}`);
  }

  #rest({ seconds, tries }) {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, 1000 * (seconds || Math.min(2 ** tries, LONGEST_WAIT_S)));
    });
  }

  async #ask(entry) {
    const { message, id, language, lang } = entry;
    entry.tries += 1;
    if (!this.#endpoint) return { problem: "broken", status: 0, failed: true };
    const request = this.#request = new AbortController();
    const timer = setTimeout(() => request.abort(), ANSWER_LIMIT_MS);
    try {
      const response = await this.#post("", { message, message_id: id, lang }, {
        // A hint; `lang` is what the person chose.
        headers: { "Content-Type": "application/json", "Accept-Language": language },
        signal: request.signal,
      });
      return readAnswers(response, await response.text());
    } catch {
      return { problem: request.signal.aborted ? "slow" : "offline" };
    } finally {
      clearTimeout(timer);
    }
  }
}

function readAnswers({ status, headers }, body) {
  if (status === 413) return { problem: "tooLong", status, failed: true };
  if (status === 429) {
    return { problem: "busy", status, seconds: +headers.get("Retry-After") || LONGEST_WAIT_S };
  }
  // The bot behind the web server is starting.
  if (status > 501 && status < 505) return { problem: "slow", status };
  try {
    const answers = JSON.parse(body);
    if (status === 200 && answers[0] && answers.every(({ text }) => text)) return { answers };
    throw status;
  } catch {
    return { problem: "broken", status, failed: true };
  }
}
