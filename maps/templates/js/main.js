/* Brings the page to life on a map of Leaflet. */
(function (dateline) {
  "use strict";

  function throttled(action, wait) {
    let timer = null;
    return () => {
      if (timer === null) {
        timer = setTimeout(() => {
          timer = null;
          action();
        }, wait);
      }
    };
  }

  class Page {
    constructor(map, store, places) {
      this.map = map;
      this.store = store;
      this.filter = new dateline.filter.Filter(store);
      this.search = new dateline.Search(store);
      this.popup = new dateline.Popup(map);
      this.events = new dateline.EventLayer(map, store, this.filter);
      this.places = new dateline.PlaceLayer(map, store, this.filter, places);
      this.list = new dateline.List(
        store,
        (row) => this.openEvent(row),
        (rows) => this.zoomTo(rows),
      );
      this.panel = new dateline.Panel(store, this.filter, this.search, {
        copyLink: () => this.copyLink(),
        download: () => this.download(),
        showPlaces: (shown) => this.showPlaces(shown),
        toggleTheme: () => this.toggleTheme(),
        zoomTo: (rows) => this.zoomTo(rows),
      });
      this.showList = throttled(() => this.list.show(this.events.inView()), 60);
      this.writeHash = throttled(() => this.updateHash(), 200);
      /** From when on the reader, no longer the address, says what the filter is. */
      this.started = false;
      this.filter.onChange((result) => this.onFilter(result));
      this.popup.onClose = () => this.select(null);
      map.on("click", (event) => this.onClick(event));
      map.on("mousemove", (event) => this.onMove(event));
      map.on("moveend", () => {
        this.showList();
        this.writeHash();
      });
      document.getElementById("dateline-sort").addEventListener("change", (event) => {
        this.list.order(event.target.value);
      });
      dateline.theme.onChange(() => this.redraw());
    }

    async start() {
      const state = dateline.share.fromHash(location.hash, this.store);
      Object.assign(this.filter, state.filter);
      if (state.words) {
        document.getElementById("dateline-search").value = state.words;
        this.filter.words = state.words;
        this.filter.matches = await this.search.find(state.words);
      }
      document.getElementById("dateline-show-places").checked = state.places;
      this.showPlaces(state.places);
      this.filter.run();
      const [zoom, ...centre] = state.view || [];
      if (state.view) this.map.setView(centre, zoom, { animate: false });
      else this.zoomTo(Array.from(this.store.x.keys()), false);
      this.started = true;
    }

    onFilter(result) {
      const { selected } = this.events;
      if (selected !== null && !result.visible[selected]) this.popup.close();
      this.panel.draw(result);
      this.panel.drawPlaces(this.places.visible().length);
      this.events.redraw();
      this.places.redraw();
      this.showList();
      this.writeHash();
      if (this.started) this.seek();
    }

    /** Bring the map to the events that pass the filter when it shows none of them. */
    seek() {
      const { located, elsewhere } = this.events.inView();
      if (!located.length && elsewhere.length) this.zoomTo(elsewhere);
    }

    redraw() {
      for (const picture of document.querySelectorAll(".dateline-mark")) picture.redraw();
      this.base.redraw();
      this.events.redraw();
      this.places.redraw();
      this.panel.histogram.draw(this.filter.result);
      this.list.show(this.events.inView());
    }

    onClick(event) {
      const group = this.events.at(event.containerPoint);
      if (group) this.openGroup(group);
      else {
        const places = this.places.at(event.containerPoint);
        if (places) this.openPlaces(places);
      }
    }

    onMove(event) {
      const over = this.events.at(event.containerPoint) || this.places.at(event.containerPoint);
      this.map.getContainer().style.cursor = over ? "pointer" : "";
    }

    openGroup(group) {
      const canPart = !this.events.isOnePoint(group) && this.map.getZoom() < this.map.getMaxZoom();
      if (canPart) {
        this.map.fitBounds(this.events.bounds(group.rows), { padding: [60, 60] });
        return;
      }
      const rows = [...group.rows].sort((a, b) => this.list.rank[a] - this.list.rank[b]);
      this.openRows(this.events.latLng(group), rows, { above: group.radius });
    }

    /** Show one event, from the list or a place, with the others at its point. */
    openEvent(row) {
      if (!this.store.isLocated(row)) {
        this.openRows(null, [row]);
        return;
      }
      this.panel.openSheet(false);
      const { x, y } = this.store;
      const here = [];
      this.filter.visible.forEach((visible, other) => {
        const shown = visible || other === row;
        if (shown && x[other] === x[row] && y[other] === y[row]) here.push(other);
      });
      here.sort((a, b) => this.list.rank[a] - this.list.rank[b]);
      const latLng = L.latLng(this.store.latitude(row), this.store.longitude(row));
      const zoom = Math.max(this.map.getZoom(), this.store.isCoarse(row) ? 4 : 6);
      this.map.setView(latLng, zoom, { animate: false });
      const group = this.events.groups.find((one) => one.rows.includes(row));
      this.openRows(latLng, here, {
        start: here.indexOf(row),
        above: group && this.events.latLng(group).equals(latLng) ? group.radius : 8,
      });
    }

    openRows(latLng, rows, options) {
      const build = async (row) => {
        const texts = await this.store.texts(row);
        return dateline.card.event(this.store, row, texts, (id) => this.openNamed(id));
      };
      this.popup.open(latLng, rows, build, { ...options, onShow: (row) => this.select(row) });
    }

    openPlaces(places) {
      const build = async (place) => this.places.card(place, (row) => this.openEvent(row));
      const [{ latitude, longitude }] = places;
      this.popup.open([latitude, longitude], places, build, { above: 6 });
    }

    /** Show a place that an event names, and the layer that it is on. */
    openNamed(id) {
      const place = this.places.places.find((one) => one.id === id);
      if (!place) return;
      this.popup.dialog.close();
      document.getElementById("dateline-show-places").checked = true;
      this.showPlaces(true);
      this.map.setView([place.latitude, place.longitude], this.map.getZoom(), { animate: false });
      this.openPlaces([place]);
    }

    select(row) {
      if (this.events.selected === row) return;
      this.events.selected = row;
      this.list.select(row);
      this.events.redraw();
    }

    zoomTo(rows, animate = true) {
      // Mercator draws Antarctica as large as all the rest: it fills the view only when alone there.
      const north = rows.filter((row) => !(this.store.latitude(row) < -60));
      const bounds = this.events.bounds(north.length ? north : rows);
      if (bounds.isValid()) this.map.fitBounds(bounds, { padding: [50, 50], maxZoom: 8, animate });
    }

    showPlaces(shown) {
      this.places.show(shown);
      this.writeHash();
    }

    async download() {
      const blob = await dateline.share.geojson(this.store, this.filter.visible);
      dateline.share.save(blob, "events.geojson");
    }

    updateHash() {
      const { map, filter } = this;
      const hash = dateline.share.toHash({ map, filter, showsPlaces: this.places.shown });
      try {
        history.replaceState(null, "", hash);
      } catch {
        // A page inside a notebook has no address of its own.
      }
    }

    async copyLink() {
      this.updateHash();
      let done = "Link copied";
      try {
        await navigator.clipboard.writeText(location.href);
      } catch {
        done = "Copy the address above";
      }
      this.panel.say(done);
    }

    toggleTheme() {
      dateline.theme.toggle();
      this.redraw();
    }
  }

  async function start(map) {
    const status = document.getElementById("dateline-count");
    try {
      const base = dateline.basemap.layer(map).addTo(map);
      const [store, places] = await Promise.all([
        dateline.store.open(),
        dateline.unpack.packedJson("places"),
      ]);
      const page = new Page(map, store, places);
      page.base = base;
      dateline.page = page;
      await page.start();
      await base.ready;
      document.body.setAttribute("data-dateline-ready", "");
    } catch (error) {
      status.textContent = "This page can't be shown: " + error.message;
      throw error;
    }
  }

  dateline.start = start;
})((window.dateline = window.dateline || {}));
