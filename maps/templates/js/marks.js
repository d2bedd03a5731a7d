/* How several events, circles and named places are drawn on the map. */
(function (dateline) {
  "use strict";

  const { colour } = dateline.canvas;
  const TURN = 2 * Math.PI;

  function outline(context, x, y, radius, coarse) {
    context.beginPath();
    if (!coarse) {
      context.arc(x, y, radius, 0, TURN);
      return;
    }
    const reach = radius * 1.25;
    context.moveTo(x, y - reach);
    context.lineTo(x + reach, y);
    context.lineTo(x, y + reach);
    context.lineTo(x - reach, y);
    context.closePath();
  }

  function clusterRadius(count) {
    return Math.min(25, 9 + 2 * Math.log2(count));
  }

  /** Several events: their number, in a ring that shows the mix of types. */
  function cluster(context, x, y, { count, mix, coarse }) {
    const radius = clusterRadius(count);
    outline(context, x, y, radius + 1.6, coarse);
    context.fillStyle = colour("mark-edge");
    context.fill();
    if (coarse) {
      outline(context, x, y, radius, true);
      context.fillStyle = colour("panel");
      context.fill();
      ringOfDiamond(context, x, y, radius, mix, count);
    } else {
      let angle = -TURN / 4;
      for (const [ink, share] of mix) {
        const end = angle + (share / count) * TURN;
        context.beginPath();
        context.moveTo(x, y);
        context.arc(x, y, radius, angle, end);
        context.closePath();
        context.fillStyle = ink;
        context.fill();
        angle = end;
      }
      outline(context, x, y, radius * 0.7, false);
      context.fillStyle = colour("panel");
      context.fill();
    }
    context.fillStyle = colour("text");
    context.font = `600 ${count > 999 ? 10 : 11.5}px ${dateline.labels.FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(count > 9999 ? Math.round(count / 1000) + "k" : String(count), x, y + 0.5);
  }

  /** The edge of a diamond in dashes of the colours of its events. */
  function ringOfDiamond(context, x, y, radius, mix, count) {
    const side = (radius - 1) * 1.25 * Math.SQRT2;
    let start = 0;
    for (const [ink, share] of mix) {
      const length = (share / count) * 4 * side;
      outline(context, x, y, radius - 1, true);
      context.setLineDash([0, start, length, 4 * side]);
      context.strokeStyle = ink;
      context.lineWidth = 3;
      context.stroke();
      start += length;
    }
    context.setLineDash([]);
  }

  /** The circle within which an event near or relative to a place happened. */
  function circle(context, x, y, radius, ink) {
    context.beginPath();
    context.arc(x, y, radius, 0, TURN);
    context.globalAlpha = 0.1;
    context.fillStyle = ink;
    context.fill();
    context.globalAlpha = 1;
    context.setLineDash([5, 4]);
    context.strokeStyle = ink;
    context.lineWidth = 1.4;
    context.stroke();
    context.setLineDash([]);
  }

  /** A place that reports name, larger the more events it is linked to. */
  function place(context, x, y, { links, radius = placeRadius(links) }) {
    context.beginPath();
    context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    context.fillStyle = colour("place-inside");
    context.fill();
    context.lineWidth = 1.6;
    context.strokeStyle = colour("place");
    context.stroke();
  }

  function placeRadius(links) {
    return Math.min(9, 3.5 + Math.log2(1 + links) * 0.9);
  }

  function halo(context, x, y, radius) {
    context.beginPath();
    context.arc(x, y, radius, 0, TURN);
    context.lineWidth = 3;
    context.strokeStyle = colour("accent");
    context.stroke();
  }

  /** How to draw the event of a row. */
  function styleOf(store, row) {
    return {
      ink: store.type(row).colour,
      coarse: store.isCoarse(row),
      factuality: store.name("factuality", row) || "reported",
    };
  }

  dateline.marks = { circle, cluster, clusterRadius, halo, place, placeRadius, styleOf };
})((window.dateline = window.dateline || {}));
