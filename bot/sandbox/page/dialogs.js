// Questions that cover the page: on whose phone, which number, a picture in full.
import { avatar, make } from "./dom.js";
import { LANGUAGES, speech } from "./speech.js";

const dialog = document.getElementById("dialog");
const NEW = "new";

function opens(title, ...content) {
  const heading = title ? [make("h2", { id: "dialog-title" }, title)] : [];
  dialog.replaceChildren(...heading, ...content);
  dialog.className = title ? "" : "bare";
  dialog.toggleAttribute("aria-labelledby", false);
  if (title) dialog.setAttribute("aria-labelledby", "dialog-title");
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input:enabled")?.select();
}

dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

function form(fields, yes, done) {
  const submits = (event) => {
    event.preventDefault();
    if (done() !== false) dialog.close();
  };
  const no = make("button", { type: "button", class: "plain", onclick: () => dialog.close() }, speech.say("cancel"));
  return make("form", { onsubmit: submits }, ...fields,
    make("div", { class: "choices" }, no, make("button", { type: "submit", class: "strong" }, speech.say(yes))));
}

function field(label, control) {
  return make("label", { class: "field" }, make("span", {}, speech.say(label)), control);
}

function newcomer() {
  const name = make("input", { name: "name", value: speech.say("name.example"), autocomplete: "off", required: true });
  const language = make("select", { name: "language" },
    ...Object.entries(LANGUAGES).map(([code, title]) => make("option", { value: code, selected: code === speech.language }, title)));
  return { name, language, fields: [field("name", name), field("phone_language", language)] };
}

// Which phone opens a link: the one it was pressed on, another one, or a new one.
export function asksWhoOpens(link, presser, phones, chosen) {
  const who = make("select", { name: "who" },
    ...phones.map((one) => make("option", { value: one.info.chat, selected: one === presser }, `${one.info.name} · ${one.role}`)),
    make("option", { value: NEW }, speech.say("add.new")));
  const person = newcomer();
  const about = make("fieldset", { hidden: true, disabled: true }, ...person.fields);
  who.addEventListener("change", () => {
    about.hidden = about.disabled = who.value !== NEW;
  });
  const done = () => chosen(who.value === NEW
    ? { act: "phone", name: person.name.value, language: person.language.value, link }
    : { act: "open", chat: Number(who.value), link });
  opens(speech.say("link.title"), make("p", { class: "link" }, link), form([field("phones", who), about], "open", done));
}

export function asksOutside(address) {
  const goes = () => window.open(address, "_blank", "noopener");
  opens(speech.say("link.outside"), make("p", { class: "link" }, address), form([], "open", goes));
}

export function asksWhomToAdd(hidden, shows, adds) {
  const item = (phone) => make("li", {}, make("button", { type: "button", onclick: () => {
    dialog.close();
    shows(phone);
  } }, avatar(phone.info.name, phone.info.chat),
  make("span", { class: "who" }, make("strong", {}, phone.info.name), make("span", {}, phone.role)),
  phone.unread ? make("span", { class: "badge" }, phone.unread) : null));
  const person = newcomer();
  const done = () => adds({ act: "phone", name: person.name.value, language: person.language.value });
  const away = hidden.length
    ? [make("h3", {}, speech.say("add.put_away")), make("ul", { class: "people" }, ...hidden.map(item))] : [];
  opens(speech.say("add.title"), make("h3", {}, speech.say("add.new")), form(person.fields, "add", done), ...away);
}

export function asksNumber(phone, sends) {
  const number = make("input", { name: "number", type: "tel", value: phone.info.number || "+7", required: true });
  opens(speech.say("contact.share"), form([field("contact.number", number)], "send", () => sends(number.value)));
}

export function showsPicture(address) {
  const closes = () => dialog.close();
  opens("", make("button", { class: "picture", type: "button", "aria-label": speech.say("ok"), onclick: closes },
    make("img", { src: address, alt: "" })));
}
