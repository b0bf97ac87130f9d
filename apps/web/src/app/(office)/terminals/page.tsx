import { TerminalListScreen } from '../../../features/terminals/terminal-list.screen.tsx';

export default function Page() {
  return <TerminalListScreen />;
}
