import { once } from 'node:events';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail server of this machine that keeps what it is given, as it came. */
export const openMailServer = async (more: SMTPServerOptions = {}) => {
  const letters: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100, // ms: a host keeps its connection for the next mail
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => (letters.push(Buffer.concat(chunks).toString('utf8')), done()));
    },
    ...more,
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const bound = listening.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : 0,
    letters,
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
};
