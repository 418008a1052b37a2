import { describe, expect, it } from 'vitest';
import { background } from '#infra/aws/background';
import { casePk } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { all, keyOf, prefix, type Query, type Write } from '#shared/table/table';
import { submit } from '#test/e2e/case';
import { type Site, startEmbedded } from '#test/fakes';

const record = (pk: string, SequenceNumber: string) => ({
  dynamodb: { SequenceNumber, Keys: { pk: { S: pk }, sk: { S: 'OUT#mail#1' } } },
});

describe('the background function', () => {
  it('delivers each partition once, and reports the first record of one that fails', async () => {
    await using site = await startEmbedded();
    const read: string[] = [];
    const { table } = site.host;
    const query = (asked: Query) => {
      read.push(asked.pk);
      if (asked.pk === 'CASE#2') throw new TypeError('not an outage');
      return table.query(asked);
    };
    const host = { ...site.host, table: { ...table, query } };
    const Records = [record('CASE#1', '10'), record('CASE#2', '11'), record('CASE#1', '12'), record('CASE#2', '13')];
    const answer = await background(() => Promise.resolve(host))({ Records });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '11' }] });
    expect(read.filter((pk) => pk === 'CASE#1')).toHaveLength(1); // both lanes at once
  });

  it('does what is due at any other event', async () => {
    await using site = await startEmbedded();
    const asked: string[] = [];
    const written: Write[] = [];
    const { table } = site.host;
    const watched = {
      ...table,
      query: (query: Query) => (asked.push(query.index ?? ''), table.query(query)),
      transact: (writes: readonly Write[]) => (written.push(...writes), table.transact(writes)),
    };
    await background(() => Promise.resolve({ ...site.host, table: watched }))({});
    expect(new Set(asked)).toEqual(new Set(['due']));
    expect(written.map(keyOf)).toEqual([]);
  });

  describe('hears of a mail', () => {
    const notice = (message: object | string) => ({
      Records: [
        { EventSource: 'aws:sns', Sns: { Message: typeof message === 'string' ? message : JSON.stringify(message) } },
      ],
    });
    const bounced = (id: string, bounceType = 'Permanent', bounceSubType = 'General') => ({
      eventType: 'Bounce',
      bounce: { bounceType, bounceSubType, bouncedRecipients: [{ emailAddress: 'chair@example.org' }] },
      mail: { messageId: 'ses-1', tags: { 'ses:configuration-set': ['set'], mail: [id] } },
    });
    /** A case whose first mail has left, and its id as SES was told it. */
    const sent = async (site: Site) => {
      const id = await submit(site);
      await site.idle();
      const [first] = await all(site.table, { pk: casePk(id), ...prefix('MAIL#') });
      if (!first) throw new Error('No mail has left');
      const tell = (message: object | string) => background(() => Promise.resolve(site.host))(notice(message));
      const now = async () => [(await getCase(site.table, id)).flags, (await site.table.get(first))?.['status']];
      return { mail: `CASE.${id}.${first.sk.replace('MAIL#', '')}`, tell, now };
    };

    it('that came back: its case is marked and its record says so, once however often it is told', async () => {
      await using site = await startEmbedded();
      const { mail, tell, now } = await sent(site);
      expect(await now()).toEqual([[], 'sent']);
      for (let times = 0; times < 2; times += 1) await tell(bounced(mail));
      expect(await now()).toEqual([['unreached'], 'undeliverable']);
    });

    it('that was read after all, or is about no case, and of a topic that is tried: nothing changes', async () => {
      await using site = await startEmbedded();
      const { mail, tell, now } = await sent(site);
      await tell(bounced(mail, 'Transient', 'General'));
      await tell({ ...bounced(mail), eventType: 'Complaint', bounce: undefined });
      await tell(bounced('SIGNIN.abc.1'));
      await tell('Successfully validated SNS topic for Amazon SES event publishing.');
      expect(await now()).toEqual([[], 'sent']);
    });

    it('that is not recorded yet: it must be told again', async () => {
      await using site = await startEmbedded();
      const { mail, tell, now } = await sent(site);
      await expect(tell(bounced(mail.replace(/\d+\.\d+$/, '0000000099.0')))).rejects.toThrow('not recorded');
      expect(await now()).toEqual([[], 'sent']);
    });
  });
});
