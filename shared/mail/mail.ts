/** Port: mail that leaves. SES on AWS; the mailbox page or SMTP on the embedded host. */
export interface Mail {
  /**
   * Hands one mail over. The same `id` is the same mail: the built-in mailbox keeps it once; over SMTP and SES it
   * goes out again with the same Message-ID.
   *
   * @throws {Outage} when it should be tried again later
   * @throws {Undeliverable} when trying again is of no use
   */
  send(mail: OutgoingMail): Promise<void>;
}

export type OutgoingMail = {
  /** Unique for ever; becomes the Message-ID. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  /** Says everything that the HTML part says, with every address in full. */
  readonly text: string;
  readonly html: string;
  /** Groups what belongs together in the reader's program: List-Id. */
  readonly list: string;
};

/** Under this name whoever sends for us is told a mail's id, and tells it again of a mail that came back. */
export const MAIL_TAG = 'mail';
