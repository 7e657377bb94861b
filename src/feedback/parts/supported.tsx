import { supportPath } from "../../paths.ts";
import { supportWords } from "./support-words.ts";

/** Under a published feedback: how many others met the same, and the way to say so. */
export const Supported = ({ id, supports }: { id: number; supports: number }) => (
  <p class="row">
    <a class="btn plain" href={supportPath(id)} rel="nofollow">
      {supportWords.me}
    </a>
    <span>{supportWords.count(supports)}</span>
  </p>
);
