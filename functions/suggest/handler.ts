import { type BatchResponse, eachMessage } from '../core/batch.ts';
import { letterIdOfTextKey } from '../core/letter.ts';
import { makeSuggestions, type SuggestPorts } from '../core/make-suggestions.ts';
import { parseNotification } from '../core/notification.ts';

export interface SuggestDependencies extends SuggestPorts {
  readonly textsBucket: string;
}

/** A text was stored, or is to be gone on with: makes the letter's suggestions. */
export function createHandler(dependencies: SuggestDependencies) {
  return (event: unknown): Promise<BatchResponse> =>
    eachMessage(event, dependencies.log, async (body, messageId) => {
      const notification = parseNotification(body, dependencies.textsBucket);
      switch (notification.kind) {
        case 'test':
          return dependencies.log({ event: 'message.test', messageId });
        case 'letter':
          return makeSuggestions(dependencies, notification.letterId);
        case 'objects':
          for (const { key } of notification.objects) await makeSuggestions(dependencies, letterIdOfTextKey(key));
      }
    });
}
