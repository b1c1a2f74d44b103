// One phone: whose it is, the chat with the bot, and what is happening in it.
import { Composer } from "./composer.js";
import { avatar, icon, make, menu, signed } from "./dom.js";
import { filled } from "./bubble.js";
import { speech } from "./speech.js";

const AT_ONCE = 60;
const MOST_DRAWN = 240;
const NEAR_THE_END = 60;
const TYPING_LASTS = 5000;
const TOAST_LASTS = 3500;
const TAP_LASTS = 15000;

export class Phone {
  constructor(info, table) {
    this.table = table;
    this.messages = new Map();
    this.waiting = new Map();
    this.unread = 0;
    this.typed = "";
    this.composer = new Composer(this);
    this.takes(info);
  }

  takes(info) {
    this.info = info;
    this.keyboard = info.keyboard;
    this.messages = new Map(info.messages.map((message) => [message.message_id, message]));
    this.first = Math.max(0, this.messages.size - AT_ONCE);
    this.sticky = true;
    this.waiting.clear();
    if (this.element) this.draws();
  }

  get key() {
    return this.info.key;
  }

  get role() {
    const role = speech.say(`role.${this.info.role}`);
    return [this.info.class_name, role, this.info.child].filter(Boolean).join(" · ");
  }

  does(act, more = {}) {
    return this.table.does({ act, chat: this.info.chat, ...more });
  }

  // The element of the phone, made when the phone is laid on the table for the first time.
  laid() {
    if (!this.element) {
      this.element = make("section", { class: "phone", "data-phone": this.key, "data-chat": this.info.chat });
      this.takesDrops();
      this.draws();
    }
    return this.element;
  }

  draws() {
    const place = this.log?.scrollTop ?? 0;
    this.items = new Map();
    this.list = make("ol", { class: "messages" });
    const label = speech.say("chat_of", { name: this.info.name });
    this.log = make("div", { class: "log", role: "log", tabindex: "0", "aria-label": label }, this.list);
    this.log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.toEnd = make("button", { class: "to-end", type: "button", "aria-label": speech.say("to_end"), hidden: true,
      onclick: () => this.goesToEnd() }, icon("down"), make("span", { class: "count" }));
    this.toasts = make("div", { class: "toast", role: "status" });
    this.alertPlace = make("div", { class: "alert-place", hidden: true });
    this.status = make("span", { class: "status" }, speech.say("bot"));
    this.element.setAttribute("aria-label", `${this.info.name}, ${this.role}`);
    const room = make("div", { class: "room" }, this.log, this.toEnd, this.toasts, this.alertPlace,
      make("div", { class: "drop", "aria-hidden": "true" }, speech.say("drop")));
    this.element.replaceChildren(this.owner(), this.head(), room, this.composer.drawn());
    this.marksWaiting();
    this.drawsLog();
    if (!this.sticky) this.log.scrollTop = place;
    this.watchesSize();
  }

  owner() {
    return make("header", { class: "owner" }, avatar(this.info.name, this.info.chat),
      make("div", { class: "who" },
        make("h2", { title: this.info.name }, this.info.name), make("p", { title: this.role }, this.role)),
      this.menu());
  }

  menu() {
    const blocked = this.info.blocked;
    return menu(speech.say("more"), icon("more"), "", [
      [speech.say("hide"), () => this.table.putsAway(this)],
      [speech.say(blocked ? "unblock" : "block"), () => this.does("block", { blocked: !blocked })],
    ]);
  }

  head() {
    return make("div", { class: "head" }, make("strong", {}, this.table.bot.name), this.status);
  }

  // The log.

  drawsLog() {
    const shown = [...this.messages.values()].slice(this.first);
    this.items = new Map(shown.map((message) => [message.message_id, this.item(message)]));
    const nodes = [];
    let before = null;
    for (const message of shown) {
      if (!sameDay(before, message)) nodes.push(dayLine(message));
      nodes.push(this.items.get(message.message_id));
      before = message;
    }
    if (this.first > 0) nodes.unshift(this.earlier());
    this.list.replaceChildren(...nodes);
    if (this.sticky) this.goesToEnd();
    this.composer.refreshes();
  }

  item(message) {
    const item = filled(make("li"), message, this.acts());
    this.marksPressed(item);
    return item;
  }

