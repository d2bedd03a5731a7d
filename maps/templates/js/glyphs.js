/* The mark of one event, drawn alike on the map, in the list and in the legend. */
(function (dateline) {
  "use strict";

  const { colour } = dateline.canvas;
  const TURN = 2 * Math.PI;
  const SVG = "http://www.w3.org/2000/svg";
  /** Pixels of a picture in the list. */
  const SIZE = 18;

  /** A disc or a diamond about the origin, or the left half of it, as a path of SVG. */
  function contour(radius, coarse, half = false) {
    const reach = coarse ? radius * 1.25 : radius;
    if (coarse) return `M0 ${-reach}${half ? "" : `L${reach} 0`}L0 ${reach}L${-reach} 0Z`;
    const side = (sweep, end) => `A${reach} ${reach} 0 0 ${sweep} 0 ${end}`;
    return `M0 ${-reach}${side(half ? 0 : 1, reach)}${half ? "" : side(1, -reach)}Z`;
  }

  /** Dashes that come out even: the corners of a diamond, six parts of a circle. */
  function dashes(radius, coarse) {
    const part = coarse ? radius * 1.25 * Math.SQRT2 : (TURN * radius) / 6;
    return { dash: [part * 0.58, part * 0.42], offset: part * 0.29 };
  }

  /**
   * What one event is drawn of, from below. A disc is a place, an open diamond a region or country.
   * Reported events are plain; planned ones a broken outline, conditional ones half filled, denied
   * ones struck through.
   */
  function partsOf({ ink, coarse, factuality, radius = 6.5 }) {
    const isHalf = factuality === "conditional";
    const isOpen = isHalf || coarse || factuality === "planned" || factuality === "denied";
    const parts = [
      { path: contour(radius + 1.6, coarse), fill: "--mark-edge" },
      { path: contour(radius, coarse), fill: isOpen ? "--mark-inside" : ink },
    ];
    if (isHalf) parts.push({ path: contour(radius, coarse, true), fill: ink });
    if (isOpen)
      parts.push({
        path: contour(radius - 0.8, coarse),
        stroke: ink,
        width: 2.4,
        ...(factuality === "planned" ? dashes(radius - 0.8, coarse) : {}),
      });
    if (factuality === "denied") {
      const reach = radius + 2;
      parts.push({ path: `M${-reach} ${reach}L${reach} ${-reach}`, stroke: ink, width: 2.2 });
    }
    return parts;
  }

  /** A function of a style that makes what it gives for each style once: there are few. */
  function once(make) {
    const known = new Map();
    return (style) => {
      const key = [style.ink, style.coarse, style.factuality, style.radius].join();
      if (!known.has(key)) known.set(key, make(partsOf(style)));
      return known.get(key);
    };
  }

  const forCanvas = once((parts) => parts.map((one) => ({ ...one, path: new Path2D(one.path) })));

  /** A colour of the theme by its name, which begins with two dashes, or itself. */
  const inked = (ink) => (ink.startsWith("--") ? colour(ink.slice(2)) : ink);

  /** Draw the mark of one event on a canvas. */
  function event(context, x, y, style) {
    context.translate(x, y);
    for (const { path, fill, stroke, width, dash, offset } of forCanvas(style)) {
      if (fill) {
        context.fillStyle = inked(fill);
        context.fill(path);
        continue;
      }
      context.strokeStyle = inked(stroke);
      context.lineWidth = width;
      if (dash) {
        context.setLineDash(dash);
        context.lineDashOffset = offset;
      }
      context.stroke(path);
      if (dash) {
        context.setLineDash([]);
        context.lineDashOffset = 0;
      }
    }
    context.translate(-x, -y);
  }

  const named = (ink) => (ink.startsWith("--") ? `var(${ink})` : ink);

  function set(made, attributes) {
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  }

  const forList = once((parts) => {
    const made = document.createElementNS(SVG, "svg");
    const attributes = { viewBox: `${-SIZE / 2} ${-SIZE / 2} ${SIZE} ${SIZE}`, width: SIZE };
    set(made, { ...attributes, height: SIZE, class: "dateline-mark", "aria-hidden": true });
    for (const { path, fill = "none", stroke, width, dash, offset } of parts) {
      const shape = made.appendChild(document.createElementNS(SVG, "path"));
      set(shape, { d: path, fill: named(fill) });
      if (stroke) set(shape, { stroke: named(stroke), "stroke-width": width });
      if (dash) set(shape, { "stroke-dasharray": dash.join(" "), "stroke-dashoffset": offset });
    }
    return made;
  });

  /** The same for lists and legends; its colours are those of the theme at any time. */
  function picture(style) {
    return forList(style).cloneNode(true);
  }

  dateline.glyphs = { event, picture };
})((window.dateline = window.dateline || {}));
