// The table with all phones: hears the line, lays phones out, remembers what this browser wants to see.
import { Bar } from "./bar.js";
import { asksNumber, asksOutside, asksWhoOpens, asksWhomToAdd, showsPicture } from "./dialogs.js";
import { avatar, make } from "./dom.js";
import { Line } from "./line.js";
import { Phone } from "./phone.js";
import { speech } from "./speech.js";

const NOTICE_LASTS = 5000;

class Table {
  constructor() {
    this.element = document.getElementById("table");
    this.tabs = document.getElementById("tabs");
    this.lost = document.getElementById("lost");
    this.notice = document.getElementById("notice");
    this.phones = new Map();
    this.marks = new Set();
    this.bar = new Bar(document.getElementById("bar"), this);
    speech.chooses(localStorage.getItem("tirek.language") ?? "kk");
    this.line = new Line((event) => this.hears(event), () => this.losesLine());
  }

  does(act) {
    const sent = this.line.does(act);
    if (!sent) this.losesLine();
    return sent;
  }

  losesLine() {
    this.lost.textContent = speech.say("lost");
    this.lost.hidden = false;
    document.body.dataset.line = "lost";
  }

  hears(event) {
    const own = { all: this.takesAll, clock: this.takesClock, commands: this.takesCommands, phone: this.takesPhone };
    if (event.kind in own) own[event.kind].call(this, event);
    else if (event.chat) this.phones.get(event.chat)?.hears(event);
    else this.says(speech.say(`failed.${event.code}`));
  }

  takesAll({ bot, school, clock, phones }) {
    this.bot = bot;
    this.school = school;
    if (!localStorage.getItem("tirek.language")) speech.chooses(school.country === "kg" ? "ky" : "kk");
    this.bar.clock = clock;
    const known = new Set(phones.map((one) => one.chat));
    for (const chat of [...this.phones.keys()]) if (!known.has(chat)) this.phones.delete(chat);
    for (const info of phones) this.takesInfo(info);
    this.shown = this.remembered() ?? phones.filter((one) => one.shown).map((one) => one.key);
    this.draws();
    this.lost.hidden = true;
    document.body.dataset.line = "open";
  }

  takesClock({ clock }) {
    this.bar.clock = clock;
  }

  takesCommands({ commands }) {
    for (const phone of this.phones.values()) phone.hears_commands(commands[phone.info.chat] ?? []);
  }

  takesPhone({ phone: info, mark }) {
    const known = this.phones.has(info.chat);
    const phone = this.takesInfo(info);
    if (this.marks.delete(mark)) this.shows(phone);
    else if (!known) this.drawsTabs();
  }

  takesInfo(info) {
    const phone = this.phones.get(info.chat);
    if (phone) phone.takes(info);
    else this.phones.set(info.chat, new Phone(info, this));
    return this.phones.get(info.chat);
  }

  // What lies on the table.

  get laid() {
    return [...this.phones.values()].filter((phone) => this.shown.includes(phone.key));
  }

  get memory() {
    return `tirek.shown.${this.school.country}.${this.school.classes}`;
  }

  remembered() {
    const keys = JSON.parse(localStorage.getItem(this.memory) ?? "null");
    const known = [...this.phones.values()].map((phone) => phone.key);
    const left = (keys ?? []).filter((key) => known.includes(key));
    return left.length ? left : null;
  }

  remembers() {
    localStorage.setItem(this.memory, JSON.stringify(this.shown));
    this.lays();
  }

  draws() {
    this.bar.draws(this.school);
    this.lays();
  }

  // Phones that already lie there are not moved: moving an element would lose its place in the chat.
  lays() {
    const laid = this.laid.map((phone) => phone.laid());
    for (const element of [...this.element.children]) if (!laid.includes(element)) element.remove();
    laid.forEach((element, place) => {
      if (this.element.children[place] !== element) this.element.insertBefore(element, this.element.children[place] ?? null);
    });
    if (!this.laid.includes(this.active)) this.active = this.laid[0];
    this.turnsTo(this.active);
    for (const phone of this.laid) if (phone.sticky) phone.goesToEnd();
  }

  shows(phone) {
    if (!this.shown.includes(phone.key)) this.shown.push(phone.key);
    this.remembers();
    this.turnsTo(phone);
    phone.element.scrollIntoView({ inline: "center", block: "nearest" });
    phone.element.querySelector("textarea, .big")?.focus({ preventScroll: true });
  }

  putsAway(phone) {
    this.shown = this.shown.filter((key) => key !== phone.key);
    this.remembers();
  }

  turnsTo(phone) {
    this.active = phone;
    for (const one of this.laid) one.element.classList.toggle("active", one === phone);
    if (phone?.sticky) phone.goesToEnd();
    this.drawsTabs();
  }

  drawsTabs() {
    if (!this.shown) return;
    this.tabs.setAttribute("aria-label", speech.say("phones"));
    this.tabs.replaceChildren(...this.laid.map((phone) => this.tab(phone)));
    const away = [...this.phones.values()].some((phone) => phone.unread && !this.laid.includes(phone));
    document.querySelector(".bar .add")?.classList.toggle("news", away);
  }

  tab(phone) {
    const unread = phone.unread ? make("span", { class: "badge", title: speech.say("new_messages", { count: phone.unread }) }, phone.unread) : null;
    const label = `${phone.info.name}, ${phone.role}`;
    const properties = { type: "button", "aria-pressed": String(phone === this.active), "aria-label": label, onclick: () => this.turnsTo(phone) };
    const short = phone.info.class_name || phone.info.name.split(" ")[1] || phone.info.name;
    return make("button", properties, avatar(phone.info.name, phone.info.chat), make("span", { class: "tab-name" }, short), unread);
  }

  // What a person asks of the page.

  speaks(language) {
    localStorage.setItem("tirek.language", language);
    speech.chooses(language);
    for (const phone of this.phones.values()) if (phone.element) phone.draws();
    this.draws();
    document.querySelector("[name=page-language]").focus();
  }

  follows(address, presser) {
    const link = invitation(address, this.bot.username);
    if (link) asksWhoOpens(link, presser, this.laid, (act) => this.doesMarked(act));
    else asksOutside(address);
  }

  doesMarked(act) {
    const mark = crypto.getRandomValues(new Uint32Array(2)).join("-");
    if (act.act === "phone") this.marks.add(mark);
    else this.turnsTo(this.phones.get(act.chat));
    return this.does({ ...act, mark });
  }

  asksWhomToAdd() {
    const hidden = [...this.phones.values()].filter((phone) => !this.laid.includes(phone));
    asksWhomToAdd(hidden, (phone) => this.shows(phone), (act) => this.doesMarked(act));
  }

  asksContact(phone) {
    asksNumber(phone, (number) => phone.does("contact", { number }));
  }

  enlarges(address) {
    showsPicture(address);
  }

  says(words) {
    this.notice.textContent = words;
    clearTimeout(this.noticing);
    this.noticing = setTimeout(() => (this.notice.textContent = ""), NOTICE_LASTS);
  }
}

// The link to this bot inside an address, also where it is being shared; "" for any other address.
function invitation(address, username) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return "";
  }
  if (url.hostname !== "t.me") return "";
  if (url.pathname === "/share/url") return invitation(url.searchParams.get("url") ?? "", username);
  return url.pathname.slice(1).toLowerCase() === username.toLowerCase() ? url.href : "";
}

new Table();
