// The yardstick for a submission: node:http, which reads a form and commits one bare row before it answers.
import { createServer } from 'node:http';
import { openBare } from '#test/bench/yardstick';

const [folder = '', port = ''] = process.argv.slice(2);
const { commit } = openBare(folder);

createServer((request, response) => {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  request.on('end', () => {
    commit();
    response.writeHead(303, { location: `/done?bytes=${bytes}` }).end();
  });
}).listen(Number(port), '127.0.0.1', () => {
  console.log('ready');
});
