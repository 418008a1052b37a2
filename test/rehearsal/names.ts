import dns from 'node:dns';

/**
 * Names under `localhost` are this machine (RFC 6761), as every browser has it; not every system's resolver does. The
 * emulator gives each HTTP API such a name.
 */
export const resolveLocalhost = (): void => {
  const real = dns.lookup;
  dns.lookup = Object.assign(
    (...[name, ...rest]: Parameters<typeof real>) => real(name.endsWith('.localhost') ? '127.0.0.1' : name, ...rest),
    real,
  );
};
