import { audiences } from '#infra/aws/audiences';
import { background } from '#infra/aws/background';
import { backgroundFunction, type FunctionSpec, pageFunction } from '#infra/aws/functions';
import { functionsOf } from '#infra/aws/stack';
import { loadHandlers } from '#infra/embedded/handlers';
import { pages, type PagesHandler } from '#functions/page';
import { HttpEvent } from '#functions/web/event';
import type { HostProvider } from '#shared/host';
import { pipelines } from '#workflows/index';
import { audienceOf } from './routing.ts';

const SES = { mail: 'ses' } as const;

/** Every function of a deployment, each in a world of its own, as each has a role of its own. */
export const deployed = async (worldOf: (spec: FunctionSpec) => HostProvider) => {
  const specs = new Map(functionsOf(SES).map((spec) => [spec.name, spec]));
  const steps = await loadHandlers(Object.values(pipelines), (name) => {
    const spec = specs.get(name);
    if (!spec) throw new Error(`No function ${name} is deployed`);
    return worldOf(spec);
  });
  const fronts = new Map(
    audiences.map((each) => [
      each,
      pages(each.modules.flatMap(({ routes }) => [...routes]))(worldOf(pageFunction(each))),
    ]),
  );
  const page: PagesHandler = (event) => {
    const front = fronts.get(audienceOf(HttpEvent.parse(event).rawPath));
    if (!front) throw new Error('No pages are deployed');
    return front(event);
  };
  return { steps, background: background(worldOf(backgroundFunction(SES))), pages: page };
};
