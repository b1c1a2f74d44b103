// The foot of a phone: the start button, or the text box with files, commands and the reply keyboard.
import { icon, make, menu, signed } from "./dom.js";
import { speech } from "./speech.js";

const TALLEST = 120;

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.reply = null;
    this.keysHidden = false;
  }

  drawn() {
    this.keys = make("div", { class: "reply-keys", hidden: true });
    this.foot = make("footer", { class: "foot" }, this.keys);
    this.shape = "";
    this.refreshes();
    return this.foot;
  }

  // Redraws only what has changed, so that a text that is being typed stays where it is.
  refreshes() {
    if (!this.foot) return;
    const { info, messages } = this.phone;
    const shape = info.blocked ? "blocked" : messages.size ? "open" : "start";
    if (shape !== this.shape) this.shapes(shape);
    this.drawsReplyKeys();
    if (this.commandsButton) this.commandsButton.hidden = !info.commands.length;
    if (this.input) this.drawsCommands();
  }

  shapes(shape) {
    this.shape = shape;
    this.input = this.commandsButton = null;
    const parts = { open: () => this.box(), start: () => this.start(), blocked: () => this.blocked() }[shape]();
    this.foot.replaceChildren(this.keys, ...parts);
    const last = [...this.phone.messages.values()].at(-1);
    if (last?.forced) this.repliesTo(last, false);
    this.phone.element.classList.toggle("empty", shape === "start");
  }

  start() {
    const { phone } = this;
    const link = phone.info.link || `https://t.me/${phone.table.bot.username}`;
    return [make("p", { class: "invitation" }, speech.say("empty")),
      make("button", { class: "big start", type: "button", onclick: () => phone.does("open", { link }) }, speech.say("start"))];
  }

  blocked() {
    const { phone } = this;
    const unblocks = () => phone.does("block", { blocked: false });
    return [make("button", { class: "big", type: "button", onclick: unblocks }, speech.say("unblock"))];
  }

  box() {
    this.input = make("textarea", { rows: "1", placeholder: speech.say("write"), "aria-label": speech.say("write"),
      oninput: () => this.typed(), onkeydown: (event) => this.pressed(event) });
    this.input.value = this.phone.typed;
    this.commandsButton = this.button("commands", "slash", "/", () => this.showsCommands(this.commands.hidden));
    this.keysButton = this.button("keyboard", "show-keys", icon("keys"), () => {
      this.keysHidden = !this.keysHidden;
      this.drawsReplyKeys();
    });
    this.commands = make("div", { class: "commands", hidden: true });
    this.quote = make("div", { class: "reply-to", hidden: true });
    const send = make("button", { class: "round send", type: "submit", "aria-label": speech.say("send"), title: speech.say("send") }, icon("send"));
    const sends = (event) => {
      event.preventDefault();
      this.sends();
    };
    return [this.commands, this.quote, make("form", { class: "box", onsubmit: sends },
      this.commandsButton, this.attach(), this.input, this.keysButton, send)];
  }

  button(key, kind, inside, work) {
    const label = speech.say(key);
    return make("button", { class: `round ${kind}`, type: "button", "aria-label": label, title: label, onclick: work }, inside);
  }

  attach() {
    const field = make("input", { type: "file", multiple: true, class: "hidden-field", tabindex: "-1",
      "aria-label": speech.say("attach.file"), onchange: () => {
        this.phone.sendsFiles([...field.files]);
        field.value = "";
      } });
    const chooses = () => field.click();
    const face = this.phone.info.role === "social_pedagogue"
      ? menu(speech.say("attach"), icon("clip"), "round clip", [
        [speech.say("attach.file"), chooses],
        [speech.say("attach.roster"), () => this.phone.does("roster")],
      ])
      : this.button("attach", "clip", icon("clip"), chooses);
    return make("span", { class: "attach" }, face, field);
  }

  typed() {
    this.phone.typed = this.input.value;
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST)}px`;
    this.showsCommands(/^\/\w*$/.test(this.input.value));
  }

  pressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.sends();
    } else if (event.key === "Escape") {
      this.showsCommands(false);
      this.repliesTo(null);
    } else if (event.key === "ArrowDown" && !this.commands.hidden) {
      event.preventDefault();
      this.commands.querySelector("button")?.focus();
    }
  }

  sends() {
    const text = this.input.value;
    if (!text.trim() || !this.phone.says(text)) return;
    this.input.value = "";
    this.typed();
    this.repliesTo(null);
  }

  repliesTo(message, focus = true) {
    this.reply = message;
    if (!this.input) return;
    this.quote.hidden = !message;
    this.quote.replaceChildren();
    if (!message) return;
    const words = message.text ?? message.caption ?? "";
    this.quote.append(make("span", {}, `${speech.say("reply_to")}: ${words}`), this.button("cancel", "close", icon("close"), () => this.repliesTo(null)));
    if (focus) this.input.focus();
  }

  // Commands.

  showsCommands(shown) {
    this.commands.hidden = !shown;
    this.drawsCommands();
  }

  drawsCommands() {
    const begun = /^\/(\w*)$/.exec(this.input.value)?.[1] ?? "";
    const found = this.phone.info.commands.filter((one) => one.command.startsWith(begun));
    this.commands.replaceChildren(...found.map((one) => this.command(one)));
    if (!found.length) this.commands.hidden = true;
  }

  command({ command, description }) {
    const says = () => {
      this.phone.says(`/${command}`);
      this.input.value = "";
      this.typed();
      this.input.focus();
    };
    const moves = (event) => {
      const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
      if (event.key === "Escape") this.showsCommands(false);
      if (event.key === "Escape" || (event.key === "ArrowUp" && !button.previousElementSibling)) this.input.focus();
      else if (step) button[step]?.focus();
      if (step) event.preventDefault();
    };
    const button = make("button", { type: "button", onclick: says, onkeydown: moves },
      make("b", {}, `/${command}`), make("span", {}, description));
    return button;
  }

  // The reply keyboard.

  drawsReplyKeys() {
    const keyboard = this.phone.keyboard;
    const usable = Boolean(keyboard) && this.shape === "open";
    if (this.keysButton) this.keysButton.hidden = !usable;
    this.keys.hidden = !usable || this.keysHidden;
    const rows = usable ? keyboard.keyboard : [];
    this.keys.replaceChildren(...rows.map((row) => make("div", { class: "row" }, ...row.map((one) => this.replyKey(one)))));
    if (this.input) this.input.placeholder = keyboard?.input_field_placeholder || speech.say("write");
  }

  replyKey(button) {
    const presses = () => {
      if (button.request_contact) this.phone.table.asksContact(this.phone);
      else this.phone.says(button.text);
      if (this.phone.keyboard.one_time_keyboard) this.keysHidden = true;
      this.drawsReplyKeys();
    };
    return make("button", { class: `key ${button.style ?? ""}`, type: "button", onclick: presses, title: button.text }, ...signed(button.text));
  }
}
