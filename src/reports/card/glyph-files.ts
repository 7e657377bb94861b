import type { Ctx } from "../../ctx.ts";

/** The files of `assets/glyphs`, as the host keeps them: no address of the site leads to them. */
export const glyphFiles =
  (assets: Fetcher): NonNullable<Ctx["glyphs"]> =>
  async (name) => {
    const answer = await assets.fetch(`https://assets.invalid/glyphs/${name}`);
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
    await answer.body?.cancel();
    return null;
  };
