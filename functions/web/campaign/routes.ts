import type { Route } from '#functions/page';
import { saveAccount, showAccount } from './account.page.ts';
import { showAccountCheck } from './accountCheck.page.ts';
import { handInAccounts, showAccounts } from './accounts.page.ts';
import { showCampaign } from './campaign.page.ts';
import { showCampaigns } from './campaigns.page.ts';
import { pack, takePacket } from './packet.page.ts';
import { plan, showPlan } from './plan.page.ts';
import { showPhoto } from './photo.page.ts';
import { showPosting } from './posting.page.ts';
import { giveReason, showProof } from './proof.page.ts';
import { downloadProof } from './proofFile.page.ts';
import { checkRegister, showRegister, takeRegister } from './register.page.ts';
import { addRegister, showRegisters } from './registers.page.ts';
import { answerRoster, rosterTemplate, showRoster } from './roster.page.ts';
import { checkRoster, takeRoster } from './rosterCheck.page.ts';
import { recordAnswer, showSample } from './sample.page.ts';
import { swap } from './swap.page.ts';
import { formTeams, showTeams } from './teams.page.ts';
import { goToProof } from './toProof.page.ts';
import { recordVisits, showVisits } from './visits.page.ts';

/** What unions and team leaders do: the same by the link of a mail and by a session. */
const taskRoutes = (base: '/t/{token}' | '/tasks/{case}/{task}'): readonly Route[] => [
  { method: 'GET', path: `${base}/roster`, page: showRoster },
  { method: 'POST', path: `${base}/roster`, page: answerRoster },
  { method: 'GET', path: `${base}/roster/template`, page: rosterTemplate },
  { method: 'GET', path: `${base}/roster/{upload}`, page: checkRoster },
  { method: 'POST', path: `${base}/roster/{upload}`, page: takeRoster },
  { method: 'GET', path: `${base}/posting`, page: showPosting },
  { method: 'GET', path: `${base}/accounts`, page: showAccounts },
  { method: 'POST', path: `${base}/accounts`, page: handInAccounts },
  { method: 'GET', path: `${base}/accounts/{row}`, page: showAccount },
  { method: 'POST', path: `${base}/accounts/{row}`, page: saveAccount },
  { method: 'GET', path: `${base}/account-check`, page: showAccountCheck },
  { method: 'GET', path: `${base}/proof`, page: goToProof },
  { method: 'GET', path: `${base}/teams`, page: showTeams },
  { method: 'POST', path: `${base}/teams`, page: formTeams },
  { method: 'GET', path: `${base}/visits`, page: showVisits },
  { method: 'POST', path: `${base}/visits`, page: recordVisits },
  { method: 'GET', path: `${base}/visits/photo`, page: showPhoto },
];

/** The pages of condolence campaigns. */
export const routes: readonly Route[] = [
  ...taskRoutes('/t/{token}'),
  ...taskRoutes('/tasks/{case}/{task}'),
  { method: 'GET', path: '/admin/campaigns', page: showCampaigns },
  { method: 'GET', path: '/admin/campaigns/new', page: showPlan },
  { method: 'POST', path: '/admin/campaigns/new', page: plan },
  { method: 'GET', path: '/admin/campaigns/{case}', page: showCampaign },
  { method: 'GET', path: '/admin/campaigns/{case}/proof', page: showProof },
  { method: 'POST', path: '/admin/campaigns/{case}/proof', page: giveReason },
  { method: 'GET', path: '/admin/campaigns/{case}/proof/file', page: downloadProof },
  { method: 'POST', path: '/admin/campaigns/{case}/swap', page: swap },
  { method: 'GET', path: '/admin/campaigns/{case}/sample', page: showSample },
  { method: 'POST', path: '/admin/campaigns/{case}/sample', page: recordAnswer },
  { method: 'GET', path: '/admin/campaigns/{case}/packet', page: takePacket },
  { method: 'POST', path: '/admin/campaigns/{case}/packet', page: pack },
  { method: 'GET', path: '/admin/registers', page: showRegisters },
  { method: 'POST', path: '/admin/registers', page: addRegister },
  { method: 'GET', path: '/admin/registers/{register}', page: showRegister },
  { method: 'GET', path: '/admin/registers/{register}/{upload}', page: checkRegister },
  { method: 'POST', path: '/admin/registers/{register}/{upload}', page: takeRegister },
];
