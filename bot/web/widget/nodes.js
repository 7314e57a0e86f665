// Words as nodes. No HTML is parsed anywhere: what is not surely a link stays text.

/** An element; functions become listeners, strings text nodes. */
export function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value);
  }
  node.append(...children.flat(4).filter(Boolean));
  return node;
}

const unseen = (text) => make("span", { class: "unseen" }, text);

/** "2026-11-25" in words; anything else, like a year alone, as it stands. */
export function writeDay(date, language) {
  const time = /^\d{4}-\d\d-\d\d$/.test(date) && Date.parse(date);
  return time
    ? new Date(time).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" }) : date;
}

export function phone(number) {
  return make("a", { href: `tel:${number.replace(/^(1-)?(?=\d{3}-)/, "+1-")}` }, number);
}

/** A link that opens beside the page and tells nobody where it came from. */
export function anchor(address, words, title) {
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
  const bare = /^([a-z\d-]+\.)+(gov|org|com)(\/|$)/i.test(word);
  return anchor(bare ? `https://${word}` : word, words);
}

function linkUp(line, words) {
  return line.split(/(\s+)/).flatMap((piece) => {
    const [, before, word, after] = piece.match(/^([^\p{L}\d]*)(.*?)([^\p{L}\d/]*)$/su);
    return [before, link(word, words) || word, after];
  });
}

// "- " starts an item, an empty line a paragraph.
function drawProse(text, words) {
  const blocks = [];
  let block;
  for (const line of text.split("\n")) {
    const item = line.startsWith("- ");
    const tag = item ? "ul" : "p";
    let nodes = linkUp(item ? line.slice(2) : line, words);
    if (item) nodes = [make("li", {}, nodes)];
    if (!line.trim()) block = null;
    else if (block?.localName !== tag) blocks.push(block = make(tag, {}, nodes));
    else block.append(...(item ? nodes : [make("br", {}), ...nodes]));
  }
  return blocks;
}

export function drawPerson(text, language, words) {
  return make("div", { class: "person", lang: language },
    make("p", {}, unseen(`${words.you} `), text));
}

// A place's agencies, a card a layer: town, county, state. Its words come with it.
function drawCards({ head, layers, rest }, words) {
  return [drawProse(head, words), layers.map(({ title, agencies, meanings }) =>
    make("section", { class: "card" }, make("h3", {}, title),
      agencies.map(({ name, listed, mark, models }) => [
        make("p", { class: listed ? "on" : "off" }, make("strong", {}, name), " ",
          make("span", { class: "mark" }, mark)),
        models[0] && make("ul", {}, models.map((model) => make("li", {}, model))),
      ]), meanings.map((meaning) => make("p", { class: "means" }, meaning)))),
  drawProse(rest, words)];
}

export function drawAnswer({ text, image, custom }, language, words, endpoint) {
  return make("div", { class: "bot", lang: language }, unseen(words.bot),
    custom?.cards ? drawCards(custom.cards, words) : drawProse(text, words),
    // With its size: nothing jumps.
    image && make("img", { ...custom?.image, loading: "lazy", referrerpolicy: "no-referrer",
      src: new URL(image, endpoint) }),
    custom?.sources?.length && drawSources(custom, language, words));
}

function drawSources({ sources, reviewed }, language, words) {
  const dated = (label, date) => date && `${words[label]} ${writeDay(date, language)}`;
  const oldest = sources.map(({ checked }) => checked).sort()[0];
  return make("details", {},
    make("summary", {}, `${words.sources} (${sources.length}) · `, dated("checked", oldest)),
    make("ul", {}, sources.map(({ title, publisher, url, published, checked }) => {
      const node = anchor(url, words, title) || title;
      const about = [publisher, node.host,
        dated("published", published), dated("checked", checked)];
      return make("li", {}, node, make("small", {}, about.filter(Boolean).join(" · ")));
    })),
    make("small", {}, dated("reviewed", reviewed?.on)));
}
