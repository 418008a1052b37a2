import { audiences, pathsOf } from '#infra/aws/audiences';
import { background } from '#infra/aws/background';
import { backgroundFunction, type FunctionSpec, pageFunction } from '#infra/aws/functions';
import { functionsOf } from '#infra/aws/stack';
import { loadHandlers } from '#infra/embedded/handlers';
import { pages, type PagesHandler } from '#functions/page';
import { HttpEvent } from '#functions/web/event';
import type { HostProvider } from '#shared/host';
import { pipelines } from '#workflows/index';

const SES = { mail: 'ses' } as const;

/** Every function of a deployment, each in a world of its own, as each has a role of its own. */
export const deployed = async (worldOf: (spec: FunctionSpec) => HostProvider) => {
  const specs = new Map(functionsOf(SES).map((spec) => [spec.name, spec]));
  const steps = await loadHandlers(Object.values(pipelines), (name) => {
    const spec = specs.get(name);
    if (!spec) throw new Error(`No function ${name} is deployed`);
    return worldOf(spec);
  });
  const fronts = audiences.map((each) => ({
    paths: pathsOf(each).map((path) => ({ matches: matcher(path), names: path.split('{').length })),
    handler: pages(each.modules.flatMap(({ routes }) => [...routes]))(worldOf(pageFunction(each))),
  }));
  return { steps, background: background(worldOf(backgroundFunction(SES))), pages: routed(fronts) };
};

const matcher = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`);

type Front = {
  readonly paths: readonly { readonly matches: RegExp; readonly names: number }[];
  readonly handler: PagesHandler;
};

/**
 * As HTTP API routes: the most specific path wins, and the first function has what is nobody's.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
const routed =
  (fronts: readonly Front[]): PagesHandler =>
  (event) => {
    const { rawPath } = HttpEvent.parse(event);
    const [best] = fronts
      .flatMap(({ paths, handler }) =>
        paths.flatMap(({ matches, names }) => (matches.test(rawPath) ? [{ names, handler }] : [])),
      )
      .toSorted((a, b) => a.names - b.names);
    const chosen = best ?? fronts[0];
    if (!chosen) throw new Error('No pages are deployed');
    return chosen.handler(event);
  };
