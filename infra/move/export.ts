import { exportTo } from './archiving.ts';
import { keyFileOf } from './archive.ts';
import { asked, openSource, told } from './place.ts';

const USAGE = `npm run export -- /path/to/archive [--aws outputs.json]
Everything of a host that is stopped, in a plain format; with --aws, of a deployment.`;

await told(async () => {
  const wanted = asked(USAGE);
  const { place, close } = await openSource(wanted);
  try {
    const { items, files, executions } = (await exportTo(place, wanted.archive, new Date())).parts;
    return `${wanted.archive}: ${items.lines} items, ${files.lines} files, ${executions.lines} open cases.
${keyFileOf(wanted.archive)} opens the personal data in it: carry it by another way, and delete both when the move is done.`;
  } finally {
    close();
  }
});
