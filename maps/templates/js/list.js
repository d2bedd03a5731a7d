/* The list in step with the map. Only the entries in sight exist, however many there are. */
(function (dateline) {
  "use strict";

  const { element } = dateline.card;
  const HEIGHT = 76;
  const SPARE = 6;

  /** What each row is sorted by, the smallest first; rows alike keep the order of the table. */
  const ORDERS = {
    newest: (store, row) => -day(store, row, -1e9),
    oldest: (store, row) => day(store, row, 1e9),
    // A whole number, for the row stands after it.
    certain: (store, row) => -Math.round((store.real("confidence", row) ?? -1) * 1e9),
  };

  function day(store, row, otherwise) {
    const first = store.first[row];
    return Number.isNaN(first) ? otherwise : first;
  }

  /** All rows by a key of ORDERS. Numbers alone are sorted by the browser's own quick way. */
  function sorted(store, name) {
    const { count } = store;
    const keys = new Float64Array(count);
    for (let row = 0; row < count; row++) keys[row] = ORDERS[name](store, row) * count + row;
    keys.sort();
    const rows = new Uint32Array(count);
    for (let i = 0; i < count; i++) rows[i] = keys[i] - Math.floor(keys[i] / count) * count;
    return rows;
  }

  class List {
    /**
     * `open(row)` shows an event, `seek(rows)` brings the map to rows that are out of view, and
     * `changed()` is called when the order is another.
     */
    constructor(store, { open, seek, changed }) {
      Object.assign(this, { store, open, seek, changed });
      this.elsewhere = document.getElementById("dateline-show-shown");
      this.box = document.getElementById("dateline-list");
      this.status = document.getElementById("dateline-in-view");
      this.located = this.placeless = new Uint32Array();
      /** By its number in the list each entry there is: its row, null for the heading, and its item. */
      this.entries = new Map();
      this.spare = new Map();
      this.selected = null;
      this.sequence = sorted(store, "newest");
      this.box.addEventListener("scroll", () => this.draw(), { passive: true });
      this.box.addEventListener("keydown", (event) => this.move(event));
      new ResizeObserver(() => this.draw()).observe(this.box);
    }

    /** Sort all rows by a key of ORDERS, once: what is shown is then taken out in that order. */
    order(name) {
      this.sequence = sorted(this.store, name);
      this.changed();
    }

    /** Rows in the order of the list. */
    inOrder(rows) {
      const wanted = new Set(rows);
      return this.sequence.filter((row) => wanted.has(row));
    }

    /** The rows in the map's view, then those that no map can show; a way to those elsewhere. */
    show({ located, elsewhere, placeless }) {
      const held = this.box.contains(document.activeElement) ? this.focused() : null;
      Object.assign(this, { located, placeless });
      this.status.textContent = located.length
        ? this.events(located) + " in view"
        : "No event in view";
      this.elsewhere.parentElement.hidden = located.length > 0 || !elsewhere.length;
      this.elsewhere.onclick = () => this.seek(elsewhere);
      this.elsewhere.textContent = "Show the " + this.events(elsewhere) + " on the map";
      // Those that a filter leaves in sight are written once.
      this.spare = new Map([...this.entries.values()].map((entry) => [entry.row, entry]));
      this.entries.clear();
      this.box.firstElementChild.replaceChildren();
      this.box.firstElementChild.style.height = this.length * HEIGHT + "px";
      this.draw();
      this.spare.clear();
      if (held !== null) this.focus(held);
    }

    /** The row that the keyboard is on, null for the list itself. */
    focused() {
      const button = document.activeElement.closest("#dateline-list button");
      return button ? Number(button.dataset.row) : null;
    }

    /** Bring the keyboard to a row, or to the list where that is not in it. */
    focus(row) {
      let index = this.located.indexOf(row);
      if (index < 0 && this.placeless.includes(row))
        index = this.located.length + 1 + this.placeless.indexOf(row);
      if (index < 0) this.box.focus({ preventScroll: true });
      else this.focusIndex(index);
    }

    focusIndex(index) {
      const top = index * HEIGHT;
      const bottom = top + HEIGHT - this.box.clientHeight;
      if (this.box.scrollTop > top) this.box.scrollTop = top;
      else if (this.box.scrollTop < bottom) this.box.scrollTop = bottom;
      this.draw();
      this.entries.get(index).item.querySelector("button").focus({ preventScroll: true });
    }

    /** Entries of the list, with the heading over those without a place. */
    get length() {
      const { located, placeless } = this;
      return located.length + (placeless.length ? 1 + placeless.length : 0);
    }

    /** The row of an entry, null for the heading. */
    rowAt(index) {
      const { located, placeless } = this;
      if (index < located.length) return located[index];
      return index === located.length ? null : placeless[index - located.length - 1];
    }

    events(rows) {
      return dateline.words.plural(this.store.countEvents(rows), "event");
    }

    draw() {
      const first = Math.max(0, Math.floor(this.box.scrollTop / HEIGHT) - SPARE);
      const seen = Math.ceil(this.box.clientHeight / HEIGHT) + 2 * SPARE;
      const last = Math.min(this.length, first + seen);
      for (const [index, { item }] of this.entries) {
        if ((index < first || index >= last) && !item.contains(document.activeElement)) {
          item.remove();
          this.entries.delete(index);
        }
      }
      for (let index = first; index < last; index++) {
        if (this.entries.has(index)) continue;
        const entry = this.entry(index);
        entry.item.style.top = index * HEIGHT + "px";
        this.entries.set(index, entry);
        const next = [...this.entries.keys()].filter((i) => i > index).sort((a, b) => a - b)[0];
        const before = next === undefined ? null : this.entries.get(next).item;
        this.box.firstElementChild.insertBefore(entry.item, before);
      }
    }

    entry(index) {
      const row = this.rowAt(index);
      if (row === null) {
        const text = "No place known: " + this.events(this.placeless);
        return { row, item: element("li", "dateline-list-heading", text) };
      }
      const entry = this.spare.get(row) || { row, item: this.item(row) };
      entry.item.setAttribute("aria-setsize", this.length);
      entry.item.setAttribute("aria-posinset", index + 1);
      entry.item.firstElementChild.dataset.index = index;
      return entry;
    }

    item(row) {
      const item = element("li", "dateline-list-item");
      const button = element("button");
      button.type = "button";
      button.dataset.row = row;
      button.setAttribute("aria-current", row === this.selected);
      const body = element("span", "dateline-list-body");
      const snippet = element("span", "dateline-list-snippet");
      snippet.dir = "auto";
      const told = dateline.card.factuality(this.store, row);
      const details = [
        dateline.words.dates(...this.store.days(row)),
        told.code === "reported" ? null : told.label,
        this.store.name("source", row),
      ];
      body.append(
        element("span", "dateline-list-title", dateline.card.heading(this.store, row)),
        snippet,
        element("span", "dateline-muted", details.filter(Boolean).join(" · ")),
      );
      button.append(dateline.glyphs.picture(dateline.marks.styleOf(this.store, row)), body);
      button.addEventListener("click", () => this.open(row));
      item.append(button);
      const { prose } = this.store;
      const tell = () => {
        snippet.textContent = prose.text("notes", row) || prose.text("title", row) || "";
        if (prose.text("claimed_by", row)) item.classList.add("dateline-claimed");
      };
      if (prose.isReady) tell();
      else prose.ready().then(tell);
      return item;
    }

    /** Arrow keys, Home and End go through the entries. */
    move(event) {
      const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
      const step = steps[event.key];
      const button = document.activeElement.closest("#dateline-list button");
      if (!step || !button) return;
      event.preventDefault();
      const here = Number(button.dataset.index);
      let index = Math.max(0, Math.min(this.length - 1, here + step));
      if (this.rowAt(index) === null) index += Math.sign(step);
      if (index < 0 || index >= this.length) return;
      this.focusIndex(index);
    }

    /** Mark one row as the one that is looked at. */
    select(row) {
      this.selected = row;
      for (const button of this.box.querySelectorAll("button"))
        button.setAttribute("aria-current", Number(button.dataset.row) === row);
    }
  }

  dateline.List = List;
})((window.dateline = window.dateline || {}));
