import { Refusal } from '#shared/faults';

/**
 * Port: attachments. An upload goes from the browser to the store and never through a handler. It arrives in quarantine:
 * what is not attached to anything (`keep`) is swept after `UPLOAD_DAYS`, and while unscanned files are blocked nothing
 * of it can be read before a scanner has called it clean.
 */
export interface Files {
  /** A permission to post one file: where the form goes, and the hidden fields that it must carry. */
  grant(upload: UploadGrant): Promise<{ action: string; fields: Readonly<Record<string, string>> }>;
  /** Keys of what was stored below this folder, in or out of quarantine, in order: a form has few. */
  list(folder: string): Promise<string[]>;
  /** What was stored under this key, or nothing if nothing (or not all of it) arrived. */
  stat(key: string): Promise<StoredFile | undefined>;
  /** What a scanner said of what is attached somewhere, without reading any of it; nothing where there is none. */
  scanOf(key: string): Promise<Scan | undefined>;
  /** @throws {Infected} always, for what a scanner found something in {NotScanned} while unscanned files are blocked */
  read(key: string): Promise<Uint8Array | undefined>;
  /**
   * An address from which a browser fetches what is kept here from the store itself, for a minute: what is too large for
   * the answer of a page. Nothing where pages answer with anything (one host and its disk).
   */
  link(key: string, as: { readonly type: string; readonly disposition: string }): Promise<URL | undefined>;
  /** Takes uploads out of quarantine, because something names them now. Again is nothing new. @throws as `read` does */
  keep(keys: readonly string[]): Promise<void>;
  /** For what the product itself makes: bank files, packets. */
  write(key: string, body: Uint8Array, type: string): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Longer than a draft can be saved for (30 days): an upload does not go before the draft that it belongs to. */
export const UPLOAD_DAYS = 40;
/** Where uploads arrive; what is kept has the same key without it. */
export const QUARANTINE = 'incoming/';

export type UploadGrant = {
  readonly key: string;
  readonly maxBytes: number;
  /** Where the browser goes when the file is stored: a whole address, for the store is not where the pages are. */
  readonly back: URL;
  /** Milliseconds since 1970. */
  readonly until: number;
};

/** `scanning`: a scanner is on its way to it. `not scanned`: there is none, or it could not. */
export type Scan = 'clean' | 'infected' | 'scanning' | 'not scanned';
/** What is done with files that no scanner has called clean. */
export type Unscanned = 'show' | 'block';

export type StoredFile = {
  readonly key: string;
  readonly bytes: number;
  /** As found in its first bytes, never as claimed. */
  readonly type: string;
  /** Hex. */
  readonly sha256: string;
  readonly name: string;
  readonly scan: Scan;
  /** Whether it may be read and attached, as the scan stands. */
  readonly readable: boolean;
};

/** @param kept it is out of quarantine: what passed once stays readable, unless something is found in it after all */
export const isReadable = (scan: Scan, kept: boolean, unscanned: Unscanned): boolean =>
  scan === 'clean' || (scan !== 'infected' && (kept || unscanned === 'show'));

export class Infected extends Refusal {
  override readonly name = 'Infected';
  readonly status = 403;
  readonly title = { zh: '文件里查出病毒', en: 'The file is infected' };
  readonly text = {
    zh: '这份文件已经隔离，不能打开。请换一份文件，或重新拍照上传。',
    en: 'It is in quarantine and cannot be opened. Send another file, or take a new photo.',
  };
}

export class NotScanned extends Refusal {
  override readonly name = 'NotScanned';
  readonly status = 409;
  readonly title = { zh: '文件正在检查病毒', en: 'The file is being checked' };
  readonly text = {
    zh: '检查完才能打开，一般不超过一分钟，请稍后刷新页面。',
    en: 'It can be opened once it has been checked for viruses, usually within a minute. Reload the page then.',
  };
}

/** @throws {Infected} {NotScanned} when it may not be read */
export const mustBeReadable = ({ key, scan, readable }: Pick<StoredFile, 'key' | 'scan' | 'readable'>): void => {
  if (readable) return;
  throw scan === 'infected' ? new Infected(`${key} is infected`) : new NotScanned(`${key} has not been scanned`);
};
