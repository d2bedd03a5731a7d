/* Spots: the places where events stand, each once, so that thousands are told from no string. */
(function (dateline) {
  "use strict";

  class Spots {
    /**
     * Rows of the same coordinates that are known as exactly share a spot; `isLocated(row)` and
     * `isCoarse(row)` tell of a row.
     */
    constructor({ latitude, longitude }, isLocated, isCoarse) {
      const rows = latitude.length;
      /** For each row the number of its spot, -1 where no place is known. */
      this.of = new Int32Array(rows).fill(-1);
      const first = [];
      // Open addressing: a free cell is -1, and at least half of them stay free.
      const cells = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows + 2))).fill(-1);
      for (let row = 0; row < rows; row++) {
        if (!isLocated(row)) continue;
        const coarse = isCoarse(row);
        let cell =
          Math.imul(latitude[row] ^ Math.imul(longitude[row], 73856093), 19349663) + coarse;
        cell = (cell ^ (cell >>> 15)) & (cells.length - 1);
        for (; cells[cell] >= 0; cell = (cell + 1) & (cells.length - 1)) {
          const other = first[cells[cell]];
          if (
            latitude[other] === latitude[row] &&
            longitude[other] === longitude[row] &&
            isCoarse(other) === coarse
          )
            break;
        }
        if (cells[cell] < 0) cells[cell] = first.push(row) - 1;
        this.of[row] = cells[cell];
      }
      this.count = first.length;
      /** A row of each, for where it is. */
      this.row = Uint32Array.from(first);
    }
  }

  dateline.Spots = Spots;
})((window.dateline = window.dateline || {}));
