// Text with entities becomes elements; offsets are UTF-16 units, as JavaScript counts.
import { make, signed } from "./dom.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
// A line break after these is the end of the block, not an empty line.
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const ADDRESSES = {
  url: (text) => (/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`),
  text_link: (text, entity) => entity.url,
  email: (text) => `mailto:${text}`,
  phone_number: (text) => `tel:${text}`,
};
const SAFE = /^(https?|mailto|tel|tg):/i;

export function formatted(text, entities, acts) {
  const sorted = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return within(text, 0, text.length, sorted, acts);
}

function within(text, start, end, entities, acts) {
  const nodes = [];
  let at = start;
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (from >= to) continue;
    if (from > at) nodes.push(...signed(text.slice(at, from)));
    nodes.push(wrapped(text.slice(from, to), entity, within(text, from, to, entities, acts), acts));
    at = BLOCKS.has(entity.type) && text[to] === "\n" && to < end ? to + 1 : to;
  }
  if (at < end) nodes.push(...signed(text.slice(at, end)));
  return nodes;
}

function wrapped(text, entity, nodes, acts) {
  if (entity.type in ADDRESSES) return link(ADDRESSES[entity.type](text, entity), nodes, acts);
  if (entity.type === "bot_command") {
    return make("button", { class: "command", type: "button", onclick: () => acts.says(text) }, ...nodes);
  }
  if (entity.type === "spoiler") return spoiler(nodes);
  return make(TAGS[entity.type] ?? "span", {}, ...nodes);
}

function link(address, nodes, acts) {
  if (!SAFE.test(address)) return make("span", {}, ...nodes);
  const follows = (event) => {
    event.preventDefault();
    acts.follows(address);
  };
  return make("a", { href: address, rel: "noopener noreferrer", onclick: follows }, ...nodes);
}

function spoiler(nodes) {
  const shows = (event) => event.currentTarget.classList.add("shown");
  return make("span", { class: "spoiler", role: "button", tabindex: "0", onclick: shows, onkeydown: shows }, ...nodes);
}
