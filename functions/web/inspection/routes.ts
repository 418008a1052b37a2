import type { Page, Route } from '#functions/page';
import { showBoard } from './board/board.page.ts';
import { exportTable } from './board/export.page.ts';
import { figuresJson, showFigures } from './board/figures.page.ts';
import { drawUp, saveProgramme } from './board/new.page.ts';
import { getPacket, makeThePacket } from './board/packet.page.ts';
import { showProgrammes } from './board/programmes.page.ts';
import { conclude, merge, refuse } from './board/steering.ts';
import { showUnit } from './board/unit.page.ts';
import { showHome } from './home.page.ts';
import { askForTime, submitAll } from './ledger/home.ts';
import { openPaper, saveItem, showItem } from './ledger/item.page.ts';
import { noteServed, showNotices } from './ledger/notices.page.ts';
import { recover, reverse, waive } from './ledger/money.page.ts';
import { verify } from './ledger/verify.page.ts';
import { saveAbout, showAbout } from './report/about.page.ts';
import { saveChecks, showChecks } from './report/checks.page.ts';
import { openReportFile, removeFile, showFiles } from './report/files.page.ts';
import { handOver, showHandover } from './report/handover.page.ts';
import { saveProblem, showProblem } from './report/problem.page.ts';
import { showSign, sign } from './report/sign.page.ts';
import { saveSpending, showSpending } from './report/spending.page.ts';

type Base = '/t/{token}/inspection' | '/tasks/{case}/{task}/inspection';

/** The pages on which a unit's tasks are done: the same by the link of a mail and by a session. */
const taskRoutes = (base: Base): readonly Route[] => {
  const both = (path: `/${string}`, show: Page, save: Page): Route[] => [
    { method: 'GET', path: `${base}${path}`, page: show },
    { method: 'POST', path: `${base}${path}`, page: save },
  ];
  return [
    { method: 'GET', path: base, page: showHome },
    ...both('/about', showAbout, saveAbout),
    ...both('/spending', showSpending, saveSpending),
    ...both('/checks/{group}', showChecks, saveChecks),
    ...both('/problems/{check}', showProblem, saveProblem),
    ...both('/files', showFiles, removeFile),
    { method: 'GET', path: `${base}/files/report/{nth}`, page: openReportFile },
    ...both('/sign', showSign, sign),
    ...both('/handover', showHandover, handOver),
    ...both('/notices', showNotices, noteServed),
    ...both('/items/{no}', showItem, saveItem),
    { method: 'GET', path: `${base}/items/{no}/{side}/{nth}`, page: openPaper },
    { method: 'POST', path: `${base}/submit`, page: submitAll },
    { method: 'POST', path: `${base}/extend`, page: askForTime },
    { method: 'POST', path: `${base}/recover`, page: recover },
    { method: 'POST', path: `${base}/waive`, page: waive },
    { method: 'POST', path: `${base}/reverse`, page: reverse },
    { method: 'POST', path: `${base}/verify`, page: verify },
  ];
};

const BOARD = '/admin/selfInspection/{programme}';

/** A programme for the district: its board, a unit's story, figures and exports. */
const boardRoutes: readonly Route[] = [
  { method: 'GET', path: '/admin/selfInspection', page: showProgrammes },
  { method: 'GET', path: '/admin/selfInspection/new', page: drawUp },
  { method: 'POST', path: '/admin/selfInspection/new', page: saveProgramme },
  { method: 'GET', path: BOARD, page: showBoard },
  { method: 'GET', path: `${BOARD}/figures`, page: showFigures },
  { method: 'GET', path: `${BOARD}/figures.json`, page: figuresJson },
  { method: 'POST', path: `${BOARD}/packet`, page: makeThePacket },
  { method: 'GET', path: `${BOARD}/packet/{n}`, page: getPacket },
  { method: 'GET', path: `${BOARD}/export/{what}`, page: exportTable },
  { method: 'GET', path: `${BOARD}/units/{unit}`, page: showUnit },
  { method: 'POST', path: `${BOARD}/units/{unit}/refuse`, page: refuse },
  { method: 'POST', path: `${BOARD}/units/{unit}/succeed`, page: merge },
  { method: 'POST', path: `${BOARD}/conclude`, page: conclude },
];

export const routes: readonly Route[] = [
  ...boardRoutes,
  ...taskRoutes('/t/{token}/inspection'),
  ...taskRoutes('/tasks/{case}/{task}/inspection'),
];
