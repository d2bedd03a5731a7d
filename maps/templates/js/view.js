/* How the events are drawn: marks, a heat map, or counts by area; with a legend for the last two. */
(function (dateline) {
  "use strict";

  const { element } = dateline.card;
  const { words } = dateline;
  const KINDS = ["marks", "heat", "countries", "divisions"];

  function byId(name) {
    return document.getElementById("dateline-" + name);
  }

  class View {
    /** `changed()` is called when the reader has chosen another kind. */
    constructor(map, base, store, filter, changed) {
      Object.assign(this, { map, base, store, filter });
      this.kind = "marks";
      this.layer = dateline.canvas.layer(map, "dateline-view", 300, (context, view) =>
        this.draw(context, view),
      );
      byId("view").addEventListener("change", (event) => {
        this.choose(event.target.value);
        changed();
      });
    }

    /** The base map has come, of which the areas are. */
    ready() {
      this.counts = new dateline.CountLayer(this.store, this.filter, this.base.outlines);
      this.layer.redraw();
    }

    get showsMarks() {
      return this.kind === "marks";
    }

    choose(kind) {
      this.kind = KINDS.includes(kind) ? kind : "marks";
      byId("view").value = this.kind;
      byId("shades").hidden = this.showsMarks;
      // A canvas that shows nothing would be painted with every move all the same.
      if (this.showsMarks) this.layer.remove();
      else this.layer.addTo(this.map);
      this.base.lift(!this.showsMarks);
    }

    draw(context, view) {
      if (!this.filter.result) return;
      if (this.kind === "heat") {
        dateline.heat.draw(context, view, this.store, this.filter.visible);
        this.heatLegend();
      } else if (this.counts) {
        this.counts.draw(context, view, this.kind);
        const { shades, note } = this.counts.legend();
        this.legend(shades, note);
      }
    }

    heatLegend() {
      const { store, filter } = this;
      let apart = 0;
      for (let row = 0; row < store.count; row++)
        if (filter.visible[row] && (!store.isLocated(row) || store.isCoarse(row))) apart++;
      const entries = words.plural(apart, "entry", "entries");
      const shades = dateline.heat.RAMP.slice(1).map(([red, green, blue], i) => ({
        fill: `rgb(${red} ${green} ${blue})`,
        label: i === 0 ? "few" : i === 3 ? "many" : "",
      }));
      this.legend(shades, apart ? `${entries} known only by a region or country left out` : "");
    }

    legend(shades, note) {
      const items = shades.map(({ colour, fill, label }) => {
        const item = element("li", null, label);
        const sample = element("span");
        sample.style.background = fill || `var(--${colour})`;
        item.prepend(sample);
        return item;
      });
      byId("shades-list").replaceChildren(...items);
      byId("shades-note").textContent = note;
    }

    /** The area of a country or division under a point of the map's container, or null. */
    at(containerPoint) {
      if (this.kind !== "countries" && this.kind !== "divisions") return null;
      const { x, y } = this.layer.toCanvas(containerPoint);
      const { left, top, scale } = this.layer.view;
      return this.counts?.at((x - left) / scale, (y - top) / scale) || null;
    }

    /** What is known of an area, with a button that calls `only(node)`. */
    card({ node, count }, only) {
      const card = element("article", "dateline-card");
      const button = element("button", "dateline-wide", "Show only these");
      button.type = "button";
      button.addEventListener("click", () => only(node));
      const above = node.parent.path === null ? "Country" : node.parent.label;
      card.append(
        element("p", "dateline-card-kind", above),
        element("h2", "dateline-card-title", node.label),
        element("p", "dateline-card-count", words.plural(count, "event")),
        button,
      );
      return card;
    }
  }

  dateline.View = View;
})((window.dateline = window.dateline || {}));
