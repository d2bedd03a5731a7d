/* Names of countries, divisions and cities, as many as there is room for. */
(function (dateline) {
  "use strict";

  const { colour } = dateline.canvas;
  /** For each zoom, thousands of inhabitants from which on a city is named. */
  const SMALLEST_CITY = [Infinity, Infinity, Infinity, 9000, 4000, 1500, 700, 350];
  const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif";

  /** Writes labels where no other label stands; the first to come has the place. */
  class Labels {
    constructor(context, view) {
      this.context = context;
      this.view = view;
      this.taken = [];
    }

    put(label, { size, weight = 400, ink, upper = false, dot = false }) {
      const { context, view } = this;
      const x = view.x(label.x);
      const y = view.y(label.y);
      if (x < 0 || y < 0 || x > view.width || y > view.height) return;
      const text = upper ? label.text.toUpperCase() : label.text;
      context.font = `${weight} ${size}px ${FONT}`;
      context.letterSpacing = upper ? "0.08em" : "0";
      const width = context.measureText(text).width;
      const left = dot ? x + 6 : x - width / 2;
      const box = [left - 4, y - size, left + width + 4, y + size];
      if (this.taken.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3]))
        return;
      this.taken.push(box);
      context.textAlign = "left";
      context.textBaseline = "middle";
      context.lineJoin = "round";
      context.lineWidth = 3;
      context.strokeStyle = colour("halo");
      context.strokeText(text, left, y);
      context.fillStyle = ink;
      context.fillText(text, left, y);
      context.letterSpacing = "0";
      if (dot) {
        context.beginPath();
        context.arc(x, y, 2.2, 0, 2 * Math.PI);
        context.fill();
      }
    }
  }

  function draw(context, view, names) {
    const labels = new Labels(context, view);
    const degree = view.scale / 360;
    for (const country of names.countries) {
      // A name is shown once its country is wide enough to bear it.
      if (country.weight * degree < 26 || country.text === "Antarctica") continue;
      const large = country.weight * degree > 130;
      labels.put(country, {
        size: large ? 13 : 11,
        weight: 600,
        ink: colour("country-label"),
        upper: view.zoom < 6,
      });
    }
    const smallest = SMALLEST_CITY[Math.floor(view.zoom)] ?? 0;
    for (const city of names.cities) {
      if (city.weight < smallest) break;
      labels.put(city, { size: 11, ink: colour("city-label"), dot: true });
    }
    if (view.zoom >= 6) {
      for (const division of names.divisions) {
        if (division.weight * degree < 46) break;
        labels.put(division, { size: 10.5, ink: colour("division-label") });
      }
    }
  }

  dateline.labels = { draw, FONT };
})((window.dateline = window.dateline || {}));
