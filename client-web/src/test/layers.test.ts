/** The layers of the client, as DESIGN 4.9 has them: app → features → {ui, bind, core, i18n, protocol}. */
import { describe, expect, it } from "vitest";

const sources = import.meta.glob<string>(
  ["../**/*.ts", "../**/*.tsx", "!../test/**", "!../**/*.test.*"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);

/** What each layer may import, besides itself. */
const below: Record<string, string[]> = {
  protocol: [],
  core: ["protocol"],
  i18n: ["core", "protocol"],
  ui: ["i18n", "protocol"],
  bind: ["ui", "core", "i18n", "protocol"],
  features: ["ui", "bind", "core", "i18n", "protocol"],
  app: ["features", "ui", "bind", "core", "i18n", "protocol"],
};

interface Import {
  file: string;
  layer: string;
  /** The feature's folder, for files of features. */
  feature: string | undefined;
  from: string;
}

const imports: Import[] = Object.entries(sources).flatMap(([path, text]) => {
  const file = path.replace("../", "");
  const [layer = "", feature] = file.split("/");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, from = ""]) => ({
    file,
    layer,
    feature: layer === "features" ? feature : undefined,
    from,
  }));
});

/** Where a relative import leads, as a path under src. */
function target({ file, from }: Import): string {
  return new URL(from, `file:///${file}`).pathname.slice(1);
}

const say = (one: Import) => `${one.file} imports ${one.from}`;

describe("the layers of the client", () => {
  it("finds the sources it judges", () => {
    expect(imports.length).toBeGreaterThan(50);
  });

  it("let nothing import from a layer above its own", () => {
    const wrong = imports
      .filter((one) => one.from.startsWith("."))
      .filter((one) => {
        const [layer = ""] = target(one).split("/");
        return layer !== one.layer && !(below[one.layer] ?? []).includes(layer);
      });
    expect(wrong.map(say)).toEqual([]);
  });

  it("keep features from importing each other", () => {
    const wrong = imports.filter((one) => {
      const [layer, feature] = target(one).split("/");
      return one.feature !== undefined && layer === "features" && feature !== one.feature;
    });
    expect(wrong.map(say)).toEqual([]);
  });

  it("keep React out of core, i18n and the protocol", () => {
    const wrong = imports.filter(
      (one) => ["core", "i18n", "protocol"].includes(one.layer) && /^react/.test(one.from),
    );
    expect(wrong.map(say)).toEqual([]);
  });

  it("let only ui/ import the component library", () => {
    const wrong = imports.filter(
      (one) => one.layer !== "ui" && /^(react-aria|@react-aria|@react-stately)/.test(one.from),
    );
    expect(wrong.map(say)).toEqual([]);
  });
});
