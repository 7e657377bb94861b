import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import {
  approveReply,
  draftReply,
  hideFeedback,
  publishFeedback,
  publishReply,
} from "../../src/feedback/handle/answer.ts";
import { acceptFeedback } from "../../src/feedback/handle/triage.ts";
import worker from "../../src/worker.ts";
import { at, makeReport, officer, submit, supervisor } from "./factory.ts";

const now = "2026-03-02T02:00:00.000Z";
const waiting = { waitUntil: () => undefined, passThroughOnException: () => undefined };

const get = async (path: string) => {
  // Any unsafe request makes the Worker look at the archive anew.
  await worker.fetch!(
    new Request("http://localhost/healthz", { method: "POST" }) as never,
    env as never,
    waiting as never,
  );
  return worker.fetch!(
    new Request(`http://localhost${path}`) as never,
    env as never,
    waiting as never,
  ) as Promise<Response>;
};

async function published(raw: Record<string, unknown> = {}) {
  const { slug } = await makeReport({ anchor: "7f3a9c00", text: "全年受理投诉273件。" });
  const { id, receipt } = await submit(at(now), {
    bureau: slug,
    year: 2023,
    section: "honest-service",
    anchor: "7f3a9c00",
    publish: true,
    ...raw,
  });
  await acceptFeedback(at(now, supervisor), id);
  await draftReply(at(now, officer("甲", slug)), id, "经核对，数字有误，将予更正。");
  await approveReply(at(now, supervisor), id);
  await publishFeedback(at(now, supervisor), id);
  return { slug, id, receipt };
}

describe("the public register", () => {
  it("shows what was published, the reply only once it was published too, and nothing of the author", async () => {
    const { slug, id } = await published({
      contact: "13912345678",
      text: "<script>alert(1)</script> 这个数字请核对。",
    });
    const before = await (await get(`/feedback/${id}`)).text();
    expect(before).toContain("&lt;script&gt;alert(1)&lt;/script&gt; 这个数字请核对。");
    expect(before).not.toContain("将予更正");
    await publishReply(at(now, supervisor), id);
    const page = await (await get(`/feedback/${id}`)).text();
    for (const shown of ["将予更正", "全年受理投诉273件。", `/reports/${slug}/2023/r1/honest-service#p-7f3a9c00`])
      expect(page).toContain(shown);
    for (const hidden of ["13912345678", "<script>alert", "甲"]) expect(page).not.toContain(hidden);
    const json = await (await get(`/api/v1/feedback/${id}`)).json();
    expect(json).toMatchObject({
      id,
      status: "answered",
      bureau: slug,
      year: 2023,
      section: "honest-service",
      quote: "全年受理投诉273件。",
      replies: [{ text: "经核对，数字有误，将予更正。" }],
    });
    const list = await (await get(`/api/v1/feedback?bureau=${slug}`)).json();
    expect(list).toMatchObject({ total: 1, items: [{ id }] });
    expect(await (await get(`/feedback?report=${slug}.2023&section=honest-service`)).text()).toContain(
      `/feedback/${id}`,
    );
    expect(await (await get(`/reports/${slug}/2023/honest-service`)).text()).toContain(
      "本节收到1件监督意见，1件已答复",
    );
    expect(await (await get("/feeds/feedback.atom")).text()).toContain(`/feedback/${id}</id>`);
  });

  it("answers 404 for what was never public and 410, with date and reason, for what no longer is", async () => {
    const { id } = await submit(at(now), { publish: true });
    expect((await get(`/feedback/${id}`)).status).toBe(404);
    const shown = await published();
    await hideFeedback(at(now, supervisor), shown.id, "涉及他人隐私");
    const gone = await get(`/feedback/${shown.id}`);
    expect(gone.status).toBe(410);
    expect(await gone.text()).toContain("涉及他人隐私");
    expect((await get(`/api/v1/feedback/${shown.id}`)).status).toBe(410);
    expect(await (await get("/feeds/feedback.atom")).text()).not.toContain(`/feedback/${shown.id}<`);
  });

  it("refuses filters that mean nothing", async () => {
    for (const query of ["kind=spam", "year=abc", "status=x", "bureau=%27", "page=0", "report=x"])
      expect((await get(`/feedback?${query}`)).status, query).toBe(422);
    expect((await get("/api/v1/feedback?nonsense=1")).status).toBe(400);
  });
});
