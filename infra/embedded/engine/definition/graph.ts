import { diagnostic, isObject, type Diagnostic, type Draft } from './diagnostics.ts';

type Edge = { from: string | undefined; to: string; at: string };

const edge = (from: string | undefined, to: unknown, path: string): Edge[] =>
  typeof to === 'string' ? [{ from, to, at: path }] : [];

const edgesOf = ({ at, scope, states }: Draft): Edge[] => {
  const listed = (name: string, field: string, list: unknown) =>
    Array.isArray(list)
      ? list.flatMap((entry: unknown, i) =>
          edge(name, isObject(entry) ? entry['Next'] : undefined, `${at}/States/${name}/${field}[${i}]/Next`),
        )
      : [];
  return [
    ...edge(undefined, scope['StartAt'], `${at}/StartAt`),
    ...states.flatMap(([name, state]) => [
      ...edge(name, state['Next'], `${at}/States/${name}/Next`),
      ...edge(name, state['Default'], `${at}/States/${name}/Default`),
      ...listed(name, 'Choices', state['Choices']),
      ...listed(name, 'Catch', state['Catch']),
    ]),
  ];
};

const isTerminal = ({ Type: type, End: end }: Record<string, unknown>) =>
  type === 'Succeed' || type === 'Fail' || end === true;

/**
 * Whether every transition leads somewhere, every state can be reached, and there is an end.
 *
 * AWS says "Next" of every dangling transition, and of what cannot be reached only where there is an end.
 */
export const graphDiagnostics = (draft: Draft): Diagnostic[] => {
  const code = 'MISSING_TRANSITION_TARGET';
  const edges = edgesOf(draft);
  const names = new Set(draft.states.map(([name]) => name));
  const dangling = edges
    .filter(({ to }) => !names.has(to))
    .map(({ to, at }) => diagnostic(code, `Missing 'Next' target: ${to}`, at));
  if (!draft.states.some(([, state]) => isTerminal(state))) {
    return [...dangling, diagnostic('MISSING_END_STATE', 'Workflow has no terminal state')];
  }
  const reached = new Set<string | undefined>([undefined]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const { from, to } of edges) if (reached.has(from)) reached.add(to);
  }
  const unreachable = [...names].filter((name) => !reached.has(name));
  return [
    ...dangling,
    ...unreachable.map((name) => diagnostic(code, `State "${name}" is not reachable.`, `${draft.at}/States/${name}`)),
  ];
};
