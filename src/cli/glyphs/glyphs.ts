import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { create } from "fontkitten";
import { BLOCK, blockName, blockOf, EM, type GlyphOutline, packBlock } from "../../reports/card/glyph-block.ts";
import { fileTrouble } from "../command/file-trouble.ts";
import { newCommand } from "../command/command.ts";
import { inProject } from "../command/project.ts";
import { toContours } from "./outline.ts";
import { cardCharacters } from "./card-characters.ts";

const FOLDER = inProject("assets/glyphs");

const command = newCommand(
  "npm run glyphs",
  "从字体文件（TrueType）取出分享图片所用汉字的轮廓，写到 assets/glyphs；换字体时才需要运行",
).argument("<font>", "字体文件，例如 NotoSerifSC_700Bold.ttf");

const [path = ""] = command.parse().args;

const bytes = await readFile(path).catch((error: unknown) => {
  process.stderr.write(`${fileTrouble(error, path)}\n`);
  process.exit(1);
});
const font = create(bytes);
if (font.isCollection) {
  process.stderr.write("这个文件里有几种字体，请给出只有一种字体的文件。\n");
  process.exit(2);
}
const blocks = new Map<number, (GlyphOutline | null)[]>();
let count = 0;
for (const codePoint of cardCharacters()) {
  if (!font.hasGlyphForCodePoint(codePoint)) continue;
  const glyph = font.glyphForCodePoint(codePoint);
  const block = blocks.get(blockOf(codePoint)) ?? Array.from({ length: BLOCK }, () => null);
  block[codePoint % BLOCK] = {
    advance: Math.round((glyph.advanceWidth * EM) / font.unitsPerEm),
    contours: toContours(glyph.path.commands, font.unitsPerEm),
  };
  blocks.set(blockOf(codePoint), block);
  count += 1;
}
for (const name of await readdir(FOLDER)) if (name.endsWith(".bin")) await rm(`${FOLDER}/${name}`);
let size = 0;
for (const [block, glyphs] of blocks) {
  const packed = packBlock(glyphs);
  size += packed.length;
  await writeFile(`${FOLDER}/${blockName(block)}`, packed);
}
process.stdout.write(`写好 ${count} 个字，${blocks.size} 个文件，${(size / 1e6).toFixed(1)} MB：${FOLDER}\n`);
