import type { Visit } from '#functions/web/inspection/visit';
import { framed } from '#functions/web/inspection/visit';
import type { PageResponse } from '#functions/web/respond';
import { type Content, type Html, html } from '#shared/html/html';
import { answers, go, next, row, tag } from '#shared/html/show';
import { lastDay } from '#shared/tasks/daysLeft';
import { formatDate } from '#shared/time/civil';
import { aboutOf } from '#functions/selfInspection/programme';
import { answeredIn, isAbout, isComplete, type Standing, standingOf } from './standing.ts';

/** The unit's page: everything that belongs to its report, and what is still missing. */
export const reportHome = async (visit: Visit): Promise<PageResponse> => {
  const { access, request, t, to } = visit;
  const standing = await standingOf(visit);
  const { from, to: until } = aboutOf(access.each);
  const date = (day: typeof from) => formatDate(day, request.lang);
  const title = t({ zh: '自查表', en: 'Self-inspection' });
  const due = date(lastDay(access.task.dueAt));
  return framed(visit, {
    title,
    top: true,
    body: html`<h1>${access.each.title}${t({ zh: '自查表', en: ': self-inspection' })}</h1>
      ${next(
        t({
          zh: `自查时段：${date(from)}至${date(until)}。请在 ${due} 24:00 前由工会主席签字上报；没有问题也要作零报告，不报不等于没有问题。`,
          en: `Period: ${date(from)} to ${date(until)}. The chair signs by ${due}, 24:00. No problem is a zero report, and is signed too: silence is no answer.`,
        }),
      )}
      ${answers(
        parts(visit, standing).map(({ href, label, state, done }) => ({
          term: html`<a href="${href}">${label}</a>`,
          value: tag(state, done ? 'ok' : 'wait'),
        })),
        '',
      )}
      ${row(
        html`<a class="${isComplete(standing) ? 'go' : 'plain'}" href="${to('/sign')}"
          >${t({ zh: '核对并签字', en: 'Check and sign' })}</a
        >`,
        html`<a href="${to('/handover')}">${t({ zh: '转交同事填写', en: 'Hand over to a colleague' })}</a>`,
      )}
      <p class="quiet">
        ${t({
          zh: '每一页保存后都可以离开，用邮件里的链接回来接着填。',
          en: 'Every page keeps what you save: leave, and come back by the link of the mail.',
        })}
      </p>`,
  });
};

type Part = { readonly href: string; readonly label: Content; readonly state: string; readonly done: boolean };

const parts = ({ t, to }: Visit, { draft, groups, problems }: Standing): Part[] => {
  const count = (n: number, of: number) => ({
    done: n === of,
    state: n === of ? t({ zh: '已完成', en: 'Done' }) : t({ zh: `已填 ${n} / ${of}`, en: `${n} of ${of}` }),
  });
  const flag = (done: boolean) => ({
    done,
    state: done ? t({ zh: '已完成', en: 'Done' }) : t({ zh: '未填写', en: 'Not yet' }),
  });
  return [
    { href: to('/about'), label: t({ zh: '一、基本情况', en: '1. About the unit' }), ...flag(isAbout(draft)) },
    {
      href: to('/spending'),
      label: t({ zh: '二、逐笔福利支出', en: '2. Spending, occasion by occasion' }),
      ...flag(draft.spending !== undefined),
    },
    ...groups.map((group) => ({
      href: to(`/checks/${group.id}`),
      label: t({ zh: `三、逐项自查：${group.title.zh}`, en: `3. Checks: ${group.title.en}` }),
      ...count(answeredIn(group, draft), group.checks.length),
    })),
    ...problems.map(({ id, title }) => ({
      href: to(`/problems/${id}`),
      label: t({ zh: `四、问题说明：${id} ${title.zh}`, en: `4. The problem: ${id} ${title.en}` }),
      ...flag(draft.problems[id] !== undefined),
    })),
    {
      href: to('/files'),
      label: t({ zh: '五、佐证材料（选填）', en: '5. Evidence (optional)' }),
      done: true,
      state: t({ zh: '可随时补充', en: 'Any time' }),
    },
  ];
};

export const saveAndReturn = ({ t, to }: Visit): Html =>
  row(
    go(t({ zh: '保存', en: 'Save' })),
    html`<a href="${to('')}">${t({ zh: '不保存，返回', en: 'Back, without saving' })}</a>`,
  );
