// Makes elements: make("button", {class: "key", onclick: press}, "Label", child).
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SHAPES = {
  send: "M3 11.5 21 3l-5 18-4.5-6.5zM11.5 14.5 21 3",
  clip: "M20 11.5 12.3 19a5 5 0 0 1-7-7l8-8a3.4 3.4 0 0 1 4.8 4.8l-8 8a1.7 1.7 0 0 1-2.4-2.4L15 7",
  keys: "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M8 14h8",
  more: "M12 5h.01M12 12h.01M12 19h.01",
  down: "M6 9l6 6 6-6",
  plus: "M12 5v14M5 12h14",
  lock: "M6 11h12v9H6zM9 11V7a3 3 0 0 1 6 0v4",
  close: "M6 6l12 12M18 6 6 18",
  go: "M5 12h14M13 6l6 6-6 6",
  save: "M12 4v11M7 11l5 5 5-5M5 20h14",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

const COLOURS = 7;

// The initials of a person on a colour of their own.
export function avatar(name, number) {
  const initials = name.split(/\s+/).slice(0, 2).map((part) => part[0] ?? "").join("").toUpperCase();
  return make("span", { class: `avatar shade-${number % COLOURS}`, "aria-hidden": "true" }, initials);
}

// Signs are drawn by the page, as Telegram draws its own: not every computer has a font for them.
const SIGNS = { "✅": "yes", "⏳": "waits", "⚠": "careful", "❔": "asked", "🔗": "link", "📋": "list" };
const SIGN = /([✅⏳⚠❔🔗📋]\uFE0F?)/u;

export function signed(text) {
  return text.split(SIGN).filter(Boolean).map((part) => {
    const name = SIGNS[[...part][0]];
    return name ? make("span", { class: `sign sign-${name}` }, part) : part;
  });
}

// A button that opens a short list of others: items are pairs of words and work.
export function menu(label, face, kind, items) {
  const chooses = (work) => () => {
    list.open = false;
    work();
  };
  const list = make("details", { class: "menu" },
    make("summary", { class: kind, "aria-label": label, title: label }, face),
    make("div", { class: "menu-items" },
      ...items.map(([words, work]) => make("button", { type: "button", onclick: chooses(work) }, words))));
  const leaves = (target) => {
    if (target && !list.contains(target)) list.open = false;
  };
  list.addEventListener("focusout", (event) => leaves(event.relatedTarget));
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !list.open) return;
    list.open = false;
    list.querySelector("summary").focus();
  });
  return list;
}

document.addEventListener("click", (event) => {
  for (const list of document.querySelectorAll("details.menu[open]")) {
    if (!list.contains(event.target)) list.open = false;
  }
});
