/* What the map opens on: the box that most events are in, and all of them where none is. */
(function (dateline) {
  "use strict";

  const LEAST_ROWS = 20;
  /** Of the rows, in each direction, so many may lie beyond on either side. */
  const BEYOND = 0.05;
  /** A box is opened on alone if that of all rows is so many times its size. */
  const FAR_LARGER = 4;
  /** What lies within this share of the box's size around it is shown as well. */
  const MARGIN = 0.5;

  function quantiles(values) {
    const sorted = values.slice().sort();
    const skip = Math.floor(BEYOND * sorted.length);
    return [sorted[skip], sorted[sorted.length - 1 - skip]];
  }

  /**
   * The rows to open on of `rows`, which all have a place, by columns of latitudes and longitudes:
   * a talk in New York does not make a map of Sudan one of the world.
   */
  function openingRows(rows, { latitude, longitude }) {
    if (rows.length < LEAST_ROWS) return rows;
    const ranges = [latitude, longitude].map((column) => {
      const values = Float64Array.from(rows, (row) => column[row]);
      const [low, high] = quantiles(values);
      const all = values.reduce(
        ([least, most], v) => [Math.min(least, v), Math.max(most, v)],
        [Infinity, -Infinity],
      );
      return { column, low, high, core: high - low, all: all[1] - all[0] };
    });
    const [north, east] = ranges;
    if (north.all * east.all < FAR_LARGER * north.core * east.core) return rows;
    return rows.filter((row) =>
      ranges.every(
        ({ column, low, high, core }) =>
          column[row] >= low - MARGIN * core && column[row] <= high + MARGIN * core,
      ),
    );
  }

  dateline.openingRows = openingRows;
})((window.dateline = window.dateline || {}));
