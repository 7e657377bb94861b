import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, EVENTS, type FeedbackState, MOST_TRANSFERS, possibleEvents, STATUSES } from "./feedback.ts";
import { FEEDBACK_KINDS } from "./kind.ts";

const on = "2026-11-21";
const base: FeedbackState = {
  kind: "error",
  status: "submitted",
  waiting: false,
  round: 0,
  extended: false,
  transfers: 0,
  overdue: false,
  draftBy: null,
  rated: false,
  consent: true,
  publication: "private",
  replyPublic: false,
  corrected: false,
  joinedTo: null,
  reopenUntil: null,
  held: false,
  stoppedOn: null,
  stops: 0,
};

const bools = [false, true];
function* everyState(): Generator<FeedbackState> {
  for (const kind of ["error", "denunciation"] as const)
    for (const status of STATUSES)
      for (const waiting of bools)
        for (const round of [0, 1] as const)
          for (const extended of bools)
            for (const transfers of [0, MOST_TRANSFERS])
              for (const draftBy of [null, "甲"])
                for (const rated of bools)
                  for (const consent of bools)
                    for (const publication of ["private", "published", "hidden"] as const)
                      for (const corrected of bools)
                        for (const reopenUntil of [null, "2026-11-20", on])
                          yield {
                            ...base,
                            kind,
                            status,
                            waiting,
                            round,
                            extended,
                            transfers,
                            draftBy,
                            rated,
                            consent,
                            publication,
                            corrected,
                            reopenUntil,
                          };
}

const run = (state: FeedbackState, ...types: [(typeof EVENTS)[number], string?][]) =>
  types.reduce((at, [type, by = "甲"]) => {
    const decision = decide(at, { type, by, on });
    if (!decision.ok) throw new Error(`${type}: ${decision.reason}`);
    return decision.state;
  }, state);

describe("the state machine", () => {
  it("answers every event in every state, with a sentence for each refusal", () => {
    let seen = 0;
    for (const state of everyState())
      for (const type of EVENTS) {
        const decision = decide(state, { type, by: "乙", on });
        seen += 1;
        const sound = decision.ok ? STATUSES.includes(decision.state.status) : /^\S.*。$/.test(decision.reason);
        if (!sound) expect.fail(`${type} in ${JSON.stringify(state)}`);
      }
    expect(seen).toBe(2 * 6 * 2 * 2 * 2 * 2 * 2 * 2 * 2 * 3 * 2 * 3 * EVENTS.length);
  });

  it("allows exactly these events by status", () => {
    const from = (status: FeedbackState["status"], more: Partial<FeedbackState> = {}) =>
      possibleEvents({ ...base, status, ...more }, "乙", on).join(" ");
    expect(from("submitted")).toBe(
      "accept decline transfer askAuthor supplement join publish withdrawConsent markOverdue recount",
    );
    expect(from("accepted")).toBe(
      "start transfer askAuthor supplement draftReply extend linkCorrection join publish withdrawConsent markOverdue stopClock recount",
    );
    expect(from("in_progress", { draftBy: "甲" })).toBe(
      "transfer askAuthor supplement draftReply returnDraft approveReply extend linkCorrection join publish withdrawConsent markOverdue stopClock recount",
    );
    expect(from("in_progress", { waiting: true, stoppedOn: on, stops: 1 })).toBe(
      "transfer supplement draftReply linkCorrection join publish withdrawConsent markOverdue resumeClock recount",
    );
    expect(from("submitted", { joinedTo: 7 })).toContain(" separate publish");
    expect(from("declined")).toBe("reopen publish withdrawConsent");
    expect(from("answered", { publication: "published" })).toBe(
      "linkCorrection close reopen rate publish hide publishReply withdrawConsent recount",
    );
    expect(from("closed")).toBe("linkCorrection reopen rate publish withdrawConsent");
  });

  it("before the bureau knows of it, allows no step of a bureau", () => {
    const held = { ...base, kind: "complaint" as const, held: true };
    expect(possibleEvents(held, "乙", on).join(" ")).toBe("supplement withdrawConsent markOverdue release reclassify");
    expect(run(held, ["release"])).toEqual({ ...held, held: false });
    expect(run(held, ["reclassify"])).toEqual({ ...held, held: false, kind: "denunciation", consent: false });
    for (const type of ["release", "reclassify"] as const)
      expect(decide({ ...held, held: false }, { type, by: "乙", on })).toMatchObject({ ok: false });
  });

  it("walks the ordinary way from submission to a correction", () => {
    const end = run(
      base,
      ["accept"],
      ["start"],
      ["draftReply"],
      ["approveReply", "乙"],
      ["publish"],
      ["publishReply"],
      ["linkCorrection"],
    );
    expect(end).toMatchObject({ status: "closed", corrected: true, publication: "published", replyPublic: true });
  });

  it("asks for a second pair of eyes", () => {
    const drafted = run(base, ["accept"], ["draftReply", "甲"]);
    expect(decide(drafted, { type: "approveReply", by: "甲", on })).toMatchObject({ ok: false });
    expect(decide(drafted, { type: "returnDraft", by: "甲", on })).toMatchObject({ ok: false });
    expect(run(drafted, ["returnDraft", "乙"]).draftBy).toBeNull();
  });

  it("reopens until the last day, and not after it", () => {
    const answered = { ...base, status: "answered" as const, reopenUntil: on };
    expect(decide(answered, { type: "reopen", by: "", on }).ok).toBe(true);
    expect(decide(answered, { type: "reopen", by: "", on: "2026-11-22" }).ok).toBe(false);
  });

  it("keeps its promises on any walk: one review, one extension, no public denunciation, nothing public without consent", () => {
    const step = fc.record({ type: fc.constantFrom(...EVENTS), by: fc.constantFrom("甲", "乙") });
    fc.assert(
      fc.property(
        fc.constantFrom(...FEEDBACK_KINDS),
        fc.boolean(),
        fc.array(step, { maxLength: 60 }),
        (kind, consent, steps) => {
          let state: FeedbackState = { ...base, kind, consent };
          const taken = { reopen: 0, extend: 0, transfer: 0 };
          for (const { type, by } of steps) {
            const before = state;
            const decision = decide(state, { type, by, on });
            if (!decision.ok) continue;
            state = decision.state;
            if (type in taken) taken[type as keyof typeof taken] += 1;
            if (type === "approveReply") expect(before.draftBy).not.toBe(by);
            expect(state.kind).toBe(kind);
            if (kind === "denunciation" || !state.consent) {
              expect(state.publication).not.toBe("published");
              expect(state.replyPublic).toBe(false);
            }
          }
          expect(taken.reopen).toBeLessThanOrEqual(1);
          expect(taken.extend).toBeLessThanOrEqual(1);
          expect(taken.transfer).toBeLessThanOrEqual(MOST_TRANSFERS);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
