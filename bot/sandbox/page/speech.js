// The language of the page: words by key, dates and times of the school's zone.
import WORDS from "./words.js";

export const LANGUAGES = { kk: "Қазақша", ru: "Русский", ky: "Кыргызча", en: "English" };

export const speech = {
  language: "kk",
  zone: "Asia/Almaty",

  say(key, values = {}) {
    const words = WORDS[this.language][key] ?? key;
    return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  },

  moment(milliseconds, options) {
    return new Intl.DateTimeFormat("en-CA", { timeZone: this.zone, ...options }).format(milliseconds);
  },

  time(milliseconds) {
    return this.moment(milliseconds, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  },

  day(milliseconds) {
    return this.dated("date.day", milliseconds);
  },

  today(milliseconds) {
    return this.dated("date.today", milliseconds);
  },

  // Names of months and days are words of ours: browsers do not know the Kazakh and Kyrgyz ones.
  dated(key, milliseconds) {
    const date = new Date(`${this.isoDay(milliseconds)}T00:00Z`);
    const named = (names, place) => this.say(names).split(" ")[place];
    return this.say(key, {
      weekday: named("date.weekdays", date.getUTCDay()), month: named("date.months", date.getUTCMonth()),
      day: date.getUTCDate(), year: date.getUTCFullYear(),
    });
  },

  // The date as a date field wants it.
  isoDay(milliseconds) {
    return this.moment(milliseconds, {});
  },

  chooses(language) {
    this.language = language in WORDS ? language : "kk";
    document.documentElement.lang = this.language;
  },
};
