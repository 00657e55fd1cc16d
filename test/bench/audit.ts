import { runAudit } from '../audit/audit-command.ts';
import { openAuditedFolder } from '../audit/questions.ts';

const BOUND_SECONDS = 2;

/** How long an auditor waits for each of the twenty answers, the start of the command included. */
export async function benchAudit(): Promise<string[]> {
  const { chains, questions, remove } = await openAuditedFolder();
  const suggestions = new Set(
    chains
      .flat()
      .flatMap((event) => (event.type === 'suggestions-made' ? event.data.suggestions.map(({ id }) => id) : [])),
  );
  const times: { readonly question: string; readonly seconds: number }[] = [];
  for (const { question, command, environment } of questions) {
    const begun = performance.now();
    await runAudit(command, environment);
    times.push({ question, seconds: (performance.now() - begun) / 1000 });
  }
  await remove();
  const within = times.filter(({ seconds }) => seconds <= BOUND_SECONDS).length;
  return [
    `audit: ${questions.length} questions over ${suggestions.size} suggestions of ${chains.length} letters, ${within} within ${BOUND_SECONDS} s`,
    ...times.map(
      ({ question, seconds }, index) =>
        `  ${String(index + 1).padStart(2)}  ${seconds.toFixed(1)} s (${seconds <= BOUND_SECONDS ? 'within' : 'NOT within'} ${BOUND_SECONDS} s): ${question}`,
    ),
  ];
}
