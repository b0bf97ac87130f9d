import { TerminalJournalScreen } from '../../../../features/journal/terminal-journal.screen.tsx';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <TerminalJournalScreen id={id} />;
}
