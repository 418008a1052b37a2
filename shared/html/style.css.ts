import { createHash } from 'node:crypto';
import { asking } from './style/asking.ts';
import { console } from './style/console.ts';
import { frame } from './style/frame.ts';
import { showing } from './style/showing.ts';

/** The one stylesheet, a string because bundlers carry no loose files. */
export const css = (frame + asking + showing + console).replaceAll(/\n\s*/g, '\n').trim();

/** Named by its content, so that it may be cached for ever. */
export const cssPath = `/style/${createHash('sha256').update(css).digest('hex').slice(0, 12)}.css` as const;
