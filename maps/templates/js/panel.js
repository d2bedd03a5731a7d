/* The panel: the legend that is a filter, regions, search, and the number of events shown. */
(function (dateline) {
  "use strict";

  const { element } = dateline.card;
  const { words } = dateline;
  const SAID = 2500;
  const FACETS = [
    { key: "region", title: "Where" },
    { key: "type", title: "Type of event", open: true },
    { key: "factuality", title: "Told as" },
    { key: "precision", title: "How exactly the place is known" },
    { key: "source", title: "Source" },
  ];
  const PICTURED = ["type", "factuality", "precision"];
  const COARSE = ["division", "region", "country", "sea"];

  function byId(name) {
    return document.getElementById("dateline-" + name);
  }

  class Panel {
    /**
     * `actions` has `download(format)`, `copyLink`, `copyCommand`, `showPlaces(shown)`,
     * `toggleTheme`, `showAll` and `zoomToRegion(node)`.
     */
    constructor(store, filter, search, actions) {
      Object.assign(this, { store, filter, search, actions });
      this.histogram = new dateline.Histogram(filter);
      this.buildHead();
      this.buildFacets();
      this.buildConfidence();
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

    buildFacets() {
      this.trees = FACETS.map(({ key, ...options }) => {
        const facet = this.filter.facet[key];
        const box = document.querySelector(`[data-facet="${key}"]`);
        return new dateline.Tree(box, facet, {
          ...options,
          picture: (node) => pictureOf(this.store, key, node),
          opened: () => this.filter.count(facet),
          changed: (alone) => this.facetChanged(key, alone),
        });
      });
    }

    facetChanged(key, alone) {
      this.filter.set({});
      if (key === "region" && alone) this.actions.zoomToRegion(alone);
    }

    buildConfidence() {
      const slider = byId("confidence");
      slider.addEventListener("input", () => {
        const least = Number(slider.value) / 100;
        this.filter.set({ confidence: least || null });
      });
    }

    drawConfidence() {
      const least = this.filter.confidence ?? 0;
      byId("confidence").value = Math.round(least * 100);
      const text = least ? `at least ${Math.round(least * 100)} %` : "any";
      byId("confidence").setAttribute("aria-valuetext", text);
      byId("confidence-said").textContent = text;
    }

    buildSearch() {
      let timer;
      byId("search").addEventListener("input", (event) => {
        clearTimeout(timer);
        // Once the letters that have been typed meanwhile are in the box.
        timer = setTimeout(() => this.searchFor(event.target.value));
      });
      byId("search-form").addEventListener("submit", (event) => event.preventDefault());
    }

    async searchFor(query) {
      const matches = await this.search.find(query);
      if (matches !== undefined) this.filter.set({ words: matches ? query.trim() : "", matches });
    }

    buildButtons() {
      const press = (name, action) => byId(name).addEventListener("click", action);
      press("download", () => this.actions.download("geojson"));
      press("download-csv", () => this.actions.download("csv"));
      press("copy-link", () => this.actions.copyLink());
      press("copy-command", () => this.actions.copyCommand());
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
      this.histogram.pause();
      byId("search").value = "";
      this.search.cancel();
      this.filter.reset();
      this.actions.showAll();
      this.filter.run();
    }

    /** Folded, the filters leave their room to the list. */
    foldFilters(open) {
      byId("filters").hidden = !open;
      byId("fold").setAttribute("aria-expanded", open);
    }

    /** Say what has been done where it moves nothing: for a moment, or as long as it takes to read. */
    say(text, long = false) {
      const said = byId("said");
      said.textContent = text;
      said.hidden = false;
      clearTimeout(this.saying);
      this.saying = setTimeout(() => (said.hidden = true), long ? 4 * SAID : SAID);
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
      for (const tree of this.trees) tree.draw();
      this.drawConfidence();
      this.drawActive();
      this.histogram.draw(result);
      this.drawEmpty(result);
    }

    /** What narrows the filter, each with a button that takes it away. */
    drawActive() {
      const buttons = this.filter.active.map((part) => {
        const button = element("button", "dateline-chip", this.describe(part));
        button.type = "button";
        button.append(element("span", null, "×"));
        button.setAttribute("aria-label", "Take away: " + this.describe(part));
        button.addEventListener("click", () => this.clear(part));
        return button;
      });
      byId("active").replaceChildren(...buttons);
      byId("active").hidden = !buttons.length;
    }

    /** A part of the filter in words. */
    describe({ key, facet }) {
      const { from, to, confidence } = this.filter;
      if (facet) {
        const tree = this.trees.find((one) => one.facet === facet);
        return `${tree.title}: ${tree.summary()}`;
      }
      if (key === "area") return "Where: " + this.filter.area.label;
      if (key === "words") return "“" + this.filter.words + "”";
      if (key === "confidence") return `Certainty: at least ${Math.round(confidence * 100)} %`;
      if (from === null) return "until " + words.dates(to, to);
      if (to === null) return "since " + words.dates(from, from);
      return words.dates(from, to);
    }

    clear(part) {
      if (part.key === "dates") this.histogram.pause();
      part.clear();
      if (part.key === "words") {
        byId("search").value = "";
        this.search.cancel();
      }
      this.filter.run();
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
      const ways = this.filter.active
        .filter(({ key }) => result.without[key])
        .map((part) => {
          const events = words.plural(result.without[part.key], "event");
          const said = this.describe(part);
          const quoted = part.key === "words" ? said : `“${said}”`;
          const button = element("button", null, `${events} without ${quoted}`);
          button.type = "button";
          button.addEventListener("click", () => this.clear(part));
          return button;
        });
      byId("empty-ways").replaceChildren(...ways);
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

  /** The mark of a value, as the map draws it. */
  function pictureOf(store, key, node) {
    if (node.path === null || !PICTURED.includes(key)) return null;
    const type = store.types.find(({ code }) => code === node.path);
    if (key === "type" && !type) return null;
    const coarse = key === "precision" && COARSE.includes(node.path);
    return dateline.glyphs.picture({
      ink: type ? type.colour : "--muted",
      factuality: key === "factuality" ? node.path : "reported",
      coarse,
      radius: coarse ? 4 : 5,
    });
  }

  dateline.Panel = Panel;
})((window.dateline = window.dateline || {}));
