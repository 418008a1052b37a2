import { isTaken, isTakenType } from '#functions/web/applicant/stored';
import type { Scan, StoredFile } from '#shared/files/files';
import { type Content, html } from '#shared/html/html';
import { tag } from '#shared/html/show';
import { type Lang, say, type Text } from '#shared/text';

const SCANNED: Readonly<Record<'clean' | 'not scanned' | 'scanning', Text>> = {
  clean: { zh: '病毒检查通过', en: 'checked for viruses' },
  'not scanned': { zh: '未做病毒检查', en: 'not checked for viruses' },
  scanning: { zh: '正在检查病毒', en: 'being checked for viruses' },
};

/** What a scanner said of a file that is attached, in quiet words; loud ones where it found something. */
export const scanTag = (scan: Scan | undefined, lang: Lang): Content => {
  if (scan === undefined) return undefined;
  if (scan === 'infected') return tag(say({ zh: '查出病毒，已隔离', en: 'Infected, in quarantine' }, lang), 'bad');
  return html`<span class="quiet nowrap small">${say(SCANNED[scan], lang)}</span>`;
};

/** What has become of an upload, in words: whether it counts, why not, and what a scanner said of it. */
export const uploadTags = (file: Pick<StoredFile, 'type' | 'scan' | 'readable'>, lang: Lang): Content => {
  const { type, scan } = file;
  const words = (text: Text) => say(text, lang);
  if (!isTakenType(type))
    return tag(
      words({ zh: '不能使用，请删除后换照片或 PDF', en: 'Cannot be used: remove it, send a photo or PDF' }),
      'bad',
    );
  if (scan === 'infected')
    return tag(words({ zh: '查出病毒，已隔离，请删除', en: 'Infected, in quarantine: remove it' }), 'bad');
  if (isTaken(file)) return html`${tag(words({ zh: '已收到', en: 'Received' }), 'ok')} ${scanTag(scan, lang)}`;
  return html`${tag(words({ zh: '检查病毒后才能使用，请稍后刷新', en: 'Counts once it is checked: reload in a minute' }), 'wait')}`;
};
