/* The base map: land, coasts, borders and labels. */
(function (dateline) {
  "use strict";

  const { colour } = dateline.canvas;
  const { Shape } = dateline.shapes;
  const { COAST } = dateline.topology;
  const COUNTRY = 1;
  const DIVISION = 2;
  const DISPUTED = 3;
  /** Lines of one kind whose middles lie in one cell of the unit square are drawn together. */
  const CELLS = 24;

  /** For each kind of line its shapes, a cell each. */
  function linesOf({ arcs, kinds }) {
    const cells = new Map();
    arcs.forEach((points, arc) => {
      const middle = 2 * Math.floor(points.length / 4);
      const cell =
        Math.floor(points[middle] * CELLS) + CELLS * Math.floor(points[middle + 1] * CELLS);
      const key = kinds[arc] * CELLS ** 2 + cell;
      const lines = cells.get(key);
      if (lines) lines.push([{ points, backwards: false }]);
      else cells.set(key, [[{ points, backwards: false }]]);
    });
    const shapes = new Map();
    for (const [key, lines] of cells) {
      const kind = Math.floor(key / CELLS ** 2);
      shapes.set(kind, [...(shapes.get(kind) || []), new Shape(lines, false)]);
    }
    return shapes;
  }

  function drawLines(context, view, shapes, stroke, width, dash) {
    context.strokeStyle = stroke;
    context.lineWidth = width / view.scale;
    context.setLineDash((dash || []).map((part) => part / view.scale));
    for (const shape of shapes || []) if (shape.isInSight(view)) context.stroke(shape.path(view));
    context.setLineDash([]);
  }

  function drawShapes(context, view, { land, lines }) {
    context.save();
    context.transform(view.scale, 0, 0, view.scale, view.left, view.top);
    context.lineJoin = "round";
    context.fillStyle = colour("land");
    for (const shape of land) if (shape.isInSight(view)) context.fill(shape.path(view));
    if (view.zoom >= 4) {
      const width = Math.min(1, 0.4 + (view.zoom - 4) * 0.15);
      drawLines(context, view, lines.get(DIVISION), colour("division"), width);
    }
    drawLines(context, view, lines.get(COAST), colour("coast"), view.zoom < 4 ? 0.6 : 1);
    const width = view.zoom < 4 ? 0.8 : 1.3;
    drawLines(context, view, lines.get(COUNTRY), colour("border"), width);
    drawLines(context, view, lines.get(DISPUTED), colour("border"), width, [5, 4]);
    context.restore();
  }

  class BaseMap {
    constructor(map) {
      this.map = map;
      this.layer = dateline.canvas.layer(map, "dateline-base", 150, (context, view) => {
        if (!this.outlines) return;
        drawShapes(context, view, this);
        if (!this.areLifted) dateline.labels.draw(context, view, this.names);
      });
      this.labels = dateline.canvas.layer(map, "dateline-labels", 350, (context, view) => {
        if (this.outlines) dateline.labels.draw(context, view, this.names);
      });
      this.layer.addTo(map);
      this.topology = dateline.topology.load();
    }

    /** Make of what was unpacked what is drawn. */
    async load() {
      const { names, ...topology } = await this.topology;
      this.names = names;
      this.outlines = new dateline.outlines.Outlines(topology);
      this.land = this.outlines.land().map((ring) => new Shape([ring], true));
      this.lines = linesOf(topology);
      this.redraw();
    }

    get areLifted() {
      return this.map.hasLayer(this.labels);
    }

    /** Put the labels above the shades of areas, under which nobody could read them, or back. */
    lift(above) {
      if (above === this.areLifted) return;
      if (above) this.labels.addTo(this.map);
      else this.labels.remove();
      this.layer.redraw();
    }

    redraw() {
      this.layer.redraw();
      this.labels.redraw();
    }
  }

  dateline.BaseMap = BaseMap;
})((window.dateline = window.dateline || {}));
