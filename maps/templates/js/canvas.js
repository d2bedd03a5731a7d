/* A layer of Leaflet that is one canvas: it pans and zooms with the map, and is drawn when it rests. */
(function (dateline) {
  "use strict";

  const TILE = 256;

  const root = document.documentElement;
  const colours = new Map();
  let theme = null;

  /** The value of a custom property of the style sheet, so that themes reach the canvas. */
  function colour(name) {
    // To ask makes the browser work out all styles, and a drawing asks a thousand times.
    if (theme !== root.dataset.theme) {
      theme = root.dataset.theme;
      colours.clear();
    }
    if (!colours.has(name))
      colours.set(
        name,
        getComputedStyle(root)
          .getPropertyValue("--" + name)
          .trim(),
      );
    return colours.get(name);
  }

  /**
   * `draw(context, view)` gets a context in CSS pixels and the view: `scale` pixels a world, the
   * position (x, y) in pixels of a point of the unit square, and the canvas' width and height.
   */
  const CanvasLayer = L.Renderer.extend({
    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.setAttribute("aria-hidden", "true");
    },
    _destroyContainer() {
      this._container.remove();
      delete this._container;
    },
    _updatePaths() {},
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._container.width = size.x * ratio;
      this._container.height = size.y * ratio;
      this._container.style.width = size.x + "px";
      this._container.style.height = size.y + "px";
      this.redraw();
    },
    redraw() {
      if (!this._map || !this._bounds) return;
      const ratio = window.devicePixelRatio || 1;
      const context = this._container.getContext("2d");
      const origin = this._map.getPixelOrigin();
      const size = this._bounds.getSize();
      const scale = TILE * 2 ** this._map.getZoom();
      const left = -origin.x - this._bounds.min.x;
      const top = -origin.y - this._bounds.min.y;
      this.view = {
        zoom: this._map.getZoom(),
        scale,
        left,
        top,
        width: size.x,
        height: size.y,
        x: (x) => x * scale + left,
        y: (y) => y * scale + top,
      };
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, size.x, size.y);
      this.options.draw(context, this.view, ratio);
    },
    /** A point of the map's container in the canvas' pixels. */
    toCanvas(containerPoint) {
      return this._map.containerPointToLayerPoint(containerPoint).subtract(this._bounds.min);
    },
  });

  function layer(map, pane, zIndex, draw) {
    const element = map.createPane(pane);
    element.style.zIndex = zIndex;
    element.style.pointerEvents = "none";
    return new CanvasLayer({ pane, padding: 0.25, draw });
  }

  dateline.canvas = { colour, layer };
})((window.dateline = window.dateline || {}));
