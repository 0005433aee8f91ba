// The search field and the list under it.

import { element, nameOf, visible } from "./dom.js";
import { foldName } from "./fold.js";
import { Search } from "./search.js";
import { swatch } from "./shapes.js";

const WORDS = { id: "its id", article: "but for the article", part: "part of the name", start: "start of the name", sounds: "sounds alike", near: "similar" };

export class SearchBox {
  constructor(field, list, { graph, open, announce }) {
    Object.assign(this, { field, list, graph, open, announce, hits: [], chosen: -1 });
    field.addEventListener("input", () => this.find());
    field.addEventListener("focus", () => { if (field.value) this.find(); });
    field.addEventListener("blur", () => this.close());
    field.addEventListener("keydown", (event) => this.key(event));
  }

  find() {
    // The index is made when it is first needed, so that the page opens at once.
    this.search ??= new Search(this.graph.nodes);
    const asked = this.field.value;
    this.hits = asked.trim() === "" ? [] : this.search.find(asked);
    this.chosen = this.hits.length > 0 ? 0 : -1;
    this.list.replaceChildren(...this.hits.map((hit, place) => this.option(hit, place)));
    if (asked.trim() !== "" && this.hits.length === 0) this.list.append(element("li", { class: "none" }, "Nothing here has such a name."));
    this.list.hidden = asked.trim() === "";
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark();
    if (asked.trim() !== "") this.announce(this.hits.length === 0 ? "Nothing found." : `${this.hits.length} found.`);
  }

  option(hit, place) {
    const node = this.graph.nodes[hit.node];
    const written = hit.name === foldName(node.label) ? null : node.spellings.find(([text]) => foldName(text) === hit.name)?.[0];
    const reason = [written && ["written ", nameOf(written, 60)], WORDS[hit.reason]].filter(Boolean);
    return element("li", { role: "option", id: `hit-${place}`, onpointerdown: (event) => { event.preventDefault(); this.take(place); } },
      swatch(this.graph.types[node.type]), element("span", { class: "name" }, nameOf(node.label, 80)),
      element("span", { class: "why" }, element("bdi", {}, visible(this.graph.types[node.type].name)), reason.map((part) => [" · ", part].flat())));
  }

  mark() {
    [...this.list.children].forEach((item, place) => {
      if (item.id) item.setAttribute("aria-selected", String(place === this.chosen));
      if (place === this.chosen) item.scrollIntoView({ block: "nearest" });
    });
    if (this.chosen >= 0) this.field.setAttribute("aria-activedescendant", `hit-${this.chosen}`);
    else this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.hits.length > 0) {
      event.preventDefault();
      this.chosen = (this.chosen + step + this.hits.length) % this.hits.length;
      this.mark();
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.take(this.chosen);
    } else if (event.key === "Escape") {
      if (this.list.hidden) this.field.value = "";
      this.close();
    }
  }

  take(place) {
    const { node } = this.hits[place];
    this.field.value = "";
    this.close();
    this.open(node);
  }

  close() {
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}
