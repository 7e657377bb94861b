/** What the navigation and the pages may link to: a page that is not there yet is never linked. */
export const features = { search: true, compare: true, feedback: true };
