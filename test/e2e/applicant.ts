/**
 * An applicant as a browser without scripts: follows redirects by GET, keeps cookies, posts forms. Paths are those of
 * the route table, whatever path the site itself has.
 */
export const browse = (base: URL) => {
  const prefix = base.pathname.replace(/\/$/, '');
  const jar = new Map<string, string>();
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (line.includes('Max-Age=0')) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = { cookie: cookie(), ...init.headers };
    return keep(
      await fetch(new URL(path.startsWith('/') ? `${prefix}${path}` : path, base), {
        redirect: 'manual',
        ...init,
        headers,
      }),
    );
  };
  const follow = async (response: Response): Promise<{ status: number; path: string; text: string }> => {
    let at = response.url;
    let now = response;
    for (let hops = 0; now.status === 303 && hops < 5; hops += 1) {
      at = new URL(now.headers.get('location') ?? '', at).href;
      now = await send(at);
    }
    const { pathname, search } = new URL(at);
    if (!pathname.startsWith(prefix)) throw new Error(`${pathname} is outside ${prefix}`);
    return { status: now.status, path: pathname.slice(prefix.length) + search, text: await now.text() };
  };
  const post = (path: string, form: Record<string, string | readonly string[]>) =>
    send(path, {
      method: 'POST',
      body: new URLSearchParams(
        Object.entries(form).flatMap(([name, value]): [string, string][] =>
          typeof value === 'string' ? [[name, value]] : value.map((each) => [name, each]),
        ),
      ),
    });
  return {
    jar,
    get: async (path: string) => follow(await send(path)),
    post: async (path: string, form: Record<string, string | readonly string[]> = {}) => follow(await post(path, form)),
    /** Without following. */
    postOnly: post,
  };
};
export type Browser = ReturnType<typeof browse>;

/** What somebody would type, page by page; each page can be replaced. */
export const ANSWERS: Readonly<Record<string, Record<string, string | readonly string[]>>> = {
  consent: { consent: 'yes' },
  name: { name: '陈大明', idNumber: '429900 19800101 0019' },
  contact: { mobile: '138 0013 8000', email: 'chen@example.org' },
  origin: { ethnicity: '汉族', politicalStatus: 'MASSES' },
  home: { address: '临江街道幸福路 8 号 2 栋 301', registeredArea: '临江街道', hukouType: 'URBAN' },
  family: { maritalStatus: 'MARRIED' },
  health: { healthStatus: 'SERIOUS' },
  union: { union: 'hongxing', memberNo: '不清楚', isMigrantWorker: 'no' },
  employer: {
    employer: '红星机械厂',
    employerType: 'STATE_OWNED',
    employerCondition: 'DIFFICULT',
    industry: 'MANUFACTURING',
  },
  work: { workStatus: 'SICK_LEAVE', workSince: '2001年7月1日', contractFrom: '2010-1-1' },
  honours: { modelWorkerType: 'NONE' },
  members: { another: 'no' },
  jobs: { zeroEmployment: 'no', selfHelp: 'yes' },
  housing: { housingType: 'OWNED', areaM2: '68' },
  welfare: { insurance: 'EMPLOYEE', dibaoStatus: 'NONE' },
  'other-aid': { another: 'no' },
  income: { ownMonthlyFen: '1,200' },
  'other-income': { otherAnnualFen: '0' },
  expenses: { another: 'no' },
  causes: { mainCause: 'ILLNESS', otherCauses: ['LOW_INCOME'] },
  aid: { aidTypes: ['MEDICAL'], appliedFen: '4300' },
  reason: { reason: '去年十月确诊重病，住院两次，自付费用较多，家里只有我一人有收入，希望得到医疗救助。' },
  bank: { hasCard: 'yes' },
  card: { holder: '陈大明', cardNo: '6222 0212 3456 7890 128', bankName: '中国工商银行' },
  'identity-files': {},
  'income-files': {},
  'expense-files': {},
  'authorization-files': {},
  pledge: { authorization: 'yes', pledge: 'yes' },
};

/** Fills in everything, up to the check page. `more` replaces pages. */
export const fillIn = async (browser: Browser, more: typeof ANSWERS = {}): Promise<string> => {
  let at = (await browser.get('/apply')).path;
  for (let pages = 0; at !== '/apply/check' && pages < 60; pages += 1) {
    const slug = at.split(/[/?]/)[2] ?? '';
    const page = await browser.post(at, { ...ANSWERS, ...more }[slug] ?? {});
    if (page.path === at)
      throw new Error(`${at} was not taken: ${/<div class="summary"[^]*?<\/ul>/.exec(page.text)?.[0]}`);
    at = page.path;
  }
  return at;
};

/** @returns the id of the case */
export const applyFor = async (browser: Browser, more: typeof ANSWERS = {}): Promise<string> => {
  await fillIn(browser, more);
  const { text } = await browser.post('/apply/submit');
  return `HA-${/困-(\d{4}-\d{6,8})/.exec(text)?.[1]}`;
};

export const codeIn = (text: string): string => /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(text)?.[0] ?? '';
