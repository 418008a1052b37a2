import { describe, expect, it } from 'vitest';
import { viewWrites } from '#shared/cases/boards';
import { Case } from '#shared/cases/case';
import { keyOf, type Write } from '#shared/table/table';

const asked = Case.parse({
  id: 'HA-2019-000001',
  pipeline: 'hardshipAid',
  version: 3,
  seq: 3,
  head: '',
  title: '陈**',
  union: 'hongxing',
  township: 'donghu',
  district: 'jiangdong',
  openedAt: Date.parse('2019-03-01T09:00:00+08:00'),
  stage: 'unionReview',
  stageSince: Date.parse('2019-03-01T09:00:00+08:00'),
  task: 'unionReview.1',
  waitingFor: { role: 'unionChair', unit: 'hongxing' },
  dueAt: Date.parse('2019-03-09T00:00:00+08:00'),
  rounds: { unionReview: '1@2' },
  acted: {},
  flags: [],
  noticeClear: false,
  approved: false,
  budgeted: false,
  lang: 'zh',
  facts: {},
});
const changed = (before: Case, set: Partial<Case>): Case => ({ ...before, version: before.version + 1, ...set });
const answered = changed(asked, { task: undefined, waitingFor: undefined, dueAt: undefined });
const told = (writes: Write[]) => writes.map((write) => `${Object.keys(write)[0]} ${keyOf(write).sk}`);

describe('a case on its boards', () => {
  it('is written with a question, and not with an answer or with what a step does before the next question', () => {
    expect(told(viewWrites(undefined, changed(asked, { stage: 'submitted', task: undefined })))).toEqual([
      'put VIEW#board',
    ]);
    expect(told(viewWrites(answered, changed(answered, { task: asked.task })))).toEqual([
      'put VIEW#board',
      'put VIEW#stage',
    ]);
    expect(viewWrites(asked, answered)).toEqual([]);
    expect(viewWrites(answered, changed(answered, { approvedFen: 1, facts: { held: { fund: 'aid' } } }))).toEqual([]);
  });

  it('is shown with a flag at once, at the stage of its last question, and leaves all boards of open cases at its end', () => {
    const flagged = changed(answered, { flags: ['failing'] });
    expect(told(viewWrites(answered, flagged))).toEqual(['put VIEW#board', 'put VIEW#stage', 'put VIEW#failing']);
    expect(told(viewWrites(flagged, changed(flagged, { flags: [], closedAt: asked.openedAt })))).toEqual([
      'put VIEW#board',
      'delete VIEW#stage',
      'delete VIEW#failing',
    ]);
  });

  it('stays where it is while nothing changes that a board shows', () => {
    expect(viewWrites(asked, changed(asked, { head: 'x', acted: { acceptance: 'li-min' } }))).toEqual([]);
    expect(told(viewWrites(asked, changed(asked, { flags: ['unreached'] })))).toEqual([
      'put VIEW#board',
      'put VIEW#stage',
      'put VIEW#unreached',
    ]);
  });
});
