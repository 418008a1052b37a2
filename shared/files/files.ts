/** Port: attachments. An upload goes from the browser to the store and never through a handler. */
export interface Files {
  /** A permission to post one file: where the form goes, and the hidden fields that it must carry. */
  grant(upload: UploadGrant): Promise<{ action: string; fields: Readonly<Record<string, string>> }>;
  /** What was stored under this key, or nothing if nothing (or not all of it) arrived. */
  stat(key: string): Promise<StoredFile | undefined>;
  read(key: string): Promise<Uint8Array | undefined>;
  /** For what the product itself makes: bank files, packets. */
  write(key: string, body: Uint8Array, type: string): Promise<void>;
  remove(key: string): Promise<void>;
}

export type UploadGrant = {
  readonly key: string;
  readonly maxBytes: number;
  /** Where the browser goes when the file is stored. */
  readonly back: string;
  /** Milliseconds since 1970. */
  readonly until: number;
};

export type StoredFile = {
  readonly key: string;
  readonly bytes: number;
  /** As found in its first bytes, never as claimed. */
  readonly type: string;
  /** Hex. */
  readonly sha256: string;
  readonly name: string;
  readonly scan: 'clean' | 'infected' | 'not scanned';
};
