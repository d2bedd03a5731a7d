/* The dates: a histogram of the events, and a range on it by pointer, keyboard or typed dates. */
(function (dateline) {
  "use strict";

  const { colour } = dateline.canvas;
  const { words } = dateline;
  /** Days of a histogram beyond which years name its ends well enough. */
  const YEARS = 4 * 365;

  class Histogram {
    constructor(filter) {
      this.filter = filter;
      this.box = document.getElementById("dateline-dates");
      this.canvas = document.getElementById("dateline-histogram");
      this.sliders = ["from", "to"].map((end) => document.getElementById("dateline-slide-" + end));
      this.inputs = ["from", "to"].map((end) => document.getElementById("dateline-date-" + end));
      if (filter.firstDay === null) {
        this.box.hidden = true;
        return;
      }
      this.labelAxis();
      this.sliders.forEach((slider, i) => {
        slider.min = filter.firstDay;
        slider.max = filter.lastDay;
        slider.addEventListener("input", () => this.slide(i));
      });
      this.inputs.forEach((input, i) => {
        input.min = words.iso(filter.earliest);
        input.max = words.iso(filter.latest);
        input.addEventListener("change", () => this.type(i));
      });
    }

    /** Name the first and the last bar, which may hold all that lies beyond them. */
    labelAxis() {
      const { firstDay, lastDay, earliest, latest } = this.filter;
      const [first, last] = document.getElementById("dateline-axis").children;
      const name = lastDay - firstDay > YEARS ? words.year : words.month;
      first.textContent = (earliest < firstDay ? "before " : "") + name(firstDay);
      last.textContent = (latest > lastDay ? "after " : "") + name(lastDay);
    }

    /** First and last day of the range, whole where it is open. */
    get range() {
      const { from, to, earliest, latest } = this.filter;
      return [from ?? earliest, to ?? latest];
    }

    slide(moved) {
      const values = this.sliders.map((slider) => Number(slider.value));
      // The two ends do not pass each other: the one moved pushes no further than the other.
      if (values[0] > values[1]) values[moved] = values[1 - moved];
      const { filter } = this;
      // At its end a slider leaves the range open, so that what lies beyond the histogram stays.
      this.set(
        values[0] <= filter.firstDay ? filter.earliest : values[0],
        values[1] >= filter.lastDay ? filter.latest : values[1],
      );
    }

    type(moved) {
      const values = this.inputs.map((input) => words.dayOfIso(input.value));
      const range = this.range;
      if (Number.isNaN(values[moved])) values[moved] = range[moved];
      if (values[0] > values[1]) values[1 - moved] = values[moved];
      this.set(...values);
    }

    set(from, to) {
      const { filter } = this;
      // A whole range is an open one, so that events without a date stay.
      filter.set({
        from: from <= filter.earliest ? null : from,
        to: to >= filter.latest ? null : to,
      });
    }

    draw(result) {
      const { filter } = this;
      if (filter.firstDay === null) return;
      const [from, to] = this.range;
      [from, to].forEach((day, i) => {
        this.sliders[i].value = day;
        this.sliders[i].setAttribute("aria-valuetext", words.dates(day, day));
        this.inputs[i].value = words.iso(day);
      });
      const ratio = window.devicePixelRatio || 1;
      const width = this.canvas.clientWidth;
      const height = this.canvas.clientHeight;
      this.canvas.width = width * ratio;
      this.canvas.height = height * ratio;
      const context = this.canvas.getContext("2d");
      context.scale(ratio, ratio);
      const days = filter.lastDay - filter.firstDay + 1;
      const bars = Math.min(result.bins.length, Math.ceil(days / filter.daysPerBin));
      const highest = Math.max(1, ...result.bins);
      for (let bar = 0; bar < bars; bar++) {
        const first = filter.firstDay + bar * filter.daysPerBin;
        const inside = first + filter.daysPerBin > from && first <= to;
        context.fillStyle = colour(inside ? "accent" : "line-strong");
        const share = result.bins[bar] / highest;
        const tall = share ? Math.max(2, share * (height - 2)) : 1;
        const wide = width / bars;
        context.fillRect(bar * wide + 0.5, height - tall, Math.max(1, wide - 1), tall);
      }
    }
  }

  dateline.Histogram = Histogram;
})((window.dateline = window.dateline || {}));
