import { describe, expect, it } from 'vitest';
import { organisation } from '#shared/people/organisation';
import { type Site, startEmbedded } from '#test/fakes';
import { pipelines } from '#workflows/index';
import { submit, walkTo } from './case.ts';

const CJK = /[\u3400-\u9fff]+/g;

/** Chinese that an English page may show: the federation's own names and numbers, and the way back to Chinese. */
const ownWords = async ({ table }: Site): Promise<string[]> => {
  const people = organisation(table);
  const { name, hours } = await people.about();
  const units = await people.units();
  const persons = await people.people();
  return [name, hours, '中文', '困', '陈', ...units.map((unit) => unit.name), ...persons.map((person) => person.name)];
};

const foreign = (page: string, own: readonly string[]): string[] => {
  const text = page.replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, '').replaceAll(/<[^>]+>/g, ' ');
  const rest = own.toSorted((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, ''), text);
  return rest.match(CJK) ?? [];
};

describe('words', () => {
  it('are English on every page that is asked for in English, apart from names', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'unionReview');
    const own = await ownWords(site);
    const links = site.mailbox.list().flatMap(({ text }) => /\/t\/[\w-]+/.exec(text)?.[0].slice(1) ?? []);
    const second = await submit(site, {
      name: '陈',
      idNumber: '429900197202020026',
      ownMonthlyFen: 0,
      aidTypes: ['LIVING'],
    });
    await walkTo(site, second, 'publicNotice');
    const paths = [
      '',
      'apply',
      'return',
      'status',
      'sign-in',
      'tasks',
      'notices',
      `notices/${second}`,
      `notices/${second}/objection`,
      'nowhere',
      ...links,
    ];
    for (const path of paths) {
      const page = await (await fetch(new URL(path, site.url), { headers: { 'accept-language': 'en' } })).text();
      expect(page.length, path).toBeGreaterThan(500);
      expect(foreign(page, own), path).toEqual([]);
    }
  });

  it.each(Object.values(pipelines))(
    'have both languages for every task, answer, field and end of $name',
    (pipeline) => {
      const texts: [zh: string, en: string][] = [];
      const gather = (value: unknown): void => {
        if (typeof value !== 'object' || value === null) return;
        if ('zh' in value && 'en' in value) texts.push([String(value.zh), String(value.en)]);
        for (const each of Object.values(value)) gather(each);
      };
      gather([pipeline.label, pipeline.tasks, pipeline.ends]);
      expect(texts.length).toBeGreaterThan(20);
      for (const [zh, en] of texts) expect([zh, zh === '', en === '', en.search(CJK)]).toEqual([zh, false, false, -1]);
    },
  );
});