  acts() {
    return {
      says: (text) => this.says(text),
      follows: (address) => this.table.follows(address, this),
      enlarges: (address) => this.table.enlarges(address),
      presses: (message, button) => this.presses(message, button),
    };
  }

  earlier() {
    const shows = () => {
      const height = this.log.scrollHeight;
      this.first = Math.max(0, this.first - AT_ONCE);
      this.drawsLog();
      this.log.scrollTop += this.log.scrollHeight - height;
    };
    return make("li", { class: "line" }, make("button", { type: "button", onclick: shows }, speech.say("earlier")));
  }

  watchesSize() {
    this.watcher?.disconnect();
    this.watcher = new ResizeObserver(() => {
      if (this.sticky) this.scrollsDown();
      this.height = this.heights();
    });
    this.watcher.observe(this.list);
    this.watcher.observe(this.log);
  }

  heights() {
    return `${this.log.scrollHeight}/${this.log.clientHeight}`;
  }

  // A scroll that a change of size brought about is not the reader's wish; the watcher sees to it.
  scrolled() {
    if (this.heights() !== this.height) return;
    this.sticky = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END;
    if (this.sticky && this.visible) this.reads();
    this.toEnd.hidden = this.sticky;
  }

  scrollsDown() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  goesToEnd() {
    this.sticky = true;
    this.scrollsDown();
    this.toEnd.hidden = true;
    this.reads();
  }

  // Events.

  hears(event) {
    this[`hears_${event.kind}`]?.(event);
  }

  // A message that the whole table already told is told once more by its own event.
  hears_new({ message, keyboard }) {
    if (this.messages.has(message.message_id)) {
      this.hears_edited({ message });
      return;
    }
    const before = [...this.messages.values()].at(-1);
    this.messages.set(message.message_id, message);
    this.keyboard = keyboard;
    if (message.own) this.sticky = true;
    else this.stopsTyping();
    if (this.items?.size > MOST_DRAWN && this.sticky) {
      this.first = this.messages.size - AT_ONCE;
      this.drawsLog();
    } else if (this.element) {
      const item = this.item(message);
      this.items.set(message.message_id, item);
      this.list.append(...(sameDay(before, message) ? [] : [dayLine(message)]), item);
      if (this.sticky) this.scrollsDown();
      this.composer.refreshes();
    }
    this.counts(message);
    if (message.forced && this.visible) this.composer.repliesTo(message);
  }

  hears_edited({ message }) {
    this.messages.set(message.message_id, message);
    this.stopsTyping();
    const item = this.items?.get(message.message_id);
    if (!item) return;
    const place = focusedKey(item);
    filled(item, message, this.acts());
    this.marksPressed(item);
    item.classList.add("changed");
    item.addEventListener("animationend", () => item.classList.remove("changed"), { once: true });
    if (place) item.querySelectorAll(".row")[place[0]]?.querySelectorAll(".key")[place[1]]?.focus({ preventScroll: true });
  }

  hears_deleted({ message }) {
    this.messages.delete(message);
    this.items?.get(message)?.remove();
    this.items?.delete(message);
    this.composer.refreshes();
  }

  hears_tapped({ tap, message, data }) {
    if (!tap) return;
    this.waiting.set(tap, { message, data });
    setTimeout(() => this.stopsWaiting(tap), TAP_LASTS);
    this.marksWaiting();
  }

  hears_answered({ tap, text, alert }) {
    this.stopsWaiting(tap);
    if (text && alert) this.alerts(text);
    else if (text) this.toast(text);
  }

