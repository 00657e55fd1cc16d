import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { letterCoder } from '../../infra/letter-coder.ts';

/** The app under the very context it is deployed with, its functions left unbundled: templates only. */
export function unbundledApp(context: Record<string, unknown> = {}): App {
  const { context: deployed } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));
  return new App({ context: { ...deployed, 'aws:cdk:bundling-stacks': [], ...context } });
}

/** Both stacks as CloudFormation would get them. */
export function templates(context: Record<string, unknown> = {}) {
  const app = unbundledApp(context);
  const { records, service } = letterCoder(app);
  return {
    app,
    stacks: { records, service },
    records: Template.fromStack(records),
    service: Template.fromStack(service),
  };
}

export interface Resource {
  readonly id: string;
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's properties have a shape per resource type
  readonly Properties: any;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** All resources of a type; a test that found none would promise nothing, so that is an error. */
export function resourcesOf(template: Template, type: string): Resource[] {
  const found = Object.entries(template.findResources(type)).map(([id, resource]) => ({ id, ...resource }) as Resource);
  if (found.length === 0) throw new Error(`there is no ${type}`);
  return found;
}

/** What a reference leads to, as one word: the logical id or export name in it. */
export function target(reference: unknown): string {
  const text = JSON.stringify(reference);
  const id = /"(?:Ref|Fn::GetAtt|Fn::ImportValue)":\[?"([^"]+)"/.exec(text)?.[1];
  if (id === undefined) throw new Error(`refers to nothing: ${text}`);
  return id.replace(/^LetterCoderRecords:ExportsOutput(Ref|FnGetAtt)/, '');
}
