// oxlint-disable no-new -- a construct joins its tree by being made
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundles, writeBundles } from './aws/bundle.ts';
import { readSettings } from './aws/settings.ts';
import { functionsOf, Nuanliu } from './aws/stack.ts';

/** What `cdk` runs. Parameters are context: `npx cdk deploy -c stage=prod -c domain=aid.union.example …` */
const app = new App();
const settings = readSettings(app.node);
const written = writeBundles(await bundles(functionsOf(settings)), join(app.outdir, 'bundles'));
new Nuanliu(app, settings, written);
app.synth();
