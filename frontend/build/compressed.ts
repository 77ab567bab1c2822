import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const WORTH_IT = /\.(js|css|svg)$/;
const FORMS = [
  { suffix: ".gz", pack: (data: Buffer) => promisify(gzip)(data, { level: 9 }) },
  {
    suffix: ".br",
    pack: (data: Buffer) => promisify(brotliCompress)(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
  },
];

/** Lay a .gz and a .br beside every text file of the build, for the server to send as they are. */
export function compressed(): Plugin {
  return {
    name: "tenure-compressed",
    apply: "build",
    async writeBundle({ dir }) {
      const folder = join(dir ?? "", "assets");
      const files = readdirSync(folder).filter((name) => WORTH_IT.test(name));
      await Promise.all(files.flatMap((name) => FORMS.map((form) => compress(join(folder, name), form))));
    },
  };
}

async function compress(path: string, { suffix, pack }: (typeof FORMS)[number]): Promise<void> {
  writeFileSync(path + suffix, await pack(readFileSync(path)));
}
