/** Whether workerd runs this test; its questions to the database cost a hundred times those of the Node host. */
export const ON_WORKERD = navigator.userAgent === "Cloudflare-Workers";

/** How many of many alike cases a test goes through: all of them on the Node host, some on workerd. Decision 0310. */
export const casesHere = (all: number, onWorkerd: number): number => (ON_WORKERD ? onWorkerd : all);
