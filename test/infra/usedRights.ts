import type { Right } from '#test/aws/rights';

/** By function. */
export type Rights = ReadonlyMap<string, ReadonlySet<Right>>;

/** Rights that no small scenario uses: whose, which, and what they are for. */
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

export type Compared = {
  /** What was asked for and no policy allows. */
  readonly missing: readonly string[];
  /** What policies allow and nobody asked for; `why` is the reason that there is for it. */
  readonly idle: readonly { readonly role: string; readonly right: Right; readonly why: string | undefined }[];
  /** Reasons that are reasons for nothing, because what they are about was asked for. */
  readonly needless: readonly string[];
};

/** Policies against what functions have asked AWS for in plays: each role is to allow that, and nothing else. */
export const compared = (allowed: Rights, used: Rights): Compared => {
  const lacks = (some: Rights, role: string, right: Right) => some.get(role)?.has(right) !== true;
  const of = (some: Rights) => [...some].flatMap(([role, rights]) => [...rights].map((right) => ({ role, right })));
  const unused = of(allowed).filter(({ role, right }) => lacks(used, role, right));
  const explains = ([roles, rights]: (typeof RARE)[number], { role, right }: (typeof unused)[number]) =>
    roles.test(role) && rights.test(right);
  return {
    missing: of(used).flatMap(({ role, right }) => (lacks(allowed, role, right) ? [`${role}: ${right}`] : [])),
    idle: unused.map((each) => ({ ...each, why: RARE.find((rare) => explains(rare, each))?.[2] })),
    needless: RARE.filter((rare) => !unused.some((each) => explains(rare, each))).map(([, , why]) => why),
  };
};
