import type { Files } from '#shared/files/files';
import type { Keys } from '#shared/keys/keys';
import type { Mail } from '#shared/mail/mail';
import type { About } from '#shared/people/organisation';
import type { Table } from '#shared/table/table';
import type { Clock } from '#shared/time/clock';
import type { Calendars } from '#shared/time/calendars';
import type { Workflows } from '#shared/workflows';

/** What a handler may ask of the world. Each is a port with one adapter per host, and one contract suite over both. */
export interface Host {
  readonly table: Table;
  readonly files: Files;
  readonly mail: Mail;
  readonly workflows: Workflows;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly random: Random;
  readonly calendars: Calendars;
  readonly site: Site;
  readonly versions: Versions;
}

/** Port: randomness, so that a replay can repeat itself. */
export interface Random {
  /** Cryptographically strong bytes on a real host. */
  bytes(count: number): Uint8Array;
}

/**
 * Which version of each machine's definition new executions start with: a number on AWS, its hash elsewhere. Machines
 * that a function has nothing to do with are absent.
 */
export type Versions = Readonly<Record<string, string>>;

/** Where the pages are. `url` (it may have a path) is the only source of links, cookie flags and origin checks. */
export type Site = {
  readonly url: URL;
  /** The path of the stylesheet, named by its content. Pages know it from the host, and carry no stylesheet. */
  readonly style: `/${string}`;
  /** What the federation says of itself on every page and in every mail. @throws {NotFound} before it has said so */
  readonly about: () => Promise<About>;
};

/** Gives the host to a handler at its first event, so that importing a handler builds nothing. */
export type HostProvider = () => Promise<Host>;
