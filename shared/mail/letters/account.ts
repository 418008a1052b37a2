import { say, type Text } from '#shared/text';
import type { Letters } from '../letter.ts';
import { letter, wordsOf } from '../wording.ts';

/** What belongs to a person's account, not to a case. */
export const accountLetters: Letters = {
  signIn: (view) => {
    const name = (text: Text) => say(text, view.lang);
    const minutes = wordsOf(view, 'minutes') ?? '15';
    return letter(view, {
      subject: name({ zh: `登录链接，${minutes} 分钟内有效`, en: `Sign-in link, valid for ${minutes} minutes` }),
      preheader: name({ zh: '只能用一次；不是您本人操作请忽略', en: 'Works once; ignore it if it was not you' }),
      paragraphs: [
        name({
          zh: `这是您刚才索取的登录链接，${minutes} 分钟内有效，只能用一次。打开后请按页面上的“登录”按钮。`,
          en: `Here is the sign-in link that was just asked for. It works once, within ${minutes} minutes. Open it and press “Sign in” on the page.`,
        }),
        name({
          zh: '如果不是您本人操作，请忽略这封邮件：不按按钮，谁也不会登录。',
          en: 'If it was not you, ignore this mail: unless the button is pressed, nobody is signed in.',
        }),
      ],
      ...(view.link === undefined
        ? {}
        : { action: { label: name({ zh: '打开登录页面', en: 'Open the sign-in page' }), url: view.link } }),
    });
  },
};
