// Words as nodes. No HTML is parsed anywhere: what is not surely a link stays text.

/** An element. Functions become listeners, strings among the children text nodes. */
export function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value);
  }
  node.append(...children.flat().filter(Boolean));
  return node;
}

const unseen = (text) => make("span", { class: "unseen" }, text);

/** "2026-11-25" as people write it; a year alone, or anything else, as it stands. */
export function writeDay(date, language) {
  const time = /^\d{4}-\d\d-\d\d$/.test(date) && Date.parse(date);
  return time ? new Date(time).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" }) : date;
}

/** A number to tap: 911 as it is, others with the country's code. */
export function phone(number) {
  const digits = number.replace(/\D/g, "");
  return make("a", { href: digits.length > 9 ? `tel:+1${digits.slice(-10)}` : `tel:${digits}` }, number);
}

function anchor(address, words, title) {
  // A user name would disguise the host: https://ice.gov@elsewhere.example
  if (!/^https:\/\/[^\s@]+$/i.test(address)) return null;
  try {
    const { href, host, pathname } = new URL(address);
    return make("a", { href, target: "_blank", rel: "noopener noreferrer" },
      title || host + pathname.replace(/\/$/, ""), unseen(` ${words.tab}`));
  } catch {
    return null;
  }
}

function link(word, words) {
  if (/^(1-)?\d{3}-\d{3}-\d{4}$/.test(word)) return phone(word);
  return anchor(/^([a-z\d-]+\.)+(gov|org|com)(\/|$)/i.test(word) ? `https://${word}` : word, words);
}

/** A line as text and links. */
export function linkUp(line, words) {
  return line.split(/(\s+)/).flatMap((piece) => {
    const [, before, word, after] = piece.match(/^([^\p{L}\d]*)(.*?)([^\p{L}\d/]*)$/su);
    const node = link(word, words);
    return node ? [before, node, after] : piece;
  });
}

// Paragraphs and lists: "- " starts an item, an empty line a paragraph.
function drawProse(text, words) {
  const blocks = [];
  let block;
  for (const line of text.split("\n")) {
    const item = line.startsWith("- ");
    const nodes = linkUp(item ? line.slice(2) : line, words);
    const goesOn = block?.localName === (item ? "ul" : "p");
    if (!line.trim()) block = null;
    else if (!goesOn) blocks.push(block = make(item ? "ul" : "p", {}, item ? make("li", {}, nodes) : nodes));
    else block.append(...(item ? [make("li", {}, nodes)] : [make("br", {}), ...nodes]));
  }
  return blocks;
}

/** What the person said. */
export function drawPerson(text, language, words) {
  return make("div", { class: "person", lang: language }, make("p", {}, unseen(`${words.you} `), text));
}

/** One answer of the bot with its folded sources. */
export function drawAnswer({ text, custom }, language, words) {
  return make("div", { class: "bot", lang: language }, unseen(words.bot), drawProse(text, words),
    custom?.sources?.length && drawSources(custom, language, words));
}

function drawSources({ sources, reviewed }, language, words) {
  const dated = (label, date) => date && `${words[label]} ${writeDay(date, language)}`;
  const oldest = sources.map(({ checked }) => checked).sort()[0];
  return make("details", {},
    make("summary", {}, `${words.sources} (${sources.length}) `, dated("checked", oldest)),
    make("ul", {}, sources.map(({ title, publisher, url, published, checked }) => {
      const node = anchor(url, words, title) || title;
      const about = [publisher, node.host, dated("published", published), dated("checked", checked)];
      return make("li", {}, node, make("small", {}, about.filter(Boolean).join(" · ")));
    })),
    make("small", {}, dated("reviewed", reviewed?.on)));
}
