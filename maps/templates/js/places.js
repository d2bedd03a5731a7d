/* The layer of all places that the reports name, also where nothing happened. */
(function (dateline) {
  "use strict";

  const CELL = 14;
  const CARD_EVENTS = 60;

  function placeOf([id, name, latitude, longitude, country, code, texts], number) {
    const x = dateline.store.mercatorX(longitude);
    const y = dateline.store.mercatorY(latitude);
    return { id, name, latitude, longitude, country, code, texts, number, x, y };
  }

  class PlaceLayer {
    constructor(map, store, filter) {
      this.map = map;
      this.store = store;
      this.filter = filter;
      this.places = [];
      this.groups = [];
      this.shown = false;
      this.layer = dateline.canvas.layer(map, "dateline-places", 430, (context, view) =>
        this.draw(context, view),
      );
    }

    /** Unpack the places; before that the layer is empty. */
    async load() {
      await dateline.unpack.whole();
      const rows = await dateline.unpack.packedJson("places");
      const { buffer } = await dateline.unpack.bytes("links");
      /** Place p has the links from ends[p] to ends[p + 1], each to a row and in a role. */
      this.ends = new Uint32Array(buffer, 0, rows.length + 1);
      const count = this.ends[rows.length];
      this.rows = new Uint32Array(buffer, this.ends.byteLength, count);
      this.roles = new Uint8Array(buffer, this.ends.byteLength + this.rows.byteLength, count);
      this.places = rows.map(placeOf);
    }

    withId(id) {
      return this.places.find((place) => place.id === id);
    }

    /** How many links of a place are to events that pass the filter. */
    linkCount({ number }) {
      let count = 0;
      for (let link = this.ends[number]; link < this.ends[number + 1]; link++)
        count += this.filter.visible[this.rows[link]];
      return count;
    }

    /** The links of a place to events that pass the filter. */
    links({ number }) {
      const links = [];
      for (let link = this.ends[number]; link < this.ends[number + 1]; link++)
        if (this.filter.visible[this.rows[link]])
          links.push({ row: this.rows[link], role: this.store.head.roles[this.roles[link]] });
      return links;
    }

    /** How many places the events shown are linked to; without a filter all. */
    visibleCount() {
      if (!this.filter.isActive) return this.places.length;
      return this.places.reduce((count, place) => count + (this.linkCount(place) > 0), 0);
    }

    /** The places that the events shown are linked to, those with most first; or all. */
    visible() {
      return this.places
        .map((place) => ({ place, links: this.linkCount(place) }))
        .filter(({ links }) => links || !this.filter.isActive)
        .sort((a, b) => b.links - a.links || a.place.number - b.place.number);
    }

    show(shown) {
      this.shown = shown;
      if (shown) this.layer.addTo(this.map);
      else this.layer.remove();
    }

    redraw() {
      if (this.shown) this.layer.redraw();
    }

    draw(context, view) {
      const cells = new Map();
      for (const { place, links } of this.visible()) {
        const x = view.x(place.x);
        const y = view.y(place.y);
        if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
        const key =
          Math.floor((place.x * view.scale) / CELL) * 2 ** 26 +
          Math.floor((place.y * view.scale) / CELL);
        const found = cells.get(key);
        if (found) found.places.push(place);
        else cells.set(key, { x, y, links, places: [place] });
      }
      this.groups = [...cells.values()];
      for (const one of this.groups) dateline.marks.place(context, one.x, one.y, one);
    }

    /** The places under a point of the map's container, or null. */
    at(containerPoint) {
      if (!this.shown) return null;
      const point = this.layer.toCanvas(containerPoint);
      const hit = this.groups.find(
        (one) => Math.max(Math.abs(one.x - point.x), Math.abs(one.y - point.y)) <= 9,
      );
      return hit ? hit.places : null;
    }

    /** What is known of a place, with its events as buttons that call `open(row)`. */
    card(place, open) {
      const { element } = dateline.card;
      const { words } = dateline;
      const where = [words.placeKind(place.code), words.country(place.country)];
      const card = element("article", "dateline-card");
      card.append(
        element("p", "dateline-card-kind", "Place named in the reports"),
        element("h2", "dateline-card-title", place.name),
        element("p", "dateline-muted", where.filter(Boolean).join(" · ")),
      );
      const others = place.texts.filter((text) => text !== place.name);
      if (others.length) {
        const shown = others.slice(0, 8).map((text) => "“" + text + "”");
        card.append(element("p", "dateline-muted", "In the reports: " + shown.join(", ")));
      }
      const links = this.links(place);
      card.append(
        element(
          "p",
          "dateline-card-count",
          links.length
            ? "Named in " + words.plural(new Set(links.map((l) => l.row)).size, "event")
            : "No event is linked to it.",
        ),
      );
      const list = element("ul", "dateline-card-events");
      for (const { row, role } of links.slice(0, CARD_EVENTS)) {
        const button = element("button", "dateline-link-row");
        button.type = "button";
        button.append(
          dateline.glyphs.picture(dateline.marks.styleOf(this.store, row)),
          element("span", null, this.store.type(row).label),
          element("span", "dateline-role", words.ROLES[role]),
          element("span", "dateline-muted", words.dates(...this.store.days(row))),
        );
        button.addEventListener("click", () => open(row));
        const item = element("li");
        item.append(button);
        list.append(item);
      }
      card.append(list);
      if (links.length > CARD_EVENTS) {
        const rest = words.number(links.length - CARD_EVENTS);
        card.append(element("p", "dateline-muted", "and " + rest + " more; filter to see them"));
      }
      return card;
    }
  }

  dateline.PlaceLayer = PlaceLayer;
})((window.dateline = window.dateline || {}));
