/* Drawing an area: by pointer, by touch, or by keyboard, for which the middle of the map points. */
(function (dateline) {
  "use strict";

  const { Area, distance } = dateline.area;
  const { mercatorX, mercatorY } = dateline.store;
  const { colour } = dateline.canvas;
  const TOOLS = {
    bbox: "Draw a rectangle: drag, or click two corners.",
    polygon: "Draw a polygon: click its corners, and the first again to close it.",
    near: "Draw a circle: click its middle, or drag from there to its edge.",
  };
  /** Pixels: a shorter way of the pointer is a click, and so near a corner is meant. */
  const NEAR = 9;
  /** Milliseconds within which what follows still belongs to the drawing. */
  const JUST = 300;
  /** A corner to 11 metres. */
  const DECIMALS = 4;

  function byId(name) {
    return document.getElementById("dateline-" + name);
  }

  const rounded = (degrees) => Number(degrees.toFixed(DECIMALS));
  const wrapped = (degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180;
  const onEarth = ({ lng, lat }) => [
    rounded(Math.max(-180, Math.min(180, lng))),
    rounded(Math.max(-85, Math.min(85, lat))),
  ];

  class Drawing {
    /** `changed(area)` is told of each new area. */
    constructor(map, changed) {
      Object.assign(this, { map, changed });
      this.tool = null;
      this.area = null;
      this.points = [];
      this.ended = -Infinity;
      this.layer = dateline.canvas.layer(map, "dateline-area", 440, (context, view) =>
        this.draw(context, view),
      );
      this.layer.addTo(map);
      this.buttons = [...document.querySelectorAll("#dateline-draw button")];
      for (const button of this.buttons)
        button.addEventListener("click", () => this.start(button.dataset.tool));
      byId("draw-done").addEventListener("click", () => this.finish());
      byId("draw-cancel").addEventListener("click", () => this.stop());
      byId("draw-km").addEventListener("change", () => this.resize());
      map.on("mousedown", (event) => this.press(event));
      map.on("mousemove", (event) => this.move(event));
      map.on("mouseup", (event) => this.release(event));
      map.on("click", (event) => this.click(event));
      map.on("dblclick", () => this.tool === "polygon" && this.finish());
      const container = map.getContainer();
      container.addEventListener("keydown", (event) => this.key(event));
    }

    get isOn() {
      return this.tool !== null;
    }

    /** Whether a click on the map is for the drawing, also the one that has just ended it. */
    get isBusy() {
      return this.isOn || performance.now() - this.ended < JUST;
    }

    start(tool) {
      const again = this.tool === tool;
      this.stop();
      if (again) return;
      this.tool = tool;
      this.map.doubleClickZoom.disable();
      if (tool !== "polygon") this.map.dragging.disable();
      this.map.getContainer().classList.add("dateline-drawing");
      this.tell();
      this.map.getContainer().focus();
    }

    /** Stop drawing; the area that there is stays. */
    stop() {
      if (this.isOn) this.ended = performance.now();
      this.tool = null;
      this.points = [];
      this.pressed = this.pointer = null;
      this.map.doubleClickZoom.enable();
      this.map.dragging.enable();
      this.map.getContainer().classList.remove("dateline-drawing");
      this.tell();
    }

    tell() {
      for (const button of this.buttons)
        button.setAttribute("aria-pressed", button.dataset.tool === this.tool);
      byId("drawing").hidden = !this.isOn && this.area?.kind !== "near";
      byId("draw-said").textContent = this.isOn
        ? TOOLS[this.tool] + " With the keyboard: arrows move the map, Enter takes its middle."
        : "Within";
      byId("draw-size").hidden = (this.tool || this.area?.kind) !== "near";
      byId("draw-done").hidden = !(this.tool === "polygon" && this.points.length > 2);
      byId("draw-cancel").hidden = !this.isOn;
      this.layer.redraw();
    }

    press({ latlng, containerPoint }) {
      if (this.isOn) this.pressed = { latlng, containerPoint };
    }

    move({ latlng }) {
      if (!this.isOn) return;
      this.pointer = latlng;
      this.layer.redraw();
    }

    /** The end of a drag; what was no drag comes as a click. */
    release({ latlng, containerPoint }) {
      const { pressed, tool } = this;
      this.pressed = null;
      if (!pressed || tool === "polygon" || this.points.length) return;
      if (containerPoint.distanceTo(pressed.containerPoint) < NEAR) return;
      this.dragged = true;
      if (tool === "near") byId("draw-km").value = kilometres(pressed.latlng, latlng);
      this.add(pressed.latlng);
      this.add(latlng);
    }

    click({ latlng }) {
      // A browser sends a click after a drag too.
      if (this.dragged) this.dragged = false;
      else if (this.isOn) this.add(latlng);
    }

    key(event) {
      if (!this.isOn || event.target !== this.map.getContainer()) return;
      if (event.key === "Escape") this.stop();
      if (event.key === "Enter") this.add(this.map.getCenter());
    }

    add(latlng) {
      if (!this.isOn) return;
      const [first] = this.points;
      const isFirst = first && this.pixels(first, latlng) < NEAR;
      if (this.tool === "polygon" && isFirst) {
        this.finish();
        return;
      }
      const last = this.points.at(-1);
      if (!last || this.pixels(last, latlng) >= 1) this.points.push(latlng);
      if (this.tool === "near" || (this.tool === "bbox" && this.points.length === 2)) this.finish();
      else this.tell();
    }

    pixels(one, other) {
      const place = (latlng) => this.map.latLngToContainerPoint(latlng);
      return place(one).distanceTo(place(other));
    }

    finish() {
      const area = this.made(this.points);
      if (area) this.area = area;
      this.stop();
      if (area) this.changed(area);
    }

    /** The area of the points so far, or null. */
    made(points) {
      const [first, second] = points;
      if (this.tool === "near") return first ? new Area([onEarth(first.wrap())], this.km) : null;
      if (this.tool === "polygon") return points.length > 2 ? new Area(points.map(onEarth)) : null;
      if (!second) return null;
      const [west, east] = [first.lng, second.lng].sort((a, b) => a - b);
      const [south, north] = [onEarth(first)[1], onEarth(second)[1]].sort((a, b) => a - b);
      const whole = east - west >= 360;
      return new Area([
        [whole ? -180 : rounded(wrapped(west)), south],
        [whole ? 180 : rounded(wrapped(east)), north],
      ]);
    }

    get km() {
      const km = Number(byId("draw-km").value);
      return km > 0 ? Math.min(km, 20000) : 50;
    }

    /** Another radius for the circle that there is. */
    resize() {
      if (this.isOn || this.area?.kind !== "near") return;
      this.area = new Area(this.area.corners, this.km);
      this.changed(this.area);
    }

    /** Show the area of the filter, null for none. */
    show(area) {
      this.area = area;
      if (area?.kind === "near") byId("draw-km").value = area.km;
      this.tell();
    }

    draw(context, view) {
      if (this.area && !this.isOn) trace(context, view, this.area.outline());
      if (!this.isOn) return;
      const points = this.pointer ? [...this.points, this.pointer] : this.points;
      const started = this.tool === "near" ? points.slice(-1) : points;
      const sketch = this.made(
        this.pressed && this.pointer ? [this.pressed.latlng, this.pointer] : started,
      );
      if (sketch) trace(context, view, sketch.outline());
      else
        trace(
          context,
          view,
          points.map(({ lng, lat }) => [lng, lat]),
          false,
        );
    }
  }

  function kilometres(one, other) {
    const km = distance(one.lat, one.lng, other.lat, other.lng);
    return km < 10 ? Math.round(km * 10) / 10 : Math.round(km);
  }

  function trace(context, view, points, closed = true) {
    if (!points.length) return;
    context.beginPath();
    for (const [x, y] of points) context.lineTo(view.x(mercatorX(x)), view.y(mercatorY(y)));
    if (closed) context.closePath();
    context.fillStyle = colour("accent-soft");
    if (closed) context.fill();
    context.lineWidth = 2;
    context.strokeStyle = colour("accent");
    context.stroke();
  }

  dateline.Drawing = Drawing;
})((window.dateline = window.dateline || {}));
