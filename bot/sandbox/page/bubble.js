// One message: its bubble with text, picture or file, and the buttons under it.
import { icon, make, signed } from "./dom.js";
import { formatted } from "./formatted.js";
import { speech } from "./speech.js";

const KILOBYTE = 1024;

export function filled(item, message, acts) {
  item.className = `message ${message.own ? "own" : "of-bot"}`;
  item.dataset.message = message.message_id;
  const rows = message.reply_markup?.inline_keyboard ?? [];
  item.replaceChildren(bubble(message, acts), ...(rows.length ? [keyboard(message, rows, acts)] : []));
  return item;
}

function bubble(message, acts) {
  const words = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const text = words && make("div", { class: "text" }, ...formatted(words, entities, acts));
  const media = [picture(message, acts), file(message), contact(message)];
  const content = message.show_caption_above_media ? [text, ...media] : [...media, text];
  const kind = message.photo ? "bubble with-photo" : "bubble";
  return make("div", { class: kind }, quoted(message), ...content.filter(Boolean), about(message));
}

function quoted(message) {
  const original = message.reply_to_message;
  return original && make("div", { class: "quoted" }, original.text ?? original.caption ?? "…");
}

function picture(message, acts) {
  const sizes = message.photo;
  if (!sizes) return null;
  const full = sizes[sizes.length - 1];
  const address = fileAddress(full.file_id, "photo.jpg");
  const properties = { src: address, alt: speech.say("photo"), width: full.width, height: full.height };
  const enlarges = () => acts.enlarges(address);
  return make("button", { class: "photo", type: "button", onclick: enlarges }, make("img", properties));
}

function file(message) {
  const document = message.document;
  if (!document) return null;
  const name = document.file_name || "file";
  const suffix = name.includes(".") ? name.split(".").pop().toLowerCase().slice(0, 4) : "";
  const label = speech.say("download", { name });
  const properties = { class: "file", href: fileAddress(document.file_id, name), download: name, "aria-label": label };
  return make("a", properties,
    make("span", { class: `sheet sheet-${suffix}`, "aria-hidden": "true" }, suffix || "•"),
    make("span", { class: "file-about" },
      make("span", { class: "file-name" }, name), make("span", { class: "file-size" }, size(document.file_size))),
    icon("save"));
}

function fileAddress(identifier, name) {
  return `/files/${identifier}/${encodeURIComponent(name)}`;
}

function size(bytes) {
  if (bytes < KILOBYTE) return `${bytes} B`;
  const kilobytes = bytes / KILOBYTE;
  return kilobytes < KILOBYTE ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / KILOBYTE).toFixed(1)} MB`;
}

function contact(message) {
  return message.contact && make("div", { class: "text" }, `☎ ${message.contact.phone_number}`);
}

function about(message) {
  const lock = message.has_protected_content && protectedMark();
  // Telegram does not say "edited" under a message with buttons: there an edit is what is expected.
  const edited = message.edit_date && !message.reply_markup ? `${speech.say("edited")} ` : "";
  return make("span", { class: "about" }, lock, edited + speech.time(message.date * 1000));
}

function protectedMark() {
  const label = speech.say("protected");
  return make("span", { class: "protected", role: "img", title: label, "aria-label": label }, icon("lock"));
}

function keyboard(message, rows, acts) {
  return make("div", { class: "keys" }, ...rows.map((row) =>
    make("div", { class: "row" }, ...row.map((button) => key(message, button, acts)))));
}

function key(message, button, acts) {
  const style = button.style && button.style !== "default" ? ` ${button.style}` : "";
  const kind = button.url ? " leads-out" : "";
  const properties = {
    class: `key${style}${kind}`, type: "button", title: button.text,
    disabled: Boolean(button.disabled), "data-press": button.callback_data,
    onclick: () => acts.presses(message, button),
  };
  return make("button", properties, make("span", {}, ...signed(button.text)));
}
