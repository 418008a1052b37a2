import { type Audience, audiences, pathsOf } from '#infra/aws/audiences';

const matcher = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`);

const paths = audiences.flatMap((audience) =>
  pathsOf(audience).map((path) => ({ audience, matches: matcher(path), names: path.split('{').length })),
);

/**
 * Whose page it is, as HTTP API routes: the most specific path wins, and the first audience has what is nobody's.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export const audienceOf = (path: string): Audience => {
  const [best] = paths.filter(({ matches }) => matches.test(path)).toSorted((a, b) => a.names - b.names);
  return best?.audience ?? audiences[0];
};
