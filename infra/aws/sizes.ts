/**
 * What the kinds of functions are given: seconds at most, and memory, which is also their share of a processor. Pages of
 * applicants and approvers wait for the table most of their time; the others also read rosters and pack archives.
 * A whole processor comes with 1,769 MB; the HTTP API waits 30 seconds for a page.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export const SIZES = {
  pages: { seconds: 28, megabytes: 1_024 },
  lightPages: { seconds: 28, megabytes: 512 },
  step: { seconds: 60, megabytes: 512 },
  background: { seconds: 120, megabytes: 512 },
} as const;

const LIGHT: readonly string[] = ['applicant', 'approver'];
export const pageSize = (audience: string) => (LIGHT.includes(audience) ? SIZES.lightPages : SIZES.pages);
