/*
 * Online tiles over the base map, where the page was made to offer them and a reader asks for them.
 * When they can't be had they go again, and the base map is there as before.
 */
(function (dateline) {
  "use strict";

  function byId(name) {
    return document.getElementById("dateline-" + name);
  }

  class Tiles {
    /** `source` is what the page's head says of them, null where it offers none. */
    constructor(map, source, say) {
      Object.assign(this, { map, source, say });
      byId("tiles-choice").hidden = !source;
      if (!source) return;
      this.box = byId("tiles");
      this.box.addEventListener("change", () => this.show(this.box.checked));
      byId("tiles-from").textContent =
        "Online map, from " + source.origin.replace(/^\w+:\/\/(\*\.)?/, "");
      this.layer = L.tileLayer(source.url, {
        subdomains: source.subdomains,
        maxNativeZoom: source.max_zoom,
        maxZoom: map.getMaxZoom(),
      });
      this.layer.on("tileload", () => (this.loaded = true));
      this.layer.on("tileerror", () => this.fail());
    }

    show(shown) {
      this.loaded = false;
      if (shown) this.layer.addTo(this.map);
      else this.layer.remove();
      byId("tiles-credit").textContent = shown ? " · Tiles: " + this.source.attribution : "";
    }

    fail() {
      // One tile that is missing among others is no loss.
      if (this.loaded || !this.box.checked) return;
      this.box.checked = false;
      this.show(false);
      this.say("The online map can't be reached; the map that is in this page stays.");
    }
  }

  dateline.Tiles = Tiles;
})((window.dateline = window.dateline || {}));
