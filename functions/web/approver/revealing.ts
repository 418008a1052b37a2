import type { PageRequest } from '#functions/web/request';
import type { Host } from '#shared/host';
import { type Content, html } from '#shared/html/html';
import { textInput } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { plain } from '#shared/html/show';
import { say, type Text } from '#shared/text';
import type { TaskAccess } from './access.ts';
import type { Filled } from './application.ts';

export const NO_REASON: Text = { zh: '请写明理由，2 到 200 个字', en: 'Give a reason, 2 to 200 characters' };

/** Above the masked facts: how to see them whole. */
export const revealing = (
  { lang, form }: PageRequest,
  { site }: Host,
  access: TaskAccess,
  filled: Pick<Filled, 'revealed'>,
): Content => {
  const words = (text: Text) => say(text, lang);
  if (filled.revealed) {
    return html`<p class="hint">
      ${words({ zh: '已显示完整信息，半小时后重新隐藏。查看已记录。', en: 'Shown in full for half an hour. This has been recorded.' })}
    </p>`;
  }
  if (!access.session) {
    return html`<form method="post" action="${link(site, `${access.base}/sign-in`)}">
      <p class="hint">
        ${words({ zh: '证件号码、收入、病情等已隐藏。要查看，请先登录并说明理由。', en: 'Identity numbers, income and illness are hidden. To see them, sign in and give a reason.' })}
      </p>
      ${plain(words({ zh: '把登录链接发到我的邮箱', en: 'Mail me a sign-in link' }))}
    </form>`;
  }
  const asked = {
    name: 'why',
    label: words({ zh: '查看完整信息的理由', en: 'Why you need to see it in full' }),
    hint: words({
      zh: '证件号码、收入、病情等已隐藏。理由和查看时间会记入案卷。',
      en: 'Identity numbers, income and illness are hidden. The reason and the time go on record.',
    }),
    error: form.has('why') ? words(NO_REASON) : undefined,
  };
  return html`<form method="post" action="${link(site, `${access.base}/reveal`)}" novalidate>
    ${textInput(asked, { value: form.get('why') ?? '' })}${plain(words({ zh: '查看完整信息', en: 'Show in full' }))}
  </form>`;
};
