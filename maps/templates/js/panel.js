/* The panel: the legend that is a filter, regions, search, and the number of events shown. */
(function (dateline) {
  "use strict";

  const { element } = dateline.card;
  const { words } = dateline;
  const SEARCH_DELAY = 180;
  const SAID = 2500;

  function byId(name) {
    return document.getElementById("dateline-" + name);
  }

  class Panel {
    /** `actions` has `download`, `copyLink`, `showPlaces(shown)` and `zoomTo(rows)`. */
    constructor(store, filter, search, actions) {
      Object.assign(this, { store, filter, search, actions });
      this.histogram = new dateline.Histogram(filter);
      this.typeRows = new Map();
      this.factualityRows = new Map();
      this.buildHead();
      this.buildTypes();
      this.buildFactualities();
      this.buildRegions();
      this.buildSearch();
      this.buildButtons();
    }

    buildHead() {
      const { head } = this.store;
      byId("title").textContent = head.title;
      byId("title").dir = "auto";
      const list = byId("about-list");
      for (const [term, value] of [["made on", head.made_on], ...plainFacts(head.about)])
        list.append(element("dt", null, term), element("dd", null, value));
      byId("attribution").textContent = head.attribution;
    }

    /** One row of a legend: a box to tick, a mark, words and a count. */
    legendRow(label, picture, hidden, code, key) {
      const row = element("label", "dateline-legend-row");
      const box = element("input");
      box.type = "checkbox";
      box.addEventListener("change", () => {
        if (box.checked) hidden().delete(code);
        else hidden().add(code);
        this.filter.set({});
      });
      box.dataset[key] = code;
      const count = element("span", "dateline-count");
      const text = element("span", "dateline-legend-text", label);
      text.title = label;
      row.append(box, picture, text, count);
      return { row, box, count };
    }

    buildTypes() {
      const groups = new Map();
      this.store.types.forEach((type, number) => {
        if (!groups.has(type.group)) groups.set(type.group, []);
        groups.get(type.group).push(number);
      });
      for (const [name, numbers] of groups) {
        const group = element("div", "dateline-legend-group");
        group.setAttribute("role", "group");
        group.setAttribute("aria-label", name);
        const title = element("button", "dateline-legend-title", name);
        title.type = "button";
        title.title = "Show or hide all of these";
        title.addEventListener("click", () => this.toggleGroup(numbers));
        group.append(title);
        for (const number of numbers) {
          const type = this.store.types[number];
          const picture = dateline.marks.picture((c, x, y) =>
            dateline.marks.event(c, x, y, { ink: type.colour, radius: 5 }),
          );
          const hidden = () => this.filter.hiddenTypes;
          const made = this.legendRow(type.label, picture, hidden, type.code, "type");
          this.typeRows.set(number, made);
          group.append(made.row);
        }
        byId("types").append(group);
      }
    }

    toggleGroup(numbers) {
      const { hiddenTypes } = this.filter;
      const codes = numbers.map((number) => this.store.types[number].code);
      const anyShown = codes.some((code) => !hiddenTypes.has(code));
      for (const code of codes) {
        if (anyShown) hiddenTypes.add(code);
        else hiddenTypes.delete(code);
      }
      this.filter.set({});
    }

    buildFactualities() {
      words.FACTUALITIES.forEach((told, number) => {
        const picture = dateline.marks.picture((c, x, y) =>
          dateline.marks.event(c, x, y, {
            ink: dateline.canvas.colour("muted"),
            factuality: told.code,
            radius: 5,
          }),
        );
        const hidden = () => this.filter.hiddenFactualities;
        const made = this.legendRow(told.label, picture, hidden, told.code, "factuality");
        made.row.title = told.hint;
        this.factualityRows.set(number, made);
        byId("factualities").append(made.row);
      });
    }

    buildRegions() {
      byId("country").addEventListener("change", (event) => {
        this.filter.set({ country: valueOf(event.target), division: null });
        this.zoomToRegion();
      });
      byId("division").addEventListener("change", (event) => {
        this.filter.set({ division: valueOf(event.target) });
        this.zoomToRegion();
      });
    }

    zoomToRegion() {
      const rows = [];
      this.filter.visible.forEach((visible, row) => visible && rows.push(row));
      this.actions.zoomTo(rows);
    }

    buildSearch() {
      let timer;
      byId("search").addEventListener("input", (event) => {
        clearTimeout(timer);
        timer = setTimeout(() => this.searchFor(event.target.value), SEARCH_DELAY);
      });
      byId("search-form").addEventListener("submit", (event) => event.preventDefault());
    }

    async searchFor(query) {
      const matches = await this.search.find(query);
      if (matches !== undefined) this.filter.set({ words: query.trim(), matches });
    }

    buildButtons() {
      const press = (name, action) => byId(name).addEventListener("click", action);
      press("download", () => this.actions.download());
      press("copy-link", () => this.actions.copyLink());
      press("theme", () => this.actions.toggleTheme());
      press("about", () => byId("about-dialog").showModal());
      press("about-close", () => byId("about-dialog").close());
      press("reset", () => this.resetFilter());
      press("empty-reset", () => this.resetFilter());
      press("fold", () => this.foldFilters(byId("filters").hidden));
      press("sheet", () => this.openSheet(!document.body.classList.contains("dateline-open")));
      byId("show-places").addEventListener("change", (event) =>
        this.actions.showPlaces(event.target.checked),
      );
    }

    resetFilter() {
      byId("search").value = "";
      this.search.cancel();
      this.filter.reset();
      this.filter.run();
      this.actions.zoomTo(Array.from(this.store.x.keys()));
    }

    /** Folded, the filters leave their room to the list. */
    foldFilters(open) {
      byId("filters").hidden = !open;
      byId("fold").setAttribute("aria-expanded", open);
      if (open) this.histogram.draw(this.filter.result);
    }

    /** Say what has been done, for a moment and where it moves nothing. */
    say(text) {
      const said = byId("said");
      said.textContent = text;
      said.hidden = false;
      clearTimeout(this.saying);
      this.saying = setTimeout(() => (said.hidden = true), SAID);
    }

    /** On narrow screens the panel is a sheet that opens over the map. */
    openSheet(open) {
      document.body.classList.toggle("dateline-open", open);
      byId("sheet").setAttribute("aria-expanded", open);
      byId("sheet").textContent = open ? "Show the map" : "Filters and list";
    }

    draw(result) {
      const { filter, store } = this;
      const count = byId("shown");
      count.textContent = words.number(result.events);
      byId("count").dataset.datelineCount = result.shown;
      const entries = " · " + words.plural(result.shown, "entry", "entries");
      byId("of").textContent =
        ` of ${words.plural(store.events, "event")}` +
        (result.shown === result.events ? "" : entries);
      byId("undated").hidden = !result.undated;
      byId("undated").textContent =
        words.plural(result.undated, "event") + " without a date left out";
      byId("reset").hidden = !filter.isActive;
      for (const [number, { row, box, count: shown }] of this.typeRows) {
        box.checked = !filter.hiddenTypes.has(store.types[number].code);
        shown.textContent = words.number(result.types[number]);
        row.classList.toggle("dateline-none", !result.types[number]);
      }
      for (const [number, { row, box, count: shown }] of this.factualityRows) {
        box.checked = !filter.hiddenFactualities.has(words.FACTUALITIES[number].code);
        shown.textContent = words.number(result.factualities[number]);
        row.classList.toggle("dateline-none", !result.factualities[number]);
      }
      this.drawRegions(result);
      this.histogram.draw(result);
      this.drawEmpty(result);
    }

    drawRegions(result) {
      const { filter, store } = this;
      const { country, admin1 } = store.head.dictionaries;
      fill(byId("country"), "All countries", country, result.countries, filter.country);
      byId("division").disabled = filter.country === null;
      const divisions = filter.country === null ? [] : admin1;
      fill(byId("division"), "All divisions", divisions, result.divisions, filter.division);
    }

    /** Say why nothing is shown, and what would show something. */
    drawEmpty(result) {
      byId("empty").hidden = result.shown > 0;
      if (result.shown) return;
      byId("empty-text").textContent = this.store.count
        ? "No event passes all the filters."
        : "No events: none was found in the reports, or the filter given when this map was made " +
          "kept none.";
      byId("empty-reset").hidden = !this.store.count;
    }

    drawPlaces(shown) {
      byId("places-count").textContent = words.number(shown);
    }
  }

  /** The facts of how the events were made, nested ones too, as pairs of words. */
  function plainFacts(about, prefix = "") {
    return Object.entries(about).flatMap(([name, value]) => {
      const term = prefix + name.replaceAll("_", " ");
      if (value === null || name === "notice" || name === "attribution") return [];
      if (Array.isArray(value)) return [[term, value.join(", ")]];
      if (typeof value === "object") return plainFacts(value, term + ": ");
      return [[term, String(value)]];
    });
  }

  function valueOf(select) {
    return select.selectedIndex === 0 ? null : select.value;
  }

  /** Put the names that have events into a select, with counts; the first entry is for all. */
  function fill(select, all, names, counts, chosen) {
    const option = (text, value) => {
      const made = element("option", null, text);
      made.value = value;
      return made;
    };
    const entries = names
      .map((name, i) => ({ name, count: counts[i + 1] }))
      .filter(({ name, count }) => count || name === chosen)
      .sort((a, b) => a.name.localeCompare(b.name, "en"));
    select.replaceChildren(
      option(all, ""),
      ...entries.map(({ name, count }) => option(`${name} (${words.number(count)})`, name)),
    );
    select.selectedIndex = 1 + entries.findIndex(({ name }) => name === chosen);
  }

  dateline.Panel = Panel;
})((window.dateline = window.dateline || {}));
