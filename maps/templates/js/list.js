/* The list in step with the map. Only the entries in sight exist, however many there are. */
(function (dateline) {
  "use strict";

  const { element } = dateline.card;
  const HEIGHT = 76;
  const SPARE = 6;

  const ORDERS = {
    newest: (store) => (a, b) => dayOr(store, b, -Infinity) - dayOr(store, a, -Infinity) || a - b,
    oldest: (store) => (a, b) => dayOr(store, a, Infinity) - dayOr(store, b, Infinity) || a - b,
    certain: (store) => (a, b) =>
      (store.real("confidence", b) ?? -1) - (store.real("confidence", a) ?? -1) || a - b,
  };

  function dayOr(store, row, otherwise) {
    return store.days(row)[0] ?? otherwise;
  }

  class List {
    /** `open(row)` shows an event, `seek(rows)` brings the map to rows that are out of view. */
    constructor(store, open, seek) {
      this.store = store;
      this.open = open;
      this.elsewhere = document.getElementById("dateline-show-shown");
      this.elsewhere.addEventListener("click", () => seek(this.rows.elsewhere));
      this.box = document.getElementById("dateline-list");
      this.status = document.getElementById("dateline-in-view");
      this.located = this.placeless = new Uint32Array();
      this.entries = new Map();
      this.selected = null;
      this.order("newest");
      this.box.addEventListener("scroll", () => this.draw(), { passive: true });
      this.box.addEventListener("keydown", (event) => this.move(event));
      new ResizeObserver(() => this.draw()).observe(this.box);
    }

    /** Sort all rows by a key of ORDERS, once: what is shown is then taken out in that order. */
    order(name) {
      this.sequence = Uint32Array.from({ length: this.store.count }, (_, row) => row);
      this.sequence.sort(ORDERS[name](this.store));
      if (this.rows) this.show(this.rows);
    }

    /** Rows in the order of the list. */
    inOrder(rows) {
      const wanted = new Uint8Array(this.store.count);
      for (const row of rows) wanted[row] = 1;
      return this.sequence.filter((row) => wanted[row]);
    }

    /** The rows in the map's view, then those that no map can show; a way to those elsewhere. */
    show(rows) {
      this.rows = rows;
      this.located = this.inOrder(rows.located);
      this.placeless = this.inOrder(rows.placeless);
      this.status.textContent = this.located.length
        ? this.events(this.located) + " in view"
        : "No event in view";
      this.elsewhere.parentElement.hidden = this.located.length > 0 || !rows.elsewhere.length;
      this.elsewhere.textContent = "Show the " + this.events(rows.elsewhere) + " on the map";
      this.entries.forEach((entry) => entry.remove());
      this.entries.clear();
      this.box.firstElementChild.style.height = this.length * HEIGHT + "px";
      this.draw();
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
      for (const [index, entry] of this.entries) {
        if ((index < first || index >= last) && !entry.contains(document.activeElement)) {
          entry.remove();
          this.entries.delete(index);
        }
      }
      for (let index = first; index < last; index++) {
        if (this.entries.has(index)) continue;
        const entry = this.entry(index);
        entry.style.top = index * HEIGHT + "px";
        this.entries.set(index, entry);
        const next = [...this.entries.keys()].filter((i) => i > index).sort((a, b) => a - b)[0];
        this.box.firstElementChild.insertBefore(entry, this.entries.get(next) || null);
      }
    }

    entry(index) {
      const row = this.rowAt(index);
      const item = element("li", "dateline-list-item");
      if (row === null) {
        item.className = "dateline-list-heading";
        item.textContent = "No place known: " + this.events(this.placeless);
        return item;
      }
      item.setAttribute("aria-setsize", this.length);
      item.setAttribute("aria-posinset", index + 1);
      const button = element("button");
      button.type = "button";
      button.dataset.row = row;
      button.dataset.index = index;
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
      button.append(
        dateline.marks.picture((c, x, y) =>
          dateline.marks.event(c, x, y, dateline.marks.styleOf(this.store, row)),
        ),
        body,
      );
      button.addEventListener("click", () => this.open(row));
      item.append(button);
      this.store.texts(row).then((texts) => {
        snippet.textContent = texts.notes || texts.title || "";
        if (texts.claimed_by) item.classList.add("dateline-claimed");
      });
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
      const top = index * HEIGHT;
      const bottom = top + HEIGHT - this.box.clientHeight;
      if (this.box.scrollTop > top) this.box.scrollTop = top;
      else if (this.box.scrollTop < bottom) this.box.scrollTop = bottom;
      this.draw();
      this.entries.get(index).querySelector("button").focus();
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
