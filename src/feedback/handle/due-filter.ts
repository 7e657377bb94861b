/** The filters of a queue by deadlines: past, within three days, put off once. */
export const DUE_FILTERS = ["overdue", "soon", "extended"] as const;
export type DueFilter = (typeof DUE_FILTERS)[number];
