/* Brings the page to life on a map of Leaflet. */
(function (dateline) {
  "use strict";

  /** How wide the world is at zoom 0. */
  const WORLD_PIXELS = 256;

  function throttled(action, wait) {
    let timer = null;
    const later = () => {
      timer ??= setTimeout(() => {
        timer = null;
        action();
      }, wait);
    };
    later.cancel = () => {
      clearTimeout(timer);
      timer = null;
    };
    return later;
  }

  /** Let the whole world fit on a screen that is narrower than it is at the map's least zoom. */
  function fitWorld(map) {
    const { minZoom, zoomSnap } = map.options;
    const fit = () => {
      const fits = Math.log2(map.getSize().x / WORLD_PIXELS);
      map.setMinZoom(Math.max(0, Math.min(minZoom, Math.floor(fits / zoomSnap) * zoomSnap)));
    };
    fit();
    map.on("resize", fit);
  }

  class Page {
    constructor(map, base, store) {
      Object.assign(this, { map, base, store });
      fitWorld(map);
      this.filter = new dateline.filter.Filter(store);
      this.search = new dateline.Search(store);
      this.popup = new dateline.Popup(map);
      this.drawing = new dateline.Drawing(map, (area) => {
        this.filter.setArea(area);
        this.filter.run();
      });
      this.events = new dateline.EventLayer(map, store, this.filter);
      this.view = new dateline.View(map, base, store, this.filter, () => {
        this.popup.close();
        this.drawView();
        this.writeHash();
      });
      this.places = new dateline.PlaceLayer(map, store, this.filter);
      this.list = new dateline.List(store, {
        open: (row) => this.openEvent(row),
        seek: (rows) => this.zoomTo(rows),
        changed: () => this.drawList(),
      });
      this.panel = new dateline.Panel(store, this.filter, this.search, {
        copyLink: () => this.copyLink(),
        copyCommand: () => this.copyCommand(),
        download: (format) => this.download(format),
        showPlaces: (shown) => this.showPlaces(shown),
        toggleTheme: () => this.toggleTheme(),
        showAll: () => this.showAll(),
        zoomToRegion: (node) => this.zoomToRegion(node),
      });
      this.tiles = new dateline.Tiles(map, store.head.tiles, (text) => this.panel.say(text, true));
      this.showList = throttled(() => this.drawList(), 60);
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
      dateline.corrections.start(document.getElementById("dateline-actions"), dateline.export.save);
    }

    async start() {
      await this.restore(location.hash);
      this.started = true;
      // The page itself replaces its hash without this event: it is another link being opened.
      window.addEventListener("hashchange", () => this.restore(location.hash));
      // The link's own way is by the hash, which holds the state.
      document.querySelector(".dateline-skip").addEventListener("click", (event) => {
        event.preventDefault();
        document.getElementById("dateline-list").focus();
      });
    }

    /** What the first view does without. */
    async loadTexts() {
      await this.store.prose.ready();
      await this.places.load();
      this.panel.drawPlaces(this.places.visibleCount());
      this.places.redraw();
      await this.search.ready();
    }

    /** Take the state that an address holds. */
    async restore(hash) {
      const { filter } = this;
      const state = dateline.share.fromHash(hash, filter);
      filter.matches = await this.search.find(state.words);
      filter.words = filter.matches ? state.words.trim() : "";
      document.getElementById("dateline-search").value = filter.words;
      document.getElementById("dateline-show-places").checked = state.places;
      this.showPlaces(state.places);
      this.view.choose(state.as);
      // First the view: marks are grouped for its scale.
      const [zoom, ...centre] = state.view || [];
      if (state.view) this.map.setView(centre, zoom, { animate: false });
      else this.zoomTo(this.openingRows(), false);
      filter.run();
    }

    onFilter(result) {
      const { selected } = this.events;
      if (selected !== null && !result.visible[selected]) this.popup.close();
      this.panel.draw(result);
      this.drawing.show(this.filter.area);
      this.panel.drawPlaces(this.places.visibleCount());
      this.drawView();
      this.places.redraw();
      const rows = this.drawList();
      this.writeHash();
      if (this.started) this.seek(rows);
    }

    drawView() {
      this.events.isHidden = !this.view.showsMarks;
      this.events.redraw();
      this.view.layer.redraw();
    }

    /** Bring the map to the events that pass the filter when it shows none of them. */
    seek({ located, elsewhere }) {
      if (!located.length && elsewhere.length) this.zoomTo(elsewhere);
    }

    redraw() {
      this.base.redraw();
      this.drawView();
      this.places.redraw();
      this.drawing.layer.redraw();
      this.panel.histogram.draw(this.filter.result);
      this.drawList();
    }

    drawList() {
      this.showList.cancel();
      const rows = this.events.inView(this.list.sequence);
      this.list.show(rows);
      return rows;
    }

    onClick(event) {
      if (this.drawing.isBusy) return;
      const group = this.events.at(event.containerPoint);
      if (group) this.openGroup(group);
      else {
        const places = this.places.at(event.containerPoint);
        const area = places ? null : this.view.at(event.containerPoint);
        if (places) this.openPlaces(places);
        else if (area) this.openArea(area, event.latlng);
      }
    }

    onMove(event) {
      if (this.drawing.isOn) return;
      const point = event.containerPoint;
      const over = this.events.at(point) || this.places.at(point) || this.view.at(point);
      this.map.getContainer().style.cursor = over ? "pointer" : "";
    }

    openGroup(group) {
      const canPart = !this.events.isOnePoint(group) && this.map.getZoom() < this.map.getMaxZoom();
      if (canPart) {
        this.map.fitBounds(this.events.bounds(this.events.rowsOf(group)), { padding: [60, 60] });
        return;
      }
      const rows = this.list.inOrder(this.events.rowsOf(group));
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
      const { visible } = this.filter;
      const here = this.list.sequence.filter(
        (other) => (visible[other] || other === row) && x[other] === x[row] && y[other] === y[row],
      );
      const latLng = L.latLng(this.store.latitude(row), this.store.longitude(row));
      const zoom = Math.max(this.map.getZoom(), this.store.isCoarse(row) ? 4 : 6);
      this.map.setView(latLng, zoom, { animate: false });
      const group = this.events.groupOf(row);
      this.openRows(latLng, here, {
        start: here.indexOf(row),
        goBack: () => {
          // On a narrow screen, which alone has this button, the list is folded away.
          const sheet = document.getElementById("dateline-sheet");
          if (sheet.clientHeight) sheet.focus();
          else this.list.focus(row);
        },
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

    /** Show how many events a country or division has. */
    openArea(area, latlng) {
      const only = (node) => {
        this.popup.close();
        this.filter.facet.region.showOnly([node]);
        this.filter.run();
      };
      this.popup.open(latlng, [area], async () => this.view.card(area, only));
    }

    /** Show a place that an event names, and the layer that it is on. */
    openNamed(id) {
      const place = this.places.withId(id);
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
      const bounds = this.events.bounds(rows);
      if (bounds.isValid()) this.map.fitBounds(bounds, { padding: [50, 50], maxZoom: 8, animate });
    }

    /** What the map shows at first; the list tells of the events elsewhere. */
    openingRows() {
      const { store } = this;
      const located = store.rows.filter((row) => store.isLocated(row));
      return dateline.openingRows(located, store.columns);
    }

    /** Bring the map to all events, if it shows not all. */
    showAll() {
      const { rows } = this.store;
      if (!this.map.getBounds().contains(this.events.bounds(rows))) this.zoomTo(rows, false);
    }

    /** Bring the map to the events shown of a region; of a country to those of its mainland. */
    zoomToRegion(node) {
      const rows = this.store.rows.filter((row) => this.filter.visible[row]);
      const isCountry = node.parent.path === null;
      this.zoomTo(
        isCountry ? dateline.outlines.onMainland(this.base.outlines, this.store, rows) : rows,
      );
    }

    showPlaces(shown) {
      this.places.show(shown);
      this.writeHash();
    }

    async download(format) {
      const blob = await dateline.export[format](this.store, this.filter.visible);
      dateline.export.save(blob, "events." + format);
    }

    updateHash() {
      const { map, filter } = this;
      const hash = dateline.share.toHash({
        map,
        filter,
        as: this.view.kind,
        showsPlaces: this.places.shown,
      });
      try {
        history.replaceState(null, "", hash);
      } catch {
        // A page inside a notebook has no address of its own.
      }
    }

    async copyLink() {
      this.updateHash();
      const done = await copied(location.href);
      this.panel.say(done ? "Link copied" : "Copy the address above");
    }

    /** The filter as a command; where nothing can be copied it is shown to be copied by hand. */
    async copyCommand() {
      const { filter } = this;
      if (!filter.result.shown) {
        this.panel.say("Nothing is shown: there is no command for that");
        return;
      }
      const command = dateline.share.command(filter);
      const done = await copied(command);
      this.panel.say(done ? "Command copied: " + command : command, true);
    }

    toggleTheme() {
      dateline.theme.toggle();
      this.redraw();
    }
  }

  /** Whether a text is on the clipboard now. */
  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }

  async function start(map) {
    const status = document.getElementById("dateline-count");
    try {
      const base = new dateline.BaseMap(map);
      const page = new Page(map, base, await dateline.store.open());
      dateline.page = page;
      await page.start();
      // Not before the map stands where it is to stay: it is drawn once then.
      await base.load();
      page.view.ready();
      document.body.setAttribute("data-dateline-ready", "");
      await page.loadTexts();
      document.body.setAttribute("data-dateline-searchable", "");
    } catch (error) {
      status.textContent = "This page can't be shown: " + error.message;
      throw error;
    }
  }

  dateline.start = start;
})((window.dateline = window.dateline || {}));
