import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** Time to add what was missing has run out. */
export const closedIncomplete = (view: LetterView): Letter =>
  told(view, {
    verb: { zh: '申请已结案（材料不全）', en: 'Closed: something was missing' },
    preheader: { zh: '可以随时重新申请', en: 'You may apply again at any time' },
    paragraphs: [
      {
        zh: '补正期限已过，仍缺少必要的材料，本次申请按材料不全结案。',
        en: 'The time to add what was missing is over, so this application is closed as incomplete.',
      },
      {
        zh: '这不是不同意，不影响您以后申请。材料备齐后可以重新申请；确有原因耽误的，请打帮扶中心电话。',
        en: 'This is no refusal and does not count against you. Apply again when everything is at hand; if something kept you, call the aid centre.',
      },
    ],
  });