  hears_action({ action }) {
    if (!this.element) return;
    this.status.textContent = speech.say(action === "typing" ? "typing" : "sending_file");
    this.status.classList.add("busy");
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.stopsTyping(), TYPING_LASTS);
  }

  hears_failed({ code }) {
    this.toast(speech.say(`failed.${code}`), "wrong");
  }

  hears_commands(commands) {
    this.info.commands = commands;
    this.composer.refreshes();
  }

  stopsTyping() {
    clearTimeout(this.typing);
    if (!this.element) return;
    this.status.textContent = speech.say("bot");
    this.status.classList.remove("busy");
  }

  // Taps that wait for their answer.

  stopsWaiting(tap) {
    this.waiting.delete(tap);
    this.marksWaiting();
  }

  marksWaiting() {
    if (!this.element) return;
    this.element.dataset.waiting = this.waiting.size;
    for (const item of this.items.values()) this.marksPressed(item);
  }

  marksPressed(item) {
    const pressed = [...this.waiting.values()].filter((one) => one.message === Number(item.dataset.message));
    for (const key of item.querySelectorAll("[data-press]")) {
      key.classList.toggle("pressed", pressed.some((one) => one.data === key.dataset.press));
    }
  }

  // What the person does.

  says(text) {
    const reply = this.composer.reply?.message_id ?? null;
    return this.does("send", { text, reply });
  }

  presses(message, button) {
    if (button.callback_data) this.does("press", { message: message.message_id, data: button.callback_data });
    else if (button.url) this.table.follows(button.url, this);
    else if (button.copy_text) this.copies(button.copy_text.text);
  }

  copies(text) {
    navigator.clipboard?.writeText(text).catch(() => {});
    this.toast(speech.say("copied", { text }));
  }

  // Several files that were chosen together go out together.
  sendsFiles(files) {
    const [first, ...others] = files;
    if (!first) return;
    if (others.length) {
      const parts = new FormData();
      for (const file of files) parts.append("file", file);
      this.uploads(`/phones/${this.info.chat}/files`, { body: parts });
    } else {
      const headers = { "Content-Type": first.type || "application/octet-stream" };
      this.uploads(`/phones/${this.info.chat}/file?name=${encodeURIComponent(first.name)}`, { body: first, headers });
    }
  }

  async uploads(address, request) {
    this.element.classList.add("uploading");
    try {
      const answer = await fetch(address, { method: "POST", ...request });
      if (!answer.ok) this.hears_failed({ code: answer.status === 409 ? (await answer.json()).code : "unknown" });
    } catch {
      this.hears_failed({ code: "unknown" });
    } finally {
      this.element.classList.remove("uploading");
    }
  }

  takesDrops() {
    const over = (event, is) => {
      event.preventDefault();
      this.element.classList.toggle("dropping", is);
    };
    this.element.addEventListener("dragover", (event) => over(event, true));
    this.element.addEventListener("dragleave", (event) => over(event, this.element.contains(event.relatedTarget)));
    this.element.addEventListener("drop", (event) => {
      over(event, false);
      this.sendsFiles([...event.dataTransfer.files]);
    });
  }

  // What the person is shown besides messages.

  toast(text, kind = "") {
    if (!this.element) return;
    clearTimeout(this.toasting);
    this.toasts.replaceChildren(make("div", { class: `toast-words ${kind}` }, ...signed(text)));
    this.toasting = setTimeout(() => this.toasts.replaceChildren(), TOAST_LASTS);
  }

  alerts(text) {
    if (!this.element) return;
    const closes = () => {
      this.alertPlace.hidden = true;
      this.alertPlace.replaceChildren();
    };
    const button = make("button", { type: "button", class: "plain", onclick: closes }, speech.say("ok"));
    const words = make("div", { class: "alert", role: "alertdialog", "aria-label": text }, make("p", {}, ...signed(text)), button);
    words.addEventListener("keydown", (event) => event.key === "Escape" && closes());
    this.alertPlace.replaceChildren(words);
    this.alertPlace.hidden = false;
    button.focus();
  }

  get visible() {
    return Boolean(this.element?.offsetParent);
  }

  counts(message) {
    if (message.own || (this.visible && this.sticky)) return;
    this.unread += 1;
    this.showsUnread();
  }

  reads() {
    if (!this.unread) return;
    this.unread = 0;
    this.showsUnread();
  }

  showsUnread() {
    if (this.toEnd) this.toEnd.querySelector(".count").textContent = this.unread || "";
    this.table.drawsTabs();
  }
}

function sameDay(one, other) {
  if (!one) return false;
  return speech.isoDay(one.date * 1000) === speech.isoDay(other.date * 1000);
}

function dayLine(message) {
  const milliseconds = message.date * 1000;
  return make("li", { class: "line" }, make("time", { datetime: new Date(milliseconds).toISOString() }, speech.day(milliseconds)));
}

// Row and place of the button that has the focus, so that an edit does not take it away.
function focusedKey(item) {
  const key = document.activeElement?.closest?.(".key");
  if (!key || !item.contains(key)) return null;
  const row = key.closest(".row");
  return [[...item.querySelectorAll(".row")].indexOf(row), [...row.children].indexOf(key)];
}
