/* Lines and areas of the map as paths, drawn no finer than the screen can show and only in sight. */
(function (dateline) {
  "use strict";

  const TILE = 256;
  /** Pixels by which a path may stray from its points: what nobody sees. */
  const FINE = 0.4;
  /** From this zoom on all points are drawn. */
  const FINEST = 10;

  /**
   * A path of lines with the box around them. `lines` are arrays of runs that follow each other,
   * `{ points, backwards }` with x, y in turn in the unit square; `closed` joins their ends.
   */
  class Shape {
    constructor(lines, closed) {
      Object.assign(this, { lines, closed });
      [this.west, this.north, this.east, this.south] = boxOf(lines.flat());
      this.level = null;
    }

    isInSight(view) {
      return (
        view.x(this.east) >= 0 &&
        view.x(this.west) <= view.width &&
        view.y(this.south) >= 0 &&
        view.y(this.north) <= view.height
      );
    }

    /** The path for a view; it is kept until one of another zoom is asked for. */
    path({ zoom }) {
      const level = Math.min(FINEST, Math.ceil(zoom));
      if (level !== this.level) {
        this.level = level;
        this.known = this.traced(level === FINEST ? 0 : FINE / (TILE * 2 ** level));
      }
      return this.known;
    }

    traced(tolerance) {
      const path = new Path2D();
      for (const line of this.lines) {
        line.forEach((run, i) => trace(path, run, tolerance, i === 0));
        if (this.closed) path.closePath();
      }
      return path;
    }
  }

  /** Add a run to a path, without the points that are within the tolerance of the last. */
  function trace(path, { points, backwards }, tolerance, isFirst) {
    const step = backwards ? -2 : 2;
    const last = backwards ? 0 : points.length - 2;
    let at = backwards ? points.length - 2 : 0;
    let x = points[at];
    let y = points[at + 1];
    if (isFirst) path.moveTo(x, y);
    while (at !== last) {
      at += step;
      const [nextX, nextY] = [points[at], points[at + 1]];
      const strays = Math.abs(nextX - x) > tolerance || Math.abs(nextY - y) > tolerance;
      if (!strays && at !== last) continue;
      x = nextX;
      y = nextY;
      path.lineTo(x, y);
    }
  }

  /** West, north, east and south of some runs. */
  function boxOf(runs) {
    let [west, north, east, south] = [2, 2, -1, -1];
    for (const { points } of runs)
      for (let i = 0; i < points.length; i += 2) {
        if (points[i] < west) west = points[i];
        if (points[i] > east) east = points[i];
        if (points[i + 1] < north) north = points[i + 1];
        if (points[i + 1] > south) south = points[i + 1];
      }
    return [west, north, east, south];
  }

  /** The area within rings, each an array of x, y in turn. */
  function areaOf(rings) {
    return new Shape(
      rings.map((points) => [{ points, backwards: false }]),
      true,
    );
  }

  dateline.shapes = { Shape, areaOf, boxOf };
})((window.dateline = window.dateline || {}));
