/** The address of the visitor, if the platform has set it; a header that anyone can send counts for nothing. */
export const visitorAddress = (env: { ENVIRONMENT: string }, header: (name: string) => string | undefined) =>
  env.ENVIRONMENT === "development" ? null : (header("CF-Connecting-IP") ?? null);
