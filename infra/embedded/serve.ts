import { KeyLost } from '#shared/keys/keyLost';
import { routes } from './routes.ts';
import { BadSetting, readSettings, type Settings } from './settings.ts';
import { firstSignIn } from './signIn.ts';
import { start } from './start.ts';

const explain = (
  error: unknown,
  { port, hostname, folder }: Pick<Settings, 'port' | 'hostname' | 'folder'>,
): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use: stop what uses it, or start with another one, such as PORT=${port + 1} npm start.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST=${hostname} is not an address of this machine.`;
  if (code === 'EACCES' && port < 1024)
    return `Port ${port} needs more rights: use a port above 1023, behind a reverse proxy.`;
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return `The data folder ${folder} cannot be written: check its owner and permissions.`;
  if (code === 'ENOSPC') return `The disk of ${folder} is full: free some space, then start again. Nothing was lost.`;
  if (error instanceof BadSetting || error instanceof KeyLost) return error.message;
  return `Nuanliu could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
};

/** Serves until it is told to stop; when it cannot start, one sentence says what to do. */
export const serve = async (): Promise<void> => {
  let settings: Settings | undefined;
  try {
    settings = readSettings(process.env);
    const started = await start(settings, routes);
    const at = (path: string) => new URL(path, settings?.url).href;
    const signIn = await firstSignIn(started.embedded);
    console.log(
      [
        '',
        '暖流已启动 Nuanliu is running.',
        `  申请 Apply          ${settings.url.href}`,
        ...(started.embedded.mailbox ? [`  本机邮箱 Mailbox    ${at('_mail')}`] : []),
        `  管理员登录 Sign in  ${signIn}`,
        `  数据 Data           ${settings.folder}`,
        '',
        '  停止 Stop: Ctrl+C',
      ].join('\n'),
    );
    const stop = () => {
      started.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  } catch (error) {
    console.error(explain(error, settings ?? { port: 0, hostname: '', folder: '' }));
    process.exitCode = 1;
  }
};
