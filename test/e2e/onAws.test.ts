import { afterAll, describe, expect, it } from 'vitest';
import { playOnAws } from '#test/aws/plays';
import { type Right, RIGHTS_OF_POST, rightsOf } from '#test/aws/rights';
import { allowedTo } from '#test/infra/allowed';
import { global } from '#test/infra/places';

const used = new Map<string, Set<Right>>();
const use = (role: string, rights: readonly Right[]) => used.set(role, new Set([...(used.get(role) ?? []), ...rights]));
afterAll(() => used.clear());

/** Rights that the plays do not use: whose, which, and what they are for. */
const RARE: readonly (readonly [roles: RegExp, rights: RegExp, why: string])[] = [
  [/-/, /^dynamodb:(?:GetItem|PutItem) table$/, 'a step that fails marks its case'],
  [
    /-(?:ask|notice|call|dispatch|watch|awaitDraw|askRectify|askAccounts)$/,
    /^dynamodb:(?:UpdateItem|DeleteItem) table$/,
    'a wait that is tried again takes up a new token; a case leaves a board',
  ],
  [/-(?:notice|watch|awaitDraw)$/, /^kms:Decrypt key$/, 'these waits ask nobody here, and others like them do'],
  [/-close$/, /^dynamodb:(?:UpdateItem|DeleteItem) table$/, 'what was reserved or claimed is given back'],
  [/-(?:muster|propose)$/, /^dynamodb:DeleteItem table$/, 'a roster is replaced, a finding falls'],
  [/-prove$/, /^dynamodb:BatchGetItem table$/, 'campaigns from before the proof was made in batches'],
  [
    /^admin$|^background$|-issue$/,
    /^kms:Encrypt key$/,
    'whoever seals first makes the key of the month, the first link that of links',
  ],
  [/^background$/, /^dynamodb:UpdateItem table$/, 'what cannot be delivered is put off'],
  [/^background$/, /-resumed$|^states:(?:StopExecution|GetExecutionHistory) /, 'an execution outlives its year'],
  [
    /^(?:applicant|inspection|campaign|admin)$/,
    /^dynamodb:BatchGetItem table$/,
    'the steps and counts before this one',
  ],
  [/^applicant$|^approver$/, /^dynamodb:DeleteItem table$/, 'a draft is thrown away, a session ended'],
  [/^inspection$/, /^dynamodb:DeleteItem table$/, 'what was booked is reversed'],
  [/^admin$/, /^dynamodb:DeleteItem table$/, 'a case is stuck no more'],
  [/^applicant$/, /^dynamodb:UpdateItem table$/, 'wrong codes are counted'],
  [/^applicant$/, /index\/month$/, 'public notices'],
  [/^approver$/, /^s3:(?:PutObject|DeleteObject) |^kms:GenerateDataKey key$/, 'photos with a decision'],
  [/^admin$|^campaign$/, /index\/(?:township|union)$/, 'boards as the people of a township and of a union see them'],
  [/^approver$|^admin$/, /index\/person$/, 'sessions ended on every device; whose cases there were'],
];

describe('the functions, pages and machines of a deployment', { timeout: 300_000 }, () => {
  it.each(['hardship', 'returned', 'condolence', 'accounts', 'inspection', 'exceptions'])(
    'play a small scenario (%s) through the adapters of AWS, and nothing is left over',
    async (name) => {
      const { figures, wrong, repeated } = await playOnAws(`test/scenarios/small/${name}.yaml`, {
        arrived: (sent, reply) => use(sent.role, rightsOf(sent, reply)),
        posted: (role) => use(role, RIGHTS_OF_POST),
      });
      expect(figures.filter(({ value, expected }) => value !== expected)).toEqual([]);
      expect({ wrong, repeated }).toEqual({ wrong: [], repeated: 0 });
    },
  );

  it('have the rights to what they do there, and no others that nobody has a reason for', () => {
    const allowed = allowedTo(global);
    const missing = [...used].flatMap(([role, rights]) =>
      [...rights].filter((right) => !allowed.get(role)?.has(right)).map((right) => `${role}: ${right}`),
    );
    expect(missing).toEqual([]);
    const unused = [...allowed].flatMap(([role, rights]) =>
      [...rights].filter((right) => !used.get(role)?.has(right)).map((right) => ({ role, right })),
    );
    const explains = ([roles, which]: (typeof RARE)[number]) =>
      unused.filter(({ role, right }) => roles.test(role) && which.test(right));
    expect(unused.filter((each) => !RARE.some((rare) => explains(rare).includes(each)))).toEqual([]);
    expect(RARE.filter((rare) => explains(rare).length === 0)).toEqual([]);
  });
});
