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
      this.items = [];
      this.entries = new Map();
      this.selected = null;
      this.order("newest");
      this.box.addEventListener("scroll", () => this.draw(), { passive: true });
      this.box.addEventListener("keydown", (event) => this.move(event));
      new ResizeObserver(() => this.draw()).observe(this.box);
    }

    /** Sort by a key of ORDERS; every row's rank is found once. */
    order(name) {
      const rows = Array.from({ length: this.store.count }, (_, row) => row);
      rows.sort(ORDERS[name](this.store));
      this.rank = new Uint32Array(rows.length);
      rows.forEach((row, rank) => (this.rank[row] = rank));
      if (this.rows) this.show(this.rows);
    }

    /** The rows in the map's view, then those that no map can show; a way to those elsewhere. */
    show(rows) {
      this.rows = rows;
      const byRank = (a, b) => this.rank[a] - this.rank[b];
      const located = [...rows.located].sort(byRank);
      const placeless = [...rows.placeless].sort(byRank);
      this.items = located.map((row) => ({ row }));
      if (placeless.length) {
        const label = "No place known: " + this.events(placeless);
        this.items.push({ label }, ...placeless.map((row) => ({ row })));
      }
      this.total = located.length + placeless.length;
      this.status.textContent = located.length
        ? this.events(located) + " in view"
        : "No event in view";
      this.elsewhere.parentElement.hidden = located.length > 0 || !rows.elsewhere.length;
      this.elsewhere.textContent = "Show the " + this.events(rows.elsewhere) + " on the map";
      this.entries.forEach((entry) => entry.remove());
      this.entries.clear();
      this.box.firstElementChild.style.height = this.items.length * HEIGHT + "px";
      this.draw();
    }

    events(rows) {
      return dateline.words.plural(this.store.countEvents(rows), "event");
    }

    draw() {
      const first = Math.max(0, Math.floor(this.box.scrollTop / HEIGHT) - SPARE);
      const seen = Math.ceil(this.box.clientHeight / HEIGHT) + 2 * SPARE;
      const last = Math.min(this.items.length, first + seen);
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
      const { row, label } = this.items[index];
      const item = element("li", label ? "dateline-list-heading" : "dateline-list-item");
      if (label) {
        item.textContent = label;
        return item;
      }
      item.setAttribute("aria-setsize", this.total);
      item.setAttribute("aria-posinset", index + 1);
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
      const here = this.items.findIndex(({ row }) => row === Number(button.dataset.row));
      let index = Math.max(0, Math.min(this.items.length - 1, here + step));
      if (this.items[index].label) index += Math.sign(step);
      if (!this.items[index]) return;
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
