import { runAudit } from '../audit/audit-command.ts';
import { openAuditedFolder } from '../audit/questions.ts';

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
  const [slowest] = times.sort((a, b) => b.seconds - a.seconds);
  const within = times.filter(({ seconds }) => seconds <= 2).length;
  return [
    `audit: ${questions.length} questions over ${suggestions.size} suggestions of ${chains.length} letters, ${within} within 2 s; slowest ${slowest!.seconds.toFixed(1)} s: ${slowest!.question}`,
  ];
}
