import type { Host } from '#shared/host';
import type { Html } from '#shared/html/html';
import type { TaskAccess } from './approver/access.ts';
import { unitPanel } from './inspection/panel.ts';
import type { PageRequest } from './request.ts';

/** What a decision rests on, for pipelines in which nobody applies: shown in place of the application. */
export type Panel = (request: PageRequest, host: Host, access: TaskAccess) => Promise<Html>;

export const panels: Readonly<Record<string, Panel>> = { unitInspection: unitPanel };
