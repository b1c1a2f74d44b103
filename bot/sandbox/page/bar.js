// The top bar: the school, the clock that can be moved, the language of the page.
import { icon, make } from "./dom.js";
import { LANGUAGES, speech } from "./speech.js";

export class Bar {
  constructor(element, table) {
    this.element = element;
    this.table = table;
    setInterval(() => this.ticks(), 1000);
  }

  // The clock of the sandbox as the server told it, carried on by the time that has passed here since.
  set clock({ now, zone }) {
    this.told = now - performance.now();
    speech.zone = zone;
    this.ticks();
  }

  get now() {
    return this.told + performance.now();
  }

  ticks() {
    if (!this.moment) return;
    const words = `${speech.today(this.now)}, ${speech.time(this.now)}`;
    if (this.moment.textContent === words) return;
    this.moment.textContent = words;
    this.date.min = speech.isoDay(this.now);
  }

  draws(school) {
    this.element.replaceChildren(this.about(school), this.clockGroup(), this.choices());
    this.ticks();
  }

  about(school) {
    const country = speech.say(`country.${school.country}`);
    const name = speech.language === "ru" ? school.name_ru : school.name_kk;
    const about = speech.say("about", { country, classes: school.classes, pupils: school.pupils });
    return make("div", { class: "brand" }, make("img", { src: "/page/icon.svg", alt: "", width: "36", height: "36" }),
      make("div", { class: "who" }, make("h1", { title: name }, `Tirek · ${name}`), make("p", {}, `${about} · ${school.year}`)));
  }

  clockGroup() {
    const moves = (how) => this.table.does({ act: "clock", ...how });
    this.moment = make("time", { class: "moment" });
    this.date = make("input", { type: "date", name: "date", "aria-label": speech.say("clock.date"), title: speech.say("clock.date") });
    const goes = (event) => {
      event.preventDefault();
      if (moves({ date: this.date.value || "-" })) this.date.value = "";
    };
    return make("div", { class: "clock", role: "group", "aria-label": speech.say("clock") }, this.moment,
      make("div", { class: "moves" },
        make("button", { type: "button", "data-move": "hour", onclick: () => moves({ hours: 1 }) }, speech.say("clock.hour")),
        make("button", { type: "button", "data-move": "morning", onclick: () => moves({}) }, speech.say("clock.morning")),
        make("form", { class: "date", onsubmit: goes }, this.date,
          make("button", { type: "submit", "data-move": "date", "aria-label": speech.say("clock.go"), title: speech.say("clock.go") }, icon("go")))));
  }

  choices() {
    const language = make("select", { name: "page-language", "aria-label": speech.say("language"), title: speech.say("language"),
      onchange: () => this.table.speaks(language.value) },
    ...Object.entries(LANGUAGES).map(([code, title]) => make("option", { value: code, lang: code, selected: code === speech.language }, title)));
    return make("div", { class: "choices-of-page" },
      make("button", { type: "button", class: "add", onclick: () => this.table.asksWhomToAdd() }, icon("plus"), make("span", {}, speech.say("add"))),
      language);
  }
}
