import { type BatchResponse, eachMessage } from '../core/batch.ts';
import { type ExtractPorts, extractText } from '../core/extract-text.ts';
import { isFolderMarker } from '../core/letter.ts';
import { parseNotification } from '../core/notification.ts';
import { receiveLetter } from '../core/receive-letter.ts';

export interface ExtractDependencies extends ExtractPorts {
  readonly lettersBucket: string;
}

/** A letter landed, or is to be gone on with: receives it, reads it, stores its text or sets it aside. */
export function createHandler(dependencies: ExtractDependencies) {
  return (event: unknown): Promise<BatchResponse> =>
    eachMessage(event, dependencies.log, async (body, messageId) => {
      const notification = parseNotification(body, dependencies.lettersBucket);
      switch (notification.kind) {
        case 'test':
          return dependencies.log({ event: 'message.test', messageId });
        case 'letter':
          return extractText(dependencies, notification.letterId);
        case 'objects':
          for (const { sizeBytes, ...object } of notification.objects) {
            if (isFolderMarker(object, sizeBytes)) continue;
            await extractText(
              dependencies,
              await receiveLetter(dependencies, object, { kind: 'service', id: 'extract' }),
            );
          }
      }
    });
}
