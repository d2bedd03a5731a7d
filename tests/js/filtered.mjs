/* Reads {head, elements, hashes} and writes, for each hash, what the page would show and download. */
import { readFileSync } from "node:fs";
import { load } from "./load.mjs";

const { head, elements, hashes } = JSON.parse(readFileSync(0, "utf8"));
elements.head = JSON.stringify(head);
globalThis.document = {
  getElementById: (id) => ({ textContent: elements[id.replace("dateline-data-", "")] }),
};
const dateline = load(
  ...["unpack", "prose", "texts", "spots", "store", "words", "fold", "facets", "area", "filter"],
  ...["search", "share", "export"],
);
const store = await dateline.store.open();
const filter = new dateline.filter.Filter(store);
const search = new dateline.Search(store);
const results = [];
for (const hash of hashes) {
  const { words } = dateline.share.fromHash(`#${hash}`, filter);
  filter.matches = await search.find(words);
  filter.words = filter.matches ? words : "";
  filter.run();
  const text = async (format) => {
    const blob = await dateline.export[format](store, filter.visible);
    return Buffer.from(await blob.arrayBuffer()).toString("utf8");
  };
  results.push({
    command: dateline.share.command(filter),
    shown: filter.result.shown,
    geojson: await text("geojson"),
    csv: await text("csv"),
  });
}
console.log(JSON.stringify(results));
