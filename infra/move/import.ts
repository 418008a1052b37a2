import { importFrom } from './archiving.ts';
import { asked, openTarget, told } from './place.ts';

const USAGE = `npm run import -- /path/to/archive [--aws outputs.json]
An archive into a new data folder; with --aws, into an empty deployment.`;

await told(async () => {
  const wanted = asked(USAGE);
  const { place, close } = await openTarget(wanted);
  try {
    const { items, files, executions } = (await importFrom(wanted.archive, place)).parts;
    return `${items.lines} items, ${files.lines} files and ${executions.lines} open cases are here. Start the host, then run npm run verify.`;
  } finally {
    close();
  }
});
