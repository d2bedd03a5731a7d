/* The heat map: how close together the events shown are, as far as their places are known. */
(function (dateline) {
  "use strict";

  /** Pixels of a cell, and cells that one event spreads over to each side. */
  const CELL = 4;
  const SPREAD = 3;
  /** Times that the cells are averaged with their neighbours: three come near a bell. */
  const PASSES = 3;
  /** Colours as red, green, blue, alpha from sparse to dense. */
  const RAMP = [
    [255, 214, 102, 0],
    [255, 196, 79, 150],
    [240, 120, 48, 190],
    [205, 44, 54, 215],
    [112, 14, 84, 235],
  ];

  /** Paint the density of the visible rows that stand for a point. */
  function draw(context, view, store, visible) {
    const width = Math.ceil(view.width / CELL);
    const height = Math.ceil(view.height / CELL);
    const cells = new Float32Array(width * height);
    for (let row = 0; row < store.count; row++) {
      if (!visible[row] || store.isCoarse(row)) continue;
      const x = Math.floor(view.x(store.x[row]) / CELL);
      const y = Math.floor(view.y(store.y[row]) / CELL);
      if (x >= 0 && y >= 0 && x < width && y < height) cells[y * width + x]++;
    }
    for (let pass = 0; pass < PASSES; pass++) blur(cells, width, height);
    const most = cells.reduce((highest, value) => Math.max(highest, value), 0);
    if (most) paint(context, cells, width, height, most);
  }

  function blur(cells, width, height) {
    for (let y = 0; y < height; y++) average(cells, y * width, 1, width);
    for (let x = 0; x < width; x++) average(cells, x, width, height);
  }

  /** Each of a line of cells becomes the mean of those near it. */
  function average(cells, start, step, count) {
    const before = new Float32Array(count);
    for (let i = 0; i < count; i++) before[i] = cells[start + i * step];
    let sum = 0;
    for (let i = -SPREAD; i < count; i++) {
      if (i + SPREAD < count) sum += before[i + SPREAD];
      if (i - SPREAD - 1 >= 0) sum -= before[i - SPREAD - 1];
      if (i >= 0) cells[start + i * step] = sum / (2 * SPREAD + 1);
    }
  }

  function paint(context, cells, width, height, most) {
    const canvas = new OffscreenCanvas(width, height);
    const inner = canvas.getContext("2d");
    const image = inner.createImageData(width, height);
    const colours = Array.from({ length: 256 }, (_, i) => mixed(i / 255));
    cells.forEach((value, cell) => {
      // The root lets single events be seen beside crowds.
      const share = Math.sqrt(Math.max(0, value) / most);
      if (share > 0.02) image.data.set(colours[Math.round(share * 255)], cell * 4);
    });
    inner.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = true;
    context.drawImage(canvas, 0, 0, width * CELL, height * CELL);
  }

  function mixed(share) {
    const at = share * (RAMP.length - 1);
    const low = Math.min(Math.floor(at), RAMP.length - 2);
    return RAMP[low].map((value, i) => value + (RAMP[low + 1][i] - value) * (at - low));
  }

  dateline.heat = { draw, RAMP };
})((window.dateline = window.dateline || {}));
