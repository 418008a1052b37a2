import { NoSuchPage } from '#functions/web/refusals';
import type { Applicants, Application, Pipeline } from '#shared/pipeline';
import { pipelines } from '#workflows/index';

/** A pipeline that people apply to. The pages here serve each of them alike. */
export type Applying = Pipeline & { readonly application: Application & { readonly applicants: Applicants } };

const applies = (pipeline: Pipeline): pipeline is Applying => pipeline.application?.applicants !== undefined;

export const whatOneCanApplyFor = (): readonly Applying[] => Object.values(pipelines).filter(applies);

/**
 * @param name absent where nothing was chosen: then the first one
 * @throws {NoSuchPage}
 */
export const applyingOf = (name: string | null | undefined): Applying => {
  const all = whatOneCanApplyFor();
  const found = name ? all.find((each) => each.name === name) : all[0];
  if (!found) throw new NoSuchPage(`Nobody applies to ${name ?? 'anything'}`);
  return found;
};

/** In an address before there is a draft; the first one needs none. */
export const chosenIn = ({ name }: Applying): string => (name === applyingOf(undefined).name ? '' : `?for=${name}`);
