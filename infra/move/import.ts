import { importFrom } from './archiving.ts';
import { asked, openTarget, told } from './place.ts';

/** `npm run import -- <folder> [--aws outputs.json]`: an archive into a new data folder, or an empty deployment. */
await told(async () => {
  const wanted = asked(process.argv.slice(2), 'import');
  const { place, close } = await openTarget(wanted);
  try {
    const { items, files, executions } = (await importFrom(wanted.archive, place)).parts;
    return `${items.lines} items, ${files.lines} files and ${executions.lines} open cases are here. Start the host, then run npm run verify.`;
  } finally {
    close();
  }
});
