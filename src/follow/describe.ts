import type { Ctx } from "../ctx.ts";
import { AppError, FormerSlug } from "../errors.ts";
import { requireIndicator } from "../indicators/read.ts";
import { standardSection } from "../ingest/signs/standard-outline.ts";
import {
  bureauFeedBase,
  caseFeedBase,
  comparePath,
  feedBase,
  feedbackFeedBase,
  feedbackPath,
  feedbackRegisterPath,
  homePath,
  bureauPath,
  indicatorFeedBase,
  indicatorPath,
  pressFeedBase,
  pressPath,
  searchFeedBase,
  searchPath,
  sectionFeedBase,
} from "../paths.ts";
import { requireBureau } from "../reports/read.ts";
import { asksNothing, changed } from "../search/address.ts";
import { searchOf, type Topic } from "./topic.ts";
import { followWords } from "./words.ts";

/** A topic in words, with the addresses of its feed and its page. */
export interface TopicDescription {
  /** As stored: a bureau that was renamed by its present slug, a search without its page and order. */
  topic: Topic;
  name: string;
  feed: { base: string; query?: string };
  about: string;
}

/** Longer searches are not kept for anybody. */
const LONGEST_SEARCH = 300;

/** Without reading what changed. Throws `not_found`, `invalid`. */
export async function describeTopic(ctx: Ctx, { kind, target }: Topic): Promise<TopicDescription> {
  const described = (name: string, base: string, about: string, query?: string): TopicDescription => ({
    topic: { kind, target },
    name,
    feed: { base, ...(query === undefined ? {} : { query }) },
    about,
  });
  switch (kind) {
    case "all":
      return described(followWords.everything, feedBase(), homePath());
    case "bureau": {
      const bureau = await presentBureau(ctx, target);
      const { slug, name } = bureau;
      return { ...described(name, bureauFeedBase(slug), bureauPath(slug)), topic: { kind, target: slug } };
    }
    case "section": {
      const section = standardSection(target);
      if (!section) throw new AppError("not_found", followWords.noSection, "section");
      return described(followWords.section(section.name), sectionFeedBase(target), comparePath(target));
    }
    case "indicator": {
      const { name } = requireIndicator(target);
      return described(followWords.indicator(name), indicatorFeedBase(target), indicatorPath(target));
    }
    case "search":
      return describeSearch(target);
    case "press":
      return described(followWords.press, pressFeedBase(), pressPath());
    case "feedback":
      return described(followWords.register, feedbackFeedBase(), feedbackRegisterPath());
    case "case":
      if (!/^[1-9]\d{0,9}$/.test(target)) throw new AppError("not_found", followWords.noFeed);
      return described(followWords.case(target), caseFeedBase(Number(target)), feedbackPath(Number(target)));
  }
}

/** Under its present slug if the bureau was renamed. */
async function presentBureau(ctx: Ctx, slug: string) {
  try {
    return await requireBureau(ctx, slug);
  } catch (error) {
    if (!(error instanceof FormerSlug)) throw error;
    return requireBureau(ctx, error.to);
  }
}

function describeSearch(target: string): TopicDescription {
  const address = searchOf(target);
  if (asksNothing(address)) throw new AppError("invalid", followWords.emptySearch, "q");
  const query = changed("", address, { sort: "", size: "" });
  if (query.length > LONGEST_SEARCH) throw new AppError("invalid", followWords.longSearch, "q");
  return {
    topic: { kind: "search", target: query.slice(1) },
    name: followWords.search(address.q),
    feed: { base: searchFeedBase(), query },
    about: searchPath() + query,
  };
}
