// Sends questions in order and keeps what could not be sent yet.

const ANSWER_LIMIT_MS = 15_000;
const LONGEST_WAIT_S = 30;
const BUSY_WAIT_S = 10;

/** A UUID v4; the browser's own maker of them is missing on plain http pages. */
function newId() {
  const hex = (digits) => Array.from(crypto.getRandomValues(new Uint8Array(digits)),
    (byte) => (byte % 16).toString(16)).join("");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}

/**
 * The queue of one conversation. The session id is here, in memory only: a chat is
 * erased by stopping its queue and opening another.
 *
 * `changed(entry)` is called when an entry has `answers`, or a new `problem`: "offline",
 * "slow" and "busy" pass by themselves; "broken" and "tooLong" make it `failed`. A retry
 * carries the same id, so that the server answers it once.
 */
export class Outbox {
  entries = [];
  #sender = newId();
  #running;
  #request;
  #wake;

  constructor(endpoint, changed) {
    Object.assign(this, { endpoint, changed });
    addEventListener("online", () => this.#wake?.());
  }

  /** Queues {message, language, lang, ...}; `lang` only if the person chose it. */
  send(entry) {
    this.entries.push({ ...entry, id: newId(), tries: 0 });
    this.#run();
  }

  /** Tries an entry again now. */
  retry(entry) {
    entry.failed = false;
    this.#wake?.();
    this.#run();
  }

  /** Ends for good: what is under way is cut off and never shown. */
  stop() {
    this.entries = [];
    this.#request?.abort();
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
      if (entry.answers || entry.problem !== problem) this.changed(entry);
      if (!entry.answers && !entry.failed) await this.#rest(entry);
    }
    this.#running = false;
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
    const request = this.#request = new AbortController();
    const timer = setTimeout(() => request.abort(), ANSWER_LIMIT_MS);
    try {
      const response = await fetch(this.endpoint, {
        method: "POST",
        // The page's language is a hint; `lang` is what the person chose.
        headers: { "Content-Type": "application/json", "Accept-Language": language },
        body: JSON.stringify({ sender: this.#sender, message, message_id: id, lang }),
        credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer",
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
    return { problem: "busy", status, seconds: +headers.get("Retry-After") || BUSY_WAIT_S };
  }
  // The server behind the web server is starting again.
  if (status > 501 && status < 505) return { problem: "slow", status };
  try {
    const answers = JSON.parse(body);
    if (status === 200 && answers[0].text) return { answers };
  } catch {
    // An error page, or something else that is not a list of answers.
  }
  return { problem: "broken", status, failed: true };
}
